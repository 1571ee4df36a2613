// How long a WAV file is without reading its samples, where header and file agree; a header that says less or more than
// the file holds is left to whoever reads the samples.

import { Refusal } from '../refusal.ts';
import { type ByteSource, readWavHeader } from './wav.ts';

/** Metadata behind the samples has few chunks. */
const CHUNKS = 20;

/** @param size of the whole file, bytes. @returns ms, null where only the samples can tell */
export async function wavLength(source: ByteSource, size: number): Promise<number | null> {
  try {
    const { encoding, channels, rate, sample_bytes, data_start, data_bytes } = await readWavHeader(source);
    const frame = channels * sample_bytes;
    if (encoding === 'other' || frame === 0 || data_bytes === null || data_bytes < frame) return null;
    const end = data_start + data_bytes;
    if (end > size || !(await onlyMetadata(source, end + (data_bytes % 2), size))) return null;
    return Math.round((Math.floor(data_bytes / frame) * 1000) / rate);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function onlyMetadata(source: ByteSource, from: number, size: number): Promise<boolean> {
  let at = from;
  for (let i = 0; i < CHUNKS && at + 8 <= size; i++) {
    const head = await source.read(at, 8);
    const id = String.fromCharCode(...head.subarray(0, 4));
    if (head.length < 8 || id === 'data' || !/^[\x20-\x7e]{4}$/.test(id)) return false;
    const length = new DataView(head.buffer, head.byteOffset).getUint32(4, true);
    at += 8 + length + (length % 2);
  }
  return at + 8 > size;
}
