// The language of each side. Only the organisation's languages are considered, because a model that knows a hundred
// guesses badly on short answers. The longest windows of a lane vote, weighted by their speech; a lane with too little
// or unclear speech follows the rest of the recording. In windows of mixed language, each stretch of speech is
// classified, and neighbouring stretches are likely the same.

import { RATE, type Span } from '../sound/span.ts';

/** One window's guess. `weight` is the length of its speech, in any unit. */
export type Vote = { weight: number; shares: ReadonlyMap<string, number> };

/** Windows of a lane that vote. */
export const VOTES = 3;
/** A window as sure as this needs no others to vote beside it, and holds no other language. */
export const BEYOND_DOUBT = 0.95;
/** A lane is sure of itself from this share of its votes on … */
const SURE_SHARE = 0.6;
/** … and with this part of the speech of the side that spoke most. */
const ENOUGH_SPEECH = 0.1;

/** A window is read in a language of its own from this share on … */
const OWN_SHARE = BEYOND_DOUBT;
/** … and with this much speech, in samples: the model takes a short answer for any language. */
const OWN_SPEECH = 3 * RATE;

/** @param vote weighed by samples of speech @returns the language a window is surely in, whatever the rest of its lane */
export function ownLanguage({ weight, shares }: Vote, least = OWN_SPEECH): string | null {
  if (weight < least) return null;
  for (const [language, share] of shares) if (share >= OWN_SHARE) return language;
  return null;
}

/** @returns languages by the length of what was said in them, most first */
export function shareSpeech(spoken: readonly (readonly [language: string, length: number])[]): string[] {
  const lengths = new Map<string, number>();
  for (const [language, length] of spoken) lengths.set(language, (lengths.get(language) ?? 0) + length);
  return [...lengths].sort((a, b) => b[1] - a[1]).map(([language]) => language);
}

/**
 * @param lanes the votes of each lane
 * @returns a language for each lane and for the recording; `en` where nobody voted
 */
export function pickLanguages(lanes: readonly (readonly Vote[])[]): { recording: string; lanes: string[] } {
  const recording = best(lanes.flat()).language;
  const most = Math.max(0, ...lanes.map(weigh));
  return {
    recording,
    lanes: lanes.map((votes) => {
      const { language, share } = best(votes);
      return share >= SURE_SHARE && weigh(votes) >= ENOUGH_SPEECH * most ? language : recording;
    }),
  };
}

/** The language that all votes together make likeliest, and how likely that is at the mean of them. */
function best(votes: readonly Vote[]): { language: string; share: number } {
  const total = Math.max(weigh(votes), Number.MIN_VALUE);
  const known = [...new Set(votes.flatMap(({ shares }) => [...shares.keys()]))];
  const means = known.map((language) =>
    Math.exp(votes.reduce((sum, vote) => sum + vote.weight * logShare(vote.shares, language), 0) / total),
  );
  const most = Math.max(0, ...means);
  const sum = means.reduce((a, one) => a + one, 0);
  return { language: known[means.indexOf(most)] ?? 'en', share: most / Math.max(sum, Number.MIN_VALUE) };
}

/** No single window outvotes all others. */
const LEAST_SHARE = 1e-3;

function logShare(shares: ReadonlyMap<string, number>, language: string): number {
  return Math.log(Math.max(LEAST_SHARE, shares.get(language) ?? 0));
}

function weigh(votes: readonly Vote[]): number {
  return votes.reduce((sum, { weight }) => sum + weight, 0);
}

/**
 * The shares of some languages alone, as parts of one.
 * @param among at least one; those the model does not know count for nothing
 */
export function sharesAmong(shares: ReadonlyMap<string, number>, among: readonly string[]): Map<string, number> {
  const sum = among.reduce((all, language) => all + (shares.get(language) ?? 0), 0);
  return new Map(among.map((language) => [language, (shares.get(language) ?? 0) / Math.max(sum, Number.MIN_VALUE)]));
}

/** What the model thinks of a stretch of speech. */
export type Stretch = Span & { shares: ReadonlyMap<string, number> };

/** A stretch of this length counts whole, a shorter one by its part. */
const TELLING = 1.5 * RATE;
/** What a change of language costs after a second's pause, in natural logarithms; a shorter pause costs more. */
const CHANGE = 0.75;
const LEAST_PAUSE = 0.5;
const MOST_PAUSE = 1;
/** What a language costs that is not the lane's. */
const UNUSUAL = 0.25;

/**
 * The language of each stretch (the path of least cost through a chain whose states are the languages; Viterbi).
 * @param stretches in order
 * @param usual the language of the lane
 */
export function languagesOf(stretches: readonly Stretch[], usual: string): string[] {
  const known = [...new Set([usual, ...stretches.flatMap(({ shares }) => [...shares.keys()])])];
  let costs = known.map(() => 0);
  const cameFrom: number[][] = [];
  for (const [i, stretch] of stretches.entries()) {
    const pause = (stretch.start - (stretches[i - 1]?.end ?? 0)) / RATE;
    const change = i === 0 ? 0 : CHANGE / Math.min(MOST_PAUSE, Math.max(LEAST_PAUSE, pause));
    const cheapest = costs.indexOf(Math.min(...costs));
    const from = known.map((_, to) => ((costs[to] ?? 0) <= (costs[cheapest] ?? 0) + change ? to : cheapest));
    const telling = Math.min(1, (stretch.end - stretch.start) / TELLING);
    costs = known.map((language, to) => {
      const before = from[to] ?? to;
      const unusual = language === usual ? 0 : UNUSUAL * telling;
      return (
        (costs[before] ?? 0) + (before === to ? 0 : change) + unusual - telling * logShare(stretch.shares, language)
      );
    });
    cameFrom.push(from);
  }
  const path: string[] = [];
  let state = costs.indexOf(Math.min(...costs));
  for (let i = stretches.length - 1; i >= 0; i--) {
    path[i] = known[state] ?? usual;
    state = cameFrom[i]?.[state] ?? state;
  }
  return path;
}
