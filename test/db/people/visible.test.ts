import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { type Ctx, demand } from '../../../db/database/context.ts';
import { record } from '../../../db/events/record.ts';
import { enqueue } from '../../../db/jobs/jobs.ts';
import { agentsVisible, subjectOfAgent } from '../../../db/people/visible.ts';
import { event, interaction } from '../../../db/schema/tables.ts';
import type { Permission } from '../../../scorecards/people/access.ts';
import { Problem } from '../../../scorecards/problems/problem.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, insertInteraction, memberOf } from '../../support/organisation.ts';

describeWithDatabase('what an actor sees', (database) => {
  /** Numbers of the agents whose interactions are seen. */
  async function seen(ctx: Ctx, permission: Permission, organisation: string): Promise<(number | null)[]> {
    const rows = await database.db
      .select({ n: interaction.duration_ms })
      .from(interaction)
      .where(and(eq(interaction.organisation_id, organisation), agentsVisible(ctx, permission, interaction.agent_id)));
    return rows.map((row) => row.n).toSorted();
  }

  it('is their own, their teams’ or all, as the table of access says, and what several roles see adds up', async () => {
    const people = await freshOrganisation(database.db);
    for (const [i, agent] of people.agents.entries()) await insertInteraction(agent, { duration_ms: i });
    const see = (ctx: Ctx, permission: Permission) => seen(ctx, permission, people.id);
    expect(await see(people.manager, 'interactions:read')).toEqual([0, 1, 2, 3]);
    expect(await see(people.administrator, 'interactions:read')).toEqual([0, 1, 2, 3]);
    expect(await see(people.reviewers[0], 'interactions:read')).toEqual([0, 1, 2, 3]);
    expect(await see(people.coach, 'interactions:read')).toEqual([0, 1]);
    expect(await see(people.otherCoach, 'interactions:read')).toEqual([2, 3]);
    expect(await see(people.agents[2], 'interactions:read')).toEqual([2]);
    expect(await see(people.reviewers[0], 'coaching:read')).toEqual([]);
    expect(await see(people.administrator, 'recordings:hear')).toEqual([]);
    expect(await see(people.worker, 'interactions:read')).toEqual([]);
    const both: Ctx = {
      ...people.agents[3],
      actor: { ...people.agents[3].actor, roles: ['agent', 'coach'], scope: [people.teams[0].id] },
    };
    expect(await see(both, 'interactions:read')).toEqual([0, 1, 3]);
    const nowhere: Ctx = { ...people.coach, actor: { ...people.coach.actor, scope: [] } };
    expect(await see(nowhere, 'interactions:read')).toEqual([]);
  });

  it('of one agent is allowed or refused by the agent’s teams, and another organisation’s agent does not exist', async () => {
    const people = await freshOrganisation(database.db);
    const agent = memberOf(people.agents[0]);
    const subject = await subjectOfAgent(people.coach, agent);
    expect(subject).toEqual({ organisation: people.id, owners: [agent], teams: [people.teams[0].id] });
    expect(() => demand(people.coach, 'coaching:work', subject)).not.toThrow();
    expect(() => demand(people.otherCoach, 'coaching:work', subject)).toThrow(Problem);
    await expect(subjectOfAgent(people.outsider, agent)).rejects.toThrow('not-found');
  });
});

describeWithDatabase('the log of events', (database) => {
  it('says who did what to what and when, and is gone with the transaction it was written in, and so is the work that follows', async () => {
    const { manager, id } = await freshOrganisation(database.db);
    await database.db.transaction((tx) =>
      record(tx, manager, { kind: 'step.added', subject: 'stp_1', detail: { goal: 'gol_1' } }),
    );
    await expect(
      database.db.transaction(async (tx) => {
        await record(tx, manager, { kind: 'step.done', subject: 'stp_2', detail: {} });
        await enqueue(tx, 'index', [{ organisation_id: id, after: null }]);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const jobs = await database.sql`select 1 from pgboss.job where data ->> 'organisation_id' = ${id}`;
    expect(jobs).toEqual([]);
    const rows = await database.db.select().from(event).where(eq(event.organisation_id, id));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      kind: 'step.added',
      subject: 'stp_1',
      actor_id: memberOf(manager),
      detail: { goal: 'gol_1' },
      at: manager.now.toISOString(),
    });
  });
});
