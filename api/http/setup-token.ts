// Who may create the first administrator: a person who can read a file on the machine (or set a secret of the
// platform). Knowing the address alone is not enough.
import { createHash, timingSafeEqual } from 'node:crypto';

export type SetupToken = {
  /** Compared in constant time, whatever is wrong with it. */
  matches(given: string): boolean;
  /** From now on nothing matches. */
  spend(): void;
};

/** @param token null: nothing matches */
export function setupToken(token: string | null, onSpent: () => void = () => {}): SetupToken {
  let kept = token === null ? null : digest(token);
  return {
    matches: (given) => kept !== null && timingSafeEqual(kept, digest(given)),
    spend: () => {
      kept = null;
      onSpent();
    },
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
