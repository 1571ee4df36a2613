import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { listTasks, readAgent, readMine, readTask } from '../../../db/coaching/coaching.ts';
import { addStep, changeGoal, createGoal, tickStep } from '../../../db/coaching/development.ts';
import { mergeTask, moveTask } from '../../../db/coaching/tasks.ts';
import { acknowledgeEvaluation } from '../../../db/evaluations/evaluations.ts';
import { correctEvaluation } from '../../../db/evaluations/versions.ts';
import { coaching_task, event, goal } from '../../../db/schema/tables.ts';
import { type PublishedScorecard, publishScorecard } from '../../../db/scorecards/scorecards.ts';
import type { TaskState } from '../../../scorecards/coaching/task.ts';
import type { ReviewKind } from '../../../scorecards/evaluations/evaluation.ts';
import type { Answer } from '../../../scorecards/scorecard/answers.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { at, type FreshOrganisation, freshOrganisation, memberOf } from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { answer, answers, definition, evaluated, moment, withLibrary } from '../../support/reviews.ts';

type Ready = FreshOrganisation & { voice: PublishedScorecard };

async function fresh(database: TestDatabase): Promise<Ready> {
  const organisation = await freshOrganisation(database.db);
  const { VG } = await withLibrary(organisation);
  return { ...organisation, voice: VG! };
}

const UNCHECKED = { VG4: answer('fail', { comment: 'Balance first.', evidence: [moment(12_000)] }) };
const POOR_OPENING = { VG1: 'miss', VG2: 'no', VG3: 'no' };

type About = { agent?: number; now?: string; kind?: ReviewKind; version?: PublishedScorecard };

const make = (
  organisation: Ready,
  otherwise: Record<string, string | Answer>,
  { agent = 0, now = '2026-07-06T09:00:00.000Z', kind, version = organisation.voice }: About = {},
) =>
  evaluated(
    { agent: organisation.agents[agent]!, reviewer: at(organisation.reviewers[0], now), version, kind },
    otherwise,
    { channel: 'voice' },
  );

/** The ids of the tasks an evaluation with these answers opens. */
async function opened(organisation: Ready, otherwise: Record<string, string | Answer>, about: About = {}) {
  return (await make(organisation, otherwise, about)).tasks.map(({ id }) => id);
}

const move = ({ coach }: Ready, task: string, state: TaskState, note = '') => moveTask(coach, { task, state, note });

