import { describe, expect, it } from 'vitest';
import { check } from '../../../scorecards/scorecard/check.ts';
import { type Criterion, criteriaOf, Draft, type Scale, Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { diff } from '../../../scorecards/scorecard/diff.ts';
import { untranslated } from '../../../scorecards/scorecard/doubtful.ts';
import { emptyDraft, finished, languagesOf, textsOf } from '../../../scorecards/scorecard/draft.ts';
import { explain, otherwise } from '../../../scorecards/scorecard/explain.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { score } from '../../../scorecards/scorecard/score.ts';
import { fullAnswer } from '../../../scorecards/scorecard/worth.ts';
import { baseScorecardOf, choice, criterion, deduct, scorecardOf, section } from '../given.ts';

const begun = (method: 'weighted' | 'base') =>
  emptyDraft({
    id: 'NEW',
    leading: 'en',
    name: {},
    channel: 'voice',
    method,
    critical_policy: 'report',
    section_threshold: { value_bp: 7000, min_weight: 0 },
  });
const errors = (draft: Draft) =>
  check(draft).flatMap(({ severity, code, params }) => (severity === 'error' ? [[code, params]] : []));

describe('a draft', () => {
  it.each(['weighted', 'base'] as const)(
    'begins as nothing but its name (%s), can be kept, and is no scorecard',
    (method) => {
      const draft = begun(method);
      expect(Draft.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
      expect(Scorecard.safeParse(draft).success).toBe(false);
      expect(errors(draft)).toEqual([
        ['scorecard-no-name', {}],
        ['scorecard-no-sections', {}],
      ]);
    },
  );

  it.each<[string, Partial<Criterion>, string]>([
    ['no words', { text: { en: ' ' } }, 'scorecard-no-text'],
    ['one option', { scale: choice(10_000) }, 'scorecard-few-options'],
    ['no items', { scale: { type: 'checklist', items: [] } }, 'scorecard-no-items'],
    ['no ranges', { scale: { type: 'ranges', least: 0, ranges: [] } }, 'scorecard-no-ranges'],
    [
      'an item without a name',
      { scale: { type: 'checklist', items: [{ key: 'a', label: {} }] } },
      'scorecard-option-no-label',
    ],
    ['a rule that names no answer', { comment: { required_with: [] } }, 'scorecard-rule-empty'],
    ['a condition that names no answer', { shown_when: { criterion: 'first', is: [] } }, 'scorecard-condition-empty'],
    [
      'a condition on a column without a name',
      { shown_when: { metadata: '', is: ['x'] } },
      'scorecard-condition-empty',
    ],
    ['a condition with nothing in it', { shown_when: { any: [{ not: { all: [] } }] } }, 'scorecard-condition-empty'],
  ])('lists %s', (_, rest, code) => {
    const draft = scorecardOf([section('A', criterion('first'), criterion('x', rest))]);
    expect(Draft.safeParse(draft).success).toBe(true);
    expect(errors(draft).map(([found]) => found)).toContain(code);
    expect(() => finished(draft)).toThrow();
  });

  it('lists sections without a name or a criterion, and causes without a name', () => {
    const draft = scorecardOf([{ ...section('A'), name: { en: '' } }, section('B', criterion('b'))], {
      root_causes: [{ key: 'p', name: {}, causes: [{ key: 'q', name: { zh: '' } }] }],
    });
    expect(errors(draft)).toEqual([
      ['scorecard-section-no-name', { section: 'A' }],
      ['scorecard-section-empty', { section: 'A' }],
      ['scorecard-cause-no-name', { cause: 'p' }],
      ['scorecard-cause-no-name', { cause: 'q' }],
    ]);
  });

  it('is published without what was left empty in it', () => {
    const draft = scorecardOf(
      [
        section(
          'A',
          criterion('a', {
            text: { en: 'Greets', zh: ' ' },
            guidance: { decide: { en: '' }, good: { en: 'Hello' }, poor: null, not_applicable: {}, evidence: null },
            scale: {
              type: 'ranges',
              least: 0,
              ranges: [
                { up_to: 1, label: { en: '' }, value_bp: 10_000 },
                { up_to: 2, label: null, value_bp: 0 },
              ],
            },
          }),
        ),
      ],
      { name: { en: 'Voice', zh: '' }, purpose: { en: '', zh: '' } },
    );
    const card = finished(draft);
    expect(card).toMatchObject({ name: { en: 'Voice' }, purpose: null });
    expect(card.name).not.toHaveProperty('zh');
    const [one] = criteriaOf(card);
    expect(one).toMatchObject({
      text: { en: 'Greets' },
      guidance: { decide: null, good: { en: 'Hello' }, poor: null, not_applicable: null, evidence: null },
    });
    expect(one!.scale).toMatchObject({ ranges: [{ label: null }, { label: null }] });
  });

  it.each(LIBRARY.map((card) => [card.id, card] as const))('%s is itself when it is finished', (_, card) => {
    expect(finished(card)).toEqual(card);
  });
});

describe('what is worked out from a draft as it is written', () => {
  const EMPTY: Scale[] = [
    { type: 'choice', options: [] },
    { type: 'checklist', items: [] },
    { type: 'ranges', least: 0, ranges: [] },
    { type: 'number', worst: 1, best: 1 },
    { type: 'text' },
    { type: 'date' },
  ];
  const CONDITIONS = [
    { criterion: 'x', is: ['yes'] },
    { criterion: 'x', is: [] },
    { not: { any: [{ criterion: 'x', is: ['1'] }, { channel: [] }, { language: [] }, { metadata: '', is: [] }] } },
    { all: [] },
  ];

  it.each(EMPTY.flatMap((scale) => CONDITIONS.map((shown_when) => [scale.type, shown_when, scale] as const)))(
    'copes with a scale (%s) nobody has filled and a condition on it (%j)',
    (_, shown_when, scale) => {
      const after = criterion('y', { shown_when, scale });
      for (const draft of [
        scorecardOf([section('A', criterion('x', { scale }), after), section('B')]),
        baseScorecardOf([deduct('D', 10, criterion('x', { scale, weight: 0 }), { ...after, weight: 0 })]),
      ]) {
        const answers = { x: { value: 'yes', comment: '', evidence: [] }, y: { value: 1, comment: '', evidence: [] } };
        expect(() => [
          check(draft),
          score(draft, answers),
          score(draft, {}),
          explain(draft, answers),
          otherwise(draft, answers, 'x'),
          criteriaOf(draft).map((one) => fullAnswer(one.scale)),
          diff(draft, begun(draft.method)),
          diff(begun(draft.method), draft),
        ]).not.toThrow();
      }
    },
  );
});

describe('languages of a draft', () => {
  const draft = scorecardOf(
    [section('A', criterion('a', { text: { zh: '问候' } }), criterion('b', { text: { en: 'Closes', fr: '' } }))],
    { leading: 'zh' },
  );

  it('the leading one first, then those that have words', () => {
    expect(languagesOf(draft)).toEqual(['zh', 'en']);
  });

  it('what each of them lacks is counted', () => {
    expect(untranslated(draft)).toEqual([
      { language: 'zh', count: 1 },
      { language: 'en', count: 1 },
    ]);
    expect(check(draft).map(({ code }) => code)).toContain('scorecard-untranslated');
  });

  it('one language throughout lacks nothing', () => {
    const english = (text: string) => ({ en: text });
    const plain: Scale = {
      type: 'choice',
      options: [
        { key: 'y', label: english('Yes'), value_bp: 10_000, fails: null },
        { key: 'n', label: english('No'), value_bp: 0, fails: null },
      ],
    };
    const only = {
      ...criterion('a', { text: english('Greets'), scale: plain }),
      guidance: draft.sections[0]!.criteria[0]!.guidance,
    };
    const card = scorecardOf(
      [{ ...section('A', { ...only, guidance: { ...only.guidance, decide: null } }), name: english('Opening') }],
      { name: english('Voice') },
    );
    expect(untranslated(card)).toEqual([]);
    expect(check(card)).toEqual([]);
  });

  it('texts are found in reading order with their place', () => {
    expect(textsOf(draft).map(({ section: at, criterion: on }) => [at, on])).toEqual([
      [null, null],
      ['A', null],
      ...Array.from({ length: 4 }, () => ['A', 'a']),
      ...Array.from({ length: 4 }, () => ['A', 'b']),
    ]);
  });
});

describe('a practised reader asks', () => {
  const codes = (draft: Draft) => check(draft).map(({ severity, code }) => `${severity} ${code}`);
  const of = (...criteria: Criterion[]) => scorecardOf([section('A', ...criteria)]);
  const silent = { decide: null, good: null, poor: null, not_applicable: null, evidence: null };

  it('whether more than thirty scored criteria are wanted', () => {
    const many = (n: number) => of(...Array.from({ length: n }, (_, i) => criterion(`c${i}`, { weight: 1 })));
    expect(codes(many(30))).toEqual([]);
    expect(codes(many(31))).toEqual(['warning scorecard-many-criteria']);
  });

  it.each([
    [89, []],
    [90, ['warning scorecard-weights-nearly']],
    [100, []],
    [110, ['warning scorecard-weights-nearly']],
    [111, []],
  ])('whether weights of %i were meant to be 100', (weight, wanted) => {
    expect(codes(of(criterion('a', { weight })))).toEqual(wanted);
  });

  it('nothing about weights where a section has its own, or in a base score', () => {
    expect(codes(scorecardOf([{ ...section('A', criterion('a', { weight: 97 })), weight: 5 }]))).toEqual([]);
    expect(codes(baseScorecardOf([deduct('D', 97)], { base_points: 97 })).join()).not.toContain('nearly');
  });

  it.each([
    ['en', 'Agent sounds professional', true],
    ['en', 'Shows a good attitude', true],
    ['zh', '服务态度良好', true],
    ['zh', '用语专业', true],
    ['en', 'Says name and department within 10 s', false],
    ['zh', '十秒内报出姓名', false],
  ])('what can be heard or read (%s: %s)', (tag, words, wanted) => {
    const draft = of(criterion('a', { text: { [tag]: words }, guidance: silent }));
    expect(codes(draft).includes('warning scorecard-nothing-observable')).toBe(wanted);
    const explained = of(criterion('a', { text: { [tag]: words }, guidance: { ...silent, decide: { [tag]: 'x' } } }));
    expect(codes(explained)).not.toContain('warning scorecard-nothing-observable');
  });

  it.each([
    ['N/A', null, 'warning scorecard-na-option'],
    [' not applicable', 'section', 'warning scorecard-na-fails'],
    ['不适用', 'scorecard', 'warning scorecard-na-fails'],
  ] as const)('why an option says %s', (label, fails, wanted) => {
    const scale: Scale = {
      type: 'choice',
      options: [
        { key: 'y', label: { en: 'Yes' }, value_bp: 10_000, fails: null },
        { key: 'n', label: { en: 'No' }, value_bp: 0, fails: null },
        { key: 'x', label: { en: label }, value_bp: 0, fails },
      ],
    };
    expect(codes(of(criterion('a', { scale })))).toContain(wanted);
  });
});
