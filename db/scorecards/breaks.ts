// Where scores stop being comparable: a version of a scorecard that counts something else than the one before it.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Answers } from '../../scorecards/scorecard/answers.ts';
import { comparable } from '../../scorecards/scorecard/comparable.ts';
import type { Scorecard } from '../../scorecards/scorecard/definition.ts';
import { LINEAGE } from '../../scorecards/scorecard/library.ts';
import type { Text } from '../../scorecards/scorecard/text.ts';
import type { Ctx } from '../database/context.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';
import { definitionOf, definitionsOf } from './scorecards.ts';

/** Its scores do not compare with those on the versions before it. */
export type ScorecardBreak = { scorecard: { key: string; name: Text }; number: number; published_at: string };

/**
 * Among the versions some evaluations are on, those whose total does not compare with the one before, by the time they were
 * published. None where one version of each scorecard was worked on.
 */
export async function breaksAmong(ctx: Ctx, version_ids: Iterable<string>): Promise<ScorecardBreak[]> {
  const ids = [...new Set(version_ids)];
  if (ids.length < 2) return [];
  const versions = await ctx.db
    .select({
      id: scorecard_version.id,
      key: scorecard.key,
      number: scorecard_version.number,
      published_at: scorecard_version.published_at,
    })
    .from(scorecard_version)
    .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
    .where(and(eq(scorecard_version.organisation_id, ctx.actor.organisation), inArray(scorecard_version.id, ids)))
    .orderBy(asc(scorecard.key), asc(scorecard_version.number));
  const breaks: ScorecardBreak[] = [];
  for (const [i, { id, key, number, published_at }] of versions.entries()) {
    const before = versions[i - 1];
    if (before?.key !== key) continue;
    const [was, is] = [await definitionOf(ctx.db, before.id), await definitionOf(ctx.db, id)];
    if (!comparable(was, is, LINEAGE).total) breaks.push({ scorecard: { key, name: is.name }, number, published_at });
  }
  return breaks.toSorted((one, other) => (one.published_at < other.published_at ? -1 : 1));
}

/** Sheets with those answers alone that may stand beside answers on this definition. */
export async function comparing<Sheet extends { version: string; answers: Answers }>(
  ctx: Ctx,
  definition: Scorecard,
  sheets: readonly Sheet[],
): Promise<Sheet[]> {
  const definitions = await definitionsOf(
    ctx.db,
    sheets.map(({ version }) => version),
  );
  const criteria = new Map([...definitions].map(([id, one]) => [id, comparable(one, definition, LINEAGE).criteria]));
  return sheets.map((sheet) => ({
    ...sheet,
    answers: Object.fromEntries(Object.entries(sheet.answers).filter(([id]) => criteria.get(sheet.version)!.has(id))),
  }));
}
