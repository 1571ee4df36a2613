// The organisation's framework of competencies, versioned as a whole: a change is a new row. Until the first change the
// framework included with Attune holds. Goals keep the version they were set by, and are read in its words.
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import {
  competencyIn,
  type DescribedCompetency,
  type Framework,
  type GoalWords,
  goalWords,
  keyTwice,
} from '../../scorecards/competencies/framework.ts';
import { INCLUDED_FRAMEWORK } from '../../scorecards/competencies/included.ts';
import type { Level } from '../../scorecards/competencies/level.ts';
import { canonical } from '../../scorecards/events/seal.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Competency, criteriaOf } from '../../scorecards/scorecard/definition.ts';
import { Text } from '../../scorecards/scorecard/text.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { behindRow, type Page, type PageInput, pageById } from '../database/pages.ts';
import { record } from '../events/record.ts';
import { competency_framework } from '../schema/competencies.ts';
import { member } from '../schema/people.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';

/** Number 0, changed by nobody: the one included with Attune. */
type Version = { number: number; changed_at: string | null; changed_by: { id: string; name: string } | null };

export type FrameworkVersion = Version & {
  framework: Framework;
  /** Competencies of earlier versions that this organisation no longer has, as they were called last. */
  removed: { key: Competency; name: Text }[];
};

export type FrameworkChange = {
  id: string;
  number: number;
  changed_at: string;
  changed_by: { id: string; name: string };
};

const PAGE = 50;

/** The framework that holds now, or one of its versions. */
export async function readFramework(ctx: Ctx, input: { number?: number } = {}): Promise<FrameworkVersion> {
  demand(ctx, 'scorecards:read');
  const { id: _, ...version } = await versionOf(ctx.db, ctx, input.number);
  return { ...version, removed: await removedSince(ctx.db, ctx, version.framework) };
}

/**
 * Makes the next version. What is the same as before makes none.
 * @param input.number the version the person saw
 * @throws Problem `stale` with the framework as it is now when that is not the newest; `competency-twice`;
 *   `competency-in-use` where a criterion of a scorecard in use shows a competency that is left out
 */
export async function changeFramework(
  ctx: Ctx,
  input: { number: number; framework: Framework },
): Promise<FrameworkVersion> {
  demand(ctx, 'competencies:edit');
  const twice = keyTwice(input.framework);
  if (twice !== null) throw new Problem('competency-twice', { key: twice });
  const kept = await ctx.db.transaction(async (tx) => {
    const before = await versionOf(tx, ctx);
    if (before.number !== input.number) return false;
    if (canonical(before.framework) === canonical(input.framework)) return true;
    await refuseInUse(tx, ctx, before.framework, input.framework);
    const id = newId('cfw', ctx.now);
    const number = before.number + 1;
    const [made] = await tx
      .insert(competency_framework)
      .values({
        ...{ id, organisation_id: ctx.actor.organisation, number, framework: input.framework },
        ...{ changed_by: self(ctx), changed_at: ctx.now.toISOString() },
      })
      .onConflictDoNothing()
      .returning({ id: competency_framework.id });
    // Someone else was faster.
    if (!made) return false;
    await record(tx, ctx, { kind: 'competencies.changed', subject: id, detail: { number } });
    return true;
  });
  const now = await readFramework(ctx);
  if (!kept) throw new Problem('stale', {}, now);
  return now;
}

/** The versions the organisation made, the newest first. */
export async function frameworkHistory(ctx: Ctx, input: PageInput): Promise<Page<FrameworkChange>> {
  demand(ctx, 'competencies:edit');
  const { cursor, limit = PAGE } = input;
  const by = [competency_framework.number, competency_framework.id];
  const behind = await behindRow(ctx, cursor, { of: competency_framework, by, order: 'desc' });
  const found = await ctx.db
    .select({
      id: competency_framework.id,
      number: competency_framework.number,
      changed_at: competency_framework.changed_at,
      changed_by: { id: member.id, name: member.name },
    })
    .from(competency_framework)
    .innerJoin(member, eq(member.id, competency_framework.changed_by))
    .where(and(eq(competency_framework.organisation_id, ctx.actor.organisation), behind))
    .orderBy(desc(competency_framework.number), desc(competency_framework.id))
    .limit(limit + 1);
  return pageById(found, limit);
}

/** The keys that criteria may name now. */
export async function knownCompetencies(db: Db, ctx: Ctx): Promise<Set<Competency>> {
  const { framework } = await versionOf(db, ctx);
  return new Set(framework.competencies.map(({ key }) => key));
}

/**
 * A competency as the organisation describes it, and the framework it is in (null: the included one). One that was removed is
 * read as it was described last, because reviews on older scorecards still lead to it.
 * @throws Problem `not-found` for a key the organisation never had
 */
