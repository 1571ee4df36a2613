// Which recordings are played as they are. Players seek by computing where a time's bytes lie. In plain WAV with a
// correct header that is exact in every browser; elsewhere it depends on the encoder's index, on edits and gaps, and
// browsers differ. Those get a copy on the transcript's timeline (copy.ts).

import { readWavHeader, type WavHeader } from './wav.ts';

/** Samples that every browser with a WAV reader plays: 8, 16 and 24 bits, 32-bit floats, A-law and µ-law. */
export function browsersPlay({ encoding, sample_bytes, channels }: WavHeader): boolean {
  if (channels > 2 || encoding === 'other') return false;
  return encoding === 'pcm' ? sample_bytes <= 3 : encoding !== 'float' || sample_bytes === 4;
}

/**
 * Whether every browser plays the file and seeks in it exactly, without a copy.
 * @param head the first bytes of the file (SNIFF_BYTES)
 * @param size of the whole file
 */
export async function playsExactly(head: Uint8Array, size: number): Promise<boolean> {
  const ascii = (at: number): string => String.fromCharCode(...head.subarray(at, at + 4));
  if (ascii(0) !== 'RIFF' || ascii(8) !== 'WAVE') return false;
  const read = async (position: number, length: number) => head.slice(position, position + length);
  const header = await readWavHeader({ size, read }).catch(() => null);
  const [data, second] = header?.data ?? [];
  if (!header || !data || second || data.bytes === null || !browsersPlay(header)) return false;
  const whole = data.start + data.bytes;
  const stated = new DataView(head.buffer, head.byteOffset).getUint32(4, true) + 8;
  // A chunk of odd length has a byte behind it, which some writers leave out.
  return [whole, whole + (data.bytes % 2)].includes(size) && Math.abs(stated - size) <= 1;
}
