import { describe, expect, it, onTestFinished } from 'vitest';
import { enqueue, installJobs, type JobFailure, type Jobs, MOST_TRIES, nextTry, work } from '../../../db/jobs/jobs.ts';
import { Refusal } from '../../../transcription/failure/refusal.ts';
import { describeOnBothDatabases } from '../../support/database.ts';

describeOnBothDatabases('the queue', (database) => {
  type Data = Jobs['transcribe'];
  const job = (): Data => ({ organisation_id: 'org', interaction_id: crypto.randomUUID() });

  /** Works until the test is over. Only this test's jobs are looked at: the queue is everybody's. */
  async function working(handle: (data: Data, tries: number) => Promise<void>) {
    const lost: string[] = [];
    const errors: Error[] = [];
    const failures: JobFailure[] = [];
    const running = await work(
      database.config,
      {
        transcribe: (data, { tries }) => handle(data, tries),
        'transcribe-lost': async (data) => void lost.push(data.interaction_id),
      },
      { concurrency: 2, onFailure: (one) => failures.push(one), onError: (error) => errors.push(error) },
    );
    onTestFinished(() => running.stop());
    return { lost, errors, failures };
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
    await expect.poll(() => seen).toContain(committed.interaction_id);
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
    await expect.poll(() => seen).toContain(soon.interaction_id);
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
    await expect.poll(() => tries).toEqual([0, 1]);
  });

  /** The clock, for jobs that wait. */
  const hurry = () => database.sql`update pgboss.job set start_after = now() where state < 'active'`;

  it('reports a job that failed too often', async () => {
    const mine = job();
    let tries = 0;
    const { lost, failures } = await working(async (data) => {
      if (data.interaction_id !== mine.interaction_id) return;
      tries++;
      throw new Error('again and again');
    });
    await enqueue(database.db, 'transcribe', [mine]);
    await expect.poll(() => hurry().then(() => lost)).toEqual([mine.interaction_id]);
    expect(tries).toBe(MOST_TRIES);
    expect(failures.map(({ next }) => next)).toEqual([...Array(MOST_TRIES - 1).fill('again'), 'given-up']);
  });

  it('waits for a database that is away, however often it is tried meanwhile, and counts no try', async () => {
    const mine = job();
    const seen: number[] = [];
    const away = 2 * MOST_TRIES;
    const { lost } = await working(async (data, tries) => {
      if (data.interaction_id !== mine.interaction_id) return;
      seen.push(tries);
      if (seen.length <= away)
        throw new Error('Failed query', { cause: Object.assign(new Error(), { code: '57P03' }) });
    });
    await enqueue(database.db, 'transcribe', [mine]);
    await expect.poll(() => hurry().then(() => seen.length), { timeout: 60_000 }).toBe(away + 1);
    expect(seen).toEqual(Array(away + 1).fill(0));
    expect(lost).toEqual([]);
  });

  it('stores of an error only its code and the reference under which the log has more', async () => {
    const mine = job();
    let seen = 0;
    const { failures } = await working(async (data) => {
      if (data.interaction_id !== mine.interaction_id || seen++ > 0) return;
      throw Object.assign(new Error('duplicate: my card is 4111'), { code: '23505', detail: 'Key (text)=(my card)' });
    });
    await enqueue(database.db, 'transcribe', [mine]);
    await expect.poll(() => failures.length).toBe(1);
    const { reference } = failures[0]!;
    const read = () => database.sql`select output from pgboss.job where id = ${reference}`;
    await expect.poll(async () => (await read())[0]?.output).toEqual({ code: '23505', reference });
    expect(JSON.stringify(failures)).not.toContain('card');
  });

  it('forgets the errors that earlier versions kept, and leaves its own', async () => {
    const jobs = [job(), job(), job()];
    await enqueue(database.db, 'transcribe', jobs, { after: new Date(Date.now() + 3_600_000) });
    const rows = await database.sql<{ id: string }[]>`select id from pgboss.job
      where data ->> 'interaction_id' = any(string_to_array(${jobs.map((one) => one.interaction_id).join()}, ','))`;
    const [old, value, own] = rows.map(({ id }) => id);
    const put = (id: string, output: object) =>
      database.sql`update pgboss.job set output = ${JSON.stringify(output)}::text::jsonb where id = ${id}`;
    await put(old!, {
      name: 'Error',
      message: 'Failed query: insert … params: my card is 4111',
      stack: 'Error: my card',
    });
    await put(value!, { code: 'my card is 4111', reference: value });
    await put(own!, { code: '23505', reference: own });
    await installJobs(database.config);
    const kept = await database.sql<{ id: string; output: object }[]>`select id, output from pgboss.job
      where id::text = any(string_to_array(${[old, value, own].join()}, ','))`;
    const after = new Map(kept.map(({ id, output }) => [id, output]));
    expect(after.get(old!)).toEqual({ code: 'unknown', reference: old });
    expect(after.get(value!)).toEqual({ code: 'unknown', reference: value });
    expect(after.get(own!)).toEqual({ code: '23505', reference: own });
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

describe('a job that went wrong', () => {
  const fresh = { faults: 0, outages: 0 };
  const away = Object.assign(new Error(), { code: 'ECONNREFUSED' });

  it('outlives an outage of ten minutes and of a night, looking again every minute', () => {
    for (const hours of [1 / 6, 12]) {
      let past = fresh;
      let seconds = 0;
      let last = 0;
      while (seconds < hours * 3600) {
        const next = nextTry('transcribe', past, away);
        expect(next.target).toBe('transcribe');
        past = next.past;
        seconds += next.wait_s;
        last = next.wait_s;
      }
      expect(past.faults).toBe(0);
      expect(last).toBeLessThanOrEqual(60);
    }
  });

  it('is given up only after its own failures, whatever outages came between', () => {
    let past = fresh;
    for (let i = 1; i < MOST_TRIES; i++) {
      past = nextTry('transcribe', past, new Error()).past;
      past = nextTry('transcribe', past, away).past;
    }
    expect(nextTry('transcribe', past, new Error()).target).toBe('transcribe-lost');
    expect(nextTry('peaks', past, new Error()).target).toBeNull();
  });

  it('that was cancelled is restarted at once, as if new', () => {
    const past = { faults: 2, outages: 3 };
    expect(nextTry('copy', past, new Refusal('cancelled'))).toEqual({ target: 'copy', past, wait_s: 0 });
    expect(nextTry('copy', past, AbortSignal.abort().reason)).toEqual({ target: 'copy', past, wait_s: 0 });
  });
});
