import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { agentMean } from '../../../db/evaluations/evaluations.ts';
import { withdrawReview } from '../../../db/samples/assignments.ts';
import { drawWeek } from '../../../db/samples/draws.ts';
import { createPlan, listDraws, listPlans, readPlan, setPlanActive } from '../../../db/samples/samples.ts';
import { draw, draw_item, evaluation, event, member, review } from '../../../db/schema/tables.ts';
import { listScorecards, type PublishedScorecard, publishScorecard } from '../../../db/scorecards/scorecards.ts';
import { draw as drawFrom } from '../../../scorecards/samples/draw.ts';
import type { SamplingPlan } from '../../../scorecards/samples/plan.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import {
  at,
  type FreshOrganisation,
  freshOrganisation,
  insertInteraction,
  memberOf,
} from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { answers, definition, evaluated, giveReview, submit, withLibrary } from '../../support/reviews.ts';

const WEEK = '2026-06-29';
const TUESDAY = '2026-06-30T08:00:00.000Z';

type Change = { who?: Partial<SamplingPlan['who']>; what?: Partial<SamplingPlan['what']> } & Partial<
  Pick<SamplingPlan, 'per_agent_per_week' | 'reviewers' | 'scorecard'>
>;

/** A plan over every chat of every agent, two a week, given to the first two reviewers. */
async function plan(organisation: FreshOrganisation, change: Change = {}): Promise<SamplingPlan> {
  const chat = (await listScorecards(organisation.manager)).rows.find(({ key }) => key === 'CH');
  return {
    name: 'Two chats a week',
    per_agent_per_week: 2,
    scorecard: chat?.id ?? '',
    reviewers: organisation.reviewers.slice(0, 2).map(memberOf),
    ...change,
    who: { teams: [], agents: [], ...change.who },
    what: { channels: [], queues: [], duration_min_ms: null, duration_max_ms: null, ...change.what },
  };
}

async function made(organisation: FreshOrganisation, change: Change = {}): Promise<string> {
  return (await createPlan(organisation.manager, await plan(organisation, change))).id;
}

async function chats(organisation: FreshOrganisation, counts: number[], row = {}): Promise<string[]> {
  const ids: string[] = [];
  for (const [i, n] of counts.entries()) {
    for (let k = 0; k < n; k++) {
      ids.push(await insertInteraction(organisation.agents[i]!, { started_at: TUESDAY, ...row }));
    }
  }
  return ids;
}

const reviewsOf = (database: TestDatabase, { id }: FreshOrganisation) =>
  database.db.select().from(review).where(eq(review.organisation_id, id)).orderBy(review.id);

const itemsOf = (database: TestDatabase, id: string) =>
  database.db
    .select({
      agent: review.agent_id,
      review: review.id,
      inclusion_ppm: draw_item.inclusion_ppm,
      stratum_size: draw_item.stratum_size,
    })
    .from(draw_item)
    .innerJoin(review, eq(review.id, draw_item.review_id))
    .where(eq(draw_item.draw_id, id))
    .orderBy(review.id);

type Ready = FreshOrganisation & { chat: PublishedScorecard };

async function fresh(database: TestDatabase): Promise<Ready> {
  const organisation = await freshOrganisation(database.db);
  const { CH } = await withLibrary(organisation);
  return { ...organisation, chat: CH! };
}

