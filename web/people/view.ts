// How the administrator searches members, and what the member form contains.
import type { MemberRow, NewMember } from '../../api/people/contract.ts';
import type { Role } from '../../scorecards/people/access.ts';

/** Words of the name or the address, and a role; what is not sought is left out. */
export type MembersSought = { q?: string; role?: Role };

export const membersSought = (words: string, role: Role | null): MembersSought => ({
  ...(words.trim() === '' ? {} : { q: words.trim() }),
  ...(role === null ? {} : { role }),
});

/** Those who work here first. */
export const workingFirst = (rows: readonly MemberRow[]): MemberRow[] =>
  rows.toSorted((a, b) => Number(b.active) - Number(a.active));

export type MemberState = 'inactive' | 'joined' | 'invited' | 'not-invited';

export function stateOf(row: MemberRow): MemberState {
  if (!row.active) return 'inactive';
  if (row.joined) return 'joined';
  return row.invited_until === null ? 'not-invited' : 'invited';
}

/** Roles that look after teams. */
export const looksAfterTeams = (roles: readonly Role[]): boolean =>
  roles.includes('coach') || roles.includes('manager');

/** What a filled form means; null while a name, an address or a role is missing. */
export function memberOf(draft: NewMember): NewMember | null {
  const name = draft.name.trim();
  const email = draft.email.trim();
  if (name === '' || !email.includes('@') || draft.roles.length === 0) return null;
  return {
    ...draft,
    name,
    email,
    employee_number: draft.employee_number?.trim() || null,
    teams: draft.roles.includes('agent') ? draft.teams : [],
    scope: looksAfterTeams(draft.roles) ? draft.scope : null,
  };
}

/** A browser and its system as people call them, out of what it says of itself; null when it says neither. */
export function browserName(agent: string | null): string | null {
  if (!agent) return null;
  // The order counts: most say that they are others as well.
  const named = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = named([
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]);
  const system = named([
    [/Windows/, 'Windows'],
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Mac OS/, 'macOS'],
    [/Linux/, 'Linux'],
  ]);
  return [browser, system].filter(Boolean).join(' · ') || agent.slice(0, 40);
}
