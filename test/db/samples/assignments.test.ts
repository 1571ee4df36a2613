import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { saveDraft } from '../../../db/evaluations/drafts.ts';
import { assignReview, reviewInteraction, withdrawReview } from '../../../db/samples/assignments.ts';
import { listQueue, readWorkspace, takeReview } from '../../../db/samples/reviews.ts';
import { draft, draw_item, event, member, review } from '../../../db/schema/tables.ts';
import { type PublishedScorecard, publishScorecard } from '../../../db/scorecards/scorecards.ts';
import { keepTranscript } from '../../../db/transcripts/revisions.ts';
import { describeOnDatabase, describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { eventsAbout } from '../../support/events.ts';
import {
  at,
  type FreshOrganisation,
  freshOrganisation,
  insertInteraction,
  memberOf,
} from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { answer, answers, definition, giveReview, submit, withLibrary } from '../../support/reviews.ts';

type Ready = FreshOrganisation & { cards: Record<string, PublishedScorecard> };

async function fresh(database: TestDatabase): Promise<Ready> {
  const organisation = await freshOrganisation(database.db);
  return { ...organisation, cards: await withLibrary(organisation) };
}

const give = ({ agents, reviewers, cards }: Ready) =>
  giveReview({ agent: agents[0], reviewer: reviewers[0], version: cards.CH!.id });

describeWithDatabase('a review of one’s own choosing', (database) => {
  it('is targeted, taken at once, and on the scorecard that was named', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const named = [
      organisation.cards.CH!,
      organisation.cards.CL!,
      await publishScorecard(organisation.manager, definition('CH')),
    ];
    for (const { id, key } of named) {
      const interaction = await insertInteraction(organisation.agents[0]);
      const own = await reviewInteraction(rita, { interaction, scorecard_version_id: id });
      expect(own.outcome).toBe('created');
      const page = await readWorkspace(rita, { review: own.review });
      expect(page.review).toMatchObject({ kind: 'targeted', state: 'taken', lease_until: '2026-07-06T11:00:00.000Z' });
      expect(page.scorecard).toMatchObject({ version_id: id, key });
    }
    const rows = await database.db.select().from(review).where(eq(review.organisation_id, organisation.id));
    const items = await database.db.select().from(draw_item).where(eq(draw_item.organisation_id, organisation.id));
    expect([rows.length, items]).toEqual([3, []]);
    const interaction = await insertInteraction(organisation.agents[0]);
    await refused(reviewInteraction(rita, { interaction, scorecard_version_id: 'scv_none' }), 'not-found');
  });

  it('is given back while it is open, and a second click makes no second one', async () => {
    const organisation = await fresh(database);
    const [rita, rolf] = organisation.reviewers;
    const interaction = await insertInteraction(organisation.agents[0]);
    const both = await Promise.all([
      reviewInteraction(rita, { interaction, scorecard_version_id: organisation.cards.CH!.id }),
      reviewInteraction(rita, { interaction, scorecard_version_id: organisation.cards.CH!.id }),
    ]);
    expect(new Set(both.map((one) => one.review)).size).toBe(1);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['already-there', 'created']);
    const other = await reviewInteraction(rolf, { interaction, scorecard_version_id: organisation.cards.CH!.id });
    expect(other.outcome).toBe('created');
  });

  it('waits for the transcript, and is never of one’s own interaction', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const recording = await insertInteraction(organisation.agents[0], { file_name: 'call.wav', channel: 'voice' });
    await refused(
      reviewInteraction(rita, { interaction: recording, scorecard_version_id: organisation.cards.CH!.id }),
      'not-transcribed',
    );
    await keepTranscript(organisation.worker.db, organisation.worker, {
      interaction_id: recording,
      revision: 1,
      origin: 'heard',
      languages: [],
      duration_ms: 1000,
      said: { turns: [], found: [] },
    });
    const heard = await reviewInteraction(rita, {
      interaction: recording,
      scorecard_version_id: organisation.cards.CH!.id,
    });
    expect(heard.outcome).toBe('created');
    expect((await readWorkspace(rita, { review: heard.review })).interaction).toMatchObject({
      file_name: 'call.wav',
      readable: true,
    });
    await database.db
      .update(member)
      .set({ roles: ['agent', 'reviewer'] })
      .where(eq(member.id, memberOf(organisation.agents[0])));
    const both = {
      ...organisation.agents[0],
      actor: { ...organisation.agents[0].actor, roles: ['agent', 'reviewer'] as const },
    };
    const own = await insertInteraction(organisation.agents[0]);
    await refused(
      reviewInteraction(both, { interaction: own, scorecard_version_id: organisation.cards.CH!.id }),
      'reviewer-is-agent',
    );
  });

  it('is for reviewers of the organisation, on its own scorecards', async () => {
    const organisation = await fresh(database);
    const interaction = await insertInteraction(organisation.agents[0]);
    const input = { interaction, scorecard_version_id: organisation.cards.CH!.id };
    for (const ctx of [organisation.manager, organisation.coach, organisation.agents[0]]) {
      await refused(reviewInteraction(ctx, input), 'not-allowed');
    }
    const elsewhere = await fresh(database);
    await refused(reviewInteraction(elsewhere.reviewers[0], input), 'not-found');
    const foreign = { interaction, scorecard_version_id: elsewhere.cards.CH!.id };
    await refused(reviewInteraction(organisation.reviewers[0], foreign), 'not-found');
  });
});

