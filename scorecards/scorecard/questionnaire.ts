// Questionnaires as other products export them, and as people keep them in spreadsheets: a row for each criterion, with
// its section, points and options. All of it becomes a draft in one language, or nothing does. Cells are text, also those
// a spreadsheet would run.
import type { Line } from '../files/csv.ts';
import { Problem } from '../problems/problem.ts';
import { type Criterion, type Draft, isRated } from './definition.ts';
import { emptyDraft } from './draft.ts';
import { freshKey, keyFor, prefixOf } from './edit.ts';
import { type FileFault, type FileNote, type FileRead, refusedFile } from './file.ts';
import type { Amount } from './questionnaire-cells.ts';
import { type Head, headOf, type Named } from './questionnaire-columns.ts';
import { type Row, rowsOf, sectionsOf } from './questionnaire-rows.ts';
import type { LanguageTag } from './text.ts';

/** Rows of one file, the names of the columns among them. */
export const MOST_ROWS = 5000;

export type Questionnaire = {
  /** As csv.ts reads them, at most one more than MOST_ROWS. */
  lines: readonly Line[];
  /** Of the scorecard. */
  name: string;
  /** null: what the letters say. */
  language: LanguageTag | null;
  /** What headers are, where a person said so; '' for nothing. */
  columns: Readonly<Record<string, string>>;
};

/** @throws Problem `file-refused` with every row that cannot be read, `no-rows`, `too-many-rows` */
export function readQuestionnaire(file: Questionnaire): FileRead & { named: Named[] } {
  if (file.lines.length === 0) throw new Problem('no-rows');
  if (file.lines.length > MOST_ROWS) throw new Problem('too-many-rows', { limit: MOST_ROWS });
  const head = headOf(file.lines, file.columns);
  if (head.body.length === 0) throw new Problem('no-rows');
  const language = file.language ?? languageOf(head);
  const read = rowsOf(head, file.name, language);
  const { sections, faults, notes } = sectionsOf(read.rows);
  const all = [...read.faults, ...faults, ...pointsFaults(read.rows, head), ...idFaults(read.rows, head)];
  if (all.length > 0) {
    throw refusedFile(
      all.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
      { columns: head.named },
    );
  }
  if (read.rows.length === 0) throw new Problem('no-rows');
  const draft = draftOf(file.name, language, sections, factorOf(read.rows));
  return {
    draft,
    notes: [
      ...headNotes(head, file.language === null ? language : null),
      ...read.notes,
      ...notes,
      ...rowNotes(read.rows),
    ],
    named: head.named,
  };
}

/** Chinese where a fifth of the letters are; English otherwise. */
function languageOf({ body }: Head): LanguageTag {
  let [chinese, letters] = [0, 0];
  for (const { cells } of body) {
    for (const cell of cells) {
      chinese += cell.match(/\p{Script=Han}/gu)?.length ?? 0;
      letters += cell.match(/\p{L}/gu)?.length ?? 0;
    }
  }
  return chinese > 0 && chinese * 5 >= letters ? 'zh' : 'en';
}

/** What a weight may be at most. */
const MOST_POINTS = 1000;

/** Weights are whole: 1, 10 or 100, by what the points with most decimals need. */
const factorOf = (rows: readonly Row[]): number =>
  10 ** Math.max(0, ...rows.map(({ points }) => points?.decimals ?? 0));

const weightOf = ({ hundredths }: Amount, factor: number): number => (hundredths * factor) / 100;

function pointsFaults(rows: readonly Row[], head: Head): FileFault[] {
  const factor = factorOf(rows);
  const header = head.named.find((one) => one.column === 'points')?.header ?? 'points';
  const counted = rows.filter(({ points }) => points !== null && points.hundredths > 0);
  const [first] = counted;
  return counted.flatMap(({ line, points }): FileFault[] => {
    const at = { path: null, line };
    const written = `${points!.hundredths / 100}${points!.percent ? '%' : ''}`;
    const params = { column: header, value: written };
    if (points!.percent !== first!.points!.percent)
      return [{ ...at, code: 'file-points-mixed', params: { ...params, first: first!.line } }];
    return weightOf(points!, factor) > MOST_POINTS
      ? [{ ...at, code: 'file-points-large', params: { ...params, limit: MOST_POINTS / factor } }]
      : [];
  });
}

