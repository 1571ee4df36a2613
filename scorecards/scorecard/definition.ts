// A scorecard is what a reviewer completes: sections in the order of the interaction, criteria with a scale, some of them
// critical. It is data; a published version never changes. There are two paradigms. A weighted questionnaire gives points
// for what was met; a base score counts down from what is given beforehand (扣分制). What an answer is worth is decided from
// this definition and the answers alone, by the formula of the paradigm (formulas/).
import { z } from 'zod';
import { Competency } from './competency.ts';
import { LanguageTag, Text } from './text.ts';

export const CHANNELS = ['voice', 'chat', 'email', 'social'] as const;
export const Channel = z.enum(CHANNELS).meta({ id: 'Channel' });
export type Channel = z.infer<typeof Channel>;

/** Whom a critical error hurts. */
export const CRITICAL_CLASSES = ['customer', 'business', 'compliance'] as const;
export const CriticalClass = z.enum(CRITICAL_CLASSES).meta({ id: 'CriticalClass' });
export type CriticalClass = z.infer<typeof CriticalClass>;

/** The answer key every criterion understands that may not apply. */
export const NOT_APPLICABLE = 'na';

/** `__proto__` is no name: no object can hold an answer under it. */
export const Key = z.string().regex(/^(?!__proto__$)[A-Za-z0-9_-]{1,40}$/);
/** Worth of an answer, 0 to 10 000 basis points of the criterion's weight. */
const Worth = z.int().min(0).max(10_000);
const Points = z.int().min(1).max(1000);

/** What an answer makes fail, whatever else was met. */
export const FAILS = ['section', 'scorecard'] as const;

export const Scale = z
  .discriminatedUnion('type', [
    /** One of the options: yes/no, met/partly/not met, named points. */
    z.object({
      type: z.literal('choice'),
      options: z
        .array(z.object({ key: Key, label: Text, value_bp: Worth, fails: z.enum(FAILS).nullable() }))
        .min(2)
        .max(9),
    }),
    /** Any number of items ticked; worth the share of items ticked. */
    z.object({
      type: z.literal('checklist'),
      items: z
        .array(z.object({ key: Key, label: Text }))
        .min(1)
        .max(20),
    }),
    /** A whole number; worth nothing at `worst`, everything at `best`, linear between. */
    z.object({ type: z.literal('number'), worst: z.int(), best: z.int() }),
    /** A whole number from `least`; worth what the first range gives whose `up_to` it does not exceed. */
    z.object({
      type: z.literal('ranges'),
      least: z.int(),
      ranges: z
        .array(z.object({ up_to: z.int(), label: Text.nullable(), value_bp: Worth }))
        .min(1)
        .max(20),
    }),
    /** How often something happened: `points` each time, all of it no more than `cap`. For base scores. */
    z.object({ type: z.literal('count'), points: Points, cap: Points }),
    /** A day; never scored. */
    z.object({ type: z.literal('date') }),
    /** Words only; never scored. */
    z.object({ type: z.literal('text') }),
  ])
  .meta({ id: 'Scale' });
export type Scale = z.infer<typeof Scale>;

/** Decides whether a criterion is asked: from the answers to earlier ones, or from the interaction. */
export type Condition =
  | { criterion: string; is: string[] }
  | { channel: Channel[] }
  | { language: string[] }
  | { metadata: string; is: string[] }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };
export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.object({ criterion: Key, is: z.array(Key).min(1).max(40) }),
      z.object({ channel: z.array(Channel).min(1).max(4) }),
      z.object({ language: z.array(LanguageTag).min(1).max(40) }),
      z.object({ metadata: z.string().min(1).max(200), is: z.array(z.string().max(500)).min(1).max(40) }),
      z.object({ all: z.array(Condition).min(1).max(40) }),
      z.object({ any: z.array(Condition).min(1).max(40) }),
      z.object({ not: Condition }),
    ]),
  )
  .meta({ id: 'Condition' });

/** When a comment, or a moment as evidence, is asked for: below full worth, or with one of some answers. */
export const Requirement = z
  .union([
    z.enum(['optional', 'required', 'required-below-full']),
    z.object({ required_with: z.array(Key).min(1).max(20) }),
  ])
  .meta({ id: 'Requirement' });
export type Requirement = z.infer<typeof Requirement>;

/** How to decide, with an example of each kind, when it does not apply, and where to look. */
export const Guidance = z
  .object({
    decide: Text.nullable(),
    good: Text.nullable(),
    poor: Text.nullable(),
    not_applicable: Text.nullable(),
    evidence: Text.nullable(),
  })
  .meta({ id: 'Guidance' });
export type Guidance = z.infer<typeof Guidance>;

