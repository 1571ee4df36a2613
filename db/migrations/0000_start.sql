CREATE TABLE "calibration" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"name" text NOT NULL,
	"interaction_id" text NOT NULL,
	"scorecard_version_id" text NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"closed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "calibration_review" (
	"calibration_id" text NOT NULL,
	"review_id" text NOT NULL,
	CONSTRAINT "calibration_review_calibration_id_review_id_pk" PRIMARY KEY("calibration_id","review_id"),
	CONSTRAINT "calibration_review_review_id_unique" UNIQUE("review_id")
);
--> statement-breakpoint
CREATE TABLE "coaching_task" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"coach_id" text,
	"goal_id" text,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"competency" text NOT NULL,
	"scorecard_version_id" text NOT NULL,
	"state" text NOT NULL,
	"due_on" date NOT NULL,
	"reason" text,
	"merged_into" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "development_plan" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "development_plan_agent_id_unique" UNIQUE("agent_id")
);
--> statement-breakpoint
CREATE TABLE "goal" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"plan_id" text NOT NULL,
	"competency" text NOT NULL,
	"level_now" text NOT NULL,
	"level_wanted" text NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "step" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"goal_id" text NOT NULL,
	"position" integer NOT NULL,
	"text" jsonb NOT NULL,
	"due_on" date NOT NULL,
	"done_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "task_event" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"task_id" text NOT NULL,
	"actor_id" text,
	"state" text NOT NULL,
	"note" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_evidence" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"task_id" text NOT NULL,
	"evaluation_id" text NOT NULL,
	"interaction_id" text NOT NULL,
	"criterion" text,
	"turn" integer,
	"start_ms" integer,
	"end_ms" integer,
	"quote" text NOT NULL,
	"comment" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "acknowledgement" (
	"evaluation_id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"comment" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"review_id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"revision" integer NOT NULL,
	"answers" jsonb NOT NULL,
	"summary" text NOT NULL,
	"spent_ms" integer NOT NULL,
	"saved_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evaluation" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"review_id" text NOT NULL,
	"interaction_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"reviewer_id" text NOT NULL,
	"scorecard_version_id" text NOT NULL,
	"kind" text NOT NULL,
	"inclusion_ppm" integer,
	"answers" jsonb NOT NULL,
	"summary" text NOT NULL,
	"score" jsonb NOT NULL,
	"score_bp" integer,
	"critical_count" integer NOT NULL,
	"formula" text NOT NULL,
	"spent_ms" integer NOT NULL,
	"submitted_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "evaluation_review_id_unique" UNIQUE("review_id")
);
--> statement-breakpoint
CREATE TABLE "evaluation_criterion" (
	"evaluation_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"criterion" text NOT NULL,
	"state" text NOT NULL,
	"value_bp" integer,
	"critical" text,
	CONSTRAINT "evaluation_criterion_evaluation_id_criterion_pk" PRIMARY KEY("evaluation_id","criterion")
);
--> statement-breakpoint
CREATE TABLE "blob" (
	"organisation_id" text NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"mime" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "blob_organisation_id_sha256_pk" PRIMARY KEY("organisation_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "interaction" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"external_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"channel" text NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"duration_ms" integer,
	"direction" text,
	"queue" text,
	"language" text,
	"customer_ref" text,
	"tags" text[] NOT NULL,
	"csat" integer,
	"resolved" boolean,
	"agent_channel" text,
	"metadata" jsonb NOT NULL,
	"content_sha256" text NOT NULL,
	"file_name" text,
	"imported_by" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "interaction_organisation_id_external_id_unique" UNIQUE("organisation_id","external_id"),
	CONSTRAINT "interaction_organisation_id_content_sha256_unique" UNIQUE("organisation_id","content_sha256")
);
--> statement-breakpoint
CREATE TABLE "upload" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"member_id" text NOT NULL,
	"file_name" text NOT NULL,
	"size" bigint NOT NULL,
	"received" bigint DEFAULT 0 NOT NULL,
	"metadata" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"member_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"accepted_at" timestamp(3) with time zone,
	CONSTRAINT "invitation_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"user_id" text,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"employee_number" text,
	"roles" text[] NOT NULL,
	"sees_all" boolean NOT NULL,
	"language" text NOT NULL,
	"theme" text DEFAULT 'system' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "member_user_id_unique" UNIQUE("user_id"),
	CONSTRAINT "member_organisation_id_email_unique" UNIQUE("organisation_id","email"),
	CONSTRAINT "member_organisation_id_employee_number_unique" UNIQUE("organisation_id","employee_number")
);
--> statement-breakpoint
CREATE TABLE "member_scope" (
	"member_id" text NOT NULL,
	"team_id" text NOT NULL,
	CONSTRAINT "member_scope_member_id_team_id_pk" PRIMARY KEY("member_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"language" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limit_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "team" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "team_organisation_id_name_unique" UNIQUE("organisation_id","name")
);
--> statement-breakpoint
CREATE TABLE "team_member" (
	"team_id" text NOT NULL,
	"member_id" text NOT NULL,
	CONSTRAINT "team_member_team_id_member_id_pk" PRIMARY KEY("team_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draw" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"plan_id" text NOT NULL,
	"week" date NOT NULL,
	"seed" text NOT NULL,
	"eligible" integer NOT NULL,
	"drawn" integer NOT NULL,
	"drawn_by" text,
	"drawn_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"interaction_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"scorecard_version_id" text NOT NULL,
	"reviewer_id" text NOT NULL,
	"kind" text NOT NULL,
	"draw_id" text,
	"inclusion_ppm" integer,
	"stratum_size" integer,
	"state" text NOT NULL,
	"lease_until" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "review_draw_id_interaction_id_unique" UNIQUE("draw_id","interaction_id")
);
--> statement-breakpoint
CREATE TABLE "sampling_plan" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"name" text NOT NULL,
	"scorecard_id" text NOT NULL,
	"definition" jsonb NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scorecard" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"key" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "scorecard_organisation_id_key_unique" UNIQUE("organisation_id","key")
);
--> statement-breakpoint
CREATE TABLE "scorecard_version" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"scorecard_id" text NOT NULL,
	"number" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"published_by" text,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "scorecard_version_scorecard_id_number_unique" UNIQUE("scorecard_id","number")
);
--> statement-breakpoint
CREATE TABLE "transcript" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"interaction_id" text NOT NULL,
	"revision" integer NOT NULL,
	"language" text,
	"method" text,
	"duration_ms" integer NOT NULL,
	"announced_ms" integer,
	"turns" jsonb NOT NULL,
	"text" text NOT NULL,
	"peaks" jsonb,
	"model" text,
	"pipeline" text,
	"took_ms" integer,
	"made_by" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "transcript_interaction_id_revision_unique" UNIQUE("interaction_id","revision")
);
--> statement-breakpoint
CREATE TABLE "transcription" (
	"interaction_id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"state" text NOT NULL,
	"stage" text,
	"progress_bp" integer DEFAULT 0 NOT NULL,
	"code" text,
	"attempt" integer DEFAULT 0 NOT NULL,
	"queued_at" timestamp(3) with time zone NOT NULL,
	"started_at" timestamp(3) with time zone,
	"finished_at" timestamp(3) with time zone,
	"seen_at" timestamp(3) with time zone
);
--> statement-breakpoint
ALTER TABLE "calibration" ADD CONSTRAINT "calibration_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration" ADD CONSTRAINT "calibration_interaction_id_interaction_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration" ADD CONSTRAINT "calibration_scorecard_version_id_scorecard_version_id_fk" FOREIGN KEY ("scorecard_version_id") REFERENCES "public"."scorecard_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration" ADD CONSTRAINT "calibration_opened_by_member_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_review" ADD CONSTRAINT "calibration_review_calibration_id_calibration_id_fk" FOREIGN KEY ("calibration_id") REFERENCES "public"."calibration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_review" ADD CONSTRAINT "calibration_review_review_id_review_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."review"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_task" ADD CONSTRAINT "coaching_task_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_task" ADD CONSTRAINT "coaching_task_agent_id_member_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_task" ADD CONSTRAINT "coaching_task_coach_id_member_id_fk" FOREIGN KEY ("coach_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_task" ADD CONSTRAINT "coaching_task_goal_id_goal_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_task" ADD CONSTRAINT "coaching_task_scorecard_version_id_scorecard_version_id_fk" FOREIGN KEY ("scorecard_version_id") REFERENCES "public"."scorecard_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_task" ADD CONSTRAINT "coaching_task_merged_into_coaching_task_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."coaching_task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "development_plan" ADD CONSTRAINT "development_plan_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "development_plan" ADD CONSTRAINT "development_plan_agent_id_member_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal" ADD CONSTRAINT "goal_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal" ADD CONSTRAINT "goal_plan_id_development_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."development_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step" ADD CONSTRAINT "step_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step" ADD CONSTRAINT "step_goal_id_goal_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_event" ADD CONSTRAINT "task_event_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_event" ADD CONSTRAINT "task_event_task_id_coaching_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."coaching_task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_event" ADD CONSTRAINT "task_event_actor_id_member_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_evidence" ADD CONSTRAINT "task_evidence_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_evidence" ADD CONSTRAINT "task_evidence_task_id_coaching_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."coaching_task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_evidence" ADD CONSTRAINT "task_evidence_evaluation_id_evaluation_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_evidence" ADD CONSTRAINT "task_evidence_interaction_id_interaction_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_evaluation_id_evaluation_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_agent_id_member_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_review_id_review_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."review"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_review_id_review_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."review"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_interaction_id_interaction_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_agent_id_member_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_reviewer_id_member_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_scorecard_version_id_scorecard_version_id_fk" FOREIGN KEY ("scorecard_version_id") REFERENCES "public"."scorecard_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_criterion" ADD CONSTRAINT "evaluation_criterion_evaluation_id_evaluation_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_criterion" ADD CONSTRAINT "evaluation_criterion_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blob" ADD CONSTRAINT "blob_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interaction" ADD CONSTRAINT "interaction_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interaction" ADD CONSTRAINT "interaction_agent_id_member_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interaction" ADD CONSTRAINT "interaction_imported_by_member_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_member_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_scope" ADD CONSTRAINT "member_scope_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_scope" ADD CONSTRAINT "member_scope_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team" ADD CONSTRAINT "team_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draw" ADD CONSTRAINT "draw_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draw" ADD CONSTRAINT "draw_plan_id_sampling_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."sampling_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draw" ADD CONSTRAINT "draw_drawn_by_member_id_fk" FOREIGN KEY ("drawn_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review" ADD CONSTRAINT "review_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review" ADD CONSTRAINT "review_interaction_id_interaction_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review" ADD CONSTRAINT "review_agent_id_member_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review" ADD CONSTRAINT "review_scorecard_version_id_scorecard_version_id_fk" FOREIGN KEY ("scorecard_version_id") REFERENCES "public"."scorecard_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review" ADD CONSTRAINT "review_reviewer_id_member_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review" ADD CONSTRAINT "review_draw_id_draw_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."draw"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sampling_plan" ADD CONSTRAINT "sampling_plan_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sampling_plan" ADD CONSTRAINT "sampling_plan_scorecard_id_scorecard_id_fk" FOREIGN KEY ("scorecard_id") REFERENCES "public"."scorecard"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sampling_plan" ADD CONSTRAINT "sampling_plan_created_by_member_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard" ADD CONSTRAINT "scorecard_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard_version" ADD CONSTRAINT "scorecard_version_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard_version" ADD CONSTRAINT "scorecard_version_scorecard_id_scorecard_id_fk" FOREIGN KEY ("scorecard_id") REFERENCES "public"."scorecard"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard_version" ADD CONSTRAINT "scorecard_version_published_by_member_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcript" ADD CONSTRAINT "transcript_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcript" ADD CONSTRAINT "transcript_interaction_id_interaction_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcript" ADD CONSTRAINT "transcript_made_by_member_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcription" ADD CONSTRAINT "transcription_interaction_id_interaction_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcription" ADD CONSTRAINT "transcription_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calibration_organisation_id_opened_at_index" ON "calibration" USING btree ("organisation_id","opened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_task" ON "coaching_task" USING btree ("agent_id","cause") WHERE state not in ('done', 'dismissed', 'merged');--> statement-breakpoint
CREATE INDEX "coaching_task_organisation_id_state_index" ON "coaching_task" USING btree ("organisation_id","state");--> statement-breakpoint
CREATE INDEX "coaching_task_agent_id_index" ON "coaching_task" USING btree ("agent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_goal" ON "goal" USING btree ("plan_id","competency") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "goal_plan_id_index" ON "goal" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "step_goal_id_index" ON "step" USING btree ("goal_id");--> statement-breakpoint
CREATE INDEX "task_event_task_id_at_index" ON "task_event" USING btree ("task_id","at");--> statement-breakpoint
CREATE INDEX "task_evidence_task_id_index" ON "task_evidence" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "task_evidence_evaluation_id_index" ON "task_evidence" USING btree ("evaluation_id");--> statement-breakpoint
CREATE INDEX "evaluation_organisation_id_agent_id_submitted_at_index" ON "evaluation" USING btree ("organisation_id","agent_id","submitted_at");--> statement-breakpoint
CREATE INDEX "evaluation_organisation_id_submitted_at_index" ON "evaluation" USING btree ("organisation_id","submitted_at");--> statement-breakpoint
CREATE INDEX "evaluation_interaction_id_index" ON "evaluation" USING btree ("interaction_id");--> statement-breakpoint
CREATE INDEX "evaluation_criterion_organisation_id_criterion_index" ON "evaluation_criterion" USING btree ("organisation_id","criterion");--> statement-breakpoint
CREATE INDEX "interaction_organisation_id_started_at_id_index" ON "interaction" USING btree ("organisation_id","started_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "interaction_organisation_id_agent_id_started_at_index" ON "interaction" USING btree ("organisation_id","agent_id","started_at");--> statement-breakpoint
CREATE INDEX "interaction_organisation_id_queue_index" ON "interaction" USING btree ("organisation_id","queue");--> statement-breakpoint
CREATE INDEX "upload_organisation_id_index" ON "upload" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "upload_expires_at_index" ON "upload" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "account_user_id_index" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_entry_organisation_id_at_index" ON "audit_entry" USING btree ("organisation_id","at");--> statement-breakpoint
CREATE INDEX "audit_entry_organisation_id_subject_index" ON "audit_entry" USING btree ("organisation_id","subject");--> statement-breakpoint
CREATE INDEX "invitation_member_id_index" ON "invitation" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "member_organisation_id_name_index" ON "member" USING btree ("organisation_id","name");--> statement-breakpoint
CREATE INDEX "session_user_id_index" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "team_member_member_id_index" ON "team_member" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "verification_identifier_index" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "draw_plan_id_week_index" ON "draw" USING btree ("plan_id","week");--> statement-breakpoint
CREATE INDEX "review_organisation_id_reviewer_id_state_created_at_index" ON "review" USING btree ("organisation_id","reviewer_id","state","created_at");--> statement-breakpoint
CREATE INDEX "review_interaction_id_index" ON "review" USING btree ("interaction_id");--> statement-breakpoint
CREATE INDEX "review_organisation_id_agent_id_index" ON "review" USING btree ("organisation_id","agent_id");--> statement-breakpoint
CREATE INDEX "sampling_plan_organisation_id_index" ON "sampling_plan" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "transcript_organisation_id_index" ON "transcript" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "transcription_organisation_id_state_index" ON "transcription" USING btree ("organisation_id","state");--> statement-breakpoint
CREATE INDEX "transcription_waiting" ON "transcription" USING btree ("interaction_id") WHERE state = 'waiting';