// What holds of every score, whatever the scorecard and the answers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, otherwise } from '../../../scorecards/scorecard/explain.ts';
import { Score, score } from '../../../scorecards/scorecard/score.ts';
import { answersOf } from '../given.ts';
import { anyCase, baseCase, criteriaOf, weightedCase } from './any-case.ts';
import { type Card, type Case, calculate, type Section } from './golden/calculator.ts';
import { outcomeOf, scorecardFrom, situationFrom } from './golden/card.ts';

const scoreOf = ({ card, answers, interaction = {} }: Case) =>
  score(scorecardFrom(card), answersOf(answers), situationFrom(interaction));
const figuresOf = (one: Case) => {
  const { sections, criteria, situation, ...rest } = scoreOf(one);
  return rest;
};

/** Criteria that some condition asks about. */
const askedAbout = (card: Card): Set<string> =>
  new Set(JSON.stringify(card.sections).match(/(?<="criterion":")\w+/g) ?? []);
/** The card with other sections. */
const withSections = (card: Card, of: (id: string, section: Section) => Section): Card => ({
  ...card,
  sections: Object.fromEntries(Object.entries(card.sections).map(([id, section]) => [id, of(id, section)])),
});
const without = (card: Card, ids: ReadonlySet<string>): Card =>
  withSections(card, (_, section) => ({
    ...section,
    criteria: Object.fromEntries(Object.entries(section.criteria).filter(([id]) => !ids.has(id))),
  }));
/** Answers to a criterion, from least to most: what it is worth does not fall. */
function ladder({ options, items, worst, best, ranges, points, fails }: Card['sections'][string]['criteria'][string]) {
  if (options) {
    return Object.entries(options)
      .filter(([key]) => !fails?.[key])
      .sort(([, a], [, b]) => a - b)
      .map(([key]) => key);
  }
  if (items) return [...items.keys(), items.length].map((n) => items.slice(0, n));
  if (ranges) return ranges.toSorted((a, b) => a.worth - b.worth).map(({ up_to }) => up_to);
  if (worst !== undefined) return [worst, Math.round((worst + best!) / 2), best!];
  if (points !== undefined) return [7, 3, 2, 1, 0];
  return [];
}

describe('a score', () => {
  it('is the one worked out apart from the program', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        expect(outcomeOf(scoreOf(one))).toEqual(calculate(one));
      }),
      { numRuns: 400 },
    );
  });

  it('is between 0 and 100, whole in hundredths, and never rises by policy', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { score_bp, final_bp, sections, criteria } = scoreOf(one);
        const all = [score_bp, final_bp, ...sections.flatMap((s) => [s.score_bp, s.final_bp])];
        for (const bp of [...all, ...criteria.map(({ value_bp }) => value_bp)]) {
          if (bp === null) continue;
          expect(Number.isInteger(bp)).toBe(true);
          expect(bp).toBeGreaterThanOrEqual(0);
          expect(bp).toBeLessThanOrEqual(10_000);
        }
        expect(final_bp === null).toBe(score_bp === null);
        expect(final_bp ?? 0).toBeLessThanOrEqual(score_bp ?? 0);
      }),
    );
  });

  it('of a weighted scorecard exists exactly if something that weighs was rated; a base score always does', () => {
    fc.assert(
      fc.property(weightedCase, (one) => {
        const result = scoreOf(one);
        expect(result.score_bp === null).toBe((result as { applicable_weight_bp: number }).applicable_weight_bp === 0);
      }),
    );
    fc.assert(
      fc.property(baseCase, (one) => {
        expect(scoreOf(one).score_bp).not.toBeNull();
      }),
    );
  });

  it('does not fall by a better answer, neither before policy nor after', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const fixed = askedAbout(one.card);
        const bonuses = new Set(
          Object.values(one.card.sections).flatMap(({ kind, criteria }) =>
            kind === 'bonus' ? Object.keys(criteria) : [],
          ),
        );
        for (const [id, criterion] of criteriaOf(one.card)) {
          // What others depend on may open and hide them, for better or worse.
          if (fixed.has(id)) continue;
          const steps = bonuses.has(id) ? ladder(criterion).toReversed() : ladder(criterion);
          const climbed = steps.map((value) => scoreOf({ ...one, answers: { ...one.answers, [id]: value } }));
          for (const [i, above] of climbed.entries()) {
            const below = climbed[i - 1];
            if (!below) continue;
            expect(above.score_bp ?? 0).toBeGreaterThanOrEqual(below.score_bp ?? 0);
            expect(above.final_bp ?? 0).toBeGreaterThanOrEqual(below.final_bp ?? 0);
          }
        }
      }),
    );
  });

  it('does not depend on the order of sections, criteria and answers', () => {
    fc.assert(
      fc.property(anyCase, (any) => {
        // Only conditions on answers know an order: the earlier decides about the later.
        const card = JSON.parse(JSON.stringify(any.card), (_, value) =>
          value?.criterion === undefined ? value : { channel: ['voice'] },
        ) as Card;
        const one = { ...any, card };
        const turned: Case = {
          ...one,
          card: withSections(
            { ...card, sections: Object.fromEntries(Object.entries(card.sections).toReversed()) },
            (_, section) => ({
              ...section,
              criteria: Object.fromEntries(Object.entries(section.criteria).toReversed()),
            }),
          ),
          answers: Object.fromEntries(Object.entries(any.answers).toReversed()),
        };
        const sorted = (of: object) =>
          JSON.parse(JSON.stringify(of), (_, v) => (Array.isArray(v) ? v.toSorted(byId) : v));
        expect(sorted(scoreOf(turned))).toEqual(sorted(scoreOf(one)));
      }),
    );
  });

  it('does not know what is not answered, does not fit, or is left on what is hidden', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { criteria } = scoreOf(one);
        const idle = new Set(
          criteria.filter(({ state }) => state === 'hidden' || state === 'unanswered').map(({ id }) => id),
        );
        const answers = Object.fromEntries(Object.entries(one.answers).filter(([id]) => !idle.has(id)));
        expect(scoreOf({ ...one, answers })).toEqual(scoreOf(one));
      }),
    );
  });

  it('loses what does not apply with its weight, as if it were not in the scorecard', () => {
    fc.assert(
      fc.property(weightedCase, (any) => {
        // A section with a weight of its own divides it among all its criteria.
        const card = withSections({ ...any.card, not_applicable: 'leaves-total' }, (_, { criteria }) => ({ criteria }));
        const one = { ...any, card };
        const named = askedAbout(card);
        const na = new Set(
          scoreOf(one)
            .criteria.filter(({ id, state }) => state === 'not-applicable' && !named.has(id))
            .map(({ id }) => id),
        );
        // A section has one criterion at least.
        if (Object.values(card.sections).some(({ criteria }) => Object.keys(criteria).every((id) => na.has(id))))
          return;
        const { asked, answered, ...figures } = figuresOf(one);
        const { asked: fewer, answered: less, ...others } = figuresOf({ ...one, card: without(card, na) });
        expect(others).toEqual(figures);
        expect(asked - fewer).toBe(answered - less);
      }),
    );
  });

  it('does not change when all weights are multiplied', () => {
    fc.assert(
      fc.property(weightedCase, (any) => {
        const by = (factor: number) =>
          withSections({ ...any.card, min_weight: 0 }, (_, { criteria }) => ({
            criteria: Object.fromEntries(
              Object.entries(criteria).map(([id, one]) => [id, { ...one, weight: Math.min(9, one.weight!) * factor }]),
            ),
          }));
        const [once, often] = [by(1), by(111)].map((card) => outcomeOf(scoreOf({ ...any, card })));
        expect({ ...often, weight: once!.weight, earned: once!.earned }).toEqual(once);
        expect(often!.weight).toBeCloseTo(111 * once!.weight!, 3);
      }),
    );
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const result = scoreOf(one);
        expect(Score.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
        for (const formula of ['1', 'weighted-2', 'base-1']) {
          expect(Score.safeParse({ ...result, formula }).success).toBe(formula === result.formula);
        }
      }),
    );
  });
});

