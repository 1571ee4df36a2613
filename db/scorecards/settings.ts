// An organisation's settings for scorecards, in parts that are versioned each: a change is a new row, and whoever saves
// over a version they have not seen is told. Until a part is changed its default holds.
import { and, desc, eq, inArray } from 'drizzle-orm';
import { canonical } from '../../scorecards/events/seal.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import {
  type ComplaintRules,
  DEFAULT_SETTINGS,
  distinct,
  type Setting,
  type SettingPart,
  type SettingValues,
  type Target,
} from '../../scorecards/scorecard/settings.ts';
import { canBeSaid } from '../../transcription/text/search/phrases.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { behindRow, type Page, type PageInput, pageById } from '../database/pages.ts';
import { record } from '../events/record.ts';
import { member, team } from '../schema/people.ts';
import { scorecard, scorecard_setting } from '../schema/scorecards.ts';

/** A version of a part. Number 0, changed by nobody: its default. */
export type SettingVersion<Part extends SettingPart = SettingPart> = {
  number: number;
  value: SettingValues[Part];
  changed_at: string | null;
  changed_by: { id: string; name: string } | null;
};

export type ScorecardSettings = { [Part in SettingPart]: SettingVersion<Part> };

export type SettingChange = {
  id: string;
  number: number;
  setting: Setting;
  changed_at: string;
  changed_by: { id: string; name: string };
};

const PAGE = 50;

/** All parts as they hold now. */
export async function readSettings(ctx: Ctx): Promise<ScorecardSettings> {
  demand(ctx, 'scorecards:settings');
  const [targets, defaults, complaints] = await Promise.all([
    newest(ctx.db, ctx, 'targets'),
    newest(ctx.db, ctx, 'defaults'),
    newest(ctx.db, ctx, 'complaints'),
  ]);
  return { targets, defaults, complaints };
}

/** What holds in a part now: for verbs whose callers need not be allowed to see the settings. */
export const settingOf = async <Part extends SettingPart>(db: Db, ctx: Ctx, part: Part): Promise<SettingValues[Part]> =>
  (await newest(db, ctx, part)).value;

/**
 * Makes the next version of a part. What is the same as before makes none.
 * @param input.number the version the person saw
 * @throws Problem `stale` with all parts as they are now when that is not the newest; `not-found` for a scorecard or a team
 *   the organisation does not have; `target-twice`, `phrase-without-words`
 */
export async function changeSettings(
  ctx: Ctx,
  input: { number: number; setting: Setting },
): Promise<ScorecardSettings> {
  demand(ctx, 'scorecards:settings');
  const { part } = input.setting;
  const kept = await ctx.db.transaction(async (tx) => {
    const setting = await checked(tx, ctx, input.setting);
    const before = await newest(tx, ctx, part);
    if (before.number !== input.number) return false;
    if (canonical(before.value) === canonical(setting.value)) return true;
    const id = newId('set', ctx.now);
    const number = before.number + 1;
    const [made] = await tx
      .insert(scorecard_setting)
      .values({
        ...{ id, organisation_id: ctx.actor.organisation, part, number, setting },
        ...{ changed_by: self(ctx), changed_at: ctx.now.toISOString() },
      })
      .onConflictDoNothing()
      .returning({ id: scorecard_setting.id });
    // Someone else was faster.
    if (!made) return false;
    await record(tx, ctx, { kind: 'scorecard-settings.changed', subject: id, detail: { part, number } });
    return true;
  });
  const now = await readSettings(ctx);
  if (!kept) throw new Problem('stale', {}, now);
  return now;
}

/** The versions of a part, the newest first; its default, which is none of them, comes with the program. */
export async function settingHistory(ctx: Ctx, input: PageInput & { part: SettingPart }): Promise<Page<SettingChange>> {
  demand(ctx, 'scorecards:settings');
  const { cursor, limit = PAGE } = input;
  const by = [scorecard_setting.number, scorecard_setting.id];
  const behind = await behindRow(ctx, cursor, { of: scorecard_setting, by, order: 'desc' });
  const found = await ctx.db
    .select(change)
    .from(scorecard_setting)
    .innerJoin(member, eq(member.id, scorecard_setting.changed_by))
    .where(and(ofPart(ctx, input.part), behind))
    .orderBy(desc(scorecard_setting.number), desc(scorecard_setting.id))
    .limit(limit + 1);
  return pageById(found, limit);
}

const change = {
  id: scorecard_setting.id,
  number: scorecard_setting.number,
  setting: scorecard_setting.setting,
  changed_at: scorecard_setting.changed_at,
  changed_by: { id: member.id, name: member.name },
};

const ofPart = (ctx: Ctx, part: SettingPart) =>
  and(eq(scorecard_setting.organisation_id, ctx.actor.organisation), eq(scorecard_setting.part, part));

async function newest<Part extends SettingPart>(db: Db, ctx: Ctx, part: Part): Promise<SettingVersion<Part>> {
  const [row] = await db
    .select(change)
    .from(scorecard_setting)
    .innerJoin(member, eq(member.id, scorecard_setting.changed_by))
    .where(ofPart(ctx, part))
    .orderBy(desc(scorecard_setting.number))
    .limit(1);
  if (!row) return { number: 0, value: DEFAULT_SETTINGS[part], changed_at: null, changed_by: null };
  const { number, setting, changed_at, changed_by } = row;
  return { number, value: setting.value as SettingValues[Part], changed_at, changed_by };
}

/** As it is stored. */
async function checked(tx: Db, ctx: Ctx, setting: Setting): Promise<Setting> {
  switch (setting.part) {
    case 'targets':
      await checkTargets(tx, ctx, setting.value);
      return setting;
    case 'defaults':
      return setting;
    case 'complaints':
      return { part: setting.part, value: await checkedRules(tx, ctx, setting.value) };
  }
}

async function checkTargets(tx: Db, ctx: Ctx, targets: readonly Target[]): Promise<void> {
  const seen = new Set<string>();
  for (const { scorecard: key, team: id } of targets) {
    const one = JSON.stringify([key, id]);
    if (seen.has(one)) throw new Problem('target-twice', { scorecard: key });
    seen.add(one);
  }
  await demandScorecards(
    tx,
    ctx,
    targets.map((target) => target.scorecard),
  );
  const teams = [...new Set(targets.flatMap((target) => target.team ?? []))];
  const known = await tx
    .select({ id: team.id })
    .from(team)
    .where(and(eq(team.organisation_id, ctx.actor.organisation), inArray(team.id, teams)));
  if (known.length < teams.length) throw new Problem('not-found');
}

async function checkedRules(tx: Db, ctx: Ctx, rules: ComplaintRules): Promise<ComplaintRules> {
  const silent = [...rules.phrases.en, ...rules.phrases.zh].find((phrase) => !canBeSaid(phrase));
  if (silent !== undefined) throw new Problem('phrase-without-words', { value: silent });
  await demandScorecards(tx, ctx, rules.scorecard === null ? [] : [rules.scorecard]);
  return {
    scorecard: rules.scorecard,
    tags: distinct(rules.tags),
    queues: distinct(rules.queues),
    phrases: { en: distinct(rules.phrases.en), zh: distinct(rules.phrases.zh) },
  };
}

async function demandScorecards(tx: Db, ctx: Ctx, wanted: readonly string[]): Promise<void> {
  const keys = [...new Set(wanted)];
  const known = await tx
    .select({ key: scorecard.key })
    .from(scorecard)
    .where(and(eq(scorecard.organisation_id, ctx.actor.organisation), inArray(scorecard.key, keys)));
  if (known.length < keys.length) throw new Problem('not-found');
}
