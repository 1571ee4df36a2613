import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { readEvaluation } from '../../../db/evaluations/evaluations.ts';
import { reportQuality } from '../../../db/reports/reports.ts';
import { scorecard_setting } from '../../../db/schema/tables.ts';
import { changeSettings, readSettings, settingHistory } from '../../../db/scorecards/settings.ts';
import { DEFAULT_SETTINGS, type Setting, type Target } from '../../../scorecards/scorecard/settings.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { eventsAbout } from '../../support/events.ts';
import { at, type FreshOrganisation, freshOrganisation, memberOf } from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { evaluated, withLibrary } from '../../support/reviews.ts';

const aims = (...value: Target[]): Setting => ({ part: 'targets', value });
const aim = (scorecard: string, team: string | null, value_bp: number): Target => ({ scorecard, team, value_bp });
const rules = (change: Partial<typeof DEFAULT_SETTINGS.complaints>): Setting => ({
  part: 'complaints',
  value: { ...DEFAULT_SETTINGS.complaints, ...change },
});

describeWithDatabase('settings for scorecards', (database) => {
  const fresh = async () => {
    const organisation = await freshOrganisation(database.db);
    return { ...organisation, cards: await withLibrary(organisation) };
  };
  const rows = (of: FreshOrganisation, part: Setting['part']) =>
    database.db
      .select()
      .from(scorecard_setting)
      .where(and(eq(scorecard_setting.organisation_id, of.id), eq(scorecard_setting.part, part)));

  it('are the defaults until they are changed, with no target', async () => {
    const { manager } = await fresh();
    const settings = await readSettings(manager);
    for (const part of ['targets', 'defaults', 'complaints'] as const) {
      expect(settings[part]).toEqual({ number: 0, value: DEFAULT_SETTINGS[part], changed_at: null, changed_by: null });
    }
    expect(settings.targets.value).toEqual([]);
  });

  it('are versioned: each change is a new row with its event, and the old ones stay', async () => {
    const organisation = await fresh();
    const { manager, administrator } = organisation;
    const first = aims(aim('VG', null, 8000));
    const second = aims(aim('VG', null, 8250), aim('VG', organisation.teams[0].id, 9000));
    await changeSettings(manager, { number: 0, setting: first });
    const later = at(administrator, '2026-07-07T09:00:00.000Z');
    const now = await changeSettings(later, { number: 1, setting: second });
    expect(now.targets).toEqual({
      number: 2,
      value: second.value,
      changed_at: '2026-07-07T09:00:00.000Z',
      changed_by: { id: memberOf(administrator), name: 'Ada Admin' },
    });
    const { rows: history } = await settingHistory(manager, { part: 'targets' });
    expect(history.map(({ number, setting, changed_by }) => [number, setting, changed_by.name])).toEqual([
      [2, second, 'Ada Admin'],
      [1, first, 'Maria Manager'],
    ]);
    for (const { id, number } of history) {
      expect(await eventsAbout(database.db, id)).toMatchObject([
        { kind: 'scorecard-settings.changed', detail: { part: 'targets', number } },
      ]);
    }
    expect((await readSettings(manager)).defaults.number).toBe(0);
  });

  it('are read a page at a time, the newest version first', async () => {
    const { manager } = await fresh();
    for (const number of [0, 1, 2]) {
      await changeSettings(manager, { number, setting: aims(aim('VG', null, 8000 + number)) });
    }
    const first = await settingHistory(manager, { part: 'targets', limit: 2 });
    const second = await settingHistory(manager, { part: 'targets', limit: 2, cursor: first.next! });
    expect([...first.rows, ...second.rows].map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(second.next).toBe(null);
  });

  it('saved as they were make no version', async () => {
    const organisation = await fresh();
    await changeSettings(organisation.manager, { number: 0, setting: rules({}) });
    expect(await rows(organisation, 'complaints')).toEqual([]);
  });

  it('changed by two at once: the second is told, with what there is now, and nothing is overwritten', async () => {
    const organisation = await fresh();
    const { manager, administrator } = organisation;
    const outcomes = await Promise.allSettled([
      changeSettings(manager, { number: 0, setting: aims(aim('VG', null, 8000)) }),
      changeSettings(administrator, { number: 0, setting: aims(aim('VG', null, 9000)) }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [kept, ...more] = await rows(organisation, 'targets');
    expect(more).toEqual([]);
    const late = changeSettings(manager, { number: 0, setting: aims(aim('VG', null, 7000)) });
    const refusal = await refused(late, 'stale');
    expect(refusal.detail).toMatchObject({ targets: { number: 1, value: kept!.setting.value } });
    await refused(changeSettings(manager, { number: 7, setting: aims() }), 'stale');
    expect(await rows(organisation, 'targets')).toEqual([kept]);
    // Another part is another matter.
    await changeSettings(manager, { number: 0, setting: rules({ queues: ['Complaints'] }) });
  });

  it('name each tag, queue and phrase once, without blanks around it', async () => {
    const { manager } = await fresh();
    const phrases = { en: ['Get me out', 'GET ME OUT '], zh: [] };
    const now = await changeSettings(manager, { number: 0, setting: rules({ queues: [' A ', 'a', 'B'], phrases }) });
    expect(now.complaints.value).toMatchObject({ queues: ['A', 'B'], phrases: { en: ['Get me out'], zh: [] } });
  });

  it('are refused for what the organisation does not have, what is there twice and what nobody can say', async () => {
    const organisation = await fresh();
    const { manager, outsider } = organisation;
    const refusedFor = (setting: Setting, code: Parameters<typeof refused>[1]) =>
      refused(changeSettings(manager, { number: 0, setting }), code);
    await refusedFor(aims(aim('XX', null, 8000)), 'not-found');
    await refusedFor(aims(aim('VG', 'team_none', 8000)), 'not-found');
    await refusedFor(rules({ scorecard: 'XX' }), 'not-found');
    const twice = await refusedFor(
      aims(aim('VG', null, 8000), aim('CH', null, 8000), aim('VG', null, 8100)),
      'target-twice',
    );
    expect(twice.params).toEqual({ scorecard: 'VG' });
    const silent = await refusedFor(rules({ phrases: { en: ['complain', '?!'], zh: [] } }), 'phrase-without-words');
    expect(silent.params).toEqual({ value: '?!' });
    await refused(changeSettings(outsider, { number: 0, setting: aims(aim('VG', null, 8000)) }), 'not-found');
    expect(await rows(organisation, 'targets')).toEqual([]);
  });

  it('are changed by managers and administrators, and seen by nobody else', async () => {
    const { reviewers, coach, agents } = await fresh();
    for (const ctx of [reviewers[0], coach, agents[0]]) {
      await refused(readSettings(ctx), 'not-allowed');
      await refused(settingHistory(ctx, { part: 'targets' }), 'not-allowed');
      await refused(changeSettings(ctx, { number: 0, setting: aims() }), 'not-allowed');
    }
  });
});

describeWithDatabase('the target in a report', (database) => {
  const DAYS = [{}, { from: '2026-06-01', to: '2026-07-31' }, { from: '2026-06-29', to: '2026-07-05' }];

  async function reviewed() {
    const organisation = await freshOrganisation(database.db);
    const cards = await withLibrary(organisation);
    const [reviewer] = organisation.reviewers;
    const [ann, , chen] = organisation.agents;
    const day = { started_at: '2026-07-03T09:00:00.000Z' };
    await evaluated({ agent: ann, reviewer, version: cards.VG! }, {}, { ...day, channel: 'voice' });
    await evaluated({ agent: chen, reviewer, version: cards.CH! }, {}, day);
    // Chosen: it enters no mean.
    await evaluated({ agent: ann, reviewer, version: cards.CL!, kind: 'targeted' }, {}, day);
    const [care] = organisation.teams;
    const targets = async (filter: Parameters<typeof reportQuality>[1], ctx = organisation.manager) => {
      const { figures, teams } = await reportQuality(ctx, filter);
      return [figures.target_bp, ...teams.map(({ team, target_bp }) => [team?.name ?? null, target_bp])];
    };
    return { organisation, cards, care, targets };
  }

  it('is none until one is set', async () => {
    const { targets } = await reviewed();
    for (const days of DAYS) expect(await targets(days)).toEqual([null, ['Billing', null], ['Care', null]]);
  });

  it('is each team’s own, and the whole report’s where all share it', async () => {
    const { organisation, care, targets } = await reviewed();
    const { manager } = organisation;
    const both = [aim('VG', null, 8000), aim('CH', null, 8000)];
    await changeSettings(manager, { number: 0, setting: aims(...both) });
    for (const days of DAYS) expect(await targets(days)).toEqual([8000, ['Billing', 8000], ['Care', 8000]]);
    await changeSettings(manager, { number: 1, setting: aims(...both, aim('VG', care.id, 9000)) });
    for (const days of DAYS) {
      expect(await targets(days)).toEqual([null, ['Billing', 8000], ['Care', 9000]]);
      expect(await targets({ ...days, team: care.id })).toEqual([9000, ['Care', 9000]]);
      // A manager of one team is shown that team's.
      const ofCare = { ...manager, actor: { ...manager.actor, scope: [care.id] } };
      expect(await targets(days, ofCare)).toEqual([9000, ['Care', 9000]]);
    }
  });

  it('is none where a team’s scorecards have different ones', async () => {
    const { organisation, cards, care, targets } = await reviewed();
    const [reviewer] = organisation.reviewers;
    await evaluated(
      { agent: organisation.agents[1], reviewer, version: cards.CH! },
      {},
      { started_at: '2026-07-03T09:00:00.000Z' },
    );
    await changeSettings(organisation.manager, {
      number: 0,
      setting: aims(aim('VG', null, 8000), aim('CH', null, 9000)),
    });
    for (const days of DAYS) expect(await targets(days)).toEqual([null, ['Billing', 9000], ['Care', null]]);
    expect(await targets({ team: care.id, channel: 'chat' })).toEqual([9000, ['Care', 9000]]);
  });

  it('is told to the agent beside a score on that scorecard', async () => {
    const organisation = await freshOrganisation(database.db);
    const cards = await withLibrary(organisation);
    const [agent, , other] = organisation.agents;
    const [reviewer] = organisation.reviewers;
    const [care] = organisation.teams;
    const of = async (ctx: typeof agent) => {
      const { evaluation } = await evaluated({ agent: ctx, reviewer, version: cards.CH! });
      return async () => (await readEvaluation(ctx, { evaluation })).context.target_bp;
    };
    const [ann, chen] = [await of(agent), await of(other)];
    expect([await ann(), await chen()]).toEqual([null, null]);
    await changeSettings(organisation.manager, {
      number: 0,
      setting: aims(aim('CH', null, 8000), aim('CH', care.id, 9000), aim('VG', null, 7000)),
    });
    expect([await ann(), await chen()]).toEqual([9000, 8000]);
  });
});
