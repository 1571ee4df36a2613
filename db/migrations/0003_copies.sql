CREATE TABLE "recording_copy" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"interaction_id" text NOT NULL,
	"kind" text NOT NULL,
	"cut" text NOT NULL,
	"muted" jsonb NOT NULL,
	"state" text NOT NULL,
	"code" text,
	"attempt" integer DEFAULT 0 NOT NULL,
	"sha256" text,
	"size" bigint,
	"mime" text,
	"queued_at" timestamp(3) with time zone NOT NULL,
	"started_at" timestamp(3) with time zone,
	"finished_at" timestamp(3) with time zone,
	CONSTRAINT "recording_copy_interaction_id_kind_cut_unique" UNIQUE("interaction_id","kind","cut")
);
--> statement-breakpoint
ALTER TABLE "transcript" ALTER COLUMN "personal_data" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "transcript" ALTER COLUMN "personal_data" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "recording_copy" ADD CONSTRAINT "recording_copy_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_copy" ADD CONSTRAINT "recording_copy_interaction_id_interaction_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recording_copy_organisation_id_index" ON "recording_copy" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "recording_copy_open" ON "recording_copy" USING btree ("organisation_id") WHERE state <> 'done';--> statement-breakpoint
CREATE INDEX "transcript_unsearched" ON "transcript" USING btree ("organisation_id") WHERE personal_data is null;