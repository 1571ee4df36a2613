-- Pairs of words have first letters of their own, and beginnings of words are terms (transcription/text/search/document.ts). The
-- worker indexes every transcript again. Until then it is found by its words, and by phrases as one without pairs is: by comparing
-- its lines. The few with so many terms that more might not fit are not found until then.
DROP INDEX "transcript_search_terms";
--> statement-breakpoint
DELETE FROM "transcript_search" WHERE "version" < 3 AND length("terms") > 20000;
--> statement-breakpoint
UPDATE "transcript_search" SET "paired" = false, "terms" = "terms" || array_to_tsvector('{~}' || array(
	select distinct '<' || left(substr(term, 2), n) from unnest(tsvector_to_array("terms")) term, generate_series(2, 4) n
	where term ~ '^[ABC]' and length(term) > n)) WHERE "version" < 3;
--> statement-breakpoint
CREATE INDEX "transcript_search_terms" ON "transcript_search" USING gin ("terms") WITH (fastupdate=false);
--> statement-breakpoint
-- As in migration 0012, in fewer steps. Looks through the last four days first (of few agents: the last two months), then through
-- as many months as are likely to have twice what is missing, then through everything. Many months of each of several agents
-- are more terms than looking through everything of theirs is work.
CREATE OR REPLACE FUNCTION "interactions_saying"(words tsquery, always text[], unpaired text[], masked text[], agents text[], channel text,
	queue text, language text, state text, since timestamptz, until timestamptz, behind text, most integer)
RETURNS TABLE (id text, started_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
#variable_conflict use_variable
declare
  organisation constant text := current_setting('attune.organisation', true);
  newest constant timestamp := least(until, (select i.started_at from interaction i where i.organisation_id = organisation
    order by i.started_at desc nulls first, i.id limit 1)) at time zone 'UTC';
  -- More agents than this are compared row by row.
  few constant boolean := coalesce(cardinality(agents) between 1 and 50, false);
  first constant timestamp := case when few then date_trunc('month', newest) - interval '1 month' else date_trunc('day', newest) - interval '3 days' end;
  narrowed constant tsquery := case when channel is null then words else words && format('''#%s''', channel)::tsquery end;
  starting timestamp := first;
  ending timestamp := 'infinity';
  back interval;
  unit text := case when few then 'month' else 'day' end;
  times text[];
  those tsquery;
  added integer;
begin
  while starting is not null loop
    times := case when starting = '-infinity' then array[''] else (
      select array_agg(to_char(t, case unit when 'day' then '"^"YYYY-MM-DD' else '"^"YYYY-MM' end))
      from generate_series(date_trunc(unit, starting), least(newest, ending - interval '1 ms'), ('1 ' || unit)::interval) t) end;
    those := narrowed;
    if few then
      those := those && (select string_agg(format('''@%s%s''', a, t), '|') from unnest(agents) a, unnest(times) t)::tsquery;
    elsif starting > '-infinity' then
      those := those && (select string_agg(format('''%s''', t), '|') from unnest(times) t)::tsquery;
    end if;
    return query select m.interaction_id, m.started_at from (
      select s.interaction_id, s.started_at, s.paired, s.agent, s.customer, s.others from transcript_search s
      where s.terms @@ those
        -- Compared so that no index is used: the planner does not know that one organisation may have nearly every row.
        and s.organisation_id is not distinct from organisation
        and s.started_at >= starting at time zone 'UTC' and s.started_at < ending at time zone 'UTC'
        and (since is null or s.started_at >= since)
        and (until is null or s.started_at < until or s.started_at = until and s.interaction_id > behind)
        and (agents is null or few or s.agent_id = any (agents))
        and (queue is null or s.queue = queue)
        and (language is null or s.language_tag = language)
        -- Equality first: comparing arrays is much of the work for a frequent word.
        and (s.masked = masked or s.masked @> masked)
        and (state is null or state = coalesce((select case t.state when 'failed' then 'failed' when 'done' then 'ready' else 'working' end
          from transcription t where t.interaction_id = s.interaction_id), 'ready'))
      order by s.started_at desc, s.interaction_id
      offset 0
    ) m
    where not exists (select from unnest(case when m.paired then always else always || unpaired end) as needed (phrase)
      where not phrase_holds(m.agent, m.customer, m.others, needed.phrase))
    limit most;
    get diagnostics added = row_count;
    most := most - added;
    exit when most <= 0 or starting = '-infinity' or starting at time zone 'UTC' <= since;
    back := case when added = 0 then interval '6 months' else (newest - first) * (2.0 * most / added)::float8 end;
    ending := starting;
    starting := case when starting = first and back < case when few then interval '5 months' else '2 years' end
      then date_trunc('month', first - back) else '-infinity' end;
    unit := 'month';
  end loop;
end
$$;
--> statement-breakpoint
-- As in migration 0009, planned for each call: an index of agents is used beside that of ids where both leave much. The table is
-- never read from its beginning: ids that many share may all be at its end.
CREATE OR REPLACE FUNCTION "interactions_called"(pattern text, letters text[], agents text[], channel text, queue text, language text, state text,
	since timestamptz, until timestamptz, most integer)
RETURNS TABLE (id text, started_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public
	SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
#variable_conflict use_variable
declare
  organisation constant text := current_setting('attune.organisation', true);
begin
  -- Materialized so that it is planned for all matches: with a limit, the planner hopes to meet enough of them in the table.
  return query with called as materialized (
    select i.id, i.started_at from interaction i
    where i.organisation_id = organisation
      and (letters is not null or i.external_id ilike pattern or i.customer_ref ilike pattern)
      and (letters is null or string_to_array(lower(i.external_id || coalesce(i.customer_ref, '')), null) @> letters
        -- An expression, so that the trigram index is not used: it cannot narrow such a short pattern.
        and (i.external_id || '' ilike pattern or i.customer_ref || '' ilike pattern))
      and (agents is null or i.agent_id = any (agents))
      and (channel is null or i.channel = channel)
      and (queue is null or i.queue = queue)
      and (language is null or i.language_tag = language)
      and (since is null or i.started_at >= since)
      and (until is null or i.started_at < until)
      and (state is null or state = coalesce((select case t.state when 'failed' then 'failed' when 'done' then 'ready' else 'working' end
        from transcription t where t.interaction_id = i.id), 'ready'))
  )
  select called.id, called.started_at from called limit most;
end
$$;
--> statement-breakpoint
-- Half a year of a report has 30,000 rows, anywhere in the table.
DROP INDEX "criterion_tally_organisation_id_month_index";
--> statement-breakpoint
CREATE INDEX "criterion_tally_counted" ON "criterion_tally" USING btree ("organisation_id","month","scorecard_version_id","criterion","asked","failed","team_ids","channel");
