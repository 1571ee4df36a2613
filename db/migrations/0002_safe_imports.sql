CREATE TABLE "password_reset" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"member_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"used_at" timestamp(3) with time zone,
	CONSTRAINT "password_reset_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"user_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp(3) with time zone,
	CONSTRAINT "recovery_code_user_id_code_hash_pk" PRIMARY KEY("user_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "second_factor" (
	"user_id" text PRIMARY KEY NOT NULL,
	"secret" text,
	"pending_secret" text,
	"last_step" integer,
	"confirmed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempt" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"retry_at" timestamp(3) with time zone NOT NULL,
	"forget_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "usual_place" (
	"user_id" text NOT NULL,
	"place" text NOT NULL,
	"seen_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "usual_place_user_id_place_pk" PRIMARY KEY("user_id","place")
);
--> statement-breakpoint
ALTER TABLE "rate_limit" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "rate_limit" CASCADE;--> statement-breakpoint
DROP INDEX "transcript_search_organisation_id_index";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "remembered" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "seen_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "proven_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "transcript" ADD COLUMN "recording_notes" jsonb;--> statement-breakpoint
ALTER TABLE "transcript_search" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_made_by_member_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usual_place" ADD CONSTRAINT "usual_place_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "password_reset_member_id_index" ON "password_reset" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "sign_in_attempt_forget_at_index" ON "sign_in_attempt" USING btree ("forget_at");--> statement-breakpoint
CREATE INDEX "transcript_search_organisation_id_version_index" ON "transcript_search" USING btree ("organisation_id","version");
--> statement-breakpoint
-- Custom SQL: transcripts made elsewhere that are there already.
-- Their speakers were never told apart by voice: the file named them.
UPDATE "transcript" SET "method" = 'named' WHERE "method" = 'embeddings' AND "origin" IN ('imported', 'corrected') AND "interaction_id" IN (SELECT "interaction_id" FROM "transcript" WHERE "origin" = 'imported') AND "interaction_id" NOT IN (SELECT "interaction_id" FROM "transcript" WHERE "origin" = 'heard');--> statement-breakpoint
-- A recording that was drawn is as long as its picture, not as its last word.
UPDATE "transcript" SET "duration_ms" = ("peaks"->>'bucket_ms')::integer * jsonb_array_length("peaks"->'channels'->0) WHERE "origin" = 'imported' AND "peaks" IS NOT NULL AND jsonb_array_length("peaks"->'channels') > 0 AND jsonb_array_length("peaks"->'channels'->0) > 0;
