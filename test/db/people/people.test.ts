import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { entering } from '../../../db/database/bound.ts';
import type { Ctx } from '../../../db/database/context.ts';
import { anyOrganisation, worksAnywhere } from '../../../db/database/crossing.ts';
import { zoneOf } from '../../../db/database/days.ts';
import { newId } from '../../../db/database/id.ts';
import { changeCentre } from '../../../db/people/centre.ts';
import { acceptInvitation, invite, showInvitation } from '../../../db/people/invitations.ts';
import { addMember, changeMember, listMembers, type NewMember } from '../../../db/people/members.ts';
import { changeMyView, listNames, showMe } from '../../../db/people/people.ts';
import { enter } from '../../../db/people/sessions.ts';
import { addTeam, listTeams, renameTeam } from '../../../db/people/teams.ts';
import { invitation, member, membership, scorecard_version, session, team, user } from '../../../db/schema/tables.ts';
import { foundOrganisation, startOrganisation } from '../../../db/settings/start.ts';
import { withPassword } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { eventsAbout } from '../../support/events.ts';
import { at, freshOrganisation, memberOf, NOW } from '../../support/organisation.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const later = (ms: number) => new Date(NOW.getTime() + ms);

const somebody = (fields: Partial<NewMember> = {}): NewMember => ({
  name: 'Nia New',
  email: `${newId('new')}@example.com`,
  employee_number: null,
  roles: ['agent'],
  teams: [],
  scope: [],
  language: 'en',
  ...fields,
});

const audited = async (ctx: Ctx, subject: string): Promise<string[]> =>
  (await eventsAbout(ctx.db, subject)).map(({ kind }) => kind);

