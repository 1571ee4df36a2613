DROP INDEX "transcript_search_organisation_id_index";--> statement-breakpoint
ALTER TABLE "transcript" ADD COLUMN "recording_notes" jsonb;--> statement-breakpoint
ALTER TABLE "transcript_search" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "transcript_search_organisation_id_version_index" ON "transcript_search" USING btree ("organisation_id","version");