// What is said about a file that cannot be read, in whole.
import { describe, expect, it } from 'vitest';
import { asNumbers, readExactJson } from '../../../api/http/exact-json.ts';
import { Problem } from '../../../scorecards/problems/problem.ts';
import type { Draft } from '../../../scorecards/scorecard/definition.ts';
import { type FileFault, readScorecardFile, refusedFile } from '../../../scorecards/scorecard/file.ts';
import { LIBRARY_1_STORED } from '../../../scorecards/scorecard/library-1.ts';
import { criterion, scorecardOf, section } from '../given.ts';

const card = (more: object = {}) => ({ ...scorecardOf([section('A', criterion('a'))]), ...more });
const without = (name: keyof Draft, more: object = {}) => {
  const { [name]: _, ...rest } = card() as Draft;
  return { ...rest, ...more };
};

/** Faults of a file of this text, and how many are said to be. */
function refused(text: string): FileFault[] {
  try {
    readScorecardFile(readExactJson(text, { numbers: asNumbers }));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { problems } = error.detail as { problems: FileFault[] };
    expect([error.code, error.params]).toEqual(['file-refused', { count: problems.length }]);
    return problems;
  }
  return [];
}

const input = (path: string, field: string, reason: string, more: object = {}): FileFault => ({
  path,
  line: null,
  code: 'invalid-input',
  params: { field, reason, ...more },
});
const LONG = 'x'.repeat(70);
const SHORT = 'x'.repeat(60);
const [old] = LIBRARY_1_STORED;
const [oldSection] = old!.sections;
const older = (more: object) => ({
  ...old,
  sections: [
    oldSection,
    { ...oldSection, criteria: [oldSection!.criteria[0], { ...oldSection!.criteria[0], ...more }] },
  ],
});

