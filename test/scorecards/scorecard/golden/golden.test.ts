// The examples of this folder, each of which shows one rule: the program must come to what they say, and so must the
// calculator, which knows the rules and nothing of the program. README.md says how to read and add one.
import { describe, expect, it } from 'vitest';
import { score } from '../../../../scorecards/scorecard/score.ts';
import { answersOf } from '../../given.ts';
import base from './base-score.json' with { type: 'json' };
import bonus from './bonus.json' with { type: 'json' };
import { type Card, type Case, calculate, type Outcome } from './calculator.ts';
import { outcomeOf, scorecardFrom, situationFrom } from './card.ts';
import conditions from './conditions.json' with { type: 'json' };
import critical from './critical-errors.json' with { type: 'json' };
import failing from './failing-answers.json' with { type: 'json' };
import notApplicable from './not-applicable.json' with { type: 'json' };
import rounding from './rounding.json' with { type: 'json' };
import scales from './scales.json' with { type: 'json' };
import thresholds from './section-thresholds.json' with { type: 'json' };
import sectionWeights from './section-weights.json' with { type: 'json' };
import weights from './weights.json' with { type: 'json' };

type Example = {
  shows: string;
  card: string;
  with?: Partial<Card>;
  interaction?: Case['interaction'];
  answers: Case['answers'];
  working?: string;
  expected: Partial<Outcome>;
};
type Page = { about: string; cards: Record<string, Card>; cases: Example[] };

const PAGES = {
  weights,
  rounding,
  scales,
  'not applicable': notApplicable,
  'section weights': sectionWeights,
  bonus,
  'critical errors': critical,
  'failing answers': failing,
  'section thresholds': thresholds,
  conditions,
  'base score': base,
} as unknown as Record<string, Page>;

/** What an example does not mention: nothing of the kind. */
const NOTHING = {
  final_sections: {},
  critical_errors: [],
  failed: [],
  hidden: [],
  below_threshold: [],
  proposes: [],
};
const wanted = (card: Card, expected: Partial<Outcome>) => ({
  ...NOTHING,
  ...(card.method === 'base' && { vetoes: [] }),
  ...expected,
});

describe.each(Object.entries(PAGES))('%s', (_, { cards, cases }) => {
  it.each(cases.map((one) => [one.shows, one] as const))('%s', (_, { card: name, answers, interaction, ...one }) => {
    const card = { ...cards[name]!, ...one.with };
    const result = score(scorecardFrom(card), answersOf(answers), interaction && situationFrom(interaction));
    expect(result.formula).toBe(card.method === 'base' ? 'base-1' : 'weighted-2');
    expect(outcomeOf(result)).toEqual(wanted(card, one.expected));
    // Worked out a second time: the file cannot drift from the rules.
    expect(calculate({ card, answers, interaction })).toEqual(wanted(card, one.expected));
  });
});

it('there are enough of them, each with its own sentence, and every card is used', () => {
  const all = Object.values(PAGES).flatMap(({ cases }) => cases);
  expect(all.length).toBeGreaterThanOrEqual(250);
  expect(new Set(all.map(({ shows }) => shows)).size).toBe(all.length);
  for (const { cards, cases } of Object.values(PAGES)) {
    expect(new Set(cases.map(({ card }) => card))).toEqual(new Set(Object.keys(cards)));
  }
});
