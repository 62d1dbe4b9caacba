ALTER TABLE `requests` ADD `number` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `requests_number` ON `requests` (`administration_id`,`number`);--> statement-breakpoint
ALTER TABLE `administrations` ADD `logo` text;--> statement-breakpoint
ALTER TABLE `administrations` ADD `portal_domain` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `administrations` ADD `privacy_url` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `administrations` ADD `accessibility_url` text DEFAULT '' NOT NULL;