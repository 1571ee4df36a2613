import { describe, expect, it } from 'vitest';
import { Unreadable } from '../../../scorecards/files/unreadable.ts';
import { type Chat, readChat, type Speaker } from '../../../scorecards/interactions/chat.ts';
import { chatOfObject, chatsOfRows } from '../../../scorecards/interactions/chat-files.ts';
import { columnsOf } from '../../../scorecards/interactions/columns.ts';
import type { Read } from '../../../scorecards/interactions/metadata.ts';
import type { Row } from '../../../scorecards/interactions/table.ts';

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

describe('the fields of a chat', () => {
  it.each([
    'turns',
    'messages',
    'conversation',
    'transcript',
    'entries',
    '消息',
    '消息列表',
    '对话',
    '对话内容',
    '聊天记录',
  ])('its list may be called %s', (list) => {
    const read = readObject({ ...head, [list]: [turn('customer', undefined, 'Hi')] });
    expect(read.ok && read.value.turns.map(({ text }) => text)).toEqual(['Hi']);
  });

  it('of two lists ours is taken, and the other is kept with the rest', () => {
    const read = readObject({ ...head, messages: ['x', 'y'], turns: [turn('customer', undefined, 'Hi')] });
    expect(read.ok && [read.value.turns.length, read.value.metadata.metadata]).toEqual([1, { messages: 'x;y' }]);
  });

  it('a list has to be one', () => {
    expect(issues({ ...head, turns: 'none', messages: {} })).toEqual([['turns', 'chat-without-turns']]);
  });

  it('values keep their kind as text; nothing is not a word', () => {
    const { metadata } = chat([turn('customer', undefined, 'Hi')], {
      a: null,
      b: undefined,
      c: 0,
      d: false,
      e: ['x', 'y'],
      f: ['x', 1],
      g: {},
      refused_because: 'no',
    });
    expect(metadata.metadata).toEqual({ c: '0', d: 'false', e: 'x;y', f: '["x",1]', g: '{}' });
  });

  it('what is no chat says what it is', () => {
    expect(chatOfObject('Hi', naming, new Set())).toEqual([{ column: '', code: 'not-a-chat', value: 'string' }]);
    expect(chatOfObject(null, naming, new Set())).toEqual([{ column: '', code: 'not-a-chat', value: 'object' }]);
    expect(chatOfObject([], naming, new Set())).toEqual([{ column: '', code: 'not-a-chat', value: 'object' }]);
    const broken = new Unreadable('not-a-number', 'NaN', 3);
    expect(chatOfObject(broken, naming, new Set())).toEqual([{ column: '', code: 'not-a-chat', value: 'NaN' }]);
    expect(JSON.stringify({ broken })).toBe('{"broken":"NaN"}');
  });

  it('what JSON cannot hold exactly is refused where it is', () => {
    const broken = new Unreadable('not-a-number', 'NaN', 3);
    const read = readObject({
      ...head,
      csat: broken,
      site: { id: broken },
      turns: [turn('customer', undefined, 'Hi')],
    });
    expect(read.ok ? [] : read.issues).toEqual([
      { column: 'csat', code: 'not-a-number', value: 'NaN', line: 3 },
      { column: 'site', code: 'not-a-number', value: 'NaN', line: 3 },
    ]);
    const inTurn = readObject({ ...head, turns: [{ speaker: 'customer', text: 'Hi', at: broken }] });
    expect(inTurn.ok ? [] : inTurn.issues).toEqual([
      { column: 'turns[0].at', code: 'not-a-number', value: 'NaN', line: 3 },
    ]);
  });

  it('two that are the same column are refused by their names', () => {
    const twice = readObject({ ...head, 坐席: 'lin', 座席: 'wu', agent: undefined, turns: [] });
    expect(twice.ok).toBe(false);
    const { agent: _, ...rest } = head;
    const read = readObject({ ...rest, 坐席: 'lin', 座席: 'wu', turns: [turn('customer', undefined, 'Hi')] });
    expect(read.ok ? [] : read.issues[0]).toEqual({
      column: 'agent',
      code: 'duplicate-column',
      value: '座席',
      first: '坐席',
      second: '座席',
    });
    const cases = readObject({ ...head, note: 'a', Note: 'b', turns: [turn('customer', undefined, 'Hi')] });
    expect(cases.ok ? [] : cases.issues[0]).toMatchObject({ column: 'Note', code: 'duplicate-header', first: 'note' });
    const inTurn = readObject({ ...head, turns: [{ speaker: 'customer', sender: 'agent', Speaker: 'x', text: 'Hi' }] });
    expect(inTurn.ok ? [] : inTurn.issues[0]).toMatchObject({ column: 'turns[0].Speaker', code: 'duplicate-header' });
  });

  it('at most 200 in a chat, and in a turn', () => {
    const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 'x']));
    const hi = [turn('customer', undefined, 'Hi')];
    expect(issues({ ...head, ...many(196), turns: hi })).toEqual([]);
    expect(readObject({ ...head, ...many(197), turns: hi })).toEqual({
      ok: false,
      issues: [{ column: '', code: 'too-many-columns', value: '', limit: 200 }],
    });
    expect(issues({ ...head, turns: [{ speaker: 'customer', text: 'Hi', ...many(198) }] })).toEqual([]);
    expect(issues({ ...head, turns: [{ speaker: 'customer', text: 'Hi', ...many(199) }] })).toEqual([
      ['turns[0].speaker', 'unknown-speaker'],
      ['turns[0].text', 'missing-value'],
    ]);
  });
});

