import { describe, expect, it } from 'vitest';
import { cellText, sheetHead, sheetLines, sheetOf } from '../../../scorecards/files/sheet.ts';

describe('rows returned for fixing', () => {
  it('are CSV with a byte order mark and CRLF, quoted where they must be', () => {
    const sheet = sheetOf(['id', 'text'], [{ id: '1', text: 'Hello, "Ann"\nBye' }, { id: '2' }]);
    expect(sheet).toBe('\uFEFFid,text\r\n1,"Hello, ""Ann""\nBye"\r\n2,\r\n');
  });

  it('hold no cell that a spreadsheet would run, and come back as they were', () => {
    for (const cell of ['=HYPERLINK("http://x")', '+49 30 1234', '-12', '@SUM(A1)', '\t=1', "'quoted", 'plain']) {
      const written = sheetOf(['a'], [{ a: cell }]).split('\r\n')[1]!;
      expect(written).not.toMatch(/^"?[=+\-@\t\r]/);
      const read = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
      expect(cellText(read)).toBe(cell);
    }
  });
});

it('a sheet can be written a part at a time', () => {
  const rows: object[] = [
    { a: '1', b: 'x,y' },
    { a: 'semi;colon' },
    { b: 'tab\tstop', toString: 'no' },
    { a: 'line\rend' },
  ];
  const columns = ['a', 'b', 'toString'];
  expect(sheetHead(columns)).toBe('\uFEFFa,b,toString\r\n');
  expect(sheetLines(columns, [])).toBe('');
  const strings = rows as Record<string, string>[];
  expect(sheetLines(columns, strings)).toBe('1,"x,y",\r\n"semi;colon",,\r\n,"tab\tstop",no\r\n"line\rend",,\r\n');
  expect(sheetOf(columns, strings)).toBe(sheetHead(columns) + sheetLines(columns, strings));
});

it.each([
  ["'=1", '=1'],
  ["''=1", "'=1"],
  ["'plain", "'plain"],
  ["a'=1", "a'=1"],
  ["'\r", '\r'],
  ["'-", '-'],
])('the cell %j was %j', (written, cell) => {
  expect(cellText(written)).toBe(cell);
});
