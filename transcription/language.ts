// In which language each side speaks. The model guesses for a window at a time, and guesses badly on short ones: the
// longest windows of a lane vote, weighted by their speech, and a lane that said too little, or something unclear, goes
// with the rest of the recording.

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
