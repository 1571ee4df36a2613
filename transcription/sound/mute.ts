// Which spans of a recording are muted, and how silence is written in each sample format. A number masked in the text
// must not be audible either: every channel is muted, because the other side carries it as crosstalk, with a margin,
// because word times are accurate to about a fifth of a second. Everything else stays as recorded.

import type { PersonalData, PersonalDataKind, PersonalSound } from '../text/redaction/kinds.ts';
import type { Turn } from '../transcript/transcript.ts';
import type { WavHeader } from './wav.ts';

/** A stretch of a recording, ms; the end does not belong to it. */
export type Stretch = { start_ms: number; end_ms: number };

/**
 * Muted before and after the words: starts of words are told to within 250 ms in nine cases of ten
 * (npm run bench:transcription), and a lossy copy smears up to 90 ms over an edge.
 */
export const MARGIN_MS = 250;

/** What is left audible between two muted stretches is no word when it is shorter than this. */
const LEAST_HEARD_MS = 300;

/** Where what was found is heard, with its margin: of any kind, so that it is worked out once whatever is masked. */
export function soundsOf(
  turns: readonly Pick<Turn, 'start_ms' | 'end_ms' | 'words'>[],
  found: readonly PersonalData[],
): PersonalSound[] {
  return found.flatMap((one): PersonalSound[] => {
    const turn = turns[one.turn];
    // A turn whose words have no times is silent as a whole.
    const start = one.start_ms ?? turn?.start_ms;
    const end = one.end_ms ?? turn?.end_ms;
    if (start === undefined || end === undefined) return [];
    // At a turn's edge nothing but the datum is said: the turn's own edges are the surer ones.
    const first = turn && one.first_word === 0 ? Math.min(start, turn.start_ms) : start;
    const last = turn && one.last_word === turn.words.length ? Math.max(end, turn.end_ms) : end;
    const start_ms = Math.max(0, Math.floor(first) - MARGIN_MS);
    return [{ kind: one.kind, start_ms, end_ms: Math.ceil(last) + MARGIN_MS }];
  });
}

/**
 * The stretches to be made silent, in order, none touching another.
 * @param sounds of any kind; only those of `kinds` are muted
 */
export function mutedStretches(sounds: readonly PersonalSound[], kinds: readonly PersonalDataKind[]): Stretch[] {
  const wide = sounds
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ start_ms, end_ms }): Stretch => ({ start_ms, end_ms }));
  const joined: Stretch[] = [];
  for (const next of wide.sort((a, b) => a.start_ms - b.start_ms)) {
    const before = joined.at(-1);
    if (before && next.start_ms - before.end_ms < LEAST_HEARD_MS) before.end_ms = Math.max(before.end_ms, next.end_ms);
    else joined.push({ ...next });
  }
  return joined;
}

/** The part of a block of frames that lies in a stretch: [first, last) within the block, in order. */
export function framesMuted(
  stretches: readonly Stretch[],
  rate: number,
  from: number,
  frames: number,
): [first: number, last: number][] {
  return stretches.flatMap(({ start_ms, end_ms }): [number, number][] => {
    const first = Math.max(0, Math.floor((start_ms * rate) / 1000) - from);
    const last = Math.min(frames, Math.ceil((end_ms * rate) / 1000) - from);
    return first < last ? [[first, last]] : [];
  });
}

/** The byte that says nothing: ITU-T G.711 codes zero so, and 8-bit PCM has its zero in the middle. */
export function silentByte({ encoding, sample_bytes }: Pick<WavHeader, 'encoding' | 'sample_bytes'>): number {
  if (encoding === 'mulaw') return 0xff;
  if (encoding === 'alaw') return 0xd5;
  return encoding === 'pcm' && sample_bytes === 1 ? 0x80 : 0;
}
