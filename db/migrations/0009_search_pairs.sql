-- Rows of the search index have a new shape. The worker indexes every transcript again (db/transcripts/search-index.ts).
TRUNCATE "transcript_search";
--> statement-breakpoint
ALTER TABLE "transcript_search" ADD COLUMN "paired" boolean NOT NULL;
--> statement-breakpoint
ALTER TABLE "transcript_search" ADD COLUMN "agent_id" text NOT NULL;
--> statement-breakpoint
ALTER TABLE "transcript_search" ADD COLUMN "channel" text NOT NULL;
--> statement-breakpoint
ALTER TABLE "transcript_search" ADD COLUMN "queue" text;
--> statement-breakpoint
ALTER TABLE "transcript_search" ADD COLUMN "language_tag" text;
--> statement-breakpoint
ALTER TABLE "transcript_search" ADD COLUMN "started_at" timestamp(3) with time zone NOT NULL;
--> statement-breakpoint
ALTER TABLE "transcript_search"
	ADD CONSTRAINT "transcript_search_agent_id_within" FOREIGN KEY ("organisation_id","agent_id") REFERENCES "public"."member"("organisation_id","id"),
	ADD CONSTRAINT "transcript_search_channel" CHECK (channel in ('voice', 'chat', 'email', 'social'));
--> statement-breakpoint
-- Terms and lines are stored outside the row, so that counting thousands of rows reads few pages. The columns that a search
-- filters by stay in the row.
ALTER TABLE "transcript_search" SET (toast_tuple_target = 128),
	ALTER COLUMN "interaction_id" SET STORAGE MAIN, ALTER COLUMN "organisation_id" SET STORAGE MAIN, ALTER COLUMN "masked" SET STORAGE MAIN,
	ALTER COLUMN "agent_id" SET STORAGE MAIN, ALTER COLUMN "channel" SET STORAGE MAIN, ALTER COLUMN "queue" SET STORAGE MAIN,
	ALTER COLUMN "language_tag" SET STORAGE MAIN;
