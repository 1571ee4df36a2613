// The manager's page. Means are those of random reviews and come with their interval or not at all; critical errors are
// counted wherever they were found, random and targeted apart. All of it goes by the day of the interaction, so that
// what was reviewed stands against what there was to review. SQL counts and sums; the interval is
// samples/estimate.ts's. Teams are those of the time: an agent who moves takes nothing along.
import { and, asc, eq, notInArray, sql } from 'drizzle-orm';
import type { Range } from '../../scorecards/calendar/calendar.ts';
import { CLOSED_STATES } from '../../scorecards/coaching/task.ts';
import {
  estimateMean,
  estimateShare,
  type Mean,
  type Moments,
  NO_MOMENTS,
  type NotEnough,
  type Share,
  together,
} from '../../scorecards/samples/estimate.ts';
import { type Channel, CRITICAL_CLASSES, type CriticalClass } from '../../scorecards/scorecard/definition.ts';
import { type Ctx, demand } from '../database/context.ts';
import { instantsOf, todayIn, zoneOf } from '../database/days.ts';
import type { Person } from '../people/references.ts';
import { agentsVisible } from '../people/visible.ts';
import { coaching_task } from '../schema/coaching.ts';
import { counted_figures, evaluation_tally } from '../schema/evaluations.ts';
import { interaction, interaction_tally } from '../schema/interactions.ts';
import { member, team, team_member } from '../schema/people.ts';
import { breaksAmong, type ScorecardBreak } from '../scorecards/breaks.ts';
import { type FailedCriterion, mostFailed, timesIn, versionsIn } from './failed-most.ts';
import { type ReportFilter, sumsByAgent } from './periods.ts';
import { type ReportTargets, reportTargets } from './targets.ts';
import { meansByWeek, type WeekFigures } from './weeks.ts';

export type Figures = {
  /** Random reviews; the estimate's n leaves out those in which nothing applied. */
  reviewed: number;
  targeted: number;
  estimate: Mean | NotEnough;
  /** Errors found in random and in targeted reviews, and both. */
  critical_errors: { total: number; random: number; targeted: number };
  coverage: { reviewed: number; interactions: number };
  /** As of today, whatever the filter's days and channel: taken up or to be; only proposed; past due. */
  open_tasks: number;
  proposed_tasks: number;
  overdue_tasks: number;
};

export type AgentFigures = Figures & { agent: Person & { active: boolean } };

/** `team` null: agents who belong to none. */
export type TeamFigures = Figures & { team: Person | null; target_bp: number | null; agents: AgentFigures[] };

export type QualityReport = {
  filter: { team: string | null; channel: Channel | null; from: string | null; to: string | null };
  figures: Figures & {
    /** Critical errors of each class. */
    critical_by_class: Record<CriticalClass, number>;
    /** Share of random reviews with a critical error. */
    critical_rate: Share | NotEnough;
    /** What the scores are held to, today; null: there is no target, or not the same for all of them. */
    target_bp: number | null;
  };
  /** By name; an agent of two teams stands in both, and counts once in `figures`. */
  teams: TeamFigures[];
  /** From the first week with a score to the last, none left out. */
  by_week: WeekFigures[];
  failed_most: FailedCriterion[];
  /** Versions with which scores of the period stop being comparable: its means join what is before and after them. */
  breaks: ScorecardBreak[];
};

/** What figures are added up from. */
type Sums = {
  scores: Moments;
  random: number;
  targeted: number;
  critical_random: number;
  critical_targeted: number;
  /** Random reviews with a critical error. */
  defective: number;
  critical: Record<CriticalClass, number>;
  interactions: number;
  open: number;
  proposed: number;
  overdue: number;
};

/** What there is of an agent while they belonged to some teams. Tasks are of the teams of today. */
type Part = Partial<Sums> & { agent: string; teams: readonly string[] };

