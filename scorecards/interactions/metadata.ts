// One row of what a recorder or ticket system says about a contact. Every column is read on its own and everything
// wrong with a row is told at once, so that it is mended once. Columns this product has no name for are kept.

import type { AgentChannel } from '../../transcription/transcript.ts';
import type { ProblemCode } from '../problem.ts';
import { CHANNELS, type Channel } from '../scorecard.ts';
import { readInstant } from './instant.ts';
import { LIMITS } from './limits.ts';

/** A contact's metadata. `agent` is an e-mail or employee number still to be found; `started_at` ISO, UTC. */
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
  /** BCP 47 tag as given. */
  language: string | null;
  customer_ref: string | null;
  tags: string[];
  csat: number | null;
  resolved: boolean | null;
  agent_channel: AgentChannel | null;
  /** Unknown columns under their own names; empty values are left out. */
  metadata: Record<string, string>;
};

/** What is wrong with one value; its own members are the parameters of `code`'s sentence in problem.ts. */
export type Issue = { column: string; code: ProblemCode; value: string; limit?: number };

export type Read<T> = { ok: true; value: T } | { ok: false; issues: Issue[] };

/** `recording`: the row stands beside a sound file and must name it. */
export type RowKind = 'recording' | 'text';

const REQUIRED: Record<RowKind, readonly string[]> = {
  recording: ['file', 'external_id', 'agent', 'channel', 'started_at'],
  text: ['external_id', 'agent', 'channel', 'started_at'],
};
/** Columns beside a recording, in the order people are shown them. */
export const RECORDING_COLUMNS = [
  'file',
  'external_id',
  'agent',
  'channel',
  'started_at',
  'duration_ms',
  'direction',
  'queue',
  'language',
  'customer_ref',
  'tags',
  'csat',
  'resolved',
  'agent_channel',
] as const;
/** Whether this product has a name for a column. */
export const isColumn = (name: string): boolean => (RECORDING_COLUMNS as readonly string[]).includes(name);
/** As much of a refused value is told back: enough to find it. */
const SHOWN = 100;
const DIRECTIONS = ['inbound', 'outbound'] as const;
const AGENT_CHANNELS = ['left', 'right', 'mono'] as const;

/** Required columns a header line lacks. */
export function missingColumns(header: readonly string[], kind: RowKind): string[] {
  const given = new Set(header.map(columnName));
  return REQUIRED[kind].filter((column) => !given.has(column));
}

/** A header as this product names it: known columns in any case and with spaces around, others as they are. */
export function columnName(header: string): string {
  const trimmed = header.replace(/^\uFEFF/, '').trim();
  const lower = trimmed.toLowerCase();
  return isColumn(lower) ? lower : trimmed;
}

/** Reads a row (header → text). Times without a zone are in `zone`, the organisation's. */
export function readMetadata(
  record: Readonly<Record<string, string>>,
  options: { zone: string; kind: RowKind },
): Read<InteractionMetadata> {
  const row = new Map(Object.entries(record).map(([header, value]) => [columnName(header), value.trim()]));
  const issues: Issue[] = [];
  const refuse = (column: string, code: ProblemCode): null => {
    issues.push({ column, code, value: (row.get(column) ?? '').slice(0, SHOWN) });
    return null;
  };
  const given = (column: string): string | null => row.get(column) || null;
  const parsed = <T>(column: string, code: ProblemCode, parse: (value: string) => T | null): T | null => {
    const value = given(column);
    return value === null ? null : (parse(value) ?? refuse(column, code));
  };

  for (const column of REQUIRED[options.kind]) if (given(column) === null) refuse(column, 'missing-value');
  for (const [column, value] of row) {
    const limit = LIMITS.value_characters;
    if (value.length > limit) issues.push({ column, code: 'value-too-long', value: value.slice(0, SHOWN), limit });
  }

  const channel = parsed('channel', 'unknown-channel', oneOf(CHANNELS));
  const started_at = parsed('started_at', 'bad-date', (value) => readInstant(value, options.zone));
  const value: Omit<InteractionMetadata, 'channel' | 'started_at'> = {
    file: given('file'),
    external_id: given('external_id') ?? '',
    agent: given('agent') ?? '',
    duration_ms: parsed('duration_ms', 'bad-number', wholeFrom(0, Number.MAX_SAFE_INTEGER)),
    direction: parsed('direction', 'bad-choice', oneOf(DIRECTIONS)),
    queue: given('queue'),
    language: parsed('language', 'bad-language', languageTag),
    customer_ref: given('customer_ref'),
    tags: [
      ...new Set(
        (given('tags') ?? '')
          .split(';')
          .map((tag) => tag.trim())
          .filter((tag) => tag !== ''),
      ),
    ],
    csat: parsed('csat', 'bad-rating', wholeFrom(1, 5)),
    resolved: parsed('resolved', 'bad-choice', (text) => ({ true: true, false: false })[text.toLowerCase()] ?? null),
    agent_channel: parsed('agent_channel', 'bad-choice', oneOf(AGENT_CHANNELS)),
    metadata: Object.fromEntries(
      [...row].filter(([column, text]) => !isColumn(column) && column !== '' && text !== ''),
    ),
  };
  if (issues.length > 0 || channel === null || started_at === null) return { ok: false, issues };
  return { ok: true, value: { ...value, channel, started_at } };
}

const oneOf =
  <T extends string>(allowed: readonly T[]) =>
  (value: string): T | null =>
    allowed.find((one) => one === value.toLowerCase()) ?? null;

const wholeFrom =
  (low: number, high: number) =>
  (value: string): number | null => {
    const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
    return number >= low && number <= high ? number : null;
  };

/** A well-formed BCP 47 tag, kept as it was written. */
function languageTag(value: string): string | null {
  try {
    return Intl.getCanonicalLocales(value).length === 1 ? value : null;
  } catch {
    return null;
  }
}
