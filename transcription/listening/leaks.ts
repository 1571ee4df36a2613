// Removes channel leakage. In many stereo recordings each side is also audible on the other's channel: through the line
// immediately, or as an echo from the far end a moment later. Where only one side speaks, the other channel contains
// nothing else, so the path can be measured there: its delay, gain and frequency response. What took that path is then
// subtracted from the other channel throughout the recording, so that simultaneous speech is recognised as if alone. A
// recording without leakage stays unchanged, sample for sample.

import type { PcmBuffer } from '../sound/stream.ts';
import { openTransform, solveFilter, type Transform } from './correlation.ts';

/** One way from one channel to the other. */
export type Way = {
  /** Samples from a sound on its own channel to the first tap on the other. */
  shift: number;
  taps: Float64Array;
};

/** What of `from` is heard on `to`. */
export type Leak = { from: number; to: number; ways: Way[] };

/** Ways are looked for in the lower band of speech, at a quarter of the rate. */
const COARSE = 4;
/** Samples that are looked at together, and what is looked at around them: 0.5 s, and as much before. */
const BLOCK = 2048;
const SIZE = 4096;
/** Earliest and latest an echo comes: −64 ms, because recorders do not start both tracks at once, and 448 ms. */
const EARLIEST = -256;
const LATEST = SIZE - BLOCK + EARLIEST;
/** One side speaks alone where it is so much louder than the other (6 dB as energy), and than a quiet line (−50 dB). */
const LOUDER = 4;
const AUDIBLE = 1e-5;
/** So many moments (2 s) of one side alone tell a way. */
const ENOUGH_BLOCKS = 4;
/** Moments a way is measured on, from all over the recording. */
const MOST_BLOCKS = 80;
/** What is fainter is left: no words are read from it (dB). */
const LEAST_DB = -34;
/** Part of the mean power that keeps bands without sound from counting. */
const FLOOR = 0.01;
/** The same for a filter: a telephone's sound has nothing above 4 kHz. */
const STEADY = 1e-4;
/** How far a way stands out from chance. */
const LEAST_PROMINENCE = 8;
/** A way is a filter of 4 ms that begins 1 ms before its loudest moment. */
const TAPS = 64;
const BEFORE = 16;
const MOST_WAYS = 3;
/** How much quieter a stretch must be, as a part of what was taken off. */
const LEAST_GONE = 0.3;
/** A leak is taken off for so long at once, where it is heard: 0.26 s. */
const STEP = 4096;
/** Samples of the source that can be heard in a stretch: before it, and after it. */
const REACH = LATEST * COARSE + TAPS + BEFORE;
/** Ways nearer to each other are one (coarse samples). */
const SAME_WAY = 24;

/** One direction as the sound streams by. */
type Direction = {
  from: number;
  to: number;
  blocks: number[];
  cross: [Float64Array, Float64Array];
  power: Float64Array;
};

/** Where ways may be, and the moments they can be measured at. */
export type Suspicion = { from: number; to: number; shifts: number[]; moments: number[] };

