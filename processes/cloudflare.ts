// ENTRY (Cloudflare): the same app, with PostgreSQL through Hyperdrive, files in R2 and the built web from the worker's
// assets. The tables are made and the recordings transcribed by machines that run node.ts or processes/worker.ts on
// the same database; files have to lie in the same bucket there (S3_*).
import { z } from 'zod';
import { createApp, type Deps } from '../api/app/app.ts';
import { setupToken } from '../api/http/setup-token.ts';
import { createAuth } from '../api/people/session.ts';
import { type Bucket, r2Blobs } from '../db/blobs/r2.ts';
import { connect } from '../db/database/client.ts';

/** What wrangler.toml binds. */
type Bindings = {
  HYPERDRIVE: { connectionString: string };
  FILES: Bucket;
  ASSETS: { fetch(request: Request): Promise<Response> };
};

/** What is set with `wrangler secret put` and under [vars]. */
const Settings = z.object({
  ATTUNE_SECRET: z.string({ error: 'ATTUNE_SECRET is not set: wrangler secret put ATTUNE_SECRET' }).min(32),
  /** Asked of the first administrator; nobody can be the first without it. */
  ATTUNE_SETUP_TOKEN: z.string().min(32).optional(),
  ATTUNE_URL: z
    .url()
    .optional()
    .catch(undefined)
    .transform((url) => (url === undefined ? null : new URL(url).origin)),
});

type Context = { waitUntil(promise: Promise<unknown>): void };

/** One request's connections: Hyperdrive keeps the pool, and a connection may not outlive its request. */
const CONNECTIONS = 5;

const app = createApp((bindings) => (bindings as { deps: Deps }).deps);

export default {
  async fetch(request: Request, env: Bindings, context: Context): Promise<Response> {
    const settings = Settings.parse(env);
    const url = settings.ATTUNE_URL ?? new URL(request.url).origin;
    const { db, close } = connect({ url: env.HYPERDRIVE.connectionString, connections: CONNECTIONS });
    const deps: Deps = {
      db,
      blobs: r2Blobs(env.FILES),
      auth: createAuth({ db, secret: settings.ATTUNE_SECRET, url }),
      log,
      setup: setupToken(settings.ATTUNE_SETUP_TOKEN ?? null),
      now: () => new Date(),
      url,
      // Only what was set: the name a request came under is the client's claim.
      home: settings.ATTUNE_URL,
      address: (asked) => asked.headers.get('cf-connecting-ip'),
      freeBytes: async () => null,
      pages: async (asked) => {
        const found = await env.ASSETS.fetch(asked);
        // The platform's own answer takes no further headers.
        return new Response(found.body, found);
      },
    };
    try {
      return await app.fetch(request, { deps });
    } finally {
      context.waitUntil(close());
    }
  },
};

/** One line of JSON each, as the platform's log wants them. */
const write = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: Record<string, unknown>, line: string) =>
  console[level](JSON.stringify({ level, ...fields, msg: line }));
const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
