// Parses ffmpeg's output: 16-bit samples in Matroska, the one container it writes to a pipe with a timestamp for every
// block. Only what ffmpeg writes is supported (IETF RFC 9559); other Matroska files are decoded by ffmpeg.

import { Refusal } from '../failure/refusal.ts';
import type { TimedBlock } from './timeline.ts';
import type { ByteSource } from './wav.ts';

/** Elements that are read for what stands in them: Segment, Tracks, TrackEntry, Audio, Cluster, BlockGroup. */
const OPENED: ReadonlySet<number> = new Set([0x18538067, 0x1654ae6b, 0xae, 0xe1, 0x1f43b675, 0xa0]);
const CHANNELS = 0x9f;
const CLUSTER_TIME = 0xe7;
const BLOCKS: ReadonlySet<number> = new Set([0xa3, 0xa1]);
/** An id of 4 bytes and a length of 8. */
const HEAD_BYTES = 12;

export type MatroskaSound = { channels: number; blocks: AsyncGenerator<TimedBlock> };

/** @throws Refusal `damaged` where no sound track is announced */
export async function readMatroska(source: ByteSource): Promise<MatroskaSound> {
  const elements = readElements(source);
  for (;;) {
    const { value, done } = await elements.next();
    if (done) throw new Refusal('damaged', 'ffmpeg gave no sound');
    if (value.id === CHANNELS) return { channels: number(value.body), blocks: blocksOf(elements, number(value.body)) };
  }
}

async function* blocksOf(elements: AsyncGenerator<Element>, channels: number): AsyncGenerator<TimedBlock> {
  let cluster = 0;
  for await (const { id, body } of elements) {
    if (id === CLUSTER_TIME) cluster = number(body);
    // The track's number in one byte, the time against the cluster's in two, flags in one; then samples.
    else if (BLOCKS.has(id)) {
      const within = new DataView(body.buffer, body.byteOffset, body.byteLength).getInt16(1);
      yield { at_ms: cluster + within, block: samples(body.subarray(4), channels) };
    }
  }
}

type Element = { id: number; body: Uint8Array };

async function* readElements(source: ByteSource): AsyncGenerator<Element> {
  for (let position = 0; ; ) {
    const head = await source.read(position, HEAD_BYTES);
    const idBytes = head.length === 0 ? 0 : Math.clz32(head[0] ?? 0) - 23;
    const sizeBytes = Math.clz32(head[idBytes] ?? 0) - 23;
    if (head.length < idBytes + sizeBytes || idBytes === 0) return;
    const id = number(head.subarray(0, idBytes));
    position += idBytes + sizeBytes;
    if (OPENED.has(id)) continue;
    const [first = 0, ...rest] = head.subarray(idBytes, idBytes + sizeBytes);
    // The length's first byte also says, by its highest bit, how many bytes it takes.
    const size = number([first - 2 ** (8 - sizeBytes), ...rest]);
    const body = await source.read(position, size);
    // Of a piece that was cut off nothing is used.
    if (body.length < size) return;
    position += size;
    yield { id, body };
  }
}

function number(bytes: Iterable<number>): number {
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return value;
}

function samples(bytes: Uint8Array, channels: number): Float32Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames = Math.floor(bytes.length / (2 * channels));
  return Array.from({ length: channels }, (_, channel) => {
    const out = new Float32Array(frames);
    for (let i = 0, at = channel * 2; i < frames; i++, at += 2 * channels) out[i] = view.getInt16(at, true) / 32_768;
    return out;
  });
}
