import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekBounds, weekOf, weekOfDate } from '../../../scorecards/samples/week.ts';

describe('ISO weeks', () => {
  // The examples of ISO 8601 and of Wikipedia's "ISO week date".
  it.each([
    ['2005-01-01', 2004, 53, '2004-12-27'],
    ['2005-01-02', 2004, 53, '2004-12-27'],
    ['2007-12-31', 2008, 1, '2007-12-31'],
    ['2008-12-28', 2008, 52, '2008-12-22'],
    ['2008-12-29', 2009, 1, '2008-12-29'],
    ['2009-12-31', 2009, 53, '2009-12-28'],
    ['2010-01-03', 2009, 53, '2009-12-28'],
    ['2010-01-04', 2010, 1, '2010-01-04'],
    ['2026-03-02', 2026, 10, '2026-03-02'],
  ])('%s is in %i week %i', (date, year, week, monday) => {
    expect(weekOfDate(date)).toEqual({ year, week, monday });
  });

  it('depend on the zone', () => {
    expect(weekOf('2026-03-01T16:30:00Z', 'UTC').monday).toBe('2026-02-23');
    expect(weekOf('2026-03-01T16:30:00Z', 'Asia/Shanghai').monday).toBe('2026-03-02');
  });

  it('begin and end at midnight there', () => {
    expect(weekBounds('2026-03-02', 'Asia/Shanghai')).toEqual({
      start: '2026-03-01T16:00:00.000Z',
      end: '2026-03-08T16:00:00.000Z',
    });
  });

  it('are an hour shorter when summer time begins', () => {
    const { start, end } = weekBounds('2026-03-23', 'Europe/Berlin');
    expect((Date.parse(end) - Date.parse(start)) / 3_600_000).toBe(7 * 24 - 1);
  });

  it('every instant is within the bounds of its week', () => {
    const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Africa/Cairo', 'Pacific/Auckland'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 41 }), fc.constantFrom(...zones), (at, zone) => {
        const { start, end } = weekBounds(weekOf(new Date(at).toISOString(), zone).monday, zone);
        expect(at).toBeGreaterThanOrEqual(Date.parse(start));
        expect(at).toBeLessThan(Date.parse(end));
      }),
    );
  });
});
