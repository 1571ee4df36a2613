// The manager's page. Means are those of random reviews and come with their interval or not at all; critical errors are
// counted wherever they were found, random and targeted apart. All of it goes by the day of the contact, so that what
// was reviewed stands against what there was to review. SQL counts; the interval is sampling/estimate.ts's.
import { and, asc, desc, eq, gte, inArray, lt, notInArray, type SQL, sql } from 'drizzle-orm';
import { addDays } from '../../scorecards/calendar/calendar.ts';
import { CLOSED_STATES } from '../../scorecards/coaching/task.ts';
import {
  estimateMean,
  estimateShare,
  type Mean,
  type NotEnough,
  type Share,
} from '../../scorecards/samples/estimate.ts';
import {
  type Channel,
  CRITICAL_CLASSES,
  type CriticalClass,
  criteriaOf,
  type Text,
} from '../../scorecards/scorecard/definition.ts';
import { type Ctx, demand } from '../database/context.ts';
import { instantsOf, todayIn, zoneOf } from '../database/days.ts';
import { counts, inTeam, makesMean } from '../evaluations/evaluations.ts';
import type { Person } from '../people/contacts.ts';
import { agentsVisible } from '../people/visible.ts';
import { coaching_task } from '../schema/coaching.ts';
import { evaluation, evaluation_criterion } from '../schema/evaluations.ts';
import { interaction } from '../schema/interactions.ts';
import { member, team, team_member } from '../schema/people.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';
import { formOf } from '../scorecards/scorecards.ts';

/** Days of the contact in the organisation's zone, both included. */
export type ReportFilter = { team?: string; channel?: Channel; from?: string; to?: string };

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
export type TeamFigures = Figures & { team: Person | null; agents: AgentFigures[] };

export type WeekFigures = {
  /** Monday. */
  week: string;
  estimate: Mean | NotEnough;
};

/** Of the random reviews that asked a criterion, how many gave it nothing. */
export type FailedCriterion = {
  scorecard: { key: string; name: Text };
  criterion: string;
  text: Text;
  critical: CriticalClass | null;
  failed: number;
  asked: number;
};

export type QualityReport = {
  filter: { team: string | null; channel: Channel | null; from: string | null; to: string | null };
  figures: Figures & {
    /** Critical errors of each class. */
    critical_by_class: Record<CriticalClass, number>;
    /** Share of random reviews with a critical error. */
    critical_rate: Share | NotEnough;
  };
  /** By name; an agent of two teams stands in both, and counts once in `figures`. */
  teams: TeamFigures[];
  /** From the first week with a review to the last, none left out. */
  by_week: WeekFigures[];
  failed_most: FailedCriterion[];
};

const FAILED_SHOWN = 10;

/** What an agent's figures are added up from. */
type Sums = {
  scores: number[];
  random: number;
  targeted: number;
  critical_random: number;
  critical_targeted: number;
  interactions: number;
  open: number;
  proposed: number;
  overdue: number;
};

export async function reportQuality(ctx: Ctx, filter: ReportFilter): Promise<QualityReport> {
  demand(ctx, 'reports:read');
  const zone = await zoneOf(ctx.db, ctx);
  const contacts = contactsIn(ctx, filter, zone);
  const [agents, evaluated, handled, tasks, classes, weeks, failed] = await Promise.all([
    agentRows(ctx, filter),
    evaluatedByAgent(ctx, contacts),
    handledByAgent(ctx, contacts),
    tasksByAgent(ctx, todayIn(zone, ctx.now)),
    criticalByClass(ctx, contacts),
    byWeek(ctx, contacts, zone),
    failedMost(ctx, contacts),
  ]);
  const sums = new Map(
    agents.map(({ id }): [string, Sums] => [
      id,
      { ...NOTHING, ...evaluated.get(id), interactions: handled.get(id) ?? 0, ...tasks.get(id) },
    ]),
  );
  // Who has left stays on the page as long as there is something of theirs in it.
  const shown = agents.filter(({ id, active }) => active || sums.get(id)!.interactions > 0);
  const row = ({ id, name, active }: AgentRow): AgentFigures => ({
    agent: { id, name, active },
    ...figuresOf([sums.get(id)!]),
  });
  const teams = new Map<string, TeamFigures['team']>();
  for (const agent of shown) for (const one of agent.teams) teams.set(one.id, one);
  const named = [...teams.values()].sort((a, b) => a!.name.localeCompare(b!.name));
  const groups = [...named, ...(shown.some((agent) => agent.teams.length === 0) ? [null] : [])];
  const all = shown.map(({ id }) => sums.get(id)!);
  return {
    filter: {
      team: filter.team ?? null,
      channel: filter.channel ?? null,
      from: filter.from ?? null,
      to: filter.to ?? null,
    },
    figures: {
      ...figuresOf(all),
      critical_by_class: classes,
      critical_rate: estimateShare(evaluated.defective, total(all, 'random')),
    },
    teams: groups
      .filter((group) => filter.team === undefined || group?.id === filter.team)
      .map((group) => {
        const own = shown.filter((agent) =>
          group === null ? agent.teams.length === 0 : agent.teams.some(({ id }) => id === group.id),
        );
        return { team: group, ...figuresOf(own.map(({ id }) => sums.get(id)!)), agents: own.map(row) };
      }),
    by_week: weeks,
    failed_most: failed,
  };
}

