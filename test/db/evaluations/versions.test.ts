import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { listEvaluations, readEvaluation } from '../../../db/evaluations/evaluations.ts';
import { correctEvaluation } from '../../../db/evaluations/versions.ts';
import { reportQuality } from '../../../db/reports/reports.ts';
import { counted_evaluation, current_evaluation, evaluation, event, team_member } from '../../../db/schema/tables.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { at, freshOrganisation, memberOf } from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { answers, definition, evaluated, withLibrary } from '../../support/reviews.ts';

async function fresh(database: TestDatabase) {
  const organisation = await freshOrganisation(database.db);
  const { CH } = await withLibrary(organisation);
  const [agent] = organisation.agents;
  const [reviewer] = organisation.reviewers;
  const make = (otherwise: Record<string, string> = {}, kind: 'random' | 'calibration' = 'random') =>
    evaluated({ agent: agent!, reviewer, version: CH!, kind }, otherwise);
  const manager = at(organisation.manager, '2026-07-20T09:00:00.000Z');
  return { ...organisation, agent: agent!, reviewer, manager, make };
}

const RIGHT = {
  answers: answers(definition('CH')),
  summary: 'The note was there after all.',
  explanation: 'Note found.',
};

describeWithDatabase('versions of an evaluation', (database) => {
  it('follow each other: the newest counts, the older ones stay readable, and why is said', async () => {
    const { agent, manager, make, reviewer } = await fresh(database);
    const first = await make({ CH5: 'miss' });
    expect(first.score.critical_errors).not.toEqual([]);
    const { evaluation: second, score } = await correctEvaluation(manager, { evaluation: first.evaluation, ...RIGHT });
    expect(score).toMatchObject({ score_bp: 10_000, critical_errors: [] });

    for (const id of [first.evaluation, second]) {
      const page = await readEvaluation(agent, { evaluation: id });
      expect(page).toMatchObject({ id: second, score_bp: 10_000, critical_count: 0, summary: RIGHT.summary });
      expect(page.reviewer.id).toBe(memberOf(reviewer));
      expect(page.versions).toMatchObject([
        { id: first.evaluation, reason: 'submitted', explanation: '', score_bp: first.score.score_bp },
        { id: second, reason: 'correction', explanation: 'Note found.', score_bp: 10_000 },
      ]);
      expect(page.versions.map(({ made_by }) => made_by.id)).toEqual([memberOf(reviewer), memberOf(manager)]);
      expect(page.versions[0]!.answers.CH5?.value).toBe('miss');
    }
    expect((await listEvaluations(manager, {})).rows.map(({ id }) => id)).toEqual([second]);
    const { figures } = await reportQuality(manager, {});
    expect(figures).toMatchObject({ reviewed: 1, critical_errors: { total: 0 }, estimate: { n: 1 } });
    const entries = await database.db.select().from(event).where(eq(event.subject, second));
    expect(entries).toMatchObject([{ kind: 'evaluation.corrected', detail: { replaces: first.evaluation } }]);
    expect(JSON.stringify(entries)).not.toContain('Note found');
  });

  it('are based only on the one that counts, so of two at once one is refused', async () => {
    const { manager, make } = await fresh(database);
    const { evaluation: first } = await make({ CH1: 'part' });
    const both = await Promise.allSettled([
      correctEvaluation(manager, { evaluation: first, ...RIGHT }),
      correctEvaluation(manager, { evaluation: first, ...RIGHT }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const made = both.flatMap((one) => (one.status === 'fulfilled' ? one.value.evaluation : []))[0]!;
    const again = correctEvaluation(manager, { evaluation: first, ...RIGHT });
    expect((await refused(again, 'evaluation-replaced')).detail).toEqual({ evaluation_id: made });
    expect((await correctEvaluation(manager, { evaluation: made, ...RIGHT })).score.score_bp).toBe(10_000);
  });

  it('need a reason, complete answers, and someone responsible for the agent', async () => {
    const { agent, reviewer, manager, make, outsider, teams } = await fresh(database);
    const { evaluation: first } = await make({ CH1: 'part' });
    await refused(
      correctEvaluation(manager, { evaluation: first, ...RIGHT, explanation: ' ' }),
      'correction-unexplained',
    );
    await refused(correctEvaluation(manager, { evaluation: first, ...RIGHT, answers: {} }), 'not-complete');
    for (const ctx of [agent, reviewer]) {
      await refused(correctEvaluation(ctx, { evaluation: first, ...RIGHT }), 'not-allowed');
    }
    await refused(correctEvaluation(outsider, { evaluation: first, ...RIGHT }), 'not-found');
    const elsewhere = { ...manager, actor: { ...manager.actor, scope: [teams[1].id] } };
    await refused(correctEvaluation(elsewhere, { evaluation: first, ...RIGHT }), 'not-allowed');
    const { evaluation: blind } = await make({}, 'calibration');
    await refused(correctEvaluation(manager, { evaluation: blind, ...RIGHT }), 'not-found');
    expect(await database.db.select().from(evaluation).where(eq(evaluation.replaces_id, first))).toEqual([]);
  });

  it('keep what the interaction was: an agent who changes teams takes nothing along', async () => {
    const { agent, manager, make, teams } = await fresh(database);
    const { evaluation: first } = await make({ CH1: 'part' });
    await database.db
      .update(team_member)
      .set({ team_id: teams[1].id })
      .where(eq(team_member.member_id, memberOf(agent)));
    await correctEvaluation(manager, { evaluation: first, ...RIGHT });
    const report = await reportQuality(manager, {});
    const reviewed = report.teams.map(({ team, reviewed: n, coverage }) => [team?.id, n, coverage.interactions]);
    expect(reviewed).toContainEqual([teams[0].id, 1, 1]);
    expect(reviewed).toContainEqual([teams[1].id, 0, 0]);
    expect((await listEvaluations(manager, { team: teams[0].id })).rows).toHaveLength(1);
    expect((await listEvaluations(manager, { team: teams[1].id })).rows).toHaveLength(0);
  });

  it('that count are the same by the row that moves and by what replaces what', async () => {
    const { id, manager, make } = await fresh(database);
    const { evaluation: first } = await make({ CH1: 'part' });
    await make();
    await correctEvaluation(manager, { evaluation: first, ...RIGHT });
    const [moved, unreplaced] = await Promise.all([
      database.db.select().from(current_evaluation).where(eq(current_evaluation.organisation_id, id)),
      database.db.select().from(counted_evaluation).where(eq(counted_evaluation.organisation_id, id)),
    ]);
    expect(moved).toHaveLength(2);
    expect(new Set(moved.map(({ evaluation_id }) => evaluation_id))).toEqual(new Set(unreplaced.map((one) => one.id)));
  });
});
