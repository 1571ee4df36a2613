// How much of the speech is given to the wrong speaker, as diarisation is scored everywhere: the diarisation error rate of
// NIST's Rich Transcription evaluations (md-eval 22; dscore and pyannote.metrics compute the same), in whole milliseconds.

/** From `start_ms` to before `end_ms` one speaker speaks. Names of reference and hypothesis need not agree. */
export type SpeakerSpan = { speaker: string; start_ms: number; end_ms: number };

export type SpeakerError = {
  /** (missed + false alarm + confusion) ÷ total; may exceed 1. */
  error: number;
  /** confusion ÷ total: the part of the speech whose speaker is mistaken. */
  confusion: number;
  missed_ms: number;
  false_alarm_ms: number;
  confusion_ms: number;
  /** Speech of all reference speakers that counts; overlap counts once for each of them. */
  total_ms: number;
};

/**
 * Diarisation error rate. At every moment with R reference and H hypothesis speakers, of whom C agree under the one-to-one
 * mapping of speakers that agrees longest: R − H are missed where R > H, H − R are false alarm where H > R, and
 * min(R, H) − C are confused; each is summed over time and divided by the sum of R. Moments of overlap therefore count:
 * who hears one of two speakers misses the other.
 * @param collar_ms is left out of the count on **either side** of every start and end in the reference (md-eval `-c 0.25`
 *   is 250; pyannote.metrics halves its collar, so there it is 0.5)
 */
export function speakerError(
  reference: readonly SpeakerSpan[],
  hypothesis: readonly SpeakerSpan[],
  collar_ms: number,
): SpeakerError {
  const references = namesOf(reference);
  const hypotheses = namesOf(hypothesis);
  const collars = reference.flatMap(({ start_ms, end_ms }) => [start_ms, end_ms]);
  const borders = new Set<number>();
  for (const { start_ms, end_ms } of [...reference, ...hypothesis]) borders.add(start_ms).add(end_ms);
  for (const at of collars) borders.add(at - collar_ms).add(at + collar_ms);
  const moments = [...borders].sort((a, b) => a - b);

  const together = references.map(() => hypotheses.map(() => 0));
  const pieces: { ms: number; said: number[]; heard: number[] }[] = [];
  for (const [i, from] of moments.entries()) {
    const to = moments[i + 1] ?? from;
    const middle = (from + to) / 2;
    if (to === from || collars.some((at) => Math.abs(at - middle) < collar_ms)) continue;
    const said = speaking(references, reference, middle);
    const heard = speaking(hypotheses, hypothesis, middle);
    pieces.push({ ms: to - from, said, heard });
    for (const r of said) {
      const row = together[r] ?? [];
      for (const h of heard) row[h] = (row[h] ?? 0) + to - from;
    }
  }

  const mapping = bestMapping(together, 0, new Set()).pairs;
  const sums = { missed_ms: 0, false_alarm_ms: 0, confusion_ms: 0, total_ms: 0 };
  for (const { ms, said, heard } of pieces) {
    const correct = said.filter((r) => heard.includes(mapping[r] ?? -1)).length;
    sums.total_ms += ms * said.length;
    sums.missed_ms += ms * Math.max(0, said.length - heard.length);
    sums.false_alarm_ms += ms * Math.max(0, heard.length - said.length);
    sums.confusion_ms += ms * (Math.min(said.length, heard.length) - correct);
  }
  const total = Math.max(1, sums.total_ms);
  return {
    error: (sums.missed_ms + sums.false_alarm_ms + sums.confusion_ms) / total,
    confusion: sums.confusion_ms / total,
    ...sums,
  };
}

function namesOf(spans: readonly SpeakerSpan[]): string[] {
  return [...new Set(spans.map(({ speaker }) => speaker))];
}

function speaking(names: readonly string[], spans: readonly SpeakerSpan[], at: number): number[] {
  return names.flatMap((name, i) =>
    spans.some(({ speaker, start_ms, end_ms }) => speaker === name && start_ms <= at && at < end_ms) ? [i] : [],
  );
}

/** Tries every mapping: there are a handful of speakers. `pairs[r]` is the hypothesis speaker of r, −1 for none. */
function bestMapping(
  together: readonly (readonly number[])[],
  row: number,
  taken: ReadonlySet<number>,
): { ms: number; pairs: number[] } {
  const own = together[row];
  if (!own) return { ms: 0, pairs: [] };
  const without = bestMapping(together, row + 1, taken);
  let best = { ms: without.ms, pairs: [-1, ...without.pairs] };
  for (const [h, ms] of own.entries()) {
    if (taken.has(h)) continue;
    const rest = bestMapping(together, row + 1, new Set([...taken, h]));
    if (rest.ms + ms > best.ms) best = { ms: rest.ms + ms, pairs: [h, ...rest.pairs] };
  }
  return best;
}
