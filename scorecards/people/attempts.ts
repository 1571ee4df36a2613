// Throttling of sign-in attempts. Failures are counted per account and place (a browser the person has signed in with,
// otherwise a network address), so that attacks from elsewhere cannot lock out the owner. Two wider counts slow down
// attackers who spread guesses over many places or accounts; they apply only to unknown places, never to one the person
// has signed in from.

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** So many slips of the fingers cost nothing. */
const FREE = 5;
const FIRST_WAIT_MS = 30 * SECOND_MS;
const LONGEST_WAIT_MS = HOUR_MS;

/** How long to wait after this many failures in a row at one place: half a minute after the fifth, then twice as long each time. */
export function waitAfter(failures: number): number {
  if (failures < FREE) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - FREE, 20));
}

/** Failures of an account and place are forgotten after a day without another. */
export const FORGOTTEN_MS = DAY_MS;

/** A count that is over for good when its window is: `most` failures, then strangers wait for the end of it. */
export type Window = { most: number; window_ms: number };

/**
 * Failures of one account from all strange places in a day. NIST SP 800-63B-4, section 3.2.2: no more than 100 on an
 * account, places it was used from before excepted.
 */
export const ACCOUNT: Window = { most: 100, window_ms: DAY_MS };
/** Six digits are guessed sooner than a password: at 20 a day, three codes valid at a time, in 45 years with even odds. */
export const CODES: Window = { most: 20, window_ms: DAY_MS };
/**
 * Failures from one address over all accounts, of browsers never seen. A centre of some hundred people behind one
 * address, each mistyping now and then at nine o'clock, stays below; one guess each at a list of accounts does not.
 */
export const ADDRESS: Window = { most: 100, window_ms: 10 * MINUTE_MS };

/** A place stays a person's own for half a year after they were last there. */
export const PLACE_KEPT_MS = 180 * DAY_MS;
export const PLACES_KEPT = 20;

/** What counts as one address: in IPv6 the network of 64 bits that one subscriber has, in IPv4 all of it. */
export function networkOf(address: string): string {
  const plain = address.trim().toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (!plain.includes(':')) return plain;
  return `${groupsOf(plain)
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** The groups of an IPv6 address, eight of them if it is one; a zone belongs to the last. */
function groupsOf(address: string): string[] {
  const [head, tail] = address.split('::') as [string, string?];
  const first = head === '' ? [] : head.split(':');
  if (tail === undefined) return first;
  const last = tail.split(':');
  const missing = Math.max(0, 8 - first.length - last.length);
  return [...first, ...new Array<string>(missing).fill('0'), ...last];
}
