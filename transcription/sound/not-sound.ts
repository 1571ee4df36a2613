// Recognises files that are mistaken for recordings by their first bytes, so that the refusal can say what the file is.

/** What a file is that is no sound recording. `recorder`: one recorder's own format, which only its maker reads. */
export type NotSound =
  | 'empty'
  | 'text'
  | 'web-page'
  | 'mail'
  | 'playlist'
  | 'image'
  | 'document'
  | 'office'
  | 'archive'
  | 'program'
  | 'notes'
  | 'database'
  | 'protected'
  | 'recorder'
  | 'headerless'
  | 'unknown';

const MARKS: readonly [NotSound, ...string[]][] = [
  ['image', '\x89PNG', 'GIF8', '\xff\xd8\xff', 'II*\0', 'MM\0*', '8BPS', '\0\0\x01\0\x01'],
  ['document', '%PDF', '%!PS'],
  ['office', '\xd0\xcf\x11\xe0', '{\\rtf'],
  ['archive', 'Rar!', '7z\xbc', '\x1f\x8b', 'BZh', '\xfd7zX', '\x28\xb5\x2f\xfd', 'MSCF', 'LZIP'],
  ['program', '\x7fELF', 'MZ', '\xca\xfe\xba\xbe', '\xcf\xfa\xed\xfe', '\xce\xfa\xed\xfe', '#!/'],
  ['notes', 'MThd'],
  ['database', 'SQLite format 3'],
];

/** Of what recorders call their own; without a decoder of their maker's nobody reads them. */
const RECORDERS = /\.(nmf|aud|nice|vxr)$/i;

/** @returns null for what may be sound after all */
export function notSound(bytes: Uint8Array): NotSound | null {
  const start = latin(bytes, 0, 16);
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'image';
  if (start.startsWith('BM') && bytes[6] === 0 && bytes[8] === 0) return 'image';
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return zipped(bytes);
  const marked = MARKS.find(([, ...marks]) => marks.some((mark) => start.startsWith(mark)));
  if (marked) return marked[0];
  if (latin(bytes, 257, 5) === 'ustar') return 'archive';
  return looksLikeText(bytes) ? textKind(bytes) : null;
}

/** What is left when nothing is known of the bytes: then the name may say something. */
export function unknown(name: string, unsaid: boolean): NotSound {
  return unsaid ? 'headerless' : RECORDERS.test(name) ? 'recorder' : 'unknown';
}

/** Office files are archives whose first entry gives them away. */
function zipped(bytes: Uint8Array): NotSound {
  const first = latin(bytes, 30, 120);
  return /^(\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\/|ppt\/|mimetypeapplication\/vnd\.oasis)/.test(first)
    ? 'office'
    : 'archive';
}

function textKind(bytes: Uint8Array): NotSound {
  const start = latin(bytes, 0, 512)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (/^(#EXTM3U|\[playlist\]|<asx\b|<smil\b)/i.test(start) || /^<\?xml[^>]*>\s*<playlist\b/i.test(start)) {
    return 'playlist';
  }
  if (/^(<!doctype html|<html\b|<head\b)/i.test(start)) return 'web-page';
  if (/^(Received|Return-Path|MIME-Version|Delivered-To|Message-ID|X-[A-Za-z-]{1,40}): /i.test(start)) return 'mail';
  if (/^(From|Subject|Date|To): /.test(start) && /\n(From|Subject|Date|To|MIME-Version): /.test(start)) return 'mail';
  return 'text';
}

export function looksLikeText(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe && bytes[3] === 0) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return true;
  for (const byte of bytes) {
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) return false;
  }
  if (isUtf8(bytes)) return true;
  // Text in an old encoding (GB 18030, Latin-1): printable bytes with line ends or blanks between them.
  return bytes.some((byte) => byte === 10 || byte === 32) && bytes[0] !== 0xff;
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    // The last character may be cut by the end of the sample.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Bytes as characters of the same number. */
export function latin(bytes: Uint8Array, at: number, length: number): string {
  let out = '';
  for (let i = at; i < at + length && i < bytes.length; i++) out += String.fromCharCode(bytes[i] ?? 0);
  return out;
}
