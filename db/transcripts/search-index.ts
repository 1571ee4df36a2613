// The search index of a transcript is written when the transcript is stored, and again when other types of personal
// data are masked. An interaction has one row: its newest revision.
//
// A newer program may index differently, and interactions from before the index existed have no row. A job then walks
// through the organisation's interactions and rebuilds their rows in batches; each row stores its version, so a job
// continues where it was interrupted.
import { and, asc, desc, eq, gt, inArray, notExists, sql } from 'drizzle-orm';
import type { PersonalData, PersonalDataKind } from '../../transcription/text/redaction/kinds.ts';
import { maskedTurns } from '../../transcription/text/redaction/masking.ts';
import { documentOf, SEARCH_VERSION } from '../../transcription/text/search/document.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { type Ctx, type Db, demand, demandWorker, type Visitor } from '../database/context.ts';
import { enqueue } from '../jobs/jobs.ts';
import { interaction } from '../schema/interactions.ts';
import { transcript, transcript_search } from '../schema/transcripts.ts';
import { kindsOf } from './masking.ts';
import { isRenewed, noteRenewed, orderRenewal, type Progress } from './renewal.ts';

type Searchable = {
  interaction_id: string;
  revision: number;
  turns: Turn[];
  personal_data: PersonalData[] | null;
};

/** So many rows stay below what one statement may carry. */
const ROWS_AT_ONCE = 200;

/**
 * Makes transcripts searchable; part of the transaction in which they are kept or masked anew.
 * @param kinds what is masked. An older revision than the one that is searched changes nothing
 */
export async function indexTranscripts(
  tx: Db,
  ctx: Ctx,
  transcripts: readonly Searchable[],
  kinds: readonly PersonalDataKind[],
): Promise<void> {
  // One statement cannot write a row twice.
  const newest = new Map<string, Searchable>();
  for (const one of transcripts) {
    // Nobody knows yet what in it is to be masked.
    if (one.personal_data === null) continue;
    const known = newest.get(one.interaction_id);
    if (!known || known.revision < one.revision) newest.set(one.interaction_id, one);
  }
  const rows = [...newest.values()];
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
    const some = rows.slice(i, i + ROWS_AT_ONCE);
    const facts = await factsOf(
      tx,
      some.map(({ interaction_id }) => interaction_id),
    );
    const values = some.map(({ interaction_id, revision, turns, personal_data }) => {
      const about = facts.get(interaction_id)!;
      const { terms, ...document } = documentOf(maskedTurns(turns, personal_data ?? [], kinds));
      return {
        interaction_id,
        organisation_id: ctx.actor.organisation,
        ...about,
        revision,
        masked: [...kinds],
        version: SEARCH_VERSION,
        terms: `${terms} ${factTerms(about)}`,
        ...document,
      };
    });
    await tx
      .insert(transcript_search)
      .values(values)
      .onConflictDoUpdate({
        target: transcript_search.interaction_id,
        set: {
          revision: sql`excluded.revision`,
          masked: sql`excluded.masked`,
          terms: sql`excluded.terms`,
          agent: sql`excluded.agent`,
          customer: sql`excluded.customer`,
          others: sql`excluded.others`,
          paired: sql`excluded.paired`,
          queue: sql`excluded.queue`,
          language_tag: sql`excluded.language_tag`,
          lines: sql`excluded.lines`,
          version: sql`excluded.version`,
        },
        setWhere: sql`${transcript_search}.revision <= excluded.revision`,
      });
  }
}

type Facts = Pick<typeof interaction.$inferSelect, 'agent_id' | 'channel' | 'queue' | 'language_tag' | 'started_at'>;

/** Agent, channel, month, both, and day as terms, by which `interactions_saying` narrows a search within the index. */
function factTerms({ agent_id, channel, started_at }: Facts): string {
  const day = new Date(started_at).toISOString().slice(0, 10);
  const month = day.slice(0, 7);
  return `'@${agent_id}' '#${channel}' '^${month}' '@${agent_id}^${month}' '^${day}'`;
}

/** The columns of `interaction` that a search filters by. */
async function factsOf(tx: Db, ids: string[]): Promise<Map<string, Facts>> {
  const rows = await tx
    .select({
      id: interaction.id,
      agent_id: interaction.agent_id,
      channel: interaction.channel,
      queue: interaction.queue,
      language_tag: interaction.language_tag,
      started_at: interaction.started_at,
    })
    .from(interaction)
    .where(inArray(interaction.id, ids));
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}

/** So many long calls are in memory at once while they are indexed anew. */
const INDEXED_AT_ONCE = 50;

const RENEWAL = { queue: 'index', setting: 'indexed' } as const;

/** Organisations not all of whose transcripts are indexed as this program does it: a job for each that has none yet. */
export const indexOldTranscripts = (ctx: Pick<Visitor, 'db'>): Promise<number> =>
  orderRenewal(ctx, RENEWAL, SEARCH_VERSION);

/**
 * Indexes some of the organisation's interactions that are not indexed as this program does it. The job for the next
 * ones is left in the same transaction; after the last one the organisation is done. @returns how many were indexed
 */
export async function indexAnew(ctx: Ctx, input: { after: string | null }): Promise<number> {
  demandWorker(ctx);
  const { organisation: of } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    const rows = await tx
      .selectDistinctOn([transcript.interaction_id], {
        interaction_id: transcript.interaction_id,
        revision: transcript.revision,
        turns: transcript.turns,
        personal_data: transcript.personal_data,
      })
      .from(transcript)
      .where(and(unindexed(tx, of), input.after === null ? undefined : gt(transcript.interaction_id, input.after)))
      .orderBy(asc(transcript.interaction_id), desc(transcript.revision))
      .limit(INDEXED_AT_ONCE);
    await indexTranscripts(tx, ctx, rows, await kindsOf(tx, ctx));
    const last = rows.at(-1);
    if (last && rows.length === INDEXED_AT_ONCE) {
      await enqueue(tx, 'index', [{ organisation_id: of, after: last.interaction_id }]);
      return rows.length;
    }
    const [missed] = await tx.select({ id: transcript.id }).from(transcript).where(unindexed(tx, of)).limit(1);
    if (!missed) await noteRenewed(tx, of, RENEWAL, SEARCH_VERSION);
    return rows.length;
  });
}

/** Transcripts of interactions that have no row in the index, or one of another version. */
const unindexed = (tx: Db, of: string) =>
  and(
    eq(transcript.organisation_id, of),
    notExists(
      tx
        .select({ one: sql`1` })
        .from(transcript_search)
        .where(
          and(
            eq(transcript_search.interaction_id, transcript.interaction_id),
            eq(transcript_search.version, SEARCH_VERSION),
          ),
        ),
    ),
  );

/** How far indexing is; null when all transcripts can be searched. */
export async function indexingOf(ctx: Ctx): Promise<Progress | null> {
  demand(ctx, 'interactions:read');
  const { organisation: of } = ctx.actor;
  if (await isRenewed(ctx.db, of, RENEWAL, SEARCH_VERSION)) return null;
  const interactions = sql<number>`count(distinct ${transcript.interaction_id})::int`;
  const [[all], [searchable]] = await Promise.all([
    ctx.db.select({ total: interactions }).from(transcript).where(eq(transcript.organisation_id, of)),
    ctx.db
      .select({ done: sql<number>`count(*)::int` })
      .from(transcript_search)
      .where(and(eq(transcript_search.organisation_id, of), eq(transcript_search.version, SEARCH_VERSION))),
  ]);
  const [done, total] = [searchable?.done ?? 0, all?.total ?? 0];
  return done < total ? { done, total } : null;
}
