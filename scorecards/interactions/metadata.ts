// Validates one row of metadata. Every column is read independently and all errors of a row are reported at once, so it
// needs fixing only once. Unknown columns are kept.

import type { AgentChannel } from '../../transcription/transcript/transcript.ts';
import { cellFault } from '../files/cells.ts';
import { TRUTH_WORDS, wordKey } from '../files/words.ts';
import type { ProblemCode } from '../problems/problem.ts';
import type { Channel } from '../scorecard/definition.ts';
import { columnName, DATES_CONFIRMED, isColumn } from './columns.ts';
import { readDuration } from './duration.ts';
import { readTime, type TimeReading } from './instant.ts';
import { LIMITS } from './limits.ts';
import { CHANNEL_WORDS, DIRECTION_WORDS, LANGUAGE_WORDS, SIDE_WORDS } from './value-words.ts';

/** An interaction's metadata. `agent` is an email or employee number still to be found; `started_at` ISO, UTC. */
export type InteractionMetadata = {
  /** Name of the uploaded file; null for text. */
  file: string | null;
  external_id: string;
  agent: string;
  channel: Channel;
  started_at: string;
  duration_ms: number | null;
  direction: 'inbound' | 'outbound' | null;
  queue: string | null;
  /** BCP 47 tag. */
  language: string | null;
  customer_ref: string | null;
  tags: string[];
  csat: number | null;
  resolved: boolean | null;
  agent_channel: AgentChannel | null;
  /** Unknown columns under their own names; empty values are left out. */
  metadata: Record<string, string>;
};

/**
 * What is wrong with one value; its own members are the parameters of `code`'s sentence in problem.ts. `line` is told
 * where it is another than the row's.
 */
export type Issue = {
  column: string;
  code: ProblemCode;
  value: string;
  limit?: number;
  line?: number;
  /** The other of two that do not go together, and where it is. */
  first?: string;
  first_line?: number;
  second?: string;
};

export type Read<T> = { ok: true; value: T } | { ok: false; issues: Issue[] };

/** `recording`: the row stands beside a sound file and must name it. */
export type InteractionKind = 'recording' | 'text';

export type RowReading = TimeReading & {
  /** ms since 1970: what is later needs a confirmation. */
  now: number;
  /** Someone said that times in the future and before 1990 are right. */
  confirm_dates: boolean;
};

const REQUIRED: Record<InteractionKind, readonly string[]> = {
  recording: ['file', 'external_id', 'agent', 'channel', 'started_at'],
  text: ['external_id', 'agent', 'channel', 'started_at'],
};
/** At most this much of a refused value is shown: enough to find it. */
const SHOWN = 100;
/** What interactions are found and grouped by. */
const KEYS: ReadonlySet<string> = new Set(['external_id', 'agent', 'queue', 'customer_ref']);

