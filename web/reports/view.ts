// Values of the quality report: its days, where each figure links, the scale of the intervals, and reviewer agreement.
import type { CalibrationPage } from '../../api/calibration/contract.ts';
import type { Figures, QualityReport, ReportFilter, WeekFigures } from '../../api/reports/contract.ts';
import type { ScorecardBreak } from '../../api/scorecards/contract.ts';
import { addDays } from '../../scorecards/calendar/calendar.ts';
import type { Mean, NotEnough } from '../../scorecards/samples/estimate.ts';
import { weekOfDate } from '../../scorecards/samples/week.ts';
import { oneIn, type Said } from '../address/address.ts';
import type { TrendPoint } from '../ui/trend.tsx';

export const PERIODS = ['4', '6', '12', '26'] as const;
export type Period = (typeof PERIODS)[number];
/** Six weeks: a month is too short for an interval in most centres, a quarter too long to act on. */
export const PERIOD: Period = '6';

export const periodOf = (weeks: Said): Period => oneIn(weeks, PERIODS) ?? PERIOD;

/** First and last day of so many weeks, the running one included. */
export function daysOf(period: Period, today: string): { from: string; to: string } {
  return { from: addDays(weekOfDate(today).monday, -7 * (Number(period) - 1)), to: today };
}

type Link = { kind?: 'random'; agent?: string; team?: string; critical?: 'true'; failed?: string; scorecard?: string };

/** The evaluations behind a figure: the page's own filter and what narrows it to the figure. */
export function evaluationsHref(filter: ReportFilter, link: Link): string {
  const all = { team: filter.team, channel: filter.channel, from: filter.from, to: filter.to, ...link };
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(all)) if (value) query.set(key, value);
  return `/evaluations?${query}`;
}

const said = (estimate: Mean | NotEnough): Mean | null => (estimate.notEnough ? null : estimate);

/** One scale for all whiskers: round tens around every interval and every target, never narrower than 40 points. */
export function scaleOf(report: Pick<QualityReport, 'teams'>): readonly [number, number] {
  const estimates = report.teams
    .flatMap((team) => [team, ...team.agents])
    .flatMap(({ estimate }) => said(estimate) ?? []);
  const targets = report.teams.flatMap(({ target_bp }) => target_bp ?? []);
  const lowest = Math.min(10_000, ...targets.map((bp) => bp - 500), ...estimates.map(({ low_bp }) => low_bp));
  const highest = Math.max(lowest, ...targets.map((bp) => bp + 500), ...estimates.map(({ high_bp }) => high_bp));
  const to = Math.min(10_000, Math.ceil(highest / 1000) * 1000);
  const from = Math.max(0, Math.min(Math.floor(lowest / 1000) * 1000, to - 4000));
  return [from, to];
}

/** What the rows are held to: one target for all of them, different ones, or none. */
export function targetsIn({ teams }: Pick<QualityReport, 'teams'>): number | 'different' | null {
  const all = new Set(teams.map(({ target_bp }) => target_bp));
  if (all.size > 1) return 'different';
  return [...all][0] ?? null;
}

/** Share of interactions that were reviewed, basis points; null where there were none. */
export const coverageBp = ({ coverage }: Pick<Figures, 'coverage'>): number | null =>
  coverage.interactions === 0 ? null : Math.round((10_000 * coverage.reviewed) / coverage.interactions);

/** The versions that began in each week, by its Monday, and were the first whose scores do not compare with earlier ones. */
export const breaksByWeek = (breaks: readonly ScorecardBreak[], dayOf: (instant: string) => string) =>
  Map.groupBy(breaks, ({ published_at }) => weekOfDate(dayOf(published_at)).monday);

/** Points of the trend; `name` and `note` say a week, `apart` why it does not compare with those before it. */
export function trendOf(
  weeks: readonly WeekFigures[],
  say: {
    name: (week: WeekFigures) => string;
    note: (week: WeekFigures) => string;
    apart: (week: WeekFigures) => string | null;
  },
): TrendPoint[] {
  return weeks.map((week) => {
    const mean = said(week.estimate);
    return {
      key: week.week,
      label: say.name(week),
      value: mean?.mean_bp ?? null,
      low: mean?.low_bp ?? null,
      high: mean?.high_bp ?? null,
      note: say.note(week),
      apart: say.apart(week),
    };
  });
}

/**
 * Share and width of a bar, basis points: bars are as long as their counts, so that 1 of 4 is not longer than 8 of 50.
 */
export function barsOf<Row extends { failed: number; asked: number }>(
  rows: readonly Row[],
): (Row & { share_bp: number; bar_bp: number })[] {
  const most = Math.max(1, ...rows.map(({ failed }) => failed));
  return rows.map((row) => ({
    ...row,
    share_bp: Math.round((10_000 * row.failed) / row.asked),
    bar_bp: Math.round((10_000 * row.failed) / most),
  }));
}

export type Agreement =
  | { kind: 'none' }
  | { kind: 'too-few'; units: number; needed: number; calibrations: number }
  | { kind: 'alpha'; alpha: number; low: number; high: number; criteria: number; calibrations: number };

/**
 * How far reviewers agree over all calibrations on the scorecard calibrated last: the median of α over its criteria
 * with its smallest and largest, or, while no criterion has enough interactions, so much.
 */
export function agreementOf(page: Pick<CalibrationPage, 'comparison'> | null): Agreement {
  const comparison = page?.comparison;
  if (!comparison) return { kind: 'none' };
  const so_far = comparison.criteria.flatMap((one) => (one.so_far && one.so_far.units > 0 ? [one.so_far] : []));
  const alphas = so_far.flatMap(({ alpha }) => (alpha.kind === 'alpha' ? [alpha.alpha] : [])).sort((a, b) => a - b);
  const { calibrations, needed } = comparison;
  if (alphas.length > 0) {
    const middle = (alphas[Math.floor((alphas.length - 1) / 2)]! + alphas[Math.ceil((alphas.length - 1) / 2)]!) / 2;
    return {
      kind: 'alpha',
      alpha: middle,
      low: alphas[0]!,
      high: alphas.at(-1)!,
      criteria: alphas.length,
      calibrations,
    };
  }
  const units = Math.max(0, ...so_far.map((one) => one.units));
  return { kind: 'too-few', units, needed, calibrations };
}
