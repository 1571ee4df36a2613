// The dependencies an entry passes to the API.
import type { BlobStore } from '../../db/blobs/blobs.ts';
import type { Installation, LookForPersonalData } from '../../db/database/context.ts';
import type { SetupToken } from './setup-token.ts';

/** Where lines for the operator go; pino's shape. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (fields: Record<string, unknown>, line: string) => void>;

/** Passwords and session cookies; api/people/session.ts makes it. */
export type Auth = {
  /** Passes a request on under better-auth's own path (`/sign-in/email`) and returns its answer unchanged. */
  send(path: string, init: { method: string; headers: Headers; body: unknown }): Promise<Response>;
  /** The id of the session behind a cookie; null if there is none or it has ended. */
  sessionOf(headers: Headers): Promise<string | null>;
  /** A keyed hash: the same for the same text, and meaningless to anyone without the secret. */
  mark(text: string): Promise<string>;
  /** Encrypts what has to be read again, and reads it. */
  seal(text: string): Promise<string>;
  open(sealed: string): Promise<string>;
};

export type Deps = {
  db: Installation;
  blobs: BlobStore;
  auth: Auth;
  log: Log;
  /** What the first administrator has to know. */
  setup: SetupToken;
  now: () => Date;
  /** Finds personal data elsewhere than where requests are answered; absent: here, between two requests. */
  lookFor?: LookForPersonalData;
  /** The address people type (`https://quality.example.com`); null when none was named: then this machine's own. */
  url: string | null;
  /** Where links lead: `url`, else the address this server listens on. Null where neither is known. */
  home: string | null;
  /** The client's network address, taken from the connection and never from what the client says; null when unknown. */
  address: (request: Request, bindings: unknown) => string | null;
  /** Room for data and files on this machine; null where they are kept elsewhere. */
  freeBytes: () => Promise<number | null>;
  /** Answers everything outside /api: the built web. Null where something else serves it. */
  pages: ((request: Request) => Promise<Response>) | null;
};
