// Every kind of business event, and what it records besides who, when and which row. An event contains ids, codes and
// numbers: no names, no comments, nothing a customer said. Text it refers to is stored in a separate row (`txt_…`: a
// reason, a name before and after), so erasing a person or an interaction leaves the sealed log unchanged.
import { z } from 'zod';
import { TASK_STATES } from '../coaching/task.ts';
import { CAUSE_KINDS } from '../coaching/triggers.ts';
import { LEVELS } from '../competencies/level.ts';
import { ROLES } from '../people/access.ts';
import { SETTING_PARTS } from '../scorecard/settings.ts';

/** The id of a row: ours (`int_…`), or the sign-in library's. */
export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
/** A word of a closed list, a name of a model, a time zone, a criterion: never several words of a language. */
const Code = z.string().regex(/^[\w./:+-]{1,120}$/);
const Whole = z.int();
const Instant = z.iso.datetime();
const Day = z.iso.date();
const Roles = z.array(z.enum(ROLES));
const Ids = z.array(Id);
const Codes = z.array(Code);
const Level = z.enum(LEVELS);
/** Words that stand in `event_text`. */
const TextId = z.string().regex(/^txt_[0-9a-z]{26,32}$/);
const Renamed = z.strictObject({ before: TextId.nullable(), after: TextId.nullable() });

const nothing = z.strictObject({});
const placed = { roles: Roles.optional(), teams: Ids.optional(), scope: Ids.nullable().optional() };

/** What each kind says. Its subject, the row it is about, is named behind it. */
export const DETAILS = {
  // The organisation.
  'organisation.started': z.strictObject({ name: TextId }),
  'organisation.changed': z.strictObject({
    name: Renamed.optional(),
    time_zone: z.strictObject({ before: Code, after: Code }).optional(),
  }),
  'sign-in-rules.changed': z.strictObject({ before: Roles, after: Roles }),
  'masking.changed': z.strictObject({ before: Codes, after: Codes, reason: TextId.nullable() }),
  'column.named': z.strictObject({ header: TextId, before: Code.nullable(), after: Code.nullable() }),
  'speech.model-wished': z.strictObject({ model: Code }),
  'speech.model-dropped': z.strictObject({ model: Code }),
  'speech.model-chosen': z.strictObject({ before: Code.nullable(), after: Code }),
  'speech.vocabulary-changed': z.strictObject({ words: Whole }),
  'speech.languages-changed': z.strictObject({ before: Codes.nullable(), after: Codes }),
  'speech.recorders-changed': z.strictObject({ recorders: Whole }),
  'events.exported': z.strictObject({
    kind: Code.nullable(),
    actor: Id.nullable(),
    subject: Id.nullable(),
    from: Day.nullable(),
    to: Day.nullable(),
  }),

  // A team.
  'team.added': z.strictObject({ name: TextId }),
  'team.renamed': Renamed,

  // A member.
  'member.added': z.strictObject(placed),
  'member.invited': z.strictObject(placed),
  'member.joined': nothing,
  'member.changed': z.strictObject({
    ...placed,
    active: z.boolean().optional(),
    language: Code.optional(),
    name: Renamed.optional(),
    email: Renamed.optional(),
    employee_number: Renamed.optional(),
  }),
  'member.view-changed': z.strictObject({ language: Code.optional(), theme: Code.optional() }),
  'member.signed-out': z.strictObject({ ended: Whole }),
  'member.password-link-made': z.strictObject({ expires_at: Instant }),
  'member.second-factor-reset': z.strictObject({ reason: TextId }),

  // The member who signs in.
  'sign-in': z.strictObject({ how: z.enum(['password', 'code', 'recovery-code']), address: TextId.nullable() }),
  'sign-in.failed': z.strictObject({
    step: z.enum(['password', 'code']),
    outcome: z.enum(['wrong-password', 'deactivated', 'wrong-code', 'unknown-account']),
    address: TextId.nullable(),
  }),
  'sign-out': z.strictObject({ sessions: z.enum(['this', 'one', 'others', 'all']), session: Id.nullable() }),
  'password.changed': nothing,
  'password.reset': nothing,
  'second-factor.set-up': nothing,
  'second-factor.removed': nothing,
  'recovery-codes.made': nothing,

  // An interaction. A text has its words when it comes in, a recording when its transcript is ready.
  'interaction.imported': z.strictObject({ from: z.enum(['recording', 'text']) }),
  'transcript.ready': z.strictObject({
    revision: Whole,
    origin: z.enum(['heard', 'imported']),
    model: Code.nullable().optional(),
    attempt: Whole.optional(),
    took_ms: Whole.nullable().optional(),
    format: Code.optional(),
    language: Code.nullable().optional(),
    turns: Whole.optional(),
    reordered: Whole.optional(),
    repeated: Whole.optional(),
    marks: Whole.optional(),
    file_name: TextId.optional(),
  }),
  'transcript.corrected': z.strictObject({ revision: Whole, changes: Codes }),
  'transcription.failed': z.strictObject({ code: Code, attempt: Whole.nullable() }),
  'transcription.retried': nothing,
  'recording.copied': z.strictObject({ copy: Code }),
  'recording.not-copied': z.strictObject({ copy: Code, code: Code }),
  'recording.copy-retried': nothing,
  'recording.heard': nothing,
  'originals.opened': z.strictObject({ reason: TextId.nullable() }),
  'originals.heard': nothing,
  'originals.read': nothing,

  // A comparison of models.
  'trial.started': z.strictObject({ models: Codes, calls: Whole }),
  'trial.stopped': nothing,

  // A version of a scorecard; a scorecard, and what somebody writes of it.
  'scorecard.published': z.strictObject({ key: Code, number: Whole }),
  'scorecard.draft-begun': z.strictObject({ key: Code, number: Whole.nullable() }),
  'scorecard.draft-discarded': z.strictObject({ key: Code }),
  'scorecard.retired': z.strictObject({ key: Code }),
  'scorecard.restored': z.strictObject({ key: Code }),

  // A version of a part of the settings for scorecards.
  'scorecard-settings.changed': z.strictObject({ part: z.enum(SETTING_PARTS), number: Whole }),

  // A sampling plan; what it drew.
  'sampling-plan.created': nothing,
  'sampling-plan.stopped': nothing,
  'sampling-plan.resumed': nothing,
  'sample.drawn': z.strictObject({ plan: Id, week: Day, seed: Code, drawn: Whole, shared: Whole.optional() }),

  // A review.
  'review.assigned': z.strictObject({
    interaction: Id.optional(),
    kind: Code.optional(),
    from: Id.nullable(),
    to: Id.nullable(),
  }),
  'review.taken': nothing,
  'review.withdrawn': z.strictObject({ reviewer: Id.nullable(), reason: TextId.nullable() }),

  // An evaluation.
  'evaluation.submitted': z.strictObject({ review: Id, score_bp: Whole.nullable() }),
  'evaluation.corrected': z.strictObject({ replaces: Id, score_bp: Whole.nullable() }),
  'evaluation.acknowledged': nothing,

  // The framework of competencies.
  'competencies.changed': z.strictObject({ number: Whole }),

  // A coaching task; a plan, its goals and their steps.
  'task.raised': z.strictObject({
    /** Absent in entries of earlier versions, which named the cause alone. */
    cause: Code.optional(),
    scorecard: Id.optional(),
    kind: z.enum(CAUSE_KINDS).optional(),
    criterion: Code.nullable().optional(),
    section: Code.nullable().optional(),
    evaluation: Id,
  }),
  'task.evidence-added': z.strictObject({ evaluation: Id }),
  'task.moved': z.strictObject({ from: z.enum(TASK_STATES), to: z.enum(TASK_STATES) }),
  'task.merged': z.strictObject({ into: Id }),
  'development-plan.opened': z.strictObject({ agent: Id }),
  'goal.set': z.strictObject({ competency: Code, level_now: Level, level_wanted: Level }),
  'goal.changed': z.strictObject({
    level_now: Level.optional(),
    level_wanted: Level.optional(),
    due_on: Day.optional(),
    state: Code.optional(),
  }),
  'step.added': z.strictObject({ goal: Id }),
  'step.done': nothing,
  'step.reopened': nothing,

  // A calibration.
  'calibration.opened': z.strictObject({ reviewers: Ids }),
  'calibration.closed': z.strictObject({ left_out: Whole }),
  'calibration.completed': nothing,

  // What an earlier version wrote down under a name that no version knows any more.
  'earlier-version.entry': z.strictObject({ action: Code.nullable() }),
} as const;

