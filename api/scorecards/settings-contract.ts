// Settings for scorecards: targets, what new scorecards begin with, what marks a complaint.
import { z } from 'zod';
import { ComplaintRules, Defaults, SETTING_PARTS, Setting, Target } from '../../scorecards/scorecard/settings.ts';
import { Count, Instant, Named, pageOf, paging } from '../http/contract.ts';

const versionOf = <T extends z.ZodType>(value: T) =>
  z.object({
    number: Count.describe('0: the default'),
    value,
    changed_at: Instant.nullable(),
    changed_by: Named.nullable(),
  });

export const ScorecardSettings = z
  .object({
    targets: versionOf(z.array(Target)),
    defaults: versionOf(Defaults),
    complaints: versionOf(ComplaintRules),
  })
  .meta({ id: 'ScorecardSettings' });
export type ScorecardSettings = z.infer<typeof ScorecardSettings>;

export const SettingChange = z.object({
  number: Count.describe('The version that was seen; refused as stale where it is not the newest'),
  setting: Setting,
});

export const SettingHistoryQuery = z.object({ part: z.enum(SETTING_PARTS), ...paging(200) });
export const SettingHistory = pageOf(
  z
    .object({
      id: z.string(),
      number: z.int().min(1),
      setting: Setting,
      changed_at: Instant,
      changed_by: Named,
    })
    .meta({ id: 'SettingVersion' }),
).meta({ id: 'SettingHistory' });
export type SettingHistory = z.infer<typeof SettingHistory>;
