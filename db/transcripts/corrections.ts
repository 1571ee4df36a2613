// Correcting a transcript creates a new revision based on the one the person saw. Corrections made by others in the
// meantime are never overwritten, and masked text stays masked: marks in edited text stand for the words beneath them.
import { and, asc, desc, eq } from 'drizzle-orm';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { TranscriptOrigin } from '../../scorecards/transcripts/states.ts';
import type { ChangeMade } from '../../transcription/correcting/change-made.ts';
import {
  applyChange,
  type Change,
  carryPersonalData,
  mergeFinds,
  withoutOverlap,
} from '../../transcription/correcting/changes.ts';
import { unmask } from '../../transcription/correcting/marks.ts';
import type { PersonalData, PersonalDataKind } from '../../transcription/text/redaction/kinds.ts';
import { type Stretch, withWords, wordPlaces } from '../../transcription/text/redaction/places.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { type Ctx, demand, self } from '../database/context.ts';
import { behindRow, type Page, type PageInput, pageById } from '../database/pages.ts';
import { record } from '../events/record.ts';
import { coach, type Person, personOf } from '../people/references.ts';
import { agentsVisible, demandInteraction } from '../people/visible.ts';
import { interaction } from '../schema/interactions.ts';
import { transcript } from '../schema/transcripts.ts';
import { kindsOf } from './masking.ts';
import { originalsOpened } from './originals.ts';
import { lookThrough } from './personal-data.ts';
import { keepTranscript } from './revisions.ts';
import { type TranscriptView, transcriptOf } from './transcripts.ts';

/** `as-of`: back to an earlier revision, all of it. */
export type Correction = Change | { kind: 'as-of'; revision: number };

export type Corrections = {
  id: string;
  /** The revision the person has before them. */
  revision: number;
  /** One after the other; `turn` counts as the ones before left it. */
  changes: Correction[];
  /** The texts are of the originals, without marks: for anyone who has opened them. */
  original?: boolean;
};

/** A revision as the history shows it. */
export type RevisionRow = {
  revision: number;
  origin: TranscriptOrigin;
  at: string;
  /** null: not a person. */
  by: Person | null;
  model: string | null;
  changes: ChangeMade[];
};

type Spoken = { turns: Turn[]; finds: PersonalData[] };

/**
 * Keeps what a person corrected as the next revision. Corrections that change nothing make none.
 * @returns the current transcript
 * @throws Problem `stale` with the transcript as it is now when that is another than the person saw; `typed-stays` for
 *   text; `mark-missing` when a mark was taken out; the refusals of transcription/correcting/changes.ts
 */
export async function correctTranscript(ctx: Ctx, input: Corrections): Promise<TranscriptView> {
  const { id, original = false } = input;
  await demandInteraction(ctx, 'transcripts:correct', id);
  if (original) await originalsOpened(ctx, { id, use: 'read' });
  const masked = original ? [] : await kindsOf(ctx.db, ctx);
  const kept = await keep(ctx, input, masked);
  const now = await transcriptOf(ctx, { id, original });
  if (!now) throw new Problem('not-found');
  if (!kept) throw new Problem('stale', {}, now);
  return now;
}

/** @returns false when the person did not see the newest revision, or someone is faster */
async function keep(ctx: Ctx, input: Corrections, masked: readonly PersonalDataKind[]): Promise<boolean> {
  const rows = await ctx.db
    .select()
    .from(transcript)
    .where(and(eq(transcript.interaction_id, input.id), eq(transcript.organisation_id, ctx.actor.organisation)))
    .orderBy(asc(transcript.revision));
  // What was heard or imported last, before anyone corrected it.
  const first = rows.findLast(({ origin }) => origin !== 'corrected');
  const newest = rows.at(-1);
  if (!first || !newest) throw new Problem('not-found');
  if (newest.origin === 'typed') throw new Problem('typed-stays');
  if (newest.revision !== input.revision) return false;

  const revision = newest.revision + 1;
  const made: ChangeMade[] = [];
  let now = spoken(newest);
  for (const change of input.changes) {
    const at_ms = 'turn' in change ? (now.turns[change.turn]?.start_ms ?? null) : null;
    if (change.kind === 'as-of') {
      const then = rows.find((row) => row.revision === change.revision);
      if (!then) throw new Problem('not-found');
      now = spoken(then);
    } else now = applied(now, change, { first: spoken(first), revision, masked });
    made.push({ kind: change.kind, at_ms });
  }
  if (JSON.stringify(now.turns) === JSON.stringify(newest.turns)) return true;

  const { language, languages, method, speakers_confidence_bp, model, pipeline } = newest;
  const { duration_ms, announced_ms, recording_notes } = newest;
  const said = await lookThrough(ctx, now.turns);
  return await ctx.db.transaction(async (tx) => {
    const kept = await keepTranscript(tx, ctx, {
      ...{ language, languages, method, speakers_confidence_bp, model, pipeline },
      ...{ duration_ms, announced_ms, recording_notes },
      interaction_id: input.id,
      revision,
      origin: 'corrected',
      said,
      known: now.finds,
      made_by: self(ctx),
      changes: made,
    });
    if (!kept) return false;
    const detail = { revision, changes: made.map(({ kind }) => kind) };
    await record(tx, ctx, { kind: 'transcript.corrected', subject: input.id, detail });
    return true;
  });
}

