// The organisation's framework of competencies.
import { z } from 'zod';
import { Framework } from '../../scorecards/competencies/framework.ts';
import { Competency } from '../../scorecards/scorecard/definition.ts';
import { Text } from '../../scorecards/scorecard/text.ts';
import { Count, Instant, Named, pageOf, paging } from '../http/contract.ts';

export const FrameworkQuery = z.object({
  number: z.coerce.number().int().min(0).max(1_000_000).optional().describe('0: the one included with Attune'),
});

export const FrameworkVersion = z
  .object({
    number: Count.describe('0: the one included with Attune'),
    framework: Framework,
    removed: z
      .array(z.object({ key: Competency, name: Text }))
      .describe('Competencies of other versions, which old plans may name'),
    changed_at: Instant.nullable(),
    changed_by: Named.nullable(),
  })
  .meta({ id: 'FrameworkVersion' });
export type FrameworkVersion = z.infer<typeof FrameworkVersion>;

export const FrameworkChange = z.object({
  number: Count.describe('The version that was seen; refused as stale where it is not the newest'),
  framework: Framework,
});

export const FrameworkHistoryQuery = z.object(paging(200));
export const FrameworkHistory = pageOf(
  z
    .object({ id: z.string(), number: z.int().min(1), changed_at: Instant, changed_by: Named })
    .meta({ id: 'FrameworkRow' }),
).meta({ id: 'FrameworkHistory' });