const NOTHING: Sums = {
  scores: [],
  random: 0,
  targeted: 0,
  critical_random: 0,
  critical_targeted: 0,
  interactions: 0,
  open: 0,
  proposed: 0,
  overdue: 0,
};

const total = (sums: Sums[], what: Exclude<keyof Sums, 'scores'>): number =>
  sums.reduce((sum, one) => sum + one[what], 0);

function figuresOf(sums: Sums[]): Figures {
  const random = total(sums, 'critical_random');
  const targeted = total(sums, 'critical_targeted');
  const reviewed = total(sums, 'random');
  return {
    reviewed,
    targeted: total(sums, 'targeted'),
    estimate: estimateMean(sums.flatMap(({ scores }) => scores)),
    critical_errors: { total: random + targeted, random, targeted },
    coverage: { reviewed, interactions: total(sums, 'interactions') },
    open_tasks: total(sums, 'open'),
    proposed_tasks: total(sums, 'proposed'),
    overdue_tasks: total(sums, 'overdue'),
  };
}

/** The condition on interactions that the filter and the actor's reach make. */
function contactsIn(ctx: Ctx, filter: ReportFilter, zone: string): SQL {
  const { start, end } = instantsOf({ from: filter.from ?? null, to: filter.to ?? null }, zone);
  return and(
    eq(interaction.organisation_id, ctx.actor.organisation),
    agentsVisible(ctx, 'reports:read', interaction.agent_id),
    filter.team === undefined ? undefined : inTeam(ctx, interaction.agent_id, filter.team),
    filter.channel === undefined ? undefined : eq(interaction.channel, filter.channel),
    start === null ? undefined : gte(interaction.started_at, start),
    end === null ? undefined : lt(interaction.started_at, end),
  )!;
}

type AgentRow = { id: string; name: string; active: boolean; teams: Person[] };

async function agentRows(ctx: Ctx, filter: ReportFilter): Promise<AgentRow[]> {
  return ctx.db
    .select({
      id: member.id,
      name: member.name,
      active: sql<boolean>`${member.active} and 'agent' = any(${member.roles})`.as('works'),
      teams: sql<Person[]>`(
        select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name)), '[]')
        from ${team_member} t join ${team} g on g.id = t.team_id where t.member_id = ${member}.id)`.as('teams'),
    })
    .from(member)
    .where(
      and(
        eq(member.organisation_id, ctx.actor.organisation),
        agentsVisible(ctx, 'reports:read', member.id),
        filter.team === undefined
          ? undefined
          : inArray(
              member.id,
              ctx.db
                .select({ id: team_member.member_id })
                .from(team_member)
                .where(eq(team_member.team_id, filter.team)),
            ),
      ),
    )
    .orderBy(asc(member.name), asc(member.id));
}

type Evaluated = Pick<Sums, 'scores' | 'random' | 'targeted' | 'critical_random' | 'critical_targeted'>;

/** Per agent, and how many random reviews of all had a critical error. */
async function evaluatedByAgent(ctx: Ctx, contacts: SQL): Promise<Map<string, Evaluated> & { defective: number }> {
  const random = sql`${evaluation.kind} = 'random'`;
  const targeted = sql`${evaluation.kind} = 'targeted'`;
  const rows = await ctx.db
    .select({
      agent: evaluation.agent_id,
      scores: sql<
        number[]
      >`coalesce(json_agg(${evaluation.score_bp}) filter (where ${random} and ${evaluation.score_bp} is not null), '[]')`,
      random: sql<number>`(count(*) filter (where ${random}))::int`,
      targeted: sql<number>`(count(*) filter (where ${targeted}))::int`,
      critical_random: sql<number>`coalesce(sum(${evaluation.critical_count}) filter (where ${random}), 0)::int`,
      critical_targeted: sql<number>`coalesce(sum(${evaluation.critical_count}) filter (where ${targeted}), 0)::int`,
      defective: sql<number>`(count(*) filter (where ${random} and ${evaluation.critical_count} > 0))::int`,
    })
    .from(evaluation)
    .innerJoin(interaction, eq(interaction.id, evaluation.interaction_id))
    .where(and(contacts, counts))
    .groupBy(evaluation.agent_id);
  const found = new Map(rows.map(({ agent, defective: _, ...sums }) => [agent, sums]));
  return Object.assign(found, { defective: rows.reduce((sum, row) => sum + row.defective, 0) });
}

