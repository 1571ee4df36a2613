// Random or sequential access to bytes, from a file or a pipe.

import type { FileHandle } from 'node:fs/promises';
import type { ByteSource } from './wav.ts';

/** @param file stays open; the caller closes it */
export async function fileBytes(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    size,
    async read(position, length) {
      const bytes = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
  };
}

/**
 * @param chunks in order
 * @returns a source that forgets what lies a little before the last read; to read further back is an error
 */
export function pipeBytes(chunks: AsyncIterable<Uint8Array>): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  let held = new Uint8Array(0);
  let heldFrom = 0;
  let ended = false;
  const grow = async (): Promise<void> => {
    const { value, done } = await iterator.next();
    if (done) {
      ended = true;
      return;
    }
    const joined = new Uint8Array(held.length + value.length);
    joined.set(held);
    joined.set(value, held.length);
    held = joined;
  };
  return {
    size: Number.POSITIVE_INFINITY,
    async read(position, length) {
      if (position < heldFrom) throw new Error('a pipe cannot be read backwards');
      while (!ended && heldFrom + held.length < position + length) {
        // Skipping far ahead must not pile up what is skipped.
        if (heldFrom + held.length <= position) {
          heldFrom += held.length;
          held = new Uint8Array(0);
        }
        await grow();
      }
      // The header is read twice (is it a chunk? then its body), never more than a few bytes back.
      const keep = Math.max(0, Math.min(held.length, position - heldFrom - 64));
      held = held.subarray(keep);
      heldFrom += keep;
      return held.slice(Math.max(0, position - heldFrom), Math.max(0, position - heldFrom + length));
    },
  };
}
