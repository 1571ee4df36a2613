import { describe, expect, it } from 'vitest';
import {
  canonicalChat,
  missingChatColumns,
  readChatObject,
  readChatRows,
} from '../../../scorecards/interactions/chat.ts';

const options = { zone: 'Asia/Shanghai' };
const head = { external_id: 'C-1', agent: 'grace', channel: 'chat', started_at: '2026-03-02T09:00:00' };
const turn = (speaker: string, at: string | undefined, text: string, agent?: string) => ({ speaker, at, text, agent });
const chat = (turns: unknown[], rest: object = {}) => {
  const read = readChatObject({ ...head, ...rest, turns }, options);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
};
const issues = (value: unknown) => {
  const read = readChatObject(value, options);
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

  it('takes numbers, truth values and lists as they come in JSON', () => {
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

  it('turns are put in order; equal times keep theirs; how many were moved is told', () => {
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
    const chats = readChatRows(rows, options);
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
    const [one] = readChatRows(rows, options);
    expect(one!.chat.ok && one!.chat.value.metadata.agent).toBe('lin');
  });

  it('read the same as the same chat in JSON', () => {
    const rows = [
      { line: 2, record: { ...head, speaker: 'customer', at: '2026-03-02T09:00:05', text: 'Hi' } },
      { line: 3, record: { ...head, speaker: 'agent', at: '2026-03-02T09:00:09', text: 'Hello' } },
    ];
    const [one] = readChatRows(rows, options);
    const json = chat(rows.map(({ record: { speaker, at, text } }) => ({ speaker, at, text })));
    expect(one!.chat.ok && one!.chat.value).toEqual(json);
    expect(one!.chat.ok && canonicalChat(one!.chat.value)).toBe(canonicalChat(json));
  });

  it('need their columns', () => {
    expect(missingChatColumns(['external_id', 'Agent', 'channel', 'started_at', 'Speaker'])).toEqual(['text']);
  });
});

it('the same conversation with other labels is the same content; another word is another', () => {
  const a = chat([turn('customer', undefined, 'Hi')]);
  expect(canonicalChat(chat([turn('customer', undefined, 'Hi')], { external_id: 'C-9', tags: 'x' }))).toBe(
    canonicalChat(a),
  );
  expect(canonicalChat(chat([turn('customer', undefined, 'Hi.')]))).not.toBe(canonicalChat(a));
});
