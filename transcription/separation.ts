// One channel, and who says what on it: its voices are listened to where there are words, each word goes to a voice, and
// what the voices say tells which of them is the agent. Where one voice is heard, or there is nothing to hear voices with,
// the speakers stay untold.

import type { Voiceprint } from './parts.ts';
import { findAgent } from './roles.ts';
import { assignVoices, findVoices } from './speakers.ts';
import { type Span, toMs } from './speech.ts';
import type { Speaker, SpeakerMethod, Word } from './transcript.ts';
import type { Lane } from './turns.ts';
import { type ChannelSound, hearVoices } from './voices.ts';
import { joinWords } from './words.ts';

/** Everybody's words, and how they were told apart. */
export type Separated = { method: SpeakerMethod; confidence: number | null; lanes: Lane[] };

/** @param words of the channel, in order */
export async function separateVoices(
  voiceprint: Voiceprint | null,
  sound: ChannelSound,
  channel: number,
  words: readonly Word[],
): Promise<Separated> {
  const together: Separated = {
    method: 'single',
    confidence: null,
    lanes: [{ channel, speaker: 'unknown', words }],
  };
  if (!voiceprint) return together;
  // Music and noise that the detector took for speech have no words, and would be a voice of their own.
  const spoken = sound.speech.filter((span) => words.some((word) => inside(word, span)));
  const samples = await hearVoices(voiceprint, spoken, sound);
  const { centres, confidence } = findVoices(samples);
  if (centres.length < 2) return together;
  const voices = assignVoices(words, samples, centres);
  const lanes = centres
    .map((_, voice) => words.filter((__, i) => voices[i] === voice))
    .filter((own) => own.length > 0)
    .sort((a, b) => talk(b) - talk(a));
  if (lanes.length < 2) return together;
  const role = findAgent(lanes.map((own) => ({ text: joinWords(own), first_ms: own[0]?.start_ms ?? null })));
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

function inside({ start_ms, end_ms }: Word, { start, end }: Span): boolean {
  return start_ms < toMs(end) && end_ms > toMs(start);
}

function talk(words: readonly Word[]): number {
  return words.reduce((sum, { start_ms, end_ms }) => sum + end_ms - start_ms, 0);
}
