import { describe, expect, it } from 'vitest';
import {
  ACCOUNT,
  ADDRESS,
  CODES,
  FORGOTTEN_MS,
  networkOf,
  PLACE_KEPT_MS,
  PLACES_KEPT,
  waitAfter,
} from '../../../scorecards/people/attempts.ts';

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
    [' 192.0.2.7 ', '192.0.2.7'],
    ['::FFFF:210.220.230.240', '210.220.230.240'],
    ['::ffff:192.0.2.7:80', '0:0:0:0::/64'],
    ['2001:db8::ffff:192.0.2.7', '2001:db8:0:0::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['2001:00db:0000:000a:1::', '2001:db:0:a::/64'],
    ['1::2:3:4:5:6:7', '1:0:2:3::/64'],
    ['1:2::3:4:5:6', '1:2:0:0::/64'],
    ['1:2:3:4:5::6:7:8:9', '1:2:3:4::/64'],
    ['2001:db8:1::%eth0', '2001:db8:1:0::/64'],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});

it('counts of failures last a day, those of one address ten minutes; a place is kept for half a year', () => {
  const day_ms = 86_400_000;
  expect(ACCOUNT).toEqual({ most: 100, window_ms: day_ms });
  expect(CODES).toEqual({ most: 20, window_ms: day_ms });
  expect(ADDRESS).toEqual({ most: 100, window_ms: 600_000 });
  expect([FORGOTTEN_MS, PLACE_KEPT_MS, PLACES_KEPT]).toEqual([day_ms, 180 * day_ms, 20]);
});
