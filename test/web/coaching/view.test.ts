import { describe, expect, it } from 'vitest';
import type { EvidenceRow, TaskCard } from '../../../api/coaching/contract.ts';
import type { EvaluationRow } from '../../../api/evaluations/contract.ts';
import { movesFrom, type TaskState } from '../../../scorecards/coaching/task.ts';
import {
  board,
  byReview,
  chipsOf,
  columnOf,
  cutsOf,
  dotsOf,
  dropState,
  dueIn,
  historyOf,
  momentsOf,
  movesOf,
  nextState,
} from '../../../web/coaching/view.ts';

const evidence = (of: Partial<EvidenceRow> = {}): EvidenceRow => ({
  id: 'tsv_1',
  evaluation_id: 'evl_1',
  submitted_at: '2025-11-10T09:00:00.000Z',
  interaction_id: 'int_1',
  channel: 'voice',
  criterion: 'VG4',
  text: { en: 'Verifies identity', zh: '核实身份' },
  turn: null,
  start_ms: 9000,
  end_ms: 12_000,
  quote: 'What is the order number?',
  comment: '',
  ...of,
});

const task = (id: string, state: TaskState, of: Partial<TaskCard> = {}): TaskCard => ({
  id,
  agent: { id: 'mem_joe', name: 'Joe Alvarez' },
  coach: null,
  kind: 'critical',
  about: { id: 'VG4', text: { en: 'Verifies identity', zh: '核实身份' } },
  critical: 'compliance',
  competency: 'compliance',
  scorecard: { version_id: 'scv_1', key: 'VG', number: 1, name: { en: 'Voice', zh: '语音' } },
  state,
  moves: movesFrom(state),
  due_on: '2025-11-20',
  goal: null,
  rests_on: { reviews: 1, of: 1, weeks: 6 },
  evidence: [],
  reason: null,
  merged_into: null,
  created_at: '2025-11-10T09:00:00.000Z',
  changed_at: '2025-11-10T09:00:00.000Z',
  ...of,
});

const all = { agent: null, due: 'any' } as const;
const idsIn = (tasks: TaskCard[], narrowed: Parameters<typeof board>[1] = all) =>
  board(tasks, narrowed, '2025-11-17').map((column) => column.tasks.map(({ id }) => id));

describe('the board', () => {
  it('shows proposed tasks first, in the first column, and the rest by due date', () => {
    const tasks = [
      task('late', 'new', { due_on: '2025-11-25' }),
      task('early', 'new', { due_on: '2025-11-18' }),
      task('hint', 'proposed', { due_on: '2025-11-30' }),
      task('watched', 'checking'),
    ];
    expect(idsIn(tasks)).toEqual([['hint', 'early', 'late'], [], [], ['watched']]);
  });

  it('has no column for a task that has ended', () => {
    expect(columnOf('dismissed')).toBeNull();
    expect(idsIn([task('gone', 'dismissed'), task('over', 'done')]).flat()).toEqual([]);
  });

  it('filters by agent, by due within 7 days, and by overdue', () => {
    const tasks = [
      task('over', 'new', { due_on: '2025-11-16' }),
      task('today', 'new', { due_on: '2025-11-17' }),
      task('week', 'new', { due_on: '2025-11-24' }),
      task('later', 'new', { due_on: '2025-11-25' }),
      task('mei', 'new', { agent: { id: 'mem_mei', name: 'Mei Tanaka' }, due_on: '2025-12-24' }),
    ];
    expect(idsIn(tasks, { agent: null, due: 'over' })[0]).toEqual(['over']);
    expect(idsIn(tasks, { agent: null, due: 'week' })[0]).toEqual(['over', 'today', 'week']);
    expect(idsIn(tasks, { agent: 'mem_mei', due: 'any' })[0]).toEqual(['mei']);
  });

  it('is overdue from the day after, by the calendar of the organisation', () => {
    expect(dueIn('2025-11-17', '2025-11-17')).toEqual({ overdue: false, soon: true });
    expect(dueIn('2025-11-16', '2025-11-17').overdue).toBe(true);
  });
});

describe('moving a card', () => {
  it('may be dropped where the states of a task allow it and nowhere else', () => {
    expect(dropState(task('a', 'new'), 'in-progress')).toBe('in-progress');
    expect(dropState(task('a', 'new'), 'checking')).toBeNull();
    expect(dropState(task('a', 'in-progress'), 'new')).toBeNull();
    expect(dropState(task('a', 'practising'), 'practising')).toBeNull();
  });

  it('accepts a proposed one dropped on the tasks in progress', () => {
    expect(dropState(task('a', 'proposed'), 'in-progress')).toBe('in-progress');
    expect(dropState(task('a', 'proposed'), 'practising')).toBeNull();
  });

  it('moves one step on by key, from proposed to the end', () => {
    const walk = (state: TaskState) => nextState(task('a', state), 1);
    expect(
      ['proposed', 'new', 'in-progress', 'practising', 'checking'].map((state) => walk(state as TaskState)),
    ).toEqual(['new', 'in-progress', 'practising', 'checking', 'done']);
  });

  it('goes back only from checking, and asks for a reason', () => {
    expect(nextState(task('a', 'checking'), -1)).toBe('practising');
    expect(nextState(task('a', 'practising'), -1)).toBeNull();
    expect(movesOf(task('a', 'checking')).find(({ back }) => back)).toEqual({
      state: 'practising',
      back: true,
      reason: true,
    });
  });

  it('offers the work first and the ends last', () => {
    expect(movesOf(task('a', 'in-progress')).map(({ state }) => state)).toEqual([
      'practising',
      'checking',
      'merged',
      'dismissed',
    ]);
  });
});

