// The cost of ten clients that never finish sending: bodies in chunks on the routes with the largest limits, and
// headers a byte at a time. Fails if the server grows by more than 20 MB, or still holds their connections after their
// time is up. By hand, after `npm run build`:
//   node test/bench/stalled.ts
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { startCentre } from '../support/centre.ts';

const CONNECTIONS = 10;
const MOST_MB = 20;
const CHUNK = Buffer.alloc(64 * 1024, 'x');
/** What each would send, if it were taken. */
const CHUNKS = 1500;
/** By then every deadline has passed. */
const GIVEN_UP_MS = 20_000;
const PATHS = [
  '/api/interactions/chats',
  '/api/interactions/uploads/upl_0000000000?offset=0',
  '/api/auth/sign-in/email',
  '/api/nothing',
];

const centre = await startCentre({ databaseUrl: null, env: { ATTUNE_WORKERS: '0' } });
const { hostname, port } = new URL(centre.url);
const rss = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${centre.process.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

// The first requests load and compile what all others use.
for (let i = 0; i < 400; i++) {
  const answer = await fetch(`${centre.url}${PATHS[i % PATHS.length]}`, { method: 'POST', body: 'x'.repeat(1000) });
  await answer.arrayBuffer();
}
const before = rss();
let peak = before;
const watch = setInterval(() => {
  peak = Math.max(peak, rss());
}, 20);

const open = new Set<Socket>();
const sockets = Array.from({ length: CONNECTIONS }, (_, i) => stall(i));
await Promise.all(sockets);
await pause(GIVEN_UP_MS);
clearInterval(watch);
console.log(
  `${CONNECTIONS} stalled connections: server ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most (+${(peak - before).toFixed(1)} MB), ` +
    `${open.size} connections open after ${GIVEN_UP_MS / 1000} s`,
);
if (peak - before > MOST_MB || open.size > 0) process.exitCode = 1;
for (const socket of open) socket.destroy();
await centre.stop();

/** Two in ten send their headers slowly, the others an endless body, as fast as it is accepted. */
async function stall(i: number): Promise<void> {
  const socket = connect(Number(port), hostname);
  open.add(socket);
  socket.on('error', () => {});
  socket.once('close', () => open.delete(socket));
  socket.resume();
  const path = PATHS[i % PATHS.length];
  socket.write(`POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n`);
  if (i % 5 === 4) {
    const drip = setInterval(() => (open.has(socket) ? socket.write('x') : clearInterval(drip)), 500);
    return;
  }
  socket.write('transfer-encoding: chunked\r\n\r\n');
  for (let sent = 0; sent < CHUNKS && open.has(socket); sent++) {
    const taken = socket.write(`${CHUNK.length.toString(16)}\r\n${CHUNK}\r\n`);
    if (!taken) await Promise.race([new Promise((done) => socket.once('drain', done)), pause(2000)]);
    if (socket.writableLength > 4 * CHUNK.length) break;
  }
}
