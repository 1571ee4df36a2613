import { describe, expect, it } from 'vitest';
import { linesOfCells } from '../../../scorecards/files/csv.ts';
import { headOf } from '../../../scorecards/scorecard/questionnaire-columns.ts';
import { type Row, rowsOf, sectionsOf } from '../../../scorecards/scorecard/questionnaire-rows.ts';

/** Cells between bars, a row a line. */
const table = (text: string): string[][] => text.split('\n').map((row) => row.split('|'));

const read = (rows: string[][], language = 'en', columns: Record<string, string> = {}) =>
  rowsOf(headOf(linesOfCells(rows), columns), 'Card', language);

const YES_NO = {
  type: 'choice',
  options: [
    { key: 'yes', label: { en: 'Yes' }, value_bp: 10_000, fails: null },
    { key: 'no', label: { en: 'No' }, value_bp: 0, fails: null },
  ],
};
const points = (hundredths: number, decimals = 0, percent = false) => ({ hundredths, decimals, percent });
const made = (more: Partial<Row['made']> = {}) => ({ yesNo: false, assumed: false, best: null, ...more });

const rowOf = (line: number, text: string, more: Record<string, unknown>) => ({
  line,
  section: 'Card',
  text,
  id: null,
  points: null,
  scale: YES_NO,
  made: made({ yesNo: true }),
  not_applicable: 'never',
  critical: null,
  comment: 'optional',
  guidance: { decide: '', good: '', poor: '' },
  ...more,
});

const onlyRow = (header: string, row: string, language = 'en') => {
  const { rows, faults } = read(table(`${header}\n${row}`), language);
  expect(faults).toEqual([]);
  return rows;
};

describe('a row', () => {
  it('of a question alone is a yes/no question, and says nothing else', () => {
    expect(onlyRow('Question', 'Greets')).toStrictEqual([rowOf(2, 'Greets', {})]);
    expect(onlyRow('Question|Options|Guidance|ID', 'Greets')).toStrictEqual([rowOf(2, 'Greets', {})]);
  });

  it('says all that its columns say, without the blanks around it', () => {
    const header =
      'Section|ID|Question|Points|Critical|Comment required|N/A allowed|Guidance|Good example|Poor example';
    expect(onlyRow(header, ' A | Q1 | Greets | 2.5 |legal|if no|with reason| In 3 s |“Hello”| “Yes?” ')).toStrictEqual([
      rowOf(2, 'Greets', {
        section: 'A',
        id: 'Q1',
        points: points(250, 1),
        critical: 'compliance',
        comment: 'required-below-full',
        not_applicable: 'with-reason',
        guidance: { decide: 'In 3 s', good: '“Hello”', poor: '“Yes?”' },
      }),
    ]);
  });

  it.each<[string, string, string, Record<string, unknown>]>([
    ['yes/no of a type', 'Question|Type', 'A|yes/no', { made: made() }],
    [
      'a day counts for nothing',
      'Question|Type',
      'A|date',
      { scale: { type: 'date' }, points: points(0), made: made() },
    ],
    [
      'a text counts for nothing',
      'Question|Type|Points',
      'A|text|',
      { scale: { type: 'text' }, points: points(0), made: made() },
    ],
    [
      'a number from 0 to its points',
      'Question|Type|Points',
      'A|number|10',
      { scale: { type: 'number', worst: 0, best: 10 }, points: points(1000), made: made() },
    ],
    [
      'a number between its options',
      'Question|Options|Points',
      'A|1-5|3',
      { scale: { type: 'number', worst: 1, best: 5 }, points: points(300), made: made() },
    ],
    [
      'one item of a checklist that looks like a range',
      'Question|Type|Options',
      'A|checklist|1-5',
      { scale: { type: 'checklist', items: [{ key: '1-5', label: { en: '1-5' } }] }, made: made() },
    ],
    ['critical without points', 'Question|Critical|Points', 'A|fatal|', { critical: 'unsaid', points: points(0) }],
    ['said not to be critical', 'Question|Critical', 'A|no', {}],
    ['that may be passed over', 'Question|N/A allowed|Comment required', 'A|yes|no', { not_applicable: 'allowed' }],
  ])('%s', (_, header, row, more) => {
    expect(onlyRow(header, row)).toStrictEqual([rowOf(2, 'A', more)]);
  });

  it('with options takes its points and “not applicable” from them', () => {
    const scale = {
      type: 'choice',
      options: [
        { key: 'full', label: { en: 'Full' }, value_bp: 10_000, fails: null },
        { key: 'half', label: { en: 'Half' }, value_bp: 5000, fails: null },
      ],
    };
    const best = { scale, points: points(400), made: made({ best: points(400) }) };
    expect(onlyRow('Question|Options|N/A allowed', 'A|Full=4;Half=2;N/A|')).toStrictEqual([
      rowOf(2, 'A', { ...best, not_applicable: 'allowed' }),
    ]);
    expect(onlyRow('Question|Options|N/A allowed', 'A|Full=4;Half=2;N/A|with reason')).toStrictEqual([
      rowOf(2, 'A', { ...best, not_applicable: 'with-reason' }),
    ]);
    expect(onlyRow('Question|Options', 'A|Full;Half')).toStrictEqual([
      rowOf(2, 'A', {
        scale: { ...scale, options: [scale.options[0], { ...scale.options[1], value_bp: 0 }] },
        made: made({ assumed: true }),
      }),
    ]);
  });

  it('has yes and no in the language of the file, and in ours where we do not know it', () => {
    const labels = (language: string) => {
      const [row] = onlyRow('Question', 'A', language);
      return row!.scale.type === 'choice' ? row!.scale.options.map(({ label }) => label) : [];
    };
    expect(labels('zh')).toStrictEqual([{ zh: '是' }, { zh: '否' }]);
    expect(labels('de')).toStrictEqual([
      { en: 'Yes', zh: '是' },
      { en: 'No', zh: '否' },
    ]);
  });
});

