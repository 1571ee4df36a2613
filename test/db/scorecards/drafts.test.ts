import { expect, it } from 'vitest';
import { openCalibration } from '../../../db/calibration/calibration.ts';
import { createPlan, setPlanActive } from '../../../db/samples/samples.ts';
import {
  beginDraft,
  beginScorecard,
  discardDraft,
  keepDraft,
  publishDraft,
  readDraft,
} from '../../../db/scorecards/drafts.ts';
import { restoreScorecard, retireScorecard } from '../../../db/scorecards/retiring.ts';
import { listScorecards, readScorecard } from '../../../db/scorecards/scorecards.ts';
import { readUse } from '../../../db/scorecards/use.ts';
import type { Draft } from '../../../scorecards/scorecard/definition.ts';
import { emptyDraft } from '../../../scorecards/scorecard/draft.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, memberOf } from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { definition, evaluated, giveReview, withLibrary } from '../../support/reviews.ts';

const begun = (id: string): Draft =>
  emptyDraft({
    id,
    leading: 'en',
    name: { en: 'New' },
    channel: 'voice',
    method: 'weighted',
    critical_policy: 'report',
    section_threshold: { value_bp: 7000, min_weight: 0 },
  });
const named = (draft: Draft, en: string): Draft => ({ ...draft, name: { en } });

