// Creates an organisation: its first administrator and the scorecards that come with Attune.
import type { Language } from '../../scorecards/problems/problem.ts';
import type { Scorecard } from '../../scorecards/scorecard/definition.ts';
import { MEASURES_VERSION } from '../../transcription/text/measures/stored.ts';
import { SEARCH_VERSION } from '../../transcription/text/search/document.ts';
import type { Ctx, Visitor } from '../database/context.ts';
import { beginFirst } from '../database/crossing.ts';
import { newId } from '../database/id.ts';
import { keepText, record } from '../events/record.ts';
import { type Joined, openAccount } from '../people/invitations.ts';
import { writeMember } from '../people/members.ts';
import { organisation } from '../schema/people.ts';
import { installLibrary } from '../scorecards/scorecards.ts';

/** The first administrator, to be signed in, and what they administer. */
export type Founded = Joined & { organisation_id: string };

export type FirstStart = {
  organisation: string;
  time_zone: string;
  language: Language;
  name: string;
  email: string;
  /** As better-auth keeps it. */
  password_hash: string;
  /** The organisation is the demonstration, which db/settings/demonstration.ts drops whole. */
  demonstration?: true;
  /** The scorecards it begins with; those that come with Attune if none are named. */
  library?: readonly Scorecard[];
};

/**
 * Makes the first organisation, its first administrator (who is a manager too, to be able to try everything) and its
 * scorecards. Refused with `already-started` once there is any organisation.
 */
export async function startOrganisation(ctx: Visitor, input: FirstStart): Promise<Founded> {
  const id = newId('org', ctx.now);
  return beginFirst(ctx.db, id, (tx) => foundOrganisation({ ...ctx, db: tx }, { ...input, id }));
}

/** The rows of a new organisation, inside the caller's transaction, which is bound to it. Tests found several. */
export async function foundOrganisation(ctx: Omit<Ctx, 'actor'>, input: FirstStart & { id: string }): Promise<Founded> {
  const tx = ctx.db;
  const organisation_id = input.id;
  const member_id = newId('mem', ctx.now);
  const administrator: Ctx = {
    ...ctx,
    actor: { organisation: organisation_id, member: member_id, roles: ['administrator', 'manager'], scope: null },
  };
  const { time_zone, language, name } = input;
  const created_at = ctx.now.toISOString();
  await tx.insert(organisation).values({
    id: organisation_id,
    name: input.organisation,
    time_zone,
    language,
    created_at,
    // There is nothing yet, and what comes is indexed and measured as it comes.
    settings: {
      indexed: SEARCH_VERSION,
      measured: MEASURES_VERSION,
      ...(input.demonstration ? { demonstration: 'filling' } : {}),
    },
  });
  await writeMember(tx, administrator, member_id, {
    name,
    email: input.email,
    employee_number: null,
    roles: ['administrator', 'manager'],
    teams: [],
    scope: null,
    language,
  });
  const email = input.email.toLowerCase();
  const user_id = await openAccount(tx, administrator, { member_id, name, email, password_hash: input.password_hash });
  const detail = { name: await keepText(tx, administrator, input.organisation) };
  await record(tx, administrator, { kind: 'organisation.started', subject: organisation_id, detail });
  await installLibrary(administrator, input.library);
  return { organisation_id, member_id, user_id, email };
}
