// Days and weeks in the organisation's time zone.
import { eq } from 'drizzle-orm';
import { addDays, dateAt, startOfDate } from '../../scorecards/calendar/calendar.ts';
import { organisation } from '../schema/people.ts';
import type { Ctx, Db } from './context.ts';

/** The zone the organisation's days are counted in. */
export async function zoneOf(db: Db, ctx: Ctx): Promise<string> {
  const [row] = await db
    .select({ time_zone: organisation.time_zone })
    .from(organisation)
    .where(eq(organisation.id, ctx.actor.organisation));
  return row?.time_zone ?? 'UTC';
}

/** Today's date there. */
export const todayIn = (zone: string, now: Date): string => dateAt(now.getTime(), zone);

/** First and last day, both included; null leaves that side open. */
export type Days = { from: string | null; to: string | null };

/** The instants of a range of days: from `start` up to, not including, `end`. */
export const instantsOf = ({ from, to }: Days, zone: string): { start: string | null; end: string | null } => ({
  start: from && startOfDate(from, zone),
  end: to && startOfDate(addDays(to, 1), zone),
});
