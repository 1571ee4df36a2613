// Streams WAV, which most call recorders write: PCM, or telephone µ-law and A-law. It tolerates what recorders do:
// chunks in any order, several data chunks, a length of 0 or 0xFFFFFFFF because the writer could not seek back, a
// length written long before the end, a second file after the first, a truncated file. A file without a format is
// damaged; unknown codecs are left to another decoder.

import { Refusal } from '../failure/refusal.ts';

/** Bytes by position. Fewer than asked for come back only at the end; `size` is infinite where it is not known. */
export type ByteSource = { size: number; read(position: number, length: number): Promise<Uint8Array> };

type WavEncoding = 'pcm' | 'float' | 'mulaw' | 'alaw' | 'other';

export type WavHeader = {
  encoding: WavEncoding;
  /** The registered format tag (after resolving WAVE_FORMAT_EXTENSIBLE), for messages. */
  tag: number;
  channels: number;
  /** Samples a second and channel. */
  rate: number;
  /** Bytes one sample takes in the file; 0 for other encodings. */
  sample_bytes: number;
  /** Where the samples are, in order. */
  data: readonly Part[];
  /** Bytes behind the samples that are neither sound of this format nor anything WAV knows. */
  unread_bytes: number;
};

/** A piece of the file that holds samples. `bytes` as the file claims; null: up to the file's end. */
export type Part = { start: number; bytes: number | null };
type Format = Pick<WavHeader, 'encoding' | 'tag' | 'channels' | 'rate' | 'sample_bytes'>;

/** Frames read at once: 0.5 s at 8 kHz, small enough to keep memory flat and large enough to be quick. */
const BLOCK_FRAMES = 4096;

/** Longer than any file system holds: what RF64 claims beyond this is garbage. */
const LARGEST_FILE = 2 ** 50;

/** Some writers begin a new chunk every second; beyond this number the lengths are treated as garbage. */
const CHUNKS_LIMIT = 50_000;

/** Rubbish behind the samples that is shorter than this, s, and than the samples, is not listened to. */
const RUBBISH_S = 0.5;

/**
 * Reads the header and leaves the samples where they are.
 * @throws Refusal `damaged` where there is no format or no data, or they make no sense
 */
export async function readWavHeader(source: ByteSource): Promise<WavHeader> {
  const top = await source.read(0, 12);
  const form = ascii(top, 0);
  if (top.length < 12 || ascii(top, 8) !== 'WAVE') throw new Refusal('damaged', 'the RIFF header is cut off');
  // The same with its bytes the other way round, from recorders of another age: ffmpeg reads it.
  if (form === 'RIFX')
    return { encoding: 'other', tag: 0, channels: 0, rate: 0, sample_bytes: 0, data: [], unread_bytes: 0 };
  let large: number | null = null;
  let format: Format | null = null;
  const data: Part[] = [];
  let position = 12;
  for (let i = 0; i < CHUNKS_LIMIT; i++) {
    const head = await source.read(position, 8);
    if (head.length < 8) break;
    const id = ascii(head, 0);
    let size = view(head).getUint32(4, true);
    const body = position + 8;
    if (format && data.length > 0 && !(await isChunk(source, position, head))) {
      return { ...format, ...longer(format, data, position, source.size) };
    }
    if (id === 'ds64') {
      const sizes = await source.read(body, 16);
      const bytes = sizes.length === 16 ? Number(view(sizes).getBigUint64(8, true)) : 0;
      if (bytes > 0 && bytes <= LARGEST_FILE) large = bytes;
    } else if (id === 'fmt ') {
      const found = parseFormat(await source.read(body, Math.min(size, 40)));
      if (format && !sameFormat(format, found)) return { ...format, data, unread_bytes: source.size - position };
      format = found;
    } else if (id === 'data') {
      if (size === 0xffffffff && form !== 'RIFF' && large !== null) size = large;
      const open = size === 0xffffffff || (await isPlaceholder(source, body, size));
      data.push({ start: body, bytes: open ? null : size });
      if (open) break;
    } else if (holdsChunks(id, await source.read(body, 4))) {
      position = body + 4;
      continue;
    }
    if (body + size > LARGEST_FILE) break;
    position = await nextChunk(source, body, size);
  }
  if (!format) throw new Refusal('damaged', 'the WAV file has no format');
  if (data.length === 0) throw new Refusal('damaged', 'the WAV file has no samples');
  return { ...format, data, unread_bytes: 0 };
}

/** Another file behind the first, or a list of waves: what is in it is read like any other chunk. */
const holdsChunks = (id: string, form: Uint8Array): boolean =>
  (['RIFF', 'RF64'].includes(id) && ascii(form, 0) === 'WAVE') || (id === 'LIST' && ascii(form, 0) === 'wavl');

