import { describe, expect, it } from 'vitest';
import type { CalibrationPage } from '../../../api/calibration/contract.ts';
import type { Figures } from '../../../api/reports/contract.ts';
import { dateAt } from '../../../scorecards/calendar/calendar.ts';
import { estimateMean, momentsOf } from '../../../scorecards/samples/estimate.ts';
import {
  agreementOf,
  barsOf,
  breaksByWeek,
  coverageBp,
  daysOf,
  evaluationsHref,
  periodOf,
  scaleOf,
  targetsIn,
  trendOf,
} from '../../../web/reports/view.ts';

const figures = (scores: number[], of: Partial<Figures> = {}): Figures => ({
  reviewed: scores.length,
  targeted: 0,
  estimate: estimateMean(momentsOf(scores)),
  critical_errors: { total: 0, random: 0, targeted: 0 },
  coverage: { reviewed: scores.length, interactions: 100 },
  open_tasks: 0,
  proposed_tasks: 0,
  overdue_tasks: 0,
  ...of,
});

describe('the days a report is about', () => {
  it('are whole weeks from a Monday to today, the running week among them', () => {
    expect(daysOf('6', '2025-11-19')).toEqual({ from: '2025-10-13', to: '2025-11-19' });
    expect(daysOf('4', '2025-11-17')).toEqual({ from: '2025-10-27', to: '2025-11-17' });
  });

  it('are six weeks when the address says nothing one can choose', () => {
    expect([periodOf(undefined), periodOf('7'), periodOf('12')]).toEqual(['6', '6', '12']);
  });
});

it('a figure opens the evaluations it counts, with the filter of the page', () => {
  const filter = { team: 'team_1', from: '2025-10-13', to: '2025-11-19' };
  expect(evaluationsHref(filter, { kind: 'random', failed: 'VG4' })).toBe(
    '/evaluations?team=team_1&from=2025-10-13&to=2025-11-19&kind=random&failed=VG4',
  );
});

describe('the scale of the whiskers', () => {
  const team = (agents: Figures[], target_bp: number | null = null) => ({
    teams: [
      {
        team: null,
        target_bp,
        ...figures([]),
        agents: agents.map((one) => ({ ...one, agent: { id: 'mem_1', name: 'Joe', active: true } })),
      },
    ],
  });

  it('holds every interval, in round tens', () => {
    const scores = [3000, 9000, 4000, 8000, 6000];
    const [from, to] = scaleOf(team([figures(scores)]));
    const estimate = estimateMean(momentsOf(scores));
    expect(estimate.notEnough).toBe(false);
    expect(from).toBeLessThanOrEqual(estimate.notEnough ? 0 : estimate.low_bp);
    expect(to).toBeGreaterThanOrEqual(estimate.notEnough ? 0 : estimate.high_bp);
    expect([from % 1000, to % 1000]).toEqual([0, 0]);
  });

  it('is never so narrow that small differences look large', () => {
    const [from, to] = scaleOf(team([figures([9000, 9010, 9005, 8995, 8990])]));
    expect(to - from).toBeGreaterThanOrEqual(4000);
  });

  it('holds the target, and does without one', () => {
    const [from] = scaleOf(team([figures([9000, 9010, 9005, 8995, 8990])], 4200));
    expect(from).toBeLessThan(4200);
    expect(scaleOf(team([]))).toEqual([6000, 10_000]);
    expect(scaleOf({ teams: [] })).toEqual([6000, 10_000]);
  });
});

it('rows are held to one target, to different ones, or to none', () => {
  const teams = (...targets: (number | null)[]) => ({
    teams: targets.map((target_bp) => ({ team: null, target_bp, ...figures([]), agents: [] })),
  });
  expect(targetsIn(teams(8000, 8000))).toBe(8000);
  expect(targetsIn(teams(8000, 8500))).toBe('different');
  expect(targetsIn(teams(8000, null))).toBe('different');
  expect(targetsIn(teams(null, null))).toBe(null);
  expect(targetsIn(teams())).toBe(null);
});

