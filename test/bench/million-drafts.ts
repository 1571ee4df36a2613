// Twenty people reviewing at the same time: each opens reviews and saves a draft about every two seconds.
import type { Person } from '../support/person.ts';
import { chance } from './chance.ts';

const PAUSE_MS = 2000;
const SAVES = 15;
const MOST_P99_MS = 50;

/** @returns rows of the table: name, p50, p95, p99, limit */
export async function saveDrafts(people: Person[], failures: string[]): Promise<(string | number)[][]> {
  const opened: number[] = [];
  const saved: number[] = [];
  await Promise.all(people.map((person, i) => work(person, chance(i + 1), opened, saved)));
  return [
    ['opening a review, 20 people', opened],
    ['saving a draft, 20 people', saved],
  ].map(([name, times]) => {
    const sorted = (times as number[]).toSorted((a, b) => a - b);
    const at = (share: number): number =>
      Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!);
    if (at(0.99) > MOST_P99_MS) failures.push(`SLOW ${name}: p99 ${at(0.99)} ms`);
    return [name as string, at(0.5), at(0.95), at(0.99), `p99 ${MOST_P99_MS}`];
  });
}

async function work(person: Person, next: () => number, opened: number[], saved: number[]): Promise<void> {
  const timed = async <T>(times: number[], run: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await run();
    times.push(performance.now() - began);
    return result;
  };
  const { rows } = await person.get<{ rows: { id: string }[] }>('/api/evaluations/queue');
  for (const { id } of rows.slice(0, SAVES)) {
    await new Promise((wake) => setTimeout(wake, PAUSE_MS * next()));
    const at = `/api/evaluations/reviews/${id}`;
    const { draft } = await timed(opened, () => person.get<{ draft: { revision: number } | null }>(at));
    let revision = draft?.revision ?? 0;
    for (let save = 0; save < SAVES / 5; save++) {
      await new Promise((wake) => setTimeout(wake, PAUSE_MS * 2 * next()));
      const body = JSON.stringify({
        revision,
        answers: {},
        summary: `So far ${save}, noted while listening.`,
        spent_ms: 1000,
      });
      const answer = await timed(saved, () =>
        person.send(`${at}/draft`, { method: 'PUT', body, headers: { 'content-type': 'application/json' } }),
      );
      if (!answer.ok) throw new Error(`draft: ${answer.status} ${await answer.text()}`);
      revision = ((await answer.json()) as { revision: number }).revision;
    }
  }
}
