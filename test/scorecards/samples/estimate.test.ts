import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  estimateMean as estimateMoments,
  estimateShare,
  momentsOf,
  together,
} from '../../../scorecards/samples/estimate.ts';
import published from '../../fixtures/statistics.json' with { type: 'json' };

const estimateMean = (scores: readonly number[], options = {}) => estimateMoments(momentsOf(scores), options);

/** n scores with the sample mean 70 % and the sample standard deviation 15 points. */
function spread(n: number): number[] {
  const raw = Array.from({ length: n }, (_, i) => i - (n - 1) / 2);
  const sd = Math.sqrt(raw.reduce((sum, x) => sum + x * x, 0) / (n - 1));
  return raw.map((x) => Math.round(7000 + (x / sd) * 1500));
}

describe('moments', () => {
  it('of parts add up to those of the whole, whatever the parts', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(scores, scores, (some, others) => {
        expect(together(momentsOf(some), momentsOf(others))).toEqual(momentsOf([...some, ...others]));
      }),
    );
  });

  it('give the spread exactly where a million nearly equal scores would drown it in rounding', () => {
    const half = { n: 500_000, sum: 500_000 * 9999, squares: 500_000 * 9999 ** 2 };
    const other = { n: 500_000, sum: 500_000 * 9997, squares: 500_000 * 9997 ** 2 };
    // s = 1.000000…: 1.96 ÷ 1000 of a basis point, rounded to nothing; a spread drowned would be NaN or many points.
    expect(estimateMoments(together(half, other))).toEqual({
      n: 1_000_000,
      notEnough: false,
      mean_bp: 9998,
      low_bp: 9998,
      high_bp: 9998,
      half_width_bp: 0,
    });
  });
});

describe('mean of an agent', () => {
  // The figures every plan is made with: a standard deviation of 15 points.
  it.each([
    [5, 1862],
    [10, 1073],
    [30, 560],
  ])('from %i reviews it is known to ± %i basis points', (n, half_width_bp) => {
    expect(estimateMean(spread(n))).toEqual({
      n,
      notEnough: false,
      mean_bp: 7000,
      low_bp: 7000 - half_width_bp,
      high_bp: 7000 + half_width_bp,
      half_width_bp,
    });
  });

  it('worked by hand: 60, 70, 80, 90, 100 % is 80 % ± 2.776 · 15.81 ÷ √5', () => {
    expect(estimateMean([6000, 7000, 8000, 9000, 10_000])).toEqual({
      n: 5,
      notEnough: false,
      mean_bp: 8000,
      low_bp: 6037,
      high_bp: 9963,
      half_width_bp: 1963,
    });
  });

  it('is not given from fewer than five', () => {
    expect(estimateMean([8000, 9000, 7000, 8500])).toEqual({ n: 4, notEnough: true, needed: 5 });
    expect(estimateMean([])).toEqual({ n: 0, notEnough: true, needed: 5 });
    expect(estimateMean([8000], { minimum: 1 })).toEqual({ n: 1, notEnough: true, needed: 2 });
  });

  it('is limited to 0 and 100 %, and the half width still shows the uncertainty', () => {
    const result = estimateMean([10_000, 10_000, 10_000, 10_000, 2000]);
    expect(result).toMatchObject({ mean_bp: 8400, high_bp: 10_000 });
    expect(estimateMean([0, 0, 0, 0, 8000])).toMatchObject({ low_bp: 0, mean_bp: 1600 });
  });

  it('is in its interval, whatever the scores, and a higher level is wider', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 5, maxLength: 60 }), (scores) => {
        const [usual, sure] = [estimateMean(scores), estimateMean(scores, { level: 0.99 })];
        if (usual.notEnough || sure.notEnough) throw new Error('there are enough');
        expect(usual.low_bp).toBeLessThanOrEqual(usual.mean_bp);
        expect(usual.high_bp).toBeGreaterThanOrEqual(usual.mean_bp);
        expect(sure.half_width_bp).toBeGreaterThanOrEqual(usual.half_width_bp);
      }),
    );
  });
});

describe('share of interactions with a critical error', () => {
  const newcombe = published.oracles.find(({ id }) => id === 'newcombe-1998')!.published as unknown as Record<
    string,
    [number, number]
  >;

  it.each(['81/263', '15/148', '0/20', '1/29'])('Newcombe 1998, %s', (name) => {
    const [count, n] = name.split('/').map(Number) as [number, number];
    const [low, high] = newcombe[`${name} wilson`]!;
    const result = estimateShare(count, n);
    if (result.notEnough) throw new Error('there are enough');
    expect(Math.abs(result.low_bp / 10_000 - low)).toBeLessThanOrEqual(0.00011);
    expect(Math.abs(result.high_bp / 10_000 - high)).toBeLessThanOrEqual(0.00011);
  });

  it('none in twenty is not none: up to 16 % may have one', () => {
    expect(estimateShare(0, 20)).toEqual({ n: 20, notEnough: false, share_bp: 0, low_bp: 0, high_bp: 1611 });
    expect(estimateShare(20, 20)).toEqual({ n: 20, notEnough: false, share_bp: 10_000, low_bp: 8389, high_bp: 10_000 });
  });

  it('is not given from fewer than five', () => {
    expect(estimateShare(1, 4)).toEqual({ n: 4, notEnough: true, needed: 5 });
    expect(estimateShare(1, 5)).toMatchObject({ notEnough: false, share_bp: 2000 });
    expect(estimateShare(0, 0, { minimum: 0 })).toEqual({ n: 0, notEnough: true, needed: 1 });
    expect(estimateShare(1, 1, { minimum: 0 })).toMatchObject({ notEnough: false, share_bp: 10_000 });
  });
});

it('the interval of a share reaches to the end where all or none have it, and never beyond', () => {
  for (let n = 5; n <= 400; n += 1) {
    expect(estimateShare(0, n)).toMatchObject({ share_bp: 0, low_bp: 0 });
    expect(estimateShare(n, n)).toMatchObject({ share_bp: 10_000, high_bp: 10_000 });
  }
});
