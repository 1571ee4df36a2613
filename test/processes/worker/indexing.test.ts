import { eq, inArray } from 'drizzle-orm';
import { expect, it, vi } from 'vitest';
import { entering } from '../../../db/database/bound.ts';
import { newId } from '../../../db/database/id.ts';
import { listInteractions } from '../../../db/interactions/interactions.ts';
import { organisation, transcript_search } from '../../../db/schema/tables.ts';
import { foundOrganisation } from '../../../db/settings/start.ts';
import { indexAnew, indexingOf, indexOldTranscripts } from '../../../db/transcripts/search-index.ts';
import { MEASURES_VERSION } from '../../../transcription/text/measures/stored.ts';
import { SEARCH_VERSION } from '../../../transcription/text/search/document.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { ended } from '../../support/embedded.ts';
import { type FreshOrganisation, freshOrganisation, insertInteraction } from '../../support/organisation.ts';
import { refusedWrites } from '../../support/refused-writes.ts';
import { dataFolder, startWorker } from '../../support/worker.ts';
import { wrote } from '../../transcription/text/measures/given.ts';

/** More than two steps of the job. */
const MANY = 120;

describeWithDatabase('after an upgrade', (database) => {
  /**
   * Interactions as an older program left them: half of them without a row in the index, half with one of its own
   * making.
   */
  async function upgraded(count: number): Promise<FreshOrganisation & { ids: string[] }> {
    const people = await freshOrganisation(database.db);
    const ids: string[] = [];
    for (let i = 0; i < count; i++) {
      ids.push(await insertInteraction(people.agents[0], {}, [wrote('agent', 0, `The harbour is ${i}, 港口`)]));
    }
    const old = { version: 0, terms: `'harbor':1A`, agent: ' harbor ' };
    await database.db.update(transcript_search).set(old).where(inArray(transcript_search.interaction_id, ids));
    const without = ids.filter((_, i) => i % 2 === 1);
    if (without.length > 0)
      await database.db.delete(transcript_search).where(inArray(transcript_search.interaction_id, without));
    return { ...people, ids: ids.toSorted() };
  }
  const found = async (people: FreshOrganisation, q: string) => (await listInteractions(people.manager, { q })).total;

  it('old transcripts are indexed beside the work of the day, and going on after kill -9 the job does none twice', {
    timeout: 120_000,
  }, async () => {
    const writes = await refusedWrites(database);
    const people = await upgraded(MANY);
    expect(await listInteractions(people.manager, {})).toMatchObject({ indexing: { done: 0, total: MANY } });
    expect(await found(people, 'harbour')).toBe(0);

    // It comes to a halt in its second step.
    await writes.refuse('transcript_search', people.ids[70]!);
    const data = dataFolder();
    const first = await startWorker(database, data);
    await vi.waitFor(() => expect(first.said()).toContain('"queue":"index"'), { timeout: 60_000 });
    expect((await listInteractions(people.manager, {})).indexing).toEqual({ done: 50, total: MANY });
    expect(await found(people, 'harbour')).toBe(50);
    expect(await found(people, '港口')).toBe(50);
    await ended(first.process, 'SIGKILL');

    await writes.allow();
    await database.sql`update pgboss.job set start_after = now() where state < 'active'`;
    const second = await startWorker(database, data);
    await vi.waitFor(async () => expect(await indexingOf(people.manager)).toBeNull(), { timeout: 60_000 });
    expect(await found(people, 'harbour')).toBe(MANY);
    expect(await found(people, 'harbor')).toBe(0);
    const steps = [...second.said().matchAll(/"indexed":(\d+)/g)].map(([, n]) => Number(n));
    expect(steps.reduce((sum, n) => sum + n, 0)).toBe(MANY - 50);
    await vi.waitFor(async () => {
      const [row] = await database.db.select().from(organisation).where(eq(organisation.id, people.id));
      expect(row?.settings).toMatchObject({ indexed: SEARCH_VERSION });
    });
  });

  it('one job is ordered for an organisation, however often workers start, and none where all is done', async () => {
    const people = await upgraded(2);
    const waiting = async () =>
      (
        await database.sql`select 1 from pgboss.job where name = 'index' and state < 'completed' and data ->> 'organisation_id' = ${people.id}`
      ).length;
    await indexOldTranscripts({ db: database.installation });
    await indexOldTranscripts({ db: database.installation });
    expect(await waiting()).toBe(1);
    expect(await indexAnew(people.worker, { after: null })).toBe(2);
    expect(await indexAnew(people.worker, { after: null })).toBe(0);
    await database.sql`delete from pgboss.job where name = 'index'`;
    await indexOldTranscripts({ db: database.installation });
    expect(await waiting()).toBe(0);
  });

  it('what was corrected meanwhile stays as it is; a later page says nothing of indexing', async () => {
    const people = await upgraded(2);
    const [id] = people.ids;
    const newer = { version: SEARCH_VERSION, revision: 7, agent: ' corrected ' };
    await database.db.update(transcript_search).set(newer).where(eq(transcript_search.interaction_id, id!));
    const page = await listInteractions(people.manager, { limit: 1 });
    expect(page.indexing).toMatchObject({ total: 2 });
    expect((await listInteractions(people.manager, { limit: 1, cursor: page.next! })).indexing).toBeNull();
    await indexAnew(people.worker, { after: null });
    const rows = await database.db.select().from(transcript_search).where(eq(transcript_search.interaction_id, id!));
    expect(rows.filter(({ revision }) => revision === 7).every(({ agent }) => agent === ' corrected ')).toBe(true);
    expect(await indexingOf(people.manager)).toBeNull();
  });

  it('an organisation that begins has nothing to be indexed or measured', async () => {
    const id = newId('org');
    const founded = await database.installation.transaction(async (tx) =>
      foundOrganisation(
        { db: await entering(tx, id), now: new Date() },
        {
          id,
          organisation: 'New',
          time_zone: 'UTC',
          language: 'en',
          name: 'First',
          email: `${crypto.randomUUID()}@example.com`,
          password_hash: 'x',
        },
      ),
    );
    const rows = await database.db.select().from(organisation).where(eq(organisation.name, 'New'));
    expect(founded).toBeTruthy();
    expect(rows[0]?.settings).toEqual({ indexed: SEARCH_VERSION, measured: MEASURES_VERSION });
  });
});
