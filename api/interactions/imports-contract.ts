// Imports: recordings in pieces, files of rows, transcripts from other systems, and how each was read.
import { z } from 'zod';
import { DELIMITERS } from '../../scorecards/files/csv.ts';
import { DATE_ORDERS } from '../../scorecards/interactions/instant.ts';
import { TRANSCRIPT_FORMATS } from '../../transcription/import/said.ts';
import { Speaker } from '../../transcription/text/schema.ts';
import { Code, Count, Instant, Params } from '../http/contract.ts';
import { InteractionDetail } from './contract.ts';

export const Delimiter = z.enum(DELIMITERS);
export const DateOrder = z.enum(DATE_ORDERS);
/** `already-there`: the same is here, and nothing happened. */
const Outcome = z.enum(['created', 'already-there']);
/** Lines, and places in a JSON array, count from 1. */
const Line = z.int().min(1);

const RowIssue = z
  .object({
    column: z.string().describe('Empty: the row itself'),
    code: Code,
    params: Params,
    reason: z.object({ en: z.string(), zh: z.string() }),
    line: Line.optional().describe("Of the file, where it is another than the row's own"),
  })
  .meta({ id: 'RowIssue' });
export type RowIssue = z.infer<typeof RowIssue>;

const RefusedRow = z
  .object({
    line: Line,
    external_id: z.string(),
    issues: z.array(RowIssue),
    given: z.unknown().describe('The row, or the rows of one chat, as handed in: to be mended and sent again'),
  })
  .meta({ id: 'RefusedRow' });
export type RefusedRow = z.infer<typeof RefusedRow>;

const Understood = z
  .object({
    format: z.enum(['csv', 'workbook', 'json']),
    delimiter: Delimiter.nullable(),
    columns: z.array(
      z.object({
        header: z.string(),
        column: z.string().nullable().describe('null: kept under its own name'),
        by: z.enum(['chosen', 'own', 'remembered', 'known', 'kept']),
      }),
    ),
    missing: z.array(z.string()).describe('Required columns that none is'),
    date_order: DateOrder.nullable(),
    dates_doubtful: z.boolean().describe('Some dates can be read in two ways, and nothing in the file tells which'),
    dates_slashed: z.boolean().describe('Some dates look like 03/04/2026'),
    times: z.array(z.object({ line: Line, written: z.string(), at: Instant })),
    rows: Count,
    first: z.array(z.object({ line: Line, cells: z.array(z.string()) })),
    short_lines: z.array(Line).describe('Lines with fewer cells than there are columns'),
  })
  .meta({ id: 'Understood', description: 'What a file was taken for' });

const Chat = z.object({ line: Line, external_id: z.string() });

export const ChatImport = z
  .object({
    dry_run: z.boolean().describe('true: nothing was written, and the figures tell what would be'),
    unit: z.enum(['line', 'item']).describe('What `line` counts: lines of the file, or places in its array'),
    understood: Understood,
    chats: Count,
    created: Count,
    already_there: Count,
    reordered: z.array(Chat.extend({ turns: Count })).describe('Turns that did not stand in the order of their times'),
    newest_first: z.array(Chat).describe('Chats that were turned round'),
    handed_over: z.array(Chat.extend({ agents: z.array(z.string()) })),
    not_kept: z.array(z.string()).describe('What turns carry beside speaker, time and text'),
    refused: z.array(RefusedRow),
  })
  .meta({ id: 'ChatImport' });
export type ChatImport = z.infer<typeof ChatImport>;

const CheckedRow = z
  .object({
    line: Line,
    file: z.string(),
    external_id: z.string(),
    metadata: z.record(z.string(), z.string()).describe('What an upload is begun with'),
    issues: z.array(RowIssue).describe('Empty: the row is good'),
    known: z.boolean().describe('Something with this id is here already'),
  })
  .meta({ id: 'CheckedRow' });
export type CheckedRow = z.infer<typeof CheckedRow>;

export const MetadataCheck = z
  .object({ understood: Understood, rows: z.array(CheckedRow), files_without_row: z.array(z.string()) })
  .meta({ id: 'MetadataCheck' });

export const ColumnNames = z
  .object({ names: z.array(z.object({ header: z.string(), column: z.string() })) })
  .meta({ id: 'ColumnNames', description: 'An empty column keeps a header under its own name' });

// --- Recordings ------------------------------------------------------------------------------------------------------

export const UploadProgress = z
  .object({
    id: z.string(),
    size: Count,
    received: Count.describe('Bytes that have come in. The next piece begins there'),
    piece_bytes: Count.describe('How long a piece should be'),
    issues: z.array(RowIssue).describe('What would be refused on finishing, as far as can be told now'),
  })
  .meta({ id: 'UploadProgress' });
export type UploadProgress = z.infer<typeof UploadProgress>;

export const ReceivedPiece = z.object({ received: Count }).meta({ id: 'ReceivedPiece' });

export const FinishedUpload = z
  .object({ outcome: Outcome, interaction: InteractionDetail })
  .meta({ id: 'FinishedUpload' });
export type FinishedUpload = z.infer<typeof FinishedUpload>;

// --- Transcripts -----------------------------------------------------------------------------------------------------

export const ImportedTranscript = z
  .object({
    outcome: Outcome,
    revision: z.int().min(1),
    format: z.enum(TRANSCRIPT_FORMATS),
    language: z.string().nullable(),
    turns: Count,
    reordered: Count.describe('Stretches that stood in another order than they were said in'),
    marks: Count.describe('Sounds that are no speech and were left out: `[Music]`'),
    repeated: Count.describe('Captions that showed words of the ones before once more'),
    speakers: z
      .array(z.object({ name: z.string().nullable(), speaker: Speaker, cues: Count }))
      .describe('Whom the file names, and the side each was given'),
  })
  .meta({ id: 'ImportedTranscript' });
export type ImportedTranscript = z.infer<typeof ImportedTranscript>;
