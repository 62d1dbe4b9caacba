CREATE TABLE `dispute_types` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`key` text NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`position` integer NOT NULL,
	`template_key` text DEFAULT 'dispute.confirmation' NOT NULL,
	`owner_rule` text DEFAULT 'assignee' NOT NULL,
	`owner_id` text,
	`escalate_to_id` text,
	`answer_working_days` integer DEFAULT 5 NOT NULL,
	`in_portal` integer DEFAULT false NOT NULL,
	`active` integer DEFAULT false NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dispute_types_key` ON `dispute_types` (`administration_id`,`key`);--> statement-breakpoint
CREATE TABLE `disputes` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`dispute_type_id` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`lines` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`state` text DEFAULT 'new' NOT NULL,
	`origin` text NOT NULL,
	`request_id` text,
	`thread_id` text,
	`owner_id` text,
	`answer_by` text NOT NULL,
	`escalated_at` text,
	`root_cause` text DEFAULT '' NOT NULL,
	`resolution` text DEFAULT '' NOT NULL,
	`created_at` text NOT NULL,
	`created_by_id` text,
	`closed_on` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `disputes_debtor` ON `disputes` (`debtor_id`);--> statement-breakpoint
CREATE INDEX `disputes_state` ON `disputes` (`administration_id`,`state`,`answer_by`);--> statement-breakpoint
CREATE TABLE `hand_overs` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`partner` text NOT NULL,
	`partner_kind` text NOT NULL,
	`partner_reference` text DEFAULT '' NOT NULL,
	`currency` text NOT NULL,
	`lines` text NOT NULL,
	`principal` integer NOT NULL,
	`interest` integer NOT NULL,
	`costs` integer NOT NULL,
	`as_of` text NOT NULL,
	`state` text NOT NULL,
	`document_id` text,
	`archive_id` text,
	`created_at` text NOT NULL,
	`created_by_id` text,
	`ended_on` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `hand_overs_debtor` ON `hand_overs` (`debtor_id`);--> statement-breakpoint
CREATE TABLE `instalments` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`plan_id` text NOT NULL,
	`position` integer NOT NULL,
	`due_on` text NOT NULL,
	`amount` integer NOT NULL,
	`paid` integer DEFAULT 0 NOT NULL,
	`state` text DEFAULT 'due' NOT NULL,
	`reminded_on` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `instalments_plan` ON `instalments` (`plan_id`);--> statement-breakpoint
CREATE INDEX `instalments_due` ON `instalments` (`administration_id`,`state`,`due_on`);--> statement-breakpoint
CREATE TABLE `payment_plans` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`currency` text NOT NULL,
	`total` integer NOT NULL,
	`lines` text NOT NULL,
	`state` text NOT NULL,
	`origin` text NOT NULL,
	`request_id` text,
	`grace_days` integer NOT NULL,
	`remind_days_before` integer,
	`lapse_after_missed` integer DEFAULT 1 NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`created_at` text NOT NULL,
	`created_by_id` text,
	`confirmed_at` text,
	`ended_on` text,
	`end_reason` text DEFAULT '' NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `payment_plans_debtor` ON `payment_plans` (`debtor_id`);--> statement-breakpoint
CREATE INDEX `payment_plans_state` ON `payment_plans` (`administration_id`,`state`);--> statement-breakpoint
CREATE TABLE `promises` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`lines` text NOT NULL,
	`promised_on` text NOT NULL,
	`grace_days` integer NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`received` integer DEFAULT 0 NOT NULL,
	`origin` text NOT NULL,
	`request_id` text,
	`note` text DEFAULT '' NOT NULL,
	`replaces` text DEFAULT '[]' NOT NULL,
	`created_at` text NOT NULL,
	`created_by_id` text,
	`decided_on` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `promises_debtor` ON `promises` (`debtor_id`);--> statement-breakpoint
CREATE INDEX `promises_state` ON `promises` (`administration_id`,`state`,`promised_on`);--> statement-breakpoint
CREATE TABLE `write_offs` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`lines` text NOT NULL,
	`reason` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`state` text NOT NULL,
	`created_at` text NOT NULL,
	`requested_by_id` text,
	`decided_at` text,
	`decided_by_id` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `write_offs_debtor` ON `write_offs` (`debtor_id`);--> statement-breakpoint
CREATE INDEX `write_offs_state` ON `write_offs` (`administration_id`,`state`);--> statement-breakpoint
CREATE TABLE `documents` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`hash` text NOT NULL,
	`kind` text DEFAULT 'file' NOT NULL,
	`invoice_ids` text NOT NULL,
	`origin` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by_id` text,
	`removed_at` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `documents_debtor` ON `documents` (`debtor_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `documents_hash` ON `documents` (`hash`);--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`debtor_id` text,
	`ref_id` text,
	`params` text NOT NULL,
	`at` text NOT NULL,
	`read_at` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `notifications_user` ON `notifications` (`user_id`,`at`);--> statement-breakpoint
CREATE TABLE `requests` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`number` text DEFAULT '' NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`origin` text NOT NULL,
	`invoice_ids` text NOT NULL,
	`asked` text NOT NULL,
	`proposed` text,
	`rules` text NOT NULL,
	`text` text DEFAULT '' NOT NULL,
	`document_ids` text NOT NULL,
	`assignee_id` text,
	`answer_by` text,
	`thread_id` text,
	`result_id` text,
	`created_at` text NOT NULL,
	`decided_at` text,
	`decided_by_id` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `requests_debtor` ON `requests` (`debtor_id`);--> statement-breakpoint
CREATE INDEX `requests_state` ON `requests` (`administration_id`,`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `requests_number` ON `requests` (`administration_id`,`number`);--> statement-breakpoint
CREATE TABLE `task_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`task_id` text NOT NULL,
	`author_id` text,
	`author_name` text DEFAULT '' NOT NULL,
	`text` text NOT NULL,
	`via` text NOT NULL,
	`at` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `task_messages_task` ON `task_messages` (`task_id`,`at`);--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`title` text NOT NULL,
	`text` text DEFAULT '' NOT NULL,
	`invoice_ids` text NOT NULL,
	`from_id` text,
	`to_id` text NOT NULL,
	`due_on` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`escalate_to_id` text,
	`escalated_at` text,
	`created_at` text NOT NULL,
	`finished_at` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tasks_debtor` ON `tasks` (`debtor_id`);--> statement-breakpoint
CREATE INDEX `tasks_state` ON `tasks` (`administration_id`,`state`,`due_on`);--> statement-breakpoint
CREATE TABLE `thread_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`thread_id` text NOT NULL,
	`author` text NOT NULL,
	`author_id` text,
	`author_name` text DEFAULT '' NOT NULL,
	`text` text NOT NULL,
	`document_ids` text NOT NULL,
	`via` text NOT NULL,
	`at` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `thread_messages_thread` ON `thread_messages` (`thread_id`,`at`);--> statement-breakpoint
CREATE INDEX `thread_messages_debtor` ON `thread_messages` (`debtor_id`);--> statement-breakpoint
CREATE TABLE `threads` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`subject` text NOT NULL,
	`invoice_ids` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`waiting_for` text,
	`assignee_id` text,
	`created_at` text NOT NULL,
	`last_message_at` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `threads_debtor` ON `threads` (`debtor_id`);--> statement-breakpoint
CREATE INDEX `threads_waiting` ON `threads` (`administration_id`,`waiting_for`,`last_message_at`);--> statement-breakpoint
CREATE TABLE `absences` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`substitute_id` text NOT NULL,
	`from_day` text NOT NULL,
	`until_day` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `absences_user` ON `absences` (`user_id`);--> statement-breakpoint
CREATE TABLE `administration_settings` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `administration_settings_key` ON `administration_settings` (`administration_id`,`key`);--> statement-breakpoint
CREATE TABLE `assignment_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`position` integer NOT NULL,
	`rule` text NOT NULL,
	`assignee_id` text NOT NULL,
	`active` integer DEFAULT false NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `assignment_rules_administration` ON `assignment_rules` (`administration_id`,`position`);--> statement-breakpoint
CREATE TABLE `debtor_group_members` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`group_id` text NOT NULL,
	`group_name` text NOT NULL,
	`dunned_together` integer DEFAULT false NOT NULL,
	`linked_at` text NOT NULL,
	`linked_by_id` text,
	`unlinked_at` text,
	`unlinked_by_id` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `debtor_group_members_debtor` ON `debtor_group_members` (`debtor_id`);--> statement-breakpoint
CREATE INDEX `debtor_group_members_group` ON `debtor_group_members` (`group_id`);--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`screen` text NOT NULL,
	`name` text NOT NULL,
	`owner_id` text NOT NULL,
	`shared` integer DEFAULT false NOT NULL,
	`definition` text NOT NULL,
	`position` integer DEFAULT 0 NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `saved_views_owner` ON `saved_views` (`owner_id`);--> statement-breakpoint
CREATE TABLE `segments` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`rule` text NOT NULL,
	`workflow_id` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `segments_administration` ON `segments` (`administration_id`,`position`);--> statement-breakpoint
CREATE TABLE `portal_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`portal_access_id` text NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `portal_devices` (
	`id` text PRIMARY KEY NOT NULL,
	`debtor_ids` text NOT NULL,
	`debtor_id` text NOT NULL,
	`administration_id` text NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`created_at` text NOT NULL,
	`last_used_at` text NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `portal_devices_debtor` ON `portal_devices` (`debtor_id`);--> statement-breakpoint
CREATE TABLE `portal_logins` (
	`id` text PRIMARY KEY NOT NULL,
	`email_hash` text NOT NULL,
	`code_hash` text NOT NULL,
	`debtor_ids` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text
);
--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`name` text NOT NULL,
	`size` integer NOT NULL,
	`hash` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `contacts` ADD `mobile` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `contacts` ADD `channels` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `contacts` ADD `do_not_contact` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `contacts` ADD `do_not_contact_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `contacts` ADD `bounced_at` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `bounce_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `debtors` ADD `bounced_email` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `debtors` ADD `do_not_contact` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `debtors` ADD `do_not_contact_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `debtors` ADD `credit_hold` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `debtors` ADD `credit_hold_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `debtors` ADD `credit_hold_since` text;--> statement-breakpoint
ALTER TABLE `invoices` ADD `promised_amount` integer;--> statement-breakpoint
ALTER TABLE `invoices` ADD `written_off` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `invoices` ADD `hand_over_id` text;--> statement-breakpoint
ALTER TABLE `administrations` ADD `logo` text;--> statement-breakpoint
ALTER TABLE `administrations` ADD `portal_domain` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `administrations` ADD `privacy_url` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `administrations` ADD `accessibility_url` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `portal_access` ADD `group_id` text;--> statement-breakpoint
ALTER TABLE `portal_access` ADD `kind` text DEFAULT 'message' NOT NULL;--> statement-breakpoint
ALTER TABLE `portal_sessions` ADD `debtor_ids` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `portal_sessions` ADD `viewer_id` text;--> statement-breakpoint
ALTER TABLE `actions` ADD `due_time` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `actions` ADD `invoice_ids` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `actions` ADD `ref_id` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `params` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `attachment_ids` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `thread_id` text;--> statement-breakpoint
ALTER TABLE `notes` ADD `invoice_ids` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `notes` ADD `mentions` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `notes` ADD `edited_at` text;--> statement-breakpoint
ALTER TABLE `notes` ADD `removed_at` text;