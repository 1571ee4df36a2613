ALTER TABLE "evaluation" ADD COLUMN "transcript_revision" integer;--> statement-breakpoint
ALTER TABLE "transcript" ADD COLUMN "personal_data" jsonb DEFAULT '[]'::jsonb NOT NULL;