// Short notation for answers and scorecards.
import fc from 'fast-check';
import type { Answer, Answers, Evidence } from '../../scorecards/scorecard/answers.ts';
import { ROOT_CAUSES } from '../../scorecards/scorecard/causes.ts';
import {
  type BaseScorecard,
  CAUSE_RULES,
  CHANNELS,
  type Condition,
  CRITICAL_CLASSES,
  type Criterion,
  type Draft,
  NOT_APPLICABLE_RULES,
  type Scale,
  type WeightedScorecard,
} from '../../scorecards/scorecard/definition.ts';
import type { Text } from '../../scorecards/scorecard/text.ts';

/** Answers without comments and evidence. */
export const answersOf = (values: Record<string, Answer['value'] | undefined>): Answers =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, answer(value ?? null)]));

export const answer = (value: Answer['value'], comment = '', evidence: Evidence[] = []): Answer => ({
  value,
  comment,
  evidence,
});

const text = (words: string) => ({ en: words, zh: words });

/** A choice of options worth this, in basis points, in this order; keys `o0`, `o1` … */
export const choice = (...worths: number[]): Scale => ({
  type: 'choice',
  options: worths.map((value_bp, i) => ({ key: `o${i}`, label: text(`Option ${i}`), value_bp, fails: null })),
});

export const yesNo: Scale = {
  type: 'choice',
  options: [
    { key: 'yes', label: text('Yes'), value_bp: 10_000, fails: null },
    { key: 'no', label: text('No'), value_bp: 0, fails: null },
  ],
};

export const criterion = (id: string, rest: Partial<Criterion> = {}): Criterion => ({
  id,
  text: text(id),
  guidance: { decide: text(id), good: null, poor: null, not_applicable: null, evidence: null },
  weight: 10,
  bonus: false,
  scale: yesNo,
  not_applicable: 'never',
  critical: null,
  competency: 'solving',
  comment: 'optional',
  evidence: 'optional',
  cause: 'none',
  starts_as: null,
  shown_when: null,
  ...rest,
});

type WeightedSection = WeightedScorecard['sections'][number];

export const section = (id: string, ...criteria: Criterion[]): WeightedSection => ({
  id,
  name: text(id),
  kind: 'weighted',
  weight: null,
  criteria,
});

const common = {
  format: 2 as const,
  id: 'F',
  leading: 'en',
  name: text('Form'),
  purpose: null,
  rationale: null,
  channel: 'any' as const,
  critical_policy: 'report' as const,
  section_threshold: { value_bp: 7000, min_weight: 0 },
  root_causes: [],
};

export const scorecardOf = (sections: WeightedSection[], rest: Partial<WeightedScorecard> = {}): WeightedScorecard => ({
  ...common,
  method: 'weighted',
  not_applicable: 'leaves-total',
  sections,
  ...rest,
});

type BaseSection = BaseScorecard['sections'][number];

export const deduct = (id: string, points: number, ...criteria: Criterion[]): BaseSection => ({
  id,
  name: text(id),
  kind: 'deduct',
  points,
  criteria,
});
export const bonus = (id: string, ...criteria: Criterion[]): BaseSection => ({
  id,
  name: text(id),
  kind: 'bonus',
  criteria,
});
export const veto = (id: string, ...criteria: Criterion[]): BaseSection => ({
  id,
  name: text(id),
  kind: 'veto',
  criteria,
});

/** How often something happened: so many points each, no more than the cap. */
export const counted = (id: string, points: number, cap: number, rest: Partial<Criterion> = {}): Criterion =>
  criterion(id, { weight: 0, scale: { type: 'count', points, cap }, starts_as: 0, ...rest });

export const baseScorecardOf = (sections: BaseSection[], rest: Partial<BaseScorecard> = {}): BaseScorecard => ({
  ...common,
  method: 'base',
  critical_policy: 'zero',
  base_points: 100,
  bonus_cap: 5,
  sections,
  ...rest,
});

const anyScale: fc.Arbitrary<Scale> = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 2, maxLength: 9 }).map((worths) => choice(...worths)),
  fc.integer({ min: 1, max: 20 }).map(
    (n): Scale => ({
      type: 'checklist',
      items: Array.from({ length: n }, (_, i) => ({ key: `i${i}`, label: text('Item') })),
    }),
  ),
  fc
    .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 }))
    .map(([worst, best]): Scale => ({ type: 'number', worst, best })),
);

