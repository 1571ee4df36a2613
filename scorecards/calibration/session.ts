// In a calibration several reviewers score the same interaction to see how differently a scorecard is read. Nobody sees
// another's answers until all have submitted or the manager closes it, and nothing counts for the agent.
import type { ProblemCode } from '../problems/problem.ts';

/** With one reviewer there is nobody to agree with. */
export const MINIMUM_REVIEWERS = 2;

/** A session: who takes part, who has submitted, and when it was closed (ISO; null while open). */
export type Session = { reviewers: readonly string[]; submitted: readonly string[]; closed_at: string | null };

/** `complete`: all are in. */
export type SessionState = 'open' | 'complete' | 'closed';

/** Closed by all being in, or by the manager before that. */
export function sessionState({ reviewers, submitted, closed_at }: Session): SessionState {
  if (reviewers.length > 0 && reviewers.every((reviewer) => submitted.includes(reviewer))) return 'complete';
  return closed_at === null ? 'open' : 'closed';
}

/** Why a session with these reviewers about an interaction of this agent cannot be opened; null when it can. */
export function openingProblem(reviewers: readonly string[], agent: string): ProblemCode | null {
  if (reviewers.includes(agent)) return 'reviewer-is-agent';
  return new Set(reviewers).size < MINIMUM_REVIEWERS ? 'too-few-reviewers' : null;
}

/** Why the answers may not be looked at side by side yet; null when they may. */
export const comparingProblem = (session: Session): ProblemCode | null =>
  sessionState(session) === 'open' ? 'calibration-blind' : null;
