import { describe, expect, it } from 'vitest';
import { answerProblems, askedAnswers, missing } from '../../../scorecards/scorecard/completeness.ts';
import { answer, answersOf, choice, criterion, scorecardOf, section } from '../given.ts';

const scorecard = scorecardOf([
  section(
    'A',
    criterion('choice', { scale: choice(10_000, 5000, 0), comment: 'required-below-full', not_applicable: 'allowed' }),
    criterion('list', { scale: { type: 'checklist', items: [{ key: 'x', label: { en: 'X', zh: 'X' } }] } }),
    criterion('number', { scale: { type: 'number', worst: 10, best: 0 }, comment: 'required' }),
    criterion('remark', { scale: { type: 'text' }, weight: 0 }),
    criterion('summary', { scale: { type: 'text' }, weight: 0, comment: 'required' }),
    criterion('later', { shown_when: { criterion: 'choice', is: ['o2'] } }),
  ),
]);

describe('answers that do not fit', () => {
  it('are named by criterion and reason, strangers last', () => {
    const answers = answersOf({ zz: 'yes', choice: 'o9', list: ['x', 'y'], number: 11, later: 'na', remark: 3 });
    expect(answerProblems(scorecard, answers)).toEqual([
      { criterion: 'choice', problem: 'value-not-on-scale' },
      { criterion: 'list', problem: 'value-not-on-scale' },
      { criterion: 'number', problem: 'value-not-on-scale' },
      { criterion: 'remark', problem: 'value-not-on-scale' },
      { criterion: 'later', problem: 'may-not-be-not-applicable' },
      { criterion: 'zz', problem: 'unknown-criterion' },
    ]);
  });

  it('an incomplete draft fits', () => {
    expect(answerProblems(scorecard, {})).toEqual([]);
    expect(answerProblems(scorecard, answersOf({ choice: null, number: 0, list: [] }))).toEqual([]);
  });
});

describe('what hinders submitting', () => {
  const full = {
    choice: answer('o0'),
    list: answer([]),
    number: answer(3, 'Held twice'),
    summary: answer('Good'),
  };

  it('nothing, once all is answered; a remark may stay empty', () => {
    expect(missing(scorecard, full)).toEqual([]);
  });

  it('every asked criterion without an answer, in scorecard order', () => {
    expect(missing(scorecard, {}).map((one) => [one.criterion, one.missing])).toEqual([
      ['choice', 'answer'],
      ['list', 'answer'],
      ['number', 'answer'],
      ['summary', 'answer'],
    ]);
  });

  it('a comment where the scorecard wants one: always, or below full', () => {
    const answers = { ...full, choice: answer('o1'), number: answer(3, '  ') };
    expect(missing(scorecard, answers)).toEqual([
      { criterion: 'choice', missing: 'comment' },
      { criterion: 'number', missing: 'comment' },
    ]);
  });

  it('not applicable needs no comment below full', () => {
    expect(missing(scorecard, { ...full, choice: answer('na') })).toEqual([]);
  });

  it('a criterion once its condition holds, and never while it is hidden', () => {
    expect(missing(scorecard, { ...full, choice: answer('o2', 'Why') })).toEqual([
      { criterion: 'later', missing: 'answer' },
    ]);
  });

  it('an answer that does not fit counts as none', () => {
    expect(missing(scorecard, { ...full, choice: answer('o9') })).toEqual([{ criterion: 'choice', missing: 'answer' }]);
  });
});

it('answers left on hidden or unknown criteria are dropped on submit', () => {
  expect(Object.keys(askedAnswers(scorecard, answersOf({ choice: 'o0', later: 'yes', zz: 'yes' })))).toEqual([
    'choice',
  ]);
});
