// Short notation for answers and scorecards.
import fc from 'fast-check';
import type { Answer, Answers, Evidence } from '../../scorecards/scorecard/answers.ts';
import type { BaseScorecard, Criterion, Scale, WeightedScorecard } from '../../scorecards/scorecard/definition.ts';

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
