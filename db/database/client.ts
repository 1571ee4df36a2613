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
 * When the connection of a transaction is lost, the driver refuses the transaction, but lets what is still at work in it
 * write on, its own rollback too: to nothing, which ends this process (postgres 3.4.9, its issue 1208). Here nothing is
 * written any more once a query was refused for that, or the transaction.
 */
function refuseAfterClose(sql: Sql): void {
  const begin = sql.begin.bind(sql) as (...given: unknown[]) => Promise<unknown>;
  const guarded = (...given: unknown[]): Promise<unknown> => {
    const state: Transaction = { over: false };
    const whole = begin(...given.slice(0, -1), whileOpen(given.at(-1) as Work, state));
    whole.catch(() => {
      state.over = true;
    });
    return whole;
  };
  Object.assign(sql, { begin: guarded });
}

type Transaction = { over: boolean };
type Work = (tx: postgres.TransactionSql) => unknown;

/** What ends after its connection was lost has nobody to tell: the driver would write its commit or rollback. */
function whileOpen(work: Work, state: Transaction): Work {
  return (tx) => {
    const result = Promise.resolve(tx).then(() => work(guardedTransaction(tx, state)));
    return new Promise((done, failed) => {
      result.then(
        (value) => state.over || done(value),
        (error: unknown) => state.over || failed(error),
      );
    });
  };
}

function guardedTransaction(tx: postgres.TransactionSql, state: Transaction): postgres.TransactionSql {
  const refuse = (): void => {
    if (state.over) throw Object.assign(new Error('The transaction is over'), { code: 'CONNECTION_CLOSED' });
  };
  return new Proxy(tx, {
    apply(target, self, given) {
      refuse();
      return watched(Reflect.apply(target, self, given), state);
    },
    get(target, key) {
      const value = Reflect.get(target, key, target) as unknown;
      if ((key !== 'unsafe' && key !== 'savepoint') || typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        refuse();
        if (key === 'unsafe') return watched(value.apply(target, given), state);
        return value.apply(target, [...given.slice(0, -1), whileOpen(given.at(-1) as Work, state)]) as unknown;
      };
    },
  });
}

type Reaction = (value: unknown) => unknown;

/** A query runs when somebody waits for it; whoever does hears of a lost connection after the transaction does. */
function watched(query: unknown, state: Transaction): unknown {
  if (!(query instanceof Promise)) return query;
  const wait = query.then.bind(query) as (done?: Reaction | null, failed?: Reaction) => unknown;
  const then = (done?: Reaction | null, failed?: Reaction | null): unknown =>
    wait(done, (error) => {
      if (isLost(error)) state.over = true;
      if (failed) return failed(error);
      throw error;
    });
  return Object.assign(query, { then });
}

/** The driver's own codes, and what the system says of a socket; what the database refuses is neither. */
const isLost = (error: unknown): boolean =>
  error instanceof Error && ('syscall' in error || /^CONNECTION_/.test(String((error as { code?: unknown }).code)));
