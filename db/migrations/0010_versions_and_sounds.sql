-- A version of an evaluation replaces one of the same review, and counts for its own.
ALTER TABLE "current_evaluation" DROP CONSTRAINT "current_evaluation_evaluation_id_within";
--> statement-breakpoint
ALTER TABLE "evaluation" DROP CONSTRAINT "evaluation_replaces_id_within";
--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_of_review" UNIQUE("id","review_id","organisation_id");
--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_replaces_id_within" FOREIGN KEY ("organisation_id","review_id","replaces_id") REFERENCES "public"."evaluation"("organisation_id","review_id","id");
--> statement-breakpoint
ALTER TABLE "current_evaluation" ADD CONSTRAINT "current_evaluation_evaluation_id_within" FOREIGN KEY ("organisation_id","review_id","evaluation_id") REFERENCES "public"."evaluation"("organisation_id","review_id","id");
--> statement-breakpoint
-- Where personal data is heard, kept with the transcript. The worker works it out for those that were there before
-- (db/transcripts/revisions.ts, maskAnew); until it has come to one, playback reads its words.
ALTER TABLE "transcript"
	ADD COLUMN "personal_sounds" jsonb,
	ADD CONSTRAINT "transcript_looked_through" CHECK (personal_sounds is null or personal_data is not null);
--> statement-breakpoint
DROP INDEX "transcript_unsearched";
--> statement-breakpoint
CREATE INDEX "transcript_unsearched" ON "transcript" USING btree ("organisation_id") WHERE personal_sounds is null;
