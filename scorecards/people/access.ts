// All permissions in one table. A role has a permission with a reach: the whole organisation, the agents of the teams
// in the member's scope, or the member's own. Several roles combine to the widest reach. Everything not in the table is
// refused.

export const ROLES = ['agent', 'reviewer', 'coach', 'manager', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export type Reach = 'organisation' | 'scope' | 'own';

const TABLE = {
  'account:use': { agent: 'own', reviewer: 'own', coach: 'own', manager: 'own', administrator: 'own' },
  'people:read': {
    reviewer: 'organisation',
    coach: 'organisation',
    manager: 'organisation',
    administrator: 'organisation',
  },
  'people:manage': { administrator: 'organisation' },
  'organisation:manage': { administrator: 'organisation' },
  /** Who did what, when: the log of all business events. */
  'events:read': { administrator: 'organisation' },
  'speech:read': { manager: 'organisation', administrator: 'organisation' },
  'speech:manage': { administrator: 'organisation' },
  'interactions:read': {
    agent: 'own',
    reviewer: 'organisation',
    coach: 'scope',
    manager: 'scope',
    administrator: 'organisation',
  },
  'interactions:import': { manager: 'scope', administrator: 'organisation' },
  'recordings:hear': { agent: 'own', reviewer: 'organisation', coach: 'scope', manager: 'scope' },
  /** What was said and recorded, with personal data in it. */
  'originals:read': { manager: 'scope' },
  'masking:manage': { administrator: 'organisation' },
  /** Anyone who may hear a recording, but the agent who is judged by it. */
  'transcripts:correct': { reviewer: 'organisation', coach: 'scope', manager: 'scope' },
  'scorecards:read': {
    agent: 'organisation',
    reviewer: 'organisation',
    coach: 'organisation',
    manager: 'organisation',
    administrator: 'organisation',
  },
  /** Drafts: what is written before it is published. */
  'scorecards:edit': { manager: 'organisation', administrator: 'organisation' },
  'scorecards:publish': { manager: 'organisation', administrator: 'organisation' },
  /** Targets, what new scorecards begin with, what marks a complaint. */
  'scorecards:settings': { manager: 'organisation', administrator: 'organisation' },
  'samples:read': { manager: 'scope', administrator: 'organisation' },
  'samples:plan': { manager: 'scope' },
  'reviews:work': { reviewer: 'own' },
  'evaluations:read': { agent: 'own', reviewer: 'own', coach: 'scope', manager: 'scope' },
  /** What a reviewer submitted is corrected by a manager, with a reason. */
  'evaluations:correct': { manager: 'scope' },
  'evaluations:acknowledge': { agent: 'own' },
  /** The framework of competencies. */
  'competencies:edit': { manager: 'organisation', administrator: 'organisation' },
  'coaching:read': { agent: 'own', coach: 'scope', manager: 'scope' },
  'coaching:work': { coach: 'scope', manager: 'scope' },
  'calibration:manage': { manager: 'scope' },
  'reports:read': { manager: 'scope' },
} as const satisfies Record<string, Partial<Record<Role, Reach>>>;

export type Permission = keyof typeof TABLE;
export const PERMISSIONS = Object.keys(TABLE) as Permission[];

/** Someone signed in, or the transcription worker (`worker: true`, no roles) acting for one organisation. */
export type Actor = {
  organisation: string;
  /** Member id; null for the worker. */
  member: string | null;
  roles: readonly Role[];
  /** Ids of the teams in scope; null means every team. */
  scope: readonly string[] | null;
  worker?: true;
};

/** What is acted on, as far as access depends on it. `owners` are members whose own it is (agent, reviewer). */
export type Subject = { organisation: string; owners?: readonly (string | null)[]; teams?: readonly string[] };

const WIDTH: Record<Reach, number> = { own: 0, scope: 1, organisation: 2 };

/** The widest reach any of the actor's roles has for the permission; null when none has it. */
export function reach(actor: Actor, permission: Permission): Reach | null {
  const row: Partial<Record<Role, Reach>> = TABLE[permission];
  let widest: Reach | null = null;
  for (const role of actor.roles) {
    const next = row[role];
    if (next && (widest === null || WIDTH[next] > WIDTH[widest])) widest = next;
  }
  return widest;
}

/** Whether the actor may do this to the subject; without a subject, whether to anything at all. */
export function can(actor: Actor, permission: Permission, subject?: Subject): boolean {
  const row: Partial<Record<Role, Reach>> = TABLE[permission];
  if (subject && subject.organisation !== actor.organisation) return false;
  return actor.roles.some((role) => extendsTo(row[role]));

  function extendsTo(held: Reach | undefined): boolean {
    switch (held) {
      case undefined:
        return false;
      case 'organisation':
        return true;
      case 'scope':
        return (
          !subject || actor.scope === null || (subject.teams?.some((team) => actor.scope!.includes(team)) ?? false)
        );
      case 'own':
        return !subject || (actor.member !== null && (subject.owners?.includes(actor.member) ?? false));
    }
  }
}
