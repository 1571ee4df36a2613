// What all stages share of the contract: the shape of refusals, and value types used in many answers.
import { z } from 'zod';
import { Day as CalendarDay } from '../../scorecards/calendar/day.ts';
import { LANGUAGES, PROBLEM_CODES } from '../../scorecards/problems/problem.ts';
import { PERSONAL_DATA } from '../../transcription/text/redaction/kinds.ts';

/** ISO 8601 in UTC. */
export const Instant = z.iso.datetime();
/** A date without time, as a calendar has it. */
export const Day = CalendarDay.meta({ format: 'date' });
export const Count = z.int().min(0);
/** Milliseconds, of a length or from the start of a recording. */
export const Ms = z.int().min(0);
/** Basis points: 10 000 are the whole. */
export const Bp = z.int().min(0).max(10_000);

export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

export const Code = z.enum(PROBLEM_CODES.toSorted()).meta({ id: 'ProblemCode' });
/** What fills the gaps of a refusal's sentence. */
export const Params = z.record(z.string(), z.union([z.string(), z.number()]));

/** A page of a list; all paged lists have this shape. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({
    rows: z.array(row),
    next: z.string().nullable().describe('Cursor of the next page; null on the last one'),
  });

/** Rows over all pages, counted up to a limit. */
export const counted = {
  total: Count,
  total_exact: z.boolean().describe('False: there are more than `total`'),
};

/** What a page is asked for with. @param most rows at once */
export const paging = (most: number) => ({
  cursor: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(most).optional(),
});

/** The row that was made or changed. */
export const Row = z.object({ id: z.string() }).meta({ id: 'Row' });

export const Refusal = z
  .object({
    code: Code,
    params: Params.describe('What fills the gaps of the sentence'),
    message: z.string().describe("The sentence, in the member's language or the one asked for"),
    detail: z
      .union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
      .nullable()
      .describe('What is needed to go on: rows refused, the other version of a draft'),
  })
  .meta({ id: 'Refusal' });
export type Refusal = z.infer<typeof Refusal>;

/** Someone, or a team, by name. */
export const Named = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Named' });
export type Named = z.infer<typeof Named>;

/** Kinds of personal data that are looked for. */
export const PersonalDataKind = z.enum(PERSONAL_DATA).meta({ id: 'PersonalDataKind' });

/** The fields a body holds a file in. */
export const fileFields = {
  text: z.string().min(1).optional().describe('A CSV, or JSON, as text'),
  cells: z
    .array(z.array(z.string().max(100_000)).max(1000))
    .min(1)
    .max(50_000)
    .optional()
    .describe('In place of text: the rows of a workbook, cell by cell; the first names the columns'),
};
