import { describe, expect, it } from 'vitest';
import {
  type EvaluationState,
  hindrance,
  isHeld,
  LEASE_MS,
  leaseFrom,
  REVIEW_ACTS,
  type ReviewAct,
  stateAfter,
  stateAt,
} from '../../../scorecards/evaluations/evaluation.ts';

const now = '2026-03-02T10:00:00.000Z';
const later = (ms: number) => new Date(Date.parse(now) + ms).toISOString();
const taken = { state: 'taken' as const, reviewer: 'rev', lease_until: leaseFrom(now) };

describe('the life of an evaluation', () => {
  it('goes waiting → taken → submitted → acknowledged', () => {
    const path: ReviewAct[] = ['take', 'save', 'submit', 'acknowledge'];
    let state: EvaluationState = 'waiting';
    for (const act of path) state = stateAfter(state, act)!;
    expect(state).toBe('acknowledged');
  });

  it('is over once submitted or withdrawn', () => {
    expect(REVIEW_ACTS.filter((act) => stateAfter('submitted', act))).toEqual(['acknowledge']);
    expect(REVIEW_ACTS.filter((act) => stateAfter('acknowledged', act))).toEqual([]);
    expect(REVIEW_ACTS.filter((act) => stateAfter('withdrawn', act))).toEqual([]);
  });

  it('only its reviewer works on a review', () => {
    for (const act of ['take', 'save', 'release', 'submit'] as const) {
      expect(hindrance(taken, act, 'other', now)).toBe('not-your-review');
    }
    expect(hindrance(taken, 'submit', 'rev', now)).toBeNull();
  });

  it.each<[EvaluationState, ReviewAct, string | null]>([
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
  ])('%s, %s: %s', (state, act, code) => {
    expect(hindrance({ state, reviewer: 'rev', lease_until: null }, act, 'rev', now)).toBe(code);
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
    expect(hindrance(taken, 'save', 'rev', later(LEASE_MS))).toBe('lease-lost');
    expect(hindrance(taken, 'take', 'rev', later(LEASE_MS))).toBeNull();
  });

  it('is renewed by work', () => {
    const renewed = { ...taken, lease_until: leaseFrom(later(LEASE_MS - 1)) };
    expect(isHeld(renewed, later(LEASE_MS + 1))).toBe(true);
  });
});
