// Spreadsheets for recordings as many programs write them, generated from a seed together with their true content.
// damaged-sheets.ts damages them.
import { type Random, seeded } from '../../scorecards/statistics/random.ts';
import { encodedAs, UNICODE, type Way } from '../support/encoded.ts';
import { damage, type Piece, type Style } from './damaged-sheets.ts';
import { workbookOf } from './made-workbooks.ts';

/** What is stored of a recording, as its row says it; `agent` is an employee number. */
export type TrueRow = {
  external_id: string;
  agent: string;
  channel: string;
  started_at: string;
  duration_ms: number | null;
  direction: string | null;
  queue: string | null;
  language: string | null;
  customer_ref: string | null;
  tags: string[];
  csat: number | null;
  resolved: boolean | null;
  agent_channel: string | null;
  metadata: Record<string, string>;
  file_name: string;
};

/** A column as the sheet has it, and how it writes a row's value. */
export type SheetColumn = { name: keyof TrueRow | string; header: string; write: (row: TrueRow) => string };

/** A value that no row may have: in which column, and what belongs there. */
export type Bad = { column: string; right: string };

export type MadeSheet = {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  way: Way;
  /** The text of the sheet, to look for what was stored; null: a workbook. */
  text: string | null;
  rows: TrueRow[];
  /** Rows with a bad value, by their place. */
  bad: Map<number, Bad>;
  /** Rows that damage may have reached; null: any of them. */
  touched: Set<number> | null;
  /** Rows with shifted cells: they must not be imported unless this is reported. */
  shifted: Set<number>;
  /** How ambiguous dates are written; null: there are none. */
  date_order: 'day-first' | 'month-first' | null;
  how: string;
};

const NAMES: Record<string, readonly string[]> = {
  file: ['file', '文件名', 'Dateiname', 'Recording', 'FILE ', '录音文件', 'file_name'],
  external_id: ['external_id', '通话编号', 'Gesprächs-ID', 'Call ID', 'External ID', '流水号'],
  agent: ['agent', '坐席工号', 'Mitarbeiter', 'Agent e-mail', '客服'],
  channel: ['channel', '渠道', 'Kanal', 'Media type'],
  started_at: ['started_at', '开始时间', 'Beginn', 'Start time', '通话时间', 'Date'],
  direction: ['direction', '呼叫方向', 'Richtung'],
  queue: ['queue', '队列', 'Warteschlange', 'Skill group', '技能组'],
  language: ['language', '语言', 'Sprache'],
  customer_ref: ['customer_ref', '客户编号', 'Kundennummer', '主叫号码', 'Customer ref'],
  tags: ['tags', '标签', 'Schlagwörter'],
  csat: ['csat', '满意度', 'Zufriedenheit', 'rating'],
  resolved: ['resolved', '是否解决', 'Gelöst'],
  agent_channel: ['agent_channel', '坐席声道', 'Agentenkanal'],
};
/** Words of a value, as one program or another writes it. */
const WORDS: Record<string, Record<string, readonly string[]>> = {
  channel: { voice: ['voice', '电话', 'Telefon', 'VOICE', 'phone call'] },
  direction: { inbound: ['inbound', '呼入', 'eingehend', 'IN'], outbound: ['outbound', '外呼', 'ausgehend'] },
  language: {
    zh: ['zh', '中文', '普通话'],
    de: ['de', 'Deutsch', '德语'],
    'de-AT': ['de-AT', 'de_AT'],
    en: ['English'],
  },
  csat: { 5: ['5', '5.0', '5分', '5/5'], 3: ['3', '３'], 1: ['1'] },
  resolved: { true: ['true', '是', 'ja', '1', 'TRUE'], false: ['no', '否', 'nein', '0'] },
  agent_channel: { left: ['left', '左', 'L'], right: ['right', '右声道'], mono: ['mono'] },
};
/** A column, a value no row may have. */
const BAD = [
  ['csat', '9'],
  ['csat', '4.5'],
  ['started_at', '2026-02-30 10:00'],
  ['started_at', '2099-01-01 10:00'],
  ['started_at', '1972-01-01 10:00'],
  ['started_at', 'soon'],
  ['started_at', '2026-11-03'],
  ['started_at', '45980.5'],
  ['external_id', '1.23457E+17'],
  ['customer_ref', '1,23E+14'],
  ['customer_ref', '#####'],
  ['Site', '#N/A'],
  ['Site', '8.61E+12'],
  ['agent', 'nobody@nowhere.example'],
  ['agent', ''],
  ['external_id', ''],
  ['channel', 'fax'],
  ['queue', 'q'.repeat(500)],
  ['Site', 's'.repeat(1500)],
  ['direction', 'sideways'],
  ['language', 'klingonisch'],
  ['resolved', 'perhaps'],
  ['agent_channel', 'middle'],
] as const;

