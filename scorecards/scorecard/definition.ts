// A scorecard is what a reviewer completes: sections in the order of the interaction, criteria with a scale, some of them
// critical. It is data; a published version never changes. There are two paradigms. A weighted questionnaire gives points
// for what was met; a base score counts down from what is given beforehand (扣分制). What an answer is worth is decided from
// this definition and the answers alone, by the formula of the paradigm. A draft has the same shape and may lack anything.
import { z } from 'zod';
import { LanguageTag, Text, UnfinishedText } from './text.ts';

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
/** What a criterion shows of an agent: the key of a competency in the organisation's framework (coaching/framework.ts). */
export const Competency = Key.meta({ id: 'Competency' });
export type Competency = z.infer<typeof Competency>;
/** Worth of an answer, 0 to 10 000 basis points of the criterion's weight. */
const Worth = z.int().min(0).max(10_000);
const Points = z.int().min(1).max(1000);

/** What an answer makes fail, whatever else was met. */
export const FAILS = ['section', 'scorecard'] as const;

/** How much of each there may be. */
export const MOST = {
  options: 9,
  items: 20,
  ranges: 20,
  criteria: 400,
  sections: 100,
  causes: 20,
  narrower: 40,
} as const;

/** What is published is whole; a draft may lack words, and anything of a list. */
type Stage = { text: z.ZodType<Text>; least: (count: number) => number; named: (id: string) => string };
const WHOLE: Stage = { text: Text, least: (count) => count, named: (id) => id };
const UNFINISHED: Stage = { text: UnfinishedText, least: () => 0, named: (id) => `Draft${id}` };

const scaleOf = ({ text, least, named }: Stage) =>
  z
    .discriminatedUnion('type', [
      /** One of the options: yes/no, met/partly/not met, named points. */
      z.strictObject({
        type: z.literal('choice'),
        options: z
          .array(z.strictObject({ key: Key, label: text, value_bp: Worth, fails: z.enum(FAILS).nullable() }))
          .min(least(2))
          .max(MOST.options),
      }),
      /** Any number of items ticked; worth the share of items ticked. */
      z.strictObject({
        type: z.literal('checklist'),
        items: z
          .array(z.strictObject({ key: Key, label: text }))
          .min(least(1))
          .max(MOST.items),
      }),
      /** A whole number; worth nothing at `worst`, everything at `best`, linear between. */
      z.strictObject({ type: z.literal('number'), worst: z.int(), best: z.int() }),
      /** A whole number from `least`; worth what the first range gives whose `up_to` it does not exceed. */
      z.strictObject({
        type: z.literal('ranges'),
        least: z.int(),
        ranges: z
          .array(z.strictObject({ up_to: z.int(), label: text.nullable(), value_bp: Worth }))
          .min(least(1))
          .max(MOST.ranges),
      }),
      /** How often something happened: `points` each time, all of it no more than `cap`. For base scores. */
      z.strictObject({ type: z.literal('count'), points: Points, cap: Points }),
      /** A day; never scored. */
      z.strictObject({ type: z.literal('date') }),
      /** Words only; never scored. */
      z.strictObject({ type: z.literal('text') }),
    ])
    .meta({ id: named('Scale') });
export type Scale = z.infer<ReturnType<typeof scaleOf>>;

/** Decides whether a criterion is asked: from the answers to earlier ones, or from the interaction. */
export type Condition =
  | { criterion: string; is: string[] }
  | { channel: Channel[] }
  | { language: string[] }
  | { metadata: string; is: string[] }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };
function conditionOf({ least, named }: Stage): z.ZodType<Condition> {
  const some = <T>(one: z.ZodType<T>) => z.array(one).min(least(1)).max(40);
  const condition: z.ZodType<Condition> = z
    .lazy(() =>
      z.union([
        z.strictObject({ criterion: Key, is: some(Key) }),
        z.strictObject({ channel: some(Channel).max(CHANNELS.length) }),
        z.strictObject({ language: some(LanguageTag) }),
        z.strictObject({ metadata: z.string().min(least(1)).max(200), is: some(z.string().max(500)) }),
        z.strictObject({ all: some(condition) }),
        z.strictObject({ any: some(condition) }),
        z.strictObject({ not: condition }),
      ]),
    )
    .meta({ id: named('Condition') });
  return condition;
}

/** When a comment, or a moment as evidence, is asked for: below full worth, or with one of some answers. */
const requirementOf = ({ least, named }: Stage) =>
  z
    .union([
      z.enum(['optional', 'required', 'required-below-full']),
      z.strictObject({ required_with: z.array(Key).min(least(1)).max(20) }),
    ])
    .meta({ id: named('Requirement') });
export type Requirement = z.infer<ReturnType<typeof requirementOf>>;

/** How to decide, with an example of each kind, when it does not apply, and where to look. */
const guidanceOf = ({ text, named }: Stage) =>
  z
    .strictObject({
      decide: text.nullable(),
      good: text.nullable(),
      poor: text.nullable(),
      not_applicable: text.nullable(),
      evidence: text.nullable(),
    })
    .meta({ id: named('Guidance') });
export type Guidance = z.infer<ReturnType<typeof guidanceOf>>;

/** Whether "not applicable" can be chosen. */
export const NOT_APPLICABLE_RULES = ['never', 'allowed', 'with-reason'] as const;
/** Whether the reason for a low answer is asked for, out of the scorecard's root causes. */
export const CAUSE_RULES = ['none', 'optional', 'required'] as const;

