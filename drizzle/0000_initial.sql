CREATE TABLE `answers` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`interview_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`turn_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`attempt` int NOT NULL,
	`client_key` varchar(64) character set ascii collate ascii_bin NOT NULL,
	`content_hash` varchar(64) character set ascii collate ascii_bin NOT NULL,
	`text` mediumtext,
	`transcript` varchar(20) NOT NULL,
	`assisted` boolean NOT NULL,
	`submitted_at` datetime(3) NOT NULL,
	`revealed_at` datetime(3),
	CONSTRAINT `answers_id` PRIMARY KEY(`id`),
	CONSTRAINT `answers_turn_attempt_unique` UNIQUE(`turn_id`,`attempt`),
	CONSTRAINT `answers_client_key_unique` UNIQUE(`interview_id`,`client_key`)
);
--> statement-breakpoint
CREATE TABLE `categories` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`slug` varchar(80) character set ascii collate ascii_bin NOT NULL,
	`name_zh` varchar(100) NOT NULL,
	`name_en` varchar(100) NOT NULL,
	`parent_id` char(30) character set ascii collate ascii_bin,
	CONSTRAINT `categories_id` PRIMARY KEY(`id`),
	CONSTRAINT `categories_slug_unique` UNIQUE(`slug`)
);
--> statement-breakpoint
CREATE TABLE `evaluations` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`interview_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`answer_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`revision` int NOT NULL,
	`status` varchar(20) NOT NULL,
	`scorer` varchar(20),
	`scorer_version` varchar(80),
	`provisional` boolean NOT NULL,
	`score` double,
	`uncertainty` double,
	`dimensions` json NOT NULL,
	`points` json NOT NULL,
	`feedback` text,
	`suggestion` text,
	`created_at` datetime(3) NOT NULL,
	`evaluated_at` datetime(3),
	CONSTRAINT `evaluations_id` PRIMARY KEY(`id`),
	CONSTRAINT `evaluations_answer_revision_unique` UNIQUE(`answer_id`,`revision`)
);
--> statement-breakpoint
CREATE TABLE `interview_events` (
	`interview_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`seq` int NOT NULL,
	`type` varchar(20) NOT NULL,
	`turn_id` char(30) character set ascii collate ascii_bin,
	`answer_id` char(30) character set ascii collate ascii_bin,
	`evaluation_id` char(30) character set ascii collate ascii_bin,
	`at` datetime(3) NOT NULL,
	CONSTRAINT `interview_events_interview_id_seq_pk` PRIMARY KEY(`interview_id`,`seq`)
);
--> statement-breakpoint
CREATE TABLE `interviews` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`candidate_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`mode` varchar(20) NOT NULL,
	`pace` varchar(20) NOT NULL,
	`scores` varchar(20) NOT NULL,
	`locale` varchar(20) NOT NULL,
	`target_role` varchar(200),
	`status` varchar(20) NOT NULL,
	`question_count` int NOT NULL,
	`plan` json NOT NULL,
	`last_seq` int NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`started_at` datetime(3),
	`finished_at` datetime(3),
	CONSTRAINT `interviews_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`topic` varchar(20) NOT NULL,
	`subject_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`attempts` int NOT NULL DEFAULT 0,
	`due_at` datetime(3) NOT NULL,
	CONSTRAINT `outbox_id` PRIMARY KEY(`id`),
	CONSTRAINT `outbox_subject_unique` UNIQUE(`topic`,`subject_id`)
);
--> statement-breakpoint
CREATE TABLE `questions` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`seed_slug` varchar(80) character set ascii collate ascii_bin,
	`locale` varchar(20) NOT NULL,
	`prompt` text NOT NULL,
	`category_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`tags` json NOT NULL,
	`difficulty` tinyint NOT NULL,
	`time_limit` int NOT NULL,
	`status` varchar(20) NOT NULL,
	`reference_answer` text NOT NULL,
	`key_points` json NOT NULL,
	`hints` json NOT NULL,
	`version` int NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `questions_id` PRIMARY KEY(`id`),
	CONSTRAINT `questions_seed_slug_unique` UNIQUE(`seed_slug`)
);
--> statement-breakpoint
CREATE TABLE `reports` (
	`interview_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`score` double NOT NULL,
	`dimensions` json NOT NULL,
	`categories` json NOT NULL,
	`strengths` json NOT NULL,
	`improvements` json NOT NULL,
	`assisted_share` double NOT NULL,
	`compared_to_previous` double,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `reports_interview_id` PRIMARY KEY(`interview_id`)
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`user_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`refresh_hash` varchar(64) character set ascii collate ascii_bin NOT NULL,
	`refresh_expires_at` datetime(3) NOT NULL,
	`user_agent` varchar(255),
	`ip` varchar(45),
	`created_at` datetime(3) NOT NULL,
	`last_used_at` datetime(3) NOT NULL,
	`revoked_at` datetime(3),
	CONSTRAINT `sessions_id` PRIMARY KEY(`id`),
	CONSTRAINT `sessions_refresh_hash_unique` UNIQUE(`refresh_hash`)
);
--> statement-breakpoint
CREATE TABLE `turns` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`interview_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`position` int NOT NULL,
	`kind` varchar(20) NOT NULL,
	`parent_id` char(30) character set ascii collate ascii_bin,
	`question_id` char(30) character set ascii collate ascii_bin,
	`prompt` text NOT NULL,
	`reference_answer` text NOT NULL,
	`key_points` json NOT NULL,
	`status` varchar(20) NOT NULL,
	`asked_at` datetime(3) NOT NULL,
	`deadline_at` datetime(3),
	`closed_at` datetime(3),
	CONSTRAINT `turns_id` PRIMARY KEY(`id`),
	CONSTRAINT `turns_interview_position_unique` UNIQUE(`interview_id`,`position`)
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`email` varchar(254),
	`email_verified` boolean NOT NULL,
	`phone` varchar(16),
	`name` varchar(100) NOT NULL,
	`password_hash` varchar(255) NOT NULL,
	`role` varchar(20) NOT NULL,
	`locale` varchar(20) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `users_id` PRIMARY KEY(`id`),
	CONSTRAINT `users_email_unique` UNIQUE(`email`),
	CONSTRAINT `users_phone_unique` UNIQUE(`phone`)
);
--> statement-breakpoint
ALTER TABLE `answers` ADD CONSTRAINT `answers_interview_id_interviews_id_fk` FOREIGN KEY (`interview_id`) REFERENCES `interviews`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `answers` ADD CONSTRAINT `answers_turn_id_turns_id_fk` FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `categories` ADD CONSTRAINT `categories_parent_id_categories_id_fk` FOREIGN KEY (`parent_id`) REFERENCES `categories`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `evaluations` ADD CONSTRAINT `evaluations_interview_id_interviews_id_fk` FOREIGN KEY (`interview_id`) REFERENCES `interviews`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `evaluations` ADD CONSTRAINT `evaluations_answer_id_answers_id_fk` FOREIGN KEY (`answer_id`) REFERENCES `answers`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `interview_events` ADD CONSTRAINT `interview_events_interview_id_interviews_id_fk` FOREIGN KEY (`interview_id`) REFERENCES `interviews`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `interviews` ADD CONSTRAINT `interviews_candidate_id_users_id_fk` FOREIGN KEY (`candidate_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `questions` ADD CONSTRAINT `questions_category_id_categories_id_fk` FOREIGN KEY (`category_id`) REFERENCES `categories`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `reports` ADD CONSTRAINT `reports_interview_id_interviews_id_fk` FOREIGN KEY (`interview_id`) REFERENCES `interviews`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `sessions` ADD CONSTRAINT `sessions_user_id_users_id_fk` FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `turns` ADD CONSTRAINT `turns_interview_id_interviews_id_fk` FOREIGN KEY (`interview_id`) REFERENCES `interviews`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `turns` ADD CONSTRAINT `turns_parent_id_turns_id_fk` FOREIGN KEY (`parent_id`) REFERENCES `turns`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `turns` ADD CONSTRAINT `turns_question_id_questions_id_fk` FOREIGN KEY (`question_id`) REFERENCES `questions`(`id`) ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `categories_parent_idx` ON `categories` (`parent_id`);--> statement-breakpoint
CREATE INDEX `evaluations_interview_idx` ON `evaluations` (`interview_id`);--> statement-breakpoint
CREATE INDEX `interviews_candidate_idx` ON `interviews` (`candidate_id`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_due_idx` ON `outbox` (`due_at`);--> statement-breakpoint
CREATE INDEX `questions_match_idx` ON `questions` (`status`,`locale`,`category_id`,`difficulty`,`id`);--> statement-breakpoint
CREATE INDEX `questions_category_idx` ON `questions` (`category_id`);--> statement-breakpoint
CREATE INDEX `sessions_user_idx` ON `sessions` (`user_id`,`id`);--> statement-breakpoint
CREATE INDEX `turns_due_idx` ON `turns` (`status`,`deadline_at`);--> statement-breakpoint
CREATE INDEX `turns_question_idx` ON `turns` (`question_id`);