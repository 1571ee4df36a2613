// Recognises which service wrote a JSON transcript by its typical keys, and selects its reader. Services whose files
// contain too little, or that are not supported, are also recognised, so people learn what to export instead.

import type { z } from 'zod';
import { AwsAnalyticsFile, AwsFile, AwsLive, readAws, readAwsAnalytics, readAwsLive } from './aws-json.ts';
import {
  AzureBatchFile,
  AzureEvents,
  AzureFastFile,
  readAzureBatch,
  readAzureEvents,
  readAzureFast,
} from './azure-json.ts';
import * as zh from './chinese-json.ts';
import { DeepgramFile, readDeepgram } from './deepgram-json.ts';
import { GoogleFile, googleResults, readGoogle } from './google-json.ts';
import { at, has, unfinished } from './json-shapes.ts';
import { type Foreign, Unreadable } from './said.ts';
import * as stretch from './stretch-json.ts';
import { readWhisper, readWhisperCpp, WhisperCppFile, WhisperFile } from './whisper-json.ts';
import * as words from './word-json.ts';

/** Reads a value recognised by its keys; null: it is not from this service. */
type Maker = (value: unknown) => (() => Foreign) | null;

/** @param of the part of the file that is read, undefined where the file is not this maker's */
function maker<T>(schema: z.ZodType<T>, of: (value: unknown) => unknown, read: (file: T) => Foreign): Maker {
  return (value) => {
    const part = of(value);
    return part === undefined || part === null ? null : () => read(shaped(schema, part));
  };
}

