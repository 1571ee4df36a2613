// Is anything that was acknowledged ever lost or done twice? People sign in, import chats and recordings, review,
// comment, coach and correct, while the server, the worker and the database are killed with kill -9 at random moments.
// A journal outside the server keeps what was answered and is compared with the database after each kill and at the
// end, when every recording must be transcribed exactly once. The run fails if anything differs, and also when a row is
// removed on purpose (--sabotage). Run by hand after `npm run build`:
//   npm run bench:kills -- --kills 20
//   npm run bench:kills -- --database postgres --seed 7
//   npm run bench:kills -- --kills 5 --sabotage        must fail
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Sql } from '../../db/database/client.ts';
import { foundCentre } from '../support/person.ts';
import { chance } from './chance.ts';
import { startMortalCentre, type Victim } from './kills-centre.ts';
import { startWork } from './kills-clients.ts';
import { compare, Journal, unheard } from './kills-journal.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    database: { type: 'string', default: 'embedded' },
    sabotage: { type: 'boolean', default: false },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
/** A recording for so many kills: listening takes its time. */
const KILLS_A_RECORDING = 6;
/** Between a recovery and the next kill so much is acknowledged, at most, if it comes within this time. */
const MOST_ACKNOWLEDGED = 8;
const PEACE_MS = 4000;
/** The last recording is heard by then. */
const HEARD_MS = 5 * 60_000;
/** The embedded database answers again by then. */
const RECOVERED_MS = 10_000;

const random = chance(seed);
const journal = new Journal();
const faults: string[] = [];
const took = new Map<Victim, number[]>();
console.log(`seed ${seed}, ${kills} kills, ${values.database}; journal in ${journal.path}`);

/** One row behind something that was acknowledged: table, which rows, value. */
const ROWS: Record<string, () => [table: string, where: string, value: string]> = {
  'sign-in': () => ['session', 'token = $1', journal.of('sign-in').at(-1)!.token],
  chat: () => ['transcript', `text like '%' || $1 || '%'`, journal.of('chat').at(-1)!.external_id],
  recording: () => ['transcription', 'interaction_id = $1', journal.of('recording')[0]!.interaction],
  event: () => ['event', `kind = 'interaction.imported' and subject = $1`, journal.of('recording')[0]!.interaction],
  draft: () => ['draft', 'summary = $1', journal.of('draft').at(-1)!.summary],
  comment: () => ['acknowledgement', 'evaluation_id = $1', journal.of('comment')[0]!.evaluation],
  correction: () => [
    'transcript',
    `origin = 'corrected' and text like '%' || $1 || '%'`,
    journal.of('correction')[0]!.said,
  ],
  move: () => ['task_event', 'note = $1', journal.of('move')[0]!.note],
};

const centre = await startMortalCentre(values.database === 'postgres' ? 'postgres' : 'embedded');
try {
  const { ids } = await foundCentre(centre, [
    { name: 'Mary Manager', roles: ['manager'] },
    { name: 'Carl Coach', roles: ['coach'] },
    { name: 'Rita Reviewer', roles: ['reviewer'] },
    { name: 'Rolf Reviewer', roles: ['reviewer'] },
    { name: 'Ann Agent', roles: ['agent'] },
    { name: 'Ben Agent', roles: ['agent'] },
  ]);
  const work = await startWork(centre.url, ids, journal, chance(seed + 1), centre.lately);
  for (let n = 1; n <= kills && faults.length === 0; n++) {
    work.recordings.wanted = Math.ceil(n / KILLS_A_RECORDING);
    await peace(1 + Math.floor(random() * MOST_ACKNOWLEDGED));
    const victim = centre.victims[Math.floor(random() * centre.victims.length)]!;
    const ms = await centre.kill(victim);
    if (ms === null) {
      // It is not back from the last time.
      n--;
      continue;
    }
    took.set(victim, [...(took.get(victim) ?? []), ms]);
    faults.push(...(await check()));
    if (n % 20 === 0) console.log(`${n} kills, ${journal.facts.length} acknowledged, ${work.resent()} sent again`);
  }
  await work.end();
  await allHeard();
  faults.push(...(await check()), ...(await centre.look((sql) => unheard(sql, journal))));
  faults.push(...work.strange.map((said) => `strange answer: ${said}`));
  if (faults.length === 0) await theCheckCanFail();
  if (values.sabotage) await centre.look((sql) => takeAway(sql, 'chat'));
  if (values.sabotage) faults.push(...(await check()));
  await tell(work.resent());
} catch (error) {
  console.log(centre.output().slice(-4000));
  throw error;
} finally {
  await centre.stop();
}
for (const fault of faults.slice(0, 30)) console.log(`FAULT ${fault}`);
// What the server wrote of answers that were failures.
const references = faults.flatMap((fault) => /Reference (\w+)/.exec(fault)?.[1] ?? []);
for (const line of centre
  .output()
  .split('\n')
  .filter((one) => references.some((id) => one.includes(id))))
  console.log(line.slice(0, 1500));
