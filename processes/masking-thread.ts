// ENTRY (a thread of the server): finds personal data in the conversations it is sent, one after the other. Text of any
// length takes its time here, and not where requests are answered; whoever started it ends it when it takes too long.
import { parentPort } from 'node:worker_threads';
import { personalDataOf } from '../transcription/text/redaction/masking.ts';
import type { Turn } from '../transcription/transcript/transcript.ts';

parentPort?.on('message', (turns: Turn[]) => {
  parentPort?.postMessage(personalDataOf(turns));
});
