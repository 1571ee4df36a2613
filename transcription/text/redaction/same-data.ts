// Data that are the same: one equals the other or its end ("ending in 4471"). They are looked up by their last digits.

/** Letters of a datum that are looked at, from its end: two that share as many are the same. */
const LONGEST = 64;
/** Numbers with the same four figures in them that are compared with one; a conversation holds a handful. */
const MOST_COMPARED = 64;

/** `first` is the earliest datum that goes on so, `ends` the earliest that ends here; both by their number. */
type Node = { next: Map<string, Node>; first: number; ends: number };

/**
 * What is known of each kind, read from its end.
 * @param fewest letters by which a datum's end tells it
 */
export function sameData(fewest: number): {
  /** The earliest datum that says the same; null when none does. */
  find(kind: string, chars: string): number | null;
  /** @param number ascending */
  add(kind: string, chars: string, number: number): void;
} {
  const roots = new Map<string, Node>();
  const newNode = (first: number): Node => ({ next: new Map(), first, ends: Number.POSITIVE_INFINITY });
  return {
    find(kind, whole) {
      const chars = whole.slice(-LONGEST);
      let node = roots.get(kind);
      let found = Number.POSITIVE_INFINITY;
      for (let n = 1; n <= chars.length && node !== undefined; n++) {
        node = node.next.get(chars[chars.length - n]!);
        // A datum that ends here is this one's end, or this one.
        if (node !== undefined && (n >= fewest || n === chars.length)) found = Math.min(found, node.ends);
      }
      if (node !== undefined && chars.length >= fewest) found = Math.min(found, node.first);
      return found === Number.POSITIVE_INFINITY ? null : found;
    },
    add(kind, whole, number) {
      const chars = whole.slice(-LONGEST);
      let node = roots.get(kind) ?? newNode(number);
      roots.set(kind, node);
      for (let n = 1; n <= chars.length; n++) {
        const character = chars[chars.length - n]!;
        const next = node.next.get(character) ?? newNode(number);
        node.next.set(character, next);
        node = next;
      }
      node.ends = Math.min(node.ends, number);
    },
  };
}

/**
 * Looks up which numbers may repeat one: end as it does, hold it, or stand in it whole.
 * @param fewest figures in a row that they must share
 * @returns for a number the places of those that may, in `numbers`, ascending
 */
export function numbersByFigures(numbers: readonly string[], fewest: number): (chars: string) => number[] {
  const holding = new Map<string, number[]>();
  const ending = new Map<string, number[]>();
  const note = (index: Map<string, number[]>, key: string, n: number): void => {
    const there = index.get(key);
    if (there === undefined) index.set(key, [n]);
    else if (there.length < MOST_COMPARED && there.at(-1) !== n) there.push(n);
  };
  const distinct = new Set<string>();
  numbers.forEach((chars, n) => {
    if (chars.length < fewest || distinct.has(chars)) return;
    distinct.add(chars);
    for (let at = fewest; at <= chars.length; at++) note(holding, chars.slice(at - fewest, at), n);
    note(ending, chars.slice(-fewest), n);
  });
  return (chars) => {
    if (chars.length < fewest) return [];
    const found = new Set(holding.get(chars.slice(-fewest)));
    for (let at = fewest; at <= chars.length && found.size < MOST_COMPARED; at++)
      for (const n of ending.get(chars.slice(at - fewest, at)) ?? []) found.add(n);
    return [...found].sort((a, b) => a - b);
  };
}
