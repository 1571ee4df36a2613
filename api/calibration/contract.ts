// Calibrations: their participants and, once closed, each reviewer's answers and the agreement.
import { z } from 'zod';
import { Answer } from '../../scorecards/scorecard/answers.ts';
import { Scorecard } from '../../scorecards/scorecard/definition.ts';
import { CriterionState } from '../../scorecards/scorecard/score.ts';
import { Bp, Count, Instant, Named, pageOf } from '../http/contract.ts';
import { InteractionSummary } from '../interactions/contract.ts';
import { ReviewState } from '../samples/contract.ts';
import { ScorecardName } from '../scorecards/contract.ts';

export const NewCalibration = z
  .object({
    name: z.string().trim().min(1).max(200),
    interaction_id: z.string().max(100),
    scorecard_version_id: z.string().max(100),
    reviewers: z.array(z.string().max(100)).max(100),
  })
  .meta({ id: 'NewCalibration' });

export const CalibrationRow = z
  .object({
    id: z.string(),
    name: z.string(),
    interaction: InteractionSummary,
    agent: Named,
    scorecard: ScorecardName,
    opened_by: Named,
    opened_at: Instant,
    closed_at: Instant.nullable().describe('null while it is open'),
    reviewers: Count.describe('How many take part'),
    submitted: Count,
  })
  .meta({ id: 'CalibrationRow' });
export type CalibrationRow = z.infer<typeof CalibrationRow>;

export const CalibrationList = pageOf(CalibrationRow).meta({ id: 'CalibrationList' });

const Participant = Named.extend({ state: ReviewState, submitted_at: Instant.nullable() }).meta({ id: 'Participant' });
export type Participant = z.infer<typeof Participant>;

const GivenAnswer = Answer.extend({
  reviewer: z.string(),
  state: CriterionState,
  value_bp: Bp.nullable(),
}).meta({ id: 'GivenAnswer' });
export type GivenAnswer = z.infer<typeof GivenAnswer>;

const Alpha = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('alpha'), alpha: z.number() }),
  z.object({ kind: z.literal('too-few'), needed: Count }),
  z.object({ kind: z.literal('no-variation') }).describe('Everybody always said the same thing'),
]);

const Comparison = z
  .object({
    sheets: z
      .array(z.object({ reviewer: Named, score_bp: Bp.nullable(), critical_count: Count, summary: z.string() }))
      .describe('Of those who submitted'),
    criteria: z
      .array(
        z.object({
          criterion: z.string(),
          answers: z.array(GivenAnswer).describe('One a reviewer who submitted'),
          percent_bp: Bp.nullable().describe('Share of pairs of reviewers who agree on this interaction'),
          so_far: z
            .object({ units: Count, percent_bp: Bp.nullable(), alpha: Alpha })
            .nullable()
            .describe('Over all calibrations on this scorecard; null for words'),
        }),
      )
      .describe('In form order'),
    calibrations: Count.describe('Closed ones on this scorecard, this one among them'),
    needed: Count,
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.infer<typeof Comparison>;

export const CalibrationPage = CalibrationRow.extend({
  participants: z.array(Participant).describe('How far they are; not a word of what they answered'),
  definition: Scorecard,
  comparison: Comparison.nullable().describe('null while it is open: nobody sees an answer before'),
}).meta({ id: 'CalibrationPage' });
export type CalibrationPage = z.infer<typeof CalibrationPage>;

export const ClosedCalibration = z.object({ closed_at: Instant }).meta({ id: 'ClosedCalibration' });
