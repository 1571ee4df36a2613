// WebVTT (W3C) and SubRip files: from blocks of lines to what was said, by whom and when. Several voices in one cue
// share its time by the length of their text; a named speaker continues until another is named.

import { spreadWords } from '../correcting/spread.ts';
import type { Word } from '../transcript/transcript.ts';
import { type Cue, cuesIn } from './cue-blocks.ts';
import { changes, namesIn, type Piece, piecesOf, prefixOf, TICK } from './cue-voices.ts';
import { rolling } from './rolling.ts';
import type { Foreign, Said } from './said.ts';

/** A cue whose lines are read, line by line and voice by voice. */
type ReadCue = Omit<Cue, 'lines'> & { lines: Piece[][] };

/** @throws Unreadable `transcript-cue`, `transcript-stray` with the line */
export function readCues(text: string, format: 'vtt' | 'srt'): Foreign {
  const { cues, language } = cuesIn(text, format);
  const read = cues.map(
    (cue): ReadCue => ({ ...cue, lines: cue.lines.map(piecesOf).filter((line) => line.length > 0) }),
  );
  const { once, repeated } = onlyNew(read);
  const alone = namesAlone(once);
  const unnamed = once.flatMap(({ lines }) => lines.map((line) => line.find(({ voice }) => voice === null)));
  const starts = once.map(({ lines }) => lines[0]?.[0]).filter((piece) => piece?.voice === null);
  const texts = (pieces: readonly (Piece | undefined)[]) => pieces.flatMap((piece) => (piece ? [bare(piece)] : []));
  const first = new Set(starts);
  const names = namesIn(texts(starts), texts(unnamed.filter((piece) => !first.has(piece))));
  const parts = once.map((cue) => partsOf(cue, names, alone));
  goOn(parts);
  const said = once.flatMap((cue, i) => saidIn(cue, parts[i] ?? []));
  return { format, said, language, duration_ms: null, model: null, repeated };
}

const bare = ({ text }: Piece): string => text.replaceAll(TICK, '');

/** Rolling captions with every word once. */
function onlyNew(cues: readonly ReadCue[]): { once: ReadCue[]; repeated: number } {
  const shown = cues.map(({ start_ms, end_ms, lines }) => ({
    start_ms,
    end_ms,
    lines: lines.map((line) =>
      line.map((piece) => `${piece.voice === null ? '' : `${piece.voice}: `}${bare(piece)}`).join(' '),
    ),
  }));
  const news = rolling(shown);
  if (!news) return { once: [...cues], repeated: 0 };
  let repeated = 0;
  const once = cues.map((cue, i): ReadCue => {
    const { line, words } = news[i] ?? { line: 0, words: 0 };
    if (line > 0 || words > 0) repeated++;
    const [begun, ...rest] = cue.lines.slice(line);
    return { ...cue, lines: begun ? [withoutFirst(begun, words), ...rest] : [] };
  });
  return { once, repeated };
}

/** A line without its first words. */
function withoutFirst(line: readonly Piece[], words: number): Piece[] {
  let left = words;
  return line.flatMap((piece): Piece[] => {
    if (left <= 0) return [piece];
    let at = 0;
    for (const found of piece.text.matchAll(/[\ufdd0\s]*(?:\p{Script=Han}|[^\s\ufdd0\p{Script=Han}]+)/gu)) {
      if (left <= 0) break;
      left--;
      at = found.index + found[0].length;
    }
    const gone = piece.text.slice(0, at).split(TICK).length - 1;
    const text = piece.text.slice(at);
    return text.replaceAll(TICK, '').trim() === '' ? [] : [{ ...piece, text, times: piece.times.slice(gone) }];
  });
}

