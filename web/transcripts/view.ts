// From a transcript to what is displayed: pieces of each turn (words, marked evidence) and events between turns; and
// back, from selected text to a moment. Pure.
import type { Evidence } from '../../scorecards/scorecard/answers.ts';
import { MARK } from '../../transcription/text/redaction/mask.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import type { Measures, TranscriptView } from './data.ts';

/** Under this a recogniser's word is worth a second listening. */
export const LOW_CONFIDENCE = 0.5;

/** A word of a turn with the letters it covers in the turn's text, spaces after it not included. */
export type Placed = { from: number; to: number };

/** Where each word stands in the turn's text. A word the text does not hold (never seen) covers nothing. */
export function placeWords(turn: Pick<Turn, 'text' | 'words'>): Placed[] {
  let at = 0;
  return turn.words.map((word) => {
    const found = turn.text.indexOf(word.text, at);
    if (found === -1) return { from: at, to: at };
    at = found + word.text.length;
    return { from: found, to: at };
  });
}

/** Evidence in the order of the conversation, numbered from 1; the same moment given twice has one number. */
export type Numbered = Evidence & { n: number; criteria: string[] };

export function numberEvidence(given: readonly { criterion: string; evidence: readonly Evidence[] }[]): Numbered[] {
  const found = new Map<string, Numbered>();
  for (const { criterion, evidence } of given) {
    for (const one of evidence) {
      const key = `${one.turn} ${one.start_ms} ${one.end_ms} ${one.quote}`;
      const same = found.get(key);
      if (same) same.criteria.push(criterion);
      else found.set(key, { ...one, n: 0, criteria: [criterion] });
    }
  }
  const ordered = [...found.values()].sort((a, b) => a.start_ms - b.start_ms || a.end_ms - b.end_ms);
  for (const [i, one] of ordered.entries()) one.n = i + 1;
  return ordered;
}

/** Whether a piece of evidence may mark words of this turn: cheap, for calls of a thousand turns. */
export function touches(
  evidence: Evidence,
  turn: Pick<Turn, 'start_ms' | 'end_ms'>,
  index: number,
  revision = 1,
): boolean {
  if (evidence.quote === '') return false;
  const same = (evidence.revision ?? 1) === revision;
  if (same && evidence.turn === index) return true;
  const later = !same || evidence.turn === null || evidence.turn < index;
  return later && evidence.start_ms < turn.end_ms && evidence.end_ms > turn.start_ms;
}

/**
 * Letters `from`–`to` of a turn that a piece of evidence covers; null when it is not in this turn.
 * @param revision of the transcript shown
 */
export function lettersOf(
  turn: Turn,
  index: number,
  placed: readonly Placed[],
  evidence: Evidence,
  revision = 1,
): Placed | null {
  if (turn.words.length === 0) {
    if (evidence.turn !== index) return null;
    const found = evidence.quote === '' ? -1 : turn.text.indexOf(evidence.quote);
    return found === -1 ? { from: 0, to: turn.text.length } : { from: found, to: found + evidence.quote.length };
  }
  // A moment in a silence marks no words.
  if (evidence.quote === '') return null;
  const same = (evidence.revision ?? 1) === revision;
  // Of two people at once only the one who was chosen is marked; a selection over several turns holds the beginning of
  // each. In a transcript corrected since, turns count otherwise and read otherwise: what holds is time and channel.
  if (same && evidence.turn !== null) {
    if (index < evidence.turn) return null;
    if (index > evidence.turn && !evidence.quote.includes(turn.text.slice(0, 12))) return null;
  }
  if (!same && evidence.channels && !evidence.channels.includes(turn.channel)) return null;
  let from = -1;
  let to = -1;
  for (const [i, word] of turn.words.entries()) {
    const middle = (word.start_ms + word.end_ms) / 2;
    if (middle < evidence.start_ms || middle > evidence.end_ms) continue;
    if (from === -1) from = placed[i]?.from ?? -1;
    to = placed[i]?.to ?? to;
  }
  return from === -1 ? null : { from, to };
}

/** A stretch of a turn's text with one look: which word it belongs to, what marks it. */
export type Piece = { text: string; word: number | null; low: boolean; n: number | null };
/** Pieces under one mark. */
export type Run = { n: number | null; pieces: Piece[] };

