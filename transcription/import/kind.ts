// What a text is, told by its first signs, before anything of it is read: a transcript made elsewhere, and by whom.

import { looksLikeCues } from './cue-blocks.ts';
import type { TranscriptFormat } from './said.ts';

/** Whether a file's text is a transcript in a format that is read; cheap enough for every file that is dropped. */
export function isTranscript(text: string): boolean {
  const plain = text.replace(/^\uFEFF/, '');
  if (looksLikeCues(plain)) return true;
  if (!/^\s*[[{]/.test(plain)) return false;
  try {
    const format = jsonFormat(JSON.parse(plain));
    return format !== null && format !== 'untimed';
  } catch {
    return false;
  }
}

/** Whose JSON it is by the keys at its top; `untimed`: Whisper's plain form, which has no times. */
export function jsonFormat(value: unknown): TranscriptFormat | 'untimed' | null {
  if (Array.isArray(value)) return has(value[0], 'start') && has(value[0], 'end') ? 'whisper' : null;
  if (has(value, 'transcription')) return 'whisper.cpp';
  if (has(value, 'segments')) return 'whisper';
  if (has(value, 'Transcript')) return 'aws-analytics';
  if (has(value, 'results')) {
    if (has(value.results, 'channels')) return 'deepgram';
    if (has(value.results, 'items') || has(value.results, 'channel_labels')) return 'aws';
  }
  return has(value, 'text') && !has(value, 'external_id') ? 'untimed' : null;
}

function has<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && key in value;
}
