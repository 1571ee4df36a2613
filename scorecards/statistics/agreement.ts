// Agreement beyond chance. Values are numbers; a missing value is null. Units with fewer than two values are left out.

/** How values may be compared: only as same or other, by order, or by distance. */
export type Level = 'nominal' | 'ordinal' | 'interval';

/** One row a unit, one column a rater. */
export type Ratings = readonly (readonly (number | null)[])[];

/** The units with at least two values, without the gaps. */
export const pairable = (ratings: Ratings): number[][] =>
  ratings.map((unit) => unit.filter((value) => value !== null)).filter((unit) => unit.length >= 2);

/**
 * Share of pairs of raters who agree, averaged over units (Fleiss 1971, P̄; with missing values Gwet 2014, p_a).
 * null when no unit has two values.
 */
export function percentAgreement(ratings: Ratings): number | null {
  const units = pairable(ratings);
  if (units.length === 0) return null;
  const shares = units.map((unit) => {
    const counts = countsOf(unit);
    const agreeing = [...counts.values()].reduce((sum, n) => sum + n * (n - 1), 0);
    return agreeing / (unit.length * (unit.length - 1));
  });
  return shares.reduce((sum, share) => sum + share, 0) / units.length;
}

/**
 * Krippendorff's α = 1 − D_o ÷ D_e from the coincidence matrix, missing values allowed (Krippendorff 2011, "Computing
 * Krippendorff's Alpha-Reliability"). null when all pairable values are the same: α is then not defined.
 */
export function krippendorffAlpha(ratings: Ratings, level: Level): number | null {
  const units = pairable(ratings);
  const values = [...new Set(units.flat())].sort((a, b) => a - b);
  if (values.length < 2) return null;
  const place = new Map(values.map((value, i) => [value, i]));
  const coincidences = values.map(() => values.map(() => 0));
  for (const unit of units) {
    const counts = countsOf(unit);
    for (const [c, n_c] of counts) {
      for (const [k, n_k] of counts) {
        const pairs = c === k ? n_c * (n_c - 1) : n_c * n_k;
        coincidences[place.get(c)!]![place.get(k)!]! += pairs / (unit.length - 1);
      }
    }
  }
  const totals = coincidences.map((row) => row.reduce((sum, n) => sum + n, 0));
  const n = totals.reduce((sum, total) => sum + total, 0);
  let observed = 0;
  let expected = 0;
  for (const c of values.keys()) {
    for (const k of values.keys()) {
      if (k <= c) continue;
      const distance = squaredDistance(level, values, totals, c, k);
      observed += coincidences[c]![k]! * distance;
      expected += totals[c]! * totals[k]! * distance;
    }
  }
  return 1 - ((n - 1) * observed) / expected;
}

/** Ordinal: values lie as far apart as there are values between them, half of their own counted. */
function squaredDistance(level: Level, values: number[], totals: number[], c: number, k: number): number {
  switch (level) {
    case 'nominal':
      return 1;
    case 'interval':
      return (values[c]! - values[k]!) ** 2;
    case 'ordinal': {
      const between = totals.slice(c, k + 1).reduce((sum, total) => sum + total, 0);
      return (between - (totals[c]! + totals[k]!) / 2) ** 2;
    }
  }
}

function countsOf(unit: number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of unit) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