const sameFormat = (a: Format, b: Format): boolean =>
  a.tag === b.tag && a.channels === b.channels && a.rate === b.rate && a.sample_bytes === b.sample_bytes;

/**
 * What lies behind the samples is no chunk: the header was written before the sound was, and the sound goes on. A little
 * of it, behind much sound, is rubbish.
 * @param end of the last chunk that makes sense
 */
function longer(format: Format, data: Part[], end: number, size: number): Pick<WavHeader, 'data' | 'unread_bytes'> {
  const rest = size - end;
  const claimed = data.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  const rubbish = rest < claimed && rest < RUBBISH_S * format.rate * format.sample_bytes * format.channels;
  const last = data.at(-1);
  if (rubbish || !last) return { data, unread_bytes: 0 };
  // Metadata that stands between is not sound.
  const adjoining = last.bytes !== null && end - (last.start + last.bytes) <= 1;
  if (!adjoining) return { data, unread_bytes: rest };
  return { data: [...data.slice(0, -1), { start: last.start, bytes: null }], unread_bytes: 0 };
}

/** Whether a chunk begins here: a name of letters, and a length that the file has room for. */
async function isChunk(source: ByteSource, position: number, head: Uint8Array): Promise<boolean> {
  if (!isChunkId(head.subarray(0, 4))) return false;
  if (KNOWN_CHUNKS.has(ascii(head, 0).toLowerCase())) return true;
  const end = position + 8 + view(head).getUint32(4, true);
  return end <= source.size && (end + 8 > source.size || isChunkId(await source.read(end + (end % 2), 4)));
}

/** Names in any case, of the standard, of broadcasters and of common writers. */
const KNOWN_CHUNKS: ReadonlySet<string> = new Set([
  ...['data', 'fmt ', 'list', 'fact', 'cue ', 'plst', 'smpl', 'inst', 'slnt', 'riff', 'rf64', 'ds64'],
  ...['bext', 'ixml', 'axml', 'chna', 'levl', 'cart', 'peak', 'disp', 'id3 ', 'junk', 'pad ', 'fllr'],
]);

/** Chunks are padded to even lengths, but not every writer does it. */
async function nextChunk(source: ByteSource, body: number, size: number): Promise<number> {
  const end = body + size;
  if (size % 2 === 0) return end;
  return isChunkId(await source.read(end + 1, 4)) || !isChunkId(await source.read(end, 4)) ? end + 1 : end;
}

/**
 * Whether the length was written before the sound was: 0 with no metadata behind it, or the largest number that fits a
 * signed field, give or take (SoX writes 0x7ffff000, ALSA's recorder 0x80000000), in a file that is smaller.
 */
async function isPlaceholder(source: ByteSource, body: number, size: number): Promise<boolean> {
  if (size === 0) return !(await chunkFollows(source, body));
  return size >= 0x7ffff000 && size <= 0xffffffff && (await source.read(body + size - 1, 1)).length === 0;
}

/** Whether a data chunk of length 0 is really empty: known metadata comes next, and it fits. */
async function chunkFollows(source: ByteSource, position: number): Promise<boolean> {
  const head = await source.read(position, 8);
  return head.length === 8 && KNOWN_CHUNKS.has(ascii(head, 0).toLowerCase());
}

function isChunkId(bytes: Uint8Array): boolean {
  return bytes.length === 4 && bytes.every((byte) => byte >= 32 && byte < 127);
}

function parseFormat(bytes: Uint8Array): Format {
  if (bytes.length < 14) throw new Refusal('damaged', 'the WAV format is cut off');
  const v = view(bytes);
  const outer = v.getUint16(0, true);
  const tag = outer === 0xfffe && bytes.length >= 26 ? v.getUint16(24, true) : outer;
  const channels = v.getUint16(2, true);
  const rate = v.getUint32(4, true);
  const align = v.getUint16(12, true);
  const bits = bytes.length >= 16 ? v.getUint16(14, true) : 8;
  if (channels === 0 || rate < 1000 || rate > 768_000) {
    throw new Refusal('damaged', `the WAV format names ${channels} channels at ${rate} Hz`);
  }
  // The frame length tells the container of odd depths (12 bits in 16); where it is nonsense the depth does.
  const container = align > 0 && align % channels === 0 ? align / channels : Math.ceil(bits / 8);
  const encoding = encodingOf(tag, container);
  return { encoding, tag, channels, rate, sample_bytes: encoding === 'other' ? 0 : container };
}