export async function describedCompetency(
  db: Db,
  ctx: Ctx,
  key: Competency,
): Promise<{ framework_id: string | null; competency: DescribedCompetency }> {
  const [row] = await db
    .select({ id: competency_framework.id, framework: competency_framework.framework })
    .from(competency_framework)
    .where(
      and(
        eq(competency_framework.organisation_id, ctx.actor.organisation),
        sql`${competency_framework.framework}->'competencies' @> ${JSON.stringify([{ key }])}::jsonb`,
      ),
    )
    .orderBy(desc(competency_framework.number))
    .limit(1);
  const competency = competencyIn(row?.framework ?? INCLUDED_FRAMEWORK, key);
  if (!competency) throw new Problem('not-found');
  return { framework_id: row?.id ?? null, competency };
}

type GoalOf = {
  id: string;
  framework_id: string | null;
  competency: Competency;
  level_now: Level;
  level_wanted: Level;
};

/** Goals by id, each in the words of the framework it was set by. */
export async function wordsOfGoals(db: Db, goals: readonly GoalOf[]): Promise<Map<string, GoalWords>> {
  const ids = [...new Set(goals.flatMap((goal) => goal.framework_id ?? []))];
  const rows = ids.length
    ? await db
        .select({ id: competency_framework.id, framework: competency_framework.framework })
        .from(competency_framework)
        .where(inArray(competency_framework.id, ids))
    : [];
  const frameworks = new Map(rows.map(({ id, framework }) => [id, framework]));
  return new Map(
    goals.map((goal) => {
      const framework = goal.framework_id === null ? INCLUDED_FRAMEWORK : frameworks.get(goal.framework_id)!;
      // A goal is only ever set for a competency of its framework.
      return [goal.id, goalWords(framework, goal)!] as const;
    }),
  );
}

/** @param number undefined: the one that holds. @throws Problem `not-found` */
async function versionOf(
  db: Db,
  ctx: Ctx,
  number?: number,
): Promise<Version & { id: string | null; framework: Framework }> {
  const included = { id: null, number: 0, framework: INCLUDED_FRAMEWORK, changed_at: null, changed_by: null };
  if (number === 0) return included;
  const [row] = await db
    .select({
      id: competency_framework.id,
      number: competency_framework.number,
      framework: competency_framework.framework,
      changed_at: competency_framework.changed_at,
      changed_by: { id: member.id, name: member.name },
    })
    .from(competency_framework)
    .innerJoin(member, eq(member.id, competency_framework.changed_by))
    .where(
      and(
        eq(competency_framework.organisation_id, ctx.actor.organisation),
        number === undefined ? undefined : eq(competency_framework.number, number),
      ),
    )
    .orderBy(desc(competency_framework.number))
    .limit(1);
  if (!row && number !== undefined) throw new Problem('not-found');
  return row ?? included;
}

async function removedSince(db: Db, ctx: Ctx, now: Framework): Promise<FrameworkVersion['removed']> {
  const rows = await db.execute<{ key: Competency; name: Text }>(sql`
    select distinct on (one->>'key') one->>'key' as key, one->'name' as name
    from ${competency_framework}, jsonb_array_elements(framework->'competencies') one
    where organisation_id = ${ctx.actor.organisation}
    order by one->>'key', number desc
  `);
  const last = new Map<Competency, Text>(INCLUDED_FRAMEWORK.competencies.map(({ key, name }) => [key, name]));
  for (const { key, name } of rows) last.set(key, Text.parse(name));
  for (const { key } of now.competencies) last.delete(key);
  return [...last].map(([key, name]) => ({ key, name }));
}

/** A scorecard in use must not show a competency that nobody has any more. */
async function refuseInUse(tx: Db, ctx: Ctx, before: Framework, after: Framework): Promise<void> {
  const left = new Set(before.competencies.map(({ key }) => key).filter((key) => !competencyIn(after, key)));
  if (left.size === 0) return;
  const inUse = await tx
    .selectDistinctOn([scorecard.key], { key: scorecard.key, definition: scorecard_version.definition })
    .from(scorecard)
    .innerJoin(scorecard_version, eq(scorecard_version.scorecard_id, scorecard.id))
    .where(and(eq(scorecard.organisation_id, ctx.actor.organisation), isNull(scorecard.retired_at)))
    .orderBy(scorecard.key, desc(scorecard_version.number));
  for (const { key, definition } of inUse) {
    const shown = criteriaOf(definition).find(({ competency }) => left.has(competency));
    if (shown) throw new Problem('competency-in-use', { key: shown.competency, scorecard: key });
  }
}
