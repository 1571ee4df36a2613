import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, newRecoveryCodes, newSecret, stepOf, uriOf } from '../../../api/people/second-factor.ts';
import { event, recovery_code, second_factor } from '../../../db/schema/tables.ts';
import { type Browser, PASSWORD, refusal, type TestApi, testApi, withPassword } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { eventsAbout } from '../../support/events.ts';
import { type FreshOrganisation, freshOrganisation, memberOf } from '../../support/organisation.ts';

const STEP_MS = 30_000;

describe('one-time codes', () => {
  // RFC 6238, appendix B, SHA-1, the last six of eight digits.
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1234567890, '005924'],
    [20000000000, '353130'],
  ])('at %i s the code is %s, and the neighbours of its step count too', async (seconds, code) => {
    const secret = base32.encode(new TextEncoder().encode('12345678901234567890'), { padding: false });
    const step = Math.floor(seconds / 30);
    for (const off of [-1, 0, 1]) {
      expect(await stepOf(secret, code, new Date((seconds + off * 30) * 1000))).toBe(step);
    }
    for (const off of [-2, 2]) expect(await stepOf(secret, code, new Date((seconds + off * 30) * 1000))).toBeNull();
  });

  it('are read however they are spaced or typed, and nothing else is one', () => {
    expect(['123456', ' 123 456 ', '123-456', '１２３４５６'].map(codeOf)).toEqual(new Array(4).fill('123456'));
    expect(['12345', '1234567', 'abcde-fghij', ''].map(codeOf)).toEqual([null, null, null, null]);
  });

  it('secrets and recovery codes are chance', () => {
    expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(uriOf('GEZDGNBV', 'Attune', 'a@b.example')).toBe(
      'otpauth://totp/Attune:a%40b.example?secret=GEZDGNBV&issuer=Attune&digits=6&period=30',
    );
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(8);
    for (const code of codes) expect(code).toMatch(/^([a-z2-9]{4}-){5}[a-z2-9]{4}$/);
  });
});