function encodingOf(tag: number, bytes: number): WavEncoding {
  if (tag === 1 && bytes >= 1 && bytes <= 4) return 'pcm';
  if (tag === 3 && (bytes === 4 || bytes === 8)) return 'float';
  if (tag === 7 && bytes === 1) return 'mulaw';
  if (tag === 6 && bytes === 1) return 'alaw';
  return 'other';
}

/**
 * Reads the samples' bytes, whole frames at a time, one part behind the other. What is missing at the end of a cut-off
 * file is missing; half a frame at the end is dropped.
 */
export async function* readWavFrames(source: ByteSource, header: WavHeader): AsyncGenerator<Uint8Array> {
  const frame = header.sample_bytes * header.channels;
  let half = new Uint8Array(0);
  for (const { start, bytes } of header.data) {
    const end = Math.min(source.size, bytes === null ? Number.POSITIVE_INFINITY : start + bytes);
    for (let position = start; position < end; ) {
      const read = await source.read(position, Math.min(BLOCK_FRAMES * frame, end - position));
      if (read.length === 0) break;
      position += read.length;
      const joined = half.length === 0 ? read : Uint8Array.from([...half, ...read]);
      const whole = joined.length - (joined.length % frame);
      half = joined.slice(whole);
      if (whole > 0) yield joined.subarray(0, whole);
    }
  }
}

/** Reads the samples as blocks of one array per channel, −1 to 1. */
export async function* readWavSamples(source: ByteSource, header: WavHeader): AsyncGenerator<Float32Array[]> {
  for await (const bytes of readWavFrames(source, header)) {
    yield decodeSamples(bytes, bytes.length / (header.sample_bytes * header.channels), header);
  }
}

/** How many frames the file has, and how many it says it has; null for what it does not say. */
export function wavFrames(header: WavHeader, size: number): { present: number; claimed: number | null } {
  const frame = header.sample_bytes * header.channels;
  const present = header.data.map(({ start, bytes }) => Math.max(0, Math.min(bytes ?? size, size - start)));
  const claimed = header.data.some(({ bytes }) => bytes === null) ? null : header.data.map(({ bytes }) => bytes ?? 0);
  const frames = (bytes: number[]): number => Math.floor(bytes.reduce((sum, one) => sum + one, 0) / frame);
  return { present: frames(present), claimed: claimed && frames(claimed) };
}

/** How long the sound of a WAV file is, ms, without reading it; null where another decoder has to tell. */
export async function wavLength(source: ByteSource): Promise<number | null> {
  try {
    const header = await readWavHeader(source);
    return header.encoding === 'other'
      ? null
      : Math.round((wavFrames(header, source.size).present * 1000) / header.rate);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function decodeSamples(bytes: Uint8Array, frames: number, header: WavHeader): Float32Array[] {
  const { channels, sample_bytes } = header;
  const value = sampleReader(bytes, header);
  return Array.from({ length: channels }, (_, channel) => {
    const out = new Float32Array(frames);
    const step = sample_bytes * channels;
    for (let i = 0, at = channel * sample_bytes; i < frames; i++, at += step) out[i] = value(at);
    return out;
  });
}

function sampleReader(bytes: Uint8Array, { encoding, sample_bytes }: WavHeader): (at: number) => number {
  const v = view(bytes);
  if (encoding === 'mulaw') return (at) => MULAW[bytes[at] ?? 0] ?? 0;
  if (encoding === 'alaw') return (at) => ALAW[bytes[at] ?? 0] ?? 0;
  if (encoding === 'float') {
    return sample_bytes === 8 ? (at) => finite(v.getFloat64(at, true)) : (at) => finite(v.getFloat32(at, true));
  }
  switch (sample_bytes) {
    case 1:
      return (at) => (v.getUint8(at) - 128) / 128;
    case 2:
      return (at) => v.getInt16(at, true) / 32_768;
    case 3:
      return (at) => (v.getUint8(at) | (v.getInt16(at + 1, true) << 8)) / 8_388_608;
    default:
      return (at) => v.getInt32(at, true) / 2_147_483_648;
  }
}

function finite(value: number): number {
  return Number.isFinite(value) ? Math.max(-1, Math.min(1, value)) : 0;
}

/** ITU-T G.711: sign, three bits of exponent, four of mantissa, all inverted. */
const MULAW = Float32Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff;
  const magnitude = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  return (bits & 0x80 ? -magnitude : magnitude) / 32_768;
});

/** ITU-T G.711: as µ-law, but every other bit inverted and the lowest segment linear. */
const ALAW = Float32Array.from({ length: 256 }, (_, code) => {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const mantissa = ((bits & 15) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return (bits & 0x80 ? magnitude : -magnitude) / 32_768;
});

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function ascii(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
