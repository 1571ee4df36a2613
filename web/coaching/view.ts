// Coaching tasks and scores as the pages show them: pure, rows in and what is seen out.
import type { EvidenceRow, TaskCard } from '../../db/coaching.ts';
import type { EvaluationRow } from '../../db/evaluations.ts';
import { addDays } from '../../scorecards/calendar.ts';
import { needsReason, type TaskState } from '../../scorecards/coaching/task.ts';

/** The board's columns. What is only proposed stands in the first, before the rest. */
export const COLUMNS = ['new', 'in-progress', 'practising', 'checking'] as const;
export type Column = (typeof COLUMNS)[number];

export const columnOf = (state: TaskState): Column | null =>
  state === 'proposed' ? 'new' : (COLUMNS as readonly TaskState[]).includes(state) ? (state as Column) : null;

export type Due = 'any' | 'week' | 'over';
export type Narrowed = { agent: string | null; due: Due };

/** Tasks by column, proposed ones first, then by due date; `today` is the organisation's. */
export function board(
  tasks: readonly TaskCard[],
  { agent, due }: Narrowed,
  today: string,
): { column: Column; tasks: TaskCard[] }[] {
  const week = addDays(today, 7);
  const shown = tasks.filter(
    (task) =>
      (agent === null || task.agent.id === agent) &&
      (due === 'any' || (due === 'week' ? task.due_on <= week : task.due_on < today)),
  );
  const rank = (task: TaskCard) => (task.state === 'proposed' ? 0 : 1);
  return COLUMNS.map((column) => ({
    column,
    tasks: shown
      .filter((task) => columnOf(task.state) === column)
      .sort((a, b) => rank(a) - rank(b) || (a.due_on < b.due_on ? -1 : a.due_on > b.due_on ? 1 : 0)),
  }));
}

/** What a column's head counts: tasks, and how many of them are only proposed. */
export const counted = (tasks: readonly TaskCard[]): { all: number; proposed: number } => ({
  all: tasks.length,
  proposed: tasks.filter(({ state }) => state === 'proposed').length,
});

/**
 * The state a card dropped on a column goes to; null where it may not go there. A proposed card may be taken up by
 * dropping it further on.
 */
export function dropState(task: Pick<TaskCard, 'state' | 'moves'>, column: Column): TaskState | null {
  if (task.state === column) return null;
  if (task.state === 'proposed' && column === 'in-progress') return 'in-progress';
  return task.moves.includes(column) ? column : null;
}

/** The column a card goes to with one key, to the right or to the left; null where it may not. */
export function nextState(task: Pick<TaskCard, 'state' | 'moves'>, step: 1 | -1): TaskState | null {
  if (step === 1 && task.state === 'proposed') return 'new';
  if (step === 1 && task.state === 'checking') return 'done';
  const at = COLUMNS.indexOf(columnOf(task.state) ?? 'new');
  for (let i = at + step; i >= 0 && i < COLUMNS.length; i += step) {
    const state = dropState(task, COLUMNS[i]!);
    if (state) return state;
  }
  return null;
}

export type MoveChoice = { state: TaskState; back: boolean; reason: boolean };

/** What a menu offers for a task, in the order of the work, ending it last. */
export const movesOf = (task: Pick<TaskCard, 'state' | 'moves'>): MoveChoice[] =>
  task.moves
    .map((state) => ({
      state,
      back: task.state === 'checking' && state === 'practising',
      reason: needsReason(task.state, state),
    }))
    .sort((a, b) => order(a.state) - order(b.state));

const ENDS: readonly TaskState[] = ['merged', 'dismissed'];
const order = (state: TaskState): number => {
  const end = ENDS.indexOf(state);
  if (end >= 0) return 100 + end;
  const column = (COLUMNS as readonly TaskState[]).indexOf(state);
  return column < 0 ? 50 : column;
};

/** `left` how many days; below 0 overdue. */
export function dueIn(due_on: string, today: string): { overdue: boolean; soon: boolean } {
  return { overdue: due_on < today, soon: due_on >= today && due_on <= addDays(today, 2) };
}

const CHIPS = 3;

/** Moments to be heard on a card, newest review first, and how many there are besides. */
export function chipsOf(evidence: readonly EvidenceRow[]): { moments: Heard[]; more: number } {
  const heard = momentsOf(evidence).toReversed();
  return { moments: heard.slice(0, CHIPS).toReversed(), more: Math.max(0, heard.length - CHIPS) };
}

export type Heard = EvidenceRow & { start_ms: number; end_ms: number };

/** Evidence with a moment; the same moment named by two criteria once. */
export function momentsOf(evidence: readonly EvidenceRow[]): Heard[] {
  const seen = new Set<string>();
  return evidence.flatMap((one) => {
    if (one.start_ms === null) return [];
    const key = `${one.interaction_id} ${one.start_ms}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...one, start_ms: one.start_ms, end_ms: one.end_ms ?? one.start_ms }];
  });
}

/** Evidence by the review it comes from, oldest first. */
export function byReview(evidence: readonly EvidenceRow[]): { evaluation_id: string; rows: EvidenceRow[] }[] {
  const found = new Map<string, EvidenceRow[]>();
  for (const row of evidence) found.set(row.evaluation_id, [...(found.get(row.evaluation_id) ?? []), row]);
  return [...found].map(([evaluation_id, rows]) => ({ evaluation_id, rows }));
}

/** A score to draw. `x` is 0 (oldest) to 1 (newest), by date. */
export type Dot = { row: EvaluationRow; x: number; score_bp: number };

/** The history from oldest to newest; what has no score cannot be drawn and stays in the table. */
export function dotsOf(history: readonly EvaluationRow[]): Dot[] {
  const scored = history
    .filter((row) => row.final_bp !== null)
    .toSorted((a, b) => (a.interaction.started_at < b.interaction.started_at ? -1 : 1));
  const times = scored.map((row) => Date.parse(row.interaction.started_at));
  const first = times[0] ?? 0;
  const span = (times.at(-1) ?? 0) - first;
  return scored.map((row, i) => ({ row, x: span === 0 ? 0.5 : (times[i]! - first) / span, score_bp: row.final_bp! }));
}
