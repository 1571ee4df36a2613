// What the page makes of a scorecard's file before the server reads it: text in any encoding, and sheets of workbooks.
import { type Cell, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { linesOfCells } from '../../../scorecards/files/csv.ts';
import type { Problem } from '../../../scorecards/problems/problem.ts';
import { criteriaOf } from '../../../scorecards/scorecard/definition.ts';
import { readQuestionnaire } from '../../../scorecards/scorecard/questionnaire.ts';
import { MOST_BYTES, sourceOf } from '../../../web/scorecards/import-file.ts';
import { Refusal } from '../../../web/server/client.ts';
import { encodedAs } from '../../support/encoded.ts';

const of = (name: string, bytes: BlobPart) => sourceOf(new File([bytes], name));
const refused = (name: string, bytes: BlobPart) =>
  of(name, bytes).then(
    () => 'read',
    (error) => (error instanceof Refusal ? error.code : `${error}`),
  );

async function workbook(rows: (string | number | null)[][], formulas: Record<string, string> = {}) {
  const cells = new Map<string, Partial<Cell>>(Object.entries(formulas).map(([at, formula]) => [at, { formula }]));
  const merges = [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }];
  return Uint8Array.from(await writeXlsx({ sheets: [{ name: 'QA', rows, cells, merges }] }));
}
const questionnaire = (cells: string[][]) =>
  readQuestionnaire({ lines: linesOfCells(cells), name: 'Card', language: 'en', columns: {} });

describe('a workbook', () => {
  it('is its first sheet, with merged sections in every row', async () => {
    const bytes = await workbook([
      ['Section', 'Question', 'Points'],
      ['Opening', 'Greets', 2.5],
      [null, 'Gives name', 5],
    ]);
    const source = await of('card.xlsx', bytes);
    if (!('cells' in source)) throw new Error('no cells');
    const { draft } = questionnaire(source.cells);
    expect(draft.sections.map(({ name, criteria }) => [name.en, criteria.length])).toEqual([['Opening', 2]]);
    expect(criteriaOf(draft).map(({ weight }) => weight)).toEqual([25, 50]);
  });

  it('with a formula that has no result is refused at its line', async () => {
    const rows = [
      ['Section', 'Question', 'Points'],
      ['Opening', 'Greets', null],
      ['Opening', 'Gives name', 5],
    ];
    const source = await of('card.xlsx', await workbook(rows, { '1,2': '2+3' }));
    if (!('cells' in source)) throw new Error('no cells');
    try {
      questionnaire(source.cells);
      expect.unreachable();
    } catch (error) {
      expect((error as Problem).detail).toMatchObject({ problems: [{ line: 2, code: 'formula-without-value' }] });
    }
  });

  it('that is none, or damaged, is refused as what it is', async () => {
    const bytes = await workbook([['Question'], ['A'], ['B']]);
    expect(await refused('card.xlsx', bytes.slice(0, 500))).toBe('workbook-damaged');
    expect(await refused('card.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toBe('workbook-kind');
  });
});

describe('a text', () => {
  const text = '分组,考核项\n开场,主动问候客户并报工号\n';
  it.each([
    ['utf-8', new TextEncoder().encode(text)],
    ['utf-8 with a mark', new TextEncoder().encode(`\uFEFF${text}`)],
    ['gb18030', encodedAs(text, 'gb18030')!],
    ['utf-16', encodedAs(text, 'utf-16le with mark')!],
  ])('in %s is the same', async (_, bytes) => {
    expect(await of('card.csv', Uint8Array.from(bytes))).toEqual({ name: 'card.csv', text });
  });

  it.each([
    ['of nothing', new Uint8Array(), 'file-empty'],
    ['that is larger than the server takes', new Uint8Array(MOST_BYTES + 1).fill(65), 'too-large'],
    [
      'that is a picture',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49]),
      'unreadable-file',
    ],
    ['with a damaged letter', new TextEncoder().encode(text.repeat(20)).with(30, 0xff), 'bad-bytes'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await refused('card.csv', Uint8Array.from(bytes))).toBe(code);
  });
});
