// The only way a transcript is stored, whoever made it: recognised by the model, typed by the speakers, imported, or
// corrected by a person. Each revision is a row that never changes. What follows from the words happens here, so that
// no caller forgets it: measures, detection of personal data, and a search index without personal data.
import { and, asc, eq, gt, inArray, isNull, lt, max, or, sql } from 'drizzle-orm';
import { orProblem, Problem } from '../../scorecards/problems/problem.ts';
import { mergeFinds } from '../../transcription/correcting/changes.ts';
import { soundsOf } from '../../transcription/sound/mute.ts';
import type { PersonalData, PersonalDataKind } from '../../transcription/text/redaction/kinds.ts';
import { maskedTurns } from '../../transcription/text/redaction/masking.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { type Ctx, type Db, demandWorker } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { enqueue } from '../jobs/jobs.ts';
import { interaction } from '../schema/interactions.ts';
import { transcript } from '../schema/transcripts.ts';
import { queueMuted } from './copies.ts';
import { kindsOf } from './masking.ts';
import { measureTranscripts } from './measures.ts';
import { foundIn, type LookedThrough } from './personal-data.ts';
import { indexTranscripts } from './search-index.ts';

type Row = typeof transcript.$inferInsert;

/** A revision as its maker passes it; what follows from its words is added. */
export type NewRevision = Pick<Row, 'interaction_id' | 'revision' | 'origin' | 'language' | 'languages'> &
  Pick<Row, 'duration_ms'> &
  Partial<
    Pick<
      Row,
      | 'method'
      | 'speakers_confidence_bp'
      | 'announced_ms'
      | 'recording_notes'
      | 'peaks'
      | 'model'
      | 'pipeline'
      | 'took_ms'
      | 'made_by'
      | 'changes'
    >
  > & {
    said: LookedThrough;
    /** Personal data known from the revision before, where it stands in these turns. */
    known?: readonly PersonalData[];
  };

export type KeptRevision = typeof transcript.$inferSelect;

/** So many rows stay below what one statement may carry. */
const ROWS_AT_ONCE = 500;

/**
 * Keeps one revision; part of the caller's transaction.
 * @returns null when the interaction has a revision of this number already, which stays
 */
export async function keepTranscript(tx: Db, ctx: Ctx, given: NewRevision): Promise<KeptRevision | null> {
  const [kept] = await keepTranscripts(tx, ctx, [given]);
  return kept ?? null;
}

/** Keeps revisions of many interactions. @returns those that were not there yet */
export async function keepTranscripts(tx: Db, ctx: Ctx, given: readonly NewRevision[]): Promise<KeptRevision[]> {
  const kept: KeptRevision[] = [];
  const kinds = await kindsOf(tx, ctx);
  for (let i = 0; i < given.length; i += ROWS_AT_ONCE) {
    const rows = given.slice(i, i + ROWS_AT_ONCE).map((one) => rowOf(ctx, one, kinds));
    const made = await tx
      .insert(transcript)
      .values(rows)
      .onConflictDoNothing({ target: [transcript.interaction_id, transcript.revision, transcript.organisation_id] })
      .returning({ id: transcript.id });
    const ids = new Set(made.map(({ id }) => id));
    const fresh = rows.filter(({ id }) => ids.has(id));
    kept.push(...fresh);
    if (fresh.length === 0) continue;
    await noteOnInteractions(tx, [...ids]);
    await measureTranscripts(tx, ctx, fresh);
  }
  await follow(tx, ctx, kept, kinds);
  return kept;
}

/** What lists need from an interaction without reading its transcript. Values from an import stay. */
async function noteOnInteractions(tx: Db, ids: string[]): Promise<void> {
  await tx
    .update(interaction)
    .set({
      transcript_revision: sql`${transcript.revision}`,
      language: sql`coalesce(${interaction.language}, ${transcript.language})`,
      duration_ms: sql`coalesce(${interaction.duration_ms}, ${transcript.duration_ms})`,
    })
    .from(transcript)
    .where(
      and(
        inArray(transcript.id, ids),
        eq(interaction.id, transcript.interaction_id),
        or(isNull(interaction.transcript_revision), lt(interaction.transcript_revision, transcript.revision)),
      ),
    );
}

