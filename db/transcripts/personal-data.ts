// Detecting personal data before a transaction begins, because long texts take time and nobody should wait for a lock
// meanwhile. If detection fails, nothing is stored or shown. The entry provides the detector (the server: a separate
// thread); without one, it runs here and yields between conversations.
import { Problem } from '../../scorecards/problems/problem.ts';
import type { PersonalData } from '../../transcription/text/redaction/kinds.ts';
import { personalDataOf } from '../../transcription/text/redaction/masking.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import type { Ctx } from '../database/context.ts';

/** What was said as it can be stored, with the personal data in it: only lookThrough() makes it. */
export type LookedThrough = { turns: Turn[]; found: PersonalData[] };

/** @throws Problem masking-failed: nothing may be made of the turns */
export async function lookThrough(ctx: Pick<Ctx, 'lookFor'>, turns: readonly Turn[]): Promise<LookedThrough> {
  const stored = turns.map(storable);
  try {
    return { turns: stored, found: await (ctx.lookFor ?? lookHere)(stored) };
  } catch {
    // What went wrong may tell the words.
    throw new Problem('masking-failed');
  }
}

/** The personal data of a transcript that is kept, looked for now where it was not yet. @throws Problem masking-failed */
export async function foundIn(
  ctx: Pick<Ctx, 'lookFor'>,
  row: { turns: Turn[]; personal_data: PersonalData[] | null },
): Promise<PersonalData[]> {
  return row.personal_data ?? (await lookThrough(ctx, row.turns)).found;
}

/** So much is looked through between letting others in: some ten milliseconds. */
const LETTERS_AT_ONCE = 10_000;
let letters = 0;

async function lookHere(turns: readonly Turn[]): Promise<PersonalData[]> {
  letters += turns.reduce((sum, { text }) => sum + text.length, 0);
  if (letters > LETTERS_AT_ONCE) {
    letters = 0;
    await new Promise((go) => setTimeout(go, 0));
  }
  return personalDataOf(turns);
}

/** The database stores neither NUL nor half a character, which a chat log may hold. */
const storable = (turn: Turn): Turn => ({
  ...turn,
  text: clean(turn.text),
  words: turn.words.map((word) => ({ ...word, text: clean(word.text) })),
});

const clean = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();
