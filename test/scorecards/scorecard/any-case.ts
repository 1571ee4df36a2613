// Scorecards of either method with everything they may have, and answers to some of their criteria, some of which fit
// nothing. In the short notation of golden/, so that the calculator works them out too.
import fc from 'fast-check';
import type { Card, Case, Criterion, Section } from './golden/calculator.ts';

type Condition = NonNullable<Criterion['shown_when']>;
type Value = Case['answers'][string];

const percent = fc.oneof(
  fc.constantFrom(0, 50, 100),
  fc.integer({ min: 0, max: 10_000 }).map((bp) => bp / 100),
);
const OPTIONS = ['best', 'good', 'fair', 'poor'];
const ITEMS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const COLUMNS = ['Product', 'Queue'];

const choice = fc
  .record({
    worths: fc.array(percent, { minLength: 2, maxLength: 4 }),
    fails: fc.constantFrom(undefined, undefined, undefined, 'section' as const, 'scorecard' as const),
  })
  .map(({ worths, fails }): Criterion => {
    const options = Object.fromEntries(worths.map((worth, i) => [OPTIONS[i]!, worth]));
    return fails ? { options, fails: { [OPTIONS[worths.length - 1]!]: fails } } : { options };
  });
const ranges = fc
  .record({
    least: fc.integer({ min: -20, max: 20 }),
    steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), percent), { minLength: 1, maxLength: 4 }),
  })
  .map(({ least, steps }): Criterion => {
    const ends = steps.map((_, i) => steps.slice(0, i + 1).reduce((end, [step]) => end + step, least - 1));
    return { least, ranges: steps.map(([, worth], i) => ({ up_to: ends[i]!, worth })) };
  });
const number = fc
  .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 }))
  .filter(([worst, best]) => worst !== best)
  .map(([worst, best]): Criterion => ({ worst, best }));
const list = fc.integer({ min: 1, max: ITEMS.length }).map((n): Criterion => ({ items: ITEMS.slice(0, n) }));
const scale = fc.oneof(
  { weight: 4, arbitrary: choice },
  list,
  number,
  ranges,
  fc.constantFrom<Criterion>({ words: true }, { day: true }),
);
const count = fc
  .record({ points: fc.integer({ min: 1, max: 20 }), cap: fc.integer({ min: 1, max: 60 }) })
  .map((one): Criterion => one);

/** What is sometimes there and mostly not. */
const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 });
/** Without the fields that are not there. */
const dense = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

const ofInteraction: fc.Arbitrary<Condition> = fc.oneof(
  fc.subarray(['voice', 'chat', 'email', 'social'], { minLength: 1 }).map((channel) => ({ channel })),
  fc.subarray(['en', 'zh', 'zh-TW'], { minLength: 1 }).map((language) => ({ language })),
  fc
    .tuple(fc.constantFrom(...COLUMNS), fc.subarray(['a', 'b', ''], { minLength: 1 }))
    .map(([metadata, is]) => ({ metadata, is })),
);

/** On the criteria before the `n`th, or on the interaction. */
function conditionAt(n: number): fc.Arbitrary<Condition> {
  const ofAnswer: fc.Arbitrary<Condition> = fc
    .tuple(
      fc.integer({ min: 0, max: Math.max(0, n - 1) }),
      fc.subarray([...OPTIONS, 'one', '0', 'na'], { minLength: 1 }),
    )
    .map(([i, is]) => ({ criterion: `c${i}`, is }));
  const leaf = n === 0 ? ofInteraction : fc.oneof(ofAnswer, ofInteraction);
  const some = fc.array(leaf, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    some.map((all) => ({ all })),
    some.map((any) => ({ any })),
    fc
      .oneof(
        leaf,
        some.map((any) => ({ any })),
      )
      .map((not) => ({ not })),
  );
}

const extras = (n: number) =>
  fc.record({
    weight: fc.oneof(fc.constantFrom(0, 1, 10), fc.integer({ min: 0, max: 1000 })),
    may_not_apply: fc.constantFrom<(true | undefined)[]>(true, true, undefined),
    bonus: seldom(fc.constant<true>(true)),
    critical: seldom(fc.constantFrom('customer' as const, 'business' as const, 'compliance' as const)),
    shown_when: seldom(conditionAt(n)),
  });

const weightedCriterion = (n: number): fc.Arbitrary<Criterion> =>
  fc.tuple(scale, extras(n)).map(([one, rest]) => {
    // Words and days weigh nothing and hurt nobody.
    const unrated = one.words || one.day;
    return dense({ ...one, ...rest, ...(unrated && { weight: 0, bonus: undefined, critical: undefined }) });
  });

const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });

