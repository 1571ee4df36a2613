// Detects crosstalk frames. In stereo recordings each side is faintly audible on the other's channel, and the
// recogniser would transcribe it twice. A frame is an echo if the other channel is far louder at the same moment and
// this channel is far below its own speaker's level; a quiet speaker who is merely interrupted is kept.

import type { LaneFrames } from '../sound/span.ts';

const VOICED = 0.5;
/** Cross-talk of telephone lines lies 30 dB and more under the speech; two talkers are rarely 20 dB apart. */
const LOUDER_BY_DB = 20;
/** How far under its own usual level an echo lies. */
const UNDER_OWN_DB = 12;
/** Frames (0.6 s) of undisturbed speech needed to determine a usual level. */
const ENOUGH_FRAMES = 20;
/** An echo of a room outlives the sound by some frames. */
const TAIL_FRAMES = 3;

/** @returns the lanes without their crosstalk: no voice, no level; anything but two lanes is returned unchanged */
export function withoutEchoes(lanes: readonly LaneFrames[]): readonly LaneFrames[] {
  const [a, b] = lanes;
  if (lanes.length !== 2 || !a || !b) return lanes;
  return [silenceEchoes(a, b), silenceEchoes(b, a)];
}

function silenceEchoes(own: LaneFrames, other: LaneFrames): LaneFrames {
  const usual = usualLevel(own, other);
  const voice = own.voice.slice();
  const silent = own.level.slice();
  for (let i = 0; i < voice.length; i++) {
    const level = own.level[i] ?? Number.NEGATIVE_INFINITY;
    if (usual !== null && level > usual - UNDER_OWN_DB) continue;
    for (let j = Math.max(0, i - TAIL_FRAMES); j <= i; j++) {
      if ((other.voice[j] ?? 0) >= VOICED && (other.level[j] ?? 0) - level >= LOUDER_BY_DB) {
        voice[i] = 0;
        silent[i] = Number.NEGATIVE_INFINITY;
        break;
      }
    }
  }
  return { voice, level: silent };
}

/** The median level of a lane's speech while the other is silent; null where it hardly ever speaks alone. */
function usualLevel(own: LaneFrames, other: LaneFrames): number | null {
  const levels: number[] = [];
  for (let i = 0; i < own.voice.length; i++) {
    if ((own.voice[i] ?? 0) >= VOICED && (other.voice[i] ?? 0) < VOICED) levels.push(own.level[i] ?? 0);
  }
  if (levels.length < ENOUGH_FRAMES) return null;
  return levels.sort((x, y) => x - y)[levels.length >> 1] ?? null;
}
