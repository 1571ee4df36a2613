import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { because } from '../../../scorecards/problems/input.ts';
import { faultsIn, refuseIssues } from '../../../scorecards/problems/issues.ts';

type Issue = z.core.$ZodIssue;

/** What is said of a field `it` that should be so. */
function saidOf(schema: z.ZodType, value: unknown) {
  const sent = { it: value };
  const { error } = z.object({ it: schema }).safeParse(sent);
  const { code, params, detail } = refuseIssues(error!.issues, sent);
  expect(code).toBe('invalid-input');
  // The sentence is that of the first finding.
  expect([params]).toEqual((detail as unknown[]).slice(0, 1));
  return detail;
}

const itIs = (reason: string, more: object = {}) => [{ field: 'it', reason, ...more }];
const word = z.string().regex(/^[a-z]+$/);
const onlyWords = z.record(word, z.number());
const day = z.string().regex(/^\d{4}$/, 'not-a-day');
const either = z.enum(['met', 'missed']);
const kinds = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('number'), best: z.number() }),
  z.strictObject({ type: z.literal('text') }),
]);

describe('a value that does not fit is told by its field and why', () => {
  it.each<[string, z.ZodType, unknown, object[]]>([
    ['no text', z.string(), undefined, itIs('missing')],
    ['null for a text', z.string(), null, itIs('missing')],
    ['a number for a text', z.string(), 5, itIs('not-text')],
    ['a text for a number', z.number(), '5', itIs('not-a-number')],
    ['a fraction for a whole number', z.int(), 1.5, itIs('not-whole')],
    ['a text for yes or no', z.boolean(), 'yes', itIs('not-yes-or-no')],
    ['a text for a list', z.array(z.string()), 'a', itIs('not-a-list')],
    ['a text for a pair', z.tuple([z.string(), z.string()]), 'a', itIs('not-a-list')],
    ['a text for an object', z.object({}), 'a', itIs('not-an-object')],
    ['a text for names and numbers', onlyWords, 'a', itIs('not-an-object')],
    ['a text for an instant', z.date(), 'a', itIs('wrong-format')],

    ['a list too short', z.array(z.string()).min(2), ['a'], itIs('too-few', { limit: 2 })],
    ['a list too long', z.array(z.string()).max(1), ['a', 'b'], itIs('too-many', { limit: 1 })],
    ['a number too small', z.number().min(3), 2, itIs('too-small', { limit: 3 })],
    ['a number too large', z.number().max(3), 4, itIs('too-large', { limit: 3 })],
    ['a number between steps', z.number().multipleOf(5), 7, itIs('wrong-format')],
    ['a text too short', z.string().min(3), 'ab', itIs('too-short', { limit: 3 })],
    ['a text too long', z.string().max(3), 'abcd', itIs('too-long', { limit: 3 })],
    ['an empty text', z.string().min(1), '', itIs('missing')],
    ['a number made a text too short', z.coerce.string().min(3), 5, itIs('too-short', { limit: 3 })],
    ['a text of blanks', z.string().min(3), '  ', itIs('missing')],

    ['an empty address', z.email(), '', itIs('missing')],
    ['no address', z.email(), 'x', itIs('not-an-e-mail')],
    ['no id', word, 'A B', itIs('not-an-id')],
    ['what its pattern names', day, 'x', itIs('not-a-day')],
    [
      'what its pattern names with a word that is no reason',
      z.string().regex(/^a$/, 'toString'),
      'x',
      itIs('not-an-id'),
    ],
    ['another format', z.url(), 'x', itIs('wrong-format')],

    ['no choice', either, undefined, itIs('missing')],
    ['null for a choice', either, null, itIs('missing')],
    ['another choice', either, 'x', itIs('not-a-choice', { choices: 'met, missed' })],
    ['another number', z.literal([0, 1]), 2, itIs('not-a-choice', { choices: '0, 1' })],

    ['a rule that says why', z.string().refine(() => false, because('not-a-time-zone')), 'x', itIs('not-a-time-zone')],
    [
      'a rule that says why and how many',
      z.string().refine(() => false, because('longer-than-announced', { limit: 7 })),
      'x',
      itIs('longer-than-announced', { limit: 7 }),
    ],
    ['a rule that says nothing', z.string().refine(() => false), 'x', itIs('wrong-format')],
    [
      'a rule that says something unknown',
      z.string().refine(() => false, { params: { reason: 'toString', limit: 7 } }),
      'x',
      itIs('wrong-format', { limit: 7 }),
    ],
    [
      'a rule whose reason is no word',
      z.string().refine(() => false, { params: { reason: ['missing'] } }),
      'x',
      itIs('wrong-format'),
    ],
    ['a name that is no word', onlyWords, { 'A B': 1 }, [{ field: 'it.A B', reason: 'not-an-id' }]],

    [
      'fields nobody knows, each by itself',
      z.strictObject({ a: z.string() }),
      { a: 1, b: 2, c: 3 },
      [
        { field: 'it.a', reason: 'not-text' },
        { field: 'it.b', reason: 'unknown' },
        { field: 'it.c', reason: 'unknown' },
      ],
    ],
    [
      'places in a list',
      z.array(z.object({ a: z.string() })),
      [{ a: 'x' }, {}, { a: 1 }],
      [
        { field: 'it.1.a', reason: 'missing' },
        { field: 'it.2.a', reason: 'not-text' },
      ],
    ],
    [
      'a field all objects seem to have',
      z.object({ toString: z.string() }),
      {},
      [{ field: 'it.toString', reason: 'missing' }],
    ],
  ])('%s', (_, schema, value, findings) => {
    expect(saidOf(schema, value)).toEqual(findings);
  });
});

