import { expect, it } from 'vitest';
import { endOf } from '../../../scorecards/people/session.ts';

const began_at = '2026-07-06T09:00:00.000Z';
const at = (hours: number) => new Date(Date.parse(began_at) + hours * 3_600_000).toISOString();
const ends = (seen: number, remembered: boolean, proven = true) =>
  (endOf({ began_at, seen_at: at(seen), remembered, proven }).getTime() - Date.parse(began_at)) / 3_600_000;

it('a session ends an hour after the last activity, and after a day in any case', () => {
  expect(ends(0, false)).toBe(1);
  expect(ends(5, false)).toBe(6);
  expect(ends(23.5, false)).toBe(24);
});

it('staying signed in lasts over a weekend, and never beyond a week', () => {
  expect(ends(0, true)).toBe(72);
  expect(ends(100, true)).toBe(168);
});

it('an incomplete session lasts a quarter of an hour, whatever was chosen', () => {
  expect(ends(0.2, true, false)).toBe(0.25);
  expect(ends(0.2, false, false)).toBe(0.25);
});
