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

describe('what makes a password guessable', () => {
  const reason = (password: string, common: string[] = [], about: string[] = []) =>
    passwordProblem(password, about, (one) => common.includes(one));

  it('128 characters are not too many, 129 are', () => {
    const long = 'violet stapler monday '.repeat(6).slice(0, 127);
    expect(reason(`#${long}`)).toBeNull();
    expect(reason(`#${long}!`)).toBe('password-too-long');
  });

  it.each([
    ['m0nkeymouse', 'monkeymouse'],
    ['ye1lowduck', 'yellowduck'],
    ['y3llowduck', 'yellowduck'],
    ['b4nanaboat', 'bananaboat'],
    ['5unflowers', 'sunflowers'],
    ['7urtlebeach', 'turtlebeach'],
    ['ban@naboat', 'bananaboat'],
    ['$unflower$', 'sunflowers'],
    ['sw!mm!ngpool', 'swimmingpool'],
  ])('a figure for a letter: %s', (password, common) => expect(reason(password, [common])).toBe('password-common'));

  it.each([
    ['exactly as many have it, signs and all', 'rock & roll', 'rock & roll'],
    ['exactly these signs and figures', '12 rock & roll', '12 rock & roll'],
    ['figures behind it', 'abq1defhij9', 'abq1defhij'],
    ['figures before it', '92abq1defhij', 'abq1defhij'],
    ['signs in it', 'abq-1-def.+hij', 'abq1defhij'],
    ['seven characters beside four', 'moon1957264', 'moon'],
  ])('a common one with %s', (_, password, common) => {
    expect(reason(password, [common])).toBe('password-common');
    expect(reason(password)).toBeNull();
  });

  it('eight characters beside a common word are enough, and three letters are no word', () => {
    expect(reason('moon19572648', ['moon'])).toBeNull();
    expect(reason('cat9275183', ['cat'])).toBeNull();
  });

  it.each([
    ['four different characters', 'hrmwhmrwmh'],
    ['one unit twice', 'hrmwphrmwp'],
    ['one unit, and part of it again', 'hrmwphrmwphr'],
    ['characters again and again', 'hhhuiocvbk'],
    ['rows of an American keyboard', 'tyuasdfjkl'],
    ['its middle row', 'asuiocvbgh'],
    ['its bottom row', 'zxuiodfgkl'],
    ['a row of a German one', 'tzcvbdfgop'],
    ['the top row of a French one', 'azcvbdfgop'],
    ['the middle row of a French one', 'qscvbuiogh'],
    ['rows backwards', 'lkjhzgfdpo'],
  ])('a pattern of %s: %s', (_, password) => expect(reason(password)).toBe('password-common'));

  it.each(['hrmwpmrhwp', 'hrmwpxhrmwqx', 'hhhuiocvqk'])('five different characters without one: %s', (password) =>
    expect(reason(password)).toBeNull(),
  );

  it.each([
    ['short names written as one', 'linabo2026!', ['Li Na Bo']],
    ['a name of three letters, again and again', 'kim7kim2kim9x', ['Kim']],
    ['a Chinese name of two characters', '王明王明2026xyq', ['王明']],
    ['the longest name first', 'annabel99annabel7', ['Ann Annabel']],
    ['a name backwards', 'htidirem-42', ['Meridith']],
    ['seven characters beside a name', 'annaqzwvxkj', ['Anna']],
    ['three letters and twice as many', 'kim.qzv.wxh', ['Kim']],
    ['three letters and less', 'kim-q-z-v-w', ['Kim']],
  ])('%s: %s', (_, password, about) => {
    expect(reason(password, [], about)).toBe('password-own-name');
    expect(reason(password)).toBeNull();
  });

  it.each([
    ['eight characters beside a name', 'annaqzwvxkjh', ['Anna']],
    ['more than twice as many beside three letters', 'kimqzvwxhj', ['Kim']],
    ['two letters are no name', 'xalqalvalkal', ['Al Smith']],
    ['there are letters and no name', '#k-v=w+x/z?', ['Anna']],
    ['there are only signs', '#%^&*()_+=', ['Anna']],
  ])('not where %s: %s', (_, password, about) => expect(reason(password, [], about)).toBeNull());
});
