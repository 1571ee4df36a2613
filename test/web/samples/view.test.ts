import { describe, expect, it } from 'vitest';
import { SamplingPlan } from '../../../scorecards/samples/plan.ts';
import {
  doneOf,
  drawableWeeks,
  EMPTY_DRAFT,
  minutesOf,
  planOf,
  widthAfterFourWeeks,
} from '../../../web/samples/view.ts';

const filled = { ...EMPTY_DRAFT, name: ' Billing ', scorecard: 'sc_1', reviewers: ['mem_1'] };

describe('a sampling plan in its form', () => {
  it('is no plan without a name, a scorecard or a reviewer', () => {
    expect(planOf({ ...filled, name: '  ' })).toBeNull();
    expect(planOf({ ...filled, scorecard: null })).toBeNull();
    expect(planOf({ ...filled, reviewers: [] })).toBeNull();
  });

  it('is no plan with less than one or more than fifty a week, or a part of one', () => {
    for (const per_week of ['0', '51', '1.5', '', 'two']) expect(planOf({ ...filled, per_week })).toBeNull();
  });

  it('is what the server takes: minutes become milliseconds, empty fields no limits', () => {
    const plan = planOf({ ...filled, shortest: '1.5', longest: '', from: '2026-11-01' });
    expect(SamplingPlan.parse(plan)).toEqual(plan);
    expect(plan).toMatchObject({ name: 'Billing', per_agent_per_week: 2 });
    expect(plan?.what).toMatchObject({ duration_min_ms: 90_000, duration_max_ms: null, from: '2026-11-01', to: null });
  });

  it('shows its lengths in whole minutes', () => {
    const plan = planOf({ ...filled, shortest: '2', longest: '30' })!;
    expect(minutesOf(plan)).toEqual({ from: 2, to: 30 });
  });
});

describe('what can be drawn', () => {
  it('is this week and the seven before it, by their Mondays in the organisation’s zone', () => {
    // Sunday evening in UTC is Monday already in Shanghai.
    expect(drawableWeeks('2026-11-22T18:00:00Z', 'UTC')[0]).toBe('2026-11-16');
    expect(drawableWeeks('2026-11-22T18:00:00Z', 'Asia/Shanghai')[0]).toBe('2026-11-23');
    expect(drawableWeeks('2026-11-22T18:00:00Z', 'UTC')).toHaveLength(8);
    expect(drawableWeeks('2026-11-22T18:00:00Z', 'UTC').at(-1)).toBe('2026-09-28');
  });

  it('counts withdrawn reviews neither as done nor as open', () => {
    expect(doneOf({ waiting: 2, taken: 1, submitted: 4, withdrawn: 3 })).toEqual({ done: 4, all: 7 });
  });
});

it('says how sure four weeks of a plan make a mean: t × 15 ÷ √n', () => {
  // n = 4: t(0.975, 3) = 3.1824; n = 8: t(0.975, 7) = 2.3646 (published tables).
  expect(widthAfterFourWeeks(1)).toBeCloseTo((3.1824 * 15) / 2, 1);
  expect(widthAfterFourWeeks(2)).toBeCloseTo((2.3646 * 15) / Math.sqrt(8), 1);
  expect(widthAfterFourWeeks(Number.NaN)).toBeNull();
});
