CREATE TABLE `fences` (
	`id` int NOT NULL,
	`passed` bigint unsigned NOT NULL,
	CONSTRAINT `fences_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `rounds` (
	`name` varchar(60) NOT NULL,
	`due_at` datetime(3) NOT NULL,
	CONSTRAINT `rounds_name` PRIMARY KEY(`name`)
);
--> statement-breakpoint
ALTER TABLE `answers` ADD `time_taken` double;--> statement-breakpoint
ALTER TABLE `interview_events` ADD `hint` int;--> statement-breakpoint
ALTER TABLE `interviews` ADD `client_key` varchar(64) character set ascii collate ascii_bin;--> statement-breakpoint
ALTER TABLE `interviews` ADD `content_hash` varchar(64) character set ascii collate ascii_bin;--> statement-breakpoint
ALTER TABLE `interviews` ADD `follow_ups` boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `interviews` ADD `paused_at` datetime(3);--> statement-breakpoint
ALTER TABLE `interviews` ADD `paused_time` double DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `unassisted_score` double;--> statement-breakpoint
ALTER TABLE `reports` ADD `assisted_score` double;--> statement-breakpoint
ALTER TABLE `turns` ADD `hint_plan` json DEFAULT ('[]') NOT NULL;--> statement-breakpoint
ALTER TABLE `turns` ADD `hints` json DEFAULT ('[]') NOT NULL;--> statement-breakpoint
ALTER TABLE `turns` ADD `hint_count` int DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `turns` ADD `time_limit` int;--> statement-breakpoint
UPDATE `turns` SET `time_limit` = TIMESTAMPDIFF(SECOND, `asked_at`, `deadline_at`) WHERE `status` = 'ASKED';--> statement-breakpoint
ALTER TABLE `turns` ADD `remaining_time` double;--> statement-breakpoint
ALTER TABLE `turns` ADD `paused_time` double DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `turns` ADD `reopened_at` datetime(3);--> statement-breakpoint
ALTER TABLE `turns` ADD `probed` boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `interviews` ADD CONSTRAINT `interviews_client_key_unique` UNIQUE(`candidate_id`,`client_key`);