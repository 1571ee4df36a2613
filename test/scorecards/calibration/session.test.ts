import { describe, expect, it } from 'vitest';
import { comparingProblem, openingProblem, sessionState } from '../../../scorecards/calibration/session.ts';

const session = { reviewers: ['r1', 'r2'], submitted: ['r1'], closed_at: null };

describe('a calibration', () => {
  it('needs two different reviewers, none of them the agent', () => {
    expect(openingProblem(['r1'], 'a')).toBe('too-few-reviewers');
    expect(openingProblem(['r1', 'r1'], 'a')).toBe('too-few-reviewers');
    expect(openingProblem(['r1', 'a'], 'a')).toBe('reviewer-is-agent');
    expect(openingProblem(['r1', 'r2'], 'a')).toBeNull();
  });

  it('is blind until all are in or it is closed', () => {
    expect(comparingProblem(session)).toBe('calibration-blind');
    expect(comparingProblem({ ...session, submitted: ['r2', 'r1'] })).toBeNull();
    expect(comparingProblem({ ...session, closed_at: '2026-03-02T10:00:00Z' })).toBeNull();
  });

  it('is complete when all are in, closed when the manager ends it earlier', () => {
    expect(sessionState(session)).toBe('open');
    expect(sessionState({ ...session, reviewers: [], submitted: [] })).toBe('open');
    expect(sessionState({ ...session, submitted: ['r1', 'r2'] })).toBe('complete');
    expect(sessionState({ ...session, closed_at: '2026-03-02T10:00:00Z' })).toBe('closed');
  });
});
