ALTER TABLE `reports` ADD `uncertainty` double;--> statement-breakpoint
ALTER TABLE `reports` ADD `provisional` boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `findings` json DEFAULT ('[]') NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `evaluation_ids` json DEFAULT ('[]') NOT NULL;--> statement-breakpoint
CREATE INDEX `interviews_finished_idx` ON `interviews` (`candidate_id`,`status`,`finished_at`);