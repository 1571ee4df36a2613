// Every route × every role × another organisation. The routes come from the app itself, so a new one is covered at
// once: it needs a permission, a sample for each parameter in its path (SAMPLES) and a valid body (BODIES).
import { eq, getTableColumns, is } from 'drizzle-orm';
import { type AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from '../../../api/app/app.ts';
import type { Deps } from '../../../api/http/deps.ts';
import type { Ctx } from '../../../db/database/context.ts';
import { newId } from '../../../db/database/id.ts';
import * as tables from '../../../db/schema/tables.ts';
import { INCLUDED_FRAMEWORK } from '../../../scorecards/competencies/included.ts';
import { can, PERMISSIONS, type Permission, ROLES, type Role, reach } from '../../../scorecards/people/access.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { type Browser, type TestApi, testApi } from '../../support/api.ts';
import { ROUTES } from '../../support/contract.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { type LivedIn, livedIn } from '../../support/lived-in.ts';
import { memberOf } from '../../support/organisation.ts';
import { misdirected } from '../../support/owner.ts';

type Ids = LivedIn['ids'];
type Route = {
  method: string;
  path: string;
  permission: Permission | 'public' | 'entering';
  body: 'json' | 'bytes' | null;
  query: string[];
};

/** What stands in a path, by what the path begins with; the longest beginning counts. */
const SAMPLES: Record<string, (ids: Ids) => Record<string, string>> = {
  '/api/people/members/': (ids) => ({ id: ids.agent }),
  '/api/people/teams/': (ids) => ({ id: ids.team }),
  '/api/auth/sessions/': () => ({ id: 'ses_of_somebody' }),
  '/api/interactions/': (ids) => ({ id: ids.recording }),
  '/api/interactions/uploads/': (ids) => ({ id: ids.upload }),
  'DELETE /api/interactions/uploads/': (ids) => ({ id: ids.spareUpload }),
  '/api/scorecards/': () => ({ key: 'VG', number: '1' }),
  '/api/scorecards/{key}/draft': () => ({ key: 'CH' }),
  'POST /api/scorecards/{key}/draft/publish': () => ({ key: 'CL' }),
  '/api/samples/plans/': (ids) => ({ id: ids.plan }),
  '/api/samples/reviews/': (ids) => ({ id: ids.waiting }),
  '/api/evaluations/': (ids) => ({ id: ids.evaluation }),
  '/api/evaluations/reviews/': (ids) => ({ id: ids.taken }),
  '/api/calibration/': (ids) => ({ id: ids.calibration }),
  '/api/speech/trials/': (ids) => ({ id: ids.trial }),
  '/api/coaching/tasks/': (ids) => ({ id: ids.task }),
  '/api/coaching/agents/': (ids) => ({ id: ids.agent }),
  '/api/coaching/goals/': (ids) => ({ id: ids.goal }),
  '/api/coaching/steps/': (ids) => ({ id: ids.step }),
};

const somebody = (ids: Ids) => ({
  name: 'Ina Intruder',
  email: `${newId('mem')}@example.com`,
  roles: ['agent'],
  teams: [ids.team],
  scope: [ids.team],
  language: 'en',
});
const step = { text: { en: 'Listen', zh: '倾听' }, due_on: '2026-12-01' };
const metadata = (ids: Ids) => ({
  external_id: newId('ext'),
  agent: ids.agent,
  channel: 'voice',
  started_at: '2026-07-03T10:00:00Z',
});

/** A body that is valid if the person may send it, naming rows of the organisation it is meant for. */
const BODIES: Record<string, (ids: Ids) => unknown> = {
  'POST /api/auth/change-password': () => ({ currentPassword: 'not the password', newPassword: 'another long phrase' }),
  'POST /api/auth/second-factor/recovery-codes': () => ({ password: 'not the password' }),
  'POST /api/auth/second-factor/drop': () => ({ password: 'not the password' }),
  'POST /api/people/members/{id}/second-factor/reset': () => ({ reason: 'Lost the phone' }),
  'PUT /api/people/sign-in-rules': () => ({ second_factor: [] }),
  'POST /api/people/members': somebody,
  'PATCH /api/people/members/{id}': (ids) => ({
    name: 'Renamed',
    roles: ['administrator'],
    teams: [ids.team],
    scope: null,
  }),
  'POST /api/people/teams': () => ({ name: newId('team') }),
  'PATCH /api/people/teams/{id}': () => ({ name: newId('team') }),
  'PATCH /api/people/centre': () => ({ name: 'Renamed', time_zone: 'Asia/Shanghai' }),
  'POST /api/people/invitations': (ids) => ({ member_id: ids.invited }),
  'PATCH /api/people/me': () => ({ theme: 'dark' }),
  'POST /api/interactions/chats': (ids) => ({
    format: 'json',
    text: JSON.stringify([{ ...metadata(ids), channel: 'chat', turns: [{ speaker: 'customer', text: 'Hello' }] }]),
  }),
  'POST /api/interactions/metadata': () => ({ text: 'file,external_id\na.wav,1', files: ['a.wav'] }),
  'POST /api/interactions/columns': () => ({ header: 'Anrufer', column: 'customer_ref' }),
  'POST /api/interactions/uploads': (ids) => ({ file_name: 'a.wav', size: 1000, metadata: metadata(ids) }),
  'PUT /api/interactions/uploads/{id}': () => new Uint8Array(10),
  'POST /api/interactions/uploads/{id}/finish': () => ({}),
  'POST /api/interactions/{id}/review': (ids) => ({ scorecard_version_id: ids.version }),
  'POST /api/interactions/{id}/originals': () => ({ reason: 'Let me see' }),
  'PATCH /api/masking': () => ({ kinds: ['card'], reason: 'A trial' }),
  'POST /api/interactions/{id}/transcript': () => ({
    text: 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Intruded</v>\n',
    file_name: 'call.vtt',
  }),
  'POST /api/interactions/{id}/corrections': () => ({ revision: 1, changes: [{ kind: 'swap' }] }),
  'PUT /api/speech/model': () => ({ model: 'whisper-small' }),
  'POST /api/speech/models': () => ({ model: 'whisper-small' }),
  'POST /api/speech/models/drop': () => ({ model: 'whisper-small' }),
  'PUT /api/speech/vocabulary': () => ({ words: ['Harbour'] }),
  'PUT /api/speech/languages': () => ({ languages: ['en', 'zh'] }),
  'PUT /api/speech/recorders': () => ({ recorders: [{ recorder: null, agent: 'left' }] }),
  'POST /api/speech/trials': (ids) => ({ interactions: [ids.recording], models: ['whisper-tiny', 'whisper-base'] }),
  'POST /api/scorecards': () => ({ ...LIBRARY[0], id: 'MINE' }),
  'POST /api/scorecards/library': () => ({ key: 'BS' }),
  'POST /api/scorecards/read': () => ({ name: 'Mine.csv', text: 'Question\nGreets\n' }),
  'POST /api/scorecards/drafts': () => ({ ...LIBRARY[0], id: 'MINE' }),
  'POST /api/scorecards/{key}/draft': () => ({ definition: null }),
  'PUT /api/scorecards/{key}/draft': () => ({ revision: 1, definition: LIBRARY[0] }),
  'POST /api/scorecards/{key}/draft/discard': () => ({ revision: 1 }),
  'POST /api/scorecards/{key}/draft/publish': () => ({ revision: 1 }),
  'PUT /api/competencies': () => ({ number: 1, framework: INCLUDED_FRAMEWORK }),
  'PUT /api/scorecards/settings': (ids) => ({
    number: 1,
    setting: { part: 'targets', value: [{ scorecard: 'VG', team: ids.team, value_bp: 8000 }] },
  }),
  'POST /api/samples/plans': (ids) => ({
    name: 'Theirs',
    who: { teams: [ids.team], agents: [ids.agent] },
    what: { channels: [], queues: [], duration_min_ms: null, duration_max_ms: null },
    per_agent_per_week: 1,
    scorecard: ids.scorecard,
    reviewers: [ids.reviewer],
  }),
  'PATCH /api/samples/plans/{id}': () => ({ active: false }),
  'POST /api/samples/plans/{id}/draw': () => ({ week: '2026-07-06' }),
  'POST /api/samples/reviews/{id}/assign': (ids) => ({ reviewer: ids.reviewer }),
  'POST /api/samples/reviews/{id}/withdraw': () => ({ reason: 'No longer wanted' }),
  'PUT /api/evaluations/reviews/{id}/draft': () => ({ revision: 1, answers: {}, summary: 'Intruded', spent_ms: 1 }),
  'POST /api/evaluations/reviews/{id}/submit': () => ({ revision: 1 }),
  'POST /api/evaluations/{id}/acknowledge': () => ({ comment: 'Seen' }),
  'POST /api/evaluations/{id}/corrections': () => ({ answers: {}, summary: '', explanation: 'A mistake' }),
  'POST /api/calibration': (ids) => ({
    name: 'Theirs',
    interaction_id: ids.evaluatedInteraction,
    scorecard_version_id: ids.version,
    reviewers: [ids.reviewer],
  }),
  'PATCH /api/coaching/tasks/{id}': () => ({ state: 'in-progress', note: '' }),
  'POST /api/coaching/tasks/{id}/merge': (ids) => ({ into: ids.otherTask, note: '' }),
  'POST /api/coaching/goals': (ids) => ({
    agent: ids.agent,
    competency: 'compliance',
    level_now: 'junior',
    level_wanted: 'senior',
    due_on: '2026-12-01',
    steps: [step],
  }),
  'PATCH /api/coaching/goals/{id}': () => ({ level_wanted: 'expert' }),
  'POST /api/coaching/goals/{id}/steps': () => step,
  'POST /api/coaching/steps/{id}': () => ({ done: true }),
};

/** Query parameters that name rows. */
const QUERIES: Record<string, (ids: Ids) => string> = {
  agent: (ids) => ids.agent,
  team: (ids) => ids.team,
  ids: (ids) => `${ids.recording},${ids.evaluatedInteraction}`,
  of: () => 'agents',
  offset: () => '0',
  q: () => 'hello',
  part: () => 'targets',
};

/** Without these the routes that take them refuse. */
const REQUIRED = ['ids', 'of', 'offset', 'part'];

/** Where what is not there counts as done: it must be seen from the rows that nothing happened. */
const DONE_ANYWAY = ['DELETE /api/interactions/uploads/{id}', 'DELETE /api/auth/sessions/{id}'];

/** Where a person whose reach is their own or their teams' may still act on others, by the rules of the work. */
const OPEN_TO_STRANGERS: Record<string, string> = {
  'GET /api/interactions/{id}/scorecards': 'a reviewer may choose any interaction to review',
  'POST /api/interactions/{id}/review': 'a reviewer may choose any interaction to review',
};

/** What a person with a team scope may do beyond it, and why: no agent is concerned. */
const BEYOND_SCOPE: Partial<Record<Permission, string>> = {
  'people:read': 'names of colleagues and teams, for pickers',
  'scorecards:read': 'forms are the whole organisation’s',
  'scorecards:edit': 'forms are the whole organisation’s',
  'scorecards:publish': 'forms are the whole organisation’s',
  'scorecards:settings': 'forms are the whole organisation’s',
  'competencies:edit': 'the framework is the whole organisation’s',
  'speech:read': 'models and machines; the calls shown beside them are bound by interactions:read',
};

/** What ends the session that asks; walked last. */
const ENDING = /^\/api\/auth\//;

function routesOf(): { declared: Route[]; served: string[] } {
  const declared = ROUTES.map(({ method, path, request, 'x-permission': permission }): Route => {
    const content = Object.keys(request?.body?.content ?? {});
    return {
      method: method.toUpperCase(),
      path,
      permission: permission as Route['permission'],
      body: content.length === 0 ? null : content.includes('application/json') ? 'json' : 'bytes',
      query: request?.query instanceof z.ZodObject ? Object.keys(request.query.shape) : [],
    };
  });
  const served = createApp({} as Deps)
    .routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}').replace(/(.)\/$/, '$1')}`);
  return { declared, served: [...new Set(served)] };
}

