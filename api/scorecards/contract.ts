// Scorecards, answers and scores.
import { z } from 'zod';
import { Channel, Scorecard } from '../../scorecards/scorecard/definition.ts';
import { Text } from '../../scorecards/scorecard/text.ts';
import { Count, Instant, Named, pageOf, paging } from '../http/contract.ts';

const VersionRow = z
  .object({ id: z.string(), number: z.int().min(1), published_at: Instant })
  .meta({ id: 'VersionRow' });

export const ScorecardRow = z
  .object({
    id: z.string(),
    key: z.string(),
    name: Text,
    channel: z.union([Channel, z.literal('any')]),
    sections: Count,
    criteria: Count,
    latest: VersionRow.describe('The version new work is done on'),
  })
  .meta({ id: 'ScorecardRow' });
export type ScorecardRow = z.infer<typeof ScorecardRow>;

export const ScorecardQuery = z.object(paging(200));
export const ScorecardList = pageOf(ScorecardRow).meta({ id: 'ScorecardList' });

export const ScorecardVersion = VersionRow.extend({
  scorecard_id: z.string(),
  key: z.string(),
  definition: Scorecard,
  published_by: Named.nullable().describe('null: came with the product'),
  newest: z.int().min(1).describe('Its newest version; those before it are numbered from 1 without gaps'),
}).meta({ id: 'ScorecardVersion' });
export type ScorecardVersion = z.infer<typeof ScorecardVersion>;

export const PublishedScorecard = z
  .object({ id: z.string(), key: z.string(), number: z.int().min(1) })
  .meta({ id: 'PublishedScorecard' });

/** What someone needs to know about the scorecard their work is on. */
export const ScorecardName = z
  .object({ version_id: z.string(), key: z.string(), number: z.int().min(1), name: Text })
  .meta({ id: 'ScorecardName' });
