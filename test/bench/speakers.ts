// How well speakers are separated in mono. Run by hand:
//   node test/bench/speakers.ts [MODEL]
// The shared calls are mixed to one channel in memory; their reference is exact. "Voices alone" is the clustering
// without words, "transcript" the turns the pipeline produces. Errors are those of test/support/speaker-error.ts, with
// a collar on either side of every boundary. Processor time depends on this machine; errors are the same everywhere.

import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createListener } from '../../transcription/listening/listen.ts';
import { DEFAULT_MODEL } from '../../transcription/models/place.ts';
import { RATE, toMs } from '../../transcription/sound/span.ts';
import type { Voiceprint } from '../../transcription/speakers/print.ts';
import { assignVoices, findVoices } from '../../transcription/speakers/speakers.ts';
import { openVoiceprint } from '../../transcription/speakers/voiceprint.ts';
import type { Transcript, Turn } from '../../transcription/transcript/transcript.ts';
import { channelVoices } from '../support/channel-voices.ts';
import { type SpeakerError, type SpeakerSpan, speakerError } from '../support/speaker-error.ts';
import { trueCalls } from '../transcription/voices.ts';
import { sharedPath } from './shared-folder.ts';

const COLLAR_MS = 250;
/** Pauses of one speaker that are no end of a turn, as in the transcript. */
const TURN_GAP_MS = 2000;

