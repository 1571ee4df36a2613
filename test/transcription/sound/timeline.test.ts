import { describe, expect, it } from 'vitest';
import { onTimeLine, type TimedBlock } from '../../../transcription/sound/timeline.ts';

const RATE = 1000;
const LONGEST_MS = 60_000;

/** Pieces of `ms` each, of a level of their own, stamped as said. */
async function placed(stamps: readonly number[], ms = 20): Promise<number[]> {
  async function* pieces(): AsyncGenerator<TimedBlock> {
    for (const [i, at_ms] of stamps.entries()) yield { at_ms, block: [new Float32Array(ms).fill(i + 1)] };
  }
  const heard: number[] = [];
  for await (const [samples] of onTimeLine(pieces(), RATE, LONGEST_MS)) {
    expect(samples?.length, 'an hour of silence comes in pieces').toBeLessThanOrEqual(RATE);
    heard.push(...(samples ?? []));
  }
  return heard;
}

const where = (heard: readonly number[], piece: number): number => heard.indexOf(piece);

describe('sound on the time line of its file', () => {
  it('begins where its first stamp says, after silence', async () => {
    const heard = await placed([5000, 5020]);
    expect(where(heard, 1)).toBe(5000);
    expect(heard).toHaveLength(5040);
  });

  it('inserts silence where blocks are missing', async () => {
    const heard = await placed([0, 20, 3040, 3060]);
    expect([where(heard, 2), where(heard, 3)]).toEqual([20, 3040]);
    expect(heard.slice(40, 3040).every((sample) => sample === 0)).toBe(true);
  });

  it('takes no notice of stamps that tremble', async () => {
    const heard = await placed([0, 35, 31, 90, 80, 160]);
    expect(heard).toHaveLength(120);
  });

  it('follows timestamps that drift a little with every block', async () => {
    const heard = await placed(Array.from({ length: 200 }, (_, i) => i * 22));
    expect(Math.abs(where(heard, 200) - 199 * 22)).toBeLessThanOrEqual(100);
  });

  it('loses nothing if the timestamps restart, as for a second recording after the first', async () => {
    const heard = await placed([0, 20, 40, 0, 20, 40]);
    expect(heard).toHaveLength(120);
    expect(where(heard, 4)).toBe(60);
  });

  it('treats a jump longer than any recording as a reset clock, and finds gaps after it', async () => {
    const set = 1_700_000_000_000;
    const heard = await placed([set, set + 20, set + 1040]);
    expect([where(heard, 1), where(heard, 2), where(heard, 3)]).toEqual([0, 20, 1040]);
  });
});
