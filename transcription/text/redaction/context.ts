// What a number is follows from its context: the nearest cue before it in its turn, otherwise one right after it ("5317
// is my social"), otherwise the last open question. A question about something else (how many, which colour) closes the
// previous one.

import type { Conversation } from './conversation.ts';
import type { Cue } from './cues.ts';
import { type Context, type Mentions, mentionsIn, type Reading, readTurn } from './readings.ts';
import type { Token } from './tokens.ts';

/** How far, in letters of the text, a cue reaches forward and back; Chinese says in one what English says in three. */
const REACH = { before: 60, behind: 18 };
const REACH_HAN = { before: 24, behind: 6 };
/** How many turns back a question still waits for its answer. */
const QUESTION_TURNS = 8;
const ANNOUNCED_TURNS = 2;
/** Letters of a turn between question and answer that is more than assent. */
const ASIDE = 14;
const ASIDE_HAN = 6;
/** Letters of a turn in which a question about something else is one. */
const QUESTION_LETTERS = 25;

export function contextOf(
  conversation: Conversation,
  tokens: readonly Token[],
  from: number,
  to: number,
): Context | null {
  const first = tokens[from]!;
  const last = tokens[to - 1]!;
  const own = inTurn(conversation, first.turn, first.start, last.turn === first.turn ? last.end : first.end);
  if (own !== null && own.kinds[0] !== 'number') return own;
  const ending = last.turn === first.turn ? null : inTurn(conversation, last.turn, 0, last.end);
  if (ending !== null && ending.kinds[0] !== 'number') return ending;
  return askedBefore(conversation, first.turn) ?? own;
}

/** The nearest telling cue; a mere "number" or "it is" hands over to the cue before it. */
function inTurn(conversation: Conversation, turn: number, start: number, end: number): Context | null {
  const cues = conversation.cuesOf(turn);
  if (cues.length === 0) return null;
  const plain = conversation.plain[turn]!;
  const reach = readingOf(conversation, turn).han ? REACH_HAN : REACH;
  const of = (cue: Cue, near: number): Context => {
    const words = plain.slice(cue.start, cue.end);
    return { kinds: [cue.kind], asked: false, fresh: true, near, cue: words, mentions: mentionsIn(words) };
  };
  const behindIt = cuesBefore(cues, end);
  let vague: Cue | null = null;
  for (let at = behindIt - 1; at >= 0; at--) {
    const cue = cues[at]!;
    if (cue.end > start) continue;
    if (start - cue.end > reach.before) break;
    if (cue.kind === 'number') vague ??= cue;
    else if (cue.kind === 'none' && vague !== null && start - cue.end > reach.before / 2) break;
    else return of(cue, start - cue.end);
  }
  let at = behindIt;
  while (cues[at]?.kind === 'number' && cues[at]!.start - end <= reach.behind) at += 1;
  const behind = cues[at];
  if (
    behind !== undefined &&
    behind.kind !== 'number' &&
    behind.start - end <= reach.behind &&
    !/[.?!。,，;；]/.test(plain.slice(end, behind.start))
  )
    return of(behind, behind.start - end);
  return vague === null ? null : of(vague, start - vague.end);
}

/** How many of a turn's cues, which stand in order and apart, begin before a place. */
export function cuesBefore(cues: readonly Cue[], place: number): number {
  let [low, high] = [0, cues.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cues[middle]!.start < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function readingOf({ plain, cuesOf, readings }: Conversation, turn: number): Reading {
  readings[turn] ??= readTurn(plain[turn]!, cuesOf(turn));
  return readings[turn];
}

/** What the words of a turn speak of besides. */
export const mentionsOf = (conversation: Conversation, turn: number): Mentions =>
  readingOf(conversation, turn).mentions;

/** Whether a turn, or one of so many before it, speaks of a card. */
export function speaksOfCard(conversation: Conversation, turn: number, turns: number): boolean {
  for (let t = turn; t >= 0 && t >= turn - turns; t--) if (readingOf(conversation, t).card) return true;
  return false;
}

/** What was asked for in the turns before; several kinds when one question asked for several. */
function askedBefore(conversation: Conversation, turn: number): Context | null {
  const own = readingOf(conversation, turn);
  if (own.asked === undefined) own.asked = lookBack(conversation, turn);
  return own.asked;
}

function lookBack(conversation: Conversation, turn: number): Context | null {
  const { turns, plain, asks } = conversation;
  const { speaker } = turns[turn]!;
  let answered = false;
  let fresh = true;
  for (let t = turn - 1; t >= 0 && t >= turn - QUESTION_TURNS; t--) {
    const text = plain[t]!;
    const { kinds, answers, answersItself, han, mentions } = readingOf(conversation, t);
    const other = turns[t]!.speaker !== speaker;
    // What someone announces ("I'll read you my card number") holds for the next words only.
    if (!other && turn - t > ANNOUNCED_TURNS) {
      if (answers) answered = true;
      if (text.length > ASIDE) fresh = false;
      continue;
    }
    if (kinds.length > 0 && asks(t) && !answersItself) {
      if (answered && !readingOf(conversation, turn).brief) return null;
      return { kinds, asked: true, fresh, near: 0, cue: text, mentions };
    }
    if (text.length > (han ? ASIDE_HAN : ASIDE)) fresh = false;
    if (!other && answers) answered = true;
    if (other && kinds.length === 0 && text.length > QUESTION_LETTERS && text.includes('?')) return null;
  }
  return null;
}
