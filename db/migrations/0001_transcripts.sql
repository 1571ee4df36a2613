ALTER TABLE "transcript" ADD COLUMN "origin" text NOT NULL;--> statement-breakpoint
ALTER TABLE "transcript" ADD COLUMN "languages" text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "transcript" ADD COLUMN "speakers_confidence_bp" integer;