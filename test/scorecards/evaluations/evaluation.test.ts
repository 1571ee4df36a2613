import { describe, expect, it } from 'vitest';
import {
  type EvaluationState,
  isHeld,
  LEASE_MS,
  leaseFrom,
  REVIEW_STATUS_CHANGES,
  type ReviewStatusChange,
  stateAfter,
  stateAt,
  statusChangeProblem,
} from '../../../scorecards/evaluations/evaluation.ts';

const now = '2026-03-02T10:00:00.000Z';
const later = (ms: number) => new Date(Date.parse(now) + ms).toISOString();
const taken = { state: 'taken' as const, reviewer: 'rev', lease_until: leaseFrom(now) };

describe('the life of an evaluation', () => {
  it('is waiting → taken → submitted → acknowledged', () => {
    const path: ReviewStatusChange[] = ['take', 'save', 'submit', 'acknowledge'];
    let state: EvaluationState = 'waiting';
    for (const change of path) state = stateAfter(state, change)!;
    expect(state).toBe('acknowledged');
  });

  it('is over once submitted or withdrawn', () => {
    expect(REVIEW_STATUS_CHANGES.filter((change) => stateAfter('submitted', change))).toEqual(['acknowledge']);
    expect(REVIEW_STATUS_CHANGES.filter((change) => stateAfter('acknowledged', change))).toEqual([]);
    expect(REVIEW_STATUS_CHANGES.filter((change) => stateAfter('withdrawn', change))).toEqual([]);
  });

  it('only its reviewer works on a review', () => {
    for (const change of ['take', 'save', 'release', 'submit'] as const) {
      expect(statusChangeProblem(taken, change, 'other', now)).toBe('not-your-review');
    }
    expect(statusChangeProblem(taken, 'submit', 'rev', now)).toBeNull();
  });

  it.each<[EvaluationState, ReviewStatusChange, string | null]>([
    ['waiting', 'take', null],
    ['waiting', 'save', 'lease-lost'],
    ['waiting', 'submit', 'lease-lost'],
    ['waiting', 'withdraw', null],
    ['waiting', 'acknowledge', 'not-submitted'],
    ['submitted', 'take', 'already-submitted'],
    ['submitted', 'save', 'already-submitted'],
    ['submitted', 'withdraw', 'already-submitted'],
    ['submitted', 'acknowledge', null],
    ['acknowledged', 'acknowledge', 'already-acknowledged'],
    ['acknowledged', 'submit', 'already-submitted'],
    ['withdrawn', 'take', 'review-withdrawn'],
  ])('%s, %s: %s', (state, change, code) => {
    expect(statusChangeProblem({ state, reviewer: 'rev', lease_until: null }, change, 'rev', now)).toBe(code);
  });
});

describe('the lease', () => {
  it('lasts two hours', () => {
    expect(leaseFrom(now)).toBe('2026-03-02T12:00:00.000Z');
    expect(isHeld(taken, later(LEASE_MS - 1))).toBe(true);
    expect(isHeld(taken, later(LEASE_MS))).toBe(false);
  });

  it('once it has run out the review waits again, and its reviewer can take it up', () => {
    expect(stateAt(taken, later(LEASE_MS))).toBe('waiting');
    expect(statusChangeProblem(taken, 'save', 'rev', later(LEASE_MS))).toBe('lease-lost');
    expect(statusChangeProblem(taken, 'take', 'rev', later(LEASE_MS))).toBeNull();
  });

  it('is renewed by work', () => {
    const renewed = { ...taken, lease_until: leaseFrom(later(LEASE_MS - 1)) };
    expect(isHeld(renewed, later(LEASE_MS + 1))).toBe(true);
  });
});
