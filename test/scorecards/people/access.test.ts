import { describe, expect, it } from 'vitest';
import { type Actor, can, PERMISSIONS, type Role, reach } from '../../../scorecards/people/access.ts';

const actor = (roles: Role[], rest: Partial<Actor> = {}): Actor => ({
  organisation: 'o',
  member: 'me',
  roles,
  scope: ['t1'],
  ...rest,
});

describe('who may do what', () => {
  it('nobody has access to another organisation', () => {
    for (const permission of PERMISSIONS) {
      for (const role of ['agent', 'reviewer', 'coach', 'manager', 'administrator'] as const) {
        expect(
          can(actor([role], { scope: null }), permission, { organisation: 'x', owners: ['me'], teams: ['t1'] }),
        ).toBe(false);
      }
    }
  });

  it('a person without a role may do nothing', () => {
    for (const permission of PERMISSIONS) expect(can(actor([]), permission)).toBe(false);
  });

  it('an agent sees their own interactions and no others', () => {
    expect(can(actor(['agent']), 'interactions:read', { organisation: 'o', owners: ['me'] })).toBe(true);
    expect(can(actor(['agent']), 'interactions:read', { organisation: 'o', owners: ['you'], teams: ['t1'] })).toBe(
      false,
    );
  });

  it('a coach sees the agents of their teams; without a limit, of every team', () => {
    const subject = { organisation: 'o', owners: ['you'], teams: ['t2'] };
    expect(can(actor(['coach']), 'evaluations:read', subject)).toBe(false);
    expect(can(actor(['coach'], { scope: ['t1', 't2'] }), 'evaluations:read', subject)).toBe(true);
    expect(can(actor(['coach'], { scope: null }), 'evaluations:read', subject)).toBe(true);
  });

  it('several roles add up to the widest reach', () => {
    expect(reach(actor(['agent', 'reviewer']), 'interactions:read')).toBe('organisation');
    expect(reach(actor(['agent']), 'interactions:read')).toBe('own');
    expect(reach(actor(['reviewer']), 'coaching:read')).toBeNull();
  });

  it('whatever the order of the roles', () => {
    expect(reach(actor(['reviewer', 'agent']), 'interactions:read')).toBe('organisation');
    expect(reach(actor(['agent', 'coach']), 'coaching:read')).toBe('scope');
    expect(reach(actor(['coach', 'agent']), 'coaching:read')).toBe('scope');
  });

  it('the whole organisation is every team, whatever the member’s scope', () => {
    const subject = { organisation: 'o', owners: ['you'], teams: ['t2'] };
    expect(can(actor(['administrator']), 'interactions:read', subject)).toBe(true);
    expect(can(actor(['reviewer']), 'interactions:read', { organisation: 'o' })).toBe(true);
  });

  it('one team in scope is enough; an agent in none is in nobody’s', () => {
    const read = (teams?: string[]) => can(actor(['coach']), 'evaluations:read', { organisation: 'o', teams });
    expect(read(['t2', 't1'])).toBe(true);
    expect(read([])).toBe(false);
    expect(read()).toBe(false);
  });

  it('what belongs to nobody is nobody’s own', () => {
    const own = (member: string | null, owners?: (string | null)[]) =>
      can(actor(['agent'], { member }), 'interactions:read', { organisation: 'o', owners });
    expect([own('me', ['you', 'me']), own('me', []), own('me'), own('me', [null]), own(null, [null])]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('administrators look after people, not after scores', () => {
    expect(can(actor(['administrator']), 'people:manage')).toBe(true);
    expect(can(actor(['administrator']), 'evaluations:read')).toBe(false);
    expect(can(actor(['administrator']), 'recordings:hear')).toBe(false);
  });
});
