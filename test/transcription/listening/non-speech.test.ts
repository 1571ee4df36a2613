// No words from audio without speech, and none lost after it, with the real detector and the real model.
// test/bench/non-speech.ts runs ten minutes of each; this is as much as every test run can afford.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createListener } from '../../../transcription/listening/listen.ts';
import type { Transcript } from '../../../transcription/transcript/transcript.ts';
import { LINE_RATE, mulawWav, NON_SPEECH } from '../../bench/sounds.ts';
import { recordingOf, trueCall } from '../../support/calls.ts';
import { heardBefore, onlyAfter, stretchOf } from '../after-sound.ts';
import { callErrors } from '../voices.ts';

const SLOW = { timeout: 120_000 };
const folder = { path: '' };
beforeAll(() => {
  folder.path = mkdtempSync(join(tmpdir(), 'attune-non-speech-'));
});
afterAll(() => rmSync(folder.path, { recursive: true, force: true }));

const listen = createListener({ path: '', temporary: tmpdir() });

function hear(channels: readonly Float32Array[], language = 'auto'): Promise<Transcript> {
  const file = join(folder.path, 'sound.wav');
  writeFileSync(file, mulawWav(...channels));
  const model = { model: 'whisper-base', models: null, cache: null, hub: null, threads: 1 };
  const rest = { agent_channel: null, ffmpeg: null, temporary: folder.path, longest_ms: null };
  return listen({ file, language, ...model, ...rest }, () => {}, null);
}

describe('no speech in', () => {
  it.each(Object.entries(NON_SPEECH))('%s', SLOW, async (_, make) => {
    const { turns, language } = await hear([make(10, 1)]);
    expect({ said: turns.map(({ text }) => text), language }).toEqual({ said: [], language: null });
  });
});

describe('speech after audio without speech is recognised as well as alone', () => {
  it('after music, and after noise', SLOW, async () => {
    const stretch = await stretchOf(trueCall('en-parcel'), readFileSync(recordingOf('en-parcel')), 14_000);
    const alone = callErrors(stretch.call, await hear(stretch.channels, 'en')).errors;
    for (const name of ['music: a band', 'pink noise']) {
      const joined = stretch.channels.map((channel, i) => {
        const whole = new Float32Array(8 * LINE_RATE + channel.length);
        whole.set(NON_SPEECH[name]?.(8, i + 1) ?? []);
        whole.set(channel, 8 * LINE_RATE);
        return whole;
      });
      const transcript = await hear(joined, 'en');
      expect(heardBefore(transcript, 8000)).toEqual([]);
      // Where the detector's frames fall shifts a word now and then.
      expect(callErrors(stretch.call, onlyAfter(transcript, 8000)).errors).toBeLessThanOrEqual(alone + 1);
    }
  });
});
