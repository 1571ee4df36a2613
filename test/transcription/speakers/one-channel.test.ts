// Speaker separation in mono: the whole path from audio to turns, with a fake encoder that distinguishes voices by
// pitch, and with the real one on calls mixed to one channel.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createListener } from '../../../transcription/listening/listen.ts';
import type { Recogniser } from '../../../transcription/listening/parts.ts';
import { transcribe } from '../../../transcription/listening/transcriber.ts';
import { RATE } from '../../../transcription/sound/span.ts';
import type { PcmBuffer, Sound } from '../../../transcription/sound/stream.ts';
import type { Voiceprint } from '../../../transcription/speakers/print.ts';
import { findVoices } from '../../../transcription/speakers/speakers.ts';
import { openVoiceprint } from '../../../transcription/speakers/voiceprint.ts';
import { measureCall, withoutOverlap } from '../../../transcription/text/measures/measures.ts';
import type { AgentChannel, Transcript, Turn } from '../../../transcription/transcript/transcript.ts';
import { recordingOf, trueCall } from '../../support/calls.ts';
import { channelVoices } from '../../support/channel-voices.ts';
import { speakerError } from '../../support/speaker-error.ts';
import { noise, tone } from '../sounds.ts';

const SECONDS = 60;
const LOW = 200;
const HIGH = 300;

/** Six seconds each of one pitch and the other, with half a second between. */
function twoPitches(...pitches: number[]): Float32Array {
  const out = new Float32Array(SECONDS * RATE);
  for (let turn = 0; turn * 6 < SECONDS; turn++) {
    const pitch = pitches[turn % pitches.length] ?? 0;
    out.set(tone(pitch, RATE, 5.5, 0.3), turn * 6 * RATE);
  }
  return out;
}

/** Counts the zero crossings of a window: a vector near one end for a low voice, near the other for a high one. */
const byPitch: Voiceprint = {
  async vectors(sound, windows) {
    return windows.map(({ start, end }, i) => {
      let crossings = 0;
      for (let at = start + 1; at < end; at++) {
        if ((sound[at - 1] ?? 0) < 0 !== (sound[at] ?? 0) < 0) crossings++;
      }
      const hertz = (crossings * RATE) / (2 * (end - start));
      const angle = ((hertz - 150) / 200) * (Math.PI / 2) + 0.05 * Math.sin(start / 7919 + i);
      return Float32Array.of(Math.cos(angle), Math.sin(angle), 0);
    });
  },
};

/** Writes a word for every half second of speech; the high voice's turns begin as an agent's do. */
function recogniser(): Recogniser {
  return {
    model: 'made',
    languages: ['en'],
    async listen(sound) {
      return {
        languages: async () => new Map([['en', 1]]),
        words: async (_, speech) => ({
          complete: true,
          words: speech.flatMap(({ start, end }) =>
            Array.from({ length: Math.floor((end - start) / (RATE / 2)) }, (__, i) => {
              const from = start + (i * RATE) / 2;
              let crossings = 0;
              for (let at = from + 1; at < from + RATE / 2; at++) {
                if ((sound[at - 1] ?? 0) < 0 !== (sound[at] ?? 0) < 0) crossings++;
              }
              const text = crossings > LOW + 50 ? ['thank', 'you', 'for', 'calling'][i % 4] : `w${i % 5}`;
              const start_ms = (from * 1000) / RATE;
              return { text: text ?? '', start_ms, end_ms: start_ms + 490, logprob: -0.1 };
            }),
          ),
        }),
      };
    },
  };
}

function pcm(): PcmBuffer {
  const lanes: Float32Array[] = [new Float32Array(SECONDS * RATE), new Float32Array(SECONDS * RATE)];
  const written = [0, 0];
  return {
    async write(lane, block) {
      lanes[lane]?.set(block, written[lane]);
      written[lane] = (written[lane] ?? 0) + block.length;
    },
    read: async (lane, start, end) => lanes[lane]?.slice(start, end) ?? new Float32Array(0),
    close: async () => {},
  };
}

