import { beforeEach, expect, it } from 'vitest';
import type { Draft, Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { changed } from '../../../scorecards/scorecard/edit.ts';
import { merge } from '../../../scorecards/scorecard/merge.ts';
import { placeWords, versionWords } from '../../../web/scorecards/builder/clash-words.ts';
import { versionOf } from '../../../web/scorecards/change-words.ts';
import { showLanguage } from '../../../web/words/words.ts';
import { baseScorecardOf, counted, criterion, deduct, scorecardOf, section, yesNo } from '../../scorecards/given.ts';

beforeEach(() => showLanguage('en'));

const base = scorecardOf([section('A', criterion('a1'), criterion('a2', { scale: yesNo }))]);
const one = (change: Record<string, unknown>) =>
  changed(base, (of) => (of.id === 'a1' ? { ...of, ...change } : of)) as Scorecard;

/** "place: mine | theirs" of every clash. */
function clashesOf(mine: Draft, theirs: Draft, from: Draft = base): string[] {
  const { draft, clashes } = merge(from, mine, theirs);
  const version = versionOf(draft as Scorecard, (key) => `<${key}>`);
  return clashes.map(
    (clash) =>
      `${placeWords(clash, version)}: ${versionWords(clash, clash.mine, version)} | ${versionWords(clash, clash.theirs, version)}`,
  );
}

it('words of a scorecard, a section and a criterion are named with their language', () => {
  expect(
    clashesOf({ ...base, name: { ...base.name, en: 'Mine' } }, { ...base, name: { ...base.name, en: 'Theirs' } }),
  ).toEqual(['Name (English): Mine | Theirs']);
  const named = (en: string) => ({ ...base, sections: [{ ...base.sections[0]!, name: { en, zh: '一' } }] }) as Draft;
  expect(clashesOf(named('Mine'), named('Theirs'))).toEqual(['A · Mine · Name (English): Mine | Theirs']);
  expect(clashesOf(one({ text: { en: 'Mine', zh: 'a1' } }), one({ text: { en: '', zh: 'a1' } }))).toEqual([
    'a1 · Mine · Wording (English): Mine | –',
  ]);
  const guided = (evidence: string) =>
    one({ guidance: { ...base.sections[0]!.criteria[0]!.guidance, evidence: { en: evidence } } });
  expect(clashesOf(guided('Here'), guided('There'))).toEqual(['a1 · a1 · Where to look: Here | There']);
});

it('settings are said as everywhere, nothing set among them', () => {
  expect(clashesOf(one({ weight: 5 }), one({ weight: 8 }))).toEqual(['a1 · a1 · Weight: 5 | 8']);
  expect(clashesOf(one({ critical: 'customer' }), one({ critical: 'business' }))).toEqual([
    'a1 · a1 · Critical error: Customer-critical | Business-critical',
  ]);
  expect(clashesOf(one({ competency: 'data' }), one({ competency: 'tools' }))).toEqual([
    'a1 · a1 · Competency: <data> | <tools>',
  ]);
  const critical = one({ critical: 'compliance' });
  expect(clashesOf(one({ critical: null }), one({ critical: 'customer' }), critical)).toEqual([
    'a1 · a1 · Critical error: No | Customer-critical',
  ]);
  const threshold = (value_bp: number) => ({ ...base, section_threshold: { ...base.section_threshold, value_bp } });
  expect(clashesOf(threshold(6000), threshold(6500))).toEqual(['Coaching proposed below: 60 % | 65 %']);
});

it('what stands under one name in several places is called by its place', () => {
  const from = baseScorecardOf([deduct('D', 10, counted('d1', 2, 6))]);
  const lost = (points: number) => ({ ...from, sections: [{ ...from.sections[0]!, points }] }) as Draft;
  expect(clashesOf(lost(20), lost(30), from)).toEqual(['D · D · Points to lose at most: 20 | 30']);
  const policy = (not_applicable: 'leaves-total' | 'stays-in-section') => ({ ...base, not_applicable }) as Draft;
  expect(clashesOf(policy('stays-in-section'), policy('leaves-total'), base)).toEqual([]);
});

it('an answer is named, and what one side took out is said', () => {
  const worth = (value_bp: number) => {
    if (yesNo.type !== 'choice') throw new Error('not a choice');
    const options = yesNo.options.map((option) => (option.key === 'no' ? { ...option, value_bp } : option));
    return one({ scale: { ...yesNo, options } });
  };
  expect(clashesOf(worth(1000), worth(2000))).toEqual(['a1 · a1 · no · Worth: 10 % | 20 %']);
  const gone = {
    ...base,
    sections: [{ ...base.sections[0]!, criteria: base.sections[0]!.criteria.slice(1) }],
  } as Draft;
  expect(clashesOf(gone, one({ weight: 8 }))).toEqual(['a1 · a1: (removed) | a1']);
});
