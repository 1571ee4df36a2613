import { describe, expect, it } from 'vitest';
import { dateOrderOf, readTime, type TimeReading } from '../../../scorecards/interactions/instant.ts';

const reading: TimeReading = { zone: 'Asia/Shanghai', date_order: null, workbook: false };
const read = (text: string, change: Partial<TimeReading> = {}) => {
  const time = readTime(text, { ...reading, ...change });
  return time.ok ? time.at : time.code;
};

describe('times', () => {
  it.each([
    ['2026-03-02T09:30:00Z', '2026-03-02T09:30:00.000Z'],
    ['2026-03-02T09:30:00+08:00', '2026-03-02T01:30:00.000Z'],
    ['2026-03-02T09:30:00+0800', '2026-03-02T01:30:00.000Z'],
    ['2026-03-02T09:30:00-05', '2026-03-02T14:30:00.000Z'],
    ['2026-03-02 09:30', '2026-03-02T01:30:00.000Z'],
    ['2026-03-02 09:30:15.25', '2026-03-02T01:30:15.250Z'],
    ['2026-03-02T09:30:15.123456+08:00', '2026-03-02T01:30:15.123Z'],
    ['2026-03-02 09:30:00 UTC', '2026-03-02T09:30:00.000Z'],
    ['2026-03-02 09:30 GMT+8', '2026-03-02T01:30:00.000Z'],
    ['20260302093000', '2026-03-02T01:30:00.000Z'],
    ['2026/3/2 9:30', '2026-03-02T01:30:00.000Z'],
    ['2026.03.02 09:30', '2026-03-02T01:30:00.000Z'],
    ['2026年3月2日 9:30', '2026-03-02T01:30:00.000Z'],
    ['2026年3月2日 9时30分', '2026-03-02T01:30:00.000Z'],
    ['2026年3月2日 下午3:05:07', '2026-03-02T07:05:07.000Z'],
    ['2026年3月2日 星期一 上午9:30', '2026-03-02T01:30:00.000Z'],
    ['2026/3/2 上午 12:05', '2026-03-01T16:05:00.000Z'],
    ['２０２６/3/2 9：30', '2026-03-02T01:30:00.000Z'],
    ['20/11/2026 09:30', '2026-11-20T01:30:00.000Z'],
    ['11/20/2026 9:30 PM', '2026-11-20T13:30:00.000Z'],
    ['11/20/2026 12:30 AM', '2026-11-19T16:30:00.000Z'],
    ['03/03/2026 09:30', '2026-03-03T01:30:00.000Z'],
    ['03.04.2026 09:30', '2026-04-03T01:30:00.000Z'],
    ['20 Nov 2026 09:30', '2026-11-20T01:30:00.000Z'],
    ['Nov 20, 2026 9:30 AM', '2026-11-20T01:30:00.000Z'],
    ['Fri, 20 Nov 2026 09:30:00 +0000', '2026-11-20T09:30:00.000Z'],
  ])('%s', (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it.each([
    ['', 'bad-date'],
    ['2026-03-02', 'bad-date'],
    ['2026-03-02T24:00', 'bad-date'],
    ['2026-03-02T10:60', 'bad-date'],
    ['2026-03-02T10:00+99:00', 'bad-date'],
    ['2026-03-02 10:00 CST', 'bad-date'],
    ['2026-03-02 13:30 AM', 'bad-date'],
    ['1772443800', 'bad-date'],
    ['46083.3958', 'bad-date'],
    ['2026-02-30T10:00', 'no-such-date'],
    ['2026年13月2日 9:30', 'no-such-date'],
    ['31/04/2026 10:00', 'no-such-date'],
    ['02/03/2026 10:00', 'ambiguous-date'],
    ['20/11/26 10:00', 'ambiguous-date'],
  ])('%s is not one', (text, code) => {
    expect(read(text)).toBe(code);
  });

  it('that are ambiguous are read like the other dates of the file, or as chosen', () => {
    expect(dateOrderOf(['03/04/2026 10:00', '20/11/2026 10:00'])).toBe('day-first');
    expect(dateOrderOf(['03/04/2026 10:00', '11/20/2026 10:00'])).toBe('month-first');
    expect(dateOrderOf(['20/11/2026 10:00', '11/20/2026 10:00'])).toBeNull();
    expect(dateOrderOf(['03/04/2026 10:00', '2026-11-20 10:00'])).toBeNull();
    expect(read('03/04/2026 10:00', { date_order: 'day-first' })).toBe('2026-04-03T02:00:00.000Z');
    expect(read('03/04/2026 10:00', { date_order: 'month-first' })).toBe('2026-03-04T02:00:00.000Z');
    expect(read('20/11/26 10:00', { date_order: 'day-first' })).toBe('2026-11-20T02:00:00.000Z');
    expect(read('20/11/2026 10:00', { date_order: 'month-first' })).toBe('no-such-date');
  });

  it('skipped by a clock change are invalid, unless they state their zone', () => {
    expect(read('2026-03-29 02:30', { zone: 'Europe/Berlin' })).toBe('clock-skipped');
    expect(read('2026-03-29 02:30+01:00', { zone: 'Europe/Berlin' })).toBe('2026-03-29T01:30:00.000Z');
    expect(read('2026-03-29 03:30', { zone: 'Europe/Berlin' })).toBe('2026-03-29T01:30:00.000Z');
  });

  it('in a workbook may be days since 1900', () => {
    expect(read('46346.3958333333', { workbook: true })).toBe('2026-11-20T01:30:00.000Z');
    expect(read('46346', { workbook: true })).toBe('bad-date');
  });
});
