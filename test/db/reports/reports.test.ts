import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { readAgent } from '../../../db/coaching/coaching.ts';
import { moveTask } from '../../../db/coaching/tasks.ts';
import { listEvaluations, readEvaluation } from '../../../db/evaluations/evaluations.ts';
import { reportQuality } from '../../../db/reports/reports.ts';
import { member, team_member } from '../../../db/schema/tables.ts';
import { type PublishedScorecard, publishScorecard } from '../../../db/scorecards/scorecards.ts';
import type { ReviewKind } from '../../../scorecards/evaluations/evaluation.ts';
import { estimateMean, estimateShare, momentsOf } from '../../../scorecards/samples/estimate.ts';
import type { Answer } from '../../../scorecards/scorecard/answers.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import {
  at,
  type FreshOrganisation,
  freshOrganisation,
  type InteractionRow,
  insertInteraction,
  memberOf,
} from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { answer, definition, evaluated, withLibrary } from '../../support/reviews.ts';

type Ready = FreshOrganisation & { chat: PublishedScorecard };

async function fresh(database: TestDatabase): Promise<Ready> {
  const organisation = await freshOrganisation(database.db);
  const { CH } = await withLibrary(organisation);
  return { ...organisation, chat: CH! };
}

type About = { agent?: number; kind?: ReviewKind; version?: PublishedScorecard };

const make = (
  organisation: Ready,
  otherwise: Record<string, string | Answer> = {},
  { agent = 0, kind, version = organisation.chat }: About = {},
  row: Partial<InteractionRow> = {},
) =>
  evaluated({ agent: organisation.agents[agent]!, reviewer: organisation.reviewers[0], version, kind }, otherwise, row);

const agentOf = (report: Awaited<ReturnType<typeof reportQuality>>, name: string) =>
  report.teams.flatMap(({ agents }) => agents).find(({ agent }) => agent.name === name)!;