async function handledByAgent(ctx: Ctx, contacts: SQL): Promise<Map<string, number>> {
  const rows = await ctx.db
    .select({ agent: interaction.agent_id, n: sql<number>`count(*)::int` })
    .from(interaction)
    .where(contacts)
    .groupBy(interaction.agent_id);
  return new Map(rows.map(({ agent, n }) => [agent, n]));
}

async function tasksByAgent(
  ctx: Ctx,
  today: string,
): Promise<Map<string, Pick<Sums, 'open' | 'proposed' | 'overdue'>>> {
  const proposed = sql`${coaching_task.state} = 'proposed'`;
  const rows = await ctx.db
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
  return new Map(rows.map(({ agent, ...sums }) => [agent, sums]));
}

async function criticalByClass(ctx: Ctx, contacts: SQL): Promise<Record<CriticalClass, number>> {
  const rows = await ctx.db
    .select({ critical: evaluation_criterion.critical, n: sql<number>`count(*)::int` })
    .from(evaluation_criterion)
    .innerJoin(evaluation, eq(evaluation.id, evaluation_criterion.evaluation_id))
    .innerJoin(interaction, eq(interaction.id, evaluation.interaction_id))
    .where(
      and(contacts, counts, eq(evaluation_criterion.value_bp, 0), sql`${evaluation_criterion.critical} is not null`),
    )
    .groupBy(evaluation_criterion.critical);
  const of = (one: CriticalClass): number => rows.find(({ critical }) => critical === one)?.n ?? 0;
  return Object.fromEntries(CRITICAL_CLASSES.map((one) => [one, of(one)])) as Record<CriticalClass, number>;
}

async function byWeek(ctx: Ctx, contacts: SQL, zone: string): Promise<WeekFigures[]> {
  // The expression is written once and grouped by its place: a parameter written twice is two expressions to SQL.
  const week = sql<string>`to_char(date_trunc('week', ${interaction.started_at} at time zone ${zone}), 'YYYY-MM-DD')`;
  const rows = await ctx.db
    .select({ week, scores: sql<number[]>`json_agg(${evaluation.score_bp})` })
    .from(evaluation)
    .innerJoin(interaction, eq(interaction.id, evaluation.interaction_id))
    .where(and(contacts, makesMean))
    .groupBy(sql`1`)
    .orderBy(sql`1`);
  const found = new Map(rows.map((row) => [row.week, row.scores]));
  const weeks: WeekFigures[] = [];
  const last = rows.at(-1)?.week;
  for (let monday = rows[0]?.week; monday && last && monday <= last; monday = addDays(monday, 7)) {
    weeks.push({ week: monday, estimate: estimateMean(found.get(monday) ?? []) });
  }
  return weeks;
}

/** Worded as in the latest version that was answered. */
async function failedMost(ctx: Ctx, contacts: SQL): Promise<FailedCriterion[]> {
  const failed = sql<number>`(count(*) filter (where ${evaluation_criterion.value_bp} = 0))::int`;
  const rows = await ctx.db
    .select({
      key: scorecard.key,
      criterion: evaluation_criterion.criterion,
      version: sql<string>`(array_agg(${scorecard_version.id} order by ${scorecard_version.number} desc))[1]`,
      failed,
      asked: sql<number>`count(*)::int`,
    })
    .from(evaluation_criterion)
    .innerJoin(evaluation, eq(evaluation.id, evaluation_criterion.evaluation_id))
    .innerJoin(interaction, eq(interaction.id, evaluation.interaction_id))
    .innerJoin(scorecard_version, eq(scorecard_version.id, evaluation.scorecard_version_id))
    .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
    .where(and(contacts, eq(evaluation.kind, 'random'), sql`${evaluation_criterion.value_bp} is not null`))
    .groupBy(scorecard.key, evaluation_criterion.criterion)
    .having(sql`count(*) filter (where ${evaluation_criterion.value_bp} = 0) > 0`)
    .orderBy(desc(failed), sql`count(*)`, asc(scorecard.key), asc(evaluation_criterion.criterion))
    .limit(FAILED_SHOWN);
  return Promise.all(
    rows.map(async ({ key, version, ...row }) => {
      const form = await formOf(ctx.db, version);
      const criterion = criteriaOf(form).find(({ id }) => id === row.criterion)!;
      return { scorecard: { key, name: form.name }, text: criterion.text, critical: criterion.critical, ...row };
    }),
  );
}
