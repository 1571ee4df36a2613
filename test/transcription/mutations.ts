// Files as they come out of accidents and of malice: bytes flipped, pieces cut out, doubled or filled, lengths and rates
// replaced by the numbers that break readers. Everything comes from a seed, so that a failure can be had again.

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const NASTY = [
  0, 1, 2, 3, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xfffe, 0xffff, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff,
];
const CHUNKS = [
  'data',
  'fmt ',
  'ds64',
  'LIST',
  'fact',
  'RIFF',
  'WAVE',
  'RF64',
  'moov',
  'mdat',
  'OggS',
  'fLaC',
  'ID3\x04',
];

/**
 * One to six accidents to a file.
 * @param head how many bytes of the beginning most of them fall into: headers are where readers break
 */
export function mutate(original: Uint8Array, seed: number, head = 128): Uint8Array {
  const next = chance(seed);
  const below = (n: number): number => Math.floor(next() * n);
  let bytes = original.slice();
  for (let accidents = 1 + below(6); accidents > 0; accidents--) {
    const place = (): number => below(next() < 0.7 ? Math.min(head, bytes.length) : bytes.length);
    const at = place();
    const kind = below(9);
    if (kind === 0) bytes[at] = below(256);
    else if (kind === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    else if (kind <= 3) put(bytes, at, NASTY[below(NASTY.length)] ?? 0, [1, 2, 4, 4, 8][below(5)] ?? 4);
    else if (kind === 4) bytes = bytes.slice(0, at);
    else if (kind === 5) bytes = splice(bytes, at, below(64), new Uint8Array(0));
    else if (kind === 6) bytes = splice(bytes, at, 0, bytes.slice(at, at + below(64)));
    else if (kind === 7)
      bytes = splice(
        bytes,
        at,
        0,
        Uint8Array.from({ length: below(32) }, () => below(256)),
      );
    else bytes.set(new TextEncoder().encode(CHUNKS[below(CHUNKS.length)] ?? 'data').subarray(0, bytes.length - at), at);
    if (bytes.length === 0) return bytes;
  }
  return bytes;
}

function put(bytes: Uint8Array, at: number, value: number, size: number): void {
  for (let i = 0; i < size && at + i < bytes.length; i++) bytes[at + i] = i < 4 ? (value >>> (8 * i)) & 255 : 255;
}

function splice(bytes: Uint8Array, at: number, removed: number, inserted: Uint8Array): Uint8Array {
  const rest = bytes.subarray(Math.min(bytes.length, at + removed));
  const out = new Uint8Array(at + inserted.length + rest.length);
  out.set(bytes.subarray(0, at));
  out.set(inserted, at);
  out.set(rest, at + inserted.length);
  return out;
}

/** A WAV header that is nothing but numbers drawn: of all encodings, rates and lengths, with a little sound behind it. */
export function drawnHeader(seed: number): Uint8Array {
  const next = chance(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const size = 44 + Math.floor(next() * 400);
  const bytes = Uint8Array.from({ length: size }, () => Math.floor(next() * 256));
  const view = new DataView(bytes.buffer);
  const ascii = (at: number, text: string): void => bytes.set(new TextEncoder().encode(text), at);
  ascii(0, pick(['RIFF', 'RIFF', 'RF64', 'BW64', 'RIFX']));
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, pick([16, 16, 18, 40, 0, 14, 0xffffffff]), true);
  view.setUint16(20, pick([1, 3, 6, 7, 0x31, 2, 0xfffe, 85, Math.floor(next() * 65_536)]), true);
  view.setUint16(22, pick([1, 2, 1, 2, 0, 3, 255, 65_535]), true);
  const rate = pick([
    8000,
    16_000,
    44_100,
    0,
    1,
    999,
    1000,
    767_999,
    768_000,
    0xffffffff,
    Math.floor(next() * 800_000),
  ]);
  view.setUint32(24, rate, true);
  view.setUint16(32, pick([1, 2, 4, 8, 0, 3, 65_535]), true);
  view.setUint16(34, pick([8, 16, 24, 32, 64, 0, 12, 65_535]), true);
  ascii(36, pick(['data', 'data', 'LIST', 'ds64', 'fact']));
  view.setUint32(
    40,
    pick([size - 44, 0, 0xffffffff, 0x7ffff000, 1, 3, NASTY[Math.floor(next() * NASTY.length)] ?? 0]),
    true,
  );
  return bytes;
}
