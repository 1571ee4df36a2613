// Six weeks of review: each Monday the previous week is drawn, reviewers answer in the following days, and agents read
// their feedback. The current week is drawn too and waits in the queues.

import type { Ctx } from '../../db/database/context.ts';
import { saveDraft } from '../../db/evaluations/drafts.ts';
import { acknowledgeEvaluation } from '../../db/evaluations/evaluations.ts';
import { listInteractions } from '../../db/interactions/interactions.ts';
import { reviewInteraction } from '../../db/samples/assignments.ts';
import { drawWeek } from '../../db/samples/draws.ts';
import { listQueue, readWorkspace, takeReview } from '../../db/samples/reviews.ts';
import { createPlan } from '../../db/samples/samples.ts';
import { listScorecards, publishScorecard, readScorecard } from '../../db/scorecards/scorecards.ts';
import { submitReview } from '../../db/submission/submission.ts';
import { weekOf } from '../../scorecards/samples/week.ts';
import type { Channel, Scorecard } from '../../scorecards/scorecard/definition.ts';
import { type Random, seeded } from '../../scorecards/statistics/random.ts';
import { demoAnswers, type Leaning } from './answers.ts';
import { DEMO_AGENTS, DEMO_ORGANISATION, DEMO_TEAMS } from './centre.ts';
import { coachTheWeek } from './coaching.ts';
import type { Judgements } from './interactions.ts';
import type { Cast } from './people.ts';

const WEEKS = 6;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Reviewers of each team, and how they lean. */
const REVIEWERS: { id: string; team: number; leaning: Leaning }[] = [
  { id: 'priya', team: 0, leaning: 0 },
  { id: 'tom', team: 0, leaning: 1 },
  { id: 'zhaomin', team: 1, leaning: -1 },
  { id: 'sunli', team: 1, leaning: 0 },
];
export const leaningOf = (id: string): Leaning => REVIEWERS.find((one) => one.id === id)?.leaning ?? 0;

export async function liveThroughWeeks(cast: Cast, judgements: Judgements): Promise<void> {
  const { now } = cast;
  const random = seeded('harbour reviews');
  const opening = new Date(now.getTime() - (WEEKS + 1) * 7 * DAY_MS);
  const plans = await makePlans(cast, opening, WEEKLY);

  for (let ago = WEEKS; ago >= 0; ago--) {
    const { monday } = weekOf(new Date(now.getTime() - ago * 7 * DAY_MS).toISOString(), DEMO_ORGANISATION.time_zone);
    const drawn = new Date(Math.min(Date.parse(`${monday}T02:00:00Z`) + 7 * DAY_MS, now.getTime() - HOUR_MS));
    if (ago === 3) await sharpenChatScorecard(cast, drawn);
    for (const plan of plans) await drawWeek(cast.as('helen', drawn), { plan, week: monday });
    if (ago === 0) break;
    for (const { id } of REVIEWERS) {
      await answerQueue(cast, id, judgements, { drawn, now, leave: ago === 1 ? 1 : 0 }, random);
    }
    await reviewComplaints(cast, judgements, { from: monday, drawn, now }, random);
    for (const days of [2, 5]) {
      await coachTheWeek(cast, new Date(Math.min(drawn.getTime() + days * DAY_MS, now.getTime() - HOUR_MS)), random);
    }
  }

  // Work that waits for the newcomer: a second look at the week before.
  const lately = new Date(now.getTime() - HOUR_MS);
  const { monday } = weekOf(new Date(now.getTime() - 7 * DAY_MS).toISOString(), DEMO_ORGANISATION.time_zone);
  for (const plan of await makePlans(cast, lately, SECOND_LOOK)) {
    await drawWeek(cast.as('helen', lately), { plan, week: monday });
  }
}

type PlanKind = { key: string; channels: Channel[]; title: { en: string; zh: string } };
const WEEKLY: PlanKind[] = [
  { key: 'CH', channels: ['chat', 'email'], title: { en: 'chats and emails', zh: '在线与邮件' } },
  { key: 'VG', channels: ['voice'], title: { en: 'calls', zh: '电话' } },
];
const SECOND_LOOK: PlanKind[] = [{ key: 'CH', channels: ['chat', 'email'], title: { en: 'second look', zh: '加抽' } }];

async function makePlans(cast: Cast, at: Date, kinds: PlanKind[]): Promise<string[]> {
  const manager = cast.as('helen', at);
  const cards = new Map((await listScorecards(manager)).rows.map((card) => [card.key, card.id]));
  const plans: string[] = [];
  for (const [team, name] of DEMO_TEAMS.entries()) {
    const reviewers = REVIEWERS.filter((one) => one.team === team).map((one) => cast.id(one.id));
    for (const { key, channels, title } of kinds) {
      const plan = await createPlan(manager, {
        name: `${name} · ${team === 0 ? title.en : title.zh}`,
        who: { teams: [cast.team(team)], agents: [] },
        what: { channels, queues: [], duration_min_ms: null, duration_max_ms: null },
        per_agent_per_week: 1,
        scorecard: cards.get(key)!,
        reviewers,
      });
      plans.push(plan.id);
    }
  }
  return plans;
}

