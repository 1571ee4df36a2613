// Which encoding a text file is in, told by its bytes. UTF-8 that is valid is UTF-8; bytes of 0 between the letters are
// UTF-16, with or without a mark at the beginning; what is left is the old encoding of Chinese systems, or of Western ones,
// by which pairs of bytes it is made of. Where neither fits nothing is guessed, because words would come in as rubbish.

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** Enough to tell by, and the same whatever the length of the file. */
const LOOKED_AT = 256 * 1024;

/**
 * @param as the encoding a person chose; null: told by the bytes
 * @returns the text without the mark at its beginning, or null where the bytes are in none of these encodings
 */
export function decodeText(
  bytes: Uint8Array,
  as: TextEncoding | null = null,
): { text: string; encoding: TextEncoding } | null {
  const encoding = as ?? encodingOf(bytes);
  if (encoding === null) return null;
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text: text.replace(/^\uFEFF/, ''), encoding };
  } catch {
    return null;
  }
}

function encodingOf(bytes: Uint8Array): TextEncoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const wide = wideOf(bytes.subarray(0, LOOKED_AT));
  if (wide) return wide;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return oldOf(bytes);
  }
}

/** In UTF-16 the digits, blanks and line ends that every file has carry a byte of 0, always on the same side. */
function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) < Math.max(2, bytes.length / 50)) return null;
  if (odd > 8 * even) return 'utf-16le';
  return even > 8 * odd ? 'utf-16be' : null;
}

/** GB 18030 writes nearly every character in use as two bytes from 0xA1 on; an accent or a curly quote of a Western text
 * stands alone among letters. */
function oldOf(bytes: Uint8Array): 'gb18030' | 'windows-1252' | null {
  let common = 0;
  let high = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) continue;
    high++;
    const next = bytes[i + 1] ?? 0;
    if (byte >= 0xa1 && byte <= 0xf7 && next >= 0xa1 && next !== 0xff) {
      common++;
      high++;
      i++;
    }
  }
  if (2 * common > 0.8 * high) return 'gb18030';
  return high < bytes.length / 10 ? 'windows-1252' : null;
}
