// Handles on the database, by how far they reach. Every statement of the product runs in a transaction that begins by
// taking the role `attune_app` and naming one organisation: row-level security then keeps whatever is asked within its
// rows, also where a condition was forgotten. Of no organisation there are no rows but those of the installation itself:
// users, their sessions, attempts to sign in, workers. The owner's handle, which reaches everything, is for
// db/database/crossing.ts and for tests.
import { sql as raw } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import * as tables from '../schema/tables.ts';
import type { Db, Handle, Installation, Owner } from './context.ts';

type Sql = postgres.Sql;

/** The role whose rows are bound; db/migrations makes it, and gives it what it may do. */
export const ROLE = 'attune_app';

/** Local to the transaction: nothing of it is left on a connection that serves others afterwards. */
const TAKE = `select set_config('role', '${ROLE}', true), set_config('attune.organisation', $1, true)`;

const NOBODY = '';

type Pool = { sql: Sql; bound: Map<string, Db>; owner: Owner | null };
const pools = new WeakMap<Handle, Pool>();

/** What the product is handed by its entry: it reaches no organisation, and makes handles that reach one. */
export function installationOn(sql: Sql): Installation {
  const pool: Pool = { sql, bound: new Map(), owner: null };
  const db = handleOn(pool, NOBODY) as Installation;
  pools.set(db, pool);
  return db;
}

/** The handle that reaches one organisation: the same one each time, so that what is prepared on it is prepared once. */
export function boundTo(db: Installation, organisation: string): Db {
  const pool = poolOf(db);
  const bound = pool.bound.get(organisation) ?? (handleOn(pool, organisation) as Db);
  pool.bound.set(organisation, bound);
  return bound;
}

/** A transaction that began within no organisation, or with the owner's reach, goes on within one. */
export async function entering(tx: Installation | Owner, organisation: string): Promise<Db> {
  await tx.execute(
    raw`select set_config('role', ${ROLE}, true), set_config('attune.organisation', ${organisation}, true)`,
  );
  return tx as Handle as Db;
}

/** Reaches everything, as the owner of the tables. Only db/database/crossing.ts may ask for it. */
export function ownerOf(db: Installation): Owner {
  const pool = poolOf(db);
  pool.owner ??= drizzle(pool.sql, { schema: tables }) as Handle as Owner;
  return pool.owner;
}

function poolOf(db: Installation): Pool {
  const pool = pools.get(db);
  if (!pool) throw new Error('A transaction reaches no further than it began');
  return pool;
}

function handleOn({ sql }: Pool, organisation: string): Handle {
  return drizzle(boundClient(sql, organisation)) as Handle;
}

type Parameters = Exclude<Parameters_<Sql['unsafe']>[1], undefined>;
type Parameters_<F> = F extends (...given: infer Given) => unknown ? Given : never;

/** As much of the driver as drizzle uses. A statement by itself is a transaction, its first statement sent along with it. */
function boundClient(sql: Sql, organisation: string): Sql {
  const begin = (...given: unknown[]): Promise<unknown> => {
    const work = given.at(-1) as (tx: postgres.TransactionSql) => unknown;
    const taken = (tx: postgres.TransactionSql): unknown => {
      // Not waited for: it travels with what comes next. Where it fails, so does the transaction.
      tx.unsafe(TAKE, [organisation], { prepare: true }).catch(() => {});
      return work(tx);
    };
    return (sql.begin as (...all: unknown[]) => Promise<unknown>)(...given.slice(0, -1), taken);
  };
  const unsafe = (query: string, parameters: Parameters, options: postgres.UnsafeQueryOptions) => {
    let asValues = false;
    const rows = Promise.resolve().then(() =>
      begin((tx: postgres.TransactionSql) => {
        const asked = tx.unsafe(query, parameters, options);
        return asValues ? asked.values() : asked;
      }),
    );
    // Said in the same breath, before the statement is sent.
    const values = () => {
      asValues = true;
      return rows;
    };
    return Object.assign(rows, { values });
  };
  return { options: sql.options, begin, unsafe } as unknown as Sql;
}
