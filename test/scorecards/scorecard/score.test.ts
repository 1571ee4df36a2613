import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../scorecards/scorecard/answers.ts';
import { answerProblems } from '../../../scorecards/scorecard/completeness.ts';
import { criteriaOf, Scorecard, type WeightedScorecard } from '../../../scorecards/scorecard/definition.ts';
import { explain } from '../../../scorecards/scorecard/explain.ts';
import { fromFormat1, ScorecardFormat1 } from '../../../scorecards/scorecard/format-1.ts';
import { score } from '../../../scorecards/scorecard/score.ts';
import { fullAnswer, read } from '../../../scorecards/scorecard/worth.ts';
import { rounded } from '../../../scorecards/statistics/fraction.ts';
import golden from '../../fixtures/golden-scorecard.json' with { type: 'json' };
import { answer, answersOf, choice, criterion, scorecardAndAnswers, scorecardOf, section } from '../given.ts';

describe('golden scorecard', () => {
  const scorecard = fromFormat1(ScorecardFormat1.parse(golden.scorecard));
  it.each(golden.cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const changed = { ...scorecard, ...(('scorecard' in one ? one.scorecard : {}) as Partial<WeightedScorecard>) };
    const result = score(changed, answersOf(one.answers as Record<string, Answer['value']>));
    expect({
      score_bp: result.score_bp,
      final_bp: result.final_bp,
      sections: Object.fromEntries(result.sections.map(({ id, score_bp }) => [id, score_bp])),
      applicable_weight: result.applicable_weight_bp / 10_000,
      earned: result.earned,
      critical_errors: result.critical_errors.map((error) => error.criterion),
      asked: result.asked,
      answered: result.answered,
    }).toEqual({
      score_bp: one.score_bp,
      final_bp: one.final_bp,
      sections: one.sections,
      applicable_weight: one.applicable_weight,
      earned: one.earned,
      critical_errors: one.critical_errors,
      asked: one.asked,
      answered: one.answered,
    });
    expect(result.formula).toBe('weighted-2');
  });
});

