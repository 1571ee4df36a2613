// Interactions a plan may draw from in one week. Exclusions are counted by reason, because "why was nothing drawn for
// her?" is asked of every plan; the first reason in the table's order is reported.
import { dateAt } from '../calendar/calendar.ts';
import type { Channel } from '../scorecard/definition.ts';
import type { SamplingPlan } from './plan.ts';

/** An interaction as far as a plan looks at it. `started_at` is an ISO instant; `reviewed`: a draw led to a review. */
export type Interaction = {
  interaction: string;
  agent: string;
  teams: readonly string[];
  channel: Channel;
  queue: string | null;
  language: string | null;
  duration_ms: number | null;
  started_at: string;
  reviewed: boolean;
};

/** The week drawn from (ISO instants, `end` not included) and the organisation's time zone. */
export type Period = { start: string; end: string; zone: string };

export const EXCLUSIONS = [
  'other-week',
  'other-agent',
  'other-channel',
  'other-queue',
  'other-language',
  'too-short',
  'too-long',
  'length-unknown',
  'other-dates',
  'already-reviewed',
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** Why the plan may not draw this interaction; null when it may. */
export function exclusionOf({ who, what }: SamplingPlan, interaction: Interaction, period: Period): Exclusion | null {
  const at = Date.parse(interaction.started_at);
  if (at < Date.parse(period.start) || at >= Date.parse(period.end)) return 'other-week';
  const everyone = who.teams.length === 0 && who.agents.length === 0;
  if (
    !everyone &&
    !who.agents.includes(interaction.agent) &&
    !interaction.teams.some((team) => who.teams.includes(team))
  ) {
    return 'other-agent';
  }
  if (what.channels.length > 0 && !what.channels.includes(interaction.channel)) return 'other-channel';
  const queues: readonly (string | null)[] = what.queues;
  if (queues.length > 0 && !queues.includes(interaction.queue)) return 'other-queue';
  const languages = what.languages ?? [];
  if (languages.length > 0 && !languages.some((wanted) => covers(wanted, interaction.language)))
    return 'other-language';
  if (what.duration_min_ms !== null || what.duration_max_ms !== null) {
    if (interaction.duration_ms === null) return 'length-unknown';
    if (interaction.duration_ms < (what.duration_min_ms ?? 0)) return 'too-short';
    if (interaction.duration_ms > (what.duration_max_ms ?? Number.POSITIVE_INFINITY)) return 'too-long';
  }
  const date = dateAt(at, period.zone);
  if ((what.from && date < what.from) || (what.to && date > what.to)) return 'other-dates';
  return interaction.reviewed ? 'already-reviewed' : null;
}

/** The interactions a plan may draw, and how many it may not for which reason. */
export function eligible<C extends Interaction>(
  plan: SamplingPlan,
  interactions: readonly C[],
  period: Period,
): { interactions: C[]; excluded: Partial<Record<Exclusion, number>> } {
  const excluded: Partial<Record<Exclusion, number>> = {};
  const kept = interactions.filter((interaction) => {
    const reason = exclusionOf(plan, interaction, period);
    if (reason) excluded[reason] = (excluded[reason] ?? 0) + 1;
    return reason === null;
  });
  return { interactions: kept, excluded };
}

/** `zh` covers `zh`, `zh-CN`; `zh-CN` covers only itself. */
function covers(wanted: string, tag: string | null): boolean {
  if (tag === null) return false;
  const [a, b] = [wanted.toLowerCase(), tag.toLowerCase()];
  return b === a || b.startsWith(`${a}-`);
}
