CREATE TABLE `bank_changes` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`action` varchar(20) NOT NULL,
	`subject_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`version` int NOT NULL,
	`origin` varchar(20) NOT NULL,
	`editor_id` char(30) character set ascii collate ascii_bin,
	`import_id` char(30) character set ascii collate ascii_bin,
	`fields` json NOT NULL,
	`at` datetime(3) NOT NULL,
	CONSTRAINT `bank_changes_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `question_import_findings` (
	`import_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`ordinal` int NOT NULL,
	`kind` varchar(20) NOT NULL,
	`line` int NOT NULL,
	`reason` json NOT NULL,
	`question_id` char(30) character set ascii collate ascii_bin,
	CONSTRAINT `question_import_findings_import_id_ordinal_pk` PRIMARY KEY(`import_id`,`ordinal`)
);
--> statement-breakpoint
CREATE TABLE `question_imports` (
	`id` char(30) character set ascii collate ascii_bin NOT NULL,
	`user_id` char(30) character set ascii collate ascii_bin,
	`file_id` char(30) character set ascii collate ascii_bin,
	`filename` varchar(255) NOT NULL,
	`format` varchar(20) NOT NULL,
	`sha256` varchar(64) character set ascii collate ascii_bin NOT NULL,
	`options` json NOT NULL,
	`status` varchar(20) NOT NULL,
	`failure` json,
	`byte_size` bigint NOT NULL,
	`row_count` int,
	`rows_read` int NOT NULL,
	`imported` int NOT NULL,
	`drafted` int NOT NULL,
	`duplicates` int NOT NULL,
	`near_duplicates` int NOT NULL,
	`refused` int NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	`finished_at` datetime(3),
	CONSTRAINT `question_imports_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `bank_state` (
	`id` smallint NOT NULL,
	`next_number` int unsigned NOT NULL,
	`analysis` int NOT NULL,
	CONSTRAINT `bank_state_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `question_postings` (
	`segment` int NOT NULL,
	`term` varchar(120) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`members` blob NOT NULL,
	CONSTRAINT `question_postings_segment_term_pk` PRIMARY KEY(`segment`,`term`)
);
--> statement-breakpoint
CREATE TABLE `question_segments` (
	`segment` int NOT NULL,
	`stamp` bigint unsigned NOT NULL,
	CONSTRAINT `question_segments_segment` PRIMARY KEY(`segment`)
);
--> statement-breakpoint
CREATE TABLE `question_signatures` (
	`hash` bigint unsigned NOT NULL,
	`number` int unsigned NOT NULL,
	CONSTRAINT `question_signatures_hash_number_pk` PRIMARY KEY(`hash`,`number`)
);
--> statement-breakpoint
CREATE TABLE `question_statistics` (
	`question_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`answered` int NOT NULL,
	`skipped` int NOT NULL,
	`expired` int NOT NULL,
	`scored` int NOT NULL,
	`score_sum` bigint NOT NULL,
	`score_squares` bigint NOT NULL,
	`millisecond_sum` bigint NOT NULL,
	CONSTRAINT `question_statistics_question_id` PRIMARY KEY(`question_id`)
);
--> statement-breakpoint
CREATE TABLE `turn_tallies` (
	`turn_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`question_id` char(30) character set ascii collate ascii_bin NOT NULL,
	`status` varchar(20) NOT NULL,
	`score` int,
	`milliseconds` bigint,
	CONSTRAINT `turn_tallies_turn_id` PRIMARY KEY(`turn_id`)
);
--> statement-breakpoint
DROP INDEX `questions_match_idx` ON `questions`;--> statement-breakpoint
ALTER TABLE `categories` ADD `version` int DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `categories` ADD `deleted_at` datetime(3);--> statement-breakpoint
ALTER TABLE `interviews` ADD `repeated_count` int DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `questions` ADD `number` int unsigned NOT NULL;--> statement-breakpoint
ALTER TABLE `questions` ADD `prompt_key` varchar(32) character set ascii collate ascii_bin;--> statement-breakpoint
-- Numbers in the order of creation, for the questions that are there already; the index is made from them at the next start.
UPDATE `questions` JOIN (SELECT `id`, ROW_NUMBER() OVER (ORDER BY `id`) AS `place` FROM `questions`) `ordered` ON `ordered`.`id` = `questions`.`id` SET `questions`.`number` = `ordered`.`place`;--> statement-breakpoint
INSERT IGNORE INTO `bank_state` (`id`, `next_number`, `analysis`) SELECT 1, COUNT(*) + 1, 0 FROM `questions`;--> statement-breakpoint
ALTER TABLE `questions` ADD CONSTRAINT `questions_number_unique` UNIQUE(`number`);--> statement-breakpoint
ALTER TABLE `bank_changes` ADD CONSTRAINT `bank_changes_editor_id_users_id_fk` FOREIGN KEY (`editor_id`) REFERENCES `users`(`id`) ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `question_imports` ADD CONSTRAINT `question_imports_user_id_users_id_fk` FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `question_imports` ADD CONSTRAINT `question_imports_file_id_files_id_fk` FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `question_statistics` ADD CONSTRAINT `question_statistics_question_id_questions_id_fk` FOREIGN KEY (`question_id`) REFERENCES `questions`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `turn_tallies` ADD CONSTRAINT `turn_tallies_turn_id_turns_id_fk` FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `bank_changes_subject_idx` ON `bank_changes` (`subject_id`,`id`);--> statement-breakpoint
CREATE INDEX `question_imports_file_idx` ON `question_imports` (`sha256`);--> statement-breakpoint
CREATE INDEX `question_imports_user_idx` ON `question_imports` (`user_id`);--> statement-breakpoint
CREATE INDEX `question_imports_upload_idx` ON `question_imports` (`file_id`);--> statement-breakpoint
CREATE INDEX `questions_prompt_idx` ON `questions` (`prompt_key`);--> statement-breakpoint
-- What was asked before anyone counted: what each turn that is over comes to (src/domain/question/statistic.ts), and the sums.
REPLACE INTO `turn_tallies` (`turn_id`, `question_id`, `status`, `score`, `milliseconds`)
SELECT t.`id`, t.`question_id`, t.`status`,
  CASE WHEN t.`status` <> 'ANSWERED' THEN NULL WHEN e.`status` = 'READY' THEN ROUND(e.`score` * 10) WHEN e.`status` = 'INSUFFICIENT' THEN 0 END,
  CASE WHEN t.`status` = 'ANSWERED' THEN TIMESTAMPDIFF(MICROSECOND, t.`asked_at`, a.`submitted_at`) DIV 1000 END
FROM `turns` t
LEFT JOIN `answers` a ON a.`turn_id` = t.`id` AND a.`attempt` = (SELECT MAX(`attempt`) FROM `answers` WHERE `turn_id` = t.`id`)
LEFT JOIN `evaluations` e ON e.`answer_id` = a.`id` AND e.`revision` = (SELECT MAX(`revision`) FROM `evaluations` WHERE `answer_id` = a.`id`)
WHERE t.`status` <> 'ASKED' AND t.`question_id` IS NOT NULL;--> statement-breakpoint
REPLACE INTO `question_statistics` (`question_id`, `answered`, `skipped`, `expired`, `scored`, `score_sum`, `score_squares`, `millisecond_sum`)
SELECT `question_id`, SUM(`status` = 'ANSWERED'), SUM(`status` = 'SKIPPED'), SUM(`status` = 'EXPIRED'), COUNT(`score`),
  COALESCE(SUM(`score`), 0), COALESCE(SUM(`score` * `score`), 0), COALESCE(SUM(`milliseconds`), 0)
FROM `turn_tallies` GROUP BY `question_id`;
