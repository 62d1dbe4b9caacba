ALTER TABLE "requests" ADD COLUMN "number" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "requests_number" ON "requests" USING btree ("administration_id","number");