/** Watches two channels while they stream by. */
export function watchLeaks() {
  const transform = openTransform(SIZE);
  const measure = openMeasure(transform);
  const lanes = [new Float32Array(SIZE), new Float32Array(SIZE)];
  /** Sums of samples that make one coarse sample. */
  const sums = [0, 0];
  let inSum = 0;
  let filled = 0;
  let seen = 0;
  const directions = [openDirection(0, 1), openDirection(1, 0)];
  /** The block stands in the middle of what is held, with LATEST samples before it. */
  const look = (): void => {
    const energies = lanes.map((lane) => {
      let energy = 0;
      for (let i = LATEST; i < LATEST + BLOCK; i++) energy += (lane[i] as number) ** 2;
      return energy / BLOCK;
    });
    for (const direction of directions) {
      const [loud = 0, faint = 0] = [energies[direction.from], energies[direction.to]];
      if (loud < AUDIBLE || loud < LOUDER * faint) continue;
      direction.blocks.push(seen + LATEST);
      measure(direction, lanes);
    }
  };

  return {
    add(channels: readonly Float32Array[]): void {
      const [left, right] = channels;
      if (!left || !right) return;
      for (let i = 0; i < left.length; i++) {
        sums[0] = (sums[0] as number) + (left[i] as number);
        sums[1] = (sums[1] as number) + (right[i] as number);
        if (++inSum < COARSE) continue;
        (lanes[0] as Float32Array)[filled] = (sums[0] as number) / COARSE;
        (lanes[1] as Float32Array)[filled] = (sums[1] as number) / COARSE;
        sums[0] = 0;
        sums[1] = 0;
        inSum = 0;
        if (++filled < SIZE) continue;
        look();
        for (const lane of lanes) lane.copyWithin(0, BLOCK);
        filled = SIZE - BLOCK;
        seen += BLOCK;
      }
    },
    suspicions(): Suspicion[] {
      return directions.flatMap((direction) => suspect(direction, transform) ?? []);
    },
  };
}

const openDirection = (from: number, to: number): Direction => ({
  from,
  to,
  blocks: [],
  cross: [new Float64Array(SIZE), new Float64Array(SIZE)],
  power: new Float64Array(SIZE),
});

/** Adds what a block says of one direction to what is known of it. */
function openMeasure(transform: Transform): (direction: Direction, lanes: readonly Float32Array[]) => void {
  const re = new Float64Array(SIZE);
  const im = new Float64Array(SIZE);
  const wholeRe = new Float64Array(SIZE);
  const wholeIm = new Float64Array(SIZE);

  return (direction, lanes) => {
    const source = lanes[direction.from] as Float32Array;
    const target = lanes[direction.to] as Float32Array;
    re.fill(0);
    im.fill(0);
    wholeIm.fill(0);
    for (let i = 0; i < SIZE; i++) wholeRe[i] = source[i] as number;
    for (let i = LATEST; i < LATEST + BLOCK; i++) {
      re[i] = target[i] as number;
      im[i] = source[i] as number;
    }
    transform(wholeRe, wholeIm);
    transform(re, im);
    const [crossRe, crossIm] = direction.cross;
    for (let k = 0; k < SIZE; k++) {
      const mirror = (SIZE - k) % SIZE;
      // The transform of two real signals in one: target and source of the block.
      const tRe = ((re[k] as number) + (re[mirror] as number)) / 2;
      const tIm = ((im[k] as number) - (im[mirror] as number)) / 2;
      const sRe = ((im[k] as number) + (im[mirror] as number)) / 2;
      const sIm = ((re[mirror] as number) - (re[k] as number)) / 2;
      const wRe = wholeRe[k] as number;
      const wIm = wholeIm[k] as number;
      crossRe[k] = (crossRe[k] as number) + tRe * wRe + tIm * wIm;
      crossIm[k] = (crossIm[k] as number) + tIm * wRe - tRe * wIm;
      direction.power[k] = (direction.power[k] as number) + sRe * wRe + sIm * wIm;
    }
  };
}

/** The impulse response of a direction, at every coarse shift; those before 0 stand at the end. */
function responseOf({ cross: [crossRe, crossIm], power }: Direction, transform: Transform): Float64Array {
  const mean = power.reduce((sum, value) => sum + Math.max(0, value), 0) / SIZE;
  const re = new Float64Array(SIZE);
  const im = new Float64Array(SIZE);
  for (let k = 0; k < SIZE; k++) {
    const whole = Math.max(0, power[k] as number) + FLOOR * mean;
    re[k] = (crossRe[k] as number) / whole;
    // The transform backwards is the transform of the conjugate.
    im[k] = -(crossIm[k] as number) / whole;
  }
  transform(re, im);
  return re.map((value) => value / SIZE);
}

