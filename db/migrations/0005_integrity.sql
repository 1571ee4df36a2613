-- References between tables of an organisation name the organisation too (below); until then there are none.
ALTER TABLE "calibration" DROP CONSTRAINT "calibration_interaction_id_interaction_id_fk";
--> statement-breakpoint
ALTER TABLE "calibration" DROP CONSTRAINT "calibration_scorecard_version_id_scorecard_version_id_fk";
--> statement-breakpoint
ALTER TABLE "calibration" DROP CONSTRAINT "calibration_opened_by_member_id_fk";
--> statement-breakpoint
ALTER TABLE "calibration_review" DROP CONSTRAINT "calibration_review_calibration_id_calibration_id_fk";
--> statement-breakpoint
ALTER TABLE "calibration_review" DROP CONSTRAINT "calibration_review_review_id_review_id_fk";
--> statement-breakpoint
ALTER TABLE "coaching_task" DROP CONSTRAINT "coaching_task_agent_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "coaching_task" DROP CONSTRAINT "coaching_task_coach_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "coaching_task" DROP CONSTRAINT "coaching_task_goal_id_goal_id_fk";
--> statement-breakpoint
ALTER TABLE "coaching_task" DROP CONSTRAINT "coaching_task_scorecard_version_id_scorecard_version_id_fk";
--> statement-breakpoint
ALTER TABLE "coaching_task" DROP CONSTRAINT "coaching_task_merged_into_coaching_task_id_fk";
--> statement-breakpoint
ALTER TABLE "development_plan" DROP CONSTRAINT "development_plan_agent_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "goal" DROP CONSTRAINT "goal_plan_id_development_plan_id_fk";
--> statement-breakpoint
ALTER TABLE "step" DROP CONSTRAINT "step_goal_id_goal_id_fk";
--> statement-breakpoint
ALTER TABLE "task_event" DROP CONSTRAINT "task_event_task_id_coaching_task_id_fk";
--> statement-breakpoint
ALTER TABLE "task_event" DROP CONSTRAINT "task_event_actor_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "task_evidence" DROP CONSTRAINT "task_evidence_task_id_coaching_task_id_fk";
--> statement-breakpoint
ALTER TABLE "task_evidence" DROP CONSTRAINT "task_evidence_evaluation_id_evaluation_id_fk";
--> statement-breakpoint
ALTER TABLE "task_evidence" DROP CONSTRAINT "task_evidence_interaction_id_interaction_id_fk";
--> statement-breakpoint
ALTER TABLE "recording_copy" DROP CONSTRAINT "recording_copy_interaction_id_interaction_id_fk";
--> statement-breakpoint
ALTER TABLE "acknowledgement" DROP CONSTRAINT "acknowledgement_evaluation_id_evaluation_id_fk";
--> statement-breakpoint
ALTER TABLE "acknowledgement" DROP CONSTRAINT "acknowledgement_agent_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "current_evaluation" DROP CONSTRAINT "current_evaluation_review_id_review_id_fk";
--> statement-breakpoint
ALTER TABLE "current_evaluation" DROP CONSTRAINT "current_evaluation_evaluation_id_evaluation_id_fk";
--> statement-breakpoint
ALTER TABLE "draft" DROP CONSTRAINT "draft_review_id_review_id_fk";
--> statement-breakpoint
ALTER TABLE "evaluation" DROP CONSTRAINT "evaluation_review_id_review_id_fk";
--> statement-breakpoint
ALTER TABLE "evaluation" DROP CONSTRAINT "evaluation_interaction_id_interaction_id_fk";
--> statement-breakpoint
ALTER TABLE "evaluation" DROP CONSTRAINT "evaluation_agent_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "evaluation" DROP CONSTRAINT "evaluation_reviewer_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "evaluation" DROP CONSTRAINT "evaluation_scorecard_version_id_scorecard_version_id_fk";
--> statement-breakpoint
ALTER TABLE "evaluation" DROP CONSTRAINT "evaluation_replaces_id_evaluation_id_fk";
--> statement-breakpoint
ALTER TABLE "evaluation" DROP CONSTRAINT "evaluation_made_by_member_id_fk";
--> statement-breakpoint
ALTER TABLE "evaluation_criterion" DROP CONSTRAINT "evaluation_criterion_evaluation_id_evaluation_id_fk";
--> statement-breakpoint
ALTER TABLE "evaluation_criterion" DROP CONSTRAINT "evaluation_criterion_scorecard_id_scorecard_id_fk";
--> statement-breakpoint
ALTER TABLE "interaction" DROP CONSTRAINT "interaction_agent_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "interaction" DROP CONSTRAINT "interaction_imported_by_member_id_fk";
--> statement-breakpoint
ALTER TABLE "upload" DROP CONSTRAINT "upload_member_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "invitation" DROP CONSTRAINT "invitation_member_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "invitation" DROP CONSTRAINT "invitation_invited_by_member_id_fk";
--> statement-breakpoint
ALTER TABLE "member_scope" DROP CONSTRAINT "member_scope_member_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "member_scope" DROP CONSTRAINT "member_scope_team_id_team_id_fk";
--> statement-breakpoint
ALTER TABLE "password_reset" DROP CONSTRAINT "password_reset_member_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "password_reset" DROP CONSTRAINT "password_reset_made_by_member_id_fk";
--> statement-breakpoint
ALTER TABLE "team_member" DROP CONSTRAINT "team_member_team_id_team_id_fk";
--> statement-breakpoint
ALTER TABLE "team_member" DROP CONSTRAINT "team_member_member_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "draw" DROP CONSTRAINT "draw_plan_id_sampling_plan_id_fk";
--> statement-breakpoint
ALTER TABLE "draw" DROP CONSTRAINT "draw_drawn_by_member_id_fk";
--> statement-breakpoint
ALTER TABLE "review" DROP CONSTRAINT "review_interaction_id_interaction_id_fk";
--> statement-breakpoint
ALTER TABLE "review" DROP CONSTRAINT "review_agent_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "review" DROP CONSTRAINT "review_scorecard_version_id_scorecard_version_id_fk";
--> statement-breakpoint
ALTER TABLE "review" DROP CONSTRAINT "review_reviewer_id_member_id_fk";
--> statement-breakpoint
ALTER TABLE "review" DROP CONSTRAINT "review_draw_id_draw_id_fk";
--> statement-breakpoint
ALTER TABLE "sampling_plan" DROP CONSTRAINT "sampling_plan_scorecard_id_scorecard_id_fk";
--> statement-breakpoint
ALTER TABLE "sampling_plan" DROP CONSTRAINT "sampling_plan_created_by_member_id_fk";
--> statement-breakpoint
ALTER TABLE "scorecard_version" DROP CONSTRAINT "scorecard_version_scorecard_id_scorecard_id_fk";
--> statement-breakpoint
ALTER TABLE "scorecard_version" DROP CONSTRAINT "scorecard_version_published_by_member_id_fk";
--> statement-breakpoint
ALTER TABLE "model_trial" DROP CONSTRAINT "model_trial_asked_by_member_id_fk";
--> statement-breakpoint
ALTER TABLE "model_trial_run" DROP CONSTRAINT "model_trial_run_trial_id_model_trial_id_fk";
--> statement-breakpoint
ALTER TABLE "model_trial_run" DROP CONSTRAINT "model_trial_run_interaction_id_interaction_id_fk";
--> statement-breakpoint
ALTER TABLE "model_wish" DROP CONSTRAINT "model_wish_wished_by_member_id_fk";
--> statement-breakpoint
ALTER TABLE "transcription_note" DROP CONSTRAINT "transcription_note_interaction_id_interaction_id_fk";
--> statement-breakpoint
ALTER TABLE "transcript" DROP CONSTRAINT "transcript_interaction_id_interaction_id_fk";
--> statement-breakpoint
ALTER TABLE "transcript" DROP CONSTRAINT "transcript_made_by_member_id_fk";
--> statement-breakpoint
ALTER TABLE "transcript_search" DROP CONSTRAINT "transcript_search_interaction_id_interaction_id_fk";
--> statement-breakpoint
ALTER TABLE "transcription" DROP CONSTRAINT "transcription_interaction_id_interaction_id_fk";
--> statement-breakpoint
ALTER TABLE "review" DROP CONSTRAINT "review_draw_id_interaction_id_unique";
--> statement-breakpoint
DROP INDEX "step_goal_id_index";
--> statement-breakpoint
DROP INDEX "one_open_task";
--> statement-breakpoint
ALTER TABLE "calibration" DROP CONSTRAINT "calibration_pkey";
--> statement-breakpoint
ALTER TABLE "coaching_task" DROP CONSTRAINT "coaching_task_pkey";
--> statement-breakpoint
ALTER TABLE "development_plan" DROP CONSTRAINT "development_plan_pkey";
--> statement-breakpoint
ALTER TABLE "goal" DROP CONSTRAINT "goal_pkey";
--> statement-breakpoint
ALTER TABLE "evaluation" DROP CONSTRAINT "evaluation_pkey";
--> statement-breakpoint
ALTER TABLE "interaction" DROP CONSTRAINT "interaction_pkey";
--> statement-breakpoint
ALTER TABLE "member" DROP CONSTRAINT "member_pkey";
--> statement-breakpoint
ALTER TABLE "team" DROP CONSTRAINT "team_pkey";
--> statement-breakpoint
ALTER TABLE "draw" DROP CONSTRAINT "draw_pkey";
--> statement-breakpoint
ALTER TABLE "review" DROP CONSTRAINT "review_pkey";
--> statement-breakpoint
ALTER TABLE "sampling_plan" DROP CONSTRAINT "sampling_plan_pkey";
--> statement-breakpoint
ALTER TABLE "scorecard" DROP CONSTRAINT "scorecard_pkey";
--> statement-breakpoint
ALTER TABLE "scorecard_version" DROP CONSTRAINT "scorecard_version_pkey";
--> statement-breakpoint
ALTER TABLE "model_trial" DROP CONSTRAINT "model_trial_pkey";
--> statement-breakpoint
CREATE TABLE "draw_item" (
	"draw_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"review_id" text NOT NULL,
	"inclusion_ppm" integer NOT NULL,
	"stratum_size" integer NOT NULL,
	CONSTRAINT "draw_item_draw_id_review_id_pk" PRIMARY KEY("draw_id","review_id"),
	CONSTRAINT "draw_item_inclusion_ppm" CHECK (inclusion_ppm between 1 and 1000000),
	CONSTRAINT "draw_item_stratum_size" CHECK (stratum_size >= 1)
);
--> statement-breakpoint
ALTER TABLE "calibration_review" ADD COLUMN "organisation_id" text;
--> statement-breakpoint
ALTER TABLE "coaching_task" ADD COLUMN "scorecard_id" text;
--> statement-breakpoint
ALTER TABLE "coaching_task" ADD COLUMN "criterion" text;
--> statement-breakpoint
ALTER TABLE "coaching_task" ADD COLUMN "section" text;
--> statement-breakpoint
ALTER TABLE "coaching_task" ADD COLUMN "formula" text;
--> statement-breakpoint
ALTER TABLE "member_scope" ADD COLUMN "organisation_id" text;
--> statement-breakpoint
ALTER TABLE "team_member" ADD COLUMN "organisation_id" text;
--> statement-breakpoint
-- Rows that had no organisation of their own have that of what they belong to.
UPDATE "team_member" m SET "organisation_id" = t."organisation_id" FROM "team" t WHERE t."id" = m."team_id";
--> statement-breakpoint
UPDATE "member_scope" m SET "organisation_id" = t."organisation_id" FROM "team" t WHERE t."id" = m."team_id";
--> statement-breakpoint
UPDATE "calibration_review" m SET "organisation_id" = c."organisation_id" FROM "calibration" c WHERE c."id" = m."calibration_id";
--> statement-breakpoint
-- What the product never wrote, and what an interrupted one might have left, is put right before the rules below.
UPDATE "review" SET "state" = 'waiting' WHERE "state" = 'taken' AND "lease_until" IS NULL;
--> statement-breakpoint
UPDATE "review" SET "lease_until" = NULL WHERE "state" <> 'taken' AND "lease_until" IS NOT NULL;
--> statement-breakpoint
-- Handed on, a review of one's own choosing could meet another of the same interaction: the one further on stays.
UPDATE "review" SET "state" = 'withdrawn', "lease_until" = NULL WHERE "id" IN (
	SELECT "id" FROM (SELECT r."id", row_number() OVER (PARTITION BY r."interaction_id", r."reviewer_id" ORDER BY d."saved_at" DESC NULLS LAST, r."created_at", r."id") AS nth
		FROM "review" r LEFT JOIN "draft" d ON d."review_id" = r."id" WHERE r."kind" = 'targeted' AND r."state" IN ('waiting', 'taken')) same
	WHERE nth > 1);
