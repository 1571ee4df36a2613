// Scorecards as they were stored until format 2. A published version is never rewritten: it is read by the schema it was
// written with, and shown and scored as a weighted scorecard that asks for the same.
import { z } from 'zod';
import {
  Channel,
  Competency,
  CriticalClass,
  Key,
  Scorecard,
  type Criterion as TodaysCriterion,
  type Scale as TodaysScale,
  type WeightedScorecard,
} from './definition.ts';

const Text = z.object({ en: z.string().min(1), zh: z.string().min(1) });
const worth = z.int().min(0).max(10_000);

const Scale = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('choice'),
    options: z
      .array(z.object({ key: Key, label: Text, value_bp: worth }))
      .min(2)
      .max(9),
  }),
  z.object({
    type: z.literal('checklist'),
    items: z
      .array(z.object({ key: Key, label: Text }))
      .min(1)
      .max(20),
  }),
  z.object({ type: z.literal('number'), worst: z.int(), best: z.int() }),
  z.object({ type: z.literal('text') }),
]);

type Condition = { criterion: string; is: string[] } | { all: Condition[] } | { any: Condition[] } | { not: Condition };
const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.object({ criterion: Key, is: z.array(Key).min(1) }),
    z.object({ all: z.array(Condition).min(1) }),
    z.object({ any: z.array(Condition).min(1) }),
    z.object({ not: Condition }),
  ]),
);

const Criterion = z.object({
  id: Key,
  text: Text,
  guidance: Text,
  weight: z.int().min(0).max(1000),
  scale: Scale,
  may_not_apply: z.boolean(),
  critical: CriticalClass.nullable(),
  competency: Competency,
  comment: z.enum(['optional', 'required', 'required-below-full']),
  shown_when: Condition.nullable(),
});

export const ScorecardFormat1 = z.object({
  id: Key,
  name: Text,
  channel: z.union([Channel, z.literal('any')]),
  not_applicable: z.enum(['leaves-total', 'stays-in-section']),
  critical_policy: z.enum(['report', 'zero']),
  section_threshold_bp: worth,
  sections: z
    .array(z.object({ id: Key, name: Text, criteria: z.array(Criterion).min(1).max(100) }))
    .min(1)
    .max(100),
});
export type ScorecardFormat1 = z.infer<typeof ScorecardFormat1>;

/** A stored scorecard of any format, as one of today's. What was stored before formats were named is of the first. */
export const StoredScorecard: z.ZodType<Scorecard> = z.unknown().transform((value, context): Scorecard => {
  const today = typeof value === 'object' && value !== null && 'format' in value;
  const read = today ? Scorecard.safeParse(value) : ScorecardFormat1.transform(fromFormat1).safeParse(value);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues)
    context.issues.push({ code: 'custom', path, message, input: value });
  return z.NEVER;
});

/** Asks for the same, gives the same scores and proposes coaching for the same sections. */
export function fromFormat1(old: ScorecardFormat1): WeightedScorecard {
  return {
    format: 2,
    id: old.id,
    leading: 'en',
    name: old.name,
    purpose: null,
    rationale: null,
    channel: old.channel,
    critical_policy: old.critical_policy,
    section_threshold: { value_bp: old.section_threshold_bp, min_weight: 0 },
    root_causes: [],
    method: 'weighted',
    not_applicable: old.not_applicable,
    sections: old.sections.map(({ id, name, criteria }) => ({
      id,
      name,
      kind: 'weighted',
      weight: null,
      criteria: criteria.map(criterionFrom),
    })),
  };
}

function criterionFrom(old: z.infer<typeof Criterion>): TodaysCriterion {
  const { may_not_apply, guidance, scale, ...kept } = old;
  return {
    ...kept,
    guidance: { decide: guidance, good: null, poor: null, not_applicable: null, evidence: null },
    bonus: false,
    scale: scaleFrom(scale),
    not_applicable: may_not_apply ? 'allowed' : 'never',
    evidence: 'optional',
    cause: 'none',
    starts_as: null,
  };
}

const scaleFrom = (scale: z.infer<typeof Scale>): TodaysScale =>
  scale.type === 'choice'
    ? { type: 'choice', options: scale.options.map((option) => ({ ...option, fails: null })) }
    : scale;
