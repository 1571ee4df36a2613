DROP INDEX "transcript_search_organisation_id_index";--> statement-breakpoint
ALTER TABLE "transcript" ADD COLUMN "recording_notes" jsonb;--> statement-breakpoint
ALTER TABLE "transcript_search" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "transcript_search_organisation_id_version_index" ON "transcript_search" USING btree ("organisation_id","version");
--> statement-breakpoint
-- Custom SQL: transcripts made elsewhere that are there already.
-- Their speakers were never told apart by voice: the file named them.
UPDATE "transcript" SET "method" = 'named' WHERE "method" = 'embeddings' AND "origin" IN ('imported', 'corrected') AND "interaction_id" IN (SELECT "interaction_id" FROM "transcript" WHERE "origin" = 'imported') AND "interaction_id" NOT IN (SELECT "interaction_id" FROM "transcript" WHERE "origin" = 'heard');--> statement-breakpoint
-- A recording that was drawn is as long as its picture, not as its last word.
UPDATE "transcript" SET "duration_ms" = ("peaks"->>'bucket_ms')::integer * jsonb_array_length("peaks"->'channels'->0) WHERE "origin" = 'imported' AND "peaks" IS NOT NULL AND jsonb_array_length("peaks"->'channels') > 0 AND jsonb_array_length("peaks"->'channels'->0) > 0;
