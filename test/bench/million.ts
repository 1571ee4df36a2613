// The time of every list, filter, search and report in a centre of any size, and of twenty people saving drafts. Uses
// the built server on the PostgreSQL of DATABASE_URL, where the database attune_bench is created (--keep keeps it,
// --again reuses it). Server, database and this client share the machine.
//   DATABASE_URL=postgres://… npm run bench:million -- --interactions 1000000 [--calls 200] [--keep | --again]
// Run with 10,000 interactions before, it also says what takes more than twice as long as it did then.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { connect, connectDriver } from '../../db/database/client.ts';
import { LIBRARY } from '../../scorecards/scorecard/library.ts';
import { startCentre } from '../support/centre.ts';
import { ownersHandle } from '../support/owner.ts';
import { addressOf, foundCentre, PASSWORD, type Person, visitor } from '../support/person.ts';
import { fillCentre } from './million-centre.ts';
import { saveDrafts } from './million-drafts.ts';

const { values } = parseArgs({
  options: {
    interactions: { type: 'string', default: '10000' },
    calls: { type: 'string', default: '200' },
    keep: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const server = process.env.DATABASE_URL;
if (!server) throw new Error('Name a PostgreSQL in DATABASE_URL');
const count = Number(values.interactions);
const calls = Number(values.calls);
const REVIEWERS = Array.from({ length: 20 }, (_, i) => `Rita Reviewer ${i + 1}`);
const SMALL = 10_000;
const resultsOf = (interactions: number): string => `/tmp/attune-million-${interactions}.json`;
/** Name, p50, p95, p99, limit. */
type Row = (string | number)[];
const url = new URL(server);
url.pathname = '/attune_bench';

/** Common, rare, absent; words, phrases, one and two Chinese characters; parts of ids, names. */
const TERMS = [
  ...['refund', 'warehouse', 'zebra', 'lala', 'mela', 'tiro', 'suka', 'nope', 'divo', 'roro'],
  ...['"desk lamp"', 'refund lamp', 'refund -lamp', 'agent:refund', 'customer:refund', '"a desk"', 'warehouse refund'],
  ...['退款', '订单', '外壳', '稀', '裂', '退', '快递', '账号', '外壳裂了', '的', '运费', '发票', '谢谢'],
  ...['00012', 'call-0009', '99999', 'C-123', 'C-39', 'Dora', 'Evans 14', '王', '李 芳', 'nothingofthekind'],
];
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const agent = (n: number): string => `mem_a${1 + (n % 500)}`;
const team = (n: number): string => `team_${1 + (n % 25)}`;
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;

/** What is asked, by name; `n` turns what is asked for from call to call. */
const PAGES: Record<string, (n: number) => string> = {
  interactions: () => '/api/interactions',
  'interactions, by language': (n) => `/api/interactions?language=${pick(['zh', 'en', 'de'], n)}`,
  'interactions, by channel': (n) => `/api/interactions?channel=${pick(['voice', 'chat', 'email'], n)}`,
  'interactions, by queue': (n) => `/api/interactions?queue=${pick(['billing', 'vip', '退款'], n)}`,
  'interactions, by agent': (n) => `/api/interactions?agent=${agent(n)}`,
  'interactions, by team': (n) => `/api/interactions?team=${team(n)}`,
  'interactions, by state': (n) => `/api/interactions?state=${pick(['ready', 'failed', 'working'], n)}`,
  'interactions, a month': (n) => `/api/interactions?from=${day(60 + n)}&to=${day(30 + n)}`,
  'interactions, search': (n) => `/api/interactions?q=${encodeURIComponent(pick(TERMS, n))}`,
  'interactions, search and filter': (n) =>
    `/api/interactions?q=${encodeURIComponent(pick(TERMS, n))}&channel=voice&team=${team(n)}`,
  'filter choices': (n) => `/api/interactions/choices?of=${pick(['agents', 'teams', 'queues', 'languages'], n)}`,
  people: () => '/api/people/names',
  evaluations: () => '/api/evaluations',
  'evaluations, by agent': (n) => `/api/evaluations?agent=${agent(n)}`,
  'evaluations, by team': (n) => `/api/evaluations?team=${team(n)}`,
  'evaluations, critical': () => '/api/evaluations?critical=true&kind=random',
  'evaluations, not acknowledged': () => '/api/evaluations?acknowledged=false',
  'evaluations, failed criterion': (n) => `/api/evaluations?failed=${pick(['CH1', 'CH8', 'VG4'], n)}&kind=random`,
  'evaluations, a month': (n) => `/api/evaluations?from=${day(60 + n)}&to=${day(30 + n)}`,
  'coaching board': () => '/api/coaching/tasks?open=true',
  calibrations: () => '/api/calibration',
  'sampling plans': () => '/api/samples/plans',
};
const REPORTS: Record<string, (n: number) => string> = {
  'quality, six weeks': () => `/api/reports/quality?from=${day(42)}&to=${day(0)}`,
  'quality, half a year': () => `/api/reports/quality?from=${day(182)}&to=${day(0)}`,
  'quality, all time': () => '/api/reports/quality',
  'quality, all time, a team': (n) => `/api/reports/quality?team=${team(n)}`,
  'quality, all time, a channel': (n) => `/api/reports/quality?channel=${pick(['voice', 'chat'], n)}`,
};

if (!values.again) {
  const admin = connectDriver({ url: server, connections: 1 });
  await admin.unsafe('drop database if exists attune_bench with (force)');
  await admin.unsafe('create database attune_bench');
  await admin.end();
}
const centre = await startCentre({ databaseUrl: url.href, env: { ATTUNE_WORKERS: '0' } });
const failures: string[] = [];
try {
  if (!values.again) await make();
  const manager = await signIn('Mary Manager');
  const rows = [...(await measure(manager, PAGES, 150, 300)), ...(await measure(manager, REPORTS, 300, 300))];
  rows.push(...(await saveDrafts(await Promise.all(REVIEWERS.map(signIn)), failures)));
  console.log(
    `\n${count} interactions, ${calls} calls each; ms\n\n| | p50 | p95 | p99 | limit |\n| --- | --- | --- | --- | --- |`,
  );
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  writeFileSync(resultsOf(count), JSON.stringify(rows));
  failures.push(...grown(rows));
} finally {
  await centre.stop();
}
for (const failure of failures) console.log(failure);
if (failures.length > 0) process.exitCode = 1;

async function make(): Promise<void> {
  const people = [
    { name: 'Mary Manager', roles: ['manager'] },
    ...REVIEWERS.map((name) => ({ name, roles: ['reviewer'] })),
  ];
  const { ids } = await foundCentre(centre, people);
  const connection = connect({ url: url.href, connections: 1 });
  const [organisation] = await connection.sql<{ id: string }[]>`select id from organisation`;
  const versions = await connection.sql<{ id: string; key: string }[]>`
    select v.id, s.key from scorecard_version v join scorecard s on s.id = v.scorecard_id`;
  const took = await fillCentre(
    ownersHandle(connection.db),
    {
      organisation: organisation!.id,
      reviewers: REVIEWERS.map((name) => ids.get(name)!),
      versions: versions.map(({ id, key }) => ({ id, definition: LIBRARY.find((one) => one.id === key)! })),
    },
    count,
  );
  await connection.close();
  console.log(
    `made in ${Object.entries(took)
      .map(([name, s]) => `${name} ${s} s`)
      .join(', ')}`,
  );
}

async function signIn(name: string): Promise<Person> {
  const person = visitor(centre.url, addressOf(name));
  await person.post('/api/auth/sign-in/email', { email: person.email, password: PASSWORD });
  return person;
}

/** What takes longer than nobody notices, and more than twice as long as in a small centre. */
function grown(rows: Row[]): string[] {
  if (count <= SMALL || !existsSync(resultsOf(SMALL))) return [];
  const before = JSON.parse(readFileSync(resultsOf(SMALL), 'utf8')) as Row[];
  return rows.flatMap(([name, p50, p95]) => {
    const small = before.find((row) => row[0] === name);
    if (!small) return [];
    const over = (ms: string | number, then: string | number): boolean => Number(ms) > Math.max(50, 2 * Number(then));
    const longer = over(p50!, small[1]!) || over(p95!, small[2]!);
    return longer ? [`GREW ${name}: ${p50} / ${p95} ms, with ${SMALL} interactions ${small[1]} / ${small[2]} ms`] : [];
  });
}

/** Every page so many times, one person asking; warm after some. */
async function measure(
  person: Person,
  pages: Record<string, (n: number) => string>,
  most_p50: number,
  most_p95: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(pages)) {
    if (values.only && !name.includes(values.only)) continue;
    const times: number[] = [];
    let slowest: [number, string] = [0, ''];
    for (let n = -5; n < calls; n++) {
      const asked = path(n + 5);
      const began = performance.now();
      const answer = await person.send(asked, { method: 'GET' });
      await answer.arrayBuffer();
      const ms = performance.now() - began;
      if (!answer.ok) throw new Error(`${asked}: ${answer.status}`);
      if (n >= 0) times.push(ms);
      if (n >= 0 && ms > slowest[0]) slowest = [ms, asked];
    }
    times.sort((a, b) => a - b);
    const at = (share: number): number =>
      Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))]!);
    const row = [name, at(0.5), at(0.95), at(0.99), `${most_p50} / ${most_p95}`];
    console.log(row.join('  '), `slowest ${Math.round(slowest[0])} ${decodeURIComponent(slowest[1])}`);
    rows.push(row);
    if (at(0.5) > most_p50 || at(0.95) > most_p95) failures.push(`SLOW ${name}: ${at(0.5)} / ${at(0.95)} ms`);
  }
  return rows;
}
