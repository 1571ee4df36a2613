import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { mergeTask, moveTask } from '../../../db/coaching/tasks.ts';
import { saveDraft } from '../../../db/evaluations/drafts.ts';
import {
  coaching_task,
  development_plan,
  draft,
  evaluation,
  evaluation_criterion,
  goal,
  member,
  member_scope,
  review,
  step,
  task_event,
  task_evidence,
  team_member,
} from '../../../db/schema/tables.ts';
import { type PublishedScorecard, publishScorecard } from '../../../db/scorecards/scorecards.ts';
import { submitReview } from '../../../db/submission/submission.ts';
import { score } from '../../../scorecards/scorecard/score.ts';
import { describeOnBothDatabases, describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { eventsAbout } from '../../support/events.ts';
import { at, type FreshOrganisation, freshOrganisation, memberOf } from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import {
  answer,
  answers,
  definition,
  evaluated,
  giveReview,
  moment,
  submit,
  withLibrary,
} from '../../support/reviews.ts';

type Ready = FreshOrganisation & { voice: PublishedScorecard; chat: PublishedScorecard };

async function fresh(database: TestDatabase): Promise<Ready> {
  const organisation = await freshOrganisation(database.db);
  const { VG, CH } = await withLibrary(organisation);
  return { ...organisation, voice: VG!, chat: CH! };
}

const give = ({ agents, reviewers, voice }: Ready, kind: 'random' | 'targeted' | 'calibration' = 'random') =>
  giveReview({ agent: agents[0], reviewer: reviewers[0], version: voice.id, kind }, { channel: 'voice' });

/** Identity not checked: the critical error of the journey. */
const UNCHECKED = {
  VG4: answer('fail', { comment: 'Told the balance first.', evidence: [moment(12_000), moment(40_000, 'It is Mai.')] }),
};
/** Nothing of the opening: 0 % of a section, under its threshold of 70 %. */
const POOR_OPENING = { VG1: 'miss', VG2: 'no', VG3: 'no' };

const aboutVG4 = { id: 'VG4', text: definition('VG').sections[1]!.criteria[0]!.text };
const opening = { id: 'VG-A', text: definition('VG').sections[0]!.name };

const tasksOf = (database: TestDatabase, { id }: FreshOrganisation) =>
  database.db
    .select()
    .from(coaching_task)
    .where(eq(coaching_task.organisation_id, id))
    .orderBy(coaching_task.created_at, coaching_task.kind, coaching_task.criterion);

describeOnBothDatabases('submitting', (database) => {
  it('freezes the answers with the score the product computes, and a row for each criterion', async () => {
    const organisation = await fresh(database);
    const { review: id, interaction } = await give(organisation);
    const given = answers(definition('VG'), { ...POOR_OPENING, VG6: answer('na') });
    const submitted = await submit(organisation.reviewers[0], id, given);

    expect(submitted.kind).toBe('random');
    expect(submitted.score).toEqual(score(definition('VG'), given));
    const [row] = await database.db.select().from(evaluation).where(eq(evaluation.id, submitted.evaluation));
    expect(row).toMatchObject({
      review_id: id,
      interaction_id: interaction,
      agent_id: memberOf(organisation.agents[0]),
      reviewer_id: memberOf(organisation.reviewers[0]),
      scorecard_version_id: organisation.voice.id,
      kind: 'random',
      inclusion_ppm: 500_000,
      answers: given,
      score: submitted.score,
      score_bp: submitted.score.score_bp,
      critical_count: 0,
      formula: 'weighted-2',
      spent_ms: 60_000,
      submitted_at: '2026-07-06T09:00:00.000Z',
    });
    const criteria = await database.db
      .select()
      .from(evaluation_criterion)
      .where(eq(evaluation_criterion.evaluation_id, submitted.evaluation));
    expect(criteria).toHaveLength(19);
    const of = (criterion: string) => criteria.find((one) => one.criterion === criterion);
    expect(of('VG1')).toMatchObject({ state: 'answered', value_bp: 0, critical: null });
    expect(of('VG6')).toMatchObject({ state: 'not-applicable', value_bp: null, critical: 'compliance' });

    expect(await database.db.select().from(draft).where(eq(draft.review_id, id))).toEqual([]);
    const [done] = await database.db.select().from(review).where(eq(review.id, id));
    expect(done).toMatchObject({ state: 'submitted', lease_until: null });
    const [event] = await eventsAbout(database.db, submitted.evaluation);
    expect(event).toMatchObject({ kind: 'evaluation.submitted', detail: { review: id } });
  });

  it('is refused until complete, and lists everything missing', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const { review: id } = await give(organisation);
    await refused(submitReview(rita, { review: id, revision: 0 }), 'not-complete');
    const { VG2: _, ...rest } = answers(definition('VG'), { VG4: answer('fail') });
    await saveDraft(rita, { review: id, revision: 0, answers: rest, summary: '', spent_ms: 0 });
    const problem = await refused(submitReview(rita, { review: id, revision: 1 }), 'not-complete');
    expect(problem.params).toEqual({ count: 2 });
    expect(problem.detail).toEqual([
      { criterion: 'VG2', missing: 'answer' },
      { criterion: 'VG4', missing: 'comment' },
    ]);
    expect(await tasksOf(database, organisation)).toEqual([]);
    expect((await database.db.select().from(draft).where(eq(draft.review_id, id)))[0]?.revision).toBe(1);
  });

  it('is of the version that was seen: a later one is shown instead', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const { review: id } = await give(organisation);
    const save = (revision: number) =>
      saveDraft(rita, {
        review: id,
        revision,
        answers: answers(definition('VG')),
        summary: `${revision}`,
        spent_ms: 0,
      });
    await save(0);
    await save(1);
    const problem = await refused(submitReview(rita, { review: id, revision: 1 }), 'stale');
    expect(problem.detail).toMatchObject({ revision: 2, summary: '1' });
  });

  it('twice at once creates one evaluation and one task; the second gets the first’s result', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const { review: id } = await give(organisation);
    const given = answers(definition('VG'), UNCHECKED);
    await saveDraft(rita, { review: id, revision: 0, answers: given, summary: '', spent_ms: 0 });
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => submitReview(rita, { review: id, revision: 1 })));
    const made = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(made).toHaveLength(1);
    for (const one of outcomes.filter(({ status }) => status === 'rejected')) {
      expect((one as PromiseRejectedResult).reason).toMatchObject({
        code: 'already-submitted',
        detail: { evaluation_id: made[0]!.evaluation },
      });
    }
    expect(await database.db.select().from(evaluation).where(eq(evaluation.review_id, id))).toHaveLength(1);
    expect(await tasksOf(database, organisation)).toHaveLength(1);
  });

  it('does not need a lease that still runs', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const { review: id } = await give(organisation);
    await saveDraft(rita, { review: id, revision: 0, answers: answers(definition('VG')), summary: '', spent_ms: 0 });
    const done = await submitReview(at(rita, '2026-07-07T09:00:00.000Z'), { review: id, revision: 1 });
    expect(done.score.score_bp).toBe(10_000);
  });

  it('a withdrawn review is refused', async () => {
    const organisation = await fresh(database);
    const { review: id } = await give(organisation);
    await database.db.update(review).set({ state: 'withdrawn' }).where(eq(review.id, id));
    await refused(submitReview(organisation.reviewers[0], { review: id, revision: 0 }), 'review-withdrawn');
  });
});

