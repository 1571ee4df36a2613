// The single pass over the audio: waveform peaks, voice detection, and the PCM buffer. It also classifies two channels:
// duplicated, one silent, two sides of a conversation, or leaking into each other.

import { createPeaks } from '../sound/peaks.ts';
import type { LaneFrames } from '../sound/span.ts';
import { RATE } from '../sound/span.ts';
import type { PcmBuffer } from '../sound/stream.ts';
import type { AgentChannel, Peaks } from '../transcript/transcript.ts';
import { type Checkpoints, type PackedFrames, packFrames, unpackFrames } from './checkpoints.ts';
import { gatherLane } from './lane.ts';
import { measureLeaks, watchLeaks, withoutLeaks } from './leaks.ts';
import type { TranscriberParts } from './parts.ts';

export type Intake = {
  samples: number;
  lanes: LaneFrames[];
  peaks: Peaks;
  /** Indices of the channels that are worth listening to. */
  channels: number[];
  /** Whether its two channels are the two sides of a conversation, though nothing may come from one of them. */
  sides: boolean;
  /** The sound to be read, without what leaked from one channel to the other. */
  pcm: PcmBuffer;
  /** Something was taken off. */
  leaked: boolean;
};

/** Decoding and voice detection take about this part of the whole work. */
export const INTAKE_SHARE = 0.1;
/**
 * Two channels of which one tells the other but for this part of its energy are one, recorded twice (−27 dB: companding
 * and compression leave as much).
 */
const SAME_CHANNEL = 2e-3;
/**
 * Recorders set their two tracks apart by less (12 dB as energy); what is fainter is the cross-talk of a silent side.
 */
const SAME_LEVEL = 16;
/** A channel that never rises above this is not connected (−70 dB). */
const DEAD_LEVEL = 3e-4;

/**
 * Streams the sound into the PCM buffer. With `mono` two channels are mixed into one lane. Voices are listened for
 * once.
 */
export async function takeIn(
  { sound, voice, progress }: TranscriberParts,
  pcm: PcmBuffer,
  agentChannel: AgentChannel | null,
  checkpoints: Checkpoints,
): Promise<Intake> {
  const mixed = agentChannel === 'mono' && sound.channels > 1;
  const earlier = checkpoints.recall<PackedFrames[]>('frames');
  const lanes = earlier ? [] : Array.from({ length: mixed ? 1 : sound.channels }, () => gatherLane(voice));
  const peaks = createPeaks(RATE, sound.channels);
  const likeness = compareChannels();
  const leaking = watchLeaks();
  let samples = 0;
  for await (const channels of sound.blocks) {
    peaks.add(channels);
    likeness.add(channels);
    leaking.add(channels);
    const heard = mixed ? [mix(channels)] : channels;
    for (const [i, block] of heard.entries()) await pcm.write(i, block);
    // Side by side, so that the detector hears both sides at once.
    await Promise.all(heard.map((block, i) => lanes[i]?.push(block)));
    samples += channels[0]?.length ?? 0;
    progress('decoding', INTAKE_SHARE * share(samples, sound.duration_ms));
  }
  const channels = mixed ? [0] : likeness.worthTranscribing(sound.channels, agentChannel !== null);
  const leaks = channels.length < 2 ? [] : await measureLeaks(pcm, leaking.suspicions());
  const clean = withoutLeaks(pcm, leaks);
  const once = (): Promise<LaneFrames[]> => Promise.all(lanes.map((lane) => lane.finish()));
  const measured = (): Promise<LaneFrames[]> =>
    leaks.length > 0 ? hearAgain(clean, lanes.length, samples, voice) : once();
  const frames = earlier?.map(unpackFrames) ?? (await measured());
  if (!earlier) checkpoints.keep('frames', frames.map(packFrames));
  const sides = !mixed && sound.channels === 2 && !likeness.alike();
  return { samples, lanes: frames, peaks: peaks.peaks(), channels, sides, pcm: clean, leaked: leaks.length > 0 };
}

/** Samples that are read at once: four seconds. */
const AGAIN = 4 * RATE;

/** Runs voice detection again, on the PCM buffer without its leaks. */
async function hearAgain(
  pcm: PcmBuffer,
  count: number,
  samples: number,
  voice: TranscriberParts['voice'],
): Promise<LaneFrames[]> {
  const lanes = Array.from({ length: count }, () => gatherLane(voice));
  for (let at = 0; at < samples; at += AGAIN) {
    const blocks = await Promise.all(lanes.map((_, lane) => pcm.read(lane, at, Math.min(samples, at + AGAIN))));
    await Promise.all(blocks.map((block, lane) => lanes[lane]?.push(block)));
  }
  return await Promise.all(lanes.map((lane) => lane.finish()));
}

/** Of a stream nobody knows how long it will be: the share creeps towards 1, half of it after ten minutes. */
function share(samples: number, durationMs: number | null): number {
  const ms = (samples * 1000) / RATE;
  return durationMs === null ? ms / (ms + 600_000) : Math.min(1, ms / Math.max(1, durationMs));
}

function mix(channels: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(channels[0]?.length ?? 0);
  for (const channel of channels) {
    for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) + (channel[i] ?? 0) / channels.length;
  }
  return out;
}

/** Whether two channels carry the same sound shows in their correlation: one may be louder, or upside down. */
function compareChannels() {
  let together = 0;
  const energy = [0, 0] as [number, number];
  const loudest = [0, 0];
  const alike = (): boolean => {
    const [left, right] = energy;
    const residual = left * right - together * together;
    return residual <= SAME_CHANNEL * left * right && left <= SAME_LEVEL * right && right <= SAME_LEVEL * left;
  };
  return {
    alike,
    add([left, right]: readonly Float32Array[]): void {
      if (!left || !right) return;
      for (let i = 0; i < left.length; i++) {
        const l = left[i] ?? 0;
        const r = right[i] ?? 0;
        together += l * r;
        energy[0] += l * l;
        energy[1] += r * r;
        if (Math.abs(l) > (loudest[0] ?? 0)) loudest[0] = Math.abs(l);
        if (Math.abs(r) > (loudest[1] ?? 0)) loudest[1] = Math.abs(r);
      }
    },
    /** @param told the sides are known: a dead channel is then a side that says nothing */
    worthTranscribing(channels: number, stated: boolean): number[] {
      if (channels !== 2) return [0];
      const [left, right] = energy;
      if (alike()) return [left >= right ? 0 : 1];
      const alive = [0, 1].filter((channel) => (loudest[channel] ?? 0) > DEAD_LEVEL);
      return stated || alive.length === 0 ? [0, 1] : alive;
    },
  };
}
