// What the API is handed by its entry.
import type { BlobStore } from '../db/blobs.ts';
import type { Db, LookForPersonalData } from '../db/context.ts';

/** Where lines for whoever runs the server go; pino's shape. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (fields: Record<string, unknown>, line: string) => void>;

/** Passwords and session cookies; api/session.ts makes it. */
export type Auth = {
  /** Hands a request on, under better-auth's own path (`/sign-in/email`), and returns its answer as it is. */
  send(path: string, init: { method: string; headers: Headers; body: unknown }): Promise<Response>;
  /** The user behind a cookie, with the cookies to renew; null when there is none or it has ended. */
  userOf(headers: Headers): Promise<{ user_id: string; cookies: string[] } | null>;
};

export type Deps = {
  db: Db;
  blobs: BlobStore;
  auth: Auth;
  log: Log;
  now: () => Date;
  /** Finds personal data elsewhere than where requests are answered; absent: here, between two requests. */
  lookFor?: LookForPersonalData;
  /** The address people type (`https://quality.example.com`); null when none was named: then this machine's own. */
  url: string | null;
  /** The client's network address, taken from the connection and never from what the client says; null when unknown. */
  address: (request: Request, bindings: unknown) => string | null;
  /** Answers everything outside /api: the built web. Null where something else serves it. */
  pages: ((request: Request) => Promise<Response>) | null;
};
