import type { Context } from 'hono';
import { z } from 'zod';
import { anyOrganisation } from '../../db/database/crossing.ts';
import { attemptSucceeded } from '../../db/people/attempts.ts';
import { changeCentre } from '../../db/people/centre.ts';
import { acceptInvitation, invite, showInvitation } from '../../db/people/invitations.ts';
import { addMember, changeMember, listMembers } from '../../db/people/members.ts';
import { makeReset, showReset, useReset } from '../../db/people/passwords.ts';
import { changeMyView, listNames, showMe } from '../../db/people/people.ts';
import { changeSignInRules, readSignInRules, resetSecondFactor } from '../../db/people/second-factor.ts';
import { endMemberSessions } from '../../db/people/sessions.ts';
import { addTeam, listTeams, renameTeam } from '../../db/people/teams.ts';
import { startOrganisation } from '../../db/settings/start.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { Language, Row } from '../http/contract.ts';
import { answer, type Env, jsonBody, pathId, route, router } from '../http/route.ts';
import { signedInAs } from './account.ts';
import {
  Centre,
  CentreChange,
  Email,
  EndedSessions,
  Founded,
  InvitationLink,
  Joined,
  Me,
  MemberChange,
  MemberList,
  MemberQuery,
  MemberRow,
  Name,
  NameList,
  NamesQuery,
  NewMember,
  OpenInvitation,
  OpenPasswordLink,
  Password,
  PasswordLink,
  PasswordSet,
  SignInRules,
  Start,
  TeamList,
  TeamRow,
  TimeZone,
  ViewChange,
} from './contract.ts';
import { hashPassword, markOfAccount, ownWhereabouts, signIn, visitor } from './session.ts';

/** Tokens come in the body: what stands in a path gets into logs on the way. */
const WithToken = z.object({ token: z.string().max(200) });

/** A link for someone to open. The token stands behind `#`, which no browser sends to any server. */
function linkTo(c: Context<Env>, page: 'invitation' | 'new-password', token: string): string {
  const { home } = c.get('deps');
  if (home === null) throw new Problem('no-address');
  return `${home}/${page}#${token}`;
}

export const sessionApi = router().openapi(
  route('account:use', {
    operationId: 'readMe',
    method: 'get',
    path: '/',
    responses: { 200: answer(Me, 'Who is signed in, and where they work') },
  }),
  async (c) => c.json(await showMe(c.get('ctx')), 200),
);

export const startApi = router()
  .openapi(
    route('public', {
      operationId: 'readStart',
      method: 'get',
      path: '/',
      responses: { 200: answer(Start, 'Whether the first administrator has still to be made') },
    }),
    async (c) => c.json({ empty: !(await anyOrganisation(c.get('deps').db)) }, 200),
  )
  .openapi(
    route('public', {
      operationId: 'startOrganisation',
      method: 'post',
      path: '/',
      request: jsonBody(
        z.object({
          token: z.string().max(1000).describe('The set-up token of this installation'),
          organisation: Name,
          time_zone: TimeZone,
          language: Language,
          name: Name,
          email: Email,
          password: Password,
        }),
      ),
      responses: {
        200: answer(Founded, 'The first administrator, signed in. Only while there is no organisation.'),
      },
      refuses: [403, 409, 422],
    }),
    async (c) => {
      const { token, password, ...input } = c.req.valid('json');
      const { setup } = c.get('deps');
      const about = [input.name, input.email, input.organisation];
      // Hashing is made to be slow: not for strangers without a reason.
      if (await anyOrganisation(c.get('deps').db)) throw new Problem('already-started');
      if (!setup.matches(token)) throw new Problem('setup-token-wrong');
      const password_hash = await hashPassword(password, about);
      const joined = await startOrganisation(visitor(c), { ...input, password_hash });
      setup.spend();
      await signIn(c, { email: joined.email, password });
      return c.json({ member_id: joined.member_id }, 200);
    },
  );

