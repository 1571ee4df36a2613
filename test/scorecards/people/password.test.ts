import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCommonPassword } from '../../../api/people/common-passwords.ts';
import { passwordProblem } from '../../../scorecards/people/password.ts';

const ABOUT = ['Anna Meier', 'anna.meier@harbour-energy.example', 'Harbour Utilities', '王小明', '海港客服中心'];
const why = (password: string) => passwordProblem(password, ABOUT, isCommonPassword);

describe('a password is refused', () => {
  it.each([
    ...['1234567890', 'qwertyuiop', 'password123', 'iloveyou123', '1qaz2wsx3edc', 'administrator', 'letmein123'],
    ...[
      'Password1234',
      'P@ssw0rd2026',
      '!!sunshine!!',
      'Welcome2026!',
      'dragon-12345',
      'Football#1',
      'ｐａｓｓｗｏｒｄ１２',
    ],
    ...[
      'aaaaaaaaaaaa',
      'abcabcabcabc',
      '1212121212',
      'abcdefghijk',
      'zyxwvutsrqp',
      'asdfghjkl;',
      '9876543210',
      'qwertz12345',
    ],
    ...['a1a1a1a1a1a1', '0000000000001', 'woaini1314woaini1314'],
  ])('because many people have one like it: %s', (password) => expect(why(password)).toBe('password-common'));

  it.each([
    ...['annameier1', 'Anna.Meier2026', 'meier-anna-99', 'reieM annA 12', '4nn4-M313r!!', 'anna.meier@harbour'],
    ...[
      'HarbourUtilities',
      'harbourHarbour26',
      'utilities-4-me',
      'attune-demo',
      'Attune2026!!',
      '@ttun3-2026',
      'attuneattune1',
    ],
    ...['王小明王小明12345', '海港客服中心2026!'],
  ])('because it is made of names: %s', (password) => expect(why(password)).toBe('password-own-name'));

  it('because it is shorter than ten characters, or longer than 128', () => {
    expect(why('x7#kq!m2z')).toBe('password-too-short');
    expect(why('😀😀😀😀😀😀😀😀😀')).toBe('password-too-short');
    expect(why('horse battery '.repeat(10))).toBe('password-too-long');
  });
});

it.each([
  ...['correct horse battery', 'a long enough password', 'anna walks the old dog', 'Harbour boats sail at noon'],
  ...[
    'x7#kq!m2zp',
    'our utilities were never cheap',
    'violet stapler monday',
    '今天天气很好我们去爬山',
    'zQ8-ann-Lw53k',
  ],
])('a good password is accepted: %s', (password) => expect(why(password)).toBeNull());

it('random passwords are accepted: hardly any of a thousand with twelve letters and digits is refused', () => {
  const letters = fc.constantFrom(...'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789');
  const drawn = fc.sample(fc.array(letters, { minLength: 12, maxLength: 12 }), { numRuns: 1000, seed: 7 });
  expect(drawn.filter((one) => why(one.join('')) !== null && new Set(one).size > 6)).toEqual([]);
});
