import { describe, expect, it } from 'vitest';
import { MEL_HOP, MEL_WINDOW, MELS, melSpectrum } from '../../../transcription/speakers/mel.ts';
import { noise, tone } from '../sounds.ts';

/** One frame's power spectrum by the definition of the transform. */
function directSpectrum(frame: Float32Array): number[] {
  return Array.from({ length: MEL_WINDOW / 2 + 1 }, (_, k) => {
    let re = 0;
    let im = 0;
    for (let i = 0; i < MEL_WINDOW; i++) {
      const value = (frame[i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / MEL_WINDOW));
      re += value * Math.cos((2 * Math.PI * i * k) / MEL_WINDOW);
      im -= value * Math.sin((2 * Math.PI * i * k) / MEL_WINDOW);
    }
    return re * re + im * im;
  });
}

/** Slaney's bands by their definition: 133⅓ Hz to a mel step of two thirds below 1 kHz, 27 steps to 6.4 kHz above. */
function directBands(spectrum: readonly number[]): number[] {
  const hertz = (mel: number): number => (mel < 15 ? (mel * 200) / 3 : 1000 * 6.4 ** ((mel - 15) / 27));
  const top = 15 + (27 * Math.log(8)) / Math.log(6.4);
  return Array.from({ length: MELS }, (_, m) => {
    const [low = 0, middle = 0, high = 0] = [m, m + 1, m + 2].map((corner) => hertz((top * corner) / (MELS + 1)));
    return spectrum.reduce((sum, power, k) => {
      const rising = (40 * k - low) / (middle - low);
      const falling = (high - 40 * k) / (high - middle);
      return sum + (Math.max(0, Math.min(rising, falling)) * 2 * power) / (high - low);
    }, 0);
  });
}

describe('the mel spectrum', () => {
  it.each([4, 5])('of %i frames is that of the definition, in every frame', (frames) => {
    const sound = noise(MEL_WINDOW + (frames - 1) * MEL_HOP, 0.5, 7);
    const mel = melSpectrum(sound, frames);
    expect(mel).toHaveLength(frames * MELS);
    for (let frame = 0; frame < frames; frame++) {
      const direct = directBands(directSpectrum(sound.slice(frame * MEL_HOP, frame * MEL_HOP + MEL_WINDOW)));
      for (const [m, value] of direct.entries()) {
        expect(Math.abs((mel[frame * MELS + m] ?? 0) / value - 1)).toBeLessThan(1e-4);
      }
    }
  });

  it('treats the time after the end as silence', () => {
    const mel = melSpectrum(noise(MEL_WINDOW, 0.5, 3), 6);
    expect(mel.slice(0, MELS).every((value) => value > 0)).toBe(true);
    expect([...mel.slice(4 * MELS)]).toEqual(new Array(2 * MELS).fill(0));
  });

  it('has a tone in the band where it belongs, four times as strong when twice as loud', () => {
    const quiet = melSpectrum(tone(1000, 16_000, 0.1, 0.1), 4);
    const loud = melSpectrum(tone(1000, 16_000, 0.1, 0.2), 4);
    const strongest = (mel: Float32Array): number =>
      mel.slice(MELS, 2 * MELS).indexOf(Math.max(...mel.slice(MELS, 2 * MELS)));
    // 1 kHz is 15 mel; 41 steps of 1.1 mel lead to 8 kHz.
    expect(strongest(quiet)).toBe(Math.round(15 / ((15 + (27 * Math.log(8)) / Math.log(6.4)) / 41)) - 1);
    expect((loud[MELS + 12] ?? 0) / (quiet[MELS + 12] ?? 1)).toBeCloseTo(4, 3);
  });
});
