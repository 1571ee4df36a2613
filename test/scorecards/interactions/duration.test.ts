import { describe, expect, it } from 'vitest';
import { readDuration } from '../../../scorecards/interactions/duration.ts';

const read = (text: string, column: Parameters<typeof readDuration>[1] = 'duration') => {
  const found = readDuration(text, column);
  return found.ok ? found.ms : found.code;
};
const DAY = 86_400_000;

describe('a duration that is a number', () => {
  it.each([
    ['180000', 'duration_ms', 180_000],
    ['180000.0', 'duration_ms', 180_000],
    ['180.5', 'duration_ms', 'bad-number'],
    ['0', 'duration_ms', 0],
    ['180', 'duration_s', 180_000],
    ['180.25', 'duration_s', 180_250],
    ['0.0004', 'duration_s', 0],
    ['0.0005', 'duration_s', 1],
    ['1.1234567', 'duration_s', 'bad-number'],
    ['3', 'duration_min', 180_000],
    ['3.5', 'duration_min', 210_000],
    ['-3', 'duration_s', 'bad-number'],
    ['+3', 'duration_s', 'bad-number'],
    ['3,5', 'duration_min', 'bad-number'],
    ['1.2.3', 'duration_s', 'bad-number'],
    ['.5', 'duration_s', 'bad-number'],
    ['5.', 'duration_s', 'bad-number'],
    [`${24 * DAY}`, 'duration_ms', 24 * DAY],
    [`${24 * DAY + 1}`, 'duration_ms', 'duration-too-long'],
    ['1'.repeat(16), 'duration_ms', 'bad-number'],
    ['1'.repeat(13), 'duration_s', 'bad-number'],
    ['180', 'duration', 'duration-unit'],
    ['１８０', 'duration_s', 180_000],
    [' 180 ', 'duration_s', 180_000],
  ] as const)('%s in %s: %s', (text, column, wanted) => expect(read(text, column)).toBe(wanted));
});

describe('a duration by the clock', () => {
  it.each([
    ['3:25', 205_000],
    ['0:03:25', 205_000],
    ['125:00', 7_500_000],
    ['1:02:03', 3_723_000],
    ['1:59:59', 7_199_000],
    ['100:00:00', 360_000_000],
    ['0:03.5', 3500],
    ['0:03.25', 3250],
    ['0:03.1239', 3123],
    ['3:59', 239_000],
    ['3:60', 'bad-duration'],
    ['1:60:00', 'bad-duration'],
    ['1:2', 'bad-duration'],
    ['1:2:3:4', 'bad-duration'],
    ['x3:25', 'bad-duration'],
    ['3:25x', 'bad-duration'],
    ['1234:00', 'bad-duration'],
    ['12345:00:00', 'bad-duration'],
    ['9999:00:00', 'duration-too-long'],
  ])('%s: %s', (text, wanted) => expect(read(text)).toBe(wanted));
});

describe('a duration with its units', () => {
  it.each([
    ['3 min 25 s', 205_000],
    ['3分25秒', 205_000],
    ['1小时2分钟3秒', 3_723_000],
    ['1小時2分鐘3秒', 3_723_000],
    ['1时2分', 3_720_000],
    ['1時間', 3_600_000],
    ['PT1H2M3S', 3_723_000],
    ['2 h', 7_200_000],
    ['2 hrs', 7_200_000],
    ['1 hr', 3_600_000],
    ['1 hour', 3_600_000],
    ['2 Hours', 7_200_000],
    ['1 Stunde', 3_600_000],
    ['2 Stunden', 7_200_000],
    ['5m', 300_000],
    ['5 mins', 300_000],
    ['1 minute', 60_000],
    ['5 minutes', 300_000],
    ['5 Minuten', 300_000],
    ['90s', 90_000],
    ['90 sec', 90_000],
    ['90 secs', 90_000],
    ['1 second', 1000],
    ['90 seconds', 90_000],
    ['90 Sekunden', 90_000],
    ['1.5 s', 1500],
    ['1.234s', 1234],
    ['2s500ms', 2500],
    ['500 毫秒', 500],
    ['78113ms', 78_113],
    ['3分 25秒', 205_000],
    ['25 s 3 min', 'bad-duration'],
    ['', 'bad-duration'],
    ['pt', 'bad-duration'],
    ['soon', 'bad-duration'],
    ['5 days', 'bad-duration'],
    ['x5m', 'bad-duration'],
    ['5mx', 'bad-duration'],
    ['1.2345s', 'bad-duration'],
    ['600h', 'duration-too-long'],
  ])('%s: %s', (text, wanted) => expect(read(text)).toBe(wanted));
});
