import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Ctx } from '../../../db/database/context.ts';
import { newId } from '../../../db/database/id.ts';
import { interactionChoices } from '../../../db/interactions/choices.ts';
import {
  type InteractionFilter,
  interactionStates,
  listInteractions,
  readInteraction,
} from '../../../db/interactions/interactions.ts';
import { interaction, transcription } from '../../../db/schema/tables.ts';
import { CHOICES } from '../../../scorecards/interactions/choices.ts';
import { Problem } from '../../../scorecards/problems/problem.ts';
import { describeWithDatabase } from '../../support/database.ts';
import {
  type FreshOrganisation,
  freshOrganisation,
  type InteractionRow,
  insertInteraction,
  memberOf,
  NOW,
} from '../../support/organisation.ts';

const hours = (n: number) => new Date(NOW.getTime() - n * 3600_000).toISOString();

describeWithDatabase('the list of interactions', (database) => {
  type State = (typeof transcription.$inferInsert)['state'];

  async function recording(agent: Ctx, row: Partial<InteractionRow>, state: State, code: string | null = null) {
    const id = await insertInteraction(agent, { channel: 'voice', file_name: 'call.wav', ...row });
    const queued = { organisation_id: agent.actor.organisation, queued_at: NOW.toISOString() };
    const finished_at = state === 'done' || state === 'failed' ? queued.queued_at : null;
    await database.db
      .insert(transcription)
      .values({ interaction_id: id, state, code, progress_bp: 4200, finished_at, ...queued });
    return id;
  }

  const found = async (ctx: Ctx, filter: InteractionFilter) =>
    (await listInteractions(ctx, filter)).rows.map(({ external_id }) => external_id);

  /** Six interactions of three agents, newest first: a, b … f. */
  async function centre(): Promise<FreshOrganisation> {
    const people = await freshOrganisation(database.db);
    const [ann, ben, chen] = people.agents;
    await insertInteraction(ann, { external_id: 'a', started_at: hours(1), queue: 'billing', language: 'en' });
    await recording(ann, { external_id: 'b', started_at: hours(2), queue: 'billing' }, 'queued');
    await recording(ben, { external_id: 'c', started_at: hours(30), language: 'zh-CN' }, 'done');
    await recording(ben, { external_id: 'd', started_at: hours(60), customer_ref: 'K-100%_7' }, 'failed', 'damaged');
    await insertInteraction(chen, { external_id: 'e', started_at: hours(70), channel: 'email', language: 'zh' });
    await recording(chen, { external_id: 'f', started_at: hours(80) }, 'waiting', 'model-unavailable');
    return people;
  }

  it('shows each role its own, newest first', async () => {
    const people = await centre();
    expect(await found(people.manager, {})).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(await found(people.reviewers[0], {})).toHaveLength(6);
    expect(await found(people.coach, {})).toEqual(['a', 'b', 'c', 'd']);
    expect(await found(people.otherCoach, {})).toEqual(['e', 'f']);
    expect(await found(people.agents[1], {})).toEqual(['c', 'd']);
    expect(await found(people.outsider, {})).toEqual([]);
    await expect(listInteractions(people.worker, {})).rejects.toThrow('not-allowed');
  });

  it('is narrowed by channel, agent, team, queue, state, language and days', async () => {
    const people = await centre();
    const see = (filter: InteractionFilter) => found(people.manager, filter);
    expect(await see({ channel: 'email' })).toEqual(['e']);
    expect(await see({ agent: memberOf(people.agents[1]) })).toEqual(['c', 'd']);
    expect(await see({ team: people.teams[1].id })).toEqual(['e', 'f']);
    expect(await see({ queue: 'billing' })).toEqual(['a', 'b']);
    expect(await see({ state: 'ready' })).toEqual(['a', 'c', 'e']);
    expect(await see({ state: 'working' })).toEqual(['b', 'f']);
    expect(await see({ state: 'failed' })).toEqual(['d']);
    expect(await see({ language: 'zh' })).toEqual(['c', 'e']);
    expect(await see({ language: 'zh', channel: 'voice' })).toEqual(['c']);
    // NOW is Monday 6 July, 11:00 in Berlin.
    expect(await see({ from: '2026-07-06' })).toEqual(['a', 'b']);
    expect(await see({ to: '2026-07-05' })).toEqual(['c', 'd', 'e', 'f']);
    expect(await see({ from: '2026-07-05', to: '2026-07-05' })).toEqual(['c']);
  });

  it('a day begins at the organisation’s midnight', async () => {
    const people = await freshOrganisation(database.db);
    await insertInteraction(people.agents[0], { external_id: 'before', started_at: '2026-07-04T21:59:59.999Z' });
    await insertInteraction(people.agents[0], { external_id: 'after', started_at: '2026-07-04T22:00:00.000Z' });
    expect(await found(people.manager, { from: '2026-07-05' })).toEqual(['after']);
    expect(await found(people.manager, { to: '2026-07-04' })).toEqual(['before']);
  });

  it('is searched by id, agent, customer and words, signs and all', async () => {
    const people = await centre();
    const see = (q: string, ctx: Ctx = people.manager) => found(ctx, { q });
    expect(await see('chen')).toEqual(['e', 'f']);
    expect(await see('k-100%_')).toEqual(['d']);
    expect(await see('100%7')).toEqual([]);
    expect(await see('ACCOUNT number')).toEqual(['a', 'e']);
    expect(await see('account number', people.otherCoach)).toEqual(['e']);
    expect(await see('   ')).toHaveLength(6);
    await insertInteraction(people.agents[0], { external_id: 'ticket\\42' });
    expect(await see('t\\4')).toEqual(['ticket\\42']);
  });

  it('pages follow each other without a gap or a repetition, also where times are equal', async () => {
    const people = await freshOrganisation(database.db);
    for (let i = 0; i < 25; i++) {
      await insertInteraction(people.agents[i % 4]!, { external_id: `n${i}`, started_at: hours(Math.floor(i / 10)) });
    }
    const all = await listInteractions(people.manager, { limit: 100 });
    expect(all).toMatchObject({ total: 25, next: null });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listInteractions(people.manager, { limit: 4, cursor });
      expect(page.total).toBe(25);
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(all.rows.map(({ id }) => id));
    const odd = await listInteractions(people.manager, { cursor: "x' or 1=1" }).catch((error: unknown) => error);
    expect(odd).toMatchObject({ code: 'invalid-input' });
  });

  it('a row says how far the recording is, and text says nothing of the kind', async () => {
    const people = await centre();
    const { rows } = await listInteractions(people.manager, {});
    const states = Object.fromEntries(rows.map((row) => [row.external_id, row.transcription]));
    expect(states.a).toBeNull();
    expect(states.b).toEqual({ state: 'queued', stage: null, progress_bp: 4200, code: null });
    expect(states.d).toMatchObject({ state: 'failed', code: 'damaged' });
    const ids = rows.map(({ id }) => id);
    expect((await interactionStates(people.manager, { ids })).length).toBe(6);
    const coach = await interactionStates(people.coach, { ids });
    expect(new Set(coach.map(({ id }) => id))).toEqual(new Set(ids.slice(0, 4)));
    expect(await interactionStates(people.outsider, { ids })).toEqual([]);
    expect(await interactionStates(people.manager, { ids: [] })).toEqual([]);
  });

  it('one interaction is shown with its teams and words; one without access does not exist', async () => {
    const people = await centre();
    const { rows } = await listInteractions(people.manager, { q: 'a', queue: 'billing' });
    const id = rows.find(({ external_id }) => external_id === 'a')!.id;
    const one = await readInteraction(people.coach, { id });
    expect(one).toMatchObject({
      id,
      teams: [{ id: people.teams[0].id, name: 'Care' }],
      transcript: { revision: 1, method: null, turns: 3 },
      my_review: null,
      imported_by: null,
    });
    for (const ctx of [people.otherCoach, people.agents[1], people.outsider]) {
      const error = await readInteraction(ctx, { id }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Problem);
      expect(error).toMatchObject({ code: 'not-found' });
    }
  });

  it('offers to narrow by what the reader sees something of, and by nothing else', async () => {
    const people = await centre();
    const names = (ctx: Ctx) =>
      Promise.all(CHOICES.map(async (of) => (await interactionChoices(ctx, { of })).rows.map(({ name }) => name)));
    expect(await names(people.manager)).toEqual([
      ['Ann Agent', 'Ben Agent', 'Chen Agent'],
      ['Billing', 'Care'],
      ['billing'],
      ['en', 'zh'],
    ]);
    expect(await names(people.otherCoach)).toEqual([['Chen Agent'], expect.anything(), [], ['zh']]);
    expect(await names(people.outsider)).toEqual([[], [], [], []]);
  });

  it('what thousands of ids or an agent’s name share is led through newest first, wherever it is', {
    timeout: 120_000,
  }, async () => {
    const people = await freshOrganisation(database.db);
    const [ann, ...others] = people.agents.map(memberOf);
    // The oldest 2,000 are old, and of the others each tenth is a tenth; two at a time.
    await database.db.execute(sql`
      insert into ${interaction} (id, organisation_id, external_id, agent_id, channel, started_at, tags, metadata, content_sha256, team_ids, created_at)
      select ${newId('int')} || '-' || n, ${people.id}, case when n > 13000 then 'old-' when n % 10 = 0 then 'tenth-' else 'x-' end || n,
        (array[${sql.join(
          [ann!, ...others].map((id) => sql`${id}`),
          sql`, `,
        )}]::text[])[1 + n / 10 % 4], case when n % 3 = 0 then 'chat' else 'voice' end,
        ${NOW.toISOString()}::timestamptz - n / 2 * interval '1 minute', '{}', '{}', ${people.id} || n, '{}', now()
      from generate_series(1, 15000) n`);
    const read = async (filter: InteractionFilter & { q: string }): Promise<string[]> => {
      const names = await database.db.execute<{ id: string }>(
        sql`select id from member where name ilike ${`%${filter.q}%`}`,
      );
      const rows = await database.db.execute<{ id: string }>(sql`
        select id from ${interaction} where organisation_id = ${people.id}
          and (external_id like ${`%${filter.q}%`} or agent_id = any (${`{${names.map(({ id }) => id).join(',')}}`}))
          and agent_id = coalesce(${filter.agent ?? null}, agent_id) and channel = coalesce(${filter.channel ?? null}, channel)
          and started_at >= coalesce(${filter.from ?? null}, '-infinity')::timestamp at time zone 'Europe/Berlin'
        order by started_at desc, id limit 2500`);
      return rows.map(({ id }) => id);
    };
    const chen = memberOf(people.agents[2]!);
    for (const filter of [
      { q: 'old-' },
      { q: 'tenth-' },
      { q: 'old-', channel: 'chat' as const },
      { q: 'tenth-', agent: ann! },
      { q: '-1', agent: chen },
      { q: 'x-', agent: chen, channel: 'voice' as const },
      { q: 'chen' },
      { q: 'chen', channel: 'chat' as const },
      { q: 'tenth-', from: '2026-07-04' },
    ]) {
      const expected = await read(filter);
      const ids: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null && ids.length < 2500; ) {
        const page = await listInteractions(people.manager, { ...filter, limit: 250, ...(cursor ? { cursor } : {}) });
        expect(page).toMatchObject({ total: Math.min(expected.length, 1000), total_exact: expected.length <= 1000 });
        ids.push(...page.rows.map(({ id }) => id));
        cursor = page.next;
      }
      expect(ids.length, JSON.stringify(filter)).toBeGreaterThan(0);
      expect(ids, JSON.stringify(filter)).toEqual(expected);
    }
  });

  it('a page of a long list is read by walking the index of its order', async () => {
    const people = await freshOrganisation(database.db);
    const agents = people.agents.map(memberOf);
    await database.db.execute(sql`
      insert into ${interaction} (id, organisation_id, external_id, agent_id, channel, started_at, tags, metadata, content_sha256, team_ids, created_at)
      select ${newId('int')} || '-' || n, ${people.id}, 'x' || n, (array[${sql.join(
        agents.map((id) => sql`${id}`),
        sql`, `,
      )}]::text[])[1 + n % 4], 'voice', now() - n * interval '1 minute', '{}', '{}', ${people.id} || n, '{}', now()
      from generate_series(1, 20000) n`);
    await database.sql`analyze interaction`;
    const plan = await database.db.execute<{ 'QUERY PLAN': string }>(sql`
      explain select id from ${interaction} where ${eq(interaction.organisation_id, people.id)}
        and started_at <= now() - interval '5 hours'
        and (started_at < now() - interval '5 hours' or id > 'int_z')
      order by started_at desc nulls first, id limit 100`);
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toMatch(/Index (Only )?Scan using interaction_organisation_id_started_at/);
    expect(text).not.toContain('Sort');
    const began = performance.now();
    const page = await listInteractions(people.manager, { limit: 100 });
    expect(page).toMatchObject({ total: 20_000, total_exact: true });
    // The tally does not tell days apart: rows are counted, up to a bound.
    const dated = await listInteractions(people.manager, { from: '2000-01-01', limit: 100 });
    expect(dated).toMatchObject({ rows: page.rows, total: 10_000, total_exact: false });
    // Some tens of milliseconds; the bound only tells a scan gone wrong.
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
