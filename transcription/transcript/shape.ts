// What the large JSON of a transcript must look like when it comes back from where it was stored. By hand, because two
// hours of talk are twenty thousand words, each an object: a library of schemas takes longer over them than their reading.
// The compiler holds every shape to its type: a field that is added there and not here does not pass.

import type { Peaks, RawSound, RecordingNotes, Speaker, Turn, Word } from './transcript.ts';

/** What a value must be to be a `T`. */
export type Shape<T> = {
  /**
   * Where a value is none: a path such as `.words[].start_ms`, made of the names of the type alone (`*` for a key that is
   * the row's own), so that it may be written down; empty for the value itself. null: nowhere.
   */
  faultIn(value: unknown): string | null;
  readonly of?: T;
};

const when = <T>(holds: (value: unknown) => boolean): Shape<T> => ({
  faultIn: (value) => (holds(value) ? null : ''),
});

const text = when<string>((value) => typeof value === 'string');
const number = when<number>((value) => typeof value === 'number');
const whole = when<number>(Number.isInteger);

const oneOf = <const T>(...values: T[]): Shape<T> => when((value) => values.includes(value as T));

const nullable = <T>(shape: Shape<T>): Shape<T | null> => ({
  faultIn: (value) => (value === null ? null : shape.faultIn(value)),
});

const optional = <T>(shape: Shape<T>): Shape<T | undefined> => ({
  faultIn: (value) => (value === undefined ? null : shape.faultIn(value)),
});

function list<T>(shape: Shape<T>): Shape<T[]> {
  return {
    faultIn(value) {
      if (!Array.isArray(value)) return '';
      for (const one of value) {
        const fault = shape.faultIn(one);
        if (fault !== null) return `[]${fault}`;
      }
      return null;
    },
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function object<T>(fields: { [K in keyof Required<T>]: Shape<T[K]> }): Shape<T> {
  const all = Object.entries<Shape<unknown>>(fields);
  return {
    faultIn(value) {
      if (!isObject(value)) return '';
      for (const [name, shape] of all) {
        const fault = shape.faultIn(value[name]);
        if (fault !== null) return `.${name}${fault}`;
      }
      return null;
    },
  };
}

export const isSpeaker = (value: unknown): value is Speaker =>
  value === 'agent' ||
  value === 'customer' ||
  value === 'system' ||
  value === 'unknown' ||
  (typeof value === 'string' && /^speaker-\d+$/.test(value));

const WORD = object<Word>({ text, start_ms: whole, end_ms: whole, confidence: number });

const TURN = object<Turn>({
  speaker: when<Speaker>(isSpeaker),
  channel: whole,
  start_ms: whole,
  end_ms: whole,
  text,
  confidence: nullable(number),
  words: list(WORD),
  corrected: optional(object({ revision: whole, from_ms: whole, to_ms: whole })),
});

export const TURNS: Shape<Turn[]> = list(TURN);

export const PEAKS: Shape<Peaks> = object({ bucket_ms: number, channels: list(list(whole)) });

export const RECORDING_NOTES: Shape<RecordingNotes> = object({
  assumed: nullable(
    object<RawSound>({
      coding: oneOf('mulaw', 'alaw', 'linear', 'gsm', 'g722', 'oki', 'g729', 'g723'),
      rate: whole,
      channels: whole,
    }),
  ),
  tracks: nullable(object({ heard: list(whole), of: whole })),
  unread_bytes: whole,
});

/** Columns of an import: their names are the file's, and may be anything. */
export const TEXTS: Shape<Record<string, string>> = {
  faultIn(value) {
    if (!isObject(value)) return '';
    return Object.values(value).every((one) => typeof one === 'string') ? null : '.*';
  },
};
