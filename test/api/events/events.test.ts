import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventList } from '../../../api/events/contract.ts';
import { record } from '../../../db/events/record.ts';
import { addTeam, renameTeam } from '../../../db/people/teams.ts';
import { refusal, type TestApi, testApi } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { at, freshOrganisation, memberOf } from '../../support/organisation.ts';

describeWithDatabase('the event log through the API', (database) => {
  let api: TestApi;
  beforeAll(() => {
    api = testApi(database);
  });
  afterAll(() => api.close());

  const fresh = async () => {
    const people = await freshOrganisation(database.db);
    const browser = await api.signedIn(people.administrator);
    const list = async (query: string): Promise<EventList> =>
      (await (await browser.get(`/api/events?${query}`)).json()) as EventList;
    return { ...people, browser, list };
  };

  it('says who did what, the newest first, with the words an event refers to', async () => {
    const { administrator, list } = await fresh();
    const { id } = await addTeam(administrator, { name: 'Care team' });
    await renameTeam(at(administrator, '2026-07-06T10:00:00Z'), { id, name: '=HYPERLINK("x")' });
    const { rows } = await list(`subject=${id}`);
    expect(rows.map(({ kind, actor, number }) => [kind, actor?.name, number])).toEqual([
      ['team.renamed', 'Ada Admin', null],
      ['team.added', 'Ada Admin', null],
    ]);
    expect(Object.values(rows[0]!.words).toSorted()).toEqual(['=HYPERLINK("x")', 'Care team']);
    expect(JSON.stringify(rows[0]!.detail)).not.toContain('Care');
  });

  it('is filtered by kind, person and days, and paged', async () => {
    const { administrator, manager, list } = await fresh();
    const done = (n: number) => ({ kind: 'step.done' as const, subject: `stp_${n}`, detail: {} });
    for (let day = 1; day <= 5; day++)
      await record(database.db, at(day === 3 ? manager : administrator, `2026-07-0${day}T12:00:00Z`), done(day));
    const subjects = async (query: string) => (await list(query)).rows.map(({ subject }) => subject);
    expect(await subjects('kind=step.done')).toEqual(['stp_5', 'stp_4', 'stp_3', 'stp_2', 'stp_1']);
    expect(await subjects(`kind=step.done&actor=${memberOf(manager)}`)).toEqual(['stp_3']);
    expect(await subjects('kind=step.done&from=2026-07-02&to=2026-07-04')).toEqual(['stp_4', 'stp_3', 'stp_2']);
    const first = await list('kind=step.done&limit=2');
    const next = await list(`kind=step.done&limit=2&cursor=${encodeURIComponent(first.next!)}`);
    expect([...first.rows, ...next.rows].map(({ subject }) => subject)).toEqual(['stp_5', 'stp_4', 'stp_3', 'stp_2']);
  });

  it('is a sheet no spreadsheet runs, and taking it out is an event', async () => {
    const { administrator, browser, list } = await fresh();
    await addTeam(administrator, { name: '=HYPERLINK("http://x")' });
    const answer = await browser.get('/api/events/export?kind=team.added');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, line] = (await answer.text()).replace('\uFEFF', '').split('\r\n');
    expect(head).toBe('number,at,kind,actor_id,actor,subject,detail,words');
    expect(line).toContain(',"\'=HYPERLINK(""http://x"")"');
    const { rows } = await list('kind=events.exported');
    expect(rows).toMatchObject([{ detail: { kind: 'team.added', actor: null, from: null } }]);
  });

  it('is for administrators, and shows nothing of another organisation', async () => {
    const { manager, outsider, administrator } = await fresh();
    const { id } = await addTeam(administrator, { name: 'Ours' });
    expect(await refusal((await api.signedIn(manager)).get('/api/events'))).toMatchObject({ code: 'not-allowed' });
    const elsewhere = await api.signedIn(outsider);
    expect(await (await elsewhere.get(`/api/events?subject=${id}`)).json()).toEqual({ rows: [], next: null });
    expect(await (await elsewhere.get('/api/events/export')).text()).not.toContain(id);
  });
});
