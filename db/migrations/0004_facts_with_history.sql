CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "current_evaluation" (
	"review_id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"evaluation_id" text NOT NULL,
	CONSTRAINT "current_evaluation_evaluation_id_unique" UNIQUE("evaluation_id")
);
--> statement-breakpoint
ALTER TABLE "evaluation" DROP CONSTRAINT "evaluation_review_id_unique";
--> statement-breakpoint
DROP INDEX "evaluation_organisation_id_submitted_at_index";
--> statement-breakpoint
DROP INDEX "evaluation_criterion_organisation_id_criterion_index";
--> statement-breakpoint
DROP INDEX "interaction_organisation_id_agent_id_started_at_index";
--> statement-breakpoint
DROP INDEX "interaction_organisation_id_queue_index";
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "replaces_id" text;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "reason" text;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "made_by" text;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "explanation" text;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "occurred_at" timestamp(3) with time zone;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "channel" text;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "language" text;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "queue" text;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "team_ids" text[];
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "final_bp" integer;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "critical_customer" integer;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "critical_business" integer;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "critical_compliance" integer;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "failed" text[];
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "not_rated" text[];
--> statement-breakpoint
ALTER TABLE "evaluation_criterion" ADD COLUMN "scorecard_id" text;
--> statement-breakpoint
ALTER TABLE "interaction" ADD COLUMN "told_duration_ms" integer;
--> statement-breakpoint
ALTER TABLE "interaction" ADD COLUMN "language_tag" text GENERATED ALWAYS AS (lower(split_part(language, '-', 1))) STORED;
--> statement-breakpoint
ALTER TABLE "interaction" ADD COLUMN "told_language" text;
--> statement-breakpoint
ALTER TABLE "interaction" ADD COLUMN "transcript_revision" integer;
--> statement-breakpoint
ALTER TABLE "interaction" ADD COLUMN "team_ids" text[];
--> statement-breakpoint
-- What an older version kept in JSON, or looked up each time, is written down as it was.
UPDATE "interaction" i SET "told_duration_ms" = i."duration_ms", "told_language" = i."language",
	"team_ids" = (SELECT coalesce(array_agg(t."team_id" ORDER BY t."team_id"), '{}') FROM "team_member" t WHERE t."member_id" = i."agent_id");
--> statement-breakpoint
UPDATE "interaction" i SET "duration_ms" = coalesce(i."duration_ms", t."duration_ms"), "language" = coalesce(i."language", t."language"),
	"transcript_revision" = (SELECT max(n."revision") FROM "transcript" n WHERE n."interaction_id" = i."id")
	FROM "transcript" t WHERE t."interaction_id" = i."id" AND t."revision" = 1;
--> statement-breakpoint
UPDATE "evaluation" e SET "reason" = 'submitted', "made_by" = e."reviewer_id", "explanation" = '',
	"occurred_at" = i."started_at", "channel" = i."channel", "language" = i."language", "queue" = i."queue", "team_ids" = i."team_ids",
	"final_bp" = (e."score"->>'final_bp')::int,
	"critical_customer" = (SELECT count(*) FROM jsonb_array_elements(e."score"->'critical_errors') c WHERE c->>'class' = 'customer'),
	"critical_business" = (SELECT count(*) FROM jsonb_array_elements(e."score"->'critical_errors') c WHERE c->>'class' = 'business'),
	"critical_compliance" = (SELECT count(*) FROM jsonb_array_elements(e."score"->'critical_errors') c WHERE c->>'class' = 'compliance'),
	"failed" = (SELECT coalesce(array_agg(c->>'id' ORDER BY n), '{}') FROM jsonb_array_elements(e."score"->'criteria') WITH ORDINALITY AS a(c, n) WHERE c->'value_bp' = '0'),
	"not_rated" = (SELECT coalesce(array_agg(c->>'id' ORDER BY n), '{}') FROM jsonb_array_elements(e."score"->'criteria') WITH ORDINALITY AS a(c, n) WHERE c->'value_bp' = 'null')
	FROM "interaction" i WHERE i."id" = e."interaction_id";
--> statement-breakpoint
UPDATE "evaluation_criterion" c SET "scorecard_id" = v."scorecard_id"
	FROM "evaluation" e JOIN "scorecard_version" v ON v."id" = e."scorecard_version_id" WHERE e."id" = c."evaluation_id";