describe('laws', () => {
  it('a score is between 0 and 100 %, and exists exactly if something applies', () => {
    fc.assert(
      fc.property(scorecardAndAnswers, ({ scorecard, answers }) => {
        const { score_bp, final_bp, applicable_weight_bp, sections } = score(scorecard, answers);
        expect(score_bp === null).toBe(applicable_weight_bp === 0);
        for (const bp of [score_bp, final_bp, ...sections.map((one) => one.score_bp)]) {
          if (bp === null) continue;
          expect(bp).toBeGreaterThanOrEqual(0);
          expect(bp).toBeLessThanOrEqual(10_000);
          expect(Number.isInteger(bp)).toBe(true);
        }
      }),
    );
  });

  it('a better answer never lowers the score', () => {
    fc.assert(
      fc.property(scorecardAndAnswers, ({ scorecard, answers }) => {
        const { score_bp } = score(scorecard, answers);
        for (const { id, scale } of criteriaOf(scorecard)) {
          if (score(scorecard, answers).criteria.find((one) => one.id === id)!.state !== 'answered') continue;
          const better = score(scorecard, { ...answers, [id]: answer(fullAnswer(scale)) });
          expect(better.score_bp ?? 0).toBeGreaterThanOrEqual(score_bp ?? 0);
          expect(better.final_bp ?? 0).toBeGreaterThanOrEqual(score(scorecard, answers).final_bp ?? 0);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('the order of sections and criteria does not matter', () => {
    fc.assert(
      fc.property(scorecardAndAnswers, ({ scorecard, answers }) => {
        const turned = {
          ...scorecard,
          sections: scorecard.sections.map((one) => ({ ...one, criteria: one.criteria.toReversed() })).toReversed(),
        };
        const shuffled = Object.fromEntries(Object.entries(answers).toReversed());
        const [a, b] = [score(scorecard, answers), score(turned, shuffled)];
        expect([b.score_bp, b.final_bp, b.applicable_weight_bp, b.earned]).toEqual([
          a.score_bp,
          a.final_bp,
          a.applicable_weight_bp,
          a.earned,
        ]);
      }),
    );
  });

  it('a not-applicable criterion leaves the total, weight and all', () => {
    fc.assert(
      fc.property(scorecardAndAnswers, ({ scorecard: any, answers }) => {
        const scorecard = { ...any, not_applicable: 'leaves-total' as const };
        const na = criteriaOf(scorecard).filter(({ id }) => answers[id]?.value === 'na');
        const without = {
          ...scorecard,
          sections: scorecard.sections.map((one) => ({
            ...one,
            criteria: one.criteria.filter((c) => !na.includes(c)),
          })),
        };
        const [a, b] = [score(scorecard, answers), score(without, answers)];
        expect([a.score_bp, a.final_bp, a.applicable_weight_bp, a.earned]).toEqual([
          b.score_bp,
          b.final_bp,
          b.applicable_weight_bp,
          b.earned,
        ]);
      }),
    );
  });

  it('a weight that stays keeps each section at its size, unless nothing in it was rated', () => {
    fc.assert(
      fc.property(scorecardAndAnswers, ({ scorecard: any, answers }) => {
        const scorecard = { ...any, not_applicable: 'stays-in-section' as const };
        const result = score(scorecard, answers);
        scorecard.sections.forEach((one, i) => {
          const states = one.criteria.map(({ id }) => result.criteria.find((c) => c.id === id)!);
          const rated = states.filter(({ state, weight }) => state === 'answered' && weight > 0).length > 0;
          const full = states
            .filter(({ state }) => state !== 'unanswered')
            .reduce((sum, { weight }) => sum + weight, 0);
          expect(result.sections[i]!.applicable_weight_bp).toBe(rated ? full * 10_000 : 0);
        });
      }),
    );
  });

  it('the score is the one worked out in floating point, to a basis point', () => {
    fc.assert(
      fc.property(scorecardAndAnswers, ({ scorecard: any, answers }) => {
        const scorecard = { ...any, not_applicable: 'leaves-total' as const };
        let earned = 0;
        let weight = 0;
        for (const one of criteriaOf(scorecard)) {
          const reading = read(one, answers[one.id]);
          if (reading.state !== 'answered' || !reading.share) continue;
          earned += one.weight * (Number(reading.share.top) / Number(reading.share.over));
          weight += one.weight;
        }
        const { score_bp } = score(scorecard, answers);
        if (weight === 0) expect(score_bp).toBeNull();
        else expect(Math.abs(score_bp! - (10_000 * earned) / weight)).toBeLessThanOrEqual(0.5001);
      }),
    );
  });
});

describe('rounding', () => {
  it('is rounded once to the nearest basis point, halves away from zero', () => {
    expect(rounded({ top: 1n, over: 2n })).toBe(1);
    expect(rounded({ top: 3n, over: 2n })).toBe(2);
    expect(rounded({ top: 149n, over: 100n })).toBe(1);
    const eighths = scorecardOf([
      section(
        'A',
        criterion('a', { scale: choice(10_000, 6250, 0), weight: 1 }),
        criterion('b', { scale: choice(10_000, 0), weight: 1 }),
      ),
    ]);
    expect(score(eighths, answersOf({ a: 'o1', b: 'o1' })).score_bp).toBe(3125);
    const odd = scorecardOf([
      section('A', criterion('a', { scale: choice(10_000, 0), weight: 1 }), criterion('b', { weight: 799 })),
    ]);
    expect(score(odd, answersOf({ a: 'o0', b: 'no' })).score_bp).toBe(13); // 1 ÷ 800 = 12.5 bp
  });
});

describe('explain', () => {
  it('says each criterion’s part of the weight, and the score if it were fully met', () => {
    const scorecard = fromFormat1(ScorecardFormat1.parse(golden.scorecard));
    const answers = answersOf({ greets: 'yes', name: 'part', silence: 4, steps: ['x'], transferred: 'no' });
    const said = Object.fromEntries(explain(scorecard, answers).map((one) => [one.criterion, one]));
    expect(said.greets).toEqual({
      criterion: 'greets',
      weight_share_bp: 2500,
      if_full_bp: 6389,
      if_full_final_bp: 6389,
    });
    expect(said.name).toMatchObject({ weight_share_bp: 1667, if_full_bp: 7222 }); // 86.67 ÷ 120
    expect(said.silence).toMatchObject({ weight_share_bp: 4167, if_full_bp: 8056 }); // 96.67 ÷ 120
    expect(said.transferred).toMatchObject({ weight_share_bp: 0 });
    expect(said.explained).toMatchObject({ weight_share_bp: null, if_full_bp: null });
    expect(said.remark).toMatchObject({ weight_share_bp: null, if_full_bp: null });
  });

  it('weighs what takes over a not-applicable neighbour’s weight accordingly', () => {
    const scorecard = scorecardOf(
      [section('A', criterion('a'), criterion('b', { not_applicable: 'allowed' })), section('B', criterion('c'))],
      { not_applicable: 'stays-in-section' },
    );
    const shares = explain(scorecard, answersOf({ a: 'yes', b: 'na', c: 'no' })).map((one) => one.weight_share_bp);
    expect(shares).toEqual([6667, null, 3333]);
  });

  it('is the score itself once the answer is changed', () => {
    fc.assert(
      fc.property(scorecardAndAnswers, ({ scorecard, answers }) => {
        const now = score(scorecard, answers);
        const said = explain(scorecard, answers);
        said.forEach(({ if_full_bp, if_full_final_bp }, i) => {
          const { state } = now.criteria[i]!;
          if (state === 'answered') expect(if_full_bp ?? 0).toBeGreaterThanOrEqual(now.score_bp ?? 0);
          if (if_full_final_bp !== null) expect(if_full_final_bp).toBeLessThanOrEqual(if_full_bp!);
        });
        if (now.applicable_weight_bp > 0) {
          const whole = said.reduce((sum, one) => sum + (one.weight_share_bp ?? 0), 0);
          expect(Math.abs(whole - 10_000)).toBeLessThanOrEqual(said.length);
        }
      }),
      { numRuns: 40 },
    );
  });
});

it('a criterion may be named as what every object has: without an answer it is unanswered', () => {
  for (const id of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
    const scorecard = scorecardOf([
      section('A', criterion(id), criterion('b', { shown_when: { criterion: id, is: ['yes'] } })),
    ]);
    expect(score(scorecard, {}), id).toMatchObject({ score_bp: null, answered: 0 });
    expect(answerProblems(scorecard, {}), id).toEqual([]);
    expect(score(scorecard, answersOf({ [id]: 'yes', b: 'no' })), id).toMatchObject({ score_bp: 5000, answered: 2 });
  }
  const named = scorecardOf([section('A', criterion('__proto__'))]);
  expect(Scorecard.safeParse(named).success).toBe(false);
});
