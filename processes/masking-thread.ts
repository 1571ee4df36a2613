// ENTRY (a thread of the server): detects personal data in the conversations it receives, one at a time, so that long
// texts do not delay requests. The server ends it if it takes too long.
import { parentPort } from 'node:worker_threads';
import { personalDataOf } from '../transcription/text/redaction/masking.ts';
import type { Turn } from '../transcription/transcript/transcript.ts';

parentPort?.on('message', (turns: Turn[]) => {
  parentPort?.postMessage(personalDataOf(turns));
});
