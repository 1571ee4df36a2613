// Properties of a whole turn: whether it answers, what it is about. A long turn may contain thousands of numbers, and
// each needs these for its own turn and those before it, so they are computed once per turn.

import type { Cue, CueKind } from './cues.ts';

/** What the words of a cue, or the question that holds them, speak of besides. */
export type Mentions = { post: boolean; qq: boolean; part: boolean };

/** `asked`: the kinds stem from an earlier turn; `fresh`: from right before, or this turn says them. `near`: letters between cue and number. `cue`: the cue's words, or the whole question's. */
export type Context = {
  kinds: CueKind[];
  asked: boolean;
  fresh: boolean;
  near: number;
  cue: string;
  mentions: Mentions;
};

const FIGURE_WORDS =
  /\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|double|triple|thousand|hundred|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|\w+day|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|first|second|third|\w+th|[a-z])\b|[零〇一二三四五六七八九十幺年月日号]/g;
/** Figures a turn must hold to count as the answer. */
const ANSWER =
  /\d[\s,.-]*\d[\s,.-]*\d|\[\[|(?:[零〇一二三四五六七八九幺年月][\s,、]*){3}|(?:\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|(?:four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b[\s,-]*){3}/;

/** What a turn says beside its words. */
export type Reading = {
  han: boolean;
  /** Kinds it speaks of, the last first, each once. */
  kinds: CueKind[];
  /** Holds figures enough for an answer; also after its first telling cue. */
  answers: boolean;
  answersItself: boolean;
  /** Little beside figures: a turn that may go on with an answer. */
  brief: boolean;
  card: boolean;
  mentions: Mentions;
  /** What was asked for before it; undefined: not looked for yet. */
  asked: Context | null | undefined;
};

export function readTurn(text: string, cues: readonly Cue[]): Reading {
  const telling = cues.filter(({ kind }) => kind !== 'number');
  const rest = text.replace(FIGURE_WORDS, ' ').replace(/[^a-z\p{Script=Han}]/gu, '');
  return {
    han: /\p{Script=Han}/u.test(text),
    kinds: [...new Set(telling.map(({ kind }) => kind).toReversed())],
    answers: ANSWER.test(text),
    answersItself: ANSWER.test(text.slice(telling[0]?.start ?? 0)),
    brief: rest.length <= (/\p{Script=Han}/u.test(rest) ? 5 : 22),
    card: /\bcards?\b|卡/.test(text),
    mentions: mentionsIn(text),
    asked: undefined,
  };
}

export const mentionsIn = (text: string): Mentions => ({
  post: /zip|post|邮/.test(text),
  qq: text.includes('qq'),
  part: /four|last|4|后|尾|code|ext/.test(text),
});
