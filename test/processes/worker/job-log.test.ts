// A job that fails again and again can be followed in the log, whose lines hold none of what customers said.
import pino from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { enqueue, MOST_TRIES, work } from '../../../db/jobs/jobs.ts';
import { logFailure } from '../../../processes/worker/job-log.ts';
import { describeWithDatabase } from '../../support/database.ts';

describeWithDatabase('the log of a job that fails again and again', (database) => {
  it('has a line for each try, with what it was about, and an error at the end', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
    const ids = { organisation_id: 'org_log', interaction_id: 'int_log' };
    const running = await work(
      database.config,
      {
        transcribe: async (data) => {
          if (data.interaction_id !== ids.interaction_id) return;
          throw Object.assign(new Error('duplicate: my card is 4111'), {
            code: '23505',
            detail: 'Key (text)=(my card)',
          });
        },
      },
      { concurrency: 1, onFailure: (job) => logFailure(log, job), onError: () => {} },
    );
    onTestFinished(() => running.stop());
    await enqueue(database.db, 'transcribe', [ids]);
    const hurry = () => database.sql`update pgboss.job set start_after = now() where state < 'active'`;
    await expect.poll(() => hurry().then(() => lines.length)).toBe(MOST_TRIES);
    const tries = Array.from({ length: MOST_TRIES }, (_, i) => i + 1);
    expect(lines.map(({ attempt }) => attempt)).toEqual(tries);
    expect(lines.map(({ level }) => level)).toEqual(tries.map((n) => (n < MOST_TRIES ? 40 : 50)));
    for (const line of lines) {
      const failure = expect.objectContaining({ kind: 'Error', code: '23505', place: expect.any(Array) });
      expect(line).toMatchObject({
        queue: 'transcribe',
        of: ids,
        most: MOST_TRIES,
        reference: expect.any(String),
        failure,
      });
    }
    expect(new Set(lines.map(({ reference }) => reference)).size).toBe(MOST_TRIES);
    expect(JSON.stringify(lines)).not.toContain('card');
    await database.sql`delete from pgboss.job where data ->> 'interaction_id' = ${ids.interaction_id}`;
  });
});