describe('evidence', () => {
  it('names a moment once that two criteria rest on', () => {
    const rows = [evidence(), evidence({ id: 'tsv_2', criterion: 'VG5' }), evidence({ id: 'tsv_3', start_ms: 20_000 })];
    expect(momentsOf(rows).map(({ start_ms }) => start_ms)).toEqual([9000, 20_000]);
  });

  it('omits evidence without a moment, and gives a moment without an end no length', () => {
    const rows = [evidence({ start_ms: null, end_ms: null }), evidence({ start_ms: 5000, end_ms: null })];
    expect(momentsOf(rows).map(({ start_ms, end_ms }) => [start_ms, end_ms])).toEqual([[5000, 5000]]);
  });

  it('puts the newest three moments on a card and counts the rest', () => {
    const rows = [1, 2, 3, 4, 5].map((n) => evidence({ id: `tsv_${n}`, start_ms: n * 1000 }));
    expect(chipsOf(rows)).toMatchObject({ more: 2, quotes: [] });
    expect(chipsOf(rows).moments.map(({ start_ms }) => start_ms)).toEqual([3000, 4000, 5000]);
  });

  it('quotes a text interaction instead of showing a time nobody can play', () => {
    const rows = [
      evidence({ channel: 'chat', quote: 'For sale items it is 14 days.' }),
      evidence({ channel: 'chat', quote: 'For sale items it is 14 days.', start_ms: 20_000 }),
    ];
    expect(chipsOf(rows)).toEqual({ moments: [], more: 0, quotes: ['For sale items it is 14 days.'] });
  });

  it('is grouped by review, newest first, each comment once', () => {
    const rows = [
      evidence({ comment: 'No check.' }),
      evidence({ id: 'tsv_2', comment: 'No check.', start_ms: 20_000 }),
      evidence({ id: 'tsv_3', evaluation_id: 'evl_2', submitted_at: '2025-11-12T09:00:00.000Z' }),
    ];
    const reviews = byReview(rows);
    expect(reviews.map(({ evaluation_id }) => evaluation_id)).toEqual(['evl_2', 'evl_1']);
    expect(reviews[1]?.criteria).toHaveLength(1);
    expect(reviews[1]?.criteria[0]?.moments).toHaveLength(2);
  });
});

it('the history distinguishes new evidence from a move', () => {
  const event = (state: TaskState, i: number) => ({ id: `tev_${i}`, state, note: '', by: null, at: '' });
  const story = historyOf((['new', 'new', 'in-progress'] as const).map(event));
  expect(story.map(({ what }) => what)).toEqual(['opened', 'added', 'moved']);
});

describe('the score history', () => {
  const row = (id: string, started_at: string, final_bp: number | null): EvaluationRow => ({
    id,
    kind: 'random',
    submitted_at: started_at,
    agent: { id: 'mem_joe', name: 'Joe Alvarez' },
    reviewer: { id: 'mem_priya', name: 'Priya Nair' },
    interaction: {
      id: 'int_1',
      external_id: 'x',
      channel: 'voice',
      started_at,
      duration_ms: null,
      queue: null,
      language: null,
    },
    scorecard: { version_id: 'scv_1', key: 'VG', number: 1, name: { en: 'Voice', zh: '语音' } },
    score_bp: final_bp,
    final_bp,
    critical_count: 0,
    acknowledged_at: null,
  });

  it('is drawn by the date of the interaction, from the oldest to the newest', () => {
    const dots = dotsOf([
      row('new', '2025-11-11T00:00:00.000Z', 9000),
      row('old', '2025-11-01T00:00:00.000Z', 5000),
      row('mid', '2025-11-06T00:00:00.000Z', 7000),
    ]);
    expect(dots.map(({ row, x }) => [row.id, x])).toEqual([
      ['old', 0],
      ['mid', 0.5],
      ['new', 1],
    ]);
  });

  it('has a cut between the scores of two versions that do not compare, or where the later was published', () => {
    const began = (published_at: string) => ({
      scorecard: { key: 'VG', name: { en: 'Voice' } },
      number: 2,
      published_at,
    });
    const on = (number: number, at: string) => {
      const one = row(`${number} ${at}`, at, 9000);
      return { ...one, scorecard: { ...one.scorecard, key: 'VG', number } };
    };
    const late = began('2025-11-10T00:00:00.000Z');
    const history = [
      on(1, '2025-11-01T00:00:00.000Z'),
      on(2, '2025-11-06T00:00:00.000Z'),
      on(2, '2025-11-11T00:00:00.000Z'),
    ];
    expect(cutsOf(history, [late])).toEqual([{ x: 0.25, break: late }]);
    const mixed = [
      on(2, '2025-11-01T00:00:00.000Z'),
      on(1, '2025-11-06T00:00:00.000Z'),
      on(2, '2025-11-11T00:00:00.000Z'),
    ];
    expect(cutsOf(mixed, [late])).toEqual([{ x: 0.9, break: late }]);
    expect(cutsOf(mixed, [began('2025-10-30T00:00:00.000Z')])).toEqual([]);
    expect(cutsOf([], [late])).toEqual([]);
  });

  it('omits rows without a score, and centres a single one', () => {
    const dots = dotsOf([row('none', '2025-11-01T00:00:00.000Z', null), row('one', '2025-11-02T00:00:00.000Z', 8000)]);
    expect(dots.map(({ row, x }) => [row.id, x])).toEqual([['one', 0.5]]);
  });
});
