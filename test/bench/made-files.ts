// Chat files as many programs write them, generated from a seed together with their true content, and damaged in
// realistic ways.
import { type Random, seeded } from '../../scorecards/statistics/random.ts';
import { encodedAs, UNICODE, type Way } from '../support/encoded.ts';
import { SIGNS } from './signs.ts';

export type TrueTurn = { speaker: 'agent' | 'customer'; at: string; text: string };
export type TrueChat = {
  id: string;
  started_at: string;
  queue: string;
  customer_ref: string;
  csat: string;
  extra: string;
  turns: TrueTurn[];
  /** Lines of the file, from 1; or its place in a JSON array. */
  lines: number[];
};

export type MadeFile = {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** The encoding that it is written in. */
  way: Way;
  chats: TrueChat[];
  /** Ids of chats that the damage may have reached; null: any of them. */
  touched: Set<string> | null;
  /** What was done to it, for the report. */
  how: string;
  /** Ids of chats given a value that must be refused. */
  bad: Set<string>;
};

const TEXTS = [
  'Hello, I would like a refund',
  'She said "ok" and left',
  '退款什么时候到账？',
  '她说“可以”，谢谢',
  "'@home' is our shop",
  '=HYPERLINK("http://x")',
  '-12 degrees; really',
  'two\nlines',
  'tab\there',
  '订单号 000123，金额 1,23',
  'Bis später, tschüss',
  '+49 30 1234',
  '  spaces around  ',
  '{"not": "json"}',
  'a|b;c,d',
  '😀 ok',
  '__proto__',
  'null',
  'NaN',
];
const QUEUES = ['billing', '退款', 'returns; late', 'constructor', '', 'Zahlung'];
/** A column, a value no row may have, and the code that says so. */
const BAD = [
  ['csat', '9'],
  ['csat', '4.5'],
  ['started_at', '2026-02-30 10:00'],
  ['started_at', '2099-01-01 10:00'],
  ['started_at', '1972-01-01 10:00'],
  ['started_at', 'soon'],
  ['customer_ref', '1.23E+14'],
  ['customer_ref', '1,23E+14'],
  ['customer_ref', '#####'],
  ['agent', 'nobody@nowhere.example'],
  ['channel', 'fax'],
  ['queue', 'q'.repeat(500)],
] as const;

const HEADERS = {
  own: [
    'external_id',
    'agent',
    'channel',
    'started_at',
    'speaker',
    'at',
    'text',
    'queue',
    'customer_ref',
    'csat',
    'Site',
  ],
  zh: ['会话编号', '坐席', '渠道', '开始时间', '说话人', '发送时间', '内容', '队列', '客户', '满意度', 'Site'],
  de: [
    'Gesprächs-ID',
    'Mitarbeiter',
    'Kanal',
    'Beginn',
    'Sprecher',
    'Uhrzeit',
    'Nachricht',
    'Warteschlange',
    'Kunde',
    'Zufriedenheit',
    'Site',
  ],
} as const;
const SPEAKERS = {
  agent: ['agent', '坐席', 'Operator', 'AGENT', '客服'],
  customer: ['customer', '客户', 'visitor', 'end-user'],
};

/** A time as one program or another writes it; `minutes` from the first of November 2026, UTC. */
const WRITERS: readonly ((minutes: number) => string)[] = [
  (m) => iso(m).slice(0, 16).replace('T', ' '),
  (m) => iso(m),
  (m) => `${iso(m).slice(0, 10).replaceAll('-', '/')} ${iso(m).slice(11, 16)}`,
  (m) =>
    `${iso(m).slice(0, 4)}年${Number(iso(m).slice(5, 7))}月${Number(iso(m).slice(8, 10))}日 ${iso(m).slice(11, 16)}`,
  (m) => `${iso(m).slice(8, 10)}.${iso(m).slice(5, 7)}.${iso(m).slice(0, 4)} ${iso(m).slice(11, 16)}`,
];
const iso = (minutes: number): string => new Date(Date.UTC(2026, 10, 1) + minutes * 60_000).toISOString();

const WAYS: readonly Way[] = [...UNICODE, 'gb18030', 'gb18030'];

/** One file. @param agents e-mails or numbers the centre knows */
export function madeFile(seed: number, agents: readonly string[]): MadeFile {
  const random = seeded(`file ${seed}`);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const chats = Array.from({ length: 1 + random.below(6) }, (_, i) => chatOf(random, `${seed}-${i}`));
  const bad = new Map<string, readonly [string, string]>();
  if (random.below(2) === 0) bad.set(pick(chats).id, pick(BAD));
  const write = random.below(3) === 0 ? writtenJson : writtenSheet;
  const made = write(random, chats, bad, { agent: pick(agents), time: pick(WRITERS) });
  const damaged = random.below(2) === 0 ? damage(random, made.text, chats, made.header) : null;
  const text = damaged?.text ?? made.text;
  const drawn = pick(WAYS);
  // Half a sign beyond the basic plane has no bytes in GB 18030.
  const way = encodedAs(text, drawn) === null ? 'utf-8' : drawn;
  return {
    name: made.name,
    bytes: encodedAs(text, way)!,
    way,
    chats,
    touched: damaged === null ? new Set() : damaged.touched,
    how: `${made.how}, ${way}${damaged === null ? '' : `, ${damaged.how}`}`,
    bad: new Set(bad.keys()),
  };
}

