import { describe, expect, it } from 'vitest';
import {
  type EvaluationState,
  isHeld,
  LEASE_MS,
  leaseFrom,
  REVIEW_STATES,
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

describe('the state after a status change', () => {
  it.each<[ReviewStatusChange, Partial<Record<EvaluationState, EvaluationState>>]>([
    ['take', { waiting: 'taken', taken: 'taken' }],
    ['save', { taken: 'taken' }],
    ['release', { taken: 'waiting' }],
    ['submit', { taken: 'submitted' }],
    ['withdraw', { waiting: 'withdrawn', taken: 'withdrawn' }],
    ['acknowledge', { submitted: 'acknowledged' }],
  ])('%s: %j', (change, wanted) => {
    const states = [...REVIEW_STATES, 'acknowledged'] as const;
    const after = states.flatMap((state) => {
      const next = stateAfter(state, change);
      return next === null ? [] : [[state, next]];
    });
    expect(Object.fromEntries(after)).toEqual(wanted);
  });

  it('a manager withdraws, and an agent acknowledges, what somebody else reviewed', () => {
    expect(statusChangeProblem(taken, 'withdraw', 'manager', now)).toBeNull();
    const submitted = { ...taken, state: 'submitted' as const, lease_until: null };
    expect(statusChangeProblem(submitted, 'acknowledge', 'agent', now)).toBeNull();
  });

  it('a review that is being worked on cannot be acknowledged', () => {
    expect(statusChangeProblem(taken, 'acknowledge', 'agent', now)).toBe('not-submitted');
  });

  it('only what is taken is held, and only with a lease', () => {
    expect(isHeld({ ...taken, state: 'submitted' }, now)).toBe(false);
    expect(isHeld({ ...taken, lease_until: null }, now)).toBe(false);
    expect(stateAt({ ...taken, state: 'submitted' }, later(LEASE_MS))).toBe('submitted');
  });
});
