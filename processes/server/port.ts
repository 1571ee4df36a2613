// The port: connection limits and timeouts, and the client's address.
import type { IncomingMessage, Server } from 'node:http';
import { isIP } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { SettingsError } from '../environment/environment.ts';
import type { Settings } from './env.ts';

/**
 * What a connection is granted. Bodies have a pace of their own (api/http/bodies.ts): an upload may take as long as
 * bytes flow. Kept longer than proxies keep theirs (nginx and load balancers 60 s), or they send into one that is being
 * closed.
 */
const CONNECTIONS = {
  headersTimeout: 10_000,
  requestTimeout: 3_600_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
  keepAlive: true,
  keepAliveInitialDelay: 30_000,
};
/** A centre of a thousand with six connections for each browser would be more; they do not all ask at once. */
const MOST_CONNECTIONS = 5_000;
/** A body that is let in to its end although it was refused. */
const LINGER_BYTES = 64 * 1024;
/** Neither side has sent anything: a player that stopped reading, a machine that is gone. */
const SILENT_MS = 600_000;

/** Requests under way have this long to finish when the server is asked to end. */
const DRAIN_MS = 3_000;

type Fetch = (request: Request, bindings: HttpBindings) => unknown;

/** Throws SettingsError if the port is not available. */
export async function listen(settings: Pick<Settings, 'host' | 'port'>, fetch: Fetch): Promise<Server> {
  const server = createAdaptorServer({
    fetch: (request, bindings) => fetch(request, bindings as HttpBindings),
    serverOptions: CONNECTIONS,
  }) as Server;
  server.maxConnections = MOST_CONNECTIONS;
  server.timeout = SILENT_MS;
  server.prependListener('request', (request, response) => {
    // A body nobody asked for would be waited for on a connection that is kept.
    const carries = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
    if (carries && ['GET', 'HEAD'].includes(request.method ?? '')) response.shouldKeepAlive = false;
    if (carries) response.once('finish', () => stopListening(request));
  });
  await new Promise<void>((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => failed(new SettingsError(whyNotListening(error, settings))));
    server.listen(settings.port, settings.host, done);
  });
  return server;
}

/**
 * An answer that came before the body ended: what is left of a small one is let in, so that the connection can be kept;
 * of any other nothing more is read, and the adaptor closes the connection half a second later. Node itself would go on
 * reading what it throws away, as fast as a stranger sends it. After its own `finish`, which starts that.
 */
function stopListening(request: IncomingMessage): void {
  const small = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) <= LINGER_BYTES;
  if (!small) setImmediate(() => request.complete || request.socket.pause());
}

function whyNotListening(error: NodeJS.ErrnoException, { host, port }: Pick<Settings, 'host' | 'port'>): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is in use. Stop the program that uses it, or choose another: PORT=${port === 65535 ? 3210 : port + 1} npm start`;
  }
  if (error.code === 'EACCES') return `Port ${port} requires administrator rights. Set PORT to a number above 1023.`;
  return `Attune cannot listen on ${host}:${port}: ${error.message}`;
}

/**
 * Behind a reverse proxy everyone comes from the proxy, which says at the end of X-Forwarded-For, or of Forwarded (RFC
 * 7239), from where it got the request; what stands before that is the client's own claim.
 */
export function addressOf(request: Request, bindings: HttpBindings, behindProxy: boolean): string | null {
  const forwarded = behindProxy ? forwardedFor(request.headers) : null;
  return forwarded ?? bindings.incoming.socket.remoteAddress ?? null;
}

/** The address the nearest proxy names, without its port; null where it names none. */
export function forwardedFor(headers: Headers): string | null {
  const named =
    headers.get('x-forwarded-for')?.split(',').at(-1) ??
    /(?:^|;)\s*for=("[^"]*"|[^;]*)/i.exec(headers.get('forwarded')?.split(',').at(-1) ?? '')?.[1];
  return named === undefined
    ? null
    : withoutPort(
        named
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .trim(),
      );
}

/** `192.0.2.1:443`, `[2001:db8::1]:443`, `2001:db8::1`, `fe80::1%eth0` */
function withoutPort(text: string): string | null {
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/, '').replace(/^::ffff:(?=[\d.]+$)/i, '');
  return isIP(address) === 0 ? null : address;
}

/** Takes no more connections; resolves when the requests under way are done, or have had their time. */
export function drain(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  });
}
