// Seals committed events, each organisation's in its own chain. An event has no number until it is sealed, so one
// committed late goes into the next seal, never into an existing one. Any number of processes may seal at once: they
// take turns.
//
// The end of each chain is also kept outside the database. If the database does not contain that end, nothing more is
// sealed; otherwise the next seal would hide that the last events were removed.
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { closingContent, type SealedEvent, sealedContent } from '../../scorecards/events/seal.ts';
import type { Handle, Owner, Visitor } from '../database/context.ts';
import { overLogs } from '../database/crossing.ts';
import { closed_organisation, event, event_seal } from '../schema/events.ts';
import type { SealKey } from './key.ts';

/** Where the chain of an organisation ends: its last seal, its events until then. */
export type Head = { seal: number; events: number; mac: string };
/** By organisation. */
export type Heads = Record<string, Head>;

/** Any number that no other advisory lock uses. */
const SEAL_LOCK = 7_202_603_116;
/** Few enough that a seal that does not fit says where to look. */
const MOST_IN_A_SEAL = 1000;

/** What a seal covers, as read for sealing and verifying. */
export const SEALED = {
  id: event.id,
  kind: event.kind,
  actor_id: event.actor_id,
  subject: event.subject,
  detail: event.detail,
  at: event.at,
};

/**
 * Seals what is there.
 * @param input.heads what is noted outside the database
 * @returns what is to be noted there now; `broken`: organisations whose noted end is not in the database
 */
export const sealEvents = ({ db, now }: Pick<Visitor, 'db' | 'now'>, input: Sealing): Promise<Sealed> =>
  overLogs(db, (owner) => sealLogs({ db: owner, now }, input));

type Sealing = { key: SealKey; heads: Heads };
type Sealed = { heads: Heads; sealed: number; broken: string[] };
type Machinery = { db: Owner; now: Date };

async function sealLogs(ctx: Machinery, { key, heads }: Sealing): Promise<Sealed> {
  const waiting = await ctx.db.selectDistinct({ id: event.organisation_id }).from(event).where(isNull(event.number));
  const broken: string[] = [];
  for (const [id, head] of Object.entries(heads)) if (await isLost(ctx.db, id, head, key)) broken.push(id);
  let sealed = 0;
  for (const { id } of waiting) {
    if (broken.includes(id)) continue;
    let some: number;
    do {
      some = await sealSome(ctx, id, key);
      sealed += some;
    } while (some === MOST_IN_A_SEAL);
  }
  const found = await headsOf(ctx.db);
  const kept = Object.fromEntries(broken.map((id) => [id, heads[id]!]));
  return { heads: { ...heads, ...found, ...kept }, sealed, broken };
}

/** The ends of all chains as the database has them. */
async function headsOf(db: Owner): Promise<Heads> {
  const rows = await db
    .selectDistinctOn([event_seal.organisation_id])
    .from(event_seal)
    .orderBy(event_seal.organisation_id, desc(event_seal.number));
  return Object.fromEntries(
    rows.map(({ organisation_id, number, last, mac }) => [organisation_id, { seal: number, events: last, mac }]),
  );
}

/** An organisation that was closed has no seals any more, and a record instead. */
async function isLost(db: Owner, organisation_id: string, head: Head, key: SealKey): Promise<boolean> {
  const its = and(eq(event_seal.organisation_id, organisation_id), eq(event_seal.number, head.seal));
  const [seal] = await db.select({ mac: event_seal.mac }).from(event_seal).where(its);
  if (seal) return seal.mac !== head.mac;
  const [closed] = await db.select().from(closed_organisation).where(eq(closed_organisation.id, organisation_id));
  return closed === undefined || closed.mac !== (await key.mac(closingContent(closed)));
}

/** One more seal. @returns over how many events */
async function sealSome({ db, now }: Machinery, organisation_id: string, key: SealKey): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${SEAL_LOCK})`);
    const [last] = await lastSeal(tx, organisation_id);
    const rows = await tx
      .select(SEALED)
      .from(event)
      .where(and(eq(event.organisation_id, organisation_id), isNull(event.number)))
      .orderBy(asc(event.at), asc(event.id))
      .limit(MOST_IN_A_SEAL);
    if (rows.length === 0) return 0;
    const first = (last?.last ?? 0) + 1;
    const events: SealedEvent[] = rows.map((row, i) => ({ ...row, number: first + i }));
    await tx.execute(sql`
      update event set number = ${first}::int + given.place::int - 1
      from jsonb_array_elements_text(${JSON.stringify(rows.map(({ id }) => id))}::jsonb) with ordinality as given (id, place)
      where event.id = given.id and event.organisation_id = ${organisation_id}`);
    const stretch = {
      organisation_id,
      number: (last?.number ?? 0) + 1,
      first,
      last: first + rows.length - 1,
      before: last?.mac ?? '',
      sealed_at: now.toISOString(),
    };
    await tx.insert(event_seal).values({ ...stretch, mac: await key.mac(sealedContent(stretch, events)), key: key.id });
    return rows.length;
  });
}

const lastSeal = (tx: Handle, organisation_id: string) =>
  tx
    .select()
    .from(event_seal)
    .where(eq(event_seal.organisation_id, organisation_id))
    .orderBy(desc(event_seal.number))
    .limit(1);

/**
 * Lets the events of an organisation go that is dropped, in the transaction that drops it: what is left is a record of how
 * its log ended, so that the log of the installation still holds together.
 */
export async function closeLog(
  tx: Owner,
  ctx: Pick<Visitor, 'now'>,
  organisation_id: string,
  key: SealKey,
): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(${SEAL_LOCK}), set_config('attune.closing', ${organisation_id}, true)`,
  );
  const [last] = await lastSeal(tx, organisation_id);
  const closing = {
    id: organisation_id,
    seals: last?.number ?? 0,
    head: last?.mac ?? '',
    events: last?.last ?? 0,
    closed_at: ctx.now.toISOString(),
  };
  await tx.insert(closed_organisation).values({ ...closing, mac: await key.mac(closingContent(closing)), key: key.id });
}