const model = process.argv[2] ?? DEFAULT_MODEL;
const listen = createListener({ path: process.env.PATH ?? '', temporary: tmpdir() });
const voiceprint = await openVoiceprint({ models: sharedPath('models'), cache: null, threads: 2 });
if (!voiceprint) throw new Error('there is no speaker encoder');

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const row = (...cells: (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
const parts = ({ missed_ms, false_alarm_ms, confusion_ms, total_ms }: SpeakerError): string =>
  [missed_ms, false_alarm_ms, confusion_ms].map((ms) => percent(ms / Math.max(1, total_ms))).join(', ');

const HEAD = [
  'recording',
  'speakers',
  'found',
  'confidence',
  'voices alone',
  'transcript',
  'missed, false alarm, confused',
  'collar 125 ms',
  'no collar',
  'agent known',
  'processor time for voices, s a minute',
];

console.log(`${COLLAR_MS} ms collar\n`);
row(...HEAD);
row(...HEAD.map(() => '---'));
const totals = { voices: 0, transcript: 0, confusion: 0, calls: 0 };
for (const call of trueCalls(sharedPath('calls', 'calls.json'))) {
  const { voices, transcript } = await compare(call.id, sharedPath('calls', call.file), call.turns);
  totals.voices += voices.error;
  totals.transcript += transcript.error;
  totals.confusion += transcript.confusion;
  totals.calls++;
}
const mean = (sum: number): string => `**${percent(sum / totals.calls)}**`;
row(
  '**mean**',
  '',
  '',
  '',
  mean(totals.voices),
  mean(totals.transcript),
  `confused ${mean(totals.confusion)}`,
  ...['', '', '', ''],
);
for (const [file, truth] of [
  ['libri2spk-0.wav', 'libri2spk-0.rttm'],
  ['libri2spk-1.wav', 'libri2spk-1.rttm'],
  ['pyannote-sample.flac', 'pyannote-sample.rttm'],
  ['ami-dev00.flac', 'ami-debug.development.rttm'],
] as const) {
  await compare(
    file,
    sharedPath('audio', 'diar', file),
    rttm(sharedPath('audio', 'diar', truth), file.split('.')[0] ?? ''),
  );
}

console.log('\nA real call on one channel, without truth:\n');
const real = await hear(sharedPath('audio', 'call', 'aws-pca-auto0-mono.wav'));
console.log(`${real.method}, confidence ${real.speakers_confidence}, ${(real.took_ms / 1000).toFixed(0)} s`);
for (const { speaker, start_ms, text } of real.turns) {
  console.log(`${(start_ms / 1000).toFixed(1).padStart(6)}  ${speaker.padEnd(10)} ${text.slice(0, 110)}`);
}

async function compare(
  name: string,
  file: string,
  truth: readonly SpeakerSpan[],
): Promise<{ voices: SpeakerError; transcript: SpeakerError }> {
  const alone = await voicesAlone(file, voiceprint as Voiceprint);
  const heard = await hear(file);
  const voices = speakerError(truth, alone.spans, COLLAR_MS);
  const transcript = speakerError(truth, heard.turns, COLLAR_MS);
  row(
    name,
    new Set(truth.map(({ speaker }) => speaker)).size,
    new Set(heard.turns.map(({ speaker }) => speaker)).size,
    heard.speakers_confidence ?? '–',
    percent(voices.error),
    percent(transcript.error),
    parts(transcript),
    percent(speakerError(truth, heard.turns, COLLAR_MS / 2).error),
    percent(speakerError(truth, heard.turns, 0).error),
    truth.some(({ speaker }) => speaker === 'agent') ? percent(rolesRight(truth, heard.turns)) : '',
    ((alone.spent_ms * 60) / heard.duration_ms).toFixed(2),
  );
  return { voices, transcript };
}

function hear(file: string): Promise<Transcript> {
  const place = { model, models: sharedPath('models'), cache: null, hub: null, threads: 2 };
  const request = { file, agent_channel: 'mono' as const, language: 'auto', ...place };
  const own = { ffmpeg: process.env.FFMPEG_PATH ?? null, temporary: null, longest_ms: null };
  return listen({ ...request, ...own }, () => {}, null);
}

/** The clustering without words: speech in moments of 100 ms, each given to a voice, pauses of one voice filled. */
async function voicesAlone(file: string, hears: Voiceprint): Promise<{ spans: SpeakerSpan[]; spent_ms: number }> {
  const { speech, samples, spent_ms } = await channelVoices(file, 'mixed', hears);
  const { centres } = findVoices(samples);
  const moments = speech.flatMap(({ start, end }) =>
    Array.from({ length: Math.ceil((end - start) / (RATE / 10)) }, (_, i) => ({
      start_ms: toMs(start) + 100 * i,
      end_ms: Math.min(toMs(end), toMs(start) + 100 * (i + 1)),
      text: '',
    })),
  );
  const voices = centres.length > 0 ? assignVoices(moments, samples, centres) : moments.map(() => 0);
  const spans: SpeakerSpan[] = [];
  for (const [i, { start_ms, end_ms }] of moments.entries()) {
    const speaker = `voice ${voices[i]}`;
    const last = spans.at(-1);
    if (last?.speaker === speaker && start_ms - last.end_ms < TURN_GAP_MS) last.end_ms = end_ms;
    else spans.push({ speaker, start_ms, end_ms });
  }
  return { spans, spent_ms };
}

/** The part of what both say is spoken in which transcript and truth name the same role. */
function rolesRight(truth: readonly SpeakerSpan[], turns: readonly Turn[]): number {
  let right = 0;
  let all = 0;
  for (const one of truth) {
    for (const turn of turns) {
      const ms = Math.min(one.end_ms, turn.end_ms) - Math.max(one.start_ms, turn.start_ms);
      if (ms <= 0) continue;
      all += ms;
      if (one.speaker === turn.speaker) right += ms;
    }
  }
  return right / Math.max(1, all);
}

/** NIST's format: SPEAKER file channel start duration – – name; seconds. @param recording the file name in the lines */
function rttm(file: string, recording: string): SpeakerSpan[] {
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/))
    .filter(([kind]) => kind === 'SPEAKER');
  const own = lines.filter(([, name = '']) => recording.endsWith(name));
  return own.map(([, , , start, length, , , speaker = '']) => ({
    speaker,
    start_ms: Math.round(Number(start) * 1000),
    end_ms: Math.round((Number(start) + Number(length)) * 1000),
  }));
}
