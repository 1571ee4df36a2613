import { eq, is, type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { listEvaluations, readEvaluation } from '../../../db/evaluations/evaluations.ts';
import { UnreadableJson } from '../../../db/schema/columns.ts';
import * as tables from '../../../db/schema/tables.ts';
import { hitsIn } from '../../../db/transcripts/search.ts';
import { transcriptOf } from '../../../db/transcripts/transcripts.ts';
import { failureOf } from '../../../transcription/failure/failure.ts';
import { refusal, testApi } from '../../support/api.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { freshOrganisation } from '../../support/organisation.ts';
import { evaluated, withLibrary } from '../../support/reviews.ts';

const columns: PgColumn[] = (Object.values(tables) as unknown[])
  .filter((one) => is(one, PgTable))
  .flatMap((table) => getTableConfig(table).columns)
  .filter((column) => column.getSQLType() === 'jsonb');

/** A checkpoint is read by its name; all other columns define their content. */
const OPAQUE = new Set(['transcription_note.value']);

const SECRET = 'My card is 4111 1111 1111 1111';

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

describe('stored JSON', () => {
  it.each(columns.map((column) => [`${getTableConfig(column.table).name}.${column.name}`, column] as const))(
    '%s is refused where it is anything else than its schema says',
    (name, column) => {
      const read = () => column.mapFromDriverValue(SECRET);
      if (OPAQUE.has(name)) return expect(read()).toBe(SECRET);
      expect(read).toThrow(UnreadableJson);
    },
  );

  it('is read by its schema in every column there is: none is left that only has a type', () => {
    expect(columns.filter((column) => column.columnType === 'PgJsonb').map(({ name }) => name)).toEqual([]);
    expect(columns.length).toBeGreaterThan(15);
  });
});

describeWithDatabase('a row with damaged JSON', (database: TestDatabase) => {
  async function reviewed() {
    const people = await freshOrganisation(database.db);
    const { CH } = await withLibrary(people);
    const [agent] = people.agents;
    const made = await evaluated({ agent, reviewer: people.reviewers[0], version: CH! });
    return { ...people, id: made.evaluation, interaction: made.interaction };
  }
  const damage = (table: string, column: string, where: SQL, value: SQL) =>
    database.db.execute(sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${value} where ${where}`);

  it('a score of an unpublished formula is reported by table, column and place, wherever it is read', async () => {
    const { id, manager } = await reviewed();
    await damage('evaluation', 'score', sql`id = ${id}`, sql`score || '{"formula":"99"}'`);
    const report = { kind: 'UnreadableJson', column: 'score', json_path: '$.formula' };
    expect(failureOf(await thrownBy(readEvaluation(manager, { evaluation: id })))).toMatchObject(report);
    const view = database.db
      .select({ score: tables.counted_evaluation.score })
      .from(tables.counted_evaluation)
      .where(eq(tables.counted_evaluation.id, id));
    expect(failureOf(await thrownBy(view))).toMatchObject({ ...report, table: 'counted_evaluation' });
  });

  it('a page of it is a failure with its reference; the log names the place and holds none of the words', async () => {
    const { interaction, manager } = await reviewed();
    const damaged = sql`jsonb_set(turns, '{0,text}', ${JSON.stringify({ said: SECRET })}::jsonb)`;
    await damage('transcript', 'turns', sql`interaction_id = ${interaction}`, damaged);
    const api = testApi(database);
    const browser = await api.signedIn(manager);
    const answer = await refusal(browser.get(`/api/interactions/${interaction}/transcript`));
    expect(answer).toMatchObject({ status: 500, code: 'failed' });
    expect(answer.message).toBe(`Something went wrong on our side. Reference ${answer.params.id}.`);
    const failure = { kind: 'UnreadableJson', table: 'transcript', column: 'turns', json_path: '$[].text' };
    expect(api.log.at(-1)).toMatchObject({ level: 'error', fields: { request: answer.params.id, failure } });
    expect(JSON.stringify([answer, api.log])).not.toContain('4111');
    api.close();
  });

  it("a key from the row itself is not logged: it may contain anyone's words", async () => {
    const { id, manager, interaction } = await reviewed();
    const answer = JSON.stringify({ [SECRET.slice(0, 20)]: { value: 1, comment: 7, evidence: [] } });
    await damage('evaluation', 'answers', sql`id = ${id}`, sql`${answer}::jsonb`);
    const failure = failureOf(await thrownBy(readEvaluation(manager, { evaluation: id })));
    expect(failure).toMatchObject({ table: 'counted_evaluation', column: 'answers', json_path: '$.*.comment' });
    await damage('interaction', 'metadata', sql`id = ${interaction}`, sql`'{"4111": 4111}'`);
    const row = database.db.select().from(tables.interaction).where(eq(tables.interaction.id, interaction));
    expect(failureOf(await thrownBy(row))).toMatchObject({ column: 'metadata', json_path: '$' });
  });

  it("JSON's own null is no absence: where a value must be, it is damage", async () => {
    const { interaction, agents } = await reviewed();
    await damage('transcript', 'turns', sql`interaction_id = ${interaction}`, sql`'null'`);
    const failure = failureOf(await thrownBy(transcriptOf(agents[0], { id: interaction })));
    expect(failure).toMatchObject({ kind: 'UnreadableJson', table: 'transcript', column: 'turns', json_path: '$' });
  });

  it('what a query takes out of a column or reads under another name is held to the same schema', async () => {
    const people = await reviewed();
    await damage('transcript_search', 'lines', sql`interaction_id = ${people.interaction}`, sql`'[{"s":"nobody"}]'`);
    const hits = hitsIn(people.manager, { ids: [people.interaction], q: 'bill' });
    expect(failureOf(await thrownBy(hits))).toMatchObject({ table: 'transcript_search', json_path: '$[].s' });

    await damage(
      'scorecard_version',
      'definition',
      sql`organisation_id = ${people.manager.actor.organisation}`,
      sql`definition || '{"name":{"en":1}}'`,
    );
    const list = failureOf(await thrownBy(listEvaluations(people.manager, {})));
    expect(list).toMatchObject({ table: 'scorecard_version', column: 'definition', json_path: '$.name.*' });
  });
});
