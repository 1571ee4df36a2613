// Sorts the turns of a chat by time. In newest-first logs, sorting alone would leave messages of the same minute
// reversed, so these are reversed first.

/** A turn's time, ms since 1970; null where it has none. */
type Timed = { at: number | null };

/** `ms` counts from the first message. A turn without a time stays behind the one it followed. */
export function inOrder<T extends Timed>(
  given: readonly T[],
): { ordered: (T & { ms: number })[]; reordered: number; newest_first: boolean } {
  const newest_first = runsBackwards(given.flatMap(({ at }) => (at === null ? [] : [at])));
  const turns = newest_first ? turnedRound(given) : given;
  let last = Number.NEGATIVE_INFINITY;
  const placed = turns.map((turn) => {
    last = turn.at ?? last;
    return { turn, place: last };
  });
  const sorted = placed.toSorted((a, b) => (a.place === b.place ? 0 : a.place - b.place));
  const first = sorted.find(({ turn }) => turn.at !== null)?.place ?? 0;
  return {
    ordered: sorted.map(({ turn, place }) => ({ ...turn, ms: Math.max(0, place - first) })),
    reordered: placed.length - longestRise(placed.map(({ place }) => place)),
    newest_first,
  };
}

/** From the last to the first; a turn without a time goes along with the one it followed. */
function turnedRound<T extends Timed>(given: readonly T[]): T[] {
  const groups: T[][] = [];
  for (const turn of given) {
    if (turn.at === null && groups.length > 0) groups.at(-1)!.push(turn);
    else groups.push([turn]);
  }
  return groups.toReversed().flat();
}

/**
 * Whether times fall more often than they rise, three to one: a stray message turns no log round. Of a single fall between
 * turns of different times sorting makes the same.
 */
function runsBackwards(times: readonly number[]): boolean {
  let falls = 0;
  let rises = 0;
  let equals = 0;
  for (let i = 1; i < times.length; i++) {
    if (times[i]! < times[i - 1]!) falls++;
    else if (times[i]! > times[i - 1]!) rises++;
    else equals++;
  }
  return falls > 3 * rises && falls + equals > 1;
}

/** Length of the longest part, not necessarily connected, that never falls (patience sorting). */
function longestRise(values: readonly number[]): number {
  const tails: number[] = [];
  for (const value of values) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tails[middle]! > value) high = middle;
      else low = middle + 1;
    }
    tails[low] = value;
  }
  return tails.length;
}
