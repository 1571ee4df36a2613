-- What a search is narrowed to stands among the terms (factTerms() in db/transcripts/search-index.ts): the index alone then
-- finds what an agent, a channel, a month, an agent in a month and a day have of a frequent word.
DROP INDEX "transcript_search_terms";
--> statement-breakpoint
UPDATE "transcript_search" SET "terms" = "terms" || array_to_tsvector(array['@' || agent_id, '#' || channel,
	'@' || agent_id || '^' || to_char(started_at at time zone 'UTC', 'YYYY-MM'),
	'^' || to_char(started_at at time zone 'UTC', 'YYYY-MM'), '^' || to_char(started_at at time zone 'UTC', 'YYYY-MM-DD')]);
--> statement-breakpoint
CREATE INDEX "transcript_search_terms" ON "transcript_search" USING gin ("terms") WITH (fastupdate=false);
--> statement-breakpoint
DROP FUNCTION "interactions_saying";
--> statement-breakpoint
-- Under row-level security, conditions on text cannot use an index; here they can. Finds rows of the organisation that the
-- transaction names (attune.organisation) and of no other. A null filter filters nothing. Returns at most `most` rows, the
-- newest first: those before `until`, and those at that moment whose id is greater than `behind`.
--
-- Looks through the last days first, then through the last months, and through everything only while there are too few: a
-- frequent word is found among few documents, and a rare one is in few. Phrases are compared in order until there are enough.
CREATE FUNCTION "interactions_saying"(words tsquery, always text[], unpaired text[], masked text[], agents text[], channel text,
	queue text, language text, state text, since timestamptz, until timestamptz, behind text, most integer)
RETURNS TABLE (id text, started_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
#variable_conflict use_variable
declare
  organisation constant text := current_setting('attune.organisation', true);
  newest constant timestamp := least(until, (select i.started_at from interaction i where i.organisation_id = organisation
    order by i.started_at desc nulls first, i.id limit 1)) at time zone 'UTC';
  some_days constant timestamp := date_trunc('day', newest) - interval '3 days';
  two_months constant timestamp := date_trunc('month', some_days) - interval '1 month';
  half_a_year constant timestamp := two_months - interval '4 months';
  -- More agents than this are compared row by row.
  few constant boolean := coalesce(cardinality(agents) between 1 and 50, false);
  narrowed tsquery := words;
  starting timestamp;
  ending timestamp := 'infinity';
  months text[];
  those tsquery;
  added integer;
begin
  if channel is not null then narrowed := narrowed && format('''#%s''', channel)::tsquery; end if;
  foreach starting in array array[some_days, two_months, half_a_year, '-infinity'] loop
    months := case when starting = '-infinity' then array[''] else (select array_agg(to_char(m, '"^"YYYY-MM'))
      from generate_series(date_trunc('month', starting), least(newest, ending - interval '1 ms'), '1 month') m) end;
    those := narrowed;
    if starting = some_days then
      those := those && (select string_agg(to_char(d, '"''^"YYYY-MM-DD"''"'), '|') from generate_series(some_days, newest, '1 day') d)::tsquery;
    elsif starting > '-infinity' and not few then
      those := those && (select string_agg(format('''%s''', m), '|') from unnest(months) m)::tsquery;
    end if;
    if few then
      those := those && (select string_agg(format('''@%s%s''', a, m), '|') from unnest(agents) a, unnest(months) m)::tsquery;
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
    exit when most <= 0 or starting at time zone 'UTC' <= since;
    ending := starting;
  end loop;
end
$$;
