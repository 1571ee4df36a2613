// The types of personal data, and how a find is represented. One datum is one piece of a person's data, however often
// and in however many pieces it is spoken: a card number given in four groups and repeated by the agent is one datum
// with several finds.

import { z } from 'zod';

/** card: number, expiry and security code; identity: state-issued numbers; account: bank, customer, member numbers and PINs. */
export const PERSONAL_DATA = [
  'card',
  'identity',
  'account',
  'phone',
  'email',
  'address',
  'birth',
  'order',
  'name',
] as const;

export type PersonalDataKind = (typeof PERSONAL_DATA)[number];

/** One stretch of personal data in one turn. */
export const PersonalData = z.object({
  kind: z.enum(PERSONAL_DATA),
  /** Index of the turn. */
  turn: z.int().min(0),
  /** Offsets in the turn's text, UTF-16; the end is the first offset behind it. */
  start: z.int().min(0),
  end: z.int().min(0),
  /** Words of the turn, [first, last); null when the turn has none (typed text). */
  first_word: z.int().min(0).nullable(),
  last_word: z.int().min(0).nullable(),
  /** Place in the recording, ms; null for typed text. */
  start_ms: z.int().nullable(),
  end_ms: z.int().nullable(),
  /** The same number: the same datum, spread over turns or repeated. */
  datum: z.int(),
});
export type PersonalData = z.infer<typeof PersonalData>;

/** Where personal data is heard in a recording, with the margin that is muted around it, ms. */
export const PersonalSound = z.object({
  kind: z.enum(PERSONAL_DATA),
  start_ms: z.int().min(0),
  end_ms: z.int().min(0),
});
export type PersonalSound = z.infer<typeof PersonalSound>;
