// Resamples to 16 kHz, from telephone audio at 8 kHz up to 48 kHz. A windowed sinc keeps the speech band flat and
// suppresses everything above the lower Nyquist frequency. It works on a stream of blocks, whose borders leave no
// trace.

/** Turns blocks at one rate into blocks at another. Sample 0 of the result is sample 0 of the input: no delay. */
export type Resampler = {
  /** @returns what can be said now; the last milliseconds wait for the next block */
  push(block: Float32Array): Float32Array;
  /** @returns the rest; in total `ceil(n × to / from)` samples have then come for n that went in */
  flush(): Float32Array;
};

/** Zero crossings of the sinc on each side: with this the transition takes 0.85 to 1.05 of the lower Nyquist rate. */
const CROSSINGS = 24;
/** Kaiser's shape for about 80 dB in the stop band (Kaiser 1974: β = 0.1102 (A − 8.7)). */
const BETA = 7.86;
/** Where the band ends, as a part of the lower Nyquist rate: half the transition lies below it, half above. */
const ROLL_OFF = 0.95;
/**
 * Rates that recorders use have 640 phases at most (11 025 Hz). A rate nobody uses, such as 44 101 Hz, has up to 16 000:
 * then this many are kept and what lies between two is drawn as a straight line, which is off by (π / 512)² / 8 at most,
 * 106 dB down.
 */
const MOST_PHASES = 640;
const DRAWN_PHASES = 512;

/**
 * @param from samples a second that come in, a positive whole number
 * @param to samples a second that go out
 */
export function createResampler(from: number, to: number): Resampler {
  if (from === to) return { push: (block) => block, flush: () => new Float32Array(0) };
  const divisor = gcd(from, to);
  const up = to / divisor;
  const down = from / divisor;
  const phases = up <= MOST_PHASES ? up : DRAWN_PHASES;
  const filter = designFilter(from, to, phases);
  const { rows } = filter;
  const taps = filter.half * 2;
  // Input from `held_from` on; the half filter before sample 0 is silence.
  let held = new Float32Array(filter.half - 1);
  let heldFrom = -(filter.half - 1);
  let received = 0;
  let produced = 0;

  const take = (block: Float32Array): void => {
    const grown = new Float32Array(held.length + block.length);
    grown.set(held);
    grown.set(block, held.length);
    held = grown;
  };

  const emit = (until: number): Float32Array => {
    const end = heldFrom + held.length;
    const out = new Float32Array(Math.max(0, until - produced));
    let count = 0;
    while (produced < until) {
      const position = produced * down;
      const base = Math.floor(position / up);
      if (base + filter.half >= end) break;
      const phase = ((position % up) * phases) / up;
      const first = base - filter.half + 1 - heldFrom;
      const row = Math.floor(phase) * taps;
      const between = phase - Math.floor(phase);
      let sum = weighed(rows, row, held, first, taps);
      if (between > 0) sum += between * (weighed(rows, row + taps, held, first, taps) - sum);
      out[count++] = sum;
      produced++;
    }
    const keep = Math.floor((produced * down) / up) - filter.half + 1;
    if (keep > heldFrom) {
      held = held.slice(Math.min(keep - heldFrom, held.length));
      heldFrom = keep;
    }
    return out.subarray(0, count);
  };

  return {
    push(block) {
      take(block);
      received += block.length;
      return emit(Math.ceil((received * up) / down));
    },
    flush() {
      take(new Float32Array(filter.half + 1));
      return emit(Math.ceil((received * up) / down));
    },
  };
}

/** The sum of samples, each times its tap. Two sums side by side: neither waits for the other. @param taps an even number */
function weighed(rows: Float32Array, row: number, held: Float32Array, first: number, taps: number): number {
  let even = 0;
  let odd = 0;
  for (let k = 0; k < taps; k += 2) {
    even += (rows[row + k] as number) * (held[first + k] as number);
    odd += (rows[row + k + 1] as number) * (held[first + k + 1] as number);
  }
  return even + odd;
}

/** One row of taps for every fraction of an input sample at which an output sample can lie, and one for a whole sample. */
function designFilter(from: number, to: number, phases: number): { half: number; rows: Float32Array } {
  const cutoff = Math.min(1, to / from) * ROLL_OFF;
  const half = Math.ceil(CROSSINGS / cutoff);
  const rows = new Float32Array((phases + 1) * half * 2);
  for (let phase = 0; phase <= phases; phase++) {
    const row = phase * half * 2;
    let sum = 0;
    for (let k = 0; k < half * 2; k++) {
      const distance = k - half + 1 - phase / phases;
      const tap = sinc(cutoff * distance) * kaiser(distance / half);
      rows[row + k] = tap;
      sum += tap;
    }
    // Every phase passes a constant unchanged; otherwise it would come out as a tone at the input rate.
    for (let k = 0; k < half * 2; k++) rows[row + k] = (rows[row + k] ?? 0) / sum;
  }
  return { half, rows };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel0(BETA * Math.sqrt(1 - x * x)) / bessel0(BETA);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
