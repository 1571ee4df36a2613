import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CalibrationPage } from '../../../db/calibration/calibration.ts';
import type { AgentPage, TaskCard, TaskPage } from '../../../db/coaching/coaching.ts';
import type { Page } from '../../../db/database/pages.ts';
import type { SavedDraft } from '../../../db/evaluations/drafts.ts';
import type { EvaluationList, EvaluationPage } from '../../../db/evaluations/evaluations.ts';
import type { QualityReport } from '../../../db/reports/reports.ts';
import type { Drawing } from '../../../db/samples/draws.ts';
import type { Queue, Taken, Workspace } from '../../../db/samples/reviews.ts';
import type { PlanPage, PlanRow } from '../../../db/samples/samples.ts';
import type { ScorecardRow, ScorecardVersion } from '../../../db/scorecards/scorecards.ts';
import type { Submitted } from '../../../db/submission/submission.ts';
import { type Browser, refusal, type TestApi, testApi } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { type FreshOrganisation, freshOrganisation, insertInteraction, memberOf } from '../../support/organisation.ts';
import { answer, answers, definition, moment, withLibrary } from '../../support/reviews.ts';

const NOW = new Date('2026-07-08T09:00:00.000Z');

describeWithDatabase('the review over HTTP', (database) => {
  let api: TestApi;
  beforeAll(() => {
    api = testApi(database, { now: () => NOW });
  });
  afterAll(() => api.close());

  const fresh = async () => {
    const organisation = await freshOrganisation(database.db);
    await withLibrary(organisation);
    return organisation;
  };
  const put = (browser: Browser, path: string, body: unknown) => browser.ask('PUT', path, { body });
  const body = async <T>(answer: Response | Promise<Response>): Promise<T> => {
    const response = await answer;
    expect(response.status, await response.clone().text()).toBe(200);
    return (await response.json()) as T;
  };

  async function drawn(organisation: FreshOrganisation): Promise<{ manager: Browser; plan: string }> {
    const manager = await api.signedIn(organisation.manager);
    const { rows: cards } = await body<Page<ScorecardRow>>(manager.get('/api/scorecards'));
    const plan = await body<PlanRow>(
      manager.post('/api/samples/plans', {
        name: 'One chat a week',
        who: { teams: [], agents: [] },
        what: { channels: ['chat'], queues: [], duration_min_ms: null, duration_max_ms: null },
        per_agent_per_week: 1,
        scorecard: cards.find(({ key }) => key === 'CH')!.id,
        reviewers: [memberOf(organisation.reviewers[0])],
      }),
    );
    const drawing = await body<Drawing>(manager.post(`/api/samples/plans/${plan.id}/draw`, { week: '2026-07-09' }));
    expect(drawing).toMatchObject({ week: '2026-07-06', drawn: 1 });
    return { manager, plan: plan.id };
  }

  it('leads from the plan to the queue, the draft, the evaluation, the coach, the agent and the report', async () => {
    const organisation = await fresh();
    await insertInteraction(organisation.agents[0]);
    const { manager, plan } = await drawn(organisation);

    const reviewer = await api.signedIn(organisation.reviewers[0]);
    const { rows: reviews } = await body<Queue>(reviewer.get('/api/evaluations/queue'));
    const at = `/api/evaluations/reviews/${reviews[0]!.id}`;
    expect(await body<{ review: Taken | null }>(reviewer.post('/api/evaluations/queue/next'))).toMatchObject({
      review: { id: reviews[0]!.id, lease_until: '2026-07-08T11:00:00.000Z' },
    });
    expect(await body<{ review: Taken | null }>(reviewer.post('/api/evaluations/queue/next'))).toEqual({
      review: null,
    });
    await body<Taken>(reviewer.post(`${at}/take`));
    const workspace = await body<Workspace>(reviewer.get(at));
    const given = answers(workspace.scorecard.definition, {
      CH13: answer('fail', { comment: '没有核实身份。', evidence: [moment(8000)] }),
    });
    const draft = { answers: given, summary: 'One thing to change.', spent_ms: 90_000 };
    const { revision } = await body<SavedDraft>(put(reviewer, `${at}/draft`, { ...draft, revision: 0 }));
    const submitted = await body<Submitted>(reviewer.post(`${at}/submit`, { revision }));
    expect(submitted.tasks.map(({ kind, about }) => [kind, about.id])).toEqual([['critical', 'CH13']]);

    const coach = await api.signedIn(organisation.coach);
    const { rows: tasks } = await body<{ rows: TaskCard[] }>(coach.get('/api/coaching/tasks'));
    expect(tasks.map(({ id }) => id)).toEqual([submitted.tasks[0]!.id]);
    const task = `/api/coaching/tasks/${tasks[0]!.id}`;
    await body(coach.patch(task, { state: 'in-progress' }));
    expect((await body<TaskPage>(coach.get(task))).events).toHaveLength(2);
    const page = await body<AgentPage>(coach.get(`/api/coaching/agents/${memberOf(organisation.agents[0])}`));
    const aim = page.plan!.goals[0]!;
    await body(coach.post(`/api/coaching/steps/${aim.steps[0]!.id}`, { done: true }));
    const step = { text: { en: 'Ask first', zh: '先核实' }, due_on: '2026-08-01' };
    await body(coach.post(`/api/coaching/goals/${aim.id}/steps`, step));
    await body(coach.patch(`/api/coaching/goals/${aim.id}`, { level_wanted: 'senior' }));

    const agent = await api.signedIn(organisation.agents[0]);
    const list = await body<EvaluationList>(agent.get('/api/evaluations?acknowledged=false&limit=5'));
    expect(list).toMatchObject({ total: 1, next: null, rows: [{ id: submitted.evaluation }] });
    const feedback = await body<EvaluationPage>(agent.get(`/api/evaluations/${submitted.evaluation}`));
    expect(feedback.answers.CH13).toEqual(given.CH13);
    await body(agent.post(`/api/evaluations/${submitted.evaluation}/acknowledge`, { comment: 'Heard.' }));
    const mine = await body<AgentPage>(agent.get('/api/coaching/me'));
    expect(mine.plan!.goals[0]).toMatchObject({
      level_wanted: 'senior',
      steps: [{ done_at: NOW.toISOString() }, {}, {}, {}],
    });

    const report = await body<QualityReport>(manager.get('/api/reports/quality?channel=chat&from=2026-07-06'));
    expect(report.figures).toMatchObject({ reviewed: 1, critical_errors: { random: 1 }, open_tasks: 1 });
    const behind = await body<EvaluationList>(manager.get('/api/evaluations?kind=random&critical=true'));
    expect(behind.total).toBe(1);
    expect((await body<PlanPage>(manager.get(`/api/samples/plans/${plan}`))).progress.submitted).toBe(1);
  });

  it('a stale draft is a conflict that contains the other version; missing answers are a list', async () => {
    const organisation = await fresh();
    await insertInteraction(organisation.agents[0]);
    await drawn(organisation);
    const reviewer = await api.signedIn(organisation.reviewers[0]);
    const { rows: reviews } = await body<Queue>(reviewer.get('/api/evaluations/queue'));
    const at = `/api/evaluations/reviews/${reviews[0]!.id}`;
    const draft = { revision: 0, answers: { CH1: answer('full') }, summary: '', spent_ms: 0 };
    await body(put(reviewer, `${at}/draft`, draft));
    const stale = await refusal(put(reviewer, `${at}/draft`, { ...draft, answers: {} }));
    expect(stale).toMatchObject({ status: 409, code: 'stale', detail: { revision: 1, answers: draft.answers } });
    const open = await refusal(reviewer.post(`${at}/submit`, { revision: 1 }));
    expect(open).toMatchObject({ status: 422, code: 'not-complete', params: { count: 14 } });
    expect(open.message).toContain('14 criteria');
    expect(open.detail).toContainEqual({ criterion: 'CH2', missing: 'answer' });
  });

  it('what does not fit a route is refused before it reaches a verb', async () => {
    const organisation = await fresh();
    const reviewer = await api.signedIn(organisation.reviewers[0]);
    const manager = await api.signedIn(organisation.manager);
    const draft = '/api/evaluations/reviews/rev_x/draft';
    const wrong = [
      put(reviewer, draft, { revision: -1, answers: {}, summary: '', spent_ms: 0 }),
      put(reviewer, draft, { revision: 0, answers: { A: { value: {} } }, summary: '', spent_ms: 0 }),
      put(reviewer, draft, { revision: 0, answers: {}, summary: '', spent_ms: 3e9 }),
      manager.post('/api/samples/plans/pln_x/draw', { week: '2026-W27' }),
      manager.get('/api/scorecards/VG/versions/zero'),
      manager.get('/api/evaluations?kind=calibration'),
      manager.get('/api/evaluations?limit=100000'),
      manager.get('/api/reports/quality?from=yesterday'),
      manager.post('/api/calibration', { name: ' ', interaction_id: 'int_x', reviewers: [] }),
      manager.patch('/api/coaching/tasks/tsk_x', { state: 'somewhere' }),
      manager.post('/api/scorecards', { id: 'x' }),
    ];
    for (const one of wrong) expect(await refusal(one)).toMatchObject({ status: 400, code: 'invalid-input' });
    const there = { revision: 0, answers: {}, summary: '', spent_ms: 0 };
    expect(await refusal(put(reviewer, draft, there))).toMatchObject({ status: 404, code: 'not-found' });
    const nul = { ...there, summary: 'a\u0000b' };
    expect((await refusal(put(reviewer, draft, nul))).status).toBeLessThan(500);
  });

  it('a scorecard is published, read version by version, and refused with its findings', async () => {
    const organisation = await fresh();
    const manager = await api.signedIn(organisation.manager);
    const published = await body<{ number: number }>(manager.post('/api/scorecards', definition('VG')));
    expect(published.number).toBe(2);
    const read = await body<ScorecardVersion>(manager.get('/api/scorecards/VG/versions/1'));
    expect(read.definition).toEqual(definition('VG'));
    const [section] = definition('VG').sections;
    const faulty = await refusal(
      manager.post('/api/scorecards', { ...definition('VG'), sections: [section, section] }),
    );
    expect(faulty).toMatchObject({ status: 422, code: 'not-publishable' });
    expect(faulty.detail).toContainEqual(expect.objectContaining({ code: 'scorecard-duplicate-section' }));
  });

  it('a calibration is opened, answered blind, and closed', async () => {
    const organisation = await fresh();
    const interaction = await insertInteraction(organisation.agents[0]);
    const manager = await api.signedIn(organisation.manager);
    const { rows: cards } = await body<Page<ScorecardRow>>(manager.get('/api/scorecards'));
    const { id } = await body<{ id: string }>(
      manager.post('/api/calibration', {
        name: 'July',
        interaction_id: interaction,
        scorecard_version_id: cards.find(({ key }) => key === 'CH')!.latest!.id,
        reviewers: organisation.reviewers.slice(0, 2).map(memberOf),
      }),
    );
    const reviewer = await api.signedIn(organisation.reviewers[0]);
    const { rows: reviews } = await body<Queue>(reviewer.get('/api/evaluations/queue'));
    const at = `/api/evaluations/reviews/${reviews[0]!.id}`;
    await body(
      put(reviewer, `${at}/draft`, { revision: 0, answers: answers(definition('CH')), summary: '', spent_ms: 0 }),
    );
    await body(reviewer.post(`${at}/submit`, { revision: 1 }));
    expect((await body<CalibrationPage>(manager.get(`/api/calibration/${id}`))).comparison).toBeNull();
    await body(manager.post(`/api/calibration/${id}/close`));
    const page = await body<CalibrationPage>(manager.get(`/api/calibration/${id}`));
    expect(page.comparison!.sheets).toHaveLength(1);
    expect((await body<{ rows: unknown[] }>(manager.get('/api/calibration'))).rows).toHaveLength(1);
  });

  it('a review is handed on and taken back', async () => {
    const organisation = await fresh();
    await insertInteraction(organisation.agents[0]);
    const { manager, plan } = await drawn(organisation);
    const [rita, rolf] = [await api.signedIn(organisation.reviewers[0]), await api.signedIn(organisation.reviewers[1])];
    const { rows: reviews } = await body<Queue>(rita.get('/api/evaluations/queue'));
    const at = `/api/samples/reviews/${reviews[0]!.id}`;
    await body(manager.post(`${at}/assign`, { reviewer: memberOf(organisation.reviewers[1]) }));
    expect((await body<Queue>(rolf.get('/api/evaluations/queue'))).rows).toHaveLength(1);
    await body(manager.post(`${at}/withdraw`, { reason: 'A test' }));
    expect((await body<Queue>(rolf.get('/api/evaluations/queue'))).rows).toEqual([]);
    expect(await refusal(manager.post(`${at}/withdraw`, { reason: 'A test' }))).toMatchObject({
      status: 422,
      code: 'review-withdrawn',
    });
    const off = await body<PlanRow>(manager.patch(`/api/samples/plans/${plan}`, { active: false }));
    expect(off.active).toBe(false);
    const administrator = await api.signedIn(organisation.administrator);
    expect(await body<Page<PlanRow>>(administrator.get('/api/samples/plans'))).toMatchObject({
      rows: [{ id: plan }],
      next: null,
    });
  });
});