function idFaults(rows: readonly Row[], head: Head): FileFault[] {
  const header = head.named.find((one) => one.column === 'id')?.header ?? 'id';
  const first = new Map<string, number>();
  return rows.flatMap(({ id, line }): FileFault[] => {
    if (id === null) return [];
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, line);
      return [];
    }
    return [{ path: null, line, code: 'file-id-twice', params: { column: header, value: id, first: before } }];
  });
}

function draftOf(name: string, language: LanguageTag, sections: Map<string, Row[]>, factor: number): Draft {
  const id = keyFor(name);
  const text = (words: string) => ({ [language]: words });
  const critical = [...sections.values()].some((rows) => rows.some((row) => row.critical !== null));
  const empty = emptyDraft({
    id,
    leading: language,
    name: text(name),
    channel: 'any',
    method: 'weighted',
    critical_policy: critical ? 'zero' : 'report',
    section_threshold: { value_bp: 7000, min_weight: 0 },
  });
  const prefix = prefixOf({ id });
  const taken = new Set([...sections.values()].flatMap((rows) => rows.flatMap((row) => row.id ?? [])));
  let count = 0;
  const idOf = (row: Row): string => {
    count += 1;
    if (row.id !== null) return row.id;
    const fresh = freshKey(`${prefix}${count}`, taken);
    taken.add(fresh);
    return fresh;
  };
  return {
    ...empty,
    sections: [...sections].map(([section, rows], i) => ({
      id: `${prefix}S${i + 1}`,
      name: text(section),
      kind: 'weighted',
      weight: null,
      criteria: rows.map((row) => criterionOf(row, idOf(row), text, factor)),
    })),
  } as Draft;
}

function criterionOf(row: Row, id: string, text: (words: string) => Criterion['text'], factor: number): Criterion {
  const { decide, good, poor } = row.guidance;
  const written = (words: string) => (words === '' ? null : text(words));
  return {
    id,
    text: text(row.text),
    guidance: {
      decide: written(decide),
      good: written(good),
      poor: written(poor),
      not_applicable: null,
      evidence: null,
    },
    weight: isRated(row.scale) ? (row.points ? weightOf(row.points, factor) : 1) : 0,
    bonus: false,
    scale: row.scale,
    not_applicable: row.not_applicable,
    critical: row.critical === 'unsaid' ? 'customer' : row.critical,
    competency: 'solving',
    comment: row.comment,
    evidence: 'optional',
    cause: 'none',
    starts_as: null,
    shown_when: null,
  };
}

function headNotes({ line, above, named, body }: Head, guessed: LanguageTag | null): FileNote[] {
  const unread = named.filter(
    ({ header, column }, i) =>
      column === null && header !== '' && body.some(({ cells }) => (cells[i] ?? '').trim() !== ''),
  );
  const columns = new Set(named.map(({ column }) => column));
  return [
    ...note(guessed !== null, 'file-language', { language: guessed ?? '' }),
    ...note(above.length > 0, 'file-above', { line }),
    ...note(unread.length > 0, 'file-columns-unread', {
      value: unread
        .slice(0, 10)
        .map(({ header }) => header.slice(0, 60))
        .join(', '),
    }),
    ...note(!columns.has('section'), 'file-no-section'),
  ];
}

function rowNotes(rows: readonly Row[]): FileNote[] {
  const factor = factorOf(rows);
  const count = (is: (row: Row) => boolean): number => rows.filter(is).length;
  const counted = (code: FileNote['code'], is: (row: Row) => boolean): FileNote[] =>
    note(count(is) > 0, code, { count: count(is) });
  const rated = rows.filter(({ scale }) => isRated(scale));
  return [
    ...note(factor > 1, 'file-scaled', { factor }),
    ...note(rated.length > 0 && rated.every(({ points }) => points === null), 'file-no-points'),
    ...counted('file-yes-no', ({ made }) => made.yesNo),
    ...counted('file-worth-assumed', ({ made }) => made.assumed),
    ...counted(
      'file-options-scaled',
      ({ made, points }) => made.best !== null && points !== null && made.best.hundredths !== points.hundredths,
    ),
    ...counted('file-critical-unsaid', ({ critical }) => critical === 'unsaid'),
    ...note(
      rows.some(({ critical }) => critical !== null),
      'file-critical-zero',
    ),
    ...note(true, 'file-competency'),
  ];
}

const note = (is: boolean, code: FileNote['code'], params: FileNote['params'] = {}): FileNote[] =>
  is ? [{ code, params }] : [];
