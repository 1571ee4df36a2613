import { describe, expect, it } from 'vitest';
import { dayIn, idIn, nameIn, oneIn, soughtIn, wholeIn, wordsIn } from '../../../web/address/address.ts';
import { filterOf } from '../../../web/interactions/view.ts';
import { ownPath } from '../../../web/people/own-path.ts';

describe('what an address says', () => {
  it('is used if it is valid', () => {
    expect(dayIn('2026-02-28')).toBe('2026-02-28');
    expect(oneIn('chat', ['voice', 'chat'])).toBe('chat');
    expect(idIn('team_1', ['team_1'])).toBe('team_1');
    expect(idIn('team_1', undefined), 'while the list is on its way').toBe('team_1');
    expect(nameIn(' 账务 ', ['账务'])).toBe('账务');
    expect(wordsIn('  late parcel ', 500)).toBe('late parcel');
    expect(wholeIn('42000')).toBe(42_000);
  });

  it.each([
    undefined,
    '',
    ' ',
    '2026-99-99',
    '2026-02-29',
    '0002-03-01',
    '9999-12-31',
    '31/12/2026',
    '2026-02-28T10:00',
  ])('no day is %s', (said) => expect(dayIn(said)).toBeNull());

  it('is left out where it cannot', () => {
    expect(oneIn('fax', ['voice', 'chat'])).toBeNull();
    expect(idIn('team_9', ['team_1'])).toBeNull();
    expect(idIn('x'.repeat(101), undefined)).toBeNull();
    expect(nameIn('none', ['billing'])).toBeNull();
    expect(wordsIn('x'.repeat(501), 500)).toBeNull();
    expect(wordsIn('a\0b', 500)).toBeNull();
    for (const odd of [undefined, '', '-1', '1.5', '1e3', 'NaN', '9'.repeat(30)]) expect(wholeIn(odd), odd).toBeNull();
  });

  it('given twice counts the first time', () => {
    expect(dayIn(['2026-03-02', '2026-99-99'])).toBe('2026-03-02');
    expect(soughtIn(['refund', 'parcel'])).toBe('refund');
    expect(ownPath(['/plan', '/people'])).toBe('/');
  });

  it('of interactions is checked against the available choices', () => {
    const said = {
      team: 'team_9',
      agent: 'mem_1',
      queue: 'gone',
      language: 'xx',
      from: '2026-99-99',
      to: '2026-03-02',
    };
    expect(filterOf(said)).toEqual({ ...said, from: undefined });
    const choices = { agents: [{ id: 'mem_1', name: 'Joe' }], teams: [], queues: ['billing'], languages: ['en'] };
    expect(filterOf(said, choices)).toEqual({ agent: 'mem_1', to: '2026-03-02' });
  });
});
