CREATE TABLE "actions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C" DEFAULT '' NOT NULL,
	"due_on" text COLLATE "C" NOT NULL,
	"assignee_id" text COLLATE "C",
	"state" text COLLATE "C" DEFAULT 'open' NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"finished_at" text COLLATE "C",
	"finished_by_id" text COLLATE "C",
	"outcome" text COLLATE "C" DEFAULT '' NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "administrations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"code" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"time_zone" text COLLATE "C" DEFAULT 'Europe/Amsterdam' NOT NULL,
	"language" text COLLATE "C" DEFAULT 'nl' NOT NULL,
	"legal_name" text COLLATE "C" DEFAULT '' NOT NULL,
	"tagline" text COLLATE "C" DEFAULT '' NOT NULL,
	"street" text COLLATE "C" DEFAULT '' NOT NULL,
	"postal_code" text COLLATE "C" DEFAULT '' NOT NULL,
	"city" text COLLATE "C" DEFAULT '' NOT NULL,
	"chamber_of_commerce" text COLLATE "C" DEFAULT '' NOT NULL,
	"vat_number" text COLLATE "C" DEFAULT '' NOT NULL,
	"iban" text COLLATE "C" DEFAULT '' NOT NULL,
	"phone" text COLLATE "C" DEFAULT '' NOT NULL,
	"phone_hours" text COLLATE "C" DEFAULT '' NOT NULL,
	"email" text COLLATE "C" DEFAULT '' NOT NULL,
	"website" text COLLATE "C" DEFAULT '' NOT NULL,
	"brand_color" text COLLATE "C" DEFAULT '#0B5563' NOT NULL,
	"signatory" text COLLATE "C" DEFAULT '' NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "allocations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"invoice_id" text COLLATE "C" NOT NULL,
	"payment_id" text COLLATE "C",
	"amount" bigint NOT NULL,
	"awaiting" bigint DEFAULT 0 NOT NULL,
	"allocated_on" text COLLATE "C" NOT NULL,
	"import_id" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"actor_kind" text COLLATE "C" NOT NULL,
	"actor_id" text COLLATE "C",
	"administration_id" text COLLATE "C",
	"command" text COLLATE "C" NOT NULL,
	"command_id" text COLLATE "C" NOT NULL,
	"args" text COLLATE "C" NOT NULL,
	"refusal" text COLLATE "C",
	"request_id" text COLLATE "C" DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"scope" text COLLATE "C" NOT NULL,
	"table_name" text COLLATE "C" NOT NULL,
	"row_id" text COLLATE "C" NOT NULL,
	"version" bigint NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	CONSTRAINT "changes_scope_table_name_row_id_pk" PRIMARY KEY("scope","table_name","row_id")
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"last_mutation_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "command_results" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"client_id" text COLLATE "C",
	"mutation_id" bigint,
	"outcome" text COLLATE "C" NOT NULL,
	"at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"salutation" text COLLATE "C" DEFAULT '' NOT NULL,
	"roles" text COLLATE "C" NOT NULL,
	"email" text COLLATE "C" DEFAULT '' NOT NULL,
	"phone" text COLLATE "C" DEFAULT '' NOT NULL,
	"language" text COLLATE "C",
	"is_primary" boolean DEFAULT false NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"password_hash" text COLLATE "C" NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "debtors" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" DEFAULT 'business' NOT NULL,
	"language" text COLLATE "C" DEFAULT 'nl' NOT NULL,
	"street" text COLLATE "C" DEFAULT '' NOT NULL,
	"postal_code" text COLLATE "C" DEFAULT '' NOT NULL,
	"city" text COLLATE "C" DEFAULT '' NOT NULL,
	"country" text COLLATE "C" DEFAULT '' NOT NULL,
	"email" text COLLATE "C" DEFAULT '' NOT NULL,
	"phone" text COLLATE "C" DEFAULT '' NOT NULL,
	"chamber_of_commerce" text COLLATE "C" DEFAULT '' NOT NULL,
	"vat_number" text COLLATE "C" DEFAULT '' NOT NULL,
	"industry" text COLLATE "C" DEFAULT '' NOT NULL,
	"risk" text COLLATE "C" DEFAULT 'low' NOT NULL,
	"credit_limit" bigint,
	"payment_term_days" bigint,
	"assignee_id" text COLLATE "C",
	"workflow_id" text COLLATE "C",
	"blocked" boolean DEFAULT false NOT NULL,
	"blocked_reason" text COLLATE "C" DEFAULT '' NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dunning_runs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"run_date" text COLLATE "C" NOT NULL,
	"ran_at" text COLLATE "C" NOT NULL,
	"actor_id" text COLLATE "C",
	"plan_hash" text COLLATE "C" NOT NULL,
	"messages" bigint NOT NULL,
	"invoices" bigint NOT NULL,
	"totals" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"file_name" text COLLATE "C" NOT NULL,
	"file_hash" text COLLATE "C" NOT NULL,
	"mode" text COLLATE "C" NOT NULL,
	"started_at" text COLLATE "C" NOT NULL,
	"finished_at" text COLLATE "C",
	"report" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" DEFAULT 'invoice' NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"issue_date" text COLLATE "C" NOT NULL,
	"due_date" text COLLATE "C" NOT NULL,
	"amount" bigint NOT NULL,
	"open" bigint NOT NULL,
	"on_the_way" bigint DEFAULT 0 NOT NULL,
	"reference" text COLLATE "C" DEFAULT '' NOT NULL,
	"description" text COLLATE "C" DEFAULT '' NOT NULL,
	"disputed_amount" bigint DEFAULT 0 NOT NULL,
	"promised_until" text COLLATE "C",
	"plan_id" text COLLATE "C",
	"blocked_reason" text COLLATE "C" DEFAULT '' NOT NULL,
	"step_reached" bigint DEFAULT 0 NOT NULL,
	"step_reached_on" text COLLATE "C",
	"closed_on" text COLLATE "C",
	"last_import_id" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"payload" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"run_at" text COLLATE "C" NOT NULL,
	"leased_by" text COLLATE "C",
	"leased_until" text COLLATE "C",
	"attempts" bigint DEFAULT 0 NOT NULL,
	"error" text COLLATE "C" DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message_bodies" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"html" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"direction" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"template_key" text COLLATE "C" DEFAULT '' NOT NULL,
	"dunning_run_id" text COLLATE "C",
	"step" bigint DEFAULT 0 NOT NULL,
	"recipient" text COLLATE "C" NOT NULL,
	"recipient_name" text COLLATE "C" DEFAULT '' NOT NULL,
	"language" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" DEFAULT '' NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"amount" bigint DEFAULT 0 NOT NULL,
	"facts" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"message_id_header" text COLLATE "C" DEFAULT '' NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"sent_at" text COLLATE "C",
	"error" text COLLATE "C" DEFAULT '' NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"pinned" boolean DEFAULT false NOT NULL,
	"author_id" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"ref_id" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"next_attempt_at" text COLLATE "C" NOT NULL,
	"leased_until" text COLLATE "C",
	"error" text COLLATE "C" DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_intents" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"amount" bigint NOT NULL,
	"lines" text COLLATE "C" NOT NULL,
	"provider" text COLLATE "C" NOT NULL,
	"method" text COLLATE "C" DEFAULT '' NOT NULL,
	"provider_payment_id" text COLLATE "C",
	"checkout_url" text COLLATE "C" DEFAULT '' NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"checked_at" text COLLATE "C",
	"paid_at" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"amount" bigint NOT NULL,
	"paid_on" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"method" text COLLATE "C" DEFAULT '' NOT NULL,
	"payment_intent_id" text COLLATE "C",
	"state" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portal_access" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"expires_at" text COLLATE "C" NOT NULL,
	"revoked_at" text COLLATE "C",
	"last_used_at" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portal_sessions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"portal_access_id" text COLLATE "C" NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"expires_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_callbacks" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"provider" text COLLATE "C" NOT NULL,
	"received_at" text COLLATE "C" NOT NULL,
	"body" text COLLATE "C" NOT NULL,
	"provider_payment_id" text COLLATE "C" DEFAULT '' NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"next_attempt_at" text COLLATE "C" NOT NULL,
	"error" text COLLATE "C" DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "secrets" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"value" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"client_id" text COLLATE "C" NOT NULL,
	"device" text COLLATE "C" DEFAULT '' NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"last_seen_at" text COLLATE "C" NOT NULL,
	"expires_at" text COLLATE "C" NOT NULL,
	"revoked_at" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"failed" bigint NOT NULL,
	"locked_until" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "store_meta" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"epoch" text COLLATE "C" NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"language" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"heading" text COLLATE "C" NOT NULL,
	"body" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "timeline_entries" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"category" text COLLATE "C" NOT NULL,
	"actor_id" text COLLATE "C",
	"ref_id" text COLLATE "C",
	"params" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user_roles" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"administration_id" text COLLATE "C",
	"role" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"email" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"language" text COLLATE "C" DEFAULT 'nl' NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workflow_steps" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"workflow_id" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"days_after_due" bigint NOT NULL,
	"days_after_previous" bigint DEFAULT 7 NOT NULL,
	"term_days" bigint DEFAULT 7 NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"template_key" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workflows" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"active" boolean DEFAULT false NOT NULL,
	"minimum_amount" bigint DEFAULT 0 NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "actions_debtor" ON "actions" USING btree ("debtor_id","state");--> statement-breakpoint
