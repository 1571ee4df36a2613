// The demonstration's calls: every turn in which personal data is spoken, and nothing else.
import { describe, expect, it } from 'vitest';
import { inTruth } from '../../../bench/redaction-calls.ts';
import { CALLS } from '../../../support/calls.ts';

describe('personal data in calls', () => {
  it('is masked in every turn that holds some, and in no other', () => {
    const { rows, wrong } = inTruth(CALLS);
    expect(rows.length).toBe(12);
    expect(rows.filter(({ masked }) => !masked)).toEqual([]);
    expect(wrong).toEqual([]);
  });
});
