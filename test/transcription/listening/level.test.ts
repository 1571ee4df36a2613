import { expect, it, vi } from 'vitest';
import { atUsualLevel, levelled } from '../../../transcription/listening/level.ts';
import type { Heard } from '../../../transcription/listening/parts.ts';

const tone = (loud: number, length = 1600): Float32Array =>
  Float32Array.from({ length }, (_, n) => loud * Math.sin(0.3 * n + 0.1));
const rms = (sound: Float32Array): number =>
  Math.sqrt(sound.reduce((sum, one) => sum + one * one, 0) / sound.filter((one) => one !== 0).length);

it('however loud a window is, it is read at one level', () => {
  for (const loud of [0.01, 0.02, 0.2, 0.9]) expect(rms(atUsualLevel(tone(loud)))).toBeCloseTo(0.05, 4);
});

it('the silence around speech does not count, and stays silence', () => {
  const sound = new Float32Array(16_000);
  sound.set(tone(0.3), 4000);
  const levelled = atUsualLevel(sound);
  expect(rms(levelled)).toBeCloseTo(0.05, 4);
  expect(levelled.slice(0, 4000).every((one) => one === 0)).toBe(true);
  expect(sound[4010]).toBe(tone(0.3)[10]);
});

it('next to nothing is not made into something', () => {
  expect(rms(atUsualLevel(tone(1e-5)))).toBeLessThan(1e-4);
  expect(atUsualLevel(new Float32Array(100))).toEqual(new Float32Array(100));
});

it('a recogniser is given it so, and is otherwise the same', async () => {
  const heard = {} as Heard;
  const listen = vi.fn(async (_: Float32Array) => heard);
  const own = levelled({ model: 'm', languages: ['en'], listen });
  expect(own).toMatchObject({ model: 'm', languages: ['en'] });
  expect(await own.listen(tone(0.5))).toBe(heard);
  expect(rms(listen.mock.calls[0]![0])).toBeCloseTo(0.05, 4);
});
