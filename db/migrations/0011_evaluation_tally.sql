CREATE TABLE "criterion_tally" (
	"organisation_id" text NOT NULL,
	"month" timestamp(3) with time zone NOT NULL,
	"team_ids" text[] NOT NULL,
	"channel" text NOT NULL,
	"scorecard_version_id" text NOT NULL,
	"criterion" text NOT NULL,
	"asked" integer NOT NULL,
	"failed" integer NOT NULL,
	CONSTRAINT "criterion_tally_channel" CHECK (channel in ('voice', 'chat', 'email', 'social'))
);
--> statement-breakpoint
CREATE TABLE "evaluation_tally" (
	"organisation_id" text NOT NULL,
	"month" timestamp(3) with time zone NOT NULL,
	"agent_id" text NOT NULL,
	"team_ids" text[] NOT NULL,
	"channel" text NOT NULL,
	"random" integer NOT NULL,
	"targeted" integer NOT NULL,
	"scored" integer NOT NULL,
	"score_sum" bigint NOT NULL,
	"score_squares" bigint NOT NULL,
	"critical_random" integer NOT NULL,
	"critical_targeted" integer NOT NULL,
	"defective" integer NOT NULL,
	"critical_customer" integer NOT NULL,
	"critical_business" integer NOT NULL,
	"critical_compliance" integer NOT NULL,
	CONSTRAINT "evaluation_tally_channel" CHECK (channel in ('voice', 'chat', 'email', 'social'))
);
--> statement-breakpoint
CREATE TABLE "week_tally" (
	"organisation_id" text NOT NULL,
	"week" date NOT NULL,
	"team_ids" text[] NOT NULL,
	"channel" text NOT NULL,
	"scored" integer NOT NULL,
	"score_sum" bigint NOT NULL,
	"score_squares" bigint NOT NULL,
	CONSTRAINT "week_tally_channel" CHECK (channel in ('voice', 'chat', 'email', 'social'))
);
--> statement-breakpoint
CREATE INDEX "criterion_tally_organisation_id_month_index" ON "criterion_tally" USING btree ("organisation_id","month");--> statement-breakpoint
CREATE INDEX "evaluation_tally_organisation_id_month_index" ON "evaluation_tally" USING btree ("organisation_id","month");--> statement-breakpoint
CREATE INDEX "week_tally_organisation_id_week_index" ON "week_tally" USING btree ("organisation_id","week");--> statement-breakpoint
CREATE INDEX "evaluation_criterion_failed" ON "evaluation_criterion" USING btree ("organisation_id","criterion","evaluation_id") WHERE value_bp = 0;--> statement-breakpoint
CREATE INDEX "review_not_submitted" ON "review" USING btree ("organisation_id","id") WHERE state <> 'submitted';--> statement-breakpoint
CREATE VIEW "public"."counted_figures" WITH (security_invoker = true) AS (select "organisation_id", "occurred_at", "agent_id", "team_ids", "channel", ("counted_evaluation"."kind" = 'random')::int as "random", ("counted_evaluation"."kind" = 'targeted')::int as "targeted", ("counted_evaluation"."kind" = 'random' and "counted_evaluation"."score_bp" is not null)::int as "scored", case "counted_evaluation"."kind" when 'random' then coalesce("counted_evaluation"."score_bp", 0) else 0 end as "score_sum", case "counted_evaluation"."kind" when 'random' then coalesce("counted_evaluation"."score_bp" * "counted_evaluation"."score_bp", 0) else 0 end as "score_squares", case "counted_evaluation"."kind" when 'random' then "counted_evaluation"."critical_count" else 0 end as "critical_random", case "counted_evaluation"."kind" when 'targeted' then "counted_evaluation"."critical_count" else 0 end as "critical_targeted", ("counted_evaluation"."kind" = 'random' and "counted_evaluation"."critical_count" > 0)::int as "defective", "critical_customer", "critical_business", "critical_compliance" from "counted_evaluation");--> statement-breakpoint
-- What follows is written by hand. Evaluations that are there already:
INSERT INTO "evaluation_tally" SELECT "organisation_id", date_trunc('month', "occurred_at", 'UTC'), "agent_id", "team_ids", "channel",
		sum("random"), sum("targeted"), sum("scored"), sum("score_sum"), sum("score_squares"), sum("critical_random"), sum("critical_targeted"),
		sum("defective"), sum("critical_customer"), sum("critical_business"), sum("critical_compliance")
	FROM "counted_figures" GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
-- A week's hours from Monday noon to Sunday 10:00, 142 of them, are of it in every time zone.
INSERT INTO "week_tally" SELECT "organisation_id", ("monday" AT TIME ZONE 'UTC')::date, "team_ids", "channel", sum("scored"), sum("score_sum"), sum("score_squares")
	FROM "counted_figures", date_trunc('week', "occurred_at" - interval '12 hours', 'UTC') "monday"
	WHERE "scored" = 1 AND "occurred_at" < "monday" + interval '154 hours' GROUP BY 1, 2, 3, 4;
