import type { en } from './words.ts';

/** What every language must hold: the keys of the English words. */
export type Words = Shape<typeof en>;
type Shape<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Shape<T[K]>;
};
