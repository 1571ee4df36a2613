import { describe, expect, it } from 'vitest';
import { linesOfCells } from '../../../scorecards/files/csv.ts';
import { Problem } from '../../../scorecards/problems/problem.ts';
import type { FileFault } from '../../../scorecards/scorecard/file.ts';
import { MOST_ROWS, type Questionnaire, readQuestionnaire } from '../../../scorecards/scorecard/questionnaire.ts';

/** Cells between bars, a row a line. */
const linesIn = (text: string) => linesOfCells(text.split('\n').map((row) => row.split('|')));
const read = (text: string, more: Partial<Questionnaire> = {}) =>
  readQuestionnaire({ lines: linesIn(text), name: 'Voice quality', language: 'en', columns: {}, ...more });

/** Notes with what they say; `file-competency`, which is always the last, left out. */
function notesOf(text: string, more: Partial<Questionnaire> = {}): unknown[] {
  const notes = read(text, more).notes.map(({ code, params }) => [code, params]);
  expect(notes.at(-1)).toEqual(['file-competency', {}]);
  return notes.slice(0, -1);
}

function refusalOf(file: () => unknown) {
  try {
    file();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { code: error.code, params: error.params, detail: error.detail };
  }
  return null;
}
const problemsOf = (text: string) => {
  const detail = refusalOf(() => read(text))?.detail as { problems?: FileFault[] } | null | undefined;
  return detail?.problems?.map(({ line, code, params }) => [line, code, params]);
};

const yesNo = (yes: object, no: object) => ({
  type: 'choice',
  options: [
    { key: 'yes', label: yes, value_bp: 10_000, fails: null },
    { key: 'no', label: no, value_bp: 0, fails: null },
  ],
});
const criterion = (more: object) => ({
  bonus: false,
  not_applicable: 'never',
  critical: null,
  competency: 'solving',
  comment: 'optional',
  evidence: 'optional',
  cause: 'none',
  starts_as: null,
  shown_when: null,
  ...more,
});
const guidance = (more: object = {}) => ({
  decide: null,
  good: null,
  poor: null,
  not_applicable: null,
  evidence: null,
  ...more,
});

it('a questionnaire becomes a whole draft, with notes and what its columns were taken for', () => {
  const text = [
    '话务质检|||||||',
    '一级指标|考核项|分值|致命项|选项|评分标准|正例|反例|备忘',
    '开场|主动问候|2.5|否||3秒内|您好||x',
    '|报工号|5|是|是（5分）；否（0分）；不适用|||喂|',
    '结束|致谢|0||||||',
  ].join('\n');
  const scale = yesNo({ zh: '是' }, { zh: '否' });
  expect(read(text, { language: null, name: 'VQ' })).toEqual({
    draft: {
      format: 2,
      id: 'VQ',
      leading: 'zh',
      name: { zh: 'VQ' },
      channel: 'any',
      method: 'weighted',
      critical_policy: 'zero',
      section_threshold: { value_bp: 7000, min_weight: 0 },
      not_applicable: 'leaves-total',
      purpose: null,
      rationale: null,
      root_causes: [],
      sections: [
        {
          id: 'VQS1',
          name: { zh: '开场' },
          kind: 'weighted',
          weight: null,
          criteria: [
            criterion({
              id: 'VQ1',
              text: { zh: '主动问候' },
              guidance: guidance({ decide: { zh: '3秒内' }, good: { zh: '您好' } }),
              weight: 25,
              scale,
            }),
            criterion({
              id: 'VQ2',
              text: { zh: '报工号' },
              guidance: guidance({ poor: { zh: '喂' } }),
              weight: 50,
              scale,
              not_applicable: 'allowed',
              critical: 'customer',
            }),
          ],
        },
        {
          id: 'VQS2',
          name: { zh: '结束' },
          kind: 'weighted',
          weight: null,
          criteria: [criterion({ id: 'VQ3', text: { zh: '致谢' }, guidance: guidance(), weight: 0, scale })],
        },
      ],
    },
    notes: [
      { code: 'file-language', params: { language: 'zh' } },
      { code: 'file-above', params: { line: 2 } },
      { code: 'file-columns-unread', params: { value: '备忘' } },
      { code: 'file-scaled', params: { factor: 10 } },
      { code: 'file-yes-no', params: { count: 2 } },
      { code: 'file-critical-unsaid', params: { count: 1 } },
      { code: 'file-critical-zero', params: {} },
      { code: 'file-competency', params: {} },
    ],
    named: [
      { header: '一级指标', column: 'section' },
      { header: '考核项', column: 'criterion' },
      { header: '分值', column: 'points' },
      { header: '致命项', column: 'critical' },
      { header: '选项', column: 'options' },
      { header: '评分标准', column: 'guidance' },
      { header: '正例', column: 'good' },
      { header: '反例', column: 'poor' },
      { header: '备忘', column: null },
    ],
  });
});

