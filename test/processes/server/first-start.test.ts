import { expect, it } from 'vitest';
import { setupToken } from '../../../api/http/setup-token.ts';
import { readSettings } from '../../../processes/server/env.ts';
import { isForTrying, readBeginning } from '../../../processes/server/first-start.ts';

const tried = (environment: Record<string, string>) => isForTrying(readSettings(environment));

it('the demonstration is created automatically only where nobody else can reach it', () => {
  for (const HOST of ['127.0.0.1', '127.1.2.3', 'localhost', '::1']) expect(tried({ HOST }), HOST).toBe(true);
  expect(tried({})).toBe(true);
  expect(tried({ ATTUNE_URL: 'http://localhost:3210' })).toBe(true);
  for (const HOST of [
    '0.0.0.0',
    '::',
    '192.168.1.4',
    'quality.example.com',
    '127.0.0.1.example.com',
    'localhost.example.com',
  ])
    expect(tried({ HOST }), HOST).toBe(false);
  expect(tried({ DATABASE_URL: 'postgres://somebody@localhost/attune' })).toBe(false);
  expect(tried({ ATTUNE_PROXY: '1' })).toBe(false);
  expect(tried({ ATTUNE_URL: 'https://quality.example.com' })).toBe(false);
});

it('is asked for, or asked away, never both', () => {
  expect(readBeginning([])).toEqual({ demo: false, empty: false });
  expect(readBeginning(['--demo'])).toEqual({ demo: true, empty: false });
  expect(readBeginning(['--empty'])).toEqual({ demo: false, empty: true });
  expect(() => readBeginning(['--empty', '--demo'])).toThrow('Use either --demo or --empty');
});

it('a set-up token works once, for anyone who has it', () => {
  let spent = 0;
  const token = setupToken('a token that is long enough', () => spent++);
  for (const wrong of ['', 'a token', 'a token that is long enough ', 'A token that is long enough']) {
    expect(token.matches(wrong), wrong).toBe(false);
  }
  expect(token.matches('a token that is long enough')).toBe(true);
  token.spend();
  expect(spent).toBe(1);
  expect(token.matches('a token that is long enough')).toBe(false);
  for (const guess of ['', 'null']) expect(setupToken(null).matches(guess)).toBe(false);
});