/** Every value a scale takes. */
export function valuesOf(scale: Scale): fc.Arbitrary<NonNullable<Answer['value']>> {
  switch (scale.type) {
    case 'choice':
      return fc.constantFrom(...scale.options.map(({ key }) => key));
    case 'checklist':
      return fc.subarray(scale.items.map(({ key }) => key));
    case 'number':
      return fc.integer({ min: Math.min(scale.worst, scale.best), max: Math.max(scale.worst, scale.best) });
    case 'ranges':
      return fc.integer({ min: scale.least, max: scale.ranges.at(-1)!.up_to });
    case 'count':
      return fc.integer({ min: 0, max: 99 });
    case 'date':
      return fc.constantFrom('2026-07-01', '2026-12-31');
    case 'text':
      return fc.string();
  }
}

/** Scorecards without conditions, and answers to some of their criteria. */
export const scorecardAndAnswers: fc.Arbitrary<{ scorecard: WeightedScorecard; answers: Answers }> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
    scales: fc.array(anyScale, { minLength: 25, maxLength: 25 }),
    weights: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 25, maxLength: 25 }),
    criticals: fc.array(fc.constantFrom(null, 'customer' as const, 'business' as const), {
      minLength: 25,
      maxLength: 25,
    }),
    not_applicable: fc.constantFrom('leaves-total' as const, 'stays-in-section' as const),
    critical_policy: fc.constantFrom('report' as const, 'zero' as const),
  })
  .chain(({ sizes, scales, weights, criticals, not_applicable, critical_policy }) => {
    let next = 0;
    const sections = sizes.map((size, s) =>
      section(
        `s${s}`,
        ...Array.from({ length: size }, () => {
          const i = next++;
          return criterion(`c${i}`, {
            scale: scales[i]!,
            weight: weights[i]!,
            critical: criticals[i]!,
            not_applicable: 'allowed',
          });
        }),
      ),
    );
    const scorecard = scorecardOf(sections, { not_applicable, critical_policy });
    const values = Object.fromEntries(
      sections
        .flatMap((one) => one.criteria)
        .map(({ id, scale }) => [
          id,
          fc.oneof({ weight: 6, arbitrary: valuesOf(scale) }, fc.constant('na'), fc.constant(null)),
        ]),
    );
    return fc
      .record(values)
      .map((given) => ({ scorecard, answers: answersOf(given as Record<string, Answer['value']>) }));
  });

const key = (prefix: string, i: number): string => `${prefix}${i}`;
/** Words by language, in one to three; a draft's may be empty. */
const anyText = (least: number): fc.Arbitrary<Text> =>
  fc.dictionary(
    fc.constantFrom('en', 'zh', 'zh-TW', 'pt-BR', 'yue'),
    fc.string({ minLength: least, maxLength: 40, unit: 'grapheme' }),
    {
      minKeys: least,
      maxKeys: 3,
      noNullPrototype: true,
    },
  );

function everyScale(words: fc.Arbitrary<Text>, least: (count: number) => number): fc.Arbitrary<Scale> {
  const worth = fc.integer({ min: 0, max: 10_000 });
  const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const points = fc.integer({ min: 1, max: 1000 });
  const listOf = <T>(one: fc.Arbitrary<T>, least: number, most: number) =>
    fc.array(one, { minLength: least, maxLength: most });
  const fails = fc.constantFrom(null, 'section' as const, 'scorecard' as const);
  return fc.oneof(
    listOf(fc.record({ label: words, value_bp: worth, fails }), least(2), 9).map((some) => ({
      type: 'choice' as const,
      options: some.map((one, i) => ({ key: key('o', i), ...one })),
    })),
    listOf(words, least(1), 20).map((some) => ({
      type: 'checklist' as const,
      items: some.map((label, i) => ({ key: key('i', i), label })),
    })),
    fc.record({ type: fc.constant('number' as const), worst: whole, best: whole }),
    fc.record({
      type: fc.constant('ranges' as const),
      least: whole,
      ranges: listOf(fc.record({ up_to: whole, label: fc.option(words), value_bp: worth }), least(1), 20),
    }),
    fc.record({ type: fc.constant('count' as const), points, cap: points }),
    fc.constant({ type: 'date' as const }),
    fc.constant({ type: 'text' as const }),
  );
}

