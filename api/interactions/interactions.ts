import { z } from 'zod';
import { interactionChoices } from '../../db/interactions/choices.ts';
import { interactionStates, listInteractions, readInteraction } from '../../db/interactions/interactions.ts';
import { playbackOf, playRecording } from '../../db/interactions/recordings.ts';
import { importTranscript } from '../../db/interactions/transcript-files.ts';
import {
  beginUpload,
  cancelUpload,
  type FileCtx,
  finishUpload,
  readUpload,
  receivePiece,
} from '../../db/interactions/uploads.ts';
import { reviewInteraction } from '../../db/samples/assignments.ts';
import { chooseScorecard } from '../../db/samples/choosing.ts';
import { retryCopies } from '../../db/transcripts/copies.ts';
import { correctTranscript, revisionsOf } from '../../db/transcripts/corrections.ts';
import { openOriginals } from '../../db/transcripts/originals.ts';
import { hitsOf } from '../../db/transcripts/search.ts';
import { peaksOf, retryTranscription, transcriptOf } from '../../db/transcripts/transcripts.ts';
import { because } from '../../scorecards/problems/input.ts';
import { Peaks } from '../../transcription/text/schema.ts';
import type { Speaker } from '../../transcription/transcript/transcript.ts';
import { FILE_BYTES, streamed } from '../http/bodies.ts';
import { answer, type Env, jsonBody, pathId, route, router } from '../http/route.ts';
import { Originals, RevisionList, RevisionQuery, TranscriptHits, TranscriptView } from '../transcripts/contract.ts';
import {
  ChoiceQuery,
  InteractionChoices,
  InteractionDetail,
  InteractionFilter,
  InteractionPage,
  InteractionState,
  OwnReview,
  Playback,
  Requeued,
  RequeuedCopies,
  ScorecardChoice,
} from './contract.ts';
import { importsApi } from './imports.ts';
import { FinishedUpload, ImportedTranscript, ReceivedPiece, UploadProgress } from './imports-contract.ts';
import { answerRecording } from './recording.ts';

const Id = z.string().max(100);

/** `original=1`: with the personal data in it, for anyone who has opened the originals. */
const Original = z.object({ original: z.literal('1').optional() });

const Revision = z.coerce.number().int().min(1).max(1_000_000);

const Place = z.int().min(0).max(1_000_000);
const Said = z.string().max(10_000);
/** Changes apply one after the other; `turn` counts from 0 as the changes before left it. */
const Correction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), turn: Place, text: Said }),
  z.object({
    kind: z.literal('speaker'),
    turn: Place,
    speaker: z
      .string()
      .regex(/^(agent|customer|unknown|speaker-\d{1,3})$/)
      .transform((name) => name as Speaker),
  }),
  z.object({ kind: z.literal('split'), turn: Place, texts: z.tuple([Said, Said]) }),
  z.object({ kind: z.literal('join'), turn: Place }),
  z.object({ kind: z.literal('remove'), turn: Place }),
  z.object({ kind: z.literal('restore'), turn: Place }),
  z.object({ kind: z.literal('swap') }),
  z.object({ kind: z.literal('as-of'), revision: Revision }),
]);

/** A form's fields or a row's columns by name. */
const Metadata = z
  .record(z.string().max(200), z.string().max(10_000))
  .refine((given) => Object.keys(given).length <= 200, {
    ...because('too-many', { limit: 200 }),
  });

const FileText = z.string().min(1);