function chatOf(random: Random, name: string): TrueChat {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const began = random.below(20 * 24 * 60);
  const id = pick([`00${name}`, `12345678901234${name.replace('-', '0')}`, `K-${name}`]);
  const turns = Array.from({ length: 1 + random.below(5) }, (_, i): TrueTurn => {
    const text = `${pick(TEXTS)} ${name}.${i}`;
    return { speaker: pick(['agent', 'customer'] as const), at: `${began + i}`, text };
  });
  return {
    id,
    started_at: `${began}`,
    queue: pick(QUEUES),
    customer_ref: pick(['007', '', '8613800000000', 'K 7']),
    csat: pick(['', '5', '3']),
    extra: pick(['', 'Hangzhou', 'x;y']),
    turns,
    lines: [],
  };
}

type Style = { agent: string; time: (minutes: number) => string };
type Made = { name: string; text: string; how: string /** lines above the first row */; header: number };

function writtenSheet(
  random: Random,
  chats: TrueChat[],
  bad: ReadonlyMap<string, readonly [string, string]>,
  style: Style,
): Made {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const delimiter = pick([',', ';', '\t', '|']);
  const ends = pick([['\r\n'], ['\n'], ['\r'], ['\n', '\r\n']]);
  const language = pick(['own', 'zh', 'de'] as const);
  const newest = random.below(4) === 0;
  const said = random.below(4) === 0;
  const cell = (text: string): string =>
    /["\r\n]/.test(text) || text.includes(delimiter) || random.below(5) === 0
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  let line = 1;
  let text = '';
  const put = (cells: readonly string[]): number => {
    const began = line;
    const written = cells.map(cell).join(delimiter) + pick(ends);
    line += written.split(/\r\n|\n|\r/).length - 1;
    text += written;
    return began;
  };
  if (said) {
    text = `sep=${delimiter}${ends[0]}`;
    line = 2;
  }
  put(HEADERS[language]);
  const header = line - 1;
  const rows = chats.flatMap((chat) => (newest ? chat.turns.toReversed() : chat.turns).map((turn) => ({ chat, turn })));
  for (const { chat, turn } of rows) {
    const value = { ...valuesOf(chat, style), ...badOf(chat, bad) };
    chat.lines.push(
      put([
        value.id,
        value.agent,
        value.channel,
        value.started_at,
        pick(SPEAKERS[turn.speaker]),
        style.time(Number(turn.at)),
        turn.text,
        value.queue,
        value.customer_ref,
        value.csat,
        value.extra,
      ]),
    );
  }
  const how = `${language} sheet, ${JSON.stringify(delimiter)}, ${JSON.stringify(ends)}${newest ? ', newest first' : ''}`;
  return { name: 'chats.csv', text, how, header };
}

function writtenJson(
  random: Random,
  chats: TrueChat[],
  bad: ReadonlyMap<string, readonly [string, string]>,
  style: Style,
): Made {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const objects = chats.map((chat, i) => {
    chat.lines.push(i + 1);
    const { id, extra, ...value } = { ...valuesOf(chat, style), ...badOf(chat, bad) };
    const turns = chat.turns.map(({ speaker, at, text }) => ({
      speaker: pick(SPEAKERS[speaker]),
      at: style.time(Number(at)),
      text,
    }));
    return { external_id: /^\d{10,}$/.test(id) ? `@${id}@` : id, ...value, Site: extra, turns };
  });
  // Ids of nineteen digits stand in the file as numbers.
  const written = (value: unknown): string => JSON.stringify(value).replace(/"@(\d+)@"/g, '$1');
  const shape = pick(['array', 'lines', 'wrapped']);
  const list = `[${objects.map(written).join(',\n')}]`;
  const text =
    shape === 'array' ? list : shape === 'wrapped' ? `{"interactions": ${list}}` : objects.map(written).join('\n');
  return { name: 'chats.json', text, how: `JSON, ${shape}`, header: 0 };
}

const valuesOf = (chat: TrueChat, { agent, time }: Style) => ({
  id: chat.id,
  agent,
  channel: 'chat',
  started_at: time(Number(chat.started_at)),
  queue: chat.queue,
  customer_ref: chat.customer_ref,
  csat: chat.csat,
  extra: chat.extra,
});

const badOf = ({ id }: TrueChat, bad: ReadonlyMap<string, readonly [string, string]>): Record<string, string> => {
  const [column, value] = bad.get(id) ?? [];
  return column === undefined || value === undefined ? {} : { [column]: value };
};

/** One to three accidents at places drawn. */
function damage(random: Random, text: string, chats: readonly TrueChat[], header: number) {
  const signs = [...Array(1 + random.below(3))].map(() => {
    const at = random.below(text.length);
    return { at, take: random.below(3), put: random.below(3) === 0 ? '' : SIGNS[random.below(SIGNS.length)]! };
  });
  const lineAt = (at: number): number => text.slice(0, at).split(/\r\n|\n|\r/).length;
  const reached = signs.map(({ at, take }) => [lineAt(at), lineAt(at + take)] as const);
  const jsonItem = header === 0;
  const touched = new Set<string>();
  for (const [first, last] of reached) {
    for (const chat of chats) {
      const from = jsonItem ? chat.lines[0]! : Math.min(...chat.lines);
      const own = jsonItem
        ? from >= first - 1 && from <= last + 1
        : chat.lines.some((line, i) => {
            const end = chat.lines[i + 1] ?? line + 3;
            return line - 1 <= last && Math.max(end, line + 3) >= first;
          });
      if (own) touched.add(chat.id);
    }
  }
  const all = !jsonItem && reached.some(([first]) => first <= header);
  let out = text;
  for (const { at, take, put } of signs.toSorted((a, b) => b.at - a.at))
    out = out.slice(0, at) + put + out.slice(at + take);
  return {
    text: out,
    touched: all ? null : touched,
    how: signs.map(({ take, put }) => `−${take} +${JSON.stringify(put)}`).join(' '),
  };
}
