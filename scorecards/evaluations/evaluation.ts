// The life of a review and the evaluation that comes of it. A review waits for its reviewer, who takes it for two hours
// at a time; every piece of work renews the time, and one that is left lying can be taken up again. What is submitted
// stays as it is; the agent acknowledges it. Instants are ISO, UTC.
import type { ProblemCode } from '../problems/problem.ts';

/** States of a review. Acknowledging belongs to the evaluation it became. */
export const REVIEW_STATES = ['waiting', 'taken', 'submitted', 'withdrawn'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export type EvaluationState = ReviewState | 'acknowledged';

export const REVIEW_ACTS = ['take', 'save', 'release', 'submit', 'withdraw', 'acknowledge'] as const;
export type ReviewAct = (typeof REVIEW_ACTS)[number];

/** Act → state it is done in → state after it. What is not in the table cannot be done. */
const TRANSITIONS: Record<ReviewAct, Partial<Record<EvaluationState, EvaluationState>>> = {
  take: { waiting: 'taken', taken: 'taken' },
  save: { taken: 'taken' },
  release: { taken: 'waiting' },
  submit: { taken: 'submitted' },
  withdraw: { waiting: 'withdrawn', taken: 'withdrawn' },
  acknowledge: { submitted: 'acknowledged' },
};

/** The state after an act; null where it cannot be done. */
export const stateAfter = (state: EvaluationState, act: ReviewAct): EvaluationState | null =>
  TRANSITIONS[act][state] ?? null;

/** How long a reviewer holds a review without working on it: longer than a long call takes, shorter than a shift. */
export const LEASE_MS = 2 * 60 * 60 * 1000;

/** A review as far as its life goes. `lease_until` is null unless taken. */
export type Held = { state: EvaluationState; reviewer: string; lease_until: string | null };

/** The end of a lease taken or renewed now. */
export const leaseFrom = (now: string): string => new Date(Date.parse(now) + LEASE_MS).toISOString();

/** Whether the reviewer still holds it. The last instant of a lease no longer counts. */
export const isHeld = (review: Held, now: string): boolean =>
  review.state === 'taken' && review.lease_until !== null && Date.parse(now) < Date.parse(review.lease_until);

/** The state people see: a review whose lease ran out waits again. */
export const stateAt = (review: Held, now: string): EvaluationState =>
  review.state === 'taken' && !isHeld(review, now) ? 'waiting' : review.state;

/**
 * Why `member` may not do this now; null when they may. Only the reviewer works on a review. Who may withdraw or
 * acknowledge is access.ts's business.
 */
export function hindrance(review: Held, act: ReviewAct, member: string, now: string): ProblemCode | null {
  const works = act === 'take' || act === 'save' || act === 'release' || act === 'submit';
  if (works && review.reviewer !== member) return 'not-your-review';
  const state = stateAt(review, now);
  if (stateAfter(state, act) !== null) return null;
  switch (state) {
    case 'waiting':
      return act === 'acknowledge' ? 'not-submitted' : 'lease-lost';
    case 'taken':
      return 'not-submitted';
    case 'submitted':
      return 'already-submitted';
    case 'acknowledged':
      return act === 'acknowledge' ? 'already-acknowledged' : 'already-submitted';
    case 'withdrawn':
      return 'review-withdrawn';
  }
}
