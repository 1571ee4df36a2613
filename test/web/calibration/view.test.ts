import { describe, expect, it } from 'vitest';
import type { Comparison, GivenAnswer } from '../../../api/calibration/contract.ts';
import { criteriaOf } from '../../../scorecards/scorecard/definition.ts';
import { LIBRARY_1 as LIBRARY } from '../../../scorecards/scorecard/library-1.ts';
import { answerWords, differ, rowsOf } from '../../../web/calibration/view.ts';

const scorecard = LIBRARY.find((card) => card.id === 'VG')!;
const criterion = (id: string) => criteriaOf(scorecard).find((one) => one.id === id)!;
const given = (value: GivenAnswer['value'], state: GivenAnswer['state'] = 'answered'): GivenAnswer => ({
  value,
  state,
  comment: '',
  evidence: [],
  reviewer: 'mem_1',
  value_bp: null,
});

describe('an answer of a calibration', () => {
  it('is shown in the words of the scorecard', () => {
    expect(answerWords(criterion('VG7'), given('part'))).toMatchObject({ kind: 'text', text: { en: 'Partly met' } });
  });

  it('that is not applicable, not asked or not given says so', () => {
    expect(answerWords(criterion('VG4'), given('na', 'not-applicable')).kind).toBe('na');
    expect(answerWords(criterion('VG4'), given(null, 'hidden'))).toEqual({ kind: 'none', state: 'hidden' });
    expect(answerWords(criterion('VG4'), given(null, 'unanswered'))).toEqual({ kind: 'none', state: 'unanswered' });
  });
});

describe('reviewers differ', () => {
  it('when their values do, and when one says not applicable', () => {
    expect(differ([given('full'), given('part')])).toBe(true);
    expect(differ([given('pass'), given('na', 'not-applicable')])).toBe(true);
  });

  it('not when one gave no answer', () => {
    expect(differ([given('full'), given(null, 'unanswered')])).toBe(false);
  });
});

it('only rows where they differ leave no empty section behind', () => {
  const comparison: Comparison = {
    sheets: [],
    criteria: criteriaOf(scorecard).map(({ id }) => ({
      criterion: id,
      answers: id === 'VG7' ? [given('full'), given('miss')] : [given('yes'), given('yes')],
      percent_bp: null,
      so_far: null,
    })),
    calibrations: 1,
    needed: 10,
  };
  expect(rowsOf(scorecard, comparison, false).map(({ section }) => section.id)).toEqual(
    scorecard.sections.map(({ id }) => id),
  );
  const differing = rowsOf(scorecard, comparison, true);
  expect(differing.map(({ section }) => section.id)).toEqual(['VG-C']);
  expect(differing[0]?.rows.map((row) => row.criterion.id)).toEqual(['VG7']);
});