const slowest = values.database === 'embedded' ? Math.max(0, ...(took.get('database') ?? [])) : 0;
if (slowest > RECOVERED_MS) console.log(`The embedded database took ${(slowest / 1000).toFixed(1)} s to recover`);
console.log(faults.length === 0 ? 'nothing lost, nothing doubled' : `${faults.length} FAULTS (seed ${seed})`);
if (faults.length > 0 || slowest > RECOVERED_MS) process.exitCode = 1;

/** People get on with their work, for some acknowledgements and a moment more: kills come in the middle of things. */
async function peace(acknowledgements: number): Promise<void> {
  const last = performance.now() + PEACE_MS;
  const enough = journal.facts.length + acknowledgements;
  while (journal.facts.length < enough && performance.now() < last) await new Promise((wake) => setTimeout(wake, 10));
  await new Promise((wake) => setTimeout(wake, random() * 300));
}

/** Only what was acknowledged before the look is looked for. */
function check(): Promise<string[]> {
  const facts = [...journal.facts];
  const sofar = { of: (kind: string) => facts.filter((fact) => fact.kind === kind) } as unknown as Journal;
  return centre.look((sql) => compare(sql, sofar));
}

async function allHeard(): Promise<void> {
  const last = performance.now() + HEARD_MS;
  while (performance.now() < last) {
    const left = await centre.look((sql) => unheard(sql, journal));
    if (left.length === 0) return;
    await new Promise((wake) => setTimeout(wake, 1000));
  }
}

async function takeAway(sql: Pick<Sql, 'unsafe'>, kind: string): Promise<void> {
  const [table, where, value] = ROWS[kind]!();
  // A transcript cannot go without its measures.
  if (table === 'transcript')
    await sql.unsafe(
      `delete from transcript_measures m using transcript t
        where m.interaction_id = t.interaction_id and m.revision = t.revision and ${where}`,
      [value],
    );
  const gone = await sql.unsafe(`delete from ${table} where ${where}`, [value]);
  if (gone.count !== 1) throw new Error(`${gone.count} rows of ${table} for ${kind}`);
}

/** Takes away a row of each kind, sees that it is missed, and puts it back. */
async function theCheckCanFail(): Promise<void> {
  for (const kind of Object.keys(ROWS)) {
    // The draft of a review that was submitted is not missed.
    if (
      kind === 'draft' &&
      journal.of('evaluation').some(({ review }) => review === journal.of('draft').at(-1)!.review)
    )
      continue;
    if (kind === 'correction' && journal.of('correction').length === 0) continue;
    const missed = await centre.look(async (sql) => {
      let found: string[] = [];
      await sql
        .begin(async (tx) => {
          // Events cannot be deleted while triggers are on.
          await tx.unsafe('set local session_replication_role = replica');
          await takeAway(tx, kind);
          found = await compare(tx as unknown as Sql, journal);
          throw new Error('put back');
        })
        .catch((error: Error) => {
          if (error.message !== 'put back') throw error;
        });
      return found;
    });
    if (missed.length === 0) faults.push(`a row of ${kind} was taken away, and nobody missed it`);
  }
}

/** What processes that were killed left lying about. */
async function leftBehind(): Promise<string[]> {
  const known = await centre.look((sql) => sql<{ id: string }[]>`select id from upload`);
  const uploads = new Set(known.map(({ id }) => id));
  const folder = join(centre.data, 'files', 'uploads');
  const pieces = existsSync(folder) ? readdirSync(folder).filter((name) => !uploads.has(name)) : [];
  return [...pieces.map((name) => `uploads/${name}`), ...readdirSync(centre.temporary)];
}

async function tell(resent: number): Promise<void> {
  const kinds = Map.groupBy(journal.facts, ({ kind }) => kind);
  console.log(
    `acknowledged: ${[...kinds].map(([kind, facts]) => `${facts.length} ${kind}`).join(', ')}; ${resent} sent again`,
  );
  for (const [victim, times] of took) {
    const sorted = times.toSorted((a, b) => a - b);
    const seconds = (share: number) => ((sorted[Math.ceil(share * sorted.length) - 1] ?? 0) / 1000).toFixed(1);
    console.log(
      victim === 'worker'
        ? `${victim}: killed ${times.length} times`
        : `${victim}: killed ${times.length} times, answers again after ${seconds(0.5)} s (median), ${seconds(1)} s at most`,
    );
  }
  const left = await leftBehind();
  console.log(
    `left behind: ${left.length === 0 ? 'nothing' : left.slice(0, 10).join(', ')}${left.length > 10 ? ` and ${left.length - 10} more` : ''}`,
  );
}
