// Session lifetimes. NIST SP 800-63B-4, section 2.2.3, for a password with a second factor: one hour of inactivity, 24
// hours at most. People who choose to stay signed in on their own machine stay so over a weekend, and sign in again
// once a week.

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

export const SESSION = {
  plain: { idle_ms: HOUR_MS, absolute_ms: DAY_MS },
  remembered: { idle_ms: 3 * DAY_MS, absolute_ms: 7 * DAY_MS },
} as const;

/** Someone who has typed the password and not the code has this long. */
const UNPROVEN_MS = 15 * 60 * 1000;

/** Instants as ISO 8601. `proven`: nothing is missing to it. */
export type SessionTimes = { began_at: string; seen_at: string; remembered: boolean; proven: boolean };

/** When it ends if nothing more is done. */
export function endOf({ began_at, seen_at, remembered, proven }: SessionTimes): Date {
  const began = Date.parse(began_at);
  if (!proven) return new Date(began + UNPROVEN_MS);
  const { idle_ms, absolute_ms } = remembered ? SESSION.remembered : SESSION.plain;
  return new Date(Math.min(began + absolute_ms, Date.parse(seen_at) + idle_ms));
}
