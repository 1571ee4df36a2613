// Cross-correlation of two signals at every shift, computed by their spectra: the numerics of `leaks.ts`.

/** A discrete Fourier transform in place. @returns the same arrays */
export type Transform = (re: Float64Array, im: Float64Array) => void;

/** @param size a power of two */
export function openTransform(size: number): Transform {
  const bits = Math.log2(size);
  const cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sin = Float64Array.from({ length: size / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / size));
  const places = Uint32Array.from({ length: size }, (_, i) => {
    let place = 0;
    for (let bit = 0; bit < bits; bit++) if (i & (1 << bit)) place |= 1 << (bits - 1 - bit);
    return place;
  });
  return (re, im) => {
    for (let i = 0; i < size; i++) {
      const j = places[i] as number;
      if (j <= i) continue;
      [re[i], re[j]] = [re[j] as number, re[i] as number];
      [im[i], im[j]] = [im[j] as number, im[i] as number];
    }
    for (let half = 1; half < size; half *= 2) {
      const stride = size / (2 * half);
      for (let from = 0; from < size; from += 2 * half) {
        for (let k = 0; k < half; k++) {
          const a = from + k;
          const b = a + half;
          const c = cos[k * stride] as number;
          const s = sin[k * stride] as number;
          const re2 = (re[b] as number) * c + (im[b] as number) * s;
          const im2 = (im[b] as number) * c - (re[b] as number) * s;
          re[b] = (re[a] as number) - re2;
          im[b] = (im[a] as number) - im2;
          re[a] = (re[a] as number) + re2;
          im[a] = (im[a] as number) + im2;
        }
      }
    }
  };
}

/**
 * Solves the normal equations of a filter: a symmetric Toeplitz matrix (Levinson and Durbin).
 * @param auto correlation of the input with itself, from shift 0
 * @param cross correlation of the output with the input, from the first tap's shift
 * @returns as many taps as `cross` has values
 */
export function solveFilter(auto: Float64Array, cross: Float64Array): Float64Array {
  const taps = new Float64Array(cross.length);
  let predictor = new Float64Array([1]);
  let error = auto[0] as number;
  for (let n = 0; n < cross.length; n++) {
    if (n > 0) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (predictor[i] as number) * (auto[n - i] as number);
      const reflection = -sum / error;
      const next = new Float64Array(n + 1);
      for (let i = 0; i <= n; i++) next[i] = (predictor[i] ?? 0) + reflection * (predictor[n - i] ?? 0);
      predictor = next;
      error *= 1 - reflection * reflection;
    }
    let missing = cross[n] as number;
    for (let i = 0; i < n; i++) missing -= (taps[i] as number) * (auto[n - i] as number);
    const step = missing / error;
    for (let i = 0; i <= n; i++) taps[i] = (taps[i] as number) + step * (predictor[n - i] as number);
  }
  return taps;
}
