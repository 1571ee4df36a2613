// Order, passport and customer numbers contain letters: "LH 45 21", "hfg 564", "c 4 rt 34", "AB" – "right" – "22 88 52
// C". Letters beside a number known to be a code belong to it; a turn that consists of such a code is one.

import { cuesBefore } from './context.ts';
import type { Conversation } from './conversation.ts';
import type { PersonalDataKind } from './kinds.ts';
import type { Run } from './runs.ts';
import type { Token } from './tokens.ts';
import { words } from './vocabulary.ts';

/** Kinds whose numbers may carry letters. */
const WITH_LETTERS: readonly PersonalDataKind[] = ['order', 'identity', 'account'];
/** Up to three letters that are no word. */
const LETTERS = words(
  /^(?!(?:is|it|its|my|the|no|and|ok|its|for|to|yes|of|its|so|um|uh|oh|am|pm|at|in|on|id|was|are|as|be|but|not|you|i'm|or|by|num|he|she|us|go|do|if|up|per|for|day|may|can|did|has|had|how|who|why|any|end|get|got|let|see|say|sir|too|two|use|yet|ya|u|ur|ma|bye|thx|th|st|nd|rd|usd|gb|mb|kg|cm|and|off|out|now|ago|an|ssn|ac|pin|pls|sir|hi|a|i|new|old|all|one|two|six|ten|acc|code|ref|pnr|dob|me|we)$)[a-z]{1,3}$/,
);
/** How close to its cue, in letters, a code begins; how many tokens a turn holds before it. */
const NEAR_CUE = 8;
const FEW_BEFORE = 3;
const SHORTEST = 5;
const LONGEST_TURN = 12;

/** The run with the letters that belong to it. */
export function wholeCode(
  conversation: Conversation,
  tokens: readonly Token[],
  run: Run,
  kind: PersonalDataKind,
): { from: number; to: number; chars: string } {
  let { from, to } = run;
  if (WITH_LETTERS.includes(kind)) {
    from = codeStart(conversation, tokens, from);
    to = codeEnd(tokens, to);
  }
  if (/^[+(]$/.test(tokens[from - 1]?.text ?? '')) from -= 1;
  const text = (part: readonly Token[]): string =>
    part
      .filter(({ type }) => type === 'letters' || type === 'digits')
      .map((token) => token.text)
      .join('');
  return { from, to, chars: text(tokens.slice(from, run.from)) + run.chars + text(tokens.slice(run.to, to)) };
}

function codeStart(conversation: Conversation, tokens: readonly Token[], from: number): number {
  let at = from - 1;
  while (at >= 0 && from - at <= 3 && /^[-,、.]$/.test(tokens[at]!.text)) at -= 1;
  if (tokens[at]?.type === 'pause' && codeBegins(conversation, tokens, at - 1)) at -= 1;
  const before = tokens[at];
  if (before === undefined || before.type !== 'letters') return from;
  const glued = at === from - 1 && !tokens[from]!.spaced;
  const capitals = before.text.length <= 4 && before.raw === before.raw.toUpperCase() && before.raw !== 'I';
  const beside = at === from - 1 || before.turn !== tokens[from]!.turn || /^[,-]$/.test(tokens[from - 1]!.text);
  return glued || capitals || (beside && LETTERS(before)) ? at : from;
}

/** "c 4" goes on with "rt 34", "kj 28" ends in "wp". */
function codeEnd(tokens: readonly Token[], from: number): number {
  let to = from;
  for (;;) {
    const [letters, next] = [tokens[to], tokens[to + 1]];
    if (letters?.type !== 'letters' || !LETTERS(letters)) return to;
    const ends = next === undefined || next.type === 'pause' || next.type === 'end' || next.turn !== letters.turn;
    if (ends) return to + 1;
    if (next.type !== 'digits') return to;
    const behind = tokens[to + 2];
    to += behind?.type === 'letters' && behind.text.length === 1 && behind.turn === next.turn ? 3 : 2;
  }
}

/** "ab" – "right" – "22 88": the turn before ends in a code's letters and says that one begins, or nothing else. */
function codeBegins(conversation: Conversation, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.type !== 'letters') return false;
  if (token.place <= FEW_BEFORE) return true;
  const cues = conversation.cuesOf(token.turn);
  for (let n = cuesBefore(cues, token.start) - 1; n >= 0 && token.start - cues[n]!.end < NEAR_CUE; n--)
    if (cues[n]!.end <= token.start && WITH_LETTERS.some((one) => one === cues[n]!.kind)) return true;
  return false;
}

/** A turn of nothing but letters and figures by ones to threes: someone reads out a code. */
export function isCodeTurn(tokens: readonly Token[], { from }: Run): boolean {
  const { turn } = tokens[from]!;
  let [first, last] = [from, from];
  while (from - first < LONGEST_TURN && isOf(turn, tokens[first - 1])) first -= 1;
  while (last - from < LONGEST_TURN && isOf(turn, tokens[last + 1])) last += 1;
  const own = tokens.slice(first, last + 1);
  if (
    own.length > LONGEST_TURN ||
    !own.every((token) => token.type === 'digits' || /^[-.a-z]$/.test(token.text) || LETTERS(token))
  )
    return false;
  const text = own
    .map((token) => token.text)
    .join('')
    .replace(/[-.]/g, '');
  return (
    text.length >= SHORTEST && /[a-z]/.test(text) && /\d.*\d/.test(text) && !/^\d+(?:st|nd|rd|th|am|pm)$/.test(text)
  );
}

/** Said in the turn: what stands between turns carries the number of the one behind it. */
function isOf(turn: number, token: Token | undefined): boolean {
  return token !== undefined && token.turn === turn && token.type !== 'pause' && token.type !== 'end';
}