--> statement-breakpoint
INSERT INTO "criterion_tally" SELECT "organisation_id", date_trunc('month', "occurred_at", 'UTC'), "team_ids", "channel", "scorecard_version_id",
		c->>'id', count(*), count(*) FILTER (WHERE c->'value_bp' = '0')
	FROM "counted_evaluation", jsonb_array_elements("score"->'criteria') c
	WHERE "kind" = 'random' AND c->'value_bp' <> 'null' GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
-- One statement adds rows to each tally and changes none, so that people who submit do not wait for each other. What was
-- replaced counts no longer; when what replaced it is deleted, it counts again.
CREATE FUNCTION "tally_evaluations"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
declare
  sign integer := case tg_op when 'INSERT' then 1 else -1 end;
begin
  with part as (
    select sign as n, c.* from changed c
    union all
    select -sign, e.* from changed c join evaluation e on e.id = c.replaces_id and e.organisation_id = c.organisation_id
    union all
    select -sign, e.* from changed c join changed e on e.id = c.replaces_id and e.organisation_id = c.organisation_id where tg_op = 'DELETE'
  ), counted as (
    select *, case kind when 'random' then n else 0 end as r, case kind when 'targeted' then n else 0 end as t
    from part where kind <> 'calibration'
  ), figures as (
    insert into evaluation_tally select organisation_id, date_trunc('month', occurred_at, 'UTC'), agent_id, team_ids, channel,
      sum(r), sum(t), sum(r * (score_bp is not null)::int), sum(r * coalesce(score_bp, 0)), sum(r * coalesce(score_bp * score_bp, 0)),
      sum(r * critical_count), sum(t * critical_count), sum(r * (critical_count > 0)::int),
      sum(n * critical_customer), sum(n * critical_business), sum(n * critical_compliance)
    from counted group by 1, 2, 3, 4, 5
  ), weeks as (
    insert into week_tally select organisation_id, (monday at time zone 'UTC')::date, team_ids, channel, sum(r), sum(r * score_bp), sum(r * score_bp * score_bp)
    from counted, date_trunc('week', occurred_at - interval '12 hours', 'UTC') monday
    where r <> 0 and score_bp is not null and occurred_at < monday + interval '154 hours' group by 1, 2, 3, 4
  )
  insert into criterion_tally select organisation_id, date_trunc('month', occurred_at, 'UTC'), team_ids, channel, scorecard_version_id,
    c->>'id', sum(r), sum(r * (c->'value_bp' = '0')::int)
  from counted, jsonb_array_elements(score->'criteria') c
  where r <> 0 and c->'value_bp' <> 'null' group by 1, 2, 3, 4, 5, 6;
  return null;
end
$$;
--> statement-breakpoint
CREATE TRIGGER "evaluations_came" AFTER INSERT ON "evaluation" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "tally_evaluations"();
--> statement-breakpoint
CREATE TRIGGER "evaluations_went" AFTER DELETE ON "evaluation" REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "tally_evaluations"();
--> statement-breakpoint
-- Adds up the rows of every tally, for all organisations, that are alike but for their numbers. A second call at the same time
-- waits for the first and finds its rows gone.
CREATE OR REPLACE FUNCTION "fold_tally"() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
declare
  tally record;
  folded integer;
  total integer := 0;
begin
  for tally in
    select c.oid::regclass as name,
      string_agg(quote_ident(attname), ', ') filter (where not number) as key,
      string_agg(format('t.%1$I = a.%1$I', attname), ' and ') filter (where not number) as alike,
      string_agg(quote_ident(attname), ', ') filter (where number) as numbers,
      string_agg(format('sum(%I)', attname), ', ') filter (where number) as sums,
      string_agg(format('sum(%I) <> 0', attname), ' or ') filter (where number) as something
    from pg_class c join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped,
      lateral (select atttypid in ('int4'::regtype, 'int8'::regtype) as number) of
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname like '%\_tally'
    group by c.oid
  loop
    execute format('
      with a as (
        select %2$s from %1$s group by %2$s having count(*) > 1
      ), gone as (
        delete from %1$s t using a where %3$s returning t.*
      ), kept as (
        insert into %1$s (%2$s, %4$s) select %2$s, %5$s from gone group by %2$s having %6$s
      )
      select count(*) from gone', tally.name, tally.key, tally.alike, tally.numbers, tally.sums, tally.something) into folded;
    total := total + folded;
  end loop;
  return total;
end
$$;
--> statement-breakpoint
-- Only triggers and the folding write them.
REVOKE INSERT, UPDATE, DELETE ON "evaluation_tally", "week_tally", "criterion_tally" FROM attune_app;
