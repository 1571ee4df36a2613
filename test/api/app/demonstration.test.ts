// The demonstration centre is the most complete data there is: six weeks of interactions, evaluations, coaching, a
// closed calibration. Everything is requested from it, and test/support/contract.ts checks every answer against the
// contract.
import { and, arrayContains, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { boundTo } from '../../../db/database/bound.ts';
import { member, transcript } from '../../../db/schema/tables.ts';
import { correctTranscript } from '../../../db/transcripts/corrections.ts';
import { transcriptOf } from '../../../db/transcripts/transcripts.ts';
import { DEMO_PASSWORD } from '../../../processes/demo/centre.ts';
import { demoUsers, fillDemo } from '../../../processes/demo/demo.ts';
import { type Browser, type TestApi, testApi } from '../../support/api.ts';
import { ROUTES } from '../../support/contract.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { measuredAsToday } from '../../support/measured.ts';

/** Where the ids of a path come from: the paths that list them, by what stands before the id. */
const LISTED: Record<string, string> = {
  '/api/interactions/{id}': '/api/interactions?limit=200',
  '/api/evaluations/{id}': '/api/evaluations?limit=200',
  '/api/evaluations/reviews/{id}': '/api/evaluations/queue',
  '/api/samples/plans/{id}': '/api/samples/plans',
  '/api/calibration/{id}': '/api/calibration',
  '/api/coaching/tasks/{id}': '/api/coaching/tasks',
  '/api/coaching/agents/{id}': '/api/people/names',
};
const NEEDED: Record<string, string> = {
  '/api/interactions/choices': '?of=queues',
  '/api/interactions/states': '?ids=none',
  '/api/scorecards/settings/versions': '?part=targets',
  '/api/interactions/{id}/hits': '?q=order',
};
/** Audio is not JSON, and uploads belong to the person who sends them. */
const LEFT_OUT = ['/api/interactions/{id}/recording', '/api/interactions/uploads/{id}'];

const gets = ROUTES.flatMap(({ method, path }) => (method === 'get' && !LEFT_OUT.includes(path) ? [path] : []));

describeWithDatabase('every request for the demonstration’s data', (database) => {
  let api: TestApi;
  const answered = new Set<string>();
  beforeAll(async () => {
    api = testApi(database);
    await fillDemo(api.deps);
    // Somebody writes the next version of a scorecard.
    const manager = (await demoUsers(api.deps)).find((one) => one.role === 'manager');
    const browser = api.browser();
    await browser.signIn(manager?.email ?? '', DEMO_PASSWORD);
    expect((await browser.post('/api/scorecards/VG/draft', { definition: null })).status).toBe(200);
  }, 300_000);
  afterAll(() => api.close());

  it.each(['administrator', 'manager', 'coach', 'reviewer', 'agent'])(
    'is answered to one of role %s as the contract has it',
    async (role) => {
      const user = (await demoUsers(api.deps)).find((one) => one.role === role);
      const browser = api.browser();
      expect((await browser.signIn(user?.email ?? '', DEMO_PASSWORD)).status).toBe(200);
      for (const path of gets) {
        for (const filled of await fill(browser, path)) {
          const answer = await browser.get(filled + (NEEDED[path] ?? ''));
          expect([200, 401, 403, 404, 409], filled).toContain(answer.status);
          if (answer.status === 200) answered.add(path);
        }
      }
    },
    300_000,
  );

  it('to one of them or another', () => {
    expect(gets.filter((path) => !answered.has(path))).toEqual([]);
  });

  it('is measured as its transcripts are today, and so is a correction', async () => {
    const { db } = database;
    const [maria] = await db
      .select()
      .from(member)
      .where(arrayContains(member.roles, ['manager']));
    const of = maria!.organisation_id;
    const before = await measuredAsToday(db, of);
    expect(before).toBeGreaterThan(50);
    const [call] = await db
      .select()
      .from(transcript)
      .where(and(eq(transcript.organisation_id, of), eq(transcript.origin, 'heard')));
    const ctx = {
      db: boundTo(database.installation, of),
      now: new Date(),
      actor: { organisation: of, member: maria!.id, roles: maria!.roles, scope: null },
    };
    const { interaction_id: id, revision } = call!;
    const corrected = await correctTranscript(ctx, { id, revision, changes: [{ kind: 'swap' }] });
    expect(corrected.measures).not.toEqual((await transcriptOf(ctx, { id, revision }))?.measures);
    expect(await measuredAsToday(db, of)).toBe(before + 1);
  });

  /** A path with every id there is for it, at most thirty. */
  async function fill(browser: Browser, path: string): Promise<string[]> {
    if (!path.includes('{')) return [path];
    if (path.includes('{key}')) return [path.replace('{key}', 'VG').replace('{number}', '1')];
    const stem = Object.keys(LISTED).find((one) => path.startsWith(one));
    if (stem === undefined) throw new Error(`LISTED has nothing for ${path}`);
    const list = await browser.get(LISTED[stem]!);
    if (list.status !== 200) return [];
    const ids = [...(await list.text()).matchAll(/\{"id":"([^"]+)"/g)].map(([, id]) => id!);
    return [...new Set(ids)].slice(0, 30).map((id) => path.replace('{id}', id));
  }
});
