// Days and local times. An organisation has one time zone; files contain local times, weeks begin at its midnight, and
// instants are stored. Zone rules come from Intl.

/** What a clock on the wall shows; `ms` of the second. Month and day count from 1. */
export type WallClock = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
};

/** From `start` up to, but not including, `end`; null: no limit on that side. */
export type Range = { start: string | null; end: string | null };

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether this is a time zone's name (`Asia/Shanghai`, `UTC`). */
export function isTimeZone(zone: string): boolean {
  try {
    formatIn(zone);
    return true;
  } catch {
    return false;
  }
}

/** Days that are counted with: those of anyone alive, and far enough from where dates end. */
const YEARS = [1900, 2999] as const;

/** Whether this is a day of the calendar (`2026-03-02`), from 1900 to 2999. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [first, last] = YEARS;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  if (year < first || year > last) return false;
  // A day its month does not have is one of another month.
  return new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1;
}

/** Whether this is an instant in the stored format: `2026-03-02T09:30:00.000Z`. */
export const isInstant = (text: string): boolean =>
  isDay(text.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$/.test(text.slice(10));

/** What the clocks of a zone show at an instant (ms since 1970). */
export function wallClockAt(instant: number, zone: string): WallClock {
  const parts = new Map(
    formatIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => Number(parts.get(name));
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
    ms: ((instant % 1000) + 1000) % 1000,
  };
}

/**
 * The instant (ms since 1970) at which the clocks of a zone show this. Where they show it twice it is the first time;
 * where they jump over it, it is as long after the jump as the clock was set past it (the 'compatible' rule of
 * ECMAScript's Temporal).
 */
export function instantOf(wall: WallClock, zone: string): number {
  const shown = asUtc(wall);
  const before = offsetAt(shown - DAY_MS, zone);
  const after = offsetAt(shown + DAY_MS, zone);
  const fits = [shown - before, shown - after].filter((instant) => instant + offsetAt(instant, zone) === shown);
  return fits.length > 0 ? Math.min(...fits) : shown - before;
}

/** Date (`2026-03-02`) of an instant in a zone. */
export function dateAt(instant: number, zone: string): string {
  const { year, month, day } = wallClockAt(instant, zone);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** The instant (ISO, UTC) at which a date begins in a zone. */
export function startOfDate(date: string, zone: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(instantOf({ year, month, day, hour: 0, minute: 0, second: 0, ms: 0 }, zone)).toISOString();
}

/** The whole months, in UTC, whose beginning and end are nearest to a range's; null if there are none. */
export function nearestMonths({ start, end }: Range): Range | null {
  const nearest = (instant: string): string => {
    const at = new Date(instant);
    const [before, after] = [0, 1].map((further) => Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + further, 1)) as [
      number,
      number,
    ];
    return new Date(at.getTime() - before < after - at.getTime() ? before : after).toISOString();
  };
  const months = { start: start && nearest(start), end: end && nearest(end) };
  return months.end === null || (months.start ?? '') < months.end ? months : null;
}

/** The date so many days later (earlier when negative). */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** ms since 1970 if the clock were one in UTC. */
export const asUtc = (wall: WallClock): number =>
  Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second, wall.ms);

const offsetAt = (instant: number, zone: string): number => asUtc(wallClockAt(instant, zone)) - instant;

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}