describeWithDatabase('handing a review on', (database) => {
  it('gives it to someone else, who starts from the beginning', async () => {
    const organisation = await fresh(database);
    const [rita, rolf] = organisation.reviewers;
    const { review: id } = await give(organisation);
    await saveDraft(rita, { review: id, revision: 0, answers: { CH1: answer('miss') }, summary: '', spent_ms: 0 });
    const later = at(organisation.manager, '2026-07-06T11:00:00.000Z');
    await assignReview(later, { review: id, reviewer: memberOf(rolf) });
    expect((await listQueue(rita)).rows).toEqual([]);
    const [row] = (await listQueue(rolf)).rows;
    expect(row).toMatchObject({ id, state: 'waiting', saved_at: null });
    expect((await readWorkspace(rolf, { review: id })).draft).toBeNull();
    const trail = await database.db.select().from(event).where(eq(event.subject, id));
    expect(trail.at(-1)).toMatchObject({
      kind: 'review.assigned',
      detail: { from: memberOf(rita), to: memberOf(rolf) },
    });
  });

  it('a self-chosen one is refused to someone who already has such a review of the interaction', async () => {
    const organisation = await fresh(database);
    const [rita, rolf, rui] = organisation.reviewers;
    const interaction = await insertInteraction(organisation.agents[0]);
    const own = await reviewInteraction(rita, { interaction, scorecard_version_id: organisation.cards.CH!.id });
    await reviewInteraction(rolf, { interaction, scorecard_version_id: organisation.cards.CH!.id });
    const later = at(organisation.manager, '2026-07-06T12:00:00.000Z');
    await refused(assignReview(later, { review: own.review, reviewer: memberOf(rolf) }), 'reviewer-has-it');
    await assignReview(later, { review: own.review, reviewer: memberOf(rui) });
  });

  it('to the one who has it already changes nothing', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const { review: id } = await give(organisation);
    await saveDraft(rita, { review: id, revision: 0, answers: {}, summary: 'mine', spent_ms: 0 });
    const later = at(organisation.manager, '2026-07-06T12:00:00.000Z');
    await assignReview(later, { review: id, reviewer: memberOf(rita) });
    expect((await readWorkspace(rita, { review: id })).draft?.summary).toBe('mine');
  });

  it('is refused while it is in progress, and to anyone without permission', async () => {
    const organisation = await fresh(database);
    const [rita, rolf] = organisation.reviewers;
    const { review: id } = await give(organisation);
    await takeReview(rita, { review: id });
    const to = (who: string) => assignReview(organisation.manager, { review: id, reviewer: who });
    await refused(to(memberOf(rolf)), 'review-in-work');
    await database.db.update(review).set({ state: 'waiting', lease_until: null }).where(eq(review.id, id));
    await refused(to(memberOf(organisation.coach)), 'unknown-reviewer');
    await refused(to('mem_none'), 'not-found');
    await refused(to(memberOf(organisation.outsider)), 'not-found');
    await database.db
      .update(member)
      .set({ roles: ['agent', 'reviewer'] })
      .where(eq(member.id, memberOf(organisation.agents[0])));
    await refused(to(memberOf(organisation.agents[0])), 'reviewer-is-agent');
  });

  it('is the manager’s to do', async () => {
    const organisation = await fresh(database);
    const { review: id } = await give(organisation);
    const input = { review: id, reviewer: memberOf(organisation.reviewers[1]) };
    for (const ctx of [organisation.administrator, organisation.reviewers[0], organisation.coach]) {
      await refused(assignReview(ctx, input), 'not-allowed');
      await refused(withdrawReview(ctx, { review: id, reason: 'why not' }), 'not-allowed');
    }
    await refused(assignReview(organisation.outsider, input), 'not-found');
    await refused(withdrawReview(organisation.outsider, { review: id, reason: 'why not' }), 'not-found');
  });
});

