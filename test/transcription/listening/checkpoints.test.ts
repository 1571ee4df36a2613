import { describe, expect, it } from 'vitest';
import {
  type Checkpoint,
  openCheckpoints,
  packFrames,
  unpackFrames,
} from '../../../transcription/listening/checkpoints.ts';

const collect = () => {
  const kept: Checkpoint[] = [];
  return { kept, keep: (checkpoint: Checkpoint) => void kept.push(checkpoint) };
};

describe('notes', () => {
  it('are computed once and stored', async () => {
    const { kept, keep } = collect();
    const checkpoints = openCheckpoints('base', [], keep);
    expect(await checkpoints.once('words', async () => ['one'])).toEqual(['one']);
    expect(kept).toEqual([{ under: 'base', name: 'words', value: ['one'] }]);
  });

  it('of an earlier attempt are reused instead of computed, and not stored twice', async () => {
    const { kept, keep } = collect();
    const checkpoints = openCheckpoints('base', [{ under: 'base', name: 'words', value: [] }], keep);
    const never = async (): Promise<string[]> => {
      throw new Error('asked again');
    };
    expect(await checkpoints.once('words', never)).toEqual([]);
    expect(kept).toEqual([]);
  });

  it('under other settings count for nothing', () => {
    const checkpoints = openCheckpoints('small', [{ under: 'base', name: 'words', value: ['one'] }], () => {});
    expect(checkpoints.recall('words')).toBeNull();
  });

  it('of measurements are exact, whatever their length', () => {
    const lane = (length: number, seed: number) =>
      Float32Array.from({ length }, (_, i) => Math.sin(i * seed) * 10 ** ((i % 9) - 8));
    const frames = { voice: lane(20_001, 1.3), level: lane(20_001, 0.7) };
    expect(unpackFrames(JSON.parse(JSON.stringify(packFrames(frames))))).toEqual(frames);
    const empty = { voice: new Float32Array(0), level: new Float32Array(0) };
    expect(unpackFrames(packFrames(empty))).toEqual(empty);
  });
});
