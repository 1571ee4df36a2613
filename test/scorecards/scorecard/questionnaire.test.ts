import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOfCells, readCells } from '../../../scorecards/files/csv.ts';
import { Problem, sentence } from '../../../scorecards/problems/problem.ts';
import { check } from '../../../scorecards/scorecard/check.ts';
import { criteriaOf, Draft } from '../../../scorecards/scorecard/definition.ts';
import type { FileFault } from '../../../scorecards/scorecard/file.ts';
import { readQuestionnaire } from '../../../scorecards/scorecard/questionnaire.ts';
import { headOf } from '../../../scorecards/scorecard/questionnaire-columns.ts';

const read = (text: string, more: { name?: string; language?: string; columns?: Record<string, string> } = {}) =>
  readQuestionnaire({
    lines: readCells(text, null, 5001).lines,
    name: more.name ?? 'Voice quality 2026',
    language: more.language ?? 'en',
    columns: more.columns ?? {},
  });

const criteria = (text: string, language = 'en') => criteriaOf(read(text, { language }).draft);
const one = (header: string, row: string, language = 'en') => criteria(`${header}\n${row}\n`, language)[0]!;
const notes = (text: string) => read(text).notes.map(({ code }) => code);

function refused(text: string): [number | null, string, string][] {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code !== 'file-refused') return [[Number(error.params.line ?? 0), error.code, '']];
    const { problems } = error.detail as { problems: FileFault[] };
    return problems.map(({ line, code, params }) => [line, code, String(params.value ?? '')]);
  }
  return [];
}

const worths = (criterion: ReturnType<typeof one>): number[] =>
  criterion.scale.type === 'choice' ? criterion.scale.options.map(({ value_bp }) => value_bp) : [];
const labels = (criterion: ReturnType<typeof one>, language = 'en'): (string | undefined)[] =>
  criterion.scale.type === 'choice'
    ? criterion.scale.options.map(({ label }) => label[language])
    : criterion.scale.type === 'checklist'
      ? criterion.scale.items.map(({ label }) => label[language])
      : [];