const QUEUES = ['billing', '退款', 'returns; late', 'returns, late', 'constructor', 'Rück|gabe', 'a\tb', null, null];
const SITES = [
  '',
  '',
  '',
  '',
  '',
  '',
  'Hangzhou',
  'x;y',
  'x,y',
  '二号楼 "A"',
  'two\nlines',
  "'quoted'",
  '=1+1',
  '-12',
  '0012',
  'null',
];
const REFS = ['007', '8613800000000', '+49 30 1234', 'K 7', '12E5', '000000000000000000012', 'Ünal', null];
const WAYS: readonly Way[] = [...UNICODE, 'gb18030', 'gb18030', 'gb18030'];

/** One sheet of two to eight rows. @param agents employee number → how rows call the agent */
export async function madeSheet(seed: number, agents: ReadonlyMap<string, readonly string[]>): Promise<MadeSheet> {
  const random = seeded(`sheet ${seed}`);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const rows = Array.from({ length: 2 + random.below(7) }, (_, i) => rowOf(random, `${seed}-${i}`, [...agents.keys()]));
  const dates = datesOf(random);
  const columns = columnsOf(random, agents, dates.write);
  for (const row of rows) forgetWhatIsNotWritten(row, columns);
  const bad = new Map<number, Bad>();
  const workbook = random.below(6) === 0;
  const written = rows.map((row, i) => {
    const cells = columns.map((column) => column.write(row));
    const [name, value] = pick(BAD);
    const at = columns.findIndex((column) => column.name === name);
    if (at === -1 || random.below(6) > 0) return cells;
    // In a workbook this is a day.
    if (value === '45980.5' && workbook) return cells;
    bad.set(i, { column: name, right: name === 'started_at' ? row.started_at : typedBy(cells[at]!) });
    return cells.with(at, value);
  });
  const headers = columns.map(({ header }) => header);
  const made = { rows, bad, date_order: dates.order };
  const names = columns.map(({ name }) => name).join(' ');
  if (workbook) {
    const bytes = await workbookOf(random, headers, written);
    return { ...made, name: 'calls.xlsx', bytes, way: 'utf-8', text: null, ...WHOLE, how: `workbook: ${names}` };
  }
  const style = { delimiter: pick([',', ';', '\t', '|']), ends: pick([['\r\n'], ['\n'], ['\r'], ['\n', '\r\n']]) };
  const pieces = [headers, ...written].map((cells, i) => pieceOf(random, cells, i === 0 ? null : i - 1, style));
  const said = random.below(5) === 0 ? `sep=${style.delimiter}${style.ends[0]}` : '';
  const damaged = damage(random, pieces, style);
  const text = said + damaged.text;
  const drawn = pick(WAYS);
  const way = encodedAs(text, drawn) === null ? 'utf-8' : drawn;
  const how = `${JSON.stringify(style.delimiter)} ${JSON.stringify(style.ends)} ${way}, ${damaged.how}: ${names}`;
  return { ...made, ...damaged, name: 'calls.csv', bytes: encodedAs(text, way)!, way, text, how };
}

