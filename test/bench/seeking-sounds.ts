// Audio in which no second resembles another, and which any speech codec preserves: tones of a tenth of a second,
// chosen at random from twelve, with pauses between some. A captured piece is located in it by its frequency bands,
// whatever a codec did to the waveform.

export const RATE = 16_000;
/** Hz. */
const TONES = [420, 560, 700, 860, 1040, 1240, 1460, 1700, 1960, 2240, 2550, 2900];
const SLOT = RATE / 10;
/** Bands are looked at so often a second. */
const LOOKS = 100;
const HOP = RATE / LOOKS;

/** @param seconds of sound; @param seed another, another sound; @returns 16-bit samples */
export function soundOf(seconds: number, seed: number): Int16Array {
  const samples = new Int16Array(seconds * RATE);
  const chance = chanceOf(seed);
  for (let slot = 0; slot * SLOT < samples.length; slot++) {
    const hertz = TONES[Math.floor(chance() * TONES.length)] ?? 0;
    // Encoders of variable bit rate spend little on rests: long ones, so that their rate truly varies.
    const resting = Math.floor(slot / 10) % 7 >= 5 && Math.floor(slot / 10) % 3 > 0;
    const level = resting ? 0 : 6000 + 8000 * chance();
    for (let i = 0; i < SLOT - 320; i++) {
      const edge = Math.min(1, i / 80, (SLOT - 320 - i) / 80);
      samples[slot * SLOT + i] = Math.round(level * edge * Math.sin((2 * Math.PI * hertz * i) / RATE));
    }
  }
  return samples;
}

function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Level of every tone, a hundred times a second (Goertzel's algorithm). */
function bandsOf(samples: ArrayLike<number>): Float32Array[] {
  const looks = Math.floor((samples.length - 2 * HOP) / HOP);
  return Array.from({ length: Math.max(0, looks) }, (_, look) =>
    Float32Array.from(TONES, (hertz) => {
      const turn = 2 * Math.cos((2 * Math.PI * hertz) / RATE);
      let [before, last] = [0, 0];
      for (let i = look * HOP; i < (look + 2) * HOP; i++)
        [before, last] = [last, (samples[i] ?? 0) + turn * last - before];
      return Math.sqrt(Math.max(0, last * last + before * before - turn * last * before));
    }),
  );
}

/**
 * Where in the source the captured sound comes from, by cross-correlation of the bands.
 * @param captured samples at {@link RATE}; @param around s, the place it should come from; @param within s, searched on each side
 * @returns its place in s, and the correlation there, −1 to 1
 */
export function placeOf(
  captured: Float32Array,
  source: Int16Array,
  around: number,
  within: number,
): { seconds: number; correlation: number } {
  const heard = bandsOf(captured);
  const from = Math.max(0, Math.round((around - within) * RATE));
  const until = Math.min(source.length, Math.round((around + within) * RATE) + captured.length);
  const played = bandsOf(Float32Array.from(source.subarray(from, until)));
  let best = { seconds: Number.NaN, correlation: -1 };
  for (let lag = 0; lag + heard.length <= played.length; lag++) {
    const correlation = correlationOf(heard, played, lag);
    if (correlation > best.correlation) best = { seconds: from / RATE + lag / LOOKS, correlation };
  }
  return best;
}

function correlationOf(a: readonly Float32Array[], b: readonly Float32Array[], lag: number): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (const [i, own] of a.entries()) {
    const other = b[i + lag] ?? own;
    for (const [k, level] of own.entries()) {
      const against = other[k] ?? 0;
      ab += level * against;
      aa += level * level;
      bb += against * against;
    }
  }
  return aa * bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

export function wavOf(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(44 + samples.byteLength);
  const view = new DataView(bytes.buffer);
  const ascii = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  ascii(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  ascii(36, 'data');
  view.setUint32(40, samples.byteLength, true);
  bytes.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), 44);
  return bytes;
}
