// Damaged and malicious files: bytes flipped, pieces cut out, duplicated or overwritten, lengths and rates replaced by
// numbers that break readers. Everything comes from a seed, so failures are reproducible.

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
export function mutate(original: Uint8Array, seed: number, head = 128): Uint8Array<ArrayBuffer> {
  const next = chance(seed);
  const below = (n: number): number => Math.floor(next() * n);
  let bytes = new Uint8Array(original);
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

function splice(bytes: Uint8Array, at: number, removed: number, inserted: Uint8Array): Uint8Array<ArrayBuffer> {
  const rest = bytes.subarray(Math.min(bytes.length, at + removed));
  const out = new Uint8Array(at + inserted.length + rest.length);
  out.set(bytes.subarray(0, at));
  out.set(inserted, at);
  out.set(rest, at + inserted.length);
  return out;
}

/** A WAV header in which every field but a few is what it should be, of all encodings, with a little sound behind it. */
export function drawnHeader(seed: number): Uint8Array {
  const next = chance(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  /** Three times out of four what it should be. */
  const drawn = <T>(right: T, others: readonly T[]): T => (next() < 0.75 ? right : pick(others));
  const size = 44 + Math.floor(next() * 400);
  const bytes = Uint8Array.from({ length: size }, () => Math.floor(next() * 256));
  const view = new DataView(bytes.buffer);
  const ascii = (at: number, text: string): void => bytes.set(new TextEncoder().encode(text), at);
  const [tag, bits] = pick([
    [1, 8],
    [1, 16],
    [1, 24],
    [1, 32],
    [3, 32],
    [3, 64],
    [6, 8],
    [7, 8],
  ] as const);
  const channels = drawn(pick([1, 2]), [0, 3, 255, 65_535]);
  const any = Math.floor(next() * 800_000);
  ascii(0, drawn('RIFF', ['RF64', 'BW64', 'RIFX', 'LIST']));
  ascii(8, drawn('WAVEfmt ', ['WAVEfmt ', 'WAVEdata', 'WAVELIST', 'AVI fmt ']));
  view.setUint32(16, drawn(16, [18, 40, 0, 14, 15, 17, 0xffffffff]), true);
  view.setUint16(20, drawn<number>(tag, [0x31, 2, 0xfffe, 85, any & 0xffff]), true);
  view.setUint16(22, channels, true);
  view.setUint32(24, drawn(pick([8000, 16_000, 48_000]), [0, 1, 999, 1000, any, 768_000, 0xffffffff]), true);
  view.setUint16(32, drawn(((channels * bits) / 8) & 0xffff, [0, 1, 3, 8, 65_535]), true);
  view.setUint16(34, drawn<number>(bits, [0, 12, 20, 65_535]), true);
  ascii(36, drawn('data', ['LIST', 'ds64', 'fact', '    ']));
  view.setUint32(40, drawn(size - 44, [0, 0xffffffff, 0x7ffff000, 1, 3, pick(NASTY)]), true);
  return bytes;
}
