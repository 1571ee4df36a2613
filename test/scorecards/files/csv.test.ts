import { describe, expect, it } from 'vitest';
import { readCells } from '../../../scorecards/files/csv.ts';
import { sheetOf } from '../../../scorecards/files/sheet.ts';
import { nameColumns } from '../../../scorecards/interactions/columns.ts';
import { tableOf } from '../../../scorecards/interactions/table.ts';
import { Problem } from '../../../scorecards/problems/problem.ts';

const cells = (text: string) => readCells(text, null, 1000).lines;
const refused = (read: () => unknown) => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem) return [error.code, error.params];
    throw error;
  }
};
const naming = { kind: 'recording' as const, chosen: {}, remembered: new Map<string, string>() };

describe('cells', () => {
  it('are separated by commas, semicolons, tabs or bars, as the first line or a line sep= says', () => {
    for (const sign of [',', ';', '\t', '|']) {
      expect(cells(`a${sign}b\n1${sign}"x,;\t|"`)[1]).toEqual({ line: 2, cells: ['1', 'x,;\t|'] });
    }
    expect(readCells('sep=;\r\na,b;c\r\n1;2', null, 10)).toEqual({
      delimiter: ';',
      lines: [
        { line: 2, cells: ['a,b', 'c'] },
        { line: 3, cells: ['1', '2'] },
      ],
    });
    expect(readCells('a,b;c', ',', 10).lines[0]!.cells).toEqual(['a', 'b;c']);
  });

  it('are the same for any line endings, even mixed; lines are counted through quoted cells', () => {
    const lines = cells('\uFEFFa,b\r\n1,"x\r\ny"\n\n2,z\r3,"w"\r\n,\r\n4,"ä ""q"""');
    expect(lines).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', 'x\ny'] },
      { line: 5, cells: ['2', 'z'] },
      { line: 6, cells: ['3', 'w'] },
      { line: 8, cells: ['4', 'ä "q"'] },
    ]);
  });

  it('keep a literal quote, and refuse one that would swallow the following rows, with its line', () => {
    expect(cells('a,b\nHe said "ok" and left,5"\n')[1]!.cells).toEqual(['He said "ok" and left', '5"']);
    expect(refused(() => cells('a,b\nx,y\nx,"Fine\n'))).toEqual(['quote-not-closed', { line: 3 }]);
    expect(refused(() => cells('a,b\nx,"Fine\ny,"Hello"\nz,w\n'))).toEqual(['quote-not-closed', { line: 2 }]);
    expect(refused(() => cells('a,b\n"say "no" twice",x'))).toEqual(['quote-not-closed', { line: 2 }]);
  });

  it('are looked at once each, however many columns there are', () => {
    for (const columns of [2000, 20_000]) {
      const line = Array.from({ length: columns }, (_, i) => `"c""${i}"`).join(',');
      expect(cells(`${line}\n${line}`)[1]!.cells).toHaveLength(columns);
    }
  });
});

describe('a table', () => {
  const table = (text: string, change: Partial<typeof naming> = {}) =>
    tableOf(readCells(text, null, 100_000).lines, { ...naming, ...change });

  it('with two headers that differ only in case is refused by their names', () => {
    expect(refused(() => table('file,Notes,Notes\n1,a,'))).toEqual([
      'duplicate-header',
      { first: 'Notes', second: 'Notes' },
    ]);
    expect(refused(() => table('queue,Queue\na,'))).toEqual(['duplicate-header', { first: 'queue', second: 'Queue' }]);
    expect(refused(() => table('External ID,external_id\na,b'))).toEqual([
      'duplicate-column',
      { column: 'external_id', first: 'External ID', second: 'external_id' },
    ]);
  });

  it('recognises columns by other systems’ names, and prefers its own', () => {
    const named = (headers: string[]) =>
      nameColumns(headers, naming).map(({ header, column, by }) => [header, column, by]);
    expect(named(['文件名', '通话编号', '坐席', '渠道', '开始时间', '满意度', '是否解决'])).toEqual([
      ['文件名', 'file', 'known'],
      ['通话编号', 'external_id', 'known'],
      ['坐席', 'agent', 'known'],
      ['渠道', 'channel', 'known'],
      ['开始时间', 'started_at', 'known'],
      ['满意度', 'csat', 'known'],
      ['是否解决', 'resolved', 'known'],
    ]);
    expect(named(['Datei', 'Gesprächs-ID', 'Kanal', 'Beginn']).map(([, column]) => column)).toEqual([
      'file',
      'external_id',
      'channel',
      'started_at',
    ]);
    expect(named(['agent', '坐席'])).toEqual([
      ['agent', 'agent', 'own'],
      ['坐席', null, 'kept'],
    ]);
    expect(refused(() => named(['坐席', '工号']))).toEqual([
      'duplicate-column',
      { column: 'agent', first: '坐席', second: '工号' },
    ]);
    expect(named(['时长（秒）', 'Call Duration (ms)', 'duration_min'].slice(0, 1))).toEqual([
      ['时长（秒）', 'duration_s', 'known'],
    ]);
    expect(named(['Call Duration (ms)'])[0]![1]).toBe('duration_ms');
    expect(named(['constructor', '__proto__', 'toString']).map(([, column]) => column)).toEqual([null, null, null]);
  });

  it('reads a header as a person said, now or before', () => {
    const text = 'Wer,Was\na@b,1';
    const columns = (change: Partial<typeof naming>) =>
      table(text, change).columns.map(({ column, by }) => [column, by]);
    expect(columns({ chosen: { Wer: 'agent' } })[0]).toEqual(['agent', 'chosen']);
    expect(columns({ remembered: new Map([['wer', 'agent']]) })[0]).toEqual(['agent', 'remembered']);
    expect(columns({ chosen: { Wer: '' }, remembered: new Map([['wer', 'agent']]) })[0]).toEqual([null, 'chosen']);
  });

  it('takes what a spreadsheet did to text off again, and nothing else', () => {
    const [row] = table('external_id,customer_ref,Notes\n"=""000123""",\'007,=1+1').rows;
    expect(row!.record).toEqual({ external_id: '000123', customer_ref: "'007", Notes: '=1+1' });
  });

  it('that we wrote comes back as it was, apostrophes and all', () => {
    const notes = ["'@home' is our shop", '=1+1', "''-x", '+49 30', "it's", 'a;b', '-'];
    const sheet = sheetOf(
      ['external_id', 'notes', 'refused_because'],
      notes.map((one) => ({ external_id: '1', notes: one })),
    );
    const read = table(sheet);
    expect(read.rows.map(({ record }) => record.notes)).toEqual(notes);
    expect(read.columns.map(({ header }) => header)).toEqual(['external_id', 'notes']);
  });

  it('keeps a column without a name under its letter, and reports rows that are shorter or wider', () => {
    const read = table('external_id,,agent,\n1,x,y\n2,,z,,\n3\n4,5,6,7,8');
    expect(read.columns.map(({ header }) => header)).toEqual(['external_id', 'Column B', 'agent', 'Column D']);
    expect(read.rows.map(({ wide }) => wide)).toEqual([false, true, false, true]);
    expect(read.short_lines).toEqual([2, 4]);
  });

  it('of more than 200 columns or 10,000 rows is refused', () => {
    const wide = Array.from({ length: 201 }, (_, i) => `c${i}`).join(',');
    expect(refused(() => table(`${wide}\n1`))).toEqual(['too-many-columns', { limit: 200 }]);
    expect(refused(() => table(`a\n${'1\n'.repeat(10_001)}`))).toEqual(['too-many-rows', { limit: 10_000 }]);
  });
});
