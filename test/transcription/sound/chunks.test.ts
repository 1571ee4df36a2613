import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DEFAULT_LIMITS, openAudio } from '../../../transcription/sound/audio.ts';
import { unreadBehind } from '../../../transcription/sound/chunks.ts';
import { findFfmpeg } from '../../../transcription/sound/ffmpeg.ts';
import { memoryBytes, tone, writeWav } from '../sounds.ts';

const ffmpeg = findFfmpeg(null, '');

/** A file of a second, and where the length of its sound stands. */
function made(kind: 'aiff' | 'caf'): { bytes: Uint8Array; at: number; notes: (bytes: Uint8Array) => Promise<unknown> } {
  const folder = mkdtempSync(join(tmpdir(), 'attune-chunks-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [wav, file] = [join(folder, 'a.wav'), join(folder, `a.${kind}`)];
  writeWav(wav, 8000, tone(500, 8000, 1, 0.4));
  execFileSync(ffmpeg!, ['-v', 'error', '-nostdin', '-y', '-i', wav, file]);
  const bytes = new Uint8Array(readFileSync(file));
  const at = Buffer.from(bytes).indexOf(kind === 'aiff' ? 'SSND' : 'data') + 4;
  const notes = async (changed: Uint8Array) => {
    writeFileSync(file, changed);
    const sound = await openAudio(file, { ffmpeg, limits: DEFAULT_LIMITS, signal: null });
    for await (const _ of sound.blocks);
    return sound.notes;
  };
  return { bytes, at, notes };
}

it.each(['aiff', 'caf'] as const)(
  'sound behind the length that %s states is said not to have been read',
  async (kind) => {
    const { bytes, at, notes } = made(kind);
    expect(await notes(bytes)).toBeNull();
    const half = bytes.slice();
    const view = new DataView(half.buffer);
    const stated = 8000;
    if (kind === 'aiff') view.setUint32(at, stated);
    else view.setBigInt64(at, BigInt(stated));
    const behind = bytes.length - (at + (kind === 'aiff' ? 4 : 8) + stated);
    expect(await unreadBehind(memoryBytes(half), kind)).toBe(behind);
    // Some versions of ffmpeg refuse such a CAF as damaged.
    if (kind === 'aiff') expect(await notes(half)).toMatchObject({ unread_bytes: behind });
  },
);

it('up to the end is up to the end', async () => {
  const { bytes, at, notes } = made('caf');
  new DataView(bytes.buffer).setBigInt64(at, -1n);
  expect(await notes(bytes)).toBeNull();
});
