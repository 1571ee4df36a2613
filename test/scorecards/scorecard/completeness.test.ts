import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../scorecards/scorecard/answers.ts';
import { answerProblems, askedAnswers, missing, startingAnswers } from '../../../scorecards/scorecard/completeness.ts';
import type { Criterion, Scale } from '../../../scorecards/scorecard/definition.ts';
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

describe('what a criterion asks for beside its answer', () => {
  const items = ['x', 'y'].map((key) => ({ key, label: { en: key } }));
  const list: Scale = { type: 'checklist', items };
  const number: Scale = { type: 'number', worst: 0, best: 9 };
  const count: Scale = { type: 'count', points: 1, cap: 5 };
  const moment = { turn: 1, start_ms: 0, end_ms: 9, quote: '' };
  const wanted = (rest: Partial<Criterion>, given: Answer) =>
    missing(scorecardOf([section('A', criterion('a', rest))]), { a: given }).map((one) => one.missing);

  it.each<[string, Partial<Criterion>, Answer, string[]]>([
    ['nothing where all is optional', {}, answer('no'), []],
    ['a comment, always', { comment: 'required' }, answer('yes'), ['comment']],
    ['a comment that is not blank', { comment: 'required' }, answer('yes', ' \n'), ['comment']],
    ['no more than that', { comment: 'required' }, answer('yes', 'Why'), []],
    ['evidence, always', { evidence: 'required' }, answer('yes'), ['evidence']],
    ['evidence, and it is there', { evidence: 'required' }, answer('yes', '', [moment]), []],
    ['evidence below full, and it is full', { evidence: 'required-below-full' }, answer('yes'), []],
    ['evidence below full', { evidence: 'required-below-full' }, answer('no'), ['evidence']],
    [
      'evidence below full, where it does not apply',
      { evidence: 'required-below-full', not_applicable: 'allowed' },
      answer('na'),
      [],
    ],
    ['both at once', { comment: 'required', evidence: 'required' }, answer('yes'), ['comment', 'evidence']],
    ['a comment with this answer', { comment: { required_with: ['no'] } }, answer('no'), ['comment']],
    ['a comment with another answer', { comment: { required_with: ['no'] } }, answer('yes'), []],
    ['a comment with one of two', { comment: { required_with: ['x', 'y'] }, scale: list }, answer(['y']), ['comment']],
    [
      'a comment with one of those ticked',
      { comment: { required_with: ['y'] }, scale: list },
      answer(['x', 'y']),
      ['comment'],
    ],
    ['a comment with an item not ticked', { comment: { required_with: ['x'] }, scale: list }, answer(['y']), []],
    ['a comment with a number', { comment: { required_with: ['7'] }, scale: number }, answer(7), ['comment']],
    ['a comment with another number', { comment: { required_with: ['7'] }, scale: number }, answer(8), []],
    [
      'a comment with “not applicable”',
      { comment: { required_with: ['na'] }, not_applicable: 'allowed' },
      answer('na'),
      ['comment'],
    ],
    ['a comment below the best number', { comment: 'required-below-full', scale: number }, answer(8), ['comment']],
    ['none at the best number', { comment: 'required-below-full', scale: number }, answer(9), []],
    ['a comment whenever it happened', { comment: 'required-below-full', scale: count }, answer(1), ['comment']],
    ['none when it did not happen', { comment: 'required-below-full', scale: count }, answer(0), []],
    ['a reason why it does not apply', { not_applicable: 'with-reason' }, answer('na'), ['comment']],
    ['a reason that was given', { not_applicable: 'with-reason' }, answer('na', 'No account'), []],
    ['no reason where none is wanted', { not_applicable: 'allowed' }, answer('na'), []],
    ['no reason where it applies', { not_applicable: 'with-reason' }, answer('no'), []],
    ['a cause below full', { cause: 'required' }, answer('no'), ['cause']],
    ['a cause that was given', { cause: 'required' }, { ...answer('no'), cause: { first: 'a', second: null } }, []],
    ['no cause at full', { cause: 'required' }, answer('yes'), []],
    ['no cause where it does not apply', { cause: 'required', not_applicable: 'allowed' }, answer('na'), []],
    ['no cause where it may be left', { cause: 'optional' }, answer('no'), []],
    ['words are their own comment', { scale: { type: 'text' }, comment: 'required' }, answer('Well'), []],
    ['words can want evidence', { scale: { type: 'text' }, evidence: 'required' }, answer('Well'), ['evidence']],
    ['a day, where a comment is wanted', { scale: { type: 'date' }, comment: 'required' }, answer(null), ['answer']],
    ['no day where it may stay empty', { scale: { type: 'date' } }, answer(null), []],
    ['words below full do not exist', { scale: { type: 'text' }, evidence: 'required-below-full' }, answer('W'), []],
  ])('%s', (_, rest, given, lacking) => {
    expect(wanted(rest, given)).toEqual(lacking);
  });
});

describe('a root cause', () => {
  const causes = scorecardOf([section('A', criterion('a', { cause: 'optional' }))], {
    root_causes: [
      { key: 'skill', name: { en: 'Skill' }, causes: ['new', 'old'].map((key) => ({ key, name: { en: key } })) },
      { key: 'process', name: { en: 'Process' }, causes: [{ key: 'slow', name: { en: 'Slow' } }] },
    ],
  });
  it.each([
    [{ first: 'skill', second: null }, true],
    [{ first: 'skill', second: 'new' }, true],
    [{ first: 'skill', second: 'slow' }, false],
    [{ first: 'luck', second: null }, false],
    [{ first: 'luck', second: 'new' }, false],
  ])('%j fits: %s', (cause, fits) => {
    const problem = { criterion: 'a', problem: 'cause-not-offered' };
    expect(answerProblems(causes, { a: { ...answer('no'), cause } })).toEqual(fits ? [] : [problem]);
  });
});

it('strangers are named in the order of their ids', () => {
  expect(answerProblems(scorecard, answersOf({ zz: 'yes', aa: 'no' })).map((one) => one.criterion)).toEqual([
    'aa',
    'zz',
  ]);
});

it('a review starts with what the scorecard gives beforehand', () => {
  const items = [{ key: 'x', label: { en: 'X' } }];
  const starting = scorecardOf([
    section(
      'A',
      criterion('none'),
      criterion('yes', { starts_as: 'yes' }),
      criterion('list', { scale: { type: 'checklist', items }, starts_as: ['x'] }),
      criterion('zero', { scale: { type: 'number', worst: 0, best: 9 }, starts_as: 0 }),
    ),
  ]);
  expect(startingAnswers(starting)).toEqual({ yes: answer('yes'), list: answer(['x']), zero: answer(0) });
});