export async function reportQuality(ctx: Ctx, filter: ReportFilter): Promise<QualityReport> {
  demand(ctx, 'reports:read');
  const zone = await zoneOf(ctx.db, ctx);
  const days = instantsOf({ from: filter.from ?? null, to: filter.to ?? null }, zone);
  const [agents, teams, evaluated, handled, tasks, weeks, times, targets] = await Promise.all([
    agentRows(ctx),
    teamNames(ctx),
    evaluatedParts(ctx, filter, days),
    handledParts(ctx, filter, days),
    taskParts(ctx, todayIn(zone, ctx.now)),
    meansByWeek(ctx, filter, days, zone),
    timesIn(ctx, filter, days),
    reportTargets(ctx, filter, days),
  ]);
  const [failed, breaks] = await Promise.all([mostFailed(ctx, times), breaksAmong(ctx, versionsIn(times))]);
  const teamsNow = new Map(agents.map(({ id, teams: now }) => [id, now]));
  const parts = [
    ...evaluated,
    ...handled,
    ...tasks.map((part) => ({ ...part, teams: teamsNow.get(part.agent) ?? [] })),
  ];
  const inReport = filter.team === undefined ? parts : parts.filter((part) => part.teams.includes(filter.team!));
  const all = added(inReport);
  return {
    filter: {
      team: filter.team ?? null,
      channel: filter.channel ?? null,
      from: filter.from ?? null,
      to: filter.to ?? null,
    },
    figures: {
      ...figuresOf(all),
      critical_by_class: all.critical,
      critical_rate: estimateShare(all.defective, all.random),
      target_bp: targets.all,
    },
    teams: teamsOf(ctx, filter, { agents, teams, targets }, inReport),
    by_week: weeks,
    failed_most: failed,
    breaks,
  };
}

/** Teams by name, each with the agents who belong to it or have something of its time in the report. */
function teamsOf(
  ctx: Ctx,
  filter: ReportFilter,
  { agents, teams: names, targets }: { agents: AgentRow[]; teams: Person[]; targets: ReportTargets },
  parts: Part[],
): TeamFigures[] {
  const { scope } = ctx.actor;
  const byTeam = partsByTeam(parts);
  const groups: (Person | null)[] = names.filter(
    ({ id }) => (filter.team === undefined || id === filter.team) && (scope === null || scope.includes(id)),
  );
  if (filter.team === undefined) groups.push(null);
  return groups.flatMap((group) => {
    const team = group?.id ?? null;
    const rows = agents.flatMap(({ id, name, active, teams }) => {
      const now = active && (team === null ? teams.length === 0 : teams.includes(team));
      const own = byTeam.get(team)?.get(id);
      if (!now && !own) return [];
      // Who has left, or is in another team now, stays as long as there is something of theirs.
      const sums = added(own ?? []);
      const stays = now || sums.interactions > 0;
      return stays ? [{ agent: { id, name, active }, sums }] : [];
    });
    if (rows.length === 0) return [];
    return [
      {
        team: group,
        target_bp: targets.of(group?.id ?? null),
        ...figuresOf(added(rows.map(({ sums }) => sums))),
        agents: rows.map(({ agent, sums }) => ({ agent, ...figuresOf(sums) })),
      },
    ];
  });
}

/** By team and agent; null: of agents without a team. */
function partsByTeam(parts: readonly Part[]): Map<string | null, Map<string, Part[]>> {
  const found = new Map<string | null, Map<string, Part[]>>();
  for (const part of parts) {
    for (const team of part.teams.length > 0 ? part.teams : [null]) {
      const agents = found.get(team) ?? new Map<string, Part[]>();
      found.set(team, agents);
      agents.set(part.agent, [...(agents.get(part.agent) ?? []), part]);
    }
  }
  return found;
}

function added(parts: readonly Partial<Sums>[]): Sums {
  const sums = {
    ...{ random: 0, targeted: 0, critical_random: 0, critical_targeted: 0, defective: 0 },
    ...{ interactions: 0, open: 0, proposed: 0, overdue: 0 },
  };
  const names = Object.keys(sums) as (keyof typeof sums)[];
  const critical = { customer: 0, business: 0, compliance: 0 };
  let scores = NO_MOMENTS;
  for (const part of parts) {
    for (const name of names) sums[name] += part[name] ?? 0;
    for (const one of CRITICAL_CLASSES) critical[one] += part.critical?.[one] ?? 0;
    if (part.scores) scores = together(scores, part.scores);
  }
  return { ...sums, critical, scores };
}

