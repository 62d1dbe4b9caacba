ALTER TABLE "invoices" ADD COLUMN "promised_amount" bigint;--> statement-breakpoint
ALTER TABLE "promises" ADD COLUMN "replaces" text COLLATE "C" DEFAULT '[]' NOT NULL;