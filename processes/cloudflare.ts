// ENTRY (Cloudflare): the same app, with PostgreSQL through Hyperdrive, files in R2 and the built web from the worker's
// assets. Machines that run processes/server.ts or processes/worker.ts on the same database create the tables and
// transcribe recordings; their files must be in the same bucket (S3_*).

import { createApp, type Deps } from '../api/app/app.ts';
import { setupToken } from '../api/http/setup-token.ts';
import { createAuth } from '../api/people/session.ts';
import { type Bucket, r2Blobs } from '../db/blobs/r2.ts';
import { connect } from '../db/database/client.ts';
import { sealKey } from '../db/events/key.ts';
import { sealEvents } from '../db/events/seal.ts';
import { failureLine } from '../transcription/failure/failure.ts';
import { readEnvironment, SettingsError } from './environment/environment.ts';

/** What wrangler.toml binds. */
type Bindings = {
  HYPERDRIVE: { connectionString: string };
  FILES: Bucket;
  ASSETS: { fetch(request: Request): Promise<Response> };
};

type Context = { waitUntil(promise: Promise<unknown>): void };

/** One request's connections: Hyperdrive keeps the pool, and a connection may not outlive its request. */
const CONNECTIONS = 5;

const app = createApp((bindings) => (bindings as { deps: Deps }).deps);

export default {
  /** Each minute (wrangler.toml): seals the events; where each chain ends goes to the platform's log. */
  async scheduled(_event: unknown, env: Bindings): Promise<void> {
    const { ATTUNE_AUDIT_KEY: secret } = readEnvironment(env, ['ATTUNE_AUDIT_KEY']);
    if (secret === undefined)
      throw new SettingsError('ATTUNE_AUDIT_KEY is not set: npx wrangler secret put ATTUNE_AUDIT_KEY');
    const { db, close } = connect({ url: env.HYPERDRIVE.connectionString, connections: 1 });
    try {
      const { heads, sealed } = await sealEvents({ db, now: new Date() }, { key: await sealKey(secret), heads: {} });
      if (sealed > 0) log.info({ heads }, 'events sealed');
    } finally {
      await close();
    }
  },

  async fetch(request: Request, env: Bindings, context: Context): Promise<Response> {
    let settings: ReturnType<typeof settingsOf>;
    try {
      settings = settingsOf(env);
    } catch (error) {
      log.error({}, error instanceof SettingsError ? error.message : failureLine(error));
      return new Response(NOT_SET_UP, { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8' } });
    }
    const { secret, token, home } = settings;
    const url = home ?? new URL(request.url).origin;
    const { db, close } = connect({ url: env.HYPERDRIVE.connectionString, connections: CONNECTIONS });
    const deps: Deps = {
      db,
      blobs: r2Blobs(env.FILES),
      auth: createAuth({ db, secret, url }),
      log,
      setup: setupToken(token),
      now: () => new Date(),
      url,
      // Only what was set: the name a request came under is the client's claim.
      home,
      address: (asked) => asked.headers.get('cf-connecting-ip'),
      freeBytes: async () => null,
      pages: async (asked) => {
        const found = await env.ASSETS.fetch(asked);
        // The platform's own answer takes no further headers.
        return new Response(found.body, found);
      },
    };
    try {
      return whenRead(await app.fetch(request, { deps }), context, close);
    } catch (error) {
      context.waitUntil(close());
      throw error;
    }
  },
};

/** A sheet is read from the database a part at a time, and needs the connection until its end. */
function whenRead(answer: Response, context: Context, close: () => Promise<void>): Response {
  if (answer.body === null || !answer.headers.get('content-type')?.startsWith('text/csv')) {
    context.waitUntil(close());
    return answer;
  }
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  // Whoever stops reading ends it as well.
  context.waitUntil(answer.body.pipeTo(writable).then(close, close));
  return new Response(readable, answer);
}

const NOT_SET_UP = 'Attune is not set up: its log says what is missing.\nAttune 尚未设置完成，详见日志。\n';

/** What is set with `wrangler secret put` and under [vars]. @throws SettingsError */
function settingsOf(bindings: Bindings) {
  const env = readEnvironment(bindings, ['ATTUNE_SECRET', 'ATTUNE_SETUP_TOKEN', 'ATTUNE_URL']);
  if (env.ATTUNE_SECRET === undefined)
    throw new SettingsError('ATTUNE_SECRET is not set: npx wrangler secret put ATTUNE_SECRET');
  return {
    secret: env.ATTUNE_SECRET,
    /** Asked of the first administrator; nobody can be the first without it. */
    token: env.ATTUNE_SETUP_TOKEN ?? null,
    home: env.ATTUNE_URL === undefined ? null : new URL(env.ATTUNE_URL).origin,
  };
}

/** One line of JSON each, as the platform's log wants them. */
const write = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: Record<string, unknown>, line: string) =>
  console[level](JSON.stringify({ level, ...fields, msg: line }));
const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
