import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costsOf } from '../../../scorecards/scorecard/cost.ts';
import type { Criterion, Scorecard, Section } from '../../../scorecards/scorecard/definition.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { score } from '../../../scorecards/scorecard/score.ts';
import { fullAnswer, worstAnswer } from '../../../scorecards/scorecard/worth.ts';
import {
  answersOf,
  baseScorecardOf,
  bonus,
  choice,
  counted,
  criterion,
  deduct,
  scorecardAndAnswers,
  scorecardOf,
  section,
  veto,
} from '../given.ts';

/** The scorecard without conditions, all of it met, and the same with one answer the worst. */
function scored(scorecard: Scorecard, id: string): { full: number; worst: number } {
  const open = structuredClone(scorecard);
  const criteria = open.sections.flatMap((section): Criterion[] => section.criteria);
  for (const one of criteria) one.shown_when = null;
  const full = Object.fromEntries(criteria.map((one) => [one.id, fullAnswer(one.scale)]));
  const worst = { ...full, [id]: worstAnswer(criteria.find((one) => one.id === id)!.scale) };
  return {
    full: score(open, answersOf(full)).final_bp ?? 0,
    worst: score(open, answersOf(worst)).final_bp ?? 0,
  };
}

function* placed(scorecard: Scorecard): Generator<[Section, Criterion]> {
  for (const section of scorecard.sections) for (const criterion of section.criteria) yield [section, criterion];
}

