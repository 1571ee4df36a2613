import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleOf, seeded, xoshiro } from '../../../scorecards/statistics/random.ts';

describe('xoshiro128**', () => {
  it('gives the numbers of its reference implementation from the state 1, 2, 3, 4', () => {
    const random = xoshiro([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, random.next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });
});

describe('seeds', () => {
  const first = (seed: string) => Array.from({ length: 4 }, seeded(seed).next);

  it('the same seed gives the same numbers, and always will', () => {
    expect(first('2026-W10')).toEqual(first('2026-W10'));
    expect(first('2026-W10')).toMatchInlineSnapshot(`
      [
        1062035429,
        3522693645,
        2892177494,
        2227732874,
      ]
    `);
  });

  it('another seed gives others, in any script', () => {
    const seeds = ['', 'a', 'b', 'aa', '2026-W10', '2026-W11', '第十周', '第十一周'];
    expect(new Set(seeds.map((seed) => first(seed).join())).size).toBe(seeds.length);
  });
});

describe('numbers below n', () => {
  it('come up about equally often', () => {
    const random = seeded('even');
    const counts = Array.from({ length: 7 }, () => 0);
    for (let i = 0; i < 70_000; i += 1) counts[random.below(7)]! += 1;
    // χ² with 6 degrees of freedom stays under 22.46 in 999 of 1000 sequences; this one is fixed.
    expect(counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0)).toBeLessThan(22.46);
  });

  it('stay in their range', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, n) => {
        const one = seeded(seed).below(n);
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one).toBeLessThan(n);
      }),
    );
  });
});

describe('samples', () => {
  it('are without replacement, as many as asked for and there are', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 40 }),
        (seed, size, count) => {
          const items = Array.from({ length: size }, (_, i) => i);
          const sample = sampleOf(items, count, seeded(seed));
          expect(sample).toHaveLength(Math.min(size, count));
          expect(new Set(sample).size).toBe(sample.length);
        },
      ),
    );
  });

  it('every pair of four is as likely as another', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i += 1) {
      const pair = sampleOf([1, 2, 3, 4], 2, seeded(`draw ${i}`))
        .sort()
        .join();
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // χ² with 5 degrees of freedom, 999 of 1000.
    expect([...counts.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)).toBeLessThan(20.52);
  });
});

describe('what lies past the last whole multiple', () => {
  // 2^32 is once n and something: the numbers from n on are drawn again.
  it.each([
    ['beyond it', 3 * 2 ** 30],
    ['exactly at it', 3_734_860_849],
  ])('is drawn again: %s', (_, n) => {
    const all = xoshiro([1, 2, 3, 4]);
    const kept = Array.from({ length: 40 }, all.next).filter((one) => one < n);
    const random = xoshiro([1, 2, 3, 4]);
    expect(kept.length).toBeLessThan(40);
    expect(kept.map(() => random.below(n))).toEqual(kept);
  });

  it('is nothing where n divides 2^32', () => {
    const [all, random] = [xoshiro([1, 2, 3, 4]), xoshiro([1, 2, 3, 4])];
    expect(Array.from({ length: 40 }, () => random.below(2 ** 32))).toEqual(Array.from({ length: 40 }, all.next));
  });
});
