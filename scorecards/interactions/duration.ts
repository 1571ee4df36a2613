// Durations. A bare number has no unit, so the column must state it; clock times (0:03:25) and words (3分25秒, 3 min 25
// s) state it themselves.
import type { ProblemCode } from '../problems/problem.ts';
import { LIMITS } from './limits.ts';

type Duration = { ok: true; ms: number } | { ok: false; code: ProblemCode };

const UNIT_MS = { duration_ms: 1, duration_s: 1000, duration_min: 60_000 } as const;

/** @param column what a bare number counts; `duration`: nobody said */
export function readDuration(text: string, column: keyof typeof UNIT_MS | 'duration'): Duration {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  const ms = /^[+-]?[\d.,]+$/.test(plain)
    ? numbered(plain, column)
    : (byClock(plain) ?? byUnits(plain) ?? 'bad-duration');
  if (typeof ms === 'string') return { ok: false, code: ms };
  return ms > LIMITS.interaction_ms ? { ok: false, code: 'duration-too-long' } : { ok: true, ms: Math.round(ms) };
}

/** Milliseconds are whole; other units may have fractions. Some programs write 180.0 for 180. */
function numbered(text: string, column: keyof typeof UNIT_MS | 'duration'): number | ProblemCode {
  if (column === 'duration') return 'duration-unit';
  const pattern = column === 'duration_ms' ? /^\d{1,15}(\.0+)?$/ : /^\d{1,12}(\.\d{1,6})?$/;
  return pattern.test(text) ? Number(text) * UNIT_MS[column] : 'bad-number';
}

/** h:mm:ss, mm:ss, with parts of a second. */
function byClock(text: string): number | null {
  const match = /^(?:(\d{1,4}):)?(\d{1,3}):(\d{2})(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) return null;
  const [, hours = '0', minutes, seconds, part = ''] = match;
  if (Number(seconds) > 59 || (match[1] !== undefined && Number(minutes) > 59)) return null;
  return (
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(part.slice(0, 3).padEnd(3, '0'))
  );
}

const UNITS =
  /^(?:pt)?(?:(\d{1,5}) ?(?:h|hrs?|hours?|小时|小時|时|時|時間|stunden?) ?)?(?:(\d{1,6}) ?(?:m|mins?|minutes?|minuten?|分钟|分鐘|分) ?)?(?:(\d{1,8}(?:\.\d{1,3})?) ?(?:s|secs?|seconds?|sekunden?|秒) ?)?(?:(\d{1,12}) ?(?:ms|毫秒))?$/;

function byUnits(text: string): number | null {
  const match = UNITS.exec(text);
  if (!match || match.slice(1).every((part) => part === undefined)) return null;
  const [, hours = '0', minutes = '0', seconds = '0', ms = '0'] = match;
  return (Number(hours) * 60 + Number(minutes)) * 60_000 + Math.round(Number(seconds) * 1000) + Number(ms);
}
