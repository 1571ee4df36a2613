// Times in files are ISO 8601. With a zone they are an instant; without one they are what the clocks of the
// organisation show.
import { asUtc, instantOf, type WallClock } from '../calendar.ts';

const ISO = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** The instant (ISO, UTC, ms) a text tells; null when it tells none. A date without a time is none. */
export function readInstant(text: string, zone: string): string | null {
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const wall: WallClock = {
    year,
    month,
    day,
    hour,
    minute,
    second,
    ms: Number((match[7] ?? '').slice(0, 3).padEnd(3, '0')),
  };
  if (!isOnClock(wall)) return null;
  const offset = match[8] === undefined ? null : offsetOf(match[8]);
  if (Number.isNaN(offset)) return null;
  return new Date(offset === null ? instantOf(wall, zone) : asUtc(wall) - offset).toISOString();
}

/** Whether there is such a day and time: Date carries the 30th of February over into March. */
function isOnClock(wall: WallClock): boolean {
  const { year, month, day, hour, minute, second } = wall;
  if (hour > 23 || minute > 59 || second > 59 || year < 1970) return false;
  const date = new Date(asUtc(wall));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** `Z`, `+08`, `+0800`, `+08:00` in ms; NaN when there is no such offset. */
function offsetOf(text: string): number {
  if (text.toUpperCase() === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(':', '') || 0);
  if (hours > 14 || minutes > 59) return Number.NaN;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
