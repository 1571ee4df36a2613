// Estimates from a sample. A mean always comes with its interval, or is not reported when there are too few reviews.
// Scores and shares are basis points.
import { normalQuantile, studentQuantile } from '../statistics/quantiles.ts';

/**
 * Under this many reviews an interval is wider than anyone can use (± 19 points at five, for a usual spread of 15).
 */
export const MINIMUM_REVIEWS = 5;

export type NotEnough = { n: number; notEnough: true; needed: number };
/** `half_width_bp` is that of the interval before it is cut at 0 and 100 %. */
export type Mean = {
  n: number;
  notEnough: false;
  mean_bp: number;
  low_bp: number;
  high_bp: number;
  half_width_bp: number;
};
export type Share = { n: number; notEnough: false; share_bp: number; low_bp: number; high_bp: number };

type Options = { level?: number; minimum?: number };

/** What a mean and its interval are made from: how many scores, their sum, and the sum of their squares. */
export type Moments = { n: number; sum: number; squares: number };

export const NO_MOMENTS: Moments = { n: 0, sum: 0, squares: 0 };

export function momentsOf(scores_bp: readonly number[]): Moments {
  return scores_bp.reduce(
    (moments, score) => together(moments, { n: 1, sum: score, squares: score * score }),
    NO_MOMENTS,
  );
}

/** Of both sets of scores as one. */
export const together = (a: Moments, b: Moments): Moments => ({
  n: a.n + b.n,
  sum: a.sum + b.sum,
  squares: a.squares + b.squares,
});

/**
 * Mean of scores with its two-sided interval: mean ± t(n − 1) · s ÷ √n (Student 1908), cut at 0 and 100 %.
 * No correction for a finite number of interactions: it would make the interval narrower than it is for future ones.
 * @param moments of whole basis points: the spread is taken from them exactly, whatever their number
 */
export function estimateMean({ n, sum, squares }: Moments, options: Options = {}): Mean | NotEnough {
  const { level = 0.95, minimum = MINIMUM_REVIEWS } = options;
  const needed = Math.max(2, minimum);
  if (n < needed) return { n, notEnough: true, needed };
  const centre = sum / n;
  // n² · s² · (n − 1) ÷ n: the two parts are nearly equal, and too large for a double where there are many.
  const spread = Number(BigInt(n) * BigInt(squares) - BigInt(sum) ** 2n);
  const deviation = Math.sqrt(spread / n / (n - 1));
  const half = (studentQuantile((1 + level) / 2, n - 1) * deviation) / Math.sqrt(n);
  return {
    n,
    notEnough: false,
    mean_bp: Math.round(centre),
    low_bp: Math.max(0, Math.round(centre - half)),
    high_bp: Math.min(10_000, Math.round(centre + half)),
    half_width_bp: Math.round(half),
  };
}

/** Share of `count` in `n` with Wilson's interval (Wilson 1927; Newcombe 1998, method 3): good for rare errors too. */
export function estimateShare(count: number, n: number, options: Options = {}): Share | NotEnough {
  const { level = 0.95, minimum = MINIMUM_REVIEWS } = options;
  const needed = Math.max(1, minimum);
  if (n < needed) return { n, notEnough: true, needed };
  const z = normalQuantile((1 + level) / 2);
  const share = count / n;
  const centre = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const bp = (x: number): number => Math.min(10_000, Math.max(0, Math.round((10_000 * x) / (1 + (z * z) / n))));
  return {
    n,
    notEnough: false,
    share_bp: Math.round(10_000 * share),
    low_bp: bp(centre - half),
    high_bp: bp(centre + half),
  };
}