describeWithDatabase('a draw', (database) => {
  it('takes so many interactions of each agent, with the chance each had, and can be repeated from its seed', async () => {
    const organisation = await fresh(database);
    const interactions = await chats(organisation, [5, 2, 1]);
    const id = await made(organisation);
    const drawing = await drawWeek(organisation.manager, { plan: id, week: '2026-07-03' });

    expect(drawing).toMatchObject({ week: WEEK, drawn: 5, eligible: 8, unassigned: 0 });
    const [ann, ben, chen] = organisation.agents.map(memberOf);
    expect(drawing.agents.map(({ id, eligible, drawn }) => [id, eligible, drawn])).toEqual(
      [
        [ann, 5, 2],
        [ben, 2, 2],
        [chen, 1, 1],
      ].sort(),
    );
    const rows = await reviewsOf(database, organisation);
    const items = await itemsOf(database, drawing.draw!);
    expect(items.map((item) => [item.agent, item.inclusion_ppm, item.stratum_size]).sort()).toEqual(
      [
        [ann, 400_000, 5],
        [ann, 400_000, 5],
        [ben, 1_000_000, 2],
        [ben, 1_000_000, 2],
        [chen, 1_000_000, 1],
      ].sort(),
    );
    expect(new Set(rows.map(({ kind, state }) => `${kind} ${state}`))).toEqual(new Set(['random waiting']));

    const [kept] = await database.db.select().from(draw).where(eq(draw.id, drawing.draw!));
    const agentOf = (i: number) => (i < 5 ? ann! : i < 7 ? ben! : chen!);
    const again = drawFrom({
      seed: kept!.seed,
      perAgent: 2,
      candidates: interactions.map((interaction, i) => ({ interaction, agent: agentOf(i) })),
    });
    expect(again.drawn.map(({ interaction }) => interaction).sort()).toEqual(
      rows.map(({ interaction_id }) => interaction_id).sort(),
    );
  });

  it('gives the work out evenly, also over what the reviewers have already', async () => {
    const organisation = await fresh(database);
    await giveReview({
      agent: organisation.agents[0],
      reviewer: organisation.reviewers[0],
      version: organisation.chat.id,
    });
    await giveReview({
      agent: organisation.agents[0],
      reviewer: organisation.reviewers[0],
      version: organisation.chat.id,
    });
    await chats(organisation, [3, 3, 3]);
    const id = await made(organisation);
    await drawWeek(organisation.manager, { plan: id, week: WEEK });
    const rows = await reviewsOf(database, organisation);
    const open = (who: number) =>
      rows.filter((row) => row.reviewer_id === memberOf(organisation.reviewers[who]!)).length;
    expect([open(0), open(1), open(2)]).toEqual([4, 4, 0]);
  });

  it('uses the ISO week in the organisation’s zone', async () => {
    const organisation = await fresh(database);
    // Berlin is two hours ahead: Sunday 22:00 UTC is Monday there.
    await insertInteraction(organisation.agents[0], { started_at: '2026-06-28T21:59:59.999Z' });
    const first = await insertInteraction(organisation.agents[0], { started_at: '2026-06-28T22:00:00.000Z' });
    const last = await insertInteraction(organisation.agents[0], { started_at: '2026-07-05T21:59:59.999Z' });
    await insertInteraction(organisation.agents[0], { started_at: '2026-07-05T22:00:00.000Z' });
    const id = await made(organisation, { per_agent_per_week: 9 });
    const drawing = await drawWeek(organisation.manager, { plan: id, week: WEEK });
    expect(drawing.eligible).toBe(2);
    const rows = await reviewsOf(database, organisation);
    expect(rows.map(({ interaction_id }) => interaction_id).sort()).toEqual([first, last].sort());
  });

  it('leaves out what the plan does not ask for, and says how many for which reason', async () => {
    const organisation = await fresh(database);
    await chats(organisation, [1, 1, 1, 1]);
    await chats(organisation, [1], { channel: 'email' });
    await chats(organisation, [1], { queue: 'cards' });
    await chats(organisation, [1], { duration_ms: 10_000 });
    const id = await made(organisation, {
      who: { teams: [organisation.teams[0].id] },
      what: { channels: ['chat'], duration_min_ms: 60_000 },
    });
    const drawing = await drawWeek(organisation.manager, { plan: id, week: WEEK });
    expect(drawing).toMatchObject({ draw: null, drawn: 0, eligible: 0 });
    expect(drawing.excluded).toEqual({ 'other-agent': 2, 'other-channel': 1, 'too-short': 4 });
    expect(await reviewsOf(database, organisation)).toEqual([]);
    expect((await listDraws(organisation.manager, { plan: id })).rows).toEqual([]);
  });

  it('takes the channel of its scorecard where the plan names none', async () => {
    const organisation = await fresh(database);
    await chats(organisation, [1]);
    await chats(organisation, [1], { channel: 'email' });
    const drawing = await drawWeek(organisation.manager, { plan: await made(organisation), week: WEEK });
    expect(drawing).toMatchObject({ drawn: 1, excluded: { 'other-channel': 1 } });
  });

  it('waits for a recording’s transcript, and leaves out agents who have gone', async () => {
    const organisation = await fresh(database);
    await chats(organisation, [1], { file_name: 'chat.wav' });
    await chats(organisation, [1], { file_name: 'call.wav', channel: 'voice' });
    await chats(organisation, [0, 1]);
    await database.db
      .update(member)
      .set({ active: false })
      .where(eq(member.id, memberOf(organisation.agents[1])));
    const drawing = await drawWeek(organisation.manager, { plan: await made(organisation), week: WEEK });
    expect(drawing).toMatchObject({ drawn: 0, eligible: 0, excluded: {}, not_transcribed: 1 });
  });

  it('never takes an interaction twice, but may take one again whose review was withdrawn', async () => {
    const organisation = await fresh(database);
    await chats(organisation, [1, 1]);
    const id = await made(organisation);
    expect(await drawWeek(organisation.manager, { plan: id, week: WEEK })).toMatchObject({ drawn: 2 });
    expect(await drawWeek(organisation.manager, { plan: id, week: WEEK })).toMatchObject({
      drawn: 0,
      excluded: { 'already-reviewed': 2 },
    });
    const [first] = await reviewsOf(database, organisation);
    await withdrawReview(organisation.manager, { review: first!.id, reason: 'A wrong number' });
    expect(await drawWeek(organisation.manager, { plan: id, week: WEEK })).toMatchObject({ drawn: 1 });
  });

  it('fills up an agent’s week: the quota less what the plan drew of it before', async () => {
    const organisation = await fresh(database);
    await chats(organisation, [1, 4]);
    const id = await made(organisation, { per_agent_per_week: 3 });
    expect(await drawWeek(organisation.manager, { plan: id, week: WEEK })).toMatchObject({ drawn: 4 });
    await chats(organisation, [4, 4]);
    const more = await drawWeek(organisation.manager, { plan: id, week: WEEK });
    const [ann, ben] = organisation.agents.map(memberOf);
    expect(Object.fromEntries(more.agents.map((one) => [one.id, [one.already, one.eligible, one.drawn]]))).toEqual({
      [ann!]: [1, 4, 2],
      [ben!]: [3, 5, 0],
    });
  });

  it('a targeted or a calibration review of an interaction does not keep it from being drawn', async () => {
    const organisation = await fresh(database);
    for (const kind of ['targeted', 'calibration'] as const) {
      await giveReview(
        { agent: organisation.agents[0], reviewer: organisation.reviewers[2], version: organisation.chat.id, kind },
        { started_at: TUESDAY },
      );
    }
    const drawing = await drawWeek(organisation.manager, { plan: await made(organisation), week: WEEK });
    expect(drawing.drawn).toBe(2);
  });

  it('is done on the version published last', async () => {
    const organisation = await fresh(database);
    await chats(organisation, [1]);
    const id = await made(organisation);
    const second = await publishScorecard(organisation.manager, definition('CH'));
    await drawWeek(organisation.manager, { plan: id, week: WEEK });
    const [row] = await reviewsOf(database, organisation);
    expect(row!.scorecard_version_id).toBe(second.id);
  });

  it('two who draw at once draw one after the other: nothing is reviewed twice, no agent has too many', async () => {
    const organisation = await fresh(database);
    await chats(organisation, [6, 6, 6, 6]);
    const [one, other] = [await made(organisation), await made(organisation)];
    const drawings = await Promise.all([
      drawWeek(organisation.manager, { plan: one, week: WEEK }),
      drawWeek(organisation.manager, { plan: one, week: WEEK }),
      drawWeek(organisation.manager, { plan: other, week: WEEK }),
      drawWeek(organisation.manager, { plan: other, week: WEEK }),
    ]);
    expect(drawings.map(({ drawn }) => drawn).sort()).toEqual([0, 0, 8, 8]);
    const rows = await reviewsOf(database, organisation);
    expect(new Set(rows.map(({ interaction_id }) => interaction_id)).size).toBe(rows.length);
    const shared = drawings.reduce((sum, drawing) => sum + drawing.shared, 0);
    expect(rows).toHaveLength(16 - shared);
  });

  it('is for managers, of an active plan with at least one reviewer', async () => {
    const organisation = await fresh(database);
    await chats(organisation, [1]);
    const id = await made(organisation, { reviewers: [memberOf(organisation.reviewers[0])] });
    for (const ctx of [
      organisation.administrator,
      organisation.coach,
      organisation.reviewers[0],
      organisation.agents[0],
    ]) {
      await refused(drawWeek(ctx, { plan: id, week: WEEK }), 'not-allowed');
    }
    await refused(drawWeek(organisation.outsider, { plan: id, week: WEEK }), 'not-found');
    await setPlanActive(organisation.manager, { plan: id, active: false });
    await refused(drawWeek(organisation.manager, { plan: id, week: WEEK }), 'plan-inactive');
    await setPlanActive(organisation.manager, { plan: id, active: true });
    await database.db
      .update(member)
      .set({ active: false })
      .where(eq(member.id, memberOf(organisation.reviewers[0])));
    await refused(drawWeek(organisation.manager, { plan: id, week: WEEK }), 'plan-without-reviewer');
    expect(await reviewsOf(database, organisation)).toEqual([]);
  });

  it('nobody is assigned an interaction of their own', async () => {
    const organisation = await fresh(database);
    const both = organisation.agents[0];
    await database.db
      .update(member)
      .set({ roles: ['agent', 'reviewer'] })
      .where(eq(member.id, memberOf(both)));
    await chats(organisation, [1]);
    const id = await made(organisation, { reviewers: [memberOf(both)] });
    expect(await drawWeek(organisation.manager, { plan: id, week: WEEK })).toMatchObject({ drawn: 0, unassigned: 1 });
  });
});