const spoken = (row: { turns: Turn[]; personal_data: PersonalData[] | null }): Spoken => ({
  turns: row.turns,
  finds: row.personal_data ?? [],
});

/** One change, with all that was found of personal data still found. */
function applied(
  now: Spoken,
  given: Change,
  options: { first: Spoken; revision: number; masked: readonly PersonalDataKind[] },
): Spoken {
  const { first, revision, masked } = options;
  const { change, finds } = legible(now, given, masked);
  const after = applyChange(now.turns, change, { first: first.turns, revision });
  if (typeof after === 'string') throw new Problem(after);
  const before = new Set(now.turns);
  const fresh = after.flatMap((turn, index) => (before.has(turn) ? [] : [{ turn, index }]));
  const placed = finds.flatMap((find): PersonalData[] => {
    const own = fresh[find.turn];
    return own ? [withWords({ ...find, turn: own.index }, own.turn, wordPlaces(own.turn))] : [];
  });
  const carried = withoutOverlap([...placed, ...carryPersonalData(now.turns, now.finds, after)]);
  // What comes back as it was heard brings what was found there.
  const back = change.kind === 'restore' ? carryPersonalData(first.turns, first.finds, after) : [];
  return { turns: after, finds: mergeFinds(carried, back) };
}

/** The change with what its marks stand for, and where that stands in the turns it makes. */
function legible(
  now: Spoken,
  change: Change,
  masked: readonly PersonalDataKind[],
): { change: Change; finds: Stretch[] } {
  const turn = 'turn' in change ? now.turns[change.turn] : undefined;
  if (!turn || !('turn' in change)) return { change, finds: [] };
  const marks = now.finds.filter((find) => find.turn === change.turn && masked.includes(find.kind));
  if (change.kind === 'remove' && marks.length > 0) throw new Problem('mark-missing');
  if (change.kind !== 'words' && change.kind !== 'split') return { change, finds: [] };
  const texts = change.kind === 'words' ? [change.text] : change.texts;
  const read = unmask(
    turn,
    marks,
    texts.map((text) => text.trim()),
  );
  if ('missing' in read) throw new Problem('mark-missing');
  const [text = '', rest = ''] = read.texts;
  return {
    change: change.kind === 'words' ? { ...change, text } : { ...change, texts: [text, rest] },
    finds: read.finds,
  };
}

const PAGE = 100;

/** The revisions of an interaction's transcript, the newest first: who made it, when, and what was changed. */
export async function revisionsOf(ctx: Ctx, input: { id: string } & PageInput): Promise<Page<RevisionRow>> {
  demand(ctx, 'interactions:read');
  const { cursor, limit = PAGE } = input;
  const found = await ctx.db
    .select({
      id: transcript.id,
      revision: transcript.revision,
      origin: transcript.origin,
      at: transcript.created_at,
      by: personOf(coach),
      model: transcript.model,
      changes: transcript.changes,
    })
    .from(transcript)
    .innerJoin(interaction, eq(interaction.id, transcript.interaction_id))
    .leftJoin(coach, eq(coach.id, transcript.made_by))
    .where(
      and(
        eq(transcript.interaction_id, input.id),
        eq(transcript.organisation_id, ctx.actor.organisation),
        agentsVisible(ctx, 'interactions:read', interaction.agent_id),
        await behindRow(ctx, cursor, { of: transcript, by: [transcript.revision, transcript.id], order: 'desc' }),
      ),
    )
    .orderBy(desc(transcript.revision))
    .limit(limit + 1);
  if (found.length === 0) throw new Problem('not-found');
  const { rows, next } = pageById(found, limit);
  return { rows: rows.map(({ id: _, changes, ...row }) => ({ ...row, changes: changes ?? [] })), next };
}
