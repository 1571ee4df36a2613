// Transcribes a call again with another model, for comparison. It uses the same processes as any recording and stores
// no checkpoints: an interrupted comparison starts the call again.

import type { Ctx } from '../../db/database/context.ts';
import type { Handler } from '../../db/jobs/jobs.ts';
import { failRun, recordRun, reportRun, startRun } from '../../db/transcripts/trials.ts';
import { failureOf } from '../../transcription/failure/failure.ts';
import { Refusal } from '../../transcription/failure/refusal.ts';
import type { RecordingRequest } from '../../transcription/listening/channel.ts';
import { LANGUAGES } from '../../transcription/transcript/languages.ts';
import type { TranscriptionProcess } from './transcription-process.ts';

export type TrialOptions = {
  actingFor: (organisation: string) => Ctx;
  pool: TranscriptionProcess;
  fileOf: (organisation: string, sha256: string) => Promise<{ path: string; release: () => Promise<void> }>;
  /** What every request of this worker says. */
  request: Omit<RecordingRequest, 'file' | 'agent_channel' | 'language' | 'model'>;
  ending: AbortSignal;
  log: { warn: (fields: object, line: string) => void };
};

/** A person who waits looks about so often. */
const PROGRESS_MS = 1500;

export function createTrials(options: TrialOptions): { 'try-model': Handler<'try-model'> } {
  const { actingFor, pool, fileOf, request, ending, log } = options;
  return {
    'try-model': async ({ organisation_id, run_id }, job) => {
      const ctx = () => actingFor(organisation_id);
      const work = await startRun(ctx(), { run_id });
      if (!work) return;
      const off = new AbortController();
      let last = 0;
      const progress = (stage: string, done: number): void => {
        if (stage === 'model' || performance.now() - last < PROGRESS_MS) return;
        last = performance.now();
        reportRun(ctx(), { run_id, progress_bp: done * 10_000 }).then(
          (still) => still || off.abort(),
          () => {},
        );
      };
      const file = await fileOf(organisation_id, work.sha256);
      try {
        const { sha256: _, file_name: name, language, languages, ...said } = work;
        const heard = { language: language ?? 'auto', languages: languages ?? LANGUAGES };
        const asked = { ...request, ...said, ...heard, name, file: file.path };
        const signal = AbortSignal.any([job.signal, ending, off.signal]);
        await recordRun(ctx(), { run_id, transcript: await pool.transcribe(asked, progress, signal) });
      } catch (error) {
        // Given back, the job is begun anew by the worker that takes it.
        if (!(error instanceof Refusal) || ending.aborted) throw error;
        if (error.code === 'cancelled') return;
        log.warn({ run_id, failure: failureOf(error) }, 'model comparison failed');
        await failRun(ctx(), { run_id, code: error.code });
      } finally {
        await file.release();
      }
    },
  };
}
