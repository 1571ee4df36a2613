// After its process is killed, a transcription continues from its checkpoints and produces the same transcript.
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../transcription/listening/checkpoints.ts';
import { createListener } from '../../../transcription/listening/listen.ts';
import type { Recogniser } from '../../../transcription/listening/parts.ts';
import { transcribe } from '../../../transcription/listening/transcriber.ts';
import { RATE } from '../../../transcription/sound/span.ts';
import type { PcmBuffer, Sound } from '../../../transcription/sound/stream.ts';
import type { Transcript } from '../../../transcription/transcript/transcript.ts';
import { recordingOf } from '../../support/calls.ts';
import { noise } from '../sounds.ts';

const SECONDS = 150;

function memoryPcmBuffer(): PcmBuffer {
  const lanes = [new Float32Array(SECONDS * RATE), new Float32Array(SECONDS * RATE)];
  const ends = [0, 0];
  return {
    async write(lane, block) {
      lanes[lane]?.set(block, ends[lane]);
      ends[lane] = (ends[lane] ?? 0) + block.length;
    },
    read: async (lane, start, end) => lanes[lane]?.slice(start, end) ?? new Float32Array(0),
    close: async () => {},
  };
}

/** Speech-like noise of 4 s in every 5, the sides by turns. */
function conversation(): Sound {
  const sides = [new Float32Array(SECONDS * RATE), new Float32Array(SECONDS * RATE)];
  for (let second = 0; second < SECONDS; second += 5) {
    sides[(second / 5) % 2]?.set(noise(4 * RATE, 0.3, second + 1), second * RATE);
  }
  async function* blocks() {
    for (let at = 0; at < SECONDS * RATE; at += 8000) yield sides.map((side) => side.subarray(at, at + 8000));
  }
  return { channels: 2, duration_ms: SECONDS * 1000, announced_ms: null, blocks: blocks(), close: async () => {} };
}

class Killed extends Error {}

/** @param most notes after which the power goes */
async function run(earlier: readonly Checkpoint[], most: number) {
  const kept: Checkpoint[] = [];
  const counts = { heard: 0, frames: 0 };
  const recogniser: Recogniser = {
    model: 'counting',
    languages: ['en', 'zh'],
    async listen(sound) {
      counts.heard++;
      // Something that depends on the sound itself.
      const level = sound.reduce((sum, value) => sum + value * value, 0);
      return {
        languages: async () =>
          new Map([
            ['zh', 0.9],
            ['en', 0.1],
          ]),
        words: async (language, speech) => ({
          complete: true,
          words: speech.flatMap(({ start, end }) =>
            Array.from({ length: Math.floor((end - start) / RATE) }, (_, i) => ({
              text: `${language}${Math.round(level * 1000) + i}`,
              start_ms: start / 16 + i * 1000,
              end_ms: start / 16 + i * 1000 + 990,
              logprob: -1 / (i + 3),
            })),
          ),
        }),
      };
    },
  };
  let transcript: Transcript | null = null;
  try {
    transcript = await transcribe(
      {
        sound: conversation(),
        voice: () => ({
          next: async (frame) => {
            counts.frames++;
            return frame.some((value) => Math.abs(value) > 0.01) ? 0.9 : 0.01;
          },
        }),
        recogniser,
        pcm: async () => memoryPcmBuffer(),
        clock: () => 0,
        progress: () => {},
        checkpoints: {
          earlier: structuredClone(earlier),
          keep: (checkpoint) => {
            if (kept.length === most) throw new Killed();
            kept.push(JSON.parse(JSON.stringify(checkpoint)));
          },
        },
      },
      { agent_channel: null, language: 'auto' },
    );
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  return { transcript, kept, counts };
}

describe('a recording that was interrupted', () => {
  it('continues from what was done, wherever it was interrupted, and gives the same transcript', async () => {
    const whole = await run([], Number.POSITIVE_INFINITY);
    const windows = whole.kept.length - 2;
    expect(windows).toBeGreaterThanOrEqual(4);
    let heard = Number.POSITIVE_INFINITY;
    for (let most = 0; most < whole.kept.length; most++) {
      const killed = await run([], most);
      expect(killed.transcript).toBeNull();
      const resumed = await run(killed.kept, Number.POSITIVE_INFINITY);
      expect(resumed.transcript).toEqual(whole.transcript);
      // Nothing is found out twice, and nothing is left out.
      expect([...killed.kept, ...resumed.kept].map(({ name }) => name)).toEqual(whole.kept.map(({ name }) => name));
      if (most >= 1) expect(resumed.counts.frames).toBe(0);
      if (most >= 2) expect(resumed.counts.heard).toBeLessThan(heard);
      if (most >= 2) heard = resumed.counts.heard;
    }
  });

  it('starts again if its checkpoints were made under other settings', async () => {
    const whole = await run([], Number.POSITIVE_INFINITY);
    const strange = whole.kept.map((checkpoint) => ({ ...checkpoint, under: 'another model' }));
    const again = await run(strange, Number.POSITIVE_INFINITY);
    expect(again.counts).toEqual(whole.counts);
    expect(again.transcript).toEqual(whole.transcript);
  });
});

describe('a real call', () => {
  it('interrupted half-way gives the same words from its checkpoints', { timeout: 180_000 }, async () => {
    const listen = createListener({ path: process.env.PATH ?? '', temporary: tmpdir() });
    const request = {
      file: recordingOf('zh-late'),
      agent_channel: 'left' as const,
      language: 'auto',
      model: 'whisper-base',
      models: null,
      cache: null,
      hub: null,
      threads: 1,
      ffmpeg: null,
      temporary: null,
      longest_ms: null,
    };
    const checkpoints: Checkpoint[] = [];
    const whole = await listen(
      request,
      () => {},
      null,
      (checkpoint) => checkpoints.push(JSON.parse(JSON.stringify(checkpoint))),
    );
    const half = checkpoints.slice(0, Math.ceil(checkpoints.length / 2) + 1);
    const more: Checkpoint[] = [];
    const resumed = await listen(
      { ...request, checkpoints: half },
      () => {},
      null,
      (checkpoint) => more.push(checkpoint),
    );
    expect({ ...resumed, took_ms: 0 }).toEqual({ ...whole, took_ms: 0 });
    expect([...half, ...more].map(({ name }) => name)).toEqual(checkpoints.map(({ name }) => name));
    expect(more.length).toBeGreaterThan(0);
  });
});
