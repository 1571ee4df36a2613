import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../../scorecards/scorecard/answers.ts';
import type { Criterion } from '../../../../scorecards/scorecard/definition.ts';
import { score } from '../../../../scorecards/scorecard/score.ts';
import { answerForKey, neighbour, sectionsOf } from '../../../../web/evaluations/desk/scorecard-view.ts';
import { addTime } from '../../../../web/evaluations/desk/task-time.ts';
import { verdictOf } from '../../../../web/scorecards/view.ts';
import * as made from '../../../scorecards/given.ts';

const text = (en: string) => ({ en, zh: en });
const MET: Criterion['scale'] = {
  type: 'choice',
  options: [
    { key: 'full', label: text('Met'), value_bp: 10_000, fails: null },
    { key: 'part', label: text('Partly'), value_bp: 5000, fails: null },
    { key: 'miss', label: text('Not met'), value_bp: 0, fails: null },
  ],
};
const criterion = (id: string, of: Partial<Criterion> = {}): Criterion =>
  made.criterion(id, { scale: MET, not_applicable: 'allowed', competency: 'etiquette', ...of });
const scorecard = made.scorecardOf([
  made.section('s1', criterion('a'), criterion('b', { weight: 5, shown_when: { criterion: 'a', is: ['miss'] } })),
  made.section('s2', criterion('gate', { weight: 0, critical: 'compliance' })),
]);
const given = (values: Record<string, string>): Answers =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, comment: '', evidence: [] }]));
const views = (values: Record<string, string>) => sectionsOf(scorecard, score(scorecard, given(values)));

describe('sections of the scorecard', () => {
  it('show only what is asked, and points only of what applies', () => {
    expect(views({})[0]).toMatchObject({ points: { earned: 0, of: 10 }, score_bp: null, complete: false });
    expect(views({})[0]?.criteria.map((one) => one.criterion.id)).toEqual(['a']);
    expect(views({ a: 'miss' })[0]?.criteria.map((one) => one.criterion.id)).toEqual(['a', 'b']);
  });

  it('count half points, and omit what does not apply', () => {
    expect(views({ a: 'part' })[0]).toMatchObject({
      points: { earned: 5, of: 10 },
      score_bp: 5000,
      below: true,
      complete: true,
    });
    expect(views({ a: 'na' })[0]).toMatchObject({ points: null, score_bp: null, complete: true });
  });

  it('weigh nothing where all weights are 0, and name critical errors', () => {
    expect(views({ gate: 'miss' })[1]).toMatchObject({ points: null, critical: 1, complete: true });
    expect(views({ gate: 'full' })[1]).toMatchObject({ critical: 0 });
  });
});

describe('an answer by its key', () => {
  it('is the option at that place, 0 for not applicable', () => {
    expect([1, 2, 3, 4, 0].map((digit) => answerForKey(criterion('a'), digit, null))).toEqual([
      'full',
      'part',
      'miss',
      null,
      'na',
    ]);
    expect(answerForKey(criterion('a', { not_applicable: 'never' }), 0, null)).toBeNull();
  });

  it('ticks and unticks items, always in the order of the scorecard', () => {
    const list = criterion('l', {
      scale: { type: 'checklist', items: ['x', 'y', 'z'].map((key) => ({ key, label: text(key) })) },
    });
    expect(answerForKey(list, 3, null)).toEqual(['z']);
    expect(answerForKey(list, 1, ['z'])).toEqual(['x', 'z']);
    expect(answerForKey(list, 3, ['x', 'z'])).toEqual(['x']);
  });

  it('is none for text and numbers', () => {
    expect(answerForKey(criterion('t', { scale: { type: 'text' } }), 1, null)).toBeNull();
    expect(answerForKey(criterion('n', { scale: { type: 'number', worst: 0, best: 5 } }), 1, null)).toBeNull();
  });
});

it('a verdict is good only in full and bad only at nothing', () => {
  expect([10_000, 5000, 0, null].map(verdictOf)).toEqual(['good', 'warn', 'bad', 'plain']);
});

it('moving through the scorecard skips hidden criteria and stops at its ends', () => {
  const sections = views({});
  expect(neighbour(sections, 'a', 1)).toBe('gate');
  expect(neighbour(sections, 'gate', 1)).toBe('gate');
  expect(neighbour(sections, 'a', -1)).toBe('a');
  expect(neighbour(sections, 'b', 1)).toBe('a');
});

it('time on task counts only active use, not a sleeping machine', () => {
  expect(addTime(1000, 0, 1000, true)).toBe(2000);
  expect(addTime(1000, 0, 1000, false)).toBe(1000);
  expect(addTime(1000, 0, 3_600_000, true)).toBe(3000);
});
