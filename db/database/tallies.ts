// A tally has a row for each month, in UTC, and one of all time, so that what has no days need not add up every month.
import { eq, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** The month under which a tally has what there ever was; earlier than any. */
export const EVER = '-infinity';

export const ofAllTime = (month: AnyPgColumn): SQL => eq(month, EVER);