describe('the turns of a chat', () => {
  it('what a turn cannot hold is said, once each, unless it is empty', () => {
    const left = new Set<string>();
    readObject(
      { ...head, turns: [{ speaker: 'customer', text: 'Hi', id: 7, read: null, note: '', queue: 'q' }] },
      left,
    );
    expect([...left]).toEqual(['id', 'queue']);
  });

  it('a text may be a number, and nothing else', () => {
    expect(chat([{ speaker: 'customer', text: 42 }]).turns[0]!.text).toBe('42');
    expect(chat([{ speaker: 'customer', text: '' }]).turns[0]!.text).toBe('');
    for (const text of [null, true, {}, ['Hi']]) {
      expect(issues({ ...head, turns: [{ speaker: 'customer', text }] })).toEqual([['turns[0].text', 'missing-value']]);
    }
    expect(issues({ ...head, turns: ['Hi'] })).toEqual([
      ['turns[0].speaker', 'unknown-speaker'],
      ['turns[0].text', 'missing-value'],
    ]);
    expect(issues({ ...head, turns: [{ speaker: 'customer', text: 'a\0b' }] })).toEqual([
      ['turns[0].text', 'unstorable'],
    ]);
  });

  it('say the value that is wrong with them', () => {
    const read = readObject({ ...head, turns: [turn('Bob', 'soon', 'Hi')] });
    expect(read.ok ? [] : read.issues).toEqual([
      { column: 'turns[0].at', code: 'bad-date', value: 'soon' },
      { column: 'turns[0].speaker', code: 'unknown-speaker', value: 'Bob' },
    ]);
    const [rows] = readRows([{ line: 7, record: { ...head, speaker: 'Bob', at: 'soon', text: 'Hi' } }]);
    expect(rows!.chat.ok ? [] : rows!.chat.issues).toEqual([
      { column: 'at', line: 7, code: 'bad-date', value: 'soon' },
      { column: 'speaker', line: 7, code: 'unknown-speaker', value: 'Bob' },
    ]);
  });

  it('times are held to the same doubts as a chat’s own', () => {
    expect(issues({ ...head, turns: [turn('customer', '2027-03-02T09:00:00', 'Hi')] })).toEqual([
      ['turns[0].at', 'future-date'],
    ]);
  });

  it('an agent known by name is found by what they are found by, before that of the chat', () => {
    const speakerOf = (name: string): Speaker | null =>
      name === 'Lin Wu' ? { role: 'agent', agent: 'lin' } : options.speakerOf(name);
    const read = (turns: unknown[]) => {
      const given = chatOfObject({ ...head, turns }, naming, new Set());
      const done = Array.isArray(given) ? null : readChat(given, { ...options, speakerOf });
      return done?.ok && done.value.turn_agents;
    };
    expect(
      read([
        { speaker: 'Lin Wu', text: '1' },
        { speaker: 'agent', text: '2' },
      ]),
    ).toEqual(['lin', 'grace']);
    expect(
      read([
        { speaker: 'Lin Wu', text: '1', agent: ' wu ' },
        { speaker: 'customer', text: '2', agent: 'x' },
      ]),
    ).toEqual(['wu', null]);
  });

  it('of two agents with as many turns the chat is that of the first', () => {
    const { agents } = chat([
      turn('agent', undefined, '1', 'zoe'),
      turn('agent', undefined, '2', 'amy'),
      turn('system', undefined, '3', 'bot'),
    ]);
    expect(agents).toEqual(['zoe', 'amy']);
  });

  it('last 24 days at most', () => {
    const lasting = (end: string) =>
      issues({ ...head, turns: [turn('customer', '2026-02-01T00:00:00', 'Hi'), turn('agent', end, 'Hello')] });
    expect(lasting('2026-02-25T00:00:00')).toEqual([]);
    expect(lasting('2026-02-25T00:00:00.001')).toEqual([['turns', 'chat-too-long']]);
    const read = readObject({
      ...head,
      turns: [turn('customer', '2026-01-01T00:00:00', 'Hi'), turn('agent', '2026-03-01T00:00:00', 'Hello')],
    });
    expect(read.ok ? [] : read.issues).toEqual([{ column: 'turns', code: 'chat-too-long', value: '', limit: 24 }]);
  });

  it('weigh with the rest of the chat', () => {
    const size = (characters: number) => {
      const read = readObject({ ...head, turns: [turn('customer', '', 'x'.repeat(characters))] });
      return read.ok ? null : read.issues[0];
    };
    const frame = new TextEncoder().encode(
      JSON.stringify({ ...head, turns: [{ speaker: 'customer', at: '', text: '', agent: '' }] }),
    ).length;
    expect(size(1024 * 1024 - frame)).toBeNull();
    expect(size(1024 * 1024 - frame + 1)).toEqual({
      column: 'turns',
      code: 'chat-too-large',
      value: `${1024 * 1024 + 1}`,
      limit: 1,
    });
    const many = readObject({ ...head, turns: Array.from({ length: 2001 }, () => turn('customer', undefined, 'Hi')) });
    expect(many.ok ? null : many.issues).toEqual([
      { column: 'turns', code: 'chat-too-many-turns', value: '2001', limit: 2000 },
    ]);
    expect(readObject({ ...head, turns: [] })).toEqual({
      ok: false,
      issues: [{ column: 'turns', code: 'chat-without-turns', value: '' }],
    });
  });
});

