import { describe, expect, it } from 'vitest';
import {
  CLOSED_STATES,
  dueAfterMove,
  dueOn,
  firstState,
  isOpen,
  moveProblem,
  movesFrom,
  needsReason,
  TASK_STATES,
} from '../../../scorecards/coaching/task.ts';

describe('the states of a task', () => {
  it('are proposed → new → in progress → practising → checking → done', () => {
    const way = ['proposed', 'new', 'in-progress', 'practising', 'checking', 'done'] as const;
    way.slice(1).forEach((to, i) => {
      expect(moveProblem(way[i]!, to, 'coach', null)).toBeNull();
    });
  });

  it('a critical error begins new, a section’s hint proposed', () => {
    expect([firstState('stated'), firstState('proposed')]).toEqual(['new', 'proposed']);
  });

  it('can be dismissed while open, with a reason', () => {
    for (const from of TASK_STATES.filter(isOpen)) {
      expect(moveProblem(from, 'dismissed', 'coach', ' ')).toBe('reason-needed');
      expect(moveProblem(from, 'dismissed', 'coach', 'The call was another agent’s')).toBeNull();
      expect(needsReason(from, 'dismissed')).toBe(true);
    }
  });

  it('go back from checking to practising with a reason', () => {
    expect(moveProblem('checking', 'practising', 'coach', null)).toBe('reason-needed');
    expect(moveProblem('checking', 'practising', 'coach', 'It came up again')).toBeNull();
  });

  it('ends for good when done, dismissed or merged', () => {
    expect(CLOSED_STATES).toEqual(['done', 'dismissed', 'merged']);
    for (const from of CLOSED_STATES) expect(movesFrom(from)).toEqual([]);
  });

  it('do not skip practising for a new task, or return to proposed', () => {
    expect(moveProblem('new', 'done', 'coach', null)).toBe('illegal-transition');
    expect(moveProblem('proposed', 'in-progress', 'coach', null)).toBe('illegal-transition');
    expect(moveProblem('new', 'proposed', 'coach', null)).toBe('illegal-transition');
  });

  it('the product itself only merges', () => {
    for (const from of TASK_STATES.filter(isOpen)) expect(movesFrom(from, 'product')).toEqual(['merged']);
  });

  it('is due in seven days', () => {
    expect(dueOn('2026-02-26')).toBe('2026-03-05');
  });

  it('has a week more for practice and thirty days for the effect, and never less than before', () => {
    expect(dueAfterMove('2026-03-05', 'in-progress', '2026-03-04')).toBe('2026-03-05');
    expect(dueAfterMove('2026-03-05', 'practising', '2026-03-04')).toBe('2026-03-11');
    expect(dueAfterMove('2026-03-05', 'checking', '2026-03-11')).toBe('2026-04-10');
    expect(dueAfterMove('2026-05-01', 'practising', '2026-03-04')).toBe('2026-05-01');
  });
});

describe('where a task may go', () => {
  it.each([
    ['proposed', ['new', 'dismissed', 'merged'], ['dismissed']],
    ['new', ['in-progress', 'dismissed', 'merged'], ['dismissed']],
    ['in-progress', ['practising', 'checking', 'dismissed', 'merged'], ['dismissed']],
    ['practising', ['checking', 'dismissed', 'merged'], ['dismissed']],
    ['checking', ['practising', 'done', 'dismissed', 'merged'], ['practising', 'dismissed']],
    ['done', [], []],
    ['dismissed', [], []],
    ['merged', [], []],
  ] as const)('from %s: %j, with a reason %j', (from, ways, reasoned) => {
    expect(movesFrom(from)).toEqual(ways);
    expect(movesFrom(from, 'coach')).toEqual(ways);
    expect(TASK_STATES.filter((to) => needsReason(from, to))).toEqual(reasoned);
    expect(isOpen(from)).toBe(ways.length > 0);
    expect(movesFrom(from, 'product')).toEqual(ways.length > 0 ? ['merged'] : []);
  });
});
