// What a file of text or of rows holds: decoded text, or the first sheet of a workbook.
import { type Decoded, decodeText } from '../../scorecards/files/encoding.ts';
import { type NoWorkbook, packedKind, readWorkbook, type Workbook } from './workbook.ts';

export type Contents =
  | { kind: 'workbook'; workbook: Workbook }
  /** A table in a format that is not read, or a damaged one. */
  | { kind: 'no-workbook'; refusal: NoWorkbook }
  | { kind: 'text'; decoded: Decoded };

export async function contentsOf(file: File): Promise<Contents> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const packed = packedKind(bytes, file.name);
  if (packed === null) return { kind: 'text', decoded: decodeText(bytes) };
  const workbook = packed === 'workbook' ? await readWorkbook(bytes) : packed;
  return 'code' in workbook ? { kind: 'no-workbook', refusal: workbook } : { kind: 'workbook', workbook };
}
