// In which language each side speaks. The model guesses for a window at a time, and guesses badly on short ones: the
// longest windows of a lane vote, weighted by their speech, and a lane that said too little, or something unclear, goes
// with the rest of the recording.

import { RATE } from './speech.ts';

/** One window's guess. `weight` is the length of its speech, in any unit. */
export type Vote = { weight: number; shares: ReadonlyMap<string, number> };

/** Windows of a lane that vote. */
export const VOTES = 3;
/** A window as sure as this needs no others to vote beside it. */
export const BEYOND_DOUBT = 0.9;
/** A lane is sure of itself from this share of its votes on … */
const SURE_SHARE = 0.6;
/** … and with this part of the speech of the side that spoke most. */
const ENOUGH_SPEECH = 0.1;

/** A window is read in a language of its own from this share on … */
const OWN_SHARE = 0.8;
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

function best(votes: readonly Vote[]): { language: string; share: number } {
  const sums = new Map<string, number>();
  for (const { weight, shares } of votes) {
    for (const [language, share] of shares) sums.set(language, (sums.get(language) ?? 0) + weight * share);
  }
  const [language, sum] = [...sums].reduce((a, b) => (b[1] > a[1] ? b : a), ['en', 0]);
  return { language, share: sum / Math.max(weigh(votes), Number.MIN_VALUE) };
}

function weigh(votes: readonly Vote[]): number {
  return votes.reduce((sum, { weight }) => sum + weight, 0);
}
