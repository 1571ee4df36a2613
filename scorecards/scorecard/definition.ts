// A scorecard is what a reviewer completes: sections in the order of the call, criteria with a scale and a weight,
// some of them critical. It is data in both languages; a published version never changes. What an answer is worth
// is decided in score.ts from this definition and the answers alone.
import { z } from 'zod';

/** A visible text of a scorecard, in both languages. */
export const Text = z.object({ en: z.string().min(1), zh: z.string().min(1) }).meta({ id: 'Text' });
export type Text = z.infer<typeof Text>;

export const CHANNELS = ['voice', 'chat', 'email', 'social'] as const;
export const Channel = z.enum(CHANNELS).meta({ id: 'Channel' });
export type Channel = z.infer<typeof Channel>;

/** Whom a critical error hurts. */
export const CRITICAL_CLASSES = ['customer', 'business', 'compliance'] as const;
export const CriticalClass = z.enum(CRITICAL_CLASSES).meta({ id: 'CriticalClass' });
export type CriticalClass = z.infer<typeof CriticalClass>;

export const COMPETENCIES = [
  'etiquette',
  'listening',
  'language',
  'emotion',
  'knowledge',
  'solving',
  'complaints',
  'compliance',
] as const;
export const Competency = z.enum(COMPETENCIES).meta({ id: 'Competency' });
export type Competency = z.infer<typeof Competency>;

/** The answer key every criterion understands that may not apply. */
export const NOT_APPLICABLE = 'na';

/** `__proto__` is no name: no object can hold an answer under it. */
const key = z.string().regex(/^(?!__proto__$)[A-Za-z0-9_-]{1,40}$/);
/** Worth of an answer, 0 to 10 000 basis points of the criterion's weight. */
const worth = z.int().min(0).max(10_000);

export const Scale = z
  .discriminatedUnion('type', [
    /** One of the options: yes/no, met/partly/not met, pass/fail. */
    z.object({
      type: z.literal('choice'),
      options: z
        .array(z.object({ key, label: Text, value_bp: worth }))
        .min(2)
        .max(9),
    }),
    /** Any number of items ticked; worth the share of items ticked. */
    z.object({
      type: z.literal('checklist'),
      items: z
        .array(z.object({ key, label: Text }))
        .min(1)
        .max(20),
    }),
    /** A whole number; worth nothing at `worst`, everything at `best`, linear between. */
    z.object({ type: z.literal('number'), worst: z.int(), best: z.int() }),
    /** Words only; never scored. */
    z.object({ type: z.literal('text') }),
  ])
  .meta({ id: 'Scale' });
export type Scale = z.infer<typeof Scale>;

/** Decides whether a criterion is asked, from the answers to earlier ones. */
export type Condition =
  | { criterion: string; is: string[] }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };
export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.object({ criterion: key, is: z.array(key).min(1) }),
      z.object({ all: z.array(Condition).min(1) }),
      z.object({ any: z.array(Condition).min(1) }),
      z.object({ not: Condition }),
    ]),
  )
  .meta({ id: 'Condition' });

export const Criterion = z
  .object({
    id: key,
    text: Text,
    guidance: Text,
    /** Whole points; 0 counts for nothing (gates, remarks). */
    weight: z.int().min(0).max(1000),
    scale: Scale,
    may_not_apply: z.boolean(),
    critical: CriticalClass.nullable(),
    competency: Competency,
    comment: z.enum(['optional', 'required', 'required-below-full']),
    shown_when: Condition.nullable(),
  })
  .meta({ id: 'Criterion' });
export type Criterion = z.infer<typeof Criterion>;

export const Section = z
  .object({ id: key, name: Text, criteria: z.array(Criterion).min(1).max(100) })
  .meta({ id: 'Section' });
export type Section = z.infer<typeof Section>;

export const Scorecard = z
  .object({
    /** Stable over versions: trends join criteria and sections by their ids. */
    id: key,
    name: Text,
    channel: z.union([Channel, z.literal('any')]),
    /** A criterion that does not apply leaves the total, weight and all; or its weight stays with its section. */
    not_applicable: z.enum(['leaves-total', 'stays-in-section']),
    /** Critical errors stand beside the score, or set it to 0. */
    critical_policy: z.enum(['report', 'zero']),
    /** Under this a section proposes a coaching task. */
    section_threshold_bp: worth,
    sections: z.array(Section).min(1).max(100),
  })
  .meta({ id: 'Scorecard' });
export type Scorecard = z.infer<typeof Scorecard>;

export const criteriaOf = (scorecard: Scorecard): Criterion[] =>
  scorecard.sections.flatMap((section) => section.criteria);
