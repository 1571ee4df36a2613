// Whichever write fails, and wherever in it: neither the log nor the jobs table contains what people said or typed.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepTranscript } from '../../../db/transcripts/revisions.ts';
import type { Answers } from '../../../scorecards/scorecard/answers.ts';
import { type Browser, type TestApi, testApi } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { type FreshOrganisation, freshOrganisation, insertInteraction, memberOf } from '../../support/organisation.ts';
import { jobsAsText, type RefusedWrites, refusedWrites } from '../../support/refused-writes.ts';
import { answer, answers, definition, evaluated, giveReview, moment, withLibrary } from '../../support/reviews.ts';

const NOW = new Date('2026-07-08T09:00:00.000Z');
const SAID = 'Zanzibar quokka 茉莉花茶';
const WORDS = /zanzibar|quokka|茉莉/i;

describeWithDatabase('a write that fails', (database) => {
  let api: TestApi;
  let writes: RefusedWrites;
  let people: FreshOrganisation;
  let versions: Awaited<ReturnType<typeof withLibrary>>;
  let manager: Browser;
  let reviewer: Browser;
  let coach: Browser;
  let agent: Browser;
  beforeAll(async () => {
    api = testApi(database, { now: () => NOW });
    people = await freshOrganisation(database.db, NOW);
    versions = await withLibrary(people);
    [manager, reviewer, coach, agent] = [
      await api.signedIn(people.manager),
      await api.signedIn(people.reviewers[0]),
      await api.signedIn(people.coach),
      await api.signedIn(people.agents[0]),
    ];
    writes = await refusedWrites(database);
  }, 60_000);
  afterAll(() => api.close());

  const put = (browser: Browser, path: string, body: unknown) => browser.ask('PUT', path, { body });

  /** A recording that was heard: in it stands what a person corrects. */
  async function heard(): Promise<string> {
    const id = await insertInteraction(people.agents[0], { channel: 'voice', file_name: 'call.wav' });
    const turn = { channel: 0, start_ms: 0, end_ms: 900, confidence: null, words: [], text: 'Hello there.' };
    await keepTranscript(people.worker.db, people.worker, {
      ...{ interaction_id: id, revision: 1, origin: 'heard', language: 'en', languages: ['en'], duration_ms: 1000 },
      said: { turns: [{ ...turn, speaker: 'agent' }], found: [] },
    });
    return id;
  }

  async function drafted(given: Answers): Promise<{ at: string; revision: number; draft: object }> {
    const input = { agent: people.agents[0], reviewer: people.reviewers[0], version: versions.CH!.id };
    const { review } = await giveReview(input);
    const at = `/api/evaluations/reviews/${review}`;
    await reviewer.post(`${at}/take`);
    const draft = { answers: given, summary: SAID, spent_ms: 1000 };
    return { at, revision: 0, draft };
  }
  const failing = () =>
    answers(definition('CH'), { CH13: answer('fail', { comment: SAID, evidence: [moment(8000, SAID)] }) });

  async function coached(): Promise<{ evaluation: string; task: string }> {
    const input = { agent: people.agents[0], reviewer: people.reviewers[0], version: versions.CH! };
    const { evaluation } = await evaluated(input, { CH13: 'fail' });
    const { rows } = (await (await coach.get('/api/coaching/tasks?open=true')).json()) as { rows: { id: string }[] };
    return { evaluation, task: rows[0]!.id };
  }

  /** Each prepares something fresh, and then does what is to fail. */
  const ACTIONS: Record<string, () => Promise<() => Promise<Response>>> = {
    'a chat that comes in': async () => {
      const id = crypto.randomUUID();
      const text = `external_id,agent,channel,started_at,customer_ref,speaker,at,text\n${id},E8,chat,2026-07-03 10:00,${SAID},customer,,${SAID} ${id}\n`;
      return () => manager.post('/api/interactions/chats', { format: 'csv', text });
    },
    'a transcript that comes in': async () => {
      const id = await heard();
      const text = `WEBVTT\n\n00:00.100 --> 00:00.800\n<v Agent>${SAID}</v>\n`;
      return () => manager.post(`/api/interactions/${id}/transcript`, { text, file_name: `${SAID}.vtt` });
    },
    'a correction': async () => {
      const id = await heard();
      const changes = [{ kind: 'words', turn: 0, text: SAID }];
      return () => manager.post(`/api/interactions/${id}/corrections`, { revision: 1, changes });
    },
    'a draft': async () => {
      const { at, revision, draft } = await drafted(failing());
      return () => put(reviewer, `${at}/draft`, { ...draft, revision });
    },
    'a review that is submitted': async () => {
      const { at, revision, draft } = await drafted(failing());
      await put(reviewer, `${at}/draft`, { ...draft, revision });
      return () => reviewer.post(`${at}/submit`, { revision: 1 });
    },
    'an agent’s comment': async () => {
      const { evaluation } = await coached();
      return () => agent.post(`/api/evaluations/${evaluation}/acknowledge`, { comment: SAID });
    },
    'a task that is moved': async () => {
      const { task } = await coached();
      return () => coach.patch(`/api/coaching/tasks/${task}`, { state: 'dismissed', note: SAID });
    },
    'a step that is added': async () => {
      await coached();
      const page = await (await coach.get(`/api/coaching/agents/${memberOf(people.agents[0])}`)).json();
      const { goals } = (page as { plan: { goals: { id: string }[] } }).plan;
      const step = { text: { en: SAID, zh: SAID }, due_on: '2026-08-01' };
      return () => coach.post(`/api/coaching/goals/${goals[0]!.id}/steps`, step);
    },
  };

  it.each(Object.keys(ACTIONS))('leaves no words behind: %s', { timeout: 120_000 }, async (name) => {
    const prepare = ACTIONS[name]!;
    const first = await prepare();
    await writes.written();
    const answered = await first();
    expect(answered.status, await answered.text()).toBe(200);
    const tables = (await writes.written()).filter((table) => !['session', 'rate_limit', 'user'].includes(table));
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      const action = await prepare();
      api.log.length = 0;
      await writes.refuse(table, '');
      const refused = await action();
      await writes.allow();
      // A plan or a label that was made the first time is there for the second.
      const needless = refused.status === 200 && !(await writes.written()).includes(table);
      if (needless) continue;
      expect([refused.status, table]).toEqual([500, table]);
      const { id } = ((await refused.json()) as { params: { id: string } }).params;
      expect(api.log).toMatchObject([{ fields: { request: id, failure: { cause: { code: '23514', table } } } }]);
      expect(JSON.stringify(api.log)).not.toMatch(WORDS);
      expect(JSON.stringify(api.log)).not.toMatch(/refused/);
    }
    expect(await jobsAsText(database)).not.toMatch(WORDS);
  });
});
