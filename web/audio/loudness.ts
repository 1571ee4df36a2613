// Loudness as displayed. Pure.
import type { Peaks } from '../../transcription/transcript/transcript.ts';

/** A side quieter than this is drawn quiet: scaling its noise to full height would suggest speech. */
const QUIET = 30;
/** Speech has few loud peaks: the root shows the quiet syllables too. */
const ROOT = 0.85;

/** 0–1 per bucket, each side against its own loudest, so that a soft voice is seen beside a loud one. */
export function heights(channel: readonly number[]): number[] {
  const loudest = Math.max(QUIET, ...channel);
  return channel.map((value) => (value / loudest) ** ROOT);
}

/** The sides in the order they are drawn: the agent above. */
export function sidesOf(peaks: Peaks, agentIndex: number | null): number[][] {
  const [first, second] = peaks.channels;
  if (!first) return [];
  if (!second) return [heights(first)];
  return agentIndex === 1 ? [heights(second), heights(first)] : [heights(first), heights(second)];
}

/** Fewer values for a narrow picture: the loudest of each part. */
export function condense(values: readonly number[], count: number): number[] {
  if (values.length <= count) return [...values];
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * values.length) / count);
    const to = Math.max(from + 1, Math.floor(((i + 1) * values.length) / count));
    return Math.max(...values.slice(from, to));
  });
}
