import { describe, expect, it } from 'vitest';
import type { MemberRow, NewMember } from '../../../api/people/contract.ts';
import { memberOf, membersSought, stateOf, workingFirst } from '../../../web/people/view.ts';

const row = (change: Partial<MemberRow>): MemberRow => ({
  id: 'mem_1',
  name: 'Ana Costa',
  email: 'ana@centre.example',
  employee_number: null,
  roles: ['coach'],
  teams: [],
  scope: null,
  language: 'en',
  active: true,
  joined: true,
  invited_until: null,
  second_factor: false,
  ...change,
});
const draft = (change: Partial<NewMember>): NewMember => ({
  name: ' Ana ',
  email: ' ana@centre.example ',
  employee_number: ' ',
  roles: ['agent'],
  teams: ['team_1'],
  scope: [],
  language: 'zh',
  ...change,
});

describe('members are listed', () => {
  it('by what is sought, nothing of which is asked where nothing was typed', () => {
    expect(membersSought('  ', null)).toEqual({});
    expect(membersSought(' 陈 ', 'agent')).toEqual({ q: '陈', role: 'agent' });
  });
  it('the active ones first', () => {
    const rows = [row({ id: 'a', active: false }), row({ id: 'b' }), row({ id: 'c' })];
    expect(workingFirst(rows).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });
});

describe('the state of a member', () => {
  it.each([
    [{ active: false }, 'inactive'],
    [{ joined: false, invited_until: '2026-12-01T00:00:00.000Z' }, 'invited'],
    [{ joined: false }, 'not-invited'],
    [{}, 'joined'],
  ] as const)('%o as %s', (change, state) => {
    expect(stateOf(row(change))).toBe(state);
  });
});

describe('a filled form', () => {
  it('is incomplete without a name, an address or a role', () => {
    expect(memberOf(draft({ name: ' ' }))).toBeNull();
    expect(memberOf(draft({ email: 'ana' }))).toBeNull();
    expect(memberOf(draft({ roles: [] }))).toBeNull();
  });
  it('keeps teams for agents alone and scope for coaches and managers alone', () => {
    expect(memberOf(draft({}))).toMatchObject({ name: 'Ana', teams: ['team_1'], scope: null, employee_number: null });
    expect(memberOf(draft({ roles: ['coach'], scope: ['team_2'] }))).toMatchObject({ teams: [], scope: ['team_2'] });
  });
});
