import { describe, expect, it } from 'vitest';
import { normalQuantile, studentQuantile } from '../../../scorecards/statistics/quantiles.ts';

// Critical values as printed in NIST/SEMATECH e-Handbook 1.3.6.7.2 (upper critical values of Student's t).
describe('Student’s t', () => {
  it.each([
    [1, 0.95, 6.314],
    [1, 0.975, 12.706],
    [1, 0.995, 63.657],
    [2, 0.975, 4.303],
    [3, 0.975, 3.182],
    [4, 0.9, 1.533],
    [4, 0.975, 2.776],
    [5, 0.99, 3.365],
    [9, 0.975, 2.262],
    [10, 0.95, 1.812],
    [20, 0.975, 2.086],
    [29, 0.975, 2.045],
    [30, 0.995, 2.75],
    [60, 0.975, 2.0],
    [100, 0.975, 1.984],
  ])('%i degrees of freedom, %f: %f', (df, p, published) => {
    expect(Math.abs(studentQuantile(p, df) - published)).toBeLessThanOrEqual(0.0005);
  });

  // By SciPy 1.17: on both sides of where the finite sum ends and the expansion begins, and far behind it.
  it.each([
    [200, 0.95, 1.6525081009108769],
    [200, 0.975, 1.9718962236339088],
    [200, 0.9995, 3.3398354062757107],
    [201, 0.95, 1.6524698419699857],
    [201, 0.975, 1.971836506779859],
    [201, 0.995, 2.6005099190831933],
    [201, 0.9995, 3.339586788905302],
    [300, 0.975, 1.9679030112610865],
    [1000, 0.025, -1.9623390808264083],
    [250_000, 0.975, 1.9599734736701353],
    [250_000, 0.9995, 3.2905656508327104],
  ])('%i degrees of freedom, %f: %f to eight digits', (df, p, value) => {
    expect(studentQuantile(p, df)).toBeCloseTo(value, 8);
  });

  it.each([
    [200, 0.95, 1.6525081009108769],
    [200, 0.975, 1.9718962236339088],
    [201, 0.95, 1.6524698419699857],
  ])('%i degrees of freedom, %f: %f to eleven digits', (df, p, value) => {
    expect(studentQuantile(p, df)).toBeCloseTo(value, 11);
  });

  it('is known for chances next to 1, and for 1 without end', () => {
    expect(studentQuantile(1 - 1e-9, 1)).toBeCloseTo(1 / Math.tan(Math.PI * 1e-9), -4);
    expect(studentQuantile(1 - 1e-9, 3)).toBeGreaterThan(studentQuantile(1 - 1e-8, 3));
  });

  it('is symmetric', () => {
    expect(studentQuantile(0.025, 900)).toBeCloseTo(-studentQuantile(0.975, 900), 12);
    expect(studentQuantile(0.5, 900)).toBe(0);
    expect(studentQuantile(0.025, 7)).toBeCloseTo(-studentQuantile(0.975, 7), 12);
    expect(studentQuantile(0.5, 7)).toBe(0);
  });

  it('comes near the normal distribution with many degrees of freedom', () => {
    expect(studentQuantile(0.975, 100_000)).toBeCloseTo(normalQuantile(0.975), 4);
  });
});

// NIST/SEMATECH e-Handbook 1.3.6.7.1, and the usual ten digits of 1.959964.
describe('the normal distribution', () => {
  it.each([
    [0.9, 1.2815515655],
    [0.95, 1.644853627],
    [0.975, 1.9599639845],
    [0.995, 2.5758293035],
    [0.0005, -3.2905267315],
  ])('%f: %f', (p, published) => {
    expect(normalQuantile(p)).toBeCloseTo(published, 8);
  });
});
