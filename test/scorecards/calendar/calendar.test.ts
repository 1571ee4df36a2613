import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateAt,
  instantOf,
  isDay,
  isInstant,
  isTimeZone,
  nearestMonths,
  startOfDate,
  wallClockAt,
} from '../../../scorecards/calendar/calendar.ts';
import { Day } from '../../../scorecards/calendar/day.ts';

const wall = (text: string) => {
  const [year, month, day, hour, minute] = text.split(/\D/).map(Number) as [number, number, number, number, number];
  return { year, month, day, hour, minute, second: 0, ms: 0 };
};
const iso = (text: string, zone: string) => new Date(instantOf(wall(text), zone)).toISOString();

describe('wall clocks', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-02 09:30', '2026-03-02T01:30:00.000Z'],
    ['Europe/Berlin', '2026-01-15 12:00', '2026-01-15T11:00:00.000Z'],
    ['Europe/Berlin', '2026-07-15 12:00', '2026-07-15T10:00:00.000Z'],
    ['America/New_York', '2026-12-31 23:59', '2027-01-01T04:59:00.000Z'],
    ['Asia/Kolkata', '2026-06-01 00:00', '2026-05-31T18:30:00.000Z'],
  ])('%s %s', (zone, clock, instant) => {
    expect(iso(clock, zone)).toBe(instant);
  });

  it('an hour that comes twice is its first time', () => {
    expect(iso('2026-10-25 02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('an hour that is jumped over is as long after the jump', () => {
    expect(iso('2026-03-29 02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('instant → clock → instant is the same but in the hour that comes twice', () => {
    const zones = ['UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Chatham', 'Africa/Cairo'];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 2 ** 41 }), (zone, instant) => {
        const back = instantOf(wallClockAt(instant, zone), zone);
        expect([instant, instant - 3_600_000]).toContain(back);
      }),
    );
  });

  it('distinguishes a zone from a word', () => {
    expect(isTimeZone('Asia/Shanghai')).toBe(true);
    expect(isTimeZone('Shanghai City')).toBe(false);
  });
});

describe('dates', () => {
  it('depend on the zone', () => {
    const at = Date.parse('2026-03-01T20:00:00Z');
    expect([dateAt(at, 'UTC'), dateAt(at, 'Asia/Shanghai')]).toEqual(['2026-03-01', '2026-03-02']);
  });

  it('begin at midnight, or at the first moment there is', () => {
    expect(startOfDate('2026-03-02', 'Asia/Shanghai')).toBe('2026-03-01T16:00:00.000Z');
    expect(startOfDate('2026-04-24', 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z'); // 00:00 is skipped: 01:00 +03:00
  });

  it('count over months, years and leap days', () => {
    expect([addDays('2026-02-27', 2), addDays('2028-02-28', 1), addDays('2026-01-01', -1)]).toEqual([
      '2026-03-01',
      '2028-02-29',
      '2025-12-31',
    ]);
  });
});

describe('the months nearest to a range', () => {
  const JANUARY = '2026-01-01T00:00:00.000Z';
  const MARCH = '2026-03-01T00:00:00.000Z';
  it.each([
    [null, null, { start: null, end: null }],
    ['2025-12-31T23:00:00.000Z', '2026-03-02T22:00:00.000Z', { start: JANUARY, end: MARCH }],
    ['2026-01-02T00:00:00.000Z', '2026-02-28T23:00:00.000Z', { start: JANUARY, end: MARCH }],
    [JANUARY, MARCH, { start: JANUARY, end: MARCH }],
    ['2026-02-15T00:00:00.000Z', null, { start: MARCH, end: null }],
    ['2026-02-14T23:59:59.999Z', null, { start: '2026-02-01T00:00:00.000Z', end: null }],
    [null, '2026-03-02T00:00:00.000Z', { start: null, end: MARCH }],
    ['2026-02-20T00:00:00.000Z', '2026-03-10T00:00:00.000Z', null],
    ['2026-02-02T00:00:00.000Z', '2026-02-03T00:00:00.000Z', null],
  ])('from %s up to %s', (start, end, months) => expect(nearestMonths({ start, end })).toEqual(months));
});

describe('a day of the calendar', () => {
  it.each(['1900-01-01', '2026-03-02', '2028-02-29', '2000-02-29', '2999-12-31', '2026-12-31'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    ...['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-01-32'],
    ...['1899-12-31', '3000-01-01', '0026-01-01', '12026-01-01'],
    ...['', '2026-1-2', '26-01-02', '2026/01/02', ' 2026-01-02', '2026-01-02 ', '2026-01-02T00:00', '2026-01-02-3'],
    // Read from behind it would be one; read from before it is the 367th of January.
    '2000-1-0367-01-01',
  ])('%s is none', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it('is what the contract takes, and it says so when it is not', () => {
    expect(Day.parse('2026-03-02')).toBe('2026-03-02');
    expect(Day.safeParse('2026-02-30').error!.issues).toMatchObject([{ params: { reason: 'not-a-day' } }]);
  });
});

describe('an instant', () => {
  it.each([
    ...['2026-03-02T09:30:00.000Z', '2026-03-02T09:30:00Z', '2026-03-02T00:00:00.1Z', '2026-03-02T23:59:59.123456Z'],
    '2026-03-02T19:05:05Z',
  ])('%s is one', (text) => {
    expect(isInstant(text)).toBe(true);
  });

  it.each([
    ...['2026-03-02T24:00:00Z', '2026-03-02T30:00:00Z', '2026-03-02T09:60:00Z', '2026-03-02T09:00:60Z'],
    ...['2026-03-02T09:30:00', '2026-03-02T09:30:00+01:00', '2026-03-02 09:30:00Z', '2026-03-02T9:30:00Z'],
    ...['2026-03-02T09:30:00.Z', '2026-03-02T09:30:00.1234567Z', '2026-03-02T09:30:00.0x0Z', '2026-03-02T09:30:00ZZ'],
    ...['2026-02-30T09:30:00Z', '2026-03-02xT09:30:00Z', '2026-03-02', '', 'T09:30:00Z', '2026-03-02T0x:30:00Z'],
    ...['2026-03-02T09:3x:00Z', '2026-03-02T09:30:0xZ', '2026-03-02T2x:30:00Z'],
  ])('%s is none', (text) => {
    expect(isInstant(text)).toBe(false);
  });
});
