import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { saveDraft } from '../../../db/evaluations/drafts.ts';
import { listQueue, readWorkspace, takeNextReview, takeReview } from '../../../db/samples/reviews.ts';
import { event, review } from '../../../db/schema/tables.ts';
import type { PublishedScorecard } from '../../../db/scorecards/scorecards.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { at, type FreshOrganisation, freshOrganisation, memberOf } from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { answer, answers, definition, giveReview, submit, withLibrary } from '../../support/reviews.ts';

type Ready = FreshOrganisation & { chat: PublishedScorecard };

async function fresh(database: TestDatabase): Promise<Ready> {
  const organisation = await freshOrganisation(database.db);
  const { CH } = await withLibrary(organisation);
  return { ...organisation, chat: CH! };
}

const give = (
  organisation: Ready,
  who = 0,
  kind: 'random' | 'calibration' = 'random',
  now = '2026-07-06T09:00:00.000Z',
) =>
  giveReview({
    agent: at(organisation.agents[0], now),
    reviewer: organisation.reviewers[who]!,
    version: organisation.chat.id,
    kind,
  });

describeWithDatabase('the queue', (database) => {
  it('holds my reviews that are to be done, oldest first, a calibration among them', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const second = await give(organisation, 0, 'calibration', '2026-07-06T08:00:00.000Z');
    const first = await give(organisation, 0, 'random', '2026-07-06T07:00:00.000Z');
    const done = await give(organisation, 0);
    await give(organisation, 1);
    await submit(rita, done.review, answers(definition('CH')));
    const queue = await listQueue(rita);
    expect(queue.rows.map(({ id, kind }) => [id, kind])).toEqual([
      [first.review, 'random'],
      [second.review, 'calibration'],
    ]);
    expect(queue).toMatchObject({ open: 2, waiting: 2, submitted_today: 1 });
    expect(queue.rows[0]).toMatchObject({
      state: 'waiting',
      lease_until: null,
      saved_at: null,
      agent: { name: 'Ann Agent' },
      interaction: { id: first.interaction, channel: 'chat' },
      scorecard: { key: 'CH', number: 1, name: definition('CH').name },
    });
  });

  it('shows a review whose lease ran out as waiting again, with its draft', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const { review: id } = await give(organisation);
    await takeReview(rita, { review: id });
    await saveDraft(rita, { review: id, revision: 0, answers: { CH1: answer('full') }, summary: '', spent_ms: 0 });
    const [held] = (await listQueue(at(rita, '2026-07-06T10:59:59.999Z'))).rows;
    expect(held).toMatchObject({ state: 'taken', lease_until: '2026-07-06T11:00:00.000Z' });
    const [left] = (await listQueue(at(rita, '2026-07-06T11:00:00.000Z'))).rows;
    expect(left).toMatchObject({ state: 'waiting', lease_until: null, saved_at: '2026-07-06T09:00:00.000Z' });
  });

  it('counts as done today what was submitted since midnight in the organisation’s zone', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    // Berlin's midnight is 22:00 UTC the evening before.
    for (const now of ['2026-07-05T21:59:00.000Z', '2026-07-05T22:01:00.000Z']) {
      const { review: id } = await give(organisation);
      await submit(at(rita, now), id, answers(definition('CH')));
    }
    expect((await listQueue(rita)).submitted_today).toBe(1);
  });

  it('is for reviewers', async () => {
    const organisation = await fresh(database);
    for (const ctx of [organisation.manager, organisation.coach, organisation.agents[0], organisation.administrator]) {
      await refused(listQueue(ctx), 'not-allowed');
      await refused(takeNextReview(ctx), 'not-allowed');
    }
  });
});