--> statement-breakpoint
-- Whether a phrase is said (+) or not said (-): sign, side and words as phrasesOf() writes them (transcription/text/search/document.ts).
CREATE OR REPLACE FUNCTION "phrase_holds"(agent text, customer text, others text, phrase text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  select case substr(phrase, 2, 1)
    when 'A' then agent like '%' || substr(phrase, 3) || '%'
    when 'B' then customer like '%' || substr(phrase, 3) || '%'
    else agent like '%' || substr(phrase, 3) || '%' or customer like '%' || substr(phrase, 3) || '%'
      or others like '%' || substr(phrase, 3) || '%'
  end = (left(phrase, 1) = '+')
$$;
--> statement-breakpoint
-- Under row-level security, conditions on text cannot use an index. These two functions can, and find rows of the organisation
-- that the transaction names (attune.organisation) and of no other. A null filter filters nothing. They return at most `most`
-- rows (null: all), in no order. The organisation is compared with "is not distinct from", for which no index is used: the
-- planner does not know that one organisation may have nearly every row.
CREATE OR REPLACE FUNCTION "interactions_saying"(words tsquery, always text[], unpaired text[], masked text[],
  agents text[], channel text, queue text, language text, state text, since timestamptz, until timestamptz, most integer)
RETURNS TABLE (id text, started_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  select s.interaction_id, s.started_at from transcript_search s
  where s.terms @@ $1
    and s.organisation_id is not distinct from (select current_setting('attune.organisation', true))
    and ($6 is null or s.channel = $6)
    and ($7 is null or s.queue = $7)
    and ($8 is null or s.language_tag = $8)
    and ($10 is null or s.started_at >= $10)
    and ($11 is null or s.started_at < $11)
    -- Comparing arrays is most of the work for a frequent word: last, and by equality first.
    and case when $5 is null or s.agent_id in (select unnest($5)) then s.masked = $4 or s.masked @> $4 else false end
    and ($9 is null or $9 = coalesce((select case t.state when 'failed' then 'failed' when 'done' then 'ready' else 'working' end
      from transcription t where t.interaction_id = s.interaction_id), 'ready'))
    and not exists (select from unnest(case when s.paired then $2 else $2 || $3 end) as needed (phrase)
      where not phrase_holds(s.agent, s.customer, s.others, needed.phrase))
  limit $12
$$;
--> statement-breakpoint
-- Parts of ids with three letters or digits in a row are found by the trigram index (interaction_ids). Shorter ones are found by
-- their single characters, `letters`, with this index.
CREATE INDEX "interaction_letters" ON "interaction" USING gin (string_to_array(lower(external_id || coalesce(customer_ref, '')), null));
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "interactions_called"(pattern text, letters text[],
  agents text[], channel text, queue text, language text, state text, since timestamptz, until timestamptz, most integer)
RETURNS TABLE (id text, started_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  select i.id, i.started_at from (
    select * from interaction where $2 is null and (external_id ilike $1 or customer_ref ilike $1)
    union all
    select * from interaction where string_to_array(lower(external_id || coalesce(customer_ref, '')), null) @> $2
      -- An expression, so that the trigram index is not used: it cannot narrow such a short pattern.
      and (external_id || '' ilike $1 or customer_ref || '' ilike $1)
  ) i
  where i.organisation_id is not distinct from (select current_setting('attune.organisation', true))
    and ($3 is null or i.agent_id in (select unnest($3)))
    and ($4 is null or i.channel = $4)
    and ($5 is null or i.queue = $5)
    and ($6 is null or i.language_tag = $6)
    and ($8 is null or i.started_at >= $8)
    and ($9 is null or i.started_at < $9)
    and ($7 is null or $7 = coalesce((select case t.state when 'failed' then 'failed' when 'done' then 'ready' else 'working' end
      from transcription t where t.interaction_id = i.id), 'ready'))
  limit $10
$$;
--> statement-breakpoint
CREATE TABLE "interaction_tally" (
	"organisation_id" text NOT NULL,
	"month" timestamp(3) with time zone NOT NULL,
	"agent_id" text NOT NULL,
	"team_ids" text[] NOT NULL,
	"channel" text NOT NULL,
	"interactions" integer NOT NULL,
	CONSTRAINT "interaction_tally_channel" CHECK (channel in ('voice', 'chat', 'email', 'social')),
	CONSTRAINT "interaction_tally_interactions" CHECK (interactions <> 0)
);
--> statement-breakpoint
INSERT INTO "interaction_tally" SELECT "organisation_id", date_trunc('month', "started_at", 'UTC'), "agent_id", "team_ids", "channel", count(*)
	FROM "interaction" GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
CREATE INDEX "interaction_tally_organisation_id_month_index" ON "interaction_tally" USING btree ("organisation_id","month");
--> statement-breakpoint
-- One statement adds one row for each month, agent, teams and channel. No row is changed, so imports do not wait for each other.
CREATE OR REPLACE FUNCTION "tally_interactions"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
begin
  if tg_op = 'INSERT' then
    insert into interaction_tally select organisation_id, date_trunc('month', started_at, 'UTC'), agent_id, team_ids, channel, count(*)
      from came group by 1, 2, 3, 4, 5;
  else
    insert into interaction_tally values (old.organisation_id, date_trunc('month', old.started_at, 'UTC'), old.agent_id, old.team_ids, old.channel, -1);
    if tg_op = 'UPDATE' then
      insert into interaction_tally values (new.organisation_id, date_trunc('month', new.started_at, 'UTC'), new.agent_id, new.team_ids, new.channel, 1);
    end if;
  end if;
  return null;
end
$$;
--> statement-breakpoint
CREATE TRIGGER "interactions_came" AFTER INSERT ON "interaction" REFERENCING NEW TABLE AS "came" FOR EACH STATEMENT EXECUTE FUNCTION "tally_interactions"();
--> statement-breakpoint
CREATE TRIGGER "interaction_moved" AFTER UPDATE OF "organisation_id", "started_at", "agent_id", "team_ids", "channel" ON "interaction" FOR EACH ROW EXECUTE FUNCTION "tally_interactions"();
--> statement-breakpoint
CREATE TRIGGER "interaction_went" AFTER DELETE ON "interaction" FOR EACH ROW EXECUTE FUNCTION "tally_interactions"();
--> statement-breakpoint
-- Adds equal rows up, for all organisations. A second call at the same time waits for the first and finds its rows gone.
CREATE OR REPLACE FUNCTION "fold_tally"() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  with alike as (
    select organisation_id, month, agent_id, team_ids, channel from interaction_tally group by 1, 2, 3, 4, 5 having count(*) > 1
  ), gone as (
    delete from interaction_tally t using alike a where t.organisation_id = a.organisation_id and t.month = a.month
      and t.agent_id = a.agent_id and t.team_ids = a.team_ids and t.channel = a.channel returning t.*
  ), kept as (
    insert into interaction_tally select organisation_id, month, agent_id, team_ids, channel, sum(interactions)
      from gone group by 1, 2, 3, 4, 5 having sum(interactions) <> 0
  )
  select count(*)::int from gone
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "fold_tally"() FROM PUBLIC;
--> statement-breakpoint
-- Only triggers and the folding write it.
REVOKE INSERT, UPDATE, DELETE ON "interaction_tally" FROM attune_app;
