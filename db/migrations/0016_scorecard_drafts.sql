CREATE TABLE "scorecard_draft" (
	"scorecard_id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"based_on" text,
	"definition" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "scorecard_draft_revision" CHECK (revision >= 1)
);
--> statement-breakpoint
ALTER TABLE "event" DROP CONSTRAINT "event_kind";--> statement-breakpoint
ALTER TABLE "scorecard" ADD COLUMN "retired_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "scorecard_draft" ADD CONSTRAINT "scorecard_draft_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard_draft" ADD CONSTRAINT "scorecard_draft_scorecard_id_within" FOREIGN KEY ("organisation_id","scorecard_id") REFERENCES "public"."scorecard"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard_draft" ADD CONSTRAINT "scorecard_draft_based_on_within" FOREIGN KEY ("organisation_id","based_on") REFERENCES "public"."scorecard_version"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard_draft" ADD CONSTRAINT "scorecard_draft_changed_by_within" FOREIGN KEY ("organisation_id","changed_by") REFERENCES "public"."member"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_kind" CHECK (kind in ('organisation.started', 'organisation.changed', 'sign-in-rules.changed', 'masking.changed', 'column.named', 'speech.model-wished', 'speech.model-dropped', 'speech.model-chosen', 'speech.vocabulary-changed', 'speech.languages-changed', 'speech.recorders-changed', 'events.exported', 'team.added', 'team.renamed', 'member.added', 'member.invited', 'member.joined', 'member.changed', 'member.view-changed', 'member.signed-out', 'member.password-link-made', 'member.second-factor-reset', 'sign-in', 'sign-in.failed', 'sign-out', 'password.changed', 'password.reset', 'second-factor.set-up', 'second-factor.removed', 'recovery-codes.made', 'interaction.imported', 'transcript.ready', 'transcript.corrected', 'transcription.failed', 'transcription.retried', 'recording.copied', 'recording.not-copied', 'recording.copy-retried', 'recording.heard', 'originals.opened', 'originals.heard', 'originals.read', 'trial.started', 'trial.stopped', 'scorecard.published', 'scorecard.draft-begun', 'scorecard.draft-discarded', 'scorecard.retired', 'scorecard.restored', 'sampling-plan.created', 'sampling-plan.stopped', 'sampling-plan.resumed', 'sample.drawn', 'review.assigned', 'review.taken', 'review.withdrawn', 'evaluation.submitted', 'evaluation.corrected', 'evaluation.acknowledged', 'task.raised', 'task.evidence-added', 'task.moved', 'task.merged', 'development-plan.opened', 'goal.set', 'goal.changed', 'step.added', 'step.done', 'step.reopened', 'calibration.opened', 'calibration.closed', 'calibration.completed', 'earlier-version.entry'));