describeWithDatabase('taking a review', (database) => {
  it('holds it for two hours and leaves a line in the trail', async () => {
    const organisation = await fresh(database);
    const { review: id } = await give(organisation);
    const taken = await takeReview(organisation.reviewers[0], { review: id });
    expect(taken).toEqual({ id, lease_until: '2026-07-06T11:00:00.000Z' });
    const [row] = await database.db.select().from(review).where(eq(review.id, id));
    expect(row).toMatchObject({ state: 'taken', lease_until: '2026-07-06T11:00:00.000Z' });
    const trail = await database.db.select().from(event).where(eq(event.subject, id));
    expect(trail.map(({ kind, actor_id }) => [kind, actor_id])).toEqual([
      ['review.taken', memberOf(organisation.reviewers[0])],
    ]);
  });

  it('another reviewer’s review is not found, whoever asks', async () => {
    const organisation = await fresh(database);
    const { review: id } = await give(organisation, 1);
    await refused(takeReview(organisation.reviewers[0], { review: id }), 'not-found');
    await refused(takeReview(organisation.manager, { review: id }), 'not-allowed');
    await refused(readWorkspace(organisation.reviewers[0], { review: id }), 'not-found');
  });

  it('a submitted one says which evaluation it became, a withdrawn one that it was withdrawn', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const done = await give(organisation);
    const { evaluation } = await submit(rita, done.review, answers(definition('CH')));
    const problem = await refused(takeReview(rita, { review: done.review }), 'already-submitted');
    expect(problem.detail).toEqual({ evaluation_id: evaluation });

    const gone = await give(organisation);
    await database.db.update(review).set({ state: 'withdrawn' }).where(eq(review.id, gone.review));
    await refused(takeReview(rita, { review: gone.review }), 'review-withdrawn');
    await refused(readWorkspace(rita, { review: gone.review }), 'review-withdrawn');
  });

  it('the next one is the one that waited longest; two windows at once get two', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const times = ['2026-07-06T06:00:00.000Z', '2026-07-06T07:00:00.000Z', '2026-07-06T08:00:00.000Z'];
    const ids: string[] = [];
    for (const now of times) ids.push((await give(organisation, 0, 'random', now)).review);
    expect((await takeNextReview(rita))?.id).toBe(ids[0]);
    const both = await Promise.all([takeNextReview(rita), takeNextReview(rita)]);
    expect(both.map((one) => one?.id).sort()).toEqual(ids.slice(1).sort());
    expect(await takeNextReview(rita)).toBeNull();
    expect((await takeNextReview(at(rita, '2026-07-06T11:00:00.000Z')))?.id).toBe(ids[0]);
  });
});

describeWithDatabase('the workspace', (database) => {
  it('comes with the interaction, the scorecard in full, the draft, and its place in today’s work', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const done = await give(organisation, 0, 'random', '2026-07-06T06:00:00.000Z');
    await submit(rita, done.review, answers(definition('CH')));
    const mine = await give(organisation, 0, 'random', '2026-07-06T07:00:00.000Z');
    await give(organisation, 0, 'random', '2026-07-06T08:00:00.000Z');
    await takeReview(rita, { review: mine.review });
    const given = { CH1: answer('part', { comment: '没有报工号' }) };
    await saveDraft(rita, {
      review: mine.review,
      revision: 0,
      answers: given,
      summary: 'So far so good',
      spent_ms: 5000,
    });

    const page = await readWorkspace(rita, { review: mine.review });
    expect(page.review).toEqual({
      id: mine.review,
      kind: 'random',
      state: 'taken',
      lease_until: '2026-07-06T11:00:00.000Z',
      evaluation_id: null,
      position: { n: 2, of: 3 },
    });
    expect(page.interaction).toMatchObject({ id: mine.interaction, file_name: null, readable: true, tags: [] });
    expect(page.scorecard).toMatchObject({ key: 'CH', number: 1, definition: definition('CH') });
    expect(page.draft).toEqual({
      answers: given,
      summary: 'So far so good',
      revision: 1,
      spent_ms: 5000,
      saved_at: '2026-07-06T09:00:00.000Z',
    });
  });

  it('of a submitted review names its evaluation', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const { review: id } = await give(organisation);
    const { evaluation } = await submit(rita, id, answers(definition('CH')));
    const page = await readWorkspace(rita, { review: id });
    expect(page.review).toMatchObject({ state: 'submitted', evaluation_id: evaluation });
    expect(page.draft).toBeNull();
  });
});
