-- What is searched is made anew in another way, by the job that does so after every change of it.
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
ALTER TABLE "transcript_search" ADD CONSTRAINT "transcript_search_agent_id_member_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- Terms and lines stand apart, so that thousands of rows that are found and counted lie on few pages; what they are counted
-- by stays with them.
ALTER TABLE "transcript_search" SET (toast_tuple_target = 128),
	ALTER COLUMN "interaction_id" SET STORAGE MAIN, ALTER COLUMN "organisation_id" SET STORAGE MAIN, ALTER COLUMN "masked" SET STORAGE MAIN,
	ALTER COLUMN "agent_id" SET STORAGE MAIN, ALTER COLUMN "channel" SET STORAGE MAIN, ALTER COLUMN "queue" SET STORAGE MAIN,
	ALTER COLUMN "language_tag" SET STORAGE MAIN;
--> statement-breakpoint
-- Whether a phrase is said, or not said: its sign, its side and its words, as transcription/text/search/document.ts writes them.
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
-- Under a policy, conditions on text may use no index: these two look things up for the organisation the transaction is of,
-- and for nobody else. Null narrows nothing; at most so many rows (null: all), in no order. The organisation is compared in a way
-- that no index is chosen for, since the database cannot know that one of them may have nearly every row.
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
    -- Lists are compared last, and as they are if they are the same: of a frequent word that is most of the work.
    and case when $5 is null or s.agent_id in (select unnest($5)) then s.masked = $4 or s.masked @> $4 else false end
    and ($9 is null or $9 = coalesce((select case t.state when 'failed' then 'failed' when 'done' then 'ready' else 'working' end
      from transcription t where t.interaction_id = s.interaction_id), 'ready'))
    and not exists (select from unnest(case when s.paired then $2 else $2 || $3 end) as needed (phrase)
      where not phrase_holds(s.agent, s.customer, s.others, needed.phrase))
  limit $12
$$;
--> statement-breakpoint
-- Parts of ids with three letters or figures in a row are found by those; shorter ones have `letters`, each of which an id holds.
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
      -- Written so that the index of parts, which does not know it, is left alone.
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
	"interactions" integer NOT NULL
);
--> statement-breakpoint
INSERT INTO "interaction_tally" SELECT "organisation_id", date_trunc('month', "started_at", 'UTC'), "agent_id", "team_ids", "channel", count(*)
	FROM "interaction" GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
CREATE INDEX "interaction_tally_organisation_id_month_index" ON "interaction_tally" USING btree ("organisation_id","month");
--> statement-breakpoint
-- A row for what one statement brings in: no row is changed, so imports do not wait for each other.
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
-- Adds up what is alike, of every organisation. Whoever does it at the same time waits, and finds those rows gone.
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
