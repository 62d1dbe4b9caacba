ALTER TABLE `requests` ADD `number` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `requests_number` ON `requests` (`administration_id`,`number`);