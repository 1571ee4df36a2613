// A calibration of the demonstration: three reviewers on the same complaint call.
import { openCalibration } from '../../db/calibration/calibration.ts';
import { listInteractions } from '../../db/interactions/interactions.ts';
import { listQueue } from '../../db/samples/reviews.ts';
import { listScorecards } from '../../db/scorecards/scorecards.ts';
import { seeded } from '../../scorecards/statistics/random.ts';
import type { Judgements } from './interactions.ts';
import type { Cast } from './people.ts';
import { answerReview } from './weeks.ts';

const HOUR_MS = 3_600_000;
const CALL = 'en-parcel';
const REVIEWERS = ['priya', 'tom', 'zhaomin'];

export async function calibrate(cast: Cast, judgements: Judgements): Promise<void> {
  const opened = new Date(cast.now.getTime() - 72 * HOUR_MS);
  const manager = cast.as('helen', opened);
  const { rows } = await listInteractions(manager, { q: CALL, limit: 10 });
  const call = rows.find((row) => row.external_id === CALL)!;
  const card = (await listScorecards(manager)).rows.find(({ key }) => key === 'CL')!;
  await openCalibration(manager, {
    name: 'The late parcel: all four LAST steps?',
    interaction: call.id,
    scorecard_version_id: card.latest!.id,
    reviewers: REVIEWERS.map(cast.id),
  });
  for (const [index, reviewer] of REVIEWERS.entries()) {
    const at = new Date(opened.getTime() + (index + 2) * HOUR_MS);
    const { rows: reviews } = await listQueue(cast.as(reviewer, at), { limit: 1000 });
    const its = reviews.find((row) => row.kind === 'calibration');
    if (its) await answerReview(cast, reviewer, its.id, judgements, at, seeded(`harbour calibration ${reviewer}`));
  }
}
