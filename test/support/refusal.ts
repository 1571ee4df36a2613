import { expect } from 'vitest';
import { Problem, type ProblemCode } from '../../scorecards/problems/problem.ts';

/** Waits for a verb to be refused with this code; gives the refusal back for a closer look. */
export async function refused(attempt: Promise<unknown>, code: ProblemCode): Promise<Problem> {
  const outcome = await attempt.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Problem) && outcome !== null) throw outcome;
  expect(outcome?.code ?? 'done').toBe(code);
  return outcome!;
}