describeWithDatabase('the board', (database) => {
  it('says on each card who, why in both languages, the moments, the goal, when due and by whom', async () => {
    const organisation = await fresh(database);
    const { evaluation, interaction } = await make(organisation, UNCHECKED);
    const { rows: tasks } = await listTasks(organisation.coach, {});
    expect(tasks).toEqual([
      {
        id: expect.any(String),
        agent: { id: memberOf(organisation.agents[0]), name: 'Ann Agent' },
        coach: { id: memberOf(organisation.coach), name: 'Carl Coach' },
        kind: 'critical',
        about: { id: 'VG4', text: definition('VG').sections[1]!.criteria[0]!.text },
        critical: 'compliance',
        competency: 'compliance',
        scorecard: { version_id: organisation.voice.id, key: 'VG', number: 1, name: definition('VG').name },
        state: 'new',
        moves: ['in-progress', 'dismissed', 'merged'],
        due_on: '2026-07-13',
        goal: {
          id: expect.any(String),
          words: {
            competency: { en: 'Compliance and integrity', zh: '合规与职业操守' },
            level_now: { en: 'Junior', zh: '初级' },
            level_wanted: { en: 'Intermediate', zh: '中级' },
            seen: expect.any(Object),
          },
        },
        rests_on: { reviews: 1, of: 1, weeks: 6 },
        evidence: [
          {
            id: expect.any(String),
            evaluation_id: evaluation,
            submitted_at: '2026-07-06T09:00:00.000Z',
            interaction_id: interaction,
            channel: 'voice',
            criterion: 'VG4',
            text: definition('VG').sections[1]!.criteria[0]!.text,
            turn: 1,
            start_ms: 12_000,
            end_ms: 14_000,
            quote: 'So, your balance is twelve pounds.',
            comment: 'Balance first.',
          },
        ],
        reason: null,
        merged_into: null,
        created_at: '2026-07-06T09:00:00.000Z',
        changed_at: '2026-07-06T09:00:00.000Z',
      },
    ]);
  });

  it('says on how many reviews a task rests, of those of six weeks that asked about it', async () => {
    const organisation = await fresh(database);
    const day = (date: string) => ({ now: `${date}T09:00:00.000Z` });
    await make(organisation, {}, day('2026-05-01')); // longer ago
    await make(organisation, {}, day('2026-06-20'));
    await make(organisation, { VG4: answer('na') }, day('2026-06-21')); // not asked
    await make(organisation, {}, { ...day('2026-06-22'), kind: 'calibration' });
    await make(organisation, {}, { ...day('2026-06-22'), agent: 1 });
    await make(organisation, UNCHECKED, day('2026-06-23'));
    // A later version of the scorecard asks the same criterion.
    const second = await publishScorecard(organisation.manager, definition('VG'));
    await make(organisation, {}, { ...day('2026-06-24'), version: second });
    await make(organisation, UNCHECKED, { ...day('2026-06-25'), kind: 'targeted' });
    const { rows: tasks } = await listTasks(organisation.coach, {});
    expect(tasks.map(({ rests_on }) => rests_on)).toEqual([{ reviews: 2, of: 4, weeks: 6 }]);
    // However old, what it rests on is counted in both.
    const later = at(organisation.coach, '2026-09-30T09:00:00.000Z');
    expect((await listTasks(later, {})).rows[0]!.rests_on).toEqual({ reviews: 2, of: 2, weeks: 6 });
  });

  it('counts a review that was corrected once', async () => {
    const organisation = await fresh(database);
    const day = (date: string) => ({ now: `${date}T09:00:00.000Z` });
    await make(organisation, UNCHECKED, day('2026-07-01'));
    const other = await make(organisation, {}, day('2026-07-02'));
    const corrected = {
      evaluation: other.evaluation,
      answers: answers(definition('VG')),
      summary: '',
      explanation: 'Right.',
    };
    await correctEvaluation(at(organisation.manager, '2026-07-03T09:00:00.000Z'), corrected);
    const shown = await listTasks(at(organisation.coach, '2026-07-04T09:00:00.000Z'), {});
    expect(shown.rows.map(({ rests_on }) => rests_on)).toEqual([{ reviews: 1, of: 2, weeks: 6 }]);
  });

  it('for a section names the section and shows the moments that fell short', async () => {
    const organisation = await fresh(database);
    const evidence = { VG1: answer('miss', { comment: 'No name.', evidence: [moment(900)] }), VG2: 'no', VG3: 'no' };
    await make(organisation, evidence);
    await make(organisation, { VG1: answer('full'), VG2: answer('yes'), VG3: answer('na') });
    const [card] = (await listTasks(organisation.coach, {})).rows;
    expect(card).toMatchObject({
      kind: 'section',
      about: { id: 'VG-A', text: definition('VG').sections[0]!.name },
      critical: null,
      state: 'proposed',
      goal: null,
      rests_on: { reviews: 1, of: 2 },
    });
    expect(card!.evidence.map(({ criterion, start_ms }) => [criterion, start_ms])).toEqual([
      ['VG1', 900],
      ['VG2', null],
      ['VG3', null],
    ]);
  });

  it('is visible to the agent’s coach and manager; the agent sees accepted tasks, not proposed or dismissed ones', async () => {
    const organisation = await fresh(database);
    const [critical, section] = await opened(organisation, { ...UNCHECKED, ...POOR_OPENING });
    const [other] = await opened(organisation, UNCHECKED, { agent: 2 });
    const seen = async (ctx: typeof organisation.coach) => (await listTasks(ctx, {})).rows.map(({ id }) => id).sort();
    expect(await seen(organisation.manager)).toEqual([critical, section, other].sort());
    expect(await seen(organisation.coach)).toEqual([critical, section].sort());
    expect(await seen(organisation.otherCoach)).toEqual([other]);
    expect(await seen(organisation.agents[0])).toEqual([critical]);
    expect(await seen(organisation.agents[1])).toEqual([]);
    expect(await seen(organisation.outsider)).toEqual([]);
    await refused(seen(organisation.reviewers[0]), 'not-allowed');
    await refused(seen(organisation.administrator), 'not-allowed');
    await refused(readTask(organisation.agents[0], { task: section! }), 'not-found');
    await refused(readTask(organisation.otherCoach, { task: critical! }), 'not-found');
    expect((await readTask(organisation.agents[0], { task: critical! })).id).toBe(critical);
  });

  it('lists closed tasks separately', async () => {
    const organisation = await fresh(database);
    const [task] = await opened(organisation, POOR_OPENING);
    await move(organisation, task!, 'dismissed', 'One bad day.');
    expect((await listTasks(organisation.coach, {})).rows).toEqual([]);
    const [closed] = (await listTasks(organisation.coach, { open: false })).rows;
    expect(closed).toMatchObject({ id: task, state: 'dismissed', reason: 'One bad day.', moves: [] });
    expect((await readMine(organisation.agents[0])).closed_tasks, 'nor is a hint the agent’s to see').toBe(0);
  });

  it('reads closed tasks page by page, the last closed first', async () => {
    const organisation = await fresh(database);
    const agent = memberOf(organisation.agents[0]);
    const [first] = await opened(organisation, POOR_OPENING);
    const [second] = await opened(organisation, UNCHECKED);
    await move(organisation, second!, 'dismissed', 'A drill.');
    const ours = eq(coaching_task.organisation_id, organisation.id);
    await database.db.update(coaching_task).set({ changed_at: '2026-07-01T08:00:00.000Z' }).where(ours);
    await move(organisation, first!, 'dismissed', 'One bad day.');
    const of = { agent, open: false, limit: 1 };
    const newest = await listTasks(organisation.coach, of);
    const older = await listTasks(organisation.coach, { ...of, cursor: newest.next! });
    expect([...newest.rows, ...older.rows].map(({ id }) => id)).toEqual([first, second]);
    expect(older.next).toBeNull();
  });
});

