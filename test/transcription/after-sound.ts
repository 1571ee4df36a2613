// A known stretch of a call after audio without speech, and what a transcript has before and after the boundary.

import { readWavHeader, readWavSamples } from '../../transcription/sound/wav.ts';
import type { Transcript, Word } from '../../transcription/transcript/transcript.ts';
import { joinWords } from '../../transcription/transcript/words.ts';
import { memoryBytes } from './sounds.ts';
import type { TrueCall } from './voices.ts';

/** The turns of a call that end before `until_ms`, and their sound. */
export async function stretchOf(
  call: TrueCall,
  wav: Uint8Array,
  until_ms: number,
): Promise<{ call: TrueCall; channels: Float32Array[] }> {
  const source = memoryBytes(wav);
  const header = await readWavHeader(source);
  const parts: Float32Array[][] = Array.from({ length: header.channels }, () => []);
  for await (const block of readWavSamples(source, header))
    for (const [c, part] of block.entries()) parts[c]?.push(part);
  const turns = call.turns.filter(({ end_ms }) => end_ms <= until_ms);
  const samples = Math.round((((turns.at(-1)?.end_ms ?? 0) + 300) * header.rate) / 1000);
  const channels = parts.map((list) => {
    const whole = new Float32Array(list.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of list) {
      whole.set(part, at);
      at += part.length;
    }
    return whole.subarray(0, samples);
  });
  return { call: { ...call, turns }, channels };
}

/** Words in the sound: those whose middle lies before the border. */
export function heardBefore({ turns }: Transcript, border_ms: number): Word[] {
  return turns.flatMap(({ words }) => words.filter(({ start_ms, end_ms }) => (start_ms + end_ms) / 2 < border_ms));
}

export function onlyAfter(transcript: Transcript, border_ms: number): Transcript {
  const turns = transcript.turns.map((turn) => {
    const words = turn.words.filter(({ start_ms, end_ms }) => (start_ms + end_ms) / 2 >= border_ms);
    return { ...turn, words, text: joinWords(words) };
  });
  return { ...transcript, turns: turns.filter(({ words }) => words.length > 0) };
}
