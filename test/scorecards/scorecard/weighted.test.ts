import { describe, expect, it } from 'vitest';
import type { Scale } from '../../../scorecards/scorecard/definition.ts';
import { explain, otherwise } from '../../../scorecards/scorecard/explain.ts';
import { proposes, score } from '../../../scorecards/scorecard/score.ts';
import { answersOf, choice, criterion, scorecardOf, section, yesNo } from '../given.ts';

/** Yes, no, and one that makes the section or the scorecard fail though it is worth half. */
const failing = (fails: 'section' | 'scorecard'): Scale => ({
  type: 'choice',
  options: [
    ...(yesNo.type === 'choice' ? yesNo.options : []),
    { key: 'rude', label: { en: 'Rude' }, value_bp: 5000, fails },
  ],
});

describe('a section with a weight of its own', () => {
  const scorecard = scorecardOf([
    {
      ...section('A', criterion('a', { weight: 1 }), criterion('b', { weight: 3, not_applicable: 'allowed' })),
      weight: 80,
    },
    section('B', criterion('c', { weight: 20 })),
  ]);

  it('weighs that much, its criteria in proportion', () => {
    const result = score(scorecard, answersOf({ a: 'no', b: 'yes', c: 'yes' }));
    expect(result).toMatchObject({ score_bp: 8000, applicable_weight_bp: 1_000_000, earned: 800_000 });
    const shares = explain(scorecard, answersOf({ a: 'no', b: 'yes', c: 'yes' })).map((one) => one.weight_share_bp);
    expect(shares).toEqual([2000, 6000, 2000]);
  });

  it('weighs less where part of it does not apply, unless its weight stays', () => {
    const given = answersOf({ a: 'yes', b: 'na', c: 'no' });
    expect(score(scorecard, given)).toMatchObject({ score_bp: 5000, applicable_weight_bp: 400_000 });
    const staying = { ...scorecard, not_applicable: 'stays-in-section' as const };
    expect(score(staying, given)).toMatchObject({ score_bp: 8000, applicable_weight_bp: 1_000_000 });
  });

  it('whose criteria weigh nothing weighs nothing', () => {
    const empty = scorecardOf([
      { ...section('A', criterion('a', { weight: 0 })), weight: 50 },
      section('B', criterion('b')),
    ]);
    expect(score(empty, answersOf({ a: 'yes', b: 'no' }))).toMatchObject({
      score_bp: 0,
      applicable_weight_bp: 100_000,
    });
  });
});

describe('bonus', () => {
  const scorecard = scorecardOf([
    section('A', criterion('a', { weight: 90 }), criterion('b', { weight: 10 })),
    section('B', criterion('extra', { weight: 5, bonus: true, not_applicable: 'allowed' })),
  ]);

  it('adds what is met, up to 100, and takes nothing when it is not', () => {
    expect(score(scorecard, answersOf({ a: 'yes', b: 'no', extra: 'no' })).score_bp).toBe(9000);
    expect(score(scorecard, answersOf({ a: 'yes', b: 'no', extra: 'na' })).score_bp).toBe(9000);
    expect(score(scorecard, answersOf({ a: 'yes', b: 'no', extra: 'yes' })).score_bp).toBe(9500);
    expect(score(scorecard, answersOf({ a: 'yes', b: 'yes', extra: 'yes' })).score_bp).toBe(10_000);
  });

  it('has no part of the weight, and its section has no score', () => {
    const given = answersOf({ a: 'yes', b: 'no', extra: 'no' });
    expect(explain(scorecard, given).at(-1)).toMatchObject({ weight_share_bp: 0, if_full_bp: 9500 });
    expect(score(scorecard, given).sections.map(({ score_bp }) => score_bp)).toEqual([9000, null]);
  });
});

