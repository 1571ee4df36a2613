// Separates speakers in mono recordings: voices are compared where there are words, each word is assigned to a voice,
// and what is said identifies the agent. With only one voice, or without a speaker encoder, speakers remain unknown.

import { type Span, toMs } from '../sound/span.ts';
import type { Speaker, SpeakerMethod, Word } from '../transcript/transcript.ts';
import type { Lane } from '../transcript/turns.ts';
import { joinWords } from '../transcript/words.ts';
import type { Voiceprint } from './print.ts';
import { type Direction, findAgent } from './roles.ts';
import { assignVoices, cutAtChanges, findVoices } from './speakers.ts';
import { type ChannelSound, hearVoices } from './voices.ts';

/** Everyone's words, and how they were separated. */
export type Separated = { method: SpeakerMethod; confidence: number | null; lanes: Lane[] };

/** @param words of the channel, in order @param direction null: not known */
export async function separateVoices(
  voiceprint: Voiceprint | null,
  sound: ChannelSound,
  channel: number,
  words: readonly Word[],
  direction: Direction | null,
): Promise<Separated> {
  const together: Separated = {
    method: 'single',
    confidence: null,
    lanes: [{ channel, speaker: 'unknown', words }],
  };
  if (!voiceprint) return together;
  // Music and noise that the detector took for speech have no words, and would be a voice of their own.
  const spoken = sound.speech.filter((span) => words.some((word) => inside(word, span)));
  const pieces = words.flatMap(spellOut);
  const samples = await hearVoices(voiceprint, cutAtChanges(spoken, pieces), sound);
  const { centres, confidence } = findVoices(samples);
  if (centres.length < 2) return together;
  const voices = assignVoices(pieces, samples, centres);
  const lanes = centres
    .map((_, voice) => joinPieces(pieces, (i) => voices[i] === voice))
    .filter((own) => own.length > 0)
    .sort((a, b) => talk(b) - talk(a));
  if (lanes.length < 2) return together;
  const sides = lanes.map((own) => ({ text: joinWords(own), first_ms: own[0]?.start_ms ?? null }));
  const role = findAgent(sides, direction);
  return {
    method: 'embeddings',
    confidence: Math.min(confidence ?? 0, role.confidence),
    lanes: lanes.map((own, i): Lane => ({ channel, speaker: roleOf(i, role.agent), words: own })),
  };
}

/** Of those who are not the agent the one who speaks longest is the customer. @param place by talk */
function roleOf(place: number, agent: number): Speaker {
  if (place === agent) return 'agent';
  const among = place > agent ? place - 1 : place;
  return among === 0 ? 'customer' : `speaker-${among + 2}`;
}

/** A part of a word, and the word it is of. */
type Piece = Word & { of: Word };

/**
 * A number that is read out and at once read back comes as one word, "411-1111-1111": its groups may be of two voices.
 */
const LONG_WORD_MS = 1500;

function spellOut(word: Word): Piece[] {
  const parts = word.text.split(/(?<=[^-]-)(?=[^-])/);
  const length = word.end_ms - word.start_ms;
  if (parts.length === 1 || length < LONG_WORD_MS) return [{ ...word, of: word }];
  let letters = 0;
  return parts.map((text) => {
    const start_ms = Math.round(word.start_ms + (length * letters) / word.text.length);
    letters += text.length;
    const end_ms = Math.round(word.start_ms + (length * letters) / word.text.length);
    return { ...word, text, start_ms, end_ms, of: word };
  });
}

/** The words that contain the chosen pieces; neighbouring pieces of a word become one again. */
function joinPieces(pieces: readonly Piece[], chosen: (index: number) => boolean): Word[] {
  const words: Word[] = [];
  let last = -2;
  for (const [i, { of, ...piece }] of pieces.entries()) {
    if (!chosen(i)) continue;
    const word = words.at(-1);
    if (word && last === i - 1 && pieces[last]?.of === of) {
      word.text += piece.text;
      word.end_ms = piece.end_ms;
    } else words.push(piece);
    last = i;
  }
  return words.map((word) => ({ ...word, text: word.text.replace(/(?<=\d)-$/, '') }));
}

function inside({ start_ms, end_ms }: Word, { start, end }: Span): boolean {
  return start_ms < toMs(end) && end_ms > toMs(start);
}

function talk(words: readonly Word[]): number {
  return words.reduce((sum, { start_ms, end_ms }) => sum + end_ms - start_ms, 0);
}
