-- Custom SQL: transcripts made elsewhere that are there already.
-- Their speakers were never told apart by voice: the file named them.
UPDATE "transcript" SET "method" = 'named' WHERE "method" = 'embeddings' AND "origin" IN ('imported', 'corrected') AND "interaction_id" IN (SELECT "interaction_id" FROM "transcript" WHERE "origin" = 'imported') AND "interaction_id" NOT IN (SELECT "interaction_id" FROM "transcript" WHERE "origin" = 'heard');--> statement-breakpoint
-- A recording that was drawn is as long as its picture, not as its last word.
UPDATE "transcript" SET "duration_ms" = ("peaks"->>'bucket_ms')::integer * jsonb_array_length("peaks"->'channels'->0) WHERE "origin" = 'imported' AND "peaks" IS NOT NULL AND jsonb_array_length("peaks"->'channels') > 0 AND jsonb_array_length("peaks"->'channels'->0) > 0;
