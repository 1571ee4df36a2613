-- Beside its months, a tally has rows of all time, under the month '-infinity': what has no days asks for those alone.
INSERT INTO "interaction_tally" SELECT "organisation_id", '-infinity'::timestamptz, "agent_id", "team_ids", "channel", sum("interactions")
	FROM "interaction_tally" GROUP BY 1, 2, 3, 4, 5 HAVING sum("interactions") <> 0;
--> statement-breakpoint
INSERT INTO "evaluation_tally" SELECT "organisation_id", '-infinity'::timestamptz, "agent_id", "team_ids", "channel",
	sum("random"), sum("targeted"), sum("scored"), sum("score_sum"), sum("score_squares"), sum("critical_random"), sum("critical_targeted"),
	sum("defective"), sum("critical_customer"), sum("critical_business"), sum("critical_compliance"), sum("acknowledged_random"),
	sum("acknowledged_targeted") FROM "evaluation_tally" GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
INSERT INTO "criterion_tally" SELECT "organisation_id", '-infinity'::timestamptz, "team_ids", "channel", "scorecard_version_id", "criterion", sum("asked"), sum("failed")
	FROM "criterion_tally" GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "tally_interactions"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
begin
  if tg_op = 'INSERT' then
    insert into interaction_tally select organisation_id, month, agent_id, team_ids, channel, count(*)
      from came, unnest(array[date_trunc('month', started_at, 'UTC'), '-infinity']) month group by 1, 2, 3, 4, 5;
  else
    insert into interaction_tally select old.organisation_id, month, old.agent_id, old.team_ids, old.channel, -1
      from unnest(array[date_trunc('month', old.started_at, 'UTC'), '-infinity']) month;
    if tg_op = 'UPDATE' then
      insert into interaction_tally select new.organisation_id, month, new.agent_id, new.team_ids, new.channel, 1
        from unnest(array[date_trunc('month', new.started_at, 'UTC'), '-infinity']) month;
    end if;
  end if;
  return null;
end
$$;
--> statement-breakpoint
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
    insert into evaluation_tally select organisation_id, month, agent_id, team_ids, channel,
      sum(r), sum(t), sum(r * (score_bp is not null)::int), sum(r * coalesce(score_bp, 0)), sum(r * coalesce(score_bp * score_bp, 0)),
      sum(r * critical_count), sum(t * critical_count), sum(r * (critical_count > 0)::int),
      sum(n * critical_customer), sum(n * critical_business), sum(n * critical_compliance),
      sum(r * acknowledged), sum(t * acknowledged)
    from counted, unnest(array[date_trunc('month', occurred_at, 'UTC'), '-infinity']) month group by 1, 2, 3, 4, 5
  ), weeks as (
    insert into week_tally select organisation_id, (monday at time zone 'UTC')::date, team_ids, channel, sum(r), sum(r * score_bp), sum(r * score_bp * score_bp)
    from counted, date_trunc('week', occurred_at - interval '12 hours', 'UTC') monday
    where r <> 0 and score_bp is not null and occurred_at < monday + interval '154 hours' group by 1, 2, 3, 4
  )
  insert into criterion_tally select organisation_id, month, team_ids, channel, scorecard_version_id,
    c->>'id', sum(r), sum(r * (c->'value_bp' = '0')::int)
  from counted, unnest(array[date_trunc('month', occurred_at, 'UTC'), '-infinity']) month, jsonb_array_elements(score->'criteria') c
  where r <> 0 and c->'value_bp' <> 'null' group by 1, 2, 3, 4, 5, 6;
  return null;
end
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "tally_acknowledgements"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
declare
  sign integer := case tg_op when 'INSERT' then 1 else -1 end;
begin
  insert into evaluation_tally select e.organisation_id, month, e.agent_id, e.team_ids, e.channel,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(sign * (e.kind = 'random')::int), sum(sign * (e.kind = 'targeted')::int)
  from changed c join evaluation e on e.id = c.evaluation_id and e.organisation_id = c.organisation_id,
    unnest(array[date_trunc('month', e.occurred_at, 'UTC'), '-infinity']) month
  -- What another version replaced counts no longer.
  where e.kind <> 'calibration' and not exists (select from evaluation newer where newer.replaces_id = e.id)
  group by 1, 2, 3, 4, 5;
  return null;
end
$$;
