// Scorecards. Publishing creates the next version; a published version is never changed, so every score on it stays
// explainable.
import { and, asc, desc, eq, max, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { unknownCompetencies } from '../../scorecards/competencies/framework.ts';
import { canonical } from '../../scorecards/events/seal.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { check } from '../../scorecards/scorecard/check.ts';
import { criteriaOf, type Draft, type Scorecard } from '../../scorecards/scorecard/definition.ts';
import type { Finding } from '../../scorecards/scorecard/finding.ts';
import { BEGINNING, LIBRARY } from '../../scorecards/scorecard/library.ts';
import { Text } from '../../scorecards/scorecard/text.ts';
import { knownCompetencies } from '../competencies/frameworks.ts';
import { boundTo } from '../database/bound.ts';
import { type Ctx, type Db, demand, type Visitor } from '../database/context.ts';
import { everyOrganisation } from '../database/crossing.ts';
import { newId } from '../database/id.ts';
import { behindRow, type Page, type PageInput, pageById } from '../database/pages.ts';
import { record } from '../events/record.ts';
import { field } from '../schema/columns.ts';
import { member } from '../schema/people.ts';
import { scorecard, scorecard_draft, scorecard_version } from '../schema/scorecards.ts';

/** A scorecard in the list, as its latest version has it; one that was never published as its draft has it. */
export type ScorecardRow = {
  id: string;
  key: string;
  name: Text;
  channel: Scorecard['channel'];
  sections: number;
  criteria: number;
  /** Who writes the next version, and when they last did. */
  draft: DraftRow | null;
} & (
  | { state: 'draft'; latest: null }
  /** `latest`: the version new work is done on. */
  | { state: 'published'; latest: VersionRow }
  /** No new work is done on it. */
  | { state: 'retired'; latest: VersionRow; retired_at: string }
);

export type DraftRow = { changed_at: string; changed_by: { id: string; name: string } };

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

/** The scorecards of the organisation by key, each with its latest version and whether someone writes the next. */
export async function listScorecards(ctx: Ctx, input: PageInput = {}): Promise<Page<ScorecardRow>> {
  demand(ctx, 'scorecards:read');
  const { cursor, limit = PAGE } = input;
  const behind = await behindRow(ctx, cursor, { of: scorecard, by: [scorecard.key, scorecard.id] });
  const found = await ctx.db
    .selectDistinctOn([scorecard.key], {
      id: scorecard.id,
      key: scorecard.key,
      retired_at: scorecard.retired_at,
      definition: scorecard_version.definition,
      latest: version,
      draft: scorecard_draft.definition,
      changed_at: scorecard_draft.changed_at,
      changed_by: { id: member.id, name: member.name },
    })
    .from(scorecard)
    .leftJoin(scorecard_version, eq(scorecard_version.scorecard_id, scorecard.id))
    .leftJoin(scorecard_draft, eq(scorecard_draft.scorecard_id, scorecard.id))
    .leftJoin(member, eq(member.id, scorecard_draft.changed_by))
    .where(and(eq(scorecard.organisation_id, ctx.actor.organisation), behind))
    .orderBy(asc(scorecard.key), desc(scorecard_version.number))
    .limit(limit + 1);
  const { rows, next } = pageById(found, limit);
  return {
    rows: rows.map(rowOf),
    next,
  };
}

type Found = {
  id: string;
  key: string;
  retired_at: string | null;
  definition: Scorecard | null;
  latest: VersionRow | null;
  draft: Draft | null;
  changed_at: string | null;
  changed_by: { id: string; name: string } | null;
};

function rowOf({ id, key, retired_at, definition, latest, draft, changed_at, changed_by }: Found): ScorecardRow {
  // Either is there: a scorecard begins as a draft or as a version, and without both it is gone.
  const shown = (definition ?? draft)!;
  const row = {
    id,
    key,
    name: shown.name,
    channel: shown.channel,
    sections: shown.sections.length,
    criteria: criteriaOf(shown).length,
    draft: changed_at === null ? null : { changed_at, changed_by: changed_by! },
  };
  if (!latest) return { ...row, state: 'draft', latest };
  return retired_at === null
    ? { ...row, state: 'published', latest }
    : { ...row, state: 'retired', latest, retired_at };
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
  return ctx.db.transaction(async (tx) => {
    await refuseFaults(tx, ctx, definition);
    return writeVersion(tx, ctx, definition, ctx.actor.member);
  });
}

/** What is wrong or doubtful about a scorecard of this organisation. */
export const findingsOf = async (db: Db, ctx: Ctx, definition: Draft): Promise<Finding[]> => [
  ...check(definition),
  ...unknownCompetencies(definition, await knownCompetencies(db, ctx)),
];

/** @throws Problem `not-publishable` with all findings when one of them is an error */
export async function refuseFaults(tx: Db, ctx: Ctx, definition: Draft): Promise<void> {
  const findings = await findingsOf(tx, ctx, definition);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Problem('not-publishable', { count: errors.length }, findings);
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

/**
 * Takes one of the scorecards Attune comes with into use.
 * @throws Problem `scorecard-key-taken` where the organisation has one of this key; `not-found` for any other key
 */
export async function addIncluded(ctx: Ctx, input: { key: string }): Promise<PublishedScorecard> {
  demand(ctx, 'scorecards:publish');
  const card = LIBRARY.find(({ id }) => id === input.key);
  if (!card) throw new Problem('not-found');
  return ctx.db.transaction(async (tx) => {
    const { made } = await makeScorecard(tx, ctx, card.id);
    if (!made) throw new Problem('scorecard-key-taken', { id: card.id });
    return writeVersion(tx, ctx, card, null);
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

/** The scorecard of this key, made where there is none. */
export async function makeScorecard(tx: Db, ctx: Ctx, key: string): Promise<{ made: boolean }> {
  const organisation_id = ctx.actor.organisation;
  const made = await tx
    .insert(scorecard)
    .values({ id: newId('sc', ctx.now), organisation_id, key, created_at: ctx.now.toISOString() })
    .onConflictDoNothing({ target: [scorecard.organisation_id, scorecard.key] })
    .returning({ id: scorecard.id });
  return { made: made.length > 0 };
}

/** Holds a scorecard until the transaction ends: whoever comes second sees what the first has done. */
export async function lockScorecard(tx: Db, ctx: Ctx, key: string): Promise<{ id: string; retired_at: string | null }> {
  const [row] = await tx
    .select({ id: scorecard.id, retired_at: scorecard.retired_at })
    .from(scorecard)
    .where(and(eq(scorecard.organisation_id, ctx.actor.organisation), eq(scorecard.key, key)))
    .for('update');
  if (!row) throw new Problem('not-found');
  return row;
}

/** Writes the next version, in the caller's transaction. @param by null: came with the product */
export async function writeVersion(
  tx: Db,
  ctx: Ctx,
  definition: Scorecard,
  by: string | null,
): Promise<PublishedScorecard> {
  const organisation_id = ctx.actor.organisation;
  const at = ctx.now.toISOString();
  const key = definition.id;
  await makeScorecard(tx, ctx, key);
  const row = await lockScorecard(tx, ctx, key);
  const [last] = await tx
    .select({ number: max(scorecard_version.number) })
    .from(scorecard_version)
    .where(eq(scorecard_version.scorecard_id, row.id));
  const number = (last?.number ?? 0) + 1;
  const id = newId('scv', ctx.now);
  await tx.insert(scorecard_version).values({
    id,
    organisation_id,
    scorecard_id: row.id,
    number,
    definition,
    published_by: by,
    published_at: at,
  });
  await record(tx, ctx, { kind: 'scorecard.published', subject: id, detail: { key, number } });
  return { id, key, number };
}

/** @throws Problem `not-found` unless the scorecard is the organisation's; `retired-scorecard` when no new work begins on it */
export async function refuseRetired(tx: Db, ctx: Ctx, id: string): Promise<void> {
  const [row] = await tx
    .select({ retired_at: scorecard.retired_at })
    .from(scorecard)
    .where(and(eq(scorecard.organisation_id, ctx.actor.organisation), eq(scorecard.id, id)))
    // Retiring it waits until what began is there.
    .for('share');
  if (!row) throw new Problem('not-found');
  if (row.retired_at !== null) throw new Problem('retired-scorecard');
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
