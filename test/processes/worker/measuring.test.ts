import { inArray } from 'drizzle-orm';
import { expect, it, vi } from 'vitest';
import { transcript_measures } from '../../../db/schema/tables.ts';
import { measuringOf } from '../../../db/transcripts/measures.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { ended } from '../../support/embedded.ts';
import { measuredAsToday } from '../../support/measured.ts';
import { freshOrganisation, insertInteraction } from '../../support/organisation.ts';
import { refusedWrites } from '../../support/refused-writes.ts';
import { dataFolder, startWorker } from '../../support/worker.ts';
import { wrote } from '../../transcription/text/measures/given.ts';

/** More than two steps of the job. */
const MANY = 120;

describeWithDatabase('after an upgrade', (database) => {
  it('transcripts without measures are measured beside the work of the day; after kill -9 none is measured twice', {
    timeout: 120_000,
  }, async () => {
    const writes = await refusedWrites(database);
    const people = await freshOrganisation(database.db);
    const ids: string[] = [];
    for (let i = 0; i < MANY; i++) ids.push(await insertInteraction(people.agents[0], {}, [wrote('agent', i)]));
    await database.db.delete(transcript_measures).where(inArray(transcript_measures.interaction_id, ids));

    // It comes to a halt in its second step.
    await writes.refuse('transcript_measures', ids[70]!);
    const data = dataFolder();
    const first = await startWorker(database, data);
    await vi.waitFor(() => expect(first.said()).toContain('"queue":"measure"'), { timeout: 60_000 });
    expect(await measuringOf(people.manager)).toEqual({ done: 50, total: MANY });
    await ended(first.process, 'SIGKILL');

    await writes.allow();
    await database.sql`update pgboss.job set start_after = now() where state < 'active'`;
    const second = await startWorker(database, data);
    await vi.waitFor(async () => expect(await measuringOf(people.manager)).toBeNull(), { timeout: 60_000 });
    const steps = [...second.said().matchAll(/"measured":(\d+)/g)].map(([, n]) => Number(n));
    expect(steps.reduce((sum, n) => sum + n, 0)).toBe(MANY - 50);
    expect(await measuredAsToday(database.db, people.id)).toBe(MANY);
  });
});
