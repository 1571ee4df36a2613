// Files as people upload them, one for each kind, through the application: what is stored equals the file, or the file
// is refused with the place and the reason.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChatImport } from '../../../db/interactions/chats.ts';
import type { MetadataCheck } from '../../../db/interactions/metadata-check.ts';
import { interaction, member, transcript } from '../../../db/schema/tables.ts';
import { decodeText } from '../../../scorecards/files/encoding.ts';
import type { Understood } from '../../../scorecards/interactions/reading.ts';
import { type Browser, refusal, type TestApi, testApi } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { eventsAbout } from '../../support/events.ts';
import { type FreshOrganisation, freshOrganisation, memberOf } from '../../support/organisation.ts';

const folder = join(import.meta.dirname, '../../fixtures/sheets');
const NOW = new Date('2026-11-26T12:00:00.000Z');

describeWithDatabase('files that people upload', (database) => {
  let api: TestApi;
  beforeAll(() => {
    api = testApi(database, { now: () => NOW });
  });
  afterAll(() => api.close());

  /** An organisation where grace@harbour.example is an agent called Grace Okafor. */
  async function harbour(): Promise<{ people: FreshOrganisation; manager: Browser }> {
    const people = await freshOrganisation(database.db, NOW);
    await database.db
      .update(member)
      .set({ email: 'grace@harbour.example', name: 'Grace Okafor' })
      .where(eq(member.id, memberOf(people.agents[0])));
    return { people, manager: await api.signedIn(people.manager) };
  }
  const textOf = (name: string): string => {
    const read = decodeText(readFileSync(join(folder, name)));
    if (!read.ok) throw new Error(`${name}: ${read.why}`);
    return read.text;
  };
  const check = (manager: Browser, text: string, more: object = {}) =>
    manager.post('/api/interactions/metadata', { text, files: ['c1.wav', 'c2.wav', 'c3.wav'], ...more });
  const checked = async (manager: Browser, text: string, more: object = {}): Promise<MetadataCheck> => {
    const answer = await check(manager, text, more);
    expect(answer.status).toBe(200);
    return (await answer.json()) as MetadataCheck;
  };
  const send = (manager: Browser, text: string, more: object = {}) =>
    manager.post('/api/interactions/chats', { format: /^\s*[[{]/.test(text) ? 'json' : 'csv', text, ...more });
  const sent = async (manager: Browser, text: string, more: object = {}): Promise<ChatImport> => {
    const answer = await send(manager, text, more);
    expect(answer.status).toBe(200);
    return (await answer.json()) as ChatImport;
  };
  const wordsOf = async (people: FreshOrganisation) => {
    const rows = await database.db
      .select({ id: interaction.external_id, turns: transcript.turns })
      .from(interaction)
      .innerJoin(transcript, eq(transcript.interaction_id, interaction.id))
      .where(eq(interaction.organisation_id, people.id));
    return new Map(rows.map(({ id, turns }) => [id, turns.map(({ speaker, text }) => [speaker, text])]));
  };
  const codes = (report: { issues: { column: string; code: string }[] }[]) =>
    report.map(({ issues }) => issues.map(({ column, code }) => `${column} ${code}`));

  it('spreadsheets for recordings are read, or refused with the names of the columns in question', async () => {
    const { manager } = await harbour();
    const file = async (name: string) => (await checked(manager, textOf(name))).rows;
    expect(await refusal(check(manager, textOf('c01-notes-twice.csv')))).toMatchObject({
      status: 422,
      code: 'duplicate-header',
      params: { first: 'Notes', second: 'Notes' },
    });
    expect(await refusal(check(manager, textOf('c02-queue-and-Queue.csv')))).toMatchObject({
      code: 'duplicate-header',
      params: { first: 'queue', second: 'Queue' },
    });
    const [excel] = await file('c10-excel-text-id.csv');
    expect(excel).toMatchObject({ issues: [], external_id: '000123', metadata: { customer_ref: '007', tags: 'a;b' } });
    const chinese = await file('c14-gbk-excel.csv');
    expect(chinese.map(({ issues, metadata }) => [issues, metadata.Notes])).toEqual([
      [[], 'ok'],
      [[], '她说“可以”，谢谢'],
      [[], 'ok'],
    ]);
    expect((await file('c16-utf16-no-bom.csv')).map(({ metadata }) => metadata.Notes)).toEqual([
      'ok',
      '她说“可以”，谢谢',
      'ok',
    ]);
    expect(await file('c17-sep-line.csv')).toMatchObject([{ line: 3, issues: [], external_id: 'M1' }]);
    for (const name of ['c18-excel-date.csv', 'c19-chinese-date.csv']) {
      expect(await file(name)).toMatchObject([{ issues: [], metadata: { started_at: '2026-11-20T09:30:00' } }]);
    }
    const { understood, rows } = await checked(manager, textOf('c23-chinese-headers.csv'));
    expect(rows).toMatchObject([{ issues: [], external_id: 'M1' }]);
    expect(understood.columns.map(({ header, column }) => `${header} ${column}`)).toEqual([
      '文件名 file',
      '通话编号 external_id',
      '坐席 agent',
      '渠道 channel',
      '开始时间 started_at',
    ]);
    expect(understood.times).toEqual([{ line: 2, written: '2026-11-20 09:30:00', at: '2026-11-20T08:30:00.000Z' }]);
  });

  it('times in the future or before 1990 are questioned, and so are ambiguous dates', async () => {
    const { people, manager } = await harbour();
    const far = textOf('c13-year-2099.csv');
    expect(codes((await checked(manager, far)).rows)).toEqual([['started_at future-date']]);
    expect((await checked(manager, far, { confirm_dates: true })).rows).toMatchObject([
      { issues: [], metadata: { dates_confirmed: 'true' } },
    ]);
    const head = 'external_id,agent,channel,started_at,speaker,text\n';
    const chats = `${head}D1,E8,chat,1975-01-02 10:00,agent,old\nD2,E8,chat,03/04/2026 10:00,agent,spring`;
    const asked = await sent(manager, chats, { dry_run: true });
    expect(codes(asked.refused)).toEqual([['started_at old-date'], ['started_at ambiguous-date']]);
    expect(asked.understood).toMatchObject({ date_order: null, dates_doubtful: true });
    const report = await sent(manager, chats, { confirm_dates: true, date_order: 'month-first' });
    expect(report).toMatchObject({ created: 2, refused: [] });
    const rows = await database.db.select().from(interaction).where(eq(interaction.organisation_id, people.id));
    expect(rows.map(({ started_at }) => started_at).toSorted()).toEqual([
      '1975-01-02T09:00:00.000Z',
      '2026-03-04T09:00:00.000Z',
    ]);
    const other = await sent(
      manager,
      `${head}D3,E8,chat,03/04/2026 11:00,agent,a\nD4,E8,chat,20/11/2026 10:00,agent,b`,
    );
    expect(other).toMatchObject({ created: 2, understood: { date_order: 'day-first', dates_slashed: true } });
    expect(other.understood.times[0]).toMatchObject({ written: '03/04/2026 11:00', at: '2026-04-03T09:00:00.000Z' });
  });

  it('chats keep every word in order, whatever their line endings and speaker names', async () => {
    const { people, manager } = await harbour();
    for (const name of ['c04-crlf-header-lf-rows.csv', 'c06-lf-header-crlf-rows.csv', 'c12-apostrophe.csv']) {
      expect(await sent(manager, textOf(name))).toMatchObject({ chats: 1, created: 1, refused: [] });
    }
    expect(await sent(manager, textOf('c07-big-id.json'))).toMatchObject({ chats: 2, created: 2, refused: [] });
    const newest = await sent(manager, textOf('c08-newest-first.json'));
    expect(newest).toMatchObject({ created: 1, newest_first: [{ line: 1, external_id: 'K12' }] });
    expect(await sent(manager, textOf('c24-speaker-names.json'))).toMatchObject({ created: 1, refused: [] });
    const words = await wordsOf(people);
    expect(words.get('C20')).toEqual([
      ['customer', 'one'],
      ['agent', 'two'],
    ]);
    expect(words.get('C21')).toEqual(words.get('C20'));
    expect(words.get('C7')).toEqual([
      ['customer', "'-ve test result"],
      ['agent', "'@home' is our shop"],
    ]);
    expect(words.get('K12')?.map(([, text]) => text)).toEqual([
      'My question',
      'First reply in that minute',
      'Second reply in that minute',
      'Bye',
    ]);
    expect(words.get('K11')).toEqual([
      ['customer', 'Hi'],
      ['system', 'Welcome'],
      ['agent', '您好'],
      ['customer', '你好'],
      ['agent', 'Hello'],
      ['customer', 'Hi'],
      ['agent', 'Yes'],
    ]);
    expect([...words.keys()]).toEqual(expect.arrayContaining(['1234567890123456789', '1234567890123456788']));
    expect(await refusal(send(manager, textOf('c20-open-quote.csv')))).toMatchObject({
      code: 'quote-not-closed',
      params: { line: 3 },
      message: expect.stringContaining('an unclosed quote'),
    });
  });

  it('one bad value refuses its row alone, with line, column and reason, in the dry run as in the import', async () => {
    const { people, manager } = await harbour();
    const chat = (id: string, more: object = {}) => ({
      external_id: id,
      agent: 'E8',
      channel: 'chat',
      started_at: '2026-11-20 10:00',
      turns: [{ speaker: 'agent', text: `about ${id}` }],
      ...more,
    });
    const chats = [
      chat('good-1'),
      chat('long', { duration_ms: 2 ** 31 }),
      chat('negative', { duration_ms: -1 }),
      chat('part', { duration_ms: 1.5 }),
      chat('proto', { resolved: '__proto__' }),
      chat('constructor', { resolved: 'constructor', csat: 6 }),
      chat('toString', { direction: 'toString', agent_channel: 'valueOf', channel: 'hasOwnProperty' }),
      chat('shortened', { customer_ref: '1.23E+14' }),
      chat('cut', { customer_ref: '#######' }),
      chat('客'.repeat(1000)),
      chat('queue', { queue: '客'.repeat(1000) }),
      chat('weeks', {
        channel: 'email',
        turns: [
          { speaker: 'customer', at: '2026-01-01 10:00', text: 'a' },
          { speaker: 'agent', at: '2026-11-20 10:00', text: 'b' },
        ],
      }),
      chat('words', { resolved: '是', direction: '呼入', language: '中文', csat: '5.0', duration: '3分25秒' }),
      chat('good-2', { constructor: 'kept', toString: 'too' }),
    ];
    const text = JSON.stringify(chats).replace('"external_id":"good-1"', '"__proto__":"kept","external_id":"good-1"');
    const dry = await sent(manager, text, { dry_run: true });
    const report = await sent(manager, text);
    expect({ ...dry, dry_run: false }).toEqual(report);
    expect(report).toMatchObject({ chats: 14, created: 3 });
    expect(
      report.refused.map(({ line, issues }) => [line, ...issues.map(({ column, code }) => `${column} ${code}`)]),
    ).toEqual([
      [2, 'duration_ms duration-too-long'],
      [3, 'duration_ms bad-number'],
      [4, 'duration_ms bad-number'],
      [5, 'resolved bad-choice'],
      [6, 'csat bad-rating', 'resolved bad-choice'],
      [7, 'channel unknown-channel', 'direction bad-choice', 'agent_channel bad-choice'],
      [8, 'customer_ref shortened-number'],
      [9, 'customer_ref spreadsheet-error'],
      [10, 'external_id value-too-long'],
      [11, 'queue value-too-long'],
      [12, 'turns chat-too-long'],
    ]);
    const rows = await database.db.select().from(interaction).where(eq(interaction.organisation_id, people.id));
    const kept = new Map(rows.map((row) => [row.external_id, row]));
    expect(Object.entries(kept.get('good-1')!.metadata)).toEqual([['__proto__', 'kept']]);
    expect(kept.get('good-2')!.metadata).toEqual({ constructor: 'kept', toString: 'too' });
    expect(kept.get('words')).toMatchObject({
      resolved: true,
      direction: 'inbound',
      language: 'zh',
      csat: 5,
      duration_ms: 205_000,
    });
    expect(await sent(manager, text)).toMatchObject({ created: 0, already_there: 3, refused: { length: 11 } });
  });

  it('JSON is read as written: duplicates, non-numbers, excessive depth and errors are reported with their line', async () => {
    const { manager } = await harbour();
    const one = (more: string) =>
      `{"external_id": "J1", "agent": "E8", "channel": "chat", "started_at": "2026-11-20 10:00",\n${more}\n"turns": [{"speaker": "agent", "text": "x"}]}`;
    const twice = await sent(manager, `[${one('"queue": "a", "queue": "b",')}]`);
    expect(twice.refused[0]!.issues).toMatchObject([{ column: 'queue', code: 'duplicate-key', line: 2 }]);
    const nan = await sent(manager, `{"interactions": [${one('"csat": NaN,')}, ${one('').replace('J1', 'J2')}]}`);
    expect(nan).toMatchObject({ created: 1 });
    expect(nan.refused[0]!.issues).toMatchObject([
      { column: 'csat', code: 'not-a-number', line: 2, params: { value: 'NaN' } },
    ]);
    expect(await refusal(send(manager, `[${one('"queue": "a"')}]`))).toMatchObject({
      code: 'json-broken',
      params: { line: 3 },
    });
    const deep = `[${one(`"x": ${'['.repeat(5000)}${']'.repeat(5000)},`)}]`;
    expect(await refusal(send(manager, deep))).toMatchObject({ code: 'too-deep' });
  });

  it('a column that is missing can be said, and is known the next time; every change is an event', async () => {
    const { people, manager } = await harbour();
    const text = 'Wer,external_id,channel,started_at,speaker,text,Laune\nE8,R1,chat,2026-11-20 10:00,agent,hi,gut';
    const refused = await refusal(send(manager, text));
    expect(refused).toMatchObject({ code: 'missing-column', params: { column: 'agent' } });
    const { understood } = refused.detail as { understood: Understood };
    expect(understood.missing).toEqual(['agent']);
    expect(understood.first).toEqual([
      { line: 2, cells: ['E8', 'R1', 'chat', '2026-11-20 10:00', 'agent', 'hi', 'gut'] },
    ]);
    const dry = await sent(manager, text, { dry_run: true, columns: { Wer: 'agent' } });
    expect(dry.created).toBe(1);
    expect(dry.understood.columns[0]).toEqual({ header: 'Wer', column: 'agent', by: 'chosen' });
    await manager.post('/api/interactions/columns', { header: 'Wer', column: 'agent' });
    const next = await sent(manager, text);
    expect(next).toMatchObject({ created: 1 });
    expect(next.understood.columns[0]).toEqual({ header: 'Wer', column: 'agent', by: 'remembered' });
    await manager.post('/api/interactions/columns', { header: ' WER ', column: null });
    expect(await (await manager.get('/api/interactions/columns')).json()).toEqual({ names: [] });
    const named = await eventsAbout(database.db, people.id, 'column.named');
    expect(named.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining([
        { header: 'Wer', before: null, after: 'agent' },
        { header: 'WER', before: 'agent', after: null },
      ]),
    );
    expect(
      await refusal(manager.post('/api/interactions/columns', { header: 'x', column: '__proto__' })),
    ).toMatchObject({
      code: 'unknown-column',
    });
    const elsewhere = await api.signedIn(people.outsider);
    expect(await refusal(send(elsewhere, text))).toMatchObject({ code: 'missing-column' });
  });

  it('a row names its recording by the last part of a path; two of the same name in different folders are both reported', async () => {
    const { manager } = await harbour();
    const head = 'file,external_id,agent,channel,started_at\n';
    const row = (file: string, id: string) => `${file},${id},E8,voice,2026-11-20 10:00\n`;
    const { rows } = await checked(
      manager,
      head +
        row('D:\\calls\\C1.wav', '1') +
        row('/mnt/a/c2.wav', '2') +
        row('/mnt/b/c2.wav', '3') +
        row('x/c3.wav', '4'),
    );
    expect(rows.map(({ file, issues }) => [file, issues.map(({ code }) => code)])).toEqual([
      ['c1.wav', []],
      ['c2.wav', ['same-file-name']],
      ['c2.wav', ['same-file-name']],
      ['c3.wav', []],
    ]);
  });

  it('the rows of a workbook come cell by cell; days are counted from 1900', async () => {
    const { manager } = await harbour();
    const cells = [
      ['文件', '编号', '坐席', '渠道', '开始时间', '时长'],
      ['c1.wav', 'W1', 'E8', '电话', '46346.3958333333', '0:03:25'],
      ['', '', '', '', '', ''],
      ['c2.wav', '1.2345678901234568E+18', 'E8', '电话', '2026-11-20 09:30', '205'],
    ];
    const answer = await manager.post('/api/interactions/metadata', { cells, files: ['c1.wav', 'c2.wav'] });
    const { rows, understood } = (await answer.json()) as MetadataCheck;
    expect(understood).toMatchObject({ format: 'workbook', delimiter: null, rows: 2 });
    expect(rows[0]).toMatchObject({
      line: 2,
      issues: [],
      metadata: { started_at: '2026-11-20T09:30:00', duration_ms: '205000', channel: 'voice' },
    });
    expect(codes(rows.slice(1))).toEqual([['external_id shortened-number', 'duration duration-unit']]);
  });
});