/** Names on lines of their own above what is said: few of them, in most cues. */
function namesAlone(cues: readonly ReadCue[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const several = cues.filter(({ lines }) => lines.length > 1);
  for (const { lines } of several) {
    const name = lines[0]?.[0];
    if (
      lines[0]?.length !== 1 ||
      !name ||
      name.voice !== null ||
      !/^[\p{L}\p{N}][\p{L}\p{N} ._'’()-]{0,39}$/u.test(bare(name).trim())
    )
      continue;
    counts.set(bare(name).trim(), (counts.get(bare(name).trim()) ?? 0) + 1);
  }
  const names = [...counts].filter(([, times]) => times > 1);
  const namedCues = names.reduce((sum, [, times]) => sum + times, 0);
  return new Set(names.length > 1 && namedCues >= 0.6 * cues.length ? names.map(([name]) => name) : []);
}

/** One cue voice by voice: what one says on several lines is one part. */
function partsOf(cue: ReadCue, names: ReadonlySet<string>, alone: ReadonlySet<string>): Piece[] {
  const parts: Piece[] = [];
  for (const [i, line] of cue.lines.entries()) {
    for (const piece of line) {
      const read = named(piece, names);
      const own = i === 0 && read.voice === null && alone.has(bare(piece).trim());
      const voice = read.voice ?? (own ? bare(piece).trim() : i === 0 && parts.length === 0 ? cue.voice : null);
      const text = own ? '' : read.text;
      const last = parts.at(-1);
      if (last && !read.fresh && (voice === null || voice === last.voice)) {
        last.text = `${last.text} ${text}`;
        last.times.push(...piece.times);
      } else parts.push({ voice, text, times: [...piece.times], fresh: read.fresh });
    }
  }
  return parts;
}

/** A name in front is taken off, and so is the sign that someone else speaks. */
function named(piece: Piece, names: ReadonlySet<string>): { voice: string | null; text: string; fresh: boolean } {
  const { voice, text } = piece;
  const prefix = voice === null && piece.times.length === 0 ? prefixOf(text) : null;
  if (prefix && names.has(prefix.key)) return { voice: prefix.name, text: prefix.rest, fresh: true };
  const dash = voice === null ? changes(text) : 0;
  return { voice, text: text.slice(dash), fresh: dash > 0 };
}

/** Of a file whose cues mostly name nobody: a name holds until the next. */
const MOST = 0.5;

function goOn(parts: readonly (readonly Piece[])[]): void {
  const all = parts.flat();
  const tagged = all.filter(({ voice, fresh }) => voice !== null && !fresh).length;
  const prefixed = all.some(({ voice, fresh }) => voice !== null && fresh);
  if (!prefixed && tagged >= MOST * all.length) return;
  let last: string | null = null;
  for (const part of all) {
    // A dash alone says that it is someone else, not who.
    if (part.voice === null && !part.fresh) part.voice = last;
    last = part.voice;
  }
}

function saidIn(cue: ReadCue, parts: readonly Piece[]): Said[] {
  const full = parts.filter((part) => bare(part).trim() !== '');
  const total = full.reduce((sum, part) => sum + bare(part).length, 0);
  const length = cue.end_ms - cue.start_ms;
  let done = 0;
  return full.map((part) => {
    const from = cue.start_ms + Math.round((length * done) / total);
    done += bare(part).length;
    const to = cue.start_ms + Math.round((length * done) / total);
    const text = bare(part).replace(/\s+/g, ' ').trim();
    const words = timed(part, from, to);
    return {
      start_ms: from,
      end_ms: to,
      text,
      label: part.voice,
      channel: null,
      confidence: null,
      words,
      line: cue.line,
    };
  });
}

/** Words between the times that stand inside a line; spread evenly where none do. */
function timed({ text, times }: Piece, from: number, to: number): Word[] {
  const stretches = text.split(TICK);
  const starts = [from, ...times].map((time) => Math.min(Math.max(time, from), to));
  return stretches.flatMap((stretch, i) => {
    const start = starts[i] ?? to;
    return spreadWords(stretch, start, Math.max(start, starts[i + 1] ?? to));
  });
}