/** A turn's text cut at words and at the edges of evidence. Joined again the pieces are the text. */
export function runsOf(turn: Turn, index: number, evidence: readonly Numbered[], revision = 1): Run[] {
  const placed = placeWords(turn);
  const marks = evidence.flatMap((one) => {
    const letters = lettersOf(turn, index, placed, one, revision);
    return letters ? [{ ...letters, n: one.n }] : [];
  });
  const markAt = (from: number, to: number) => marks.find((mark) => mark.from <= from && to <= mark.to)?.n ?? null;
  const edges = new Set([0, turn.text.length]);
  for (const { from, to } of [...placed, ...marks]) edges.add(from).add(to);
  const cuts = [...edges].sort((a, b) => a - b);
  const runs: Run[] = [];
  let word = 0;
  for (const [i, from] of cuts.entries()) {
    const to = cuts[i + 1];
    if (to === undefined || to === from) continue;
    while (word < placed.length && (placed[word] as Placed).to <= from) word++;
    const inside = placed[word];
    const own = inside && inside.from <= from && to <= inside.to ? word : null;
    const n = markAt(from, to);
    const piece: Piece = {
      text: turn.text.slice(from, to),
      word: own,
      low:
        own !== null &&
        turn.text.slice(from, to).search(MARK) < 0 &&
        (turn.words[own]?.confidence ?? 1) < LOW_CONFIDENCE,
      n,
    };
    const last = runs.at(-1);
    if (last && last.n === n) last.pieces.push(piece);
    else runs.push({ n, pieces: [piece] });
  }
  return runs;
}

/** The moment that selected letters cover; it may reach over several turns. null when nothing but space is selected. */
export function evidenceOf(
  turns: readonly Turn[],
  from: { turn: number; letter: number },
  to: { turn: number; letter: number },
  revision = 1,
): Evidence | null {
  const first = turns[from.turn];
  const last = turns[to.turn];
  if (!first || !last) return null;
  // Half a word is the whole word: nobody aims at letters.
  const firstPlaces = placeWords(first);
  const lastPlaces = placeWords(last);
  const begin = firstPlaces.findIndex((place) => place.to > from.letter);
  const end = lastPlaces.findLastIndex((place) => place.from < to.letter);
  const fromLetter = Math.min(from.letter, firstPlaces[begin]?.from ?? from.letter);
  const toLetter = Math.max(to.letter, lastPlaces[end]?.to ?? to.letter);
  const quote = turns
    .slice(from.turn, to.turn + 1)
    .map((turn, i, all) => turn.text.slice(i === 0 ? fromLetter : 0, i === all.length - 1 ? toLetter : undefined))
    .join(' ')
    .trim();
  if (quote === '') return null;
  const start_ms = first.words[begin]?.start_ms ?? first.start_ms;
  const end_ms = last.words[end]?.end_ms ?? last.end_ms;
  const pinned = pinnedTo(turns.slice(from.turn, to.turn + 1), revision);
  return { turn: from.turn, start_ms, end_ms: Math.max(start_ms, end_ms), quote: quoteOf(quote), ...pinned };
}

/** Longer turns are pinned only around the moment. */
const LONG_TURN_MS = 20_000;
const AROUND_MS = 5000;

