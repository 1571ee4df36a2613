import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../db/database/id.ts';
import { changeMember } from '../../../db/people/members.ts';
import type { Me } from '../../../db/people/people.ts';
import { event, session, user } from '../../../db/schema/tables.ts';
import { PASSWORD, refusal, type TestApi, testApi, withPassword } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, memberOf } from '../../support/organisation.ts';

describeWithDatabase('signing in', (database) => {
  let api: TestApi;
  beforeAll(() => {
    api = testApi(database);
  });
  afterAll(() => api.close());

  it('leads to the person and their place of work', async () => {
    const { coach } = await freshOrganisation(database.db);
    const browser = await api.signedIn(coach);
    const answer = await browser.get('/api/session');
    expect(answer.status).toBe(200);
    expect((await answer.json()) as Me).toMatchObject({
      member: { id: memberOf(coach), name: 'Carl Coach', roles: ['coach'], theme: 'system' },
      organisation: { name: 'Harbour Utilities', time_zone: 'Europe/Berlin' },
    });
  });

  it('is refused with one sentence, whether the address or the password is wrong', async () => {
    const { coach } = await freshOrganisation(database.db);
    const email = await withPassword(coach);
    const one = await refusal(api.browser().signIn(email, 'not the password'));
    const other = await refusal(api.browser().signIn('nobody@example.com', PASSWORD));
    const malformed = await refusal(api.browser().signIn('nobody', PASSWORD));
    expect(one).toMatchObject({ status: 401, code: 'wrong-credentials', message: 'Incorrect email or password.' });
    expect(other).toEqual(one);
    expect(malformed).toEqual(one);
  });

  it('accepts the email address in upper or lower case', async () => {
    const { coach } = await freshOrganisation(database.db);
    const email = await withPassword(coach);
    expect((await api.browser().signIn(email.toUpperCase())).status).toBe(200);
  });

  it('is refused to the deactivated, with the right password only', async () => {
    const { administrator, agents } = await freshOrganisation(database.db);
    const email = await withPassword(agents[0]);
    await changeMember(administrator, { id: memberOf(agents[0]), active: false });
    const browser = api.browser();
    expect(await refusal(browser.signIn(email))).toMatchObject({ status: 403, code: 'deactivated' });
    expect(await refusal(browser.signIn(email, 'not the password'))).toMatchObject({ code: 'wrong-credentials' });
    expect(await refusal(browser.get('/api/session'))).toMatchObject({ status: 401, code: 'not-signed-in' });
  });

  it('ends with the session it began', async () => {
    const { coach } = await freshOrganisation(database.db);
    const browser = await api.signedIn(coach);
    const kept = new Map(browser.cookies);
    expect((await browser.post('/api/auth/sign-out')).status).toBe(200);
    expect(await refusal(browser.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
    const thief = api.browser();
    for (const [name, value] of kept) thief.cookies.set(name, value);
    expect(await refusal(thief.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
  });

  it('ends at once when the member is deactivated', async () => {
    const { administrator, agents } = await freshOrganisation(database.db);
    const browser = await api.signedIn(agents[0]);
    await changeMember(administrator, { id: memberOf(agents[0]), active: false });
    expect(await refusal(browser.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
  });

  it('gives what the roles are now, not what they were', async () => {
    const { administrator, agents } = await freshOrganisation(database.db);
    const email = await withPassword(agents[0]);
    const browser = api.browser();
    await browser.signIn(email);
    expect(await refusal(browser.get('/api/people/names'))).toMatchObject({ status: 403, code: 'not-allowed' });
    await changeMember(administrator, { id: memberOf(agents[0]), roles: ['reviewer'] });
    expect(await refusal(browser.get('/api/people/names'))).toMatchObject({ code: 'not-signed-in' });
    await browser.signIn(email);
    expect((await browser.get('/api/people/names')).status).toBe(200);
  });

  it('sets a cookie no script and no other site can use', async () => {
    const { coach } = await freshOrganisation(database.db);
    const answer = await api.browser().signIn(await withPassword(coach));
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^attune\.session_token=/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).not.toMatch(/; Secure/);
    expect(await answer.json()).toEqual({ done: true, next: null });
  });

  it('marks its cookie secure where people come by https', async () => {
    const secure = testApi(database, { url: 'https://quality.example.com' });
    const { coach } = await freshOrganisation(database.db);
    const answer = await secure.browser().signIn(await withPassword(coach));
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-attune\.session_token=.*; Secure/);
    expect(answer.headers.get('strict-transport-security')).toContain('max-age');
    secure.close();
  });

  it('does not take a cookie that was tampered with', async () => {
    const { coach, manager } = await freshOrganisation(database.db);
    const browser = await api.signedIn(coach);
    const other = await api.signedIn(manager);
    const name = 'attune.session_token';
    const token = (value = '') => decodeURIComponent(value).split('.');
    const [mine, signature] = [token(other.cookies.get(name))[0], token(browser.cookies.get(name))[1]];
    browser.cookies.set(name, encodeURIComponent(`${mine}.${signature}`));
    expect(await refusal(browser.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
  });

  it('keeps address and browser of a session for its owner to recognise', async () => {
    const { coach } = await freshOrganisation(database.db);
    const email = await withPassword(coach);
    const browser = api.browser('198.51.100.7');
    await browser.post(
      '/api/auth/sign-in/email',
      { email, password: PASSWORD },
      { headers: { 'user-agent': 'Tester', 'x-real-ip': '203.0.113.9' } },
    );
    const [row] = await database.db
      .select({ ip: session.ip_address, agent: session.user_agent })
      .from(session)
      .innerJoin(user, eq(user.id, session.user_id))
      .where(eq(user.email, email));
    expect(row).toEqual({ ip: '198.51.100.7', agent: 'Tester' });
  });

  describe('a new password', () => {
    const change = (currentPassword: string, newPassword: string) => ({ currentPassword, newPassword });

    it('ends every other session and counts from then on', async () => {
      const { coach } = await freshOrganisation(database.db);
      const email = await withPassword(coach);
      const [here, there] = [api.browser(), api.browser()];
      await here.signIn(email);
      await there.signIn(email);
      expect((await here.post('/api/auth/change-password', change(PASSWORD, 'another long phrase'))).status).toBe(200);
      expect((await here.get('/api/session')).status).toBe(200);
      expect(await refusal(there.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
      expect(await refusal(api.browser().signIn(email))).toMatchObject({ code: 'wrong-credentials' });
      expect((await api.browser().signIn(email, 'another long phrase')).status).toBe(200);
      const noted = await database.db
        .select({ action: event.kind })
        .from(event)
        .where(and(eq(event.subject, memberOf(coach)), eq(event.kind, 'password.changed')));
      expect(noted).toHaveLength(1);
    });

    it('asks for the present one, and for ten characters', async () => {
      const { coach } = await freshOrganisation(database.db);
      const browser = await api.signedIn(coach);
      const wrong = await refusal(
        browser.post('/api/auth/change-password', change('not it at all', 'another long phrase')),
      );
      expect(wrong).toMatchObject({ status: 422, code: 'wrong-password' });
      const short = await refusal(browser.post('/api/auth/change-password', change(PASSWORD, 'short')));
      expect(short).toMatchObject({
        status: 400,
        code: 'password-too-short',
        message: 'A password needs at least 10 characters.',
      });
      const long = await refusal(browser.post('/api/auth/change-password', change(PASSWORD, 'x'.repeat(129))));
      expect(long).toMatchObject({ status: 400, code: 'password-too-long' });
      expect(
        await refusal(api.browser().post('/api/auth/change-password', change(PASSWORD, 'another long phrase'))),
      ).toMatchObject({ code: 'not-signed-in' });
    });
  });

  it('can be undone everywhere else, or everywhere', async () => {
    const { coach } = await freshOrganisation(database.db);
    const email = await withPassword(coach);
    const browsers = [api.browser(), api.browser(), api.browser()] as const;
    for (const one of browsers) await one.signIn(email);
    const [first, second, third] = browsers;
    expect((await first.post('/api/auth/revoke-other-sessions')).status).toBe(200);
    expect((await first.get('/api/session')).status).toBe(200);
    expect((await second.get('/api/session')).status).toBe(401);
    await third.signIn(email);
    expect((await first.post('/api/auth/revoke-sessions')).status).toBe(200);
    for (const one of browsers) expect((await one.get('/api/session')).status).toBe(401);
  });

  it('offers nothing of the library beyond what the product uses', async () => {
    const { coach } = await freshOrganisation(database.db);
    const browser = await api.signedIn(coach);
    for (const path of [
      '/sign-up/email',
      '/update-user',
      '/delete-user',
      '/change-email',
      '/request-password-reset',
      '/sign-in/social',
    ]) {
      const body = { email: 'x@example.com', name: 'X', password: PASSWORD, newEmail: 'y@example.com' };
      expect(await refusal(browser.post(`/api/auth${path}`, body)), path).toMatchObject({
        status: 404,
        code: 'not-found',
      });
    }
    for (const path of ['/get-session', '/list-sessions', '/ok', '/error']) {
      expect(await refusal(browser.get(`/api/auth${path}`)), path).toMatchObject({ status: 404 });
    }
    expect(await database.db.select().from(user).where(eq(user.email, 'x@example.com'))).toEqual([]);
  });

  it('is refused to a user without an organisation', async () => {
    const { coach } = await freshOrganisation(database.db);
    const email = await withPassword(coach);
    const stray = `${newId('stray')}@example.com`;
    await withPassword(coach);
    await database.db.update(user).set({ email: stray }).where(eq(user.email, email));
    expect(await refusal(api.browser().signIn(stray))).toMatchObject({ code: 'deactivated' });
  });
});
