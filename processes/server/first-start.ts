// How an empty database starts: with the demonstration, whose passwords are public, if only this machine can reach it;
// otherwise with a first administrator, who proves access to the machine by the set-up token.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Deps } from '../../api/http/deps.ts';
import { type SetupToken, setupToken } from '../../api/http/setup-token.ts';
import { anyOrganisation } from '../../db/database/crossing.ts';
import { dropDemonstration, findDemonstration } from '../../db/settings/demonstration.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { DemoUser } from '../demo/demo.ts';
import { SettingsError } from '../environment/environment.ts';
import { auditKeyOf } from './audit.ts';
import type { Settings } from './env.ts';
import { keptSecret } from './secret.ts';

/** How the server was asked to begin. */
export type Beginning = {
  /** With the demonstration, on any machine. */
  demo: boolean;
  /** Without it, even here. */
  empty: boolean;
};

/** Whether an address of this machine is reached from this machine alone. */
const isLoopback = (host: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[?::1\]?|::ffff:127(\.\d{1,3}){3})$/i.test(host);

/**
 * Public passwords do no harm here: nobody else reaches the server, and no other database is filled.
 */
export const isForTrying = ({ database_url, host, url, behind_proxy }: Settings): boolean =>
  database_url === null && isLoopback(host) && !behind_proxy && (url === null || isLoopback(new URL(url).hostname));

export function readBeginning(words: readonly string[]): Beginning {
  const beginning = { demo: words.includes('--demo'), empty: words.includes('--empty') };
  if (beginning.demo && beginning.empty) throw new SettingsError('Use either --demo or --empty, not both.');
  return beginning;
}

/**
 * Fills an empty database with the demonstration where that is allowed or asked for.
 * @returns the accounts to print; none if there is no demonstration, or its passwords must not be shown
 */
export async function demonstrate(
  deps: Deps,
  settings: Settings,
  { demo, empty, say }: Beginning & { say: (line: string) => void },
): Promise<DemoUser[]> {
  const visitor = { db: deps.db, now: deps.now(), blobs: deps.blobs, auditKey: await auditKeyOf(settings) };
  const allowed = demo || isForTrying(settings);
  const { demoUsers, fillDemo } = await import('../demo/demo.ts');
  // A start that was killed while it filled it in.
  if ((await findDemonstration(visitor))?.whole === false) await dropDemonstration(visitor);
  if (allowed && !empty && !(await anyOrganisation(deps.db))) {
    say('Filling the empty database with a demonstration centre …');
    await fillDemo(deps).catch((error: unknown) => {
      // Another server on the same database was faster.
      if (!(error instanceof Problem && error.code === 'already-started')) throw error;
    });
  }
  const users = await demoUsers(deps);
  if (users.length === 0 || allowed) return users;
  say(
    'This database contains the demonstration centre, whose passwords are public. Remove it: npm start -- --drop-demo',
  );
  return [];
}

export type SetUp = {
  token: SetupToken;
  /** Where the token is kept; null once there is an organisation. */
  path: string | null;
};

/** The set-up token of an empty database, in a file for the owner of the data folder alone. */
export async function offerSetUp(deps: Deps, data: string): Promise<SetUp> {
  const path = join(data, 'setup-token');
  const forget = () => rmSync(path, { force: true });
  if (await anyOrganisation(deps.db)) {
    forget();
    return { token: setupToken(null), path: null };
  }
  return { token: setupToken(keptSecret(data, 'setup-token'), forget), path };
}
