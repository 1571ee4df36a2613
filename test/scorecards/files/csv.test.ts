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

describe('the delimiter', () => {
  it.each([
    ['a;b,c;d', ';'],
    ['a,b;c', ','],
    ['"x,y,z";b', ';'],
    ['a|b', '|'],
    ['a\tb\tc,d', '\t'],
    ['one', ','],
    ['', ','],
    ['\n\n a;b', ';'],
    ['a;b\rc,d,e,f', ';'],
    ['a;b\r\nc,d,e,f', ';'],
    ['"a\nb";c', ';'],
  ])('of %j is %j', (text, delimiter) => expect(readCells(text, null, 10).delimiter).toBe(delimiter));

  it.each([
    ['sep=;\na,b', ';', 2],
    ['SEP=|\r\na,b', '|', 2],
    ['"sep=\t"\ra,b', '\t', 2],
    ['\uFEFFsep=;  \na,b', ';', 2],
    ['sep=;', ';', null],
    ['sep=:\na;b;c', ',', 1],
    ['x sep=;\na,b', ';', 1],
    ['sep=;x\na,b', ';', 1],
  ])('is said by a line of its own: %j', (text, delimiter, line) => {
    const read = readCells(text, null, 10);
    expect([read.delimiter, read.lines[0]?.line ?? null]).toEqual([delimiter, line]);
  });

  it('that was chosen counts against what the file says', () => {
    expect(readCells('sep=;\na;b,c', ',', 10)).toEqual({ delimiter: ',', lines: [{ line: 2, cells: ['a;b', 'c'] }] });
  });
});

describe('cells, where it is easily wrong', () => {
  it('blanks after a closing quote are passed over, a tab too unless it separates', () => {
    expect(cells('a,b\n"x" \t,"y" ')[1]!.cells).toEqual(['x', 'y']);
    expect(readCells('"x" \t"y"', '\t', 10).lines[0]!.cells).toEqual(['x', 'y']);
    expect(readCells('"x"\t\t"y"', '\t', 10).lines[0]!.cells).toEqual(['x', '', 'y']);
  });

  it('an empty cell between others is one, quoted or not, and a line ends where it ends', () => {
    expect(cells('a,,c\n"",b,""')).toEqual([
      { line: 1, cells: ['a', '', 'c'] },
      { line: 2, cells: ['', 'b', ''] },
    ]);
    expect(cells('a,b,\nc,')).toEqual([
      { line: 1, cells: ['a', 'b', ''] },
      { line: 2, cells: ['c', ''] },
    ]);
  });

  it('quotes are doubled within quotes, at either end too', () => {
    expect(cells('"""a""","b""c",""""')[0]!.cells).toEqual(['"a"', 'b"c', '"']);
    expect(refused(() => cells('"'))).toEqual(['quote-not-closed', { line: 1 }]);
    expect(refused(() => cells('a,b\n"x""'))).toEqual(['quote-not-closed', { line: 2 }]);
  });

  it('lines are counted through every kind of line end within quotes', () => {
    expect(cells('"a\rb\r\nc\nd"\nx')).toEqual([
      { line: 1, cells: ['a\nb\nc\nd'] },
      { line: 5, cells: ['x'] },
    ]);
  });

  it('no more lines are read than are wanted, and a file with NUL in it is none', () => {
    expect(readCells('a\n\nb\nc', null, 2).lines.map(({ line }) => line)).toEqual([1, 3]);
    expect(refused(() => cells('a\0b'))).toEqual(['unreadable-file', {}]);
  });
});