describeWithDatabase('people', (database) => {
  const visiting = ({ now }: Ctx) => ({ db: database.installation, now });

  describe('members', () => {
    it('are added with teams and scope, and shown by name', async () => {
      const { administrator, teams } = await freshOrganisation(database.db);
      const added = await addMember(
        administrator,
        somebody({ roles: ['coach', 'agent', 'coach'], teams: [teams[0].id], scope: [teams[1].id] }),
      );
      expect(added).toMatchObject({
        roles: ['coach', 'agent'],
        teams: [teams[0]],
        scope: [teams[1]],
        active: true,
        joined: false,
        invited_until: null,
      });
      const { rows: everybody } = await listMembers(administrator);
      expect(everybody.map((one) => one.name)).toEqual(everybody.map((one) => one.name).toSorted());
      expect(everybody).toContainEqual(added);
      expect(await audited(administrator, added.id)).toEqual(['member.added']);
    });

    it('have unique addresses, in upper or lower case', async () => {
      const { administrator } = await freshOrganisation(database.db);
      await addMember(administrator, somebody({ email: 'Mixed.Case@Example.com' }));
      await expect(addMember(administrator, somebody({ email: 'mixed.case@example.com' }))).rejects.toMatchObject({
        code: 'email-taken',
      });
    });

    it('have unique employee numbers, and may keep theirs', async () => {
      const { administrator, agents } = await freshOrganisation(database.db);
      const one = await addMember(administrator, somebody({ employee_number: '4711' }));
      await expect(addMember(administrator, somebody({ employee_number: '4711' }))).rejects.toMatchObject({
        code: 'employee-number-taken',
      });
      const other = changeMember(administrator, { id: memberOf(agents[0]), employee_number: '4711' });
      await expect(other).rejects.toMatchObject({ code: 'employee-number-taken' });
      expect(await changeMember(administrator, { id: one.id, employee_number: '4711' })).toMatchObject({
        employee_number: '4711',
      });
    });

    it('keep what a change does not name', async () => {
      const { administrator, teams } = await freshOrganisation(database.db);
      const before = await addMember(
        administrator,
        somebody({ teams: [teams[0].id], scope: null, employee_number: '1' }),
      );
      expect(await changeMember(administrator, { id: before.id, name: 'Nia Newer' })).toEqual({
        ...before,
        name: 'Nia Newer',
      });
      expect(await changeMember(administrator, { id: before.id, scope: [teams[1].id] })).toMatchObject({
        teams: [teams[0]],
        scope: [teams[1]],
      });
      expect(
        await changeMember(administrator, { id: before.id, scope: null, teams: [], employee_number: null }),
      ).toMatchObject({
        teams: [],
        scope: null,
        employee_number: null,
      });
    });

    it('of another organisation do not exist', async () => {
      const { administrator, outsider, agents, teams } = await freshOrganisation(database.db);
      const foreign = changeMember(outsider, { id: memberOf(agents[0]), active: false });
      await expect(foreign).rejects.toMatchObject({ code: 'not-found' });
      await expect(addMember(outsider, somebody({ teams: [teams[0].id] }))).rejects.toMatchObject({
        code: 'not-found',
      });
      await expect(addMember(outsider, somebody({ scope: [teams[0].id] }))).rejects.toMatchObject({
        code: 'not-found',
      });
      await expect(invite(outsider, { member_id: memberOf(agents[0]) })).rejects.toMatchObject({ code: 'not-found' });
      expect((await listMembers(outsider)).rows.map((one) => one.name)).toEqual(['Otto Outsider']);
      expect((await listNames(outsider)).rows.map((one) => one.name)).toEqual(['Otto Outsider']);
      expect((await listTeams(outsider)).rows).toEqual([]);
      expect((await listMembers(administrator)).rows).toContainEqual(
        expect.objectContaining({ id: memberOf(agents[0]), active: true }),
      );
    });

    it('are managed by administrators alone', async () => {
      const { manager, coach, reviewers, agents } = await freshOrganisation(database.db);
      for (const ctx of [manager, coach, reviewers[0], agents[0]]) {
        await expect(listMembers(ctx)).rejects.toMatchObject({ code: 'not-allowed' });
        await expect(addMember(ctx, somebody())).rejects.toMatchObject({ code: 'not-allowed' });
        await expect(changeMember(ctx, { id: memberOf(ctx), roles: ['administrator'] })).rejects.toMatchObject({
          code: 'not-allowed',
        });
        await expect(invite(ctx, somebody())).rejects.toMatchObject({ code: 'not-allowed' });
        await expect(addTeam(ctx, { name: 'Mine' })).rejects.toMatchObject({ code: 'not-allowed' });
      }
      await expect(listNames(agents[0])).rejects.toMatchObject({ code: 'not-allowed' });
    });

    it('who are deactivated lose their sessions and their invitation at once', async () => {
      const { administrator, agents } = await freshOrganisation(database.db);
      await withPassword(agents[0]);
      const [row] = await database.db
        .select()
        .from(membership)
        .where(eq(membership.member_id, memberOf(agents[0])));
      const user_id = row?.user_id ?? '';
      await database.db.insert(session).values({
        id: newId('ses'),
        user_id,
        token: newId('tok'),
        expires_at: later(DAY_MS),
        created_at: NOW,
        updated_at: NOW,
      });
      await changeMember(administrator, { id: memberOf(agents[0]), active: false });
      expect(await database.db.select().from(session).where(eq(session.user_id, user_id))).toEqual([]);
      expect(await worksAnywhere(database.installation, user_id)).toBe(false);

      const { token, member: invited } = await invite(administrator, somebody());
      await changeMember(administrator, { id: invited.id, active: false });
      await expect(showInvitation(visiting(administrator), { token })).rejects.toMatchObject({
        code: 'invitation-gone',
      });
      await changeMember(administrator, { id: invited.id, active: true });
      await expect(
        acceptInvitation(visiting(administrator), { token, name: 'N', password_hash: 'h' }),
      ).rejects.toMatchObject({
        code: 'invitation-gone',
      });
    });
  });

  describe('an invitation that was made out wrongly', () => {
    it('is corrected, name, address, roles and teams, and sent again; the link to the wrong address is void', async () => {
      const { administrator, teams } = await freshOrganisation(database.db);
      const wrong = await invite(administrator, somebody({ name: 'Nina', roles: ['reviewer'] }));
      const email = `${newId('right')}@Example.com`;
      const right = { name: 'Nia', email, roles: ['agent' as const], teams: [teams[1].id], language: 'zh' as const };
      const changed = await changeMember(administrator, { id: wrong.member.id, ...right });
      expect(changed).toMatchObject({
        ...right,
        email: email.toLowerCase(),
        teams: [{ id: teams[1].id }],
        joined: false,
        invited_until: null,
      });
      await expect(showInvitation(visiting(administrator), { token: wrong.token })).rejects.toMatchObject({
        code: 'invitation-gone',
      });
      const again = await invite(administrator, { member_id: wrong.member.id });
      await expect(showInvitation(visiting(administrator), { token: again.token })).resolves.toMatchObject({
        name: 'Nia',
        email: email.toLowerCase(),
        language: 'zh',
      });
    });

    it('keeps its link where the address was right', async () => {
      const { administrator } = await freshOrganisation(database.db);
      const { member: invited, token } = await invite(administrator, somebody());
      await changeMember(administrator, { id: invited.id, name: 'Nadia', email: invited.email });
      await expect(showInvitation(visiting(administrator), { token })).resolves.toMatchObject({ name: 'Nadia' });
    });

    it('accepts no address of another member, and none for someone who has joined', async () => {
      const { administrator, people, coach } = await freshOrganisation(database.db);
      const { member: invited } = await invite(administrator, somebody());
      await expect(
        changeMember(administrator, { id: invited.id, email: people[0]!.email.toUpperCase() }),
      ).rejects.toMatchObject({ code: 'email-taken' });
      await withPassword(coach);
      await expect(
        changeMember(administrator, { id: memberOf(coach), email: 'new@example.com' }),
      ).rejects.toMatchObject({ code: 'already-joined' });
    });
  });

  describe('the last administrator who can sign in', () => {
    it('stays an administrator and active', async () => {
      const { administrator } = await freshOrganisation(database.db);
      await withPassword(administrator);
      const id = memberOf(administrator);
      await expect(changeMember(administrator, { id, active: false })).rejects.toMatchObject({
        code: 'last-administrator',
      });
      await expect(changeMember(administrator, { id, roles: ['manager'] })).rejects.toMatchObject({
        code: 'last-administrator',
      });
      expect((await listMembers(administrator)).rows).toContainEqual(
        expect.objectContaining({ id, roles: ['administrator'], active: true }),
      );
      expect(await audited(administrator, id)).toEqual([]);
    });

    it('is not relieved by one who was only invited, or is deactivated', async () => {
      const { administrator, manager } = await freshOrganisation(database.db);
      await withPassword(administrator);
      await invite(administrator, somebody({ roles: ['administrator'] }));
      const leave = () => changeMember(administrator, { id: memberOf(administrator), roles: ['agent'] });
      await expect(leave()).rejects.toMatchObject({ code: 'last-administrator' });
      await withPassword(manager);
      await changeMember(administrator, { id: memberOf(manager), roles: ['manager', 'administrator'] });
      expect(await leave()).toMatchObject({ roles: ['agent'] });
    });

    it('is left when two administrators step down at once', async () => {
      const { administrator, manager } = await freshOrganisation(database.db);
      await withPassword(administrator);
      await withPassword(manager);
      await changeMember(administrator, { id: memberOf(manager), roles: ['administrator'] });
      const steps = [administrator, manager].map((ctx) =>
        changeMember(administrator, { id: memberOf(ctx), roles: ['agent'] }),
      );
      const outcomes = (await Promise.allSettled(steps)).map((one) => one.status).toSorted();
      expect(outcomes).toEqual(['fulfilled', 'rejected']);
    });
  });

  describe('teams', () => {
    it('have unique names within an organisation', async () => {
      const { administrator, outsider } = await freshOrganisation(database.db);
      await expect(addTeam(administrator, { name: 'Care' })).rejects.toMatchObject({ code: 'team-taken' });
      const added = await addTeam(administrator, { name: 'Complaints' });
      expect(await audited(administrator, added.id)).toEqual(['team.added']);
      expect((await listTeams(administrator)).rows.map((team) => team.name)).toEqual(['Billing', 'Care', 'Complaints']);
      expect(await addTeam(outsider, { name: 'Care' })).toMatchObject({ name: 'Care' });
    });

    it.each(['CARE', 'care', ' Care ', 'Ｃａｒｅ', '\u3000Care'])(
      'are told apart by more than capitals, width and blanks: %s is Care',
      async (name) => {
        const { administrator, teams } = await freshOrganisation(database.db);
        const taken = { code: 'team-taken', params: { name: 'Care' } };
        await expect(addTeam(administrator, { name })).rejects.toMatchObject(taken);
        await expect(renameTeam(administrator, { id: teams[1].id, name })).rejects.toMatchObject(taken);
        await expect(
          database.db
            .insert(team)
            .values({ id: newId('team'), organisation_id: administrator.actor.organisation, name }),
        ).rejects.toMatchObject({ cause: { code: '23505' } });
        expect(await renameTeam(administrator, { id: teams[0].id, name })).toMatchObject({ name: name.trim() });
      },
    );

    it('are distinguished by letters of any script, ignoring case', async () => {
      const { administrator } = await freshOrganisation(database.db);
      await addTeam(administrator, { name: 'Équipe' });
      await expect(addTeam(administrator, { name: 'ÉQUIPE' })).rejects.toMatchObject({ code: 'team-taken' });
      await addTeam(administrator, { name: '售后' });
      await expect(addTeam(administrator, { name: '售后' })).rejects.toMatchObject({ code: 'team-taken' });
    });

    it('are added once by two who do so at the same moment', async () => {
      const { administrator } = await freshOrganisation(database.db);
      const both = await Promise.allSettled([
        addTeam(administrator, { name: 'Claims' }),
        addTeam(administrator, { name: 'claims' }),
      ]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'team-taken' } });
    });

    it('are renamed by administrators, and the log says what they were called', async () => {
      const { administrator, manager, outsider, teams } = await freshOrganisation(database.db);
      const [care] = teams;
      expect(await renameTeam(administrator, { id: care.id, name: 'Customer care' })).toEqual({
        id: care.id,
        name: 'Customer care',
      });
      expect((await listTeams(manager)).rows.map(({ name }) => name)).toEqual(['Billing', 'Customer care']);
      await renameTeam(administrator, { id: care.id, name: 'Customer care' });
      expect(await eventsAbout(database.db, care.id, 'team.renamed')).toEqual([
        {
          kind: 'team.renamed',
          actor_id: memberOf(administrator),
          detail: { before: 'Care', after: 'Customer care' },
        },
      ]);
      await expect(renameTeam(manager, { id: care.id, name: 'Ours' })).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(renameTeam(outsider, { id: care.id, name: 'Ours' })).rejects.toMatchObject({ code: 'not-found' });
    });

    it('come with the names pickers show', async () => {
      const { coach, agents, teams } = await freshOrganisation(database.db);
      expect((await listNames(coach)).rows).toContainEqual({
        id: memberOf(agents[2]),
        name: 'Chen Agent',
        roles: ['agent'],
        teams: [teams[1].id],
        active: true,
      });
    });
  });

  describe('an invitation', () => {
    it('lets its person in once, under the name they choose', async () => {
      const { administrator } = await freshOrganisation(database.db);
      const {
        token,
        member: invited,
        expires_at,
      } = await invite(administrator, somebody({ name: 'Nia', roles: ['reviewer'] }));
      expect(expires_at).toBe(later(7 * DAY_MS).toISOString());
      expect(invited).toMatchObject({ joined: false, invited_until: expires_at });
      expect(await showInvitation(visiting(administrator), { token })).toMatchObject({
        name: 'Nia',
        email: invited.email,
        organisation: 'Harbour Utilities',
      });

      await acceptInvitation(visiting(administrator), { token, name: 'Nia Novak', password_hash: 'h' });
      expect((await listMembers(administrator)).rows).toContainEqual(
        expect.objectContaining({ id: invited.id, name: 'Nia Novak', joined: true, invited_until: null }),
      );
      const again = { token, name: 'Somebody else', password_hash: 'x' };
      await expect(acceptInvitation(visiting(administrator), again)).rejects.toMatchObject({ code: 'invitation-gone' });
      await expect(invite(administrator, { member_id: invited.id })).rejects.toMatchObject({ code: 'already-joined' });
      expect(await audited(administrator, invited.id)).toEqual(['member.invited', 'member.joined']);
    });

    it('is used by one of two who hold it at the same moment', async () => {
      const { administrator } = await freshOrganisation(database.db);
      const { token } = await invite(administrator, somebody());
      const both = ['One', 'Two'].map((name) =>
        acceptInvitation(visiting(administrator), { token, name, password_hash: 'h' }),
      );
      expect((await Promise.allSettled(both)).filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    });

    it('expires after seven days, and ends with the next one', async () => {
      const { administrator } = await freshOrganisation(database.db);
      const first = await invite(administrator, somebody());
      const show = (token: string, now: Date) => showInvitation({ db: database.installation, now }, { token });
      await expect(show(first.token, later(7 * DAY_MS - 1))).resolves.toMatchObject({ email: first.member.email });
      await expect(show(first.token, later(7 * DAY_MS))).rejects.toMatchObject({ code: 'invitation-gone' });
      const second = await invite(at(administrator, later(DAY_MS)), { member_id: first.member.id });
      await expect(show(first.token, later(DAY_MS))).rejects.toMatchObject({ code: 'invitation-gone' });
      await expect(show(second.token, later(DAY_MS))).resolves.toMatchObject({ email: first.member.email });
    });

    it('is kept as a hash only', async () => {
      const { administrator } = await freshOrganisation(database.db);
      const { token, member: invited } = await invite(administrator, somebody());
      const [row] = await database.db.select().from(invitation).where(eq(invitation.member_id, invited.id));
      expect(row?.token_hash).toMatch(/^[0-9a-f]{64}$/);
      expect(JSON.stringify(row)).not.toContain(token);
      await expect(showInvitation(visiting(administrator), { token: row?.token_hash ?? '' })).rejects.toMatchObject({
        code: 'invitation-gone',
      });
    });

    it('does not take over an account of another organisation', async () => {
      const { administrator, outsider } = await freshOrganisation(database.db);
      const email = `${newId('twice')}@example.com`;
      const one = await invite(administrator, somebody({ email }));
      await acceptInvitation(visiting(administrator), { token: one.token, name: 'One', password_hash: 'h' });
      const other = await invite(outsider, somebody({ email }));
      const taken = acceptInvitation(visiting(outsider), { token: other.token, name: 'Two', password_hash: 'h' });
      await expect(taken).rejects.toMatchObject({ code: 'email-taken' });
      expect(await showInvitation(visiting(outsider), { token: other.token })).toMatchObject({ email });
      expect(await database.db.select({ name: user.name }).from(user).where(eq(user.email, email))).toEqual([
        { name: 'One' },
      ]);
    });
  });

  describe('an organisation', () => {
    it('is renamed and moved to another time zone by administrators, and the log says from what', async () => {
      const { id, administrator, manager } = await freshOrganisation(database.db);
      const was = (await showMe(administrator)).organisation;
      expect(await changeCentre(administrator, { name: 'Harbour Care' })).toEqual({
        name: 'Harbour Care',
        time_zone: was.time_zone,
      });
      await changeCentre(administrator, { time_zone: 'Asia/Shanghai' });
      // Nothing new, nothing to tell.
      await changeCentre(administrator, { name: 'Harbour Care', time_zone: 'Asia/Shanghai' });
      await changeCentre(administrator, {});
      expect((await showMe(manager)).organisation).toMatchObject({ name: 'Harbour Care', time_zone: 'Asia/Shanghai' });
      expect(await zoneOf(manager.db, manager)).toBe('Asia/Shanghai');
      expect(await eventsAbout(database.db, id)).toEqual([
        {
          kind: 'organisation.changed',
          actor_id: memberOf(administrator),
          detail: { name: { before: was.name, after: 'Harbour Care' } },
        },
        {
          kind: 'organisation.changed',
          actor_id: memberOf(administrator),
          detail: { time_zone: { before: was.time_zone, after: 'Asia/Shanghai' } },
        },
      ]);
      await expect(changeCentre(manager, { name: 'Ours' })).rejects.toMatchObject({ code: 'not-allowed' });
    });

    const first = () => ({
      organisation: 'First',
      time_zone: 'Asia/Shanghai',
      language: 'zh' as const,
      name: 'Ada',
      email: `${newId('Ada')}@Example.com`,
      password_hash: 'h',
    });

    it('begins with an administrator who can sign in, and the scorecards that come with Attune', async () => {
      const id = newId('org');
      const { member_id, user_id, email } = await database.installation.transaction(async (tx) =>
        foundOrganisation({ db: await entering(tx, id), now: NOW }, { ...first(), id }),
      );
      const [row] = await database.db.select().from(member).where(eq(member.id, member_id));
      expect(row).toMatchObject({ email, roles: ['administrator', 'manager'], sees_all: true, language: 'zh' });
      expect(email).toBe(email.toLowerCase());
      expect(await worksAnywhere(database.installation, user_id)).toBe(true);
      const scorecards = await database.db
        .select()
        .from(scorecard_version)
        .where(eq(scorecard_version.organisation_id, row?.organisation_id ?? ''));
      expect(scorecards.map((scorecard) => scorecard.number)).toEqual([1, 1, 1, 1, 1]);
    });

    it('cannot be begun by a stranger once there is one', async () => {
      await freshOrganisation(database.db);
      expect(await anyOrganisation(database.installation)).toBe(true);
      const start = startOrganisation({ db: database.installation, now: NOW }, first());
      await expect(start).rejects.toMatchObject({ code: 'already-started' });
    });
  });

  describe('a member', () => {
    it('chooses language and theme for themselves alone', async () => {
      const { agents } = await freshOrganisation(database.db);
      expect(await changeMyView(agents[0], { theme: 'dark' })).toMatchObject({
        member: { theme: 'dark', language: 'en' },
      });
      expect(await changeMyView(agents[0], { language: 'zh' })).toMatchObject({
        member: { theme: 'dark', language: 'zh' },
      });
      expect(await showMe(agents[1])).toMatchObject({
        member: { theme: 'system', language: 'en' },
        organisation: { name: 'Harbour Utilities' },
      });
      expect(await audited(agents[0], memberOf(agents[0]))).toHaveLength(2);
    });

    it('acts with the teams in their scope', async () => {
      const { coach, manager, teams } = await freshOrganisation(database.db);
      await withPassword(coach);
      await withPassword(manager);
      const actorOf = async (ctx: Ctx) => {
        const [row] = await database.db
          .select()
          .from(membership)
          .where(eq(membership.member_id, memberOf(ctx)));
        const id = newId('ses');
        const stamps = { created_at: NOW, updated_at: NOW, expires_at: later(DAY_MS) };
        await database.db.insert(session).values({ id, user_id: row!.user_id, token: id, ...stamps });
        return enter(visiting(ctx), { session: id, idle: true });
      };
      expect((await actorOf(coach))?.actor).toEqual(coach.actor);
      expect((await actorOf(coach))?.actor.scope).toEqual([teams[0].id]);
      expect((await actorOf(manager))?.actor.scope).toBeNull();
      expect(await enter(visiting(coach), { session: 'nobody', idle: true })).toBeNull();
    });
  });
});
