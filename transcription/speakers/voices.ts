// Where voices are sampled: windows long enough to identify a voice, close enough together to locate changes, and never
// across a pause, because another voice may begin there.

import type { LaneFrames } from '../sound/span.ts';
import { RATE, type Span } from '../sound/span.ts';
import type { Voiceprint } from './print.ts';
import type { VoiceSample } from './speakers.ts';

/** What the encoder was trained on: 1.6 s. */
const WINDOW = 1.6 * RATE;
/** From one window to the next, at most. */
const HOP = 0.4 * RATE;
/** A shorter answer is heard with a little of what is around it. */
const LEAST_WINDOW = RATE;
/** The encoder was trained on speech of this level and above. */
const TRAINED_DB = -30;
/** Longest stretch of sound that is taken into memory at once: 30 s. */
const LONGEST = 30 * RATE;

/** The sound of one channel. */
export type ChannelSound = {
  /** Where someone speaks, in order. */
  speech: readonly Span[];
  /** Measurements of it; null: its level is used unchanged. */
  frames: LaneFrames | null;
  /** Length of the recording. */
  samples: number;
  read: (start: number, end: number) => Promise<Float32Array>;
};

/** By how much a lane's sound is multiplied for the encoder: raised to −30 dBFS where its speech is fainter. */
export function voiceGain({ voice, level }: LaneFrames): number {
  let power = 0;
  let frames = 0;
  for (let i = 0; i < voice.length; i++) {
    if ((voice[i] ?? 0) < 0.5) continue;
    power += 10 ** ((level[i] ?? 0) / 10);
    frames++;
  }
  if (frames === 0) return 1;
  return Math.max(1, 10 ** ((TRAINED_DB - 10 * Math.log10(power / frames + 1e-12)) / 20));
}

/** The windows of one stretch of speech. @param total samples of the recording */
export function voiceWindows({ start, end }: Span, total: number): Span[] {
  const length = end - start;
  if (length <= WINDOW) {
    const missing = Math.max(0, LEAST_WINDOW - length) / 2;
    return [{ start: Math.max(0, Math.floor(start - missing)), end: Math.min(total, Math.ceil(end + missing)) }];
  }
  const steps = Math.ceil((length - WINDOW) / HOP);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const at = Math.round(start + ((length - WINDOW) * i) / steps);
    return { start: at, end: at + WINDOW };
  });
}

/**
 * Listens to the voices of one channel.
 * @param speech in order
 */
export async function hearVoices(
  voiceprint: Voiceprint,
  speech: readonly Span[],
  { frames, samples: total, read }: Omit<ChannelSound, 'speech'>,
): Promise<VoiceSample[]> {
  const gain = frames ? voiceGain(frames) : 1;
  const samples: VoiceSample[] = [];
  for (const windows of groups(speech.flatMap((stretch) => voiceWindows(stretch, total)))) {
    const from = Math.min(...windows.map(({ start }) => start));
    const sound = await read(from, Math.max(...windows.map(({ end }) => end)));
    for (let i = 0; i < sound.length; i++) sound[i] = (sound[i] ?? 0) * gain;
    const vectors = await voiceprint.vectors(
      sound,
      windows.map(({ start, end }) => ({ start: start - from, end: end - from })),
    );
    for (const [i, { start, end }] of windows.entries()) {
      const vector = vectors[i];
      if (vector) samples.push({ start, end, vector });
    }
  }
  return samples;
}

/** Windows that are heard together. */
function groups(windows: readonly Span[]): Span[][] {
  const out: Span[][] = [];
  for (const window of windows) {
    const last = out.at(-1);
    if (last && window.end - (last[0]?.start ?? 0) <= LONGEST) last.push(window);
    else out.push([window]);
  }
  return out;
}