const weightedCard: fc.Arbitrary<Card> = sizes.chain((sizes) => {
  let n = 0;
  const sections = sizes.map((size) =>
    fc.record({
      weight: seldom(fc.integer({ min: 1, max: 1000 })),
      criteria: fc.record(Object.fromEntries(Array.from({ length: size }, () => [`c${n}`, weightedCriterion(n++)]))),
    }),
  );
  return fc
    .record({
      method: fc.constant('weighted' as const),
      not_applicable: fc.constantFrom('leaves-total' as const, 'stays-in-section' as const),
      critical_policy: fc.constantFrom('report' as const, 'zero' as const),
      threshold: percent,
      min_weight: fc.integer({ min: 0, max: 100 }),
      sections: fc.record(Object.fromEntries(sections.map((one, i) => [`s${i}`, one.map(dense)]))),
    })
    .map((card) => ({ ...card, sections: card.sections as Record<string, Section> }));
});

function baseCriterion(kind: 'deduct' | 'bonus' | 'veto', n: number): fc.Arbitrary<Criterion> {
  const of = kind === 'veto' ? choice.map(({ options }): Criterion => ({ options })) : count;
  return fc
    .tuple(of, extras(n))
    .map(([one, { may_not_apply, critical, shown_when }]) =>
      dense({ ...one, may_not_apply, shown_when, critical: kind === 'bonus' ? undefined : critical }),
    );
}

const baseCard: fc.Arbitrary<Card> = fc
  .array(
    fc.tuple(fc.constantFrom('deduct' as const, 'bonus' as const, 'veto' as const), fc.integer({ min: 1, max: 3 })),
    {
      maxLength: 3,
    },
  )
  .chain((rest) => {
    let n = 0;
    const kinds = [['deduct', 2] as const, ...rest];
    const sections = kinds.map(([kind, size]) =>
      fc.record({
        kind: fc.constant(kind),
        points: kind === 'deduct' ? fc.integer({ min: 1, max: 100 }) : fc.constant(undefined),
        criteria: fc.record(
          Object.fromEntries(Array.from({ length: size }, () => [`c${n}`, baseCriterion(kind, n++)])),
        ),
      }),
    );
    return fc
      .record({
        method: fc.constant('base' as const),
        critical_policy: fc.constantFrom('report' as const, 'zero' as const),
        threshold: percent,
        min_weight: fc.integer({ min: 0, max: 40 }),
        bonus_cap: fc.integer({ min: 0, max: 40 }),
        sections: fc.record(Object.fromEntries(sections.map((one, i) => [`s${i}`, one.map(dense)]))),
      })
      .map((card) => {
        const sections = card.sections as Record<string, Section>;
        // Deduct sections together have as many points as the base.
        const base_points = Object.values(sections).reduce((sum, { points }) => sum + (points ?? 0), 0);
        return { ...card, base_points, sections };
      });
  });

/** Every value a criterion takes. */
function valuesOf(of: Criterion): fc.Arbitrary<Value> {
  if (of.options) return fc.constantFrom(...Object.keys(of.options));
  if (of.items) return fc.subarray(of.items);
  if (of.ranges) return fc.integer({ min: of.least!, max: of.ranges.at(-1)!.up_to });
  if (of.worst !== undefined) {
    return fc.integer({ min: Math.min(of.worst, of.best!), max: Math.max(of.worst, of.best!) });
  }
  if (of.points !== undefined) return fc.integer({ min: 0, max: 12 });
  return of.day ? fc.constantFrom('2026-07-01', '2028-02-29') : fc.string();
}

/** Values that fit few criteria. */
const misfit: fc.Arbitrary<Value> = fc.constantFrom<Value[]>(
  'neither',
  ['one', 'eight'],
  -1,
  0.5,
  1000,
  '2026-02-30',
  '',
);

export const criteriaOf = (card: Card): [string, Criterion][] =>
  Object.values(card.sections).flatMap(({ criteria }) => Object.entries(criteria));

function casesOf(cards: fc.Arbitrary<Card>): fc.Arbitrary<Case> {
  return cards.chain((card) =>
    fc.record({
      card: fc.constant(card),
      answers: fc.record(
        Object.fromEntries(
          criteriaOf(card).map(([id, one]) => [
            id,
            fc.oneof(
              { weight: 12, arbitrary: valuesOf(one) },
              { weight: 3, arbitrary: fc.constant('na') },
              { weight: 2, arbitrary: fc.constant(null) },
              misfit,
            ),
          ]),
        ),
      ),
      interaction: fc
        .record({
          channel: seldom(fc.constantFrom('voice', 'chat', 'email', 'social')),
          language: seldom(fc.constantFrom('en', 'zh', 'zh-TW', 'zh-CN', 'zhx')),
          metadata: fc.dictionary(fc.constantFrom(...COLUMNS), fc.constantFrom('a', 'b', '')),
        })
        .map(dense),
    }),
  );
}

export const weightedCase = casesOf(weightedCard);
export const baseCase = casesOf(baseCard);
export const anyCase = fc.oneof(weightedCase, baseCase);
