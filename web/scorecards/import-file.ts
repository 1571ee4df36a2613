// Reading a file of a scorecard: its contents here, what they mean by the server. Nothing is written.
import type { ScorecardRead } from '../../api/scorecards/files-contract.ts';
import type { FileFault } from '../../scorecards/scorecard/file.ts';
import type { LanguageTag } from '../../scorecards/scorecard/text.ts';
import { contentsOf } from '../files/contents.ts';
import { call, Refusal, scorecardFilesClient } from '../server/client.ts';
import { loadSentences } from '../words/words.ts';

/** What the server takes of one file. */
export const MOST_BYTES = 2 * 1024 * 1024;

export type Source = { name: string } & ({ text: string } | { cells: string[][] });

/** What a person said of a questionnaire. */
export type Said = { language: LanguageTag | null; columns: Readonly<Record<string, string>> };

/** A header, and what it was taken to be; null: not read. */
export type Header = { header: string; column: string | null };

export type Outcome =
  | { kind: 'read'; read: ScorecardRead }
  /** `columns`: of a questionnaire, where a person may say what they are. */
  | { kind: 'refused'; error: unknown; problems: FileFault[]; columns: Header[] };

/** @throws Refusal where a file is no text and no workbook, or too large */
export async function sourceOf(file: File): Promise<Source> {
  await loadSentences();
  if (file.size > MOST_BYTES) throw new Refusal('too-large', { limit: MOST_BYTES / 1024 / 1024 });
  const contents = await contentsOf(file);
  const { name } = file;
  if (contents.kind === 'workbook') return { name, cells: contents.workbook.cells };
  if (contents.kind === 'no-workbook') throw new Refusal(contents.refusal.code, { ...contents.refusal });
  const { decoded } = contents;
  if (decoded.ok) return decoded.text === '' ? Promise.reject(new Refusal('file-empty')) : { name, text: decoded.text };
  throw decoded.why === 'binary'
    ? new Refusal('unreadable-file')
    : new Refusal('bad-bytes', { encoding: decoded.encoding, line: decoded.line });
}

export async function readSource(source: Source, { language, columns }: Said): Promise<Outcome> {
  try {
    const json = { ...source, name: source.name.slice(-200), language, columns: { ...columns } as never };
    // A scorecard's conditions nest without end, which the client's types give up on.
    return { kind: 'read', read: (await call(scorecardFilesClient.read.$post({ json }))) as ScorecardRead };
  } catch (error) {
    return refusedBy(error);
  }
}

/** What a refusal says of places, and of columns that a person can explain. */
export function refusedBy(error: unknown): Outcome {
  const detail =
    error instanceof Refusal ? (error.detail as { problems?: FileFault[]; columns?: Header[] } | null) : null;
  return { kind: 'refused', error, problems: detail?.problems ?? [], columns: detail?.columns ?? [] };
}
