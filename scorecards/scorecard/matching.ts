// Which entries of a list are the same in two versions of it, which were added or removed, and which were put elsewhere.

export type Matched<T> = {
  kept: { before: T; after: T; from: number; to: number; moved: boolean }[];
  added: { one: T; to: number }[];
  removed: { one: T; from: number }[];
};

/**
 * Pairs two lists by key, in the order of the second; positions are indexes. Where a key is repeated, as in a draft, the
 * first goes with the first. Moved are as few as explain the new order.
 * @param stays whether a pair may count as being where it was, apart from the order
 */
export function matched<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (one: T, index: number) => string,
  stays: (before: T, after: T) => boolean = () => true,
): Matched<T> {
  const indexes = new Map(numbered(before, keyOf).map((key, index) => [key, index]));
  const kept: Matched<T>['kept'] = [];
  const added: Matched<T>['added'] = [];
  const left = new Set(before.keys());
  for (const [to, key] of numbered(after, keyOf).entries()) {
    const one = after[to]!;
    const from = indexes.get(key);
    if (from === undefined) added.push({ one, to });
    else {
      kept.push({ before: before[from]!, after: one, from, to, moved: false });
      left.delete(from);
    }
  }
  const staying = kept.filter((pair) => stays(pair.before, pair.after));
  const inOrder = new Set(longestRising(staying.map(({ from }) => from)).map((index) => staying[index]!));
  return {
    kept: kept.map((pair) => ({ ...pair, moved: !inOrder.has(pair) })),
    added,
    removed: [...left].map((from) => ({ one: before[from]!, from })),
  };
}

/** Keys with how often they were there already, so that none is repeated. */
function numbered<T>(list: readonly T[], keyOf: (one: T, index: number) => string): string[] {
  const times = new Map<string, number>();
  return list.map((one, index) => {
    const key = keyOf(one, index);
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    return `${before} ${key}`;
  });
}

/** Indexes of a longest rising subsequence, by patience sorting: n log n steps. */
function longestRising(values: readonly number[]): number[] {
  /** For each length, where the subsequence that ends lowest ends. */
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [index, value] of values.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[ends[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1] ?? -1;
    ends[low] = index;
  }
  const found: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]!) found.push(at);
  return found.toReversed();
}