describeWithDatabase('a critical error', (database) => {
  it('makes a task with its moments, opening the agent’s plan and a goal one level up with dated steps', async () => {
    const organisation = await fresh(database);
    const { review: id, interaction } = await give(organisation);
    const { evaluation: from, tasks } = await submit(
      organisation.reviewers[0],
      id,
      answers(definition('VG'), UNCHECKED),
    );
    expect(tasks).toEqual([
      { id: expect.stringMatching(/^tsk_/), kind: 'critical', about: aboutVG4, outcome: 'opened' },
    ]);
    const [task] = await tasksOf(database, organisation);
    expect(task).toMatchObject({
      agent_id: memberOf(organisation.agents[0]),
      coach_id: memberOf(organisation.coach),
      kind: 'critical',
      competency: 'compliance',
      state: 'new',
      due_on: '2026-07-13',
      scorecard_version_id: organisation.voice.id,
    });
    const [plan] = await database.db
      .select()
      .from(development_plan)
      .where(eq(development_plan.agent_id, memberOf(organisation.agents[0])));
    const [aim] = await database.db.select().from(goal).where(eq(goal.id, task!.goal_id!));
    expect(aim).toMatchObject({
      plan_id: plan!.id,
      competency: 'compliance',
      level_now: 'junior',
      level_wanted: 'intermediate',
      state: 'open',
      due_on: '2026-08-05',
    });
    const steps = await database.db.select().from(step).where(eq(step.goal_id, aim!.id)).orderBy(step.position);
    expect(steps.map(({ due_on }) => due_on)).toEqual(['2026-07-13', '2026-07-20', '2026-08-05']);
    expect(steps[0]!.text.en).toContain('Verifies identity before giving account data');
    expect(steps[0]!.text.zh).toContain('核实身份');

    const evidence = await database.db
      .select()
      .from(task_evidence)
      .where(eq(task_evidence.task_id, task!.id))
      .orderBy(task_evidence.start_ms);
    expect(evidence.map(({ start_ms, end_ms, quote }) => [start_ms, end_ms, quote])).toEqual([
      [12_000, 14_000, 'So, your balance is twelve pounds.'],
      [40_000, 42_000, 'It is Mai.'],
    ]);
    expect(evidence[0]).toMatchObject({
      evaluation_id: from,
      interaction_id: interaction,
      criterion: 'VG4',
      turn: 1,
      comment: 'Told the balance first.',
    });
    const events = await database.db.select().from(task_event).where(eq(task_event.task_id, task!.id));
    expect(events).toEqual([expect.objectContaining({ actor_id: null, state: 'new' })]);
  });

  it('in a targeted review makes one just so', async () => {
    const organisation = await fresh(database);
    const { review: id } = await give(organisation, 'targeted');
    const { tasks } = await submit(organisation.reviewers[0], id, answers(definition('VG'), UNCHECKED));
    expect(tasks).toHaveLength(1);
  });

  it('in a calibration makes none', async () => {
    const organisation = await fresh(database);
    const { review: id } = await give(organisation, 'calibration');
    const { kind, tasks } = await submit(
      organisation.reviewers[0],
      id,
      answers(definition('VG'), { ...UNCHECKED, ...POOR_OPENING }),
    );
    expect([kind, tasks]).toEqual(['calibration', []]);
    expect(await tasksOf(database, organisation)).toEqual([]);
  });

  it('without a pinned moment still has the whole review as its evidence', async () => {
    const organisation = await fresh(database);
    const { review: id } = await give(organisation);
    const { tasks } = await submit(organisation.reviewers[0], id, answers(definition('VG'), { VG4: 'fail' }));
    const evidence = await database.db.select().from(task_evidence).where(eq(task_evidence.task_id, tasks[0]!.id));
    expect(evidence).toEqual([expect.objectContaining({ start_ms: null, turn: null, comment: 'Heard in the call.' })]);
  });

  it('is due seven days on by the organisation’s calendar', async () => {
    const organisation = await fresh(database);
    const { review: id } = await give(organisation);
    // 23:30 UTC is already the next day in Berlin.
    await submit(at(organisation.reviewers[0], '2026-07-06T23:30:00.000Z'), id, answers(definition('VG'), UNCHECKED));
    expect((await tasksOf(database, organisation))[0]!.due_on).toBe('2026-07-14');
  });

  it('joins the goal that is open for the competency, also of another cause', async () => {
    const organisation = await fresh(database);
    const one = await give(organisation);
    await submit(organisation.reviewers[0], one.review, answers(definition('VG'), { VG4: 'fail', VG5: 'fail' }));
    const tasks = await tasksOf(database, organisation);
    expect(tasks.map(({ criterion }) => criterion)).toEqual(['VG4', 'VG5']);
    expect(new Set(tasks.map(({ goal_id }) => goal_id)).size).toBe(1);
  });

  it('after a goal that was reached starts from the level reached', async () => {
    const organisation = await fresh(database);
    await evaluated(
      { agent: organisation.agents[0], reviewer: organisation.reviewers[0], version: organisation.voice },
      UNCHECKED,
    );
    const [task] = await tasksOf(database, organisation);
    await database.db.update(goal).set({ state: 'reached' }).where(eq(goal.id, task!.goal_id!));
    await database.db.update(coaching_task).set({ state: 'done' }).where(eq(coaching_task.id, task!.id));
    const later = '2026-08-20T09:00:00.000Z';
    await evaluated(
      { agent: organisation.agents[0], reviewer: at(organisation.reviewers[0], later), version: organisation.voice },
      UNCHECKED,
    );
    const [, second] = await tasksOf(database, organisation);
    const [aim] = await database.db.select().from(goal).where(eq(goal.id, second!.goal_id!));
    expect(aim).toMatchObject({ level_now: 'intermediate', level_wanted: 'senior', state: 'open' });
  });
});

