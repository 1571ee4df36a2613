// Lists that grow with a centre are answered a page at a time: every row once, in the order of the whole list.
import { beforeAll, expect, it } from 'vitest';
import type { Ctx } from '../../../db/database/context.ts';
import { newId } from '../../../db/database/id.ts';
import type { Page, PageInput } from '../../../db/database/pages.ts';
import { interactionChoices } from '../../../db/interactions/choices.ts';
import { changeMember, listMembers } from '../../../db/people/members.ts';
import { listNames } from '../../../db/people/people.ts';
import { addTeam, listTeams } from '../../../db/people/teams.ts';
import { listQueue } from '../../../db/samples/reviews.ts';
import { createPlan, listDraws, listPlans, setPlanActive } from '../../../db/samples/samples.ts';
import { draw } from '../../../db/schema/tables.ts';
import { listScorecards } from '../../../db/scorecards/scorecards.ts';
import { revisionsOf } from '../../../db/transcripts/corrections.ts';
import { keepTranscript } from '../../../db/transcripts/revisions.ts';
import { CHOICES } from '../../../scorecards/interactions/choices.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { type FreshOrganisation, freshOrganisation, memberOf } from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { giveReview, withLibrary } from '../../support/reviews.ts';

type List = (ctx: Ctx, input: PageInput) => Promise<Page<unknown>>;

describeWithDatabase('a list that grows with a centre', (database) => {
  let home: FreshOrganisation;
  let plan: string;
  let call: string;
  beforeAll(async () => {
    home = await freshOrganisation(database.db);
    const version = (await withLibrary(home)).CH!;
    for (const name of ['Zeta', 'Alpha', '客服一组']) await addTeam(home.administrator, { name });
    await changeMember(home.administrator, { id: memberOf(home.agents[3]), active: false });
    for (const [i, language] of ['en', 'zh', 'de'].entries()) {
      const agent = home.agents[i]!;
      call = (
        await giveReview({ agent, reviewer: home.reviewers[0], version: version.id }, { queue: `q${i}`, language })
      ).interaction;
    }
    for (const revision of [2, 3]) {
      await keepTranscript(home.manager.db, home.manager, {
        ...{ interaction_id: call, revision, origin: 'corrected', language: 'en', languages: ['en'], duration_ms: 0 },
        said: { turns: [], found: [] },
      });
    }
    const scorecard = (await listScorecards(home.manager)).rows[0]!.id;
    for (const name of ['Weekly', 'Daily', 'Yearly', '每周']) {
      const made = await createPlan(home.manager, {
        name,
        who: { teams: [], agents: [] },
        what: { channels: [], queues: [], duration_min_ms: null, duration_max_ms: null },
        ...{ per_agent_per_week: 1, scorecard, reviewers: [memberOf(home.reviewers[0])] },
      });
      plan = made.id;
      if (name === 'Daily') await setPlanActive(home.manager, { plan, active: false });
    }
    const at = { drawn_by: memberOf(home.manager), drawn_at: home.manager.now.toISOString(), eligible: 1, drawn: 1 };
    await database.db.insert(draw).values(
      ['2026-06-08', '2026-06-01', '2026-06-15'].map((week) => {
        return { ...at, id: newId('drw'), organisation_id: home.id, plan_id: plan, week, seed: 'a0a0a0a0a0a0a0a0' };
      }),
    );
  });

  const LISTS: [name: string, who: () => Ctx, list: List][] = [
    ['members', () => home.administrator, listMembers],
    ['names', () => home.manager, listNames],
    ['teams', () => home.manager, listTeams],
    ['plans', () => home.manager, listPlans],
    ['draws of a plan', () => home.manager, (ctx, page) => listDraws(ctx, { plan, ...page })],
    ['scorecards', () => home.manager, listScorecards],
    ['reviews to be done', () => home.reviewers[0], listQueue],
    ['revisions of a transcript', () => home.manager, (ctx, page) => revisionsOf(ctx, { id: call, ...page })],
    ...CHOICES.map((of): (typeof LISTS)[number] => [
      `${of} to choose from`,
      () => home.manager,
      (ctx, page) => interactionChoices(ctx, { of, ...page }),
    ]),
  ];

  it.each(LISTS)('of %s is read to its end by its cursors', async (_name, who, list) => {
    const whole = await list(who(), {});
    expect(whole.rows.length).toBeGreaterThan(1);
    expect(whole.next).toBeNull();
    const read: unknown[] = [];
    let page: Page<unknown> = await list(who(), { limit: 1 });
    for (; page.next !== null; page = await list(who(), { limit: 1, cursor: page.next })) read.push(...page.rows);
    expect([...read, ...page.rows]).toEqual(whole.rows);
  });

  it.each(LISTS.slice(0, -2))('of %s has no place that a row of nobody’s names', async (_name, who, list) => {
    const refusal = await refused(list(who(), { cursor: 'mem_of_nobody' }), 'invalid-input');
    expect(refusal.params).toMatchObject({ field: 'cursor' });
  });

  it('of members is searched by a part of a name or an address, and by role, those who work here first', async () => {
    const names = async (input: Parameters<typeof listMembers>[1]) =>
      (await listMembers(home.administrator, input)).rows.map(({ name }) => name);
    expect(await names({ q: ' ANN ' })).toEqual(['Ann Agent']);
    expect(await names({ q: 'maria.manager@' })).toEqual(['Maria Manager']);
    expect(await names({ q: '%' })).toEqual([]);
    const agents = await names({ role: 'agent' });
    expect(agents).toHaveLength(home.agents.length);
    const gone = home.people.find(({ id }) => id === memberOf(home.agents[3]))!.name;
    expect((await names({})).at(-1)).toBe(gone);
    expect(agents.at(-1)).toBe(gone);
  });

  it('of plans is as long for whom some of them are out of reach', async () => {
    const [team] = home.teams;
    const who = { teams: [team.id], agents: [] };
    const scorecard = (await listScorecards(home.manager)).rows[0]!.id;
    const ours: Ctx = { ...home.manager, actor: { ...home.manager.actor, scope: [team.id] } };
    const what = { channels: [], queues: [], duration_min_ms: null, duration_max_ms: null };
    const of = { what, per_agent_per_week: 1, scorecard, reviewers: [memberOf(home.reviewers[0])] };
    const made = [];
    for (const name of ['Zebra', 'Aardvark']) made.push((await createPlan(ours, { name, who, ...of })).id);
    const first = await listPlans(ours, { limit: 1 });
    const second = await listPlans(ours, { limit: 1, cursor: first.next! });
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(made.toReversed());
    expect(second.next).toBeNull();
  });

  it('of teams says how many work in each', async () => {
    const care = (await listTeams(home.manager)).rows.find(({ name }) => name === 'Care');
    const members = (await listMembers(home.administrator)).rows;
    const there = members.filter(({ active, teams }) => active && teams.some(({ id }) => id === care?.id));
    expect(care?.agents).toBe(there.length);
    expect(there.length).toBeGreaterThan(0);
  });
});
