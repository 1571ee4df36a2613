import { cleanup, fireEvent, render } from '@solidjs/testing-library';
import { QueryClient, QueryClientProvider } from '@tanstack/solid-query';
import type { JSX } from 'solid-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Criterion, Scale, Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { diff } from '../../../scorecards/scorecard/diff.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { LIBRARY_1 } from '../../../scorecards/scorecard/library-1.ts';
import { changeWords, versionOf } from '../../../web/scorecards/change-words.ts';
import { Comparison } from '../../../web/scorecards/comparison.tsx';
import { blocksOf } from '../../../web/scorecards/comparison-view.ts';
import { showLanguage } from '../../../web/words/words.ts';
import { baseScorecardOf, counted, criterion, deduct, scorecardOf, section, yesNo } from '../../scorecards/given.ts';

beforeEach(() => showLanguage('en'));
afterEach(cleanup);

const card = (...criteria: Criterion[]) => scorecardOf([section('A', ...criteria)]);
/** "name: before → after (effect)" of every change. */
const wordsOf = (before: Scorecard, after: Scorecard): string[] =>
  diff(before, after).map((change) => {
    const words = changeWords(change, {
      before: versionOf(before, (key) => key),
      after: versionOf(after, (key) => key),
    });
    return `${words.name}: ${words.before} → ${words.after}${words.effect ? ` (${words.effect})` : ''}`;
  });

describe('a change in words', () => {
  const partly = { key: 'partly', label: { en: 'Partly', zh: '部分' }, value_bp: 5000, fails: null };
  const options = (yesNo as Extract<Scale, { type: 'choice' }>).options;
  it.each<[string, Partial<Criterion>, Partial<Criterion>, string[]]>([
    [
      'of a weight',
      { weight: 5 },
      { weight: 8 },
      ['Weight: 5 → 8 (“No” costs 44.44 points instead of 33.33: 11.11 more)'],
    ],
    [
      'of N/A',
      { not_applicable: 'never' },
      { not_applicable: 'with-reason' },
      ['N/A: Not allowed → Allowed with a reason'],
    ],
    ['of a critical class', { critical: null }, { critical: 'business' }, ['Critical error: No → Business-critical']],
    [
      'of when a comment is wanted',
      { comment: 'optional' },
      { comment: { required_with: ['no'] } },
      ['Comment: Optional → Required with: No'],
    ],
    ['of what it starts as', { starts_as: null }, { starts_as: 'yes' }, ['Starts as: null → Yes']],
    [
      'of a condition',
      { shown_when: null },
      { shown_when: { all: [{ criterion: 'b', is: ['no', 'na'] }, { not: { channel: ['chat'] } }] } },
      ['Asked when: Always → b is “No” or “N/A” and not (the channel is Chat)'],
    ],
    [
      'of an answer’s worth and what it fails',
      { scale: { type: 'choice', options: [...options, partly] } },
      { scale: { type: 'choice', options: [...options, { ...partly, value_bp: 7500, fails: 'section' }] } },
      [
        'Answer “Partly”: Worth: 50 % → 75 % (“Partly” costs 100 points instead of 50: 50 more)',
        'Answer “Partly”: Fails: Nothing → The section (“Partly” costs 100 points instead of 50: 50 more)',
      ],
    ],
    [
      'of an answer that is new',
      { scale: yesNo },
      { scale: { type: 'choice', options: [...options, partly] } },
      ['Answer “Partly”: null → Partly 50 %'],
    ],
    [
      'of guidance',
      { guidance: { decide: null, good: null, poor: null, not_applicable: null, evidence: { zh: '看开头' } } },
      { guidance: { decide: null, good: null, poor: null, not_applicable: null, evidence: { zh: '看结尾' } } },
      ['Where to look (Chinese): 看开头 → 看结尾'],
    ],
  ])('%s', (_, was, is, wanted) => {
    const b = criterion('b', { scale: yesNo, not_applicable: 'allowed', weight: 10 });
    const alone = 'scale' in was;
    const of = (rest: Partial<Criterion>) => (alone ? card(criterion('a', rest)) : card(b, criterion('a', rest)));
    expect(wordsOf(of(was), of(is))).toEqual(wanted);
  });

  it('in Chinese', async () => {
    await showLanguage('zh');
    expect(
      wordsOf(
        card(criterion('a', { weight: 5 }), criterion('b', { weight: 95 })),
        card(criterion('a', { weight: 8 }), criterion('b', { weight: 95 })),
      ),
    ).toEqual(['权重: 5 → 8 (“No”扣 7.77 分，原为 5 分，多扣 2.77 分)']);
  });

  it('of a base score is told in points', () => {
    const base = (points: number) => baseScorecardOf([deduct('A', 10, counted('a', points, 9))]);
    expect(wordsOf(base(2), base(3))).toEqual([
      'Points each time: 2 → 3 (Each time costs 3 points instead of 2: 1 more)',
    ]);
  });

  it('has some for every change of the scorecards Attune comes with, in both languages', async () => {
    for (const language of ['en', 'zh'] as const) {
      await showLanguage(language);
      for (const after of LIBRARY) {
        for (const before of [...LIBRARY_1, ...LIBRARY]) {
          expect(wordsOf(before, after).filter((words) => /undefined|comparison\.|^: /.test(words))).toEqual([]);
        }
      }
    }
  });
});

