import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { readAgent } from '../../../db/coaching/coaching.ts';
import { createGoal } from '../../../db/coaching/development.ts';
import { changeFramework, frameworkHistory, readFramework } from '../../../db/competencies/frameworks.ts';
import type { Ctx } from '../../../db/database/context.ts';
import { competency_framework } from '../../../db/schema/tables.ts';
import { beginDraft, keepDraft, publishDraft } from '../../../db/scorecards/drafts.ts';
import { retireScorecard } from '../../../db/scorecards/retiring.ts';
import { publishScorecard, readScorecard } from '../../../db/scorecards/scorecards.ts';
import type { DescribedCompetency, Framework } from '../../../scorecards/competencies/framework.ts';
import { INCLUDED_FRAMEWORK } from '../../../scorecards/competencies/included.ts';
import { criteriaOf } from '../../../scorecards/scorecard/definition.ts';
import { changed } from '../../../scorecards/scorecard/edit.ts';
import { criterion, scorecardOf, section } from '../../scorecards/given.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { eventsAbout } from '../../support/events.ts';
import { at, type FreshOrganisation, freshOrganisation, memberOf } from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { answer, giveReview, submit, withLibrary } from '../../support/reviews.ts';

const { competencies } = INCLUDED_FRAMEWORK;
const having = (...own: DescribedCompetency[]): Framework => ({ ...INCLUDED_FRAMEWORK, competencies: own });
const without = (key: string): Framework => having(...competencies.filter((one) => one.key !== key));
const singing: DescribedCompetency = { ...competencies[1]!, key: 'singing', name: { en: 'Singing', zh: '演唱' } };

