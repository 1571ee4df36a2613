// Dates, durations and numbers in the reader's language, dates in the organisation's time zone. These functions are
// reactive: they follow a change of language.
import { createSignal } from 'solid-js';
import { languageName as nameIn } from '../../scorecards/problems/language-name.ts';
import { language, TAG } from '../words/words.ts';

const [zone, setZone] = createSignal<string>('UTC');

/** IANA name of the organisation's time zone; session.tsx sets it. */
export { setZone, zone };

const formats = new Map<string, Intl.DateTimeFormat>();
function format(kind: string, options: Intl.DateTimeFormatOptions, timeZone = zone()): Intl.DateTimeFormat {
  const key = `${kind} ${language()} ${timeZone}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(TAG[language()], { ...options, timeZone });
    formats.set(key, found);
  }
  return found;
}

/** "17 Nov 2025, 10:42" */
export const dateTime = (iso: string): string =>
  format('dt', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(
    new Date(iso),
  );
/** "17 Nov, 10:42"; of another year as `dateTime`. */
export const shortDateTime = (iso: string): string =>
  isThisYear(iso)
    ? format('sdt', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(new Date(iso))
    : dateTime(iso);
/** "17 Nov 2025", of an instant or of a calendar day. */
export const date = (iso: string): string =>
  format('d', { day: 'numeric', month: 'short', year: 'numeric' }, zoneOf(iso)).format(at(iso));
/** "17 Nov", of an instant or of a calendar day; of another year as `date`. */
export const shortDate = (iso: string): string => (isThisYear(iso) ? dayAndMonth(iso) : date(iso));
/** "17 Nov" whatever the year, where a chart has no room for more. */
export const dayAndMonth = (iso: string): string =>
  format('sd', { day: 'numeric', month: 'short' }, zoneOf(iso)).format(at(iso));
/** "10:42:07" */
export const clock = (iso: string): string =>
  format('c', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }).format(new Date(iso));
/** "10:42" */
export const hourMinute = (iso: string): string =>
  format('hm', { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(iso));

/** The organisation's time zone as people call it: "UK time". */
export const zoneName = (): string =>
  format('zn', { timeZoneName: 'shortGeneric' })
    .formatToParts(new Date())
    .find(({ type }) => type === 'timeZoneName')?.value ?? zone();

// A calendar day (`2025-11-17`) belongs to no zone: shown in UTC it stays the day it is.
const zoneOf = (iso: string): string => (iso.length === 10 ? 'UTC' : zone());
const at = (iso: string): Date => new Date(iso);
const isThisYear = (iso: string): boolean =>
  format('y', { year: 'numeric' }, zoneOf(iso)).format(at(iso)) === format('y', { year: 'numeric' }).format(new Date());

/** Length or position in sound: 0:42, 12:07, 1:02:07. */
export function duration(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const h = Math.floor(s / 3600);
  return h > 0 ? `${h}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
}

/** How long something took, in its largest unit: "7 hrs", "3 mins", "45 secs". */
export function elapsed(ms: number): string {
  const [unit, of] =
    ms >= 3_600_000
      ? (['hour', 3_600_000] as const)
      : ms >= 60_000
        ? (['minute', 60_000] as const)
        : (['second', 1000] as const);
  const whole = Math.round((ms / of) * 10) / 10;
  return new Intl.NumberFormat(TAG[language()], {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: whole < 10 ? 1 : 0,
  }).format(whole);
}

/** A number in the reader's writing; `digits` after the point (0). */
export function number(value: number, digits = 0): string {
  const key = `${language()} ${digits}`;
  let found = numbers.get(key);
  if (!found) {
    const both = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    found = new Intl.NumberFormat(TAG[language()], both);
    numbers.set(key, found);
  }
  return found.format(value);
}
const numbers = new Map<string, Intl.NumberFormat>();

/** A number of rows as far as it was counted: `10,000+`. */
export const numberOfRows = ({ total, total_exact }: { total: number; total_exact: boolean }): string =>
  `${number(total)}${total_exact ? '' : '+'}`;

/** Basis points as points of 100, one digit only where it says something: 7940 → "79.4", 8000 → "80". */
export const points = (bp: number): string => number(bp / 100, bp % 100 === 0 ? 0 : 1);

/** Basis points as a percentage: 310 → "3.1 %". */
export const percent = (bp: number, digits = bp % 100 === 0 ? 0 : 1): string =>
  language() === 'zh' ? `${number(bp / 100, digits)}%` : `${number(bp / 100, digits)} %`;

/** Size of a file: 640 kB, 1.3 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${number(bytes)} B`;
  if (bytes < 1_000_000) return `${number(bytes / 1000)} kB`;
  if (bytes < 1_000_000_000) return `${number(bytes / 1_000_000, 1)} MB`;
  return `${number(bytes / 1_000_000_000, 2)} GB`;
}

/** First letters of a name for its round: "Joe Alvarez" → JA, "方晓梅" → 方. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const first = parts[0] ?? '';
  if (/\p{Script=Han}/u.test(first)) return first.slice(0, 1);
  return (first.slice(0, 1) + (parts.length > 1 ? (parts.at(-1) ?? '').slice(0, 1) : '')).toUpperCase();
}

/** A language by its tag, as the reader says it: `zh` → "Chinese", "中文". */
export const languageName = (tag: string): string => nameIn(tag, TAG[language()]);