const renderIt = (comparison: () => JSX.Element) =>
  render(() => <QueryClientProvider client={new QueryClient()}>{comparison()}</QueryClientProvider>);

describe('two versions side by side', () => {
  const [before, after] = [LIBRARY_1, LIBRARY].map((some) => some.find(({ id }) => id === 'CL')!) as [
    Scorecard,
    Scorecard,
  ];

  it('have every change in one place, and every criterion once', () => {
    const changes = diff(before, after);
    const blocks = blocksOf(before, after, changes);
    const within = blocks.sections.flatMap((one) => [...one.changes, ...one.criteria.flatMap((c) => c.changes)]);
    const whole = changes.filter(
      (one) => one.criterion === null && (one.what === 'added' || one.what === 'removed') && one.part.length === 0,
    );
    expect(new Set([...blocks.scorecard, ...within, ...whole])).toEqual(new Set(changes));
    const ids = blocks.sections.flatMap(({ criteria }) => criteria.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  const names = { before: 'Version 1', after: 'Version 2' };
  const small = (weight: number) =>
    scorecardOf([section('A', criterion('a', { weight }), criterion('b')), section('B', criterion('c'))]);

  it('show what changed, and everything when asked', async () => {
    const page = renderIt(() => <Comparison before={small(1)} after={small(2)} names={names} />);
    const shown = () => page.getAllByRole('heading', { level: 3 }).map((one) => one.textContent);
    expect(shown()).toEqual(['a']);
    expect(page.getByRole('status').textContent).toBe('1 with changed settings');
    fireEvent.click(page.getByRole('switch', { name: 'Show unchanged criteria' }));
    expect(shown()).toEqual(['a', 'b', 'c']);
  });

  it('say that nothing differs', () => {
    const page = renderIt(() => <Comparison before={small(1)} after={small(1)} names={names} />);
    expect(page.getByRole('status').textContent).toBe('No differences');
  });

  it('mark changed words by more than their colour, and say which version and language they are of', () => {
    const of = (text: Criterion['text']) => card(criterion('a', { text }));
    const page = renderIt(() => (
      <Comparison before={of({ de: 'Grüßt in 60 s' })} after={of({ de: 'Grüßt in 30 s' })} names={names} />
    ));
    expect(page.container.querySelector('del')?.textContent).toBe('60');
    expect(page.container.querySelector('ins')?.textContent).toBe('30');
    expect(page.container.querySelector('ins')?.closest('[lang]')?.getAttribute('lang')).toBe('de');
    expect(page.container.querySelector('li')?.textContent).toContain('Version 1: Grüßt in 60 s');
    // The heading is in a language that the reader did not choose: it says in which.
    const heading = page.getByRole('heading', { level: 3 });
    expect(heading.querySelector('[lang=de]')?.textContent).toBe('Grüßt in 30 s');
    expect(page.getAllByRole('img', { name: 'German' })[0]!.textContent).toBe('DE');
  });

  it('open the guidance when asked for it', async () => {
    const page = renderIt(() => <Comparison before={before} after={after} names={names} />);
    const folded = page.container.querySelectorAll('details');
    expect(folded.length).toBeGreaterThan(3);
    expect(folded[0]!.querySelector('li')).toBeNull();
    folded[0]!.open = true;
    fireEvent(folded[0]!, new Event('toggle'));
    expect(folded[0]!.querySelectorAll('li').length).toBeGreaterThan(0);
  });
});