describeWithDatabase('two plans over one week', (database) => {
  /** Four chats of one agent: the first plan has drawn two, the second draws all four. */
  async function both(change: Change = {}) {
    const organisation = await fresh(database);
    await chats(organisation, [4]);
    const [one, other] = [
      await made(organisation),
      await made(organisation, {
        per_agent_per_week: 4,
        reviewers: [memberOf(organisation.reviewers[2])],
        ...change,
      }),
    ];
    const first = await drawWeek(organisation.manager, { plan: one, week: WEEK });
    const second = await drawWeek(organisation.manager, { plan: other, week: WEEK });
    return { organisation, one, other, first, second };
  }

  it('share the review of what both draw, each with its own chance; nothing is reviewed twice', async () => {
    const { organisation, one, other, first, second } = await both();
    expect([first.drawn, first.shared, second.drawn, second.shared]).toEqual([2, 0, 4, 2]);
    const rows = await reviewsOf(database, organisation);
    expect(rows).toHaveLength(4);
    expect(new Set(rows.map(({ interaction_id }) => interaction_id)).size).toBe(4);
    const [a, b] = [await itemsOf(database, first.draw!), await itemsOf(database, second.draw!)];
    expect(new Set(a.map(({ inclusion_ppm }) => inclusion_ppm))).toEqual(new Set([500_000]));
    expect(new Set(b.map(({ inclusion_ppm }) => inclusion_ppm))).toEqual(new Set([1_000_000]));
    expect(b.map((item) => item.review)).toEqual(rows.map(({ id }) => id));
    // The two existing ones stay with their reviewers; both plans show their progress.
    const [mine] = a;
    const of = rows.find(({ id }) => id === mine!.review)!;
    const reviewer = organisation.reviewers.find((ctx) => memberOf(ctx) === of.reviewer_id)!;
    await submit(reviewer, of.id, answers(definition('CH')));
    for (const plan of [one, other]) {
      expect((await readPlan(organisation.manager, { plan })).progress.submitted).toBe(1);
    }
    expect(await drawWeek(organisation.manager, { plan: other, week: WEEK })).toMatchObject({
      drawn: 0,
      excluded: { 'already-reviewed': 4 },
    });
  });

  it('count an evaluation once, with the chance of the draw that came first', async () => {
    const { organisation, first } = await both();
    const shared = (await itemsOf(database, first.draw!)).map((item) => item.review);
    for (const row of await reviewsOf(database, organisation)) {
      const reviewer = organisation.reviewers.find((ctx) => memberOf(ctx) === row.reviewer_id)!;
      await submit(reviewer, row.id, answers(definition('CH')));
    }
    const rows = await database.db.select().from(evaluation).where(eq(evaluation.organisation_id, organisation.id));
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      expect([row.kind, row.inclusion_ppm]).toEqual(['random', shared.includes(row.review_id) ? 500_000 : 1_000_000]);
    }
    expect((await agentMean(organisation.manager, memberOf(organisation.agents[0]), [])).estimate.n).toBe(4);
  });

  it('share a review that was already submitted', async () => {
    const organisation = await fresh(database);
    await chats(organisation, [1]);
    await drawWeek(organisation.manager, { plan: await made(organisation), week: WEEK });
    const [row] = await reviewsOf(database, organisation);
    await submit(
      organisation.reviewers.find((ctx) => memberOf(ctx) === row!.reviewer_id)!,
      row!.id,
      answers(definition('CH')),
    );
    const second = await drawWeek(organisation.manager, { plan: await made(organisation), week: WEEK });
    expect(second).toMatchObject({ drawn: 1, shared: 1 });
    expect(await reviewsOf(database, organisation)).toHaveLength(1);
  });

  it('on two scorecards do not share: what one has drawn the other leaves out', async () => {
    const organisation = await fresh(database);
    const voice = (await listScorecards(organisation.manager)).rows.find(({ key }) => key === 'VG')!;
    await chats(organisation, [2]);
    const first = await drawWeek(organisation.manager, {
      plan: await made(organisation, { per_agent_per_week: 1 }),
      week: WEEK,
    });
    const second = await drawWeek(organisation.manager, {
      plan: await made(organisation, { scorecard: voice.id, what: { channels: ['chat'] } }),
      week: WEEK,
    });
    expect([first.drawn, second.drawn, second.shared, second.excluded]).toEqual([1, 1, 0, { 'already-reviewed': 1 }]);
  });

  it('have both their places free again when the review they share is withdrawn', async () => {
    const { organisation, one, other, first } = await both();
    const [item] = await itemsOf(database, first.draw!);
    await withdrawReview(organisation.manager, { review: item!.review, reason: 'A wrong number' });
    expect(await drawWeek(organisation.manager, { plan: other, week: WEEK })).toMatchObject({ drawn: 1, shared: 0 });
    expect(await drawWeek(organisation.manager, { plan: one, week: WEEK })).toMatchObject({ drawn: 1, shared: 1 });
  });
});

