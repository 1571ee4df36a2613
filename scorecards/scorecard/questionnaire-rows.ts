// The rows of a questionnaire, one criterion each. A row that cannot be read is refused by its line, its column and the
// reason, and every such row is listed. A section stands in its first row and holds until the next one; a row that names
// nothing but a section begins it.
import { cellFault } from '../files/cells.ts';
import type { Line } from '../files/csv.ts';
import { headerKey } from '../files/words.ts';
import type { ProblemCode } from '../problems/problem.ts';
import { type Criterion, type CriticalClass, isRated, Key, MOST } from './definition.ts';
import { yesNo } from './edit.ts';
import type { FileFault, FileNote } from './file.ts';
import {
  type Amount,
  amountIn,
  commentIn,
  criticalIn,
  notApplicableIn,
  optionsIn,
  rangeIn,
  typeIn,
} from './questionnaire-cells.ts';
import type { Column, Head } from './questionnaire-columns.ts';
import { type LanguageTag, TEXT_CHARACTERS } from './text.ts';

/** One criterion as the file has it. `points`: null where it says nothing of them. */
export type Row = {
  line: number;
  section: string;
  text: string;
  id: string | null;
  points: Amount | null;
  scale: Criterion['scale'];
  /** What its scale was made of, as far as its reader should know. */
  made: { yesNo: boolean; assumed: boolean; best: Amount | null };
  not_applicable: Criterion['not_applicable'];
  critical: CriticalClass | 'unsaid' | null;
  comment: Criterion['comment'];
  guidance: Record<'decide' | 'good' | 'poor', string>;
};

export type Rows = { rows: Row[]; faults: FileFault[]; notes: FileNote[] };

type Cells = Partial<Record<Column, string>>;
type Refuse = (column: Column, code: ProblemCode, more?: { value?: string; limit?: number; first?: number }) => null;

/** @param whole the section of rows in a file that has none */
export function rowsOf(head: Head, whole: string, language: LanguageTag): Rows {
  const faults: FileFault[] = [];
  const totals: number[] = [];
  const naWorth: number[] = [];
  const rows: Row[] = [];
  const has = new Set(head.named.map(({ column }) => column));
  let section = has.has('section') ? '' : whole;
  for (const line of head.body) {
    const cells = cellsOf(line, head);
    const refuse = refusing(faults, line.line, head, cells);
    if (isWide(line, head)) {
      faults.push({ path: null, line: line.line, code: 'too-many-cells', params: { line: line.line } });
      continue;
    }
    const given = Object.entries(cells).filter(([, cell]) => cell !== '');
    if (given.length === 0) continue;
    if (isTotal(cells, given.length)) {
      totals.push(line.line);
      continue;
    }
    section = cells.section || section;
    if (given.length === 1 && cells.section) continue;
    const before = faults.length;
    for (const [column, cell] of given) checkCell(column as Column, cell, refuse);
    if (section === '') refuse('section', 'missing-value');
    if (!cells.criterion) refuse('criterion', 'missing-value');
    if (faults.length > before) continue;
    const row = rowOf(cells, line.line, section, { language, has, refuse, naWorth });
    if (row) rows.push(row);
  }
  return { rows, faults, notes: [...linesNote('file-total', totals), ...linesNote('file-na-worth', naWorth)] };
}

/** One note of all lines it is about, the first of them named. */
const linesNote = (code: FileNote['code'], lines: readonly number[]): FileNote[] =>
  lines.length === 0
    ? []
    : [{ code, params: { lines: lines.slice(0, 10).join(', ') + (lines.length > 10 ? ' …' : '') } }];

const cellsOf = ({ cells }: Line, { named }: Head): Cells =>
  Object.fromEntries(named.flatMap(({ column }, i) => (column ? [[column, (cells[i] ?? '').trim()]] : [])));

/** Values that stand under no name may stand under the wrong one. */
const isWide = ({ cells }: Line, { named }: Head): boolean =>
  cells.slice(named.length).some((cell) => cell.trim() !== '');

/** So much of a refused value is shown: enough to find it. */
const SHOWN = 100;

const refusing =
  (faults: FileFault[], line: number, { named }: Head, cells: Cells): Refuse =>
  (column, code, more = {}) => {
    const header = named.find((one) => one.column === column)?.header || column;
    const value = (more.value ?? cells[column] ?? '').slice(0, SHOWN).toWellFormed().replaceAll('\0', '\uFFFD');
    faults.push({ path: null, line, code, params: { ...more, column: header, value } });
    return null;
  };

function checkCell(column: Column, cell: string, refuse: Refuse): void {
  const fault = cellFault(cell);
  if (fault) refuse(column, fault);
  else if (cell.length > TEXT_CHARACTERS) refuse(column, 'value-too-long', { limit: TEXT_CHARACTERS });
}

const TOTALS = new Set([
  'total',
  'totals',
  'sum',
  'subtotal',
  'grandtotal',
  '合计',
  '总计',
  '总分',
  '小计',
  '合計',
  '總計',
]);
/** Nothing but a word for a total, and perhaps the total. */
const isTotal = (cells: Cells, given: number): boolean =>
  TOTALS.has(headerKey((cells.criterion || cells.section || '').slice(0, 20))) &&
  given === [cells.section, cells.criterion, cells.points].filter(Boolean).length;

type Context = { language: LanguageTag; has: ReadonlySet<Column | null>; refuse: Refuse; naWorth: number[] };

