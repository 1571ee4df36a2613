import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { scorecard_version } from '../../../db/schema/tables.ts';
import {
  addIncluded,
  definitionOf,
  installLibrary,
  listScorecards,
  publishScorecard,
  readScorecard,
  renewLibraries,
} from '../../../db/scorecards/scorecards.ts';
import type { Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { LIBRARY_1_STORED } from '../../../scorecards/scorecard/library-1.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { at, freshOrganisation } from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { definition, withLibrary } from '../../support/reviews.ts';

const renamed = (scorecard: Scorecard, en: string): Scorecard => ({ ...scorecard, name: { en, zh: en } });

describeWithDatabase('scorecards', (database) => {
  it('a new organisation has those it begins with as version 1, without a publisher', async () => {
    const { administrator, agents } = await freshOrganisation(database.db);
    await installLibrary(administrator);
    const { rows } = await listScorecards(agents[0]);
    expect(rows.map(({ key, latest }) => [key, latest?.number])).toEqual([
      ['CH', 1],
      ['CL', 1],
      ['EM', 1],
      ['SO', 1],
      ['VG', 1],
    ]);
    const voice = await readScorecard(agents[0], { key: 'VG', number: 1 });
    expect(voice.definition).toEqual(LIBRARY.find(({ id }) => id === 'VG'));
    expect(voice.published_by).toBeNull();
    expect(rows.find(({ key }) => key === 'VG')).toMatchObject({ sections: 8, criteria: 21, channel: 'voice' });
  });

  it('a newer version of the program brings the next version of those that were left as they came', async () => {
    const organisation = await freshOrganisation(database.db);
    const { VG } = await withLibrary(organisation);
    await database.db
      .update(scorecard_version)
      .set({ definition: sql`${JSON.stringify(LIBRARY_1_STORED.find(({ id }) => id === 'VG'))}::jsonb` as never })
      .where(eq(scorecard_version.id, VG!.id));
    await publishScorecard(organisation.manager, renamed(definition('CH'), 'Chat, ours'));

    await renewLibraries({ db: database.installation, now: new Date('2026-07-08T10:00:00.000Z') });
    const { rows } = await listScorecards(organisation.manager);
    expect(rows.map(({ key, latest }) => [key, latest?.number])).toEqual([
      ['CH', 2],
      ['CL', 2],
      ['EM', 1],
      ['SO', 1],
      ['VG', 2],
    ]);
    expect(rows.find(({ key }) => key === 'CH')!.name.en).toBe('Chat, ours');
    const before = await readScorecard(organisation.manager, { key: 'VG', number: 1 });
    expect(before.definition).toEqual(definition('VG'));
    const now = await readScorecard(organisation.manager, { key: 'VG', number: 2 });
    expect(now).toMatchObject({ published_by: null, definition: { purpose: { zh: expect.any(String) } } });
    const [row] = await database.sql`select definition ? 'format' as named from scorecard_version where id = ${VG!.id}`;
    expect(row).toEqual({ named: false });

    await renewLibraries({ db: database.installation, now: new Date('2026-07-09T10:00:00.000Z') });
    expect((await listScorecards(organisation.manager)).rows).toEqual(rows);
  });

  it('installing the library again leaves existing scorecards alone', async () => {
    const { administrator } = await freshOrganisation(database.db);
    await installLibrary(administrator);
    expect(await installLibrary(administrator)).toEqual([]);
    expect((await listScorecards(administrator)).rows).toHaveLength(5);
  });

  it('one of those it does not begin with is taken into use when somebody wants it, once', async () => {
    const { manager, reviewers } = await freshOrganisation(database.db);
    expect(await addIncluded(manager, { key: 'BS' })).toMatchObject({ key: 'BS', number: 1 });
    const own = await readScorecard(manager, { key: 'BS', number: 1 });
    expect(own).toMatchObject({ published_by: null, definition: LIBRARY.find(({ id }) => id === 'BS') });
    await refused(addIncluded(manager, { key: 'BS' }), 'scorecard-key-taken');
    await refused(addIncluded(manager, { key: 'NONE' }), 'not-found');
    await refused(addIncluded(reviewers[0], { key: 'VG' }), 'not-allowed');
  });

  it('publishing makes the next version and leaves the one before as it was', async () => {
    const organisation = await freshOrganisation(database.db);
    const { VG } = await withLibrary(organisation);
    const later = at(organisation.manager, '2026-07-07T10:00:00.000Z');
    const published = await publishScorecard(later, renamed(definition('VG'), 'Voice, sharper'));
    expect(published).toMatchObject({ key: 'VG', number: 2 });

    const first = await readScorecard(later, { key: 'VG', number: 1 });
    expect(first).toMatchObject({ id: VG!.id, newest: 2 });
    expect(first.definition.name.en).toBe('Voice - general service call');
    const second = await readScorecard(later, { key: 'VG', number: 2 });
    expect(second.definition.name.en).toBe('Voice, sharper');
    expect(second.published_by?.name).toBe('Maria Manager');
    expect(second.newest).toBe(2);
    const listed = (await listScorecards(later)).rows.find(({ key }) => key === 'VG')!;
    expect(listed.latest).toEqual({ id: published.id, number: 2, published_at: '2026-07-07T10:00:00.000Z' });
    expect(listed.name.en).toBe('Voice, sharper');
  });

  it('two who publish at once get two numbers', async () => {
    const organisation = await freshOrganisation(database.db);
    await withLibrary(organisation);
    const both = await Promise.all([
      publishScorecard(organisation.manager, renamed(definition('CH'), 'One')),
      publishScorecard(organisation.administrator, renamed(definition('CH'), 'Other')),
    ]);
    expect(both.map(({ number }) => number).sort()).toEqual([2, 3]);
  });

  it('a scorecard with errors is refused with all findings, and nothing is written', async () => {
    const { manager } = await freshOrganisation(database.db);
    const flawed = definition('CH');
    const doubled: Scorecard = { ...flawed, id: 'NEW', sections: [flawed.sections[0]!, flawed.sections[0]!] };
    const problem = await refused(publishScorecard(manager, doubled), 'not-publishable');
    expect(problem.detail).toContainEqual({
      severity: 'error',
      code: 'scorecard-duplicate-section',
      params: { section: 'CH-A' },
    });
    expect(problem.params.count).toBeGreaterThan(1);
    expect((await listScorecards(manager)).rows).toEqual([]);
  });

  it('publishing is for managers and administrators alone', async () => {
    const { coach, reviewers, agents } = await freshOrganisation(database.db);
    for (const ctx of [coach, reviewers[0], agents[0]])
      await refused(publishScorecard(ctx, definition('CH')), 'not-allowed');
  });

  it('another organisation sees none of them, and the same key there is a different scorecard', async () => {
    const organisation = await freshOrganisation(database.db);
    await withLibrary(organisation);
    expect((await listScorecards(organisation.outsider)).rows).toEqual([]);
    await refused(readScorecard(organisation.outsider, { key: 'VG', number: 1 }), 'not-found');
    expect(await publishScorecard(organisation.outsider, definition('VG'))).toMatchObject({ number: 1 });
  });

  it('a version that is not there is not found', async () => {
    const organisation = await freshOrganisation(database.db);
    await withLibrary(organisation);
    await refused(readScorecard(organisation.manager, { key: 'VG', number: 2 }), 'not-found');
    await refused(readScorecard(organisation.manager, { key: 'XX', number: 1 }), 'not-found');
    await refused(definitionOf(organisation.manager.db, 'scv_none'), 'not-found');
  });

  it('an invalid stored scorecard is not accepted as one', async () => {
    const organisation = await freshOrganisation(database.db);
    const { CL } = await withLibrary(organisation);
    await database.db
      .update(scorecard_version)
      .set({ definition: { id: 'CL' } as unknown as Scorecard })
      .where(eq(scorecard_version.id, CL!.id));
    await expect(definitionOf(organisation.manager.db, CL!.id)).rejects.toThrow('scorecard_version.definition');
  });
});