/** Whether "not applicable" can be chosen. */
export const NOT_APPLICABLE_RULES = ['never', 'allowed', 'with-reason'] as const;

export const Criterion = z
  .object({
    /** Stable over versions while the meaning stays. */
    id: Key,
    text: Text,
    guidance: Guidance,
    /** Whole points; 0 counts for nothing (gates, remarks, everything in a base score). */
    weight: z.int().min(0).max(1000),
    /** Of a weighted scorecard: what is met adds to what was earned, and takes nothing from it when it is not. */
    bonus: z.boolean(),
    scale: Scale,
    not_applicable: z.enum(NOT_APPLICABLE_RULES),
    critical: CriticalClass.nullable(),
    competency: Competency,
    comment: Requirement,
    evidence: Requirement,
    /** Whether the reason for a low answer is asked for, out of the scorecard's root causes. */
    cause: z.enum(['none', 'optional', 'required']),
    /** What a review starts with; null: nothing. */
    starts_as: z.union([Key, z.array(Key).max(20), z.int()]).nullable(),
    shown_when: Condition.nullable(),
  })
  .meta({ id: 'Criterion' });
export type Criterion = z.infer<typeof Criterion>;

/** Why something went wrong, in two tiers. */
export const RootCause = z
  .object({ key: Key, name: Text, causes: z.array(z.object({ key: Key, name: Text })).max(40) })
  .meta({ id: 'RootCause' });
export type RootCause = z.infer<typeof RootCause>;

const criteria = z.array(Criterion).min(1).max(400);
const section = { id: Key, name: Text, criteria };

const WeightedSection = z
  .object({
    ...section,
    kind: z.literal('weighted'),
    /** What the section weighs in the total, its criteria in proportion to their weights; null: what they weigh together. */
    weight: z.int().min(1).max(1000).nullable(),
  })
  .meta({ id: 'WeightedSection' });
const DeductSection = z
  .object({
    ...section,
    kind: z.literal('deduct'),
    /** The most it can lose (扣完为止). */
    points: Points,
  })
  .meta({ id: 'DeductSection' });
const BonusSection = z.object({ ...section, kind: z.literal('bonus') }).meta({ id: 'BonusSection' });
/** Failing one of its criteria makes the whole 0 (一票否决). */
const VetoSection = z.object({ ...section, kind: z.literal('veto') }).meta({ id: 'VetoSection' });

const BaseSection = z.discriminatedUnion('kind', [DeductSection, BonusSection, VetoSection]);

/** Under `value_bp` a section proposes coaching, if at least `min_weight` points of it were rated. */
const SectionThreshold = z.object({ value_bp: Worth, min_weight: z.int().min(0).max(1000) });

const common = {
  format: z.literal(2),
  /** Stable over versions: trends join criteria and sections by their ids. */
  id: Key,
  /** The language it is written in first; what another one lacks is shown in it. */
  leading: LanguageTag,
  name: Text,
  /** What it is for. */
  purpose: Text.nullable(),
  /** Why the weights are as they are. */
  rationale: Text.nullable(),
  channel: z.union([Channel, z.literal('any')]),
  /** Critical errors stand beside the score, or set it to 0. */
  critical_policy: z.enum(['report', 'zero']),
  section_threshold: SectionThreshold,
  root_causes: z.array(RootCause).max(20),
};

export const WeightedScorecard = z
  .object({
    ...common,
    method: z.literal('weighted'),
    /** A criterion that does not apply leaves the total, weight and all; or its weight stays with its section. */
    not_applicable: z.enum(['leaves-total', 'stays-in-section']),
    sections: z.array(WeightedSection).min(1).max(100),
  })
  .meta({ id: 'WeightedScorecard' });
export type WeightedScorecard = z.infer<typeof WeightedScorecard>;

export const BaseScorecard = z
  .object({
    ...common,
    method: z.literal('base'),
    /** Where counting begins. */
    base_points: Points,
    /** The most that bonus may add. */
    bonus_cap: z.int().min(0).max(1000),
    sections: z.array(BaseSection).min(1).max(100),
  })
  .meta({ id: 'BaseScorecard' });
export type BaseScorecard = z.infer<typeof BaseScorecard>;

export const Scorecard = z.discriminatedUnion('method', [WeightedScorecard, BaseScorecard]).meta({ id: 'Scorecard' });
export type Scorecard = z.infer<typeof Scorecard>;
export type Section = Scorecard['sections'][number];

export const criteriaOf = (scorecard: Scorecard): Criterion[] =>
  scorecard.sections.flatMap((section): Criterion[] => section.criteria);

/** Scales that are worth something: a day and words are not. */
export const isRated = (scale: Scale): scale is Exclude<Scale, { type: 'date' | 'text' }> =>
  scale.type !== 'date' && scale.type !== 'text';
