// What a number is follows from what is said around it: the nearest cue before it in its turn, else one right behind it
// ("5317 is my social"), else what was last asked for and not yet answered. A question about something else (how many,
// which colour) closes the question before it.

import type { Conversation } from './conversation.ts';
import type { Cue, CueKind } from './cues.ts';
import type { Token } from './tokens.ts';

/** `asked`: the kinds stem from an earlier turn; `fresh`: from right before, or this turn says them. `near`: letters between cue and number. `cue`: the cue's words. */
export type Context = { kinds: CueKind[]; asked: boolean; fresh: boolean; near: number; cue: string };

/** How far, in letters of the text, a cue reaches forward and back; Chinese says in one what English says in three. */
const REACH = { before: 60, behind: 18 };
const REACH_HAN = { before: 24, behind: 6 };
/** How many turns back a question still waits for its answer. */
const QUESTION_TURNS = 8;
const ANNOUNCED_TURNS = 2;
const FIGURE_WORDS =
  /\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|double|triple|thousand|hundred|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|\w+day|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|first|second|third|\w+th|[a-z])\b|[零〇一二三四五六七八九十幺年月日号]/g;
/** Letters of a turn between question and answer that is more than assent. */
const ASIDE = 14;
const ASIDE_HAN = 6;
/** Figures a turn must hold to count as the answer. */
const ANSWER =
  /(?:\d[\s,.-]*){3,}|\[\[|(?:[零〇一二三四五六七八九幺年月][\s,、]*){3,}|(?:\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|(?:four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b[\s,-]*){3,}/;

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
  return asked(conversation, first.turn) ?? own;
}

/** The nearest telling cue; a mere "number" or "it is" hands over to the cue before it. */
function inTurn(conversation: Conversation, turn: number, start: number, end: number): Context | null {
  const plain = conversation.plain[turn]!;
  const reach = /\p{Script=Han}/u.test(plain) ? REACH_HAN : REACH;
  const cues = conversation.cues[turn]!;
  const of = (cue: Cue, near: number): Context => ({
    kinds: [cue.kind],
    asked: false,
    fresh: true,
    near,
    cue: plain.slice(cue.start, cue.end),
  });
  let vague: Cue | null = null;
  for (const cue of cues.toReversed()) {
    if (cue.start >= end) {
      continue;
    }
    if (cue.end > start || start - cue.end > reach.before) continue;
    if (cue.kind === 'number') vague ??= cue;
    else if (cue.kind === 'none' && vague !== null && start - cue.end > reach.before / 2) break;
    else return of(cue, start - cue.end);
  }
  const behind = cues.find((cue) => cue.start >= end && cue.kind !== 'number');
  if (behind && behind.start - end <= reach.behind && !/[.?!。,，;；]/.test(plain.slice(end, behind.start)))
    return of(behind, behind.start - end);
  return vague === null ? null : of(vague, start - vague.end);
}

/** What was asked for in the turns before; several kinds when one question asked for several. */
function asked({ turns, plain, cues, asks }: Conversation, turn: number): Context | null {
  const { speaker } = turns[turn]!;
  let answered = false;
  let fresh = true;
  for (let t = turn - 1; t >= 0 && t >= turn - QUESTION_TURNS; t--) {
    const telling = cues[t]!.filter(({ kind }) => kind !== 'number');
    const other = turns[t]!.speaker !== speaker;
    // What somebody announces ("I'll read you my card number") holds for the next words only.
    if (!other && turn - t > ANNOUNCED_TURNS) {
      if (ANSWER.test(plain[t]!)) answered = true;
      if (plain[t]!.length > ASIDE) fresh = false;
      continue;
    }
    if (telling.length > 0 && asks[t] && !ANSWER.test(lastPart(plain[t]!, telling))) {
      const kinds = telling.map(({ kind }) => kind).toReversed();
      if (answered && !brief(plain[turn]!)) return null;
      return { kinds, asked: true, fresh, near: 0, cue: plain[t]! };
    }
    if (plain[t]!.length > (/\p{Script=Han}/u.test(plain[t]!) ? ASIDE_HAN : ASIDE)) fresh = false;
    if (!other && ANSWER.test(plain[t]!)) answered = true;
    if (other && plain[t]!.includes('?') && telling.length === 0 && plain[t]!.length > 25) return null;
  }
  return null;
}

const lastPart = (plain: string, cues: readonly Cue[]): string => plain.slice(cues[0]?.start ?? 0);

/** Little beside figures: a turn that may go on with an answer. */
function brief(plain: string): boolean {
  const rest = plain.replace(FIGURE_WORDS, ' ').replace(/[^a-z\p{Script=Han}]/gu, '');
  return rest.length <= (/\p{Script=Han}/u.test(rest) ? 5 : 22);
}