const { declared, served } = routesOf();
const NOBODY = { organisation: '', member: null, roles: [], scope: null };
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
/** test/api/people/second-factor.test.ts covers those that are answered while sign-in is incomplete. */
const closed = declared.filter(({ permission }) => permission !== 'public' && permission !== 'entering');
const walked = closed.toSorted(
  (a, b) =>
    Number(ENDING.test(a.path)) - Number(ENDING.test(b.path)) ||
    Number(a.path.includes('/revoke')) - Number(b.path.includes('/revoke')) ||
    Number(a.method === 'DELETE') - Number(b.method === 'DELETE'),
);

function pathFor(route: Route, ids: Ids): string {
  const keys = Object.keys(SAMPLES).filter(
    (key) => nameOf(route).endsWith(route.path) && (route.path.startsWith(key) || nameOf(route).startsWith(key)),
  );
  const key = keys.toSorted((a, b) => b.length - a.length)[0];
  const values = key ? SAMPLES[key]!(ids) : {};
  return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new Error(`${nameOf(route)}: SAMPLES in test/api/app/access.test.ts has no {${name}} for it`);
    return value;
  });
}

function bodyFor(route: Route, ids: Ids): unknown {
  if (route.body === null) return undefined;
  const body = BODIES[nameOf(route)];
  if (!body) throw new Error(`${nameOf(route)}: BODIES in test/api/app/access.test.ts has none for it`);
  return body(ids);
}

