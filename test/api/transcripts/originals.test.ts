// Confidential data leaks through no route: every GET route is called for every row by every role, and no answer
// contains the digits or the audio in which they are spoken.
import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../../db/database/context.ts';
import { newId } from '../../../db/database/id.ts';
import { saveDraft } from '../../../db/evaluations/drafts.ts';
import { interaction, recording_copy } from '../../../db/schema/tables.ts';
import { recordCopy, startCopy } from '../../../db/transcripts/copies.ts';
import { lookThrough } from '../../../db/transcripts/personal-data.ts';
import { keepTranscript } from '../../../db/transcripts/revisions.ts';
import { ROLES, type Role } from '../../../scorecards/people/access.ts';
import type { Turn } from '../../../transcription/transcript/transcript.ts';
import { type Browser, type TestApi, testApi } from '../../support/api.ts';
import { ROUTES } from '../../support/contract.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { type LivedIn, livedIn } from '../../support/lived-in.ts';
import { answer, answers, definition, giveReview, submit } from '../../support/reviews.ts';

const CARD = '4539 1488 0343 6467';
const MAIL = 'anna.berg@example.com';
/** In any spelling, and parts of it. */
const SECRET = /4539|1488|0343|6467|anna\.berg/;

const gets = ROUTES.flatMap(({ method, path }) => (method === 'get' ? [path] : []));

