CREATE TABLE `interview_bases` (
	`interview_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`resume_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`version` int NOT NULL,
	`skills` json NOT NULL,
	`projects` json NOT NULL,
	`questions` json NOT NULL,
	CONSTRAINT `interview_bases_interview_id` PRIMARY KEY(`interview_id`)
);
--> statement-breakpoint
CREATE TABLE `avatars` (
	`user_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`file_id` char(30) character set ascii collate ascii_bin NOT NULL,
	CONSTRAINT `avatars_user_id` PRIMARY KEY(`user_id`)
);
--> statement-breakpoint
CREATE TABLE `files` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`owner_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`purpose` varchar(20) NOT NULL,
	`status` varchar(20) NOT NULL,
	`filename` varchar(255) NOT NULL,
	`content_type` varchar(127) character set ascii collate ascii_bin NOT NULL,
	`byte_size` int NOT NULL,
	`storage_key` varchar(120) character set ascii collate ascii_bin,
	`sha256` varchar(64) character set ascii collate ascii_bin,
	`rejection` varchar(40) character set ascii collate ascii_bin,
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	`unused_since` datetime(3),
	CONSTRAINT `files_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `upload_grants` (
	`file_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`owner_id` char(30) character set ascii collate ascii_bin,
	`byte_size` int NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	CONSTRAINT `upload_grants_file_id` PRIMARY KEY(`file_id`)
);
--> statement-breakpoint
CREATE TABLE `resumes` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`user_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`file_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`version` int NOT NULL,
	`status` varchar(20) NOT NULL,
	`failure` varchar(40) character set ascii collate ascii_bin,
	`text` mediumtext,
	`document` json,
	`skills` json NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	`deleted_at` datetime(3),
	CONSTRAINT `resumes_id` PRIMARY KEY(`id`),
	CONSTRAINT `resumes_user_unique` UNIQUE(`user_id`)
);
--> statement-breakpoint
ALTER TABLE `answers` ADD `recording_file_id` char(30) character set ascii collate ascii_bin;
--> statement-breakpoint
ALTER TABLE `answers` ADD `transcript_failure` varchar(20);
--> statement-breakpoint
ALTER TABLE `answers` ADD `transcribed_at` datetime(3);
--> statement-breakpoint
ALTER TABLE `turns` ADD `category_id` char(30) character set ascii collate ascii_bin;
--> statement-breakpoint
ALTER TABLE `answers` ADD CONSTRAINT `answers_recording_unique` UNIQUE(`recording_file_id`);
--> statement-breakpoint
ALTER TABLE `interview_bases` ADD CONSTRAINT `interview_bases_interview_id_interviews_id_fk` FOREIGN KEY (`interview_id`) REFERENCES `interviews`(`id`) ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE `avatars` ADD CONSTRAINT `avatars_user_id_users_id_fk` FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE `avatars` ADD CONSTRAINT `avatars_file_id_files_id_fk` FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE `files` ADD CONSTRAINT `files_owner_id_users_id_fk` FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE `upload_grants` ADD CONSTRAINT `upload_grants_owner_id_users_id_fk` FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE `resumes` ADD CONSTRAINT `resumes_user_id_users_id_fk` FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE `resumes` ADD CONSTRAINT `resumes_file_id_files_id_fk` FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX `files_unused_idx` ON `files` (`unused_since`);
--> statement-breakpoint
CREATE INDEX `files_owner_idx` ON `files` (`owner_id`,`status`);
--> statement-breakpoint
CREATE INDEX `files_stale_idx` ON `files` (`status`,`updated_at`);
--> statement-breakpoint
CREATE INDEX `upload_grants_owner_idx` ON `upload_grants` (`owner_id`,`expires_at`);
--> statement-breakpoint
CREATE INDEX `upload_grants_expiry_idx` ON `upload_grants` (`expires_at`);
--> statement-breakpoint
CREATE INDEX `resumes_deleted_idx` ON `resumes` (`deleted_at`);
--> statement-breakpoint
CREATE INDEX `resumes_file_idx` ON `resumes` (`file_id`);
--> statement-breakpoint
-- The columns are new and empty: with nothing to check, the tables need not be copied.
SET foreign_key_checks = 0;
--> statement-breakpoint
ALTER TABLE `answers` ADD CONSTRAINT `answers_recording_file_id_files_id_fk` FOREIGN KEY (`recording_file_id`) REFERENCES `files`(`id`) ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE `turns` ADD CONSTRAINT `turns_category_id_categories_id_fk` FOREIGN KEY (`category_id`) REFERENCES `categories`(`id`) ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
SET foreign_key_checks = 1;
