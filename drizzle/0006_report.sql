ALTER TABLE `reports` ADD `uncertainty` double;--> statement-breakpoint
ALTER TABLE `reports` ADD `provisional` boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `findings` json DEFAULT ('[]') NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `evaluation_ids` json DEFAULT ('[]') NOT NULL;--> statement-breakpoint
CREATE INDEX `interviews_finished_idx` ON `interviews` (`candidate_id`,`status`,`finished_at`);--> statement-breakpoint
-- It was the difference to the interview before, whatever that one was about; now it is within the same categories.
UPDATE `reports` SET `compared_to_previous` = NULL;