--> statement-breakpoint
INSERT INTO "current_evaluation" ("review_id", "organisation_id", "evaluation_id") SELECT "review_id", "organisation_id", "id" FROM "evaluation";
--> statement-breakpoint
ALTER TABLE "evaluation" ALTER COLUMN "reason" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "evaluation" ALTER COLUMN "made_by" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "evaluation" ALTER COLUMN "explanation" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "evaluation" ALTER COLUMN "occurred_at" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "evaluation" ALTER COLUMN "channel" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "evaluation" ALTER COLUMN "team_ids" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "evaluation" ALTER COLUMN "critical_customer" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "evaluation" ALTER COLUMN "critical_business" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "evaluation" ALTER COLUMN "critical_compliance" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "evaluation" ALTER COLUMN "failed" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "evaluation" ALTER COLUMN "not_rated" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "evaluation_criterion" ALTER COLUMN "scorecard_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "interaction" ALTER COLUMN "team_ids" SET NOT NULL;
--> statement-breakpoint
-- Answers and scores are read one evaluation at a time, figures by the hundred thousand: those stay together.
ALTER TABLE "evaluation" SET (toast_tuple_target = 1024);
--> statement-breakpoint
ALTER TABLE "current_evaluation" ADD CONSTRAINT "current_evaluation_review_id_review_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."review"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "current_evaluation" ADD CONSTRAINT "current_evaluation_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "current_evaluation" ADD CONSTRAINT "current_evaluation_evaluation_id_evaluation_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluation"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_replaces_id_evaluation_id_fk" FOREIGN KEY ("replaces_id") REFERENCES "public"."evaluation"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_made_by_member_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "evaluation_criterion" ADD CONSTRAINT "evaluation_criterion_scorecard_id_scorecard_id_fk" FOREIGN KEY ("scorecard_id") REFERENCES "public"."scorecard"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "evaluation_review_id_index" ON "evaluation" USING btree ("review_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "evaluation_one_first" ON "evaluation" USING btree ("review_id") WHERE replaces_id is null;
--> statement-breakpoint
CREATE INDEX "evaluation_organisation_id_submitted_at_id_index" ON "evaluation" USING btree ("organisation_id","submitted_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "evaluation_organisation_id_reviewer_id_submitted_at_index" ON "evaluation" USING btree ("organisation_id","reviewer_id","submitted_at");
--> statement-breakpoint
CREATE INDEX "evaluation_figures" ON "evaluation" USING btree ("organisation_id","occurred_at","id","agent_id","team_ids","kind","channel","score_bp","critical_count","critical_customer","critical_business","critical_compliance");
--> statement-breakpoint
CREATE INDEX "evaluation_of_team" ON "evaluation" USING gin ("team_ids");
--> statement-breakpoint
CREATE UNIQUE INDEX "evaluation_replacing" ON "evaluation" USING btree ("replaces_id") WHERE replaces_id is not null;
--> statement-breakpoint
CREATE INDEX "evaluation_criterion_of" ON "evaluation_criterion" USING btree ("organisation_id","scorecard_id","criterion");
--> statement-breakpoint
CREATE INDEX "interaction_of_agent" ON "interaction" USING btree ("organisation_id","agent_id","started_at" DESC NULLS FIRST,"id");
--> statement-breakpoint
CREATE INDEX "interaction_of_queue" ON "interaction" USING btree ("organisation_id","queue","started_at" DESC NULLS FIRST,"id");
--> statement-breakpoint
CREATE INDEX "interaction_of_language" ON "interaction" USING btree ("organisation_id","language_tag","started_at" DESC NULLS FIRST,"id");
--> statement-breakpoint
CREATE INDEX "interaction_handled" ON "interaction" USING btree ("organisation_id","started_at","agent_id","channel","team_ids");
--> statement-breakpoint
CREATE INDEX "interaction_ids" ON "interaction" USING gin (external_id gin_trgm_ops,customer_ref gin_trgm_ops);
--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_reason" CHECK (reason in ('submitted', 'appeal', 'correction'));
--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_first" CHECK ((reason = 'submitted') = (replaces_id is null));
--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_kind" CHECK (kind in ('random', 'targeted', 'calibration'));
--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_channel" CHECK (channel in ('voice', 'chat', 'email', 'social'));
--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_score" CHECK (score_bp between 0 and 10000 and final_bp between 0 and 10000);
--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_critical" CHECK (critical_customer >= 0 and critical_business >= 0 and critical_compliance >= 0
        and critical_count = critical_customer + critical_business + critical_compliance);
--> statement-breakpoint
CREATE VIEW "public"."counted_evaluation" WITH (security_invoker = true) AS (select "id", "organisation_id", "review_id", "interaction_id", "agent_id", "reviewer_id", "scorecard_version_id", "replaces_id", "reason", "made_by", "explanation", "kind", "inclusion_ppm", "occurred_at", "channel", "language", "queue", "team_ids", "answers", "summary", "score", "score_bp", "final_bp", "critical_customer", "critical_business", "critical_compliance", "critical_count", "failed", "not_rated", "formula", "spent_ms", "transcript_revision", "submitted_at" from "evaluation" where ("evaluation"."kind" <> 'calibration' and not exists (select 1 as "one" from "evaluation" "newer" where "newer"."replaces_id" = "evaluation"."id" and "newer"."replaces_id" is not null)));
