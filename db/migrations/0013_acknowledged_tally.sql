DROP INDEX "evaluation_organisation_id_submitted_at_id_index";--> statement-breakpoint
ALTER TABLE "evaluation_tally" ADD COLUMN "acknowledged_random" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "evaluation_tally" ADD COLUMN "acknowledged_targeted" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "evaluation_listed" ON "evaluation" USING btree ("organisation_id","submitted_at" DESC NULLS FIRST,"id" DESC NULLS FIRST,"kind","occurred_at","agent_id","reviewer_id","team_ids","channel","critical_count");--> statement-breakpoint
CREATE INDEX "interaction_tally_organisation_id_agent_id_index" ON "interaction_tally" USING btree ("organisation_id","agent_id");
--> statement-breakpoint
-- What follows is written by hand. Acknowledgements that are there already:
INSERT INTO "evaluation_tally" SELECT "organisation_id", date_trunc('month', "occurred_at", 'UTC'), "agent_id", "team_ids", "channel",
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(("kind" = 'random')::int), sum(("kind" = 'targeted')::int)
	FROM "counted_evaluation" WHERE EXISTS (SELECT FROM "acknowledgement" a WHERE a."evaluation_id" = "counted_evaluation"."id") GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
-- As in 0011, and a version that is replaced takes its acknowledgement with it.
CREATE OR REPLACE FUNCTION "tally_evaluations"() RETURNS trigger
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
    select *, case kind when 'random' then n else 0 end as r, case kind when 'targeted' then n else 0 end as t,
      (exists (select from acknowledgement a where a.evaluation_id = part.id))::int as acknowledged
    from part where kind <> 'calibration'
  ), figures as (
    insert into evaluation_tally select organisation_id, date_trunc('month', occurred_at, 'UTC'), agent_id, team_ids, channel,
      sum(r), sum(t), sum(r * (score_bp is not null)::int), sum(r * coalesce(score_bp, 0)), sum(r * coalesce(score_bp * score_bp, 0)),
      sum(r * critical_count), sum(t * critical_count), sum(r * (critical_count > 0)::int),
      sum(n * critical_customer), sum(n * critical_business), sum(n * critical_compliance),
      sum(r * acknowledged), sum(t * acknowledged)
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
CREATE FUNCTION "tally_acknowledgements"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
declare
  sign integer := case tg_op when 'INSERT' then 1 else -1 end;
begin
  insert into evaluation_tally select e.organisation_id, date_trunc('month', e.occurred_at, 'UTC'), e.agent_id, e.team_ids, e.channel,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(sign * (e.kind = 'random')::int), sum(sign * (e.kind = 'targeted')::int)
  from changed c join evaluation e on e.id = c.evaluation_id and e.organisation_id = c.organisation_id
  -- What another version replaced counts no longer.
  where e.kind <> 'calibration' and not exists (select from evaluation newer where newer.replaces_id = e.id)
  group by 1, 2, 3, 4, 5;
  return null;
end
$$;
--> statement-breakpoint
CREATE TRIGGER "acknowledgements_came" AFTER INSERT ON "acknowledgement" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "tally_acknowledgements"();
--> statement-breakpoint
CREATE TRIGGER "acknowledgements_went" AFTER DELETE ON "acknowledgement" REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "tally_acknowledgements"();
