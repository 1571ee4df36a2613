import { describe, expect, it } from 'vitest';
import { openTransform, solveFilter } from '../../../transcription/listening/correlation.ts';
import { measureLeaks, watchLeaks, withoutLeaks } from '../../../transcription/listening/leaks.ts';
import { RATE } from '../../../transcription/sound/span.ts';
import type { PcmBuffer } from '../../../transcription/sound/stream.ts';
import { leaking } from '../leaking.ts';
import { noise, tone } from '../sounds.ts';

function pcmBufferOf(channels: readonly Float32Array[]): PcmBuffer {
  return {
    write: async () => {},
    read: async (lane, start, end) => channels[lane]?.slice(start, end) ?? new Float32Array(0),
    close: async () => {},
  };
}

/** Noise that is loud in the given seconds, of 24. */
function speaker(seed: number, ...spans: [start: number, end: number][]): Float32Array {
  const out = noise(24 * RATE, 3e-4, seed + 50);
  for (const [start, end] of spans) out.set(noise((end - start) * RATE, 0.3, seed + start), start * RATE);
  return out;
}

async function clean(channels: readonly Float32Array[]): Promise<{ leaks: number; pcm: PcmBuffer }> {
  const watch = watchLeaks();
  for (let at = 0; at < 24 * RATE; at += 4000) watch.add(channels.map((channel) => channel.subarray(at, at + 4000)));
  const leaks = await measureLeaks(pcmBufferOf(channels), watch.suspicions());
  return { leaks: leaks.length, pcm: withoutLeaks(pcmBufferOf(channels), leaks) };
}

const level = (sound: Float32Array): number =>
  10 * Math.log10(sound.reduce((sum, sample) => sum + sample * sample, 0) / sound.length);

const agent = speaker(1, [1, 4], [8, 11], [14, 20]);
const customer = speaker(400, [5, 7], [12, 14], [18, 23]);

describe('a leak between channels', () => {
  it.each([{ db: -9 }, { db: -15 }, { db: -25 }, { db: -20, late_ms: 120 }])(
    '%o is taken off, and what was said stays',
    async (leak) => {
      const { leaks, pcm } = await clean(leaking([agent, customer], leak, RATE));
      expect(leaks).toBe(2);
      const echo = await pcm.read(1, 9 * RATE, 10 * RATE);
      expect(level(echo) - level(agent.subarray(9 * RATE, 10 * RATE))).toBeLessThan(-38);
      // Both speak at once: what is left is the customer alone.
      const both = await pcm.read(1, 18.5 * RATE, 19.5 * RATE);
      const rest = both.map((sample, i) => sample - (customer[18.5 * RATE + i] ?? 0));
      expect(level(rest) - level(both)).toBeLessThan(-24);
    },
  );

  it('takes off nothing of what comes back to a side through the other: its own voice is as loud as before', async () => {
    const { pcm } = await clean(leaking([agent, customer], { db: -9 }, RATE));
    const alone = agent.subarray(9 * RATE, 10 * RATE);
    expect(level(await pcm.read(0, 9 * RATE, 10 * RATE)) - level(alone)).toBeCloseTo(0, 1);
  });

  it('that arrives twice, immediately and as an echo, is removed', async () => {
    const once = leaking([agent, customer], { db: -18 }, RATE);
    const echoes = leaking([agent, customer], { db: -22, late_ms: 200 }, RATE);
    const mixed = once.map((channel, i) =>
      channel.map((sample, n) => sample + (echoes[i]?.[n] ?? 0) - ([agent, customer][i]?.[n] ?? 0)),
    );
    const { pcm } = await clean(mixed);
    const echo = await pcm.read(1, 9 * RATE, 10 * RATE);
    expect(level(echo) - level(agent.subarray(9 * RATE, 10 * RATE))).toBeLessThan(-32);
  });

  it('of one side alone leaves the other channel as it is', async () => {
    const [, leaked] = leaking([agent, customer], { db: -15 }, RATE);
    const { leaks, pcm } = await clean([agent, leaked ?? customer]);
    expect(leaks).toBe(1);
    expect(await pcm.read(0, 0, RATE)).toEqual(agent.slice(0, RATE));
  });

  it('that begins in the middle of the call is removed from there on, and not before', async () => {
    const leaked = leaking([agent, customer], { db: -15 }, RATE);
    const half = 12 * RATE;
    const mixed = leaked.map((channel, i) =>
      channel.map((sample, n) => (n < half ? ([agent, customer][i]?.[n] ?? 0) : sample)),
    );
    const { pcm } = await clean(mixed);
    expect(level(await pcm.read(1, 15 * RATE, 17 * RATE)) - level(agent.subarray(15 * RATE, 17 * RATE))).toBeLessThan(
      -35,
    );
    const before = await pcm.read(1, RATE, 11 * RATE);
    const changed = before.map((sample, n) => sample - (customer[RATE + n] ?? 0));
    expect(level(changed)).toBeLessThan(-65);
  });

  it('is not what both channels were given, such as a tone before the call', async () => {
    const ring = tone(440, RATE, 8, 0.3);
    const channels = [agent, customer].map((channel, i) => {
      const out = speaker(700 + i);
      out.set(ring.map((sample) => sample / (1 + 2 * i)));
      out.set(channel.subarray(0, 16 * RATE), 8 * RATE);
      return out;
    });
    const { pcm } = await clean(channels);
    const left = await pcm.read(1, 9 * RATE, 24 * RATE);
    const changed = left.map((sample, n) => sample - (channels[1]?.[9 * RATE + n] ?? 0));
    expect(level(changed)).toBeLessThan(-50);
  });

  it('is the same whatever the block sizes', async () => {
    const { pcm } = await clean(leaking([agent, customer], { db: -15 }, RATE));
    const whole = await pcm.read(1, 0, 4 * RATE);
    expect(await pcm.read(1, 12_345, 34_567)).toEqual(whole.slice(12_345, 34_567));
  });

  it('that does not exist, or is too faint to matter, changes nothing at all', async () => {
    expect((await clean([agent, customer])).leaks).toBe(0);
    expect((await clean(leaking([agent, customer], { db: -38 }, RATE))).leaks).toBe(0);
  });
});

describe('the numerics', () => {
  it('a transform turns a wave into one line', () => {
    const size = 64;
    const re = Float64Array.from({ length: size }, (_, i) => Math.cos((2 * Math.PI * 5 * i) / size));
    const im = new Float64Array(size);
    openTransform(size)(re, im);
    expect(re[5]).toBeCloseTo(size / 2, 9);
    expect(re[size - 5]).toBeCloseTo(size / 2, 9);
    expect(Math.hypot(...re.filter((_, k) => k !== 5 && k !== size - 5), ...im)).toBeCloseTo(0, 9);
  });

  it('a filter is found from what went in and what came out', () => {
    const input = noise(4000, 1, 9);
    const taps = [0, 0.5, -0.25, 0.1];
    const output = input.map((_, n) => taps.reduce((sum, tap, k) => sum + tap * (input[n - k] ?? 0), 0));
    const sumOf = (one: Float32Array, shift: number): number =>
      one.reduce((sum, sample, n) => sum + sample * (input[n - shift] ?? 0), 0);
    const auto = Float64Array.from(taps, (_, k) => sumOf(input, k));
    const found = solveFilter(
      auto,
      Float64Array.from(taps, (_, k) => sumOf(output, k)),
    );
    for (const [k, tap] of taps.entries()) expect(found[k]).toBeCloseTo(tap, 2);
  });
});
