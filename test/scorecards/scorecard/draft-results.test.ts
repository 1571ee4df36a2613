// What a draft lacks, and what is left of one that is finished, in whole.
import { describe, expect, it } from 'vitest';
import type { Condition, Criterion, Draft, Scale } from '../../../scorecards/scorecard/definition.ts';
import { finished, incomplete, languagesOf, textsOf } from '../../../scorecards/scorecard/draft.ts';
import type { Finding, FindingCode } from '../../../scorecards/scorecard/finding.ts';
import { choice, criterion, deduct, scorecardOf, section } from '../given.ts';

const lacks = (code: FindingCode, params: Finding['params']): Finding => ({ severity: 'error', code, params });
const at = { criterion: 'x' };
const card = (rest: Partial<Criterion>) => scorecardOf([section('A', criterion('first'), criterion('x', rest))]);
const first = { criterion: 'first', is: ['yes'] };

describe('what a criterion lacks', () => {
  it.each<[string, Partial<Criterion>, Finding[]]>([
    ['nothing', {}, []],
    ['words', { text: { en: ' ', zh: '' } }, [lacks('scorecard-no-text', at)]],
    ['options', { scale: { type: 'choice', options: [] } }, [lacks('scorecard-few-options', at)]],
    ['a second option', { scale: choice(1) }, [lacks('scorecard-few-options', at)]],
    ['items', { scale: { type: 'checklist', items: [] } }, [lacks('scorecard-no-items', at)]],
    ['ranges', { scale: { type: 'ranges', least: 0, ranges: [] } }, [lacks('scorecard-no-ranges', at)]],
    [
      'names of options',
      {
        scale: {
          type: 'choice',
          options: [
            { key: 'a', label: {}, value_bp: 10_000, fails: null },
            { key: 'b', label: { en: 'B' }, value_bp: 5000, fails: null },
            { key: 'c', label: { en: ' ' }, value_bp: 0, fails: null },
          ],
        },
      },
      [
        lacks('scorecard-option-no-label', { ...at, option: 'a' }),
        lacks('scorecard-option-no-label', { ...at, option: 'c' }),
      ],
    ],
    [
      'the name of an item',
      {
        scale: {
          type: 'checklist',
          items: [
            { key: 'a', label: { en: 'A' } },
            { key: 'b', label: { en: '' } },
          ],
        },
      },
      [lacks('scorecard-option-no-label', { ...at, option: 'b' })],
    ],
    [
      'answers in a rule',
      { comment: { required_with: ['no'] }, evidence: { required_with: [] } },
      [lacks('scorecard-rule-empty', at)],
    ],
    [
      'everything',
      { text: {}, scale: choice(), comment: { required_with: [] }, shown_when: { all: [] } },
      [
        lacks('scorecard-no-text', at),
        lacks('scorecard-few-options', at),
        lacks('scorecard-rule-empty', at),
        lacks('scorecard-condition-empty', at),
      ],
    ],
  ])('%s', (_, rest, wanted) => {
    expect(incomplete(card(rest))).toEqual(wanted);
  });

  it.each<[Condition, boolean]>([
    [first, false],
    [{ criterion: 'first', is: [] }, true],
    [{ channel: ['voice'] }, false],
    [{ channel: [] }, true],
    [{ language: ['en'] }, false],
    [{ language: [] }, true],
    [{ metadata: 'queue', is: ['x'] }, false],
    [{ metadata: 'queue', is: [] }, true],
    [{ metadata: '', is: ['x'] }, true],
    [{ not: first }, false],
    [{ not: { channel: [] } }, true],
    [{ all: [] }, true],
    [{ all: [first, { any: [first] }] }, false],
    [{ all: [first, { channel: [] }] }, true],
    [{ any: [] }, true],
    [{ any: [first, { all: [first] }] }, false],
    [{ any: [first, { language: [] }] }, true],
    [{ all: [first, { not: { any: [first, { all: [] }] } }] }, true],
  ])('a part of the condition %j: %s', (shown_when, wanted) => {
    expect(incomplete(card({ shown_when }))).toEqual(wanted ? [lacks('scorecard-condition-empty', at)] : []);
  });
});

