import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { saveDraft } from '../../../db/evaluations/drafts.ts';
import { readWorkspace, takeReview } from '../../../db/samples/reviews.ts';
import { draft, review } from '../../../db/schema/tables.ts';
import { submitReview } from '../../../db/submission/submission.ts';
import type { Answers } from '../../../scorecards/scorecard/answers.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { at, type FreshOrganisation, freshOrganisation } from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { answer, answers, definition, giveReview, moment, withLibrary } from '../../support/reviews.ts';

type Ready = FreshOrganisation & { id: string; review: string };

async function fresh(database: TestDatabase): Promise<Ready> {
  const organisation = await freshOrganisation(database.db);
  const { CH } = await withLibrary(organisation);
  const given = await giveReview({
    agent: organisation.agents[0],
    reviewer: organisation.reviewers[0],
    version: CH!.id,
  });
  return { ...organisation, review: given.review };
}

const save = ({ reviewers, review }: Ready, revision: number, given: Answers, now = '2026-07-06T09:00:00.000Z') =>
  saveDraft(at(reviewers[0], now), { review, revision, answers: given, summary: '', spent_ms: 1000 });

const stored = async (database: TestDatabase, id: string) =>
  (await database.db.select().from(draft).where(eq(draft.review_id, id)))[0];

describeWithDatabase('a draft', (database) => {
  it('is kept as it was given, comments, moments and all, one revision a change', async () => {
    const organisation = await fresh(database);
    const given = { CH1: answer('part', { comment: 'No name — “小张” only', evidence: [moment(1500, '您好')] }) };
    expect(await save(organisation, 0, given)).toEqual({
      revision: 1,
      saved_at: '2026-07-06T09:00:00.000Z',
      lease_until: '2026-07-06T11:00:00.000Z',
    });
    expect(await save(organisation, 1, { ...given, CH2: answer('full') })).toMatchObject({ revision: 2 });
    const row = await stored(database, organisation.review);
    expect(row).toMatchObject({ revision: 2, answers: { ...given, CH2: answer('full') }, spent_ms: 1000 });
  });

  it('is not overwritten by a change made on an older revision: the other version comes back', async () => {
    const organisation = await fresh(database);
    await save(organisation, 0, { CH1: answer('full') });
    await save(organisation, 1, { CH1: answer('part') });
    const problem = await refused(save(organisation, 1, { CH1: answer('miss') }), 'stale');
    expect(problem.detail).toMatchObject({ revision: 2, answers: { CH1: answer('part') } });
    expect(await stored(database, organisation.review)).toMatchObject({
      revision: 2,
      answers: { CH1: answer('part') },
    });
  });

  it('of two saves at once, even the first, one is stored and one gets the other’s version', async () => {
    const organisation = await fresh(database);
    for (const revision of [0, 1]) {
      const outcomes = await Promise.allSettled([
        save(organisation, revision, { CH1: answer('full') }),
        save(organisation, revision, { CH1: answer('miss') }),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = outcomes.find((one) => one.status === 'rejected')!;
      const row = await stored(database, organisation.review);
      expect(row!.revision).toBe(revision + 1);
      expect(lost.reason).toMatchObject({ code: 'stale', detail: { revision: revision + 1, answers: row!.answers } });
    }
  });

  it('an unknown revision is stale and starts no draft', async () => {
    const organisation = await fresh(database);
    const problem = await refused(save(organisation, 3, { CH1: answer('full') }), 'stale');
    expect(problem.detail).toBeNull();
    expect(await stored(database, organisation.review)).toBeUndefined();
  });

  it('renews the lease with every save, and takes the review up again when it had run out', async () => {
    const organisation = await fresh(database);
    await takeReview(organisation.reviewers[0], { review: organisation.review });
    await save(organisation, 0, { CH1: answer('full') }, '2026-07-06T10:30:00.000Z');
    await save(organisation, 1, { CH1: answer('part') }, '2026-07-06T15:00:00.000Z');
    const [row] = await database.db.select().from(review).where(eq(review.id, organisation.review));
    expect(row).toMatchObject({ state: 'taken', lease_until: '2026-07-06T17:00:00.000Z' });
  });

  it('may be incomplete, but holds no answer the scorecard does not know', async () => {
    const organisation = await fresh(database);
    await save(organisation, 0, {});
    const problem = await refused(
      save(organisation, 1, { CH1: answer('excellent'), CH3: answer('na'), XX: answer('yes'), CH2: answer('full') }),
      'value-not-on-scale',
    );
    expect(problem.params).toEqual({ criterion: 'CH1' });
    expect(problem.detail).toEqual([
      { criterion: 'CH1', problem: 'value-not-on-scale' },
      { criterion: 'CH3', problem: 'may-not-be-not-applicable' },
      { criterion: 'XX', problem: 'unknown-criterion' },
    ]);
    expect(await stored(database, organisation.review)).toMatchObject({ revision: 1, answers: {} });
  });

  it('is its reviewer’s alone', async () => {
    const organisation = await fresh(database);
    await save(organisation, 0, { CH1: answer('full') });
    const input = { review: organisation.review, revision: 1, answers: {}, summary: '', spent_ms: 0 };
    await refused(saveDraft(organisation.reviewers[1], input), 'not-found');
    await refused(readWorkspace(organisation.reviewers[1], { review: organisation.review }), 'not-found');
    await refused(saveDraft(organisation.manager, input), 'not-allowed');
    await refused(submitReview(organisation.reviewers[1], { review: organisation.review, revision: 1 }), 'not-found');
  });

  it('comes too late after the submit, and after a withdrawal', async () => {
    const organisation = await fresh(database);
    await save(organisation, 0, answers(definition('CH')));
    const { evaluation } = await submitReview(organisation.reviewers[0], {
      review: organisation.review,
      revision: 1,
    });
    const problem = await refused(save(organisation, 1, { CH1: answer('miss') }), 'already-submitted');
    expect(problem.detail).toEqual({ evaluation_id: evaluation });
    expect(await stored(database, organisation.review)).toBeUndefined();

    const other = await fresh(database);
    await database.db.update(review).set({ state: 'withdrawn' }).where(eq(review.id, other.review));
    await refused(save(other, 0, { CH1: answer('full') }), 'review-withdrawn');
    expect(await stored(database, other.review)).toBeUndefined();
  });

  it('of many reviewers at once keeps every word of each', async () => {
    const organisation = await freshOrganisation(database.db);
    const { CH } = await withLibrary(organisation);
    const desks = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const reviewer = organisation.reviewers[i % 3]!;
        const given = await giveReview({ agent: organisation.agents[0], reviewer, version: CH!.id });
        return { reviewer, review: given.review };
      }),
    );
    await Promise.all(
      desks.map(async ({ reviewer, review }, i) => {
        for (let revision = 0; revision < 5; revision++) {
          const given = { CH1: answer('full', { comment: `desk ${i}, change ${revision}` }) };
          await saveDraft(reviewer, { review, revision, answers: given, summary: '', spent_ms: 0 });
        }
      }),
    );
    for (const [i, { review }] of desks.entries()) {
      expect(await stored(database, review)).toMatchObject({
        revision: 5,
        answers: { CH1: { comment: `desk ${i}, change 4` } },
      });
    }
  });
});
