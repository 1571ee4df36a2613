// Reviews for tests: the library's scorecards, interactions to review, and answers that meet a scorecard in full but
// for what a test wants otherwise. A review is put there as a draw leaves it; what is made of it goes through the
// verbs.
import { eq } from 'drizzle-orm';
import type { Ctx } from '../../db/database/context.ts';
import { newId } from '../../db/database/id.ts';
import { saveDraft } from '../../db/evaluations/drafts.ts';
import { draw, draw_item, review, sampling_plan, scorecard_version } from '../../db/schema/tables.ts';
import { installLibrary, type PublishedScorecard } from '../../db/scorecards/scorecards.ts';
import { type Submitted, submitReview } from '../../db/submission/submission.ts';
import type { ReviewKind } from '../../scorecards/evaluations/evaluation.ts';
import type { SamplingPlan } from '../../scorecards/samples/plan.ts';
import type { Answer, Answers } from '../../scorecards/scorecard/answers.ts';
import { criteriaOf, type Scorecard, type WeightedScorecard } from '../../scorecards/scorecard/definition.ts';
import { LIBRARY_1 } from '../../scorecards/scorecard/library-1.ts';
import { type FreshOrganisation, type InteractionRow, insertInteraction, memberOf } from './organisation.ts';

export const definition = (key: string): WeightedScorecard => LIBRARY_1.find(({ id }) => id === key)!;

/** The library in a fresh organisation: version 1 of each scorecard by key. */
export async function withLibrary(organisation: FreshOrganisation): Promise<Record<string, PublishedScorecard>> {
  const published = await installLibrary(organisation.administrator, LIBRARY_1);
  return Object.fromEntries(published.map((one) => [one.key, one]));
}

export const answer = (value: Answer['value'], more: Partial<Answer> = {}): Answer => ({
  value,
  comment: '',
  evidence: [],
  ...more,
});

/** Every criterion met in full, but for those named: a key of the scale, or a whole answer. */
export function answers(scorecard: Scorecard, otherwise: Record<string, string | Answer> = {}): Answers {
  return Object.fromEntries(
    criteriaOf(scorecard).map(({ id, scale }) => {
      const wanted = otherwise[id];
      if (wanted !== undefined) {
        return [id, typeof wanted === 'string' ? answer(wanted, { comment: 'Heard in the call.' }) : wanted];
      }
      if (scale.type !== 'choice') throw new Error(`${id} is no choice`);
      const best = scale.options.reduce((a, b) => (b.value_bp > a.value_bp ? b : a));
      return [id, answer(best.key)];
    }),
  );
}

/** A moment in the sound that shows something. */
export const moment = (start_ms: number, quote = 'So, your balance is twelve pounds.') => ({
  turn: 1,
  start_ms,
  end_ms: start_ms + 2000,
  quote,
});

export type Given = { review: string; interaction: string };

/** An interaction of the agent with a review of it, waiting for the reviewer. */
export async function giveReview(
  input: { agent: Ctx; reviewer: Ctx; version: string; kind?: ReviewKind },
  row: Partial<InteractionRow> = {},
): Promise<Given> {
  const { agent, reviewer, version, kind = 'random' } = input;
  const interaction = await insertInteraction(agent, row);
  const id = newId('rev', agent.now);
  await agent.db.insert(review).values({
    id,
    organisation_id: agent.actor.organisation,
    interaction_id: interaction,
    agent_id: memberOf(agent),
    scorecard_version_id: version,
    reviewer_id: memberOf(reviewer),
    kind,
    state: 'waiting',
    created_at: agent.now.toISOString(),
  });
  if (kind === 'random') await drawn(agent, id, { version, drawn_by: memberOf(reviewer) });
  return { review: id, interaction };
}

/** What led to a random review: a plan of its own, its draw, and a chance of one in two. */
async function drawn(
  { db, actor, now }: Ctx,
  review_id: string,
  { version, drawn_by }: { version: string; drawn_by: string },
): Promise<void> {
  const [plan_id, draw_id, at] = [newId('pln', now), newId('drw', now), now.toISOString()];
  const organisation_id = actor.organisation;
  const [published] = await db.select().from(scorecard_version).where(eq(scorecard_version.id, version));
  const definition: SamplingPlan = {
    name: 'A plan',
    who: { teams: [], agents: [] },
    what: { channels: [], queues: [], duration_min_ms: null, duration_max_ms: null },
    per_agent_per_week: 1,
    scorecard: published!.scorecard_id,
    reviewers: [drawn_by],
  };
  await db.insert(sampling_plan).values({
    id: plan_id,
    organisation_id,
    name: definition.name,
    scorecard_id: published!.scorecard_id,
    definition,
    active: false,
    created_by: drawn_by,
    created_at: at,
  });
  await db.insert(draw).values({
    ...{ id: draw_id, organisation_id, plan_id, week: '2026-06-29', seed: '0', eligible: 2, drawn: 1, drawn_at: at },
  });
  await db.insert(draw_item).values({ draw_id, organisation_id, review_id, inclusion_ppm: 500_000, stratum_size: 2 });
}

/** Saves the answers as a first draft and submits them. */
export async function submit(reviewer: Ctx, review: string, given: Answers): Promise<Submitted> {
  const { revision } = await saveDraft(reviewer, {
    review,
    revision: 0,
    answers: given,
    summary: '',
    spent_ms: 60_000,
  });
  return submitReview(reviewer, { review, revision });
}

/** A submitted evaluation of the agent on a scorecard of the library. */
export async function evaluated(
  input: { agent: Ctx; reviewer: Ctx; version: PublishedScorecard; kind?: ReviewKind },
  otherwise: Record<string, string | Answer> = {},
  row: Partial<InteractionRow> = {},
): Promise<Submitted & Given> {
  const given = await giveReview({ ...input, version: input.version.id }, row);
  const submitted = await submit(input.reviewer, given.review, answers(definition(input.version.key), otherwise));
  return { ...submitted, ...given };
}
