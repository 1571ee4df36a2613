// Files of scorecards and questionnaires.
import { z } from 'zod';
import { Draft } from '../../scorecards/scorecard/definition.ts';
import { COLUMNS } from '../../scorecards/scorecard/questionnaire-columns.ts';
import { LanguageTag } from '../../scorecards/scorecard/text.ts';
import { Code, fileFields, Params } from '../http/contract.ts';

/** What check.ts says of a scorecard. */
const ScorecardFinding = z
  .object({ severity: z.enum(['error', 'warning']), code: Code, params: Params })
  .meta({ id: 'ScorecardFinding' });

const Header = z.string().max(1000);
/** A file of a scorecard or a questionnaire, and what a person says of it. */
export const ScorecardFileInput = z.object({
  ...fileFields,
  name: z.string().trim().min(1).max(200).describe('Of the file; a questionnaire is called so, without the ending'),
  language: LanguageTag.nullable().default(null).describe('Of a questionnaire; null: what its letters say'),
  columns: z
    .record(Header, z.union([z.enum(COLUMNS), z.literal('')]))
    .default({})
    .describe('What headers of a questionnaire are: { "Frage": "criterion" }; "" leaves one out'),
});

export const ScorecardRead = z
  .object({
    kind: z.enum(['json', 'table']),
    draft: Draft,
    notes: z.array(z.object({ code: Code, params: Params })).describe('What was made of the file'),
    findings: z.array(ScorecardFinding).describe('What is wrong or doubtful about the scorecard'),
    columns: z
      .array(z.object({ header: z.string(), column: z.enum(COLUMNS).nullable() }))
      .describe('Of a questionnaire: what each header was taken to be; null: not read'),
  })
  .meta({ id: 'ScorecardRead' });
export type ScorecardRead = z.infer<typeof ScorecardRead>;

export const JsonSchema = z.looseObject({ $schema: z.string(), title: z.string() }).meta({ id: 'JsonSchema' });
