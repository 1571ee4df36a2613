// The connection. Every mode uses the same PostgreSQL driver: a server by its address, or the embedded database through
// its socket (processes/embedded.ts), where all connections share one session, so more than one is of no use.
import postgres from 'postgres';
import { readJson } from '../schema/columns.ts';
import { installationOn } from './bound.ts';
import type { Installation } from './context.ts';

/** A PostgreSQL server by its `postgres://` address, or the embedded database by the path of its socket. */
export type DatabaseConfig = { url: string; connections?: number } | { socket: string };

export type Sql = postgres.Sql;

export type Connection = {
  db: Installation;
  /** The driver itself: for migrations, health checks and tests. */
  sql: Sql;
  /** Waits for running queries, 5 s at most. */
  close(): Promise<void>;
};

/** What both modes share. Times come back in UTC; what NOTICE says belongs to the server's log, not to ours. */
const OPTIONS = {
  // drizzle reads and writes arrays itself: the driver need not ask the server for its types on every connection.
  fetch_types: false,
  onnotice: () => {},
  connection: { application_name: 'attune', TimeZone: 'UTC' },
} as const;

/** The type's number in PostgreSQL. */
const JSONB = 3802;

/** The driver without tables, for callers that need only the connection. */
export function connectDriver(config: DatabaseConfig): Sql {
  if ('socket' in config) {
    // Prepared statements live in the one session that all share: a connection that is renewed would leave its own
    // behind, so it is kept for good.
    return postgres({
      ...OPTIONS,
      path: config.socket,
      user: 'postgres',
      database: 'postgres',
      max: 1,
      max_lifetime: null,
      idle_timeout: 0,
    });
  }
  return postgres(config.url, { ...OPTIONS, max: config.connections ?? 10 });
}

/**
 * Connects lazily: the first query opens the connection, and the driver opens it again when it is lost.
 * @param config `connections` is the most to hold open, 10 by default
 */
export function connect(config: DatabaseConfig): Connection {
  const sql = connectDriver(config);
  refuseAfterClose(sql);
  sql.options.parsers[JSONB] = readJson;
  return { db: installationOn(sql), sql, close: () => sql.end({ timeout: 5 }) };
}

/**
 * When the server's process behind a transaction ends, the driver refuses the transaction, but lets what is still at
 * work in it write on: to nothing, which ends this process (postgres 3.4.9, its issue 1208). Here such a write is
 * refused.
 */
function refuseAfterClose(sql: Sql): void {
  const begin = sql.begin.bind(sql) as (...given: unknown[]) => Promise<unknown>;
  const guarded = (...given: unknown[]): Promise<unknown> => {
    const work = given.at(-1) as (tx: postgres.TransactionSql) => unknown;
    let over = false;
    const whole = begin(...given.slice(0, -1), (tx: postgres.TransactionSql) => {
      const result = Promise.resolve(tx).then(() => work(whileOpen(tx, () => over)));
      // What ends after the transaction was refused has nobody to tell: the driver would write its commit or rollback.
      return new Promise((done, failed) => {
        result.then(
          (value) => over || done(value),
          (error: unknown) => over || failed(error),
        );
      });
    });
    whole.catch(() => {
      over = true;
    });
    return whole;
  };
  Object.assign(sql, { begin: guarded });
}

function whileOpen(tx: postgres.TransactionSql, isOver: () => boolean): postgres.TransactionSql {
  const refuse = (): void => {
    if (isOver()) throw Object.assign(new Error('The transaction is over'), { code: 'CONNECTION_CLOSED' });
  };
  return new Proxy(tx, {
    apply(target, self, given) {
      refuse();
      return Reflect.apply(target, self, given);
    },
    get(target, key) {
      const value = Reflect.get(target, key, target) as unknown;
      if ((key !== 'unsafe' && key !== 'savepoint') || typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        refuse();
        return value.apply(target, given) as unknown;
      };
    },
  });
}