describe('a questionnaire', () => {
  it('becomes a draft with sections, weights, guidance and rules', () => {
    const { draft } = read(
      [
        'Section,Question,Max points,Options,Critical,Comment required,N/A allowed,Description',
        'Opening,Greets the customer,10,Yes|No|N/A,no,if no,,Within three seconds',
        'Opening,Gives their name,5,Yes=5;No=0,,yes,yes,',
        'Compliance,Reads the notice,,Pass/Fail,compliance,,,',
      ].join('\n'),
    );
    expect(Draft.parse(draft)).toEqual(draft);
    expect(draft).toMatchObject({ id: 'VQ2', method: 'weighted', critical_policy: 'zero', leading: 'en' });
    expect(draft.sections.map(({ id, name }) => [id, name])).toEqual([
      ['VQ2-S1', { en: 'Opening' }],
      ['VQ2-S2', { en: 'Compliance' }],
    ]);
    expect(criteriaOf(draft).map((one) => [one.id, one.weight, one.not_applicable, one.comment, one.critical])).toEqual(
      [
        ['VQ2-1', 10, 'allowed', 'required-below-full', null],
        ['VQ2-2', 5, 'allowed', 'required', null],
        ['VQ2-3', 0, 'never', 'optional', 'compliance'],
      ],
    );
    expect(criteriaOf(draft)[0]!.guidance.decide).toEqual({ en: 'Within three seconds' });
    expect(check(draft).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is read in Chinese, as Chinese systems name columns, with one language throughout', () => {
    const text = '一级指标;考核项;分值;致命项;评分标准\n开场;主动问候;5分;否;3秒内\n;报工号;5分;是;\n';
    const { draft, notes: made } = readQuestionnaire({
      lines: readCells(text, null, 100).lines,
      name: '话务质检表',
      language: null,
      columns: {},
    });
    expect(draft).toMatchObject({ id: 'SC', leading: 'zh', name: { zh: '话务质检表' } });
    expect(made).toContainEqual({ code: 'file-language', params: { language: 'zh' } });
    expect(criteriaOf(draft).map(({ text: words, weight, critical }) => [words, weight, critical])).toEqual([
      [{ zh: '主动问候' }, 5, null],
      [{ zh: '报工号' }, 5, 'customer'],
    ]);
    expect(JSON.stringify(draft)).not.toContain('"en":');
  });

  it('may have titles above its columns, blank lines, and totals; each is mentioned', () => {
    const text = 'QA card,,\n\nSection,Question,Points\nA,One,5\n\nSubtotal,,5\nB,Two,5\n,Total,10\n';
    expect(criteria(text).map(({ text: words }) => words.en)).toEqual(['One', 'Two']);
    expect(read(text).notes).toContainEqual({ code: 'file-above', params: { line: 3 } });
    expect(read(text).notes).toContainEqual({ code: 'file-total', params: { lines: '6, 8' } });
  });

  it('carries a section down from a merged cell, or from a row of its own', () => {
    const merged = 'Section,Question\nA,One\n,Two\nB,Three\n';
    const heading = 'Section,Question,Points\nA,,\n,One,1\n,Two,1\nB,,\n,Three,1\n';
    for (const text of [merged, heading])
      expect(read(text).draft.sections.map(({ name, criteria: all }) => [name.en, all.length])).toEqual([
        ['A', 2],
        ['B', 1],
      ]);
  });

  it('puts a row of a section that began further up there, and says so', () => {
    const { draft, notes: made } = read('Section,Question\nA,One\nB,Two\nA,Three\n');
    expect(draft.sections.map(({ criteria: all }) => all.length)).toEqual([2, 1]);
    expect(made).toContainEqual({ code: 'file-section-again', params: { lines: '4' } });
  });

  it('without a column of sections is one section', () => {
    const { draft, notes: made } = read('Question\nOne\nTwo\n', { name: 'Chat' });
    expect(draft.sections.map(({ name }) => name.en)).toEqual(['Chat']);
    expect(made.map(({ code }) => code)).toContain('file-no-section');
  });

  it('keeps its own ids, and gives fresh ones to the others', () => {
    const text = 'ID,Question\nVQ2-2,One\n,Two\nQ7,Three\n';
    expect(criteria(text).map(({ id }) => id)).toEqual(['VQ2-2', 'VQ2-2-2', 'Q7']);
  });

  it('says which columns were not read, and a person may say what they are', () => {
    const text = 'Section,Thema,Question\nA,Anything,One\n';
    expect(read(text).notes).toContainEqual({ code: 'file-columns-unread', params: { value: 'Thema' } });
    expect(read(text, { columns: { Thema: 'criterion', Question: 'guidance' } }).draft.sections[0]).toMatchObject({
      criteria: [{ text: { en: 'Anything' }, guidance: { decide: { en: 'One' } } }],
    });
  });

  it('takes our own name for a column before what others call it', () => {
    expect(one('Category,Section,Question', 'Sales,Opening,One').text).toEqual({ en: 'One' });
    expect(read('Category,Section,Question\nSales,Opening,One\n').draft.sections[0]!.name).toEqual({ en: 'Opening' });
  });

  it('knows the names of columns that are documented', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/scorecards.md'), 'utf8');
    const [table = ''] = /\| column \|[\s\S]*?\n\n/.exec(page) ?? [];
    const names = table
      .split('\n')
      .slice(2)
      .flatMap((row) => row.split('|').slice(1, 3))
      .flatMap((cell) => cell.replaceAll('`', '').split(','))
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const ASKED = ['criterion', 'question', 'item', '评分项', '题目', '考核项'];
    expect(names.length).toBeGreaterThan(30);
    const unknown = names.filter((name) => {
      const beside = (cells: string[]) => headOf([{ line: 1, cells }], {}).named[0]!.column;
      return ASKED.includes(name) ? beside([name]) !== 'criterion' : beside([name, 'criterion']) === null;
    });
    expect(unknown).toEqual([]);
  });

  it('comes as the cells of a workbook too', () => {
    const lines = linesOfCells([['Section', 'Question', 'Points'], [], ['A', 'One', '2.5']]);
    const { draft } = readQuestionnaire({ lines, name: 'Card', language: 'en', columns: {} });
    expect(criteriaOf(draft)[0]).toMatchObject({ text: { en: 'One' }, weight: 25 });
  });
});

