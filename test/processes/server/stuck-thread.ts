// A thread that never answers for certain input, like a personal-data search stuck in a text.
import { parentPort } from 'node:worker_threads';
import type { Turn } from '../../../transcription/transcript/transcript.ts';

parentPort?.on('message', (turns: Turn[]) => {
  const [first] = turns;
  while (first?.text === 'for ever') first.end_ms += 1;
  if (first?.text === 'throw') throw new Error(first.text);
  parentPort?.postMessage([]);
});