/** Reads a row (header → text). Times without a zone are in `zone`, the organisation's. */
export function readMetadata(
  record: Readonly<Record<string, string>>,
  options: RowReading & { kind: InteractionKind },
): Read<InteractionMetadata> {
  const issues: Issue[] = [];
  const row = new Map<string, string>();
  const refuse = (column: string, code: ProblemCode, limit?: number): null => {
    const value = (row.get(column) ?? '').slice(0, SHOWN);
    issues.push({ column, code, value, ...(limit && { limit }) });
    return null;
  };
  for (const [header, value] of Object.entries(record)) {
    const column = columnName(header);
    if (row.has(column)) issues.push({ column, code: 'given-twice', value: header.slice(0, SHOWN) });
    else row.set(column, value.trim());
  }
  const given = (column: string): string | null => row.get(column) || null;
  const parsed = <T>(column: string, code: ProblemCode, parse: (value: string) => T | null): T | null => {
    const value = given(column);
    return value === null ? null : (parse(value) ?? refuse(column, code));
  };

  for (const column of REQUIRED[options.kind]) if (given(column) === null) refuse(column, 'missing-value');
  for (const [column, value] of row) {
    const limit = KEYS.has(column) ? LIMITS.key_characters : LIMITS.value_characters;
    const fault = cellFault(value) ?? cellFault(column);
    if (fault !== null) refuse(column, fault);
    else if (value.length > limit) refuse(column, 'value-too-long', limit);
  }

  const confirmed = oneOf(TRUTH_WORDS)(row.get(DATES_CONFIRMED) ?? '') === true;
  const channel = parsed('channel', 'unknown-channel', oneOf(CHANNEL_WORDS));
  const started_at = parsed('started_at', 'bad-date', (value) => {
    const time = timeIn(value, confirmed ? { ...options, confirm_dates: true } : options);
    return time.ok ? time.at : refuse('started_at', time.code);
  });
  const value: Omit<InteractionMetadata, 'channel' | 'started_at'> = {
    file: given('file') && lastPart(given('file')!),
    external_id: given('external_id') ?? '',
    agent: given('agent') ?? '',
    duration_ms: durationIn(row, refuse),
    direction: parsed('direction', 'bad-choice', oneOf(DIRECTION_WORDS)),
    queue: given('queue'),
    language: parsed('language', 'bad-language', languageTag),
    customer_ref: given('customer_ref'),
    tags: tagsIn(given('tags') ?? ''),
    csat: parsed('csat', 'bad-rating', rating),
    resolved: parsed('resolved', 'bad-choice', oneOf(TRUTH_WORDS)),
    agent_channel: parsed('agent_channel', 'bad-choice', oneOf(SIDE_WORDS)),
    metadata: Object.fromEntries(
      [...row].filter(([column, text]) => !isColumn(column) && column !== '' && text !== ''),
    ),
  };
  const reported = unique(issues);
  if (reported.length > 0 || channel === null || started_at === null) return { ok: false, issues: reported };
  return { ok: true, value: { ...value, channel, started_at } };
}

function tagsIn(text: string): string[] {
  const tags = text.split(/[;；]/).map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

/** A value that could not be read has one reason, the first that was found. */
function unique(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>();
  return issues.filter(({ column, code }) => {
    const first = code === 'given-twice' || !seen.has(column);
    if (code !== 'given-twice') seen.add(column);
    return first;
  });
}

export type DatedTime = { ok: true; at: string } | { ok: false; code: ProblemCode };

/** A time of an interaction: one that has not been yet, or is older than any recorder, needs someone's word. */
export function timeIn(text: string, reading: RowReading): DatedTime {
  const time = readTime(text, reading);
  if (!time.ok || reading.confirm_dates) return time;
  if (Date.parse(time.at) > reading.now + LIMITS.clock_ahead_ms) return { ok: false, code: 'future-date' };
  return time.at < LIMITS.earliest ? { ok: false, code: 'old-date' } : time;
}

/** The name of a file without the folders it lay in, whichever way the slashes go. */
export const lastPart = (path: string): string => path.split(/[\\/]/).at(-1)!.trim();

function durationIn(
  row: ReadonlyMap<string, string>,
  refuse: (column: string, code: ProblemCode) => null,
): number | null {
  for (const column of ['duration_ms', 'duration_s', 'duration_min', 'duration'] as const) {
    const value = row.get(column);
    if (!value) continue;
    const read = readDuration(value, column);
    return read.ok ? read.ms : refuse(column, read.code);
  }
  return null;
}

const oneOf =
  <T>(words: ReadonlyMap<string, T>) =>
  (value: string): T | null =>
    words.get(wordKey(value)) ?? null;

/** 1 to 5, also as 5.0, 5分 and 5/5. */
function rating(value: string): number | null {
  const [, number] = /^([1-5])(?:\.0+)?(?: ?分| ?\/ ?5)?$/.exec(value.normalize('NFKC')) ?? [];
  return number === undefined ? null : Number(number);
}

/** A BCP 47 tag as it was written, or that of a language called by its name. */
function languageTag(value: string): string | null {
  const named = LANGUAGE_WORDS.get(wordKey(value));
  if (named !== undefined) return named;
  const tag = value.replaceAll('_', '-');
  try {
    return /^[a-z]{2,3}(-|$)/i.test(tag) && Intl.getCanonicalLocales(tag).length === 1 ? tag : null;
  } catch {
    return null;
  }
}
