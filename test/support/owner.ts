// The owner's handle: for rows that tests put there as they are, and for looking at all of them. What the product does is
// asked for on handles that reach no further than its own.
import { installationOn, ownerOf } from '../../db/database/bound.ts';
import type { Sql } from '../../db/database/client.ts';
import type { Installation, Owner } from '../../db/database/context.ts';

const installations = new WeakMap<Owner, Installation>();

export function ownersHandle(installation: Installation): Owner {
  const owner = ownerOf(installation);
  installations.set(owner, installation);
  return owner;
}

/** What the product would be handed, on the same connection. */
export function installationOf(owner: Owner): Installation {
  const installation = installations.get(owner);
  if (!installation) throw new Error('Not made by ownersHandle, or a transaction');
  return installation;
}

type Unsafe = Sql['unsafe'];

/** The same, each statement of whose transactions goes through other hands. */
function throughHands(sql: Sql, hands: (unsafe: Unsafe, ...given: Parameters<Unsafe>) => unknown): Installation {
  const handed = (tx: Sql): Sql =>
    new Proxy(tx, {
      get: (target, key) => {
        const value = Reflect.get(target, key) as unknown;
        return key === 'unsafe' ? (...given: Parameters<Unsafe>) => hands(target.unsafe, ...given) : value;
      },
    });
  const begin = (work: (tx: Sql) => unknown): Promise<unknown> => sql.begin((tx) => work(handed(tx as unknown as Sql)));
  return installationOn(
    new Proxy(sql, { get: (target, key) => (key === 'begin' ? begin : (Reflect.get(target, key) as unknown)) }),
  );
}

/**
 * Where no row of a table can be written.
 * @param fail what happens instead
 */
export const refusing = (sql: Sql, table: string, fail: () => Promise<unknown>): Installation =>
  throughHands(sql, (unsafe, query, ...more) =>
    query.startsWith(`insert into "${table}"`) ? fail() : unsafe(query, ...more),
  );

/** Where each statement is written down before it is sent. */
export const overheard = (sql: Sql, said: (query: string, parameters: unknown[]) => void): Installation =>
  throughHands(sql, (unsafe, query, parameters, ...more) => {
    said(query, parameters ?? []);
    return unsafe(query, parameters, ...more);
  });

/** Where whatever is bound to an organisation is bound to another, whoever asks. */
export const misdirected = (sql: Sql, organisation: string): Installation =>
  throughHands(sql, (unsafe, query, parameters, ...more) =>
    unsafe(
      query,
      query.includes("'attune.organisation'") && parameters?.at(-1) !== ''
        ? [...(parameters ?? []).slice(0, -1), organisation]
        : parameters,
      ...more,
    ),
  );