function criterionOf(stage: Stage) {
  const requirement = requirementOf(stage);
  return z
    .strictObject({
      /** Stable over versions while the meaning stays. */
      id: Key,
      text: stage.text,
      guidance: guidanceOf(stage),
      /** Whole points; 0 counts for nothing (gates, remarks, everything in a base score). */
      weight: z.int().min(0).max(1000),
      /** Of a weighted scorecard: what is met adds to what was earned, and takes nothing from it when it is not. */
      bonus: z.boolean(),
      scale: scaleOf(stage),
      not_applicable: z.enum(NOT_APPLICABLE_RULES),
      critical: CriticalClass.nullable(),
      competency: Competency,
      comment: requirement,
      evidence: requirement,
      cause: z.enum(CAUSE_RULES),
      /** What a review starts with; null: nothing. */
      starts_as: z.union([Key, z.array(Key).max(20), z.int()]).nullable(),
      shown_when: conditionOf(stage).nullable(),
    })
    .meta({ id: stage.named('Criterion') });
}
export type Criterion = z.infer<ReturnType<typeof criterionOf>>;

/** Why something went wrong, in two tiers. */
const rootCauseOf = ({ text, named }: Stage) =>
  z
    .strictObject({
      key: Key,
      name: text,
      causes: z.array(z.strictObject({ key: Key, name: text })).max(MOST.narrower),
    })
    .meta({ id: named('RootCause') });
export type RootCause = z.infer<ReturnType<typeof rootCauseOf>>;

/** How the sections of each paradigm count. */
function sectionsOf(stage: Stage) {
  const { text, least, named } = stage;
  const section = {
    id: Key,
    name: text,
    criteria: z.array(criterionOf(stage)).min(least(1)).max(MOST.criteria),
  };
  const weighted = z
    .strictObject({
      ...section,
      kind: z.literal('weighted'),
      /** What the section weighs in the total, its criteria in proportion to their weights; null: what they weigh together. */
      weight: z.int().min(1).max(1000).nullable(),
    })
    .meta({ id: named('WeightedSection') });
  const base = z.discriminatedUnion('kind', [
    z
      .strictObject({
        ...section,
        kind: z.literal('deduct'),
        /** The most it can lose (扣完为止). */
        points: Points,
      })
      .meta({ id: named('DeductSection') }),
    z.strictObject({ ...section, kind: z.literal('bonus') }).meta({ id: named('BonusSection') }),
    /** Failing one of its criteria makes the whole 0 (一票否决). */
    z.strictObject({ ...section, kind: z.literal('veto') }).meta({ id: named('VetoSection') }),
  ]);
  const some = <S extends z.ZodType>(one: S) => z.array(one).min(least(1)).max(MOST.sections);
  return { weighted: some(weighted), base: some(base) };
}

/** Under `value_bp` a section proposes coaching, if at least `min_weight` points of it were rated. */
export const SectionThreshold = z.strictObject({ value_bp: Worth, min_weight: z.int().min(0).max(1000) });

/** Critical errors stand beside the score, or set it to 0. */
export const CRITICAL_POLICIES = ['report', 'zero'] as const;
/** A criterion that does not apply leaves the total, weight and all; or its weight stays with its section. */
export const NOT_APPLICABLE_POLICIES = ['leaves-total', 'stays-in-section'] as const;

function scorecardOf(stage: Stage) {
  const { text, named } = stage;
  const sections = sectionsOf(stage);
  const common = {
    format: z.literal(2),
    /** Stable over versions: trends join criteria and sections by their ids. */
    id: Key,
    /** The language it is written in first; what another one lacks is shown in it. */
    leading: LanguageTag,
    name: text,
    /** What it is for. */
    purpose: text.nullable(),
    /** Why the weights are as they are. */
    rationale: text.nullable(),
    channel: z.union([Channel, z.literal('any')]),
    critical_policy: z.enum(CRITICAL_POLICIES),
    section_threshold: SectionThreshold,
    root_causes: z.array(rootCauseOf(stage)).max(MOST.causes),
  };
  const weighted = z
    .strictObject({
      ...common,
      method: z.literal('weighted'),
      not_applicable: z.enum(NOT_APPLICABLE_POLICIES),
      sections: sections.weighted,
    })
    .meta({ id: named('WeightedScorecard') });
  const base = z
    .strictObject({
      ...common,
      method: z.literal('base'),
      /** Where counting begins. */
      base_points: Points,
      /** The most that bonus may add. */
      bonus_cap: z.int().min(0).max(1000),
      sections: sections.base,
    })
    .meta({ id: named('BaseScorecard') });
  return z.discriminatedUnion('method', [weighted, base]).meta({ id: named('Scorecard') });
}

/** As published. */
export const Scorecard = scorecardOf(WHOLE);
export type Scorecard = z.infer<typeof Scorecard>;
export type WeightedScorecard = Extract<Scorecard, { method: 'weighted' }>;
export type BaseScorecard = Extract<Scorecard, { method: 'base' }>;
export type Section = Scorecard['sections'][number];

/** As someone is writing it: the same shape, any text or list of it empty. draft.ts makes a scorecard of it. */
export const Draft = scorecardOf(UNFINISHED);
export type Draft = z.infer<typeof Draft>;

export const criteriaOf = (scorecard: Scorecard): Criterion[] =>
  scorecard.sections.flatMap((section): Criterion[] => section.criteria);

/** Scales that are worth something: a day and words are not. */
export const isRated = (scale: Scale): scale is Exclude<Scale, { type: 'date' | 'text' }> =>
  scale.type !== 'date' && scale.type !== 'text';
