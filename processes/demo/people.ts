// Creates the demonstration's people like any others: the first administrator, then accepted invitations.

import type { Deps } from '../../api/app/app.ts';
import { hashPrintedPassword } from '../../api/people/session.ts';
import { boundTo } from '../../db/database/bound.ts';
import type { Ctx } from '../../db/database/context.ts';
import { acceptInvitation, invite } from '../../db/people/invitations.ts';
import { changeMember } from '../../db/people/members.ts';
import { addTeam } from '../../db/people/teams.ts';
import { startOrganisation } from '../../db/settings/start.ts';
import type { Actor } from '../../scorecards/people/access.ts';
import { LIBRARY_1 } from '../../scorecards/scorecard/library-1.ts';
import {
  DEMO_AGENTS,
  DEMO_ORGANISATION,
  DEMO_PASSWORD,
  DEMO_STAFF,
  DEMO_TEAMS,
  type DemoPerson,
  demoEmail,
} from './centre.ts';

/** Everyone by their short name, and what a verb called by them at a moment is handed. */
export type Cast = {
  /** The newcomer's moment: nothing in the demonstration lies after it. */
  now: Date;
  id: (person: string) => string;
  team: (index: number) => string;
  as: (person: string, now: Date) => Ctx;
};

export async function gatherPeople(deps: Deps, opened: Date): Promise<Cast> {
  const visitor = { db: deps.db, now: opened };
  const [founder, ...others] = [...DEMO_STAFF, ...DEMO_AGENTS] as [DemoPerson, ...DemoPerson[]];
  // One hash for all: they share a password that is printed at every start.
  const password_hash = await hashPrintedPassword(DEMO_PASSWORD);
  const started = await startOrganisation(visitor, {
    organisation: DEMO_ORGANISATION.name,
    time_zone: DEMO_ORGANISATION.time_zone,
    language: DEMO_ORGANISATION.language,
    name: founder.name,
    email: demoEmail(founder.id),
    password_hash,
    demonstration: true,
    library: LIBRARY_1,
  });
  const { organisation_id, member_id } = started;
  const actors = new Map<string, Actor>();
  const administrator: Actor = {
    organisation: organisation_id,
    member: member_id,
    roles: ['administrator'],
    scope: null,
  };
  const mine = boundTo(deps.db, organisation_id);
  const founding: Ctx = { db: mine, now: opened, actor: administrator };
  const teams: string[] = [];
  for (const name of DEMO_TEAMS) teams.push((await addTeam(founding, { name })).id);

  for (const person of others) {
    const isAgent = person.roles.includes('agent');
    const named = person.teams.map((index) => teams[index]!);
    const scope = isAgent ? [] : named.length > 0 ? named : null;
    const { token } = await invite(founding, {
      name: person.name,
      email: demoEmail(person.id),
      employee_number: null,
      roles: person.roles,
      teams: isAgent ? named : [],
      scope,
      language: person.language,
    });
    const joined = await acceptInvitation(visitor, { token, name: person.name, password_hash });
    actors.set(person.id, { organisation: organisation_id, member: joined.member_id, roles: person.roles, scope });
  }
  await changeMember(founding, { id: member_id, roles: founder.roles });
  actors.set(founder.id, administrator);

  const actor = (person: string): Actor => actors.get(person)!;
  return {
    now: deps.now(),
    id: (person) => actor(person).member!,
    team: (index) => teams[index]!,
    as: (person, now) => ({ db: mine, actor: actor(person), now }),
  };
}
