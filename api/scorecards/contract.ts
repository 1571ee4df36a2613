// Scorecards, answers and scores.
import { z } from 'zod';
import { Channel, Draft, Scorecard } from '../../scorecards/scorecard/definition.ts';
import { Text, UnfinishedText } from '../../scorecards/scorecard/text.ts';
import { Count, Instant, Named, pageOf, paging } from '../http/contract.ts';

const VersionRow = z
  .object({ id: z.string(), number: z.int().min(1), published_at: Instant })
  .meta({ id: 'VersionRow' });

const row = {
  id: z.string(),
  key: z.string(),
  name: UnfinishedText,
  channel: z.union([Channel, z.literal('any')]),
  sections: Count,
  criteria: Count,
  draft: z
    .object({ changed_at: Instant, changed_by: Named })
    .nullable()
    .describe('Who writes the next version, and when they last did'),
};
const PublishedRow = z
  .object({ ...row, state: z.literal('published'), latest: VersionRow.describe('The version new work is done on') })
  .meta({ id: 'PublishedScorecardRow' });
export const ScorecardRow = z
  .discriminatedUnion('state', [
    z.object({ ...row, state: z.literal('draft'), latest: z.null() }),
    PublishedRow,
    z
      .object({ ...row, state: z.literal('retired'), latest: VersionRow, retired_at: Instant })
      .describe('No new work begins on it'),
  ])
  .meta({ id: 'ScorecardRow' });
export type ScorecardRow = z.infer<typeof ScorecardRow>;
export type PublishedRow = z.infer<typeof PublishedRow>;

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

/** `…/{key}/versions/{number}` */
export const VersionPath = z.object({
  key: z.string().max(40),
  number: z.coerce.number().int().min(1).max(1_000_000),
});

export const PublishedScorecard = z
  .object({ id: z.string(), key: z.string(), number: z.int().min(1) })
  .meta({ id: 'PublishedScorecard' });

/** What someone needs to know about the scorecard their work is on. */
export const ScorecardName = z
  .object({ version_id: z.string(), key: z.string(), number: z.int().min(1), name: Text })
  .meta({ id: 'ScorecardName' });

export const ScorecardDraft = z
  .object({
    scorecard_id: z.string(),
    key: z.string(),
    definition: Draft,
    revision: z.int().min(1),
    based_on: z.int().min(1).nullable().describe('Number of the version it began with'),
    newest: z.int().min(1).nullable().describe('Number of the newest version; null: none was published'),
    changed_at: Instant,
    changed_by: Named,
  })
  .meta({ id: 'ScorecardDraft' });
export type ScorecardDraft = z.infer<typeof ScorecardDraft>;

export const NextDraft = z.object({ definition: Draft.nullable().describe('null: as the newest version has it') });
/** The revision the person saw. */
export const Revision = z.object({ revision: z.int().min(1) });
export const DraftChange = Revision.extend({ definition: Draft });
export const SavedDraft = z.object({ revision: z.int().min(1), saved_at: Instant }).meta({ id: 'SavedScorecardDraft' });
export const ScorecardKey = z.object({ key: z.string() }).meta({ id: 'ScorecardKey' });

export const ScorecardUse = z
  .object({
    open_reviews: Count.describe('They stay on the version they began with'),
    plans: z.array(Named).describe('Running plans that draw on it: on the newest version'),
    unvarying: z
      .array(z.object({ criterion: z.string(), answer: z.string(), n: Count }))
      .describe('Criteria always answered the same way'),
  })
  .meta({ id: 'ScorecardUse' });
export type ScorecardUse = z.infer<typeof ScorecardUse>;

export const ScorecardBreak = z
  .object({
    scorecard: z.object({ key: z.string(), name: Text }),
    number: z.int().min(1),
    published_at: Instant,
  })
  .meta({
    id: 'ScorecardBreak',
    description: 'A version whose scores do not compare with those on the versions before it',
  });
export type ScorecardBreak = z.infer<typeof ScorecardBreak>;
