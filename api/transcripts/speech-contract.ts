// Transcription settings, models, machines and model comparisons.
import { z } from 'zod';
import { WORK_STATES } from '../../scorecards/transcripts/states.ts';
import { AgentChannel, Speaker } from '../../transcription/text/schema.ts';
import { Bp, Count, Instant, Ms } from '../http/contract.ts';

export const RecorderSide = z
  .object({
    recorder: z.string().max(100).nullable().describe('null: every recording that no other row is about'),
    agent: AgentChannel,
  })
  .meta({ id: 'RecorderSide' });

const ModelRow = z
  .object({
    model: z.string(),
    english_only: z.boolean().nullable().describe('null: not one of those the product knows'),
    bytes: Count.nullable(),
    memory_bytes: Count.nullable(),
    relative_time: z.number().nullable().describe("A multiple of what the product's own model takes"),
    state: z.enum(['ready', 'downloading', 'failed', 'wished', 'absent']),
    received: Count,
    total: Count.nullable(),
    code: z.string().nullable().describe('Why it failed'),
    wished: z.boolean(),
    in_use: z.boolean(),
    measured: z
      .object({ factor: z.number().describe('Seconds of work for a second of sound'), recordings: Count })
      .nullable(),
  })
  .meta({ id: 'ModelRow' });
export type ModelRow = z.infer<typeof ModelRow>;

const WorkerRow = z
  .object({
    id: z.string(),
    host: z.string(),
    version: z.string(),
    children: Count,
    threads: Count,
    memory_bytes: Count,
    started_at: Instant,
    in_hand: z.array(
      z.object({ interaction_id: z.string(), external_id: z.string(), stage: z.string().nullable(), progress_bp: Bp }),
    ),
  })
  .meta({ id: 'WorkerRow' });

export const SpeechView = z
  .object({
    model: z.string(),
    models: z.array(ModelRow),
    workers: z.array(WorkerRow),
    queued: Count.describe('Recordings that wait for a worker'),
    waiting: Count.describe('Recordings that wait for a model'),
    vocabulary: z.array(z.string()),
    languages: z.array(z.string()).describe('The most spoken first'),
    recorders: z.array(RecorderSide),
    recorders_seen: z.array(z.string()).describe('Recorders that imports have named'),
    measuring: z
      .object({ done: Count, total: Count })
      .nullable()
      .describe('After an upgrade: how many transcripts are measured'),
  })
  .meta({ id: 'SpeechView' });
export type SpeechView = z.infer<typeof SpeechView>;

// --- Comparing models ------------------------------------------------------------------------------------------------

const Errors = z
  .object({ errors: Count, tokens: Count })
  .nullable()
  .describe('Held against the corrected transcript; null where there is none');

const TrialRun = z
  .object({
    model: z.string(),
    state: z.enum(WORK_STATES),
    progress_bp: Bp,
    code: z.string().nullable(),
    language: z.string().nullable(),
    factor: z.number().nullable(),
    errors: Errors,
    turns: z.array(
      z.object({
        speaker: Speaker,
        start_ms: Ms,
        parts: z.array(z.object({ text: z.string(), same: z.boolean() })),
      }),
    ),
  })
  .meta({ id: 'TrialRun' });
export type TrialRun = z.infer<typeof TrialRun>;

const TrialCall = z
  .object({
    interaction_id: z.string(),
    external_id: z.string(),
    agent: z.string(),
    language: z.string().nullable(),
    duration_ms: Ms,
    corrected: z.boolean().describe('Whether a person corrected its transcript, so that errors can be counted'),
    runs: z.array(TrialRun),
  })
  .meta({ id: 'TrialCall' });
export type TrialCall = z.infer<typeof TrialCall>;

export const TrialView = z
  .object({
    id: z.string(),
    created_at: Instant,
    under_way: z.boolean(),
    models: z.array(z.object({ model: z.string(), factor: z.number().nullable(), errors: Errors })),
    calls: z.array(TrialCall),
  })
  .meta({ id: 'TrialView' });
export type TrialView = z.infer<typeof TrialView>;

export const StoppedRuns = z.object({ stopped: Count }).meta({ id: 'StoppedRuns' });