describe('notes say', () => {
  const YES_NO_OF = (count: number) => ['file-yes-no', { count }];

  it.each<[string, string, unknown[]]>([
    ['nothing more of a plain card', 'Section|Question|Type|Points\nA|B|yes/no|5', []],
    ['that there are no sections', 'Question|Type|Points\nB|yes/no|5', [['file-no-section', {}]]],
    [
      'how many are yes/no questions for want of options',
      'Section|Question|Type|Points\nA|B||5\nA|C|yes/no|5\nA|D||5',
      [YES_NO_OF(2)],
    ],
    ['that there are no points', 'Section|Question|Type\nA|B|yes/no\nA|C|text', [['file-no-points', {}]]],
    ['nothing of points where nothing counts', 'Section|Question|Type\nA|B|date\nA|C|text', []],
    ['nothing of points where some options have them', 'Section|Question|Options\nA|B|Yes=5;No=0\nA|C|Yes;No', []],
    [
      'how many worths are a guess',
      'Section|Question|Points|Options\nA|B|5|Gold;Silver\nA|C|5|Yes;No\nA|D|5|1;2;3',
      [['file-worth-assumed', { count: 2 }]],
    ],
    [
      'how many had other points than their options',
      'Section|Question|Points|Options\nA|B|10|Yes=5;No=0\nA|C|5|Yes=5;No=0\nA|D||Yes=4;No=0\nA|E|8|Yes;No\nA|F|9|Yes=5;No=0',
      [['file-options-scaled', { count: 2 }]],
    ],
    [
      'that errors of critical criteria make the score 0',
      'Section|Question|Type|Points|Critical\nA|B|yes/no|5|legal\nA|C|yes/no|5|no',
      [['file-critical-zero', {}]],
    ],
    [
      'how many do not say whom their errors hurt',
      'Section|Question|Type|Points|Critical\nA|B|yes/no|5|fatal\nA|C|yes/no|5|yes\nA|D|yes/no|5|legal',
      [
        ['file-critical-unsaid', { count: 2 }],
        ['file-critical-zero', {}],
      ],
    ],
    [
      'by how much points were multiplied',
      'Section|Question|Type|Points\nA|B|yes/no|5\nA|C|yes/no|0.25',
      [['file-scaled', { factor: 100 }]],
    ],
    [
      'which columns with something in them were not read',
      'Section|Question|Type|Points|Some||Blank|None|Full\nA|B|yes/no|5|x|y| ||z\nA|C|yes/no|5||y|  ||z\nA|D|yes/no|5',
      [['file-columns-unread', { value: 'Some, Full' }]],
    ],
    [
      'which lines were totals, had points for “not applicable”, and came back to a section',
      'Section|Question|Points|Options\nA|B|5|Yes=5;No=0;N/A=5\nC|D|5|Yes=5;No=0\nTotal||10|\nA|E|5|Yes=5;No=0',
      [
        ['file-total', { lines: '4' }],
        ['file-na-worth', { lines: '2' }],
        ['file-section-again', { lines: '5' }],
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(notesOf(text)).toEqual(expected);
  });

  it('ten columns at most that were not read, and the beginnings of their names', () => {
    const names = Array.from({ length: 11 }, (_, i) => `${i}${'n'.repeat(80)}`);
    const text = `Section|Question|Type|Points|${names.join('|')}\nA|B|yes/no|5${'|x'.repeat(11)}`;
    const shown = names.slice(0, 10).map((name) => name.slice(0, 60));
    expect(notesOf(text)).toEqual([['file-columns-unread', { value: shown.join(', ') }]]);
  });

  it.each<[string, string]>([
    ['Greets the customer, at once', 'en'],
    ['问候', 'zh'],
    ['问abc', 'zh'],
    ['问abcde', 'en'],
    ['12 — 34', 'en'],
    ['Grüße … 。。。。', 'en'],
  ])('what language was read: %s is %s', (words, language) => {
    const text = `Section|Question|Type|Points\n${words}|${words}|1|5`;
    const { notes, draft } = read(text.replace('Type', 'Thema'), { language: null });
    expect([notes[0], draft.leading]).toEqual([{ code: 'file-language', params: { language } }, language]);
  });
});

describe('the effect of critical errors', () => {
  it.each([
    ['A|B|\nA|C|', 'report'],
    ['A|B|\nA|C|no', 'report'],
    ['A|B|\nA|C|legal', 'zero'],
    ['A|B|\nD|C|yes\nE|F|', 'zero'],
  ])('of %j is %s', (rows, policy) => {
    expect(read(`Section|Question|Critical\n${rows}`).draft.critical_policy).toBe(policy);
  });
});

it('weights are points made whole; without points all are 1, and what is not rated is 0', () => {
  const weights = (text: string) =>
    read(text).draft.sections.flatMap(({ criteria }) => criteria.map((one) => ('weight' in one ? one.weight : null)));
  expect(weights('Question|Points\nA|2.5\nB|10\nC|0')).toEqual([25, 100, 0]);
  expect(weights('Question|Options\nA|Yes=5;No=0\nB|Yes;No')).toEqual([5, 1]);
  expect(weights('Question|Type|Points\nA|text|5\nB|date|\nC||5')).toEqual([0, 0, 5]);
});

describe('what is refused', () => {
  it('is listed by lines, with the columns', () => {
    const text = 'Item ID|Section|Question|Max points\nQ1|A|B|1001\nQ1|A|C|5\nQ2|A|D|50%\nQ 3|A|E|5\nQ1|A|F|\n|A|G|x';
    expect(refusalOf(() => read(text))).toEqual({
      code: 'file-refused',
      params: { count: 6 },
      detail: {
        problems: [
          { line: 2, code: 'file-points-large', params: { column: 'Max points', value: '1001', limit: 1000 } },
          { line: 3, code: 'file-id-twice', params: { column: 'Item ID', value: 'Q1', first: 2 } },
          { line: 4, code: 'file-points-mixed', params: { column: 'Max points', value: '50%', first: 2 } },
          { line: 5, code: 'file-id', params: { column: 'Item ID', value: 'Q 3' } },
          { line: 6, code: 'missing-value', params: { column: 'Max points', value: '' } },
          { line: 7, code: 'file-points', params: { column: 'Max points', value: 'x' } },
        ].map((one) => ({ path: null, ...one })),
        columns: [
          { header: 'Item ID', column: 'id' },
          { header: 'Section', column: 'section' },
          { header: 'Question', column: 'criterion' },
          { header: 'Max points', column: 'points' },
        ],
      },
    });
  });

  it('for its points says what is allowed once all are whole', () => {
    expect(problemsOf('Question|Weight\nA|0.5\nB|100.1\nC|100')).toEqual([
      [3, 'file-points-large', { column: 'Weight', value: '100.1', limit: 100 }],
    ]);
    expect(problemsOf('Question|Options\nA|Full=1001;None=0')).toEqual([
      [2, 'file-points-large', { column: 'points', value: '1001', limit: 1000 }],
    ]);
  });

  it('no percentage beside criteria that have no points', () => {
    expect(notesOf('Section|Question|Type|Points\nA|B|yes/no|0\nA|C|yes/no|50%\nA|D|yes/no|50%')).toEqual([]);
    expect(problemsOf('Question|Weight\nA|0\nB|50%\nC|5\nD|5')).toEqual([
      [4, 'file-points-mixed', { column: 'Weight', value: '5', first: 3 }],
      [5, 'file-points-mixed', { column: 'Weight', value: '5', first: 3 }],
    ]);
  });

  it('every id that was there before, with where it was first', () => {
    expect(problemsOf('Question|Code\nA|Q1\nB|\nC|Q1\nD|\nE|Q1')).toEqual([
      [4, 'file-id-twice', { column: 'Code', value: 'Q1', first: 2 }],
      [6, 'file-id-twice', { column: 'Code', value: 'Q1', first: 2 }],
    ]);
  });

  it('more rows than may be, and a file without any', () => {
    const lines = (count: number) => [
      ...linesIn('Question\nA'),
      ...Array.from({ length: count - 2 }, (_, i) => ({ line: i + 3, cells: [''] })),
    ];
    expect(read('', { lines: lines(MOST_ROWS) }).draft.sections[0]!.criteria).toHaveLength(1);
    expect(refusalOf(() => read('', { lines: lines(MOST_ROWS + 1) }))).toEqual({
      code: 'too-many-rows',
      params: { limit: 5000 },
      detail: null,
    });
    for (const text of ['', 'Question', 'Section|Question\nA|', 'Question|Points\nTotal|5'])
      expect(refusalOf(() => read(text))).toEqual({ code: 'no-rows', params: {}, detail: null });
  });
});
