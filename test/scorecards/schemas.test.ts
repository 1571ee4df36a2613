// What is stored and exchanged is read by these schemas for years. A change of what they take is a change of the format,
// and shows on the page; write it anew with `vitest run test/scorecards/schemas.test.ts -u`, and read the difference.
import { expect, it } from 'vitest';
import { z } from 'zod';
import { DETAILS } from '../../scorecards/events/event.ts';
import { SamplingPlan } from '../../scorecards/samples/plan.ts';
import { Answers } from '../../scorecards/scorecard/answers.ts';
import { Scorecard } from '../../scorecards/scorecard/definition.ts';
import { ScorecardFormat1 } from '../../scorecards/scorecard/format-1.ts';
import { Score } from '../../scorecards/scorecard/score.ts';

it('every schema takes what it says on the page', async () => {
  const page = Object.entries({ Scorecard, ScorecardFormat1, Answers, Score, SamplingPlan, ...DETAILS }).map(
    ([name, schema]) => `${name}\n${JSON.stringify(z.toJSONSchema(schema), null, 1)}\n`,
  );
  await expect(page.join('\n')).toMatchFileSnapshot('../fixtures/schemas.txt');
});
