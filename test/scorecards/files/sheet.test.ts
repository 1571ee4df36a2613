import { describe, expect, it } from 'vitest';
import { cellText, sheetOf } from '../../../scorecards/files/sheet.ts';

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
