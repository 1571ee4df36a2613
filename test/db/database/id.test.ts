import { describe, expect, it } from 'vitest';
import { newId } from '../../../db/database/id.ts';

describe('an id', () => {
  it('has a prefix for its kind and 26 characters that sort by creation time', () => {
    const early = newId('int', new Date('2026-01-01T00:00:00Z'));
    const late = newId('int', new Date('2026-01-01T00:00:00.001Z'));
    expect(early).toMatch(/^int_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(early < late).toBe(true);
  });

  it('made in the same millisecond as the one before comes after it, and is never the same', () => {
    const now = new Date('2026-01-01T00:00:00Z');
    const ids = Array.from({ length: 5000 }, () => newId('tsv', now));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is hard to guess from another of a different moment', () => {
    const [one, other] = [newId('upl', new Date(1)), newId('upl', new Date(2))];
    expect(one.slice(-16)).not.toBe(other.slice(-16));
  });
});
