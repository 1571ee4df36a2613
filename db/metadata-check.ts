// A CSV beside recordings is looked at before anything is sent: every row is told what is wrong with it, and every file
// whether a row speaks of it.
import { repeatedRows } from '../scorecards/interactions/duplicates.ts';
import { LIMITS } from '../scorecards/interactions/limits.ts';
import { columnName, readMetadata } from '../scorecards/interactions/metadata.ts';
import { Problem } from '../scorecards/problem.ts';
import { findAgents, findKnown, type RowIssue, rowIssue, rowIssues, unknownAgent } from './arrivals.ts';
import { type Ctx, demand } from './context.ts';
import { zoneOf } from './days.ts';

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
  rows: CheckedRow[];
  /** Of the files named, those that no row speaks of. */
  files_without_row: string[];
};

type Row = { line: number; record: Record<string, string>; wide: boolean };

/** Checks rows against the files that lie ready. Nothing is written. */
export async function checkMetadata(ctx: Ctx, input: { rows: Row[]; files: string[] }): Promise<MetadataCheck> {
  demand(ctx, 'interactions:import');
  if (input.rows.length > LIMITS.rows) throw new Problem('too-many-rows', { limit: LIMITS.rows });
  const zone = await zoneOf(ctx.db, ctx);
  const rows = input.rows.map(({ line, record, wide }) => {
    const metadata = Object.fromEntries(
      Object.entries(record).map(([header, value]) => [columnName(header), value.trim()]),
    );
    return { line, wide, metadata, file: metadata.file ?? '', external_id: metadata.external_id ?? '' };
  });
  const files = new Map(input.files.map((name) => [name.toLowerCase(), name]));
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
  const repeatedFiles = new Map(
    repeatedRows(rows.map(({ line, file }) => ({ line, external_id: file.toLowerCase() }))).map(({ line, first }) => [
      line,
      first,
    ]),
  );

  const checked = rows.map(({ line, wide, metadata, file, external_id }): CheckedRow => {
    const issues: RowIssue[] = wide ? [rowIssue('too-many-cells', { line })] : [];
    const read = readMetadata(metadata, { zone, kind: 'recording' });
    if (!read.ok) issues.push(...rowIssues(read.issues));
    const agent = metadata.agent ?? '';
    if (agent !== '' && agentOf(agent) === null) issues.push(unknownAgent(ctx, agent));
    const sameId = repeatedIds.get(line);
    if (sameId !== undefined) {
      issues.push(rowIssue('duplicate-row', { column: 'external_id', value: external_id, first: sameId }));
    }
    const sameFile = repeatedFiles.get(line);
    if (sameFile !== undefined) {
      issues.push(rowIssue('duplicate-file', { column: 'file', value: file, first: sameFile }));
    }
    if (file !== '' && !files.has(file.toLowerCase()))
      issues.push(rowIssue('row-without-file', { column: 'file', file }));
    const { sameId: holder, out_of_scope } = knownOf({ external_id, content: '' });
    if (out_of_scope) issues.push(rowIssue('known-out-of-scope', { column: 'external_id', value: external_id }));
    const known = external_id !== '' && holder !== null && !out_of_scope;
    return { line, file: files.get(file.toLowerCase()) ?? file, external_id, metadata, issues, known };
  });
  const named = new Set(rows.map(({ file }) => file.toLowerCase()));
  return { rows: checked, files_without_row: input.files.filter((name) => !named.has(name.toLowerCase())) };
}
