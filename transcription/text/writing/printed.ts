// A transcript as the command line prints it: one JSON value per file with its keys in a fixed order, or plain text
// with a line per turn. Data used only for drawing, such as levels, is left out.

import type { RecordingNotes, Speaker, SpeakerMethod, Transcript, Turn } from '../../transcript/transcript.ts';
import { missingSide, type StatedMeasures, statedMeasures } from '../measures/measures.ts';

/** One file's line. Times and lengths in ms, confidences 0 to 1. */
export type PrintedTranscript = {
  file: string;
  duration_ms: number;
  /** Only of a recording that was cut off: how long it says it should be. */
  announced_ms?: number;
  /** Only where something had to be assumed or left out when the file was read. */
  recording_notes?: RecordingNotes;
  language: string | null;
  /** Only of a call that mixes languages, the most spoken first. */
  languages?: string[];
  /** `missing`: only where nothing was heard of one of the two sides. */
  speakers: { method: SpeakerMethod; confidence: number | null; missing?: 'agent' | 'customer' };
  turns: Turn[];
  measures: StatedMeasures;
  model: string;
  took_ms: number;
};

export function printedTranscript(file: string, heard: Transcript): PrintedTranscript {
  const turns = heard.turns.map(({ speaker, channel, start_ms, end_ms, text, confidence, words }) => ({
    speaker: printedSpeaker(speaker),
    channel,
    start_ms,
    end_ms,
    text,
    confidence,
    words: words.map((word) => ({
      text: word.text,
      start_ms: word.start_ms,
      end_ms: word.end_ms,
      confidence: word.confidence,
    })),
  }));
  const missing = missingSide(heard.turns, heard.method);
  return {
    file,
    duration_ms: heard.duration_ms,
    ...(typeof heard.announced_ms === 'number' ? { announced_ms: heard.announced_ms } : {}),
    ...(heard.recording_notes ? { recording_notes: heard.recording_notes } : {}),
    language: heard.language,
    ...(heard.languages.length > 1 ? { languages: heard.languages } : {}),
    speakers: {
      method: heard.method,
      confidence: heard.speakers_confidence,
      ...(missing === null ? {} : { missing }),
    },
    turns,
    measures: {
      ...statedMeasures(heard.turns, heard.duration_ms, heard.method),
      // One channel cannot show two people speaking at once.
      ...(heard.method === 'embeddings' ? { overlap_ms: null } : {}),
    },
    model: heard.model,
    took_ms: heard.took_ms,
  };
}

/** Voices that are not separated are one speaker. */
export function printedSpeaker(speaker: Speaker): Speaker {
  return speaker === 'unknown' ? 'speaker-1' : speaker;
}

/** A line for every turn: when it begins, who speaks, what is said. */
export function plainText({ turns }: Transcript): string {
  return turns.map((turn) => `[${clock(turn.start_ms)}] ${printedSpeaker(turn.speaker)}: ${turn.text}\n`).join('');
}

/** `1:02:03.4` of ms; hours only where there are any. */
function clock(ms: number): string {
  const tenths = Math.floor(ms / 100);
  const two = (n: number): string => String(n).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60, (tenths / 10) % 60];
  const tail = `${two(minutes)}:${two(Math.floor(seconds))}.${tenths % 10}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}