/** What is derived from transcripts' words when they are stored and when they are masked again. */
async function follow(tx: Db, ctx: Ctx, kept: readonly KeptRevision[], kinds: PersonalDataKind[]): Promise<void> {
  if (kept.length === 0) return;
  await queueMuted(tx, ctx, kept, kinds);
  await indexTranscripts(tx, ctx, kept, kinds);
}

/** How many long calls are in memory at once while they are masked again. */
const MASKED_AT_ONCE = 20;

/**
 * Masks the organisation's transcripts anew, some at a time: personal data is looked for where it was not, what is
 * searched is written under the choice of today, and muted copies are ordered. One in which it cannot be looked for
 * stays as it is, and is shown to nobody. The job for the next ones is left in the same transaction.
 * @returns how many were looked at
 */
export async function maskAnew(ctx: Ctx, input: { after: string | null }): Promise<number> {
  demandWorker(ctx);
  const mine = eq(transcript.organisation_id, ctx.actor.organisation);
  const rows = await ctx.db
    .select()
    .from(transcript)
    .where(input.after === null ? mine : and(mine, gt(transcript.id, input.after)))
    .orderBy(asc(transcript.id))
    .limit(MASKED_AT_ONCE);
  const found = new Map<string, PersonalData[]>();
  for (const row of rows) {
    const own = await foundIn(ctx, row).catch(orProblem);
    if (!(own instanceof Problem)) found.set(row.id, own);
  }
  return ctx.db.transaction(async (tx) => {
    const kinds = await kindsOf(tx, ctx);
    const masked: KeptRevision[] = [];
    for (const row of rows) {
      const personal_data = found.get(row.id);
      if (personal_data === undefined) continue;
      const text = textOf(maskedTurns(row.turns, personal_data, kinds));
      const personal_sounds = row.personal_sounds ?? soundsOf(row.turns, personal_data);
      if (row.personal_data === null || row.personal_sounds === null || row.text !== text) {
        await tx.update(transcript).set({ personal_data, personal_sounds, text }).where(eq(transcript.id, row.id));
      }
      masked.push({ ...row, personal_data, personal_sounds, text });
    }
    await follow(tx, ctx, await newestOf(tx, masked), kinds);
    const last = rows.at(-1);
    if (rows.length === MASKED_AT_ONCE && last) {
      await enqueue(tx, 'mask', [{ organisation_id: ctx.actor.organisation, after: last.id }]);
    }
    return rows.length;
  });
}

/** Those that no later revision has taken the place of. */
async function newestOf(tx: Db, kept: readonly KeptRevision[]): Promise<KeptRevision[]> {
  if (kept.length === 0) return [];
  const rows = await tx
    .select({ id: transcript.interaction_id, revision: max(transcript.revision) })
    .from(transcript)
    .where(
      inArray(
        transcript.interaction_id,
        kept.map(({ interaction_id }) => interaction_id),
      ),
    )
    .groupBy(transcript.interaction_id);
  const newest = new Map(rows.map(({ id, revision }) => [id, revision]));
  return kept.filter(({ interaction_id, revision }) => newest.get(interaction_id) === revision);
}

function rowOf(
  ctx: Ctx,
  { known = [], said, ...given }: NewRevision,
  kinds: readonly PersonalDataKind[],
): KeptRevision {
  const { turns } = said;
  const personal_data = mergeFinds(said.found, known);
  return {
    ...EMPTY,
    ...given,
    id: newId('trn', ctx.now),
    organisation_id: ctx.actor.organisation,
    turns,
    personal_data,
    personal_sounds: soundsOf(turns, personal_data),
    text: textOf(maskedTurns(turns, personal_data, kinds)),
    created_at: ctx.now.toISOString(),
  };
}

/** Of text, and of what nobody measured. */
const EMPTY = {
  language: null,
  method: null,
  speakers_confidence_bp: null,
  announced_ms: null,
  recording_notes: null,
  peaks: null,
  model: null,
  pipeline: null,
  took_ms: null,
  made_by: null,
  changes: null,
};

const textOf = (turns: Turn[]): string => turns.map((turn) => turn.text).join('\n');