describeWithDatabase('drafts of scorecards', (database) => {
  it('a new scorecard is a draft until it is published, and stays incomplete meanwhile', async () => {
    const { manager, agents } = await freshOrganisation(database.db);
    const draft = await beginScorecard(manager, begun('NEW'));
    expect(draft).toMatchObject({ key: 'NEW', revision: 1, based_on: null, newest: null });
    const { rows } = await listScorecards(agents[0]);
    expect(rows).toMatchObject([
      { key: 'NEW', state: 'draft', latest: null, criteria: 0, draft: { changed_by: { id: memberOf(manager) } } },
    ]);
    const problem = await refused(publishDraft(manager, { key: 'NEW', revision: 1 }), 'not-publishable');
    expect(problem.detail).toEqual([{ severity: 'error', code: 'scorecard-no-sections', params: {} }]);

    const whole = { ...definition('VG'), id: 'NEW' };
    const saved = await keepDraft(manager, { key: 'NEW', revision: 1, definition: whole });
    const published = await publishDraft(manager, { key: 'NEW', revision: saved.revision });
    expect(published).toMatchObject({ key: 'NEW', number: 1 });
    expect((await readScorecard(agents[0], { key: 'NEW', number: 1 })).definition).toEqual(whole);
    await refused(readDraft(manager, { key: 'NEW' }), 'not-found');
    expect((await listScorecards(manager)).rows).toMatchObject([{ state: 'published', draft: null }]);
  });

  it('a key belongs to one scorecard', async () => {
    const organisation = await freshOrganisation(database.db);
    await withLibrary(organisation);
    const { manager } = organisation;
    expect((await refused(beginScorecard(manager, begun('VG')), 'scorecard-key-taken')).params).toEqual({ id: 'VG' });
    await beginScorecard(manager, begun('NEW'));
    await refused(beginScorecard(manager, begun('NEW')), 'scorecard-key-taken');
  });

  it('the next version begins as the newest, once: whoever comes second gets the same draft', async () => {
    const organisation = await freshOrganisation(database.db);
    await withLibrary(organisation);
    const { manager, administrator } = organisation;
    const [one, other] = await Promise.all([
      beginDraft(manager, { key: 'CH', definition: null }),
      beginDraft(administrator, { key: 'CH', definition: null }),
    ]);
    expect(one).toEqual(other);
    expect(one).toMatchObject({ revision: 1, based_on: 1, newest: 1, definition: definition('CH') });
    await refused(beginDraft(manager, { key: 'CH', definition: begun('CH') }), 'draft-in-work');
    await refused(beginDraft(manager, { key: 'NONE', definition: null }), 'not-found');
  });

  it('what was read from a file begins the next version under the scorecard’s key', async () => {
    const organisation = await freshOrganisation(database.db);
    await withLibrary(organisation);
    const draft = await beginDraft(organisation.manager, { key: 'CH', definition: begun('OTHER') });
    expect(draft).toMatchObject({ key: 'CH', definition: { id: 'CH', sections: [] }, based_on: 1 });
    await keepDraft(organisation.manager, { key: 'CH', revision: 1, definition: begun('ANOTHER') });
    expect(await readDraft(organisation.manager, { key: 'CH' })).toMatchObject({ definition: { id: 'CH' } });
  });

  it('of two who save at once one is told what the other wrote; nothing is overwritten', async () => {
    const { manager, administrator } = await freshOrganisation(database.db);
    const { definition: start } = await beginScorecard(manager, begun('NEW'));
    const saves = await Promise.allSettled([
      keepDraft(manager, { key: 'NEW', revision: 1, definition: named(start, 'Maria’s') }),
      keepDraft(administrator, { key: 'NEW', revision: 1, definition: named(start, 'Ada’s') }),
    ]);
    expect(saves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const kept = await readDraft(manager, { key: 'NEW' });
    const refusal = saves.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refusal.reason).toMatchObject({ code: 'stale', detail: kept });
    expect(kept.revision).toBe(2);
    for (const end of [discardDraft, publishDraft]) {
      await refused(end(manager, { key: 'NEW', revision: 1 }), 'stale');
    }
    expect(await readDraft(manager, { key: 'NEW' })).toEqual(kept);
  });

  it('a draft given up leaves the published versions; a scorecard that had none is gone, and its key is free', async () => {
    const organisation = await freshOrganisation(database.db);
    await withLibrary(organisation);
    const { manager } = organisation;
    await beginDraft(manager, { key: 'CH', definition: null });
    await discardDraft(manager, { key: 'CH', revision: 1 });
    await beginScorecard(manager, begun('NEW'));
    await discardDraft(manager, { key: 'NEW', revision: 1 });
    const { rows } = await listScorecards(manager);
    expect(rows.map(({ key, state, draft }) => [key, state, draft])).toEqual(
      ['CH', 'CL', 'VG'].map((key) => [key, 'published', null]),
    );
    expect((await beginScorecard(manager, begun('NEW'))).revision).toBe(1);
  });

  it('publishing says what goes on: open reviews keep their version, plans draw on the new one', async () => {
    const organisation = await freshOrganisation(database.db);
    const { VG } = await withLibrary(organisation);
    const { manager, reviewers, agents } = organisation;
    const given = await giveReview({ agent: agents[0], reviewer: reviewers[0], version: VG!.id });
    await openCalibration(manager, {
      name: 'Monday',
      interaction: given.interaction,
      scorecard_version_id: VG!.id,
      reviewers: [memberOf(reviewers[1]), memberOf(reviewers[2])],
    });
    const card = (await listScorecards(manager)).rows.find(({ key }) => key === 'VG')!;
    const plan = await createPlan(manager, {
      name: 'Weekly',
      who: { teams: [], agents: [memberOf(agents[0])] },
      what: { channels: [], queues: [], duration_min_ms: null, duration_max_ms: null },
      per_agent_per_week: 1,
      scorecard: card.id,
      reviewers: [memberOf(reviewers[0])],
    });
    const use = await readUse(manager, { key: 'VG' });
    expect(use).toEqual({ open_reviews: 3, plans: [{ id: plan.id, name: 'Weekly' }], unvarying: [] });
    expect(await readUse(manager, { key: 'CH' })).toEqual({ open_reviews: 0, plans: [], unvarying: [] });
    await refused(readUse(organisation.outsider, { key: 'VG' }), 'not-found');

    const problem = await refused(retireScorecard(manager, { key: 'VG' }), 'in-plans');
    expect(problem.params).toEqual({ count: 1, plan: 'Weekly' });
    await setPlanActive(manager, { plan: plan.id, active: false });
    await retireScorecard(manager, { key: 'VG' });
    await refused(setPlanActive(manager, { plan: plan.id, active: true }), 'retired-scorecard');
    expect((await listScorecards(manager)).rows.find(({ key }) => key === 'VG')).toMatchObject({ state: 'retired' });
    await restoreScorecard(manager, { key: 'VG' });
    await setPlanActive(manager, { plan: plan.id, active: true });
  });

  it('a criterion always answered the same way is named, once thirty answers say so', async () => {
    const organisation = await freshOrganisation(database.db);
    const { VG } = await withLibrary(organisation);
    const { reviewers, agents, manager } = organisation;
    const of = { agent: agents[0], reviewer: reviewers[0], version: VG! };
    for (let i = 0; i < 29; i += 1) await evaluated(of, { VG4: i % 2 === 0 ? 'pass' : 'fail' });
    expect((await readUse(manager, { key: 'VG' })).unvarying).toEqual([]);
    await evaluated(of, { VG4: 'pass' });
    const { unvarying } = await readUse(manager, { key: 'VG' });
    expect(unvarying).toContainEqual({ criterion: 'VG5', answer: 'pass', n: 30 });
    expect(unvarying.map(({ criterion }) => criterion)).not.toContain('VG4');
  });

  it('drafts are for managers and administrators, of their own organisation', async () => {
    const { manager, coach, reviewers, agents, outsider } = await freshOrganisation(database.db);
    await beginScorecard(manager, begun('NEW'));
    for (const ctx of [coach, reviewers[0], agents[0]]) {
      await refused(beginScorecard(ctx, begun('X')), 'not-allowed');
      await refused(readDraft(ctx, { key: 'NEW' }), 'not-allowed');
      await refused(readUse(ctx, { key: 'NEW' }), 'not-allowed');
      await refused(retireScorecard(ctx, { key: 'NEW' }), 'not-allowed');
    }
    await refused(readDraft(outsider, { key: 'NEW' }), 'not-found');
    await refused(keepDraft(outsider, { key: 'NEW', revision: 1, definition: begun('NEW') }), 'not-found');
    await refused(retireScorecard(manager, { key: 'NEW' }), 'not-found');
    expect(await readDraft(manager, { key: 'NEW' })).toMatchObject({ revision: 1, definition: begun('NEW') });
  });
});
