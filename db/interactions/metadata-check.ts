// Checks a spreadsheet for recordings before anything is uploaded: what is wrong with each row, and whether each file
// has a row.
import { asUtc, instantOf, wallClockAt } from '../../scorecards/calendar/calendar.ts';
import { DATES_CONFIRMED } from '../../scorecards/interactions/columns.ts';
import { repeatedRows } from '../../scorecards/interactions/duplicates.ts';
import { readTime } from '../../scorecards/interactions/instant.ts';
import {
  type InteractionMetadata,
  lastPart,
  type RowReading,
  readMetadata,
} from '../../scorecards/interactions/metadata.ts';
import { AS_WRITTEN, type Reading, type Understood } from '../../scorecards/interactions/reading.ts';
import { type Ctx, demand } from '../database/context.ts';
import { findAgents, findKnown, type RowIssue, rowIssue, rowIssues, unknownAgent } from './arrivals.ts';
import { readSheetFile, type SheetFile } from './sheets.ts';

export type CheckedRow = {
  line: number;
  file: string;
  external_id: string;
  /** Columns under the names this product has for them: what an upload is begun with. */
  metadata: Record<string, string>;
  /** Empty: the row is good. */
  issues: RowIssue[];
  /** Something with this id is here already; whether it is the same only the recording can tell. */
  known: boolean;
};

export type MetadataCheck = {
  understood: Understood;
  rows: CheckedRow[];
  /** Of the files named, those that no row speaks of. */
  files_without_row: string[];
};

/** Checks rows against the files that lie ready. Nothing is written. */
export async function checkMetadata(
  ctx: Ctx,
  input: { sheet: SheetFile; files: string[]; reading?: Reading },
): Promise<MetadataCheck> {
  demand(ctx, 'interactions:import');
  const read = await readSheetFile(ctx, {
    sheet: input.sheet,
    kind: 'recording',
    reading: input.reading ?? AS_WRITTEN,
  });
  const rows = read.rows.map(({ line, record, wide }) => {
    const metadata = Object.fromEntries(Object.entries(record).map(([column, value]) => [column, value.trim()]));
    // A row may contain the recording's path; uploaded files have no folders.
    const file = lastPart(metadata.file ?? '');
    return { line, wide, metadata, path: metadata.file ?? '', file, external_id: metadata.external_id ?? '' };
  });
  const files = new Map(input.files.map((name) => [fileKey(name), name]));
  const agentOf = await findAgents(
    ctx.db,
    ctx,
    rows.map(({ metadata }) => metadata.agent ?? ''),
  );
  const ids = rows.map(({ external_id }) => external_id).filter((id) => id !== '');
  const knownOf = await findKnown(
    ctx.db,
    ctx,
    ids.map((external_id) => ({ external_id, content: '' })),
  );
  const repeatedIds = new Map(repeatedRows(rows).map(({ line, first }) => [line, first]));
  const doubled = doubledFiles(rows);

  const checked = rows.map(({ line, wide, metadata, file, external_id }): CheckedRow => {
    const issues: RowIssue[] = wide ? [rowIssue('too-many-cells', { line })] : [];
    const one = readMetadata(metadata, { ...read.reading, kind: 'recording' });
    if (!one.ok) issues.push(...rowIssues(one.issues));
    const agent = metadata.agent ?? '';
    if (agent !== '' && agentOf(agent) === null) issues.push(unknownAgent(ctx, agent));
    const sameId = repeatedIds.get(line);
    if (sameId !== undefined) {
      issues.push(rowIssue('duplicate-row', { column: 'external_id', value: external_id, first: sameId }));
    }
    const sameFile = doubled.get(line);
    if (sameFile !== undefined) issues.push(sameFile);
    if (file !== '' && !files.has(fileKey(file))) issues.push(rowIssue('row-without-file', { column: 'file', file }));
    const { sameId: holder, out_of_scope } = knownOf({ external_id, content: '' });
    if (out_of_scope) issues.push(rowIssue('known-out-of-scope', { column: 'external_id', value: external_id }));
    const known = external_id !== '' && holder !== null && !out_of_scope;
    const sent = settled(metadata, one.ok ? one.value : null, read.reading);
    return { line, file: files.get(fileKey(file)) ?? file, external_id, metadata: sent, issues, known };
  });
  const named = new Set(rows.map(({ file }) => fileKey(file)));
  return {
    understood: read.understood,
    rows: checked,
    files_without_row: input.files.filter((name) => !named.has(fileKey(name))),
  };
}

/** How names of files are compared: without folders and capitals, and ü whether it is one sign or, as on a Mac, two. */
const fileKey = (name: string): string => lastPart(name).normalize('NFC').toLowerCase();

/**
 * A row goes on with its values as they were read here: nothing is left to be read another way later. Of one that is
 * still to be fixed this is its time, which the other rows and the person's choices have told.
 * @param read null: something is wrong with the row
 */
function settled(
  metadata: Record<string, string>,
  read: InteractionMetadata | null,
  reading: RowReading,
): Record<string, string> {
  const time = readTime(metadata.started_at ?? '', reading);
  const when = {
    ...(time.ok ? { started_at: onTheClock(time.at, reading.zone) } : {}),
    ...(reading.confirm_dates ? { [DATES_CONFIRMED]: 'true' } : {}),
  };
  if (read === null) return { ...metadata, ...when };
  const { duration: _given, duration_s: _seconds, duration_min: _minutes, ...others } = metadata;
  const { channel, duration_ms, direction, language, csat, resolved, agent_channel } = read;
  const values = { channel, duration_ms, direction, language, csat, resolved, agent_channel };
  const written = Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, `${value}`]]));
  return { ...others, ...Object.fromEntries(written), ...when };
}

/** A time as the organisation's clocks show it, where that says the same; it may still be fixed by hand. */
function onTheClock(at: string, zone: string): string {
  const instant = Date.parse(at);
  const wall = wallClockAt(instant, zone);
  if (wall.ms !== 0 || instantOf(wall, zone) !== instant) return at;
  return new Date(asUtc(wall)).toISOString().slice(0, 19);
}

/** Rows that name a recording an earlier one has named; where the folders differ nobody knows which is meant. */
function doubledFiles(rows: readonly { line: number; path: string; file: string }[]): Map<number, RowIssue> {
  const found = new Map<number, RowIssue>();
  const first = new Map<string, { line: number; path: string; file: string }>();
  for (const row of rows) {
    const key = fileKey(row.file);
    if (key === '') continue;
    const before = first.get(key);
    if (before === undefined) first.set(key, row);
    else if (before.path.toLowerCase() === row.path.toLowerCase()) {
      found.set(row.line, rowIssue('duplicate-file', { column: 'file', value: row.file, first: before.line }));
    } else {
      const issue = rowIssue('same-file-name', {
        column: 'file',
        value: row.file,
        first: before.line,
        second: row.line,
      });
      found.set(row.line, issue);
      if (!found.has(before.line)) found.set(before.line, issue);
    }
  }
  return found;
}