describe('points', () => {
  it.each([
    ['5', 5],
    ['5 分', 5],
    ['５', 5],
    ['10 points', 10],
    ['20%', 20],
    ['5.00', 5],
    ['0', 0],
    ['1000', 1000],
  ])('%s', (written, weight) => {
    expect(one('Question,Points', `One,${written}`).weight).toBe(weight);
  });

  it('with decimals are multiplied by what makes all whole, and this is said', () => {
    const text = 'Question;Points\nOne;2,5\nTwo;5\nThree;1.25\n';
    expect(criteria(text).map(({ weight }) => weight)).toEqual([250, 500, 125]);
    expect(read(text).notes).toContainEqual({ code: 'file-scaled', params: { factor: 100 } });
  });

  it('are those of the best option where the criterion has none', () => {
    expect(one('Question,Options', 'One,Full=4;Half=2;None=0')).toMatchObject({ weight: 4 });
  });

  it('are equal where the file has none', () => {
    expect(criteria('Question\nOne\nTwo\n').map(({ weight }) => weight)).toEqual([1, 1]);
    expect(notes('Question\nOne\n')).toContain('file-no-points');
  });

  it.each([
    ['-5', 'file-points-negative'],
    ['−5', 'file-points-negative'],
    ['five', 'file-points'],
    ['1.234', 'file-points'],
    ['"1,000"', 'file-points'],
    ['=5', 'file-points'],
    ['+5', 'file-points'],
    ['1001', 'file-points-large'],
    ['', 'missing-value'],
    ['1.2E+15', 'shortened-number'],
    ['#REF!', 'spreadsheet-error'],
    ['#FORMULA!', 'formula-without-value'],
    ['NaN', 'file-points'],
    ['9'.repeat(50), 'file-points'],
  ])('%s is refused', (written, code) => {
    expect(refused(`Question,Points\nOne,5\nTwo,${written}\n`).map(([line, found]) => [line, found])).toEqual([
      [3, code],
    ]);
  });

  it('some in percent and some not are refused', () => {
    expect(refused('Question,Points\nOne,50%\nTwo,5\n')).toEqual([[3, 'file-points-mixed', '5']]);
  });

  it('too many when made whole are refused, with what is allowed', () => {
    expect(refused('Question,Points\nOne,0.25\nTwo,50\n')).toEqual([[3, 'file-points-large', '50']]);
  });
});

