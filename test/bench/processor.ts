// How long processes waited for a processor because the machine was busy: only the rest of a response time counts for
// the product.
import { readdirSync, readFileSync } from 'node:fs';

/** A process and those it started. */
export function familyOf(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]) === pid;
      } catch {
        return false;
      }
    });
  return [pid, ...children.map(Number)];
}

/** Milliseconds that their first threads were ready to run and did not, since they began (Linux). */
export function waitedMs(pids: readonly number[]): number {
  let nanoseconds = 0;
  for (const pid of pids) {
    try {
      nanoseconds += Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]);
    } catch {
      // It has ended.
    }
  }
  return nanoseconds / 1e6;
}