describe('an answer that fails', () => {
  it('its section earns nothing there, and the score before it stays beside the final one', () => {
    const scorecard = scorecardOf([
      section('A', criterion('a', { scale: failing('section') }), criterion('b')),
      section('B', criterion('c')),
    ]);
    const result = score(scorecard, answersOf({ a: 'rude', b: 'yes', c: 'yes' }));
    expect(result).toMatchObject({ score_bp: 8333, final_bp: 3333, failed: [{ criterion: 'a', fails: 'section' }] });
    expect(result.sections).toMatchObject([
      { score_bp: 7500, final_bp: 0, below_threshold: true },
      { score_bp: 10_000, final_bp: 10_000, below_threshold: false },
    ]);
  });

  it('the scorecard makes it 0, and counts for nothing once it is hidden', () => {
    const scorecard = scorecardOf([
      section(
        'A',
        criterion('spoke'),
        criterion('a', { scale: failing('scorecard'), shown_when: { criterion: 'spoke', is: ['yes'] } }),
      ),
    ]);
    expect(score(scorecard, answersOf({ spoke: 'yes', a: 'rude' }))).toMatchObject({ score_bp: 7500, final_bp: 0 });
    expect(score(scorecard, answersOf({ spoke: 'no', a: 'rude' }))).toMatchObject({ score_bp: 0, failed: [] });
  });
});

it('a section proposes coaching only if enough of it was rated', () => {
  const scorecard = scorecardOf(
    [section('A', criterion('a', { weight: 5 }), criterion('b', { weight: 5, not_applicable: 'allowed' }))],
    { section_threshold: { value_bp: 7000, min_weight: 6 } },
  );
  const of = (given: Record<string, string>) => score(scorecard, answersOf(given)).sections[0]!;
  expect(of({ a: 'no', b: 'na' })).toMatchObject({ below_threshold: true, proposes: false });
  expect(proposes(of({ a: 'no', b: 'yes' }))).toBe(true);
  expect(proposes(of({ a: 'yes', b: 'yes' }))).toBe(false);
});

describe('numbers in ranges', () => {
  const waited = criterion('waited', {
    scale: {
      type: 'ranges',
      least: 0,
      ranges: [
        { up_to: 30, label: null, value_bp: 10_000 },
        { up_to: 60, label: null, value_bp: 5000 },
        { up_to: 3600, label: null, value_bp: 0 },
      ],
    },
  });
  it.each([
    [0, 10_000],
    [30, 10_000],
    [31, 5000],
    [60, 5000],
    [61, 0],
    [3600, 0],
    [3601, null],
    [-1, null],
    [1.5, null],
  ])('%s is worth %s', (value, worth) => {
    expect(score(scorecardOf([section('A', waited)]), answersOf({ waited: value })).score_bp).toBe(worth);
  });
});

it('a day is an answer, is worth nothing, and must be one', () => {
  const scorecard = scorecardOf([
    section('A', criterion('a'), criterion('when', { weight: 0, scale: { type: 'date' } })),
  ]);
  const state = (value: string) => score(scorecard, answersOf({ when: value })).criteria[1];
  expect(state('2026-02-28')).toMatchObject({ state: 'answered', value_bp: null });
  expect(state('2026-02-30')).toMatchObject({ state: 'unanswered' });
});

describe('what each other answer would give', () => {
  it('with the policy and without, and what it hides and opens', () => {
    const scorecard = scorecardOf(
      [
        section(
          'A',
          criterion('gate', { critical: 'customer' }),
          criterion('kept', { shown_when: { criterion: 'gate', is: ['yes'] } }),
          criterion('why', { shown_when: { criterion: 'gate', is: ['no'] } }),
        ),
      ],
      { critical_policy: 'zero' },
    );
    expect(otherwise(scorecard, answersOf({ gate: 'yes', kept: 'no', why: 'yes' }), 'gate')).toEqual([
      { value: 'yes', score_bp: 5000, final_bp: 5000, hides: [], opens: [] },
      { value: 'no', score_bp: 5000, final_bp: 0, hides: ['kept'], opens: ['why'] },
    ]);
    expect(otherwise(scorecard, answersOf({ gate: 'yes' }), 'why')).toEqual([]);
    expect(otherwise(scorecard, answersOf({ gate: 'yes' }), 'nobody')).toEqual([]);
  });

  it('of a checklist turns each item, of a choice takes N/A too', () => {
    const items = ['x', 'y'].map((key) => ({ key, label: { en: key } }));
    const scorecard = scorecardOf([
      section('A', criterion('list', { scale: { type: 'checklist', items }, not_applicable: 'allowed' })),
      section('B', criterion('b', { scale: choice(10_000, 0) })),
    ]);
    const given = answersOf({ list: ['x'], b: 'o0' });
    expect(otherwise(scorecard, given, 'list').map(({ value, score_bp }) => [value, score_bp])).toEqual([
      [[], 5000],
      [['x', 'y'], 10_000],
      ['na', 10_000],
    ]);
  });
});
