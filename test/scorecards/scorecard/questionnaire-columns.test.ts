import { describe, expect, it } from 'vitest';
import { Problem } from '../../../scorecards/problems/problem.ts';
import { headOf } from '../../../scorecards/scorecard/questionnaire-columns.ts';

const linesOf = (...rows: string[][]) => rows.map((cells, i) => ({ line: i + 1, cells }));

function refusalOf(rows: string[][], chosen: Record<string, string> = {}): unknown {
  try {
    return headOf(linesOf(...rows), chosen);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { code: error.code, detail: error.detail };
  }
}

describe('the line of the names', () => {
  it.each<[string, string[][], number]>([
    ['is the first with two known columns and criteria', [['Question'], ['Section', 'Question'], ['A', 'B']], 2],
    [
      'is not one with two known columns and no criteria',
      [
        ['Section', 'Points'],
        ['Section', 'Question'],
      ],
      2,
    ],
    [
      'is not one with a known column and one unknown',
      [
        ['Question', 'Remark'],
        ['Section', 'Question'],
      ],
      2,
    ],
    [
      'is not one that names criteria twice',
      [
        ['Question', 'Item'],
        ['Section', 'Question'],
      ],
      2,
    ],
    ['is the first with criteria where none has two', [['Section', 'Points'], ['Question']], 2],
    [
      'is the first of two',
      [
        ['Question', 'Points'],
        ['Section', 'Question', 'Points'],
      ],
      1,
    ],
    ['may be the twentieth', [...Array(19).fill(['Note']), ['Section', 'Question']], 20],
  ])('%s', (_, rows, line) => {
    expect(headOf(linesOf(...rows), {}).line).toBe(line);
  });

  it('parts what is above it from what is below', () => {
    expect(headOf(linesOf(['Card'], [' Thema ', ' Question', '评分标准 '], ['a', 'b'], ['c']), {})).toEqual({
      line: 2,
      named: [
        { header: 'Thema', column: null },
        { header: 'Question', column: 'criterion' },
        { header: '评分标准', column: 'guidance' },
      ],
      above: [{ line: 1, cells: ['Card'] }],
      body: [
        { line: 3, cells: ['a', 'b'] },
        { line: 4, cells: ['c'] },
      ],
    });
  });
});

describe('of two headers for one column', () => {
  const named = (cells: string[], chosen: Record<string, string> = {}) =>
    headOf(linesOf(cells), chosen).named.map(({ column }) => column);

  it('our own name comes before what others call it, wherever it stands', () => {
    expect(named(['Category', 'Section', 'Question'])).toEqual([null, 'section', 'criterion']);
    expect(named(['Section', 'Category', 'Question'])).toEqual(['section', null, 'criterion']);
  });

  it('a person’s word comes before both', () => {
    expect(named(['Thema', 'Section', 'Category', 'Question'], { Thema: 'section' })).toEqual([
      'section',
      null,
      null,
      'criterion',
    ]);
    expect(named([' Points ', 'Question', 'Max points'], { Points: '', Question: 'criterion' })).toEqual([
      null,
      'criterion',
      'points',
    ]);
    expect(named(['Question', 'Thema'], { Thema: 'constructor' })).toEqual(['criterion', null]);
  });

  it('two of the same kind are refused', () => {
    expect(refusalOf([['Weight', 'Question', 'Score']])).toEqual({
      code: 'file-refused',
      detail: {
        problems: [
          {
            path: null,
            line: 1,
            code: 'duplicate-column',
            params: { column: 'points', first: 'Weight', second: 'Score' },
          },
        ],
        columns: [
          { header: 'Weight', column: 'points' },
          { header: 'Question', column: 'criterion' },
          { header: 'Score', column: 'points' },
        ],
      },
    });
  });
});

describe('without a column of criteria', () => {
  const missing = (line: number, ...columns: [string, string | null][]) => ({
    code: 'file-refused',
    detail: {
      problems: [{ path: null, line, code: 'missing-column', params: { column: 'criterion' } }],
      columns: columns.map(([header, column]) => ({ header, column })),
    },
  });

  it('the first line with two known columns is shown', () => {
    expect(refusalOf([['Card'], ['Section'], ['Section', 'Thema', 'Points'], ['Type', 'Options']])).toEqual(
      missing(3, ['Section', 'section'], ['Thema', null], ['Points', 'points']),
    );
  });

  it('the first line is shown where none has two', () => {
    expect(refusalOf([['Card', 'Year'], ['Section']])).toEqual(missing(1, ['Card', null], ['Year', null]));
  });

  it('names below the twentieth line are not looked for', () => {
    expect(refusalOf([...Array(20).fill(['Note']), ['Section', 'Question']])).toEqual(missing(1, ['Note', null]));
  });

  it('nor is a name that begins behind a hundred signs', () => {
    const far = `${'.'.repeat(100)}Question`;
    expect(refusalOf([[far]])).toEqual(missing(1, [far, null]));
    expect(headOf(linesOf([`${'.'.repeat(90)}Question`]), {}).named[0]?.column).toBe('criterion');
  });
});

it('a line of names has two hundred columns at most', () => {
  const wide = ['Question', ...Array(199).fill('x')];
  expect(headOf(linesOf(wide), {}).named).toHaveLength(200);
  expect(refusalOf([[...wide, 'Section']])).toEqual({
    code: 'file-refused',
    detail: {
      problems: [{ path: null, line: 1, code: 'too-many-columns', params: { limit: 200 } }],
      columns: wide.map((header, i) => ({ header, column: i === 0 ? 'criterion' : null })),
    },
  });
});
