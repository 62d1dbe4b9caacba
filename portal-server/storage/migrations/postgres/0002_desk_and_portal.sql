CREATE TABLE "absences" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"substitute_id" text COLLATE "C" NOT NULL,
	"from_day" text COLLATE "C" NOT NULL,
	"until_day" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "administration_settings" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignment_rules" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"rule" text COLLATE "C" NOT NULL,
	"assignee_id" text COLLATE "C" NOT NULL,
	"active" boolean DEFAULT false NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "debtor_group_members" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"group_id" text COLLATE "C" NOT NULL,
	"group_name" text COLLATE "C" NOT NULL,
	"dunned_together" boolean DEFAULT false NOT NULL,
	"linked_at" text COLLATE "C" NOT NULL,
	"linked_by_id" text COLLATE "C",
	"unlinked_at" text COLLATE "C",
	"unlinked_by_id" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dispute_types" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" DEFAULT '' NOT NULL,
	"position" bigint NOT NULL,
	"template_key" text COLLATE "C" DEFAULT 'dispute.confirmation' NOT NULL,
	"owner_rule" text COLLATE "C" DEFAULT 'assignee' NOT NULL,
	"owner_id" text COLLATE "C",
	"escalate_to_id" text COLLATE "C",
	"answer_working_days" bigint DEFAULT 5 NOT NULL,
	"in_portal" boolean DEFAULT false NOT NULL,
	"active" boolean DEFAULT false NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"dispute_type_id" text COLLATE "C" NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"amount" bigint NOT NULL,
	"lines" text COLLATE "C" NOT NULL,
	"description" text COLLATE "C" DEFAULT '' NOT NULL,
	"state" text COLLATE "C" DEFAULT 'new' NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"request_id" text COLLATE "C",
	"thread_id" text COLLATE "C",
	"owner_id" text COLLATE "C",
	"answer_by" text COLLATE "C" NOT NULL,
	"escalated_at" text COLLATE "C",
	"root_cause" text COLLATE "C" DEFAULT '' NOT NULL,
	"resolution" text COLLATE "C" DEFAULT '' NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"created_by_id" text COLLATE "C",
	"closed_on" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"media_type" text COLLATE "C" NOT NULL,
	"size" bigint NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" DEFAULT 'file' NOT NULL,
	"invoice_ids" text COLLATE "C" NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"created_by_id" text COLLATE "C",
	"removed_at" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hand_overs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"partner" text COLLATE "C" NOT NULL,
	"partner_kind" text COLLATE "C" NOT NULL,
	"partner_reference" text COLLATE "C" DEFAULT '' NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"lines" text COLLATE "C" NOT NULL,
	"principal" bigint NOT NULL,
	"interest" bigint NOT NULL,
	"costs" bigint NOT NULL,
	"as_of" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"document_id" text COLLATE "C",
	"archive_id" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL,
	"created_by_id" text COLLATE "C",
	"ended_on" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "instalments" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"plan_id" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"due_on" text COLLATE "C" NOT NULL,
	"amount" bigint NOT NULL,
	"paid" bigint DEFAULT 0 NOT NULL,
	"state" text COLLATE "C" DEFAULT 'due' NOT NULL,
	"reminded_on" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C",
	"ref_id" text COLLATE "C",
	"params" text COLLATE "C" NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"read_at" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_plans" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"total" bigint NOT NULL,
	"lines" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"request_id" text COLLATE "C",
	"grace_days" bigint NOT NULL,
	"remind_days_before" bigint,
	"lapse_after_missed" bigint DEFAULT 1 NOT NULL,
	"note" text COLLATE "C" DEFAULT '' NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"created_by_id" text COLLATE "C",
	"confirmed_at" text COLLATE "C",
	"ended_on" text COLLATE "C",
	"end_reason" text COLLATE "C" DEFAULT '' NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portal_codes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"portal_access_id" text COLLATE "C" NOT NULL,
	"expires_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portal_devices" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"debtor_ids" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" DEFAULT '' NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"last_used_at" text COLLATE "C" NOT NULL,
	"expires_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portal_logins" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"email_hash" text COLLATE "C" NOT NULL,
	"code_hash" text COLLATE "C" NOT NULL,
	"debtor_ids" text COLLATE "C" NOT NULL,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"expires_at" text COLLATE "C" NOT NULL,
	"used_at" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "promises" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"amount" bigint NOT NULL,
	"lines" text COLLATE "C" NOT NULL,
	"promised_on" text COLLATE "C" NOT NULL,
	"grace_days" bigint NOT NULL,
	"state" text COLLATE "C" DEFAULT 'open' NOT NULL,
	"received" bigint DEFAULT 0 NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"request_id" text COLLATE "C",
	"note" text COLLATE "C" DEFAULT '' NOT NULL,
	"replaces" text COLLATE "C" DEFAULT '[]' NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"created_by_id" text COLLATE "C",
	"decided_on" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"number" text COLLATE "C" DEFAULT '' NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"invoice_ids" text COLLATE "C" NOT NULL,
	"asked" text COLLATE "C" NOT NULL,
	"proposed" text COLLATE "C",
	"rules" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" DEFAULT '' NOT NULL,
	"document_ids" text COLLATE "C" NOT NULL,
	"assignee_id" text COLLATE "C",
	"answer_by" text COLLATE "C",
	"thread_id" text COLLATE "C",
	"result_id" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL,
	"decided_at" text COLLATE "C",
	"decided_by_id" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"screen" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"owner_id" text COLLATE "C" NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"definition" text COLLATE "C" NOT NULL,
	"position" bigint DEFAULT 0 NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"rule" text COLLATE "C" NOT NULL,
	"workflow_id" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_messages" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"task_id" text COLLATE "C" NOT NULL,
	"author_id" text COLLATE "C",
	"author_name" text COLLATE "C" DEFAULT '' NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"via" text COLLATE "C" NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" DEFAULT '' NOT NULL,
	"invoice_ids" text COLLATE "C" NOT NULL,
	"from_id" text COLLATE "C",
	"to_id" text COLLATE "C" NOT NULL,
	"due_on" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" DEFAULT 'open' NOT NULL,
	"escalate_to_id" text COLLATE "C",
	"escalated_at" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL,
	"finished_at" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "thread_messages" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"thread_id" text COLLATE "C" NOT NULL,
	"author" text COLLATE "C" NOT NULL,
	"author_id" text COLLATE "C",
	"author_name" text COLLATE "C" DEFAULT '' NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"document_ids" text COLLATE "C" NOT NULL,
	"via" text COLLATE "C" NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"invoice_ids" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" DEFAULT 'open' NOT NULL,
	"waiting_for" text COLLATE "C",
	"assignee_id" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL,
	"last_message_at" text COLLATE "C" NOT NULL,
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"size" bigint NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "write_offs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administration_id" text COLLATE "C" NOT NULL,
	"debtor_id" text COLLATE "C" NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"amount" bigint NOT NULL,
	"lines" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C" DEFAULT '' NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"requested_by_id" text COLLATE "C",
	"decided_at" text COLLATE "C",
	"decided_by_id" text COLLATE "C",
	"row_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "due_time" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "invoice_ids" text COLLATE "C" DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "ref_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "administrations" ADD COLUMN "logo" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "administrations" ADD COLUMN "portal_domain" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "administrations" ADD COLUMN "privacy_url" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "administrations" ADD COLUMN "accessibility_url" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "mobile" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "channels" text COLLATE "C" DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "do_not_contact" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "do_not_contact_reason" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "bounced_at" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "bounce_reason" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "bounced_email" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "do_not_contact" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "do_not_contact_reason" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "credit_hold" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "credit_hold_reason" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "credit_hold_since" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "promised_amount" bigint;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "written_off" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "hand_over_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "params" text COLLATE "C" DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "attachment_ids" text COLLATE "C" DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "thread_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "notes" ADD COLUMN "invoice_ids" text COLLATE "C" DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "notes" ADD COLUMN "mentions" text COLLATE "C" DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "notes" ADD COLUMN "edited_at" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "notes" ADD COLUMN "removed_at" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "portal_access" ADD COLUMN "group_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "portal_access" ADD COLUMN "kind" text COLLATE "C" DEFAULT 'message' NOT NULL;--> statement-breakpoint