// The embedded database has one session: there nobody is ever at the same moment.
describeOnDatabase('postgres', 'two who hand on reviews of one interaction at the same moment', (database) => {
  const oneWaits = () =>
    expect
      .poll(async () => {
        const waiting = await database.sql`select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        return waiting.length;
      })
      .toBe(1);

  it('give a reviewer one of them, and the later is refused', async () => {
    const organisation = await fresh(database);
    const [rita, rolf, rui] = organisation.reviewers;
    const interaction = await insertInteraction(organisation.agents[0]);
    const [first, second] = await Promise.all(
      [rita, rolf].map((ctx) =>
        reviewInteraction(ctx, { interaction, scorecard_version_id: organisation.cards.CH!.id }),
      ),
    );
    const later = at(organisation.manager, '2026-07-06T12:00:00.000Z');
    const reviewer = memberOf(rui);
    const behind = await later.db.transaction(async (tx) => {
      await assignReview({ ...later, db: tx }, { review: first!.review, reviewer });
      const refusal = refused(assignReview(later, { review: second!.review, reviewer }), 'reviewer-has-it');
      await oneWaits();
      return { refusal };
    });
    await behind.refusal;
    expect((await listQueue(rui)).rows.map(({ id }) => id)).toEqual([first!.review]);
  });

  it('wait for a reviewer who begins one of their own', async () => {
    const organisation = await fresh(database);
    const [rita, rolf] = organisation.reviewers;
    const interaction = await insertInteraction(organisation.agents[0]);
    const { review: ritas } = await reviewInteraction(rita, {
      interaction,
      scorecard_version_id: organisation.cards.CH!.id,
    });
    const later = at(organisation.manager, '2026-07-06T12:00:00.000Z');
    const behind = await rolf.db.transaction(async (tx) => {
      await reviewInteraction({ ...rolf, db: tx }, { interaction, scorecard_version_id: organisation.cards.CH!.id });
      const refusal = refused(assignReview(later, { review: ritas, reviewer: memberOf(rolf) }), 'reviewer-has-it');
      await oneWaits();
      return { refusal };
    });
    await behind.refusal;
  });
});

describeWithDatabase('taking a review back', (database) => {
  it('wants a reason, ends it for its reviewer, and leaves the reason in the trail', async () => {
    const organisation = await fresh(database);
    const [rita] = organisation.reviewers;
    const { review: id } = await give(organisation);
    await saveDraft(rita, { review: id, revision: 0, answers: {}, summary: '', spent_ms: 0 });
    await refused(withdrawReview(organisation.manager, { review: id, reason: '  ' }), 'reason-needed');
    await withdrawReview(organisation.manager, { review: id, reason: 'The line was dead' });
    expect((await listQueue(rita)).rows).toEqual([]);
    expect(await database.db.select().from(draft).where(eq(draft.review_id, id))).toEqual([]);
    const trail = await eventsAbout(database.db, id);
    expect(trail.at(-1)).toMatchObject({ kind: 'review.withdrawn', detail: { reason: 'The line was dead' } });
    await refused(withdrawReview(organisation.manager, { review: id, reason: 'again' }), 'review-withdrawn');
  });

  it('comes too late once it is submitted', async () => {
    const organisation = await fresh(database);
    const { review: id } = await give(organisation);
    await submit(organisation.reviewers[0], id, answers(definition('CH')));
    await refused(withdrawReview(organisation.manager, { review: id, reason: 'Wrong agent' }), 'already-submitted');
    const to = memberOf(organisation.reviewers[1]);
    await refused(assignReview(organisation.manager, { review: id, reviewer: to }), 'already-submitted');
  });

  it('and handing on leave the reviews of a calibration alone', async () => {
    const organisation = await fresh(database);
    const { review: id } = await giveReview({
      agent: organisation.agents[0],
      reviewer: organisation.reviewers[0],
      version: organisation.cards.CH!.id,
      kind: 'calibration',
    });
    await refused(withdrawReview(organisation.manager, { review: id, reason: 'Not needed' }), 'not-found');
    const to = memberOf(organisation.reviewers[1]);
    await refused(assignReview(organisation.manager, { review: id, reviewer: to }), 'not-found');
  });
});