describe('a file is refused, and says why', () => {
  it.each<[string, unknown, FileFault[]]>([
    ['no scorecard at all', { name: 'x' }, [{ path: '', line: null, code: 'file-no-scorecard', params: {} }]],
    ['a scorecard that says no kind', { scorecard: card() }, [input('attune', 'attune', 'missing')]],
    ['a scorecard without sections', without('sections'), [input('sections', 'sections', 'missing')]],
    ['a scorecard without a method', without('method'), [input('method', 'method', 'missing')]],
    [
      'another format',
      card({ format: 3 }),
      [{ path: 'format', line: null, code: 'file-format', params: { value: '3' } }],
    ],
    [
      'no format',
      card({ format: null }),
      [{ path: 'format', line: null, code: 'file-format', params: { value: 'null' } }],
    ],
    [
      'a long word for a format',
      card({ format: LONG }),
      [{ path: 'format', line: null, code: 'file-format', params: { value: `"${'x'.repeat(59)}` } }],
    ],
    [
      'a field of the older format in this one',
      card({ section_threshold_bp: 7000 }),
      [input('section_threshold_bp', 'section_threshold_bp', 'unknown')],
    ],
    ['a name of two words', card({ 'two words': 1 }), [input('["two words"]', 'two words', 'unknown')]],
    ['a name that begins with a dot', card({ '.x': 1 }), [input('[".x"]', '.x', 'unknown')]],
    ['a name that ends with a dot', card({ 'x.': 1 }), [input('["x."]', 'x.', 'unknown')]],
    ['a name of any letters', card({ 'x-$_1': 1 }), [input('x-$_1', 'x-$_1', 'unknown')]],
    ['a long name', card({ [LONG]: 1 }), [input(SHORT, SHORT, 'unknown')]],
    [
      'a name within',
      card({ sections: [{ ...section('A'), 'a b': 1 }] }),
      [input('sections[0]["a b"]', 'sections.0.a b', 'unknown')],
    ],
    ['words no database can hold', card({ name: { en: 'a\0b' } }), [input('name.en', 'name.en', 'unstorable')]],
    ['half a character', card({ id: '\uD800' }), [input('id', 'id', 'unstorable')]],
    [
      'a name no database can hold, and not what is in it',
      card({ name: { 'a\0b\uD800': ['\0'] } }),
      [input('name["a\uFFFDb\uFFFD"]', 'name.a\uFFFDb\uFFFD', 'unstorable')],
    ],
    [
      'such words around the scorecard and in it, before all else',
      { attune: 'scorecard', more: ['\0'], scorecard: card({ format: 3, id: '\0' }) },
      [input('more[0]', 'more.0', 'unstorable'), input('id', 'id', 'unstorable')],
    ],
    [
      'a field the older format did not have',
      older({ extra: 1 }),
      [input('sections[1].criteria[1].extra', 'sections.1.criteria.1.extra', 'unknown')],
    ],
    [
      'one deeper in it',
      older({ guidance: { en: 'a', zh: 'b', fr: 'c' }, shown_when: { all: [{ criterion: 'x', is: ['y'], not: 1 }] } }),
      [
        input('sections[1].criteria[1].guidance.fr', 'sections.1.criteria.1.guidance.fr', 'unknown'),
        input('sections[1].criteria[1].shown_when.all[0].not', 'sections.1.criteria.1.shown_when.all.0.not', 'unknown'),
      ],
    ],
    [
      'what is missing in the older format, in a file of another kind',
      { attune: 'plan', scorecard: { ...old, id: undefined } },
      [input('attune', 'attune', 'not-a-choice', { choices: 'scorecard' }), input('id', 'id', 'missing')],
    ],
  ])('%s', (_, value, wanted) => {
    expect(refused(JSON.stringify(value))).toEqual(wanted);
  });

  const withText = (name: string) => JSON.stringify(card(), null, 1).replace('{', `{${name},`);
  it.each<[string, string, FileFault[]]>([
    [
      'a number that would be rounded',
      `{"attune":"scorecard",\n"scorecard":{\n"sections":[{"weight":\n12345678901234567890}]}}`,
      [
        {
          path: 'sections[0].weight',
          line: 4,
          code: 'not-a-number',
          params: { column: 'sections[0].weight', value: '12345678901234567890', line: 4 },
        },
      ],
    ],
    [
      'a long one in place of the scorecard',
      `{"attune":"scorecard",\n"scorecard":${'1'.repeat(70)}}`,
      [
        {
          path: 'scorecard',
          line: 2,
          code: 'not-a-number',
          params: { column: 'scorecard', value: '1'.repeat(60), line: 2 },
        },
      ],
    ],
    [
      'a name that is there twice',
      withText('"x": 1, "x": 2'),
      [{ path: 'x', line: 1, code: 'duplicate-key', params: { column: 'x', value: 'x', line: 1 } }],
    ],
    [
      'one among languages',
      JSON.stringify(card()).replace('"name":{', '"name":{"__proto__":"x",'),
      [input('name.__proto__', 'name.__proto__', 'unknown')],
    ],
    ['a name no object can hold', withText('"__proto__": {"a": 1}'), [input('__proto__', '__proto__', 'unknown')]],
  ])('%s', (_, text, wanted) => {
    expect(refused(text)).toEqual(wanted);
  });

  it.each([
    ['alone', {}],
    ['beside what belongs inside', card()],
  ])('its kind %s is no scorecard', (_, beside) => {
    const faults = refused(JSON.stringify({ attune: 'scorecard', ...beside }));
    expect(faults.slice(0, 1 + Object.keys(beside).length)).toEqual([
      input('scorecard', 'scorecard', 'missing'),
      ...Object.keys(beside).map((name) => input(name, name, 'unknown')),
    ]);
  });

  it('with what else is needed to go on', () => {
    const faults = [input('a', 'a', 'missing')];
    expect(refusedFile(faults)).toMatchObject({ detail: { problems: faults } });
    expect(refusedFile(faults, { sheets: ['x'] }).detail).toEqual({ problems: faults, sheets: ['x'] });
  });
});

describe('a file is read', () => {
  it.each<[string, unknown]>([
    ['with its schema and its kind', { $schema: 's', attune: 'scorecard', scorecard: card() }],
    ['with its kind alone', { attune: 'scorecard', scorecard: card() }],
    ['as a scorecard beside its schema', { $schema: 's', ...card() }],
    ['as a scorecard', card()],
  ])('%s', (_, value) => {
    expect(readScorecardFile(value)).toEqual({ draft: card(), notes: [] });
  });
});
