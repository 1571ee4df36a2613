// ENTRY: regenerates the demonstration's transcripts with our own pipeline and the included model, or ATTUNE_MODEL in
// the folder ATTUNE_MODELS:
//   node processes/demo/retranscribe.ts
// Each file states the model and the version of the pipeline that made it. The call marked `live` has none: it is
// transcribed on the user's own machine.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_MODEL } from '../../transcription/models/place.ts';
import { readEnvironment } from '../environment/environment.ts';
import { createTranscriptionProcess } from '../worker/transcription-process.ts';
import { DEMO_RECORDINGS } from './centre.ts';

const environment = readEnvironment(process.env, ['ATTUNE_MODEL', 'ATTUNE_MODELS']);
const folder = join(import.meta.dirname, 'transcripts');
mkdirSync(folder, { recursive: true });
const pool = createTranscriptionProcess({ entry: join(import.meta.dirname, '../child.ts'), log: console.error });
for (const { id, agent_channel, live } of DEMO_RECORDINGS) {
  if (live) continue;
  const transcript = await pool.transcribe(
    {
      file: join(import.meta.dirname, 'recordings', `${id}.wav`),
      agent_channel,
      language: 'auto',
      ffmpeg: null,
      temporary: null,
      longest_ms: null,
      model: environment.ATTUNE_MODEL ?? DEFAULT_MODEL,
      models: environment.ATTUNE_MODELS ?? null,
      cache: null,
      hub: null,
      threads: 2,
    },
    () => {},
  );
  // What it took is of the machine, not of the call.
  writeFileSync(join(folder, `${id}.json`), `${JSON.stringify({ ...transcript, took_ms: null })}\n`);
  console.log(
    `${id}: ${transcript.turns.length} turns by ${transcript.model}, ${transcript.pipeline}, in ${transcript.took_ms} ms`,
  );
}
await pool.close();