ALTER TABLE "portal_sessions" ADD COLUMN "debtor_ids" text COLLATE "C" DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "portal_sessions" ADD COLUMN "viewer_id" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "absences_user" ON "absences" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "administration_settings_key" ON "administration_settings" USING btree ("administration_id","key");--> statement-breakpoint
CREATE INDEX "assignment_rules_administration" ON "assignment_rules" USING btree ("administration_id","position");--> statement-breakpoint
CREATE INDEX "debtor_group_members_debtor" ON "debtor_group_members" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "debtor_group_members_group" ON "debtor_group_members" USING btree ("group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_types_key" ON "dispute_types" USING btree ("administration_id","key");--> statement-breakpoint
CREATE INDEX "disputes_debtor" ON "disputes" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "disputes_state" ON "disputes" USING btree ("administration_id","state","answer_by");--> statement-breakpoint
CREATE INDEX "documents_debtor" ON "documents" USING btree ("debtor_id","created_at");--> statement-breakpoint
CREATE INDEX "documents_hash" ON "documents" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "hand_overs_debtor" ON "hand_overs" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "instalments_plan" ON "instalments" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "instalments_due" ON "instalments" USING btree ("administration_id","state","due_on");--> statement-breakpoint
CREATE INDEX "notifications_user" ON "notifications" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "payment_plans_debtor" ON "payment_plans" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "payment_plans_state" ON "payment_plans" USING btree ("administration_id","state");--> statement-breakpoint
CREATE INDEX "portal_devices_debtor" ON "portal_devices" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "promises_debtor" ON "promises" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "promises_state" ON "promises" USING btree ("administration_id","state","promised_on");--> statement-breakpoint
CREATE INDEX "requests_debtor" ON "requests" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "requests_state" ON "requests" USING btree ("administration_id","state","created_at");--> statement-breakpoint
CREATE INDEX "requests_number" ON "requests" USING btree ("administration_id","number");--> statement-breakpoint
CREATE INDEX "saved_views_owner" ON "saved_views" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "segments_administration" ON "segments" USING btree ("administration_id","position");--> statement-breakpoint
CREATE INDEX "task_messages_task" ON "task_messages" USING btree ("task_id","at");--> statement-breakpoint
CREATE INDEX "tasks_debtor" ON "tasks" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "tasks_state" ON "tasks" USING btree ("administration_id","state","due_on");--> statement-breakpoint
CREATE INDEX "thread_messages_thread" ON "thread_messages" USING btree ("thread_id","at");--> statement-breakpoint
CREATE INDEX "thread_messages_debtor" ON "thread_messages" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "threads_debtor" ON "threads" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "threads_waiting" ON "threads" USING btree ("administration_id","waiting_for","last_message_at");--> statement-breakpoint
CREATE INDEX "write_offs_debtor" ON "write_offs" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "write_offs_state" ON "write_offs" USING btree ("administration_id","state");