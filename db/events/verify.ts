// Reads the log again, seal by seal, and compares it with the key and with the ends kept outside the database.
import { and, asc, between, count, eq, gt, isNull, lt, or } from 'drizzle-orm';
import { closingContent, sealedContent } from '../../scorecards/events/seal.ts';
import type { Owner, Visitor } from '../database/context.ts';
import { overLogs } from '../database/crossing.ts';
import { closed_organisation, event, event_seal } from '../schema/events.ts';
import { organisation } from '../schema/people.ts';
import type { SealKey } from './key.ts';
import { type Head, type Heads, SEALED } from './seal.ts';

type Seal = typeof event_seal.$inferSelect;

/** What does not fit. `first` and `last` are numbers of events. */
export type Finding =
  /** A seal was made with a key that is not this one: nothing can be said of what it is over. */
  | { code: 'other-key'; seal: number; first: number; last: number }
  /** The content is not what was sealed: an event was edited, or the seal. */
  | { code: 'edited'; seal: number; first: number; last: number; sealed_at: string }
  | { code: 'removed'; seal: number; numbers: number[]; sealed_at: string }
  /** It has a number and is in no seal, or shares it. */
  | { code: 'inserted'; id: string; number: number }
  | { code: 'seal-removed'; seal: number }
  /** What is noted outside the database goes further than the database, or is not in it. */
  | { code: 'end-removed'; noted: Head; seal: number; events: number }
  /** The organisation is gone without a record under the key. */
  | { code: 'log-removed'; noted: Head | null };

export type LogReport = {
  organisation: string;
  /** Dropped, with a record of it. */
  closed: boolean;
  seals: number;
  events: number;
  /** Events that no seal is over yet. */
  unsealed: number;
  findings: Finding[];
};

/** Everything as it was at one moment; the log may grow meanwhile. @param input.heads noted before that moment */
export const verifyEvents = (
  { db }: Pick<Visitor, 'db'>,
  { key, heads }: { key: SealKey; heads: Heads },
): Promise<LogReport[]> => overLogs(db, (owner) => verifyLogs(owner, key, heads));

function verifyLogs(db: Owner, key: SealKey, heads: Heads): Promise<LogReport[]> {
  return db.transaction(
    async (tx) => {
      const there = await tx.select({ id: organisation.id }).from(organisation).orderBy(organisation.id);
      const reports: LogReport[] = [];
      for (const { id } of there) reports.push(await verifyLog(tx, id, key, heads[id] ?? null));
      const closed = await tx.select().from(closed_organisation).orderBy(closed_organisation.id);
      for (const one of closed) {
        const sound = one.mac === (await key.mac(closingContent(one)));
        const fits = whetherFits(heads[one.id] ?? null, one);
        reports.push({ ...gone(one.id, heads[one.id] ?? null, sound && fits), seals: one.seals, events: one.events });
      }
      const known = new Set([...there, ...closed].map(({ id }) => id));
      for (const [id, head] of Object.entries(heads)) if (!known.has(id)) reports.push(gone(id, head, false));
      return reports;
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

const whetherFits = (noted: Head | null, closed: { seals: number; head: string }): boolean =>
  noted === null || noted.seal < closed.seals || (noted.seal === closed.seals && noted.mac === closed.head);

const gone = (id: string, noted: Head | null, closed: boolean): LogReport => ({
  organisation: id,
  closed,
  seals: 0,
  events: 0,
  unsealed: 0,
  findings: closed ? [] : [{ code: 'log-removed', noted }],
});

async function verifyLog(tx: Owner, id: string, key: SealKey, noted: Head | null): Promise<LogReport> {
  const its = eq(event.organisation_id, id);
  const seals = await tx
    .select()
    .from(event_seal)
    .where(eq(event_seal.organisation_id, id))
    .orderBy(asc(event_seal.number));
  const findings: Finding[] = [];
  let before: Seal | null = null;
  for (const seal of seals) {
    for (let missing = (before?.number ?? 0) + 1; missing < seal.number; missing++)
      findings.push({ code: 'seal-removed', seal: missing });
    findings.push(...(await verifySeal(tx, seal, before, key)));
    before = seal;
  }
  const [end, events] = [before?.number ?? 0, before?.last ?? 0];
  if (noted && seals.find(({ number }) => number === noted.seal)?.mac !== noted.mac)
    findings.push({ code: 'end-removed', noted, seal: end, events });
  const strays = await tx
    .select({ id: event.id, number: event.number })
    .from(event)
    .where(and(its, or(lt(event.number, 1), gt(event.number, events))))
    .orderBy(event.number);
  findings.push(...strays.map((one): Finding => ({ code: 'inserted', id: one.id, number: one.number! })));
  const [unsealed] = await tx
    .select({ n: count() })
    .from(event)
    .where(and(its, isNull(event.number)));
  return { organisation: id, closed: false, seals: seals.length, events, unsealed: unsealed!.n, findings };
}

async function verifySeal(tx: Owner, seal: Seal, before: Seal | null, key: SealKey): Promise<Finding[]> {
  const { organisation_id, number, first, last, sealed_at } = seal;
  if (seal.key !== key.id) return [{ code: 'other-key', seal: number, first, last }];
  const rows = await tx
    .select({ ...SEALED, number: event.number })
    .from(event)
    .where(and(eq(event.organisation_id, organisation_id), between(event.number, first, last)))
    .orderBy(asc(event.number), asc(event.id));
  const events = rows.map((row) => ({ ...row, number: row.number! }));
  const there = new Set(events.map((one) => one.number));
  const numbers = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((one) => !there.has(one));
  if (numbers.length > 0) return [{ code: 'removed', seal: number, numbers, sealed_at }];
  const twice = events.filter((one, i) => one.number === events[i - 1]?.number);
  if (twice.length > 0) return twice.map((one) => ({ code: 'inserted', id: one.id, number: one.number }));
  // Where a seal before is missing, that has been said; its code is taken from this one.
  const follows = before?.number === number - 1 || number === 1;
  const chained = !follows || (seal.before === (before?.mac ?? '') && first === (before?.last ?? 0) + 1);
  if (chained && (await key.mac(sealedContent(seal, events))) === seal.mac) return [];
  return [{ code: 'edited', seal: number, first, last, sealed_at }];
}
