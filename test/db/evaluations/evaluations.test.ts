import { expect, it } from 'vitest';
import type { Ctx } from '../../../db/database/context.ts';
import { acknowledgeEvaluation, listEvaluations, readEvaluation } from '../../../db/evaluations/evaluations.ts';
import type { PublishedScorecard } from '../../../db/scorecards/scorecards.ts';
import type { ReviewKind } from '../../../scorecards/evaluations/evaluation.ts';
import type { Role } from '../../../scorecards/people/access.ts';
import type { Answer } from '../../../scorecards/scorecard/answers.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import {
  at,
  type FreshOrganisation,
  freshOrganisation,
  type InteractionRow,
  memberOf,
} from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { answers, definition, evaluated, withLibrary } from '../../support/reviews.ts';

type Ready = FreshOrganisation & { chat: PublishedScorecard };

async function fresh(database: TestDatabase): Promise<Ready> {
  const organisation = await freshOrganisation(database.db);
  const { CH } = await withLibrary(organisation);
  return { ...organisation, chat: CH! };
}

type About = { agent?: number; reviewer?: number; kind?: ReviewKind; now?: string };

const make = (
  organisation: Ready,
  { agent = 0, reviewer = 0, kind, now = '2026-07-06T09:00:00.000Z' }: About = {},
  otherwise: Record<string, string | Answer> = {},
  row: Partial<InteractionRow> = {},
) =>
  evaluated(
    {
      agent: organisation.agents[agent]!,
      reviewer: at(organisation.reviewers[reviewer]!, now),
      version: organisation.chat,
      kind,
    },
    otherwise,
    row,
  );

const as = (ctx: Ctx, roles: Role[], scope: string[] | null = null): Ctx => ({
  ...ctx,
  actor: { ...ctx.actor, roles, scope },
});

const seenBy = async (ctx: Ctx): Promise<string[]> => (await listEvaluations(ctx, {})).rows.map(({ id }) => id).sort();

