// Rolling captions: live captioning and video platforms show words more than once, because the previous line scrolls up
// over the new one, or a line grows word by word. Only the new part of a cue was said in it. People also repeat
// themselves, so captions count as rolling only if cues follow each other without a pause and most of them show old and
// new words together; in captions that roll by lines, the last line of a cue is new even if it equals the one before.

export type Shown = { start_ms: number; end_ms: number; lines: readonly string[] };

/** What of a cue is new: from which line on, and how many words of that line are old. */
export type New = { line: number; words: number };

/** Cues of rolling captions follow at once. */
const AT_ONCE_MS = 1000;
/** A cue that only keeps the last line on the screen: video platforms write 10 ms. */
const STILL_MS = 60;
/** Fewer would happen by chance. */
const PAIRS = 2;
const MOST = 0.5;

/** @returns for every cue what is new in it; null where the captions do not roll */
export function rolling(cues: readonly Shown[]): New[] | null {
  const shown = cues.map(({ lines }) => lines.map(wordsOf));
  const pairs = shown.slice(1).map((lines, i) => {
    const before = shown[i] ?? [];
    const gap = (cues[i + 1]?.start_ms ?? 0) - (cues[i]?.end_ms ?? 0);
    if (gap > AT_ONCE_MS || lines.length === 0 || before.length === 0) return null;
    const scrolled = scrolledBy(before, lines, lines.length);
    const grown = grownFrom(before, lines);
    const still = scrolled === lines.length;
    return { scrolls: !still && scrolled > 0, grows: !still && grown !== null && before.flat().length > 1, still };
  });
  const near = pairs.filter((pair) => pair !== null);
  const scrolls = near.filter((pair) => pair.scrolls).length;
  const grows = near.filter((pair) => pair.grows && !pair.scrolls).length;
  const stills = near.filter((pair) => pair.still).length;
  const showing = scrolls + grows;
  const shortStills = pairs.filter((pair, i) => pair?.still && isStill(cues[i + 1])).length;
  const enough = showing >= PAIRS || (showing >= 1 && shortStills >= 1);
  if (!enough || showing + stills < MOST * near.length) return null;
  const byLines = scrolls >= grows;
  return shown.map((lines, i): New => {
    const before = shown[i - 1];
    if (!before || !pairs[i - 1]) return { line: 0, words: 0 };
    if (isStill(cues[i]) && scrolledBy(before, lines, lines.length) === lines.length) {
      return { line: lines.length, words: 0 };
    }
    const grown = grownFrom(before, lines);
    if (!byLines) return grown ?? { line: scrolledBy(before, lines, lines.length), words: 0 };
    const scrolled = scrolledBy(before, lines, lines.length - 1);
    if (scrolled > 0) return { line: scrolled, words: 0 };
    const same = lines.length > 1 && scrolledBy(before, lines, lines.length) === lines.length;
    return same ? { line: lines.length, words: 0 } : (grown ?? { line: 0, words: 0 });
  });
}

const isStill = (cue: Shown | undefined): boolean => cue !== undefined && cue.end_ms - cue.start_ms <= STILL_MS;

const wordsOf = (line: string): string[] =>
  (/\p{Script=Han}/u.test(line) ? (line.match(/\p{Script=Han}|[^\s\p{Script=Han}]+/gu) ?? []) : line.split(/\s+/))
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '');

/** How many of the first lines are the last ones of the cue before; `most` at most. */
function scrolledBy(before: readonly string[][], lines: readonly string[][], most: number): number {
  for (let count = Math.min(most, before.length, lines.length); count > 0; count--) {
    const tail = before.slice(before.length - count);
    if (tail.every((line, k) => sameWords(line, lines[k] ?? []))) return count;
  }
  return 0;
}

function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, i) => word === other[i]);
}

/** Where the words of the cue before end in this one, if it begins with the last of them and goes on. */
function grownFrom(before: readonly string[][], lines: readonly string[][]): New | null {
  const old = before.flat();
  const now = lines.flat();
  const shared = overlap(old, now);
  // One word that two sentences share is chance, unless it was all that was shown.
  if (shared === 0 || shared === now.length || (shared < old.length && shared < 2)) return null;
  let left = shared;
  for (const [line, words] of lines.entries()) {
    if (left < words.length) return { line, words: left };
    left -= words.length;
  }
  return null;
}

/** The longest end of one that is the beginning of the other: Knuth, Morris and Pratt's prefix function, linear. */
function overlap(old: readonly string[], now: readonly string[]): number {
  const tail = old.slice(-now.length);
  const border: number[] = [0];
  for (let i = 1, k = 0; i < now.length; i++) {
    while (k > 0 && now[i] !== now[k]) k = border[k - 1] ?? 0;
    if (now[i] === now[k]) k++;
    border.push(k);
  }
  let k = 0;
  for (const word of tail) {
    while (k > 0 && (k === now.length || word !== now[k])) k = border[k - 1] ?? 0;
    if (word === now[k]) k++;
  }
  return k;
}
