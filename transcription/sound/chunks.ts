// AIFF and CAF are read by ffmpeg, which stops where the header says the audio ends. If anything follows that is not a
// chunk, it was never read: the header was written before the audio.

import type { ByteSource } from './wav.ts';

/** Where chunks begin, how long their heads are, and what the sound's is called. EA IFF 85; Apple Core Audio Format. */
const LAYOUTS = {
  aiff: { first: 12, head: 8, sound: 'SSND', padded: true },
  caf: { first: 8, head: 12, sound: 'data', padded: false },
} as const;

/** Nobody writes so many. */
const CHUNKS_LIMIT = 10_000;
const NAME = /^[ -~]{4}$/;

/** Bytes from the first that make no chunk to the end of the file, where sound stands before them; else 0. */
export async function unreadBehind(source: ByteSource, kind: keyof typeof LAYOUTS): Promise<number> {
  const { first, head, sound, padded } = LAYOUTS[kind];
  let heard = false;
  let position: number = first;
  for (let n = 0; n < CHUNKS_LIMIT; n++) {
    const bytes = await source.read(position, head);
    if (bytes.length < head) return 0;
    const name = String.fromCharCode(...bytes.subarray(0, 4));
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    // CAF: −1 is up to the end.
    const size = kind === 'aiff' ? view.getUint32(4) : Number(view.getBigInt64(4));
    const end = position + head + size;
    if (heard && (!NAME.test(name) || size < 0 || end > source.size)) return source.size - position;
    if (size < 0 || end >= source.size) return 0;
    heard ||= name === sound;
    position = end + (padded ? size % 2 : 0);
  }
  return 0;
}
