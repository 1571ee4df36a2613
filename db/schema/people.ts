import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { ROLES } from '../../scorecards/people/access.ts';
import { THEMES } from '../../scorecards/people/theme.ts';
import { LANGUAGES } from '../../scorecards/problems/problem.ts';
import { RecorderSide } from '../../transcription/speakers/recorders.ts';
import { PERSONAL_DATA } from '../../transcription/text/redaction/kinds.ts';
import { Unmasking } from '../../transcription/text/redaction/unmasked.ts';
import { id, identity, instant, json, nameKey, oneOf, range, within } from './columns.ts';

/** Settings of one organisation; a missing key means the product's default. */
export const OrganisationSettings = z.object({
  model: z.string().optional(),
  lexicon: z.string().optional(),
  /** Kinds of personal data that are masked and muted. */
  mask: z.array(z.enum(PERSONAL_DATA)).optional(),
  /** Who last had less masked, and why; `by` is a name. */
  unmasked: Unmasking.optional(),
  /** Names and words to be listened for, the most important first. */
  vocabulary: z.array(z.string()).optional(),
  /** Roles whose members sign in with a second factor. */
  second_factor: z.array(z.enum(ROLES)).optional(),
  /** Primary tags of the languages that are spoken, the most spoken first. */
  languages: z.array(z.string()).optional(),
  /** Which side of two-channel recordings holds the agent. */
  recorders: z.array(RecorderSide).optional(),
  /** What columns of imports are called: by `headerKey` the header as it was written, and the column, '' for its own. */
  column_names: z.record(z.string(), z.object({ header: z.string(), column: z.string() })).optional(),
  /** SEARCH_VERSION in which all its transcripts are indexed. */
  indexed: z.int().optional(),
  /** MEASURES_VERSION in which all its transcripts are measured. */
  measured: z.int().optional(),
  /** This is the demonstration, and whether all of it is there. */
  demonstration: z.enum(['filling', 'whole']).optional(),
});
export type OrganisationSettings = z.infer<typeof OrganisationSettings>;

export const organisation = pgTable(
  'organisation',
  {
    id: id(),
    name: text().notNull(),
    time_zone: text().notNull(),
    language: text({ enum: LANGUAGES }).notNull(),
    settings: json(OrganisationSettings).notNull().default({}),
    created_at: instant().notNull(),
  },
  (t) => [oneOf(t.language)],
);

export const team = pgTable(
  'team',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    name: text().notNull(),
  },
  (t) => [identity(t), uniqueIndex('team_name_index').on(t.organisation_id, nameKey(t.name))],
);

/** A person in an organisation. They sign in once a membership ties them to a user. */
export const member = pgTable(
  'member',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    name: text().notNull(),
    /** Lower case. */
    email: text().notNull(),
    employee_number: text(),
    roles: text({ enum: ROLES }).array().notNull(),
    /** true: every team; false: those in member_scope. */
    sees_all: boolean().notNull(),
    language: text({ enum: LANGUAGES }).notNull(),
    theme: text({ enum: THEMES }).notNull().default('system'),
    active: boolean().notNull().default(true),
    created_at: instant().notNull(),
  },
  (t) => [
    identity(t),
    unique().on(t.organisation_id, t.email),
    unique().on(t.organisation_id, t.employee_number),
    index().on(t.organisation_id, t.name),
    oneOf(t.language),
    oneOf(t.theme),
    oneOf(t.roles),
  ],
);

/** The user a member signs in as, once they have joined. A user may come to belong to several organisations. */
export const membership = pgTable(
  'membership',
  {
    member_id: text().primaryKey(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    user_id: text()
      .notNull()
      .references(() => user.id),
  },
  (t) => [within(t, t.member_id, member), unique().on(t.user_id, t.organisation_id), index().on(t.organisation_id)],
);

/** Teams an agent belongs to. */
export const team_member = pgTable(
  'team_member',
  {
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    team_id: text().notNull(),
    member_id: text().notNull(),
  },
  (t) => [
    within(t, t.team_id, team),
    within(t, t.member_id, member),
    primaryKey({ columns: [t.team_id, t.member_id] }),
    index().on(t.member_id),
  ],
);

/** Teams a coach or manager looks after. */
export const member_scope = pgTable(
  'member_scope',
  {
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    member_id: text().notNull(),
    team_id: text().notNull(),
  },
  (t) => [
    within(t, t.member_id, member),
    within(t, t.team_id, team),
    primaryKey({ columns: [t.member_id, t.team_id] }),
  ],
);

export const invitation = pgTable(
  'invitation',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    member_id: text().notNull(),
    /** SHA-256 of the token in the link, hex. */
    token_hash: text().notNull().unique(),
    invited_by: text(),
    created_at: instant().notNull(),
    expires_at: instant().notNull(),
    accepted_at: instant(),
  },
  (t) => [within(t, t.member_id, member), within(t, t.invited_by, member), index().on(t.member_id)],
);

