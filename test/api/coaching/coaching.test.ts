import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, memberOf } from '../../support/organisation.ts';

describeWithDatabase('a plan', (database) => {
  let api: TestApi;
  beforeAll(() => {
    api = testApi(database);
  });
  afterAll(() => api.close());

  it('is opened with its first goal, and has one goal for each competency', async () => {
    const { coach: ctx, agents } = await freshOrganisation(database.db);
    const coach = await api.signedIn(ctx);
    const agent = memberOf(agents[0]);
    const levels = { level_now: 'junior', level_wanted: 'senior' };
    const goal = { agent, competency: 'listening', ...levels, due_on: '2026-12-01', steps: null };
    const made = await coach.post('/api/coaching/goals', goal);
    expect(made.status).toBe(200);
    const { id } = (await made.json()) as { id: string };
    const page = (await (await coach.get(`/api/coaching/agents/${agent}`)).json()) as { plan: { goals: object[] } };
    expect(page.plan.goals).toEqual([expect.objectContaining({ id, ...levels, state: 'open' })]);
    const again = await coach.post('/api/coaching/goals', goal);
    expect([again.status, await again.json()]).toEqual([422, expect.objectContaining({ code: 'goal-already-open' })]);
  });
});
