// Classifies dropped files by content: recordings, transcripts, chats, metadata, or unsupported.

import { readCells } from '../../scorecards/files/csv.ts';
import { headerKey } from '../../scorecards/files/words.ts';
import { columnKnownAs } from '../../scorecards/interactions/column-names.ts';
import { columnsOf } from '../../scorecards/interactions/columns.ts';
import { LIMITS } from '../../scorecards/interactions/limits.ts';
import type { ProblemCode } from '../../scorecards/problems/problem.ts';
import { isTranscript } from '../../transcription/import/kind.ts';
import { SNIFF_BYTES, sniff } from '../../transcription/sound/sniff.ts';
import { contentsOf } from '../files/contents.ts';
import type { Workbook } from '../files/workbook.ts';
import type { RowsSource } from './rows-source.ts';

/** A code of problem.ts; `unknown-text` a text that names no column we know. */
export type RefusedCode = ProblemCode | 'unknown-text';

export type Dropped =
  | { kind: 'recording'; file: File }
  /** Made elsewhere; its recording has the same name. */
  | { kind: 'transcript'; file: File }
  | { kind: 'chats' | 'metadata'; file: File; source: RowsSource }
  | { kind: 'refused'; file: File; code: RefusedCode; params: Record<string, string | number> };

const MIB = 1024 * 1024;
const JSON_NAME = /\.(json|jsonl|ndjson)$/i;
const SOUND_NAME = /\.(wav|wave|mp3|m4a|mp4|aac|ogg|oga|opus|webm|flac|amr|3gp|gsm|wma|aiff?)$/i;

export async function lookAt(file: File): Promise<Dropped> {
  const refuse = (code: RefusedCode, params: Record<string, string | number> = {}): Dropped => ({
    kind: 'refused',
    file,
    code,
    params,
  });
  const beginning = new Uint8Array(await file.slice(0, SNIFF_BYTES).arrayBuffer());
  const sniffed = sniff(beginning, file.name);
  if (sniffed.kind !== null) {
    return file.size > LIMITS.recording_bytes
      ? refuse('recording-too-large', { limit: LIMITS.recording_bytes / MIB })
      : { kind: 'recording', file };
  }
  if (sniffed.why === 'empty') return refuse('empty-file');
  // A recording's name on a text is the mistake people make, not the other way round.
  if (SOUND_NAME.test(file.name)) return refuse('not-sound', { why: sniffed.why });
  if (file.size > LIMITS.text_bytes) return refuse('too-large', { limit: LIMITS.text_bytes / MIB });
  const contents = await contentsOf(file);
  if (contents.kind === 'workbook') return lookAtWorkbook(file, contents.workbook);
  if (contents.kind === 'no-workbook') return refuse(contents.refusal.code, { ...contents.refusal });
  if (sniffed.why !== 'text' && sniffed.why !== 'unknown') return refuse('not-sound', { why: sniffed.why });
  const read = contents.decoded;
  if (!read.ok) {
    return read.why === 'binary'
      ? refuse('not-sound', { why: sniffed.why })
      : refuse('bad-bytes', { encoding: read.encoding, line: read.line });
  }
  if (isTranscript(read.text)) return { kind: 'transcript', file };
  const { text, encoding, certainty } = read;
  const kind = textKind(text, file.name);
  if (kind === null) return refuse('unknown-text');
  const format = kind === 'chats-json' ? 'json' : 'csv';
  const source: RowsSource = { kind: 'text', format, file, text, encoding, certainty };
  return { kind: kind === 'metadata' ? 'metadata' : 'chats', file, source };
}

function lookAtWorkbook(file: File, workbook: Workbook): Dropped {
  const header = workbook.cells.find((row) => row.some((cell) => cell.trim() !== '')) ?? [];
  return { kind: rowsKind(header) ?? 'metadata', file, source: { kind: 'workbook', format: 'csv', file, workbook } };
}

/** What a text holds, by its first sign or by the columns its first line names. */
export function textKind(text: string, name = ''): 'chats-json' | 'chats-csv' | 'metadata' | null {
  const beginning = text
    .slice(0, 20_000)
    .replace(/^\uFEFF/, '')
    .trimStart();
  // JSON whose first sign was lost is refused as JSON, by its line.
  const named = JSON_NAME.test(name) && /"[^"\n]*"\s*:/.test(beginning);
  if (named || beginning.startsWith('[') || beginning.startsWith('{')) return 'chats-json';
  const kind = rowsKind(firstCells(beginning));
  return kind === 'chats' ? 'chats-csv' : kind;
}

/** The cells of the first line; errors in the file are reported when it is read. */
function firstCells(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const head = /^"?sep=/i.test(lines[0] ?? '') ? lines.slice(0, 2) : lines.slice(0, 1);
  try {
    return readCells(head.join('\n'), null, 1).lines[0]?.cells ?? [];
  } catch {
    return head.at(-1)?.split(/[,;\t|]/) ?? [];
  }
}

const OWN = new Set([...columnsOf('recording'), ...columnsOf('turn')].map(headerKey));
/** A table of columns that none knows has this many at least: a sentence with a comma has fewer. */
const FEWEST_UNKNOWN = 4;

/** Whether the rows under a header are recordings or turns of chats; null where it is no header. */
function rowsKind(header: readonly string[]): 'chats' | 'metadata' | null {
  const names = header.map((name) => name.trim()).filter((name) => name !== '');
  const known = (column: string) =>
    names.some((name) => headerKey(name) === column || columnKnownAs(name, true) === column);
  if (known('speaker') || known('text')) return 'chats';
  if (names.some((name) => OWN.has(headerKey(name)) || columnKnownAs(name, false) !== null)) return 'metadata';
  return names.length >= FEWEST_UNKNOWN && names.every((name) => name.length < 60) ? 'metadata' : null;
}

/** null when the bytes are another encoding: then words would come in as rubbish. */
export function utf8(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