function rowOf(cells: Cells, line: number, section: string, context: Context): Row | null {
  const { refuse, naWorth } = context;
  const read = <T>(column: Column, parse: (cell: string) => T | null, code: ProblemCode, empty: T): T | null =>
    cells[column] ? (parse(cells[column]) ?? refuse(column, code)) : empty;
  const critical = read('critical', criticalIn, 'file-critical', 'no' as const);
  const comment = read('comment_required', commentIn, 'file-yes-or-no', 'optional' as const);
  const rule = read('not_applicable', notApplicableIn, 'file-yes-or-no', 'never' as const);
  const id = read<string | null>('id', (cell) => (Key.safeParse(cell).success ? cell : null), 'file-id', '');
  const scale = scaleOf(cells, context);
  if (scale === null) return null;
  if (scale.naWorth) naWorth.push(line);
  const points = pointsOf(cells, scale, critical, context);
  if (critical === null || comment === null || rule === null || id === null || points === undefined) return null;
  return {
    line,
    section,
    text: cells.criterion!,
    id: id || null,
    points,
    scale: scale.scale,
    made: { yesNo: scale.yesNo, assumed: scale.assumed, best: scale.best },
    not_applicable: scale.na && rule === 'never' ? 'allowed' : rule,
    critical: critical === 'no' ? null : critical,
    comment,
    guidance: { decide: cells.guidance ?? '', good: cells.good ?? '', poor: cells.poor ?? '' },
  };
}

/** Yes and no in the language of the file, as far as we have the words. */
function yesNoIn(language: LanguageTag): Criterion['scale'] {
  const scale = yesNo();
  if (scale.type !== 'choice') return scale;
  const options = scale.options.map((option) => {
    const words = option.label[language];
    return words === undefined ? option : { ...option, label: { [language]: words } };
  });
  return { ...scale, options };
}

type Made = {
  scale: Criterion['scale'];
  best: Amount | null;
  yesNo: boolean;
  assumed: boolean;
  na: boolean;
  naWorth: boolean;
};
const PLAIN = { best: null, yesNo: false, assumed: false, na: false, naWorth: false };

function scaleOf(cells: Cells, { language, refuse }: Context): Made | null {
  const { options = '', points = '' } = cells;
  const type = cells.type ? (typeIn(cells.type) ?? refuse('type', 'file-type')) : undefined;
  if (type === null) return null;
  if (type === 'date' || type === 'text') {
    return options === '' ? { ...PLAIN, scale: { type } } : refuse('options', 'file-options-unused');
  }
  if (type === 'number' && options === '') {
    const most = amountIn(points);
    return most && most.hundredths > 0 && most.decimals === 0 && !most.percent
      ? { ...PLAIN, scale: { type: 'number', worst: 0, best: most.hundredths / 100 } }
      : refuse('options', 'missing-value');
  }
  if (options === '') {
    return type === undefined || type === 'yes-no'
      ? { ...PLAIN, scale: yesNoIn(language), yesNo: type === undefined }
      : refuse('options', 'missing-value');
  }
  const range = type === 'checklist' ? null : rangeIn(options);
  if (range) return { ...PLAIN, scale: range };
  if (type === 'number' && !/[|;,/]/.test(options)) return refuse('options', 'file-number-range');
  const read = optionsIn(options, type === 'checklist', language);
  if (!('code' in read)) return { ...PLAIN, ...read };
  const { code, value, limit } = read;
  return refuse('options', code, limit === undefined ? { value } : { value, limit });
}

/** null: the file says nothing of points; undefined: it was refused. What counts for nothing needs none. */
function pointsOf(
  cells: Cells,
  made: Made,
  critical: CriticalClass | 'unsaid' | 'no' | null,
  { has, refuse }: Context,
): Amount | null | undefined {
  const none: Amount = { hundredths: 0, decimals: 0, percent: false };
  if (cells.points) {
    const amount = amountIn(cells.points);
    if (amount && amount.hundredths >= 0) return amount;
    refuse('points', amount ? 'file-points-negative' : 'file-points');
    return undefined;
  }
  if (!isRated(made.scale)) return none;
  if (made.best) return made.best;
  if (!has.has('points')) return null;
  if (critical !== 'no') return none;
  refuse('points', 'missing-value');
  return undefined;
}

/** Sections in the order in which they begin, each with its rows. A row of one that began further up goes there. */
export function sectionsOf(rows: readonly Row[]): {
  sections: Map<string, Row[]>;
  faults: FileFault[];
  notes: FileNote[];
} {
  const sections = new Map<string, Row[]>();
  const faults: FileFault[] = [];
  const moved: number[] = [];
  let last = '';
  for (const row of rows) {
    const known = sections.get(row.section);
    if (known && row.section !== last) moved.push(row.line);
    if (known) known.push(row);
    else sections.set(row.section, [row]);
    last = row.section;
    if (!known && sections.size === MOST.sections + 1) {
      faults.push({ path: null, line: row.line, code: 'file-sections-many', params: { limit: MOST.sections } });
    }
    if (known?.length === MOST.criteria + 1) {
      const params = { section: row.section.slice(0, SHOWN), limit: MOST.criteria };
      faults.push({ path: null, line: row.line, code: 'file-section-full', params });
    }
  }
  return { sections, faults, notes: linesNote('file-section-again', moved) };
}