describeWithDatabase('the framework of competencies', (database) => {
  const fresh = () => freshOrganisation(database.db);
  const change = (ctx: Ctx, number: number, framework: Framework) => changeFramework(ctx, { number, framework });
  const goalFor = (of: FreshOrganisation, competency: string) =>
    createGoal(of.coach, {
      agent: memberOf(of.agents[0]),
      competency,
      level_now: 'junior',
      level_wanted: 'intermediate',
      due_on: '2026-12-01',
      steps: null,
    });
  const wordsOf = async (of: FreshOrganisation) =>
    (await readAgent(of.coach, { agent: memberOf(of.agents[0]) })).plan!.goals.map(({ words }) => words);

  it('is the one included until it is changed, for everybody', async () => {
    const { manager, agents } = await fresh();
    const included = { number: 0, framework: INCLUDED_FRAMEWORK, removed: [], changed_at: null, changed_by: null };
    expect(await readFramework(manager)).toEqual(included);
    expect(await readFramework(agents[0]!, { number: 0 })).toEqual(included);
    await refused(readFramework(manager, { number: 1 }), 'not-found');
  });

  it('is versioned: each change is a new row with its event, and the old ones can be read', async () => {
    const organisation = await fresh();
    const { manager, administrator } = organisation;
    await change(manager, 0, having(...competencies, singing));
    const later = at(administrator, '2026-07-07T09:00:00.000Z');
    const now = await change(later, 1, without('data'));
    expect(now).toEqual({
      number: 2,
      framework: without('data'),
      removed: [
        { key: 'data', name: competencies.find(({ key }) => key === 'data')!.name },
        { key: 'singing', name: singing.name },
      ],
      changed_at: '2026-07-07T09:00:00.000Z',
      changed_by: { id: memberOf(administrator), name: 'Ada Admin' },
    });
    expect((await readFramework(manager, { number: 1 })).framework.competencies).toHaveLength(11);
    const first = await frameworkHistory(manager, { limit: 1 });
    const second = await frameworkHistory(manager, { limit: 1, cursor: first.next! });
    expect([...first.rows, ...second.rows].map(({ number, changed_by }) => [number, changed_by.name])).toEqual([
      [2, 'Ada Admin'],
      [1, 'Maria Manager'],
    ]);
    expect(await eventsAbout(database.db, first.rows[0]!.id)).toMatchObject([
      { kind: 'competencies.changed', detail: { number: 2 } },
    ]);
  });

  it('saved as it was makes no version, and over an unseen version none either', async () => {
    const organisation = await fresh();
    const { manager, administrator } = organisation;
    await change(manager, 0, structuredClone(INCLUDED_FRAMEWORK));
    expect((await readFramework(manager)).number).toBe(0);
    await change(manager, 0, without('data'));
    await refused(change(administrator, 0, without('tools')), 'stale');
    const saved = await Promise.allSettled([
      change(manager, 1, having(...competencies, singing)),
      change(administrator, 1, INCLUDED_FRAMEWORK),
    ]);
    expect(saved.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const rows = await database.db
      .select({ number: competency_framework.number })
      .from(competency_framework)
      .where(and(eq(competency_framework.organisation_id, organisation.id)));
    expect(rows.map(({ number }) => number).toSorted()).toEqual([1, 2]);
  });

  it('has each key once, and is changed by managers and administrators alone', async () => {
    const { manager, coach, reviewers } = await fresh();
    await refused(change(manager, 0, having(singing, singing)), 'competency-twice');
    for (const other of [coach, reviewers[0]!]) {
      await refused(change(other, 0, without('data')), 'not-allowed');
      await refused(frameworkHistory(other, {}), 'not-allowed');
    }
  });

  it('keeps what a scorecard in use shows, until a version does not or it is retired', async () => {
    const organisation = await fresh();
    const { manager } = organisation;
    await withLibrary(organisation);
    const { number, framework } = await change(manager, 0, having(...competencies, singing));
    const card = scorecardOf([section('A', criterion('a1', { competency: 'singing' }))], { id: 'OWN' });
    await publishScorecard(manager, card);
    const gone = { ...framework, competencies };
    await refused(change(manager, number, gone), 'competency-in-use');
    await publishScorecard(manager, scorecardOf([section('A', criterion('a1'))], { id: 'OWN' }));
    expect((await change(manager, number, gone)).removed).toEqual([{ key: 'singing', name: singing.name }]);

    await change(manager, 2, framework);
    await publishScorecard(manager, card);
    await retireScorecard(manager, { key: 'OWN' });
    expect((await change(manager, 3, gone)).number).toBe(4);
  });

  it('refuses to publish a scorecard that shows what the organisation does not have', async () => {
    const organisation = await fresh();
    const { manager } = organisation;
    await withLibrary(organisation);
    const card = scorecardOf([section('A', criterion('a1', { competency: 'singing' }))], { id: 'OWN' });
    await refused(publishScorecard(manager, card), 'not-publishable');
    const draft = await beginDraft(manager, { key: 'VG', definition: null });
    const { revision } = await keepDraft(manager, {
      key: 'VG',
      revision: draft.revision,
      definition: changed(draft.definition, (one) => ({ ...one, competency: 'singing' })),
    });
    await refused(publishDraft(manager, { key: 'VG', revision }), 'not-publishable');
    await change(manager, 0, having(...competencies, singing));
    const { number } = await publishDraft(manager, { key: 'VG', revision });
    const { definition: published } = await readScorecard(manager, { key: 'VG', number });
    expect(new Set(criteriaOf(published).map(({ competency }) => competency))).toEqual(new Set(['singing']));
  });

  it('is what goals are set by: an old plan reads as it did', async () => {
    const organisation = await fresh();
    const { manager } = organisation;
    await refused(goalFor(organisation, 'singing'), 'not-found');
    await goalFor(organisation, 'data');
    const own: DescribedCompetency = { ...singing, practice: null };
    await change(manager, 0, having(...competencies, own));
    await goalFor(organisation, 'singing');
    const before = await wordsOf(organisation);
    expect(before.map(({ competency }) => competency.en)).toEqual(['Singing', 'Working with data']);

    const levels = { ...INCLUDED_FRAMEWORK.levels, junior: { name: { en: 'P1' }, description: null } };
    const renamed = having(...competencies.filter(({ key }) => key !== 'data'));
    await change(manager, 1, { ...renamed, levels });
    expect(await wordsOf(organisation)).toEqual(before);
    await goalFor(organisation, 'listening');
    expect((await wordsOf(organisation))[0]).toMatchObject({ level_now: { en: 'P1' } });
  });

  it('still describes what was removed where a review on an older scorecard leads to it', async () => {
    const organisation = await fresh();
    const { manager, agents, reviewers } = organisation;
    await withLibrary(organisation);
    await change(manager, 0, having(...competencies, singing));
    const card = (competency: string) => {
      const one = criterion('a1', { competency, critical: 'customer', comment: 'optional' });
      return scorecardOf([section('A', one)], { id: 'OWN' });
    };
    const older = await publishScorecard(manager, card('singing'));
    await publishScorecard(manager, card('listening'));
    await change(manager, 1, INCLUDED_FRAMEWORK);
    const given = await giveReview({ agent: agents[0]!, reviewer: reviewers[0]!, version: older.id });
    const { tasks } = await submit(reviewers[0]!, given.review, { a1: answer('no') });
    expect(tasks.map(({ kind }) => kind)).toEqual(['critical', 'section']);
    expect((await wordsOf(organisation)).map(({ competency }) => competency.en)).toEqual(['Singing']);
  });
});
