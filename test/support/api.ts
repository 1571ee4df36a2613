// The API in the process of the test, on its database, with people signed in through the front door.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../api/app/app.ts';
import type { Refusal } from '../../api/http/contract.ts';
import type { Deps } from '../../api/http/deps.ts';
import { setupToken } from '../../api/http/setup-token.ts';
import { createAuth, hashPassword } from '../../api/people/session.ts';
import { localBlobs } from '../../db/blobs/local.ts';
import type { Ctx, Installation, Owner } from '../../db/database/context.ts';
import { newId } from '../../db/database/id.ts';
import { account, membership, user } from '../../db/schema/people.ts';
import { holdToContract } from './contract.ts';
import type { TestDatabase } from './database.ts';

export const PASSWORD = 'correct horse battery';
export const ORIGIN = 'http://localhost:3210';
export const SECRET = 'a secret of tests alone, long enough';

/** What the first administrator has to know in tests. */
export const SETUP_TOKEN = 'the set-up token of tests alone, long enough';

export type LogLine = { level: string; fields: Record<string, unknown>; line: string };

export type Asked = { headers?: Record<string, string>; body?: unknown };

/** One browser: it keeps its cookies. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #fetch: (request: Request) => Promise<Response>;
  constructor(fetch: (request: Request) => Promise<Response>) {
    this.#fetch = fetch;
  }

  async ask(method: string, path: string, { headers = {}, body }: Asked = {}): Promise<Response> {
    const sent = new Headers(headers);
    if (this.cookies.size > 0)
      sent.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    if (method !== 'GET' && !sent.has('origin')) sent.set('origin', ORIGIN);
    const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    if (!raw) sent.set('content-type', 'application/json');
    const content = raw ? (body as BodyInit | undefined) : JSON.stringify(body);
    const answer = await this.#fetch(
      new Request(`${ORIGIN}${path}`, { method, headers: sent, ...(content === undefined ? {} : { body: content }) }),
    );
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      const gone = attributes.some((one) => /^\s*max-age=0$/i.test(one));
      if (gone) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  get = (path: string, asked?: Asked) => this.ask('GET', path, asked);
  post = (path: string, body?: unknown, asked?: Asked) => this.ask('POST', path, { ...asked, body: body ?? {} });
  patch = (path: string, body: unknown) => this.ask('PATCH', path, { body });

  signIn(email: string, password = PASSWORD): Promise<Response> {
    return this.post('/api/auth/sign-in/email', { email, password });
  }
}

export type TestApi = {
  /** The app, each of whose answers is held to the contract. */
  app: { fetch(request: Request, bindings?: { address?: string | undefined }): Promise<Response> };
  deps: Deps;
  /** Reaches everything: for rows that are put there as they are. */
  owner: Owner;
  /** What was logged. */
  log: LogLine[];
  /** The folder of stored files. */
  files: string;
  /** A browser nobody is signed in with. `address` is where it connects from. */
  browser(address?: string): Browser;
  /** A browser with a member of freshOrganisation signed in. */
  signedIn(ctx: Ctx): Promise<Browser>;
  close(): void;
};

export type ApiOptions = Partial<Pick<Deps, 'url' | 'now' | 'pages' | 'freeBytes'>> & { installation?: Installation };

export function testApi(database: TestDatabase, options: ApiOptions = {}): TestApi {
  const folder = mkdtempSync(join(tmpdir(), 'attune-files-'));
  const log: LogLine[] = [];
  const write = (level: string) => (fields: Record<string, unknown>, line: string) =>
    void log.push({ level, fields, line });
  const url = options.url ?? null;
  const deps: Deps = {
    db: options.installation ?? database.installation,
    blobs: localBlobs(folder),
    auth: createAuth({ db: database.installation, secret: SECRET, url }),
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    setup: setupToken(SETUP_TOKEN),
    now: options.now ?? (() => new Date()),
    url,
    home: url ?? ORIGIN,
    address: (_request, bindings) => (bindings as { address?: string } | undefined)?.address ?? '192.0.2.1',
    freeBytes: options.freeBytes ?? (async () => null),
    pages: options.pages ?? null,
  };
  const { fetch } = createApp(deps);
  const app: TestApi['app'] = {
    async fetch(request, bindings) {
      const answer = await fetch(request, bindings);
      // Nothing is promised of a database that shows nothing.
      if (!options.installation) await holdToContract(request, answer);
      return answer;
    },
  };
  const browser = (address?: string) => new Browser((request) => app.fetch(request, { address }));
  return {
    app,
    deps,
    owner: database.db,
    log,
    files: folder,
    browser,
    signedIn: async (ctx) => {
      const email = await withPassword(ctx);
      const one = browser();
      const answer = await one.signIn(email);
      if (!answer.ok) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
      return one;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

let hash: Promise<string> | null = null;

/** Gives a member an account with PASSWORD and an address of its own; returns the address. */
export async function withPassword({ db, actor, now }: Ctx): Promise<string> {
  hash ??= hashPassword(PASSWORD, []);
  const id = newId('usr');
  const email = `${id}@example.com`;
  const stamps = { created_at: now, updated_at: now };
  await db.insert(user).values({ id, name: 'Somebody', email, ...stamps });
  await db
    .insert(membership)
    .values({ member_id: actor.member ?? '', organisation_id: actor.organisation, user_id: id })
    .onConflictDoUpdate({ target: membership.member_id, set: { user_id: id } });
  await db.insert(account).values({
    id: newId('acc'),
    account_id: id,
    provider_id: 'credential',
    user_id: id,
    password: await hash,
    ...stamps,
  });
  return email;
}

/** The body of a refusal, with its status. */
export async function refusal(answer: Response | Promise<Response>): Promise<Refusal & { status: number }> {
  const response = await answer;
  return { status: response.status, ...((await response.json()) as Refusal) };
}
