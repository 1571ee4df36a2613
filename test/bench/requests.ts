// Fifty thousand malformed requests over every operation of /api/openapi.json, without a session and in each role: none
// may be answered with a failure (5xx, except a deliberate `overloaded`) or take more than two seconds, and health is
// answered within 200 ms throughout. By hand, after `npm run build`:
//   node test/bench/requests.ts [number of requests] [seed]     on the embedded database
//   DATABASE_URL=postgres://… node test/bench/requests.ts       on PostgreSQL, in an empty database
// Time waiting for a processor does not count, and slow requests are repeated once, because the machine does other work
// too.
import { type ChildProcess, fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { localBlobs } from '../../db/blobs/local.ts';
import { connect } from '../../db/database/client.ts';
import type { Ctx } from '../../db/database/context.ts';
import { socketOf } from '../../db/database/embedded-lock.ts';
import { member, organisation } from '../../db/schema/tables.ts';
import { ROLES, type Role } from '../../scorecards/people/access.ts';
import { SECRET, testApi } from '../support/api.ts';
import { startCentre } from '../support/centre.ts';
import { livedIn } from '../support/lived-in.ts';
import { memberOf } from '../support/organisation.ts';
import { ownersHandle } from '../support/owner.ts';
import type { Polled } from './health.ts';
import { chance, type Made, type Operation, requestMaker, unfolded } from './odd-requests.ts';
import { familyOf, waitedMs } from './processor.ts';

const wanted = Number(process.argv[2] ?? 50_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
const AT_ONCE = 4;
const SLOW_MS = 2000;
/** How often people who lost their session or their role get it back. */
const FIX_EVERY = 300;

const databaseUrl = process.env.DATABASE_URL || null;
console.log(`${wanted} requests, seed ${seed}, on ${databaseUrl ? 'PostgreSQL' : 'the embedded database'}`);
const centre = await startCentre({ databaseUrl, env: { ATTUNE_SECRET: SECRET, ATTUNE_WORKERS: '0' } });
const config = databaseUrl ? { url: databaseUrl } : { socket: socketOf(join(centre.data, 'db'))! };
const connection = connect(config);
const db = ownersHandle(connection.db);
const kind = databaseUrl ? 'postgres' : 'embedded';
const api = testApi({ kind, db, installation: connection.db, sql: connection.sql, config, env: {} });
api.deps.blobs = localBlobs(join(centre.data, 'files'));
const home = await livedIn(api);
const actors: Record<Role, Ctx> = {
  agent: home.agents[0],
  reviewer: home.reviewers[0],
  coach: home.coach,
  manager: home.manager,
  administrator: home.administrator,
};
const cookies = new Map<Role, string>();
/** Who is being brought back just now. */
const returning = new Map<Role, Promise<void>>();
for (const role of ROLES) await signIn(role);

const { ids } = home;
const make = requestMaker(chance(seed), {
  uploads: [ids.upload, ids.spareUpload],
  'samples/plans': [ids.plan],
  'samples/reviews': [ids.waiting, ids.taken],
  'evaluations/reviews': [ids.taken, ids.waiting],
  evaluations: [ids.evaluation],
  interaction: [ids.recording, ids.evaluatedInteraction],
  member: [ids.agent, ids.otherAgent, ids.invited],
  agent: [ids.agent, ids.otherAgent],
  reviewer: [ids.reviewer],
  calibration: [ids.calibration],
  trials: [ids.trial],
  tasks: [ids.task, ids.otherTask],
  into: [ids.otherTask],
  goals: [ids.goal],
  steps: [ids.step],
  team: [ids.team],
  scope: [ids.team],
  scorecard: [ids.version, ids.scorecard],
  any: Object.values(ids),
});
const processes = [...familyOf(centre.process.pid!), process.pid];
const operations = await operationsOf(centre.url);
const random = chance(seed + 1);
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

type Fault = { what: string; made: Made; who: string };
const faults: Fault[] = [];
const statuses = new Map<number, number>();
const done = new Set<string>();
let slowest = 0;

const poller = startPolling(centre.url);
let sent = 0;
await Promise.all(Array.from({ length: AT_ONCE }, sendUntilDone));
poller.send('stop');
const polled = await new Promise<Polled>((done) => poller.once('message', (message) => done(message as Polled)));

report();
await connection.close();
await centre.stop();
api.close();
process.exit();

async function sendUntilDone(): Promise<void> {
  while (sent < wanted) {
    sent++;
    if (sent % FIX_EVERY === 0) await fix();
    if (sent % 5000 === 0) console.log(`  ${sent}: ${faults.length} faults`);
    const operation = operations[Math.floor(random() * operations.length)]!;
    const who = random() < 0.15 ? 'nobody' : ROLES[Math.floor(random() * ROLES.length)]!;
    await sendOne(operation, who, make(operation));
  }
}

async function sendOne(operation: Operation, who: Role | 'nobody', made: Made): Promise<void> {
  const cookie = who === 'nobody' ? null : (cookies.get(who) ?? null);
  const answer = await ask(made, cookie);
  if (answer === null) return;
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  slowest = Math.max(slowest, answer.ms);
  // Signed out by what was asked before.
  if (answer.status === 401 && who !== 'nobody' && !made.headers.cookie && cookies.get(who) === cookie)
    await bringBack(who);
  if (answer.status < 300) done.add(`${operation.method} ${operation.path}`);
  const deliberate = answer.status === 503 && answer.text.includes('"overloaded"');
  if (answer.status >= 500 && !deliberate) faults.push({ what: `${answer.status} ${answer.text}`, made, who });
  else if (answer.ms > SLOW_MS) {
    const again = await ask(made, cookie);
    if (again && again.ms > SLOW_MS) faults.push({ what: `${answer.ms} ms, then ${again.ms} ms`, made, who });
  }
}

/** null for what Node itself does not send. */
function ask(made: Made, cookie: string | null): Promise<{ status: number; text: string; ms: number } | null> {
  return new Promise((answered) => {
    const began = performance.now();
    const waited = waitedMs(processes);
    const lost = (error: Error) => answered({ status: 599, text: `no answer: ${error.message}`, ms: 0 });
    try {
      const headers = { ...(cookie ? { cookie } : {}), ...made.headers };
      const asked = request(`${centre.url}/`, { method: made.method, path: made.path, headers, agent }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          if (text.length < 500) text += chunk.toString();
        });
        response.once('error', lost);
        response.once('end', () => {
          answered({
            status: response.statusCode ?? 0,
            text,
            ms: Math.round(performance.now() - began - (waitedMs(processes) - waited)),
          });
        });
      });
      asked.once('error', (error: NodeJS.ErrnoException) => {
        // A connection that was closed under a request that had not left.
        if (asked.reusedSocket && error.code === 'ECONNRESET') answered(ask(made, cookie));
        else lost(error);
      });
      asked.once('upgrade', (_response, socket) => {
        socket.destroy();
        answered(null);
      });
      asked.end(made.body ?? undefined);
    } catch {
      answered(null);
    }
  });
}