describe('an explanation', () => {
  it('gives each answer the score that it would come to, the one given among them', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const scorecard = scorecardFrom(one.card);
        const answers = answersOf(one.answers);
        const situation = situationFrom(one.interaction!);
        const now = new Set(calculate(one).hidden);
        for (const [id] of criteriaOf(one.card)) {
          const others = otherwise(scorecard, answers, id, situation);
          if (now.has(id)) expect(others).toEqual([]);
          for (const { value, score_bp, final_bp, hides, opens } of others) {
            const then = { ...one, answers: { ...one.answers, [id]: value } };
            const wanted = calculate(then);
            const percent = [score_bp, final_bp].map((bp) => (bp === null ? null : bp / 100));
            expect(percent).toEqual([wanted.score, wanted.final]);
            expect(hides).toEqual(wanted.hidden.filter((other) => !now.has(other)));
            expect(new Set(opens)).toEqual(new Set([...now].filter((other) => !wanted.hidden.includes(other))));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('shares the whole weight out among what was rated', () => {
    fc.assert(
      fc.property(weightedCase, (one) => {
        const { card, answers, interaction } = one;
        const said = explain(scorecardFrom(card), answersOf(answers), situationFrom(interaction!));
        const whole = said.reduce((sum, { weight_share_bp }) => sum + (weight_share_bp ?? 0), 0);
        if (scoreOf(one).score_bp === null) expect(whole).toBe(0);
        else expect(Math.abs(whole - 10_000)).toBeLessThanOrEqual(said.length / 2);
      }),
    );
  });

  it('knows no better score than that of the full answer', () => {
    fc.assert(
      fc.property(anyCase, ({ card, answers, interaction }) => {
        const scorecard = scorecardFrom(card);
        const given = answersOf(answers);
        const situation = situationFrom(interaction!);
        const named = askedAbout(card);
        for (const { criterion, if_full_bp } of explain(scorecard, given, situation)) {
          if (named.has(criterion) || if_full_bp === null) continue;
          for (const { value, score_bp } of otherwise(scorecard, given, criterion, situation)) {
            if (value !== 'na') expect(if_full_bp).toBeGreaterThanOrEqual(score_bp ?? 0);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

const byId = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
