import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../scorecards/scorecard/answers.ts';
import type { Scale } from '../../../scorecards/scorecard/definition.ts';
import { read } from '../../../scorecards/scorecard/worth.ts';
import { answer, choice, criterion } from '../given.ts';

const items = ['x', 'y'].map((key) => ({ key, label: { en: key } }));

describe('how an answer stands on its scale', () => {
  it.each<[string, Scale, Answer['value'], string]>([
    ['nothing yet', choice(0, 10_000), null, 'unanswered'],
    ['an option', choice(0, 10_000), 'o1', 'answered 1/1'],
    ['no option of it', choice(0, 10_000), 'o2', 'invalid value-not-on-scale'],
    ['N/A where it always applies', choice(0, 10_000), 'na', 'invalid may-not-be-not-applicable'],
    ['words where items are ticked', { type: 'checklist', items }, 'x', 'invalid value-not-on-scale'],
    ['a number where items are ticked', { type: 'checklist', items }, 1, 'invalid value-not-on-scale'],
    ['items where an option is chosen', choice(0, 10_000), ['o1'], 'invalid value-not-on-scale'],
    ['a scale without length, its only number', { type: 'number', worst: 3, best: 3 }, 3, 'answered 1/1'],
    ['a scale without length, below', { type: 'number', worst: 3, best: 3 }, 2, 'invalid value-not-on-scale'],
    ['a scale without length, above', { type: 'number', worst: 3, best: 3 }, 4, 'invalid value-not-on-scale'],
    ['the worst of a scale that rises', { type: 'number', worst: 1, best: 5 }, 1, 'answered 0/4'],
    ['the worst of a scale that falls', { type: 'number', worst: 5, best: 1 }, 5, 'answered 0/4'],
    ['blank words', { type: 'text' }, ' \n', 'unanswered'],
    ['words', { type: 'text' }, 'Well', 'answered null'],
    ['a number where words are', { type: 'text' }, 7, 'invalid value-not-on-scale'],
    ['no day', { type: 'date' }, '', 'unanswered'],
    ['a day', { type: 'date' }, '2026-03-02', 'answered null'],
    ['no such day', { type: 'date' }, '2026-02-30', 'invalid value-not-on-scale'],
  ])('%s', (_, scale, value, wanted) => {
    const reading = read(criterion('a', { scale }), answer(value));
    const share = 'share' in reading ? reading.share : undefined;
    const more = share === undefined ? ('problem' in reading ? reading.problem : '') : share && reduced(share);
    expect(`${reading.state} ${more}`.trim()).toBe(wanted);
  });

  it('N/A is one wherever it may be, of words too', () => {
    for (const scale of [choice(0, 10_000), { type: 'text' }, { type: 'date' }] satisfies Scale[]) {
      for (const not_applicable of ['allowed', 'with-reason'] as const) {
        expect(read(criterion('a', { scale, not_applicable }), answer('na'))).toEqual({ state: 'not-applicable' });
      }
    }
  });

  it('no answer is none', () => {
    expect(read(criterion('a'))).toEqual({ state: 'unanswered' });
  });
});

const reduced = ({ top, over }: { top: bigint; over: bigint }): string =>
  over === 10_000n ? `${top / 10_000n}/1` : `${top}/${over}`;