describeWithDatabase('a section under its threshold', (database) => {
  it('proposes a task, without a goal until a coach takes it up', async () => {
    const organisation = await fresh(database);
    const { review: id } = await give(organisation);
    const { tasks } = await submit(organisation.reviewers[0], id, answers(definition('VG'), POOR_OPENING));
    expect(tasks).toEqual([expect.objectContaining({ kind: 'section', about: opening, outcome: 'opened' })]);
    const [task] = await tasksOf(database, organisation);
    expect(task).toMatchObject({ state: 'proposed', goal_id: null, competency: 'etiquette', due_on: '2026-07-13' });
    expect(
      await database.db.select().from(development_plan).where(eq(development_plan.organisation_id, organisation.id)),
    ).toEqual([]);
  });

  it('exactly at its threshold proposes none', async () => {
    const organisation = await fresh(database);
    const { review: id } = await give(organisation);
    // VG-C: 8 + 6 of 20 points is 70 %.
    const { tasks, score } = await submit(organisation.reviewers[0], id, answers(definition('VG'), { VG9: 'no' }));
    expect(score.sections.find((one) => one.id === 'VG-C')?.score_bp).toBe(7000);
    expect(tasks).toEqual([]);
  });
});

describeWithDatabase('the same cause', (database) => {
  it('while a task is open adds its moments to that task', async () => {
    const organisation = await fresh(database);
    const first = await give(organisation);
    const second = await give(organisation);
    const one = await submit(organisation.reviewers[0], first.review, answers(definition('VG'), UNCHECKED));
    const later = at(organisation.reviewers[0], '2026-07-08T09:00:00.000Z');
    const two = await submit(later, second.review, answers(definition('VG'), UNCHECKED));
    expect(two.tasks).toEqual([{ ...one.tasks[0], outcome: 'added' }]);
    const tasks = await tasksOf(database, organisation);
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({ due_on: '2026-07-13', changed_at: '2026-07-08T09:00:00.000Z' });
    const evidence = await database.db.select().from(task_evidence).where(eq(task_evidence.task_id, tasks[0]!.id));
    expect(new Set(evidence.map(({ evaluation_id }) => evaluation_id))).toEqual(
      new Set([one.evaluation, two.evaluation]),
    );
    const events = await database.db
      .select()
      .from(task_event)
      .where(eq(task_event.task_id, tasks[0]!.id))
      .orderBy(task_event.at);
    expect(events.map(({ state, actor_id }) => [state, actor_id])).toEqual([
      ['new', null],
      ['new', null],
    ]);
  });

  it('in two reviews submitted at once makes one task of both', async () => {
    const organisation = await fresh(database);
    const given = answers(definition('VG'), { ...UNCHECKED, ...POOR_OPENING });
    const reviews = await Promise.all(
      organisation.reviewers.map(async (reviewer) => {
        const { review: id } = await giveReview({
          agent: organisation.agents[0],
          reviewer,
          version: organisation.voice.id,
        });
        return { reviewer, id };
      }),
    );
    await Promise.all(reviews.map(({ reviewer, id }) => submit(reviewer, id, given)));
    const tasks = await tasksOf(database, organisation);
    expect(tasks.map(({ kind, criterion, section }) => [kind, criterion, section])).toEqual([
      ['critical', 'VG4', null],
      ['section', null, 'VG-A'],
    ]);
    for (const task of tasks) {
      const evidence = await database.db.select().from(task_evidence).where(eq(task_evidence.task_id, task.id));
      expect(new Set(evidence.map(({ evaluation_id }) => evaluation_id)).size).toBe(3);
    }
    expect(
      await database.db
        .select()
        .from(goal)
        .where(and(eq(goal.organisation_id, organisation.id), eq(goal.state, 'open'))),
    ).toHaveLength(1);
  });

  it('after the task is done makes a new one', async () => {
    const organisation = await fresh(database);
    const first = await give(organisation);
    const second = await give(organisation);
    const { tasks } = await submit(organisation.reviewers[0], first.review, answers(definition('VG'), POOR_OPENING));
    await moveTask(organisation.coach, { task: tasks[0]!.id, state: 'dismissed', note: 'A bad line.' });
    const again = await submit(organisation.reviewers[0], second.review, answers(definition('VG'), POOR_OPENING));
    expect(again.tasks[0]).toMatchObject({ outcome: 'opened' });
    expect(again.tasks[0]!.id).not.toBe(tasks[0]!.id);
  });

  it('of another agent is a separate task', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    for (const agent of [organisation.agents[0], organisation.agents[1]]) {
      await evaluated({ agent, reviewer: rita, version: organisation.voice }, UNCHECKED);
    }
    expect(await tasksOf(database, organisation)).toHaveLength(2);
  });

  it('on another scorecard with a criterion of the same id is a separate task', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const other = await publishScorecard(organisation.manager, { ...definition('VG'), id: 'VG-NEW' });
    const tasks = [];
    for (const version of [organisation.voice, organisation.voice, other]) {
      const { review: id } = await giveReview({ agent: organisation.agents[0], reviewer: rita, version: version.id });
      tasks.push(...(await submit(rita, id, answers(definition('VG'), UNCHECKED))).tasks);
    }
    expect(tasks.map(({ outcome }) => outcome)).toEqual(['opened', 'added', 'opened']);
    const rows = await tasksOf(database, organisation);
    expect(rows.map(({ criterion, formula }) => [criterion, formula])).toEqual([
      ['VG4', 'weighted-2'],
      ['VG4', 'weighted-2'],
    ]);
    expect(new Set(rows.map(({ scorecard_id }) => scorecard_id)).size).toBe(2);
  });

  it('that was merged into another task adds to the one that is open now', async () => {
    const organisation = await fresh(database);
    const first = await give(organisation);
    const second = await give(organisation);
    const { tasks } = await submit(
      organisation.reviewers[0],
      first.review,
      answers(definition('VG'), { ...UNCHECKED, ...POOR_OPENING }),
    );
    const [critical, section] = tasks;
    await mergeTask(organisation.coach, { task: section!.id, into: critical!.id, note: '' });
    const again = await submit(organisation.reviewers[0], second.review, answers(definition('VG'), POOR_OPENING));
    expect(again.tasks).toEqual([{ id: critical!.id, kind: 'section', about: opening, outcome: 'added' }]);
  });
});

