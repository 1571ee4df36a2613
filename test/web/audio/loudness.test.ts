import { expect, it } from 'vitest';
import { condense, heights, sidesOf } from '../../../web/audio/loudness.ts';

it('scales each side to its own maximum, so a soft voice is visible beside a loud one', () => {
  const [agent, customer] = sidesOf(
    {
      bucket_ms: 20,
      channels: [
        [0, 60, 30],
        [0, 240, 120],
      ],
    },
    0,
  );
  expect(agent).toEqual(customer);
  expect(Math.max(...(agent ?? []))).toBe(1);
});

it('does not raise noise to the height of speech', () => {
  expect(Math.max(...heights([1, 2, 1]))).toBeLessThan(0.2);
});

it('draws the agent above, whichever channel that is', () => {
  const peaks = { bucket_ms: 20, channels: [[255], [0]] };
  expect(sidesOf(peaks, 0)[0]).toEqual([1]);
  expect(sidesOf(peaks, 1)[0]).toEqual([0]);
});

it('condenses to the loudest of each part and leaves short pictures alone', () => {
  expect(condense([0, 1, 0, 0, 0, 2], 3)).toEqual([1, 0, 2]);
  expect(condense([0.5], 10)).toEqual([0.5]);
});