describeWithDatabase('confidential data', (database) => {
  const clock = new Date('2026-07-06T09:00:00.000Z');
  let api: TestApi;
  let home: LivedIn;
  let browsers: Map<Role, Browser>;
  let ids: string[];
  /** SHA-256 of everything that is no copy. */
  let original: string;

  beforeAll(async () => {
    api = testApi(database, { now: () => clock });
    home = await livedIn(api);
    const actors: Record<Role, Ctx> = {
      agent: home.agents[0],
      reviewer: home.reviewers[0],
      coach: home.coach,
      manager: home.manager,
      administrator: home.administrator,
    };
    browsers = new Map();
    for (const role of ROLES) browsers.set(role, await api.signedIn(actors[role]));

    // The recording says it, the chats say it, and so do quotes that were pinned before anybody masked anything.
    await keep(home.ids.recording, [spoken(`It is ${CARD} and ${MAIL}`)], 'channels');
    const [row] = await database.db.select().from(interaction).where(eq(interaction.id, home.ids.recording));
    original = row!.content_sha256;
    const [agent, reviewer] = [home.agents[0], home.reviewers[0]];
    const moment = { turn: 0, start_ms: 0, end_ms: 900, quote: `It is ${CARD} and` };
    const failed = await giveReview({ agent, reviewer, version: home.ids.version });
    const fail = answer('fail', { comment: 'No question to check identity.', evidence: [moment] });
    const { evaluation, tasks } = await submit(reviewer, failed.review, answers(definition('VG'), { VG4: fail }));
    await keep(failed.interaction, [spoken(`It is ${CARD} and ${MAIL}`)], null);
    const open = await giveReview({ agent, reviewer, version: home.ids.version });
    await keep(open.interaction, [spoken(`It is ${CARD} and ${MAIL}`)], null);
    await saveDraft(reviewer, {
      review: open.review,
      revision: 0,
      answers: { VG4: { value: null, comment: '', evidence: [moment] } },
      summary: '',
      spent_ms: 1,
    });
    ids = [
      ...new Set([
        ...Object.values(home.ids),
        evaluation,
        failed.interaction,
        ...tasks.map(({ id }) => id),
        open.review,
        open.interaction,
      ]),
    ];
    await copy();
  }, 120_000);
  afterAll(() => api.close());

  it('is there to be given away', async () => {
    const manager = browsers.get('manager')!;
    const opened = await manager.post(`/api/interactions/${home.ids.recording}/originals`, { reason: 'To see it' });
    expect(opened.status).toBe(200);
    const words = await manager.get(`/api/interactions/${home.ids.recording}/transcript?original=1`);
    expect(await words.text()).toContain(CARD);
    const sound = await manager.get(`/api/interactions/${home.ids.recording}/recording?original=1`);
    expect(hash(new Uint8Array(await sound.arrayBuffer()))).toBe(original);
  });

  describe.each(ROLES)('asked for by the %s', (role) => {
    it('comes out of no GET route unasked', { timeout: 120_000 }, async () => {
      const bodies = await walk(browsers.get(role)!, '');
      expect(bodies.filter(({ ok }) => ok).length).toBeGreaterThan(2);
      expect(leaks(bodies)).toEqual([]);
    });

    // The manager has opened them, and said why.
    if (role !== 'manager') {
      it('comes out of no GET route that is asked for originals', async () => {
        const bodies = await walk(browsers.get(role)!, 'original=1');
        expect(leaks(bodies)).toEqual([]);
      });
    }

    it('is not found by searching for it', async () => {
      for (const q of [CARD, '4539', '1488 0343', 'anna.berg']) {
        const answer = await browsers.get(role)!.get(`/api/interactions?q=${encodeURIComponent(q)}`);
        expect(answer.status).toBe(200);
        expect(((await answer.json()) as { rows: unknown[] }).rows, `${q} tells which interaction holds it`).toEqual(
          [],
        );
      }
    });
  });

  /** The rows a path can be about, by what their ids begin with; all of them where that is not known. */
  function namesFor(path: string): string[] {
    if (!/\{\w+\}/.test(path)) return [''];
    const kind = Object.keys(KINDS).find((beginning) => path.startsWith(beginning));
    return kind === undefined ? ids : ids.filter((id) => id.startsWith(KINDS[kind]!));
  }

  type Answer = { path: string; ok: boolean; text: string; sha256: string };

  async function walk(browser: Browser, query: string): Promise<Answer[]> {
    const bodies: Answer[] = [];
    for (const path of gets) {
      const named = namesFor(path).map((id) => path.replace(/\{\w+\}/, id).replace(/\{\w+\}/g, '1'));
      for (const one of named) {
        const rest = new URLSearchParams({ ids: ids.join(), q: 'it is' });
        const answer = await browser.get(`${one}?${rest}&${query}`);
        const bytes = new Uint8Array(await answer.arrayBuffer());
        const text = new TextDecoder('latin1').decode(bytes);
        bodies.push({ path: one, ok: answer.status === 200, text, sha256: hash(bytes) });
      }
    }
    return bodies;
  }

  const leaks = (bodies: Answer[]): string[] =>
    bodies.filter(({ text, sha256 }) => SECRET.test(text) || sha256 === original).map(({ path }) => path);

  async function keep(id: string, turns: Turn[], method: 'channels' | null): Promise<void> {
    const said = await lookThrough(home.worker, turns);
    await home.worker.db.transaction((tx) =>
      keepTranscript(tx, home.worker, {
        interaction_id: id,
        revision: 2,
        origin: 'corrected',
        language: 'en',
        languages: ['en'],
        duration_ms: 2000,
        method,
        said,
      }),
    );
  }

  /** Makes the copies that wait, as a worker would. */
  async function copy(): Promise<void> {
    const rows = await database.db.select().from(recording_copy).where(eq(recording_copy.organisation_id, home.id));
    for (const { id } of rows) {
      if (!(await startCopy(home.worker, { id }))) continue;
      const upload = newId('cpy');
      const bytes = new TextEncoder().encode(`silent ${id}`);
      await api.deps.blobs.append(upload, 0, bytes, bytes.byteLength);
      const stored = await api.deps.blobs.finish(home.id, upload);
      await recordCopy(home.worker, { id, file: { ...stored, mime: 'audio/wav' } });
    }
  }
});

/** The longest beginnings first. */
const KINDS: Record<string, string> = {
  '/api/interactions/uploads/': 'upl_',
  '/api/interactions/': 'int_',
  '/api/evaluations/reviews/': 'rev_',
  '/api/evaluations/': 'evl_',
  '/api/coaching/tasks/': 'tsk_',
  '/api/coaching/agents/': 'mem_',
  '/api/calibration/': 'cal_',
  '/api/people/': 'mem_',
  '/api/samples/plans/': 'pln_',
};

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function spoken(text: string): Turn {
  const words = text.split(' ').map((word, i) => ({
    text: word,
    start_ms: i * 200,
    end_ms: i * 200 + 200,
    confidence: 0.9,
  }));
  return { speaker: 'customer', channel: 0, start_ms: 0, end_ms: words.length * 200, text, confidence: 0.9, words };
}
