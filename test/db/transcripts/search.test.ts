import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Ctx } from '../../../db/database/context.ts';
import { newId } from '../../../db/database/id.ts';
import { listInteractions } from '../../../db/interactions/interactions.ts';
import { transcript, transcript_search } from '../../../db/schema/tables.ts';
import { changeMasking, maskOldTranscripts } from '../../../db/transcripts/masking.ts';
import { lookThrough } from '../../../db/transcripts/personal-data.ts';
import { keepTranscript, maskAnew } from '../../../db/transcripts/revisions.ts';
import { hitsOf } from '../../../db/transcripts/search.ts';
import type { Turn } from '../../../transcription/transcript/transcript.ts';
import { describeOnBothDatabases } from '../../support/database.ts';
import { freshOrganisation, insertInteraction, memberOf } from '../../support/organisation.ts';
import { said, spoken, wrote } from '../../transcription/text/measures/given.ts';

describeOnBothDatabases('searching transcripts', (database) => {
  /** An interaction of its own for each name, with these turns. */
  async function interactions(agent: Ctx, given: Record<string, Turn[]>): Promise<Record<string, string>> {
    const ids: Record<string, string> = {};
    for (const [external_id, turns] of Object.entries(given)) {
      ids[external_id] = await insertInteraction(agent, { external_id }, turns);
    }
    return ids;
  }

  const finder =
    (ctx: Ctx) =>
    async (q: string, filter: object = {}) =>
      (await listInteractions(ctx, { q, ...filter })).rows.map(({ external_id }) => external_id).sort();

  const TALK = {
    one: [wrote('agent', 0, 'I will refund the delivery fee.'), wrote('customer', 5000, 'Not the lamp? 我要退款。')],
    two: [wrote('customer', 0, 'Refunds take too long'), wrote('agent', 5000, 'The fee for delivery is small')],
    three: [wrote('customer', 0, '我的訂單還沒到，能退款吗？'), wrote('agent', 5000, '请稍等，我查一下运费。')],
  };

  it('finds words in any order, the last one unfinished', async () => {
    const people = await freshOrganisation(database.db);
    await interactions(people.agents[0], TALK);
    const find = finder(people.manager);
    expect(await find('refund')).toEqual(['one', 'two']);
    expect(await find('refund fee')).toEqual(['one']);
    expect(await find('fee delivery')).toEqual(['one', 'two']);
    expect(await find('FEE deliv')).toEqual(['one', 'two']);
    expect(await find('deliv fee')).toEqual([]);
    expect(await find('efund')).toEqual([]);
  });

  it('finds quoted phrases, and excludes words with a minus', async () => {
    const people = await freshOrganisation(database.db);
    await interactions(people.agents[0], TALK);
    const find = finder(people.manager);
    expect(await find('"delivery fee"')).toEqual(['one']);
    expect(await find('“the fee for”')).toEqual(['two']);
    expect(await find('"fee delivery"')).toEqual([]);
    expect(await find('fee -refund')).toEqual(['two']);
    expect(await find('fee -"delivery fee"')).toEqual(['two']);
    expect(await find('-fee')).toEqual(['three']);
  });

  it('finds who said it', async () => {
    const people = await freshOrganisation(database.db);
    await interactions(people.agents[0], TALK);
    const find = finder(people.manager);
    expect(await find('agent:refund')).toEqual(['one']);
    expect(await find('customer:refunds')).toEqual(['two']);
    expect(await find('agent:"delivery fee" 退款')).toEqual(['one']);
    expect(await find('customer:"delivery fee"')).toEqual([]);
    expect(await find('客户：退款')).toEqual(['one', 'three']);
    expect(await find('坐席:退款')).toEqual([]);
  });

  it('finds Chinese by its characters: one, two or a sentence, in either writing, over punctuation', async () => {
    const people = await freshOrganisation(database.db);
    await interactions(people.agents[0], TALK);
    const find = finder(people.manager);
    expect(await find('退款')).toEqual(['one', 'three']);
    expect(await find('款')).toEqual(['one', 'three']);
    expect(await find('到')).toEqual(['three']);
    expect(await find('订单')).toEqual(['three']);
    expect(await find('訂單還沒到')).toEqual(['three']);
    expect(await find('没到，能退')).toEqual(['three']);
    expect(await find('稍等我查')).toEqual(['three']);
    expect(await find('订到')).toEqual([]);
    expect(await find('退款 运费')).toEqual(['three']);
    expect(await find('lamp 退款')).toEqual(['one']);
  });

  it('does not match a phrase across two speakers', async () => {
    const people = await freshOrganisation(database.db);
    await interactions(people.agents[0], TALK);
    expect(await finder(people.manager)('"long the fee"')).toEqual([]);
    expect(await finder(people.manager)('吗请稍等')).toEqual([]);
  });

  it('accepts any input: symbols, quotes, patterns, five hundred letters', async () => {
    const people = await freshOrganisation(database.db);
    await interactions(people.agents[0], { ...TALK, '100%_x': [wrote('agent', 0, "it's 100 % o'clock")] });
    const find = finder(people.manager);
    for (const q of [
      '***',
      '！？',
      '-',
      '""',
      "'",
      '\\',
      "' & 'x",
      ':*',
      'agent:',
      '-agent:',
      '"',
      '(a | b) & !c',
      '%',
    ])
      await expect(find(q), q).resolves.toBeInstanceOf(Array);
    expect(await find('***')).toEqual([]);
    expect(await find('%_')).toEqual(['100%_x']);
    expect(await find('fee%')).toEqual(['one', 'two']);
    expect(await find("o'clock")).toEqual(['100%_x']);
    expect(await find('退款'.repeat(250))).toEqual([]);
    expect(await find('word '.repeat(100))).toEqual([]);
    expect(await find('x'.repeat(500))).toEqual([]);
  });

  it('shows up to three places with their words and moment, and how many there are', async () => {
    const people = await freshOrganisation(database.db);
    const turns = [
      spoken('agent', ['Your', 1000, 1200], ['lamp,', 1250, 1600], ['lamp', 1700, 2000]),
      said(
        'customer',
        3000,
        6000,
        'The lamp. The very old lamp in the hall behind the kitchen, beside the other one that is not there',
      ),
      wrote('agent', 9000, '灯 lamp'),
    ];
    await interactions(people.agents[0], { lamps: turns });
    const { rows } = await listInteractions(people.manager, { q: 'lamp' });
    expect(rows[0]).toMatchObject({ external_id: 'lamps', hit_count: 5 });
    expect(rows[0]?.hits).toEqual([
      { turn: 0, speaker: 'agent', start_ms: 1250, before: 'Your ', match: 'lamp', after: ', lamp' },
      { turn: 0, speaker: 'agent', start_ms: 1700, before: 'Your lamp, ', match: 'lamp', after: '' },
      {
        turn: 1,
        speaker: 'customer',
        start_ms: 3000,
        before: 'The ',
        match: 'lamp',
        after: '. The very old lamp in the hall behind the kitchen, beside the other one…',
      },
    ]);
  });

  it('shows no matches in an interaction found by its id only, or without a search', async () => {
    const people = await freshOrganisation(database.db);
    await interactions(people.agents[0], { 'fee-1': [wrote('agent', 0, 'Hello')] });
    for (const q of ['fee-1', undefined]) {
      const { rows } = await listInteractions(people.manager, q ? { q } : {});
      expect(rows.map(({ hits, hit_count }) => [hits, hit_count])).toEqual([[[], 0]]);
    }
  });

  it('combines with the other filters, and shows each role its own', async () => {
    const people = await freshOrganisation(database.db);
    await insertInteraction(people.agents[0], { external_id: 'mine', queue: 'billing' }, TALK.one);
    await insertInteraction(people.agents[2], { external_id: 'theirs' }, TALK.two);
    expect(await finder(people.manager)('fee', { queue: 'billing' })).toEqual(['mine']);
    expect(await finder(people.manager)('fee', { agent: memberOf(people.agents[2]) })).toEqual(['theirs']);
    expect(await finder(people.coach)('fee')).toEqual(['mine']);
    expect(await finder(people.otherCoach)('fee')).toEqual(['theirs']);
    expect(await finder(people.agents[0])('fee')).toEqual(['mine']);
    expect(await finder(people.agents[1])('fee')).toEqual([]);
    expect(await finder(people.outsider)('fee')).toEqual([]);
    await expect(listInteractions(people.worker, { q: 'fee' })).rejects.toThrow('not-allowed');
  });

  it('lists every match in one interaction, for people who may read it', async () => {
    const people = await freshOrganisation(database.db);
    const ids = await interactions(people.agents[0], TALK);
    const id = ids.three ?? '';
    expect(await hitsOf(people.manager, { id, q: '订单 退款' })).toEqual({
      hits: [
        { turn: 0, from: 2, to: 4, start_ms: 0 },
        { turn: 0, from: 9, to: 11, start_ms: 0 },
      ],
    });
    expect(await hitsOf(people.coach, { id, q: '...' })).toEqual({ hits: [] });
    await expect(hitsOf(people.otherCoach, { id, q: '订单' })).rejects.toThrow('not-found');
    await expect(hitsOf(people.outsider, { id, q: '订单' })).rejects.toThrow('not-found');
    await expect(hitsOf(people.worker, { id, q: '订单' })).rejects.toThrow('not-allowed');
  });

  it('looks through the newest revision only', async () => {
    const people = await freshOrganisation(database.db);
    const { one: id = '' } = await interactions(people.agents[0], { one: [wrote('agent', 0, 'the wrong word')] });
    const revision = async (number: number, text: string) =>
      keepTranscript(people.manager.db, people.manager, {
        interaction_id: id,
        revision: number,
        origin: 'corrected',
        language: 'en',
        languages: ['en'],
        duration_ms: 0,
        said: await lookThrough(people.manager, [wrote('agent', 0, text)]),
      });
    await revision(2, 'the right word');
    expect(await finder(people.manager)('wrong')).toEqual([]);
    expect(await finder(people.manager)('right')).toEqual(['one']);
    await maskAnew(people.worker, { after: null });
    expect(await finder(people.manager)('wrong')).toEqual([]);
    expect(await finder(people.manager)('right')).toEqual(['one']);
  });

  it('does not find masked data, from the moment its type is masked', async () => {
    const people = await freshOrganisation(database.db);
    const text = 'My e-mail is peter.lane@example.com, thank you';
    await interactions(people.agents[0], {
      one: [wrote('customer', 0, text)],
      two: [wrote('customer', 0, 'thank you')],
    });
    const find = finder(people.manager);
    expect(await find('peter')).toEqual([]);
    expect(await find('email')).toEqual([]);
    expect(await find('"is thank"')).toEqual([]);
    await changeMasking(people.administrator, { kinds: [], reason: 'A trial' });
    expect(await find('thank')).toEqual(['one', 'two']);
    await maskAnew(people.worker, { after: null });
    expect(await find('"peter lane"')).toEqual(['one']);
    await changeMasking(people.administrator, { kinds: ['email'], reason: '' });
    expect(await find('peter')).toEqual([]);
    await maskAnew(people.worker, { after: null });
    expect(await find('peter')).toEqual([]);
    expect(await find('thank')).toEqual(['one', 'two']);
  });

  it('finds what an older version indexed, before it is indexed again', async () => {
    const people = await freshOrganisation(database.db);
    await interactions(people.agents[0], TALK);
    const older = sql`regexp_replace(terms::text, '''<[^'']+''', '', 'g')`;
    await database.db
      .update(transcript_search)
      .set({
        version: 2,
        terms: sql`replace(replace(replace(${older}, '''a', '''A'), '''b', '''B'), '''c', '''C')::tsvector`,
      })
      .where(eq(transcript_search.organisation_id, people.id));
    const migration = readFileSync(resolve('db/migrations/0018_search_in_fewer_steps.sql'), 'utf8');
    for (const statement of migration.split('--> statement-breakpoint'))
      if (/^\s*(DELETE|UPDATE)/.test(statement)) await database.db.execute(sql.raw(statement));
    const find = finder(people.manager);
    expect(await find('fe')).toEqual(['one', 'two']);
    expect(await find('refu')).toEqual(['one', 'two']);
    expect(await find('“the fee for”')).toEqual(['two']);
    expect(await find('"delivery fee"')).toEqual(['one']);
    expect(await find('"fee delivery"')).toEqual([]);
    expect(await find('fee -"delivery fee"')).toEqual(['two']);
    expect(await find('退款')).toEqual(['one', 'three']);
    expect((await listInteractions(people.manager, { q: '"delivery fee"' })).rows[0]).toMatchObject({ hit_count: 1 });
  });

  it('finds words by their first letters, also those of a writing with two units a letter', async () => {
    const people = await freshOrganisation(database.db);
    const talk = { one: [wrote('agent', 0, 'no lamps, 𐐿𐐲𐑌𐑁𐐲𐑌𐐼')], two: [wrote('customer', 0, 'a lampshade 𐐿𐐲')] };
    await interactions(people.agents[0], talk);
    const find = finder(people.manager);
    for (const both of ['la', 'lam', 'lamp', '𐐿𐐲']) expect(await find(both), both).toEqual(['one', 'two']);
    for (const one of ['lamps', 'no la', 'agent:la', '𐐿𐐲𐑌', '𐐿𐐲𐑌𐑁𐐲']) expect(await find(one), one).toContain('one');
    expect(await find('lampsh')).toEqual(['two']);
    expect(await find('agent:la')).toEqual(['one']);
    for (const none of ['l', '"lam"', 'lam no', '𐐿']) expect(await find(none), none).toEqual([]);
  });

  it('finds transcripts that were there before there was a search', async () => {
    const people = await freshOrganisation(database.db);
    const id = await insertInteraction(people.agents[0], { external_id: 'old', file_name: 'old.wav' });
    await database.db.insert(transcript).values({
      id: newId('trn', people.manager.now),
      organisation_id: people.id,
      interaction_id: id,
      revision: 1,
      origin: 'heard',
      language: 'en',
      languages: ['en'],
      duration_ms: 1000,
      turns: [said('agent', 0, 1000, 'an old call')],
      text: 'an old call',
      created_at: people.manager.now.toISOString(),
    });
    expect(await finder(people.manager)('old call')).toEqual([]);
    expect(await maskOldTranscripts({ db: database.installation })).toBeGreaterThan(0);
    await maskAnew(people.worker, { after: null });
    expect(await finder(people.manager)('old call')).toEqual(['old']);
    const rows = await database.db.select().from(transcript_search).where(eq(transcript_search.interaction_id, id));
    expect(rows).toHaveLength(1);
  });
});