export const peopleApi = router()
  .openapi(
    route('people:read', {
      operationId: 'listNames',
      method: 'get',
      path: '/names',
      request: { query: NamesQuery },
      responses: { 200: answer(NameList, 'Everybody by name, as much as a picker needs') },
    }),
    async (c) => c.json(await listNames(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('people:manage', {
      operationId: 'listMembers',
      method: 'get',
      path: '/members',
      request: { query: MemberQuery },
      responses: { 200: answer(MemberList, 'Everybody: those who work here first, by name') },
    }),
    async (c) => c.json(await listMembers(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('people:manage', {
      operationId: 'addMember',
      method: 'post',
      path: '/members',
      request: jsonBody(NewMember),
      responses: { 200: answer(MemberRow, 'Somebody new, who signs in after an invitation') },
      refuses: [404, 422],
    }),
    async (c) => c.json(await addMember(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('people:manage', {
      operationId: 'changeMember',
      method: 'patch',
      path: '/members/{id}',
      request: { ...pathId, ...jsonBody(MemberChange) },
      responses: { 200: answer(MemberRow, 'What is named is changed; active: false ends their sessions') },
      refuses: [422],
    }),
    async (c) => c.json(await changeMember(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  )
  .openapi(
    route('people:read', {
      operationId: 'listTeams',
      method: 'get',
      path: '/teams',
      request: { query: NamesQuery },
      responses: { 200: answer(TeamList, 'Teams, by name') },
    }),
    async (c) => c.json(await listTeams(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('people:manage', {
      operationId: 'addTeam',
      method: 'post',
      path: '/teams',
      request: jsonBody(z.object({ name: Name })),
      responses: { 200: answer(TeamRow, 'A new team') },
      refuses: [422],
    }),
    async (c) => c.json(await addTeam(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('people:manage', {
      operationId: 'renameTeam',
      method: 'patch',
      path: '/teams/{id}',
      request: { ...pathId, ...jsonBody(z.object({ name: Name })) },
      responses: { 200: answer(TeamRow, 'The team under its new name') },
      refuses: [409],
    }),
    async (c) => c.json(await renameTeam(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  )
  .openapi(
    route('organisation:manage', {
      operationId: 'changeCentre',
      method: 'patch',
      path: '/centre',
      request: jsonBody(CentreChange),
      responses: {
        200: answer(Centre, 'What is named is changed; days and weeks are counted in the zone from then on'),
      },
    }),
    async (c) => c.json(await changeCentre(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('people:manage', {
      operationId: 'invite',
      method: 'post',
      path: '/invitations',
      request: jsonBody(z.union([z.object({ member_id: z.string() }), NewMember])),
      responses: {
        200: answer(
          InvitationLink,
          'A link to hand over, for somebody new or for a member who has not joined; shown this once',
        ),
      },
      refuses: [404, 422],
    }),
    async (c) => {
      const { member, token, expires_at } = await invite(c.get('ctx'), c.req.valid('json'));
      return c.json({ member, link: linkTo(c, 'invitation', token), expires_at }, 200);
    },
  )
  .openapi(
    route('public', {
      operationId: 'openInvitation',
      method: 'post',
      path: '/invitations/open',
      request: jsonBody(WithToken),
      responses: { 200: answer(OpenInvitation, 'Whom an invitation is for') },
      refuses: [404],
    }),
    async (c) => c.json(await showInvitation(visitor(c), c.req.valid('json')), 200),
  )
  .openapi(
    route('public', {
      operationId: 'acceptInvitation',
      method: 'post',
      path: '/invitations/accept',
      request: jsonBody(WithToken.extend({ name: Name, password: Password })),
      responses: { 200: answer(Joined, 'Joined; signed in as far as the role allows') },
      refuses: [404, 422],
    }),
    async (c) => {
      const { token, name, password } = c.req.valid('json');
      const { email, organisation } = await showInvitation(visitor(c), { token });
      const password_hash = await hashPassword(password, [name, email, organisation]);
      const joined = await acceptInvitation(visitor(c), { token, name, password_hash });
      const standing = await signIn(c, { email: joined.email, password });
      return c.json({ member_id: joined.member_id, ...signedInAs(standing) }, 200);
    },
  )
  .openapi(
    route('people:manage', {
      operationId: 'makePasswordLink',
      method: 'post',
      path: '/members/{id}/password-link',
      request: pathId,
      responses: {
        200: answer(PasswordLink, 'A link to hand over to a member who forgot their password; shown this once'),
      },
      refuses: [422],
    }),
    async (c) => {
      const { member, token, expires_at } = await makeReset(c.get('ctx'), c.req.valid('param'));
      return c.json({ member, link: linkTo(c, 'new-password', token), expires_at }, 200);
    },
  )
  .openapi(
    route('public', {
      operationId: 'openPasswordLink',
      method: 'post',
      path: '/password-links/open',
      request: jsonBody(WithToken),
      responses: { 200: answer(OpenPasswordLink, 'Whom a link is for') },
      refuses: [404],
    }),
    async (c) => c.json(await showReset(visitor(c), c.req.valid('json')), 200),
  )
  .openapi(
    route('public', {
      operationId: 'usePasswordLink',
      method: 'post',
      path: '/password-links/use',
      request: jsonBody(WithToken.extend({ password: Password })),
      responses: { 200: answer(PasswordSet, 'The password is set and every session has ended; sign in with it') },
      refuses: [404],
    }),
    async (c) => {
      const { token, password } = c.req.valid('json');
      const { name, email, organisation } = await showReset(visitor(c), { token });
      const password_hash = await hashPassword(password, [name, email, organisation]);
      const where = await ownWhereabouts(c);
      const set = await useReset(visitor(c), { token, password_hash, place: where.place });
      const account = await markOfAccount(c, email);
      await attemptSucceeded(visitor(c), { kind: 'password', account, known: null, ...where });
      return c.json({ email: set.email }, 200);
    },
  )
  .openapi(
    route('people:manage', {
      operationId: 'endMemberSessions',
      method: 'post',
      path: '/members/{id}/sign-out',
      request: pathId,
      responses: { 200: answer(EndedSessions, 'Every session of theirs has ended') },
    }),
    async (c) => c.json(await endMemberSessions(c.get('ctx'), c.req.valid('param')), 200),
  )
  .openapi(
    route('people:manage', {
      operationId: 'resetSecondFactor',
      method: 'post',
      path: '/members/{id}/second-factor/reset',
      request: { ...pathId, ...jsonBody(z.object({ reason: z.string().max(500) })) },
      responses: { 200: answer(Row, 'They sign in with the password alone, or set up another factor') },
      refuses: [422],
    }),
    async (c) =>
      c.json(await resetSecondFactor(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  )
  .openapi(
    route('organisation:manage', {
      operationId: 'readSignInRules',
      method: 'get',
      path: '/sign-in-rules',
      responses: { 200: answer(SignInRules, 'Which roles sign in with a second factor') },
    }),
    async (c) => c.json(await readSignInRules(c.get('ctx')), 200),
  )
  .openapi(
    route('organisation:manage', {
      operationId: 'changeSignInRules',
      method: 'put',
      path: '/sign-in-rules',
      request: jsonBody(SignInRules),
      responses: { 200: answer(SignInRules, 'Holds from the next request on') },
    }),
    async (c) => c.json(await changeSignInRules(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('account:use', {
      operationId: 'changeMyView',
      method: 'patch',
      path: '/me',
      request: jsonBody(ViewChange),
      responses: { 200: answer(Me, 'How I like to see the product') },
    }),
    async (c) => c.json(await changeMyView(c.get('ctx'), c.req.valid('json')), 200),
  );

export type SessionApi = typeof sessionApi;
export type StartApi = typeof startApi;
export type PeopleApi = typeof peopleApi;
