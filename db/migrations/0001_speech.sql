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
CREATE TABLE "model_copy" (
	"worker_id" text NOT NULL,
	"model" text NOT NULL,
	"state" text NOT NULL,
	"received" bigint NOT NULL,
	"total" bigint,
	"code" text,
	"seen_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "model_copy_worker_id_model_pk" PRIMARY KEY("worker_id","model")
);
--> statement-breakpoint
CREATE TABLE "model_trial" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"asked_by" text,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_trial_run" (
	"id" text PRIMARY KEY NOT NULL,
	"trial_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"interaction_id" text NOT NULL,
	"model" text NOT NULL,
	"state" text NOT NULL,
	"progress_bp" integer DEFAULT 0 NOT NULL,
	"code" text,
	"language" text,
	"duration_ms" integer,
	"took_ms" integer,
	"turns" jsonb,
	"finished_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "model_wish" (
	"organisation_id" text NOT NULL,
	"model" text NOT NULL,
	"wished_by" text,
	"wished_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "model_wish_organisation_id_model_pk" PRIMARY KEY("organisation_id","model")
);
--> statement-breakpoint
CREATE TABLE "transcription_note" (
	"organisation_id" text NOT NULL,
	"interaction_id" text NOT NULL,
	"under" text NOT NULL,
	"name" text NOT NULL,
	"value" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "transcription_note_interaction_id_name_pk" PRIMARY KEY("interaction_id","name")
);
--> statement-breakpoint
CREATE TABLE "worker" (
	"id" text PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"version" text NOT NULL,
	"children" integer NOT NULL,
	"threads" integer NOT NULL,
	"memory_bytes" bigint NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"seen_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transcript_search" (
	"interaction_id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"revision" integer NOT NULL,
	"masked" text[] NOT NULL,
	"terms" "tsvector" NOT NULL,
	"agent" text NOT NULL,
	"customer" text NOT NULL,
	"others" text NOT NULL,
	"lines" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "transcript_revision" integer;--> statement-breakpoint
ALTER TABLE "transcript" ADD COLUMN "origin" text;--> statement-breakpoint
ALTER TABLE "transcript" ADD COLUMN "languages" text[];--> statement-breakpoint
UPDATE "transcript" SET "origin" = CASE WHEN "method" IS NULL THEN 'typed' ELSE 'heard' END, "languages" = array_remove(ARRAY["language"], NULL);--> statement-breakpoint
ALTER TABLE "transcript" ALTER COLUMN "origin" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "transcript" ALTER COLUMN "languages" SET NOT NULL;--> statement-breakpoint
UPDATE "evaluation" SET "transcript_revision" = 1;--> statement-breakpoint
ALTER TABLE "transcript" ADD COLUMN "speakers_confidence_bp" integer;--> statement-breakpoint
ALTER TABLE "transcript" ADD COLUMN "personal_data" jsonb;--> statement-breakpoint
ALTER TABLE "transcript" ADD COLUMN "changes" jsonb;--> statement-breakpoint
ALTER TABLE "transcription" ADD COLUMN "worker_id" text;--> statement-breakpoint
ALTER TABLE "recording_copy" ADD CONSTRAINT "recording_copy_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_copy" ADD CONSTRAINT "recording_copy_interaction_id_interaction_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_copy" ADD CONSTRAINT "model_copy_worker_id_worker_id_fk" FOREIGN KEY ("worker_id") REFERENCES "public"."worker"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_trial" ADD CONSTRAINT "model_trial_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_trial" ADD CONSTRAINT "model_trial_asked_by_member_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_trial_run" ADD CONSTRAINT "model_trial_run_trial_id_model_trial_id_fk" FOREIGN KEY ("trial_id") REFERENCES "public"."model_trial"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_trial_run" ADD CONSTRAINT "model_trial_run_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_trial_run" ADD CONSTRAINT "model_trial_run_interaction_id_interaction_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_wish" ADD CONSTRAINT "model_wish_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_wish" ADD CONSTRAINT "model_wish_wished_by_member_id_fk" FOREIGN KEY ("wished_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcription_note" ADD CONSTRAINT "transcription_note_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcription_note" ADD CONSTRAINT "transcription_note_interaction_id_interaction_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcript_search" ADD CONSTRAINT "transcript_search_interaction_id_interaction_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcript_search" ADD CONSTRAINT "transcript_search_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recording_copy_organisation_id_index" ON "recording_copy" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "recording_copy_open" ON "recording_copy" USING btree ("organisation_id") WHERE state <> 'done';--> statement-breakpoint
CREATE INDEX "model_trial_organisation_id_created_at_index" ON "model_trial" USING btree ("organisation_id","created_at");--> statement-breakpoint
CREATE INDEX "model_trial_run_organisation_id_index" ON "model_trial_run" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "model_trial_run_trial_id_index" ON "model_trial_run" USING btree ("trial_id");--> statement-breakpoint
CREATE INDEX "transcription_note_organisation_id_index" ON "transcription_note" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "transcript_search_terms" ON "transcript_search" USING gin ("terms") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "transcript_search_organisation_id_index" ON "transcript_search" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "transcript_unsearched" ON "transcript" USING btree ("organisation_id") WHERE personal_data is null;