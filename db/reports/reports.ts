// The manager's page. Means are those of random reviews and come with their interval or not at all; critical errors are
// counted wherever they were found, random and targeted apart. All of it goes by the day of the interaction, so that
// what was reviewed stands against what there was to review. SQL counts and sums; the interval is
// samples/estimate.ts's. Teams are those of the time: an agent who moves takes nothing along.
import { and, asc, eq, notInArray, type SQL, sql } from 'drizzle-orm';
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
import type { Channel, CriticalClass } from '../../scorecards/scorecard/definition.ts';
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
import { byMonths, chosen, inMonths, momentsIn, type ReportFilter, sumOf, within } from './periods.ts';
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
  const byAgent = Map.groupBy(parts, (part) => part.agent);
  const groups: (Person | null)[] = names.filter(
    ({ id }) => (filter.team === undefined || id === filter.team) && (scope === null || scope.includes(id)),
  );
  if (filter.team === undefined) groups.push(null);
  return groups.flatMap((group) => {
    const within = (teams: readonly string[]): boolean =>
      group === null ? teams.length === 0 : teams.includes(group.id);
    const rows = agents.flatMap(({ id, name, active, teams }) => {
      const own = (byAgent.get(id) ?? []).filter((part) => within(part.teams));
      // Who has left, or is in another team now, stays as long as there is something of theirs.
      const sums = added(own);
      const stays = (active && within(teams)) || sums.interactions > 0;
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

function added(parts: readonly Partial<Sums>[]): Sums {
  const total = (what: Exclude<keyof Sums, 'scores' | 'critical'>): number =>
    parts.reduce((sum, part) => sum + (part[what] ?? 0), 0);
  const critical = (one: CriticalClass): number => parts.reduce((sum, part) => sum + (part.critical?.[one] ?? 0), 0);
  return {
    scores: parts.reduce((moments, part) => together(moments, part.scores ?? NO_MOMENTS), NO_MOMENTS),
    random: total('random'),
    targeted: total('targeted'),
    critical_random: total('critical_random'),
    critical_targeted: total('critical_targeted'),
    defective: total('defective'),
    critical: { customer: critical('customer'), business: critical('business'), compliance: critical('compliance') },
    interactions: total('interactions'),
    open: total('open'),
    proposed: total('proposed'),
    overdue: total('overdue'),
  };
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
      teams: sql<string[]>`(
        select coalesce(json_agg(t.team_id), '[]') from ${team_member} t where t.member_id = ${member}.id)`.as('teams'),
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

async function evaluatedParts(ctx: Ctx, filter: ReportFilter, days: Range): Promise<Part[]> {
  const evaluated = (of: typeof counted_figures | typeof evaluation_tally, when: SQL | undefined) =>
    ctx.db
      .select({
        agent: of.agent_id,
        teams: of.team_ids,
        scores: momentsIn(of),
        random: sumOf(of.random),
        targeted: sumOf(of.targeted),
        critical_random: sumOf(of.critical_random),
        critical_targeted: sumOf(of.critical_targeted),
        defective: sumOf(of.defective),
        critical: {
          customer: sumOf(of.critical_customer),
          business: sumOf(of.critical_business),
          compliance: sumOf(of.critical_compliance),
        },
      })
      .from(of)
      .where(and(chosen(ctx, filter, of), when))
      .groupBy(of.agent_id, of.team_ids);
  return byMonths(
    days,
    async (months) => evaluated(evaluation_tally, inMonths(evaluation_tally.month, months)),
    async (range) => evaluated(counted_figures, within(counted_figures.occurred_at, range)),
  );
}

async function handledParts(ctx: Ctx, filter: ReportFilter, days: Range): Promise<Part[]> {
  const handled = (
    of: typeof interaction | typeof interaction_tally,
    interactions: SQL<number>,
    when: SQL | undefined,
  ) =>
    ctx.db
      .select({ agent: of.agent_id, teams: of.team_ids, interactions })
      .from(of)
      .where(and(chosen(ctx, filter, of), when))
      .groupBy(of.agent_id, of.team_ids);
  return byMonths(
    days,
    async (months) =>
      handled(interaction_tally, sumOf(interaction_tally.interactions), inMonths(interaction_tally.month, months)),
    async (range) => handled(interaction, sql`count(*)::int`, within(interaction.started_at, range)),
  );
}

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