/** The shifts at which a direction's response stands out, the loudest first. */
function suspect(direction: Direction, transform: Transform): Suspicion | null {
  const { from, to, blocks } = direction;
  if (blocks.length < ENOUGH_BLOCKS) return null;
  const response = responseOf(direction, transform);
  const gains = Float64Array.from({ length: LATEST - EARLIEST + 1 }, (_, i) =>
    Math.abs(response[(i + EARLIEST + SIZE) % SIZE] as number),
  );
  const usual = gains.toSorted()[gains.length >> 1] as number;
  const least = Math.max(LEAST_PROMINENCE * usual, 10 ** (LEAST_DB / 20));
  const shifts: number[] = [];
  while (shifts.length < MOST_WAYS) {
    let best = 0;
    for (let i = 1; i < gains.length; i++) if ((gains[i] as number) > (gains[best] as number)) best = i;
    if ((gains[best] as number) < least) break;
    shifts.push((best + EARLIEST) * COARSE);
    gains.fill(0, Math.max(0, best - SAME_WAY), best + SAME_WAY);
  }
  return shifts.length === 0 ? null : { from, to, shifts, moments: blocks.map((block) => block * COARSE) };
}

/** Measures the ways that are suspected; those that do not prove true are left out. */
export async function measureLeaks(pcm: PcmBuffer, suspicions: readonly Suspicion[]): Promise<Leak[]> {
  const leaks = await Promise.all(suspicions.map((suspicion) => measureLeak(pcm, suspicion)));
  return leaks.filter((leak) => leak !== null);
}

/** Samples that are looked at together. */
const MOMENT = BLOCK * COARSE;

async function measureLeak(pcm: PcmBuffer, { from, to, shifts, moments }: Suspicion): Promise<Leak | null> {
  const step = Math.max(1, Math.ceil(moments.length / MOST_BLOCKS));
  const chosen = moments.filter((_, i) => i % step === 0);
  const sourceAt = (start: number) => readAround(pcm, from, start - REACH, start + MOMENT + REACH);
  const targetAt = (start: number) => readAround(pcm, to, start, start + MOMENT);
  const leak: Leak = {
    from,
    to,
    ways: shifts.map((shift) => ({ shift: shift - BEFORE, taps: new Float64Array(TAPS) })),
  };

  /** The louder way first, the others on what it leaves. */
  const measure = async (starts: readonly number[]): Promise<void> => {
    const auto = new Float64Array(TAPS);
    for (const start of starts) {
      const source = await sourceAt(start);
      correlate(auto, source.subarray(REACH, REACH + MOMENT), source, REACH);
    }
    auto[0] = ((auto[0] as number) || 1) * (1 + STEADY);
    for (const way of leak.ways) {
      const cross = new Float64Array(TAPS);
      for (const start of starts) {
        const [source, target] = await Promise.all([sourceAt(start), targetAt(start)]);
        for (const other of leak.ways) if (other !== way) takeAway(target, source, REACH, other);
        correlate(cross, target, source, REACH - way.shift);
      }
      way.taps = solveFilter(auto, cross);
    }
  };

  await measure(chosen);
  // A line may leak for a part of the call only, and a tone on both channels is no leak of what is said.
  const proven: number[] = [];
  for (const start of chosen) {
    const [source, target] = await Promise.all([sourceAt(start), targetAt(start)]);
    const rest = target.slice();
    for (const way of leak.ways) takeAway(rest, source, REACH, way);
    if (isLess(compare(target, rest, 0, MOMENT))) proven.push(start);
  }
  if (proven.length < ENOUGH_BLOCKS) return null;
  await measure(proven);
  return leak;
}

/** What subtracting did to a stretch, as energies: it got quieter by `gone` when `taken` was taken off the `whole`. */
type Taken = { gone: number; taken: number; whole: number };

function compare(before: Float32Array, after: Float32Array, from: number, to: number): Taken {
  let gone = 0;
  let taken = 0;
  let whole = 0;
  for (let n = from; n < to; n++) {
    const [a, b] = [before[n] as number, after[n] as number];
    gone += a * a - b * b;
    taken += (a - b) * (a - b);
    whole += a * a;
  }
  return { gone, taken, whole };
}

