// States of a review and its evaluation. A review waits for its reviewer, who takes it for two hours; working on it
// renews the time, and an expired one can be taken again. A submitted review is final; the agent acknowledges it.
// Instants are ISO, UTC.
import type { ProblemCode } from '../problems/problem.ts';

/** States of a review. Acknowledging belongs to the evaluation it became. */
export const REVIEW_STATES = ['waiting', 'taken', 'submitted', 'withdrawn'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export type EvaluationState = ReviewState | 'acknowledged';

/** Only `random` ones enter an agent's mean; `calibration` ones never count for an agent. */
export const REVIEW_KINDS = ['random', 'targeted', 'calibration'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** Why there is a version of an evaluation: the reviewer's own, or one that takes its place. */
export const VERSION_REASONS = ['submitted', 'appeal', 'correction'] as const;
export type VersionReason = (typeof VERSION_REASONS)[number];

export const REVIEW_STATUS_CHANGES = ['take', 'save', 'release', 'submit', 'withdraw', 'acknowledge'] as const;
export type ReviewStatusChange = (typeof REVIEW_STATUS_CHANGES)[number];

/** Status change → state it is made in → state after it. What is not in the table cannot be done. */
const TRANSITIONS: Record<ReviewStatusChange, Partial<Record<EvaluationState, EvaluationState>>> = {
  take: { waiting: 'taken', taken: 'taken' },
  save: { taken: 'taken' },
  release: { taken: 'waiting' },
  submit: { taken: 'submitted' },
  withdraw: { waiting: 'withdrawn', taken: 'withdrawn' },
  acknowledge: { submitted: 'acknowledged' },
};

/** The state after a status change; null where it cannot be done. */
export const stateAfter = (state: EvaluationState, change: ReviewStatusChange): EvaluationState | null =>
  TRANSITIONS[change][state] ?? null;

/** How long a reviewer holds a review without working on it: longer than a long call takes, shorter than a shift. */
export const LEASE_MS = 2 * 60 * 60 * 1000;

/** A review as far as its life goes. `lease_until` is null unless taken. */
export type Held = { state: EvaluationState; reviewer: string; lease_until: string | null };

/** The end of a lease taken or renewed now. */
export const leaseFrom = (now: string): string => new Date(Date.parse(now) + LEASE_MS).toISOString();

/** Whether the reviewer still holds it. The last instant of a lease no longer counts. */
export const isHeld = (review: Held, now: string): boolean =>
  review.state === 'taken' && Date.parse(now) < Date.parse(review.lease_until ?? now);

/** The state people see: a review whose lease ran out waits again. */
export const stateAt = (review: Held, now: string): EvaluationState =>
  review.state === 'taken' && !isHeld(review, now) ? 'waiting' : review.state;

/**
 * Why `member` may not do this now; null when they may. Only the reviewer works on a review. Who may withdraw or
 * acknowledge is access.ts's business.
 */
export function statusChangeProblem(
  review: Held,
  change: ReviewStatusChange,
  member: string,
  now: string,
): ProblemCode | null {
  const works = change === 'take' || change === 'save' || change === 'release' || change === 'submit';
  if (works && review.reviewer !== member) return 'not-your-review';
  const state = stateAt(review, now);
  if (stateAfter(state, change) !== null) return null;
  switch (state) {
    case 'waiting':
      return change === 'acknowledge' ? 'not-submitted' : 'lease-lost';
    case 'taken':
      return 'not-submitted';
    case 'submitted':
    case 'acknowledged':
      return change === 'acknowledge' ? 'already-acknowledged' : 'already-submitted';
    case 'withdrawn':
      return 'review-withdrawn';
  }
}