export const interactionsApi = router()
  .route('/', importsApi)
  .openapi(
    route('interactions:read', {
      operationId: 'listInteractions',
      method: 'get',
      path: '/',
      request: { query: InteractionFilter },
      responses: { 200: answer(InteractionPage, 'Interactions, newest first, a page at a time') },
    }),
    async (c) => c.json(await listInteractions(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('interactions:read', {
      operationId: 'listInteractionChoices',
      method: 'get',
      path: '/choices',
      request: { query: ChoiceQuery },
      responses: { 200: answer(InteractionChoices, 'What the list can be narrowed to, by name') },
    }),
    async (c) => c.json(await interactionChoices(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('interactions:read', {
      operationId: 'listInteractionStates',
      method: 'get',
      path: '/states',
      request: { query: z.object({ ids: z.string().max(60_000).describe('Ids with commas between') }) },
      responses: { 200: answer(z.array(InteractionState), 'How far recordings have come') },
    }),
    async (c) => {
      const ids = c.req.valid('query').ids.split(',').filter(Boolean).slice(0, 1000);
      return c.json(await interactionStates(c.get('ctx'), { ids }), 200);
    },
  )
  .openapi(
    route('interactions:import', {
      operationId: 'beginUpload',
      method: 'post',
      path: '/uploads',
      request: jsonBody(
        z.object({ file_name: z.string().min(1).max(1000), size: z.int().min(0), metadata: Metadata.default({}) }),
      ),
      responses: { 200: answer(UploadProgress, 'Where to send the recording, piece by piece') },
      refuses: [422],
    }),
    async (c) => c.json(await beginUpload(fileCtx(c), c.req.valid('json')), 200),
  )
  .openapi(
    route('interactions:import', {
      operationId: 'readUpload',
      method: 'get',
      path: '/uploads/{id}',
      request: pathId,
      responses: { 200: answer(UploadProgress, 'How much is here: go on from `received`') },
    }),
    async (c) => c.json(await readUpload(fileCtx(c), c.req.valid('param')), 200),
  )
  .openapi(
    route('interactions:import', {
      operationId: 'receivePiece',
      method: 'put',
      path: '/uploads/{id}',
      request: {
        ...pathId,
        query: z.object({ offset: z.coerce.number().int().min(0) }),
        body: { content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } } },
      },
      responses: { 200: answer(ReceivedPiece, 'The piece is kept; the next one begins at `received`') },
      refuses: [422],
    }),
    async (c) => {
      const piece = streamed(c.req.raw);
      return c.json(await receivePiece(fileCtx(c), { ...c.req.valid('param'), ...c.req.valid('query'), piece }), 200);
    },
  )
  .openapi(
    route('interactions:import', {
      operationId: 'finishUpload',
      method: 'post',
      path: '/uploads/{id}/finish',
      request: { ...pathId, ...jsonBody(z.object({ metadata: Metadata.optional() })) },
      responses: { 200: answer(FinishedUpload, 'The interaction; finishing again makes no second one') },
      refuses: [422],
    }),
    async (c) => c.json(await finishUpload(fileCtx(c), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  )
  .openapi(
    route('interactions:import', {
      operationId: 'cancelUpload',
      method: 'delete',
      path: '/uploads/{id}',
      request: pathId,
      responses: { 204: { description: 'Nothing is kept of it' } },
    }),
    async (c) => {
      await cancelUpload(fileCtx(c), c.req.valid('param'));
      return c.body(null, 204);
    },
  )
  .openapi(
    route('interactions:read', {
      operationId: 'readInteraction',
      method: 'get',
      path: '/{id}',
      request: pathId,
      responses: { 200: answer(InteractionDetail, 'One interaction') },
    }),
    async (c) => c.json(await readInteraction(c.get('ctx'), c.req.valid('param')), 200),
  )
  .openapi(
    route('interactions:read', {
      operationId: 'readTranscript',
      method: 'get',
      path: '/{id}/transcript',
      request: { ...pathId, query: Original.extend({ revision: Revision.optional() }) },
      responses: {
        200: answer(TranscriptView.nullable(), 'The newest revision, or the one asked for; null while there is none'),
      },
    }),
    async (c) => {
      const { original, revision } = c.req.valid('query');
      const which = { ...c.req.valid('param'), original: original === '1', revision };
      return c.json(await transcriptOf(c.get('ctx'), which), 200);
    },
  )
  .openapi(
    route('interactions:read', {
      operationId: 'listRevisions',
      method: 'get',
      path: '/{id}/revisions',
      request: { ...pathId, query: RevisionQuery },
      responses: {
        200: answer(RevisionList, 'Who made and corrected the transcript, and when; the newest first'),
      },
    }),
    async (c) => c.json(await revisionsOf(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('query') }), 200),
  )
  .openapi(
    route('transcripts:correct', {
      operationId: 'correctTranscript',
      method: 'post',
      path: '/{id}/corrections',
      request: {
        ...pathId,
        ...jsonBody(
          z.object({
            revision: Revision.describe('The one that was before the person'),
            changes: z.array(Correction).min(1).max(200),
            original: z.boolean().default(false).describe('Texts are those of the originals'),
          }),
        ),
      },
      responses: { 200: answer(TranscriptView, 'The transcript with the correction in it, as its next revision') },
      refuses: [409, 422],
    }),
    async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await correctTranscript(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('interactions:read', {
      operationId: 'listHits',
      method: 'get',
      path: '/{id}/hits',
      request: { ...pathId, query: Original.extend({ q: z.string().max(500).default('') }) },
      responses: { 200: answer(TranscriptHits, 'Where in the transcript it is said') },
    }),
    async (c) => {
      const { q, original } = c.req.valid('query');
      const input = { ...c.req.valid('param'), q, original: original === '1' };
      return c.json(await hitsOf(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('interactions:read', {
      operationId: 'readPeaks',
      method: 'get',
      path: '/{id}/peaks',
      request: pathId,
      responses: { 200: answer(Peaks.nullable(), 'What to draw of a recording; null for text') },
    }),
    async (c) => c.json(await peaksOf(c.get('ctx'), c.req.valid('param')), 200),
  )
  .openapi(
    route('interactions:import', {
      operationId: 'retryTranscription',
      method: 'post',
      path: '/{id}/retry',
      request: pathId,
      responses: { 200: answer(Requeued, 'A failed transcription is queued again') },
    }),
    async (c) => c.json(await retryTranscription(c.get('ctx'), c.req.valid('param')), 200),
  )
  .openapi(
    route('interactions:import', {
      'x-body-limit': FILE_BYTES,
      operationId: 'importTranscript',
      method: 'post',
      path: '/{id}/transcript',
      request: { ...pathId, ...jsonBody(z.object({ text: FileText, file_name: z.string().max(1000) })) },
      responses: { 200: answer(ImportedTranscript, 'A transcript made elsewhere is the newest revision') },
      refuses: [409, 422],
    }),
    async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await importTranscript(fileCtx(c), input), 200);
    },
  )
  .openapi(
    route('reviews:work', {
      operationId: 'chooseScorecard',
      method: 'get',
      path: '/{id}/scorecards',
      request: pathId,
      responses: { 200: answer(ScorecardChoice, 'Scorecards it can be reviewed on, by key, and the one proposed') },
    }),
    async (c) => c.json(await chooseScorecard(c.get('ctx'), c.req.valid('param')), 200),
  )
  .openapi(
    route('reviews:work', {
      operationId: 'reviewInteraction',
      method: 'post',
      path: '/{id}/review',
      request: { ...pathId, ...jsonBody(z.object({ scorecard_version_id: Id })) },
      responses: { 200: answer(OwnReview, 'A review of my own choosing; an open one is given back') },
      refuses: [422],
    }),
    async (c) => {
      const input = { interaction: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await reviewInteraction(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('originals:read', {
      operationId: 'openOriginals',
      method: 'post',
      path: '/{id}/originals',
      request: { ...pathId, ...jsonBody(z.object({ reason: z.string().trim().min(3).max(500) })) },
      responses: { 200: answer(Originals, 'For the rest of the day `original=1` shows them to whoever asked') },
    }),
    async (c) => {
      return c.json(await openOriginals(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200);
    },
  )
  .openapi(
    route('recordings:hear', {
      operationId: 'readHearing',
      method: 'get',
      path: '/{id}/playback',
      request: pathId,
      responses: { 200: answer(Playback, 'What can be heard of the recording now, and what is silent in it') },
    }),
    async (c) => c.json(await playbackOf(c.get('ctx'), c.req.valid('param')), 200),
  )
  .openapi(
    route('interactions:import', {
      operationId: 'retryCopies',
      method: 'post',
      path: '/{id}/copies/retry',
      request: pathId,
      responses: { 200: answer(RequeuedCopies, 'Failed copies are queued again') },
    }),
    async (c) => c.json(await retryCopies(c.get('ctx'), c.req.valid('param')), 200),
  )
  .openapi(
    route('recordings:hear', {
      operationId: 'hearRecording',
      method: 'get',
      path: '/{id}/recording',
      request: { ...pathId, query: Original },
      responses: {
        200: {
          description: 'The recording, or by Range a part of it (206)',
          content: { 'audio/*': { schema: z.string().meta({ format: 'binary' }) } },
        },
        206: {
          description: 'The part asked for',
          content: { 'audio/*': { schema: z.string().meta({ format: 'binary' }) } },
        },
        304: { description: 'The client has it already' },
        416: { description: 'The recording has no such bytes' },
      },
      refuses: [409],
    }),
    async (c): Promise<Response> => {
      const original = c.req.valid('query').original === '1';
      return answerRecording(c.req.raw, await playRecording(fileCtx(c), { ...c.req.valid('param'), original }));
    },
  );

const fileCtx = (c: { get: <K extends keyof Env['Variables']>(key: K) => Env['Variables'][K] }): FileCtx => ({
  ...c.get('ctx'),
  blobs: c.get('deps').blobs,
});

export type InteractionsApi = typeof interactionsApi;