function figuresOf(sums: Sums): Figures {
  return {
    reviewed: sums.random,
    targeted: sums.targeted,
    estimate: estimateMean(sums.scores),
    critical_errors: {
      total: sums.critical_random + sums.critical_targeted,
      random: sums.critical_random,
      targeted: sums.critical_targeted,
    },
    coverage: { reviewed: sums.random, interactions: sums.interactions },
    open_tasks: sums.open,
    proposed_tasks: sums.proposed,
    overdue_tasks: sums.overdue,
  };
}

type AgentRow = { id: string; name: string; active: boolean; teams: string[] };

async function agentRows(ctx: Ctx): Promise<AgentRow[]> {
  return ctx.db
    .select({
      id: member.id,
      name: member.name,
      active: sql<boolean>`${member.active} and 'agent' = any(${member.roles})`.as('works'),
      teams: sql<string[]>`to_json(array(
        select t.team_id from ${team_member} t where t.member_id = ${member}.id))`.as('teams'),
    })
    .from(member)
    .where(and(eq(member.organisation_id, ctx.actor.organisation), agentsVisible(ctx, 'reports:read', member.id)))
    .orderBy(asc(member.name), asc(member.id));
}

async function teamNames(ctx: Ctx): Promise<Person[]> {
  return ctx.db
    .select({ id: team.id, name: team.name })
    .from(team)
    .where(eq(team.organisation_id, ctx.actor.organisation))
    .orderBy(asc(team.name), asc(team.id));
}

/** What is added up of evaluations. */
const figuresIn = (of: typeof counted_figures | typeof evaluation_tally) => ({
  scored: of.scored,
  score_sum: of.score_sum,
  score_squares: of.score_squares,
  random: of.random,
  targeted: of.targeted,
  critical_random: of.critical_random,
  critical_targeted: of.critical_targeted,
  defective: of.defective,
  customer: of.critical_customer,
  business: of.critical_business,
  compliance: of.critical_compliance,
});

async function evaluatedParts(ctx: Ctx, filter: ReportFilter, days: Range): Promise<Part[]> {
  const rows = await sumsByAgent(
    ctx,
    { filter, days },
    { of: evaluation_tally, at: evaluation_tally.month, numbers: figuresIn(evaluation_tally) },
    { of: counted_figures, at: counted_figures.occurred_at, numbers: figuresIn(counted_figures) },
  );
  return rows.map(
    ({ scored: n, score_sum: sum, score_squares: squares, customer, business, compliance, ...others }) => ({
      ...others,
      scores: { n, sum, squares },
      critical: { customer, business, compliance },
    }),
  );
}

const handledParts = (ctx: Ctx, filter: ReportFilter, days: Range): Promise<Part[]> =>
  sumsByAgent(
    ctx,
    { filter, days },
    {
      of: interaction_tally,
      at: interaction_tally.month,
      numbers: { interactions: interaction_tally.interactions },
    },
    { of: interaction, at: interaction.started_at, numbers: { interactions: sql`1` } },
  );

async function taskParts(ctx: Ctx, today: string): Promise<Omit<Part, 'teams'>[]> {
  const proposed = sql`${coaching_task.state} = 'proposed'`;
  return ctx.db
    .select({
      agent: coaching_task.agent_id,
      open: sql<number>`(count(*) filter (where not ${proposed}))::int`,
      proposed: sql<number>`(count(*) filter (where ${proposed}))::int`,
      overdue: sql<number>`(count(*) filter (where not ${proposed} and ${coaching_task.due_on} < ${today}::date))::int`,
    })
    .from(coaching_task)
    .where(
      and(
        eq(coaching_task.organisation_id, ctx.actor.organisation),
        notInArray(coaching_task.state, [...CLOSED_STATES]),
        agentsVisible(ctx, 'reports:read', coaching_task.agent_id),
      ),
    )
    .groupBy(coaching_task.agent_id);
}