describeWithDatabase('evaluations', (database) => {
  it('are seen by the agent, the author, the coach of the team and the manager, and by nobody else', async () => {
    const organisation = await fresh(database);
    const { manager, coach, otherCoach, agents, reviewers } = organisation;
    const ann = (await make(organisation, { agent: 0, reviewer: 0 })).evaluation;
    const chen = (await make(organisation, { agent: 2, reviewer: 1, kind: 'targeted' })).evaluation;
    expect(await seenBy(manager)).toEqual([ann, chen].sort());
    expect(await seenBy(coach)).toEqual([ann]);
    expect(await seenBy(otherCoach)).toEqual([chen]);
    expect(await seenBy(agents[0])).toEqual([ann]);
    expect(await seenBy(agents[1])).toEqual([]);
    expect(await seenBy(reviewers[0])).toEqual([ann]);
    expect(await seenBy(reviewers[1])).toEqual([chen]);
    expect(await seenBy(reviewers[2])).toEqual([]);
    expect(await seenBy(organisation.outsider)).toEqual([]);
    await refused(seenBy(organisation.administrator), 'not-allowed');

    await refused(readEvaluation(coach, { evaluation: chen }), 'not-found');
    await refused(readEvaluation(agents[1], { evaluation: ann }), 'not-found');
    await refused(readEvaluation(reviewers[1], { evaluation: ann }), 'not-found');
    await refused(readEvaluation(organisation.outsider, { evaluation: ann }), 'not-found');
    expect((await readEvaluation(reviewers[0], { evaluation: ann })).id).toBe(ann);
    // What several roles see adds up; a former reviewer does not see what they once made.
    expect(await seenBy(as(reviewers[0], ['reviewer', 'coach'], [organisation.teams[1].id]))).toEqual(
      [ann, chen].sort(),
    );
    expect(await seenBy(as(reviewers[0], ['agent']))).toEqual([]);
  });

  it('of a calibration are seen by nobody, in a list or individually', async () => {
    const organisation = await fresh(database);
    const { evaluation } = await make(organisation, { kind: 'calibration' });
    for (const ctx of [
      organisation.manager,
      organisation.coach,
      organisation.agents[0],
      organisation.reviewers[0],
      organisation.reviewers[1],
    ]) {
      expect(await seenBy(ctx)).toEqual([]);
      await refused(readEvaluation(ctx, { evaluation }), 'not-found');
    }
    await refused(acknowledgeEvaluation(organisation.agents[0], { evaluation, comment: '' }), 'not-found');
  });

  it('come with the answers as they were submitted, the scorecard’s version and the score', async () => {
    const organisation = await fresh(database);
    const { evaluation, score, interaction } = await make(organisation, {}, { CH1: 'part' }, { queue: 'cards' });
    const page = await readEvaluation(organisation.agents[0], { evaluation });
    expect(page).toMatchObject({
      id: evaluation,
      kind: 'random',
      submitted_at: '2026-07-06T09:00:00.000Z',
      agent: { name: 'Ann Agent' },
      reviewer: { name: 'Rita Reviewer' },
      interaction: { id: interaction, channel: 'chat', queue: 'cards' },
      scorecard: { version_id: organisation.chat.id, key: 'CH', number: 1 },
      answers: answers(definition('CH'), { CH1: 'part' }),
      score,
      score_bp: score.score_bp,
      final_bp: score.final_bp,
      critical_count: 0,
      definition: definition('CH'),
      acknowledgement: null,
      acknowledged_at: null,
      to_acknowledge: true,
    });
    expect((await readEvaluation(organisation.coach, { evaluation })).to_acknowledge).toBe(false);
  });

  it('are shown with the agent’s mean over random reviews, if there are at least five', async () => {
    const organisation = await fresh(database);
    const otherwise: Record<string, string>[] = [{}, { CH1: 'part' }, { CH3: 'miss' }, { CH8: 'miss' }];
    const scores: number[] = [];
    for (const one of otherwise) scores.push((await make(organisation, {}, one)).score.score_bp!);
    const { evaluation } = await make(organisation, { kind: 'targeted' }, { CH5: 'miss' });
    await make(organisation, { kind: 'calibration' }, { CH5: 'miss' });
    await make(organisation, { agent: 1 }, { CH5: 'miss' });
    const before = await readEvaluation(organisation.agents[0], { evaluation });
    expect(before.context.estimate).toEqual({ n: 4, notEnough: true, needed: 5 });

    scores.push((await make(organisation, {}, { CH6: 'miss' })).score.score_bp!);
    const after = await readEvaluation(organisation.agents[0], { evaluation });
    const mean = Math.round(scores.reduce((sum, one) => sum + one, 0) / 5);
    expect(after.context.estimate).toMatchObject({ n: 5, notEnough: false, mean_bp: mean });
  });

  it('are listed newest first, a page at a time, with their number', async () => {
    const organisation = await fresh(database);
    const ids: string[] = [];
    for (const hour of ['09', '10', '11', '11', '12']) {
      ids.push((await make(organisation, { now: `2026-07-06T${hour}:00:00.000Z` })).evaluation);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 3; page++) {
      const list = await listEvaluations(organisation.manager, { limit: 2, ...(cursor ? { cursor } : {}) });
      expect(list.total).toBe(5);
      seen.push(...list.rows.map(({ id }) => id));
      cursor = list.next ?? undefined;
    }
    expect(cursor).toBeUndefined();
    expect(seen[0]).toBe(ids[4]);
    expect(seen.at(-1)).toBe(ids[0]);
    expect(new Set(seen)).toEqual(new Set(ids));
    await refused(listEvaluations(organisation.manager, { cursor: 'nonsense' }), 'invalid-input');
  });

  it('are narrowed by agent, team, kind, channel, days, critical error, failed criterion and acknowledgement', async () => {
    const organisation = await fresh(database);
    const good = (await make(organisation, {}, {}, { started_at: '2026-06-30T21:59:00.000Z' })).evaluation;
    // In Berlin this is already the first of July.
    const late = (
      await make(organisation, { kind: 'targeted' }, { CH13: 'fail' }, { started_at: '2026-06-30T22:00:00.000Z' })
    ).evaluation;
    const mail = (await make(organisation, { agent: 2 }, { CH1: 'miss' }, { channel: 'email' })).evaluation;
    await acknowledgeEvaluation(organisation.agents[2], { evaluation: mail, comment: '' });
    const list = async (filter: Parameters<typeof listEvaluations>[1]) => {
      const { rows, total } = await listEvaluations(organisation.manager, filter);
      expect(total).toBe(rows.length);
      return rows.map(({ id }) => id).sort();
    };
    expect(await list({ agent: memberOf(organisation.agents[0]) })).toEqual([good, late].sort());
    expect(await list({ team: organisation.teams[1].id })).toEqual([mail]);
    expect(await list({ kind: 'targeted' })).toEqual([late]);
    expect(await list({ channel: 'email' })).toEqual([mail]);
    expect(await list({ to: '2026-06-30' })).toEqual([good]);
    expect(await list({ from: '2026-07-01', to: '2026-07-01' })).toEqual([late]);
    expect(await list({ critical: true })).toEqual([late]);
    expect(await list({ critical: false })).toEqual([good, mail].sort());
    expect(await list({ failed: 'CH1' })).toEqual([mail]);
    expect(await list({ acknowledged: true })).toEqual([mail]);
    expect(await list({ acknowledged: false, kind: 'random' })).toEqual([good]);
  });
});

describeWithDatabase('acknowledging', (database) => {
  it('is done once, by the agent, with a comment visible to everyone who may read it', async () => {
    const organisation = await fresh(database);
    const { evaluation } = await make(organisation);
    const [ann] = organisation.agents;
    await acknowledgeEvaluation(ann, { evaluation, comment: '  Fair, thank you.  ' });
    await refused(acknowledgeEvaluation(ann, { evaluation, comment: 'Again' }), 'already-acknowledged');
    const page = await readEvaluation(organisation.coach, { evaluation });
    expect(page.acknowledgement).toEqual({ comment: 'Fair, thank you.', at: '2026-07-06T09:00:00.000Z' });
    expect((await readEvaluation(ann, { evaluation })).to_acknowledge).toBe(false);
  });

  it('twice at once is once', async () => {
    const organisation = await fresh(database);
    const { evaluation } = await make(organisation);
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => acknowledgeEvaluation(organisation.agents[0], { evaluation, comment: '' })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('can be done by nobody else', async () => {
    const organisation = await fresh(database);
    const { evaluation } = await make(organisation);
    await refused(acknowledgeEvaluation(organisation.agents[1], { evaluation, comment: '' }), 'not-found');
    for (const ctx of [organisation.manager, organisation.coach, organisation.reviewers[0]]) {
      await refused(acknowledgeEvaluation(ctx, { evaluation, comment: '' }), 'not-allowed');
    }
  });
});