describe('options', () => {
  it.each<[string, string[], number[]]>([
    ['Yes|No|N/A', ['Yes', 'No'], [10_000, 0]],
    ['Yes/No/NA', ['Yes', 'No'], [10_000, 0]],
    ['Yes/No/N/A', ['Yes', 'No'], [10_000, 0]],
    ['No|Yes', ['No', 'Yes'], [0, 10_000]],
    ['Yes=5;No=0', ['Yes', 'No'], [10_000, 0]],
    ['Yes (5); Partly (2.5); No (0)', ['Yes', 'Partly', 'No'], [10_000, 5000, 0]],
    ['Yes: 100%; Half: 33.33%; No: 0%', ['Yes', 'Half', 'No'], [10_000, 3333, 0]],
    ['A=3|B=2|C=1|D=0', ['A', 'B', 'C', 'D'], [10_000, 6667, 3333, 0]],
    ['Excellent|Good|Poor', ['Excellent', 'Good', 'Poor'], [10_000, 5000, 0]],
    ['Poor|Fair|Excellent', ['Poor', 'Fair', 'Excellent'], [0, 5000, 10_000]],
    ['1|2|3|4|5', ['1', '2', '3', '4', '5'], [0, 2500, 5000, 7500, 10_000]],
    ['Ratio 1:1|Other', ['Ratio 1', 'Other'], []],
  ])('%s', (written, expected, worth) => {
    if (worth.length === 0) expect(refused(`Question,Options\nOne,${written}\n`)[0]?.[1]).toBe('file-options-mixed');
    else {
      const criterion = one('Question,Options', `One,${written}`);
      expect([labels(criterion), worths(criterion)]).toEqual([expected, worth]);
    }
  });

  it('是（5分）；否（0分）；不适用', () => {
    const criterion = one('题目\t选项', '问候\t是（5分）；否（0分）；不适用', 'zh');
    expect([labels(criterion, 'zh'), worths(criterion)]).toEqual([
      ['是', '否'],
      [10_000, 0],
    ]);
    expect(criterion.not_applicable).toBe('allowed');
    expect(criterion.scale).toMatchObject({ options: [{ key: 'yes' }, { key: 'no' }] });
  });

  it('between lines of a cell', () => {
    expect(labels(one('Question,Options', 'One,"Full\nHalf\nNone"'))).toEqual(['Full', 'Half', 'None']);
  });

  it.each([
    ['1-5', { type: 'number', worst: 1, best: 5 }],
    ['5～1', { type: 'number', worst: 5, best: 1 }],
    ['0 to 10', { type: 'number', worst: 0, best: 10 }],
  ])('%s is a number', (written, scale) => {
    expect(one('Question,Options', `One,${written}`).scale).toEqual(scale);
  });

  it.each([
    ['yes/no', '', { type: 'choice' }],
    ['Radio buttons', 'A|B', { type: 'choice' }],
    ['checkbox', 'A|B|C', { type: 'checklist' }],
    ['number', '', { type: 'number', worst: 0, best: 4 }],
    ['date', '', { type: 'date' }],
    ['Free text', '', { type: 'text' }],
    ['多选题', 'A、B', { type: 'checklist' }],
  ])('of the type %s', (type, options, scale) => {
    const criterion = one('Question,Type,Options,Points', `One,${type},${options},4`);
    expect(criterion.scale).toMatchObject(scale);
    expect(criterion.weight).toBe(['date', 'text'].includes(criterion.scale.type) ? 0 : 4);
  });

  it.each([
    ['Yes', 'file-options-few'],
    ['N/A', 'file-options-few'],
    ['A|B|C|D|E|F|G|H|I|J', 'file-options-many'],
    ['Yes|yes', 'file-options-twice'],
    ['Yes=5|No', 'file-options-mixed'],
    ['Yes=5|No=-5', 'file-options-worth'],
    ['Yes=0|No=0', 'file-options-worth'],
    ['Yes=120%|No=0%', 'file-options-worth'],
    ['Yes=50%|No=0', 'file-options-worth'],
  ])('%s is refused', (written, code) => {
    expect(refused(`Question,Options\nOne,${written}\n`).map(([line, found]) => [line, found])).toEqual([[2, code]]);
  });

  it('whose worth is a guess are mentioned, and yes and no are no guess', () => {
    expect(notes('Question,Options\nOne,Gold|Silver\n')).toContain('file-worth-assumed');
    expect(notes('Question,Options\nOne,Yes|No\n')).not.toContain('file-worth-assumed');
  });

  it('with other points than the criterion, and points of “not applicable”, are mentioned', () => {
    expect(notes('Question,Points,Options\nOne,10,Yes=5|No=0|N/A=5\n')).toEqual(
      expect.arrayContaining(['file-options-scaled', 'file-na-worth']),
    );
  });
});

describe('text of a cell is text', () => {
  it.each(['=1+1', '+SUM(A1)', '-2', '@cmd', "'=quoted", '=HYPERLINK("http://x")', '<script>', '{{ n }}'])(
    '%s',
    (cell) => {
      const text = `Question,Description\n${[cell, cell].map((one) => `"${one.replaceAll('"', '""')}"`).join(',')}\n`;
      expect(criteria(text)[0]).toMatchObject({ text: { en: cell }, guidance: { decide: { en: cell } } });
    },
  );
});

