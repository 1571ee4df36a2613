import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { keepRunning } from '../../../processes/server/children.ts';

/** Keeps a program running that ends at once, and gives what was said when it had ended so many times. */
async function endings(program: string, times: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'attune-children-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'program.mjs');
  writeFileSync(path, program);
  const said: string[] = [];
  const child = keepRunning({
    name: 'It',
    path,
    arguments: [],
    environment: process.env,
    say: (line) => void said.push(line),
  });
  await vi.waitFor(() => expect(said.length).toBeGreaterThanOrEqual(times), { timeout: 25_000, interval: 20 });
  await child.stop();
  return said.slice(0, times).map((line) => /in ([\d.]+) s/.exec(line)![1]!);
}

it('a program that does not get ready is started after longer and longer waits', async () => {
  const waits = (await endings('process.exit(3)', 3)).map(Number);
  expect(waits[1]).toBeGreaterThan(waits[0]!);
  expect(waits[2]).toBeGreaterThan(waits[1]!);
});

it('one that was ready and is killed again and again is started as soon as the first time', async () => {
  const waits = await endings("process.send({ ready: true }, () => process.kill(process.pid, 'SIGKILL'))", 3);
  expect(new Set(waits).size).toBe(1);
});