describe('rows of a chat, where it is easily wrong', () => {
  const at = (rows: Partial<Row>[]) =>
    chatsOfRows(
      rows.map((row, i) => ({ line: i + 2, wide: false, record: {}, ...row })),
      new Set(columnsOf('recording')),
    );
  const record = (rest: Record<string, string>) => ({ ...head, speaker: 'customer', at: '', text: 'Hi', ...rest });

  it('an id is compared without the blanks around it, and none is one of its own', () => {
    const { chats } = at([
      { record: record({ external_id: ' C-1 ' }) },
      { record: record({}) },
      { record: { text: 'x' } },
      { record: { text: 'y', external_id: '' } },
    ]);
    expect(chats.map(({ external_id, lines }) => [external_id, lines])).toEqual([
      ['C-1', [2, 3]],
      ['', [4, 5]],
    ]);
  });

  it('what differs from row to row and is no column of ours is named, and the first is kept', () => {
    const { chats, varying } = at([
      { record: record({ mood: 'good', site: 'Lyon' }) },
      { record: record({ mood: 'bad', site: 'Lyon' }) },
    ]);
    expect(varying).toEqual(['mood']);
    expect(chats[0]!.given.record).toMatchObject({ mood: 'good', site: 'Lyon' });
  });

  it('the first agent is the chat’s; each turn keeps its own, and turns are no columns of the chat', () => {
    const { chats } = at([
      { record: record({ agent: '' }) },
      { record: record({ agent: ' lin ', speaker: 'agent', text: 'a', at: 'x' }) },
      { record: record({ agent: 'wu', speaker: 'agent', text: 'b', at: 'y' }) },
    ]);
    const { record: kept, turns, faults } = chats[0]!.given;
    expect(kept).toEqual({ ...head, agent: 'lin' });
    expect(turns.map(({ agent, line }) => [agent, line])).toEqual([
      ['', 2],
      [' lin ', 3],
      ['wu', 4],
    ]);
    expect(faults).toEqual([]);
  });

  it('a chat that disagrees over many rows is reported once for each column', () => {
    const { chats } = at([
      { record: record({ queue: 'a' }) },
      { record: record({ queue: 'b', channel: 'email' }), wide: true },
      { record: record({ queue: 'c', channel: 'voice' }), wide: true },
    ]);
    expect(chats[0]!.given.faults).toEqual([
      { column: '', code: 'too-many-cells', value: '', line: 3 },
      { column: 'channel', code: 'rows-disagree', value: 'email', line: 3, first: 'chat', first_line: 2 },
      { column: 'queue', code: 'rows-disagree', value: 'b', line: 3, first: 'a', first_line: 2 },
    ]);
  });

  it('a time or a speaker that a spreadsheet has spoiled is a fault of its turn', () => {
    const { chats } = at([
      { record: record({ at: ' #REF! ' }) },
      { record: record({ speaker: '1.2E+14', at: 'x' }) },
      { record: record({}) },
      { record: { external_id: 'C-1' } },
    ]);
    expect(chats[0]!.given.turns.map(({ faults }) => faults)).toEqual([
      [{ column: 'at', code: 'spreadsheet-error', value: ' #REF! ', line: 2 }],
      [{ column: 'at', code: 'shortened-number', value: 'x', line: 3 }],
      [],
      [],
    ]);
    expect(chats[0]!.given.turns[3]).toEqual({ speaker: '', at: '', text: '', agent: '', line: 5, faults: [] });
  });

  it('a column may be called as what every object has', () => {
    const { chats, varying } = at([{ record: record({ constructor: 'a' }) }, { record: record({ constructor: 'b' }) }]);
    expect([chats[0]!.given.record.constructor, varying]).toEqual(['a', ['constructor']]);
  });
});
