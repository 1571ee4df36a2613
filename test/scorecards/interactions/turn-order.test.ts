import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../scorecards/interactions/turn-order.ts';

/** Turns named a, b, c … with these times. */
const ordered = (...times: (number | null)[]) => {
  const turns = times.map((at, i) => ({ at, name: String.fromCharCode(97 + i) }));
  const { ordered, reordered, newest_first } = inOrder(turns);
  const names = ordered.map(({ name }) => name).join('');
  return [names, ordered.map(({ ms }) => ms), reordered, newest_first];
};

describe('turns', () => {
  it.each<[string, (number | null)[], ReturnType<typeof ordered>]>([
    ['none', [], ['', [], 0, false]],
    ['in order stay', [100, 200, 200, 900], ['abcd', [0, 100, 100, 800], 0, false]],
    ['without times stay', [null, null], ['ab', [0, 0], 0, false]],
    ['one that strayed is put back', [100, 300, 200, 400], ['acbd', [0, 100, 200, 300], 1, false]],
    ['two that strayed', [100, 300, 400, 150, 160, 500, 600], ['adebcfg', [0, 50, 60, 200, 300, 400, 500], 2, false]],
    ['a single fall is a stray', [200, 100], ['ba', [0, 100], 1, false]],
    ['two falls are newest first', [300, 200, 100], ['cba', [0, 100, 200], 0, true]],
    ['a fall and an equal are newest first', [200, 100, 100], ['cba', [0, 0, 100], 0, true]],
    ['all equal are not', [100, 100, 100], ['abc', [0, 0, 0], 0, false]],
    ['three falls to one rise are not', [400, 300, 200, 100, 900], ['dcbae', [0, 100, 200, 300, 800], 3, false]],
    ['four falls to one rise are', [500, 400, 300, 200, 100, 900], ['edcbaf', [0, 100, 200, 300, 400, 800], 1, true]],
    ['without a time goes along with the one before', [300, null, 200, 100], ['dcab', [0, 100, 200, 200], 0, true]],
    [
      'newest first, what stood first without a time comes last',
      [null, 300, 200, 100],
      ['dcba', [0, 100, 200, 200], 0, true],
    ],
    ['before the first time count as the first', [null, 100, 200], ['abc', [0, 0, 100], 0, false]],
  ])('%s', (_, times, wanted) => {
    expect(ordered(...times)).toEqual(wanted);
  });

  it('are all there, by time, with as few moved as can be', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 9 }), (times) => {
        const turns = times.map((at, i) => ({ at, i }));
        const { ordered: sorted, reordered, newest_first } = inOrder(turns);
        expect(sorted.map(({ at }) => at)).toEqual(times.toSorted((a, b) => a - b));
        expect(new Set(sorted.map(({ i }) => i)).size).toBe(times.length);
        // Those that stay are a longest part that never falls: tried over all parts.
        const given = newest_first ? times.toReversed() : times;
        let longest = 0;
        for (let part = 0; part < 2 ** given.length; part += 1) {
          const kept = given.filter((_, i) => part & (1 << i));
          if (kept.every((time, i) => i === 0 || time >= kept[i - 1]!)) longest = Math.max(longest, kept.length);
        }
        expect(reordered).toBe(times.length - longest);
      }),
    );
  });
});
