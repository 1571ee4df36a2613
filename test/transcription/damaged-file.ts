// What happens to an arbitrary file: it is decoded, or refused with a reason. Anything else is a bug.

import { writeFileSync } from 'node:fs';
import { Refusal } from '../../transcription/failure/refusal.ts';
import { DEFAULT_LIMITS, openAudio } from '../../transcription/sound/audio.ts';

/** `decoded`, or the code of the refusal; `fault` names anything else that was thrown, or sound that is no number. */
export type Outcome = { outcome: string; fault: string | null; took_ms: number };

/** A shorter limit than calls have, so that a file that claims a day of silence does not take a minute to read. */
const LIMITS = { ...DEFAULT_LIMITS, longest_ms: 30 * 60_000 };

/** @param file where the bytes are put for the reader */
export async function openDamaged(bytes: Uint8Array, file: string, ffmpeg: string | null): Promise<Outcome> {
  writeFileSync(file, bytes);
  const began = performance.now();
  let outcome = 'decoded';
  let fault: string | null = null;
  try {
    const sound = await openAudio(file, { ffmpeg, limits: LIMITS, signal: null });
    for await (const block of sound.blocks) {
      for (const samples of block) if (!samples.every((s) => Math.abs(s) < 4)) fault = 'samples out of range';
    }
  } catch (error) {
    if (error instanceof Refusal) outcome = error.code;
    else {
      outcome = 'FAULT';
      fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  }
  return { outcome, fault, took_ms: performance.now() - began };
}
