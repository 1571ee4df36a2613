// The scores a report's figures are held to, as they are set today. Targets are set for a scorecard; so that a figure is held
// to one, it is asked which scorecards its reviews were on (scorecards/scorecard/settings.ts).
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Range } from '../../scorecards/calendar/calendar.ts';
import { criteriaOf } from '../../scorecards/scorecard/definition.ts';
import { commonTarget } from '../../scorecards/scorecard/settings.ts';
import type { Ctx } from '../database/context.ts';
import { reachesAll } from '../people/visible.ts';
import { counted_evaluation as counted, criterion_tally } from '../schema/evaluations.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';
import { definitionsOf } from '../scorecards/scorecards.ts';
import { settingOf } from '../scorecards/settings.ts';
import { byMonths, chosen, inMonths, type ReportFilter, sumOf, within } from './periods.ts';

/** Basis points; null: none, or not the same for all of it. */
export type ReportTargets = { all: number | null; of: (team: string | null) => number | null };

export async function reportTargets(ctx: Ctx, filter: ReportFilter, days: Range): Promise<ReportTargets> {
  const targets = await settingOf(ctx.db, ctx, 'targets');
  if (targets.length === 0) return { all: null, of: () => null };
  const used = await usedScorecards(ctx, filter, days);
  return {
    all: commonTarget(targets, used),
    of: (team) =>
      commonTarget(
        targets,
        used.filter((one) => one.team === team),
      ),
  };
}

/** Answers that were rated in random reviews on a version, of agents who belonged to these teams. */
type Rated = { teams: readonly string[]; version: string; rated: number };

/** Each scorecard that random reviews in the report were on, with each team of the report whose agents they are of. */
async function usedScorecards(
  ctx: Ctx,
  filter: ReportFilter,
  days: Range,
): Promise<{ scorecard: string; team: string | null }[]> {
  const sums = new Map<string, Rated>();
  for (const part of await ratedIn(ctx, filter, days)) {
    const key = JSON.stringify([part.version, part.teams]);
    sums.set(key, { ...part, rated: part.rated + (sums.get(key)?.rated ?? 0) });
  }
  const rows = [...sums.values()].filter(({ rated }) => rated > 0);
  const keys = await keysOf(
    ctx,
    rows.map(({ version }) => version),
  );
  const { scope } = ctx.actor;
  const shown = (team: string): boolean =>
    filter.team === undefined ? scope === null || scope.includes(team) : team === filter.team;
  return rows.flatMap(({ teams, version }) =>
    (teams.length === 0 ? [null] : teams.filter(shown)).map((team) => ({ scorecard: keys.get(version)!, team })),
  );
}

async function ratedIn(ctx: Ctx, filter: ReportFilter, days: Range): Promise<Rated[]> {
  const read = (range: Range) => readRated(ctx, filter, range);
  // The tally does not know of whose agents its reviews are.
  if (!reachesAll(ctx, 'reports:read')) return read(days);
  const tallied = (months: Range) =>
    ctx.db
      .select({
        teams: criterion_tally.team_ids,
        version: criterion_tally.scorecard_version_id,
        rated: sumOf(criterion_tally.asked),
      })
      .from(criterion_tally)
      .where(and(chosen(ctx, filter, criterion_tally), inMonths(criterion_tally.month, months)))
      .groupBy(criterion_tally.team_ids, criterion_tally.scorecard_version_id);
  return byMonths(days, async (months) => tallied(months), read);
}

async function readRated(ctx: Ctx, filter: ReportFilter, range: Range): Promise<Rated[]> {
  const rows = await ctx.db
    .select({
      teams: counted.team_ids,
      version: counted.scorecard_version_id,
      reviews: sql<number>`count(*)::int`,
      not_rated: sql<number>`sum(cardinality(${counted.not_rated}))::int`,
    })
    .from(counted)
    .where(and(chosen(ctx, filter, counted), within(counted.occurred_at, range), eq(counted.kind, 'random')))
    .groupBy(counted.team_ids, counted.scorecard_version_id);
  const definitions = await definitionsOf(
    ctx.db,
    rows.map(({ version }) => version),
  );
  return rows.map(({ teams, version, reviews, not_rated }) => ({
    teams,
    version,
    rated: reviews * criteriaOf(definitions.get(version)!).length - not_rated,
  }));
}

async function keysOf(ctx: Ctx, versions: string[]): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: scorecard_version.id, key: scorecard.key })
    .from(scorecard_version)
    .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
    .where(and(eq(scorecard_version.organisation_id, ctx.actor.organisation), inArray(scorecard_version.id, versions)));
  return new Map(rows.map(({ id, key }) => [id, key]));
}
