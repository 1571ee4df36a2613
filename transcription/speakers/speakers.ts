// Clusters voices in mono recordings. Windows of a second or two become vectors, the vectors are clustered, and each
// word goes to the cluster whose voice surrounds it. A change of speaker is likely at a pause or the end of a sentence
// and unlikely within one. One voice must not be split: a split counts only if each window is nearer to its own side at
// other times than to the other side. Overlapping speech cannot be separated in mono and goes to one of the speakers.

import { RATE, type Span } from '../sound/span.ts';
import { cosine, type Grouping, settle, splitsInTwo, type Vector } from './clusters.ts';

/** A stretch of sound and the vector of the voice in it. */
export type VoiceSample = Span & { vector: Vector };

/** The voices of a recording: none where one speaker, or too little, is heard. */
export type Voices = {
  /** A unit vector for each voice. */
  centres: Vector[];
  /** How clearly they are separated, 0 to 1: a scale, not a probability. null if there are none. */
  confidence: number | null;
};

/** What one speaker said: a word, or a moment of speech without one (`text` is then empty). */
export type Utterance = { start_ms: number; end_ms: number; text: string };

/** Groups are looked for among so many windows of a long recording, in runs of so many (some four seconds). */
const MOST_SAMPLES = 400;
const RUN = 10;
/** Windows nearer than this share sound, or at least a sentence's tone: they are no evidence for each other. */
const APART = 2.4 * RATE;
/** Windows nearer than this share most of their sound: they are of one voice as good as always. */
const NEIGHBOURS = 0.5 * RATE;
/**
 * Shorter windows sound like each other before they sound like their voice: they are assigned, but found nothing with.
 */
const TELLING = 1.2 * RATE;
/**
 * What two voices must show at least ({@link clearness}), each in so many windows and this part of them. Chosen on the
 * sixteen sides of the shared calls: each stays one, but for one side's first three turns. Of 112 pairs of sides from
 * different calls in turns 96 are found to be two, none with fewer than 95 % of its windows right; of the first six
 * turns of such pairs, some 25 s, 78. Where in doubt one voice is the smaller mistake: nothing wrong is said of anyone.
 */
const TWO = { clearness: 0.055, windows: 4, share: 0.08 };
/** A third voice is rare on a call: it has to be as clear as most second voices are, and heard for some time. */
const MORE = { clearness: 0.1, windows: 20, share: 0.1 };
const MOST_VOICES = 6;
/** Ends of the confidence's scale. */
const UNCLEAR = 0.02;
const CLEAR = 0.15;

type Found = { grouping: Grouping; clearness: number };

/** Finds the voices of a channel. @param samples in order */
export function findVoices(samples: readonly VoiceSample[]): Voices {
  const chosen = thin(samples.filter(({ start, end }) => end - start >= TELLING));
  const two = clearest(chosen, splitsInTwo(chosen.map(({ vector }) => vector)), TWO);
  if (!two) return { centres: [], confidence: null };
  let found = two;
  while (found.grouping.centres.length < MOST_VOICES) {
    const more = clearest(chosen, withOneMore(chosen, found.grouping), MORE);
    if (!more) break;
    found = more;
  }
  const confidence = Math.max(0, Math.min(1, (found.clearness - UNCLEAR) / (CLEAR - UNCLEAR)));
  return { centres: found.grouping.centres, confidence: Math.round(confidence * 1000) / 1000 };
}

/** Of several groupings the one that separates best; null where none shows what voices must. */
function clearest(samples: readonly VoiceSample[], groupings: readonly Grouping[], least: typeof TWO): Found | null {
  let best: Found | null = null;
  for (const grouping of groupings) {
    const smallest = Math.min(...sizes(grouping));
    if (smallest < Math.max(least.windows, least.share * samples.length)) continue;
    const found = { grouping, clearness: clearness(samples, grouping) };
    if (found.clearness >= (best?.clearness ?? least.clearness)) best = found;
  }
  return best;
}

