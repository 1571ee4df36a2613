// Voice detection on a stream. Each lane is measured in frames of 32 ms: probability of speech, and level. Eight bytes
// per frame are kept, so four hours take a few megabytes. Two minutes of audio at a time are processed as eight
// parallel stretches, because the detector handles eight frames for the price of three; each stretch starts with the
// end of the previous one, so that the detector has its context.

import { FRAME, type LaneFrames } from '../sound/span.ts';

/** Hears one lane from its beginning, frame after frame. */
export type VoiceLane = {
  /** @param frame {@link FRAME} samples @returns the probability of speech in it */
  next(frame: Float32Array): Promise<number>;
};

export type LaneGatherer = {
  push(block: Float32Array): Promise<void>;
  /** Measures what is left, and the last, cut frame. */
  finish(): Promise<LaneFrames>;
};

/** Frames that are measured at once: 128 s of sound, 8 MB. */
const AT_ONCE = 4000;
/** Stretches they are cut into, of 16 s each. */
const STRETCH = 500;
/** Frames of the stretch before that are heard again: after 2 s the detector's memory is what it would have been. */
const LEAD_IN = 64;

/** @param open opens a detector that has heard nothing yet */
export function gatherLane(open: () => VoiceLane): LaneGatherer {
  // The frames that lead up to the next ones stand before them.
  const sound = new Float32Array((LEAD_IN + AT_ONCE) * FRAME);
  let lead = 0;
  let filled = 0;
  const measured = openMeasured();
  /** The detector that heard the latest stretch goes on with the next one. */
  let latest: VoiceLane | null = null;

  const frameAt = (frame: number): Float32Array =>
    sound.subarray((LEAD_IN + frame) * FRAME, (LEAD_IN + frame + 1) * FRAME);

  const hear = async (voice: VoiceLane, from: number, to: number, before: number): Promise<void> => {
    for (let i = from - before; i < from; i++) await voice.next(frameAt(i));
    for (let i = from; i < to; i++) {
      measured.set(i, levelOf(frameAt(i)), await voice.next(frameAt(i)));
    }
  };

  const measure = async (): Promise<void> => {
    const frames = filled / FRAME;
    measured.makeRoom(frames);
    const stretches: Promise<void>[] = [];
    for (let from = 0; from < frames; from += STRETCH) {
      const goesOn = from === 0 && latest !== null;
      const voice = (goesOn ? latest : null) ?? open();
      stretches.push(hear(voice, from, Math.min(frames, from + STRETCH), goesOn ? 0 : Math.min(LEAD_IN, lead + from)));
      if (from + STRETCH >= frames) latest = voice;
    }
    await Promise.all(stretches);
    measured.goOn(frames);
    lead = Math.min(LEAD_IN, lead + frames);
    sound.copyWithin((LEAD_IN - lead) * FRAME, (LEAD_IN + frames - lead) * FRAME, (LEAD_IN + frames) * FRAME);
    filled = 0;
  };

  return {
    async push(block) {
      for (let at = 0; at < block.length; ) {
        const taken = Math.min(AT_ONCE * FRAME - filled, block.length - at);
        sound.set(block.subarray(at, at + taken), LEAD_IN * FRAME + filled);
        filled += taken;
        at += taken;
        if (filled === AT_ONCE * FRAME) await measure();
      }
    },
    async finish() {
      if (filled > 0) {
        const whole = Math.ceil(filled / FRAME) * FRAME;
        sound.fill(0, LEAD_IN * FRAME + filled, LEAD_IN * FRAME + whole);
        filled = whole;
        await measure();
      }
      return measured.all();
    },
  };
}

/** What has been measured so far. Frames are counted from where the latest stretch of sound begins. */
function openMeasured() {
  let count = 0;
  let voice = new Float32Array(AT_ONCE);
  let level = new Float32Array(AT_ONCE);
  return {
    makeRoom(frames: number): void {
      if (count + frames <= voice.length) return;
      voice = grown(voice);
      level = grown(level);
    },
    set(frame: number, loudness: number, speech: number): void {
      level[count + frame] = loudness;
      voice[count + frame] = speech;
    },
    goOn(frames: number): void {
      count += frames;
    },
    all: (): LaneFrames => ({ voice: voice.subarray(0, count), level: level.subarray(0, count) }),
  };
}

/** dB relative to full scale. */
function levelOf(frame: Float32Array): number {
  let energy = 0;
  for (const sample of frame) energy += sample * sample;
  return 10 * Math.log10(energy / frame.length + 1e-10);
}

function grown(values: Float32Array): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(values.length * 2);
  larger.set(values);
  return larger;
}
