CREATE TABLE "scorecard_setting" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"part" text NOT NULL,
	"number" integer NOT NULL,
	"setting" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "scorecard_setting_organisation_id_part_number_unique" UNIQUE("organisation_id","part","number"),
	CONSTRAINT "scorecard_setting_part" CHECK (part in ('targets', 'defaults', 'complaints')),
	CONSTRAINT "scorecard_setting_number" CHECK (number >= 1),
	CONSTRAINT "scorecard_setting_setting" CHECK (setting ->> 'part' = part)
);
--> statement-breakpoint
ALTER TABLE "event" DROP CONSTRAINT "event_kind";--> statement-breakpoint
ALTER TABLE "scorecard_setting" ADD CONSTRAINT "scorecard_setting_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard_setting" ADD CONSTRAINT "scorecard_setting_changed_by_within" FOREIGN KEY ("organisation_id","changed_by") REFERENCES "public"."member"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "review_on_version" ON "review" USING btree ("organisation_id","scorecard_version_id","created_at");--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_kind" CHECK (kind in ('organisation.started', 'organisation.changed', 'sign-in-rules.changed', 'masking.changed', 'column.named', 'speech.model-wished', 'speech.model-dropped', 'speech.model-chosen', 'speech.vocabulary-changed', 'speech.languages-changed', 'speech.recorders-changed', 'events.exported', 'team.added', 'team.renamed', 'member.added', 'member.invited', 'member.joined', 'member.changed', 'member.view-changed', 'member.signed-out', 'member.password-link-made', 'member.second-factor-reset', 'sign-in', 'sign-in.failed', 'sign-out', 'password.changed', 'password.reset', 'second-factor.set-up', 'second-factor.removed', 'recovery-codes.made', 'interaction.imported', 'transcript.ready', 'transcript.corrected', 'transcription.failed', 'transcription.retried', 'recording.copied', 'recording.not-copied', 'recording.copy-retried', 'recording.heard', 'originals.opened', 'originals.heard', 'originals.read', 'trial.started', 'trial.stopped', 'scorecard.published', 'scorecard.draft-begun', 'scorecard.draft-discarded', 'scorecard.retired', 'scorecard.restored', 'scorecard-settings.changed', 'sampling-plan.created', 'sampling-plan.stopped', 'sampling-plan.resumed', 'sample.drawn', 'review.assigned', 'review.taken', 'review.withdrawn', 'evaluation.submitted', 'evaluation.corrected', 'evaluation.acknowledged', 'task.raised', 'task.evidence-added', 'task.moved', 'task.merged', 'development-plan.opened', 'goal.set', 'goal.changed', 'step.added', 'step.done', 'step.reopened', 'calibration.opened', 'calibration.closed', 'calibration.completed', 'earlier-version.entry'));--> statement-breakpoint
SELECT bind_rows();
--> statement-breakpoint
-- Versions are only added.
REVOKE UPDATE, DELETE ON "scorecard_setting" FROM attune_app;
