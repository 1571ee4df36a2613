// How an imported spreadsheet was read, and what can be changed about it.
import { plural } from '../grammar/plural.ts';

export const understood = {
  title: 'How {{ name }} was read',
  encoding: 'Encoding',
  encodingGuessed: 'Guessed. Check that the text is readable.',
  encodingName: {
    'utf-8': 'UTF-8',
    gb18030: 'Simplified Chinese (GB 18030)',
    'utf-16le': 'UTF-16 LE',
    'utf-16be': 'UTF-16 BE',
    big5: 'Traditional Chinese (Big5)',
    shift_jis: 'Japanese (Shift-JIS)',
    'euc-kr': 'Korean (EUC-KR)',
    'windows-1252': 'Western (Windows-1252)',
    'windows-1250': 'Central European (Windows-1250)',
    'windows-1251': 'Cyrillic (Windows-1251)',
  },
  delimiter: 'Delimiter',
  delimiterName: { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Vertical bar' },
  rowsAre: 'Each row is',
  rowIs: { csvs: 'a recording', chats: 'a turn of a chat' },
  dateOrder: 'Dates such as 03/04/2026',
  dateOrderName: { 'day-first': 'day first: 3 April', 'month-first': 'month first: March 4' },
  dateOrderAsk: 'Choose',
  dateOrderDoubtful: 'The order is ambiguous in this file. Choose one.',
  timeRead: '{{ written }} is read as {{ read }}.',
  firstRows: 'First rows of {{ name }}',
  firstOf: (of: { shown: number; rows: number }) => `${of.shown} of ${plural(of.rows, 'row')} shown.`,
  columnIs: 'Meaning of column {{ header }}',
  keepColumn: 'Keep as is',
  namedBy: { chosen: 'Remembered for next time', remembered: 'As chosen before' },
  sheetRead: 'Sheet “{{ sheet }}”.',
  sheetsLeft: 'Other sheets were skipped: {{ names }}.',
  merged: (n: number) => `${plural(n, 'merged area')}: the value applies to each row.`,
  shortLines: (of: { count: number; lines: string }) =>
    `${plural(of.count, 'row')} with fewer cells than columns; missing cells read as empty: line ${of.lines}.`,
  confirmDates: (n: number) =>
    n > 0
      ? `Times in the future or before 1990 are correct (${plural(n, 'row')})`
      : 'Times in the future or before 1990 are correct',
  newestFirst: (n: number) => `${plural(n, 'chat')} ${n === 1 ? 'was' : 'were'} listed newest first and reversed`,
  handedOver: (n: number) => `${plural(n, 'chat')} with several agents; each turn keeps its own agent`,
  notKept: 'Differs between turns and is not kept: {{ names }}',
} as const;