const WHOLE = { touched: new Set<number>(), shifted: new Set<number>() };

/** A value as a person types it: without what tells Excel that it is text. */
const typedBy = (cell: string): string => /^="(.*)"$/.exec(cell)?.[1] ?? cell;

function rowOf(random: Random, name: string, agents: readonly string[]): TrueRow {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const stem = pick([`call-${name}`, `录音 ${name}`, `Größe ${name}`, `a, b; ${name}`, `rec_${name}`]);
  const tags = ['urgent', '投诉', 'a b'].filter(() => random.below(3) === 0);
  const minutes = random.below(20 * 24 * 60);
  return {
    external_id: pick([`00${name}`, `12345678901234${name.replace('-', '0')}`, `K-${name}`, `${name}|x`]),
    agent: pick(agents),
    channel: 'voice',
    started_at: new Date(Date.UTC(2026, 10, 1) + minutes * 60_000).toISOString(),
    duration_ms: pick([null, 1000 * random.below(7200), 60_000 * random.below(120)]),
    direction: pick([null, 'inbound', 'outbound']),
    queue: pick(QUEUES),
    language: pick([null, 'zh', 'de', 'de-AT', 'en']),
    customer_ref: pick(REFS),
    tags,
    csat: pick([null, 5, 3, 1]),
    resolved: pick([null, true, false]),
    agent_channel: pick([null, 'left', 'right', 'mono']),
    metadata: { Site: pick(SITES), 备注: pick(SITES), constructor: pick(['', 'built']) },
    // On a Mac ö is two signs in the names of files.
    file_name: `${random.below(4) === 0 ? stem.normalize('NFD') : stem}.wav`,
  };
}

type Dates = { write: (at: string) => string; order: MadeSheet['date_order'] };

/** One way of writing times in a sheet: with a zone, or as the clocks in Berlin showed them, an hour ahead of UTC. */
function datesOf(random: Random): Dates {
  const two = (n: number): string => String(n).padStart(2, '0');
  const local = (at: string): string => new Date(Date.parse(at) + 3_600_000).toISOString();
  const parts = (at: string) => local(at).slice(0, 10).split('-') as [string, string, string];
  const clock = (at: string): string => local(at).slice(11, 16);
  const half = (at: string): string => {
    const hour = Number(clock(at).slice(0, 2));
    return `${two(hour % 12 || 12)}:${clock(at).slice(3)} ${hour < 12 ? 'AM' : 'PM'}`;
  };
  const plain: Dates['write'][] = [
    (at) => at,
    (at) => local(at).slice(0, 16).replace('T', ' '),
    (at) => `${parts(at).join('/')} ${clock(at)}:00`,
    (at) => `${parts(at)[0]}年${Number(parts(at)[1])}月${Number(parts(at)[2])}日 ${clock(at)}`,
    (at) => `${parts(at).toReversed().join('.')} ${clock(at)}`,
    (at) => `${local(at).slice(0, 19)}+01:00`,
    (at) => `${Number(parts(at)[2])} Nov 2026 ${clock(at)}`,
    (at) => `${parts(at).join('')}T${clock(at).replace(':', '')}00`,
  ];
  const chosen = random.below(plain.length + 4);
  if (chosen < plain.length) return { write: plain[chosen]!, order: null };
  const order = chosen % 2 === 0 ? 'day-first' : 'month-first';
  const write = (at: string): string => {
    const [year, month, day] = parts(at);
    return order === 'day-first'
      ? `${day}/${month}/${year} ${clock(at)}`
      : `${Number(month)}/${Number(day)}/${year} ${half(at)}`;
  };
  return { write, order };
}

