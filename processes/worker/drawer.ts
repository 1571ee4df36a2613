// Draws waveforms for recordings that are not transcribed because their transcripts were imported: the audio streams
// through once, and only its peaks are kept.

import { recordPeaks, startDrawing } from '../../db/interactions/transcript-files.ts';
import type { Handler } from '../../db/jobs/jobs.ts';
import { failureOf } from '../../transcription/failure/failure.ts';
import { Refusal } from '../../transcription/failure/refusal.ts';
import { drawRecording } from '../../transcription/sound/picture.ts';
import type { CopierParts } from './copier.ts';

type DrawerParts = Pick<CopierParts, 'actingFor' | 'fileOf' | 'ffmpeg' | 'path' | 'ending' | 'log'>;

export function createDrawer(parts: DrawerParts): { peaks: Handler<'peaks'> } {
  const { actingFor, fileOf, ffmpeg, path, log } = parts;
  return {
    async peaks({ organisation_id, interaction_id }, job) {
      const wanted = await startDrawing(actingFor(organisation_id), { interaction_id });
      if (!wanted) return;
      const file = await fileOf(organisation_id, wanted.sha256);
      try {
        const signal = AbortSignal.any([job.signal, parts.ending]);
        const drawn = await drawRecording({
          file: file.path,
          name: wanted.file_name ?? undefined,
          ffmpeg,
          path,
          signal,
        });
        await recordPeaks(actingFor(organisation_id), { interaction_id, ...drawn });
        log.info({ interaction_id }, 'waveform drawn');
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        log.warn({ interaction_id, failure: failureOf(error) }, 'waveform not drawn');
      } finally {
        await file.release();
      }
    },
  };
}
