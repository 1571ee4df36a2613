import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  krippendorffAlpha,
  pairable,
  percentAgreement,
  type Ratings,
} from '../../../scorecards/statistics/agreement.ts';
import published from '../../fixtures/statistics.json' with { type: 'json' };

const oracle = (id: string) => published.oracles.find((one) => one.id === id)!;

describe('Krippendorff’s α', () => {
  const { data, computed_full_precision: wanted } = oracle('kripp-canonical') as unknown as {
    data: { observers: Record<string, (number | null)[]> };
    computed_full_precision: Record<'nominal' | 'ordinal' | 'interval', number>;
  };
  const columns = Object.values(data.observers);
  const ratings: Ratings = columns[0]!.map((_, unit) => columns.map((column) => column[unit] ?? null));

  it.each(['nominal', 'ordinal', 'interval'] as const)('published example, %s', (level) => {
    expect(krippendorffAlpha(ratings, level)).toBeCloseTo(wanted[level], 10);
  });

  it('leaves out units with fewer than two values', () => {
    expect(pairable(ratings)).toHaveLength(11);
    expect(krippendorffAlpha([...ratings, [9, null, null, null]], 'nominal')).toBeCloseTo(wanted.nominal, 10);
  });

  it('is 1 when all agree and there is something to disagree about', () => {
    expect(
      krippendorffAlpha(
        [
          [1, 1],
          [2, 2],
          [3, 3],
        ],
        'ordinal',
      ),
    ).toBe(1);
  });

  it('of yes and no is worked out by hand', () => {
    // Ten calls, two reviewers: 6 × both 1, 2 × both 0, 2 × apart. Of 20 values 14 are 1 and 6 are 0.
    const ratings = [...Array.from({ length: 6 }, () => [1, 1]), [0, 0], [0, 0], [1, 0], [0, 1]];
    // D_o = 4 ÷ 20, D_e = 2 × 14 × 6 ÷ (20 × 19): α = 1 − 0.2 ÷ 0.442… = 0.5476…
    for (const level of ['nominal', 'ordinal', 'interval'] as const) {
      expect(krippendorffAlpha(ratings, level)).toBeCloseTo(1 - 4 / 20 / ((2 * 14 * 6) / (20 * 19)), 12);
    }
  });

  it('is not defined where everything is the same, or nothing can be paired', () => {
    expect(
      krippendorffAlpha(
        [
          [1, 1],
          [1, 1],
        ],
        'nominal',
      ),
    ).toBeNull();
    expect(
      krippendorffAlpha(
        [
          [1, null],
          [null, 2],
        ],
        'nominal',
      ),
    ).toBeNull();
  });

  it('does not depend on the order of raters or units', () => {
    const value = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 20 }), (rows) => {
        const turned = rows.map((row) => row.toReversed()).toReversed();
        for (const level of ['nominal', 'ordinal', 'interval'] as const) {
          const [a, b] = [krippendorffAlpha(rows, level), krippendorffAlpha(turned, level)];
          if (a === null) expect(b).toBeNull();
          else expect(b).toBeCloseTo(a, 9);
          expect(a ?? 0).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('percent agreement', () => {
  it('published example with missing values (Gwet 2014)', () => {
    const { data, computed_full_precision: wanted } = oracle('gwet-cac.raw4raters') as unknown as {
      data: { ratings_rows_subjects: Ratings };
      computed_full_precision: { gwet_identity_pa: number };
    };
    expect(percentAgreement(data.ratings_rows_subjects)).toBeCloseTo(wanted.gwet_identity_pa, 12);
  });

  it('published example, six raters (Fleiss 1971)', () => {
    const { data, computed_full_precision: wanted } = oracle('fleiss-1971') as unknown as {
      data: { counts: number[][] };
      computed_full_precision: { Pbar: number };
    };
    const ratings = data.counts.map((row) => row.flatMap((n, category) => Array.from({ length: n }, () => category)));
    expect(percentAgreement(ratings)).toBeCloseTo(wanted.Pbar, 12);
  });

  it('is undefined if no unit has two values', () => {
    expect(percentAgreement([[1, null]])).toBeNull();
  });
});