/** @throws Unreadable `transcript-field` with the place of what is missing */
function shaped<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path ?? [];
  const shown = path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`));
  throw new Unreadable('transcript-field', { path: shown.join('') });
}

/** The value itself where a test holds. */
const whole =
  (test: (value: unknown) => boolean) =>
  (value: unknown): unknown =>
    test(value) ? value : undefined;

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);

/** In the order in which they are asked: the more peculiar keys first. */
const MAKERS: readonly Maker[] = [
  maker(
    WhisperCppFile,
    whole((file) => has(file, 'transcription') && Array.isArray(file.transcription)),
    readWhisperCpp,
  ),
  maker(
    stretch.ChunksFile,
    whole((file) => Array.isArray(at(file, 'chunks'))),
    stretch.readChunks,
  ),
  maker(
    zh.HuaweiFile,
    (file) => [at(file, 'asr_result'), file].find((one) => has(at(one, 'segments', 0), 'result', 'start_time')),
    zh.readHuawei,
  ),
  maker(
    WhisperFile,
    whole((file) => has(file, 'segments')),
    readWhisper,
  ),
  maker(
    WhisperFile,
    (file) => (has(first(file), 'start', 'end', 'text') ? { segments: file } : undefined),
    readWhisper,
  ),
  maker(
    AwsLive,
    (file) =>
      has(at(file, 'Segments', 0), 'Transcript') || has(at(file, 'Segments', 0), 'Utterance')
        ? at(file, 'Segments')
        : undefined,
    readAwsLive,
  ),
  maker(
    AwsAnalyticsFile,
    whole((file) => Array.isArray(at(file, 'Transcript'))),
    readAwsAnalytics,
  ),
  maker(
    AzureBatchFile,
    whole((file) => has(file, 'recognizedPhrases')),
    readAzureBatch,
  ),
  maker(
    AzureFastFile,
    whole((file) => has(file, 'phrases')),
    readAzureFast,
  ),
  maker(
    AzureEvents,
    whole((file) => has(first(file), 'Offset', 'Duration')),
    readAzureEvents,
  ),
  maker(AzureEvents, (file) => (has(file, 'Offset', 'Duration') ? [file] : undefined), readAzureEvents),
  maker(
    DeepgramFile,
    whole((file) => has(at(file, 'results'), 'channels')),
    readDeepgram,
  ),
  maker(
    words.WatsonFile,
    whole(
      (file) => has(at(file, 'results', 0, 'alternatives', 0), 'timestamps') || has(file, 'speaker_labels', 'results'),
    ),
    words.readWatson,
  ),
  maker(
    words.SpeechmaticsFile,
    whole((file) => has(at(file, 'results', 0), 'type', 'alternatives')),
    words.readSpeechmatics,
  ),
  maker(
    AwsFile,
    whole(
      (file) =>
        has(at(file, 'results'), 'items') ||
        has(at(file, 'results'), 'channel_labels') ||
        has(at(file, 'results'), 'audio_segments'),
    ),
    readAws,
  ),
  maker(GoogleFile, (file) => googleResults(file), readGoogle),
  maker(
    words.RevFile,
    whole((file) => has(file, 'monologues')),
    words.readRev,
  ),
  maker(
    zh.ParaformerFile,
    (file) =>
      [file, at(file, 'output')].find(
        (one) => Array.isArray(at(one, 'transcripts')) && !has(at(one, 'transcripts', 0), 'phrases'),
      ),
    zh.readParaformer,
  ),
  maker(
    stretch.GenesysFile,
    whole((file) => has(at(file, 'transcripts', 0), 'phrases')),
    stretch.readGenesys,
  ),
  maker(
    zh.TingwuFile,
    (file) => [file, at(file, 'Data')].find((one) => has(at(one, 'Transcription'), 'Paragraphs')),
    zh.readTingwu,
  ),
  maker(zh.ScaDialogues, scaDialogues, zh.readSca),
  maker(
    zh.AliyunFile,
    whole((file) => has(at(file, 'Result'), 'Sentences')),
    zh.readAliyun,
  ),
  maker(
    zh.TencentFile,
    (file) =>
      [at(file, 'Response', 'Data'), at(file, 'Data'), file].find(
        (one) => has(one, 'ResultDetail') || has(one, 'Result', 'StatusStr'),
      ),
    zh.readTencent,
  ),
  maker(
    zh.IflytekFile,
    (file) =>
      [at(file, 'content'), file].find((one) => has(one, 'orderResult')) ??
      (has(file, 'lattice') ? { orderResult: file } : undefined),
    zh.readIflytek,
  ),
  maker(
    zh.IflytekSentences,
    (file) => [file, at(file, 'data')].find((one) => has(first(one), 'onebest')),
    zh.readIflytekSentences,
  ),
  maker(
    zh.BaiduFile,
    whole((file) => has(file, 'tasks_info')),
    zh.readBaidu,
  ),
  maker(
    stretch.GladiaFile,
    (file) => [at(file, 'result', 'transcription'), at(file, 'transcription')].find((one) => has(one, 'utterances')),
    stretch.readGladia,
  ),
  maker(
    zh.VolcengineFile,
    whole(
      (file) =>
        has(at(file, 'result'), 'utterances') ||
        has(at(file, 'result', 0), 'utterances') ||
        has(file, 'audio_info', 'result'),
    ),
    zh.readVolcengine,
  ),
  maker(
    words.VoskFile,
    (file) =>
      has(at(file, 'result', 0), 'word', 'conf')
        ? [file]
        : has(at(first(file), 'result', 0), 'word', 'conf')
          ? file
          : undefined,
    words.readVosk,
  ),
  maker(
    stretch.TwilioFile,
    whole((file) => has(at(file, 'sentences', 0), 'transcript')),
    stretch.readTwilio,
  ),
  maker(
    words.ElevenLabsFile,
    whole((file) => has(at(file, 'words', 0), 'text', 'type')),
    words.readElevenLabs,
  ),
  maker(
    words.WordsFile,
    whole((file) => has(at(file, 'words', 0), 'word')),
    words.readWords,
  ),
  maker(
    words.WordsFile,
    (file) => (has(at(file, 'word_segments', 0), 'word') ? { words: at(file, 'word_segments') } : undefined),
    words.readWords,
  ),
  maker(stretch.AssemblyAiFile, whole(isAssemblyAi), stretch.readAssemblyAi),
];

function isAssemblyAi(file: unknown): boolean {
  if (has(file, 'acoustic_model') || has(file, 'audio_duration', 'text') || has(file, 'audio_url', 'status'))
    return true;
  return ['utterances', 'sentences', 'paragraphs', 'words'].some((key) =>
    has(at(file, key, 0), 'text', 'start', 'end'),
  );
}

/** The sentences of Alibaba's dialogue analysis stand where the call that was made puts them. */
function scaDialogues(file: unknown): unknown {
  const places: (string | number)[][] = [
    ['Data', 'Dialogues', 'Dialogue'],
    ['Dialogues', 'Dialogue'],
    ['Dialogues'],
    ['AsrResult'],
    ['AsrResult', 'AsrResult'],
    ['Data', 'ResultInfo', 0, 'AsrResult', 'AsrResult'],
    ['Data', 'ResultInfo', 0, 'AsrResult'],
    [],
  ];
  return places.map((path) => at(file, ...path)).find((list) => has(first(list), 'Begin', 'End', 'Words'));
}

/** Refused by their maker's name; `ask` is what is read of that maker. */
const REFUSED: readonly { name: string; ask: string; is: (file: unknown) => boolean }[] = [
  {
    name: 'Azure Conversation Analysis',
    ask: 'recognizedPhrases (Azure Speech batch)',
    is: (file) => has(file, 'conversations') || has(file, 'conversationItems'),
  },
  {
    name: 'Google Meet',
    ask: 'WebVTT',
    is: (file) => has(file, 'transcriptEntries') || has(first(file), 'participant', 'startTime', 'text'),
  },
  { name: 'Zoom', ask: 'WebVTT', is: (file) => has(file, 'timeline') || has(file, 'recording_files') },
  {
    name: 'Otter',
    ask: 'SRT',
    is: (file) => has(file, 'speech') || has(first(at(file, 'transcripts')), 'start_offset'),
  },
  { name: 'Descript', ask: 'SRT', is: (file) => has(file, 'media', 'compositions') },
  { name: 'Sonix', ask: 'SRT', is: (file) => has(file, 'transcript') && Array.isArray(at(file, 'transcript')) },
  { name: 'NICE', ask: 'WebVTT', is: (file) => has(file, 'contactId', 'interactions') },
  { name: 'Five9', ask: 'WebVTT', is: (file) => has(file, 'callId', 'transcriptLines') },
  { name: 'RingCentral', ask: 'WebVTT', is: (file) => has(file, 'jobId') && has(file, 'response') },
];

/** Jobs that tell that they are not done. */
function refuseUnfinished(file: unknown): void {
  const aws = [at(file, 'TranscriptionJob', 'TranscriptionJobStatus'), at(file, 'status'), at(file, 'JobStatus')].find(
    (state) => typeof state === 'string' && /^(FAILED|IN_PROGRESS|QUEUED)$/.test(state),
  );
  if (typeof aws === 'string') unfinished('Amazon Transcribe', aws);
  if (has(file, 'TranscriptionJob'))
    throw new Unreadable('transcript-maker-unknown', { maker: 'Amazon Transcribe', ask: 'TranscriptFileUri' });
  const azure = at(file, 'status');
  if (typeof azure === 'string' && has(file, 'links', 'self')) unfinished('Azure Speech', azure);
  const google = at(file, 'done');
  if (has(file, 'name', 'metadata') && google !== true) unfinished('Google Speech-to-Text', 'done: false');
  const aliyun = at(file, 'StatusText');
  if (typeof aliyun === 'string' && has(file, 'TaskId')) unfinished('Aliyun', aliyun);
}

/** Whether a value is a transcript, of a maker who is read or of one who is refused by name. */
export function isOfMaker(value: unknown): boolean {
  return readerOf(value) !== null || REFUSED.some(({ is }) => is(value)) || isUnfinished(value) || isUntimed(value);
}

/** Whisper's plain form, which has no times. */
const isUntimed = (value: unknown): boolean =>
  has(value, 'text') && !has(value, 'external_id') && !has(value, 'speaker');

function isUnfinished(value: unknown): boolean {
  try {
    refuseUnfinished(value);
    return false;
  } catch {
    return true;
  }
}

/** A list of one is read as the one. */
function readerOf(value: unknown): (() => Foreign) | null {
  for (const one of MAKERS) {
    const read = one(value);
    if (read) return read;
  }
  return Array.isArray(value) && value.length === 1 ? readerOf(value[0]) : null;
}

/**
 * @param value of the file's JSON
 * @throws Unreadable where it is nobody's, its maker is not read, or something in it is missing
 */
export function readMaker(value: unknown): Foreign {
  const read = readerOf(value);
  if (read) return read();
  refuseUnfinished(value);
  const known = REFUSED.find(({ is }) => is(value));
  if (known) throw new Unreadable('transcript-maker-unknown', { maker: known.name, ask: known.ask });
  if (isUntimed(value)) throw new Unreadable('transcript-without-times');
  throw new Unreadable('transcript-unknown');
}