describe('rows', () => {
  const texts = ({ rows }: ReturnType<typeof rowsOf>) => rows.map(({ section, text }) => `${section}: ${text}`);

  it('with nothing in any column that is read are passed over, and so are blanks beyond the last', () => {
    const all = read(table('Question|Thema\nOne|x\n |y\nTwo|z| |\nThree'));
    expect([texts(all), all.faults, all.notes]).toEqual([['Card: One', 'Card: Two', 'Card: Three'], [], []]);
  });

  it('that hold totals are passed over, at most ten of them named', () => {
    const total = (count: number) =>
      read(table(`Section|Question|Points|Guidance\nA|One|5|${'\n|Total|5|'.repeat(count)}`));
    expect(texts(total(11))).toEqual(['A: One']);
    expect(total(10).notes).toEqual([{ code: 'file-total', params: { lines: '3, 4, 5, 6, 7, 8, 9, 10, 11, 12' } }]);
    expect(total(11).notes).toEqual([{ code: 'file-total', params: { lines: '3, 4, 5, 6, 7, 8, 9, 10, 11, 12 …' } }]);
  });

  it('that say more than a total are criteria', () => {
    const far = `${'.'.repeat(20)}Total`;
    const all = read(table(`Section|Question|Points|Guidance\nA|Total|5|Adds it up\nA|${far}|5|\n合计||9|\nB|Sum||`));
    expect([texts(all), all.faults]).toEqual([['A: Total', `A: ${far}`], []]);
    expect(all.notes).toEqual([{ code: 'file-total', params: { lines: '4, 5' } }]);
  });

  it('in which “not applicable” had points are named', () => {
    const all = read(table('Question|Options\nA|Yes=5;No=0;N/A=0\nB|Yes=5;No=0;N/A\nC|'));
    expect(all.notes).toEqual([{ code: 'file-na-worth', params: { lines: '2' } }]);
  });
});