/** The groupings in which one of the voices is split in two. */
function withOneMore(samples: readonly VoiceSample[], { labels, centres }: Grouping): Grouping[] {
  const vectors = samples.map(({ vector }) => vector);
  return centres.flatMap((_, voice) => {
    const own = vectors.filter((__, i) => labels[i] === voice);
    return splitsInTwo(own).flatMap((halves) => {
      let at = 0;
      const split = labels.map((label) => (label === voice && halves.labels[at++] === 1 ? centres.length : label));
      return settle(vectors, split, centres.length + 1) ?? [];
    });
  });
}

/**
 * How clearly a grouping is one of voices. First by how much windows are nearer (cosine) to their own group than to the
 * next, as the groups sound at other times: what a window shares with its neighbours would make any cut look right; the
 * mean of the group where it is least. Then times how rarely neighbours fall apart: 1 never, 0 as often as by chance.
 */
function clearness(samples: readonly VoiceSample[], grouping: Grouping): number {
  const margin = leftOutMargin(samples, grouping);
  return margin <= 0 ? margin : margin * (1 - Math.min(1, fallApart(samples, grouping)));
}

function fallApart(samples: readonly VoiceSample[], grouping: Grouping): number {
  let neighbours = 0;
  let apart = 0;
  for (let i = 1; i < samples.length; i++) {
    if ((samples[i]?.start ?? 0) - (samples[i - 1]?.start ?? 0) >= NEIGHBOURS) continue;
    neighbours++;
    if (grouping.labels[i] !== grouping.labels[i - 1]) apart++;
  }
  const byChance = 1 - sizes(grouping).reduce((sum, size) => sum + (size / samples.length) ** 2, 0);
  return neighbours === 0 ? 0 : apart / (neighbours * byChance);
}

function leftOutMargin(samples: readonly VoiceSample[], { labels, centres }: Grouping): number {
  const sums = centres.map((centre) => new Float32Array(centre.length));
  for (const [i, { vector }] of samples.entries()) add(sums[labels[i] ?? 0], vector, 1);
  const total = centres.map(() => 0);
  let first = 0;
  for (const [i, sample] of samples.entries()) {
    while (sample.start - (samples[first]?.start ?? 0) >= APART) first++;
    const others = sums.map((sum) => sum.slice());
    for (let j = first; j < samples.length && (samples[j]?.start ?? 0) - sample.start < APART; j++) {
      add(others[labels[j] ?? 0], samples[j]?.vector, -1);
    }
    const own = labels[i] ?? 0;
    const near = others.map((other) => cosine(other, sample.vector) / Math.max(1e-3, Math.sqrt(cosine(other, other))));
    const nearestOther = Math.max(...near.filter((_, voice) => voice !== own));
    total[own] = (total[own] ?? 0) + (near[own] ?? 0) - nearestOther;
  }
  const counts = sizes({ labels, centres });
  return Math.min(...total.map((sum, voice) => sum / Math.max(1, counts[voice] ?? 1)));
}

function add(sum: Float32Array | undefined, vector: Vector | undefined, times: number): void {
  if (!sum || !vector) return;
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + times * (vector[i] ?? 0);
}