export type EventKind = keyof typeof DETAILS;
export const EVENT_KINDS = Object.keys(DETAILS) as [EventKind, ...EventKind[]];

/** What an event of a kind says one thing under. */
export type FieldOf<Kind extends EventKind> = keyof (typeof DETAILS)[Kind]['shape'] & string;
export type EventField = { [Kind in EventKind]: FieldOf<Kind> }[EventKind];
/** The words of a closed list that a field of a kind holds. */
export type CodeOf<Kind extends EventKind, Field extends FieldOf<Kind>> = Extract<
  NonNullable<z.infer<(typeof DETAILS)[Kind]['shape'][Field]>>,
  string
>;

/** A business event, before anybody says who and when. `subject`: id of the row it is about. */
export type BusinessEvent = {
  [Kind in EventKind]: { kind: Kind; subject: string; detail: z.infer<(typeof DETAILS)[Kind]> };
}[EventKind];

/**
 * An event as stored, or about to be.
 * @throws ZodError if the detail does not fit its kind
 */
export function parseEvent(row: { kind: string; subject: string; detail: unknown }): BusinessEvent {
  const kind = row.kind as EventKind;
  return { kind, subject: row.subject, detail: DETAILS[kind].parse(row.detail) } as BusinessEvent;
}

/** Ids of the words an event refers to. */
export function textsOf({ detail }: Pick<BusinessEvent, 'detail'>): string[] {
  return Object.values(detail)
    .flatMap((value: unknown) => (typeof value === 'object' && value !== null ? Object.values(value) : [value]))
    .filter((value): value is string => TextId.safeParse(value).success);
}
