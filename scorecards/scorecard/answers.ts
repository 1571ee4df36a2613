// A reviewer's answers: for each criterion a value or "not applicable", with a comment and evidence. A criterion hidden
// by a condition has no answer of its own; score.ts derives that from the scorecard.
import { z } from 'zod';

/** A moment that shows something. In text there is no sound: `start_ms` is the time since the first message. */
export const Evidence = z
  .object({
    /** Index of the turn in the transcript; null for a moment no turn covers (a silence). */
    turn: z.int().min(0).nullable(),
    start_ms: z.int().min(0),
    end_ms: z.int().min(0),
    quote: z.string().max(500),
    /** Revision of the transcript in which the turn has this index; absent: the first. */
    revision: z.int().min(1).optional(),
    /** Channels of the turns the moment covers; absent where that was not written down. */
    channels: z.array(z.int().min(0).max(64)).max(16).optional(),
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof Evidence>;

/** Why an answer is low: a root cause of the scorecard, and what exactly where the second tier says it. */
export const GivenCause = z
  .object({ first: z.string().max(40), second: z.string().max(40).nullable() })
  .meta({ id: 'GivenCause' });
export type GivenCause = z.infer<typeof GivenCause>;

/**
 * `value`: an option's key (choice), keys of the ticked items (checklist), a whole number (number, ranges, count), a day as
 * YYYY-MM-DD (date), words (text), 'na' where the criterion may not apply, or null while it is unanswered.
 */
export const Answer = z
  .object({
    value: z.union([z.string().max(4000), z.array(z.string().max(40)).max(20), z.int()]).nullable(),
    comment: z.string().max(4000),
    evidence: z.array(Evidence).max(50),
    cause: GivenCause.nullable().optional(),
  })
  .meta({ id: 'Answer' });
export type Answer = z.infer<typeof Answer>;

/** By criterion id; a missing id is unanswered. */
export const Answers = z.record(z.string().max(40), Answer).meta({ id: 'Answers' });
export type Answers = z.infer<typeof Answers>;

export const UNANSWERED: Answer = { value: null, comment: '', evidence: [] };

/** A criterion's answer. Ids are a person's words: one named `constructor` has no answer by nature. */
export const answerOf = (answers: Answers, criterion: string): Answer | undefined =>
  Object.hasOwn(answers, criterion) ? answers[criterion] : undefined;