/** A draft with words in some of its texts and blanks or nothing in the others, each numbered in reading order. */
const written = (): Draft => {
  let n = 0;
  const next = (): number => {
    n += 1;
    return n;
  };
  const words = (...more: string[]) => Object.fromEntries(['en', ...more].map((tag) => [tag, `${next()}`]));
  const blank = (text: Record<string, string>) => ({ ...text, zh: ' ', 'pt-BR': '' });
  return scorecardOf([], {
    name: blank(words()),
    purpose: words('zh'),
    rationale: {},
    root_causes: [{ key: 'p', name: blank(words()), causes: [{ key: 'q', name: words('fr') }] }],
    sections: [
      {
        ...section('A'),
        name: blank(words()),
        criteria: [
          criterion('a', {
            text: blank(words()),
            guidance: {
              decide: blank(words()),
              good: { en: '' },
              poor: words('de'),
              not_applicable: {},
              evidence: null,
            },
            scale: {
              type: 'checklist',
              items: [
                { key: 'i', label: blank(words()) },
                { key: 'j', label: words() },
              ],
            },
          }),
          criterion('b', {
            text: words(),
            guidance: { decide: null, good: null, poor: null, not_applicable: blank(words()), evidence: words() },
            scale: {
              type: 'choice',
              options: [
                { key: 'y', label: blank(words()), value_bp: 10_000, fails: null },
                { key: 'n', label: words(), value_bp: 0, fails: 'section' },
              ],
            },
          }),
        ],
      },
      {
        ...section('B'),
        name: words(),
        criteria: [
          criterion('c', {
            text: words(),
            guidance: { decide: null, good: null, poor: null, not_applicable: null, evidence: { zh: '' } },
            scale: {
              type: 'ranges',
              least: 0,
              ranges: [
                { up_to: 1, label: blank(words()), value_bp: 10_000 },
                { up_to: 2, label: { en: '' }, value_bp: 0 },
                { up_to: 3, label: null, value_bp: 0 },
              ],
            },
          }),
        ],
      },
    ],
  });
};

describe('texts of a draft', () => {
  it('are all found in reading order, without those nobody wrote', () => {
    const found = textsOf(written()).map((one) => [one.section, one.criterion, one.text.en]);
    expect(found).toEqual([
      [null, null, '1'],
      [null, null, '2'],
      [null, null, '4'],
      [null, null, '5'],
      ['A', null, '7'],
      ['A', 'a', '8'],
      ['A', 'a', '9'],
      ['A', 'a', '10'],
      ['A', 'a', '12'],
      ['A', 'a', '13'],
      ['A', 'b', '14'],
      ['A', 'b', '15'],
      ['A', 'b', '16'],
      ['A', 'b', '17'],
      ['A', 'b', '18'],
      ['B', null, '19'],
      ['B', 'c', '20'],
      ['B', 'c', '21'],
    ]);
  });

  it('and have no blanks when it is finished', () => {
    const texts = textsOf(finished(written())).map(({ text }) => text);
    expect(texts).toEqual(
      textsOf(written()).map(({ text }) =>
        Object.fromEntries(Object.entries(text).filter(([, words]) => words.trim() !== '')),
      ),
    );
    expect(JSON.stringify(finished(written()))).not.toMatch(/"\s*"|\{\}/);
  });

  it('are in languages that have words, the leading one first and the others in order', () => {
    expect(languagesOf(written())).toEqual(['en', 'de', 'fr', 'zh']);
    expect(languagesOf({ ...written(), leading: 'fr' })).toEqual(['fr', 'de', 'en', 'zh']);
    expect(languagesOf({ ...written(), leading: 'yue' })).toEqual(['yue', 'de', 'en', 'fr', 'zh']);
  });

  it.each<Scale>([
    { type: 'number', worst: 0, best: 9 },
    { type: 'count', points: 1, cap: 5 },
    { type: 'date' },
    { type: 'text' },
  ])('a scale without words is left as it is (%j)', (scale) => {
    const draft = scorecardOf([section('A', criterion('a', { scale }))]);
    expect(finished(draft)).toEqual(draft);
    expect(incomplete({ ...draft, sections: [] })).toEqual([lacks('scorecard-no-sections', {})]);
  });

  it('what it lacks is listed in its order', () => {
    const draft = scorecardOf([{ ...section('A'), name: {} }, section('B', criterion('b', { text: {} }))], {
      name: { en: ' ' },
      root_causes: [{ key: 'p', name: { en: 'P' }, causes: [{ key: 'q', name: {} }] }],
    });
    expect(incomplete(draft)).toEqual([
      lacks('scorecard-no-name', {}),
      lacks('scorecard-section-no-name', { section: 'A' }),
      lacks('scorecard-section-empty', { section: 'A' }),
      lacks('scorecard-no-text', { criterion: 'b' }),
      lacks('scorecard-cause-no-name', { cause: 'q' }),
    ]);
    expect(
      incomplete({ ...draft, method: 'base', base_points: 1, bonus_cap: 0, sections: [deduct('D', 1)] } as Draft),
    ).toEqual([
      lacks('scorecard-no-name', {}),
      lacks('scorecard-section-empty', { section: 'D' }),
      lacks('scorecard-cause-no-name', { cause: 'q' }),
    ]);
  });
});