CREATE INDEX "actions_state" ON "actions" USING btree ("administration_id","state","due_on");--> statement-breakpoint
CREATE UNIQUE INDEX "administrations_code" ON "administrations" USING btree ("code");--> statement-breakpoint
CREATE INDEX "allocations_invoice" ON "allocations" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "allocations_payment" ON "allocations" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "allocations_administration" ON "allocations" USING btree ("administration_id","allocated_on");--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "changes_version" ON "changes" USING btree ("scope","version");--> statement-breakpoint
CREATE INDEX "command_results_client" ON "command_results" USING btree ("client_id","mutation_id");--> statement-breakpoint
CREATE INDEX "contacts_debtor" ON "contacts" USING btree ("debtor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "debtors_number" ON "debtors" USING btree ("administration_id","number");--> statement-breakpoint
CREATE INDEX "debtors_name" ON "debtors" USING btree ("administration_id","name");--> statement-breakpoint
CREATE INDEX "dunning_runs_date" ON "dunning_runs" USING btree ("administration_id","run_date");--> statement-breakpoint
CREATE INDEX "imports_administration" ON "imports" USING btree ("administration_id","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_number" ON "invoices" USING btree ("administration_id","number");--> statement-breakpoint
CREATE INDEX "invoices_debtor" ON "invoices" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "invoices_due" ON "invoices" USING btree ("administration_id","due_date");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_key" ON "jobs" USING btree ("key");--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("state","run_at");--> statement-breakpoint
CREATE INDEX "messages_debtor" ON "messages" USING btree ("debtor_id","created_at");--> statement-breakpoint
CREATE INDEX "messages_run" ON "messages" USING btree ("dunning_run_id");--> statement-breakpoint
CREATE INDEX "messages_created" ON "messages" USING btree ("administration_id","created_at");--> statement-breakpoint
CREATE INDEX "notes_debtor" ON "notes" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("state","next_attempt_at");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_ref" ON "outbox" USING btree ("kind","ref_id");--> statement-breakpoint
CREATE INDEX "payment_intents_debtor" ON "payment_intents" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "payment_intents_status" ON "payment_intents" USING btree ("status","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_intents_provider" ON "payment_intents" USING btree ("provider","provider_payment_id");--> statement-breakpoint
CREATE INDEX "payments_debtor" ON "payments" USING btree ("debtor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_intent" ON "payments" USING btree ("payment_intent_id");--> statement-breakpoint
CREATE INDEX "portal_access_debtor" ON "portal_access" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "provider_callbacks_state" ON "provider_callbacks" USING btree ("state","next_attempt_at");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "templates_key" ON "templates" USING btree ("administration_id","key","channel","language");--> statement-breakpoint
CREATE INDEX "timeline_debtor" ON "timeline_entries" USING btree ("debtor_id","at");--> statement-breakpoint
CREATE INDEX "user_roles_user" ON "user_roles" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "workflow_steps_position" ON "workflow_steps" USING btree ("workflow_id","position");--> statement-breakpoint
CREATE INDEX "workflows_administration" ON "workflows" USING btree ("administration_id");