// Any error in the input is reported in the person's language, with the field in words they know.
import { z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../../api/app/app.ts';
import type { Deps } from '../../../api/http/deps.ts';
import { member } from '../../../db/schema/people.ts';
import { ROLES } from '../../../scorecards/people/access.ts';
import { hasWords } from '../../../scorecards/problems/input.ts';
import { type Language, type Params, sentence } from '../../../scorecards/problems/problem.ts';
import { Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { type Browser, refusal, type TestApi, testApi } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, memberOf } from '../../support/organisation.ts';
import { refusing } from '../../support/owner.ts';

/** JSON Schema, as far as the API uses it. */
type Schema = {
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  prefixItems?: Schema[];
  $defs?: Record<string, Schema>;
};
type Operation = { method: string; path: string; query: string[]; body: Schema | null };

function operations(): Operation[] {
  const info = { openapi: '3.1.0', info: { title: '', version: '' } } as const;
  const { paths } = createApp({} as Deps).getOpenAPI31Document(info);
  type Described = {
    parameters?: { in: string; name: string }[];
    requestBody?: { content: Record<string, { schema: Schema }> };
  };
  return Object.entries(paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Described>).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, 'tsk_0000000000'),
      query: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      body:
        `${method} ${path}` === 'post /api/scorecards'
          ? SCORECARD
          : (requestBody?.content['application/json']?.schema ?? null),
    })),
  );
}
// Its conditions nest, so the description leaves it out.
const SCORECARD = z.toJSONSchema(Scorecard, { io: 'input' }) as Schema;

/** Every place a value may stand in, as the way to it. */
function placesIn(schema: Schema, way: (string | number)[] = []): (string | number)[][] {
  const inner: [string | number, Schema][] = [
    ...Object.entries(schema.properties ?? {}),
    ...(schema.items ? [[0, schema.items] as [number, Schema]] : []),
    ...(schema.prefixItems ?? []).map((one, i): [number, Schema] => [i, one]),
    ...(typeof schema.additionalProperties === 'object'
      ? [['own', schema.additionalProperties] as [string, Schema]]
      : []),
  ];
  return [
    ...inner.flatMap(([name, one]) => [[...way, name], ...placesIn(one, [...way, name])]),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) => placesIn(one, way)),
  ];
}

/** What stands at the end of a way, and nothing beside it. */
const bodyWith = (way: (string | number)[], value: unknown): unknown =>
  way.reduceRight(
    (inner, part) => (typeof part === 'number' ? Array(part).fill('').concat([inner]) : { [part]: inner }),
    value,
  );

const WRONG = [null, 1.5, -1, 1e300, '', 'x'.repeat(20_000), true, {}, [], Array(6000).fill('x')];
const VALIDATOR =
  /\b(invalid|expected|received|too (big|small|few|many values)|must (match|start|end|include)|unrecognized|pattern)\b/i;
const ALLOWED = new Set([
  'name',
  'example.com',
  'true',
  'false',
  'JSON',
  'UTF',
  'Asia',
  'Shanghai',
  'own',
  'en',
  'zh',
  'CN',
]);

function isSaid(message: string, language: Language, { choices = '' }: Params): void {
  expect(message).not.toMatch(VALIDATOR);
  if (language === 'en') {
    expect(message).toMatch(/^[^a-z].*\.$/);
    return;
  }
  const latin = message.match(/[A-Za-z][A-Za-z_.]+/g) ?? [];
  const codes = new Set(String(choices).match(/[A-Za-z][A-Za-z_.]+/g));
  expect(
    latin.filter((word) => !ALLOWED.has(word) && !codes.has(word)),
    message,
  ).toEqual([]);
  expect(message).toMatch(/[\u4e00-\u9fff].*。$/);
}

it('every accepted field has words', () => {
  const names = operations().flatMap(({ query, body }) => [
    ...query,
    ...placesIn(body ?? {}).flatMap((way) => way.filter((part) => typeof part === 'string' && part !== 'own')),
    ...Object.values(body?.$defs ?? {}).flatMap((one) =>
      placesIn(one)
        .flat()
        .filter((part) => typeof part === 'string' && part !== 'own'),
    ),
  ]);
  expect(names.length).toBeGreaterThan(200);
  expect([...new Set(names)].filter((name) => !hasWords(String(name)))).toEqual([]);
});