describeWithDatabase('a task’s coach', (database) => {
  const coachOf = async (organisation: Ready, i = 0): Promise<string | null> => {
    const { id } = organisation;
    await evaluated(
      { agent: organisation.agents[i]!, reviewer: organisation.reviewers[0], version: organisation.voice },
      UNCHECKED,
    );
    const rows = await database.db
      .select()
      .from(coaching_task)
      .where(and(eq(coaching_task.organisation_id, id), eq(coaching_task.agent_id, memberOf(organisation.agents[i]!))));
    return rows[0]!.coach_id;
  };

  it('is one who looks after a team of the agent', async () => {
    const organisation = await fresh(database);
    expect(await coachOf(organisation, 0)).toBe(memberOf(organisation.coach));
    expect(await coachOf(organisation, 2)).toBe(memberOf(organisation.otherCoach));
  });

  it('otherwise a coach of all teams, otherwise a manager, otherwise nobody', async () => {
    const everybody = await fresh(database);
    await database.db.delete(member_scope).where(eq(member_scope.member_id, memberOf(everybody.coach)));
    await database.db
      .update(member)
      .set({ sees_all: true })
      .where(eq(member.id, memberOf(everybody.otherCoach)));
    expect(await coachOf(everybody)).toBe(memberOf(everybody.otherCoach));

    const left = await fresh(database);
    await database.db
      .update(member)
      .set({ active: false })
      .where(eq(member.id, memberOf(left.coach)));
    expect(await coachOf(left)).toBe(memberOf(left.manager));

    const nobody = await fresh(database);
    await database.db.delete(team_member).where(eq(team_member.member_id, memberOf(nobody.agents[0])));
    await database.db
      .update(member)
      .set({ active: false })
      .where(eq(member.id, memberOf(nobody.manager)));
    expect(await coachOf(nobody)).toBeNull();
  });

  it('is, of several candidates, the one with the fewest open tasks', async () => {
    const organisation = await fresh(database);
    const [team] = organisation.teams;
    const { otherCoach } = organisation;
    await database.db
      .insert(member_scope)
      .values({ organisation_id: organisation.id, member_id: memberOf(otherCoach), team_id: team.id });
    const coaches = [await coachOf(organisation, 0), await coachOf(organisation, 1)];
    expect(coaches.sort()).toEqual([memberOf(organisation.coach), memberOf(otherCoach)].sort());
  });

  it('is never the agent, whatever other roles the agent has', async () => {
    const organisation = await fresh(database);
    await database.db
      .update(member)
      .set({ roles: ['agent', 'coach'], sees_all: true })
      .where(eq(member.id, memberOf(organisation.agents[0])));
    await database.db.delete(member_scope).where(eq(member_scope.member_id, memberOf(organisation.coach)));
    expect(await coachOf(organisation)).toBe(memberOf(organisation.manager));
  });
});
