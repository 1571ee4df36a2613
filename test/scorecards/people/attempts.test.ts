import { describe, expect, it } from 'vitest';
import { networkOf, waitAfter } from '../../../scorecards/people/attempts.ts';

describe('the wait after failures at one place', () => {
  it('is none for the first four, then half a minute, doubling each time, an hour at most', () => {
    expect([1, 2, 3, 4].map(waitAfter)).toEqual([0, 0, 0, 0]);
    expect([5, 6, 7, 8].map((n) => waitAfter(n) / 1000)).toEqual([30, 60, 120, 240]);
    expect([20, 100, 1e6].map((n) => waitAfter(n) / 60_000)).toEqual([60, 60, 60]);
  });
});

describe('one network', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});