describeWithDatabase('a value that does not fit', (database) => {
  let api: TestApi;
  let someone: Browser;
  let chinese: Browser;
  beforeAll(async () => {
    api = testApi(database);
    const { reviewers } = await freshOrganisation(database.db);
    const speaking = async (language: Language, i: number) => {
      const mine = eq(member.id, memberOf(reviewers[i]!));
      await database.db
        .update(member)
        .set({ roles: [...ROLES], language, sees_all: true })
        .where(mine);
      return await api.signedIn(reviewers[i]!);
    };
    someone = await speaking('en', 0);
    chinese = await speaking('zh', 1);
  });
  afterAll(() => api.close());

  /** The sentences of what was asked, and of each finding: the answer's own, and what a Chinese reader gets for it. */
  async function isRefusedInWords(answer: Response): Promise<void> {
    const { code, message, params, detail } = await refusal(answer);
    expect(message).toBe(sentence(code, params, 'en'));
    const findings = code === 'invalid-input' && detail ? (detail as Params[]) : [];
    for (const language of ['en', 'zh'] as const) {
      isSaid(sentence(code, params, language), language, params);
      for (const finding of findings) isSaid(sentence('invalid-input', finding, language), language, finding);
    }
    for (const finding of findings) expect(JSON.stringify(finding)).not.toMatch(VALIDATOR);
  }

  const taking = operations().filter(
    ({ body, query, path }) => (body || query.length > 0) && !/sign-(in|out)|start$/.test(path),
  );
  it.each(taking.map((one) => [`${one.method} ${one.path}`, one] as const))(
    '%s: is told in both languages, whatever it is and wherever it stands',
    async (_name, { method, path, query, body }) => {
      const headers = { 'content-type': 'application/json' };
      for (const value of WRONG) {
        const asked = body
          ? [bodyWith([], value), ...placesIn(body).map((way) => bodyWith(way, value))].map((one) =>
              someone.ask(method, path, { body: JSON.stringify(one), headers }),
            )
          : query.map((name) =>
              someone.ask(method, `${path}?${name}=${encodeURIComponent(String(value).slice(0, 2000))}`),
            );
        for (const answer of await Promise.all(asked)) {
          expect(answer.status).toBeLessThan(500);
          if (answer.status === 400) await isRefusedInWords(answer);
        }
      }
      expect(api.log).toEqual([]);
    },
    120_000,
  );

  it.each([
    [
      'POST',
      '/api/people/members',
      { name: 'A', email: 'anna', roles: ['agent'], scope: null, language: 'zh' },
      '邮箱不是有效的邮箱地址。请写成 name@example.com 的形式。',
    ],
    ['POST', '/api/people/members', {}, '缺少名称，请填写。'],
    ['PATCH', '/api/people/members/mem_0000000000', { roles: [] }, '角色至少需要 1 项。'],
    ['PATCH', '/api/people/me', { theme: 'pink' }, '主题只能是以下之一：light, dark, system。'],
    [
      'POST',
      '/api/coaching/goals/goal_0000000000/steps',
      { text: { en: 'a', zh: 'a' }, due_on: '2026-02-30' },
      '截止日期不是 1900 至 2999 年间的有效日期。请写成 2026-03-02 的形式。',
    ],
    [
      'GET',
      '/api/evaluations?from=2026-99-99',
      undefined,
      '开始日期不是 1900 至 2999 年间的有效日期。请写成 2026-03-02 的形式。',
    ],
    [
      'GET',
      '/api/interactions?to=9999-12-31',
      undefined,
      '结束日期不是 1900 至 2999 年间的有效日期。请写成 2026-03-02 的形式。',
    ],
    [
      'GET',
      '/api/reports/quality?from=03/02/2026',
      undefined,
      '开始日期不是 1900 至 2999 年间的有效日期。请写成 2026-03-02 的形式。',
    ],
    [
      'GET',
      '/api/interactions?cursor=2026-99-99T99:99:99.999Z_int_1',
      undefined,
      '翻页位置不是该列表中的位置，请重新加载列表。',
    ],
    ['GET', '/api/evaluations?cursor=2026~evl_1', undefined, '翻页位置不是该列表中的位置，请重新加载列表。'],
  ])('%s %s says what is wrong', async (method, path, body, message) => {
    expect(await refusal(chinese.ask(method, path, { body }))).toMatchObject({ status: 400, message });
  });
});

describeWithDatabase('what no database can store', (database) => {
  let api: TestApi;
  beforeAll(() => {
    api = testApi(database);
  });
  afterAll(() => api.close());

  it('is refused by the field that holds it, before it gets there', async () => {
    const { administrator, manager, agents } = await freshOrganisation(database.db);
    const [office, floor] = [await api.signedIn(administrator), await api.signedIn(manager)];
    for (const bad of ['a\u0000b', '\ud800']) {
      const member = { name: 'Nora', email: 'nora@example.com', roles: ['agent'], scope: null, language: 'en' };
      for (const [asked, field] of [
        [office.post('/api/people/teams', { name: bad }), 'name'],
        [office.post('/api/people/members', { ...member, employee_number: bad }), 'employee_number'],
        [office.post('/api/people/members', { ...member, teams: [bad] }), 'teams.0'],
        [floor.post('/api/interactions/columns', { header: bad, column: 'queue' }), 'header'],
        [floor.post('/api/interactions/uploads', { file_name: bad, size: 1 }), 'file_name'],
        [office.ask('PUT', '/api/speech/vocabulary', { body: { words: ['fine', bad] } }), 'words.1'],
      ] as const) {
        expect(await refusal(asked)).toMatchObject({ status: 400, params: { field, reason: 'unstorable' } });
      }
    }
    for (const path of ['interactions?q=a%00b', `interactions?agent=${memberOf(agents[0])}%00`, 'coaching/tasks/%00']) {
      expect(await refusal(floor.get(`/api/${path}`)), path).toMatchObject({ params: { reason: 'unstorable' } });
    }
    expect(api.log).toEqual([]);
  });

  it('would be a fault of ours if it did: a reference, a line in the log, and not a word of either database or person', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const own = testApi(database);
    const browser = await own.signedIn(administrator);
    own.deps.db = refusing(database.sql, 'team', () => database.sql`select ${'my card is 4111'}::int`.execute());
    const answer = await refusal(browser.post('/api/people/teams', { name: 'Billing 2' }));
    expect(answer).toMatchObject({ status: 500, code: 'failed', detail: null });
    expect(answer.message).toBe(`Something went wrong on our side. Reference ${answer.params.id}.`);
    const [line] = own.log;
    expect(line).toMatchObject({
      level: 'error',
      fields: { request: answer.params.id, failure: { cause: { code: '22P02' } } },
    });
    expect(JSON.stringify([answer, own.log])).not.toMatch(/4111|invalid input syntax/);
    own.close();
  });
});
