// A plan in words, and the weeks it can draw.
import type { PlanRow, Progress } from '../../api/samples/contract.ts';
import { addDays } from '../../scorecards/calendar/calendar.ts';
import type { SamplingPlan } from '../../scorecards/samples/plan.ts';
import { weekOf } from '../../scorecards/samples/week.ts';
import { studentQuantile } from '../../scorecards/statistics/quantiles.ts';

/** Mondays of this week and the seven before it, newest first. */
export function drawableWeeks(now: string, zone: string): string[] {
  const { monday } = weekOf(now, zone);
  return Array.from({ length: 8 }, (_, ago) => addDays(monday, -7 * ago));
}

/** How many of a plan's reviews are in, of those that were not taken back. */
export const doneOf = ({ waiting, taken, submitted }: Progress): { done: number; all: number } => ({
  done: submitted,
  all: waiting + taken + submitted,
});

/** Spread of scores between interactions of one agent, points: product experience (scores of 0 to 100). */
const SPREAD = 15;
const WEEKS = 4;

/** Half width of the 95 % interval of an agent's mean after four weeks of `perWeek`, in points; t × s ÷ √n. */
export function widthAfterFourWeeks(perWeek: number): number | null {
  const n = perWeek * WEEKS;
  if (!(n >= 2)) return null;
  return Math.round(((studentQuantile(0.975, n - 1) * SPREAD) / Math.sqrt(n)) * 10) / 10;
}

/** What the form holds while it is filled. */
export type PlanDraft = {
  name: string;
  teams: string[];
  agents: string[];
  channels: SamplingPlan['what']['channels'];
  queues: string[];
  shortest: string;
  longest: string;
  from: string;
  to: string;
  per_week: string;
  scorecard: string | null;
  reviewers: string[];
};

export const EMPTY_DRAFT: PlanDraft = {
  name: '',
  teams: [],
  agents: [],
  channels: [],
  queues: [],
  shortest: '',
  longest: '',
  from: '',
  to: '',
  per_week: '2',
  scorecard: null,
  reviewers: [],
};

const MINUTE_MS = 60_000;
const minutes = (value: string): number | null =>
  value.trim() === '' || !Number.isFinite(Number(value)) ? null : Math.max(0, Math.round(Number(value) * MINUTE_MS));

/** The plan a filled form means; null while something it cannot do without is missing. */
export function planOf(draft: PlanDraft): SamplingPlan | null {
  const per_agent_per_week = Number(draft.per_week);
  if (!draft.name.trim() || !draft.scorecard || draft.reviewers.length === 0) return null;
  if (!Number.isInteger(per_agent_per_week) || per_agent_per_week < 1 || per_agent_per_week > 50) return null;
  return {
    name: draft.name.trim(),
    who: { teams: draft.teams, agents: draft.agents },
    what: {
      channels: draft.channels,
      queues: draft.queues,
      duration_min_ms: minutes(draft.shortest),
      duration_max_ms: minutes(draft.longest),
      from: draft.from || null,
      to: draft.to || null,
    },
    per_agent_per_week,
    scorecard: draft.scorecard,
    reviewers: draft.reviewers,
  };
}

/** Lengths a plan asks for, whole minutes; null where it asks for none. */
export function minutesOf(plan: SamplingPlan): { from: number | null; to: number | null } {
  const of = (ms: number | null) => (ms === null ? null : Math.round(ms / MINUTE_MS));
  return { from: of(plan.what.duration_min_ms), to: of(plan.what.duration_max_ms) };
}

/** Plans still drawing come first. */
export const activeFirst = (plans: readonly PlanRow[]): PlanRow[] =>
  plans.toSorted((a, b) => Number(b.active) - Number(a.active));