--> statement-breakpoint
UPDATE "transcription" SET "code" = CASE "state" WHEN 'waiting' THEN 'model-unavailable' ELSE 'crashed' END WHERE "state" IN ('failed', 'waiting') AND "code" IS NULL;
--> statement-breakpoint
UPDATE "transcription" SET "finished_at" = CASE WHEN "state" IN ('done', 'failed') THEN coalesce("seen_at", "started_at", "queued_at") END
	WHERE ("state" IN ('done', 'failed')) <> ("finished_at" IS NOT NULL);
--> statement-breakpoint
UPDATE "recording_copy" SET "code" = 'crashed' WHERE "state" = 'failed' AND "code" IS NULL;
--> statement-breakpoint
UPDATE "recording_copy" SET "finished_at" = CASE WHEN "state" IN ('done', 'failed') THEN coalesce("started_at", "queued_at") END
	WHERE ("state" IN ('done', 'failed')) <> ("finished_at" IS NOT NULL);
--> statement-breakpoint
UPDATE "model_trial_run" SET "code" = 'crashed' WHERE "state" = 'failed' AND "code" IS NULL;
--> statement-breakpoint
UPDATE "model_trial_run" r SET "finished_at" = CASE WHEN r."state" IN ('done', 'failed') THEN t."created_at" END FROM "model_trial" t
	WHERE t."id" = r."trial_id" AND (r."state" IN ('done', 'failed')) <> (r."finished_at" IS NOT NULL);
