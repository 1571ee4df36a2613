import { and, eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { readChatFile } from '../../../api/interactions/rows.ts';
import type { Ctx } from '../../../db/database/context.ts';
import { type ChatImport, importChats } from '../../../db/interactions/chats.ts';
import { interaction, transcript, transcription } from '../../../db/schema/tables.ts';
import { transcriptOf } from '../../../db/transcripts/transcripts.ts';
import { Problem } from '../../../scorecards/problems/problem.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { type FreshOrganisation, freshOrganisation, memberOf } from '../../support/organisation.ts';

type Given = Record<string, unknown>;

/** A chat of the organisation's first agent (employee number E8). */
const chat = (id: string, change: Given = {}): Given => ({
  external_id: id,
  agent: 'E8',
  channel: 'chat',
  started_at: '2026-07-03T10:00:00',
  turns: [
    { speaker: 'customer', at: '2026-07-03T10:00:00', text: `Hello, this is about ${id}.` },
    { speaker: 'agent', at: '2026-07-03T10:00:20', text: 'Good morning. How can I help?' },
  ],
  ...change,
});

describeWithDatabase('chats coming in', (database) => {
  const send = (ctx: Ctx, chats: unknown[], dry_run = false): Promise<ChatImport> =>
    importChats(ctx, { file: readChatFile(JSON.stringify(chats), 'json'), dry_run });
  const sendText = (ctx: Ctx, text: string, format: 'json' | 'csv'): Promise<ChatImport> =>
    importChats(ctx, { file: readChatFile(text, format), dry_run: false });

  const interactions = (people: FreshOrganisation) =>
    database.db.select().from(interaction).where(eq(interaction.organisation_id, people.id));
  const codes = (report: ChatImport) =>
    report.refused.map(({ line, issues }) => [line, issues.map(({ column, code }) => `${column} ${code}`)]);

  const refused = async (promise: Promise<unknown>): Promise<Problem> => {
    const error = await promise.catch((thrown: unknown) => thrown);
    if (error instanceof Problem) return error;
    throw error ?? new Error('was not refused');
  };

  it('a chat can be read at once, in the organisation’s time, without a transcription', async () => {
    const people = await freshOrganisation(database.db);
    const report = await send(people.manager, [
      chat('c-1', { queue: 'returns', tags: ['vip', 'late'], resolved: true, lane: 'A' }),
    ]);
    expect(report).toMatchObject({
      dry_run: false,
      chats: 1,
      created: 1,
      already_there: 0,
      reordered: [],
      refused: [],
    });
    const [row] = await interactions(people);
    expect(row).toMatchObject({
      external_id: 'c-1',
      agent_id: memberOf(people.agents[0]),
      started_at: '2026-07-03T08:00:00.000Z',
      duration_ms: 20_000,
      queue: 'returns',
      tags: ['vip', 'late'],
      resolved: true,
      metadata: { lane: 'A' },
      file_name: null,
    });
    const read = await transcriptOf(people.agents[0], { id: row!.id });
    expect(read?.turns.map(({ speaker, start_ms }) => [speaker, start_ms])).toEqual([
      ['customer', 0],
      ['agent', 20_000],
    ]);
    const waiting = await database.db.select().from(transcription).where(eq(transcription.organisation_id, people.id));
    expect(waiting).toEqual([]);
  });

  it('good chats are kept when others are refused, each with its place, column and reason in both languages', async () => {
    const people = await freshOrganisation(database.db);
    const report = await send(people.manager, [
      chat('good'),
      chat('wrong-agent', { agent: 'nobody@example.com' }),
      chat('wrong-date', { started_at: 'yesterday', csat: 7 }),
      'not a chat',
      chat('empty', { turns: [] }),
      chat('speaker', { turns: [{ speaker: 'robot', text: 'Beep.' }] }),
      chat('good'),
      chat('also good'),
    ]);
    expect(report).toMatchObject({ unit: 'item', chats: 8, created: 2 });
    expect(codes(report)).toEqual([
      [2, ['agent unknown-agent']],
      [3, ['started_at bad-date', 'csat bad-rating']],
      [4, [' not-a-chat']],
      [5, ['turns chat-without-turns']],
      [6, ['turns[0].speaker unknown-speaker']],
      [7, ['external_id duplicate-row']],
    ]);
    const [wrong] = report.refused;
    expect(wrong).toMatchObject({ external_id: 'wrong-agent', given: { external_id: 'wrong-agent' } });
    expect(wrong!.issues[0]!.reason).toEqual({
      en: expect.stringContaining('nobody@example.com'),
      zh: expect.stringContaining('nobody@example.com'),
    });
    expect((await interactions(people)).map(({ external_id }) => external_id).toSorted()).toEqual([
      'also good',
      'good',
    ]);
  });

  it('a dry run reports the same and writes nothing', async () => {
    const people = await freshOrganisation(database.db);
    const chats = [chat('one'), chat('two', { agent: 'E1' }), chat('one-again', { turns: chat('one').turns })];
    const dry = await send(people.manager, chats, true);
    expect(await interactions(people)).toEqual([]);
    const real = await send(people.manager, chats);
    expect({ ...dry, dry_run: false }).toEqual(real);
    expect(real).toMatchObject({ created: 1 });
    expect(codes(real)).toEqual([
      [2, ['agent unknown-agent']],
      [3, ['external_id same-content-other-id']],
    ]);
  });

  it('turns out of order are put in order, and it is said which chats and how many turns', async () => {
    const people = await freshOrganisation(database.db);
    const turns = [
      { speaker: 'customer', at: '2026-07-03T10:00:00', text: 'first' },
      { speaker: 'agent', at: '2026-07-03T10:02:00', text: 'third' },
      { speaker: 'customer', at: '2026-07-03T10:01:00', text: 'second' },
      { speaker: 'customer', text: 'right after the second' },
    ];
    const report = await send(people.manager, [chat('in-order'), chat('mixed', { turns })]);
    expect(report.reordered).toEqual([{ line: 2, external_id: 'mixed', turns: 1 }]);
    const row = (await interactions(people)).find(({ external_id }) => external_id === 'mixed');
    const read = await transcriptOf(people.manager, { id: row!.id });
    expect(read?.turns.map(({ text }) => text)).toEqual(['first', 'second', 'right after the second', 'third']);
  });

  it('a chat that changed hands belongs to the agent with most turns, and every turn keeps its own', async () => {
    const people = await freshOrganisation(database.db);
    const turns = [
      { speaker: 'agent', text: 'Hello, Ben speaking.', agent: 'E9' },
      { speaker: 'customer', text: 'Hello.' },
      { speaker: 'agent', text: 'Ann took over.' },
      { speaker: 'agent', text: 'How can I help?' },
    ];
    await send(people.manager, [chat('handed-over', { turns })]);
    const [row] = await interactions(people);
    expect(row?.agent_id).toBe(memberOf(people.agents[0]));
    const read = await transcriptOf(people.manager, { id: row!.id });
    expect(read?.turns.map((turn) => turn.agent ?? null)).toEqual(['Ben Agent', null, 'Ann Agent', 'Ann Agent']);
  });

  it('sending a file again changes nothing; other words under a known id, or known words under another, are refused', async () => {
    const people = await freshOrganisation(database.db);
    await send(people.manager, [chat('a'), chat('b')]);
    const report = await send(people.manager, [
      chat('a'),
      chat('b', { turns: [{ speaker: 'agent', text: 'Something else.' }] }),
      chat('c', { turns: chat('a').turns }),
      chat('d'),
    ]);
    expect(report).toMatchObject({ created: 1, already_there: 1 });
    expect(
      report.refused.map(({ external_id, issues }) => [external_id, issues[0]?.code, issues[0]?.params.first]),
    ).toEqual([
      ['b', 'same-id-other-content', ''],
      ['c', 'same-content-other-id', 'a'],
    ]);
  });

  it('the same file sent twice at the same moment is imported once', async () => {
    const people = await freshOrganisation(database.db);
    const chats = Array.from({ length: 450 }, (_, i) => chat(`n-${i}`));
    const both = await Promise.all([send(people.manager, chats), send(people.administrator, chats)]);
    const sum = (key: 'created' | 'already_there') => both.reduce((total, report) => total + report[key], 0);
    expect({ created: sum('created'), already_there: sum('already_there') }).toEqual({
      created: 450,
      already_there: 450,
    });
    expect(both.flatMap((report) => report.refused)).toEqual([]);
    const [rows] = await database.db
      .select({ interactions: sql<number>`count(*)::int`, texts: sql<number>`count(${transcript.id})::int` })
      .from(interaction)
      .leftJoin(transcript, eq(transcript.interaction_id, interaction.id))
      .where(eq(interaction.organisation_id, people.id));
    expect(rows).toEqual({ interactions: 450, texts: 450 });
  });

  it('one object per line is read too, and only an invalid line is refused', async () => {
    const people = await freshOrganisation(database.db);
    const lines = [JSON.stringify(chat('x')), '', '{"external_id": "cut', JSON.stringify(chat('y'))].join('\r\n');
    const report = await sendText(people.manager, `\uFEFF${lines}`, 'json');
    expect(report).toMatchObject({ unit: 'line', created: 2 });
    expect(codes(report)).toEqual([[3, [' not-a-chat']]]);
  });

  it('what no database stores is refused with its column, and no other chat is lost', async () => {
    const people = await freshOrganisation(database.db);
    const report = await send(people.manager, [
      chat('odd\0', { turns: chat('x').turns }),
      chat('queue', { queue: 'bill\0ing' }),
      chat('key', { 'la\0ne': 'x' }),
      chat('text', { turns: [{ speaker: 'agent', text: 'Half \ud83d and whole 😀\0' }] }),
      chat('plain'),
    ]);
    expect(report).toMatchObject({ created: 1 });
    expect(codes(report)).toEqual([
      [1, ['external_id unstorable']],
      [2, ['queue unstorable']],
      [3, ['la\0ne unstorable']],
      [4, ['turns[0].text unstorable']],
    ]);
  });

  it('CSV with one turn a row: a byte order mark, semicolons and line ends inside quotes are read', async () => {
    const people = await freshOrganisation(database.db);
    const csv = [
      '\uFEFFexternal_id;Agent;channel;started_at;speaker;at;text',
      'k-1;E8;chat;2026-07-03 10:00;customer;2026-07-03 10:00;"Hello;',
      'anybody there?"',
      'k-2;;chat;2026-07-03 11:00;customer;;"Hi"',
      'k-1;;;;agent;2026-07-03 10:01;Yes',
      'k-2;nobody;chat;2026-07-03 11:00;agent;;"Hello"',
      'k-3;E8;chat;2026-07-03 12:00;agent;;one;two',
    ].join('\n');
    const report = await sendText(people.manager, csv, 'csv');
    expect(report).toMatchObject({ unit: 'line', chats: 3, created: 1 });
    expect(report.refused.map(({ line, external_id, issues }) => [line, external_id, issues[0]?.code])).toEqual([
      [4, 'k-2', 'unknown-agent'],
      [7, 'k-3', 'too-many-cells'],
    ]);
    expect(report.refused[0]!.given).toHaveLength(2);
    const [row] = await interactions(people);
    const read = await transcriptOf(people.manager, { id: row!.id });
    expect(read?.turns.map(({ text }) => text)).toEqual(['Hello;\nanybody there?', 'Yes']);
  });

  it('a file as a whole is refused when it cannot be read, lacks a column, is empty or too long', async () => {
    const people = await freshOrganisation(database.db);
    const code = async (text: string, format: 'json' | 'csv') =>
      (await refused(Promise.resolve().then(() => sendText(people.manager, text, format)))).code;
    expect(await code('[{"external_id": ', 'json')).toBe('json-broken');
    expect(await code('Dear customer', 'json')).toBe('json-broken');
    expect(await code('[]', 'json')).toBe('no-rows');
    expect(await code('external_id,agent,channel,started_at,speaker\nx,E8,chat,2026-07-03 10:00,agent', 'csv')).toBe(
      'missing-column',
    );
    expect(await code('external_id,agent,channel,started_at,speaker,text\n', 'csv')).toBe('no-rows');
    expect(await code('external_id,text\n"never closed', 'csv')).toBe('quote-not-closed');
    expect(await code('\n\n', 'csv')).toBe('header-missing');
    const long = JSON.stringify(Array.from({ length: 10_001 }, (_, i) => ({ external_id: `${i}` })));
    expect(await code(long, 'json')).toBe('too-many-rows');
    const longCsv = `external_id,agent,channel,started_at,speaker,text\n${'x,E8,chat,2026-07-03 10:00,agent,a\n'.repeat(10_001)}`;
    expect(await code(longCsv, 'csv')).toBe('too-many-rows');
  });

  /** The database refuses ids that begin so, with this SQLSTATE. */
  const refusing = async (id: string, code: string, run: () => Promise<void>): Promise<void> => {
    await database.sql.unsafe(`
      create function refuse_${code}() returns trigger language plpgsql as $$ begin
        if new.external_id like '${id}%' then raise exception 'refused' using errcode = '${code}'; end if;
        return new;
      end $$;
      create trigger refuse_${code} before insert on interaction for each row execute function refuse_${code}();`);
    try {
      await run();
    } finally {
      await database.sql.unsafe(`drop trigger refuse_${code} on interaction; drop function refuse_${code}();`);
    }
  };

  it('a chat that the database cannot keep is refused alone', async () => {
    const people = await freshOrganisation(database.db);
    await refusing('unkept', '23514', async () => {
      const report = await send(people.manager, [chat('a'), chat('unkept'), chat('b')]);
      expect(report).toMatchObject({ chats: 3, created: 2 });
      expect(codes(report)).toEqual([[2, [' not-stored']]]);
    });
    expect((await interactions(people)).map(({ external_id }) => external_id).toSorted()).toEqual(['a', 'b']);
  });

  it('an interrupted import says what was imported, and continues when the file is sent again', async () => {
    const people = await freshOrganisation(database.db);
    const chats = Array.from({ length: 450 }, (_, i) => chat(i === 300 ? 'away' : `broken-${i}`));
    await refusing('away', '57P03', async () => {
      const problem = await refused(send(people.manager, chats));
      expect([problem.code, problem.params]).toEqual(['import-broken-off', { written: 200, left: 250 }]);
    });
    expect(await interactions(people)).toHaveLength(200);
    expect(await send(people.manager, chats)).toMatchObject({ created: 250, already_there: 200, refused: [] });
  });

  const many = 2000;
  it('thousands of chats are imported, none half written', async () => {
    const people = await freshOrganisation(database.db);
    const chats = Array.from({ length: many }, (_, i) => chat(`many-${i}`));
    const report = await send(people.manager, chats);
    expect(report).toMatchObject({ chats: many, created: many, refused: [] });
    const [bare] = await database.db
      .select({ n: sql<number>`count(*)::int` })
      .from(interaction)
      .leftJoin(transcript, eq(transcript.interaction_id, interaction.id))
      .where(and(eq(interaction.organisation_id, people.id), sql`${transcript.id} is null`));
    expect(bare?.n).toBe(0);
  }, 120_000);

  it('a chat of 2,001 turns, or one above a megabyte, is refused with the limit', async () => {
    const people = await freshOrganisation(database.db);
    const turn = { speaker: 'customer', text: 'again' };
    const report = await send(people.manager, [
      chat('long', { turns: Array.from({ length: 2001 }, () => turn) }),
      chat('large', { turns: [{ speaker: 'customer', text: 'x'.repeat(1_100_000) }] }),
    ]);
    expect(report.refused.map(({ issues }) => [issues[0]?.code, issues[0]?.params.limit])).toEqual([
      ['chat-too-many-turns', 2000],
      ['chat-too-large', 1],
    ]);
  });

  it('only who may import imports, into their own organisation', async () => {
    const people = await freshOrganisation(database.db);
    for (const ctx of [people.agents[0], people.reviewers[0], people.coach]) {
      expect((await refused(send(ctx, [chat('x')]))).code).toBe('not-allowed');
    }
    const report = await send(people.outsider, [chat('x')]);
    expect(codes(report)).toEqual([[1, ['agent unknown-agent']]]);
    expect(await interactions(people)).toEqual([]);
  });
});
