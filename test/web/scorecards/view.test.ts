import { describe, expect, it } from 'vitest';
import type { Section } from '../../../scorecards/scorecard/definition.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { kindWords, policyWords, sharesOf } from '../../../web/scorecards/view.ts';
import { showLanguage } from '../../../web/words/words.ts';

it('the shares of a scorecard’s sections make the whole, and a section of gates has none', () => {
  for (const scorecard of LIBRARY) {
    const { sections } = sharesOf(scorecard);
    const total = Object.values(sections).reduce((sum, share) => sum + share, 0);
    expect(Math.abs(total - 10_000)).toBeLessThanOrEqual(scorecard.sections.length);
  }
  expect(sharesOf(LIBRARY.find((scorecard) => scorecard.id === 'VG')!).sections['VG-B']).toBe(0);
});

describe('a section that holds critical criteria', () => {
  const of = (card: string, section: string): Section =>
    (LIBRARY.find(({ id }) => id === card)!.sections as Section[]).find(({ id }) => id === section)!;
  const gates = of('VG', 'VG-B');
  const vetoes = (LIBRARY.find(({ id }) => id === 'BS')!.sections as Section[]).find(({ kind }) => kind === 'veto')!;

  it('says what a critical error does to the score; others say nothing', async () => {
    await showLanguage('en');
    expect(policyWords(gates, 'report')).toBe('Critical errors are reported separately and do not change the score.');
    expect(policyWords(gates, 'zero')).toBe('Any critical error sets the score to 0.');
    expect(policyWords(of('VG', 'VG-A'), 'zero')).toBe('');
  });

  it('is called 一票否决 only if failing it vetoes', async () => {
    await showLanguage('zh');
    for (const { sections } of LIBRARY) {
      for (const section of sections as Section[]) {
        for (const policy of ['report', 'zero'] as const) {
          const words = `${section.name.zh} ${kindWords(section, 5)} ${policyWords(section, policy)}`;
          expect(words.includes('一票否决'), words).toBe(section.kind === 'veto');
        }
      }
    }
    expect(policyWords(vetoes, 'report')).toBe('');
  });
});
