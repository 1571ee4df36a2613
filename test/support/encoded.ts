// Text as the bytes of any encoding that files are read in. What a browser decodes is turned round: every sequence of bytes
// is decoded once, and a sign is written as the first sequence that gives it.
import type { Encoding } from '../../scorecards/files/encoding.ts';

/** How Unicode is written: with or without a byte order mark. */
export const UNICODE = [
  'utf-8',
  'utf-8 with mark',
  'utf-16le',
  'utf-16le with mark',
  'utf-16be',
  'utf-16be with mark',
] as const;
/** Encodings older than Unicode, and GB 18030, which has all of it. */
export const OLDER = [
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
  'windows-1252',
  'windows-1250',
  'windows-1251',
] as const;

export type Way = (typeof UNICODE)[number] | (typeof OLDER)[number];

/** What a file written so should be told to be in. */
export const encodingOf = (way: Way): Encoding => way.replace(' with mark', '') as Encoding;

/** @returns null where a sign of the text has no bytes in this encoding */
export function encodedAs(text: string, way: Way): Uint8Array<ArrayBuffer> | null {
  const marked = way.endsWith(' with mark') ? `\uFEFF${text}` : text;
  const encoding = encodingOf(way);
  if (encoding === 'utf-8') return new TextEncoder().encode(marked);
  if (encoding === 'utf-16le') return Uint8Array.from(Buffer.from(marked, 'utf16le'));
  if (encoding === 'utf-16be') return Uint8Array.from(Buffer.from(marked, 'utf16le').swap16());
  const table = tableOf(encoding);
  const bytes: number[] = [];
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    const found = code < 0x80 ? [code] : (table.get(sign) ?? (encoding === 'gb18030' ? beyondTwoBytes(code) : null));
    if (!found) return null;
    for (const byte of found) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

const tables = new Map<Encoding, ReadonlyMap<string, readonly number[]>>();

/** Bytes by sign, for signs of one byte and of two. */
function tableOf(encoding: Encoding): ReadonlyMap<string, readonly number[]> {
  const before = tables.get(encoding);
  if (before) return before;
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, readonly number[]>();
  const add = (...bytes: number[]): void => {
    const sign = decoded(decoder, bytes);
    if (sign !== null && !table.has(sign)) table.set(sign, bytes);
  };
  // A single 80 is read as € in GB 18030 as well, and written by no GB 18030.
  if (encoding !== 'gb18030') for (let one = 0x80; one < 0x100; one++) add(one);
  if (!encoding.startsWith('windows-')) {
    for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add(lead, trail);
  }
  if (encoding === 'gb18030') {
    // The rest of the basic plane stands in four bytes, up to 84 31 A4 39.
    for (let at = 0; at < 39_420; at++) add(...fourBytes(at));
  }
  tables.set(encoding, table);
  return table;
}

/** One sign, written in no shorter way. */
function decoded(decoder: TextDecoder, bytes: readonly number[]): string | null {
  try {
    const text = decoder.decode(Uint8Array.from(bytes));
    return [...text].length === 1 && text !== '\uFFFD' && text.charCodeAt(0) >= 0x80 ? text : null;
  } catch {
    return null;
  }
}

/** Beyond the basic plane GB 18030 counts on from 90 30 81 30. */
const beyondTwoBytes = (code: number): number[] | null => (code < 0x10000 ? null : fourBytes(189_000 + code - 0x10000));

const fourBytes = (at: number): number[] => [
  0x81 + Math.floor(at / 12_600),
  0x30 + (Math.floor(at / 1260) % 10),
  0x81 + (Math.floor(at / 10) % 126),
  0x30 + (at % 10),
];
