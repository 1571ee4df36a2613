import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Setting } from '../../../scorecards/scorecard/settings.ts';
import {
  faultsIn,
  hundredthsIn,
  linesIn,
  rowsOf,
  settingWords,
  targetsIn,
  wholeIn,
} from '../../../web/scorecards/settings-view.ts';
import { showLanguage } from '../../../web/words/words.ts';

describe('a number that was typed', () => {
  it.each([
    ['82', 8200],
    ['82.5', 8250],
    ['82,25', 8225],
    [' １００ ', 10_000],
    ['0', null],
    ['100.01', null],
    ['-1', null],
    ['8e1', null],
    ['82.555', null],
    ['', null],
  ])('is read in hundredths: “%s”', (typed, value) => expect(hundredthsIn(typed, 1, 100)).toBe(value));

  it('is whole where only whole ones will do', () => {
    expect([wholeIn('6', 1000), wholeIn('6.0', 1000), wholeIn('6.5', 1000), wholeIn('1001', 1000)]).toEqual([
      6,
      6,
      null,
      null,
    ]);
  });
});

describe('targets that were typed', () => {
  const row = (scorecard: string | null, team: string | null, points: string) => ({ scorecard, team, points });

  it('are each for another scorecard or team, with points', () => {
    const rows = [row('VG', null, '80'), row('VG', 'team_1', '90'), row('VG', null, 'many'), row(null, null, '')];
    expect(faultsIn(rows)).toEqual([[], [], ['twice', 'noPoints'], ['noScorecard', 'noPoints']]);
  });

  it('come back as they were stored', () => {
    const targets = [
      { scorecard: 'VG', team: null, value_bp: 8225 },
      { scorecard: 'CH', team: 'team_1', value_bp: 9000 },
    ];
    expect(targetsIn(rowsOf(targets))).toEqual(targets);
  });
});

it('a line is a phrase, empty ones are none', () => {
  expect(linesIn(' complain \n\n\t\r\n投诉')).toEqual(['complain', '投诉']);
});

describe('a version in words', () => {
  beforeAll(() => showLanguage('en'));
  const names = { scorecard: (key: string) => `Card ${key}`, team: () => 'Care' };
  const words = (setting: Setting, before: Setting | null = null) => settingWords(setting, names, before);

  it('names each target, or that there is none', () => {
    expect(words({ part: 'targets', value: [] })).toEqual(['No targets']);
    const value = [
      { scorecard: 'VG', team: null, value_bp: 8000 },
      { scorecard: 'VG', team: 'team_1', value_bp: 8250 },
    ];
    expect(words({ part: 'targets', value })).toEqual(['Card VG, All teams: 80', 'Card VG, Care: 82.5']);
  });

  it('says what of the phrases was added and removed since the version before', () => {
    const complaints = (en: string[]): Setting => ({
      part: 'complaints',
      value: { scorecard: null, tags: [], queues: ['Care'], phrases: { en, zh: [] } },
    });
    expect(words(complaints(['a', 'c']), complaints(['A', 'b']))).toEqual([
      'Scorecard: none',
      'Tags: none',
      'Queues: Care',
      '2 English phrases, 0 Chinese phrases',
      'Added: c',
      'Removed: b',
    ]);
    const first = { part: 'complaints' as const, value: DEFAULT_SETTINGS.complaints };
    expect(words(first)).toHaveLength(4);
  });

  it('says what new scorecards begin with', () => {
    expect(words({ part: 'defaults', value: DEFAULT_SETTINGS.defaults })).toEqual([
      'Section threshold 70 %, at least 6 points rated',
      'Critical errors are reported beside the score',
    ]);
  });
});
