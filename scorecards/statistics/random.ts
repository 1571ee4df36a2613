// Repeatable randomness: the same seed gives the same draw on every machine, years later. The generator is xoshiro128**
// 1.1 (Blackman & Vigna 2018, "Scrambled linear pseudorandom number generators",
// https://prng.di.unimi.it/xoshiro128starstar.c, public domain). Its state is derived from the seed's text by FNV-1a
// (32 bit, once per word, prefixed with the word's number) and the finaliser of MurmurHash3. Not for secrets.

export type Random = {
  /** The next whole number, 0 to 2³² − 1. */
  next: () => number;
  /** A whole number from 0 to `n` − 1, each equally likely; `n` from 1 to 2³². */
  below: (n: number) => number;
};

/** A generator for a seed, any text. */
export const seeded = (seed: string): Random => xoshiro([0, 1, 2, 3].map((word) => hash(`${word}:${seed}`)));

/** A generator from its four words of state, not all zero. Exported for comparison with the published figures. */
export function xoshiro(state: readonly number[]): Random {
  let [a, b, c, d] = state as [number, number, number, number];
  const next = (): number => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return result;
  };
  const below = (n: number): number => {
    // What lies past the last whole multiple of n is drawn again: otherwise low numbers would come up more often.
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const one = next();
      if (one < limit) return one % n;
    }
  };
  return { next, below };
}

/**
 * A simple random sample of `count` items without replacement, in the order drawn: the first steps of a Fisher–Yates
 * shuffle (Knuth, The Art of Computer Programming 2, algorithm 3.4.2 P). Every subset is equally likely.
 */
export function sampleOf<T>(items: readonly T[], count: number, random: Random): T[] {
  const pool = [...items];
  const taken = Math.min(count, pool.length);
  for (let i = 0; i < taken; i += 1) {
    const other = i + random.below(pool.length - i);
    [pool[i], pool[other]] = [pool[other]!, pool[i]!];
  }
  return pool.slice(0, Math.max(0, taken));
}

const rotated = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/** FNV-1a over the UTF-8 bytes, then MurmurHash3's fmix32. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) h = Math.imul(h ^ byte, 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
