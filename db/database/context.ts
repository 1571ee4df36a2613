// The context every verb takes first: the connection, the actor, and the time.
import type { PgDatabase, PgTransactionConfig } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import { type Actor, can, type Permission, type Subject } from '../../scorecards/people/access.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { PersonalData } from '../../transcription/text/redaction/kinds.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import type * as tables from '../schema/tables.ts';

/** A connection or a transaction of any reach: for functions that run in their caller's. */
export type Handle = PgDatabase<PostgresJsQueryResultHKT, typeof tables>;

declare const reaching: unique symbol;
type Reaching<What> = {
  readonly [reaching]: What;
  transaction<T>(work: (tx: Reaching<What>) => Promise<T>, how?: PgTransactionConfig): Promise<T>;
} & Handle;

/** Reaches the rows of one organisation (boundTo of db/database/bound.ts). */
export type Db = Reaching<'organisation'>;
/** Reaches those of no organisation: users, sessions, attempts, workers. */
export type Installation = Reaching<'installation'>;
/** Reaches everything: db/database/crossing.ts says who may. */
export type Owner = Reaching<'everything'>;

/**
 * Finds personal data of every kind in a conversation (transcription/text/redaction/masking.ts), wherever that is done.
 */
export type LookForPersonalData = (turns: readonly Turn[]) => Promise<PersonalData[]>;

/** `lookFor` is handed in by the server's entry; db/transcripts/personal-data.ts does without. */
export type Ctx = { db: Db; actor: Actor; now: Date; lookFor?: LookForPersonalData };

/** What a verb gets that anybody may call, or the machine itself: there is no actor yet, and no organisation. */
export type Visitor = Omit<Ctx, 'actor' | 'db'> & { db: Installation };

/** Refuses with `not-allowed` unless the actor may do this to the subject (without one: to anything at all). */
export function demand(ctx: Ctx, permission: Permission, subject?: Subject): void {
  if (!can(ctx.actor, permission, subject)) throw new Problem('not-allowed');
}

/** Refuses everyone but the worker. */
export function demandWorker(ctx: Ctx): void {
  if (ctx.actor.worker !== true) throw new Problem('not-allowed');
}

/** The acting member's id. Verbs of people are never reached by the worker. */
export function self(ctx: Ctx): string {
  if (ctx.actor.member === null) throw new Problem('not-allowed');
  return ctx.actor.member;
}