/** Half way the centre decides that a complete answer matters more than tidy links: version 2 of the chat scorecard. */
async function sharpenChatScorecard(cast: Cast, at: Date): Promise<void> {
  const manager = cast.as('helen', at);
  const { definition } = await readScorecard(manager, { key: 'CH', number: 1 });
  const weights: Record<string, number> = { CH6: 14, CH7: 6 };
  const sharpened: Scorecard = {
    ...definition,
    sections: definition.sections.map((section) => ({
      ...section,
      criteria: section.criteria.map((one) => ({ ...one, weight: weights[one.id] ?? one.weight })),
    })),
  } as Scorecard;
  await publishScorecard(manager, sharpened);
}

type Days = { drawn: Date; now: Date };

/** Works through a reviewer's queue in the two days after the draw, except the last `leave` of it. */
async function answerQueue(
  cast: Cast,
  reviewer: string,
  judgements: Judgements,
  { drawn, now, leave }: Days & { leave: number },
  random: Random,
): Promise<void> {
  const { rows: reviews } = await listQueue(cast.as(reviewer, drawn), { limit: 1000 });
  for (const [index, row] of reviews.slice(0, reviews.length - leave).entries()) {
    const at = new Date(Math.min(drawn.getTime() + (index + 1) * 3 * HOUR_MS, now.getTime() - HOUR_MS));
    await answerReview(cast, reviewer, row.id, judgements, at, random);
  }
}

/** Takes, answers and submits one review; leaves it where nothing is known of the interaction. */
export async function answerReview(
  cast: Cast,
  reviewer: string,
  review: string,
  judgements: Judgements,
  at: Date,
  random: Random,
): Promise<void> {
  const ctx = cast.as(reviewer, at);
  const { interaction, agent, scorecard, draft } = await readWorkspace(ctx, { review });
  const judgement = judgements.get(interaction.external_id)?.get(scorecard.key);
  if (!judgement) return;
  await takeReview(ctx, { review });
  const answers = demoAnswers(scorecard.definition, judgement, leaningOf(reviewer), random);
  const spent_ms = 240_000 + random.below(600_000);
  const { revision } = await saveDraft(ctx, { review, revision: draft?.revision ?? 0, answers, summary: '', spent_ms });
  const { evaluation, kind } = await submitReview(ctx, { review, revision });
  if (kind !== 'calibration') await readByAgent(cast, evaluation, agent, at, random);
}

const REMARKS = {
  en: [
    '',
    '',
    'Read and heard, thank you.',
    'Fair. I was in a hurry that day.',
    'I will try the wording with my coach.',
  ],
  zh: ['', '', '已阅，谢谢。', '当时比较急，下次会注意。', '我会和辅导员一起练一练。'],
};

/** Most feedback is read the day after; the newest not yet. */
async function readByAgent(
  cast: Cast,
  evaluation: string,
  agent: { id: string },
  at: Date,
  random: Random,
): Promise<void> {
  const person = DEMO_AGENTS.find(({ id }) => cast.id(id) === agent.id);
  if (!person || random.below(4) === 0) return;
  const read = new Date(at.getTime() + 20 * HOUR_MS);
  if (read >= cast.now) return;
  const remarks = REMARKS[person.language];
  const comment = remarks[random.below(remarks.length)]!;
  await acknowledgeEvaluation(cast.as(person.id, read), { evaluation, comment });
}

/** One complaint of the week and team is looked at on the LAST scorecard as well: chosen, so not part of any mean. */
async function reviewComplaints(
  cast: Cast,
  judgements: Judgements,
  { from, drawn, now }: Days & { from: string },
  random: Random,
): Promise<void> {
  for (const { id, team } of [REVIEWERS[0]!, REVIEWERS[3]!]) {
    const at = new Date(Math.min(drawn.getTime() + 30 * HOUR_MS, now.getTime() - HOUR_MS));
    const ctx: Ctx = cast.as(id, at);
    const card = (await listScorecards(ctx)).rows.find(({ key }) => key === 'CL')!;
    const { rows } = await listInteractions(ctx, {
      team: cast.team(team),
      from,
      to: drawn.toISOString().slice(0, 10),
      limit: 100,
    });
    const complaint = rows.find((row) => judgements.get(row.external_id)?.has('CL'));
    if (!complaint) continue;
    const { review, outcome } = await reviewInteraction(ctx, {
      interaction: complaint.id,
      scorecard_version_id: card.latest!.id,
    });
    if (outcome === 'created') await answerReview(cast, id, review, judgements, at, random);
  }
}
