// Most call recorders write WAV: PCM, or the µ-law and A-law of the telephone line. This reads it as a stream, and
// forgives what recorders do: chunks in any order, a length of 0 or 0xFFFFFFFF because the writer could not seek back,
// a file that was cut off. A file without a format is damaged; a codec this does not know is left to another decoder.

import { Refusal } from '../refusal.ts';

/** Bytes by position. Fewer than asked for come back only at the end. */
export type ByteSource = { read(position: number, length: number): Promise<Uint8Array> };

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
  /** Where the samples begin. */
  data_start: number;
  /** How many bytes of samples the file claims; null: up to its end. */
  data_bytes: number | null;
};

/** Frames read at once: 0.5 s at 8 kHz, small enough to keep memory flat and large enough to be quick. */
const BLOCK_FRAMES = 4096;

/** Longer than any file system holds: what RF64 claims beyond this is garbage. */
const LARGEST_FILE = 2 ** 50;

/** The largest metadata that is skipped in search of the samples; beyond that the lengths are taken for garbage. */
const CHUNKS_LIMIT = 1000;

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
    return { encoding: 'other', tag: 0, channels: 0, rate: 0, sample_bytes: 0, data_start: 12, data_bytes: null };
  let position = 12;
  let large: number | null = null;
  let format: Omit<WavHeader, 'data_start' | 'data_bytes'> | null = null;
  let data: { data_start: number; data_bytes: number | null } | null = null;
  for (let i = 0; i < CHUNKS_LIMIT && !(format && data); i++) {
    const head = await source.read(position, 8);
    if (head.length < 8) break;
    const id = ascii(head, 0);
    let size = view(head).getUint32(4, true);
    const body = position + 8;
    if (id === 'ds64') {
      const sizes = await source.read(body, 16);
      const bytes = sizes.length === 16 ? Number(view(sizes).getBigUint64(8, true)) : 0;
      if (bytes > 0 && bytes <= LARGEST_FILE) large = bytes;
    } else if (id === 'fmt ') {
      format = parseFormat(await source.read(body, Math.min(size, 40)));
    } else if (id === 'data') {
      if (size === 0xffffffff && form !== 'RIFF' && large !== null) size = large;
      const open = size === 0xffffffff || (await isPlaceholder(source, body, size));
      data = { data_start: body, data_bytes: open ? null : size };
      if (open) break;
    }
    if (body + size > LARGEST_FILE) break;
    position = await nextChunk(source, body, size);
  }
  if (!format) throw new Refusal('damaged', 'the WAV file has no format');
  if (!data) throw new Refusal('damaged', 'the WAV file has no samples');
  return { ...format, ...data };
}

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
  return head.length === 8 && ['LIST', 'fact', 'cue ', 'bext', 'id3 ', 'iXML', 'fmt '].includes(ascii(head, 0));
}

function isChunkId(bytes: Uint8Array): boolean {
  return bytes.length === 4 && bytes.every((byte) => byte >= 32 && byte < 127);
}

function parseFormat(bytes: Uint8Array): Omit<WavHeader, 'data_start' | 'data_bytes'> {
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
 * Reads the samples as blocks of one array per channel, −1 to 1. What is missing at the end of a cut-off file is
 * missing; half a frame is dropped.
 */
export async function* readWavSamples(source: ByteSource, header: WavHeader): AsyncGenerator<Float32Array[]> {
  const frame = header.sample_bytes * header.channels;
  const end = header.data_bytes === null ? Number.POSITIVE_INFINITY : header.data_start + header.data_bytes;
  let position = header.data_start;
  while (position < end) {
    const bytes = await source.read(position, Math.min(BLOCK_FRAMES * frame, end - position));
    const frames = Math.floor(bytes.length / frame);
    if (frames === 0) return;
    position += frames * frame;
    yield decodeSamples(bytes, frames, header);
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
