// Saving a draft from the browser: the possible results of a save, and where unsaved changes wait.
import { Refusal } from '../../server/client.ts';
import type { Outcome, Version } from './draft.ts';
import { save } from './review-data.ts';

/** Throws what neither another window nor the connection is to blame for. */
export async function saveOnServer(review: string, json: Parameters<typeof save>[1]): Promise<Outcome> {
  try {
    const { revision, saved_at } = await save(review, json);
    return { kind: 'saved', revision, saved_at };
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === 'stale')
      return { kind: 'stale', other: refusal.detail as Version | null };
    if (refusal instanceof Refusal && refusal.passing) return { kind: 'lost' };
    throw refusal;
  }
}

/** null where the browser forbids keeping anything. */
export function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
