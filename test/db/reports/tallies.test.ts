// Reports take whole months and weeks from tallies that triggers keep. Here the same is added up from the evaluations
// themselves, over centres made by chance.
import { and, eq, inArray, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { foldTallies } from '../../../db/database/crossing.ts';
import { listEvaluations } from '../../../db/evaluations/evaluations.ts';
import type { EvaluationFilter } from '../../../db/evaluations/narrowing.ts';
import { correctEvaluation } from '../../../db/evaluations/versions.ts';
import { reportQuality } from '../../../db/reports/reports.ts';
import {
  acknowledgement,
  counted_evaluation,
  criterion_tally,
  current_evaluation,
  evaluation,
  evaluation_criterion,
  evaluation_tally,
  organisation,
  team_member,
  week_tally,
} from '../../../db/schema/tables.ts';
import { type PublishedScorecard, publishScorecard } from '../../../db/scorecards/scorecards.ts';
import { dateAt } from '../../../scorecards/calendar/calendar.ts';
import { estimateMean, estimateShare, momentsOf } from '../../../scorecards/samples/estimate.ts';
import { weekOf } from '../../../scorecards/samples/week.ts';
import type { Channel } from '../../../scorecards/scorecard/definition.ts';
import { chance } from '../../bench/chance.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { at, type FreshOrganisation, freshOrganisation, memberOf } from '../../support/organisation.ts';
import { answers, definition, evaluated, withLibrary } from '../../support/reviews.ts';

type Filter = { team?: string; channel?: Channel; from?: string; to?: string };
type Counted = typeof counted_evaluation.$inferSelect;

/** Where months and weeks meet, in UTC and in time zones on both sides of it, and what lies anywhere. */
const EDGES = [
  ...['2026-01-31T22:59:59.999Z', '2026-01-31T23:00:00.000Z', '2026-02-01T00:00:00.000Z', '2026-03-31T23:59:59.999Z'],
  ...['2026-03-01T09:59:59.999Z', '2026-03-01T10:00:00.000Z', '2026-03-02T11:59:59.999Z', '2026-03-02T12:00:00.000Z'],
  ...['2026-03-08T15:59:59.999Z', '2026-03-08T16:00:00.000Z', '2026-03-08T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
];
const ANSWERS: Record<string, string>[] = [
  {},
  { CH1: 'miss' },
  { CH1: 'part', CH7: 'na' },
  { CH13: 'fail' },
  { CH8: 'miss', CH11: 'no' },
  { CH13: 'fail', CH14: 'fail' },
];

type Centre = FreshOrganisation & { chat: PublishedScorecard; next: () => number; one: <T>(list: readonly T[]) => T };

/** Evaluations of any agent, team, channel, kind and version of a scorecard; some of them corrected. */
async function centre(database: TestDatabase, seed: number, reviews: number): Promise<Centre> {
  const people = await freshOrganisation(database.db);
  const next = chance(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const { CH } = await withLibrary(people);
  const second = await publishScorecard(people.manager, definition('CH'));
  const teams = people.teams.map(({ id }) => id);
  const manager = at(people.manager, '2026-07-20T09:00:00.000Z');
  for (let i = 0; i < reviews; i++) {
    const started_at =
      next() < 0.4 ? one(EDGES) : new Date(Date.UTC(2025, 11, 1) + next() * 200 * 86_400_000).toISOString();
    const kind = one(['random', 'random', 'random', 'targeted', 'calibration'] as const);
    const made = await evaluated(
      { agent: one(people.agents), reviewer: one(people.reviewers), version: one([CH!, second]), kind },
      one(ANSWERS),
      { started_at, channel: one(['chat', 'voice', 'email']), team_ids: one([[], [teams[0]!], [teams[1]!], teams]) },
    );
    if (kind !== 'calibration' && next() < 0.4) await acknowledged(database, made.evaluation);
    if (kind !== 'calibration' && next() < 0.3) {
      const newer = await corrected(manager, made.evaluation, one(ANSWERS));
      if (next() < 0.4) await acknowledged(database, newer);
    }
    if (next() < 0.1) await foldTallies(database.installation);
  }
  return { ...people, chat: CH!, next, one };
}

const corrected = async (manager: FreshOrganisation['manager'], id: string, otherwise: Record<string, string>) =>
  (
    await correctEvaluation(manager, {
      evaluation: id,
      answers: answers(definition('CH'), otherwise),
      summary: '',
      explanation: 'Heard once more.',
    })
  ).evaluation;

const acknowledged = ({ sql }: TestDatabase, id: string) =>
  sql`insert into acknowledgement (evaluation_id, organisation_id, agent_id, comment, at)
    select id, organisation_id, agent_id, '', now() from evaluation where id = ${id}`;

describeWithDatabase('the tallies of evaluations', (database) => {
  const countedOf = (id: string): Promise<Counted[]> =>
    database.db.select().from(counted_evaluation).where(eq(counted_evaluation.organisation_id, id));

  /** What the rows of a tally add up to, and what it is to be. */
  async function sums(id: string): Promise<{ tallied: unknown[]; counted: unknown[] }[]> {
    const both = async (tallied: Promise<Iterable<unknown>>, counted: Promise<Iterable<unknown>>) => ({
      tallied: [...(await tallied)],
      counted: [...(await counted)],
    });
    // Each counts in its month and in the rows of all time.
    const months = database.sql`unnest(array[date_trunc('month', occurred_at, 'UTC'), '-infinity']) as month`;
    const figures = database.sql`sum(random) as random, sum(targeted), sum(scored), sum(score_sum), sum(score_squares), sum(critical_random),
      sum(critical_targeted), sum(defective), sum(critical_customer), sum(critical_business), sum(critical_compliance)`;
    return [
      await both(
        database.sql`select month::text, agent_id, team_ids, channel, ${figures} from evaluation_tally where organisation_id = ${id}
          group by 1, 2, 3, 4 having sum(random) <> 0 or sum(targeted) <> 0 order by 1, 2, 3, 4`.values(),
        database.sql`select month::text, agent_id, team_ids, channel, ${figures} from counted_figures, ${months} where organisation_id = ${id}
          group by 1, 2, 3, 4 order by 1, 2, 3, 4`.values(),
      ),
      await both(
        database.sql`select month::text, agent_id, team_ids, channel, sum(acknowledged_random), sum(acknowledged_targeted) from evaluation_tally
          where organisation_id = ${id} group by 1, 2, 3, 4 having sum(acknowledged_random) <> 0 or sum(acknowledged_targeted) <> 0
          order by 1, 2, 3, 4`.values(),
        database.sql`select month::text, e.agent_id, team_ids, channel, count(*) filter (where kind = 'random'),
            count(*) filter (where kind = 'targeted')
          from counted_evaluation e join acknowledgement a on a.evaluation_id = e.id, ${months} where e.organisation_id = ${id}
          group by 1, 2, 3, 4 order by 1, 2, 3, 4`.values(),
      ),
      await both(
        database.sql`select week::text, team_ids, channel, sum(scored), sum(score_sum), sum(score_squares) from week_tally
          where organisation_id = ${id} group by 1, 2, 3 having sum(scored) <> 0 order by 1, 2, 3`.values(),
        database.sql`select date_trunc('week', occurred_at, 'UTC')::date::text, team_ids, channel, count(*), sum(score_bp), sum(score_bp::bigint * score_bp)
          from counted_evaluation where organisation_id = ${id} and kind = 'random' and score_bp is not null
            and extract(epoch from occurred_at - date_trunc('week', occurred_at, 'UTC')) >= 12 * 3600
            and extract(epoch from occurred_at - date_trunc('week', occurred_at, 'UTC')) < (6 * 24 + 10) * 3600
          group by 1, 2, 3 order by 1, 2, 3`.values(),
      ),
      await both(
        database.sql`select month::text, team_ids, channel, scorecard_version_id, criterion, sum(asked), sum(failed) from criterion_tally
          where organisation_id = ${id} group by 1, 2, 3, 4, 5 having sum(asked) <> 0 order by 1, 2, 3, 4, 5`.values(),
        database.sql`select month::text, team_ids, channel, scorecard_version_id, c.criterion, count(*), count(*) filter (where c.value_bp = 0)
          from counted_evaluation e join evaluation_criterion c on c.evaluation_id = e.id, ${months}
          where e.organisation_id = ${id} and kind = 'random' and c.value_bp is not null
          group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`.values(),
      ),
    ];
  }

  async function hold(id: string): Promise<void> {
    for (const { tallied, counted } of await sums(id)) {
      expect(counted.length).toBeGreaterThan(0);
      expect(tallied).toEqual(counted);
    }
  }

  it('equal the evaluations that count, and have one row for each sum once they are folded', async () => {
    const { id } = await centre(database, 3, 30);
    await hold(id);
    while ((await foldTallies(database.installation)) > 0);
    await hold(id);
    const all = await sums(id);
    for (const [i, tally] of [evaluation_tally, null, week_tally, criterion_tally].entries())
      if (tally) expect(await database.db.$count(tally, eq(tally.organisation_id, id))).toBe(all[i]!.counted.length);
  });

  it('give a version back its part when the one that replaced it is deleted, and lose both at once', async () => {
    const people = await centre(database, 5, 3);
    const manager = at(people.manager, '2026-07-20T09:00:00.000Z');
    const about = { agent: people.agents[0], reviewer: people.reviewers[0], version: people.chat };
    const row = { started_at: '2026-05-06T10:00:00.000Z' };
    const first = await evaluated(about, { CH1: 'part' }, row);
    await acknowledged(database, first.evaluation);
    const second = await corrected(manager, first.evaluation, {});
    await acknowledged(database, second);
    const third = await corrected(manager, second, { CH2: 'part' });
    await hold(people.id);
    const gone = async (ids: string[], counts: string | null) =>
      database.db.transaction(async (tx) => {
        await tx.delete(evaluation_criterion).where(inArray(evaluation_criterion.evaluation_id, ids));
        await tx.delete(acknowledgement).where(inArray(acknowledgement.evaluation_id, ids));
        const moved = eq(current_evaluation.review_id, first.review);
        if (counts === null) await tx.delete(current_evaluation).where(moved);
        else await tx.update(current_evaluation).set({ evaluation_id: counts }).where(moved);
        await tx.delete(evaluation).where(inArray(evaluation.id, ids));
      });
    await gone([third], second);
    await hold(people.id);
    await gone([first.evaluation, second], null);
    await hold(people.id);
  });

  it('tell how long a list of evaluations is, whatever it is narrowed to', async () => {
    const { id, manager, teams, agents, next, one } = await centre(database, 7, 40);
    const rows = await countedOf(id);
    const seen = await database.sql<
      { id: string }[]
    >`select evaluation_id as id from acknowledgement where organisation_id = ${id}`;
    const failed = new Set(
      (
        await database.db
          .select({ id: evaluation_criterion.evaluation_id })
          .from(evaluation_criterion)
          .where(and(eq(evaluation_criterion.criterion, 'CH1'), eq(evaluation_criterion.value_bp, 0)))
      ).map((row) => row.id),
    );
    const read = new Set(seen.map((row) => row.id));
    const perhaps = <T>(list: readonly T[]): T | undefined => (next() < 0.4 ? one(list) : undefined);
    for (let i = 0; i < 60; i++) {
      const filter: EvaluationFilter = JSON.parse(
        JSON.stringify({
          team: perhaps(teams)?.id,
          agent: perhaps(agents.map(memberOf)),
          kind: perhaps(['random', 'targeted']),
          channel: perhaps(['chat', 'voice', 'email']),
          acknowledged: perhaps([true, false]),
          failed: perhaps(['CH1']),
          scorecard: perhaps(['CH']),
        }),
      );
      const listed = await listEvaluations(manager, filter);
      const expected = rows.filter(
        (row) =>
          (filter.team === undefined || row.team_ids.includes(filter.team)) &&
          (filter.agent ?? row.agent_id) === row.agent_id &&
          (filter.kind ?? row.kind) === row.kind &&
          (filter.channel ?? row.channel) === row.channel &&
          (filter.acknowledged ?? read.has(row.id)) === read.has(row.id) &&
          (filter.failed === undefined || failed.has(row.id)),
      );
      expect(listed.rows.map((row) => row.id).sort(), JSON.stringify(filter)).toEqual(
        expected.map((row) => row.id).sort(),
      );
      expect(listed, JSON.stringify(filter)).toMatchObject({ total: expected.length, total_exact: true });
    }
  });

  it('of one organisation cannot be written by the application', async () => {
    const { manager } = await freshOrganisation(database.db);
    for (const tally of ['evaluation_tally', 'week_tally', 'criterion_tally']) {
      const table = sql.identifier(tally);
      await expect(manager.db.execute(sql`delete from ${table}`)).rejects.toThrow();
      await expect(manager.db.execute(sql`insert into ${table} select * from ${table}`)).rejects.toThrow();
    }
  });

  /** What the report says, added up here. */
  function figuresOf(rows: Counted[]) {
    const random = rows.filter(({ kind }) => kind === 'random');
    const errors = (of: Counted[]) => of.reduce((sum, row) => sum + row.critical_count, 0);
    const targeted = rows.filter(({ kind }) => kind === 'targeted');
    return {
      reviewed: random.length,
      targeted: targeted.length,
      estimate: estimateMean(momentsOf(random.flatMap(({ score_bp }) => score_bp ?? []))),
      critical_errors: { total: errors(rows), random: errors(random), targeted: errors(targeted) },
    };
  }

  function weeksOf(rows: Counted[], zone: string) {
    const scored = rows.filter(({ kind, score_bp }) => kind === 'random' && score_bp !== null);
    const weeks = Map.groupBy(scored, ({ occurred_at }) => weekOf(occurred_at, zone).monday);
    return [...weeks]
      .map(([week, of]) => ({ week, estimate: estimateMean(momentsOf(of.map(({ score_bp }) => score_bp!))) }))
      .toSorted((a, b) => (a.week < b.week ? -1 : 1));
  }

  function timesOf(rows: Counted[]) {
    const times: Record<string, { asked: number; failed: number }> = {};
    for (const { kind, score } of rows) {
      if (kind !== 'random') continue;
      for (const { id, value_bp } of score.criteria) {
        if (value_bp === null) continue;
        const { asked, failed } = times[id] ?? { asked: 0, failed: 0 };
        times[id] = { asked: asked + 1, failed: failed + (value_bp === 0 ? 1 : 0) };
      }
    }
    return Object.fromEntries(Object.entries(times).filter(([, { failed }]) => failed > 0));
  }

  async function reportsHold(people: Centre, as: FreshOrganisation['manager'], rows: Counted[], filter: Filter) {
    const [of] = await database.db.select().from(organisation).where(eq(organisation.id, people.id));
    const zone = of!.time_zone;
    const day = ({ occurred_at }: Counted) => dateAt(Date.parse(occurred_at), zone);
    const wanted = rows.filter(
      (row) =>
        (filter.team === undefined || row.team_ids.includes(filter.team)) &&
        (filter.channel === undefined || row.channel === filter.channel) &&
        (filter.from === undefined || day(row) >= filter.from) &&
        (filter.to === undefined || day(row) <= filter.to),
    );
    const report = await reportQuality(as, filter);
    const random = wanted.filter(({ kind }) => kind === 'random');
    expect(report.figures).toMatchObject(figuresOf(wanted));
    expect(report.figures.critical_by_class).toEqual({
      customer: wanted.reduce((sum, row) => sum + row.critical_customer, 0),
      business: wanted.reduce((sum, row) => sum + row.critical_business, 0),
      compliance: wanted.reduce((sum, row) => sum + row.critical_compliance, 0),
    });
    const defective = random.filter(({ critical_count }) => critical_count > 0).length;
    expect(report.figures.critical_rate).toEqual(estimateShare(defective, random.length));
    for (const { team, agents } of report.teams) {
      const inTeam = ({ team_ids }: Counted) => (team ? team_ids.includes(team.id) : team_ids.length === 0);
      for (const { agent, ...figures } of agents)
        expect(figures).toMatchObject(figuresOf(wanted.filter((row) => row.agent_id === agent.id && inTeam(row))));
    }
    expect(report.by_week.filter(({ estimate }) => estimate.n > 0)).toEqual(weeksOf(wanted, zone));
    const times = report.failed_most.map(({ criterion, asked, failed }) => [criterion, { asked, failed }]);
    expect(Object.fromEntries(times)).toEqual(timesOf(wanted));
    return wanted.length;
  }

  it.each([1, 2])(
    'give reports of any team, channel, days and time zone what the evaluations do (%i)',
    async (seed) => {
      const people = await centre(database, seed, 40);
      const { next, one, teams, agents, manager } = people;
      const rows = await countedOf(people.id);
      const inFirst = await database.db.select().from(team_member).where(eq(team_member.team_id, teams[0].id));
      const scoped = { ...manager, actor: { ...manager.actor, scope: [teams[0].id] } };
      const reached = rows.filter(({ agent_id }) => inFirst.some(({ member_id }) => member_id === agent_id));
      expect(inFirst.map(({ member_id }) => member_id)).toContain(memberOf(agents[0]));
      const date = (): string => new Date(Date.UTC(2025, 11, 1) + next() * 220 * 86_400_000).toISOString().slice(0, 10);
      const maybe = <T>(value: T): T | undefined => (next() < 0.5 ? value : undefined);
      let found = 0;
      for (const time_zone of [
        'Europe/Berlin',
        'Asia/Shanghai',
        'Pacific/Kiritimati',
        'Pacific/Pago_Pago',
        'Asia/Kolkata',
      ]) {
        await database.db.update(organisation).set({ time_zone }).where(eq(organisation.id, people.id));
        for (const filter of [
          {},
          { from: '2026-02-01', to: '2026-03-31' },
          { from: '2026-03-02', to: '2026-03-08' },
          ...Array.from({ length: 4 }, (): Filter => {
            const [from, to] = [date(), date()].toSorted();
            const [team, channel] = [one(teams).id, one(['chat', 'voice'] as const)];
            return { team: maybe(team), channel: maybe(channel), from: maybe(from!), to: maybe(to!) };
          }),
        ]) {
          found += await reportsHold(people, manager, rows, filter);
          await reportsHold(people, scoped, reached, filter);
        }
      }
      expect(found).toBeGreaterThan(200);
    },
  );
});
