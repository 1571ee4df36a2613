// The JSON Schema of a scorecard's file, for editors and for programs that write such files. Made of the schema the file is
// read with, and of words for people beside it.
import { z } from 'zod';
import { ScorecardFile } from './file.ts';

type Schema = Record<string, unknown> & { properties?: Record<string, Schema> };

/** By the name of a definition, its fields; '' is what it is itself. A field of several definitions stands under `*`. */
const WORDS: Record<string, Record<string, string>> = {
  '*': {
    type: 'Kind of scale.',
    kind: 'How the section counts.',
    key: 'Stable name, unique in its list; answers and conditions refer to it.',
    label: 'What reviewers see.',
    name: 'What people see.',
    method: '“weighted”: points are earned. “base”: counting begins at base points, and what goes wrong takes off.',
    id: 'Stable over versions while the meaning stays; trends join by it.',
    criteria: 'In the order in which they are asked.',
    sections: 'In the order of the interaction.',
    format: 'The format of what stands here; 2 is the newest.',
    leading: 'The language it is written in first; what another language lacks is shown in it. A BCP 47 tag.',
    purpose: 'What the scorecard is for.',
    rationale: 'Why the weights are as they are.',
    channel: 'The kind of interaction it is for, or any.',
    critical_policy: '“report”: critical errors stand beside the score. “zero”: they set it to 0.',
    section_threshold:
      'A section whose score is below value_bp proposes coaching, if at least min_weight points of it were rated.',
    root_causes: 'Reasons for low answers, in two tiers.',
    criterion: 'The id of an earlier criterion.',
    is: 'Answers, or values, any of which makes the condition hold.',
    language: 'Language tags of the interaction; zh is every Chinese.',
    metadata: 'Name of a column of the interaction’s own details.',
    all: 'Conditions that must all hold.',
    any: 'Conditions one of which must hold.',
    not: 'A condition that must not hold.',
    required_with: 'Answers with which it is required.',
    options: 'From two to nine; a reviewer chooses one.',
    items: 'Any number is ticked; the worth is the share of items ticked.',
    value_bp: 'Worth in basis points: 10000 is full, 0 nothing.',
    fails: 'What this answer makes fail, whatever else was met; null: nothing.',
    worst: 'The number that is worth nothing.',
    best: 'The number that is worth everything.',
    least: 'The smallest number that can be given.',
    ranges: 'In rising order; a number belongs to the first whose up_to it does not exceed.',
    up_to: 'The largest number of the range.',
    cap: 'The most that it takes or gives in all.',
    min_weight: 'Points that must have been rated before coaching is proposed.',
    causes: 'Narrower reasons.',
  },
  ScorecardFile: {
    '': 'A scorecard of Attune: a published version, or a draft, which may lack words and more.',
    $schema: 'The address of this schema.',
    attune: 'What the file holds.',
    scorecard: 'The scorecard itself.',
  },
  Scorecard: { '': 'Weighted, or a base score.' },
  WeightedScorecard: {
    '': 'Score = 100 × Σ weight × value ÷ Σ weight over the criteria that apply.',
    not_applicable:
      '“leaves-total”: what does not apply leaves the total with its weight. “stays-in-section”: its weight stays in its section.',
  },
  BaseScorecard: {
    '': 'Score = base points − deductions + bonus, as a share of the base points.',
    base_points: 'Where counting begins; what deduct sections can lose together.',
    bonus_cap: 'The most that bonus may add.',
  },
  WeightedSection: {
    '': 'A section of a weighted scorecard.',
    weight: 'What the section weighs in the total; null: what its criteria weigh together.',
  },
  DeductSection: { '': 'Loses points.', points: 'The most the section can lose.' },
  BonusSection: { '': 'Adds points.' },
  VetoSection: { '': 'One failed criterion sets the score to 0.' },
  Criterion: {
    '': 'One question, with its scale and weight.',
    text: 'What is asked.',
    guidance: 'How to decide.',
    weight: 'Whole points; 0 counts for nothing. 0 in a base score.',
    bonus: 'Of a weighted scorecard: adds when met, and takes nothing when it is not.',
    scale: 'How it is answered.',
    not_applicable: 'Whether “not applicable” can be chosen.',
    critical: 'Whom a critical error hurts; null: it is not critical.',
    competency: 'The competency it shows.',
    comment: 'When a comment is required.',
    evidence: 'When a moment is required as evidence.',
    cause: 'Whether a root cause of a low answer is asked for.',
    starts_as: 'The answer a review begins with; null: none.',
    shown_when: 'When it is asked; null: always.',
  },
  Guidance: {
    '': 'Each part may be null.',
    decide: 'How to decide.',
    good: 'An example that is worth full.',
    poor: 'An example that is not.',
    not_applicable: 'When the criterion does not apply.',
    evidence: 'Where to look.',
  },
  Scale: {
    '': 'choice, checklist, number, ranges, count (base scores), date or text (never scored).',
    points: 'What it takes or gives each time.',
  },
  Condition: { '': 'Asks about an earlier answer or the interaction, or joins conditions.' },
  Requirement: { '': 'When something is required.' },
  RootCause: { '': 'A reason, and narrower ones.' },
  Text: { '': 'Words by language tag: { "en": "Greets", "zh": "问候" }. One language is enough.' },
  Channel: { '': 'Kind of interaction.' },
  CriticalClass: { '': 'Whom a critical error hurts.' },
  Competency: { '': 'Key of a competency.' },
};

/** @param at where it is served; its `$id` */
export function fileSchema(at: string | null): Schema {
  const made = z.toJSONSchema(ScorecardFile, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema }) => withoutNoise(jsonSchema),
  }) as Schema;
  // A draft's definitions are those of the scorecard it becomes.
  const text = JSON.stringify(made).replaceAll(/"(#\/\$defs\/)?Draft(\w+)"/g, '"$1$2"');
  const { $schema, id: _, $defs, ...rest } = JSON.parse(text) as Schema & { $defs: Record<string, Schema> };
  return {
    $schema,
    ...(at === null ? {} : { $id: at }),
    title: 'Attune scorecard',
    ...described('ScorecardFile', rest),
    $defs: Object.fromEntries(
      Object.entries($defs)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { id, ...one }]) => [name, described(name, one)]),
    ),
  };
}

/** What says nothing. */
function withoutNoise(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.minItems === 0) delete schema.minItems;
  if (schema.minLength === 0) delete schema.minLength;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

function described(name: string, schema: Schema): Schema {
  const own = WORDS[name] ?? {};
  return { ...(own[''] ? { description: own[''] } : {}), ...(withFields(schema, own) as Schema) };
}

/** Every field with its words, however deep it stands in the definition. */
function withFields(schema: unknown, own: Record<string, string>): unknown {
  if (Array.isArray(schema)) return schema.map((one) => withFields(one, own));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'properties' ? fieldsOf(value as Record<string, Schema>, own) : withFields(value, own),
    ]),
  );
}

const fieldsOf = (fields: Record<string, Schema>, own: Record<string, string>): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries(fields).map(([field, schema]) => {
      const words = own[field] ?? WORDS['*']![field];
      return [field, { ...(words ? { description: words } : {}), ...(withFields(schema, own) as Schema) }];
    }),
  );
