// An organisation of its own for each test, with somebody in every role, so that tests neither see each other nor need
// to tidy up. Rows are written as they are; the verbs that make people have tests of their own.
import { boundTo } from '../../db/database/bound.ts';
import type { Ctx, Handle, Owner } from '../../db/database/context.ts';
import { newId } from '../../db/database/id.ts';
import { teamsOf } from '../../db/people/references.ts';
import { interaction, member, member_scope, organisation, team, team_member } from '../../db/schema/tables.ts';
import { lookThrough } from '../../db/transcripts/personal-data.ts';
import { keepTranscript } from '../../db/transcripts/revisions.ts';
import type { Role } from '../../scorecards/people/access.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { installationOf } from './owner.ts';

export type Person = { id: string; name: string; email: string; roles: Role[]; teams: string[]; ctx: Ctx };

/**
 * One Ctx a person; `people` has their names and teams. Agents 0 and 1 are of the first team, 2 and 3 of the second.
 */
export type FreshOrganisation = {
  id: string;
  teams: [{ id: string; name: string }, { id: string; name: string }];
  administrator: Ctx;
  /** Sees every team. */
  manager: Ctx;
  /** Sees the first team. */
  coach: Ctx;
  /** Sees the second team. */
  otherCoach: Ctx;
  reviewers: [Ctx, Ctx, Ctx];
  agents: [Ctx, Ctx, Ctx, Ctx];
  /** The transcription worker. */
  worker: Ctx;
  /** Manager and administrator of another organisation. */
  outsider: Ctx;
  people: Person[];
};

/** A Monday morning. */
export const NOW = new Date('2026-07-06T09:00:00.000Z');

/** The same person at another time. */
export const at = (ctx: Ctx, now: Date | string): Ctx => ({ ...ctx, now: new Date(now) });

/** The member id of whoever acts. */
export const memberOf = (ctx: Ctx): string => {
  if (ctx.actor.member === null) throw new Error('The worker is nobody');
  return ctx.actor.member;
};

export async function freshOrganisation(db: Owner, now: Date = NOW): Promise<FreshOrganisation> {
  const id = await insertOrganisation(db, 'Harbour Utilities', now);
  const elsewhere = await insertOrganisation(db, 'Another centre', now);
  const teams = [
    { id: newId('team', now), name: 'Care' },
    { id: newId('team', now), name: 'Billing' },
  ] as FreshOrganisation['teams'];
  await db.insert(team).values(teams.map((one) => ({ ...one, organisation_id: id })));
  const [first, second] = [teams[0].id, teams[1].id];

  const people: Person[] = [];
  const person = async (
    name: string,
    roles: Role[],
    options: { teams?: string[]; scope?: string[] | null; of?: string } = {},
  ): Promise<Ctx> => {
    const of = options.of ?? id;
    const scope = options.scope === undefined ? null : options.scope;
    const row = { id: newId('mem', now), name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com`, roles };
    await db.insert(member).values({
      ...row,
      organisation_id: of,
      employee_number: `E${people.length + 1}`,
      sees_all: scope === null,
      language: 'en',
      created_at: now.toISOString(),
    });
    const belongs = options.teams ?? [];
    if (belongs.length > 0)
      await db
        .insert(team_member)
        .values(belongs.map((team_id) => ({ organisation_id: of, team_id, member_id: row.id })));
    if (scope && scope.length > 0)
      await db
        .insert(member_scope)
        .values(scope.map((team_id) => ({ organisation_id: of, team_id, member_id: row.id })));
    const ctx: Ctx = {
      db: boundTo(installationOf(db), of),
      now,
      actor: { organisation: of, member: row.id, roles, scope },
    };
    if (of === id) people.push({ ...row, teams: belongs, ctx });
    return ctx;
  };

  return {
    id,
    teams,
    administrator: await person('Ada Admin', ['administrator']),
    manager: await person('Maria Manager', ['manager']),
    coach: await person('Carl Coach', ['coach'], { scope: [first] }),
    otherCoach: await person('Cora Coach', ['coach'], { scope: [second] }),
    reviewers: [
      await person('Rita Reviewer', ['reviewer']),
      await person('Rolf Reviewer', ['reviewer']),
      await person('Rui Reviewer', ['reviewer']),
    ],
    agents: [
      await person('Ann Agent', ['agent'], { teams: [first] }),
      await person('Ben Agent', ['agent'], { teams: [first] }),
      await person('Chen Agent', ['agent'], { teams: [second] }),
      await person('Dina Agent', ['agent'], { teams: [second] }),
    ],
    worker: {
      db: boundTo(installationOf(db), id),
      now,
      actor: { organisation: id, member: null, roles: [], scope: null, worker: true },
    },
    outsider: await person('Otto Outsider', ['manager', 'administrator'], { of: elsewhere }),
    people,
  };
}

async function insertOrganisation(db: Handle, name: string, now: Date): Promise<string> {
  const id = newId('org', now);
  await db
    .insert(organisation)
    .values({ id, name, time_zone: 'Europe/Berlin', language: 'en', created_at: now.toISOString() });
  return id;
}

export type InteractionRow = typeof interaction.$inferInsert;

/**
 * An interaction as an import leaves it: a chat with its words, or (`file_name` set) a recording without a transcript.
 */
export async function insertInteraction(
  agent: Ctx,
  row: Partial<InteractionRow> = {},
  turns: Turn[] = CHAT,
): Promise<string> {
  const { db, now, actor } = agent;
  const id = row.id ?? newId('int', now);
  const team_ids = teamsOf(memberOf(agent));
  await db.insert(interaction).values({
    id,
    team_ids,
    declared_language: row.language,
    declared_duration_ms: row.duration_ms,
    organisation_id: actor.organisation,
    external_id: `ext-${id}`,
    agent_id: memberOf(agent),
    channel: 'chat',
    started_at: now.toISOString(),
    tags: [],
    metadata: {},
    content_sha256: id,
    created_at: now.toISOString(),
    ...row,
  });
  if (!row.file_name) {
    await keepTranscript(db, agent, {
      interaction_id: id,
      revision: 1,
      origin: 'typed',
      language: 'en',
      languages: ['en'],
      duration_ms: turns.at(-1)?.end_ms ?? 0,
      said: await lookThrough(agent, turns),
    });
  }
  return id;
}

const typed = (speaker: Turn['speaker'], at_ms: number, text: string): Turn => ({
  speaker,
  channel: 0,
  start_ms: at_ms,
  end_ms: at_ms,
  text,
  confidence: null,
  words: [],
});

const CHAT: Turn[] = [
  typed('customer', 0, 'Hello, my bill is wrong.'),
  typed('agent', 8000, 'Good morning, I am sorry to hear that. May I have your account number?'),
  typed('customer', 20_000, 'It is 4417.'),
];