--> statement-breakpoint
UPDATE "model_copy" SET "code" = 'crashed' WHERE "state" = 'failed' AND "code" IS NULL;
--> statement-breakpoint
UPDATE "task_evidence" SET "start_ms" = "end_ms", "end_ms" = "start_ms" WHERE "start_ms" > "end_ms";
--> statement-breakpoint
-- What led to a review stands beside it: several draws may have.
INSERT INTO "draw_item" ("draw_id", "organisation_id", "review_id", "inclusion_ppm", "stratum_size")
	SELECT "draw_id", "organisation_id", "id", "inclusion_ppm", "stratum_size" FROM "review" WHERE "draw_id" IS NOT NULL;
--> statement-breakpoint
-- `critical:VG4` and `section:VG-C` in columns; ids repeat between scorecards, so the scorecard stands with them.
UPDATE "coaching_task" t SET "scorecard_id" = v."scorecard_id",
	"criterion" = CASE WHEN t."kind" = 'critical' THEN substr(t."cause", length('critical:') + 1) END,
	"section" = CASE WHEN t."kind" = 'section' THEN substr(t."cause", length('section:') + 1) END,
	"formula" = coalesce((SELECT min(e."formula") FROM "task_evidence" m JOIN "evaluation" e ON e."id" = m."evaluation_id" WHERE m."task_id" = t."id"), '1')
	FROM "scorecard_version" v WHERE v."id" = t."scorecard_version_id";
