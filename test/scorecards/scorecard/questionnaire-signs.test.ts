// Signs that mean what others mean: full-width digits, dots and slashes of n/a, letters of two languages.
import { expect, it } from 'vitest';
import { linesOfCells } from '../../../scorecards/files/csv.ts';
import { readQuestionnaire } from '../../../scorecards/scorecard/questionnaire.ts';
import { optionsIn } from '../../../scorecards/scorecard/questionnaire-cells.ts';

/** "label=worth" of each option, and whether it may not apply. */
function read(cell: string) {
  const found = optionsIn(cell, false, 'zh');
  if ('code' in found || found.scale.type !== 'choice') return found;
  return [found.scale.options.map(({ label, value_bp }) => `${label.zh}=${value_bp}`).join(' '), found.na];
}

it('numbers are worth more the larger they are, in full-width digits too', () => {
  expect(read('1|2|3')).toEqual(['1=0 2=5000 3=10000', false]);
  expect(read('１｜２｜３')).toEqual(['１=0 ２=5000 ３=10000', false]);
});

it('n/a is no answer however it is written, and stays as written in a longer one', () => {
  for (const na of ['N/A', 'n.a.', 'N.A.', 'n. a.', 'na', '不适用']) {
    expect(read(`Yes|No|${na}`)).toEqual(['Yes=10000 No=0', true]);
  }
  expect(read('Said n/a or N/A/Other')).toEqual(['Said n/a or N/A=10000 Other=0', false]);
});

it('a file is Chinese where at least a fifth of its letters are', () => {
  const language = (text: string) =>
    readQuestionnaire({ lines: linesOfCells([['Question'], [text]]), name: 'card', language: null, columns: {} }).draft
      .leading;
  expect([language('abcd字'), language('abcde字'), language('abcd'), language('1 2 3')]).toEqual([
    'zh',
    'en',
    'en',
    'en',
  ]);
});
