import { describe, expect, it } from 'vitest';
import {
  commonTarget,
  DEFAULT_SETTINGS,
  distinct,
  Setting,
  type Target,
  targetOf,
} from '../../../scorecards/scorecard/settings.ts';

const TARGETS: Target[] = [
  { scorecard: 'VG', team: null, value_bp: 8000 },
  { scorecard: 'VG', team: 'team_care', value_bp: 8500 },
  { scorecard: 'CH', team: 'team_care', value_bp: 9000 },
  { scorecard: 'EM', team: null, value_bp: 8000 },
];

describe('the target of a score', () => {
  it('is the team’s own before the scorecard’s for all teams', () => {
    expect(targetOf(TARGETS, 'VG', 'team_care')).toBe(8500);
    expect(targetOf(TARGETS, 'VG', 'team_billing')).toBe(8000);
    expect(targetOf(TARGETS, 'VG', null)).toBe(8000);
  });

  it('is none where none was set', () => {
    expect(targetOf(TARGETS, 'CH', 'team_billing')).toBe(null);
    expect(targetOf(DEFAULT_SETTINGS.targets, 'VG', null)).toBe(null);
  });

  it('of a figure over several is the one they share, and none where they differ', () => {
    const [care, billing] = ['team_care', 'team_billing'];
    const used = (...pairs: [string, string | null][]) => pairs.map(([scorecard, team]) => ({ scorecard, team }));
    expect(commonTarget(TARGETS, used(['VG', billing], ['EM', billing]))).toBe(8000);
    expect(commonTarget(TARGETS, used(['VG', care], ['VG', billing]))).toBe(null);
    expect(commonTarget(TARGETS, used(['VG', billing], ['CH', billing]))).toBe(null);
    expect(commonTarget(TARGETS, [])).toBe(null);
  });
});

describe('a setting', () => {
  it('by default is one that could be saved', () => {
    for (const [part, value] of Object.entries(DEFAULT_SETTINGS)) {
      expect(Setting.safeParse({ part, value }).success, part).toBe(true);
    }
  });

  it('has each mark once, as it was written first', () => {
    expect(distinct([' Complaint', 'COMPLAINT', '投诉', 'ｃomplaint', 'other'])).toEqual([
      'Complaint',
      '投诉',
      'other',
    ]);
  });
});