describeWithDatabase('a second factor', (database) => {
  let now = Date.now();
  let api: TestApi;
  beforeAll(() => {
    api = testApi(database, { now: () => new Date(now) });
  });
  afterAll(() => api.close());

  const codeFor = (secret: string, at = now) => createOTP(base32.decode(secret)).hotp(Math.floor(at / STEP_MS));
  const post = async <T>(browser: Browser, path: string, body: unknown): Promise<T> => {
    const answer = await browser.post(path, body);
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as T;
  };
  const verify = (browser: Browser, code: string) => browser.post('/api/auth/second-factor/verify', { code });

  async function setUp(browser: Browser): Promise<{ secret: string; codes: string[] }> {
    const { secret } = await post<{ secret: string }>(browser, '/api/auth/second-factor/begin', { password: PASSWORD });
    const body = { code: await codeFor(secret) };
    const { recovery_codes } = await post<{ recovery_codes: string[] }>(
      browser,
      '/api/auth/second-factor/confirm',
      body,
    );
    return { secret, codes: recovery_codes };
  }

  async function enrolled() {
    const people = await freshOrganisation(database.db);
    const email = await withPassword(people.coach);
    const browser = api.browser();
    await browser.signIn(email);
    const factor = await setUp(browser);
    now += STEP_MS;
    return { people, email, browser, ...factor };
  }

  it('is asked for after the password, and until then nothing is open', async () => {
    const { email, secret } = await enrolled();
    const browser = api.browser('198.51.100.1');
    expect(await post(browser, '/api/auth/sign-in/email', { email, password: PASSWORD })).toEqual({
      done: false,
      next: 'code',
    });
    for (const path of ['/api/session', '/api/coaching/tasks', '/api/auth/second-factor', '/api/auth/sessions']) {
      expect(await refusal(browser.get(path)), path).toMatchObject({ status: 401, code: 'code-needed' });
    }
    const another = browser.post('/api/auth/second-factor/begin', { password: PASSWORD });
    expect(await refusal(another)).toMatchObject({ code: 'code-needed' });
    const before = browser.cookies.get('attune.session_token');
    expect((await verify(browser, await codeFor(secret))).status).toBe(200);
    expect((await browser.get('/api/session')).status).toBe(200);
    expect(browser.cookies.get('attune.session_token')).not.toBe(before);
    const thief = api.browser();
    thief.cookies.set('attune.session_token', before!);
    expect(await refusal(thief.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
  });

  it('takes a code once, and none from before it', async () => {
    const { email, secret } = await enrolled();
    const [one, other] = [api.browser(), api.browser()];
    await one.signIn(email);
    await other.signIn(email);
    const code = await codeFor(secret);
    expect((await verify(one, code)).status).toBe(200);
    expect(await refusal(verify(other, code))).toMatchObject({ status: 401, code: 'wrong-code' });
    expect(await refusal(verify(other, await codeFor(secret, now - STEP_MS)))).toMatchObject({ code: 'wrong-code' });
    now += STEP_MS;
    expect((await verify(other, await codeFor(secret))).status).toBe(200);
  });

  it('if one code is sent twice at once, one is accepted', async () => {
    const { email, secret } = await enrolled();
    const browsers = [api.browser(), api.browser()];
    for (const browser of browsers) await browser.signIn(email);
    const code = await codeFor(secret);
    const answers = await Promise.all(browsers.map((browser) => verify(browser, code)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  });

  it('is not guessed: five wrong codes, then a wait', async () => {
    const { email, secret } = await enrolled();
    const browser = api.browser('198.51.100.2');
    await browser.signIn(email);
    const right = await codeFor(secret);
    const wrong = right === '000000' ? '111111' : '000000';
    for (let n = 0; n < 5; n++) expect(await refusal(verify(browser, wrong))).toMatchObject({ code: 'wrong-code' });
    expect(await refusal(verify(browser, right))).toMatchObject({ status: 429, code: 'too-many-attempts' });
    now += STEP_MS + 1000;
    expect((await verify(browser, await codeFor(secret))).status).toBe(200);
  });

  it('recovery codes work once each, however they are typed, and are kept as hashes', async () => {
    const { people, email, codes } = await enrolled();
    const browser = api.browser();
    await browser.signIn(email);
    const typed = ` ${codes[0]!.replaceAll('-', ' ').toUpperCase()} `;
    const answer = await verify(browser, typed);
    expect(await answer.json()).toEqual({ on: true, required: false, recovery_codes_left: 7 });
    const again = api.browser();
    await again.signIn(email);
    expect(await refusal(verify(again, codes[0]!))).toMatchObject({ code: 'wrong-code' });
    expect((await verify(again, codes[1]!)).status).toBe(200);
    const rows = await database.db.select().from(recovery_code);
    for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''));
    const fresh = await post<{ recovery_codes: string[] }>(again, '/api/auth/second-factor/recovery-codes', {
      password: PASSWORD,
    });
    const third = api.browser();
    await third.signIn(email);
    expect(await refusal(verify(third, codes[2]!))).toMatchObject({ code: 'wrong-code' });
    expect((await verify(third, fresh.recovery_codes[0]!)).status).toBe(200);
    const noted = await database.db
      .select({ detail: event.detail })
      .from(event)
      .where(and(eq(event.subject, memberOf(people.coach)), eq(event.kind, 'sign-in')));
    expect(noted.map(({ detail }) => (detail as { how: string }).how)).toContain('recovery-code');
  });

  it('keeps the secret encrypted, and nothing that was never confirmed counts', async () => {
    const people = await freshOrganisation(database.db);
    const email = await withPassword(people.coach);
    const browser = api.browser();
    await browser.signIn(email);
    expect(
      await refusal(browser.post('/api/auth/second-factor/begin', { password: 'not the password' })),
    ).toMatchObject({ code: 'wrong-password' });
    expect(await refusal(browser.post('/api/auth/second-factor/confirm', { code: '123456' }))).toMatchObject({
      code: 'factor-not-begun',
    });
    const { secret } = await post<{ secret: string }>(browser, '/api/auth/second-factor/begin', { password: PASSWORD });
    expect(JSON.stringify(await database.db.select().from(second_factor))).not.toContain(secret);
    const wrong = (await codeFor(secret)) === '000000' ? '111111' : '000000';
    expect(await refusal(browser.post('/api/auth/second-factor/confirm', { code: wrong }))).toMatchObject({
      code: 'wrong-code',
    });
    expect(await post(api.browser(), '/api/auth/sign-in/email', { email, password: PASSWORD })).toMatchObject({
      done: true,
    });
  });

  it('setting it up ends every other session, and dropping it asks for the password', async () => {
    const people = await freshOrganisation(database.db);
    const email = await withPassword(people.coach);
    const [here, there] = [api.browser(), api.browser()];
    await here.signIn(email);
    await there.signIn(email);
    await setUp(here);
    expect(await refusal(there.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
    expect((await here.get('/api/session')).status).toBe(200);
    const drop = (password: string) => here.post('/api/auth/second-factor/drop', { password });
    expect(await refusal(drop('not the password'))).toMatchObject({ code: 'wrong-password' });
    expect((await drop(PASSWORD)).status).toBe(200);
    expect(await post(there, '/api/auth/sign-in/email', { email, password: PASSWORD })).toMatchObject({ done: true });
  });

  describe('that a role asks for', () => {
    async function required(people: FreshOrganisation, roles: string[]) {
      const admin = await api.signedIn(people.administrator);
      const answer = await admin.ask('PUT', '/api/people/sign-in-rules', { body: { second_factor: roles } });
      expect(await answer.json()).toEqual({ second_factor: roles });
      return admin;
    }

    it('is set up at the next sign-in, and nothing else can be done before', async () => {
      const people = await freshOrganisation(database.db);
      await required(people, ['coach']);
      const email = await withPassword(people.coach);
      const browser = api.browser();
      expect(await post(browser, '/api/auth/sign-in/email', { email, password: PASSWORD })).toEqual({
        done: false,
        next: 'factor',
      });
      for (const path of ['/api/session', '/api/coaching/tasks', '/api/auth/second-factor'])
        expect(await refusal(browser.get(path)), path).toMatchObject({ status: 401, code: 'factor-needed' });
      expect(await refusal(verify(browser, '123456'))).toMatchObject({ code: 'factor-off' });
      await setUp(browser);
      expect((await browser.get('/api/session')).status).toBe(200);
      const drop = browser.post('/api/auth/second-factor/drop', { password: PASSWORD });
      expect(await refusal(drop)).toMatchObject({ code: 'factor-required' });
      expect((await (await api.signedIn(people.reviewers[0])).get('/api/session')).status).toBe(200);
    });

    it('is required of sessions that were already open', async () => {
      const people = await freshOrganisation(database.db);
      const browser = await api.signedIn(people.coach);
      await required(people, ['coach']);
      expect(await refusal(browser.get('/api/session'))).toMatchObject({ code: 'factor-needed' });
    });

    it('may be required of administrators themselves, and only they may', async () => {
      const people = await freshOrganisation(database.db);
      const admin = await required(people, ['administrator']);
      expect(await refusal(admin.get('/api/people/members'))).toMatchObject({ code: 'factor-needed' });
      const manager = await api.signedIn(people.manager);
      const change = manager.ask('PUT', '/api/people/sign-in-rules', { body: { second_factor: [] } });
      expect(await refusal(change)).toMatchObject({ code: 'not-allowed' });
    });
  });

  it('is reset by an administrator with a recorded reason, and the sessions end', async () => {
    const { people, email, browser } = await enrolled();
    const admin = await api.signedIn(people.administrator);
    const id = memberOf(people.coach);
    const reset = (reason: string) => admin.post(`/api/people/members/${id}/second-factor/reset`, { reason });
    type Members = { rows: { id: string; second_factor: boolean }[] };
    const { rows } = (await (await admin.get('/api/people/members')).json()) as Members;
    expect(rows.filter((one) => one.second_factor).map((one) => one.id)).toEqual([id]);
    expect(await refusal(reset('  '))).toMatchObject({ code: 'reason-needed' });
    expect((await reset('Lost the phone')).status).toBe(200);
    expect(await refusal(browser.get('/api/session'))).toMatchObject({ code: 'not-signed-in' });
    expect(await post(api.browser(), '/api/auth/sign-in/email', { email, password: PASSWORD })).toMatchObject({
      done: true,
    });
    const [noted] = await eventsAbout(database.db, id, 'member.second-factor-reset');
    expect(noted).toMatchObject({ actor_id: memberOf(people.administrator), detail: { reason: 'Lost the phone' } });
    expect(await refusal(reset('Again'))).toMatchObject({ code: 'factor-off' });
  });
});
