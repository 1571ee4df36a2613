import { describe, expect, it } from 'vitest';
import { bandPath, linePath, ticksOf } from '../../../web/ui/plot.ts';

const at = (x: number, y: number) => ({ x, y, low: y + 2, high: y - 2 });

describe('the line and its band', () => {
  it('never bridge a gap', () => {
    const points = [at(0, 10), at(1, 20), null, at(3, 30), at(4, 40)];
    expect(linePath(points)).toBe('M0 10L1 20M3 30L4 40');
    expect(bandPath(points)).toBe('M0 8L1 18L1 22L0 12ZM3 28L4 38L4 42L3 32Z');
  });

  it('never join what does not compare', () => {
    const points = [at(0, 10), at(1, 20), { ...at(2, 30), apart: true }, at(3, 40)];
    expect(linePath(points)).toBe('M0 10L1 20M2 30L3 40');
    expect(bandPath(points)).toBe('M0 8L1 18L1 22L0 12ZM2 28L3 38L3 42L2 32Z');
    expect(linePath([{ ...at(0, 10), apart: true }, at(1, 20)])).toBe('M0 10L1 20');
  });

  it('draw no band around a single point', () => {
    expect(bandPath([null, at(1, 20), null])).toBe('');
  });

  it('are nothing without values', () => {
    expect(linePath([null, null])).toBe('');
  });
});

describe('ticks', () => {
  it('are round tens around the values with at least three steps', () => {
    expect(ticksOf([8100, 8200])).toEqual({ from: 7000, to: 10_000, ticks: [7000, 8000, 9000, 10_000] });
  });

  it('stay between 0 and 100 %', () => {
    const { from, to } = ticksOf([0, 10_000]);
    expect([from, to]).toEqual([0, 10_000]);
  });
});
