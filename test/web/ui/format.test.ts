import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  clock,
  date,
  dateTime,
  duration,
  elapsed,
  fileSize,
  initials,
  languageName,
  percent,
  points,
  setZone,
  shortDate,
  shortDateTime,
} from '../../../web/ui/format.ts';
import { showLanguage } from '../../../web/words/words.ts';

beforeAll(() => showLanguage('en'));
afterEach(async () => {
  await showLanguage('en');
  setZone('UTC');
});

describe('instants', () => {
  it("are shown in the organisation's zone, wherever the reader is", () => {
    setZone('Asia/Shanghai');
    expect(dateTime('2025-11-17T23:30:00.000Z')).toBe('18 Nov 2025, 07:30');
    expect(clock('2025-11-18T02:42:07.000Z')).toBe('10:42:07');
  });

  it('are written as the language writes them', async () => {
    await showLanguage('zh');
    expect(date('2025-11-17T12:00:00.000Z')).toBe('2025年11月17日');
  });
});

it('a short date has its year where that is not this one, by the clock of the organisation', async () => {
  vi.setSystemTime('2026-12-31T20:00:00.000Z');
  expect([shortDate('2026-11-17'), shortDateTime('2026-11-17T10:42:00.000Z')]).toEqual(['17 Nov', '17 Nov, 10:42']);
  expect(shortDate('2025-11-17')).toBe('17 Nov 2025');
  expect(shortDateTime('2025-11-17T10:42:00.000Z')).toBe('17 Nov 2025, 10:42');
  setZone('Asia/Shanghai');
  expect([shortDate('2026-11-17'), shortDate('2027-01-02')]).toEqual(['17 Nov 2026', '2 Jan']);
  await showLanguage('zh');
  expect([shortDate('2026-11-17'), shortDate('2027-01-02')]).toEqual(['2026年11月17日', '1月2日']);
  vi.useRealTimers();
});

it('a calendar day is the same day in every zone', () => {
  setZone('America/Los_Angeles');
  expect(date('2025-11-17')).toBe('17 Nov 2025');
});

it('a position in sound has hours only when there are any', () => {
  expect([0, 42_999, 727_000, 3_727_000].map(duration)).toEqual(['0:00', '0:42', '12:07', '1:02:07']);
});

it('a wait is said in its largest unit', async () => {
  expect([45_000, 205_000, 7 * 3_600_000].map(elapsed)).toEqual(['45 secs', '3.4 mins', '7 hrs']);
  await showLanguage('zh');
  expect(elapsed(7 * 3_600_000)).toBe('7小时');
});

it('points and percentages have a digit only where it says something', async () => {
  expect([7940, 8000, 10_000].map(points)).toEqual(['79.4', '80', '100']);
  expect([310, 300].map((bp) => percent(bp))).toEqual(['3.1 %', '3 %']);
  await showLanguage('zh');
  expect(percent(310)).toBe('3.1%');
});

it('sizes, names and languages are short', () => {
  expect([512, 640_000, 1_300_000].map(fileSize)).toEqual(['512 B', '640 kB', '1.3 MB']);
  expect(['Joe Alvarez', '方晓梅', 'Mei'].map(initials)).toEqual(['JA', '方', 'M']);
  expect(languageName('zh')).toBe('Chinese');
});
