// How a transcript file was understood, before anything is stored: the person importing it sees the service, the
// speakers and their sides, what was left out, and how it begins.

import type { Speaker, SpeakerMethod } from '../transcript/transcript.ts';
import type { Mark } from './marks.ts';
import type { TranscriptFormat } from './said.ts';
import {
  type NamedSpeaker,
  readTranscript,
  type TranscriptContext,
  type TranscriptProblem,
} from './transcript-file.ts';

export type TranscriptPreview = {
  format: TranscriptFormat;
  language: string | null;
  /** Stretches in the file, turns as stored, and words in these. */
  cues: number;
  turns: number;
  words: number;
  method: SpeakerMethod;
  /**
   * 1 where names or the recorder tell who the agent is; less: recognised by what is said; null: nobody is told apart.
   */
  speakers_confidence: number | null;
  speakers: NamedSpeaker[];
  /** Sounds that are no speech: they are left out of what was said. */
  marks: Mark[];
  reordered: number;
  repeated: number;
  /** When the first word begins and the last one ends, ms; null where nobody speaks. */
  first_ms: number | null;
  last_ms: number | null;
  /** The first lines as stored. */
  beginning: { speaker: Speaker; start_ms: number; text: string }[];
};

/** What an import is shown by. */
const LINES_SHOWN = 5;
const NOTHING_KNOWN: TranscriptContext = { agent_channel: null, language: null, duration_ms: null };

/**
 * @param text of the file, decoded
 * @param context what is known of its recording; left out: nothing yet
 * @returns what was understood, or why it cannot be read
 */
export function previewTranscript(
  text: string,
  context: TranscriptContext = NOTHING_KNOWN,
): { preview: TranscriptPreview; problem: null } | { preview: null; problem: TranscriptProblem } {
  const { read, problem } = readTranscript(text, context);
  if (!read) return { preview: null, problem };
  const { turns, duration_ms: _, model: __, languages: ___, ...facts } = read;
  return {
    preview: {
      ...facts,
      turns: turns.length,
      words: turns.reduce((sum, { words }) => sum + words.length, 0),
      first_ms: turns[0]?.start_ms ?? null,
      last_ms: turns.reduce<number | null>((last, { end_ms }) => Math.max(last ?? 0, end_ms), null),
      beginning: turns.slice(0, LINES_SHOWN).map(({ speaker, start_ms, text }) => ({ speaker, start_ms, text })),
    },
    problem: null,
  };
}
