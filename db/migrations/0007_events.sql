CREATE TABLE "closed_organisation" (
	"id" text PRIMARY KEY NOT NULL,
	"seals" integer NOT NULL,
	"head" text NOT NULL,
	"events" integer NOT NULL,
	"closed_at" timestamp(3) with time zone NOT NULL,
	"mac" text NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "closed_organisation_seals" CHECK (seals >= 0),
	CONSTRAINT "closed_organisation_events" CHECK (events >= 0)
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"number" integer,
	"kind" text NOT NULL,
	"actor_id" text,
	"subject" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "event_kind" CHECK (kind in ('organisation.started', 'organisation.changed', 'sign-in-rules.changed', 'masking.changed', 'column.named', 'speech.model-wished', 'speech.model-dropped', 'speech.model-chosen', 'speech.vocabulary-changed', 'speech.languages-changed', 'speech.recorders-changed', 'events.exported', 'team.added', 'team.renamed', 'member.added', 'member.invited', 'member.joined', 'member.changed', 'member.view-changed', 'member.signed-out', 'member.password-link-made', 'member.second-factor-reset', 'sign-in', 'sign-in.failed', 'sign-out', 'password.changed', 'password.reset', 'second-factor.set-up', 'second-factor.removed', 'recovery-codes.made', 'interaction.imported', 'transcript.ready', 'transcript.corrected', 'transcription.failed', 'transcription.retried', 'recording.copied', 'recording.not-copied', 'recording.copy-retried', 'recording.heard', 'originals.opened', 'originals.heard', 'originals.read', 'trial.started', 'trial.stopped', 'scorecard.published', 'sampling-plan.created', 'sampling-plan.stopped', 'sampling-plan.resumed', 'sample.drawn', 'review.assigned', 'review.taken', 'review.withdrawn', 'evaluation.submitted', 'evaluation.corrected', 'evaluation.acknowledged', 'task.raised', 'task.evidence-added', 'task.moved', 'task.merged', 'development-plan.opened', 'goal.set', 'goal.changed', 'step.added', 'step.done', 'step.reopened', 'calibration.opened', 'calibration.closed', 'calibration.completed', 'earlier-version.entry')),
	CONSTRAINT "event_number" CHECK (number >= 1)
);
--> statement-breakpoint
CREATE TABLE "event_seal" (
	"organisation_id" text NOT NULL,
	"number" integer NOT NULL,
	"first" integer NOT NULL,
	"last" integer NOT NULL,
	"before" text NOT NULL,
	"mac" text NOT NULL,
	"key" text NOT NULL,
	"sealed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "event_seal_organisation_id_number_pk" PRIMARY KEY("organisation_id","number"),
	CONSTRAINT "event_seal_stretch" CHECK (first <= last),
	CONSTRAINT "event_seal_number" CHECK (number >= 1),
	CONSTRAINT "event_seal_first" CHECK (first >= 1)
);
--> statement-breakpoint
CREATE TABLE "event_text" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unknown_sign_in" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"place" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "event_seal" ADD CONSTRAINT "event_seal_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "event_text" ADD CONSTRAINT "event_text_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "event_newest" ON "event" USING btree ("organisation_id","at","id");
--> statement-breakpoint
CREATE INDEX "event_of_kind" ON "event" USING btree ("organisation_id","kind","at","id");
--> statement-breakpoint
CREATE INDEX "event_of_actor" ON "event" USING btree ("organisation_id","actor_id","at","id");
--> statement-breakpoint
CREATE INDEX "event_of_subject" ON "event" USING btree ("organisation_id","subject","at","id");
--> statement-breakpoint
CREATE UNIQUE INDEX "event_number" ON "event" USING btree ("organisation_id","number");
--> statement-breakpoint
CREATE INDEX "event_unsealed" ON "event" USING btree ("organisation_id","at","id") WHERE number is null;
--> statement-breakpoint
CREATE INDEX "event_text_organisation_id_index" ON "event_text" USING btree ("organisation_id");
--> statement-breakpoint
CREATE INDEX "unknown_sign_in_at_index" ON "unknown_sign_in" USING btree ("at");
--> statement-breakpoint
-- Entries of the audit become events. Words they held (names, reasons, headers, addresses) move to rows of their own.
CREATE TEMP TABLE "carried_words" ON COMMIT DROP AS SELECT * FROM (VALUES
	('organisation.started', 'name', '{name}'::text[]), ('organisation.changed', 'name', '{name}'), ('organisation.changed', 'before', '{before,name}'),
	('team.added', 'name', '{name}'), ('team.renamed', 'name', '{name}'), ('team.renamed', 'before', '{before}'),
	('member.changed', 'name', '{name}'), ('member.changed', 'email', '{email}'), ('member.changed', 'employee_number', '{employee_number}'),
	('member.second-factor-reset', 'reason', '{reason}'), ('originals.opened', 'reason', '{reason}'), ('review.withdrawn', 'reason', '{reason}'), ('masking.changed', 'reason', '{reason}'),
	('column.named', 'header', '{header}'), ('transcript.imported', 'file_name', '{file_name}'),
	('account.signed-in', 'address', '{address}'), ('account.sign-in-failed', 'address', '{address}')
) AS w ("action", "part", "path");
--> statement-breakpoint
CREATE TEMP TABLE "carried_kinds" ON COMMIT DROP AS SELECT * FROM (VALUES
	('account.signed-in', 'sign-in'), ('account.sign-in-failed', 'sign-in.failed'), ('account.session-ended', 'sign-out'),
	('account.signed-out-elsewhere', 'sign-out'), ('account.signed-out-everywhere', 'sign-out'), ('account.password-changed', 'password.changed'),
	('account.password-reset', 'password.reset'), ('account.second-factor-set-up', 'second-factor.set-up'),
	('account.second-factor-dropped', 'second-factor.removed'), ('account.recovery-codes-made', 'recovery-codes.made'),
	('organisation.sign-in-rules-changed', 'sign-in-rules.changed'), ('review.started', 'review.assigned'), ('review.submitted', 'evaluation.submitted'),
	('transcript.recorded', 'transcript.ready'), ('transcript.imported', 'transcript.ready'), ('task.opened', 'task.raised'), ('goal.opened', 'goal.set'),
	('interactions.imported', 'interaction.imported')
) AS k ("action", "kind")
UNION ALL SELECT s, s FROM unnest(ARRAY['organisation.started', 'organisation.changed', 'masking.changed', 'column.named', 'speech.model-wished', 'speech.model-dropped', 'speech.model-chosen',
	'speech.vocabulary-changed', 'speech.languages-changed', 'speech.recorders-changed', 'team.added', 'team.renamed', 'member.added', 'member.invited', 'member.joined', 'member.changed',
	'member.view-changed', 'member.signed-out', 'member.password-link-made', 'member.second-factor-reset', 'interaction.imported', 'transcript.corrected', 'transcription.failed',
	'transcription.retried', 'recording.copied', 'recording.not-copied', 'recording.copy-retried', 'recording.heard', 'originals.opened', 'originals.heard', 'originals.read', 'trial.started',
	'trial.stopped', 'scorecard.published', 'sampling-plan.created', 'sampling-plan.stopped', 'sampling-plan.resumed', 'sample.drawn', 'review.assigned', 'review.taken', 'review.withdrawn',
	'evaluation.corrected', 'evaluation.acknowledged', 'task.moved', 'task.merged', 'development-plan.opened', 'goal.changed', 'step.added', 'step.done', 'step.reopened',
	'calibration.opened', 'calibration.closed', 'calibration.completed']) AS s;
