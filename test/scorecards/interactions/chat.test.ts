import { describe, expect, it } from 'vitest';
import { type Chat, canonicalChat, readChat, type Speaker } from '../../../scorecards/interactions/chat.ts';
import { chatOfObject, chatsOfRows } from '../../../scorecards/interactions/chat-files.ts';
import { columnsOf, missingColumns, nameColumns } from '../../../scorecards/interactions/columns.ts';
import type { Read } from '../../../scorecards/interactions/metadata.ts';

const naming = { chosen: {}, remembered: new Map<string, string>() };
const options = {
  zone: 'Asia/Shanghai',
  date_order: null,
  workbook: false,
  now: Date.parse('2026-03-03T00:00:00Z'),
  confirm_dates: false,
  speakerOf: (name: string): Speaker | null =>
    ['agent', 'customer', 'system'].includes(name) ? { role: name as Speaker['role'], agent: null } : null,
};
const readObject = (value: unknown, left = new Set<string>()): Read<Chat> => {
  const given = chatOfObject(value, naming, left);
  return Array.isArray(given) ? { ok: false, issues: given } : readChat(given, options);
};
const readRows = (rows: { line: number; record: Record<string, string> }[]) => {
  const read = chatsOfRows(
    rows.map((row) => ({ ...row, wide: false })),
    new Set(columnsOf('recording')),
  );
  return read.chats.map(({ given, ...one }) => ({ ...one, chat: readChat(given, options) }));
};
const head = { external_id: 'C-1', agent: 'grace', channel: 'chat', started_at: '2026-03-02T09:00:00' };
const turn = (speaker: string, at: string | undefined, text: string, agent?: string) => ({ speaker, at, text, agent });
const chat = (turns: unknown[], rest: object = {}) => {
  const read = readObject({ ...head, ...rest, turns });
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
};
const issues = (value: unknown) => {
  const read = readObject(value);
  return read.ok ? [] : read.issues.map(({ column, code }) => [column, code]);
};

describe('a chat in JSON', () => {
  it('becomes turns with times from the first message', () => {
    const { turns, metadata, reordered, turn_agents } = chat([
      turn('customer', '2026-03-02T09:00:05', 'Hello'),
      turn('agent', '2026-03-02T09:00:35', 'Hello, how can I help?'),
    ]);
    expect(turns[1]).toEqual({
      speaker: 'agent',
      channel: 0,
      start_ms: 30_000,
      end_ms: 30_000,
      text: 'Hello, how can I help?',
      confidence: null,
      words: [],
    });
    expect(turns[0]!.start_ms).toBe(0);
    expect(metadata).toMatchObject({ external_id: 'C-1', file: null, started_at: '2026-03-02T01:00:00.000Z' });
    expect([reordered, turn_agents]).toEqual([0, [null, 'grace']]);
  });

  it('accepts numbers, booleans and lists as JSON has them', () => {
    const { metadata } = chat([turn('customer', undefined, 'Hi')], {
      csat: 5,
      resolved: false,
      tags: ['a', 'b'],
      queue: null,
      site: { city: 'Hangzhou' },
    });
    expect(metadata).toMatchObject({
      csat: 5,
      resolved: false,
      tags: ['a', 'b'],
      queue: null,
      metadata: { site: '{"city":"Hangzhou"}' },
    });
  });

  it('turns are sorted; equal times keep their order; the number of moved turns is reported', () => {
    const { turns, reordered } = chat([
      turn('customer', '2026-03-02T09:00:10', 'second'),
      turn('agent', '2026-03-02T09:00:10', 'third'),
      turn('agent', '2026-03-02T09:00:20', 'fourth'),
      turn('customer', '2026-03-02T09:00:00', 'first'),
    ]);
    expect(turns.map(({ text }) => text)).toEqual(['first', 'second', 'third', 'fourth']);
    expect(reordered).toBe(1);
  });

  it('a turn without a time stays behind the one it followed', () => {
    const { turns, reordered } = chat([
      turn('customer', '2026-03-02T09:00:10', 'b'),
      turn('customer', undefined, 'b2'),
      turn('agent', '2026-03-02T09:00:00', 'a'),
    ]);
    expect(turns.map(({ text, start_ms }) => [text, start_ms])).toEqual([
      ['a', 0],
      ['b', 10_000],
      ['b2', 10_000],
    ]);
    expect(reordered).toBe(1);
  });

  it('newest first is reversed, so that two turns of the same minute are in the order they were said', () => {
    const { turns, newest_first, reordered } = chat([
      turn('customer', '2026-03-02 09:32', 'Bye'),
      turn('agent', '2026-03-02 09:31', 'Second reply in that minute'),
      turn('agent', '2026-03-02 09:31', 'First reply in that minute'),
      turn('customer', '2026-03-02 09:30', 'My question'),
    ]);
    expect(turns.map(({ text }) => text)).toEqual([
      'My question',
      'First reply in that minute',
      'Second reply in that minute',
      'Bye',
    ]);
    expect([newest_first, reordered]).toEqual([true, 0]);
  });

  it('whose list or fields others call otherwise is read the same', () => {
    const left = new Set<string>();
    const read = readObject(
      {
        会话编号: 'C-1',
        坐席: 'grace',
        渠道: '在线',
        开始时间: '2026年3月2日 9:00',
        messages: [{ sender: 'customer', content: '你好', time: '2026/3/2 9:00', message_id: 7 }],
      },
      left,
    );
    expect(read.ok && [read.value.metadata.channel, read.value.turns[0]?.text]).toEqual(['chat', '你好']);
    expect([...left]).toEqual(['message_id']);
  });

  it('without any times the order given is the order', () => {
    const { turns, reordered } = chat([turn('customer', '', 'a'), turn('agent', undefined, 'b')]);
    expect(turns.map(({ text, start_ms }) => [text, start_ms])).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
    expect(reordered).toBe(0);
  });

  it('that changed hands belongs to the agent with most turns, and every turn keeps its own', () => {
    const { metadata, agents, turn_agents } = chat([
      turn('agent', undefined, '1'),
      turn('customer', undefined, '2'),
      turn('agent', undefined, '3', 'lin'),
      turn('agent', undefined, '4', 'lin'),
    ]);
    expect(metadata.agent).toBe('lin');
    expect(agents).toEqual(['lin', 'grace']);
    expect(turn_agents).toEqual(['grace', null, 'lin', 'lin']);
  });

  it('that no agent answered belongs to the agent it names', () => {
    const { metadata, agents } = chat([turn('customer', undefined, 'Anybody there?')]);
    expect([metadata.agent, agents]).toEqual(['grace', []]);
  });
});

