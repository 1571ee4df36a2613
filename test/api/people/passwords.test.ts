// Setting passwords, wherever that happens, and the one-time links for it.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../db/database/id.ts';
import { changeMember } from '../../../db/people/members.ts';
import { event, password_reset, session } from '../../../db/schema/tables.ts';
import { type Browser, PASSWORD, refusal, type TestApi, testApi, withPassword } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, memberOf } from '../../support/organisation.ts';

const HOUR_MS = 3_600_000;
const NEW = 'violet stapler monday';

type Link = { link: string; member: { id: string; email: string } };
const tokenOf = ({ link }: Link) => new URL(link).hash.slice(1);

describeWithDatabase('passwords', (database) => {
  let now = Date.now();
  let api: TestApi;
  beforeAll(() => {
    api = testApi(database, { now: () => new Date(now), url: 'https://quality.example.com' });
  });
  afterAll(() => api.close());

  // The API knows one name only.
  const ask = (browser: Browser, path: string, body: unknown) =>
    browser.post(path, body, { headers: { origin: 'https://quality.example.com' } });

  async function ready() {
    const people = await freshOrganisation(database.db);
    const [admin, coach] = [api.browser(), api.browser()];
    const email = await withPassword(people.coach);
    await ask(admin, '/api/auth/sign-in/email', {
      email: await withPassword(people.administrator),
      password: PASSWORD,
    });
    await ask(coach, '/api/auth/sign-in/email', { email, password: PASSWORD });
    const id = memberOf(people.coach);
    const link = async () => (await (await ask(admin, `/api/people/members/${id}/password-link`, {})).json()) as Link;
    return { people, admin, coach, email, id, link };
  }
  const use = (link: Link, password: string) =>
    ask(api.browser(), '/api/people/password-links/use', { token: tokenOf(link), password });
  const open = (link: Link) => ask(api.browser(), '/api/people/password-links/open', { token: tokenOf(link) });
  const signIn = (email: string, password: string) =>
    ask(api.browser(), '/api/auth/sign-in/email', { email, password });

  describe('that are common or made of names are refused', () => {
    it('by invitation, by change and by link', async () => {
      const { admin, coach, link } = await ready();
      const somebody = { name: 'Nia Novak', roles: ['reviewer'], scope: null, language: 'en' };
      const invited = (await (
        await ask(admin, '/api/people/invitations', { ...somebody, email: `${newId('nia')}@example.com` })
      ).json()) as Link;
      const accept = (password: string) =>
        ask(api.browser(), '/api/people/invitations/accept', { token: tokenOf(invited), name: 'Nia Novak', password });
      const change = (newPassword: string) =>
        ask(coach, '/api/auth/change-password', { currentPassword: PASSWORD, newPassword });
      const reset = await link();
      for (const attempt of [accept, change, (password: string) => use(reset, password)]) {
        expect(await refusal(attempt('password2026'))).toMatchObject({ status: 400, code: 'password-common' });
        expect(await refusal(attempt('harbourutilities!'))).toMatchObject({ status: 400, code: 'password-own-name' });
        expect(await refusal(attempt('attune-2026'))).toMatchObject({ code: 'password-own-name' });
        expect(await refusal(attempt('short'))).toMatchObject({ code: 'password-too-short' });
      }
      expect(await refusal(accept('niaNovak12'))).toMatchObject({ code: 'password-own-name' });
      expect(await refusal(change('carl-coach-7'))).toMatchObject({ code: 'password-own-name' });
      // A password that is changed makes the link void, so the link goes first.
      expect((await accept(NEW)).status).toBe(200);
      expect((await use(reset, NEW)).status).toBe(200);
    });
  });

  describe('by a link of an administrator', () => {
    it('are set once; every session ends, and the page behind it says whose it is', async () => {
      const { people, coach, email, id, link } = await ready();
      const made = await link();
      expect(made.link).toMatch(/^https:\/\/quality\.example\.com\/new-password#[\w-]{43}$/);
      expect(await (await open(made)).json()).toMatchObject({ name: 'Carl Coach', organisation: 'Harbour Utilities' });
      expect((await use(made, NEW)).status).toBe(200);
      expect(await refusal(coach.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
      expect(await refusal(signIn(email, PASSWORD))).toMatchObject({ code: 'wrong-credentials' });
      expect((await signIn(email, NEW)).status).toBe(200);
      expect(await refusal(use(made, 'yet another long one'))).toMatchObject({ status: 404, code: 'reset-gone' });
      expect(await refusal(open(made))).toMatchObject({ code: 'reset-gone' });
      const noted = await database.db.select().from(event).where(eq(event.subject, id));
      expect(noted.filter(({ kind }) => kind.includes('password')).map((one) => [one.kind, one.actor_id])).toEqual([
        ['member.password-link-made', memberOf(people.administrator)],
        ['password.reset', id],
      ]);
      const kept = await database.db.select().from(password_reset).where(eq(password_reset.member_id, id));
      expect(JSON.stringify([noted, kept])).not.toContain(tokenOf(made));
    });

    it('of two that use it at once, one does', async () => {
      const { link } = await ready();
      const made = await link();
      const answers = await Promise.all([use(made, NEW), use(made, 'another of my own')]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404]);
    });

    it('work for an hour, and only until a newer one, another password or deactivation', async () => {
      const { people, coach, link, id } = await ready();
      const [first, second] = [await link(), await link()];
      expect(await refusal(open(first))).toMatchObject({ code: 'reset-gone' });
      expect((await open(second)).status).toBe(200);
      now += HOUR_MS;
      expect(await refusal(use(second, NEW))).toMatchObject({ code: 'reset-gone' });
      now -= HOUR_MS;
      const third = await link();
      await ask(coach, '/api/auth/change-password', { currentPassword: PASSWORD, newPassword: NEW });
      expect(await refusal(open(third))).toMatchObject({ code: 'reset-gone' });
      const fourth = await link();
      await changeMember(people.administrator, { id, active: false });
      await changeMember(people.administrator, { id, active: true });
      expect(await refusal(open(fourth))).toMatchObject({ code: 'reset-gone' });
    });

    it('are created only by administrators, and not for someone who has not joined', async () => {
      const { people, coach, admin } = await ready();
      const path = `/api/people/members/${memberOf(people.agents[0])}/password-link`;
      expect(await refusal(ask(coach, path, {}))).toMatchObject({ code: 'not-allowed' });
      expect(await refusal(ask(admin, path, {}))).toMatchObject({ code: 'not-joined' });
    });
  });

  it('links point to ATTUNE_URL, otherwise to the server’s own address, whatever host name the request used', async () => {
    const { id, admin } = await ready();
    const claimed = await admin.post(
      `/api/people/members/${id}/password-link`,
      {},
      {
        headers: { host: 'evil', 'x-forwarded-host': 'evil.example', origin: 'https://quality.example.com' },
      },
    );
    expect(((await claimed.json()) as Link).link).toMatch(/^https:\/\/quality\.example\.com\//);
  });

  describe('sessions', () => {
    it('are listed to their owner, who ends them one by one', async () => {
      const { coach, email } = await ready();
      const other = api.browser('198.51.100.9');
      const headers = { 'user-agent': 'Tester', origin: 'https://quality.example.com' };
      await other.post('/api/auth/sign-in/email', { email, password: PASSWORD }, { headers });
      type Rows = { id: string; current: boolean; browser: string | null; address: string | null }[];
      const list = async () => (await (await coach.get('/api/auth/sessions')).json()) as Rows;
      const rows = await list();
      expect(rows.map(({ current, browser, address }) => [current, browser, address])).toEqual([
        [true, null, '192.0.2.1'],
        [false, 'Tester', '198.51.100.9'],
      ]);
      const end = (browser: Browser, id: string) =>
        browser.ask('DELETE', `/api/auth/sessions/${id}`, { headers: { origin: 'https://quality.example.com' } });
      const { coach: stranger } = await ready();
      await end(stranger, rows[1]!.id);
      expect((await other.get('/api/session')).status).toBe(200);
      expect((await end(coach, rows[1]!.id)).status).toBe(200);
      expect(await refusal(other.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
      expect(await list()).toHaveLength(1);
    });

    it('of a member are ended by an administrator', async () => {
      const { admin, coach, id } = await ready();
      const end = (browser: Browser) => ask(browser, `/api/people/members/${id}/sign-out`, {});
      expect(await refusal(end(coach))).toMatchObject({ code: 'not-allowed' });
      expect(await (await end(admin)).json()).toEqual({ ended: 1 });
      expect(await refusal(coach.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
    });

    it('of a browser end when someone signs in with it again', async () => {
      const { coach, email } = await ready();
      const kept = new Map(coach.cookies);
      await ask(coach, '/api/auth/sign-in/email', { email, password: PASSWORD });
      const thief = api.browser();
      for (const [name, value] of kept) thief.cookies.set(name, value);
      expect(await refusal(thief.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
    });

    it('end after an hour without activity; automatic requests of a page are not activity', async () => {
      const { coach } = await ready();
      const began = now;
      for (const minutes of [40, 80, 120]) {
        now = began + minutes * 60_000;
        expect((await coach.get('/api/session')).status).toBe(200);
      }
      now = began + 150 * 60_000;
      expect((await coach.get('/api/session', { headers: { 'x-attune-idle': '1' } })).status).toBe(200);
      now = began + 181 * 60_000;
      expect(await refusal(coach.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
    });

    it('end after a day of any activity, and after a week for those who stay signed in', async () => {
      const { coach, email } = await ready();
      const remembered = api.browser();
      await ask(remembered, '/api/auth/sign-in/email', { email, password: PASSWORD, rememberMe: true });
      const began = now;
      const works = async (browser: Browser) => (await browser.get('/api/session')).status === 200;
      for (let minutes = 50; minutes < 24 * 60; minutes += 50) {
        now = began + minutes * 60_000;
        expect(await works(coach)).toBe(true);
      }
      now = began + 24 * HOUR_MS;
      expect([await works(coach), await works(remembered)]).toEqual([false, true]);
      for (const days of [3, 5, 6.9]) {
        now = began + days * 24 * HOUR_MS;
        expect(await works(remembered)).toBe(true);
      }
      now = began + 7 * 24 * HOUR_MS;
      expect(await works(remembered)).toBe(false);
      now = began;
    });

    it('have another token after the password is another', async () => {
      const { coach } = await ready();
      const name = '__Secure-attune.session_token';
      const before = coach.cookies.get(name);
      await ask(coach, '/api/auth/change-password', { currentPassword: PASSWORD, newPassword: NEW });
      expect(coach.cookies.get(name)).not.toBe(before);
      const thief = api.browser();
      thief.cookies.set(name, before!);
      expect(await refusal(thief.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
      expect((await coach.get('/api/session')).status).toBe(200);
      expect((await database.db.select().from(session)).length).toBeGreaterThan(0);
    });
  });

  it('no token, password or code gets into the log, also where a request fails', async () => {
    const { link, email } = await ready();
    const made = await link();
    const real = api.deps.auth;
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    api.deps.auth = { ...real, send: () => Promise.reject(away), mark: () => Promise.reject(away) };
    const secrets = [tokenOf(made), PASSWORD, NEW, '654321'];
    const answers = [
      await use(made, NEW),
      await signIn(email, PASSWORD),
      await api.browser().get(`/api/people/password-links/${tokenOf(made)}`),
    ];
    api.deps.auth = real;
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 404]);
    expect(api.log.length).toBeGreaterThanOrEqual(2);
    const written = JSON.stringify(api.log.map(({ fields, line }) => [line, fields, String(fields.err)]));
    for (const secret of secrets) expect(written).not.toContain(secret);
  });
});
