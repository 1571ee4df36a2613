// Damaged files of scorecards and questionnaires, sent to the route that reads them: exports of the included scorecards and
// made-up questionnaires, with signs lost, put in and exchanged, lines moved and parts doubled. Each is read into a valid
// draft that comes back exactly from its own export, or refused by a line, a path, or as a whole, in both languages; nothing
// is written. Run by hand; fails otherwise:
//   node test/bench/scorecards.ts [--count 10000] [--seed 0]
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { asNumbers, readExactJson } from '../../api/http/exact-json.ts';
import type { ScorecardRead } from '../../api/scorecards/files-contract.ts';
import { sentence } from '../../scorecards/problems/problem.ts';
import { Draft } from '../../scorecards/scorecard/definition.ts';
import { type FileFault, fileOf, readScorecardFile } from '../../scorecards/scorecard/file.ts';
import { LIBRARY } from '../../scorecards/scorecard/library.ts';
import { type Random, seeded } from '../../scorecards/statistics/random.ts';
import { refusal } from '../support/api.ts';
import { report, startBench } from './import-bench.ts';
import { SIGNS } from './signs.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '0' } },
});
const [count, first] = [Number(values.count), Number(values.seed)];

const HEADS = [
  'Section,Question,Points,Type,Options,Critical,N/A allowed,Description',
  'Category;Item;Weight;Answer type;Choices;Fatal;N/A;Guidance',
  '一级指标,考核项,分值,题型,选项,致命项,不适用,评分标准',
];
const CELLS: readonly (readonly string[])[] = [
  ['Opening', '', '开场', '服务'],
  ['Greets', 'Gives name, and thanks', '主动问候', '"Says" why'],
  ['5', '2.5', '10', '20%', '5分', '0'],
  ['', 'yes/no', 'choice', 'number', 'text', '单选', 'checkbox'],
  ['', 'Yes|No|N/A', 'Yes=5;No=0', '1-5', '是/否', 'Good|Fair|Poor'],
  ['', 'no', 'yes', '是', 'compliance'],
  ['', 'yes', '否'],
  ['', '=1+1', 'Within 3 s', '三声内接听'],
];

const of = <T>(random: Random, some: readonly T[]): T => some[random.below(some.length)]!;

function questionnaire(random: Random): string {
  const head = of(random, HEADS);
  const delimiter = head.includes(';') ? ';' : ',';
  const quoted = (cell: string) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const rows = Array.from({ length: 1 + random.below(30) }, (_, i) =>
    CELLS.map((some, column) => quoted(i === 0 && column === 0 ? 'Opening' : of(random, some))).join(delimiter),
  );
  return [head, ...rows].join('\n');
}

const scorecard = (random: Random): string =>
  JSON.stringify(fileOf(of(random, LIBRARY), '/schema.json'), null, random.below(3));

type Damage = (text: string, random: Random) => string;
const DAMAGES: Record<string, Damage> = {
  nothing: (text) => text,
  'a sign put in': (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + of(random, SIGNS) + text.slice(at);
  },
  'a sign lost': (text, random) => {
    const at = random.below(text.length);
    return text.slice(0, at) + text.slice(at + 1);
  },
  'a sign exchanged': (text, random) => {
    const at = random.below(text.length);
    return text.slice(0, at) + of(random, SIGNS) + text.slice(at + 1);
  },
  'a part lost': (text, random) => {
    const at = random.below(text.length);
    return text.slice(0, at) + text.slice(at + 1 + random.below(200));
  },
  'a part doubled': (text, random) => {
    const at = random.below(text.length);
    const part = text.slice(at, at + 1 + random.below(200));
    return text.slice(0, at) + part + text.slice(at);
  },
  'cut off': (text, random) => text.slice(0, 1 + random.below(text.length)),
  'two lines exchanged': (text, random) => {
    const lines = text.split('\n');
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    return lines.with(a, lines[b]!).with(b, lines[a]!).join('\n');
  },
  'a value exchanged': (text, random) => {
    const found = [...text.matchAll(/"[^"\n]*"|\b\d+\b|\b(?:true|false|null)\b/g)];
    const one = found[random.below(Math.max(1, found.length))];
    if (!one) return text;
    const other = of(random, ['null', '-1', '1e9', '"x"', '{}', '[]', 'true', '2.5', '"__proto__"', '99999', 'NaN']);
    return text.slice(0, one.index) + other + text.slice(one.index + one[0].length);
  },
};

const { connection, manager, close } = await startBench();
const { note, fault, tell } = report();

const rows = async (): Promise<string> => {
  const tables = await connection.sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const counts: string[] = [];
  for (const { name } of tables) {
    const [row] = await connection.sql.unsafe<{ n: number }[]>(`select count(*)::int as n from public."${name}"`);
    counts.push(`${name} ${row!.n}`);
  }
  return counts.join('\n');
};

try {
  const before = await rows();
  for (let seed = first; seed < first + count; seed++) {
    const random = seeded(`scorecards ${seed}`);
    const isTable = random.below(2) === 0;
    const whole = isTable ? questionnaire(random) : scorecard(random);
    const kinds = Object.keys(DAMAGES);
    let [text, how] = [whole, ''];
    for (let times = 1 + random.below(3); times > 0; times--) {
      const kind = of(random, kinds);
      if (text !== '') text = DAMAGES[kind]!(text, random);
      how += ` ${kind},`;
    }
    await read(text, isTable ? 'Card.csv' : 'card.json', text === whole, (what) =>
      fault(`seed ${seed} (${how}): ${what}`),
    );
  }
  if ((await rows()) !== before) fault('rows were written');
} finally {
  await close();
}
tell(`${count} files from seed ${first}`);

async function read(text: string, name: string, untouched: boolean, wrong: (what: string) => void): Promise<void> {
  const answer = await manager.post('/api/scorecards/read', { text, name });
  if (answer.status === 200) {
    note(untouched ? 'whole, read' : 'damaged, read');
    const { draft } = (await answer.json()) as ScorecardRead;
    const parsed = Draft.safeParse(draft);
    if (!parsed.success) return wrong(`the draft is none: ${parsed.error.message.slice(0, 200)}`);
    const back = readScorecardFile(readExactJson(JSON.stringify(fileOf(draft, '/s')), { numbers: asNumbers }));
    if (!isDeepStrictEqual(back.draft, draft)) wrong('the draft does not come back from its own export');
    return;
  }
  const refused = await refusal(answer);
  const { problems = [] } = (refused.detail ?? {}) as { problems?: FileFault[] };
  if (untouched && name.endsWith('.json')) wrong(`refused though nothing is wrong with it: ${refused.code}`);
  if (![400, 413, 422].includes(refused.status)) return wrong(`answered ${refused.status} ${refused.code}`);
  const [place] = problems;
  note(`refused: ${refused.code}${place ? (place.path === null ? ' by line' : ' by path') : ''}`);
  const lines = text.split(/\r\n|\n|\r/).length;
  for (const { line, code, params } of [{ line: null, ...refused }, ...problems]) {
    if (line !== null && (line < 1 || line > lines + 1)) wrong(`line ${line} of ${lines}`);
    // What the file itself says may hold anything.
    const ours = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, name === 'reason' ? value : 'x']),
    );
    for (const language of ['en', 'zh'] as const)
      if (/\{|undefined|\[object/.test(sentence(code, ours, language)))
        wrong(`says ${sentence(code, params, language)}`);
  }
}
