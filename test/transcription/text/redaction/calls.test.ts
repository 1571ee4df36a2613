// The shared calls: every turn in which personal data is spoken, and nothing else.
import { expect, it } from 'vitest';
import { inTruth } from '../../../bench/redaction-calls.ts';
import { describeShared, sharedPath } from '../../../support/shared.ts';
import { trueCalls } from '../../voices.ts';

describeShared('personal data in the shared calls', () => {
  it('is masked in every turn that holds some, and in no other', () => {
    const { rows, wrong } = inTruth(trueCalls(sharedPath('calls', 'calls.json')));
    expect(rows.length).toBe(18);
    expect(rows.filter(({ masked }) => !masked)).toEqual([]);
    expect(wrong).toEqual([]);
  });
});
