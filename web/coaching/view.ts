// How pages present coaching tasks and scores. Pure.
import type { EvidenceRow, TaskCard, TaskEvent } from '../../api/coaching/contract.ts';
import type { EvaluationRow } from '../../api/evaluations/contract.ts';
import type { ScorecardBreak } from '../../api/scorecards/contract.ts';
import { addDays } from '../../scorecards/calendar/calendar.ts';
import { needsReason, type TaskState } from '../../scorecards/coaching/task.ts';

/** The board's columns. What is only proposed stands in the first, before the rest. */
export const COLUMNS = ['new', 'in-progress', 'practising', 'checking'] as const;
export type Column = (typeof COLUMNS)[number];

export const columnOf = (state: TaskState): Column | null =>
  state === 'proposed' ? 'new' : (COLUMNS as readonly TaskState[]).includes(state) ? (state as Column) : null;

export type Due = 'any' | 'week' | 'over';
export type BoardColumn = { column: Column; tasks: TaskCard[] };
export type Narrowed = { agent: string | null; due: Due };

/** Tasks by column, proposed ones first, then by due date; `today` is the organisation's. */
export function board(tasks: readonly TaskCard[], { agent, due }: Narrowed, today: string): BoardColumn[] {
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
const QUOTES = 2;

/**
 * What a card shows of its evidence, the newest of it: moments to be heard, and of text interactions what was written.
 */
export function chipsOf(evidence: readonly EvidenceRow[]): { moments: Heard[]; more: number; quotes: string[] } {
  const heard = momentsOf(evidence.filter(({ channel }) => channel === 'voice'));
  const read = evidence.filter(({ channel, quote }) => channel !== 'voice' && quote.trim() !== '');
  return {
    moments: heard.slice(-CHIPS),
    more: Math.max(0, heard.length - CHIPS),
    quotes: [...new Set(read.map(({ quote }) => quote))].slice(-QUOTES),
  };
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

/** What one review shows of a task's cause: each criterion with the reviewer's words and its moments. */
export type Shown = {
  evaluation_id: string;
  interaction: { id: string; channel: EvidenceRow['channel'] };
  submitted_at: string;
  criteria: { key: string; text: EvidenceRow['text']; comment: string; moments: Heard[] }[];
};

/** Evidence by review, the newest first, and in it by criterion: a comment is said once, however many its moments. */
export function byReview(evidence: readonly EvidenceRow[]): Shown[] {
  const found = new Map<string, Shown>();
  for (const row of evidence) {
    const review = found.get(row.evaluation_id) ?? {
      evaluation_id: row.evaluation_id,
      interaction: { id: row.interaction_id, channel: row.channel },
      submitted_at: row.submitted_at,
      criteria: [],
    };
    found.set(row.evaluation_id, review);
    const key = `${row.criterion} ${row.comment}`;
    let criterion = review.criteria.find((one) => one.key === key);
    if (!criterion) {
      criterion = { key, text: row.text, comment: row.comment.trim(), moments: [] };
      review.criteria.push(criterion);
    }
    criterion.moments.push(...momentsOf([row]));
  }
  return [...found.values()].sort((a, b) => (a.submitted_at < b.submitted_at ? 1 : -1));
}

export type Happened = TaskEvent & { what: 'opened' | 'added' | 'moved' };

/** The story of a task: an event that leaves the state as it was brought new evidence. */
export const historyOf = (events: readonly TaskEvent[]): Happened[] =>
  events.map((event, i) => ({
    ...event,
    what: i === 0 ? 'opened' : events[i - 1]!.state === event.state ? 'added' : 'moved',
  }));

/** A score to draw. `x` is 0 (oldest) to 1 (newest), by date. */
export type Dot = { row: EvaluationRow; x: number; score_bp: number };

/**
 * Where scores stop being comparable, on the scale of the dots: between the last one on an earlier version and the first on
 * the later, or, where they are mixed, when that was published. None where all dots are on one side.
 */
export function cutsOf(
  history: readonly EvaluationRow[],
  breaks: readonly ScorecardBreak[],
): { x: number; break: ScorecardBreak }[] {
  const dots = dotsOf(history);
  const times = dots.map(({ row }) => Date.parse(row.interaction.started_at));
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
  return breaks.flatMap((one) => {
    const own = dots.filter(({ row }) => row.scorecard.key === one.scorecard.key);
    const before = own.findLast(({ row }) => row.scorecard.number < one.number)?.x ?? null;
    const after = own.find(({ row }) => row.scorecard.number >= one.number)?.x ?? null;
    if (before !== null && after !== null && before < after) return [{ x: (before + after) / 2, break: one }];
    const at = Date.parse(one.published_at);
    return first < at && at < last ? [{ x: (at - first) / (last - first), break: one }] : [];
  });
}

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
