// A recording that somebody has listened to already, and in which nobody speaks: it may be heard at once, because there
// is nothing to silence in it.

import type { Ctx } from '../../db/database/context.ts';
import { recordTranscript, startTranscription } from '../../db/transcripts/transcripts.ts';
import type { Transcript } from '../../transcription/transcript/transcript.ts';

export const NOTHING_SAID: Transcript = {
  duration_ms: 2000,
  language: 'en',
  languages: ['en'],
  method: 'single',
  speakers_confidence: null,
  turns: [],
  peaks: { bucket_ms: 50, channels: [[1, 2, 3]] },
  model: 'test',
  pipeline: 'test',
  took_ms: 1,
};

/** @param worker the organisation's */
export async function heardAlready(worker: Ctx, interaction_id: string): Promise<void> {
  await startTranscription(worker, { interaction_id });
  await recordTranscript(worker, { interaction_id, transcript: NOTHING_SAID });
}
