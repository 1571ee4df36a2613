// The embedded database has one session shared by all clients of its socket. A client sends a query as several messages
// (parse, bind, execute, sync), and the socket server interleaves other clients unless a transaction is open: one
// client could execute what another has bound. Here a running query counts as a transaction, so the server makes
// everyone else wait until it is finished.
import type { PGlite } from '@electric-sql/pglite';

const message = (letter: string): number => letter.charCodeAt(0);

/** Messages that begin or continue a query; it is over with its Sync. */
const OPENING = new Set(['P', 'B', 'D', 'E', 'C', 'H'].map(message));
const SYNC = message('S');
const TERMINATE = message('X');
const SYNC_MESSAGE = new Uint8Array([SYNC, 0, 0, 0, 4]);

/**
 * The database as the socket server is to see it.
 * @param onBroken called when the engine itself fails (an SQL error is an answer, not a failure)
 */
export function oneSession(pglite: PGlite, onBroken: (error: Error) => void): PGlite {
  let open = false;

  const execProtocolRawStream: PGlite['execProtocolRawStream'] = async (bytes, options) => {
    const first = bytes[0] ?? 0;
    // A client that says goodbye leaves; the session all others share stays.
    if (first === TERMINATE) return;
    if (OPENING.has(first)) open = true;
    try {
      await pglite.execProtocolRawStream(bytes, options);
    } catch (error) {
      onBroken(error as Error);
      throw error;
    }
    if (first === SYNC) open = false;
  };

  // What the server calls when a client is gone in the middle of something.
  const exec: PGlite['exec'] = async (statement, options) => {
    if (open) {
      open = false;
      await pglite.execProtocolRawStream(SYNC_MESSAGE, { onRawData: () => {} });
    }
    return statement === 'ROLLBACK' && !pglite.isInTransaction() ? [] : await pglite.exec(statement, options);
  };

  const own = { execProtocolRawStream, exec, isInTransaction: () => open || pglite.isInTransaction() };
  return new Proxy(pglite, {
    get(target, key) {
      if (key in own) return own[key as keyof typeof own];
      const value = Reflect.get(target, key, target) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
