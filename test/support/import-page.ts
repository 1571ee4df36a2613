// The import page's own list where there is no browser: what it asks for goes to the routes, as whoever is signed in.
import type { Recording } from '../../web/interactions/intake-store.ts';
import type { Server } from '../../web/interactions/sending.ts';
import { type Browser, ORIGIN } from './api.ts';

export type ImportPage = Awaited<ReturnType<typeof importPage>>;

/** @param zone of the organisation: an IANA name */
export async function importPage(manager: Browser, zone: string) {
  const asked = (address: URL | RequestInfo, init: RequestInit = {}): Promise<Response> => {
    const { pathname, search } = new URL(`${address}`);
    const headers = Object.fromEntries(new Headers(init.headers));
    return manager.ask(init.method ?? 'GET', pathname + search, { headers, ...(init.body ? { body: init.body } : {}) });
  };
  const { fetch } = globalThis;
  Object.assign(globalThis, { window: new EventTarget(), location: { origin: ORIGIN }, fetch: asked });
  // They look for the window as they are loaded.
  const [{ setZone }, store, list, rows, { send }, { server }, { call }] = await Promise.all([
    import('../../web/ui/format.ts'),
    import('../../web/interactions/intake-store.ts'),
    import('../../web/interactions/intake.ts'),
    import('../../web/interactions/handed-rows.ts'),
    import('../../web/interactions/sending.ts'),
    import('../../web/interactions/server.ts'),
    import('../../web/server/client.ts'),
  ]);
  setZone(zone);

  /** A piece goes as one request: only a browser can tell its progress. */
  const put: Server['put'] = async (id, offset, piece) => {
    const body = new Uint8Array(await piece.arrayBuffer());
    const headers = { 'content-type': 'application/octet-stream' };
    return call(manager.ask('PUT', `/api/interactions/uploads/${id}?offset=${offset}`, { headers, body }));
  };

  return {
    intake: store.intake,
    add: list.add,
    check: list.check,
    describe: list.describe,
    read: rows.read,
    readIn: rows.readIn,
    /** The process is no browser any more. */
    leave: () => {
      Reflect.deleteProperty(globalThis, 'window');
      Reflect.deleteProperty(globalThis, 'location');
      globalThis.fetch = fetch;
    },
    empty: () => store.setIntake(store.nothing()),
    recording: (name: string): Recording => {
      const found = store.intake.recordings.find(({ file }) => file.name === name);
      if (!found) throw new Error(`${name} is not in the list`);
      return found;
    },
    /** Sends a recording with its details, whatever the page thinks of them. @throws Refusal */
    send: (one: Recording) =>
      send({
        file: one.file,
        metadata: () => list.detailsOf(one),
        upload: null,
        server: { ...server, put },
        signal: new AbortController().signal,
        tell: () => undefined,
        wait: async () => {
          throw new Error('The server failed');
        },
      }),
  };
}