it('a week with too few reviews has no value and no band', () => {
  const say = { name: ({ week }: { week: string }) => week, note: () => '', apart: () => null };
  const [few, enough] = trendOf(
    [
      { week: '2025-11-10', estimate: estimateMean(momentsOf([8000, 9000])) },
      { week: '2025-11-17', estimate: estimateMean(momentsOf([8000, 8000, 8000, 8000, 8000])) },
    ],
    say,
  );
  expect(few).toMatchObject({ value: null, low: null, high: null });
  expect(enough).toMatchObject({ value: 8000, low: 8000, high: 8000 });
});

it('a version whose scores do not compare belongs to the week it began in, as the centre counts its days', () => {
  const began = (number: number, published_at: string) => ({
    scorecard: { key: 'VG', name: { en: 'Voice' } },
    number,
    published_at,
  });
  const breaks = [began(2, '2025-11-16T23:30:00.000Z'), began(3, '2025-11-19T08:00:00.000Z')];
  const in_ = (zone: string) =>
    [...breaksByWeek(breaks, (instant) => dateAt(Date.parse(instant), zone))].map(([week, some]) => [
      week,
      some.map(({ number }) => number),
    ]);
  expect(in_('UTC')).toEqual([
    ['2025-11-10', [2]],
    ['2025-11-17', [3]],
  ]);
  expect(in_('Europe/Berlin')).toEqual([['2025-11-17', [2, 3]]]);
});

it('coverage of no interactions is not nothing, it is unsaid', () => {
  expect(coverageBp(figures([], { coverage: { reviewed: 0, interactions: 0 } }))).toBeNull();
  expect(coverageBp(figures([], { coverage: { reviewed: 31, interactions: 1000 } }))).toBe(310);
});

it('bars are as long as their counts, so that 1 of 4 is not longer than 8 of 50', () => {
  expect(
    barsOf([
      { failed: 8, asked: 50 },
      { failed: 1, asked: 4 },
    ]).map(({ bar_bp, share_bp }) => [bar_bp, share_bp]),
  ).toEqual([
    [10_000, 1600],
    [1250, 2500],
  ]);
});

describe('agreement of reviewers', () => {
  const page = (criteria: { units: number; alpha: number | null }[]): Pick<CalibrationPage, 'comparison'> => ({
    comparison: {
      sheets: [],
      calibrations: 12,
      needed: 10,
      criteria: criteria.map(({ units, alpha }, i) => ({
        criterion: `VG${i}`,
        answers: [],
        percent_bp: null,
        so_far: {
          units,
          percent_bp: 9000,
          alpha: alpha === null ? { kind: 'too-few', needed: 10 } : { kind: 'alpha', alpha },
        },
      })),
    },
  });

  it('is the median over the criteria that have enough interactions, with its ends', () => {
    const found = agreementOf(
      page([
        { units: 12, alpha: 0.8 },
        { units: 11, alpha: 0.4 },
        { units: 10, alpha: 0.6 },
        { units: 3, alpha: null },
      ]),
    );
    expect(found).toEqual({ kind: 'alpha', alpha: 0.6, low: 0.4, high: 0.8, criteria: 3, calibrations: 12 });
  });

  it('says how many interactions there are while no criterion has enough', () => {
    expect(
      agreementOf(
        page([
          { units: 1, alpha: null },
          { units: 2, alpha: null },
        ]),
      ),
    ).toEqual({
      kind: 'too-few',
      units: 2,
      needed: 10,
      calibrations: 12,
    });
  });

  it('is unsaid before the first calibration is closed', () => {
    expect(agreementOf(null)).toEqual({ kind: 'none' });
    expect(agreementOf({ comparison: null })).toEqual({ kind: 'none' });
  });
});
