import { expect, it } from 'vitest';
import type { Db } from '../../../db/database/context.ts';
import { inTurn } from '../../../db/transcripts/turns.ts';

/** Only its identity counts. */
const connection = () => ({}) as Db;

it('of one connection’s heavy work a few pieces run at once, and all of it in the end, in order', async () => {
  const db = connection();
  const gates: (() => void)[] = [];
  const begun: number[] = [];
  const all = Array.from({ length: 10 }, (_, i) =>
    inTurn(db, async () => {
      begun.push(i);
      await new Promise<void>((go) => gates.push(go));
      return i;
    }),
  );
  await Promise.resolve();
  const first = begun.length;
  expect(first).toBeLessThan(10);
  for (let n = 0; n < 10; n++) {
    gates[n]?.();
    await all[n];
    expect(begun).toHaveLength(Math.min(10, first + n + 1));
  }
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it('work that fails gives its place to the next', async () => {
  const db = connection();
  const failed = Array.from({ length: 8 }, () => inTurn(db, () => Promise.reject(new Error('no'))));
  expect((await Promise.allSettled(failed)).every(({ status }) => status === 'rejected')).toBe(true);
  expect(await inTurn(db, async () => 'yes')).toBe('yes');
});

it('connections do not wait for each other', async () => {
  const never = new Promise<void>(() => {});
  const db = connection();
  for (let i = 0; i < 20; i++) void inTurn(db, () => never);
  expect(await inTurn(connection(), async () => 'at once')).toBe('at once');
});
