// Files of scorecards, read and written. What a value or a row means is decided elsewhere.
import type { TypedResponse } from 'hono';
import { linesOfCells, readCells } from '../../scorecards/files/csv.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { Draft, Scorecard } from '../../scorecards/scorecard/definition.ts';
import { type FileRead, fileOf, readScorecardFile, type ScorecardFile } from '../../scorecards/scorecard/file.ts';
import { MOST_ROWS, type Questionnaire, readQuestionnaire } from '../../scorecards/scorecard/questionnaire.ts';
import type { Named } from '../../scorecards/scorecard/questionnaire-columns.ts';
import { MOST_VALUES, shapeOf } from '../../transcription/import/depth.ts';
import type { Deps } from '../http/deps.ts';
import { asNumbers, readExactJson } from '../http/exact-json.ts';
import type { Handed } from '../http/files.ts';

/** JSON begins with a bracket, or is called so; everything else is a table. */
const isJson = (text: string, name: string): boolean => /^\s*[{[]/.test(text) || /\.json$/i.test(name);

/** @param file.name of the file, with its ending or without */
export function readFile(
  handed: Handed,
  file: Omit<Questionnaire, 'lines'>,
): FileRead & { kind: 'json' | 'table'; named: Named[] } {
  const name = file.name.replace(/\.[a-z]{2,5}$/i, '').trim() || file.name;
  if ('cells' in handed) {
    const lines = linesOfCells(handed.cells).slice(0, MOST_ROWS + 1);
    return { kind: 'table', ...readQuestionnaire({ ...file, name, lines }) };
  }
  const text = handed.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new Problem('file-empty');
  if (!isJson(text, file.name)) {
    const { lines } = readCells(text, null, MOST_ROWS + 1);
    return { kind: 'table', ...readQuestionnaire({ ...file, name, lines }) };
  }
  if (shapeOf(text).values > MOST_VALUES) throw new Problem('too-many-values', { limit: MOST_VALUES });
  return { kind: 'json', named: [], ...readScorecardFile(readExactJson(text, { numbers: asNumbers })) };
}

/** Where the JSON Schema of files is served; programs and editors read it without signing in. */
export const schemaAt = ({ home }: Pick<Deps, 'home'>): string => `${home ?? ''}/api/scorecards/schema.json`;

/** Indented: people read such files, and compare them. @param name of letters, digits, hyphens and points */
export const fileAnswer = (scorecard: Draft | Scorecard, name: string, deps: Deps) =>
  new Response(`${JSON.stringify(fileOf(scorecard, schemaAt(deps)), null, 2)}\n`, {
    headers: { 'content-type': 'application/json', 'content-disposition': `attachment; filename="${name}"` },
  }) as Response & TypedResponse<ScorecardFile, 200, 'json'>;
