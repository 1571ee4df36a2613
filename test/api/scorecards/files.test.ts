// Scorecards leave as files and come back, and what is no scorecard changes nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScorecardRead } from '../../../api/scorecards/files-contract.ts';
import { installLibrary, publishScorecard } from '../../../db/scorecards/scorecards.ts';
import type { Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { fileSchema } from '../../../scorecards/scorecard/file-schema.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { DAMAGED, placeOf } from '../../scorecards/scorecard/import/damaged.ts';
import { type Browser, refusal, type TestApi, testApi } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { type FreshOrganisation, freshOrganisation } from '../../support/organisation.ts';
import { refusedWrites } from '../../support/refused-writes.ts';

describeWithDatabase('files of scorecards', (database) => {
  let api: TestApi;
  let people: FreshOrganisation;
  let manager: Browser;
  beforeAll(async () => {
    api = testApi(database, { url: 'https://quality.example.com' });
    people = await freshOrganisation(database.db);
    await installLibrary(people.manager, LIBRARY);
    manager = await api.signedIn(people.manager);
  });
  afterAll(() => api.close());

  const read = (body: object) => manager.post('/api/scorecards/read', body);

  it.each(LIBRARY.map((one) => [one.id, one] as const))(
    '%s is exported and read back exactly',
    async (key, scorecard) => {
      const answer = await manager.get(`/api/scorecards/${key}/versions/1/file`);
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${key}-v1.json"`);
      const text = await answer.text();
      expect(text).toContain('\n    "format": 2,\n');
      const back = await read({ text, name: `${key}-v1.json` });
      expect(back.status).toBe(200);
      expect((await back.json()) as ScorecardRead).toMatchObject({
        kind: 'json',
        notes: [],
        draft: scorecard,
        columns: [],
      });
    },
  );

  it('an older version leaves in today’s format, a draft as it was last saved', async () => {
    const changed = { ...LIBRARY[0]!, id: 'MINE', name: { en: 'Mine' } } as Scorecard;
    await publishScorecard(people.manager, changed);
    await publishScorecard(people.manager, { ...changed, name: { en: 'Mine, changed' } });
    const names = async (path: string) =>
      ((await (await manager.get(path)).json()) as { scorecard: Scorecard }).scorecard.name;
    expect(await names('/api/scorecards/MINE/versions/1/file')).toEqual({ en: 'Mine' });
    expect(await names('/api/scorecards/MINE/versions/2/file')).toEqual({ en: 'Mine, changed' });
    await manager.post('/api/scorecards/MINE/draft', { definition: { ...changed, name: {} } });
    const draft = await manager.get('/api/scorecards/MINE/draft/file');
    expect(draft.headers.get('content-disposition')).toBe('attachment; filename="MINE-draft.json"');
    expect(await names('/api/scorecards/MINE/draft/file')).toEqual({});
  });

  it('names the schema that anyone can read, where this installation serves it', async () => {
    const file = (await (await manager.get('/api/scorecards/VG/versions/1/file')).json()) as { $schema: string };
    expect(file.$schema).toBe('https://quality.example.com/api/scorecards/schema.json');
    const served = await api.browser().get('/api/scorecards/schema.json', { headers: { host: 'quality.example.com' } });
    expect(await served.json()).toEqual(fileSchema(file.$schema));
  });

  it('a questionnaire becomes a draft, with notes and findings; what is in it can then be saved', async () => {
    const text = 'Section,Question,Points\nOpening,Greets,2.5\n,=cmd(),5\n';
    const answer = await read({ text, name: 'Chat quality.csv' });
    const { draft, notes, findings, columns } = (await answer.json()) as ScorecardRead;
    expect(draft).toMatchObject({ id: 'CQ', name: { en: 'Chat quality' } });
    expect(notes).toContainEqual({ code: 'file-scaled', params: { factor: 10 } });
    expect(findings.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(columns).toEqual([
      { header: 'Section', column: 'section' },
      { header: 'Question', column: 'criterion' },
      { header: 'Points', column: 'points' },
    ]);
    const begun = await manager.post('/api/scorecards/drafts', draft);
    expect([begun.status, await begun.json()]).toEqual([
      200,
      expect.objectContaining({ key: 'CQ', definition: draft }),
    ]);
  });

  it('a scorecard that is not finished is read, with what is wrong with it', async () => {
    const twice = { ...LIBRARY[0]!, name: {}, sections: [LIBRARY[0]!.sections[0]!, LIBRARY[0]!.sections[0]!] };
    const answer = await read({ text: JSON.stringify(twice), name: 'twice.json' });
    const { findings } = (await answer.json()) as ScorecardRead;
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['scorecard-no-name', 'scorecard-duplicate-section', 'scorecard-duplicate-criterion']),
    );
  });

  it('a person says what headers are, and in which language', async () => {
    const body = {
      text: 'Thema;Frage\nBegrüßung;Grüßt\n',
      name: 'Karte.csv',
      language: 'de',
      columns: { Thema: 'section' },
    };
    const { draft } = (await (await read(body)).json()) as ScorecardRead;
    expect(draft).toMatchObject({
      leading: 'de',
      sections: [{ name: { de: 'Begrüßung' }, criteria: [{ text: { de: 'Grüßt' } }] }],
    });
    expect(await refusal(read({ ...body, columns: { Thema: 'galaxy' } }))).toMatchObject({
      status: 400,
      code: 'invalid-input',
    });
    expect(await refusal(read({ ...body, language: 'Deutsch' }))).toMatchObject({ status: 400, code: 'invalid-input' });
  });

  it('a body beyond the limit is refused before it is read, and one without a file too', async () => {
    const text = 'x'.repeat(5 * 1024 * 1024);
    expect(await refusal(read({ text, name: 'a.csv' }))).toMatchObject({ status: 413, code: 'too-large' });
    expect(await refusal(read({ name: 'a.csv' }))).toMatchObject({ status: 400, code: 'invalid-input' });
  });

  it('is for those who edit scorecards', async () => {
    const reviewer = await api.signedIn(people.reviewers[0]);
    expect((await reviewer.get('/api/scorecards/VG/versions/1/file')).status).toBe(200);
    const refused = reviewer.post('/api/scorecards/read', { text: 'Question\nA\n', name: 'a.csv' });
    expect(await refusal(refused)).toMatchObject({ status: 403 });
    const outsider = await api.signedIn(people.outsider);
    expect((await outsider.get('/api/scorecards/MINE/versions/1/file')).status).toBe(404);
  });

  describe('two hundred damaged files', () => {
    const rows = async (): Promise<Record<string, number>> => {
      const tables = await database.sql<
        { name: string }[]
      >`select tablename as name from pg_tables where schemaname = 'public'`;
      const counts: Record<string, number> = {};
      for (const { name } of tables) {
        const [row] = await database.sql.unsafe<{ n: number }[]>(`select count(*)::int as n from public."${name}"`);
        counts[name] = row!.n;
      }
      return counts;
    };

    it('are each refused at their place in the language asked for, and nothing is written', async () => {
      await manager.patch('/api/people/me', { language: 'zh' });
      const watch = await refusedWrites(database);
      const before = await rows();
      await watch.written();
      const wrong: string[] = [];
      for (const { kind, file, name, place } of DAMAGED) {
        const answer = await refusal(read({ ...file, name }));
        const empty = 'text' in file && file.text === '';
        const expected = empty ? 400 : place === 'whole' ? [400, 413, 422] : 422;
        const status = Array.isArray(expected) ? expected.includes(answer.status) : answer.status === expected;
        const placed = empty || placeOf(answer) === place;
        if (!status || !placed || !/[\u4e00-\u9fff]/.test(answer.message))
          wrong.push(`${kind}: ${answer.status} ${answer.code} ${placeOf(answer)} ${answer.message}`);
      }
      expect(wrong).toEqual([]);
      expect(await rows()).toEqual(before);
      expect(await watch.written()).toEqual([]);
      expect(api.log.filter(({ level }) => level === 'error')).toEqual([]);
    });
  });
});
