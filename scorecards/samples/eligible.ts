// Which contacts a plan may draw from in one week. What is left out is counted by reason, because "why was nothing
// drawn for her?" is asked of every plan; the first reason in the table's order is the one told.
import { dateAt } from '../calendar/calendar.ts';
import type { Channel } from '../scorecard/definition.ts';
import type { SamplingPlan } from './plan.ts';

/** A contact as far as a plan looks at it. `started_at` is an ISO instant; `reviewed`: a review of it exists. */
export type Contact = {
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

/** Why the plan may not draw this contact; null when it may. */
export function exclusionOf({ who, what }: SamplingPlan, contact: Contact, period: Period): Exclusion | null {
  const at = Date.parse(contact.started_at);
  if (at < Date.parse(period.start) || at >= Date.parse(period.end)) return 'other-week';
  const everyone = who.teams.length === 0 && who.agents.length === 0;
  if (!everyone && !who.agents.includes(contact.agent) && !contact.teams.some((team) => who.teams.includes(team))) {
    return 'other-agent';
  }
  if (what.channels.length > 0 && !what.channels.includes(contact.channel)) return 'other-channel';
  if (what.queues.length > 0 && !(contact.queue !== null && what.queues.includes(contact.queue))) return 'other-queue';
  const languages = what.languages ?? [];
  if (languages.length > 0 && !languages.some((wanted) => covers(wanted, contact.language))) return 'other-language';
  if (what.duration_min_ms !== null || what.duration_max_ms !== null) {
    if (contact.duration_ms === null) return 'length-unknown';
    if (what.duration_min_ms !== null && contact.duration_ms < what.duration_min_ms) return 'too-short';
    if (what.duration_max_ms !== null && contact.duration_ms > what.duration_max_ms) return 'too-long';
  }
  const date = dateAt(at, period.zone);
  if ((what.from && date < what.from) || (what.to && date > what.to)) return 'other-dates';
  return contact.reviewed ? 'already-reviewed' : null;
}

/** The contacts a plan may draw, and how many it may not for which reason. */
export function eligible<C extends Contact>(
  plan: SamplingPlan,
  contacts: readonly C[],
  period: Period,
): { contacts: C[]; excluded: Partial<Record<Exclusion, number>> } {
  const excluded: Partial<Record<Exclusion, number>> = {};
  const kept = contacts.filter((contact) => {
    const reason = exclusionOf(plan, contact, period);
    if (reason) excluded[reason] = (excluded[reason] ?? 0) + 1;
    return reason === null;
  });
  return { contacts: kept, excluded };
}

/** `zh` covers `zh`, `zh-CN`; `zh-CN` covers only itself. */
function covers(wanted: string, tag: string | null): boolean {
  if (tag === null) return false;
  const [a, b] = [wanted.toLowerCase(), tag.toLowerCase()];
  return b === a || b.startsWith(`${a}-`);
}
