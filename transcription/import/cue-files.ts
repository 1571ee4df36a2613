// WebVTT (W3C) and SubRip files. Both are blocks with a line of times; people write both by hand and with every program,
// so commas and points, missing hours and numbers, and blank lines too many are forgiven. A block whose times cannot be
// read is refused with its line, because leaving it out would lose words in silence. A speaker is named by a voice tag, or
// by a name and a colon where the cues of the file do so.

import { spreadWords } from '../correcting/spread.ts';
import { type Foreign, type Said, Unreadable } from './said.ts';

const TIME = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})`;
const TIMES = new RegExp(String.raw`^\s*${TIME}\s*--?>\s*${TIME}(?:\s.*)?$`);
const ARROW = /--?>/;

/** Whether a text is meant to be one: its header, or a line of times near its beginning. */
export function looksLikeCues(text: string): 'vtt' | 'srt' | null {
  if (/^WEBVTT(?:[ \t\r\n]|$)/.test(text)) return 'vtt';
  return text.split(/\r\n?|\n/, 12).some((line) => TIMES.test(line)) ? 'srt' : null;
}

/** @throws Unreadable `transcript-cue` with the line */
export function readCues(text: string, format: 'vtt' | 'srt'): Foreign {
  const lines = text.split(/\r\n?|\n/);
  const language = format === 'vtt' ? headerLanguage(lines) : null;
  const cues: { start_ms: number; end_ms: number; body: string[] }[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (!ARROW.test(line)) {
      if (format === 'vtt' && /^(NOTE|STYLE|REGION)(?:\s|$)/.test(line)) i = blockEnd(lines, i);
      continue;
    }
    const times = TIMES.exec(line);
    // An arrow in what is said is no line of times: those begin with a digit.
    if (!times && !/^\s*[\d:.,]+\s*--?>/.test(line)) continue;
    const start_ms = times ? moment(times.slice(1, 5)) : null;
    const end_ms = times ? moment(times.slice(5, 9)) : null;
    if (start_ms === null || end_ms === null || end_ms < start_ms) {
      throw new Unreadable('transcript-cue', { line: i + 1, text: line.trim().slice(0, 60) });
    }
    const end = bodyEnd(lines, i + 1);
    cues.push({ start_ms, end_ms, body: lines.slice(i + 1, end) });
    i = end - 1;
  }
  const named = namesOf(cues.map(({ body }) => body.join('\n')));
  const said = cues.flatMap(({ start_ms, end_ms, body }) => saidIn(body.join('\n'), start_ms, end_ms, named));
  // Where names stand before colons a speaker is named once, and goes on until somebody else is.
  if (named.size > 0) for (const [i, one] of said.entries()) one.label ??= said[i - 1]?.label ?? null;
  return {
    format,
    said,
    language,
    duration_ms: null,
    model: null,
  };
}

function headerLanguage(lines: readonly string[]): string | null {
  for (const line of lines.slice(0, lines.indexOf(''))) {
    const found = /^Language:\s*([\w-]+)/i.exec(line);
    if (found?.[1]) return found[1];
  }
  return null;
}

function blockEnd(lines: readonly string[], from: number): number {
  let end = from;
  while (end + 1 < lines.length && (lines[end + 1] ?? '').trim() !== '') end++;
  return end;
}

/** A cue goes on to a blank line, or to the next cue where the blank line is missing. */
function bodyEnd(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && (lines[end] ?? '').trim() !== '' && !TIMES.test(lines[end] ?? '')) end++;
  if (TIMES.test(lines[end] ?? '') && /^\d+$/.test((lines[end - 1] ?? '').trim())) end--;
  return Math.max(from, end);
}

function moment([hours, minutes, seconds, fraction]: readonly (string | undefined)[]): number | null {
  const [h, m, s] = [Number(hours ?? 0), Number(minutes), Number(seconds)];
  if (m > 59 || s > 59) return null;
  return ((h * 60 + m) * 60 + s) * 1000 + Number((fraction ?? '0').padEnd(3, '0'));
}

/** `Name: what is said`; full-width in Chinese. */
const NAME = /^\s*(?:[-–—]\s*)?(?:\[([^\]]{1,40})\]|([\p{L}\p{N}][\p{L}\p{N} ._'’-]{0,39}?))\s*[:：]\s*(?=\S)/u;

/**
 * Names that stand before colons. A sentence may have a colon of its own, so that a name counts where it comes twice, or
 * is that of a side.
 */
function namesOf(texts: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const line of text.split('\n')) {
      const name = nameIn(line);
      if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const told = [...counts].filter(([name, times]) => times > 1 || SIDE.test(name)).map(([name]) => name);
  return new Set(told);
}

const SIDE = /^(agent|customer|caller|client|advisor|operator|representative|speaker[ _-]?\d+|坐席|客服|客户|顾客)/i;

function nameIn(line: string): string | null {
  const found = NAME.exec(withoutTags(line));
  return found ? (found[1] ?? found[2] ?? '').trim() : null;
}

/** One cue may hold several voices, each on lines of its own; they share its time by their length. */
function saidIn(body: string, start_ms: number, end_ms: number, named: ReadonlySet<string>): Said[] {
  const parts: { label: string | null; pieces: string[] }[] = [];
  for (const line of body.split('\n')) {
    for (const { voice, text } of voicesIn(line)) {
      const name = voice === null ? nameIn(text) : null;
      const own = name !== null && named.has(name);
      const label = voice ?? (own ? name : null);
      const spoken = (own ? text.replace(NAME, '') : text).trim();
      const last = parts.at(-1);
      if (last && (label === null || label === last.label)) last.pieces.push(spoken);
      else if (spoken !== '' || label !== null) parts.push({ label, pieces: [spoken] });
    }
  }
  const full = parts
    .map(({ label, pieces }) => ({ label, text: pieces.filter((piece) => piece !== '').join(' ') }))
    .filter(({ text }) => text !== '');
  const total = full.reduce((sum, { text }) => sum + text.length, 0);
  let done = 0;
  return full.map(({ label, text }) => {
    const from = start_ms + Math.round(((end_ms - start_ms) * done) / total);
    done += text.length;
    const to = start_ms + Math.round(((end_ms - start_ms) * done) / total);
    const words = spreadWords(text, from, to);
    return { start_ms: from, end_ms: to, text, label, channel: null, confidence: null, words };
  });
}

/** `<v Grace>what is said</v>`, with `<v.loud Grace>` allowed. */
function voicesIn(line: string): { voice: string | null; text: string }[] {
  const pieces = line.split(/<v(?:\.[^\s<>]*)?\s([^<>]*)>/);
  return pieces
    .flatMap((piece, i) =>
      i % 2 === 1 ? [] : [{ voice: i === 0 ? null : (pieces[i - 1] ?? '').trim(), text: withoutTags(piece) }],
    )
    .filter(({ voice, text }) => voice !== null || text.trim() !== '');
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '',
  rlm: '',
  quot: '"',
  apos: "'",
};

/** No tag holds the beginning of another, so that each is looked at once however many are left open. */
function withoutTags(text: string): string {
  return text
    .replace(/<\/?(?:[cibuv]|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<[\d:.]+>|\{\\[^{}]*\}/gi, '')
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
