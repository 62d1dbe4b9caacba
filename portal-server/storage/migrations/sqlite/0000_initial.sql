CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`name` text NOT NULL,
	`salutation` text DEFAULT '' NOT NULL,
	`roles` text NOT NULL,
	`email` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`language` text,
	`is_primary` integer DEFAULT false NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `contacts_debtor` ON `contacts` (`debtor_id`);--> statement-breakpoint
CREATE TABLE `debtors` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`number` text NOT NULL,
	`name` text NOT NULL,
	`kind` text DEFAULT 'business' NOT NULL,
	`language` text DEFAULT 'nl' NOT NULL,
	`street` text DEFAULT '' NOT NULL,
	`postal_code` text DEFAULT '' NOT NULL,
	`city` text DEFAULT '' NOT NULL,
	`country` text DEFAULT '' NOT NULL,
	`email` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`chamber_of_commerce` text DEFAULT '' NOT NULL,
	`vat_number` text DEFAULT '' NOT NULL,
	`industry` text DEFAULT '' NOT NULL,
	`risk` text DEFAULT 'low' NOT NULL,
	`credit_limit` integer,
	`payment_term_days` integer,
	`assignee_id` text,
	`workflow_id` text,
	`blocked` integer DEFAULT false NOT NULL,
	`blocked_reason` text DEFAULT '' NOT NULL,
	`created_at` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `debtors_number` ON `debtors` (`administration_id`,`number`);--> statement-breakpoint
CREATE INDEX `debtors_name` ON `debtors` (`administration_id`,`name`);--> statement-breakpoint
CREATE TABLE `dunning_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`run_date` text NOT NULL,
	`ran_at` text NOT NULL,
	`actor_id` text,
	`plan_hash` text NOT NULL,
	`messages` integer NOT NULL,
	`invoices` integer NOT NULL,
	`totals` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `dunning_runs_date` ON `dunning_runs` (`administration_id`,`run_date`);--> statement-breakpoint
CREATE TABLE `templates` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`key` text NOT NULL,
	`channel` text NOT NULL,
	`language` text NOT NULL,
	`subject` text NOT NULL,
	`heading` text NOT NULL,
	`body` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `templates_key` ON `templates` (`administration_id`,`key`,`channel`,`language`);--> statement-breakpoint
CREATE TABLE `workflow_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`workflow_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`days_after_due` integer NOT NULL,
	`days_after_previous` integer DEFAULT 7 NOT NULL,
	`term_days` integer DEFAULT 7 NOT NULL,
	`channel` text NOT NULL,
	`template_key` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workflow_steps_position` ON `workflow_steps` (`workflow_id`,`position`);--> statement-breakpoint
CREATE TABLE `workflows` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`name` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`is_default` integer DEFAULT false NOT NULL,
	`active` integer DEFAULT false NOT NULL,
	`minimum_amount` integer DEFAULT 0 NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `workflows_administration` ON `workflows` (`administration_id`);--> statement-breakpoint
CREATE TABLE `allocations` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`invoice_id` text NOT NULL,
	`payment_id` text,
	`amount` integer NOT NULL,
	`awaiting` integer DEFAULT 0 NOT NULL,
	`allocated_on` text NOT NULL,
	`import_id` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `allocations_invoice` ON `allocations` (`invoice_id`);--> statement-breakpoint
CREATE INDEX `allocations_payment` ON `allocations` (`payment_id`);--> statement-breakpoint
CREATE INDEX `allocations_administration` ON `allocations` (`administration_id`,`allocated_on`);--> statement-breakpoint
CREATE TABLE `invoices` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`number` text NOT NULL,
	`kind` text DEFAULT 'invoice' NOT NULL,
	`currency` text NOT NULL,
	`issue_date` text NOT NULL,
	`due_date` text NOT NULL,
	`amount` integer NOT NULL,
	`open` integer NOT NULL,
	`on_the_way` integer DEFAULT 0 NOT NULL,
	`reference` text DEFAULT '' NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`disputed_amount` integer DEFAULT 0 NOT NULL,
	`promised_until` text,
	`plan_id` text,
	`blocked_reason` text DEFAULT '' NOT NULL,
	`step_reached` integer DEFAULT 0 NOT NULL,
	`step_reached_on` text,
	`closed_on` text,
	`last_import_id` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invoices_number` ON `invoices` (`administration_id`,`number`);--> statement-breakpoint
CREATE INDEX `invoices_debtor` ON `invoices` (`debtor_id`);--> statement-breakpoint
CREATE INDEX `invoices_due` ON `invoices` (`administration_id`,`due_date`);--> statement-breakpoint
CREATE TABLE `payments` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`paid_on` text NOT NULL,
	`source` text NOT NULL,
	`method` text DEFAULT '' NOT NULL,
	`payment_intent_id` text,
	`state` text NOT NULL,
	`created_at` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `payments_debtor` ON `payments` (`debtor_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `payments_intent` ON `payments` (`payment_intent_id`);--> statement-breakpoint
CREATE TABLE `administrations` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`currency` text NOT NULL,
	`time_zone` text DEFAULT 'Europe/Amsterdam' NOT NULL,
	`language` text DEFAULT 'nl' NOT NULL,
	`legal_name` text DEFAULT '' NOT NULL,
	`tagline` text DEFAULT '' NOT NULL,
	`street` text DEFAULT '' NOT NULL,
	`postal_code` text DEFAULT '' NOT NULL,
	`city` text DEFAULT '' NOT NULL,
	`chamber_of_commerce` text DEFAULT '' NOT NULL,
	`vat_number` text DEFAULT '' NOT NULL,
	`iban` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`phone_hours` text DEFAULT '' NOT NULL,
	`email` text DEFAULT '' NOT NULL,
	`website` text DEFAULT '' NOT NULL,
	`brand_color` text DEFAULT '#0B5563' NOT NULL,
	`signatory` text DEFAULT '' NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `administrations_code` ON `administrations` (`code`);--> statement-breakpoint
CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`password_hash` text NOT NULL,
	`changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `secrets` (
	`id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`client_id` text NOT NULL,
	`device` text DEFAULT '' NOT NULL,
	`created_at` text NOT NULL,
	`last_seen_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`revoked_at` text
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_in_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`failed` integer NOT NULL,
	`locked_until` text
);
--> statement-breakpoint
CREATE TABLE `user_roles` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`administration_id` text,
	`role` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `user_roles_user` ON `user_roles` (`user_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`language` text DEFAULT 'nl' NOT NULL,
	`disabled` integer DEFAULT false NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `payment_intents` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`lines` text NOT NULL,
	`provider` text NOT NULL,
	`method` text DEFAULT '' NOT NULL,
	`provider_payment_id` text,
	`checkout_url` text DEFAULT '' NOT NULL,
	`status` text NOT NULL,
	`created_at` text NOT NULL,
	`checked_at` text,
	`paid_at` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `payment_intents_debtor` ON `payment_intents` (`debtor_id`);--> statement-breakpoint
CREATE INDEX `payment_intents_status` ON `payment_intents` (`status`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `payment_intents_provider` ON `payment_intents` (`provider`,`provider_payment_id`);--> statement-breakpoint
CREATE TABLE `portal_access` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`revoked_at` text,
	`last_used_at` text,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `portal_access_debtor` ON `portal_access` (`debtor_id`);--> statement-breakpoint
CREATE TABLE `portal_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`portal_access_id` text NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `provider_callbacks` (
	`id` text PRIMARY KEY NOT NULL,
	`provider` text NOT NULL,
	`received_at` text NOT NULL,
	`body` text NOT NULL,
	`provider_payment_id` text DEFAULT '' NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` text NOT NULL,
	`error` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `provider_callbacks_state` ON `provider_callbacks` (`state`,`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`administration_id` text,
	`command` text NOT NULL,
	`command_id` text NOT NULL,
	`args` text NOT NULL,
	`refusal` text,
	`request_id` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_at` ON `audit_log` (`at`);--> statement-breakpoint
CREATE TABLE `changes` (
	`scope` text NOT NULL,
	`table_name` text NOT NULL,
	`row_id` text NOT NULL,
	`version` integer NOT NULL,
	`deleted` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`scope`, `table_name`, `row_id`)
);
--> statement-breakpoint
CREATE INDEX `changes_version` ON `changes` (`scope`,`version`);--> statement-breakpoint
CREATE TABLE `clients` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`last_mutation_id` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `command_results` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text,
	`mutation_id` integer,
	`outcome` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `command_results_client` ON `command_results` (`client_id`,`mutation_id`);--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`file_name` text NOT NULL,
	`file_hash` text NOT NULL,
	`mode` text NOT NULL,
	`started_at` text NOT NULL,
	`finished_at` text,
	`report` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `imports_administration` ON `imports` (`administration_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`run_at` text NOT NULL,
	`leased_by` text,
	`leased_until` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`error` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_key` ON `jobs` (`key`);--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`state`,`run_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`ref_id` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` text NOT NULL,
	`leased_until` text,
	`error` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`next_attempt_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_ref` ON `outbox` (`kind`,`ref_id`);--> statement-breakpoint
CREATE TABLE `store_meta` (
	`id` text PRIMARY KEY NOT NULL,
	`epoch` text NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `actions` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text DEFAULT '' NOT NULL,
	`due_on` text NOT NULL,
	`assignee_id` text,
	`state` text DEFAULT 'open' NOT NULL,
	`source` text NOT NULL,
	`created_at` text NOT NULL,
	`finished_at` text,
	`finished_by_id` text,
	`outcome` text DEFAULT '' NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `actions_debtor` ON `actions` (`debtor_id`,`state`);--> statement-breakpoint
CREATE INDEX `actions_state` ON `actions` (`administration_id`,`state`,`due_on`);--> statement-breakpoint
CREATE TABLE `message_bodies` (
	`id` text PRIMARY KEY NOT NULL,
	`html` text NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`direction` text NOT NULL,
	`channel` text NOT NULL,
	`template_key` text DEFAULT '' NOT NULL,
	`dunning_run_id` text,
	`step` integer DEFAULT 0 NOT NULL,
	`recipient` text NOT NULL,
	`recipient_name` text DEFAULT '' NOT NULL,
	`language` text NOT NULL,
	`subject` text DEFAULT '' NOT NULL,
	`currency` text NOT NULL,
	`amount` integer DEFAULT 0 NOT NULL,
	`facts` text NOT NULL,
	`state` text NOT NULL,
	`message_id_header` text DEFAULT '' NOT NULL,
	`created_at` text NOT NULL,
	`sent_at` text,
	`error` text DEFAULT '' NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `messages_debtor` ON `messages` (`debtor_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `messages_run` ON `messages` (`dunning_run_id`);--> statement-breakpoint
CREATE INDEX `messages_created` ON `messages` (`administration_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `notes` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`text` text NOT NULL,
	`pinned` integer DEFAULT false NOT NULL,
	`author_id` text,
	`created_at` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `notes_debtor` ON `notes` (`debtor_id`);--> statement-breakpoint
CREATE TABLE `timeline_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`administration_id` text NOT NULL,
	`debtor_id` text NOT NULL,
	`at` text NOT NULL,
	`kind` text NOT NULL,
	`category` text NOT NULL,
	`actor_id` text,
	`ref_id` text,
	`params` text NOT NULL,
	`row_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `timeline_debtor` ON `timeline_entries` (`debtor_id`,`at`);