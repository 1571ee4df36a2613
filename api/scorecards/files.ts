// Scorecards as files: exported, and read back.
import { z } from 'zod';
import { readDraft } from '../../db/scorecards/drafts.ts';
import { findingsOf, readScorecard } from '../../db/scorecards/scorecards.ts';
import { ScorecardFile } from '../../scorecards/scorecard/file.ts';
import { fileSchema } from '../../scorecards/scorecard/file-schema.ts';
import { SCORECARD_FILE_BYTES } from '../http/bodies.ts';
import { handed } from '../http/files.ts';
import { answer, jsonBody, route, router } from '../http/route.ts';
import { VersionPath } from './contract.ts';
import { JsonSchema, ScorecardFileInput, ScorecardRead } from './files-contract.ts';
import { fileAnswer, readFile, schemaAt } from './read-file.ts';

export const scorecardFilesApi = router()
  .openapi(
    route('scorecards:read', {
      operationId: 'exportScorecard',
      method: 'get',
      path: '/{key}/versions/{number}/file',
      request: { params: VersionPath },
      responses: { 200: answer(ScorecardFile, 'One version as a file, which can be imported elsewhere') },
    }),
    async (c) => {
      const { key, number, definition } = await readScorecard(c.get('ctx'), c.req.valid('param'));
      return fileAnswer(definition, `${key}-v${number}.json`, c.get('deps'));
    },
  )
  .openapi(
    route('scorecards:edit', {
      operationId: 'exportScorecardDraft',
      method: 'get',
      path: '/{key}/draft/file',
      request: { params: z.object({ key: z.string().max(40) }) },
      responses: { 200: answer(ScorecardFile, 'The draft as a file, as it was last saved') },
    }),
    async (c) => {
      const { key, definition } = await readDraft(c.get('ctx'), c.req.valid('param'));
      return fileAnswer(definition, `${key}-draft.json`, c.get('deps'));
    },
  )
  .openapi(
    route('scorecards:edit', {
      'x-body-limit': SCORECARD_FILE_BYTES,
      operationId: 'readScorecardFile',
      method: 'post',
      path: '/read',
      request: jsonBody(ScorecardFileInput),
      responses: { 200: answer(ScorecardRead, 'The draft in a file, and what to know of it; nothing is written') },
      refuses: [422],
    }),
    async (c) => {
      const ctx = c.get('ctx');
      const { text, cells, ...file } = c.req.valid('json');
      const { named, ...read } = readFile(handed({ text, cells }), file);
      return c.json({ ...read, columns: named, findings: await findingsOf(ctx.db, ctx, read.draft) }, 200);
    },
  )
  .openapi(
    route('public', {
      operationId: 'scorecardSchema',
      method: 'get',
      path: '/schema.json',
      responses: { 200: answer(JsonSchema, 'The JSON Schema of a scorecard’s file') },
    }),
    (c) => c.json(JsonSchema.parse(fileSchema(schemaAt(c.get('deps')))), 200),
  );

export type ScorecardFilesApi = typeof scorecardFilesApi;
