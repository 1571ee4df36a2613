// The input of the speaker encoder: energy in forty mel bands, a hundred times per second. The encoder was trained on
// power without a logarithm, so loudness matters and the caller normalises the level.

import { RATE } from '../sound/span.ts';

/** Samples of one frame, and of its Fourier transform. */
export const MEL_WINDOW = 400;
/** Samples from one frame to the next: 10 ms. */
export const MEL_HOP = 160;
/** Bands of a frame. */
export const MELS = 40;

const BINS = MEL_WINDOW / 2 + 1;

/**
 * Mel power spectrum: Hann window of 400 samples, hop 160, 40 bands on Slaney's scale with Slaney's norm (each band's
 * area is the same), no logarithm.
 * @param sound at 16 kHz; frame f reads the 400 samples from f × 160, zeros past the end
 * @returns frames × 40 values
 */
export function melSpectrum(sound: Float32Array, frames: number): Float32Array {
  const out = new Float32Array(frames * MELS);
  const re = new Float64Array(MEL_WINDOW);
  const im = new Float64Array(MEL_WINDOW);
  // Two real frames go through one complex transform: one as the real part, the next as the imaginary.
  for (let frame = 0; frame < frames; frame += 2) {
    for (let i = 0; i < MEL_WINDOW; i++) {
      const hann = HANN[i] as number;
      re[i] = (sound[frame * MEL_HOP + i] ?? 0) * hann;
      im[i] = (sound[(frame + 1) * MEL_HOP + i] ?? 0) * hann;
    }
    transform(re, im);
    const next = frame + 1 < frames ? (frame + 1) * MELS : -1;
    for (let k = 0; k < BINS; k++) {
      const mirror = k === 0 ? 0 : MEL_WINDOW - k;
      const a = re[k] as number;
      const b = im[k] as number;
      const c = re[mirror] as number;
      const d = im[mirror] as number;
      const first = ((a + c) ** 2 + (b - d) ** 2) / 4;
      const second = ((b + d) ** 2 + (c - a) ** 2) / 4;
      const last = BANDS.last[k] as number;
      for (let m = BANDS.first[k] as number; m <= last; m++) {
        const weight = BANDS.weights[m * BINS + k] as number;
        out[frame * MELS + m] = (out[frame * MELS + m] as number) + weight * first;
        if (next >= 0) out[next + m] = (out[next + m] as number) + weight * second;
      }
    }
  }
  return out;
}

/** Periodic, as for a spectrum. */
const HANN = Float64Array.from({ length: MEL_WINDOW }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / MEL_WINDOW));

/** Slaney's scale: linear up to 1 kHz, logarithmic above (Auditory Toolbox, 1998). */
function melToHertz(mel: number): number {
  const linear = (200 / 3) * mel;
  return linear < 1000 ? linear : 1000 * Math.exp((Math.log(6.4) / 27) * (mel - 15));
}

const BANDS = melBands();

/** Triangles whose feet are their neighbours' tops; `first` and `last` name the bands a bin of the spectrum counts in. */
function melBands(): { weights: Float64Array; first: Int32Array; last: Int32Array } {
  const top = 15 + (27 / Math.log(6.4)) * Math.log(RATE / 2 / 1000);
  const corners = Array.from({ length: MELS + 2 }, (_, i) => melToHertz((top * i) / (MELS + 1)));
  const weights = new Float64Array(MELS * BINS);
  const first = new Int32Array(BINS).fill(MELS);
  const last = new Int32Array(BINS).fill(-1);
  for (let m = 0; m < MELS; m++) {
    const [low = 0, middle = 0, high = 0] = corners.slice(m, m + 3);
    for (let k = 0; k < BINS; k++) {
      const hertz = (k * RATE) / MEL_WINDOW;
      const height = Math.min((hertz - low) / (middle - low), (high - hertz) / (high - middle));
      if (height <= 0) continue;
      weights[m * BINS + k] = (height * 2) / (high - low);
      first[k] = Math.min(first[k] ?? MELS, m);
      last[k] = m;
    }
  }
  return { weights, first, last };
}

/** 400 = 4 × 4 × 5 × 5. */
const FACTORS = [4, 4, 5, 5];
const COS = Float64Array.from({ length: MEL_WINDOW }, (_, i) => Math.cos((2 * Math.PI * i) / MEL_WINDOW));
const SIN = Float64Array.from({ length: MEL_WINDOW }, (_, i) => Math.sin((2 * Math.PI * i) / MEL_WINDOW));

/** Real and imaginary parts. */
type Complex = readonly [Float64Array, Float64Array];

/** Discrete Fourier transform in place, by factors without reordering (Stockham); their number is even. */
function transform(re: Float64Array, im: Float64Array): void {
  let from: Complex = [re, im];
  let to: Complex = SPARE;
  let done = 1;
  for (const radix of FACTORS) {
    stage(from, to, radix, done);
    done *= radix;
    [from, to] = [to, from];
  }
}

const SPARE: Complex = [new Float64Array(MEL_WINDOW), new Float64Array(MEL_WINDOW)];

/** Joins `radix` transforms of length `done` each into one. The innermost loop of the front end: plain indices. */
function stage([re, im]: Complex, [outRe, outIm]: Complex, radix: number, done: number): void {
  const groups = MEL_WINDOW / (radix * done);
  const stride = groups * done;
  for (let k = 0; k < radix * done; k++) {
    const step = (k * groups) % MEL_WINDOW;
    const within = k % done;
    for (let group = 0; group < groups; group++) {
      let at = group * done + within;
      let sumRe = re[at] as number;
      let sumIm = im[at] as number;
      let turn = 0;
      for (let j = 1; j < radix; j++) {
        at += stride;
        turn += step;
        if (turn >= MEL_WINDOW) turn -= MEL_WINDOW;
        const c = COS[turn] as number;
        const s = SIN[turn] as number;
        const a = re[at] as number;
        const b = im[at] as number;
        sumRe += a * c + b * s;
        sumIm += b * c - a * s;
      }
      const to = group * radix * done + k;
      outRe[to] = sumRe;
      outIm[to] = sumIm;
    }
  }
}