describeWithDatabase('moving a task', (database) => {
  it('moves from new to done as the table allows, with an entry for each step', async () => {
    const organisation = await fresh(database);
    const [task] = await opened(organisation, UNCHECKED);
    for (const state of ['in-progress', 'practising', 'checking', 'done'] as const) {
      expect(await move(organisation, task!, state)).toMatchObject({ state });
    }
    const page = await readTask(organisation.coach, { task: task! });
    expect(page.events.map(({ state, by }) => [state, by?.name ?? null])).toEqual([
      ['new', null],
      ['in-progress', 'Carl Coach'],
      ['practising', 'Carl Coach'],
      ['checking', 'Carl Coach'],
      ['done', 'Carl Coach'],
    ]);
    await refused(move(organisation, task!, 'practising', 'once more'), 'illegal-transition');
    const trail = await database.db.select().from(event).where(eq(event.subject, task!));
    expect(trail.map(({ kind }) => kind)).toEqual(['task.raised', ...Array(4).fill('task.moved')]);
  });

  it('accepting a proposed one opens its goal and passes through new', async () => {
    const organisation = await fresh(database);
    const [task] = await opened(organisation, POOR_OPENING);
    const moved = await move(organisation, task!, 'in-progress');
    expect(moved.goal_id).not.toBeNull();
    const page = await readTask(organisation.coach, { task: task! });
    expect(page).toMatchObject({
      state: 'in-progress',
      goal: { words: { competency: { zh: '开场与礼仪' }, level_now: { zh: '初级' } } },
    });
    expect(page.events.map(({ state }) => state)).toEqual(['proposed', 'new', 'in-progress']);
    const { plan } = await readAgent(organisation.coach, { agent: memberOf(organisation.agents[0]) });
    expect(plan?.goals.map(({ tasks, steps }) => [tasks, steps.length])).toEqual([[[task], 3]]);
  });

  it('the person who starts an uncoached task becomes its coach; otherwise the coach stays', async () => {
    const organisation = await fresh(database);
    const [task] = await opened(organisation, UNCHECKED);
    expect((await moveTask(organisation.manager, { task: task!, state: 'in-progress', note: '' })).coach_id).toBe(
      memberOf(organisation.coach),
    );
    await database.db.update(coaching_task).set({ coach_id: null }).where(eq(coaching_task.id, task!));
    expect((await moveTask(organisation.manager, { task: task!, state: 'practising', note: '' })).coach_id).toBe(
      memberOf(organisation.manager),
    );
  });

  it('dismissing wants a reason, and opens no goal', async () => {
    const organisation = await fresh(database);
    const [task] = await opened(organisation, POOR_OPENING);
    await refused(move(organisation, task!, 'dismissed', '  '), 'reason-needed');
    expect(await move(organisation, task!, 'dismissed', 'The script was changed that day.')).toMatchObject({
      state: 'dismissed',
      goal_id: null,
    });
    expect((await readAgent(organisation.coach, { agent: memberOf(organisation.agents[0]) })).plan).toBeNull();
  });

  it('if two accept it at once, one succeeds, the other is refused from that state, and one goal is opened', async () => {
    const organisation = await fresh(database);
    const [task] = await opened(organisation, POOR_OPENING);
    const outcomes = await Promise.allSettled([
      move(organisation, task!, 'in-progress'),
      moveTask(organisation.manager, { task: task!, state: 'in-progress', note: '' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((one) => one.status === 'rejected')!;
    expect(lost.reason).toMatchObject({ code: 'illegal-transition' });
    const goals = await database.db.select().from(goal).where(eq(goal.organisation_id, organisation.id));
    expect(goals).toHaveLength(1);
  });

  it('is for the coach and manager of the agent', async () => {
    const organisation = await fresh(database);
    const [task] = await opened(organisation, UNCHECKED);
    const input = { task: task!, state: 'in-progress' as const, note: '' };
    await refused(moveTask(organisation.agents[0], input), 'not-allowed');
    await refused(moveTask(organisation.reviewers[0], input), 'not-allowed');
    await refused(moveTask(organisation.otherCoach, input), 'not-found');
    await refused(moveTask(organisation.outsider, input), 'not-found');
  });
});

describeWithDatabase('the list of tasks', (database) => {
  it('comes by due date, a page at a time, no task twice and none left out', async () => {
    const organisation = await fresh(database);
    for (const now of ['2026-07-06T09:00:00Z', '2026-07-08T09:00:00Z', '2026-07-07T09:00:00Z'])
      for (const agent of [0, 1]) await opened(organisation, { ...UNCHECKED, ...POOR_OPENING }, { now, agent });
    const ctx = at(
      { ...organisation.coach, actor: { ...organisation.coach.actor, scope: null } },
      '2026-07-09T09:00:00Z',
    );
    const { rows: all, next } = await listTasks(ctx, {});
    expect(next).toBeNull();
    expect(all.length).toBeGreaterThan(2);
    expect(all.map(({ due_on }) => due_on)).toEqual(all.map(({ due_on }) => due_on).toSorted());
    const paged: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listTasks(ctx, { limit: 1, ...(cursor ? { cursor } : {}) });
      expect(page.rows).toHaveLength(1);
      paged.push(page.rows[0]!.id);
      cursor = page.next;
    }
    expect(paged).toEqual(all.map(({ id }) => id));
  });

  it('refuses an invalid cursor', async () => {
    const { coach } = await fresh(database);
    for (const cursor of ['', '~', 'soon~tas_1', '2026-07-06']) {
      await refused(listTasks(coach, { cursor }), 'invalid-input');
    }
  });
});

describeWithDatabase('merging', (database) => {
  it('puts the moments with those of the other task and ends the one', async () => {
    const organisation = await fresh(database);
    const [critical, section] = await opened(organisation, { ...UNCHECKED, ...POOR_OPENING });
    await mergeTask(organisation.coach, { task: section!, into: critical!, note: 'One conversation' });
    const { rows: tasks } = await listTasks(organisation.coach, {});
    expect(tasks.map(({ id, evidence }) => [id, evidence.map(({ criterion }) => criterion).sort()])).toEqual([
      [critical, ['VG1', 'VG2', 'VG3', 'VG4']],
    ]);
    const merged = await readTask(organisation.coach, { task: section! });
    expect(merged).toMatchObject({ state: 'merged', merged_into: critical, evidence: [] });
    expect(merged.events.at(-1)).toMatchObject({
      state: 'merged',
      note: 'One conversation',
      by: { name: 'Carl Coach' },
    });
  });

  it('leaves a moment both rest on where it was', async () => {
    const organisation = await fresh(database);
    // VG10 is critical and weighs in its section: both causes rest on the same moment.
    const short = { VG10: answer('miss', { comment: 'Wrong.', evidence: [moment(5000)] }), VG11: 'no', VG12: 'miss' };
    const [critical, , section] = await opened(organisation, short);
    const before = await readTask(organisation.coach, { task: section! });
    expect(before.evidence.map(({ criterion }) => criterion).sort()).toEqual(['VG10', 'VG11', 'VG12']);
    await mergeTask(organisation.coach, { task: section!, into: critical!, note: '' });
    const after = await readTask(organisation.coach, { task: critical! });
    expect(after.evidence.map(({ criterion }) => criterion).sort()).toEqual(['VG10', 'VG11', 'VG12']);
    expect((await readTask(organisation.coach, { task: section! })).evidence).toHaveLength(1);
  });

  it('is of open tasks of one agent, into another than itself', async () => {
    const organisation = await fresh(database);
    const [critical, section] = await opened(organisation, { ...UNCHECKED, ...POOR_OPENING });
    const [other] = await opened(organisation, UNCHECKED, { agent: 1 });
    const merge = (task: string, into: string) => mergeTask(organisation.coach, { task, into, note: '' });
    await refused(merge(section!, section!), 'illegal-transition');
    await refused(merge(section!, other!), 'task-of-another-agent');
    await refused(move(organisation, section!, 'merged'), 'illegal-transition');
    await move(organisation, critical!, 'dismissed', 'A test call.');
    await refused(merge(section!, critical!), 'illegal-transition');
    await refused(mergeTask(organisation.otherCoach, { task: section!, into: other!, note: '' }), 'not-found');
  });

  it('into each other at once merges one', async () => {
    const organisation = await fresh(database);
    const [critical, section] = await opened(organisation, { ...UNCHECKED, ...POOR_OPENING });
    const outcomes = await Promise.allSettled([
      mergeTask(organisation.coach, { task: section!, into: critical!, note: '' }),
      mergeTask(organisation.manager, { task: critical!, into: section!, note: '' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await listTasks(organisation.coach, {})).rows).toHaveLength(1);
  });
});

describeWithDatabase('the development plan', (database) => {
  it('is opened with its first goal, whose steps are suggested where none are given', async () => {
    const organisation = await fresh(database);
    const agent = memberOf(organisation.agents[1]);
    expect((await readMine(organisation.agents[1])).plan).toBeNull();
    const wanted = { agent, competency: 'listening', level_now: 'intermediate', level_wanted: 'senior' } as const;
    await createGoal(organisation.coach, { ...wanted, due_on: '2026-08-31', steps: null });
    const { plan } = await readMine(organisation.agents[1]);
    expect(plan!.goals).toEqual([
      expect.objectContaining({
        competency: 'listening',
        level_now: 'intermediate',
        level_wanted: 'senior',
        words: expect.objectContaining({
          level_wanted: { en: 'Senior', zh: '高级' },
          seen: { en: expect.stringContaining('unspoken need'), zh: expect.stringContaining('潜在需求') },
        }),
        due_on: '2026-08-31',
        state: 'open',
        tasks: [],
      }),
    ]);
    expect(plan!.goals[0]!.steps.map(({ position, done_at }) => [position, done_at])).toEqual([
      [1, null],
      [2, null],
      [3, null],
    ]);
  });

  it('has one open goal a competency; a closed one stays as it is', async () => {
    const organisation = await fresh(database);
    const agent = memberOf(organisation.agents[0]);
    const text = { en: 'Listen to two calls', zh: '回听两通电话' };
    const wanted = {
      agent,
      competency: 'emotion',
      level_now: 'junior',
      level_wanted: 'intermediate',
      due_on: '2026-08-31',
      steps: [{ text, due_on: '2026-07-20' }],
    } as const;
    const make = () => createGoal(organisation.coach, { ...wanted, steps: [...wanted.steps] });
    const outcomes = await Promise.allSettled([make(), make()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await refused(make(), 'goal-already-open');

    const { plan } = await readAgent(organisation.coach, { agent });
    const { id, steps } = plan!.goals[0]!;
    expect(steps.map((one) => one.text)).toEqual([text]);
    await changeGoal(organisation.coach, { goal: id, level_wanted: 'senior', due_on: '2026-09-30' });
    await addStep(organisation.coach, { goal: id, text, due_on: '2026-08-01' });
    await tickStep(organisation.coach, { step: steps[0]!.id, done: true });
    await changeGoal(organisation.coach, { goal: id, state: 'reached' });
    const after = (await readAgent(organisation.coach, { agent })).plan!.goals[0]!;
    expect(after).toMatchObject({ level_wanted: 'senior', due_on: '2026-09-30', state: 'reached' });
    expect(after.steps.map(({ position, done_at }) => [position, done_at])).toEqual([
      [1, '2026-07-06T09:00:00.000Z'],
      [2, null],
    ]);
    await refused(changeGoal(organisation.coach, { goal: id, state: 'open' }), 'goal-closed');
    await refused(tickStep(organisation.coach, { step: steps[0]!.id, done: false }), 'goal-closed');
    await refused(addStep(organisation.coach, { goal: id, text, due_on: '2026-08-01' }), 'goal-closed');
    expect(await make()).toMatchObject({ id: expect.stringMatching(/^gol_/) });
    const goals = (await readAgent(organisation.coach, { agent })).plan!.goals;
    expect(goals.map(({ state }) => state)).toEqual(['open', 'reached']);
  });

  it('a step can be unticked', async () => {
    const organisation = await fresh(database);
    await opened(organisation, UNCHECKED);
    const agent = memberOf(organisation.agents[0]);
    const step = (await readAgent(organisation.coach, { agent })).plan!.goals[0]!.steps[0]!.id;
    expect((await tickStep(organisation.coach, { step, done: true })).done_at).toBe('2026-07-06T09:00:00.000Z');
    expect((await tickStep(organisation.coach, { step, done: false })).done_at).toBeNull();
  });

  it('is the coach’s and manager’s to change, and read by its agent', async () => {
    const organisation = await fresh(database);
    await opened(organisation, UNCHECKED);
    const agent = memberOf(organisation.agents[0]);
    const { id, steps } = (await readAgent(organisation.manager, { agent })).plan!.goals[0]!;
    const step = steps[0]!.id;
    const wanted = {
      competency: 'emotion',
      level_now: 'junior',
      level_wanted: 'expert',
      due_on: '2026-08-31',
    } as const;
    for (const ctx of [organisation.agents[0], organisation.reviewers[0], organisation.administrator]) {
      await refused(tickStep(ctx, { step, done: true }), 'not-allowed');
      await refused(changeGoal(ctx, { goal: id, state: 'dropped' }), 'not-allowed');
      await refused(createGoal(ctx, { ...wanted, agent, steps: null }), 'not-allowed');
    }
    for (const ctx of [organisation.otherCoach, organisation.outsider]) {
      await refused(tickStep(ctx, { step, done: true }), 'not-found');
      await refused(changeGoal(ctx, { goal: id, state: 'dropped' }), 'not-found');
    }
    await refused(createGoal(organisation.otherCoach, { ...wanted, agent, steps: null }), 'not-allowed');
    await refused(createGoal(organisation.outsider, { ...wanted, agent, steps: null }), 'not-found');
    await refused(readAgent(organisation.otherCoach, { agent }), 'not-allowed');
    await refused(readAgent(organisation.agents[1], { agent }), 'not-allowed');
    await refused(readAgent(organisation.outsider, { agent }), 'not-found');
    expect((await readMine(organisation.agents[0])).plan!.goals[0]!.id).toBe(id);
  });
});

describeWithDatabase('an agent’s page', (database) => {
  it('has the scores with their mean, the tasks, the teams; the agent’s own has no proposals', async () => {
    const organisation = await fresh(database);
    const agent = memberOf(organisation.agents[0]);
    for (let i = 0; i < 4; i++) await make(organisation, {}, { now: `2026-07-0${i + 1}T09:00:00.000Z` });
    const last = await make(organisation, { ...UNCHECKED, ...POOR_OPENING }, { now: '2026-07-05T09:00:00.000Z' });
    await make(organisation, {}, { kind: 'calibration' });
    await acknowledgeEvaluation(organisation.agents[0], { evaluation: last.evaluation, comment: '' });

    const page = await readAgent(organisation.coach, { agent });
    expect(page.agent).toEqual({ id: agent, name: 'Ann Agent', teams: [organisation.teams[0]] });
    expect(page.estimate).toMatchObject({ n: 5, notEnough: false, mean_bp: 9700 });
    expect(page.history).toHaveLength(5);
    expect(page.history[0]).toMatchObject({
      id: last.evaluation,
      kind: 'random',
      score_bp: last.score.score_bp,
      critical_count: 1,
      acknowledged_at: '2026-07-06T09:00:00.000Z',
    });
    expect(page.tasks.map(({ state }) => state).sort()).toEqual(['new', 'proposed']);
    const own = await readMine(organisation.agents[0]);
    expect(own.tasks.map(({ state }) => state)).toEqual(['new']);
    expect(own.history.map(({ id }) => id)).toEqual(page.history.map(({ id }) => id));
    await move(organisation, page.tasks.find(({ state }) => state === 'new')!.id, 'dismissed', 'A drill.');
    const after = await readAgent(organisation.coach, { agent });
    expect(after.tasks.map(({ state }) => state)).toEqual(['proposed']);
    expect(after.closed_tasks).toBe(1);
    expect((await readMine(organisation.agents[0])).tasks).toEqual([]);
  });
});
