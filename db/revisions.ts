// The one door through which a transcript comes to be kept, whoever made it: heard by the model, typed by the speakers,
// brought in from elsewhere or corrected by a person. Each is a row of its own that is never changed. What follows from
// the words is done here, so that no way in forgets it: personal data is found, and what is searched holds none of it.
import { findPersonalData, maskTurns, PERSONAL_DATA } from '../transcription/redaction/personal-data.ts';
import type { Turn } from '../transcription/transcript.ts';
import type { Ctx, Db } from './context.ts';
import { newId } from './id.ts';
import { transcript } from './schema/transcripts.ts';

type Row = typeof transcript.$inferInsert;

/** A revision as whoever made it hands it over; what follows from its words is added. */
export type NewRevision = Pick<Row, 'interaction_id' | 'revision' | 'origin' | 'language' | 'languages'> &
  Pick<Row, 'duration_ms' | 'turns'> &
  Partial<
    Pick<
      Row,
      'method' | 'speakers_confidence_bp' | 'announced_ms' | 'peaks' | 'model' | 'pipeline' | 'took_ms' | 'made_by'
    >
  >;

export type KeptRevision = typeof transcript.$inferSelect;

/** Found in every transcript. Names are too often an agent's own, or a street's, to be hidden unasked. */
const FOUND = PERSONAL_DATA.filter((kind) => kind !== 'name');

/** So many rows stay below what one statement may carry. */
const ROWS_AT_ONCE = 500;

/**
 * Keeps one revision; part of the transaction of whoever made it.
 * @returns null when the contact has a revision of this number already, which stays
 */
export async function keepTranscript(tx: Db, ctx: Ctx, given: NewRevision): Promise<KeptRevision | null> {
  const [kept] = await keepTranscripts(tx, ctx, [given]);
  return kept ?? null;
}

/** Keeps revisions of many contacts. @returns those that were not there yet */
export async function keepTranscripts(tx: Db, ctx: Ctx, given: readonly NewRevision[]): Promise<KeptRevision[]> {
  const kept: KeptRevision[] = [];
  for (let i = 0; i < given.length; i += ROWS_AT_ONCE) {
    const rows = given.slice(i, i + ROWS_AT_ONCE).map((one) => rowOf(ctx, one));
    const made = await tx
      .insert(transcript)
      .values(rows)
      .onConflictDoNothing({ target: [transcript.interaction_id, transcript.revision] })
      .returning({ id: transcript.id });
    const ids = new Set(made.map(({ id }) => id));
    kept.push(...rows.filter(({ id }) => ids.has(id)));
  }
  if (kept.length === 0) return kept;
  // COPIES: the muted copy of a recording is made anew from here.
  // SEARCH: what is looked through is written from here.
  return kept;
}

function rowOf(ctx: Ctx, given: NewRevision): KeptRevision {
  const turns = given.turns.map(storable);
  const personal_data = findPersonalData(turns, FOUND);
  return {
    ...EMPTY,
    ...given,
    id: newId('trn', ctx.now),
    organisation_id: ctx.actor.organisation,
    turns,
    personal_data,
    text: textOf(maskTurns(turns, personal_data)),
    created_at: ctx.now.toISOString(),
  };
}

/** Of text, and of what nobody measured. */
const EMPTY = {
  language: null,
  method: null,
  speakers_confidence_bp: null,
  announced_ms: null,
  peaks: null,
  model: null,
  pipeline: null,
  took_ms: null,
  made_by: null,
};

const textOf = (turns: Turn[]): string => turns.map((turn) => turn.text).join('\n');

/** The database stores neither NUL nor half a character, which a chat log may hold. */
const storable = (turn: Turn): Turn => ({
  ...turn,
  text: clean(turn.text),
  words: turn.words.map((word) => ({ ...word, text: clean(word.text) })),
});

const clean = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();
