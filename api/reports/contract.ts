// Reports: figures per team and agent, by week, and the most-failed criteria.
import { z } from 'zod';
import { CHANNELS, Channel, CriticalClass } from '../../scorecards/scorecard/definition.ts';
import { Text } from '../../scorecards/scorecard/text.ts';
import { Bp, Count, Day, Named } from '../http/contract.ts';
import { MeanEstimate, ShareEstimate } from '../samples/contract.ts';
import { ScorecardBreak } from '../scorecards/contract.ts';

export const ReportFilter = z.object({
  team: z.string().max(100).optional(),
  channel: z.enum(CHANNELS).optional(),
  from: Day.optional().describe('First day of the interaction'),
  to: Day.optional().describe('Last day of the interaction'),
});
export type ReportFilter = z.infer<typeof ReportFilter>;

const Figures = z
  .object({
    reviewed: Count.describe("Random reviews; the estimate's n leaves out those in which nothing applied"),
    targeted: Count,
    estimate: MeanEstimate,
    critical_errors: z.object({ total: Count, random: Count, targeted: Count }),
    coverage: z.object({ reviewed: Count, interactions: Count }),
    open_tasks: Count.describe("As of today, whatever the filter's days and channel"),
    proposed_tasks: Count,
    overdue_tasks: Count,
  })
  .meta({ id: 'Figures' });
export type Figures = z.infer<typeof Figures>;

const AgentFigures = Figures.extend({ agent: Named.extend({ active: z.boolean() }) }).meta({ id: 'AgentFigures' });

const TeamFigures = Figures.extend({
  team: Named.nullable().describe('null: agents who belong to none'),
  target_bp: Bp.nullable().describe(
    'What its scores are held to today; null: none, or not the same on all its scorecards',
  ),
  agents: z.array(AgentFigures),
}).meta({ id: 'TeamFigures' });

const WeekFigures = z.object({ week: Day.describe('Its Monday'), estimate: MeanEstimate }).meta({ id: 'WeekFigures' });
export type WeekFigures = z.infer<typeof WeekFigures>;

const FailedCriterion = z
  .object({
    scorecard: z.object({ key: z.string(), name: Text }),
    versions: z
      .object({ first: z.int().min(1), last: z.int().min(1) })
      .describe('Numbers of the versions counted together: those in which it means the same'),
    criterion: z.string(),
    text: Text,
    critical: CriticalClass.nullable(),
    failed: Count,
    asked: Count,
  })
  .meta({ id: 'FailedCriterion', description: 'Of the random reviews that asked it, how many gave it nothing' });
export type FailedCriterion = z.infer<typeof FailedCriterion>;

export const QualityReport = z
  .object({
    filter: z.object({
      team: z.string().nullable(),
      channel: Channel.nullable(),
      from: Day.nullable(),
      to: Day.nullable(),
    }),
    figures: Figures.extend({
      critical_by_class: z.object({ customer: Count, business: Count, compliance: Count }),
      critical_rate: ShareEstimate.describe('Share of random reviews with a critical error'),
      target_bp: Bp.nullable(),
    }),
    teams: z.array(TeamFigures).describe('By name; an agent of two teams stands in both, and counts once in `figures`'),
    by_week: z.array(WeekFigures).describe('From the first week with a review to the last, none left out'),
    failed_most: z.array(FailedCriterion),
    breaks: z
      .array(ScorecardBreak)
      .describe(
        'Versions with which scores of the period stop being comparable; its means join what is before and after',
      ),
  })
  .meta({ id: 'QualityReport' });
export type QualityReport = z.infer<typeof QualityReport>;
