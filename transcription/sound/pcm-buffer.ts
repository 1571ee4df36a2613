// The decoded audio of a whole recording, on disk during transcription, because windows are read out of order and some
// are read twice. 16 bits at 16 kHz: 115 MB per hour and channel, nothing in memory.

import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PcmBuffer } from './stream.ts';
import { openTemporary } from './temporary.ts';

/** Samples gathered before they are written: two seconds. */
const BATCH = 32_000;

/** @param folder for temporary files; nothing is left in it, except after a crash on Windows */
export async function openPcmBuffer(folder: string, lanes: number): Promise<PcmBuffer> {
  const place = await openTemporary(folder, 'pcm');
  const files: FileHandle[] = [];
  try {
    for (let lane = 0; lane < lanes; lane++) files.push(await open(join(place, `${lane}`), 'w+', 0o600));
  } catch (error) {
    await Promise.all(files.map((file) => file.close()));
    await rm(place, { recursive: true, force: true });
    throw error;
  }
  // Where the system allows it the names go at once, so that even a killed process leaves no voice behind.
  const hidden = await rm(place, { recursive: true, force: true }).then(
    () => true,
    () => false,
  );
  const batches = files.map(() => ({ samples: new Int16Array(BATCH), filled: 0, written: 0 }));

  const flush = async (lane: number): Promise<void> => {
    const batch = batches[lane];
    const file = files[lane];
    if (!batch || !file || batch.filled === 0) return;
    const bytes = new Uint8Array(batch.samples.buffer, 0, batch.filled * 2);
    await file.write(bytes, 0, bytes.length, batch.written * 2);
    batch.written += batch.filled;
    batch.filled = 0;
  };

  return {
    async write(lane, block) {
      const batch = batches[lane];
      if (!batch) return;
      for (let at = 0; at < block.length; ) {
        if (batch.filled === BATCH) await flush(lane);
        const end = Math.min(block.length, at + BATCH - batch.filled);
        for (; at < end; at++) {
          const value = (block[at] as number) * 32_768;
          batch.samples[batch.filled++] = value >= 32_767 ? 32_767 : value <= -32_768 ? -32_768 : Math.round(value);
        }
      }
    },
    async read(lane, start, end) {
      await flush(lane);
      const length = Math.max(0, end - start);
      const samples = new Int16Array(length);
      const { bytesRead = 0 } = (await files[lane]?.read(samples, 0, length * 2, start * 2)) ?? {};
      const sound = new Float32Array(bytesRead >> 1);
      for (let i = 0; i < sound.length; i++) sound[i] = (samples[i] as number) / 32_768;
      return sound;
    },
    async close() {
      await Promise.all(files.map((file) => file.close()));
      if (!hidden) await rm(place, { recursive: true, force: true });
    },
  };
}
