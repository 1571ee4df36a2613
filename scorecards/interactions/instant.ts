// Times in files. With a zone they are instants; without one they are local to the organisation. Year-first and Chinese
// dates are unambiguous. For 03/04/2026 the other rows decide (20/11/2026 implies day first), or the person is asked.
// Nothing is guessed: nonexistent days, hours skipped by a clock change and dates without a time are refused.
import { asUtc, instantOf, type WallClock, wallClockAt } from '../calendar/calendar.ts';
import type { ProblemCode } from '../problems/problem.ts';

/** How dates such as 03/04/2026 are read. */
export const DATE_ORDERS = ['day-first', 'month-first'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

export type TimeReading = {
  /** Of the organisation: an IANA name. */
  zone: string;
  /** null: what can be read in two ways is refused as `ambiguous-date`. */
  date_order: DateOrder | null;
  /** Cells of a workbook: a plain number in a column of times counts days since 1900. */
  workbook: boolean;
};

/** `at`: ISO, UTC, ms. */
export type Time =
  | { ok: true; at: string }
  | { ok: false; code: Extract<ProblemCode, `${string}-date` | 'clock-skipped'> };

/** The instant a text tells. */
export function readTime(text: string, reading: TimeReading): Time {
  const plain = text.normalize('NFKC').trim().replace(/\s+/g, ' ');
  if (plain.length > LONGEST) return bad('bad-date');
  if (reading.workbook && /^\d{5}\.\d+$/.test(plain)) return atSerial(Number(plain), reading.zone);
  const { rest, zone } = withoutZone(plain);
  const date = dateIn(rest, reading.date_order);
  if (date === null) return bad('bad-date');
  if (date === 'ambiguous') return bad('ambiguous-date');
  const clock = clockIn(date.rest);
  if (clock === null) return bad('bad-date');
  const wall: WallClock = { ...date.day, ...clock };
  if (!isOnCalendar(wall)) return bad('no-such-date');
  const instant = zone === null ? instantOf(wall, reading.zone) : asUtc(wall) - zone;
  if (zone === null && asUtc(wallClockAt(instant, reading.zone)) !== asUtc(wall)) return bad('clock-skipped');
  return { ok: true, at: new Date(instant).toISOString() };
}

/** No way of writing a time is longer. */
const LONGEST = 60;
const bad = (code: (Time & { ok: false })['code']): Time => ({ ok: false, code });

const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?!\d)/;

/**
 * How the dates of a file are written, by those that can be read in one way only; null where none is or they disagree.
 */
export function dateOrderOf(values: Iterable<string>): DateOrder | null {
  const found = new Set<DateOrder>();
  for (const value of values) {
    const [, first, second] = SLASHED.exec(value.trim()) ?? [];
    if (Number(first) > 12) found.add('day-first');
    if (Number(second) > 12) found.add('month-first');
  }
  const [only] = found;
  return found.size === 1 ? only! : null;
}

/** Whether a date is written with its day and month in an order that is not everyone's. */
export const isSlashed = (value: string): boolean => SLASHED.test(value.trim());

/** Whether a text is a date that can be read in two ways. */
export function isAmbiguous(value: string): boolean {
  const [, first, second, year] = SLASHED.exec(value.trim()) ?? [];
  if (first === undefined || Number(first) > 12 || Number(second) > 12) return false;
  return Number(first) !== Number(second) || year!.length === 2;
}

type Day = Pick<WallClock, 'year' | 'month' | 'day'>;
type Clock = Omit<WallClock, keyof Day>;

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const CHINESE = /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?=[T ]?\d{4,6}(\.\d+)?$)/i;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/;
const MONTH_AFTER = /^(\d{1,2})(?:st|nd|rd|th)?[ \-.]{1,2}(?:de )?(\p{L}{3,10})\.?[ \-,]{1,2}(?:de )?(\d{4})(?!\d)/iu;
const MONTH_BEFORE = /^(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/iu;
const WEEKDAY =
  /^[(]?(?:(?:星期|周|週|礼拜)[一二三四五六日天]|[日月火水木金土]曜日?|[一二三四五六日天月火水木金土](?=\)))[)]? ?|^[(]?(?:mon|tue|wed|thu|fri|sat|sun|mo|di(?!c)|mi|do|fr|sa|so)[a-z]*\.?[)]?,? /i;

/** The day at the beginning of a text, and what follows it. */
function dateIn(text: string, order: DateOrder | null): { day: Day; rest: string } | 'ambiguous' | null {
  const plain = text.replace(WEEKDAY, '');
  const take = (match: RegExpExecArray, year: string, month: string | number, day: string) => ({
    day: { year: Number(year), month: Number(month), day: Number(day) },
    rest: plain.slice(match[0].length).replace(/^,/, '').trim().replace(WEEKDAY, ''),
  });
  const chinese = CHINESE.exec(plain) ?? COMPACT.exec(plain);
  if (chinese) return take(chinese, chinese[1]!, chinese[2]!, chinese[3]!);
  const yearFirst = YEAR_FIRST.exec(plain);
  if (yearFirst) return take(yearFirst, yearFirst[1]!, yearFirst[3]!, yearFirst[4]!);
  const dotted = DOTTED.exec(plain);
  if (dotted) return take(dotted, dotted[3]!, dotted[2]!, dotted[1]!);
  const named = MONTH_AFTER.exec(plain);
  if (named) return take(named, named[3]!, monthNamed(named[2]!), named[1]!);
  const before = MONTH_BEFORE.exec(plain);
  if (before) return take(before, before[3]!, monthNamed(before[1]!), before[2]!);
  const slashed = SLASHED.exec(plain);
  if (!slashed) return null;
  const [, first, second, year] = slashed as unknown as [string, string, string, string];
  const dayOrder = order ?? (isAmbiguous(plain) ? null : Number(second) > 12 ? 'month-first' : 'day-first');
  if (dayOrder === null) return 'ambiguous';
  // Of two figures for a year nothing but the chosen order says that they are one.
  if (year.length === 2 && order === null) return 'ambiguous';
  const [day, month] = dayOrder === 'day-first' ? [first, second] : [second, first];
  return take(slashed, year.length === 2 ? `20${year}` : year, month, day);
}

