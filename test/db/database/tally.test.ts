import { and, eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { foldTallies } from '../../../db/database/crossing.ts';
import { reportQuality } from '../../../db/reports/reports.ts';
import { interaction, interaction_tally } from '../../../db/schema/tables.ts';
import { chance } from '../../bench/chance.ts';
import { describeOnBothDatabases } from '../../support/database.ts';
import { at, freshOrganisation, insertInteraction } from '../../support/organisation.ts';

describeOnBothDatabases('the tally of interactions by month', (database) => {
  /** By month and of all time, by agent, teams and channel: from the tally, and counted. */
  const sums = (of: string) =>
    database.sql`select month::text, agent_id, team_ids, channel, sum(interactions)::int as n from interaction_tally
      where organisation_id = ${of} group by 1, 2, 3, 4 having sum(interactions) <> 0 order by 1, 2, 3, 4`;
  const counts = (of: string) =>
    database.sql`select month::text, agent_id, team_ids, channel, count(*)::int as n
      from interaction, unnest(array[date_trunc('month', started_at, 'UTC'), '-infinity']) as month
      where organisation_id = ${of} group by 1, 2, 3, 4 order by 1, 2, 3, 4`;

  it('equals a count, while interactions are added, changed and deleted and the tally is folded', async () => {
    const people = await freshOrganisation(database.db);
    const next = chance(7);
    const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
    const some = sql`${interaction.id} = (select id from ${interaction} where organisation_id = ${people.id} and file_name = 'a.wav'
      order by random() limit 1)`;
    const work = async (): Promise<void> => {
      for (let i = 0; i < 12; i++) {
        const day = String(1 + Math.floor(next() * 28)).padStart(2, '0');
        const started_at = one([
          `2026-0${1 + Math.floor(next() * 6)}-${day}T10:00:00.000Z`,
          '2026-03-01T00:00:00.000Z',
        ]);
        const channel = one(['voice', 'chat'] as const);
        await insertInteraction(one(people.agents), { started_at, channel, file_name: 'a.wav' });
        if (next() < 0.3) await database.db.update(interaction).set({ started_at, channel: 'email' }).where(some);
        if (next() < 0.3) await database.db.delete(interaction).where(some);
        if (next() < 0.3) await foldTallies(database.installation);
      }
    };
    await Promise.all([work(), work(), work()]);
    expect(await sums(people.id)).toEqual(await counts(people.id));
    await foldTallies(database.installation);
    expect(await sums(people.id)).toEqual(await counts(people.id));
    const rows = await database.db.$count(interaction_tally, eq(interaction_tally.organisation_id, people.id));
    expect(rows).toBe((await counts(people.id)).length);
    expect(await foldTallies(database.installation)).toBe(0);
  });

  it('leaves out an import that was rolled back', async () => {
    const people = await freshOrganisation(database.db);
    const agent = people.agents[0];
    await expect(
      agent.db.transaction(async (tx) => {
        await insertInteraction({ ...agent, db: tx }, { file_name: 'a.wav' });
        throw new Error('No');
      }),
    ).rejects.toThrow('No');
    expect(await sums(people.id)).toEqual([]);
  });

  it('gives a report of any days the numbers of a count', async () => {
    const people = await freshOrganisation(database.db);
    for (const started_at of ['2026-01-31T22:59:59.999Z', '2026-01-31T23:00:00.000Z', '2026-02-14T10:00:00.000Z'])
      await insertInteraction(people.agents[0], { started_at, file_name: 'a.wav' });
    for (const started_at of ['2026-03-01T00:00:00.000Z', '2026-03-31T21:59:59.999Z', '2026-03-31T22:00:00.000Z'])
      await insertInteraction(people.agents[2], { started_at, file_name: 'a.wav', channel: 'voice' });
    const now = at(people.manager, '2026-07-06T09:00:00Z');
    const handled = async (filter: object) => (await reportQuality(now, filter)).figures.coverage.interactions;
    // Days are Berlin's and begin an hour or two before those of UTC, which the months follow.
    expect(await handled({})).toBe(6);
    expect(await handled({ from: '2026-02-01' })).toBe(5);
    expect(await handled({ to: '2026-01-31' })).toBe(1);
    expect(await handled({ from: '2026-02-01', to: '2026-03-31' })).toBe(4);
    expect(await handled({ from: '2026-02-10', to: '2026-02-20' })).toBe(1);
    expect(await handled({ from: '2026-01-01', to: '2026-04-30', channel: 'voice' })).toBe(3);
    expect(await handled({ from: '2026-01-01', to: '2026-04-30', team: people.teams[0].id })).toBe(3);
    expect(await handled({ to: '2026-04-30', channel: 'chat' })).toBe(3);
    const tallied = and(eq(interaction_tally.organisation_id, people.id));
    expect(await database.db.$count(interaction_tally, tallied)).toBe(12);
  });
});
