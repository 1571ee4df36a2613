// Scorecards. Publishing creates the next version; a published version is never changed, so every score on it stays
// explainable.
import { and, asc, desc, eq, max, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { canonical } from '../../scorecards/events/seal.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { check } from '../../scorecards/scorecard/check.ts';
import { criteriaOf, type Scorecard } from '../../scorecards/scorecard/definition.ts';
import { BEGINNING } from '../../scorecards/scorecard/library.ts';
import { Text } from '../../scorecards/scorecard/text.ts';
import { boundTo } from '../database/bound.ts';
import { type Ctx, type Db, demand, type Visitor } from '../database/context.ts';
import { everyOrganisation } from '../database/crossing.ts';
import { newId } from '../database/id.ts';
import { behindRow, type Page, type PageInput, pageById } from '../database/pages.ts';
import { record } from '../events/record.ts';
import { field } from '../schema/columns.ts';
import { member } from '../schema/people.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';

/** A scorecard in the list, as its latest version has it. */
export type ScorecardRow = {
  id: string;
  key: string;
  name: Text;
  channel: Scorecard['channel'];
  sections: number;
  criteria: number;
  /** The version new work is done on. */
  latest: VersionRow;
};

export type VersionRow = { id: string; number: number; published_at: string };

export type ScorecardVersion = VersionRow & {
  scorecard_id: string;
  key: string;
  definition: Scorecard;
  /** null: came with the product. */
  published_by: { id: string; name: string } | null;
  /** Number of its newest version; those before it are numbered from 1 without gaps. */
  newest: number;
};

export type PublishedScorecard = { id: string; key: string; number: number };

/** What someone needs to know about the scorecard their work is on. */
export type ScorecardName = { version_id: string; key: string; number: number; name: Text };

const PAGE = 100;

/** The scorecards of the organisation by key, each with its latest version. */
export async function listScorecards(ctx: Ctx, input: PageInput = {}): Promise<Page<ScorecardRow>> {
  demand(ctx, 'scorecards:read');
  const { cursor, limit = PAGE } = input;
  const behind = await behindRow(ctx, cursor, { of: scorecard, by: [scorecard.key, scorecard.id] });
  const found = await ctx.db
    .selectDistinctOn([scorecard.key], {
      id: scorecard.id,
      key: scorecard.key,
      definition: scorecard_version.definition,
      latest: version,
    })
    .from(scorecard)
    .innerJoin(scorecard_version, eq(scorecard_version.scorecard_id, scorecard.id))
    .where(and(eq(scorecard.organisation_id, ctx.actor.organisation), behind))
    .orderBy(asc(scorecard.key), desc(scorecard_version.number))
    .limit(limit + 1);
  const { rows, next } = pageById(found, limit);
  return {
    rows: rows.map(({ id, key, definition, latest }) => ({
      id,
      key,
      name: definition.name,
      channel: definition.channel,
      sections: definition.sections.length,
      criteria: criteriaOf(definition).length,
      latest,
    })),
    next,
  };
}

/** One version in full. */
export async function readScorecard(ctx: Ctx, input: { key: string; number: number }): Promise<ScorecardVersion> {
  demand(ctx, 'scorecards:read');
  const newer = alias(scorecard_version, 'newer');
  const newest = ctx.db
    .select({ number: max(newer.number) })
    .from(newer)
    .where(eq(newer.scorecard_id, scorecard.id));
  const [wanted] = await ctx.db
    .select({
      ...version,
      scorecard_id: scorecard.id,
      key: scorecard.key,
      newest: sql<number>`${newest}`,
      by: member.id,
      by_name: member.name,
    })
    .from(scorecard)
    .innerJoin(scorecard_version, eq(scorecard_version.scorecard_id, scorecard.id))
    .leftJoin(member, eq(member.id, scorecard_version.published_by))
    .where(
      and(
        eq(scorecard.organisation_id, ctx.actor.organisation),
        eq(scorecard.key, input.key),
        eq(scorecard_version.number, input.number),
      ),
    );
  if (!wanted) throw new Problem('not-found');
  const { by, by_name, ...row } = wanted;
  return {
    ...row,
    definition: await definitionOf(ctx.db, wanted.id),
    published_by: by === null ? null : { id: by, name: by_name ?? '' },
  };
}

/** Publishes a scorecard as its next version (1 for a new key). Refused with the list of what is wrong with it. */
export async function publishScorecard(ctx: Ctx, definition: Scorecard): Promise<PublishedScorecard> {
  demand(ctx, 'scorecards:publish');
  const findings = check(definition);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Problem('not-publishable', { count: errors.length }, findings);
  return ctx.db.transaction((tx) => writeVersion(tx, ctx, definition, ctx.actor.member));
}

/**
 * Gives an organisation the scorecards Attune comes with, and of those it has the newer version where it works on an older
 * one of them. What it changed itself stays as it is. `ctx.db` may be the caller's transaction.
 * @returns what was published
 */
export async function installLibrary(
  ctx: Ctx,
  library: readonly Scorecard[] = BEGINNING,
): Promise<PublishedScorecard[]> {
  demand(ctx, 'scorecards:publish');
  return ctx.db.transaction(async (tx) => {
    const latest = await tx
      .selectDistinctOn([scorecard.key], {
        key: scorecard.key,
        definition: scorecard_version.definition,
        published_by: scorecard_version.published_by,
      })
      .from(scorecard)
      .innerJoin(scorecard_version, eq(scorecard_version.scorecard_id, scorecard.id))
      .where(eq(scorecard.organisation_id, ctx.actor.organisation))
      .orderBy(asc(scorecard.key), desc(scorecard_version.number));
    const published: PublishedScorecard[] = [];
    for (const definition of library) {
      const own = latest.find(({ key }) => key === definition.id);
      const older = own && own.published_by === null && canonical(own.definition) !== canonical(definition);
      if (!own || older) published.push(await writeVersion(tx, ctx, definition, null));
    }
    return published;
  });
}

/** Gives every organisation what a new version of the program brings ({@link installLibrary}); nothing where it is there. */
export async function renewLibraries(ctx: Visitor): Promise<void> {
  const { db, now } = ctx;
  for (const organisation of await everyOrganisation(db)) {
    const actor = { organisation, member: null, roles: ['manager'] as const, scope: null };
    await installLibrary({ db: boundTo(db, organisation), now, actor });
  }
}

async function writeVersion(tx: Db, ctx: Ctx, definition: Scorecard, by: string | null): Promise<PublishedScorecard> {
  const organisation_id = ctx.actor.organisation;
  const at = ctx.now.toISOString();
  const key = definition.id;
  await tx
    .insert(scorecard)
    .values({ id: newId('sc', ctx.now), organisation_id, key, created_at: at })
    .onConflictDoNothing({ target: [scorecard.organisation_id, scorecard.key] });
  // Held until the transaction ends: two people who publish at once get two numbers.
  const [row] = await tx
    .select({ id: scorecard.id })
    .from(scorecard)
    .where(and(eq(scorecard.organisation_id, organisation_id), eq(scorecard.key, key)))
    .for('update');
  const [last] = await tx
    .select({ number: max(scorecard_version.number) })
    .from(scorecard_version)
    .where(eq(scorecard_version.scorecard_id, row!.id));
  const number = (last?.number ?? 0) + 1;
  const id = newId('scv', ctx.now);
  await tx.insert(scorecard_version).values({
    id,
    organisation_id,
    scorecard_id: row!.id,
    number,
    definition,
    published_by: by,
    published_at: at,
  });
  await record(tx, ctx, { kind: 'scorecard.published', subject: id, detail: { key, number } });
  return { id, key, number };
}

/** The version new work on a scorecard is done on; null when the organisation has no such scorecard. */
export async function latestVersion(
  db: Db,
  ctx: Ctx,
  scorecard_id: string,
): Promise<{ id: string; number: number } | null> {
  const [row] = await db
    .select({ id: scorecard_version.id, number: scorecard_version.number })
    .from(scorecard_version)
    .where(
      and(
        eq(scorecard_version.scorecard_id, scorecard_id),
        eq(scorecard_version.organisation_id, ctx.actor.organisation),
      ),
    )
    .orderBy(desc(scorecard_version.number))
    .limit(1);
  return row ?? null;
}

/** Scorecards by version id. A published version never changes, so a copy in memory is as good as the row. */
const definitions = new Map<string, Scorecard>();
/** About as many versions as a centre publishes in years; each takes some 50 KB. */
const DEFINITIONS_KEPT = 200;

/** The definition of a version that the caller has found in the actor's organisation. */
export async function definitionOf(db: Db, version_id: string): Promise<Scorecard> {
  const kept = definitions.get(version_id);
  if (kept) return kept;
  const [row] = await db
    .select({ definition: scorecard_version.definition })
    .from(scorecard_version)
    .where(eq(scorecard_version.id, version_id));
  if (!row) throw new Problem('not-found');
  const { definition } = row;
  if (definitions.size >= DEFINITIONS_KEPT) definitions.delete(definitions.keys().next().value!);
  definitions.set(version_id, definition);
  return definition;
}

/** Scorecards of several versions, by version id. */
export async function definitionsOf(db: Db, version_ids: Iterable<string>): Promise<Map<string, Scorecard>> {
  const found = new Map<string, Scorecard>();
  for (const id of new Set(version_ids)) found.set(id, await definitionOf(db, id));
  return found;
}

const version = {
  id: scorecard_version.id,
  number: scorecard_version.number,
  published_at: scorecard_version.published_at,
};

/** Columns of ScorecardName, for queries that join scorecard and scorecard_version. */
export const scorecardName = {
  version_id: scorecard_version.id,
  key: scorecard.key,
  number: scorecard_version.number,
  name: sql`${scorecard_version.definition}->'name'`
    .mapWith(field(scorecard_version.definition, 'name', Text))
    .as('scorecard_name'),
};