describe('a table, where it is easily wrong', () => {
  const read = (text: string, change: object = {}) =>
    tableOf(readCells(text, ',', 100_000).lines, { ...naming, ...change });
  const note = (cell: string) =>
    tableOf(
      [
        { line: 1, cells: ['note'] },
        { line: 2, cells: [cell] },
      ],
      naming,
    ).rows[0]!.record.note;

  it('without a header or rows is refused', () => {
    expect(refused(() => read(''))).toEqual(['header-missing', {}]);
    expect(refused(() => tableOf([{ line: 1, cells: ['', ' '] }], naming))).toEqual(['header-missing', {}]);
    expect(refused(() => read('a,b'))).toEqual(['no-rows', {}]);
  });

  it('takes 200 columns and 10,000 rows', () => {
    const wide = Array.from({ length: 200 }, (_, i) => `c${i}`).join(',');
    expect(read(`${wide}\n1`).columns).toHaveLength(200);
    expect(read(`a\n${'1\n'.repeat(10_000)}`).rows).toHaveLength(10_000);
  });

  it('columns without a name are called by their letter, if they hold anything', () => {
    const figures = Array.from({ length: 60 }, (_, i) => i).join(',');
    const headers = read(`x${','.repeat(59)}\n${figures}`).columns.map(({ header }) => header);
    expect([1, 25, 26, 27, 51, 52, 59].map((i) => headers[i])).toEqual([
      ...['Column B', 'Column Z', 'Column AA', 'Column AB', 'Column AZ', 'Column BA', 'Column BH'],
    ]);
    expect(read('a,,\n1, ,').columns.map(({ header }) => header)).toEqual(['a']);
    expect(read('a,,\n1\n2,,3').columns.map(({ header }) => header)).toEqual(['a', 'Column B', 'Column C']);
  });

  it('rows that all end in a separator are not too wide; one that has more than the others is', () => {
    const wide = (text: string) => read(text).rows.map((row) => row.wide);
    expect(wide('a,b\n1,2,\n3,4,\n5,6,')).toEqual([false, false, false]);
    expect(wide('a,b\n1,2\n3,4,\n5,6')).toEqual([false, true, false]);
    expect(wide('a,b\n1,2,x\n3,4,x')).toEqual([true, true]);
    expect(wide('a,b\n1,2,\n3,4')).toEqual([true, false]);
    expect(wide('a,b,\n1,2,\n3,4,')).toEqual([false, false]);
  });

  it('shows the first five rows, each cell to 120 characters, and the lines that are short', () => {
    const table = read(`a,b\n${'x'.repeat(130)},1\n2\n3,\n4,4\n5,5\n6,6`);
    expect(table.first.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(table.first[0]!.cells).toEqual(['x'.repeat(120), '1']);
    expect(table.first[1]!.cells).toEqual(['2', '']);
    expect(table.rows[0]!.record.a).toHaveLength(130);
    expect(table.short_lines).toEqual([3]);
  });

  it('takes the mark off a text that was written for a spreadsheet, but not off what was said', () => {
    const chosen = { id: 'external_id' };
    expect(read('id,note\n"=""000123""","=""a""""b"""', { chosen }).rows[0]!.record).toEqual({
      external_id: '000123',
      note: 'a"b',
    });
    expect(read('id,text\n"=""1""","=""1"""', { chosen, kind: 'turn' }).rows[0]!.record).toEqual({
      external_id: '1',
      text: '="1"',
    });
    expect(note(' ="1" ')).toBe('1');
    for (const cell of ['="1', '=1"', 'x="1"', '="1"x', '="a"b"']) expect(note(cell)).toBe(cell);
  });

  it('of rows that were given back loses the reason and the marks it was made safe with', () => {
    const back = read("note,Refused_Because\n'=1,why");
    expect(back.columns.map(({ header }) => header)).toEqual(['note']);
    expect(back.rows[0]!.record).toEqual({ note: '=1' });
    expect(read("note,x\n'=1,why").rows[0]!.record).toEqual({ note: "'=1", x: 'why' });
  });

  it('begins with a byte order mark or without', () => {
    const table = tableOf(
      [
        { line: 1, cells: ['\uFEFFfile ', 'x'] },
        { line: 2, cells: ['1'] },
      ],
      naming,
    );
    expect(table.columns[0]).toEqual({ header: 'file', column: 'file', by: 'own' });
    expect(table.missing).toEqual(['external_id', 'agent', 'channel', 'started_at']);
  });
});