describe('what cannot be read is refused whole, by line, column and reason', () => {
  it('every row of it', () => {
    expect(
      refused(
        'Section,Question,Points,Critical,Type\n,One,1,,\nA,,1,,\nA,Two,x,perhaps,guess\nA,Three,1,,,surplus\nA,Four,1,,\n',
      ),
    ).toEqual([
      [2, 'missing-value', ''],
      [3, 'missing-value', ''],
      [4, 'file-critical', 'perhaps'],
      [4, 'file-type', 'guess'],
      [5, 'too-many-cells', ''],
    ]);
  });

  it.each<[string, string, [number, string][]]>([
    ['no column of criteria', 'Section,Points\nA,1\n', [[1, 'missing-column']]],
    ['two columns of criteria', 'Question,Item\nA,B\n', [[1, 'duplicate-column']]],
    ['one id twice', 'ID,Question\nQ1,A\nQ1,B\n', [[3, 'file-id-twice']]],
    ['an id that cannot be one', 'ID,Question\n1.1,A\n', [[2, 'file-id']]],
    ['a text that is too long', `Question\n${'x'.repeat(4001)}\n`, [[2, 'value-too-long']]],
    ['half a character', 'Question\nA\ud800\n', [[2, 'unstorable']]],
    ['no rows', 'Section,Question\n', [[0, 'no-rows']]],
    ['nothing but a total', 'Section,Question,Points\nTotal,,5\n', [[0, 'no-rows']]],
    ['a letter', 'Dear customer,\nthank you for your call.\n', [[1, 'missing-column']]],
    ['options of a text', 'Question,Type,Options\nA,text,Yes|No\n', [[2, 'file-options-unused']]],
    ['a choice without options', 'Question,Type\nA,choice\n', [[2, 'missing-value']]],
    ['an open quote', 'Question\n"A\n', [[2, 'quote-not-closed']]],
    ['neither yes nor no', 'Question,Comment required\nA,perhaps\n', [[2, 'file-yes-or-no']]],
    [
      'too many sections',
      `Section,Question\n${Array.from({ length: 102 }, (_, i) => `S${i},Q`).join('\n')}\n`,
      [[102, 'file-sections-many']],
    ],
    [
      'too many criteria of a section',
      `Section,Question\n${Array.from({ length: 402 }, (_, i) => `S,Q${i}`).join('\n')}\n`,
      [[402, 'file-section-full']],
    ],
    ['too many rows', `Question\n${'A\n'.repeat(5001)}`, [[0, 'too-many-rows']]],
    ['too many columns', `Question${',x'.repeat(201)}\nA\n`, [[1, 'too-many-columns']]],
  ])('%s', (_, text, places) => {
    expect(refused(text).map(([line, code]) => [line, code])).toEqual(places);
  });

  it('with the columns, so that a person can say what they are', () => {
    try {
      read('Thema,Was gefragt wird,Punkte\nA,B,1\n');
      expect.unreachable();
    } catch (error) {
      expect((error as Problem).detail).toMatchObject({
        columns: [
          { header: 'Thema', column: null },
          { header: 'Was gefragt wird', column: null },
          { header: 'Punkte', column: 'points' },
        ],
      });
    }
  });
});

it('whatever stands in a table, it is read into a valid draft, or refused by lines it has', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      'Section',
      'Question',
      'Points',
      'Options',
      'Yes|No',
      'Yes=5;No=0',
      '1-5',
      '5',
      '2.5',
      '-1',
      'N/A',
      'Total',
      '',
    ),
    fc.string({ maxLength: 12 }),
  );
  const table = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 });
  fc.assert(
    fc.property(table, (rows) => {
      const lines = linesOfCells([['Section', 'Question', 'Points', 'Options', 'Type', 'Critical'], ...rows]);
      try {
        const { draft, notes: made } = readQuestionnaire({ lines, name: 'Card', language: null, columns: {} });
        expect(Draft.parse(draft)).toEqual(draft);
        for (const { code, params } of made) expect(sentence(code, params, 'zh')).not.toMatch(/\{|undefined/);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const { problems = [] } = (error.detail ?? {}) as { problems?: FileFault[] };
        for (const { line, code, params } of problems) {
          expect(lines.map((one) => one.line)).toContain(line);
          for (const language of ['en', 'zh'] as const)
            expect(sentence(code, params, language)).not.toContain('undefined');
        }
      }
    }),
    { numRuns: 300 },
  );
});
