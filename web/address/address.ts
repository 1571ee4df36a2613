// Lenient reading of URL parameters: addresses are typed, truncated and kept for years. Invalid values are dropped: the
// page works, and shows that filter as empty.
import { isDay } from '../../scorecards/calendar/calendar.ts';

/** A name may be said twice in an address; the first counts. */
export type Said = string | string[] | undefined;

const first = (said: Said): string | undefined => (Array.isArray(said) ? said[0] : said);

/** Free text without surrounding blanks; null if empty or longer than the search allows. */
export function wordsIn(said: Said, most: number): string | null {
  const words = first(said)?.trim() ?? '';
  return words === '' || words.length > most || words.includes('\0') ? null : words;
}

const MOST_WORDS = 500;
/** What someone searched for. */
export const soughtIn = (said: Said): string => wordsIn(said, MOST_WORDS) ?? '';

/** One of a few. */
export const oneIn = <T extends string>(said: Said, known: readonly T[]): T | null =>
  known.find((one) => one === first(said)) ?? null;

/** Longest that an id or the name of a queue is. */
const MOST = 1000;
const MOST_ID = 100;

/** An id from a list that may still be loading: until it is there, any possible id is accepted. */
export function idIn(said: Said, list: readonly string[] | undefined): string | null {
  const id = wordsIn(said, MOST_ID);
  return id === null || list === undefined || list.includes(id) ? id : null;
}

/** The same of names that people gave. */
export function nameIn(said: Said, list: readonly string[] | undefined): string | null {
  const name = wordsIn(said, MOST);
  return name === null || list === undefined || list.includes(name) ? name : null;
}

/** A day of the calendar. */
export function dayIn(said: Said): string | null {
  const day = first(said) ?? '';
  return isDay(day) ? day : null;
}

/** A whole number from 0 up. */
export function wholeIn(said: Said): number | null {
  const number = first(said) ?? '';
  return /^\d{1,12}$/.test(number) ? Number(number) : null;
}