describeWithDatabase('a sampling plan', (database) => {
  it('shows its draws with their seeds, and how far each reviewer has come', async () => {
    const organisation = await fresh(database);
    await chats(organisation, [1, 1, 1, 1]);
    const id = await made(organisation);
    const drawn = await drawWeek(organisation.manager, { plan: id, week: WEEK });
    await evaluated({ agent: organisation.agents[0], reviewer: organisation.reviewers[2], version: organisation.chat });
    const rows = await reviewsOf(database, organisation);
    const mine = rows.filter((row) => row.reviewer_id === memberOf(organisation.reviewers[0]));
    await submit(organisation.reviewers[0], mine[0]!.id, answers(definition('CH')));
    await withdrawReview(organisation.manager, { review: mine[1]!.id, reason: 'Not ours' });

    const page = await readPlan(at(organisation.manager, '2026-07-06T10:00:00.000Z'), { plan: id });
    expect(page.progress).toEqual({ waiting: 2, taken: 0, submitted: 1, withdrawn: 1 });
    expect((await listDraws(at(organisation.manager, '2026-07-06T10:00:00.000Z'), { plan: id })).rows).toEqual([
      expect.objectContaining({
        id: drawn.draw,
        week: WEEK,
        seed: expect.stringMatching(/^[0-9a-f]{16}$/),
        eligible: 4,
        drawn: 4,
        drawn_by: { id: memberOf(organisation.manager), name: 'Maria Manager' },
        progress: { waiting: 2, taken: 0, submitted: 1, withdrawn: 1 },
      }),
    ]);
    expect(page.reviewers).toEqual([
      {
        id: memberOf(organisation.reviewers[0]),
        name: 'Rita Reviewer',
        progress: { waiting: 0, taken: 0, submitted: 1, withdrawn: 1 },
      },
      {
        id: memberOf(organisation.reviewers[1]),
        name: 'Rolf Reviewer',
        progress: { waiting: 2, taken: 0, submitted: 0, withdrawn: 0 },
      },
    ]);
    expect(page.last_draw).toMatchObject({ week: WEEK, drawn: 4 });
    expect(page.scorecard).toMatchObject({ key: 'CH', name: definition('CH').name });
    const trail = await database.db.select().from(event).where(eq(event.subject, drawn.draw!));
    expect(trail.map(({ kind }) => kind)).toEqual(['sample.drawn']);
  });

  it('that has drawn nothing yet says so', async () => {
    const organisation = await fresh(database);
    const id = await made(organisation, {
      who: { teams: [organisation.teams[1].id], agents: [memberOf(organisation.agents[0])] },
    });
    const page = await readPlan(organisation.administrator, { plan: id });
    expect(page.last_draw).toBeNull();
    expect(page.progress).toEqual({ waiting: 0, taken: 0, submitted: 0, withdrawn: 0 });
    expect(page.names).toEqual({
      teams: [organisation.teams[1]],
      agents: [{ id: memberOf(organisation.agents[0]), name: 'Ann Agent' }],
    });
    expect(page.reviewers.map(({ name }) => name)).toEqual(['Rita Reviewer', 'Rolf Reviewer']);
  });

  it('names only scorecards, teams, agents and reviewers that are there', async () => {
    const organisation = await fresh(database);
    const { manager, agents, reviewers, outsider } = organisation;
    const wrong = async (change: Change) => createPlan(manager, await plan(organisation, change));
    await refused(wrong({ scorecard: 'sc_none' }), 'not-found');
    await refused(wrong({ who: { teams: ['team_none'] } }), 'not-found');
    await refused(wrong({ who: { agents: [memberOf(reviewers[0])] } }), 'unknown-agent');
    await refused(wrong({ reviewers: [memberOf(agents[0])] }), 'unknown-reviewer');
    await refused(wrong({ reviewers: [memberOf(outsider)] }), 'unknown-reviewer');
    expect(await listPlans(manager)).toEqual({ rows: [], next: null });
  });

  it('is made by a manager, read by managers and administrators, and unknown elsewhere', async () => {
    const organisation = await fresh(database);
    const wanted = await plan(organisation);
    for (const ctx of [organisation.administrator, organisation.reviewers[0], organisation.coach]) {
      await refused(createPlan(ctx, wanted), 'not-allowed');
    }
    const { id } = await createPlan(organisation.manager, wanted);
    expect((await listPlans(organisation.administrator)).rows).toHaveLength(1);
    await refused(listPlans(organisation.reviewers[0]), 'not-allowed');
    await refused(readPlan(organisation.coach, { plan: id }), 'not-allowed');
    expect((await listPlans(organisation.outsider)).rows).toEqual([]);
    await refused(readPlan(organisation.outsider, { plan: id }), 'not-found');
    await refused(setPlanActive(organisation.outsider, { plan: id, active: false }), 'not-found');
  });
});
