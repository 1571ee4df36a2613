// Splits captions into blocks: which lines are times, which are cue numbers and names, and which are text. By the
// formats a blank line ends a cue, but people and programs leave blank lines inside cues and between times and text.
// Everything between two lines of times therefore belongs to the first, unless it names the second. Only notes, styles
// and cue names are left out; a line that belongs to no cue is refused with its number.

import { type Times, timesIn } from './cue-times.ts';
import { Unreadable } from './said.ts';

export type Cue = {
  start_ms: number;
  end_ms: number;
  /** The line of its times, from 1. */
  line: number;
  /** What is said, a line each, none of them blank. */
  lines: string[];
  /** Who speaks, where the name of the cue tells. */
  voice: string | null;
};

type Found = Times & { at: number };

/** Lines of times stand at the beginning, behind a header and notes. */
const BEGINNING = 30_000;

/** Whether a text is meant to be captions: its header, or a line of times near its beginning. */
export function looksLikeCues(text: string): 'vtt' | 'srt' | null {
  if (/^\s*WEBVTT(?:[ \t\r\n-]|$)/i.test(text.slice(0, 200))) return 'vtt';
  if (/^\s*[[{]\s*["[{]/.test(text.slice(0, 200))) return null;
  const lines = text.slice(0, BEGINNING).split(LINE_END, 200);
  return lines.some((line) => timesIn(line) !== null) ? 'srt' : null;
}

const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029]/;
const isBlank = (line: string | undefined): boolean => line === undefined || !/[^\s\u200b\ufeff]/.test(line);

/** @throws Unreadable `transcript-cue` with a line that means to hold times, `transcript-stray` with one of no cue */
export function cuesIn(text: string, format: 'vtt' | 'srt'): { cues: Cue[]; language: string | null } {
  const lines = text.split(LINE_END);
  const header = format === 'vtt' ? headerEnd(lines) : 0;
  const spoken = format === 'vtt' ? withoutNotes(lines, header) : lines;
  const times = timesOf(spoken, header);
  const names = namesOfCues(spoken, times, header, format);
  refuseStray(spoken, header, times[0]?.at ?? spoken.length, names[0]);
  const cues = times.map(({ start_ms, end_ms, at, rest }, i): Cue => {
    const end = names[i + 1]?.from ?? times[i + 1]?.at ?? spoken.length;
    const body = spoken.slice(at + 1, end).filter((line) => !isBlank(line));
    return {
      start_ms,
      end_ms,
      line: at + 1,
      lines: rest === '' ? body : [rest, ...body],
      voice: names[i]?.voice ?? null,
    };
  });
  return { cues, language: headerLanguage(lines.slice(0, header)) };
}

/** The header extends to a blank line, or to the first cue if there is none. */
function headerEnd(lines: readonly string[]): number {
  let at = lines.findIndex((line) => !isBlank(line)) + 1;
  while (at < lines.length && !isBlank(lines[at]) && timesIn(lines[at] ?? '') === null) at++;
  // The number of a first cue that follows at once.
  return at < lines.length && !isBlank(lines[at]) && /^\d+$/.test((lines[at - 1] ?? '').trim()) ? at - 1 : at;
}

function headerLanguage(header: readonly string[]): string | null {
  for (const line of header) {
    const found = /^\s*Language\s*[:：]\s*([\w-]{2,20})/i.exec(line);
    if (found?.[1]) return found[1];
  }
  return null;
}

/** Notes, styles and regions as blank lines: each begins after one and goes on to the next. */
function withoutNotes(lines: readonly string[], header: number): string[] {
  const spoken = [...lines];
  for (let at = header; at < lines.length; at++) {
    if (!isBlank(lines[at - 1]) || !/^(NOTE|STYLE|REGION)(?:\s|$)/.test(lines[at] ?? '')) continue;
    const style = /^STYLE/.test(lines[at] ?? '');
    let open = 0;
    for (; at < lines.length && timesIn(lines[at] ?? '') === null; at++) {
      const line = lines[at] ?? '';
      if (isBlank(line) && open <= 0) break;
      // A style sheet may have blank lines between its braces.
      if (style) open += line.split('{').length - line.split('}').length;
      spoken[at] = '';
    }
    at--;
  }
  return spoken;
}

function timesOf(lines: readonly string[], header: number): Found[] {
  const found: Found[] = [];
  let number: number | null = null;
  for (let at = header; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const times = timesIn(line, number === null ? null : number + 1);
    if (times === 'broken') throw new Unreadable('transcript-cue', { line: at + 1, text: line.trim().slice(0, 60) });
    if (!times) continue;
    number = times.number ?? numberIn(lines[at - 1]) ?? found.length + 1;
    found.push({ ...times, at });
  }
  return found;
}

/** `12`, `#12`, `12.`; full-width too. */
function numberIn(line: string | undefined): number | null {
  const found = /^\s*#?(\d{1,9})[.)]?\s*$/.exec((line ?? '').slice(0, 40).normalize('NFKC'));
  return found ? Number(found[1]) : null;
}

/** From which line on a cue is named, and who speaks by that name. */
type CueName = { from: number; voice: string | null };

/** `a1b2c3d4-0000/17-0`, `cue_12`, `intro`: nobody says these. */
const ID = {
  vtt: /^[\w.:/+#=@{}-]{0,99}[\w/}]$/,
  // SubRip has numbers alone; what a program adds looks like none of our words.
  srt: /^(?=.*[\d_/])[\w.:/+#=@{}-]{1,100}$/,
};
/** Of an id that a program made; where the cue before has one, this is the next, blank line or none. */
const MADE = /^(?=.*\d)(?=.*[-_/])[\w/.-]{6,100}$/;
/** Webex: the number of the cue, its speaker and the speaker's. */
const QUOTED = /^\s*\d*\s*["“]([^"”]{1,80})["”]\s*(?:\([^)]{0,40}\))?\s*$/;

/** How many cues have to have names for a sentence above the times to be one. */
const MOST = 0.6;

function namesOfCues(
  lines: readonly string[],
  times: readonly Found[],
  header: number,
  format: 'vtt' | 'srt',
): (CueName | undefined)[] {
  // What stands alone between a blank line and a line of times is a name by the format, or what a blank line cut off.
  const titles = times.map(({ at }, i) => {
    const above = at - 1;
    const first = i === 0 ? header : (times[i - 1]?.at ?? 0) + 1;
    if (above < first || isBlank(lines[above]) || (above > first && !isBlank(lines[above - 1]))) return null;
    if (i > 0 && above === first) return null;
    const line = (lines[above] ?? '').trim();
    return numberIn(line) === null && !ID[format].test(line) && !QUOTED.test(line) ? line : null;
  });
  const titled = titles.filter((title) => title !== null);
  const named = titled.length >= Math.max(2, MOST * times.length);
  const voices = named && new Set(titled).size < titled.length;
  let last: number | null = null;
  let identified = false;
  return times.map(({ at, number }, i) => {
    const floor = i === 0 ? header : (times[i - 1]?.at ?? 0) + 1;
    const title = titles[i] ?? null;
    if (title !== null && named) return { from: at - 1, voice: voices ? title : null };
    const found = nameAbove(lines, { at, floor, index: i, last, identified, format });
    identified = found !== null && found.number === null;
    last = found?.number ?? number ?? (last === null ? null : last + 1);
    return found?.name;
  });
}

/** The number or id of a cue, above its times. */
function nameAbove(
  lines: readonly string[],
  place: {
    at: number;
    floor: number;
    index: number;
    /** Number of the cue before. */
    last: number | null;
    /** Whether the cue before has an id. */
    identified: boolean;
    format: 'vtt' | 'srt';
  },
): { name: CueName; number: number | null } | null {
  const { at, floor, index, last, identified, format } = place;
  let above = at - 1;
  while (above >= floor && isBlank(lines[above])) above--;
  if (above < floor) return null;
  const adjacent = above === at - 1;
  const line = (lines[above] ?? '').trim();
  const number = numberIn(line);
  if (number !== null) {
    const counts = last === null ? number === index + 1 || index === 0 : adjacent || number === last + 1;
    if (!counts) return null;
    let from = above;
    // A number written twice.
    for (let k = above - 1; k >= floor && (isBlank(lines[k]) || numberIn(lines[k]) === number); k--) {
      if (!isBlank(lines[k])) from = k;
    }
    return { name: { from, voice: null }, number };
  }
  if (!adjacent) return null;
  const quoted = QUOTED.exec(line);
  if (quoted?.[1]) return { name: { from: above, voice: quoted[1].trim() }, number: null };
  const begins = above === floor ? index === 0 : isBlank(lines[above - 1]) || (identified && MADE.test(line));
  return begins && ID[format].test(line) ? { name: { from: above, voice: null }, number: null } : null;
}

/** What programs write above the first cue, where no blank line ends the header. */
const METADATA =
  /^(?:(?:kind|language|title|author|date|source|created|version|encoding|format|duration|generator|publisher|offset|x-[\w-]+)\s*[:=]|(?:NOTE|STYLE|REGION|::cue)|[{}@#;/])/i;

/** What stands above the first cue and was perhaps said; a title by the format is no such thing. */
function refuseStray(lines: readonly string[], header: number, first: number, name: CueName | undefined): void {
  const end = name?.from ?? first;
  for (let at = header; at < end; at++) {
    const line = (lines[at] ?? '').trim();
    if (isBlank(line) || !/[\p{L}\p{N}]/u.test(line)) continue;
    if (METADATA.test(line)) continue;
    if (numberIn(line) !== null) continue;
    if (header > 0 && at === first - 1) continue;
    throw new Unreadable('transcript-stray', { line: at + 1, text: line.slice(0, 60) });
  }
}