describe('an answer costs what the formula takes for it', () => {
  it.each(LIBRARY.map((one) => [one.id, one] as const))('in %s', (_, scorecard) => {
    const costs = costsOf(scorecard);
    const unit = scorecard.method === 'base' ? 10_000 / scorecard.base_points : 1;
    for (const [section, criterion] of placed(scorecard)) {
      if (section.kind === 'bonus') continue;
      const { full, worst } = scored(scorecard, criterion.id);
      const cost = costs.answer(section, criterion, worstAnswer(criterion.scale))!;
      expect(Math.abs(cost * unit - (full - worst)), criterion.id).toBeLessThanOrEqual(1);
    }
  });

  it('in any scorecard', () => {
    fc.assert(
      fc.property(scorecardAndAnswers, ({ scorecard }) => {
        const costs = costsOf(scorecard);
        for (const [section, criterion] of placed(scorecard)) {
          const { full, worst } = scored(scorecard, criterion.id);
          const cost = costs.answer(section, criterion, worstAnswer(criterion.scale)) ?? 0;
          expect(Math.abs(cost - (full - worst))).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** What answers cost, by criterion and answer as JSON, and what some of the sections cost in which nothing is met. */
function costsIn(scorecard: Scorecard, asked: Record<string, unknown[]>, some: string[]) {
  const costs = costsOf(scorecard);
  const answers = [...placed(scorecard)].flatMap(([section, one]) =>
    (asked[one.id] ?? []).map((value) => [
      `${one.id} ${JSON.stringify(value)}`,
      costs.answer(section, one, value as string | number | string[] | null),
    ]),
  );
  const sections = (scorecard.sections as Section[])
    .filter(({ id }) => some.includes(id))
    .map((one) => [one.id, costs.section(one)]);
  return { unit: costs.unit, answers: Object.fromEntries(answers), sections: Object.fromEntries(sections) };
}

describe('of a weighted scorecard', () => {
  const fails = (key: string, value_bp: number, fails: 'section' | 'scorecard' | null) => ({
    key,
    label: { en: key },
    value_bp,
    fails,
  });
  const options = [
    fails('met', 10_000, null),
    fails('half', 5000, null),
    fails('out', 5000, 'section'),
    fails('end', 5000, 'scorecard'),
  ];
  const items = ['x', 'y', 'z', 'w'].map((key) => ({ key, label: { en: key } }));
  const card = (critical_policy: 'report' | 'zero') =>
    scorecardOf(
      [
        section(
          'A',
          criterion('a', { weight: 20, scale: { type: 'choice', options } }),
          criterion('b', { weight: 20, scale: { type: 'checklist', items } }),
          criterion('c', { weight: 10, scale: choice(10_000, 5000, 0), critical: 'customer' }),
        ),
        section(
          'B',
          criterion('d', { weight: 50, shown_when: { channel: ['chat'] } }),
          criterion('e', { weight: 7, bonus: true }),
          criterion('f', { weight: 0, scale: { type: 'date' } }),
        ),
      ],
      { critical_policy },
    );
  const asked = {
    a: ['met', 'half', 'out', 'end', 'other', null],
    b: [['x', 'y', 'z', 'w'], ['y', 'z', 'w'], []],
    c: ['o0', 'o1', 'o2'],
    d: ['yes', 'no'],
    e: ['yes', 'no'],
    f: ['2026-03-02', null],
  };

  it.each([
    ['report', 1000, { A: 5000, B: 5000 }],
    ['zero', 10_000, { B: 5000 }],
  ] as const)('where critical errors %s, every answer costs its part of the whole', (policy, critical, sections) => {
    expect(costsIn(card(policy), asked, Object.keys(sections))).toEqual({
      unit: 'score',
      answers: {
        'a "met"': 0,
        'a "half"': 1000,
        'a "out"': 5000,
        'a "end"': 10_000,
        'a "other"': null,
        'a null': null,
        'b ["x","y","z","w"]': 0,
        'b ["y","z","w"]': 500,
        'b []': 2000,
        'c "o0"': 0,
        'c "o1"': 500,
        'c "o2"': critical,
        'd "yes"': 0,
        'd "no"': 5000,
        'e "yes"': 0,
        'e "no"': 0,
        'f "2026-03-02"': null,
        'f null': null,
      },
      sections,
    });
  });

  it('costs no more than can be reached, and nothing can be said where nothing weighs', () => {
    const best = (weight: number) =>
      scorecardOf([section('A', criterion('a', { weight, scale: choice(8000, 2000) })), section('B', criterion('b'))]);
    expect(costsIn(best(10), { a: ['o0', 'o1'], b: ['no'] }, ['A', 'B'])).toEqual({
      unit: 'score',
      answers: { 'a "o0"': 0, 'a "o1"': 3000, 'b "no"': 5000 },
      sections: { A: 4000, B: 5000 },
    });
    const none = scorecardOf([section('A', criterion('a', { weight: 0 }))]);
    expect(costsIn(none, { a: ['yes', 'no'] }, ['A'])).toEqual({
      unit: 'score',
      answers: { 'a "yes"': null, 'a "no"': null },
      sections: { A: null },
    });
  });
});

describe('of a base score', () => {
  const card = (critical_policy: 'report' | 'zero') =>
    baseScorecardOf(
      [
        deduct('A', 4, counted('a', 3, 6), counted('b', 2, 3, { critical: 'customer' }), criterion('invalid')),
        deduct('B', 200, counted('c', 90, 150)),
        bonus('C', counted('d', 1, 9)),
        veto('V', criterion('v', { scale: choice(10_000, 5000, 0) }), criterion('w', { critical: 'business' })),
      ],
      { critical_policy },
    );
  const asked = {
    a: [0, 1, 2, 1000, null],
    b: [0, 1, 2],
    invalid: ['yes', 'no'],
    c: [1, 2],
    d: [0, 1],
    v: ['o0', 'o1', 'o2'],
    w: ['yes', 'no'],
  };

  it.each([
    ['report', 3],
    ['zero', 100],
  ] as const)('where critical errors %s, every answer costs its points', (policy, critical) => {
    expect(costsIn(card(policy), asked, ['A', 'B', 'C'])).toEqual({
      unit: 'points',
      answers: {
        'a 0': 0,
        'a 1': 3,
        'a 2': 4,
        'a 1000': null,
        'a null': null,
        'b 0': 0,
        'b 1': 2,
        'b 2': critical,
        'invalid "yes"': 0,
        'invalid "no"': 0,
        'c 1': 90,
        'c 2': 100,
        'd 0': 0,
        'd 1': 0,
        'v "o0"': 0,
        'v "o1"': 0,
        'v "o2"': 100,
        'w "yes"': 0,
        'w "no"': 100,
      },
      sections: { A: 4, B: 100, C: 0 },
    });
  });
});