describe('a chat that cannot be taken in', () => {
  it('says everything that is wrong', () => {
    expect(issues([])).toEqual([['', 'not-a-chat']]);
    expect(issues(head)).toEqual([['turns', 'chat-without-turns']]);
    expect(issues({ ...head, turns: [] })).toEqual([['turns', 'chat-without-turns']]);
    expect(issues({ ...head, channel: 'fax', turns: [turn('bot', 'soon', 'Hi'), { speaker: 'agent' }] })).toEqual([
      ['channel', 'unknown-channel'],
      ['turns[0].at', 'bad-date'],
      ['turns[0].speaker', 'unknown-speaker'],
      ['turns[1].text', 'missing-value'],
    ]);
  });

  it('has more than 2,000 turns or 1 MB', () => {
    const many = (n: number) => Array.from({ length: n }, () => turn('customer', undefined, 'Hi'));
    expect(issues({ ...head, turns: many(2000) })).toEqual([]);
    expect(issues({ ...head, turns: many(2001) })).toEqual([['turns', 'chat-too-many-turns']]);
    expect(issues({ ...head, turns: [turn('customer', undefined, '客'.repeat(350_000))] })).toEqual([
      ['turns', 'chat-too-large'],
    ]);
  });
});

describe('chats with one turn a row', () => {
  const record = (rest: Record<string, string>) => ({ ...head, speaker: 'customer', at: '', text: 'Hi', ...rest });

  it('are grouped by id, in order of appearance, with their lines', () => {
    const rows = [
      { line: 2, record: record({}) },
      { line: 3, record: record({ external_id: 'C-2' }) },
      { line: 4, record: record({ speaker: 'agent', text: 'Hello' }) },
    ];
    const chats = readRows(rows);
    expect(chats.map(({ external_id, lines }) => [external_id, lines])).toEqual([
      ['C-1', [2, 4]],
      ['C-2', [3]],
    ]);
    const [first] = chats;
    expect(first!.chat.ok && first!.chat.value.turns.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['customer', 'Hi'],
      ['agent', 'Hello'],
    ]);
  });

  it('each row’s agent speaks it', () => {
    const rows = ['grace', 'lin', 'lin'].map((agent, i) => ({
      line: i + 2,
      record: record({ agent, speaker: 'agent' }),
    }));
    const [one] = readRows(rows);
    expect(one!.chat.ok && one!.chat.value.metadata.agent).toBe('lin');
  });

  it('read the same as the same chat in JSON', () => {
    const rows = [
      { line: 2, record: { ...head, speaker: 'customer', at: '2026-03-02T09:00:05', text: 'Hi' } },
      { line: 3, record: { ...head, speaker: 'agent', at: '2026-03-02T09:00:09', text: 'Hello' } },
    ];
    const [one] = readRows(rows);
    const json = chat(rows.map(({ record: { speaker, at, text } }) => ({ speaker, at, text })));
    expect(one!.chat.ok && one!.chat.value).toEqual(json);
    expect(one!.chat.ok && canonicalChat(one!.chat.value)).toBe(canonicalChat(json));
  });

  it('that disagree about their chat are reported with both lines; a value that only a later row has is kept', () => {
    const rows = [
      { line: 2, record: record({ queue: '', customer_ref: 'K1', message_id: '1' }) },
      { line: 3, record: record({ queue: 'billing', customer_ref: 'K1', message_id: '2' }) },
      { line: 4, record: record({ queue: 'returns', customer_ref: 'K2' }) },
    ];
    const [one] = readRows(rows);
    expect(one!.chat.ok ? [] : one!.chat.issues).toEqual([
      { column: 'queue', code: 'rows-disagree', value: 'returns', line: 4, first: 'billing', first_line: 3 },
      { column: 'customer_ref', code: 'rows-disagree', value: 'K2', line: 4, first: 'K1', first_line: 2 },
    ]);
    const [kept] = readRows(rows.slice(0, 2));
    expect(kept!.chat.ok && kept!.chat.value.metadata.queue).toBe('billing');
  });

  it('need their columns', () => {
    const named = nameColumns(['external_id', 'Agent', 'channel', 'started_at', 'Speaker'], {
      ...naming,
      kind: 'turn',
    });
    expect(missingColumns(named, 'turn')).toEqual(['text']);
  });
});

it('the same conversation with other labels is the same content; another word is another', () => {
  const a = chat([turn('customer', undefined, 'Hi')]);
  expect(canonicalChat(chat([turn('customer', undefined, 'Hi')], { external_id: 'C-9', tags: 'x' }))).toBe(
    canonicalChat(a),
  );
  expect(canonicalChat(chat([turn('customer', undefined, 'Hi.')]))).not.toBe(canonicalChat(a));
});
