ALTER TABLE `evaluations` ADD `dropped_evidence` int DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `evaluations` ADD `follow_up` text;--> statement-breakpoint
ALTER TABLE `interviews` ADD `goes_on_at` datetime(3);--> statement-breakpoint
ALTER TABLE `outbox` ADD `promised_at` datetime(3);--> statement-breakpoint
CREATE INDEX `interviews_goes_on_idx` ON `interviews` (`goes_on_at`);