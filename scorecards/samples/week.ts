// Sampling uses ISO weeks (ISO 8601: Monday to Sunday, week 1 contains the year's first Thursday) in the organisation's
// time zone. A week is named by its Monday.
import { addDays, dateAt, startOfDate } from '../calendar/calendar.ts';

/** `year` is the ISO year, which is not always the calendar's; `monday` a date. */
export type Week = { year: number; week: number; monday: string };

/** The week an instant (ISO) falls in. */
export const weekOf = (instant: string, zone: string): Week => weekOfDate(dateAt(Date.parse(instant), zone));

/** The week a date falls in. */
export function weekOfDate(date: string): Week {
  const sunday_first = new Date(`${date}T00:00:00Z`).getUTCDay();
  const monday = addDays(date, -((sunday_first + 6) % 7));
  const year = Number(addDays(monday, 3).slice(0, 4));
  const first = addDays(`${year}-01-04`, -((new Date(`${year}-01-04T00:00:00Z`).getUTCDay() + 6) % 7));
  return { year, week: 1 + Math.round((Date.parse(monday) - Date.parse(first)) / (7 * 86_400_000)), monday };
}

/** The week's instants (ISO, UTC): from `start` up to, not including, `end`. */
export const weekBounds = (monday: string, zone: string): { start: string; end: string } => ({
  start: startOfDate(monday, zone),
  end: startOfDate(addDays(monday, 7), zone),
});
