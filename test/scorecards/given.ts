// Short notation for answers and scorecards.
import fc from 'fast-check';
import type { Answer, Answers, Evidence } from '../../scorecards/scorecard/answers.ts';
import type { Criterion, Scale, Scorecard, Section } from '../../scorecards/scorecard/definition.ts';

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
  options: worths.map((value_bp, i) => ({ key: `o${i}`, label: text(`Option ${i}`), value_bp })),
});

export const yesNo: Scale = {
  type: 'choice',
  options: [
    { key: 'yes', label: text('Yes'), value_bp: 10_000 },
    { key: 'no', label: text('No'), value_bp: 0 },
  ],
};

export const criterion = (id: string, rest: Partial<Criterion> = {}): Criterion => ({
  id,
  text: text(id),
  guidance: text(id),
  weight: 10,
  scale: yesNo,
  may_not_apply: false,
  critical: null,
  competency: 'solving',
  comment: 'optional',
  shown_when: null,
  ...rest,
});

export const section = (id: string, ...criteria: Criterion[]): Section => ({ id, name: text(id), criteria });

export const scorecardOf = (sections: Section[], rest: Partial<Scorecard> = {}): Scorecard => ({
  id: 'F',
  name: text('Form'),
  channel: 'any',
  not_applicable: 'leaves-total',
  critical_policy: 'report',
  section_threshold_bp: 7000,
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
    case 'text':
      return fc.string();
  }
}

/** Scorecards without conditions, and answers to some of their criteria. */
export const scorecardAndAnswers: fc.Arbitrary<{ scorecard: Scorecard; answers: Answers }> = fc
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
            may_not_apply: true,
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
