// Query plans of the main lists under the role that serves them: a condition that may leak cannot use an index under a
// policy, and the list would then read all rows of all organisations.
import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { listCalibrations } from '../../../db/calibration/calibration.ts';
import { listTasks } from '../../../db/coaching/coaching.ts';
import { boundTo } from '../../../db/database/bound.ts';
import type { Ctx } from '../../../db/database/context.ts';
import { listEvaluations } from '../../../db/evaluations/evaluations.ts';
import { listInteractions, readInteraction } from '../../../db/interactions/interactions.ts';
import { reportQuality } from '../../../db/reports/reports.ts';
import { chooseScorecard } from '../../../db/samples/choosing.ts';
import { listQueue } from '../../../db/samples/reviews.ts';
import { listPlans } from '../../../db/samples/samples.ts';
import { changeSettings } from '../../../db/scorecards/settings.ts';
import { describeOnDatabase } from '../../support/database.ts';
import { type FreshOrganisation, freshOrganisation, insertInteraction, memberOf } from '../../support/organisation.ts';
import { overheard } from '../../support/owner.ts';
import { evaluated, withLibrary } from '../../support/reviews.ts';

/** The tables that grow with every day of work, and what of a row is another in each copy of it. */
const BIG: Record<string, string[]> = {
  interaction: ['id', 'external_id', 'content_sha256'],
  transcript: ['id', 'interaction_id'],
  review: ['id', 'interaction_id'],
  evaluation: ['id', 'review_id', 'interaction_id'],
  current_evaluation: ['review_id', 'evaluation_id'],
  evaluation_criterion: ['evaluation_id'],
};
const TIMES = ['started_at', 'occurred_at', 'submitted_at'];
const COPIES = { few: 60, many: 1500 };

type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] };

describeOnDatabase('postgres', 'the plans of the main lists', (database) => {
  let home: FreshOrganisation;
  let interaction = '';

  async function copy(of: string, times: number): Promise<void> {
    for (const [table, ids] of Object.entries(BIG)) {
      const columns = await database.sql<{ name: string }[]>`
        select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`;
      const names = columns.map(({ name }) => name);
      const changed = [
        ...ids.map((name) => `'${name}', t.${name} || '-' || n`),
        ...TIMES.filter((name) => names.includes(name)).map((name) => `'${name}', t.${name} - n * interval '1 hour'`),
      ];
      await database.sql.unsafe(`
        insert into ${table} (${names}) select ${names.map((name) => `(r).${name}`)}
        from (select jsonb_populate_record(t, jsonb_build_object(${changed})) as r
          from ${table} t, generate_series(1, ${times}) n where t.organisation_id = '${of}') made`);
    }
  }

  beforeAll(async () => {
    home = await freshOrganisation(database.db);
    const other = await freshOrganisation(database.db);
    for (const people of [home, other]) {
      const [agent, reviewer] = [people.agents[0], people.reviewers[0]];
      const { VG, CH } = await withLibrary(people);
      const { interaction: id } = await evaluated({ agent, reviewer, version: VG! }, { VG4: 'fail' });
      if (people === home) interaction = id;
      for (const row of people.agents)
        await evaluated({ agent: row, reviewer, version: CH ?? VG! }, {}, { queue: 'billing', language: 'zh' });
      await insertInteraction(agent);
      await copy(people.id, people === home ? COPIES.few : COPIES.many);
    }
    const value = [{ scorecard: 'VG', team: null, value_bp: 8000 }];
    await changeSettings(home.manager, { number: 0, setting: { part: 'targets', value } });
    await database.sql`vacuum analyze`;
  }, 240_000);

  /** Which of the big tables a verb's statements walk through from end to end. */
  async function walkedThrough(verb: (ctx: Ctx) => Promise<unknown>, as: Ctx): Promise<string[]> {
    const said: { query: string; parameters: unknown[] }[] = [];
    const heard = overheard(database.sql, (query, parameters) => void said.push({ query, parameters }));
    await verb({ ...as, db: boundTo(heard, home.id) });
    const asked = said.filter(({ query }) => !query.startsWith("select set_config('role'"));
    expect(asked.length).toBeGreaterThan(0);
    const walked: string[] = [];
    for (const { query, parameters } of asked) {
      const plan = await database.sql.begin(async (tx) => {
        await tx`select set_config('role', 'attune_app', true), set_config('attune.organisation', ${home.id}, true)`;
        const [row] = await tx.unsafe(`explain (format json) ${query}`, parameters as []);
        return (row!['QUERY PLAN'] as { Plan: Plan }[])[0]!.Plan;
      });
      const look = (node: Plan): void => {
        const table = node['Relation Name'] ?? '';
        if (node['Node Type'] === 'Seq Scan' && table in BIG) walked.push(`${table}: ${query}`);
        node.Plans?.forEach(look);
      };
      look(plan);
    }
    return walked;
  }

  const LISTS: Record<string, (ctx: Ctx) => Promise<unknown>> = {
    interactions: (ctx) => listInteractions(ctx, {}),
    'interactions of an agent': (ctx) => listInteractions(ctx, { agent: memberOf(home.agents[1]) }),
    'interactions of a queue': (ctx) => listInteractions(ctx, { queue: 'billing' }),
    'interactions in a language': (ctx) => listInteractions(ctx, { language: 'zh' }),
    'interactions of a month': (ctx) => listInteractions(ctx, { from: '2026-06-01', to: '2026-06-30' }),
    'an interaction': (ctx) => readInteraction(ctx, { id: interaction }),
    evaluations: (ctx) => listEvaluations(ctx, {}),
    'evaluations of an agent': (ctx) => listEvaluations(ctx, { agent: memberOf(home.agents[1]) }),
    'evaluations of a team': (ctx) => listEvaluations(ctx, { team: home.teams[0].id }),
    'evaluations that failed a criterion': (ctx) => listEvaluations(ctx, { failed: 'VG4' }),
    'evaluations of a month': (ctx) => listEvaluations(ctx, { from: '2026-06-01', to: '2026-06-30' }),
    tasks: (ctx) => listTasks(ctx, {}),
    calibrations: (ctx) => listCalibrations(ctx),
    'sampling plans': (ctx) => listPlans(ctx),
    'the quality report': (ctx) => reportQuality(ctx, {}),
    'the quality report of a team': (ctx) => reportQuality(ctx, { team: home.teams[0].id }),
    'the quality report of a month': (ctx) => reportQuality(ctx, { from: '2026-06-03', to: '2026-07-02' }),
  };

  it.each(Object.entries(LISTS))('%s walk through no table from end to end', async (_name, verb) => {
    expect(await walkedThrough(verb, home.manager)).toEqual([]);
  });

  it('neither does the queue of a reviewer', async () => {
    expect(await walkedThrough(listQueue, home.reviewers[0])).toEqual([]);
  });

  it('neither does the choice of a scorecard', async () => {
    expect(await walkedThrough((ctx) => chooseScorecard(ctx, { id: interaction }), home.reviewers[0])).toEqual([]);
  });

  it('a condition that may leak is looked up in its index by the owner, and not by the role', async () => {
    const leaking = sql`explain select id from interaction where external_id ilike '%nothing of the kind%'`;
    const text = (rows: Iterable<Record<string, unknown>>) => [...rows].map((row) => row['QUERY PLAN']).join('\n');
    expect(text(await database.db.execute(leaking))).toContain('interaction_ids');
    expect(text(await home.manager.db.execute(leaking))).not.toContain('interaction_ids');
  });
});
