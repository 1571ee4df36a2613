import { describe, expect, it } from 'vitest';
import { gatherLane, type VoiceLane } from '../../../transcription/listening/lane.ts';
import { openVoiceDetector } from '../../../transcription/listening/vad.ts';
import { FRAME } from '../../../transcription/sound/span.ts';
import { noise, tone } from '../sounds.ts';

/** A detector whose answer still shows what it heard two seconds ago, and hardly what came before. */
function forgetful(): VoiceLane {
  let memory = 0;
  return {
    async next(frame) {
      memory = 0.85 * memory + 0.15 * Math.abs(frame[0] ?? 0);
      return memory;
    },
  };
}

async function gathered(sound: Float32Array, block: number): Promise<{ voice: Float32Array; level: Float32Array }> {
  const lane = gatherLane(forgetful);
  for (let at = 0; at < sound.length; at += block) await lane.push(sound.subarray(at, at + block));
  return lane.finish();
}

async function oneByOne(voice: VoiceLane, sound: Float32Array): Promise<number[]> {
  const heard: number[] = [];
  for (let at = 0; at + FRAME <= sound.length; at += FRAME)
    heard.push(await voice.next(sound.subarray(at, at + FRAME)));
  return heard;
}

const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a, (value, i) => Math.abs(value - (b[i] ?? Number.NaN))).reduce((most, one) => Math.max(most, one), 0);

describe('a lane that is listened to in stretches', () => {
  // More than is measured at once, and a cut last frame.
  const sound = noise(4700 * FRAME + 100, 0.5, 3);

  it('gives the same as a detector reading from the beginning, whatever the block sizes', async () => {
    const straight = await oneByOne(forgetful(), sound);
    for (const block of [7919, 16_000, 3_000_000]) {
      const { voice, level } = await gathered(sound, block);
      expect(voice).toHaveLength(4701);
      expect(level).toHaveLength(4701);
      expect(farthest(straight, voice)).toBeLessThan(1e-4);
    }
  });

  it('reports the level of each frame', async () => {
    const { level } = await gathered(
      Float32Array.from([...tone(440, 10 * FRAME, 1), ...new Float32Array(FRAME)]),
      1000,
    );
    expect(level[5]).toBeCloseTo(-9.03, 1);
    expect(level[10]).toBeLessThan(-90);
  });

  it('of no sound has no frames', async () => {
    expect((await gathered(new Float32Array(0), 1)).voice).toHaveLength(0);
  });
});

describe('lanes that are listened to side by side', () => {
  it('are processed as each would be alone, even if some are longer', async () => {
    const sounds = [noise(80 * FRAME, 0.4, 1), tone(300, 50 * FRAME, 0.5), noise(120 * FRAME, 0.01, 2)];
    const detector = await openVoiceDetector();
    const together = await Promise.all(sounds.map((sound) => oneByOne(detector(), sound)));
    for (const [i, sound] of sounds.entries()) {
      const alone = await oneByOne(detector(), sound);
      expect(together[i]).toHaveLength(alone.length);
      expect(farthest(alone, together[i] ?? [])).toBeLessThan(1e-4);
    }
  });
});
