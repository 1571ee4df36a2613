// A busy hour: 20 people save drafts in the workspace, first alone, then while 50 recordings are uploaded at once; and
// the memory needed for one recording of 300 MB. Starts its own server with its own data folder. Run by hand after `npm
// run build`:
//   node test/bench/load.ts            on the embedded database
//   DATABASE_URL=postgres://… node test/bench/load.ts     on PostgreSQL, in an empty database
// Times depend on this machine at this moment, with server, database, worker and load on the same processors.
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ScorecardChoice } from '../../db/samples/choosing.ts';
import type { Workspace } from '../../db/samples/reviews.ts';
import type { Answers } from '../../scorecards/scorecard/answers.ts';
import { startCentre } from '../support/centre.ts';
import { addressOf, foundCentre, PASSWORD, type Person, visitor } from '../support/person.ts';
import type { Uploaded, UploadOrder } from './uploads.ts';

const PEOPLE = 20;
const UPLOADS = 50;
const ALONE_S = 15;
const TOGETHER_S = 30;
/** Between two changes in a form: nobody is faster for long. */
const THINK_MS = [400, 1200] as const;
const MIB = 1024 * 1024;

type Saver = { person: Person; review: string; criteria: { id: string; value: string }[]; revision: number };

const reviewers = Array.from({ length: PEOPLE }, (_, i) => `Reviewer ${String.fromCharCode(65 + i)}`);
const database = process.env.DATABASE_URL || null;
console.log(`On ${database ? 'PostgreSQL' : 'the embedded database'}, Node ${process.version}`);

const centre = await startCentre({ databaseUrl: database, env: { ATTUNE_PROXY: '1' } });
try {
  const { ids } = await foundCentre(centre, [
    { name: 'Mary Manager', roles: ['manager'] },
    { name: 'Ann Agent', roles: ['agent'] },
    ...reviewers.map((name) => ({ name, roles: ['reviewer'] })),
  ]);
  const manager = await signedIn('Mary Manager');
  const agent = ids.get('Ann Agent')!;
  const savers = await openWorkspaces(manager, agent);
  const rss = watchMemory(centre.process.pid!);

  const alone = await saveFor(savers, ALONE_S);
  tell(`${PEOPLE} people saving`, alone);

  const order: UploadOrder = {
    url: centre.url,
    cookie: manager.cookie(),
    agent,
    at_once: UPLOADS,
    bytes: 8 * MIB,
    bytes_per_second: MIB,
    seconds: TOGETHER_S,
  };
  const uploading = upload(order);
  const together = await saveFor(savers, TOGETHER_S);
  tell(`the same, ${UPLOADS} uploads at once`, together);
  const uploaded = await uploading;
  const megabytes = uploaded.bytes / MIB;
  console.log(
    `uploads: ${uploaded.files} recordings, ${megabytes.toFixed(0)} MB in ${uploaded.seconds.toFixed(0)} s (${(megabytes / uploaded.seconds).toFixed(1)} MB/s), ${uploaded.errors.length} errors`,
  );
  for (const error of uploaded.errors.slice(0, 5)) console.log(`  ${error}`);
  console.log(`p50 ${ratio(together, alone, 0.5)}, p99 ${ratio(together, alone, 0.99)} of what it is without uploads`);

  await idle();
  const before = rss.now();
  rss.restart();
  const large = await upload({ ...order, at_once: 1, bytes: 300 * MIB, bytes_per_second: 200 * MIB, seconds: 0 });
  console.log(
    `one recording of 300 MB: ${large.files} accepted in ${large.seconds.toFixed(1)} s, server ${before} MB before, ${rss.peak()} MB at most`,
  );
  rss.stop();
  if (alone.errors.length + together.errors.length + uploaded.errors.length + large.errors.length > 0)
    process.exitCode = 1;
} finally {
  await centre.stop();
}

