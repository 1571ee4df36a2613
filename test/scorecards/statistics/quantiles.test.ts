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

  it('is symmetric', () => {
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
