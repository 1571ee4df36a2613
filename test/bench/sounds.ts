// Sounds of a telephone line without speech: silence, noise, exchange tones, and hold music of several kinds, generated
// from a seed. Hold music is difficult for voice detectors: it has the rhythm of syllables and the harmonics of vowels.
// As a script it writes WAV files to listen to:
//   node test/bench/sounds.ts FOLDER [SECONDS]

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wavFile } from '../transcription/sounds.ts';

/** Samples a second, as on a telephone line. */
export const LINE_RATE = 8000;

/** Fills `seconds` of one channel at {@link LINE_RATE}, −1 to 1; another seed gives another take of the same kind. */
type Sound = (seconds: number, seed: number) => Float32Array;

/** Every kind by its name. */
export const NON_SPEECH: Record<string, Sound> = {
  'digital silence': (seconds) => new Float32Array(seconds * LINE_RATE),
  'pink noise': (seconds, seed) => pink(seconds, seed, seed % 2 === 0 ? 0.02 : 0.15),
  'ring tone, North America': (seconds) => cadence(seconds, [440, 480], [2, 4]),
  'ring tone, Europe': (seconds) => cadence(seconds, [425], [1, 4]),
  'ring tone, United Kingdom': (seconds) => cadence(seconds, [400, 450], [0.4, 0.2, 0.4, 2]),
  'ring tone, China': (seconds) => cadence(seconds, [450], [1, 4]),
  'dial tone': (seconds) => cadence(seconds, [350, 440], [seconds]),
  'busy tone': (seconds) => cadence(seconds, [480, 620], [0.5, 0.5]),
  'busy tone, China': (seconds) => cadence(seconds, [450], [0.35, 0.35]),
  'keys and a fax': (seconds, seed) => keysAndFax(seconds, seed),
  'music: chords': (seconds, seed) => band(seconds, seed, { chords: 0.8 }),
  'music: beat': (seconds, seed) => band(seconds, seed, { beat: 0.9 }),
  'music: melody': (seconds, seed) => band(seconds, seed, { melody: 0.7 }),
  'music: plucked strings': (seconds, seed) => band(seconds, seed, { strings: 0.8 }),
  'music: a band': (seconds, seed) => band(seconds, seed, { chords: 0.35, beat: 0.45, melody: 0.4, bass: 0.4 }),
  'music: a choir of vowels': (seconds, seed) => band(seconds, seed, { choir: 0.8 }),
};

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Noise that falls by 3 dB an octave (Kellet's economy filter over white noise). */
function pink(seconds: number, seed: number, level: number): Float32Array {
  const next = chance(seed);
  let [b0, b1, b2] = [0, 0, 0];
  return Float32Array.from({ length: seconds * LINE_RATE }, () => {
    const white = next() * 2 - 1;
    b0 = 0.99765 * b0 + white * 0.099046;
    b1 = 0.963 * b1 + white * 0.2965164;
    b2 = 0.57 * b2 + white * 1.0526913;
    return (level / 2) * (b0 + b1 + b2 + white * 0.1848);
  });
}

/** Tones that sound and rest in turn. @param rhythm seconds on, off, on, off … */
function cadence(seconds: number, tones: readonly number[], rhythm: readonly number[]): Float32Array {
  const period = rhythm.reduce((sum, part) => sum + part, 0);
  return Float32Array.from({ length: seconds * LINE_RATE }, (_, i) => {
    let into = (i / LINE_RATE) % period;
    const part = rhythm.findIndex((length) => {
      into -= length;
      return into < 0;
    });
    if (part % 2 === 1) return 0;
    return (
      tones.reduce((sum, hertz) => sum + Math.sin((2 * Math.PI * hertz * i) / LINE_RATE), 0) * (0.4 / tones.length)
    );
  });
}

/** Someone types at a menu, then a fax answers: 1100 Hz calls, 2100 Hz answers. */
function keysAndFax(seconds: number, seed: number): Float32Array {
  const next = chance(seed);
  const out = new Float32Array(seconds * LINE_RATE);
  const put = (from: number, length: number, tones: readonly number[]): void => {
    for (let i = 0; i < length * LINE_RATE; i++) {
      const at = Math.floor(from * LINE_RATE) + i;
      if (at >= out.length) return;
      for (const hertz of tones) out[at] = (out[at] ?? 0) + 0.2 * Math.sin((2 * Math.PI * hertz * i) / LINE_RATE);
    }
  };
  for (let at = 0; at < seconds; at += 20) {
    for (let key = 0; key < 12; key++) {
      const row = [697, 770, 852, 941][Math.floor(next() * 4)] ?? 697;
      const column = [1209, 1336, 1477][Math.floor(next() * 3)] ?? 1209;
      put(at + key * 0.35, 0.1 + next() * 0.12, [row, column]);
    }
    put(at + 6, 0.5, [1100]);
    put(at + 9.5, 0.5, [1100]);
    put(at + 13, 3.3, [2100]);
  }
  return out;
}

/** How loud each player is; those left out are silent. */
type Players = Partial<Record<'chords' | 'beat' | 'melody' | 'strings' | 'bass' | 'choir', number>>;

/** Semitones over the key, bar by bar: I vi IV V and I V vi IV, as most hold music has it. */
const PROGRESSIONS = [
  [
    [0, 4, 7],
    [9, 12, 16],
    [5, 9, 12],
    [7, 11, 14],
  ],
  [
    [0, 4, 7],
    [7, 11, 14],
    [9, 12, 16],
    [5, 9, 12],
  ],
] as const;
const SCALE = [0, 2, 4, 7, 9, 12, 14, 16] as const;

/** Music in four-four time; key, tempo, progression and tune come from the seed. */
function band(seconds: number, seed: number, players: Players): Float32Array {
  const next = chance(seed);
  const beat = 60 / (84 + Math.floor(next() * 50));
  const key = 48 + Math.floor(next() * 12);
  const bars = PROGRESSIONS[seed % 2] ?? PROGRESSIONS[0];
  const out = new Float32Array(seconds * LINE_RATE);
  const hertz = (semitone: number): number => 440 * 2 ** ((semitone - 69) / 12);
  const play = (note: Note): void => sound(out, note, next);
  let tune = 3;
  for (let bar = 0; bar * 4 * beat < seconds; bar++) {
    const chord = bars[bar % 4] ?? bars[0];
    for (let quarter = 0; quarter < 4; quarter++) {
      const at = (bar * 4 + quarter) * beat;
      if (players.chords && quarter === 0) {
        for (const step of chord) {
          play({ kind: 'pad', at, length: 4 * beat, hertz: hertz(key + 12 + step), level: players.chords / 4 });
        }
      }
      if (players.choir && quarter % 2 === 0) {
        const step = chord[quarter === 0 ? 0 : 1 + Math.floor(next() * 2)] ?? 0;
        play({ kind: 'choir', at, length: 2 * beat, hertz: hertz(key + step), level: players.choir / 2 });
      }
      if (players.strings) {
        for (let half = 0; half < 2; half++) {
          const step = chord[(quarter * 2 + half) % 3] ?? 0;
          const from = at + (half * beat) / 2;
          play({ kind: 'pluck', at: from, length: 1.2, hertz: hertz(key + 12 + step), level: players.strings / 2 });
        }
      }
      if (players.melody) {
        for (let half = 0; half < 2; half++) {
          if (next() < 0.25) continue;
          tune = Math.max(0, Math.min(SCALE.length - 1, tune + Math.floor(next() * 5) - 2));
          const length = (next() < 0.3 ? 1 : 0.5) * beat;
          const from = at + (half * beat) / 2;
          play({
            kind: 'lead',
            at: from,
            length,
            hertz: hertz(key + 12 + (SCALE[tune] ?? 0)),
            level: players.melody / 2,
          });
        }
      }
      if (players.bass)
        play({ kind: 'pluck', at, length: beat, hertz: hertz(key - 12 + chord[0]), level: players.bass / 2 });
      if (players.beat) {
        play({ kind: quarter % 2 === 0 ? 'kick' : 'snare', at, length: 0.25, hertz: 0, level: players.beat });
        for (const half of [0, 0.5]) {
          play({ kind: 'hat', at: at + half * beat, length: 0.06, hertz: 0, level: players.beat / 3 });
        }
      }
    }
  }
  const most = out.reduce((loudest, s) => Math.max(loudest, Math.abs(s)), 1e-9);
  return out.map((s) => (0.6 * s) / most);
}

type Note = {
  kind: 'pad' | 'lead' | 'pluck' | 'choir' | 'kick' | 'snare' | 'hat';
  at: number;
  length: number;
  hertz: number;
  level: number;
};

/** Formants of "ah" and "oh" (Peterson and Barney 1952), Hz; the choir sways between them. */
const VOWELS = [
  [730, 1090, 2440],
  [570, 840, 2410],
] as const;

function sound(out: Float32Array, { kind, at, length, hertz, level }: Note, next: () => number): void {
  const from = Math.floor(at * LINE_RATE);
  const count = Math.floor(length * LINE_RATE);
  const drums = kind === 'kick' || kind === 'snare' || kind === 'hat';
  const partials = drums ? [] : partialsOf(kind, hertz);
  for (let i = 0; i < count && from + i < out.length; i++) {
    const t = i / LINE_RATE;
    const left = length - t;
    let value = 0;
    if (kind === 'kick') value = Math.exp(-t * 18) * Math.sin(2 * Math.PI * (55 * t + 6 * (1 - Math.exp(-t * 30))));
    else if (kind === 'snare')
      value = Math.exp(-t * 22) * ((next() * 2 - 1) * 0.5 + 0.4 * Math.sin(2 * Math.PI * 190 * t));
    else if (kind === 'hat') value = Math.exp(-t * 80) * (next() * 2 - 1);
    else {
      const vibrato = kind === 'lead' || kind === 'choir' ? 0.006 * Math.sin(2 * Math.PI * 5.2 * t) : 0;
      const phase = 2 * Math.PI * hertz * (t + vibrato / (2 * Math.PI * 5.2));
      for (const [n, strength] of partials.entries()) value += strength * Math.sin((n + 1) * phase);
      const attack = Math.min(1, t / (kind === 'pluck' ? 0.004 : kind === 'lead' ? 0.03 : 0.15));
      value *= attack * (kind === 'pluck' ? Math.exp(-t * 4) : Math.min(1, left / 0.08));
    }
    out[from + i] = (out[from + i] ?? 0) + level * value;
  }
}

/** Strength of each harmonic below 3.4 kHz. */
function partialsOf(kind: Note['kind'], hertz: number): number[] {
  const count = Math.max(1, Math.min(24, Math.floor(3400 / hertz)));
  return Array.from({ length: count }, (_, i) => {
    const n = i + 1;
    if (kind === 'pad') return 1 / n ** 2;
    if (kind === 'lead') return n % 2 === 1 ? 1 / n : 0.3 / n;
    if (kind === 'pluck') return 1 / n ** 1.3;
    const formants = VOWELS[Math.round(hertz) % 2] ?? VOWELS[0];
    return formants.reduce((sum, formant, f) => sum + 2 ** -f / (1 + ((n * hertz - formant) / 90) ** 2), 0.02);
  });
}

/** ITU-T G.711 µ-law: the segment is where the highest bit of the biased magnitude stands. */
export function mulaw(sample: number): number {
  const value = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767);
  const magnitude = Math.min(32_635, Math.abs(value)) + 132;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 15;
  return ~((value < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}

/** A µ-law WAV file of channels at {@link LINE_RATE}, as most call recorders write it. */
export function mulawWav(...channels: readonly Float32Array[]): Uint8Array {
  const frames = channels[0]?.length ?? 0;
  const bytes = new Uint8Array(frames * channels.length);
  for (const [c, channel] of channels.entries()) {
    for (let i = 0; i < frames; i++) bytes[i * channels.length + c] = mulaw(channel[i] ?? 0);
  }
  return wavFile(bytes, { tag: 7, bits: 8, channels: channels.length, rate: LINE_RATE });
}

if (import.meta.main) {
  const [folder = '.', seconds = '600'] = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  for (const [name, make] of Object.entries(NON_SPEECH)) {
    const file = join(folder, `${name.replace(/[^a-z]+/gi, '-')}.wav`);
    writeFileSync(file, mulawWav(make(Number(seconds), 1), make(Number(seconds), 2)));
    console.log(file);
  }
}