function sizes({ labels, centres }: Grouping): number[] {
  const counts = centres.map(() => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** Runs of windows from all over the recording: whether neighbours fall apart must still show. */
function thin(samples: readonly VoiceSample[]): readonly VoiceSample[] {
  if (samples.length <= MOST_SAMPLES) return samples;
  const runs = MOST_SAMPLES / RUN;
  return Array.from({ length: runs }, (_, i) => {
    const at = Math.floor((i * (samples.length - RUN)) / (runs - 1));
    return samples.slice(at, at + RUN);
  }).flat();
}

/** What a change of speaker costs, in the units of {@link EVIDENCE}: cheap where one is likely. */
const CHANGE = { turn: 0.5, clause: 1.5, word: 4 };
/** A pause after which either may speak. */
const PAUSE_MS = 250;
/** A pause inside a phrase. */
const BREAK_MS = 120;
const SENTENCE_END = /[.?!。？！…]["'”’)）」]?$/;
const CLAUSE_END = /[,;:，；：、]["'”’)）」]?$/;
/** A cut nearer to the end of a stretch than 0.1 s is that end. */
const LEAST_PIECE = 0.1 * RATE;
/** Weight of a second of one voice that is nearer by 1 (cosine). */
const EVIDENCE = 20;

/**
 * Gives every utterance to the voice that is heard around it, changing voices where that is likely (the path of least
 * cost through a chain whose states are the voices; Viterbi).
 * @param utterances in order
 * @param samples in order
 * @returns for each utterance the index of its voice
 */
export function assignVoices(
  utterances: readonly Utterance[],
  samples: readonly VoiceSample[],
  centres: readonly Vector[],
): number[] {
  const voices = centres.map((_, i) => i);
  const near = samples.map(({ vector }) => centres.map((centre) => cosine(vector, centre)));
  let costs = voices.map(() => 0);
  const cameFrom: number[][] = [];
  for (const [i, utterance] of utterances.entries()) {
    const before = utterances[i - 1];
    const change = before ? changeCost(before, utterance) : 0;
    const evidence = evidenceFor(utterance, samples, near, voices.length);
    const from = voices.map((voice) =>
      voices.reduce((best, other) => {
        const cost = (costs[other] ?? 0) + (other === voice ? 0 : change);
        return cost < (costs[best] ?? 0) + (best === voice ? 0 : change) ? other : best;
      }, voice),
    );
    costs = voices.map((voice) => {
      const other = from[voice] ?? voice;
      return (costs[other] ?? 0) + (other === voice ? 0 : change) - (evidence[voice] ?? 0);
    });
    cameFrom.push(from);
  }
  const path: number[] = [];
  let voice = costs.indexOf(Math.min(...costs));
  for (let i = utterances.length - 1; i >= 0; i--) {
    path[i] = voice;
    voice = cameFrom[i]?.[voice] ?? voice;
  }
  return path;
}

function changeCost(before: Utterance, after: Utterance): number {
  const gap = after.start_ms - before.end_ms;
  if (gap >= PAUSE_MS || SENTENCE_END.test(before.text)) return CHANGE.turn;
  return gap >= BREAK_MS || CLAUSE_END.test(before.text) ? CHANGE.clause : CHANGE.word;
}

/**
 * Speech cut where a speaker may well change: no window is then of two voices.
 * @param utterances in order
 */
export function cutAtChanges(speech: readonly Span[], utterances: readonly Utterance[]): Span[] {
  const cuts = utterances.flatMap((utterance, i) => {
    const before = utterances[i - 1];
    if (!before || changeCost(before, utterance) > CHANGE.turn) return [];
    return [Math.round((((before.end_ms + utterance.start_ms) / 2) * RATE) / 1000)];
  });
  return speech.flatMap(({ start, end }) => {
    const inside = cuts.filter((cut) => cut > start + LEAST_PIECE && cut < end - LEAST_PIECE);
    return [start, ...inside].map((from, i) => ({ start: from, end: inside[i] ?? end }));
  });
}

/** For each voice how much speaks for it: the windows around the utterance, the nearest with the most weight. */
function evidenceFor(
  { start_ms, end_ms }: Utterance,
  samples: readonly VoiceSample[],
  near: readonly (readonly number[])[],
  voices: number,
): number[] {
  const middle = ((start_ms + end_ms) / 2 / 1000) * RATE;
  const sums = new Array<number>(voices).fill(0);
  let weights = 0;
  for (let i = firstAround(samples, middle); i < samples.length; i++) {
    const { start, end } = samples[i] as VoiceSample;
    if (start > middle) break;
    if (end <= middle) continue;
    const weight = 1 - Math.abs(middle - (start + end) / 2) / (end - start);
    weights += weight;
    for (let voice = 0; voice < voices; voice++) sums[voice] = (sums[voice] ?? 0) + weight * (near[i]?.[voice] ?? 0);
  }
  if (weights === 0) return sums;
  const seconds = Math.max(0.1, Math.min(1, (end_ms - start_ms) / 1000));
  return sums.map((sum) => (EVIDENCE * seconds * sum) / weights);
}

/** Index of the first sample that may reach past a moment. */
function firstAround(samples: readonly VoiceSample[], moment: number): number {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((samples[middle]?.end ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