describeWithDatabase('the quality report', (database) => {
  it('gives each agent the mean of random reviews with its interval, and says when there are too few', async () => {
    const organisation = await fresh(database);
    const scores: number[] = [];
    for (const otherwise of [{}, { CH1: 'part' }, { CH8: 'miss' }, { CH3: 'part' }, {}] as Record<string, string>[]) {
      scores.push((await make(organisation, otherwise)).score.score_bp!);
    }
    await make(organisation, { CH5: 'miss' }, { kind: 'targeted' });
    await make(organisation, {}, { agent: 1 });
    await insertInteraction(organisation.agents[0]);

    const report = await reportQuality(organisation.manager, {});
    expect(agentOf(report, 'Ann Agent')).toMatchObject({
      agent: { id: memberOf(organisation.agents[0]), active: true },
      reviewed: 5,
      targeted: 1,
      estimate: estimateMean(momentsOf(scores)),
      coverage: { reviewed: 5, interactions: 7 },
    });
    expect(agentOf(report, 'Ben Agent')).toMatchObject({
      reviewed: 1,
      estimate: { n: 1, notEnough: true, needed: 5 },
      coverage: { reviewed: 1, interactions: 1 },
    });
    expect(agentOf(report, 'Chen Agent')).toMatchObject({
      reviewed: 0,
      estimate: { n: 0, notEnough: true },
      coverage: { reviewed: 0, interactions: 0 },
    });
    expect(report.teams.map(({ team, reviewed, estimate }) => [team?.name, reviewed, estimate.n])).toEqual([
      ['Billing', 0, 0],
      ['Care', 6, 6],
    ]);
    expect(report.teams[1]!.estimate).toEqual(estimateMean(momentsOf([...scores, 10_000])));
    expect(report.figures.estimate).toEqual(report.teams[1]!.estimate);
  });

  it('counts critical errors in random and targeted reviews apart, by class, with their rate', async () => {
    const organisation = await fresh(database);
    await make(organisation, { CH13: 'fail', CH14: 'fail' });
    await make(organisation, { CH13: 'fail' }, { kind: 'targeted' });
    for (let i = 0; i < 4; i++) await make(organisation, {}, { agent: 1 });
    const { figures, ...report } = await reportQuality(organisation.manager, {});
    expect(figures.critical_errors).toEqual({ total: 3, random: 2, targeted: 1 });
    expect(figures.critical_by_class).toEqual({ customer: 1, business: 0, compliance: 2 });
    expect(figures.critical_rate).toEqual(estimateShare(1, 5));
    expect(agentOf({ figures, ...report }, 'Ann Agent').critical_errors).toEqual({ total: 3, random: 2, targeted: 1 });
  });

  it('counts open tasks, those only proposed, and those past due', async () => {
    const organisation = await fresh(database);
    const { tasks } = await make(organisation, { CH13: 'fail', CH1: 'miss', CH2: 'miss', CH8: 'miss', CH9: 'miss' });
    expect(tasks.map(({ kind }) => kind)).toEqual(['critical', 'section', 'section']);
    await moveTask(organisation.coach, { task: tasks[1]!.id, state: 'dismissed', note: 'Once only.' });
    const now = await reportQuality(organisation.manager, {});
    expect(now.figures).toMatchObject({ open_tasks: 1, proposed_tasks: 1, overdue_tasks: 0 });
    const later = await reportQuality(at(organisation.manager, '2026-07-14T09:00:00.000Z'), {});
    expect(agentOf(later, 'Ann Agent')).toMatchObject({ open_tasks: 1, proposed_tasks: 1, overdue_tasks: 1 });
  });

  it('goes by the week of the interaction in the organisation’s zone, leaving no week out', async () => {
    const organisation = await fresh(database);
    const on = (started_at: string, otherwise = {}) => make(organisation, otherwise, {}, { started_at });
    const scores: number[] = [];
    for (const otherwise of [{}, { CH1: 'miss' }, {}, {}, { CH6: 'miss' }]) {
      scores.push((await on('2026-06-15T10:00:00.000Z', otherwise)).score.score_bp!);
    }
    // Sunday 22:30 UTC is Monday in Berlin.
    await on('2026-06-28T22:30:00.000Z');
    await on('2026-06-28T21:30:00.000Z');
    await on('2026-07-06T09:00:00.000Z');
    const { by_week } = await reportQuality(organisation.manager, {});
    expect(by_week.map(({ week, estimate }) => [week, estimate.n])).toEqual([
      ['2026-06-15', 5],
      ['2026-06-22', 1],
      ['2026-06-29', 1],
      ['2026-07-06', 1],
    ]);
    expect(by_week[0]!.estimate).toEqual(estimateMean(momentsOf(scores)));
    expect(by_week[1]!.estimate).toMatchObject({ notEnough: true });
  });

  it('lists what random reviews fail most, of how many that asked, in the words of the latest version', async () => {
    const organisation = await fresh(database);
    await make(organisation, { CH1: 'miss', CH11: 'no' });
    await make(organisation, { CH1: 'miss' }, { agent: 2 });
    await make(organisation, { CH1: 'part', CH7: 'na' });
    await make(organisation, { CH8: 'miss' }, { kind: 'targeted' });
    const reworded = definition('CH');
    const first = reworded.sections[0]!;
    const second = await publishScorecard(organisation.manager, {
      ...reworded,
      sections: [
        {
          ...first,
          criteria: first.criteria.map((one) =>
            one.id === 'CH1' ? { ...one, text: { en: 'New words', zh: '新' } } : one,
          ),
        },
        ...reworded.sections.slice(1),
      ],
    });
    await make(organisation, { CH1: 'miss' }, { version: second });
    const { failed_most } = await reportQuality(organisation.manager, {});
    expect(failed_most.map(({ criterion, failed, asked, text }) => [criterion, failed, asked, text.en])).toEqual([
      ['CH1', 3, 4, 'New words'],
      ['CH11', 1, 4, expect.any(String)],
    ]);
    expect(failed_most[0]!.scorecard).toEqual({ key: 'CH', name: definition('CH').name });
  });

  it('says where scores of the period stop being comparable, of versions that were worked on', async () => {
    const organisation = await fresh(database);
    const first = definition('CH');
    const changed = (more: (section: (typeof first.sections)[number]) => object) =>
      publishScorecard(organisation.manager, {
        ...first,
        sections: first.sections.map((section, i) => (i === 0 ? { ...section, ...more(section) } : section)),
      } as typeof first);
    const earlier = { started_at: '2026-07-01T10:00:00.000Z' };
    await make(organisation, {}, {}, earlier);
    const reworded = await changed(() => ({ name: { en: 'Start', zh: '开场' } }));
    await make(organisation, {}, { version: reworded }, earlier);
    expect((await reportQuality(organisation.manager, {})).breaks).toEqual([]);

    // Published, and nobody has worked on it.
    const weighed = await changed(({ criteria }) => ({
      criteria: criteria.map((one) => ({ ...one, weight: one.weight + 1 })),
    }));
    expect((await reportQuality(organisation.manager, {})).breaks).toEqual([]);
    await make(organisation, {}, { version: weighed, agent: 2 }, { started_at: '2026-07-02T10:00:00.000Z' });
    expect((await reportQuality(organisation.manager, {})).breaks).toEqual([
      { scorecard: { key: 'CH', name: first.name }, number: 3, published_at: expect.any(String) },
    ]);
    // Of one agent's team, and of the days with one version, all scores compare.
    expect((await reportQuality(organisation.manager, { team: organisation.teams[1].id })).breaks).toEqual([]);
    expect((await reportQuality(organisation.manager, { from: '2026-07-02' })).breaks).toEqual([]);

    const page = await readAgent(organisation.manager, { agent: memberOf(organisation.agents[2]) });
    expect(page.breaks).toEqual([]);
    const { evaluation } = await make(organisation, {}, { agent: 2 });
    expect((await readAgent(organisation.manager, { agent: memberOf(organisation.agents[2]) })).breaks).toHaveLength(1);
    const { context } = await readEvaluation(organisation.manager, { evaluation });
    expect(context.breaks).toMatchObject([{ number: 3 }]);
  });

  it('counts failures apart where a criterion came to mean something else under its id', async () => {
    const organisation = await fresh(database);
    await make(organisation, { CH1: 'miss' });
    const first = definition('CH');
    const counting = await publishScorecard(organisation.manager, {
      ...first,
      sections: first.sections.map((section) => ({
        ...section,
        criteria: section.criteria.map((one) =>
          one.id === 'CH1'
            ? { ...one, scale: { type: 'checklist' as const, items: [{ key: 'greets', label: { en: 'Greets' } }] } }
            : one,
        ),
      })),
    });
    const given = { CH1: answer([], { comment: 'Nothing said.' }) };
    await make(organisation, given, { version: counting });
    await make(organisation, given, { version: counting });
    const { failed_most } = await reportQuality(organisation.manager, {});
    expect(failed_most.map(({ criterion, failed, asked, versions }) => [criterion, failed, asked, versions])).toEqual([
      ['CH1', 2, 2, { first: 2, last: 2 }],
      ['CH1', 1, 1, { first: 1, last: 1 }],
    ]);
  });

  it('is narrowed by team, channel and days; each figure is what the list behind it holds', async () => {
    const organisation = await fresh(database);
    await make(organisation, { CH13: 'fail' }, {}, { started_at: '2026-06-30T21:59:00.000Z' });
    await make(organisation, { CH1: 'miss' }, {}, { started_at: '2026-06-30T22:00:00.000Z', channel: 'email' });
    await make(organisation, {}, { agent: 2 }, { started_at: '2026-07-02T10:00:00.000Z' });
    await make(organisation, {}, { kind: 'targeted' }, { started_at: '2026-07-02T10:00:00.000Z' });
    const filters = [
      {},
      { team: organisation.teams[0].id },
      { channel: 'email' as const },
      { from: '2026-07-01' },
      { to: '2026-06-30' },
      { team: organisation.teams[0].id, channel: 'chat' as const, from: '2026-07-02', to: '2026-07-02' },
    ];
    const counted: number[][] = [];
    for (const filter of filters) {
      const { figures, failed_most } = await reportQuality(organisation.manager, filter);
      const behind = async (more: object) =>
        (await listEvaluations(organisation.manager, { ...filter, ...more })).total;
      expect(figures.reviewed).toBe(await behind({ kind: 'random' }));
      expect(figures.targeted).toBe(await behind({ kind: 'targeted' }));
      for (const { criterion, failed } of failed_most) {
        expect(failed).toBe(await behind({ kind: 'random', failed: criterion }));
      }
      counted.push([figures.reviewed, figures.targeted, figures.critical_errors.total, figures.coverage.interactions]);
    }
    expect(counted).toEqual([
      [3, 1, 1, 4],
      [2, 1, 1, 3],
      [1, 0, 0, 1],
      [2, 1, 0, 3],
      [1, 0, 1, 1],
      [0, 1, 0, 1],
    ]);
  });

  it('shows a manager the agents of their scope, and nobody else anything', async () => {
    const organisation = await fresh(database);
    await make(organisation, { CH1: 'miss' });
    await make(organisation, { CH2: 'miss', CH1: 'miss' }, { agent: 2 });
    const scoped = {
      ...organisation.manager,
      actor: { ...organisation.manager.actor, scope: [organisation.teams[1].id] },
    };
    const report = await reportQuality(scoped, {});
    expect(report.teams.map(({ team, agents }) => [team?.name, agents.map(({ agent }) => agent.name)])).toEqual([
      ['Billing', ['Chen Agent', 'Dina Agent']],
    ]);
    expect(report.figures).toMatchObject({
      reviewed: 1,
      coverage: { reviewed: 1, interactions: 1 },
      proposed_tasks: 1,
    });
    expect(report.by_week.map(({ estimate }) => estimate.n)).toEqual([1]);
    expect(report.failed_most.map(({ failed }) => failed)).toEqual([1, 1]);
    const foreign = await reportQuality(scoped, { team: organisation.teams[0].id });
    expect(foreign.teams).toEqual([]);
    expect(foreign.figures.reviewed).toBe(0);

    expect((await reportQuality(organisation.outsider, {})).teams).toEqual([]);
    for (const ctx of [
      organisation.coach,
      organisation.reviewers[0],
      organisation.agents[0],
      organisation.administrator,
    ]) {
      await refused(reportQuality(ctx, {}), 'not-allowed');
    }
  });

  it('shows agents without a team apart, those of two teams in both, counted once, and who has left by what is theirs', async () => {
    const organisation = await fresh(database);
    const { db } = database;
    const [ann, ben, chen, dina] = organisation.agents.map(memberOf);
    await make(organisation);
    await make(organisation, {}, { agent: 2 });
    await db
      .insert(team_member)
      .values({ organisation_id: organisation.id, team_id: organisation.teams[1].id, member_id: ann! });
    await db.delete(team_member).where(eq(team_member.member_id, ben!));
    await db.update(member).set({ active: false }).where(eq(member.id, chen!));
    await db.update(member).set({ active: false }).where(eq(member.id, dina!));
    const report = await reportQuality(organisation.manager, {});
    expect(report.teams.map(({ team, agents }) => [team?.name ?? null, agents.map(({ agent }) => agent.name)])).toEqual(
      [
        ['Billing', ['Ann Agent', 'Chen Agent']],
        ['Care', ['Ann Agent']],
        [null, ['Ben Agent']],
      ],
    );
    expect(report.figures.reviewed).toBe(2);
    expect(agentOf(report, 'Chen Agent').agent.active).toBe(false);
  });
});