async function signIn(role: Role): Promise<void> {
  const browser = await api.signedIn(actors[role]);
  cookies.set(role, [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
}

async function fix(): Promise<void> {
  for (const role of ROLES) {
    const session = await fetch(`${centre.url}/api/session`, { headers: { cookie: cookies.get(role)! } });
    if (session.status !== 200) await bringBack(role);
    else await restore(role);
  }
}

/**
 * Someone who was signed out, deactivated, given another role or asked for a second factor meanwhile; it may happen again before they are in.
 * Once at a time: each sign-in is with an account of its own, which ends the one before.
 */
function bringBack(role: Role): Promise<void> {
  const under = returning.get(role) ?? restore(role).then(() => signIn(role).catch(() => {}));
  returning.set(role, under);
  return under.finally(() => returning.delete(role));
}

async function restore(role: Role): Promise<void> {
  const { roles, scope } = actors[role].actor;
  await db
    .update(member)
    .set({ active: true, roles: [...roles], sees_all: scope === null })
    .where(eq(member.id, memberOf(actors[role])));
  // A role that needs a second factor can do nothing else.
  await db.update(organisation).set({ settings: sql`${organisation.settings} - 'second_factor'` });
}

async function operationsOf(url: string): Promise<Operation[]> {
  const { paths, components } = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { parameters?: Operation['parameters']; requestBody?: { content: object } }>>;
    components: { schemas: Record<string, object> };
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => {
      const [content] = Object.entries((requestBody?.content ?? {}) as Record<string, { schema: object }>);
      const body = content ? { type: content[0], schema: unfolded(content[1].schema, components.schemas) } : null;
      return { method: method.toUpperCase(), path, parameters, body };
    }),
  );
}

function startPolling(url: string): ChildProcess {
  return fork(join(import.meta.dirname, 'health.ts'), [url, ...processes.map(String)]);
}

function report(): void {
  const shown = (made: Made) =>
    `${made.method} ${made.path.slice(0, 200)} ${JSON.stringify(made.headers).slice(0, 200)} ${new TextDecoder().decode(made.body?.slice(0, 400) ?? new Uint8Array())}`;
  for (const { what, made, who } of faults.slice(0, 40))
    console.log(`FAULT ${what.slice(0, 300)}\n  ${who}: ${shown(made)}`);
  if (faults.length > 0) {
    const log = centre
      .output()
      .split('\n')
      .filter((line) => line.includes('request failed'));
    for (const line of log.slice(0, 40)) console.log(line.slice(0, 1200));
  }
  console.log(
    [...statuses]
      .toSorted(([a], [b]) => a - b)
      .map(([status, n]) => `${status}: ${n}`)
      .join(', '),
  );
  const never = operations.filter(({ method, path }) => !done.has(`${method} ${path}`));
  console.log(
    `${operations.length} operations, ${done.size} of them done at least once; never: ${never.map(({ method, path }) => `${method} ${path}`).join(', ')}`,
  );
  console.log(
    `slowest answer ${slowest} ms; health asked ${polled.asked} times, ${polled.failed} failed, worst ${polled.worst_ms} ms, ` +
      `over 200 ms ${polled.slow.length} times`,
  );
  for (const ms of polled.slow.slice(0, 10)) console.log(`  health ${ms} ms`);
  console.log(`${faults.length} faults of ${sent} requests, seed ${seed}`);
  if (faults.length > 0 || polled.slow.length > 0 || polled.failed > 0) process.exitCode = 1;
}
