// The states of a coaching task. A weak section proposes a task; a critical error creates one. Coach and agent review
// the moments (in progress), role-play the scenario (practising), and watch later interactions (checking). A task can
// be dismissed with a reason or merged into another of the same cause. End states are final.
import { addDays } from '../calendar/calendar.ts';
import type { ProblemCode } from '../problems/problem.ts';

export const TASK_STATES = [
  'proposed',
  'new',
  'in-progress',
  'practising',
  'checking',
  'done',
  'dismissed',
  'merged',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** `coach`: anyone with coaching:work for the agent; `product`: Attune itself, when an evaluation is submitted. */
export type TaskMover = 'coach' | 'product';

type Step = { by: readonly TaskMover[]; reason?: true };
const COACH: Step = { by: ['coach'] };
const DISMISS: Step = { by: ['coach'], reason: true };
/** Looking again is back to practice, and says why. */
const BACK: Step = { by: ['coach'], reason: true };
const MERGE: Step = { by: ['coach', 'product'] };

/** From → to → who may, and whether a reason is needed. What is not in the table cannot be done. */
const TRANSITIONS: Record<TaskState, Partial<Record<TaskState, Step>>> = {
  proposed: { new: COACH, dismissed: DISMISS, merged: MERGE },
  new: { 'in-progress': COACH, dismissed: DISMISS, merged: MERGE },
  'in-progress': { practising: COACH, checking: COACH, dismissed: DISMISS, merged: MERGE },
  practising: { checking: COACH, dismissed: DISMISS, merged: MERGE },
  checking: { done: COACH, practising: BACK, dismissed: DISMISS, merged: MERGE },
  done: {},
  dismissed: {},
  merged: {},
};

/** States after which nothing more happens. */
export const CLOSED_STATES: readonly TaskState[] = TASK_STATES.filter(
  (state) => Object.keys(TRANSITIONS[state]).length === 0,
);

export const isOpen = (state: TaskState): boolean => !CLOSED_STATES.includes(state);

/** Where a task may go from here, for the person moving it. */
export const movesFrom = (from: TaskState, by: TaskMover = 'coach'): TaskState[] =>
  TASK_STATES.filter((to) => TRANSITIONS[from][to]?.by.includes(by));

/** Whether this move wants a reason in words. */
export const needsReason = (from: TaskState, to: TaskState): boolean => TRANSITIONS[from][to]?.reason === true;

/** Why a task may not go from here to there; null when it may. */
export function moveProblem(from: TaskState, to: TaskState, by: TaskMover, reason: string | null): ProblemCode | null {
  const step = TRANSITIONS[from][to];
  if (!step?.by.includes(by)) return 'illegal-transition';
  if (step.reason && !reason?.trim()) return 'reason-needed';
  return null;
}

/** Feedback works soon after the interaction. */
const DUE_AFTER_DAYS = 7;
/** Practice belongs in the week after; whether it worked shows within the 30 days practice.md's G gives the effect. */
const LONGER: Partial<Record<TaskState, number>> = { practising: 7, checking: 30 };

/** The date a task made on a date is due. */
export const dueOn = (today: string): string => addDays(today, DUE_AFTER_DAYS);

/**
 * The date a task is due once it has come into a state: practice and its effect take their time, no move shortens it.
 */
export function dueAfterMove(due_on: string, state: TaskState, today: string): string {
  const days = LONGER[state];
  if (days === undefined) return due_on;
  const later = addDays(today, days);
  return later > due_on ? later : due_on;
}

/** State a cause's task begins in. */
export const firstState = (certainty: 'stated' | 'proposed'): TaskState =>
  certainty === 'stated' ? 'new' : 'proposed';
