import { createRoot } from 'solid-js';
import { afterEach, expect, it, vi } from 'vitest';
import { UNANSWERED } from '../../../../scorecards/scorecard/answers.ts';
import type { Draft } from '../../../../web/evaluations/desk/draft.ts';
import { createPointing } from '../../../../web/evaluations/desk/pointing.ts';

afterEach(() => document.body.replaceChildren());

/** The workspace of a chat with two criteria, the second of which has evidence. */
function desk() {
  const shown = vi.fn();
  for (const id of ['a', 'b']) {
    const row = document.createElement('fieldset');
    row.id = `criterion-${id}`;
    row.tabIndex = -1;
    row.scrollIntoView = () => shown(id);
    document.body.append(row);
  }
  const evidence = [{ n: 1, criteria: ['b'], turn: 4, start_ms: 9000, end_ms: 9500, quote: 'Sorry' }];
  const pointing = createRoot(() =>
    createPointing({
      draft: { answer: () => UNANSWERED, change: () => undefined } as unknown as Draft,
      turns: () => [],
      revision: () => 1,
      evidence: () => evidence,
      startedAt: '2026-11-28T09:00:00.000Z',
      first: 'a',
    }),
  );
  return { pointing, shown };
}

it('going to evidence brings its criterion into view before the next key answers it', async () => {
  const { pointing, shown } = desk();
  pointing.goToEvidence(1);
  await Promise.resolve();
  expect(pointing.current()).toBe('b');
  expect(shown).toHaveBeenCalledWith('b');
  expect(document.activeElement?.id).toBe('criterion-b');
  expect(pointing.chosen()).toBe(4);
});

it('going to evidence there is none of changes nothing', async () => {
  const { pointing, shown } = desk();
  pointing.goToEvidence(2);
  await Promise.resolve();
  expect(pointing.current()).toBe('a');
  expect(shown).not.toHaveBeenCalled();
});
