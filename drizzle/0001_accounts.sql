CREATE TABLE `audit_events` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`action` varchar(20) NOT NULL,
	`user_id` char(30) character set ascii collate ascii_bin,
	`actor_id` char(30) character set ascii collate ascii_bin,
	`session_id` char(30) character set ascii collate ascii_bin,
	`ip` varchar(45),
	`user_agent` varchar(255),
	`detail` varchar(255),
	`at` datetime(3) NOT NULL,
	CONSTRAINT `audit_events_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `messages` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`kind` varchar(20) NOT NULL,
	`purpose` varchar(20),
	`nonce` varchar(64) character set ascii collate ascii_bin,
	`place` varchar(45) character set ascii collate ascii_bin,
	`user_id` char(30) character set ascii collate ascii_bin,
	`email` varchar(254) character set ascii collate ascii_bin,
	`phone` varchar(16),
	`locale` varchar(20) NOT NULL,
	`detail` varchar(254),
	`created_at` datetime(3) NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	CONSTRAINT `messages_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `secrets` (
	`name` varchar(32) character set ascii collate ascii_bin NOT NULL,
	`value` varchar(64) character set ascii collate ascii_bin NOT NULL,
	CONSTRAINT `secrets_name` PRIMARY KEY(`name`)
);
--> statement-breakpoint
ALTER TABLE `sessions` DROP INDEX `sessions_refresh_hash_unique`;--> statement-breakpoint
ALTER TABLE `users` MODIFY COLUMN `email` varchar(254) character set ascii collate ascii_bin;--> statement-breakpoint
ALTER TABLE `sessions` ADD `family_hash` varchar(64) character set ascii collate ascii_bin;--> statement-breakpoint
ALTER TABLE `sessions` ADD `parent_hash` varchar(64) character set ascii collate ascii_bin;--> statement-breakpoint
ALTER TABLE `sessions` ADD `rotated_at` datetime(3);--> statement-breakpoint
ALTER TABLE `sessions` ADD `rotation_salt` varchar(64) character set ascii collate ascii_bin;--> statement-breakpoint
ALTER TABLE `sessions` ADD `place` varchar(45) character set ascii collate ascii_bin;--> statement-breakpoint
ALTER TABLE `sessions` ADD CONSTRAINT `sessions_family_hash_unique` UNIQUE(`family_hash`);--> statement-breakpoint
ALTER TABLE `audit_events` ADD CONSTRAINT `audit_events_user_id_users_id_fk` FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `audit_events` ADD CONSTRAINT `audit_events_actor_id_users_id_fk` FOREIGN KEY (`actor_id`) REFERENCES `users`(`id`) ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `messages` ADD CONSTRAINT `messages_user_id_users_id_fk` FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `audit_events_user_idx` ON `audit_events` (`user_id`,`id`);--> statement-breakpoint
CREATE INDEX `sessions_user_place_idx` ON `sessions` (`user_id`,`place`);--> statement-breakpoint
CREATE INDEX `sessions_refresh_expires_idx` ON `sessions` (`refresh_expires_at`);--> statement-breakpoint
CREATE INDEX `sessions_revoked_idx` ON `sessions` (`revoked_at`);