--> statement-breakpoint
-- Links that a newer one had put out of use.
DELETE FROM "password_reset" o WHERE o."used_at" IS NULL AND EXISTS (
	SELECT 1 FROM "password_reset" n WHERE n."member_id" = o."member_id" AND n."used_at" IS NULL AND (n."created_at", n."id") > (o."created_at", o."id"));
--> statement-breakpoint
ALTER TABLE "calibration_review" ALTER COLUMN "organisation_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "coaching_task" ALTER COLUMN "scorecard_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "coaching_task" ALTER COLUMN "formula" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "member_scope" ALTER COLUMN "organisation_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "team_member" ALTER COLUMN "organisation_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "coaching_task" DROP COLUMN "cause";
--> statement-breakpoint
ALTER TABLE "review" DROP COLUMN "draw_id";
--> statement-breakpoint
ALTER TABLE "review" DROP COLUMN "inclusion_ppm";
--> statement-breakpoint
ALTER TABLE "review" DROP COLUMN "stratum_size";
--> statement-breakpoint
-- One index serves an id and the references to it: a second one on a million interactions would be 80 MB more.
ALTER TABLE "calibration" ADD CONSTRAINT "calibration_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "coaching_task" ADD CONSTRAINT "coaching_task_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "development_plan" ADD CONSTRAINT "development_plan_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "goal" ADD CONSTRAINT "goal_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "interaction" ADD CONSTRAINT "interaction_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "team" ADD CONSTRAINT "team_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "draw" ADD CONSTRAINT "draw_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "review" ADD CONSTRAINT "review_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "sampling_plan" ADD CONSTRAINT "sampling_plan_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "scorecard" ADD CONSTRAINT "scorecard_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "scorecard_version" ADD CONSTRAINT "scorecard_version_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "model_trial" ADD CONSTRAINT "model_trial_id_organisation_id_pk" PRIMARY KEY("id","organisation_id");
--> statement-breakpoint
-- A row of one organisation cannot name a row of another.
ALTER TABLE "draw_item"
	ADD CONSTRAINT "draw_item_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id"),
	ADD CONSTRAINT "draw_item_draw_id_within" FOREIGN KEY ("organisation_id","draw_id") REFERENCES "public"."draw"("organisation_id","id"),
	ADD CONSTRAINT "draw_item_review_id_within" FOREIGN KEY ("organisation_id","review_id") REFERENCES "public"."review"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "calibration"
	ADD CONSTRAINT "calibration_interaction_id_within" FOREIGN KEY ("organisation_id","interaction_id") REFERENCES "public"."interaction"("organisation_id","id"),
	ADD CONSTRAINT "calibration_scorecard_version_id_within" FOREIGN KEY ("organisation_id","scorecard_version_id") REFERENCES "public"."scorecard_version"("organisation_id","id"),
	ADD CONSTRAINT "calibration_opened_by_within" FOREIGN KEY ("organisation_id","opened_by") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "calibration_review"
	ADD CONSTRAINT "calibration_review_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id"),
	ADD CONSTRAINT "calibration_review_calibration_id_within" FOREIGN KEY ("organisation_id","calibration_id") REFERENCES "public"."calibration"("organisation_id","id"),
	ADD CONSTRAINT "calibration_review_review_id_within" FOREIGN KEY ("organisation_id","review_id") REFERENCES "public"."review"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "coaching_task"
	ADD CONSTRAINT "coaching_task_agent_id_within" FOREIGN KEY ("organisation_id","agent_id") REFERENCES "public"."member"("organisation_id","id"),
	ADD CONSTRAINT "coaching_task_coach_id_within" FOREIGN KEY ("organisation_id","coach_id") REFERENCES "public"."member"("organisation_id","id"),
	ADD CONSTRAINT "coaching_task_goal_id_within" FOREIGN KEY ("organisation_id","goal_id") REFERENCES "public"."goal"("organisation_id","id"),
	ADD CONSTRAINT "coaching_task_scorecard_version_id_within" FOREIGN KEY ("organisation_id","scorecard_version_id") REFERENCES "public"."scorecard_version"("organisation_id","id"),
	ADD CONSTRAINT "coaching_task_merged_into_within" FOREIGN KEY ("organisation_id","merged_into") REFERENCES "public"."coaching_task"("organisation_id","id"),
	ADD CONSTRAINT "coaching_task_scorecard_id_within" FOREIGN KEY ("organisation_id","scorecard_id") REFERENCES "public"."scorecard"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "development_plan"
	ADD CONSTRAINT "development_plan_agent_id_within" FOREIGN KEY ("organisation_id","agent_id") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "goal"
	ADD CONSTRAINT "goal_plan_id_within" FOREIGN KEY ("organisation_id","plan_id") REFERENCES "public"."development_plan"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "step"
	ADD CONSTRAINT "step_goal_id_within" FOREIGN KEY ("organisation_id","goal_id") REFERENCES "public"."goal"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "task_event"
	ADD CONSTRAINT "task_event_task_id_within" FOREIGN KEY ("organisation_id","task_id") REFERENCES "public"."coaching_task"("organisation_id","id"),
	ADD CONSTRAINT "task_event_actor_id_within" FOREIGN KEY ("organisation_id","actor_id") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "task_evidence"
	ADD CONSTRAINT "task_evidence_task_id_within" FOREIGN KEY ("organisation_id","task_id") REFERENCES "public"."coaching_task"("organisation_id","id"),
	ADD CONSTRAINT "task_evidence_evaluation_id_within" FOREIGN KEY ("organisation_id","evaluation_id") REFERENCES "public"."evaluation"("organisation_id","id"),
	ADD CONSTRAINT "task_evidence_interaction_id_within" FOREIGN KEY ("organisation_id","interaction_id") REFERENCES "public"."interaction"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "recording_copy"
	ADD CONSTRAINT "recording_copy_interaction_id_within" FOREIGN KEY ("organisation_id","interaction_id") REFERENCES "public"."interaction"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "acknowledgement"
	ADD CONSTRAINT "acknowledgement_evaluation_id_within" FOREIGN KEY ("organisation_id","evaluation_id") REFERENCES "public"."evaluation"("organisation_id","id"),
	ADD CONSTRAINT "acknowledgement_agent_id_within" FOREIGN KEY ("organisation_id","agent_id") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "current_evaluation"
	ADD CONSTRAINT "current_evaluation_review_id_within" FOREIGN KEY ("organisation_id","review_id") REFERENCES "public"."review"("organisation_id","id"),
	ADD CONSTRAINT "current_evaluation_evaluation_id_within" FOREIGN KEY ("organisation_id","evaluation_id") REFERENCES "public"."evaluation"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "draft"
	ADD CONSTRAINT "draft_review_id_within" FOREIGN KEY ("organisation_id","review_id") REFERENCES "public"."review"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "evaluation"
	ADD CONSTRAINT "evaluation_review_id_within" FOREIGN KEY ("organisation_id","review_id") REFERENCES "public"."review"("organisation_id","id"),
	ADD CONSTRAINT "evaluation_interaction_id_within" FOREIGN KEY ("organisation_id","interaction_id") REFERENCES "public"."interaction"("organisation_id","id"),
	ADD CONSTRAINT "evaluation_agent_id_within" FOREIGN KEY ("organisation_id","agent_id") REFERENCES "public"."member"("organisation_id","id"),
	ADD CONSTRAINT "evaluation_reviewer_id_within" FOREIGN KEY ("organisation_id","reviewer_id") REFERENCES "public"."member"("organisation_id","id"),
	ADD CONSTRAINT "evaluation_scorecard_version_id_within" FOREIGN KEY ("organisation_id","scorecard_version_id") REFERENCES "public"."scorecard_version"("organisation_id","id"),
	ADD CONSTRAINT "evaluation_replaces_id_within" FOREIGN KEY ("organisation_id","replaces_id") REFERENCES "public"."evaluation"("organisation_id","id"),
	ADD CONSTRAINT "evaluation_made_by_within" FOREIGN KEY ("organisation_id","made_by") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "evaluation_criterion"
	ADD CONSTRAINT "evaluation_criterion_evaluation_id_within" FOREIGN KEY ("organisation_id","evaluation_id") REFERENCES "public"."evaluation"("organisation_id","id"),
	ADD CONSTRAINT "evaluation_criterion_scorecard_id_within" FOREIGN KEY ("organisation_id","scorecard_id") REFERENCES "public"."scorecard"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "interaction"
	ADD CONSTRAINT "interaction_agent_id_within" FOREIGN KEY ("organisation_id","agent_id") REFERENCES "public"."member"("organisation_id","id"),
	ADD CONSTRAINT "interaction_imported_by_within" FOREIGN KEY ("organisation_id","imported_by") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "upload"
	ADD CONSTRAINT "upload_member_id_within" FOREIGN KEY ("organisation_id","member_id") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "invitation"
	ADD CONSTRAINT "invitation_member_id_within" FOREIGN KEY ("organisation_id","member_id") REFERENCES "public"."member"("organisation_id","id"),
	ADD CONSTRAINT "invitation_invited_by_within" FOREIGN KEY ("organisation_id","invited_by") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "member_scope"
	ADD CONSTRAINT "member_scope_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id"),
	ADD CONSTRAINT "member_scope_member_id_within" FOREIGN KEY ("organisation_id","member_id") REFERENCES "public"."member"("organisation_id","id"),
	ADD CONSTRAINT "member_scope_team_id_within" FOREIGN KEY ("organisation_id","team_id") REFERENCES "public"."team"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "password_reset"
	ADD CONSTRAINT "password_reset_member_id_within" FOREIGN KEY ("organisation_id","member_id") REFERENCES "public"."member"("organisation_id","id"),
	ADD CONSTRAINT "password_reset_made_by_within" FOREIGN KEY ("organisation_id","made_by") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "team_member"
	ADD CONSTRAINT "team_member_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id"),
	ADD CONSTRAINT "team_member_team_id_within" FOREIGN KEY ("organisation_id","team_id") REFERENCES "public"."team"("organisation_id","id"),
	ADD CONSTRAINT "team_member_member_id_within" FOREIGN KEY ("organisation_id","member_id") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "draw"
	ADD CONSTRAINT "draw_plan_id_within" FOREIGN KEY ("organisation_id","plan_id") REFERENCES "public"."sampling_plan"("organisation_id","id"),
	ADD CONSTRAINT "draw_drawn_by_within" FOREIGN KEY ("organisation_id","drawn_by") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "review"
	ADD CONSTRAINT "review_interaction_id_within" FOREIGN KEY ("organisation_id","interaction_id") REFERENCES "public"."interaction"("organisation_id","id"),
	ADD CONSTRAINT "review_agent_id_within" FOREIGN KEY ("organisation_id","agent_id") REFERENCES "public"."member"("organisation_id","id"),
	ADD CONSTRAINT "review_scorecard_version_id_within" FOREIGN KEY ("organisation_id","scorecard_version_id") REFERENCES "public"."scorecard_version"("organisation_id","id"),
	ADD CONSTRAINT "review_reviewer_id_within" FOREIGN KEY ("organisation_id","reviewer_id") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "sampling_plan"
	ADD CONSTRAINT "sampling_plan_scorecard_id_within" FOREIGN KEY ("organisation_id","scorecard_id") REFERENCES "public"."scorecard"("organisation_id","id"),
	ADD CONSTRAINT "sampling_plan_created_by_within" FOREIGN KEY ("organisation_id","created_by") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "scorecard_version"
	ADD CONSTRAINT "scorecard_version_scorecard_id_within" FOREIGN KEY ("organisation_id","scorecard_id") REFERENCES "public"."scorecard"("organisation_id","id"),
	ADD CONSTRAINT "scorecard_version_published_by_within" FOREIGN KEY ("organisation_id","published_by") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "model_trial"
	ADD CONSTRAINT "model_trial_asked_by_within" FOREIGN KEY ("organisation_id","asked_by") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "model_trial_run"
	ADD CONSTRAINT "model_trial_run_trial_id_within" FOREIGN KEY ("organisation_id","trial_id") REFERENCES "public"."model_trial"("organisation_id","id"),
	ADD CONSTRAINT "model_trial_run_interaction_id_within" FOREIGN KEY ("organisation_id","interaction_id") REFERENCES "public"."interaction"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "model_wish"
	ADD CONSTRAINT "model_wish_wished_by_within" FOREIGN KEY ("organisation_id","wished_by") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "transcription_note"
	ADD CONSTRAINT "transcription_note_interaction_id_within" FOREIGN KEY ("organisation_id","interaction_id") REFERENCES "public"."interaction"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "transcript"
	ADD CONSTRAINT "transcript_interaction_id_within" FOREIGN KEY ("organisation_id","interaction_id") REFERENCES "public"."interaction"("organisation_id","id"),
	ADD CONSTRAINT "transcript_made_by_within" FOREIGN KEY ("organisation_id","made_by") REFERENCES "public"."member"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "transcript_search"
	ADD CONSTRAINT "transcript_search_interaction_id_within" FOREIGN KEY ("organisation_id","interaction_id") REFERENCES "public"."interaction"("organisation_id","id");