/** The columns of a sheet, in an order of its own and under the names of one program or several. */
function columnsOf(
  random: Random,
  agents: ReadonlyMap<string, readonly string[]>,
  date: (at: string) => string,
): SheetColumn[] {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const folder = pick(['', '', 'C:\\rec\\2026\\', '/var/spool/rec/']);
  const capitals = random.below(4) === 0;
  const mark = random.below(8) === 0;
  const word = (name: string) => (value: unknown) => (value === null ? '' : pick(WORDS[name]![`${value}`]!));
  const named = (name: keyof TrueRow, write: (row: TrueRow) => string): SheetColumn => ({
    name,
    header: pick(NAMES[name]!),
    write,
  });
  const required = [
    { ...named('external_id', (row) => (mark ? `="${row.external_id}"` : row.external_id)) },
    named('agent', (row) => pick(agents.get(row.agent)!)),
    named('channel', (row) => word('channel')(row.channel)),
    named('started_at', (row) => date(row.started_at)),
    {
      name: 'file',
      header: pick(NAMES.file!),
      write: (row: TrueRow) =>
        folder + (capitals ? row.file_name.replace('.wav', '.WAV') : row.file_name).normalize('NFC'),
    },
  ];
  const optional = [
    ...(['direction', 'language', 'csat', 'resolved', 'agent_channel'] as const).map((name) =>
      named(name, (row) => word(name)(row[name])),
    ),
    named('queue', (row) => row.queue ?? ''),
    named('customer_ref', (row) => (mark && row.customer_ref ? `="${row.customer_ref}"` : (row.customer_ref ?? ''))),
    named('tags', (row) => row.tags.join(pick([';', '；', '; ']))),
    durationColumn(random),
    ownColumn('Site'),
    ownColumn('备注'),
  ].filter(() => random.below(3) > 0);
  const all = [...required, ...optional, ...(random.below(10) === 0 ? [ownColumn('constructor')] : [])];
  return random.below(2) === 0
    ? all
    : all
        .map((one) => [random.next(), one] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, one]) => one);
}

/** A column that this product has no name for. */
const ownColumn = (name: string): SheetColumn => ({
  name,
  header: name,
  write: ({ metadata }) => (Object.hasOwn(metadata, name) ? metadata[name]! : ''),
});

/** A duration in one unit or another; half of the forms keep whole seconds alone, and all that is made is whole. */
function durationColumn(random: Random): SheetColumn {
  const two = (n: number): string => String(n).padStart(2, '0');
  const forms: [string, string, (s: number) => string][] = [
    ['duration_ms', 'duration_ms', (s) => `${s * 1000}`],
    ['duration_s', '时长（秒）', (s) => `${s}`],
    ['duration_s', 'duration_s', (s) => `${s}.0`],
    ['duration', '通话时长', (s) => `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`],
    ['duration', 'Talk time', (s) => `${Math.floor(s / 60)}分${s % 60}秒`],
  ];
  const [, header, write] = forms[random.below(forms.length)]!;
  return {
    name: 'duration_ms',
    header,
    write: ({ duration_ms }) => (duration_ms === null ? '' : write(duration_ms / 1000)),
  };
}

/** The truth of a row is what its columns can tell. */
function forgetWhatIsNotWritten(row: TrueRow, columns: readonly SheetColumn[]): void {
  const has = (name: string): boolean => columns.some((column) => column.name === name);
  for (const name of [
    'duration_ms',
    'direction',
    'queue',
    'language',
    'customer_ref',
    'csat',
    'resolved',
    'agent_channel',
  ] as const)
    if (!has(name)) row[name] = null;
  if (!has('tags')) row.tags = [];
  row.metadata = Object.fromEntries(Object.entries(row.metadata).filter(([name, value]) => has(name) && value !== ''));
}

/** Cells as a line: quoted where they must be, and one in five for no reason. */
function pieceOf(random: Random, cells: string[], row: number | null, { delimiter, ends }: Style): Piece {
  const quoted = cells.map((text) =>
    /^"|["\r\n]/.test(text) || text.includes(delimiter) || random.below(5) === 0
      ? `"${text.replaceAll('"', '""')}"`
      : text,
  );
  return { row, cells: quoted, text: quoted.join(delimiter) + ends[random.below(ends.length)]! };
}
