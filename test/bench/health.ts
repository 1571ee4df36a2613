// ENTRY of a process (requests.ts starts it): requests a server's health ten times a second until stopped. Time that
// the server's processes and this one wait for a processor is not counted.
import { waitedMs } from './processor.ts';

/** `slow`: answers over 200 ms. */
export type Polled = { asked: number; failed: number; worst_ms: number; slow: number[] };

const SLOW_MS = 200;
const [, , url = '', ...pids] = process.argv;
const processes = [process.pid, ...pids.map(Number)];
const totals: Polled = { asked: 0, failed: 0, worst_ms: 0, slow: [] };
let ending = false;
process.on('message', () => {
  ending = true;
});
while (!ending) {
  const waited = waitedMs(processes);
  const began = performance.now();
  const ok = await fetch(`${url}/api/health`).then(
    async (answer) => (await answer.arrayBuffer()) && answer.ok,
    () => false,
  );
  const ms = Math.round(performance.now() - began - (waitedMs(processes) - waited));
  totals.asked++;
  if (!ok) totals.failed++;
  if (ms > SLOW_MS) totals.slow.push(ms);
  totals.worst_ms = Math.max(totals.worst_ms, ms);
  await new Promise((wake) => setTimeout(wake, 100));
}
process.send?.(totals);
process.disconnect?.();