const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => {
  const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
  const keys = some(fc.constantFrom('yes', 'o0', 'na', '7'));
  const part = fc.oneof(
    fc.record({ criterion: fc.constantFrom('c0', 'c1', 'constructor'), is: keys }),
    fc.record({ channel: some(fc.constantFrom(...CHANNELS)) }),
    fc.record({ language: some(fc.constantFrom('en', 'zh-CN')) }),
    fc.record({ metadata: fc.string({ minLength: 1, maxLength: 20 }), is: some(fc.string({ maxLength: 20 })) }),
  );
  const within = tie('condition') as fc.Arbitrary<Condition>;
  return {
    condition: fc.oneof(
      { depthSize: 'small' },
      part,
      fc.record({ all: some(within) }),
      fc.record({ any: some(within) }),
      fc.record({ not: within }),
    ) as fc.Arbitrary<Condition>,
  };
}).condition;

function everyCriterion(words: fc.Arbitrary<Text>, least: (count: number) => number): fc.Arbitrary<Criterion> {
  const rule = fc.oneof(
    fc.constantFrom('optional' as const, 'required' as const, 'required-below-full' as const),
    fc.record({ required_with: fc.array(fc.constantFrom('yes', 'no'), { minLength: least(1), maxLength: 3 }) }),
  );
  const maybe = fc.option(words);
  return fc.record({
    id: fc.constant(''),
    text: words,
    guidance: fc.record({ decide: maybe, good: maybe, poor: maybe, not_applicable: maybe, evidence: maybe }),
    weight: fc.integer({ min: 0, max: 1000 }),
    bonus: fc.boolean(),
    scale: everyScale(words, least),
    not_applicable: fc.constantFrom(...NOT_APPLICABLE_RULES),
    critical: fc.option(fc.constantFrom(...CRITICAL_CLASSES)),
    competency: fc.constantFrom('listening', 'solving', 'an-own_1'),
    comment: rule,
    evidence: rule,
    cause: fc.constantFrom(...CAUSE_RULES),
    starts_as: fc.constantFrom(null, 'yes', 3, ['i0', 'i1']),
    shown_when: fc.option(anyCondition),
  });
}

/** Whatever the model can hold, of either method; its rules may contradict each other. @param least 1: published, 0: a draft */
export function anyDraft(least: 0 | 1): fc.Arbitrary<Draft> {
  const words = anyText(least);
  const atLeast = (count: number): number => (least === 0 ? 0 : count);
  const criteria = fc.array(everyCriterion(words, atLeast), { minLength: least, maxLength: 4 });
  const points = fc.integer({ min: 1, max: 1000 });
  const kinds = fc.oneof(
    fc.record({ kind: fc.constant('deduct' as const), points }),
    fc.constant({ kind: 'bonus' as const }),
    fc.constant({ kind: 'veto' as const }),
  );
  const sections = <K extends object>(kind: fc.Arbitrary<K>) =>
    fc.array(fc.record({ kind, name: words, criteria }), { minLength: least, maxLength: 4 }).map((some) => {
      let count = 0;
      return some.map(({ kind: own, name, criteria: all }, i) => ({
        id: key('s', i),
        name,
        ...own,
        criteria: all.map((one) => ({ ...one, id: key('c', count++) })),
      }));
    });
  const about = {
    format: fc.constant(2 as const),
    id: fc.constantFrom('VG', 'constructor', 'a-b_C9'),
    leading: fc.constantFrom('en', 'zh'),
    name: words,
    purpose: fc.option(words),
    rationale: fc.option(words),
    channel: fc.constantFrom(...CHANNELS, 'any' as const),
    critical_policy: fc.constantFrom('report' as const, 'zero' as const),
    section_threshold: fc.record({
      value_bp: fc.integer({ min: 0, max: 10_000 }),
      min_weight: fc.integer({ min: 0, max: 1000 }),
    }),
    root_causes: fc.boolean().map((some) => (some ? [...ROOT_CAUSES] : [])),
  };
  const weight = fc.option(points);
  return fc.oneof(
    fc.record({
      ...about,
      method: fc.constant('weighted' as const),
      not_applicable: fc.constantFrom('leaves-total' as const, 'stays-in-section' as const),
      sections: sections(weight.map((own) => ({ kind: 'weighted' as const, weight: own }))),
    }),
    fc.record({
      ...about,
      method: fc.constant('base' as const),
      base_points: points,
      bonus_cap: fc.integer({ min: 0, max: 1000 }),
      sections: sections(kinds),
    }),
  );
}
