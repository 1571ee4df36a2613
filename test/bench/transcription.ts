// The full table over the shared recordings: errors, places, times and memory of every file. Run by hand:
//   node test/bench/transcription.ts [MODEL]
// Times are of this machine in this hour; errors are the same everywhere.

import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import type { RecordingRequest } from '../../transcription/channel.ts';
import { createListener } from '../../transcription/listen.ts';
import { measureCall } from '../../transcription/measures.ts';
import { DEFAULT_MODEL } from '../../transcription/model-place.ts';
import { joinWords } from '../../transcription/words.ts';
import { wordErrors } from '../support/word-errors.ts';
import { callErrors, placedShare, startErrors, trueCalls } from '../transcription/voices.ts';

const shared = resolve(import.meta.dirname, '../..', process.env.ATTUNE_SHARED ?? '../shared');
const sharedPath = (...parts: string[]): string => resolve(shared, ...parts);
const model = process.argv[2] ?? DEFAULT_MODEL;
const listen = createListener({ path: process.env.PATH ?? '', temporary: tmpdir() });

const hear = (file: string, own: Partial<RecordingRequest>) =>
  listen(
    {
      file,
      agent_channel: null,
      language: 'auto',
      model,
      models: sharedPath('models'),
      cache: null,
      hub: null,
      threads: 2,
      ffmpeg: process.env.FFMPEG_PATH ?? null,
      temporary: null,
      longest_ms: null,
      ...own,
    },
    () => {},
    null,
  );

const megabytes = (): number => Math.round(process.memoryUsage().rss / 1e6);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const row = (...cells: (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);

row(
  'call',
  'errors',
  'words in their turn ± 0.5 s',
  'turn starts within 0.25 s',
  'silence, true',
  'time',
  'of',
  'RSS MB',
);
row(...new Array(8).fill('---'));
const totals = new Map<string, { errors: number; tokens: number; took: number; ms: number }>();
for (const call of trueCalls(sharedPath('calls', 'calls.json'))) {
  const transcript = await hear(sharedPath('calls', call.file), { agent_channel: call.recorder.agent });
  const { errors, tokens } = callErrors(call, transcript);
  const starts = startErrors(call, transcript);
  const { silence_ms } = measureCall(transcript.turns, transcript.duration_ms);
  const language = call.language.slice(0, 2);
  const total = totals.get(language) ?? { errors: 0, tokens: 0, took: 0, ms: 0 };
  totals.set(language, {
    errors: total.errors + errors,
    tokens: total.tokens + tokens,
    took: total.took + transcript.took_ms,
    ms: total.ms + transcript.duration_ms,
  });
  row(
    call.id,
    `${errors}/${tokens} (${percent(errors / tokens)})`,
    percent(placedShare(call, transcript, 500)),
    percent(starts.filter((ms) => ms <= 250).length / starts.length),
    `${silence_ms}, ${call.measures.silence_ms}`,
    `${(transcript.took_ms / 1000).toFixed(1)} s`,
    `${(transcript.duration_ms / 1000).toFixed(1)} s`,
    megabytes(),
  );
}
for (const [language, { errors, tokens, took, ms }] of totals) {
  row(
    `**${language}**`,
    `${errors}/${tokens} (${percent(errors / tokens)})`,
    '',
    '',
    '',
    `${(took / 1000).toFixed(1)} s`,
    `${(ms / 1000).toFixed(1)} s`,
    '',
  );
}

console.log();
row('recording', 'language', 'errors', 'time', 'of', 'RSS MB', 'text');
row(...new Array(7).fill('---'));
const lines = readFileSync(sharedPath('audio', 'refs.tsv'), 'utf8').trim().split('\n').slice(1);
for (const line of lines) {
  const [file = '', language = '', text = ''] = line.split('\t');
  const names = file.includes('*') ? filesLike(file) : [file];
  for (const name of names) {
    const transcript = await hear(sharedPath('audio', name), {});
    const heard = joinWords(transcript.turns);
    const known = text !== '' && !text.startsWith('(') && !text.includes('no text') && !text.startsWith('L:');
    const counted = known ? wordErrors(text, heard, language) : null;
    row(
      name,
      transcript.language ?? '–',
      counted ? `${counted.errors}/${counted.tokens}` : '',
      `${(transcript.took_ms / 1000).toFixed(1)} s`,
      `${(transcript.duration_ms / 1000).toFixed(1)} s`,
      megabytes(),
      heard.slice(0, 60),
    );
  }
}
console.log(`\npeak RSS ${Math.round(process.resourceUsage().maxRSS / 1000)} MB`);

function filesLike(pattern: string): string[] {
  return pattern.startsWith('diar/ami') ? ['diar/ami-dev00.flac'] : ['diar/libri2spk-0.wav', 'diar/libri2spk-1.wav'];
}