const QUOTE_CHARACTERS = 500;
/** Where a sentence ends, and what closes with it. */
const SENTENCE_END = /[.!?…](?=[\s"'”’)]|$)["'”’)]*|[。！？…]["'”’）]*/gu;

/** Words as evidence quotes them: of a text too long for it its first sentences, else its first words. */
export function quoteOf(text: string): string {
  if (text.length <= QUOTE_CHARACTERS) return text;
  const begun = text.slice(0, QUOTE_CHARACTERS);
  const end = [...begun.matchAll(SENTENCE_END)].at(-1);
  if (end) return begun.slice(0, end.index + end[0].length);
  const short = begun.slice(0, -1);
  const word = short.search(/\s\S*$/u);
  // Half a pair is no letter.
  return `${(word > 0 ? short.slice(0, word) : short.replace(/[\uD800-\uDBFF]$/u, '')).trimEnd()}…`;
}

/** When what was found is said. ms from the start; null when the turn is not there any more. */
export function momentOf(turns: readonly Turn[], hit: Hit): number | null {
  const turn = turns[hit.turn];
  if (!turn) return null;
  const word = placeWords(turn).findIndex(({ to }) => to > hit.from);
  return turn.words[word]?.start_ms ?? turn.start_ms;
}

/** What is pinned when a listener says "here": the turn being spoken, of a long one the words around the moment. */
export function evidenceAt(turns: readonly Turn[], index: number, ms: number, revision = 1): Evidence {
  const turn = turns[index];
  // In a pause the moment itself is meant, not what was said before it.
  if (!turn || ms > turn.end_ms + 1000)
    return { turn: null, start_ms: Math.max(0, ms - 2000), end_ms: ms + 2000, quote: '' };
  if (turn.words.length === 0 || turn.end_ms - turn.start_ms <= LONG_TURN_MS) {
    const { start_ms, end_ms } = turn;
    return { turn: index, start_ms, end_ms, quote: quoteOf(turn.text), ...pinnedTo([turn], revision) };
  }
  const placed = placeWords(turn);
  const near = turn.words.flatMap((word, i) =>
    word.end_ms > ms - AROUND_MS && word.start_ms < ms + AROUND_MS ? [i] : [],
  );
  const begin = near[0] ?? 0;
  const end = near.at(-1) ?? begin;
  return {
    turn: index,
    start_ms: turn.words[begin]?.start_ms ?? turn.start_ms,
    end_ms: turn.words[end]?.end_ms ?? turn.end_ms,
    quote: quoteOf(turn.text.slice(placed[begin]?.from ?? 0, placed[end]?.to)),
    ...pinnedTo([turn], revision),
  };
}

/** What evidence is found again by when the transcript is corrected. */
const pinnedTo = (turns: readonly Turn[], revision: number): Pick<Evidence, 'revision' | 'channels'> => ({
  revision,
  channels: [...new Set(turns.map((turn) => turn.channel))].sort((a, b) => a - b),
});

/** What no word shows, before the turn with this index (after the last one: index = number of turns). */
export type Note =
  | { before: number; kind: 'silence'; hold: 'announced' | 'unannounced' | null; ms: number; at_ms: number }
  | { before: number; kind: 'interruption'; by: 'agent' | 'customer'; ms: number; at_ms: number }
  | { before: number; kind: 'wait'; ms: number; at_ms: number };

/** An answer in writing that took longer than this is worth a line. */
const WAIT_MS = 60_000;

export function notesOf(turns: readonly Turn[], measures: Measures | null): Note[] {
  if (measures === null) return [];
  if (measures.kind === 'text') {
    return turns.flatMap((turn, i): Note[] => {
      const asked = turns[i - 1];
      if (turn.speaker !== 'agent' || asked?.speaker !== 'customer') return [];
      const ms = turn.start_ms - asked.end_ms;
      return ms >= WAIT_MS ? [{ before: i, kind: 'wait', ms, at_ms: asked.end_ms }] : [];
    });
  }
  const silences = measures.silences.map((one): Note => {
    const next = turns.findIndex((turn) => turn.start_ms >= one.start_ms);
    const held = measures.holds.find((hold) => hold.start_ms === one.start_ms);
    return {
      before: next === -1 ? turns.length : next,
      kind: 'silence',
      hold: held === undefined ? null : held.announced ? 'announced' : 'unannounced',
      ms: one.end_ms - one.start_ms,
      at_ms: one.start_ms,
    };
  });
  const interruptions = (measures.interruptions ?? []).flatMap((one): Note[] => {
    const turn = turns.findIndex((own) => own.speaker === one.by && own.start_ms === one.at_ms);
    return turn === -1 ? [] : [{ before: turn, kind: 'interruption', by: one.by, ms: one.early_ms, at_ms: one.at_ms }];
  });
  return [...silences, ...interruptions].sort((a, b) => a.at_ms - b.at_ms);
}

/** Stretches for the waveform in which both speak. */
export function overlapsOf(turns: readonly Turn[]): { start_ms: number; end_ms: number }[] {
  const found: { start_ms: number; end_ms: number }[] = [];
  for (const [i, turn] of turns.entries()) {
    for (let j = i + 1; j < turns.length; j++) {
      const other = turns[j] as Turn;
      if (other.start_ms >= turn.end_ms) break;
      if (other.channel === turn.channel) continue;
      const start_ms = other.start_ms;
      const end_ms = Math.min(turn.end_ms, other.end_ms);
      if (end_ms - start_ms >= 150) found.push({ start_ms, end_ms });
    }
  }
  return found;
}

/** Where words are found in the turns: case and width do not matter. */
export type Hit = { turn: number; from: number; to: number };

export function findIn(turns: readonly Pick<Turn, 'text'>[], words: string): Hit[] {
  const wanted = words.normalize('NFKC').toLowerCase().trim();
  if (wanted === '') return [];
  return turns.flatMap((turn, i) => {
    const text = turn.text.toLowerCase();
    const hits: Hit[] = [];
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      hits.push({ turn: i, from: at, to: at + wanted.length });
    }
    return hits;
  });
}

/** Whether a transcript made elsewhere that names its speakers says who the agent is; null where none names them. */
export function namedByFile({
  method,
  speakers_confidence_bp: sure,
}: Pick<TranscriptView, 'method' | 'speakers_confidence_bp'>): 'sides' | 'names' | null {
  if (method !== 'named') return null;
  return sure === 10_000 ? 'sides' : 'names';
}

/** Turns of a transcript made elsewhere that begin after the recording has ended. */
export function turnsPastEnd({
  turns,
  duration_ms,
  method,
}: Pick<TranscriptView, 'turns' | 'duration_ms' | 'method'>): number {
  return method === null ? 0 : turns.filter(({ start_ms }) => start_ms >= duration_ms && duration_ms > 0).length;
}

/** How clearly the speakers in mono were separated by voice; null if they were not. */
export function tellsByVoice({
  method,
  speakers_confidence_bp: sure,
}: Pick<TranscriptView, 'method' | 'speakers_confidence_bp'>): 'clear' | 'fair' | 'unsure' | null {
  if (method !== 'embeddings') return null;
  if (sure === null || sure < 4000) return 'unsure';
  return sure < 7000 ? 'fair' : 'clear';
}

/** The silent side; null if both were heard, or sides are unknown. */
export function sideMissing({ measures }: Pick<TranscriptView, 'measures'>): 'agent' | 'customer' | null {
  return measures?.kind === 'call' ? measures.missing : null;
}