describe('a row that cannot be read', () => {
  const fault = (code: string, params: Record<string, unknown>) => ({ path: null, line: 2, code, params });
  const LONG = 'x'.repeat(4001);

  it.each<[string, string, string, Record<string, unknown>]>([
    ['Frage|Kritisch', 'A|perhaps', 'file-critical', { column: 'Kritisch', value: 'perhaps' }],
    ['Question|必填评语', 'A|perhaps', 'file-yes-or-no', { column: '必填评语', value: 'perhaps' }],
    ['Question|Allow N/A', 'A|perhaps', 'file-yes-or-no', { column: 'Allow N/A', value: 'perhaps' }],
    ['Question ID|Question', '1.1|A', 'file-id', { column: 'Question ID', value: '1.1' }],
    ['Question|Max points', 'A|five', 'file-points', { column: 'Max points', value: 'five' }],
    ['Question|Max points', 'A|-5', 'file-points-negative', { column: 'Max points', value: '-5' }],
    ['Question|Max points', 'A|', 'missing-value', { column: 'Max points', value: '' }],
    ['Question|Type', 'A|guess', 'file-type', { column: 'Type', value: 'guess' }],
    ['Group|Question', '|A', 'missing-value', { column: 'Group', value: '' }],
    ['Group|Question|Score', 'B||5', 'missing-value', { column: 'Question', value: '' }],
    ['Question|Type|Answers', 'A|text|Yes', 'file-options-unused', { column: 'Answers', value: 'Yes' }],
    ['Question|Type', 'A|choice', 'missing-value', { column: 'options', value: '' }],
    ['Question|Type|Points', 'A|number|2.5', 'missing-value', { column: 'options', value: '' }],
    ['Question|Type|Points', 'A|number|5%', 'missing-value', { column: 'options', value: '' }],
    ['Question|Type|Points', 'A|number|0', 'missing-value', { column: 'options', value: '' }],
    ['Question|Type', 'A|number', 'missing-value', { column: 'options', value: '' }],
    ['Question|Type|Answers', 'A|number|12', 'file-number-range', { column: 'Answers', value: '12' }],
    ['Question|Type|Answers', 'A|number|1;1', 'file-options-twice', { column: 'Answers', value: '1' }],
    ['Question|Answers', 'A|Yes', 'file-options-few', { column: 'Answers', value: 'Yes' }],
    [
      'Question|Answers',
      'A|1,2,3,4,5,6,7,8,9,10',
      'file-options-many',
      { column: 'Answers', value: '1,2,3,4,5,6,7,8,9,10', limit: 9 },
    ],
    ['Question', LONG, 'value-too-long', { column: 'Question', value: 'x'.repeat(100), limit: 4000 }],
    ['Question|Thema', 'a\0b\0|', 'unstorable', { column: 'Question', value: 'a\uFFFDb\uFFFD' }],
    ['Question', 'half \ud800', 'unstorable', { column: 'Question', value: 'half \uFFFD' }],
    ['Question', '#REF!', 'spreadsheet-error', { column: 'Question', value: '#REF!' }],
    ['Question|Points', 'A|1|surplus', 'too-many-cells', { line: 2 }],
  ])('%s: %s', (header, row, code, params) => {
    expect(read(table(`${header}\n${row}`))).toStrictEqual({ rows: [], faults: [fault(code, params)], notes: [] });
  });

  it('is named by what the column is where its header is blank', () => {
    expect(read(table('Section|\nA|#REF!'), 'en', { '': 'criterion' }).faults).toEqual([
      fault('spreadsheet-error', { column: 'criterion', value: '#REF!' }),
    ]);
  });

  it('is none where a text is as long as it may be', () => {
    expect(onlyRow('Question', 'x'.repeat(4000))).toHaveLength(1);
  });
});

describe('sections of rows', () => {
  const rows = (...names: string[]) => names.map((section, i) => ({ section, line: i + 2 }) as Row);
  const sizes = (names: string[]) => {
    const { sections, ...more } = sectionsOf(rows(...names));
    return { sizes: [...sections].map(([name, all]) => [name, all.length]), ...more };
  };

  it('stand in the order in which they begin; rows that come back are named', () => {
    expect(sizes(['A', 'A', 'B', 'B', 'A', 'A', 'C', 'B'])).toEqual({
      sizes: [
        ['A', 4],
        ['B', 3],
        ['C', 1],
      ],
      faults: [],
      notes: [{ code: 'file-section-again', params: { lines: '6, 9' } }],
    });
  });

  it('are a hundred at most, of four hundred criteria each; the first beyond is refused', () => {
    const many = (count: number) => sizes(Array.from({ length: count }, (_, i) => `S${i}`));
    expect(many(100).faults).toEqual([]);
    expect(many(102).faults).toEqual([{ path: null, line: 102, code: 'file-sections-many', params: { limit: 100 } }]);
    const full = (count: number) => sizes(Array(count).fill('n'.repeat(150)));
    expect(full(400).faults).toEqual([]);
    expect(full(402).faults).toEqual([
      { path: null, line: 402, code: 'file-section-full', params: { section: 'n'.repeat(100), limit: 400 } },
    ]);
  });
});
