// The demonstration centre: fills an empty database through the same verbs and sign-up as a real centre. Six weeks are
// played in order: interactions are imported, weeks drawn, reviews submitted, feedback read, tasks worked on. Every
// score, task and figure is computed by the product; only texts, calls and answers are written by hand.
import { join } from 'node:path';
import type { Deps } from '../../api/app/app.ts';
import { installLibrary } from '../../db/scorecards/scorecards.ts';
import { findDemonstration, finishDemonstration } from '../../db/settings/demonstration.ts';
import { calibrate } from './calibration.ts';
import { DEMO_AGENTS, DEMO_PASSWORD, DEMO_STAFF, demoEmail } from './centre.ts';
import { importInteractions } from './interactions.ts';
import { gatherPeople } from './people.ts';
import { liveThroughWeeks } from './weeks.ts';

/** Whom to sign in as. */
export type DemoUser = { name: string; role: string; email: string; password: string };

const DAY_MS = 86_400_000;
const OPENED_DAYS_AGO = 56;

/** This file runs from the source, or within the bundle in dist/server. */
const folder = import.meta.filename.endsWith('.ts')
  ? import.meta.dirname
  : join(import.meta.dirname, '../../processes/demo');

/** Fills an empty database. One that was interrupted is dropped and begun again at the next start. */
export async function fillDemo(deps: Deps): Promise<void> {
  const cast = await gatherPeople(deps, new Date(deps.now().getTime() - OPENED_DAYS_AGO * DAY_MS));
  const judgements = await importInteractions(deps, cast, folder);
  await liveThroughWeeks(cast, judgements);
  await calibrate(cast, judgements);
  // The centre began with version 1 of the scorecards, on which its reviews are; what is drawn from now on is on the next.
  await installLibrary(cast.as('helen', deps.now()));
  await finishDemonstration({ db: deps.db, now: deps.now() });
}

/** The people to sign in as; none where the database holds a centre of its own. */
export async function demoUsers(deps: Deps): Promise<DemoUser[]> {
  if (!(await findDemonstration({ db: deps.db, now: deps.now() }))) return [];
  return [...DEMO_STAFF, ...DEMO_AGENTS].map(({ id, name, roles }) => ({
    name,
    role: roles.join(', '),
    email: demoEmail(id),
    password: DEMO_PASSWORD,
  }));
}
