// The kinds of personal data that are looked for, and how a stretch of it is told. A datum is one piece of a person's
// data however often and in however many pieces it is spoken: a card number given in four groups and read back by the
// agent is one datum with several finds.

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
export type PersonalData = {
  kind: PersonalDataKind;
  /** Index of the turn. */
  turn: number;
  /** Offsets in the turn's text, UTF-16; the end is the first offset behind it. */
  start: number;
  end: number;
  /** Words of the turn, [first, last); null when the turn has none (typed text). */
  first_word: number | null;
  last_word: number | null;
  /** Place in the recording, ms; null for typed text. */
  start_ms: number | null;
  end_ms: number | null;
  /** The same number: the same datum, spread over turns or repeated. */
  datum: number;
};