const MONTHS = [
  'jan januar january janvier enero ene',
  'feb februar february fevrier fev febrero',
  'mar march marz mars marzo mrz',
  'apr april avril avr abril abr',
  'may mai mayo',
  'jun june juni juin junio',
  'jul july juli juillet juil julio',
  'aug august aout agosto ago',
  'sep sept september septembre septiembre',
  'oct october oktober okt octobre octubre',
  'nov november novembre noviembre',
  'dec december dezember dez decembre diciembre dic',
].map((names) => new Set(names.split(' ')));

/** NaN where it is no month. */
function monthNamed(name: string): number {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const at = MONTHS.findIndex((names) => names.has(plain));
  return at === -1 ? Number.NaN : at + 1;
}

const HALF = '上午|下午|中午|凌晨|早上|晚上|傍晚|午前|午後|am|pm|a\\.m\\.|p\\.m\\.';
const CLOCK = new RegExp(
  `^T? ?(${HALF})? ?(\\d{1,2}) ?(?:[:.h时時点點] ?(\\d{2}|\\d(?=[分]))?) ?(?:[:.分] ?(?:(\\d{2}|\\d(?=[秒])) ?秒?(?:[.,:](\\d{1,9}))?)?)? ?(${HALF})?$`,
  'i',
);
const COMPACT_CLOCK = /^T? ?(\d{2})(\d{2})(\d{2})?(?:\.(\d{1,9}))?$/i;

/** A time of day as the whole of a text. */
function clockIn(text: string): Clock | null {
  const compact = COMPACT_CLOCK.exec(text);
  if (compact) return clockOf(compact[1]!, compact[2], compact[3], compact[4], '');
  const match = CLOCK.exec(text);
  if (!match) return null;
  const [, before, hour, minute, second, fraction, after] = match;
  if (before !== undefined && after !== undefined) return null;
  return clockOf(hour!, minute, second, fraction, (before ?? after ?? '').toLowerCase().replaceAll('.', ''));
}

function clockOf(
  hour: string,
  minute: string | undefined,
  second: string | undefined,
  fraction: string | undefined,
  half: string,
): Clock | null {
  const hours = inDay(Number(hour), half);
  const clock = {
    hour: hours ?? 99,
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    ms: Number((fraction ?? '').slice(0, 3).padEnd(3, '0')),
  };
  return clock.hour > 23 || clock.minute > 59 || clock.second > 59 ? null : clock;
}

const LATER = new Set(['下午', '晚上', '傍晚', '午後', 'pm']);
const EARLIER = new Set(['上午', '凌晨', '早上', '午前', 'am']);

/** The hour of a day of 24; null where the half of the day does not go with it. 下午14:30 is written too. */
function inDay(hour: number, half: string): number | null {
  if (half === '中午') return hour === 12 || hour === 11 ? hour : hour < 3 ? hour + 12 : null;
  if (LATER.has(half)) return hour === 0 ? null : hour < 12 ? hour + 12 : hour === 12 && half === '晚上' ? null : hour;
  if (EARLIER.has(half)) return hour < 12 ? hour : hour === 12 && half !== '早上' ? 0 : null;
  return hour;
}

/** `Z`, `UTC`, `+08`, `+0800`, `+08:00`, `UTC+8` at the end of a text, in ms; null if there is none. */
function withoutZone(text: string): { rest: string; zone: number | null } {
  const match = /(?<=[\d秒分mM.]) ?(?:\(?(?:UTC|GMT|Z)\)?|(?:UTC|GMT)? ?([+-])(\d{1,2})(?::?(\d{2}))?)$/i.exec(text);
  // `20-11-2026` ends like an offset: before one stands a time of day.
  if (!match || !/[:T时時点點h]/i.test(text.slice(0, match.index))) return { rest: text, zone: null };
  const [whole, sign, hours = '0', minutes = '0'] = match;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  if (Number(hours) > 14 || Number(minutes) > 59) return { rest: text, zone: null };
  return { rest: text.slice(0, -whole.length).trim(), zone: sign === '-' ? -offset : offset };
}

/** Whether there is such a day: Date carries the 30th of February over into March. */
function isOnCalendar(wall: WallClock): boolean {
  const date = new Date(asUtc(wall));
  return date.getUTCFullYear() === wall.year && date.getUTCMonth() === wall.month - 1;
}

/** Excel counts days from 1899-12-30 and holds the 29th of February 1900 for a day; nobody's calls are that old. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);

function atSerial(serial: number, zone: string): Time {
  // To the nearest ms: a day's fractions are rounded where they are stored.
  const shown = new Date(SERIAL_ZERO + Math.round(serial * 86_400_000)).toISOString().slice(0, -1);
  return readTime(shown, { zone, date_order: null, workbook: false });
}
