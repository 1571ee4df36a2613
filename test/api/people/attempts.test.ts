// Guessing is slowed where it happens, and locks nobody out.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { event, event_text, sign_in_attempt, unknown_sign_in } from '../../../db/schema/tables.ts';
import { PASSWORD, refusal, type TestApi, testApi, withPassword } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { eventsAbout } from '../../support/events.ts';
import { type FreshOrganisation, freshOrganisation, memberOf } from '../../support/organisation.ts';

const MINUTE_MS = 60_000;

describeWithDatabase('attempts to sign in', (database) => {
  let now = Date.now();
  let api: TestApi;
  let people: FreshOrganisation;
  let email: string;
  /** No two tests share an address. */
  let network = 0;
  const opened: TestApi[] = [];
  beforeEach(async () => {
    network++;
    api = testApi(database, { now: () => new Date(now) });
    opened.push(api);
    people = await freshOrganisation(database.db);
    email = await withPassword(people.coach);
  });
  afterAll(() => {
    for (const one of opened) one.close();
  });

  const address = (n: number) => `10.${network}.${Math.floor(n / 250)}.${n % 250}`;
  const codeOf = async (answer: Promise<Response>) => {
    const got = await answer;
    return got.ok ? 'signed-in' : ((await got.json()) as { code: string }).code;
  };
  const guess = (from: string, at = email, password = 'a wrong guess') =>
    codeOf(api.browser(from).signIn(at, password));
  const guesses = async (from: string, n: number, at = email) => {
    const codes: string[] = [];
    for (let i = 0; i < n; i++) codes.push(await guess(from, at));
    return codes;
  };
  const wrong = (n: number) => new Array<string>(n).fill('wrong-credentials');

  it('are slowed after five failures at one address, longer each time, also with the right password', async () => {
    expect(await guesses(address(1), 6)).toEqual([...wrong(5), 'too-many-attempts']);
    const refused = await refusal(api.browser(address(1)).signIn(email));
    expect(refused).toMatchObject({ status: 429, code: 'too-many-attempts', params: { minutes: 1 } });
    now += 31_000;
    expect(await guess(address(1))).toBe('wrong-credentials');
    now += 31_000;
    expect(await guess(address(1), email, PASSWORD)).toBe('too-many-attempts');
    now += 30_000;
    expect(await guess(address(1), email, PASSWORD)).toBe('signed-in');
    expect(await guesses(address(1), 2)).toEqual(wrong(2));
  });

  it('stay slowed when the server starts again', async () => {
    await guesses(address(1), 5);
    api = testApi(database, { now: () => new Date(now) });
    opened.push(api);
    expect(await guess(address(1))).toBe('too-many-attempts');
  });

  it('of many at once no more get through than of many one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => guess(address(1))));
    expect(answers.filter((code) => code === 'wrong-credentials')).toHaveLength(5);
  });

  it('from elsewhere lock nobody out of their own account', async () => {
    await guesses(address(1), 7);
    expect(await guess(address(2), email, PASSWORD)).toBe('signed-in');
  });

  it('from one’s own address lock out nobody who uses a known browser', async () => {
    const own = api.browser(address(1));
    expect(await codeOf(own.signIn(email))).toBe('signed-in');
    await own.post('/api/auth/sign-out');
    expect((await guesses(address(1), 7)).at(-1)).toBe('too-many-attempts');
    expect(await codeOf(own.signIn(email))).toBe('signed-in');
  });

  it('cannot choose the address they are counted under', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 6; n++) {
      const headers = { 'x-real-ip': `203.0.113.${n}`, 'x-forwarded-for': `203.0.113.${n}` };
      const body = { email, password: 'guess' };
      codes.push(await codeOf(api.browser(address(1)).post('/api/auth/sign-in/email', body, { headers })));
    }
    expect(codes.at(-1)).toBe('too-many-attempts');
    const invented = api.browser(address(1));
    invented.cookies.set('attune.browser', 'made-up');
    expect(await codeOf(invented.signIn(email))).toBe('too-many-attempts');
  });

  it('at an account that is not there go just as at one that is', async () => {
    const nobody = `nobody-${network}@example.com`;
    expect(await guesses(address(1), 6, nobody)).toEqual(await guesses(address(2), 6));
    const answers = [nobody, email].map((one, i) => refusal(api.browser(address(3 + i)).signIn(one, 'a wrong guess')));
    const [unknown, known] = await Promise.all(answers);
    expect(unknown).toEqual(known);
  });

  it('are recorded with the person, the address and the outcome, and never with what was typed', async () => {
    const secret = `Hunter2-${network}@home.example`;
    await guess(address(1), email, secret);
    await guess(address(1), secret, 'a wrong guess');
    await guess(address(1), email, PASSWORD);
    const mine = await eventsAbout(database.db, memberOf(people.coach));
    expect(mine.map(({ kind, detail }) => [kind, detail]).toSorted()).toEqual([
      ['sign-in', { address: address(1), how: 'password' }],
      ['sign-in.failed', { step: 'password', outcome: 'wrong-password', address: address(1) }],
    ]);
    const unknown = await database.db.select().from(unknown_sign_in);
    expect(unknown.length).toBeGreaterThan(0);
    for (const table of [event, event_text, unknown_sign_in]) {
      expect(JSON.stringify(await database.db.select().from(table)).toLowerCase()).not.toContain('hunter2');
    }
    expect(JSON.stringify(await database.db.select().from(sign_in_attempt))).not.toContain('@');
  });

  it('are deleted when they no longer count', async () => {
    await guesses(address(1), 3);
    now += 25 * 60 * MINUTE_MS;
    await guess(address(2), 'somebody-else@example.com');
    const left = await database.db.select().from(sign_in_attempt);
    expect(left.filter(({ forget_at }) => Date.parse(forget_at) < now)).toEqual([]);
  });
});