function queryFor(route: Route, ids: Ids, only: (name: string) => boolean): string {
  const pairs = route.query.filter((name) => QUERIES[name] && only(name)).map((name) => [name, QUERIES[name]!(ids)]);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

async function ask(browser: Browser, route: Route, ids: Ids, only: (name: string) => boolean = () => true) {
  const body = bodyFor(route, ids);
  const headers: Record<string, string> =
    body instanceof Uint8Array ? { 'content-type': 'application/octet-stream' } : {};
  const answer = await browser.ask(route.method, pathFor(route, ids) + queryFor(route, ids, only), { body, headers });
  const text = await answer.text();
  const code = answer.status >= 400 && text.startsWith('{') ? (JSON.parse(text) as { code: string }).code : null;
  return { status: answer.status, code, text };
}

describe('the list of routes', () => {
  it('has every route the app serves', () => {
    expect(served.toSorted()).toEqual(declared.map(nameOf).toSorted());
  });

  it('names a permission of the table, or public, for each', () => {
    const known = new Set<string>([...PERMISSIONS, 'public', 'entering']);
    expect(declared.filter(({ permission }) => !known.has(permission)).map(nameOf)).toEqual([]);
  });

  it('limits people with a team scope to those teams, except where no agent is concerned', () => {
    const wide = (role: Role) =>
      PERMISSIONS.filter((permission) => reach({ ...NOBODY, roles: [role] }, permission) === 'organisation');
    const unbound = [...new Set([...wide('coach'), ...wide('manager')])];
    expect(unbound.toSorted()).toEqual(Object.keys(BEYOND_SCOPE).toSorted());
  });

  it('leaves open only what people need before they are signed in', () => {
    expect(
      declared
        .filter(({ permission }) => permission === 'public')
        .map(nameOf)
        .toSorted(),
    ).toEqual([
      'GET /api/health',
      'GET /api/openapi.json',
      'GET /api/scorecards/schema.json',
      'GET /api/start',
      'POST /api/auth/sign-in/email',
      'POST /api/auth/sign-out',
      'POST /api/people/invitations/accept',
      'POST /api/people/invitations/open',
      'POST /api/people/password-links/open',
      'POST /api/people/password-links/use',
      'POST /api/start',
    ]);
  });

  it('lets people who are still signing in use only what completes the sign-in', () => {
    expect(
      declared
        .filter(({ permission }) => permission === 'entering')
        .map(nameOf)
        .toSorted(),
    ).toEqual([
      'POST /api/auth/second-factor/begin',
      'POST /api/auth/second-factor/confirm',
      'POST /api/auth/second-factor/verify',
    ]);
  });

  it('has no token in any path', () => {
    expect(declared.filter(({ path }) => path.includes('token')).map(nameOf)).toEqual([]);
  });

  it('has no sample and no body left over', () => {
    const names = declared.map(nameOf);
    expect(Object.keys(BODIES).filter((name) => !names.includes(name))).toEqual([]);
    expect(Object.keys(OPEN_TO_STRANGERS).filter((name) => !names.includes(name))).toEqual([]);
    const unused = Object.keys(SAMPLES).filter(
      (key) => !names.some((name) => name.startsWith(key) || name.split(' ')[1]!.startsWith(key)),
    );
    expect(unused).toEqual([]);
  });
});

describeWithDatabase('access', (database) => {
  const clock = new Date('2026-07-06T09:00:00.000Z');
  let api: TestApi;
  let home: LivedIn;
  let outsider: Browser;
  beforeAll(async () => {
    api = testApi(database, { now: () => clock });
    home = await livedIn(api);
    await database.db
      .update(tables.member)
      .set({ roles: [...ROLES] })
      .where(eq(tables.member.id, memberOf(home.outsider)));
    outsider = await api.signedIn(home.outsider);
  });
  afterAll(() => api.close());

  /** Every row of the organisation, in every table that has organisations. */
  async function everything(of = home.id): Promise<Record<string, unknown[]>> {
    const rows: Record<string, unknown[]> = {};
    for (const [name, table] of Object.entries(tables)) {
      if (!is(table, PgTable)) continue;
      const column = (getTableColumns(table) as Record<string, AnyPgColumn>).organisation_id;
      if (!column) continue;
      const found = await database.db.select().from(table).where(eq(column, of));
      rows[name] = found.map((row) => JSON.stringify(row)).toSorted();
    }
    return rows;
  }

  /** Names and ids that only the organisation's own people may read. */
  const secrets = (): string[] => [
    ...Object.values(home.ids),
    ...home.people.flatMap(({ id, name }) => [id, name]),
    'Harbour Utilities',
  ];

  it.each(closed.map((route) => [nameOf(route), route] as const))(
    '%s is refused without sign-in',
    async (_name, route) => {
      expect(await ask(api.browser(), route, home.ids)).toMatchObject({ status: 401, code: 'not-signed-in' });
    },
  );

  describe('someone with every role in another organisation', () => {
    let before: Record<string, unknown[]>;
    beforeAll(async () => {
      before = await everything();
      expect(
        Object.entries(before)
          .filter(([, rows]) => rows.length === 0)
          .map(([name]) => name),
      ).toEqual([]);
    });

    it.each(walked.filter(({ path }) => !ENDING.test(path)).map((route) => [nameOf(route), route] as const))(
      '%s gives nothing away',
      async (_name, route) => {
        const required = (name: string) => REQUIRED.includes(name);
        const variants = [required, ...route.query.map((name) => (one: string) => one === name || required(one))];
        for (const only of variants) {
          const { status, code, text } = await ask(outsider, route, home.ids, only);
          expect(code, 'a body that would do is needed to see who is refused').not.toBe('invalid-input');
          expect(status, text).toBeLessThan(500);
          if (/\{/.test(route.path) && !DONE_ANYWAY.includes(nameOf(route))) {
            expect([403, 404], `${status} ${text}`).toContain(status);
          }
          const asked = [
            pathFor(route, home.ids),
            queryFor(route, home.ids, only),
            JSON.stringify(bodyFor(route, home.ids) ?? ''),
          ].join(' ');
          // What an answer repeats from the request is no news to who sent it.
          const leaked = secrets().filter((secret) => text.includes(secret) && !asked.includes(secret));
          expect(leaked, text).toEqual([]);
        }
      },
    );

    it('changes not a single row', async () => {
      expect(await everything()).toEqual(before);
    });
  });

  describe('a colleague whose business it is not', () => {
    /** Same role, other teams, other work. */
    async function stranger(role: Role): Promise<Browser | null> {
      const by: Partial<Record<Role, Ctx>> = {
        agent: home.agents[2],
        reviewer: home.reviewers[1],
        coach: home.otherCoach,
      };
      if (role === 'manager') {
        const ctx = home.manager;
        const id = newId('mem', clock);
        await database.db.insert(tables.member).values({
          id,
          organisation_id: home.id,
          name: 'Mona Manager',
          email: `${id}@example.com`,
          roles: ['manager'],
          sees_all: false,
          language: 'en',
          created_at: clock.toISOString(),
        });
        await database.db
          .insert(tables.member_scope)
          .values({ organisation_id: home.id, member_id: id, team_id: home.teams[1].id });
        return api.signedIn({ ...ctx, actor: { ...ctx.actor, member: id, scope: [home.teams[1].id] } });
      }
      return by[role] ? api.signedIn(by[role]) : null;
    }
    const browsers = new Map<Role, Browser>();
    let before: Record<string, unknown[]>;
    beforeAll(async () => {
      for (const role of ROLES) {
        const browser = await stranger(role);
        if (browser) browsers.set(role, browser);
      }
      before = await everything();
    });

    const narrow = (role: Role, permission: Permission): boolean => {
      const widest = reach({ ...NOBODY, roles: [role] }, permission);
      return widest === 'own' || widest === 'scope';
    };
    const cases = walked
      .filter(({ path, permission }) => !ENDING.test(path) && permission !== 'account:use')
      .flatMap((route) =>
        ROLES.filter((role) => narrow(role, route.permission as Permission)).map(
          (role) => [role, nameOf(route), route] as const,
        ),
      )
      .filter(([, name]) => !OPEN_TO_STRANGERS[name]);

    it.each(cases)('%s: %s', async (role, _name, route) => {
      const browser = browsers.get(role);
      if (!browser) throw new Error(`nobody with the role ${role} to walk with`);
      const { status, code, text } = await ask(browser, route, home.ids, (name) => REQUIRED.includes(name));
      expect(code).not.toBe('invalid-input');
      if (/\{/.test(route.path) && !DONE_ANYWAY.includes(nameOf(route))) {
        expect([403, 404], `${status} ${text}`).toContain(status);
      }
      const {
        agent: _agent,
        team: _team,
        reviewer: _reviewer,
        version: _version,
        scorecard: _scorecard,
        ...work
      } = home.ids;
      const leaked = Object.entries(work).filter(
        ([, id]) => text.includes(id) && !pathFor(route, home.ids).includes(id),
      );
      expect(leaked, text).toEqual([]);
    });

    it('changes not a single row', async () => {
      // What is announced and not sent is the announcer's own, until its metadata is refused on finishing.
      const announced = (row: unknown) => !String(row).includes('"received":0');
      const own = (rows: Record<string, unknown[]>) => ({
        ...rows,
        upload: rows.upload?.filter(announced),
        event: [],
        event_text: [],
      });
      expect(own(await everything())).toEqual(own(before));
    });
  });

  describe('where every transaction is bound to an organisation in which there is nothing', () => {
    const nowhere = newId('org');
    let astray: TestApi;
    let before: Record<string, unknown[]>;
    const browsers = new Map<Role, Browser>();
    beforeAll(async () => {
      astray = testApi(database, { now: () => clock, installation: misdirected(database.sql, nowhere) });
      const people = { ...home, agent: home.agents[0], reviewer: home.reviewers[0] };
      for (const role of ROLES) {
        const browser = astray.browser();
        // Identifying the person comes before this: it crosses organisations.
        for (const [name, value] of (await api.signedIn(people[role])).cookies) browser.cookies.set(name, value);
        browsers.set(role, browser);
      }
      before = await everything();
    });
    afterAll(() => astray.close());

    it.each(ROLES.flatMap((role) => walked.map((route) => [role, nameOf(route), route] as const)))(
      '%s: %s gives nothing away',
      async (role, _name, route) => {
        const { status, text } = await ask(browsers.get(role)!, route, home.ids);
        expect(status, text).not.toBe(401);
        const asked = [
          pathFor(route, home.ids),
          queryFor(route, home.ids, () => true),
          JSON.stringify(bodyFor(route, home.ids) ?? ''),
        ].join(' ');
        const leaked = secrets().filter((secret) => text.includes(secret) && !asked.includes(secret));
        expect(leaked, text).toEqual([]);
      },
    );

    it('changes not a single row, and makes none', async () => {
      expect(await everything()).toEqual(before);
      expect(Object.entries(await everything(nowhere)).filter(([, rows]) => rows.length > 0)).toEqual([]);
    });
  });

  describe('at home', () => {
    const actors = (): Record<Role, Ctx> => ({
      agent: home.agents[0],
      reviewer: home.reviewers[0],
      coach: home.coach,
      manager: home.manager,
      administrator: home.administrator,
    });
    const browsers = new Map<Role, Browser>();
    const outcomes = new Map<string, { status: number; code: string | null; text: string }[]>();
    beforeAll(async () => {
      // All of it concerns agents of the first team: someone responsible for that team alone can do it.
      await database.db
        .update(tables.member)
        .set({ sees_all: false })
        .where(eq(tables.member.id, memberOf(home.manager)));
      await database.db
        .insert(tables.member_scope)
        .values({ organisation_id: home.id, member_id: memberOf(home.manager), team_id: home.teams[0].id });
      for (const role of ROLES) browsers.set(role, await api.signedIn(actors()[role]));
    });

    it.each(ROLES.flatMap((role) => walked.map((route) => [role, nameOf(route), route] as const)))(
      '%s: %s',
      async (role, name, route) => {
        const permission = route.permission as Permission;
        const outcome = await ask(browsers.get(role)!, route, home.ids);
        if (can(actors()[role].actor, permission)) {
          expect(outcome.status, outcome.text).not.toBe(401);
          expect(outcome.status, outcome.text).toBeLessThan(500);
          if (reach(actors()[role].actor, permission) === 'organisation') expect(outcome.code).not.toBe('not-allowed');
          outcomes.set(name, [...(outcomes.get(name) ?? []), outcome]);
        } else {
          expect(outcome).toMatchObject({ status: 403, code: 'not-allowed' });
        }
      },
    );

    it('every route can be used by some role', () => {
      const never = walked.filter(
        (route) =>
          !(outcomes.get(nameOf(route)) ?? []).some(({ status }) => status < 300 || status === 409 || status === 422),
      );
      expect(never.map((route) => `${nameOf(route)}: ${JSON.stringify(outcomes.get(nameOf(route)))}`)).toEqual([]);
    });
  });
});