/** Whether the leak was in the stretch; otherwise subtracting it makes the stretch louder. */
const isLess = ({ gone, taken }: Taken): boolean => gone > LEAST_GONE * taken;

/** The part of the stretch itself that was taken off, as amplitude: ⟨whole, taken⟩ ÷ ⟨whole, whole⟩. */
const shareTaken = ({ gone, taken, whole }: Taken): number => (gone + taken) / (2 * whole);

/** Adds Σ target[n] × source[n + offset − tap]. */
function correlate(into: Float64Array, target: Float32Array, source: Float32Array, offset: number): void {
  for (let tap = 0; tap < into.length; tap++) {
    let sum = 0;
    const from = offset - tap;
    for (let n = 0; n < target.length; n++) sum += (target[n] as number) * (source[from + n] as number);
    into[tap] = (into[tap] as number) + sum;
  }
}

/** Takes off a stretch what came one way. @param lead samples of the source that stand before the stretch */
function takeAway(target: Float32Array, source: Float32Array, lead: number, { shift, taps }: Way): void {
  for (let n = 0; n < target.length; n++) {
    let sum = 0;
    const at = lead + n - shift;
    for (let tap = 0; tap < taps.length; tap++) sum += (taps[tap] as number) * (source[at - tap] as number);
    target[n] = (target[n] as number) - sum;
  }
}

/** A stretch of the PCM buffer, with silence where there is no recording. */
async function readAround(pcm: PcmBuffer, lane: number, start: number, end: number): Promise<Float32Array> {
  const sound = await pcm.read(lane, Math.max(0, start), end);
  if (start >= 0 && sound.length === end - start) return sound;
  const whole = new Float32Array(end - start);
  whole.set(sound, Math.max(0, -start));
  return whole;
}

/**
 * The part of a lane that comes back to it at once through the other: subtracting the leak takes it off too.
 * @param leak what is subtracted from the lane
 */
function returned(leak: Leak, leaks: readonly Leak[]): number {
  const back = leaks.filter(({ from, to }) => from === leak.to && to === leak.from).flatMap(({ ways }) => ways);
  let part = 0;
  for (const there of leak.ways) {
    for (const way of back) {
      for (const [i, tap] of there.taps.entries()) part += tap * (way.taps[-(there.shift + way.shift) - i] ?? 0);
    }
  }
  return part;
}

const between = (one: number, other: number, value: number): number =>
  Math.min(Math.max(one, other), Math.max(Math.min(one, other), value));

/** A PCM buffer of the same recording with the leaks removed wherever they occur. */
export function withoutLeaks(pcm: PcmBuffer, leaks: readonly Leak[]): PcmBuffer {
  if (leaks.length === 0) return pcm;
  return {
    ...pcm,
    async read(lane, start, end) {
      const own = leaks.filter(({ to }) => to === lane);
      if (own.length === 0) return pcm.read(lane, start, end);
      // Whole steps, so a sample is the same in whichever stretch it is read.
      const first = Math.floor(start / STEP) * STEP;
      const sound = await pcm.read(lane, first, Math.ceil(end / STEP) * STEP);
      for (const leak of own) {
        const { from, ways } = leak;
        const own_voice = returned(leak, leaks);
        const source = await readAround(pcm, from, first - REACH, first + sound.length + REACH);
        const rest = sound.slice();
        for (const way of ways) takeAway(rest, source, REACH, way);
        for (let at = 0; at < sound.length; at += STEP) {
          const to = Math.min(sound.length, at + STEP);
          const took = compare(sound, rest, at, to);
          if (!isLess(took)) continue;
          // Nothing came back where the line does not leak.
          const left = 1 - between(0, own_voice, shareTaken(took));
          for (let n = at; n < to; n++) sound[n] = (rest[n] as number) / left;
        }
      }
      return sound.subarray(start - first, end - first);
    },
  };
}