describe('of several shapes a value may have', () => {
  const when = z.union([
    z.strictObject({ criterion: z.string(), is: z.array(z.string()) }),
    z.strictObject({ channel: z.array(z.string()) }),
    z.strictObject({ not: z.strictObject({ metadata: z.string() }) }),
  ]);
  const asked = z.union([either, z.strictObject({ required_with: z.array(z.string()) })]);
  const moreOrLess = z.union([z.object({ b: z.string(), a: z.string() }), z.object({ a: z.string() })]);
  const lacksOrViolates = z.union([z.object({ c: z.string() }), z.object({ a: z.string(), b: z.string() })]);

  it.each<[string, z.ZodType, unknown, object[]]>([
    ['none is given', when, undefined, itIs('missing')],
    ['none is an object: it is told that it should be', when, 'x', itIs('not-an-object')],
    ['null is none of them', when, null, itIs('missing')],
    [
      'only the one that is alike is told of',
      asked,
      { required_with: 'x' },
      [{ field: 'it.required_with', reason: 'not-a-list' }],
    ],
    ['the first is told of where all are of another kind', asked, 5, itIs('not-a-choice', { choices: 'met, missed' })],
    ['the one that lacks least', when, { is: ['a'] }, [{ field: 'it.criterion', reason: 'missing' }]],
    ['the one that violates least', when, { channel: 'x' }, [{ field: 'it.channel', reason: 'not-a-list' }]],
    ['the later one, if it violates less', moreOrLess, { a: 1, b: 2 }, [{ field: 'it.a', reason: 'not-text' }]],
    ['one inside another', when, { not: { metadata: 1 } }, [{ field: 'it.not.metadata', reason: 'not-text' }]],
    [
      'rather one that has all than one that lacks',
      lacksOrViolates,
      { a: 1, b: 2 },
      [{ field: 'it.a', reason: 'not-text' }],
    ],

    ['the field that tells them apart is missing', kinds, {}, [{ field: 'it.type', reason: 'missing' }]],
    [
      'the field that tells them apart is another',
      kinds,
      { type: 'x' },
      [{ field: 'it.type', reason: 'not-a-choice', choices: 'number, text' }],
    ],
    ['the one that the field tells', kinds, { type: 'number' }, [{ field: 'it.best', reason: 'missing' }]],
  ])('%s', (_, schema, value, findings) => {
    expect(saidOf(schema, value)).toEqual(findings);
  });
});

describe('an issue', () => {
  const issue = (of: object): Issue => ({ message: 'Invalid', ...of }) as Issue;
  const notText = (...path: PropertyKey[]) => issue({ code: 'invalid_type', expected: 'string', path });

  it.each<[string, Issue, unknown, object]>([
    [
      'of nothing else than shapes that fit',
      issue({ code: 'invalid_union', path: [], errors: [[]] }),
      1,
      { reason: 'wrong-format' },
    ],
    [
      'of a field that tells shapes apart, without its choices',
      issue({ code: 'invalid_union', path: ['a'], errors: [] }),
      { a: 1 },
      { path: ['a'], reason: 'wrong-format' },
    ],
    [
      'of a field that tells shapes apart, with none to choose',
      issue({ code: 'invalid_union', path: ['a'], errors: [], options: undefined }),
      { a: 1 },
      { path: ['a'], reason: 'wrong-format' },
    ],
    [
      'of an element, told by what is in it',
      issue({ code: 'invalid_element', path: ['a'], issues: [notText('x')] }),
      { a: { x: 5 } },
      { path: ['a'], reason: 'not-text' },
    ],
    [
      'of an element in which nothing is wrong',
      issue({ code: 'invalid_element', path: ['a'], issues: [] }),
      {},
      { path: ['a'], reason: 'wrong-format' },
    ],
    [
      'of a name in which nothing is wrong',
      issue({ code: 'invalid_key', path: ['a'], issues: [] }),
      {},
      { path: ['a'], reason: 'wrong-format' },
    ],
    ['below a text', notText('a', 'length'), { a: 'abc' }, { path: ['a', 'length'], reason: 'missing' }],
    ['below null', notText('a', 'b'), { a: null }, { path: ['a', 'b'], reason: 'missing' }],
    ['below nothing', notText('a', 'b'), undefined, { path: ['a', 'b'], reason: 'missing' }],
    ['of a number for a text', notText('a', 'b'), { a: { b: 5 } }, { path: ['a', 'b'], reason: 'not-text' }],
  ])('%s', (_, one, sent, fault) => {
    expect(faultsIn(one, sent)).toEqual([{ path: [], more: {}, ...fault }]);
  });

  it('found below something is told by the whole way', () => {
    const sent = { rows: [{ a: 5 }] };
    expect(faultsIn(notText('a'), sent, ['rows', 0])).toEqual([
      { path: ['rows', 0, 'a'], reason: 'not-text', more: {} },
    ]);
    expect(faultsIn(issue({ code: 'unrecognized_keys', path: ['a'], keys: ['b'] }), sent, ['rows', 0])).toEqual([
      { path: ['rows', 0, 'a', 'b'], reason: 'unknown', more: {} },
    ]);
  });

  it('that is not there leaves the whole in a wrong format', () => {
    expect(refuseIssues([], {})).toMatchObject({
      code: 'invalid-input',
      params: { field: '', reason: 'wrong-format' },
      detail: [],
    });
  });
});
