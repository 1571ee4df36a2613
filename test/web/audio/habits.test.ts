import { beforeEach, expect, it } from 'vitest';
import { habits, keepHabit } from '../../../web/audio/habits.ts';
import { createPlayer, RATES } from '../../../web/audio/player.ts';

beforeEach(() => localStorage.clear());

it('are a newcomer’s until something is chosen', () => {
  expect(habits(RATES)).toEqual({ rate: 1, ear: 'mixed', skips: false });
});

it('are there again after a reload', () => {
  const player = createPlayer();
  player.setRate(1.5);
  player.setEar('customer');
  keepHabit({ skips: true });
  expect(habits(RATES)).toEqual({ rate: 1.5, ear: 'customer', skips: true });
  const next = createPlayer();
  expect([next.rate(), next.ear()]).toEqual([1.5, 'customer']);
});

it.each(['nonsense', '[]', 'null', '{"rate":1.3,"ear":"left","skips":"yes"}'])(
  'that make no sense count for nothing: %s',
  (kept) => {
    localStorage.setItem('attune-listening', kept);
    expect(habits(RATES)).toEqual({ rate: 1, ear: 'mixed', skips: false });
    keepHabit({ rate: 2 });
    expect(habits(RATES).rate).toBe(2);
  },
);