/** Each from an address of their own: one alone may not sign in so often. */
async function signedIn(name: string): Promise<Person> {
  const person = visitor(centre.url, addressOf(name));
  const answer = await person.send('/api/auth/sign-in/email', {
    method: 'POST',
    body: JSON.stringify({ email: person.email, password: PASSWORD }),
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${1 + reviewers.indexOf(name)}` },
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return person;
}

/** Everybody with a chat of their own open. */
async function openWorkspaces(manager: Person, agent: string): Promise<Saver[]> {
  const chats = reviewers.map((name, i) => ({
    external_id: `chat-${i}`,
    agent,
    channel: 'chat',
    started_at: '2026-07-03T10:00:00Z',
    turns: [
      { speaker: 'customer', text: `Hello, ${name} will read this.` },
      { speaker: 'agent', text: 'Good morning. How can I help?' },
    ],
  }));
  await manager.post('/api/interactions/chats', { format: 'json', text: JSON.stringify(chats) });
  const { rows } = await manager.get<{ rows: { id: string }[] }>('/api/interactions?limit=100');
  return Promise.all(
    reviewers.map(async (name, i) => {
      const person = await signedIn(name);
      const of = `/api/interactions/${rows[i]!.id}`;
      const { proposed } = await person.get<ScorecardChoice>(`${of}/scorecards`);
      const on = { scorecard_version_id: proposed!.version_id };
      const { review } = await person.post<{ review: string }>(`${of}/review`, on);
      await person.post(`/api/evaluations/reviews/${review}/take`, {});
      const { scorecard } = await person.get<Workspace>(`/api/evaluations/reviews/${review}`);
      const criteria = scorecard.definition.sections.flatMap((section) =>
        section.criteria.flatMap(({ id, scale }) => {
          const value = scale.type === 'choice' ? scale.options[0]?.key : undefined;
          return value === undefined ? [] : [{ id, value }];
        }),
      );
      return { person, review, criteria, revision: 0 };
    }),
  );
}

type Saved = { times: number[]; errors: string[] };

async function saveFor(savers: Saver[], seconds: number): Promise<Saved> {
  const saved: Saved = { times: [], errors: [] };
  const until = performance.now() + seconds * 1000;
  await Promise.all(
    savers.map(async (saver) => {
      while (performance.now() < until) {
        const [least, most] = THINK_MS;
        await new Promise((wake) => setTimeout(wake, least + Math.random() * (most - least)));
        await save(saver, saved);
      }
    }),
  );
  return saved;
}

/** One change more than the last time, as the workspace sends it: the whole form. */
async function save(saver: Saver, saved: Saved): Promise<void> {
  const answered = saver.criteria.slice(0, 1 + (saver.revision % saver.criteria.length));
  const answers: Answers = Object.fromEntries(
    answered.map(({ id, value }) => [id, { value, comment: `Change ${saver.revision}`, evidence: [] }]),
  );
  const body = JSON.stringify({
    revision: saver.revision,
    answers,
    summary: 'So far so good.',
    spent_ms: 1000 * saver.revision,
  });
  const began = performance.now();
  try {
    const answer = await saver.person.send(`/api/evaluations/reviews/${saver.review}/draft`, {
      method: 'PUT',
      body,
      headers: { 'content-type': 'application/json' },
    });
    const reply = (await answer.json()) as { revision?: number };
    if (!answer.ok || reply.revision === undefined) saved.errors.push(`${answer.status} ${JSON.stringify(reply)}`);
    else saver.revision = reply.revision;
  } catch (error) {
    saved.errors.push(String(error));
  }
  saved.times.push(performance.now() - began);
}

/** Uploads run in a thread of their own, so that they do not slow the clock of those who save. */
function upload(order: UploadOrder): Promise<Uploaded> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('./uploads.ts', import.meta.url), { workerData: order });
    worker.once('message', done);
    worker.once('error', failed);
  });
}

/** Until the worker has nothing left to listen to, half a minute at most. */
async function idle(): Promise<void> {
  const manager = await signedIn('Mary Manager');
  for (let i = 0; i < 30; i++) {
    const { total } = await manager.get<{ total: number }>('/api/interactions?state=working&limit=1');
    if (total === 0) return;
    await new Promise((wake) => setTimeout(wake, 1000));
  }
}

function at({ times }: Saved, share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
function ratio(one: Saved, other: Saved, share: number): string {
  return `${(at(one, share) / at(other, share)).toFixed(1)} ×`;
}

function tell(what: string, saved: Saved): void {
  const ms = (share: number) => `${at(saved, share).toFixed(1)} ms`;
  console.log(
    `${what}: ${saved.times.length} drafts, p50 ${ms(0.5)}, p99 ${ms(0.99)}, worst ${ms(1)}, ${saved.errors.length} errors`,
  );
  for (const error of saved.errors.slice(0, 5)) console.log(`  ${error}`);
}

/** Resident memory of a process in MB, by the quarter second (Linux). */
function watchMemory(pid: number) {
  const now = (): number => {
    try {
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
    } catch {
      return 0;
    }
  };
  let peak = now();
  const timer = setInterval(() => {
    peak = Math.max(peak, now());
  }, 250);
  const restart = () => {
    peak = now();
  };
  return { now, peak: () => peak, restart, stop: () => clearInterval(timer) };
}
