// Quantiles of Student's t and of the normal distribution, for intervals. No maintained library provides the former, or
// the latter to more than three digits.

/** The value a t-distributed quantity with `df` (≥ 1, whole) degrees of freedom stays under with chance `p` (0 < p < 1). */
export function studentQuantile(p: number, df: number): number {
  return df > MANY ? studentOfMany(p, df) : remembered(p, df, () => symmetric(p, (t) => studentCentral(t, df)));
}

/** With more degrees of freedom the finite sum is long, and the expansion is exact to ten digits. */
const MANY = 200;

/** The expansion around the normal quantile in powers of 1 ÷ df (Abramowitz & Stegun 1964, 26.7.5). */
function studentOfMany(p: number, df: number): number {
  const x = normalQuantile(p);
  const q = x * x;
  const parts = [
    (x * (q + 1)) / 4,
    (x * ((5 * q + 16) * q + 3)) / 96,
    (x * (((3 * q + 19) * q + 17) * q - 15)) / 384,
    (x * ((((79 * q + 776) * q + 1482) * q - 1920) * q - 945)) / 92_160,
  ];
  return parts.reduceRight((sum, part) => (sum + part) / df, 0) + x;
}

/** The value a standard normal quantity stays under with chance `p` (0 < p < 1). */
export function normalQuantile(p: number): number {
  return remembered(p, 0, () => symmetric(p, normalCentral));
}

/** A report asks for a few chances, each with many degrees of freedom. */
const known = new Map<number, Map<number, number>>();
/** Chances that are kept; intervals of 95 % need one. */
const MOST_CHANCES = 20;

function remembered(p: number, df: number, work: () => number): number {
  const of = known.get(p) ?? new Map<number, number>();
  const value = of.get(df) ?? work();
  of.set(df, value);
  if (known.size < MOST_CHANCES) known.set(p, of);
  return value;
}

/**
 * Chance of −t to t for whole degrees of freedom, a finite sum (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4, with
 * θ = arctan(t ÷ √df)).
 */
function studentCentral(t: number, df: number): number {
  const theta = Math.atan(t / Math.sqrt(df));
  const cosine = Math.cos(theta);
  const odd = df % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = df === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= df - 2; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
}

/** Chance of −x to x: 2 φ(x) Σ x^(2k+1) ÷ (1·3·5…(2k+1)) (Marsaglia 2004, "Evaluating the Normal Distribution"). */
function normalCentral(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return (2 * sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Turns the chance between −x and x round by halving an interval until a double holds no more. */
function symmetric(p: number, central: (x: number) => number): number {
  const wanted = Math.abs(2 * p - 1);
  let low = 0;
  let high = 1;
  while (central(high) < wanted) high *= 2;
  let middle = (low + high) / 2;
  while (low < middle && middle < high) {
    if (central(middle) < wanted) low = middle;
    else high = middle;
    middle = (low + high) / 2;
  }
  return Math.sign(p - 0.5) * high;
}
