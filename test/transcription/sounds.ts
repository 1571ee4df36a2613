// Audio made for tests: WAV files of any shape, and parts of a transcriber that need no model.

import { writeFileSync } from 'node:fs';
import type { ByteSource } from '../../transcription/sound/wav.ts';

export type WavShape = {
  tag?: number;
  channels?: number;
  rate?: number;
  bits?: number;
  claim?: number;
  before?: Uint8Array;
};

/** A WAV file around samples that are bytes already. */
export function wavFile(data: Uint8Array, shape: WavShape = {}): Uint8Array {
  const { tag = 1, channels = 1, rate = 8000, bits = 16, claim = data.length, before = new Uint8Array(0) } = shape;
  const align = (channels * bits) / 8;
  const head = new Uint8Array(12 + 24 + before.length + 8);
  const view = new DataView(head.buffer);
  const put = (at: number, text: string): void =>
    head.set(
      [...text].map((c) => c.charCodeAt(0)),
      at,
    );
  put(0, 'RIFF');
  view.setUint32(4, head.length + data.length - 8, true);
  put(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, tag, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * align, true);
  view.setUint16(32, align, true);
  view.setUint16(34, bits, true);
  head.set(before, 36);
  put(36 + before.length, 'data');
  view.setUint32(40 + before.length, claim, true);
  const file = new Uint8Array(head.length + data.length);
  file.set(head);
  file.set(data, head.length);
  return file;
}

/** 16-bit samples, interleaved. */
export function pcm16(...channels: ArrayLike<number>[]): Uint8Array {
  const frames = channels[0]?.length ?? 0;
  const samples = new Int16Array(frames * channels.length);
  for (const [c, channel] of channels.entries()) {
    for (let i = 0; i < frames; i++) samples[i * channels.length + c] = Math.round((channel[i] ?? 0) * 32_767);
  }
  return new Uint8Array(samples.buffer);
}

export function chunk(id: string, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(8 + body.length);
  out.set([...id].map((c) => c.charCodeAt(0)));
  new DataView(out.buffer).setUint32(4, body.length, true);
  out.set(body, 8);
  return out;
}

export function memoryBytes(file: Uint8Array): ByteSource {
  return { size: file.length, read: async (position, length) => file.slice(position, position + length) };
}

export function tone(hertz: number, rate: number, seconds: number, level = 0.5): Float32Array {
  return Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / rate),
  );
}

/** Noise that is the same in every run (a linear congruential generator, Numerical Recipes). */
export function noise(length: number, level: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return level * (state / 2 ** 31 - 1);
  });
}

export function writeWav(path: string, rate: number, ...channels: ArrayLike<number>[]): string {
  writeFileSync(path, wavFile(pcm16(...channels), { channels: channels.length, rate }));
  return path;
}