--> statement-breakpoint
CREATE FUNCTION pg_temp.only(detail jsonb, VARIADIC keys text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(detail) WHERE key = ANY (keys) $$;
--> statement-breakpoint
INSERT INTO "event_text" ("id", "organisation_id", "text")
	SELECT 'txt_' || md5(a."id" || w."part"), a."organisation_id", a."detail" #>> w."path" FROM "audit_entry" a JOIN "carried_words" w ON w."action" = a."action"
	WHERE a."detail" #>> w."path" IS NOT NULL AND NOT (a."action" = 'account.sign-in-failed' AND a."subject" = 'unknown');
--> statement-breakpoint
-- Sign-ins of addresses that nobody has are the installation's to know, for a month.
INSERT INTO "unknown_sign_in" ("id", "account", "place", "at")
	SELECT 'usi_' || substr("id", 5), coalesce("detail"->>'typed', ''), '', "at" FROM "audit_entry"
	WHERE "action" = 'account.sign-in-failed' AND "subject" = 'unknown' AND "at" > now() - interval '30 days' ORDER BY "at" DESC LIMIT 10000;
--> statement-breakpoint
INSERT INTO "event" ("id", "organisation_id", "kind", "actor_id", "subject", "detail", "at")
SELECT 'evt_' || substr(a."id", 5), a."organisation_id", coalesce(k."kind", 'earlier-version.entry'), a."actor_id",
	CASE WHEN a."action" = 'review.submitted' THEN coalesce(d->>'evaluation', a."subject") ELSE a."subject" END,
	CASE a."action"
		WHEN 'organisation.started' THEN jsonb_build_object('name', t->'name')
		WHEN 'organisation.changed' THEN
			CASE WHEN d #>> '{before,name}' <> d->>'name' THEN jsonb_build_object('name', jsonb_build_object('before', t->'before', 'after', t->'name')) ELSE '{}' END ||
			CASE WHEN d #>> '{before,time_zone}' <> d->>'time_zone' THEN jsonb_build_object('time_zone', jsonb_build_object('before', d #> '{before,time_zone}', 'after', d->'time_zone')) ELSE '{}' END
		WHEN 'organisation.sign-in-rules-changed' THEN jsonb_build_object('before', d->'before', 'after', d->'second_factor')
		WHEN 'masking.changed' THEN jsonb_build_object('before', d->'before', 'after', d->'kinds', 'reason', t->'reason')
		WHEN 'column.named' THEN jsonb_build_object('header', t->'header', 'before', d->'before', 'after', d->'column')
		WHEN 'speech.model-wished' THEN pg_temp.only(d, 'model')
		WHEN 'speech.model-dropped' THEN pg_temp.only(d, 'model')
		WHEN 'speech.model-chosen' THEN jsonb_build_object('before', d->'before', 'after', d->'model')
		WHEN 'speech.vocabulary-changed' THEN pg_temp.only(d, 'words')
		WHEN 'speech.languages-changed' THEN jsonb_build_object('before', d->'before', 'after', d->'languages')
		WHEN 'speech.recorders-changed' THEN jsonb_build_object('recorders', CASE jsonb_typeof(d->'recorders') WHEN 'array' THEN jsonb_array_length(d->'recorders') ELSE 0 END)
		WHEN 'team.added' THEN jsonb_build_object('name', t->'name')
		WHEN 'team.renamed' THEN jsonb_build_object('before', t->'before', 'after', t->'name')
		WHEN 'member.added' THEN pg_temp.only(d, 'roles', 'teams', 'scope')
		WHEN 'member.invited' THEN pg_temp.only(d, 'roles', 'teams', 'scope')
		WHEN 'member.changed' THEN pg_temp.only(d, 'roles', 'teams', 'scope', 'active', 'language') ||
			(SELECT coalesce(jsonb_object_agg(w, jsonb_build_object('before', NULL, 'after', t->w)), '{}') FROM unnest(ARRAY['name', 'email', 'employee_number']) AS w WHERE d ? w)
		WHEN 'member.view-changed' THEN pg_temp.only(d, 'language', 'theme')
		WHEN 'member.signed-out' THEN pg_temp.only(d, 'ended')
		WHEN 'member.password-link-made' THEN pg_temp.only(d, 'expires_at')
		WHEN 'member.second-factor-reset' THEN jsonb_build_object('reason', t->'reason')
		WHEN 'account.signed-in' THEN jsonb_build_object('how', coalesce(d->'how', '"password"'), 'address', t->'address')
		WHEN 'account.sign-in-failed' THEN jsonb_build_object('step', coalesce(d->'step', '"password"'), 'outcome', d->'outcome', 'address', t->'address')
		WHEN 'account.session-ended' THEN jsonb_build_object('sessions', 'one', 'session', d->'session')
		WHEN 'account.signed-out-elsewhere' THEN '{"sessions": "others", "session": null}'
		WHEN 'account.signed-out-everywhere' THEN '{"sessions": "all", "session": null}'
		WHEN 'interaction.imported' THEN '{"from": "recording"}'
		WHEN 'transcript.recorded' THEN pg_temp.only(d, 'model', 'attempt', 'took_ms') || '{"revision": 1, "origin": "heard"}'
		WHEN 'transcript.imported' THEN pg_temp.only(d, 'format', 'language', 'turns', 'reordered', 'repeated', 'marks') ||
			jsonb_build_object('revision', coalesce(d->'revision', '1'), 'origin', 'imported') || CASE WHEN t ? 'file_name' THEN jsonb_build_object('file_name', t->'file_name') ELSE '{}' END
		WHEN 'transcript.corrected' THEN pg_temp.only(d, 'revision', 'changes')
		WHEN 'transcription.failed' THEN jsonb_build_object('code', d->'code', 'attempt', d->'attempt')
		WHEN 'recording.copied' THEN jsonb_build_object('copy', d->'kind')
		WHEN 'recording.not-copied' THEN jsonb_build_object('copy', d->'kind', 'code', d->'code')
		WHEN 'originals.opened' THEN jsonb_build_object('reason', t->'reason')
		WHEN 'trial.started' THEN pg_temp.only(d, 'models', 'calls')
		WHEN 'scorecard.published' THEN pg_temp.only(d, 'key', 'number')
		WHEN 'sample.drawn' THEN pg_temp.only(d, 'plan', 'week', 'seed', 'drawn')
		WHEN 'review.started' THEN pg_temp.only(d, 'interaction', 'kind') || jsonb_build_object('from', NULL, 'to', a."actor_id")
		WHEN 'review.assigned' THEN jsonb_build_object('from', d->'from', 'to', d->'to')
		WHEN 'review.withdrawn' THEN jsonb_build_object('reviewer', d->'reviewer', 'reason', t->'reason')
		WHEN 'review.submitted' THEN jsonb_build_object('review', a."subject", 'score_bp', d->'score_bp')
		WHEN 'evaluation.corrected' THEN jsonb_build_object('replaces', d->'replaces', 'score_bp', d->'score_bp')
		WHEN 'task.opened' THEN pg_temp.only(d, 'cause', 'evaluation')
		WHEN 'task.moved' THEN pg_temp.only(d, 'from', 'to')
		WHEN 'task.merged' THEN pg_temp.only(d, 'into')
		WHEN 'development-plan.opened' THEN pg_temp.only(d, 'agent')
		WHEN 'goal.opened' THEN pg_temp.only(d, 'competency', 'level_now', 'level_wanted')
		WHEN 'goal.changed' THEN pg_temp.only(d, 'level_now', 'level_wanted', 'due_on', 'state')
		WHEN 'step.added' THEN pg_temp.only(d, 'goal')
		WHEN 'calibration.opened' THEN pg_temp.only(d, 'reviewers')
		WHEN 'calibration.closed' THEN pg_temp.only(d, 'left_out')
		ELSE CASE WHEN k."kind" IS NULL THEN jsonb_build_object('action', substring(a."action" from '^[A-Za-z0-9_./:+-]{1,120}$')) ELSE '{}' END
	END, a."at"
FROM "audit_entry" a
LEFT JOIN "carried_kinds" k ON k."action" = a."action"
CROSS JOIN LATERAL (SELECT a."detail" AS d, coalesce(
	(SELECT jsonb_object_agg(w."part", 'txt_' || md5(a."id" || w."part")) FROM "carried_words" w WHERE w."action" = a."action" AND a."detail" #>> w."path" IS NOT NULL), '{}') AS t) AS x
WHERE a."action" <> 'interactions.imported' AND NOT (a."action" = 'account.sign-in-failed' AND a."subject" = 'unknown');
--> statement-breakpoint
-- Texts that came in together had one entry among them.
INSERT INTO "event" ("id", "organisation_id", "kind", "actor_id", "subject", "detail", "at")
	SELECT 'evt_' || md5(a."id" || i.id), a."organisation_id", 'interaction.imported', a."actor_id", i.id, '{"from": "text"}', a."at"
	FROM "audit_entry" a CROSS JOIN LATERAL jsonb_array_elements_text(CASE jsonb_typeof(a."detail"->'interactions') WHEN 'array' THEN a."detail"->'interactions' ELSE jsonb_build_array(a."subject") END) AS i(id)
	WHERE a."action" = 'interactions.imported';
--> statement-breakpoint
DROP FUNCTION pg_temp.only;
--> statement-breakpoint
DROP TABLE "audit_entry";
--> statement-breakpoint
-- Events are only added. The number is given once, by the seal; rows go only with their whole organisation, in a transaction
-- that says which (attune.closing).
CREATE FUNCTION "only_added"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_LEVEL = 'ROW' AND TG_OP = 'DELETE' THEN
		IF current_setting('attune.closing', true) = OLD.organisation_id THEN RETURN OLD; END IF;
	ELSIF TG_LEVEL = 'ROW' AND TG_TABLE_NAME = 'event' THEN
		IF to_jsonb(OLD)->>'number' IS NULL AND to_jsonb(NEW) - 'number' = to_jsonb(OLD) - 'number' THEN RETURN NEW; END IF;
	END IF;
	RAISE EXCEPTION 'rows of % are only added', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER "event_only_added" BEFORE UPDATE OR DELETE ON "event" FOR EACH ROW EXECUTE FUNCTION "only_added"();
--> statement-breakpoint
CREATE TRIGGER "event_kept" BEFORE TRUNCATE ON "event" FOR EACH STATEMENT EXECUTE FUNCTION "only_added"();
--> statement-breakpoint
CREATE TRIGGER "event_seal_only_added" BEFORE UPDATE OR DELETE ON "event_seal" FOR EACH ROW EXECUTE FUNCTION "only_added"();
--> statement-breakpoint
CREATE TRIGGER "event_seal_kept" BEFORE TRUNCATE ON "event_seal" FOR EACH STATEMENT EXECUTE FUNCTION "only_added"();
--> statement-breakpoint
CREATE TRIGGER "closed_organisation_only_added" BEFORE UPDATE OR DELETE OR TRUNCATE ON "closed_organisation" FOR EACH STATEMENT EXECUTE FUNCTION "only_added"();
