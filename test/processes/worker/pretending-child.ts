// Stands in for the process that transcribes: does what the name of the "file" says.

import type { ChildMessage, RecordingRequest } from '../../../transcription/listening/channel.ts';

let answered = 0;

const send = (message: ChildMessage): void => void process.send?.(message);

process.on('message', ({ file }: RecordingRequest) => {
  if (file === 'crash') process.exit(3);
  if (file === 'shout') {
    process.stderr.write('FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n', () =>
      process.abort(),
    );
    return;
  }
  if (file === 'talk') {
    const lines = [
      'Error: my card is 4111',
      '{"failure":{"kind":"TypeError","place":[]}}',
      '{"said":"my card"}',
      '{"failure":',
    ];
    process.stderr.write(lines.join('\n'), () => process.exit(4));
    return;
  }
  if (file === 'killed') process.kill(process.pid, 'SIGKILL');
  if (file === 'hang') return;
  if (file === 'refuse') return send({ type: 'failed', code: 'not-sound', detail: 'text' });
  answered++;
  send({ type: 'progress', stage: 'decoding', done: 0.05 });
  const peaks = { bucket_ms: 20, channels: [] };
  send({
    type: 'done',
    transcript: {
      duration_ms: 1000,
      language: null,
      languages: [],
      method: 'single',
      speakers_confidence: null,
      turns: [],
      peaks,
      model: `${process.pid}`,
      pipeline: 'p',
      took_ms: answered,
    },
  });
});
process.on('disconnect', () => process.exit(0));