--> statement-breakpoint
ALTER TABLE "transcription"
	ADD CONSTRAINT "transcription_interaction_id_within" FOREIGN KEY ("organisation_id","interaction_id") REFERENCES "public"."interaction"("organisation_id","id");
--> statement-breakpoint
-- Rules over several rows that an index can hold.
CREATE INDEX "draw_item_review_id_index" ON "draw_item" USING btree ("review_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "password_reset_one_open" ON "password_reset" USING btree ("member_id") WHERE used_at is null;
--> statement-breakpoint
CREATE UNIQUE INDEX "review_one_random" ON "review" USING btree ("interaction_id") WHERE kind = 'random' and state <> 'withdrawn';
--> statement-breakpoint
CREATE UNIQUE INDEX "review_one_targeted" ON "review" USING btree ("interaction_id","reviewer_id") WHERE kind = 'targeted' and state in ('waiting', 'taken');
--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_task" ON "coaching_task" USING btree ("agent_id","scorecard_id","kind",coalesce(criterion, section)) WHERE state not in ('done', 'dismissed', 'merged');
--> statement-breakpoint
-- What a column may hold; the lists are those of scorecards/ and of the transcript.
ALTER TABLE "coaching_task"
	ADD CONSTRAINT "coaching_task_kind" CHECK (kind in ('critical', 'section')),
	ADD CONSTRAINT "coaching_task_cause" CHECK ((kind = 'critical') = (criterion is not null) and (kind = 'section') = (section is not null)),
	ADD CONSTRAINT "coaching_task_competency" CHECK (competency in ('etiquette', 'listening', 'language', 'emotion', 'knowledge', 'solving', 'complaints', 'compliance')),
	ADD CONSTRAINT "coaching_task_state" CHECK (state in ('proposed', 'new', 'in-progress', 'practising', 'checking', 'done', 'dismissed', 'merged')),
	ADD CONSTRAINT "coaching_task_reason" CHECK ((state = 'dismissed') = (reason is not null)),
	ADD CONSTRAINT "coaching_task_merged" CHECK ((state = 'merged') = (merged_into is not null) and merged_into <> id),
	ADD CONSTRAINT "coaching_task_goal" CHECK (state in ('proposed', 'dismissed', 'merged') or goal_id is not null);
--> statement-breakpoint
ALTER TABLE "goal"
	ADD CONSTRAINT "goal_competency" CHECK (competency in ('etiquette', 'listening', 'language', 'emotion', 'knowledge', 'solving', 'complaints', 'compliance')),
	ADD CONSTRAINT "goal_level_now" CHECK (level_now in ('junior', 'intermediate', 'senior', 'expert')),
	ADD CONSTRAINT "goal_level_wanted" CHECK (level_wanted in ('junior', 'intermediate', 'senior', 'expert')),
	ADD CONSTRAINT "goal_state" CHECK (state in ('open', 'reached', 'dropped'));
--> statement-breakpoint
ALTER TABLE "step"
	ADD CONSTRAINT "step_position" CHECK (position >= 1);
--> statement-breakpoint
ALTER TABLE "task_event"
	ADD CONSTRAINT "task_event_state" CHECK (state in ('proposed', 'new', 'in-progress', 'practising', 'checking', 'done', 'dismissed', 'merged'));
--> statement-breakpoint
ALTER TABLE "task_evidence"
	ADD CONSTRAINT "task_evidence_turn" CHECK (turn >= 0),
	ADD CONSTRAINT "task_evidence_moment" CHECK (0 <= start_ms and start_ms <= end_ms and num_nulls(start_ms, end_ms) in (0, 2));
--> statement-breakpoint
ALTER TABLE "recording_copy"
	ADD CONSTRAINT "recording_copy_kind" CHECK (kind in ('muted', 'playable')),
	ADD CONSTRAINT "recording_copy_state" CHECK (state in ('queued', 'running', 'done', 'failed')),
	ADD CONSTRAINT "recording_copy_attempt" CHECK (attempt >= 0),
	ADD CONSTRAINT "recording_copy_size" CHECK (size >= 0),
	ADD CONSTRAINT "recording_copy_failed" CHECK (state <> 'failed' or code is not null),
	ADD CONSTRAINT "recording_copy_ended" CHECK ((state in ('done', 'failed')) = (finished_at is not null)),
	ADD CONSTRAINT "recording_copy_file" CHECK ((state = 'done') = (sha256 is not null) and num_nulls(sha256, size, mime) in (0, 3));
--> statement-breakpoint
ALTER TABLE "draft"
	ADD CONSTRAINT "draft_revision" CHECK (revision >= 1),
	ADD CONSTRAINT "draft_spent_ms" CHECK (spent_ms >= 0);
--> statement-breakpoint
ALTER TABLE "evaluation"
	ADD CONSTRAINT "evaluation_explained" CHECK ((reason = 'submitted') = (explanation = '')),
	ADD CONSTRAINT "evaluation_chance" CHECK ((kind = 'random') = (inclusion_ppm is not null)),
	ADD CONSTRAINT "evaluation_inclusion_ppm" CHECK (inclusion_ppm between 1 and 1000000),
	ADD CONSTRAINT "evaluation_spent_ms" CHECK (spent_ms >= 0),
	ADD CONSTRAINT "evaluation_transcript_revision" CHECK (transcript_revision >= 1);
--> statement-breakpoint
ALTER TABLE "evaluation_criterion"
	ADD CONSTRAINT "evaluation_criterion_state" CHECK (state in ('answered', 'not-applicable', 'hidden', 'unanswered')),
	ADD CONSTRAINT "evaluation_criterion_critical" CHECK (critical in ('customer', 'business', 'compliance')),
	ADD CONSTRAINT "evaluation_criterion_value_bp" CHECK (value_bp between 0 and 10000);
--> statement-breakpoint
ALTER TABLE "blob"
	ADD CONSTRAINT "blob_size" CHECK (size >= 0);
--> statement-breakpoint
ALTER TABLE "interaction"
	ADD CONSTRAINT "interaction_channel" CHECK (channel in ('voice', 'chat', 'email', 'social')),
	ADD CONSTRAINT "interaction_direction" CHECK (direction in ('inbound', 'outbound')),
	ADD CONSTRAINT "interaction_agent_channel" CHECK (agent_channel in ('left', 'right', 'mono')),
	ADD CONSTRAINT "interaction_duration_ms" CHECK (duration_ms >= 0),
	ADD CONSTRAINT "interaction_told_duration_ms" CHECK (told_duration_ms >= 0),
	ADD CONSTRAINT "interaction_transcript_revision" CHECK (transcript_revision >= 1),
	ADD CONSTRAINT "interaction_csat" CHECK (csat between 1 and 5);
--> statement-breakpoint
ALTER TABLE "upload"
	ADD CONSTRAINT "upload_size" CHECK (size >= 0),
	ADD CONSTRAINT "upload_received" CHECK (received between 0 and size);
--> statement-breakpoint
ALTER TABLE "member"
	ADD CONSTRAINT "member_language" CHECK (language in ('en', 'zh')),
	ADD CONSTRAINT "member_theme" CHECK (theme in ('light', 'dark', 'system')),
	ADD CONSTRAINT "member_roles" CHECK (roles <@ array['agent', 'reviewer', 'coach', 'manager', 'administrator']);
--> statement-breakpoint
ALTER TABLE "organisation"
	ADD CONSTRAINT "organisation_language" CHECK (language in ('en', 'zh'));
--> statement-breakpoint
ALTER TABLE "second_factor"
	ADD CONSTRAINT "second_factor_last_step" CHECK (last_step >= 0);
--> statement-breakpoint
ALTER TABLE "sign_in_attempt"
	ADD CONSTRAINT "sign_in_attempt_failures" CHECK (failures >= 0);
--> statement-breakpoint
ALTER TABLE "draw"
	ADD CONSTRAINT "draw_eligible" CHECK (eligible >= 1),
	ADD CONSTRAINT "draw_drawn" CHECK (drawn between 1 and eligible);
--> statement-breakpoint
ALTER TABLE "review"
	ADD CONSTRAINT "review_kind" CHECK (kind in ('random', 'targeted', 'calibration')),
	ADD CONSTRAINT "review_state" CHECK (state in ('waiting', 'taken', 'submitted', 'withdrawn')),
	ADD CONSTRAINT "review_lease" CHECK ((state = 'taken') = (lease_until is not null));
--> statement-breakpoint
ALTER TABLE "scorecard_version"
	ADD CONSTRAINT "scorecard_version_number" CHECK (number >= 1);
--> statement-breakpoint
ALTER TABLE "model_copy"
	ADD CONSTRAINT "model_copy_state" CHECK (state in ('downloading', 'ready', 'failed')),
	ADD CONSTRAINT "model_copy_received" CHECK (received >= 0),
	ADD CONSTRAINT "model_copy_total" CHECK (total >= 0),
	ADD CONSTRAINT "model_copy_failed" CHECK (state <> 'failed' or code is not null);
--> statement-breakpoint
ALTER TABLE "model_trial_run"
	ADD CONSTRAINT "model_trial_run_state" CHECK (state in ('queued', 'running', 'done', 'failed')),
	ADD CONSTRAINT "model_trial_run_progress_bp" CHECK (progress_bp between 0 and 10000),
	ADD CONSTRAINT "model_trial_run_duration_ms" CHECK (duration_ms >= 0),
	ADD CONSTRAINT "model_trial_run_took_ms" CHECK (took_ms >= 0),
	ADD CONSTRAINT "model_trial_run_failed" CHECK (state <> 'failed' or code is not null),
	ADD CONSTRAINT "model_trial_run_ended" CHECK ((state in ('done', 'failed')) = (finished_at is not null));
--> statement-breakpoint
ALTER TABLE "worker"
	ADD CONSTRAINT "worker_children" CHECK (children >= 0),
	ADD CONSTRAINT "worker_threads" CHECK (threads >= 0),
	ADD CONSTRAINT "worker_memory_bytes" CHECK (memory_bytes >= 0);
--> statement-breakpoint
ALTER TABLE "transcript"
	ADD CONSTRAINT "transcript_origin" CHECK (origin in ('heard', 'typed', 'imported', 'corrected')),
	ADD CONSTRAINT "transcript_method" CHECK (method in ('channels', 'embeddings', 'named', 'single')),
	ADD CONSTRAINT "transcript_revision" CHECK (revision >= 1),
	ADD CONSTRAINT "transcript_speakers_confidence_bp" CHECK (speakers_confidence_bp between 0 and 10000),
	ADD CONSTRAINT "transcript_duration_ms" CHECK (duration_ms >= 0),
	ADD CONSTRAINT "transcript_announced_ms" CHECK (announced_ms >= 0),
	ADD CONSTRAINT "transcript_took_ms" CHECK (took_ms >= 0);
--> statement-breakpoint
ALTER TABLE "transcript_search"
	ADD CONSTRAINT "transcript_search_masked" CHECK (masked <@ array['card', 'identity', 'account', 'phone', 'email', 'address', 'birth', 'order', 'name']),
	ADD CONSTRAINT "transcript_search_revision" CHECK (revision >= 1),
	ADD CONSTRAINT "transcript_search_version" CHECK (version >= 0);
--> statement-breakpoint
ALTER TABLE "transcription"
	ADD CONSTRAINT "transcription_state" CHECK (state in ('queued', 'running', 'waiting', 'done', 'failed')),
	ADD CONSTRAINT "transcription_stage" CHECK (stage in ('model', 'decoding', 'recognising')),
	ADD CONSTRAINT "transcription_progress_bp" CHECK (progress_bp between 0 and 10000),
	ADD CONSTRAINT "transcription_attempt" CHECK (attempt >= 0),
	ADD CONSTRAINT "transcription_failed" CHECK (state not in ('failed', 'waiting') or code is not null),
	ADD CONSTRAINT "transcription_ended" CHECK ((state in ('done', 'failed')) = (finished_at is not null));
--> statement-breakpoint
ALTER TABLE "step" ADD CONSTRAINT "step_goal_id_position_unique" UNIQUE("goal_id","position");
