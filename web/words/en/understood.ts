// How a file of rows was read, on the import page.
import { plural } from '../grammar/plural.ts';

export const understood = {
  title: 'How {{ name }} was read',
  encoding: 'Encoding',
  encodingGuessed: 'A guess: check that the text reads well.',
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
  delimiter: 'Between cells',
  delimiterName: { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Vertical bar' },
  rowsAre: 'Each row is',
  rowIs: { csvs: 'a recording', chats: 'a turn of a chat' },
  dateOrder: 'Dates such as 03/04/2026',
  dateOrderName: { 'day-first': 'day first: 3 April', 'month-first': 'month first: March 4' },
  dateOrderAsk: 'Choose',
  dateOrderDoubtful: 'Nothing in the file tells. Choose one.',
  timeRead: '{{ written }} is read as {{ read }}.',
  firstRows: 'First rows of {{ name }}',
  firstOf: (of: { shown: number; rows: number }) => `${of.shown} of ${plural(of.rows, 'row')} shown.`,
  columnIs: 'What the column {{ header }} is',
  keepColumn: 'keep as it is',
  namedBy: { chosen: 'remembered for next time', remembered: 'as chosen before' },
  sheetRead: 'Sheet “{{ sheet }}”.',
  sheetsLeft: 'Other sheets are left out: {{ names }}.',
  merged: (n: number) => `${plural(n, 'area')} of merged cells: each row has the value.`,
  shortLines: (of: { count: number; lines: string }) =>
    `${plural(of.count, 'row')} with fewer cells than columns, read as empty there: line ${of.lines}.`,
  confirmDates: (n: number) =>
    n > 0
      ? `Times in the future, or before 1990, are right (${plural(n, 'row')})`
      : 'Times in the future, or before 1990, are right',
  newestFirst: (n: number) => `${plural(n, 'chat')} ran from the newest message to the oldest and were turned round`,
  handedOver: (n: number) => `${plural(n, 'chat')} answered by several agents; each turn keeps its own`,
  notKept: 'Differs from turn to turn and is not kept: {{ names }}',
} as const;