function transcribed(
  channels: Float32Array[],
  { voiceprint = byPitch as Voiceprint | null, agent_channel = null as AgentChannel | null } = {},
): Promise<Transcript> {
  async function* blocks() {
    for (let at = 0; at < SECONDS * RATE; at += 8000) yield channels.map((channel) => channel.slice(at, at + 8000));
  }
  const sound: Sound = {
    channels: channels.length,
    duration_ms: SECONDS * 1000,
    announced_ms: null,
    blocks: blocks(),
    close: async () => {},
  };
  const voice = () => ({ next: async (frame: Float32Array) => (frame.some((s) => Math.abs(s) > 0.01) ? 0.9 : 0.01) });
  return transcribe(
    {
      sound,
      voice,
      recogniser: recogniser(),
      voiceprint,
      pcm: async () => pcm(),
      clock: () => 0,
      progress: () => {},
    },
    { agent_channel, language: 'en' },
  );
}

describe('on one channel', () => {
  it('two voices are agent and customer, each with what it says', async () => {
    const transcript = await transcribed([twoPitches(LOW, HIGH)]);
    expect(transcript.method).toBe('embeddings');
    expect(transcript.speakers_confidence).toBeGreaterThan(0.5);
    expect(transcript.turns.map(({ speaker }) => speaker)).toEqual(
      Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? 'customer' : 'agent')),
    );
    expect(transcript.turns.every(({ channel }) => channel === 0)).toBe(true);
    for (const { speaker, text } of transcript.turns) expect(text.includes('calling')).toBe(speaker === 'agent');
  });

  it('one voice stays one, and so does everything where there is no encoder', async () => {
    const alone = await transcribed([twoPitches(LOW)]);
    expect(alone).toMatchObject({ method: 'single', speakers_confidence: null });
    expect(new Set(alone.turns.map(({ speaker }) => speaker))).toEqual(new Set(['unknown']));
    const deaf = await transcribed([twoPitches(LOW, HIGH)], { voiceprint: null });
    expect(deaf).toMatchObject({ method: 'single', speakers_confidence: null });
  });

  it('silence has no speakers', async () => {
    expect(await transcribed([new Float32Array(SECONDS * RATE)])).toMatchObject({
      method: 'single',
      speakers_confidence: null,
      turns: [],
    });
  });
});

describe('two channels', () => {
  const both = twoPitches(LOW, HIGH);

  it.each([
    ['the same', (s: number) => s],
    ['the same but fainter', (s: number) => 0.4 * s],
    ['the same upside down', (s: number) => -s],
    ['the same with the noise of companding', (s: number, i: number) => s * (1 + 0.02 * Math.sin(i * 7.7))],
  ])('that carry %s are one recording, read once, with its voices separated', async (_, other) => {
    const transcript = await transcribed([both, both.map(other)], { agent_channel: 'left' });
    expect(transcript.method).toBe('embeddings');
    expect(transcript.turns).toHaveLength(10);
  });

  it('of which one is only the crosstalk of the other remain two sides', async () => {
    const transcript = await transcribed([both, both.map((s) => 0.02 * s)], { agent_channel: 'left' });
    expect(transcript.method).toBe('channels');
    expect(new Set(transcript.turns.map(({ speaker }) => speaker))).toEqual(new Set(['agent']));
  });

  it('with one side each are separated by channel, however similar the voices', async () => {
    const [left, right] = [0, 1].map((side) =>
      twoPitches(LOW).map((s, i) => (Math.floor(i / (6 * RATE)) % 2 === side ? s : 0)),
    );
    const transcript = await transcribed([left ?? both, right ?? both], { agent_channel: 'right' });
    expect(transcript).toMatchObject({ method: 'channels', speakers_confidence: null });
    const guessed = await transcribed([left ?? both, right ?? both]);
    expect(guessed).toMatchObject({ method: 'channels', speakers_confidence: 0.6 });
  });

  it('mixed on request are one, and separated by voice', async () => {
    const sides = [0, 1].map((side) => both.map((s, i) => (Math.floor(i / (6 * RATE)) % 2 === side ? s : 0)));
    expect((await transcribed(sides, { agent_channel: 'mono' })).method).toBe('embeddings');
  });
});

