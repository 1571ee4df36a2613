// The common form of all imported transcripts: stretches of speech with the name or channel the service gave the
// speaker. Which of them is the agent is decided afterwards, the same way for all.

import type { Params, ProblemCode } from '../../scorecards/problems/problem.ts';
import type { Word } from '../transcript/transcript.ts';

/** A stretch of one speaker's speech. */
export type Said = {
  start_ms: number;
  end_ms: number;
  text: string;
  /** As the maker named the speaker: `spk_0`, `Agent`, `2`; null where nobody did. */
  label: string | null;
  /** Index of the channel; null where the maker does not tell. */
  channel: number | null;
  /** 0 to 1; null where the maker does not tell. */
  confidence: number | null;
  words: Word[];
  /** Line of the file it begins in; left out where lines mean nothing. */
  line?: number;
};

/** Formats that are read. */
export const TRANSCRIPT_FORMATS = [
  'vtt',
  'srt',
  'whisper',
  'whisper.cpp',
  'aws',
  'aws-analytics',
  'deepgram',
  'chunks',
  'azure',
  'assemblyai',
  'google',
  'rev',
  'speechmatics',
  'aliyun',
  'tencent',
  'iflytek',
  'baidu',
  'volcengine',
  'huawei',
  'genesys',
  'elevenlabs',
  'watson',
  'vosk',
  'twilio',
  'gladia',
] as const;
export type TranscriptFormat = (typeof TRANSCRIPT_FORMATS)[number];

export type Foreign = {
  format: TranscriptFormat;
  said: Said[];
  /** As the maker wrote it: `en-US`, `english`; null where nothing is written. */
  language: string | null;
  /** ms; null where the maker does not tell. */
  duration_ms: number | null;
  /** Name of the maker's model; null where it does not tell. */
  model: string | null;
  /** Captions that repeated words of earlier ones; these are kept once. */
  repeated?: number;
};

/** A transcript that cannot be read: the code has its sentence in scorecards/problems/problem.ts, the params say where. */
export class Unreadable extends Error {
  readonly code: ProblemCode;
  readonly params: Params;

  constructor(code: ProblemCode, params: Params = {}) {
    super(code);
    this.name = 'Unreadable';
    this.code = code;
    this.params = params;
  }
}

/** A word with its speaker, as formats have it that tell speakers word by word. */
export type SpokenWord = Word & Pick<Said, 'label' | 'channel'>;

/** A pause long enough for the other to take the floor. */
const PHRASE_GAP_MS = 500;

/** Groups words into stretches: consecutive words of one speaker without a pause. */
export function stretchesOf(words: readonly SpokenWord[], join: (words: readonly Word[]) => string): Said[] {
  const groups: SpokenWord[][] = [];
  for (const word of words) {
    const open = groups.at(-1);
    const last = open?.at(-1);
    const same = last && last.label === word.label && last.channel === word.channel;
    if (open && last && same && word.start_ms - last.end_ms < PHRASE_GAP_MS) open.push(word);
    else groups.push([word]);
  }
  return groups.map((group) => {
    const plain = group.map(({ text, start_ms, end_ms, confidence }): Word => ({ text, start_ms, end_ms, confidence }));
    return {
      start_ms: plain[0]?.start_ms ?? 0,
      end_ms: plain.reduce((last, { end_ms }) => Math.max(last, end_ms), 0),
      text: join(plain),
      label: group[0]?.label ?? null,
      channel: group[0]?.channel ?? null,
      confidence: mean(plain),
      words: plain,
    };
  });
}

/** The geometric mean, because a confidence is the exponential of a mean logarithm; to three digits. */
export function mean(words: readonly Word[]): number | null {
  if (words.length === 0) return null;
  const sum = words.reduce((total, { confidence }) => total + Math.log(Math.max(confidence, 1e-6)), 0);
  return Math.round(Math.exp(sum / words.length) * 1000) / 1000;
}

/** Seconds as makers write them, to whole ms. */
export function toMs(seconds: number): number {
  return Math.max(0, Math.round(seconds * 1000));
}

export function between0And1(value: number): number {
  return Math.max(0, Math.min(1, value));
}
