// Values of the settings page: what a person types, and what a version says in words.
import type { ScorecardSettings } from '../../api/scorecards/settings-contract.ts';
import { DEFAULT_SETTINGS, markKey, type Setting, type Target } from '../../scorecards/scorecard/settings.ts';
import { number, percent, points } from '../ui/format.ts';
import { t } from '../words/words.ts';

export type SettingPart = Setting['part'];
export type ValueOf<Part extends SettingPart> = ScorecardSettings[Part]['value'];

/** A target as it is typed. */
export type TargetRow = { scorecard: string | null; team: string | null; points: string };

/** Hundredths as they are typed: nothing is rounded away that would be saved again. */
export const typedAs = (hundredths: number): string => String(hundredths / 100);

export const rowsOf = (targets: readonly Target[]): TargetRow[] =>
  targets.map(({ scorecard, team, value_bp }) => ({ scorecard, team, points: typedAs(value_bp) }));

/**
 * A number of at most two decimals, with a point or a comma, as hundredths; null for anything else, or outside the bounds.
 */
export function hundredthsIn(typed: string, least: number, most: number): number | null {
  const [, whole, decimals = ''] = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(typed.normalize('NFKC').trim()) ?? [];
  if (whole === undefined) return null;
  const value = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return value >= least * 100 && value <= most * 100 ? value : null;
}

export function wholeIn(typed: string, most: number): number | null {
  const hundredths = hundredthsIn(typed, 0, most);
  return hundredths !== null && hundredths % 100 === 0 ? hundredths / 100 : null;
}

export type TargetFault = 'noScorecard' | 'noPoints' | 'twice';

/** What is wrong with each row. */
export function faultsIn(rows: readonly TargetRow[]): TargetFault[][] {
  const seen = new Set<string>();
  return rows.map(({ scorecard, team, points: typed }) => {
    const key = JSON.stringify([scorecard, team]);
    const faults: TargetFault[] = [];
    if (scorecard === null) faults.push('noScorecard');
    else if (seen.has(key)) faults.push('twice');
    if (hundredthsIn(typed, 1, 100) === null) faults.push('noPoints');
    seen.add(key);
    return faults;
  });
}

/** Of rows without faults. */
export const targetsIn = (rows: readonly TargetRow[]): Target[] =>
  rows.map(({ scorecard, team, points: typed }) => ({
    scorecard: scorecard ?? '',
    team,
    value_bp: hundredthsIn(typed, 1, 100) ?? 0,
  }));

/** Tags and phrases, a line each. */
export const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Names for what a version refers to. */
export type Names = { scorecard: (key: string) => string; team: (id: string) => string };

export type SectionProps = {
  settings: ScorecardSettings;
  /** Keys and ids, by name. */
  scorecards: string[];
  teams: string[];
  names: Names;
};

/**
 * A version in sentences.
 * @param before the version before it: of long lists what was added to it and removed is said
 */
export function settingWords(setting: Setting, names: Names, before: Setting | null): string[] {
  switch (setting.part) {
    case 'targets':
      return setting.value.length === 0
        ? [t('scorecardSettings.targets.none')]
        : setting.value.map((target) => targetWords(target, names));
    case 'defaults': {
      const { section_threshold, critical_policy } = setting.value;
      return [
        t('scorecardSettings.defaults.saidThreshold', {
          percent: percent(section_threshold.value_bp),
          points: number(section_threshold.min_weight),
        }),
        t(`scorecardSettings.defaults.saidPolicy.${critical_policy}`),
      ];
    }
    case 'complaints':
      return complaintWords(
        setting.value,
        names,
        before?.part === 'complaints' ? before.value : DEFAULT_SETTINGS.complaints,
      );
  }
}

const targetWords = ({ scorecard, team, value_bp }: Target, names: Names): string =>
  t('scorecardSettings.targets.said', {
    scorecard: names.scorecard(scorecard),
    team: team === null ? t('scorecardSettings.targets.allTeams') : names.team(team),
    points: points(value_bp),
  });

function complaintWords(value: ValueOf<'complaints'>, names: Names, before: ValueOf<'complaints'>): string[] {
  const nothing = t('scorecardSettings.complaints.nothing');
  const marks = (list: readonly string[]) => (list.length === 0 ? nothing : list.join(t('masking.and')));
  const all = (of: ValueOf<'complaints'>) => [...of.phrases.en, ...of.phrases.zh];
  const [added, removed] = [without(all(value), all(before)), without(all(before), all(value))];
  return [
    t('scorecardSettings.complaints.saidScorecard', {
      name: value.scorecard === null ? nothing : names.scorecard(value.scorecard),
    }),
    t('scorecardSettings.complaints.saidTags', { marks: marks(value.tags) }),
    t('scorecardSettings.complaints.saidQueues', { marks: marks(value.queues) }),
    t('scorecardSettings.complaints.saidPhrases', { en: value.phrases.en.length, zh: value.phrases.zh.length }),
    ...(added.length > 0 ? [t('scorecardSettings.complaints.added', { marks: marks(added) })] : []),
    ...(removed.length > 0 ? [t('scorecardSettings.complaints.removed', { marks: marks(removed) })] : []),
  ];
}

function without(marks: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map(markKey));
  return marks.filter((mark) => !known.has(markKey(mark)));
}