describe('the encoder', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'attune-voiceprint-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('that does not exist is ignored', async () => {
    const nowhere = 'speaker-nobody-has';
    expect(await openVoiceprint({ models: null, cache: null, threads: 1 }, nowhere)).toBeNull();
    expect(await openVoiceprint({ models: folder, cache: join(folder, 'cache'), threads: 1 }, nowhere)).toBeNull();
  });

  it('that cannot be opened is ignored: a transcript without speakers is better than none', async () => {
    mkdirSync(join(folder, 'speaker-ge2e'));
    writeFileSync(join(folder, 'speaker-ge2e', 'encoder.onnx'), 'not a graph');
    expect(await openVoiceprint({ models: folder, cache: null, threads: 1 })).toBeNull();
  });
});

describe('the encoder that comes with the product', () => {
  it('gives unit vectors, the same alone and among others', async () => {
    const voiceprint = await openVoiceprint({ models: null, cache: null, threads: 1 });
    const sound = noise(5 * RATE, 0.1, 3);
    const windows = [0, 1, 2].map((i) => ({ start: i * RATE, end: i * RATE + 1.6 * RATE }));
    const together = (await voiceprint?.vectors(sound, [...windows, { start: 0, end: RATE }])) ?? [];
    expect(together.map((vector) => Math.hypot(...vector).toFixed(3))).toEqual(['1.000', '1.000', '1.000', '1.000']);
    const [alone] = (await voiceprint?.vectors(sound, windows.slice(1, 2))) ?? [];
    for (const [i, value] of (alone ?? []).entries()) expect(value).toBeCloseTo(together[1]?.[i] ?? 9, 4);
  });
});

describe('one side of a call', () => {
  it.each([
    ['zh-return', 1],
    ['en-parcel', 1],
    ['zh-bill', 0],
  ] as const)('%s is one voice, though the other is faintly heard in it', { timeout: 120_000 }, async (id, side) => {
    const voiceprint = await openVoiceprint({ models: null, cache: null, threads: 1 });
    if (!voiceprint) throw new Error('there is no encoder');
    const { samples } = await channelVoices(recordingOf(id), side, voiceprint);
    expect(samples.length).toBeGreaterThan(15);
    expect(findVoices(samples)).toEqual({ centres: [], confidence: null });
  });
});

describe('a call mixed to one channel', () => {
  const listen = createListener({ path: process.env.PATH ?? '', temporary: tmpdir() });
  for (const id of ['en-address', 'zh-lost-card']) {
    it(`${id}: its speakers are separated by voice, and the agent is identified`, { timeout: 240_000 }, async () => {
      const call = trueCall(id);
      const transcript = await listen(
        {
          file: recordingOf(id),
          agent_channel: 'mono',
          language: call.language.slice(0, 2),
          model: 'whisper-base',
          models: null,
          cache: null,
          hub: null,
          threads: 1,
          ffmpeg: null,
          temporary: null,
          longest_ms: null,
        },
        () => {},
        null,
      );
      expect(transcript.method).toBe('embeddings');
      expect(transcript.speakers_confidence).toBeGreaterThan(0.5);
      expect(speakerError(call.turns, transcript.turns, 250).error).toBeLessThan(0.06);
      const greeting = transcript.turns[0];
      expect(greeting?.speaker).toBe('agent');
    });
  }
});

describe('measures of a mono call', () => {
  it('leaves unknown what only two channels show', () => {
    const turn = (speaker: 'agent' | 'customer', start_ms: number, end_ms: number): Turn => ({
      speaker,
      channel: 0,
      start_ms,
      end_ms,
      text: 'Yes.',
      confidence: 1,
      words: [{ text: 'Yes.', start_ms, end_ms, confidence: 1 }],
    });
    const counted = measureCall([turn('agent', 0, 1000), turn('customer', 1200, 2000)], 3000);
    expect(counted).toMatchObject({ overlap_ms: 0, overlaps: [], interruptions: [] });
    expect(withoutOverlap(counted)).toEqual({ ...counted, overlap_ms: null, overlaps: null, interruptions: null });
  });
});
