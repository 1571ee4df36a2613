import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../db/database/id.ts';
import type { MemberRow } from '../../../db/people/members.ts';
import { ORIGIN, PASSWORD, refusal, SETUP_TOKEN, type TestApi, testApi } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, memberOf } from '../../support/organisation.ts';

type Invited = { member: MemberRow; link: string; expires_at: string };

const somebody = () => ({
  name: 'Nia New',
  email: `${newId('new')}@example.com`,
  roles: ['reviewer'],
  scope: null,
  language: 'zh',
});

describeWithDatabase('people through the API', (database) => {
  let api: TestApi;
  beforeAll(() => {
    api = testApi(database);
  });
  afterAll(() => api.close());

  // First in the file: the only test that needs a database without any organisation.
  it('an empty database asks for its first administrator, once', async () => {
    const browser = api.browser();
    expect(await (await browser.get('/api/start')).json()).toEqual({ empty: true });
    const input = {
      token: SETUP_TOKEN,
      organisation: 'Harbour Utilities',
      time_zone: 'Asia/Shanghai',
      language: 'zh',
      name: '安娜',
      email: 'Anna@Example.com',
      password: PASSWORD,
    };
    expect(await refusal(browser.post('/api/start', { ...input, password: 'short' }))).toMatchObject({
      code: 'password-too-short',
    });
    for (const [password, code] of [
      ['harbour-utilities', 'password-own-name'],
      ['Anna@Example!', 'password-own-name'],
      ['Password2026!', 'password-common'],
    ] as const) {
      expect(await refusal(browser.post('/api/start', { ...input, password }))).toMatchObject({ status: 400, code });
    }
    expect(await refusal(browser.post('/api/start', { ...input, time_zone: 'Mars/Olympus' }))).toMatchObject({
      code: 'invalid-input',
      params: { field: 'time_zone' },
    });
    expect(await refusal(browser.post('/api/start', { ...input, email: 'anna' }))).toMatchObject({
      code: 'invalid-input',
      params: { field: 'email' },
    });
    for (const token of ['', 'a guess', SETUP_TOKEN.slice(1), `${SETUP_TOKEN} `]) {
      expect(await refusal(browser.post('/api/start', { ...input, token })), token).toMatchObject({
        status: 403,
        code: 'setup-token-wrong',
      });
    }
    expect(await refusal(browser.post('/api/start', { ...input, token: undefined }))).toMatchObject({
      code: 'invalid-input',
      params: { field: 'token' },
    });
    expect(await (await browser.get('/api/start')).json()).toEqual({ empty: true });

    const both = await Promise.all([
      browser.post('/api/start', input),
      api.browser().post('/api/start', { ...input, email: 'other@example.com' }),
    ]);
    expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
    expect(await (await browser.get('/api/start')).json()).toEqual({ empty: false });
    const late = await refusal(api.browser().post('/api/start', input));
    expect(late).toMatchObject({ status: 409, code: 'already-started' });
    // Invalid from now on, whatever happens to the organisation.
    expect(api.deps.setup.matches(SETUP_TOKEN)).toBe(false);
  });

  it('an invited person joins by the link, signed in, in their language', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const admin = await api.signedIn(administrator);
    const answer = await admin.post('/api/people/invitations', somebody());
    const { link, member } = (await answer.json()) as Invited;
    expect(link).toMatch(new RegExp(`^${ORIGIN}/invitation#[\\w-]{43}$`));
    const token = new URL(link).hash.slice(1);

    const guest = api.browser();
    const shown = await guest.post('/api/people/invitations/open', { token });
    expect(await shown.json()).toMatchObject({
      name: 'Nia New',
      email: member.email,
      language: 'zh',
      organisation: 'Harbour Utilities',
    });
    const accept = (password: string) =>
      guest.post('/api/people/invitations/accept', { token, name: '倪雅', password });
    expect(await refusal(accept('short'))).toMatchObject({ status: 400, code: 'password-too-short' });
    expect((await accept(PASSWORD)).status).toBe(200);
    expect(await (await guest.get('/api/session')).json()).toMatchObject({
      member: { id: member.id, name: '倪雅', language: 'zh' },
    });
    expect(await refusal(accept(PASSWORD))).toMatchObject({
      status: 404,
      code: 'invitation-gone',
      message: expect.stringContaining('邀请'),
    });
    expect((await api.browser().signIn(member.email)).status).toBe(200);
  });

  it('an unknown link opens nothing', async () => {
    const guest = api.browser();
    expect(await refusal(guest.post('/api/people/invitations/open', { token: 'made-up' }))).toMatchObject({
      status: 404,
      code: 'invitation-gone',
    });
    const accept = guest.post('/api/people/invitations/accept', { token: 'made-up', name: 'X', password: PASSWORD });
    expect(await refusal(accept)).toMatchObject({ status: 404, code: 'invitation-gone' });
  });

  it('an unknown role, no role, a missing scope and an invalid address are refused with the field', async () => {
    const { administrator, agents } = await freshOrganisation(database.db);
    const admin = await api.signedIn(administrator);
    const field = async (change: object) =>
      (await refusal(admin.post('/api/people/members', { ...somebody(), ...change }))).params.field;
    expect(await field({ roles: ['owner'] })).toBe('roles.0');
    expect(await field({ roles: [] })).toBe('roles');
    expect(await field({ scope: undefined })).toBe('scope');
    expect(await field({ email: 'nobody' })).toBe('email');
    expect(await field({ name: ' ' })).toBe('name');
    const change = admin.patch(`/api/people/members/${memberOf(agents[0])}`, { roles: ['root'] });
    expect(await refusal(change)).toMatchObject({ status: 400, code: 'invalid-input' });
  });

  it('the centre is renamed and moved to another time zone, which is to be one', async () => {
    const { administrator, manager } = await freshOrganisation(database.db);
    const admin = await api.signedIn(administrator);
    const change = (body: object) => admin.patch('/api/people/centre', body);
    expect(await (await change({ name: ' Harbour Care ', time_zone: 'Europe/Lisbon' })).json()).toEqual({
      name: 'Harbour Care',
      time_zone: 'Europe/Lisbon',
    });
    expect(await (await admin.get('/api/session')).json()).toMatchObject({
      organisation: { name: 'Harbour Care', time_zone: 'Europe/Lisbon' },
    });
    expect(await refusal(change({ time_zone: 'Mars/Olympus' }))).toMatchObject({
      status: 400,
      message: 'Time zone is not a known time zone. Choose one from the list, such as Asia/Shanghai.',
    });
    expect(await refusal(change({ name: ' ' }))).toMatchObject({
      status: 400,
      message: 'Name is missing. Fill it in.',
    });
    const other = await api.signedIn(manager);
    expect(await refusal(other.patch('/api/people/centre', { name: 'Ours' }))).toMatchObject({ code: 'not-allowed' });
  });

  it('members and teams are made and changed', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const admin = await api.signedIn(administrator);
    const team = (await (await admin.post('/api/people/teams', { name: 'Complaints' })).json()) as { id: string };
    expect(await refusal(admin.post('/api/people/teams', { name: ' complaints ' }))).toMatchObject({
      status: 422,
      code: 'team-taken',
      message: 'A team named Complaints already exists.',
    });
    expect(await (await admin.patch(`/api/people/teams/${team.id}`, { name: 'COMPLAINTS' })).json()).toMatchObject({
      name: 'COMPLAINTS',
    });
    await admin.patch(`/api/people/teams/${team.id}`, { name: 'Complaints' });
    const added = (await (
      await admin.post('/api/people/members', { ...somebody(), roles: ['agent'], teams: [team.id], scope: [] })
    ).json()) as MemberRow;
    expect(added).toMatchObject({ teams: [{ id: team.id, name: 'Complaints' }], employee_number: null });
    const changed = await admin.patch(`/api/people/members/${added.id}`, { active: false, employee_number: '12' });
    expect(await changed.json()).toMatchObject({ active: false, employee_number: '12', teams: [{ id: team.id }] });
    const { rows: everybody } = (await (await admin.get('/api/people/members')).json()) as { rows: MemberRow[] };
    expect(everybody.find((one) => one.id === added.id)).toMatchObject({ active: false });
    const again = await admin.post('/api/people/invitations', { member_id: added.id });
    expect(await refusal(again)).toMatchObject({ code: 'deactivated' });
  });

  it('a choice of language changes the language of refusals', async () => {
    const { agents } = await freshOrganisation(database.db);
    const browser = await api.signedIn(agents[0]);
    expect(await refusal(browser.get('/api/people/members'))).toMatchObject({
      message: expect.stringContaining('administrator'),
    });
    expect((await browser.patch('/api/people/me', { language: 'zh', theme: 'dark' })).status).toBe(200);
    expect(await refusal(browser.get('/api/people/members'))).toMatchObject({
      message: expect.stringContaining('管理员'),
    });
    expect(await refusal(browser.patch('/api/people/me', { theme: 'pink' }))).toMatchObject({ code: 'invalid-input' });
  });
});
