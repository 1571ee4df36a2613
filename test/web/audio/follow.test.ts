import { describe, expect, it } from 'vitest';
import { skipFrom, turnAt, turnStep, wordAt } from '../../../web/audio/follow.ts';

const turn = (start_ms: number, end_ms: number) => ({ start_ms, end_ms });
const turns = [turn(1000, 4000), turn(3800, 6000), turn(9000, 12_000)];

describe('following the sound', () => {
  it('is nowhere before the first word', () => {
    expect(turnAt(turns, 0)).toBe(-1);
    expect(turnAt([], 5000)).toBe(-1);
  });

  it('shows the turn being spoken, and in a pause the one before it', () => {
    expect(turnAt(turns, 1000)).toBe(0);
    expect(turnAt(turns, 7000)).toBe(1);
    expect(turnAt(turns, 60_000)).toBe(2);
  });

  it('of two people at once shows the one who began last', () => {
    expect(turnAt(turns, 3900)).toBe(1);
  });

  it('returns to someone still speaking after a short interjection', () => {
    expect(turnAt([turn(0, 10_000), turn(3000, 3400)], 5000)).toBe(0);
  });

  it('lights a word from its start until the next begins, and none after the last has ended', () => {
    const words = [
      { text: 'Yes', start_ms: 1000, end_ms: 1300, confidence: 1 },
      { text: 'exactly', start_ms: 2000, end_ms: 2500, confidence: 1 },
    ];
    const spoken = { words, end_ms: 4000 };
    expect([900, 1000, 1600, 2100, 2600].map((ms) => wordAt(spoken, ms))).toEqual([-1, 0, 0, 1, -1]);
  });

  it('steps to the next turn and stays at the last', () => {
    expect(turnStep(turns, 0, 1)).toBe(1000);
    expect(turnStep(turns, 1000, 1)).toBe(3800);
    expect(turnStep(turns, 20_000, 1)).toBe(9000);
  });

  it('steps back to the start of the turn first, then to the one before, then to the beginning', () => {
    expect(turnStep(turns, 11_500, -1)).toBe(9000);
    expect(turnStep(turns, 9500, -1)).toBe(3800);
    expect(turnStep(turns, 1200, -1)).toBe(0);
    expect(turnStep(turns, 500, -1)).toBe(0);
  });
});

describe('skipping silence', () => {
  const silences = [turn(10_000, 18_000)];

  it('lets the pause begin, then lands just before the next word', () => {
    expect(skipFrom(silences, 10_300)).toBeNull();
    expect(skipFrom(silences, 10_800)).toBe(17_700);
  });

  it('never jumps over speech, backwards, or by almost nothing', () => {
    expect(skipFrom(silences, 9000)).toBeNull();
    expect(skipFrom(silences, 17_650)).toBeNull();
    expect(skipFrom(silences, 19_000)).toBeNull();
    expect(skipFrom([], 5)).toBeNull();
  });
});
