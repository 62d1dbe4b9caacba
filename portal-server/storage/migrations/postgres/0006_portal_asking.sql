ALTER TABLE "administrations" ADD COLUMN "logo" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "administrations" ADD COLUMN "portal_domain" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "administrations" ADD COLUMN "privacy_url" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "administrations" ADD COLUMN "accessibility_url" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "number" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "requests_number" ON "requests" USING btree ("administration_id","number");