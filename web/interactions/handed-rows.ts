// Files of rows on the import page: checked by the server as they are, and again when the person changes how they are
// read. Nothing is written until the import is started.

import type { CheckedRow } from '../../api/interactions/imports-contract.ts';
import type { Encoding } from '../../scorecards/files/encoding.ts';
import { AS_WRITTEN, type Reading, type Understood } from '../../scorecards/interactions/reading.ts';
import { call, interactionsClient, Refusal } from '../server/client.ts';
import { type Chats, type Csv, changeRecording, intake, isOpen, newKey, setIntake } from './intake-store.ts';
import { handedOf, inEncoding, type RowsSource } from './rows-source.ts';

/** Which list a file is in: one row a recording, or one a turn of a chat. */
export type Holds = 'csvs' | 'chats';

/** Puts a file into its list; one of the same name that is not imported yet gives way. @returns its key */
export function put(holds: Holds, source: RowsSource, reading: Reading = AS_WRITTEN): number {
  const key = newKey();
  const { name } = source.file;
  const rows = { key, name, source, reading: { ...reading }, understood: null, problem: null };
  if (holds === 'csvs') {
    const csv: Csv = { ...rows, rows: 0, strays: [], checking: true };
    setIntake('csvs', (all) => [...all.filter((one) => one.name !== name), csv]);
  } else {
    const chats: Chats = { ...rows, state: 'checking', report: null };
    setIntake('chats', (all) => [...all.filter((one) => one.name !== name || one.state === 'imported'), chats]);
  }
  return key;
}

const indexOf = (holds: Holds, key: number): number => intake[holds].findIndex((one) => one.key === key);

function change(holds: 'csvs', key: number, next: Partial<Csv>): void;
function change(holds: 'chats', key: number, next: Partial<Chats>): void;
function change(holds: Holds, key: number, next: Partial<Csv> | Partial<Chats>): void {
  const index = indexOf(holds, key);
  if (index !== -1) setIntake(holds as 'csvs', index, next as Partial<Csv>);
}

/** How a refused file was read, so that it can be fixed. */
function understoodIn(problem: unknown): { understood: Understood } | null {
  const detail = problem instanceof Refusal ? (problem.detail as { understood?: Understood } | null) : null;
  return detail?.understood ? { understood: detail.understood } : null;
}

/**
 * Gives every recording that a row of the sheet names the details of the first row that does.
 * @param fresh the file was just dropped; otherwise manual fixes made since then stay
 */
export async function readCsv(key: number, fresh: boolean): Promise<void> {
  const csv = intake.csvs[indexOf('csvs', key)];
  if (!csv) return;
  change('csvs', key, { checking: true });
  try {
    const files = intake.recordings.map(({ file }) => file.name);
    const { source, reading } = csv;
    const report = await call(interactionsClient.metadata.$post({ json: { ...handedOf(source, reading), files } }));
    // Meanwhile it may have been asked for otherwise: the later answer counts.
    if (intake.csvs[indexOf('csvs', key)]?.reading !== reading) return;
    const here = new Map(intake.recordings.map((one) => [one.file.name, one.key]));
    const rowOf = new Map<string, CheckedRow>();
    for (const row of report.rows) if (here.has(row.file) && !rowOf.has(row.file)) rowOf.set(row.file, row);
    for (const [file, row] of rowOf) {
      const recording = intake.recordings.find((one) => one.key === here.get(file));
      if (!recording || !isOpen(recording) || (!fresh && recording.row !== null)) continue;
      changeRecording(recording.key, {
        own: row.metadata,
        row: { csv: csv.name, line: row.line },
        issues: row.issues,
        state: row.issues.length > 0 ? 'mend' : 'new',
      });
    }
    change('csvs', key, {
      checking: false,
      understood: report.understood,
      rows: report.rows.length,
      strays: report.rows.filter((row) => rowOf.get(row.file) !== row),
      problem: null,
    });
  } catch (problem) {
    change('csvs', key, { checking: false, problem, strays: [], ...understoodIn(problem) });
  }
}

/** @param dry_run writes nothing and reports what would be written */
export async function sendChats(key: number, dry_run: boolean): Promise<void> {
  const chats = intake.chats[indexOf('chats', key)];
  if (!chats) return;
  change('chats', key, { state: dry_run ? 'checking' : 'importing', problem: null });
  const { source, reading } = chats;
  try {
    const json = { format: source.format, dry_run, ...handedOf(source, reading) };
    const report = await call(interactionsClient.chats.$post({ json }));
    if (dry_run && intake.chats[indexOf('chats', key)]?.reading !== reading) return;
    change('chats', key, { state: dry_run ? 'checked' : 'imported', report, understood: report.understood });
  } catch (problem) {
    change('chats', key, { state: 'stopped', problem, report: null, ...understoodIn(problem) });
  }
}

const look = (holds: Holds, key: number): Promise<void> =>
  holds === 'csvs' ? readCsv(key, true) : sendChats(key, true);

/** Reads a file otherwise. */
export async function read(holds: Holds, key: number, next: Partial<Reading>): Promise<void> {
  const one = intake[holds][indexOf(holds, key)];
  if (!one) return;
  // As one value: what is set under a name of its own is merged into the object that is there.
  setIntake(holds as 'csvs', indexOf(holds, key), { reading: { ...one.reading, ...next } });
  await look(holds, key);
}

/** Says what a header is: for this file at once, and for every later one of the organisation. */
export async function nameColumn(holds: Holds, key: number, header: string, column: string): Promise<void> {
  const one = intake[holds][indexOf(holds, key)];
  if (!one) return;
  await call(interactionsClient.columns.$post({ json: { header, column } }));
  await read(holds, key, { columns: { ...one.reading.columns, [header]: column } });
}

export async function readIn(holds: Holds, key: number, encoding: Encoding): Promise<void> {
  const one = intake[holds][indexOf(holds, key)];
  if (one?.source.kind !== 'text') return;
  const other = await inEncoding(one.source, encoding);
  if (!other.ok) throw new Refusal('bad-bytes', { encoding, line: other.line });
  setIntake(holds as 'csvs', indexOf(holds, key), {
    source: other.source,
    reading: { ...one.reading, delimiter: null },
  });
  await look(holds, key);
}

/** The rows of a file are the other kind: turns of chats, or recordings. */
export async function holdOtherwise(holds: Holds, key: number): Promise<void> {
  const one = intake[holds][indexOf(holds, key)];
  if (!one) return;
  const other = holds === 'csvs' ? 'chats' : 'csvs';
  setIntake(holds as 'csvs', (all) => all.filter((csv) => csv.key !== key));
  await look(other, put(other, one.source, { ...one.reading, columns: {} }));
}
