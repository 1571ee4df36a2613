CREATE TABLE "competency_framework" (
	"id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"number" integer NOT NULL,
	"framework" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "competency_framework_id_organisation_id_pk" PRIMARY KEY("id","organisation_id"),
	CONSTRAINT "competency_framework_organisation_id_number_unique" UNIQUE("organisation_id","number"),
	CONSTRAINT "competency_framework_number" CHECK (number >= 1)
);
--> statement-breakpoint
ALTER TABLE "coaching_task" DROP CONSTRAINT "coaching_task_competency";--> statement-breakpoint
ALTER TABLE "goal" DROP CONSTRAINT "goal_competency";--> statement-breakpoint
ALTER TABLE "event" DROP CONSTRAINT "event_kind";--> statement-breakpoint
ALTER TABLE "goal" ADD COLUMN "framework_id" text;--> statement-breakpoint
ALTER TABLE "competency_framework" ADD CONSTRAINT "competency_framework_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "competency_framework" ADD CONSTRAINT "competency_framework_changed_by_within" FOREIGN KEY ("organisation_id","changed_by") REFERENCES "public"."member"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal" ADD CONSTRAINT "goal_framework_id_within" FOREIGN KEY ("organisation_id","framework_id") REFERENCES "public"."competency_framework"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_kind" CHECK (kind in ('organisation.started', 'organisation.changed', 'sign-in-rules.changed', 'masking.changed', 'column.named', 'speech.model-wished', 'speech.model-dropped', 'speech.model-chosen', 'speech.vocabulary-changed', 'speech.languages-changed', 'speech.recorders-changed', 'events.exported', 'team.added', 'team.renamed', 'member.added', 'member.invited', 'member.joined', 'member.changed', 'member.view-changed', 'member.signed-out', 'member.password-link-made', 'member.second-factor-reset', 'sign-in', 'sign-in.failed', 'sign-out', 'password.changed', 'password.reset', 'second-factor.set-up', 'second-factor.removed', 'recovery-codes.made', 'interaction.imported', 'transcript.ready', 'transcript.corrected', 'transcription.failed', 'transcription.retried', 'recording.copied', 'recording.not-copied', 'recording.copy-retried', 'recording.heard', 'originals.opened', 'originals.heard', 'originals.read', 'trial.started', 'trial.stopped', 'scorecard.published', 'scorecard.draft-begun', 'scorecard.draft-discarded', 'scorecard.retired', 'scorecard.restored', 'scorecard-settings.changed', 'sampling-plan.created', 'sampling-plan.stopped', 'sampling-plan.resumed', 'sample.drawn', 'review.assigned', 'review.taken', 'review.withdrawn', 'evaluation.submitted', 'evaluation.corrected', 'evaluation.acknowledged', 'competencies.changed', 'task.raised', 'task.evidence-added', 'task.moved', 'task.merged', 'development-plan.opened', 'goal.set', 'goal.changed', 'step.added', 'step.done', 'step.reopened', 'calibration.opened', 'calibration.closed', 'calibration.completed', 'earlier-version.entry'));--> statement-breakpoint
SELECT bind_rows();
--> statement-breakpoint
-- Versions are only added.
REVOKE UPDATE, DELETE ON "competency_framework" FROM attune_app;
