import { expect, it, onTestFinished } from 'vitest';
import { enqueue, type Jobs, work } from '../../db/jobs.ts';
import { describeOnBothDatabases } from '../support/database.ts';

describeOnBothDatabases('the queue', (database) => {
  type Data = Jobs['transcribe'];
  const job = (): Data => ({ organisation_id: 'org', interaction_id: crypto.randomUUID() });

  /** Works until the test is over. Only this test's jobs are looked at: the queue is everybody's. */
  async function working(handle: (data: Data, tries: number) => Promise<void>) {
    const lost: string[] = [];
    const errors: Error[] = [];
    const running = await work(
      database.config,
      {
        transcribe: (data, { tries }) => handle(data, tries),
        'transcribe-lost': async (data) => void lost.push(data.interaction_id),
      },
      { concurrency: 2, onError: (error) => errors.push(error) },
    );
    onTestFinished(() => running.stop());
    return { lost, errors };
  }

  it('gives a job to a worker once it is committed, and never one that was rolled back', async () => {
    const [committed, rolledBack] = [job(), job()];
    const seen: string[] = [];
    const { errors } = await working(async (data) => void seen.push(data.interaction_id));
    await expect(
      database.db.transaction(async (tx) => {
        await enqueue(tx, 'transcribe', [rolledBack]);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await database.db.transaction((tx) => enqueue(tx, 'transcribe', [committed]));
    await expect.poll(() => seen, { timeout: 10_000 }).toContain(committed.interaction_id);
    expect(seen).not.toContain(rolledBack.interaction_id);
    expect(errors).toEqual([]);
  });

  it('lets a job wait for its time', async () => {
    const later = job();
    await enqueue(database.db, 'transcribe', [later], { after: new Date(Date.now() + 3_600_000) });
    const soon = job();
    const seen: string[] = [];
    await working(async (data) => void seen.push(data.interaction_id));
    await enqueue(database.db, 'transcribe', [soon]);
    await expect.poll(() => seen, { timeout: 10_000 }).toContain(soon.interaction_id);
    expect(seen).not.toContain(later.interaction_id);
  });

  it('begins a job again that failed, and says how often it was begun', async () => {
    const mine = job();
    const tries: number[] = [];
    await working(async (data, n) => {
      if (data.interaction_id !== mine.interaction_id) return;
      tries.push(n);
      if (n === 0) throw new Error('an accident');
    });
    await enqueue(database.db, 'transcribe', [mine]);
    await expect.poll(() => tries, { timeout: 20_000 }).toEqual([0, 1]);
  });

  it('tells of a job that failed too often', async () => {
    const mine = job();
    await enqueue(database.db, 'transcribe', [mine]);
    await database.sql`update pgboss.job set retry_limit = 0 where name = 'transcribe' and data ->> 'interaction_id' = ${mine.interaction_id}`;
    const { lost } = await working(async (data) => {
      if (data.interaction_id === mine.interaction_id) throw new Error('again and again');
    });
    await expect.poll(() => lost, { timeout: 20_000 }).toEqual([mine.interaction_id]);
  });

  it('takes hundreds of jobs in one transaction', async () => {
    const many = Array.from({ length: 500 }, job);
    await database.db.transaction((tx) => enqueue(tx, 'transcribe', many));
    const [row] =
      await database.sql`select count(*)::int as n from pgboss.job where data ->> 'interaction_id' = any(string_to_array(${many.map((one) => one.interaction_id).join()}, ','))`;
    expect(row?.n).toBe(500);
    await database.sql`delete from pgboss.job where name = 'transcribe'`;
  });
});
