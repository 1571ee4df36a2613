// Importing files of rows: chats, and spreadsheets for recordings. How a file was read is reported before anything is
// written, and can be changed.
import { z } from 'zod';
import { importChats } from '../../db/interactions/chats.ts';
import { listColumnNames, nameColumn } from '../../db/interactions/column-names.ts';
import { checkMetadata } from '../../db/interactions/metadata-check.ts';
import { FILE_BYTES } from '../http/bodies.ts';
import { fileFields } from '../http/contract.ts';
import { handed } from '../http/files.ts';
import { answer, jsonBody, route, router } from '../http/route.ts';
import { ChatImport, ColumnNames, DateOrder, Delimiter, MetadataCheck } from './imports-contract.ts';
import { readChatFile, readSheet } from './rows.ts';

const Header = z.string().max(1000);
/** A file of rows, and how it is to be read. What is left out the file itself tells. */
const RowsFile = {
  ...fileFields,
  delimiter: Delimiter.nullable().default(null),
  columns: z
    .record(Header, Header)
    .default({})
    .describe('What headers are: { "Anrufer": "customer_ref" }; "" keeps one under its own name'),
  date_order: DateOrder.nullable()
    .default(null)
    .describe('How 03/04/2026 is read; without it, and where no other row tells, such rows are refused'),
  confirm_dates: z.boolean().default(false).describe('Times in the future, and those before 1990, are right'),
};

export const importsApi = router()
  .openapi(
    route('interactions:import', {
      'x-body-limit': FILE_BYTES,
      operationId: 'importChats',
      method: 'post',
      path: '/chats',
      request: jsonBody(
        z.object({ format: z.enum(['json', 'csv']), dry_run: z.boolean().default(false), ...RowsFile }),
      ),
      responses: { 200: answer(ChatImport, 'What became of each chat; good ones are kept when others are refused') },
      refuses: [422],
    }),
    async (c) => {
      const { format, dry_run, text, cells, ...reading } = c.req.valid('json');
      const file = readChatFile(handed({ text, cells }), format, reading.delimiter);
      return c.json(await importChats(c.get('ctx'), { file, dry_run, reading }), 200);
    },
  )
  .openapi(
    route('interactions:import', {
      'x-body-limit': FILE_BYTES,
      operationId: 'checkMetadata',
      method: 'post',
      path: '/metadata',
      request: jsonBody(z.object({ files: z.array(z.string().max(1000)).max(10_000), ...RowsFile })),
      responses: { 200: answer(MetadataCheck, 'What a sheet beside recordings holds, row by row; nothing is written') },
      refuses: [422],
    }),
    async (c) => {
      const { files, text, cells, ...reading } = c.req.valid('json');
      const sheet = readSheet(handed({ text, cells }), reading.delimiter);
      return c.json(await checkMetadata(c.get('ctx'), { sheet, files, reading }), 200);
    },
  )
  .openapi(
    route('interactions:import', {
      operationId: 'listColumnNames',
      method: 'get',
      path: '/columns',
      responses: { 200: answer(ColumnNames, 'What headers of this organisation’s files are') },
    }),
    async (c) => c.json(await listColumnNames(c.get('ctx')), 200),
  )
  .openapi(
    route('interactions:import', {
      operationId: 'nameColumn',
      method: 'post',
      path: '/columns',
      request: jsonBody(
        z.object({
          header: Header.min(1),
          column: Header.nullable().describe('"" keeps it under its own name; null forgets it'),
        }),
      ),
      responses: { 200: answer(ColumnNames, 'The next file with this header is read so by itself') },
      refuses: [422],
    }),
    async (c) => c.json(await nameColumn(c.get('ctx'), c.req.valid('json')), 200),
  );