/** A one-time link for a forgotten password. */
export const password_reset = pgTable(
  'password_reset',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    member_id: text().notNull(),
    /** SHA-256 of the token in the link, hex. */
    token_hash: text().notNull().unique(),
    made_by: text().notNull(),
    created_at: instant().notNull(),
    expires_at: instant().notNull(),
    used_at: instant(),
  },
  (t) => [
    within(t, t.member_id, member),
    within(t, t.made_by, member),
    index().on(t.member_id),
    // A new link takes the place of the one before.
    uniqueIndex('password_reset_one_open').on(t.member_id).where(sql`used_at is null`),
  ],
);

/** What a person proves beside the password: an app's one-time codes (TOTP, RFC 6238). */
export const second_factor = pgTable(
  'second_factor',
  {
    user_id: text()
      .primaryKey()
      .references(() => user.id, { onDelete: 'cascade' }),
    /** Encrypted under ATTUNE_SECRET; null until the first code of it was right. */
    secret: text(),
    /** The secret shown while someone sets up an app. */
    pending_secret: text(),
    /** Time step of the last code taken: neither it nor an earlier one is taken again. */
    last_step: integer(),
    confirmed_at: instant(),
  },
  (t) => [range(t.last_step, 0)],
);

/** Recovery codes: each works once. */
export const recovery_code = pgTable(
  'recovery_code',
  {
    user_id: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    /** SHA-256, hex: codes are chance, so no slow hash is needed. */
    code_hash: text().notNull(),
    used_at: instant(),
  },
  (t) => [primaryKey({ columns: [t.user_id, t.code_hash] })],
);

/** Attempts that failed of late, by what they had in common: keyed hashes of an account, a network address, a browser. */
export const sign_in_attempt = pgTable(
  'sign_in_attempt',
  {
    key: text().primaryKey(),
    failures: integer().notNull(),
    retry_at: instant().notNull(),
    /** Swept after this. */
    forget_at: instant().notNull(),
  },
  (t) => [index().on(t.forget_at), range(t.failures, 0)],
);

/** Sign-ins of addresses that nobody has. Of the installation, not of an organisation; the oldest are swept. */
export const unknown_sign_in = pgTable(
  'unknown_sign_in',
  {
    id: id(),
    /** Keyed hashes of what was typed, and of the network it came from. */
    account: text().notNull(),
    place: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [index().on(t.at)],
);

/** Network addresses and browsers people have signed in from: attempts by strangers elsewhere do not slow them down. */
export const usual_place = pgTable(
  'usual_place',
  {
    user_id: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    /** A keyed hash. */
    place: text().notNull(),
    seen_at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.user_id, t.place] })],
);

// better-auth's own tables; test/db/schema/sign-in-tables.test.ts holds them against getAuthTables().
export const user = pgTable('user', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  email_verified: boolean().notNull().default(false),
  image: text(),
  created_at: instantDate().notNull(),
  updated_at: instantDate().notNull(),
});

export const session = pgTable(
  'session',
  {
    id: text().primaryKey(),
    user_id: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    token: text().notNull().unique(),
    expires_at: instantDate().notNull(),
    ip_address: text(),
    user_agent: text(),
    created_at: instantDate().notNull(),
    updated_at: instantDate().notNull(),
    // Ours; the library does not see them.
    /** Whether the person asked to stay signed in. */
    remembered: boolean().notNull().default(false),
    /** When the person last did something; null: since it began. */
    seen_at: instant(),
    /** When the second factor was proven. */
    proven_at: instant(),
  },
  (t) => [index().on(t.user_id)],
);

export const account = pgTable(
  'account',
  {
    id: text().primaryKey(),
    account_id: text().notNull(),
    provider_id: text().notNull(),
    user_id: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    access_token: text(),
    refresh_token: text(),
    id_token: text(),
    access_token_expires_at: instantDate(),
    refresh_token_expires_at: instantDate(),
    scope: text(),
    password: text(),
    created_at: instantDate().notNull(),
    updated_at: instantDate().notNull(),
  },
  (t) => [index().on(t.user_id)],
);

export const verification = pgTable(
  'verification',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expires_at: instantDate().notNull(),
    created_at: instantDate().notNull(),
    updated_at: instantDate().notNull(),
  },
  (t) => [index().on(t.identifier)],
);

/** better-auth hands dates over as Date. */
function instantDate() {
  return timestamp({ withTimezone: true, precision: 3, mode: 'date' });
}
