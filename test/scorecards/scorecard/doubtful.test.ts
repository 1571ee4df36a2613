import { describe, expect, it } from 'vitest';
import type { Criterion, Draft, Scale } from '../../../scorecards/scorecard/definition.ts';
import { doubtful, isNotApplicable, untranslated } from '../../../scorecards/scorecard/doubtful.ts';
import type { Finding, FindingCode } from '../../../scorecards/scorecard/finding.ts';
import { baseScorecardOf, counted, criterion, deduct, scorecardOf, section } from '../given.ts';

const asks = (code: FindingCode, params: Finding['params']): Finding => ({ severity: 'warning', code, params });
const many = (n: number, rest: Partial<Criterion> = {}) =>
  Array.from({ length: n }, (_, i) => criterion(`c${i}`, { weight: 1, ...rest }));
const silent = { decide: null, good: null, poor: null, not_applicable: null, evidence: null };
const both = (words: string) => ({ en: words, zh: words });

describe('what a practised reader asks about', () => {
  it.each<[string, Draft, Finding[]]>([
    [
      'more than thirty scored criteria',
      scorecardOf([section('A', ...many(31))]),
      [asks('scorecard-many-criteria', { count: 31 })],
    ],
    [
      'nothing where only words and dates make them more than thirty',
      scorecardOf([
        section('A', ...many(30)),
        section('B', criterion('t', { scale: { type: 'text' } }), criterion('d', { scale: { type: 'date' } })),
      ]),
      [],
    ],
    [
      'weights that are nearly 100, without bonus and words',
      scorecardOf([
        section('A', criterion('a', { weight: 40 }), criterion('t', { scale: { type: 'text' }, weight: 6 })),
        section('B', criterion('b', { weight: 55 }), criterion('c', { bonus: true, weight: 5 })),
      ]),
      [asks('scorecard-weights-nearly', { total: 95 })],
    ],
    [
      'no weights where one of the sections has its own',
      scorecardOf([
        { ...section('A', criterion('a', { weight: 40 })), weight: 5 },
        section('B', criterion('b', { weight: 55 })),
      ]),
      [],
    ],
    ['no weights of a base score', baseScorecardOf([deduct('D', 100, counted('a', 5, 100, { weight: 95 }))]), []],
    [
      'options that say not applicable, in any language',
      scorecardOf([
        section(
          'A',
          criterion('a', {
            scale: {
              type: 'choice',
              options: [
                { key: 'na', label: both('N/A'), value_bp: 0, fails: null },
                { key: 'yes', label: both('Yes'), value_bp: 10_000, fails: null },
                { key: 'y', label: { en: 'N / A', zh: '无' }, value_bp: 0, fails: null },
                { key: 'z', label: { en: 'None', zh: '未涉及' }, value_bp: 0, fails: 'section' },
              ],
            },
          }),
        ),
      ]),
      [
        asks('scorecard-na-option', { criterion: 'a', option: 'y' }),
        asks('scorecard-na-fails', { criterion: 'a', option: 'z' }),
      ],
    ],
    [
      'all of it, the whole scorecard first',
      scorecardOf([
        section(
          'A',
          ...many(30, { weight: 3 }),
          criterion('p', { weight: 1, text: { en: 'Is professional' }, guidance: silent }),
        ),
      ]),
      [
        asks('scorecard-many-criteria', { count: 31 }),
        asks('scorecard-weights-nearly', { total: 91 }),
        asks('scorecard-untranslated', { language: 'zh', count: 1 }),
        asks('scorecard-nothing-observable', { criterion: 'p' }),
      ],
    ],
  ])('%s', (_, draft, wanted) => {
    expect(doubtful(draft)).toEqual(wanted);
  });

  const judging = { text: both('Sounds professional'), guidance: silent };
  const items: Scale = { type: 'checklist', items: [{ key: 'i', label: both('Gives a name') }] };
  it.each<[string, Partial<Criterion>, boolean]>([
    ['nothing else', {}, true],
    ['one language', { text: { en: 'Sounds professional', zh: '十秒内报出姓名' } }, true],
    ['the other language', { text: { en: 'Says a name', zh: '用语专业' } }, true],
    ['a language of a country', { text: { 'en-GB': 'Is friendly', 'zh-TW': '' } }, true],
    ['a language without such words', { text: { fr: 'professional' } }, false],
    ['a good example alone', { guidance: { ...silent, good: both('x') } }, true],
    ['a poor example alone', { guidance: { ...silent, poor: both('x') } }, true],
    ['a good and a poor example', { guidance: { ...silent, good: both('x'), poor: both('y') } }, false],
    ['how to decide', { guidance: { ...silent, decide: both('x') } }, false],
    ['blanks on how to decide', { guidance: { ...silent, decide: { en: ' ' } } }, true],
    ['where to look', { guidance: { ...silent, evidence: both('x') } }, true],
    ['items to tick', { scale: items }, false],
    ['free words', { scale: { type: 'text' } }, false],
    ['a date', { scale: { type: 'date' } }, false],
    ['a number', { scale: { type: 'number', worst: 0, best: 9 } }, true],
  ])('words that judge, with %s', (_, rest, wanted) => {
    const found = doubtful(scorecardOf([section('A', criterion('p', { ...judging, ...rest }))]));
    expect(found.filter(({ code }) => code === 'scorecard-nothing-observable')).toEqual(
      wanted ? [asks('scorecard-nothing-observable', { criterion: 'p' })] : [],
    );
  });
});

describe('what a language lacks', () => {
  const plain: Scale = { type: 'text' };
  const card = (leading: string, ...texts: Criterion['text'][]) =>
    scorecardOf(
      [
        {
          ...section('A', ...texts.map((text, i) => criterion(`c${i}`, { text, guidance: silent, scale: plain }))),
          name: { en: 'A' },
        },
      ],
      { name: { en: 'Form' }, leading },
    );

  it.each<[string, Draft, ReturnType<typeof untranslated>]>([
    ['nothing in one language', card('en', { en: 'a' }), []],
    [
      'blanks are no words',
      card('en', { en: 'a', zh: '甲' }, { en: 'b', zh: ' ' }, { en: '', zh: '乙' }),
      [
        { language: 'en', count: 1 },
        { language: 'zh', count: 3 },
      ],
    ],
    ['a language nobody has begun, not even the leading one', card('fr', { en: 'a' }, { en: 'b', fr: '' }), []],
    [
      'each language, the leading one first',
      card('zh', { en: 'a', zh: '甲', fr: 'a', de: 'a' }),
      [
        { language: 'zh', count: 2 },
        { language: 'de', count: 2 },
        { language: 'fr', count: 2 },
      ],
    ],
  ])('%s', (_, draft, wanted) => {
    expect(untranslated(draft)).toEqual(wanted);
  });
});

it('an answer says that its criterion does not apply when it says nothing else', () => {
  const said = ['N/A', 'n / a', 'NA', 'n a.', ' Not applicable ', 'does not apply', '不适用', '无此情况 '];
  const other = ['Area N/A', 'N/A here', 'China', 'not applicable today', '不适用吗', 'No', ''];
  expect([...said, ...other].filter(isNotApplicable)).toEqual(said);
});

it.each(['appropriate', 'properly', 'proper', 'adequate', 'nice', 'nicely', 'suitable'])('%s judges', (word) => {
  const draft = scorecardOf([section('A', criterion('p', { text: both(`Is ${word} to callers`), guidance: silent }))]);
  expect(doubtful(draft)).toEqual([asks('scorecard-nothing-observable', { criterion: 'p' })]);
});
