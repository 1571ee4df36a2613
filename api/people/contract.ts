// People, sign-in, and the person signed in.
import { z } from 'zod';
import { isTimeZone } from '../../scorecards/calendar/calendar.ts';
import { ROLES } from '../../scorecards/people/access.ts';
import { THEMES } from '../../scorecards/people/theme.ts';
import { because } from '../../scorecards/problems/input.ts';
import { Count, Instant, Language, Named, PersonalDataKind, pageOf, paging } from '../http/contract.ts';

const Role = z.enum(ROLES).meta({ id: 'Role' });
const Roles = z.array(Role);
const Theme = z.enum(THEMES);

export const Done = z.object({ done: z.literal(true) }).meta({ id: 'Done' });

// --- What is sent ----------------------------------------------------------------------------------------------------

export const Name = z.string().trim().min(1).max(200);
export const Email = z.email().max(320);
/** Length is refused with a sentence of its own, by api/people/session.ts. */
export const Password = z.string().max(1000);
const Teams = z.array(z.string()).max(1000);
const EmployeeNumber = z.string().trim().min(1).max(100);
const SomeRoles = Roles.min(1);

export const NewMember = z
  .object({
    name: Name,
    email: Email,
    employee_number: EmployeeNumber.nullable().default(null),
    roles: SomeRoles,
    teams: Teams.default([]).describe('Ids of the teams they belong to'),
    scope: Teams.nullable().describe('Ids of the teams they look after; null: every team'),
    language: Language,
  })
  .meta({ id: 'NewMember' });
export type NewMember = z.infer<typeof NewMember>;

export const MemberChange = z
  .object({
    name: Name,
    email: Email,
    language: Language,
    employee_number: EmployeeNumber.nullable(),
    roles: SomeRoles,
    teams: Teams,
    scope: Teams.nullable(),
    active: z.boolean(),
  })
  .partial()
  .meta({ id: 'MemberChange' });
export type MemberChange = z.infer<typeof MemberChange>;

export const ViewChange = z.object({ language: Language, theme: Theme }).partial();

export const TimeZone = z.string().max(100).refine(isTimeZone, because('not-a-time-zone'));

export const Centre = z.object({ name: z.string(), time_zone: z.string() }).meta({ id: 'Centre' });
export type Centre = z.infer<typeof Centre>;

export const CentreChange = z.object({ name: Name, time_zone: TimeZone }).partial().meta({ id: 'CentreChange' });

// --- People ----------------------------------------------------------------------------------------------------------

export const TeamRow = Named;
export type TeamRow = z.infer<typeof TeamRow>;

export const ListedTeam = Named.extend({ agents: Count.describe('Who work in it now') }).meta({ id: 'ListedTeam' });
export type ListedTeam = z.infer<typeof ListedTeam>;
export const TeamList = pageOf(ListedTeam).meta({ id: 'TeamList' });

/** Names are small, and pickers need all of them. */
export const NamesQuery = z.object(paging(1000));

export const MemberRow = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    employee_number: z.string().nullable(),
    roles: Roles,
    teams: z.array(TeamRow).describe('Teams they belong to as an agent'),
    scope: z.array(TeamRow).nullable().describe('Teams they look after as coach or manager; null: every team'),
    language: Language,
    active: z.boolean(),
    joined: z.boolean().describe('false until the invitation is accepted'),
    invited_until: Instant.nullable().describe('When the link that is still out stops working'),
    second_factor: z.boolean().describe('Whether they sign in with a second factor'),
  })
  .meta({ id: 'MemberRow' });
export type MemberRow = z.infer<typeof MemberRow>;
export const MemberList = pageOf(MemberRow).meta({ id: 'MemberList' });

export const MemberQuery = z.object({
  q: z.string().max(200).optional().describe('A part of the name or of the address'),
  role: Role.optional(),
  ...paging(200),
});

export const NameRow = z
  .object({ id: z.string(), name: z.string(), roles: Roles, teams: z.array(z.string()), active: z.boolean() })
  .meta({ id: 'NameRow' });
export type NameRow = z.infer<typeof NameRow>;
export const NameList = pageOf(NameRow).meta({ id: 'NameList' });

const MaskingOff = z
  .object({
    kinds: z.array(PersonalDataKind),
    everything: z.boolean(),
    decision: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'MaskingOff' });

export const Me = z
  .object({
    member: z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      roles: Roles,
      scope: z.array(z.string()).nullable().describe('Ids of the teams they look after; null: every team'),
      language: Language,
      theme: Theme,
    }),
    organisation: z.object({
      id: z.string(),
      name: z.string(),
      time_zone: z.string(),
      language: Language,
      masking_off: MaskingOff.nullable(),
    }),
  })
  .meta({ id: 'Me' });

// --- Joining ---------------------------------------------------------------------------------------------------------

export const Start = z.object({ empty: z.boolean() }).meta({ id: 'Start' });
export const Founded = z.object({ member_id: z.string() }).meta({ id: 'Founded' });

/** A link is shown this once and nowhere kept. */
export const InvitationLink = z
  .object({ member: MemberRow, link: z.url(), expires_at: Instant })
  .meta({ id: 'InvitationLink' });

export const OpenInvitation = z
  .object({ organisation: z.string(), name: z.string(), email: z.string(), language: Language, expires_at: Instant })
  .meta({ id: 'OpenInvitation' });

export const PasswordLink = z
  .object({ member: Named, link: z.url(), expires_at: Instant })
  .meta({ id: 'PasswordLink' });

export const OpenPasswordLink = z
  .object({ organisation: z.string(), name: z.string(), email: z.string(), language: Language })
  .meta({ id: 'OpenPasswordLink' });

export const PasswordSet = z.object({ email: z.string() }).meta({ id: 'PasswordSet' });

// --- Signing in ------------------------------------------------------------------------------------------------------

export const SignedIn = z
  .object({
    done: z.boolean(),
    next: z
      .enum(['code', 'factor'])
      .nullable()
      .describe('What is still missing: the code of the second factor, or a second factor at all'),
  })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof SignedIn>;

export const Joined = SignedIn.extend({ member_id: z.string() }).meta({ id: 'Joined' });

export const SecondFactor = z
  .object({
    on: z.boolean(),
    required: z.boolean().describe("One of the member's roles asks for it"),
    recovery_codes_left: Count,
  })
  .meta({ id: 'SecondFactor' });

/** What to enter into the app, or to scan. */
export const FactorSecret = z.object({ secret: z.string(), uri: z.string() }).meta({ id: 'FactorSecret' });
/** Shown this once. */
export const RecoveryCodes = z.object({ recovery_codes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });

export const SessionRow = z
  .object({
    id: z.string(),
    began_at: Instant,
    seen_at: Instant,
    ends_at: Instant,
    address: z.string().nullable(),
    browser: z.string().nullable(),
    current: z.boolean().describe('The one that asks'),
  })
  .meta({ id: 'SessionRow' });

export const EndedSessions = z.object({ ended: Count }).meta({ id: 'EndedSessions' });

/** Which roles sign in with a second factor. */
export const SignInRules = z.object({ second_factor: Roles.max(ROLES.length) }).meta({ id: 'SignInRules' });
