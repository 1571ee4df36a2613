// A conversation in writing, as a chat or ticket system exports it. Turns are put in the order of their times; those
// without a time, or with the same one, keep their order. A chat that changed hands belongs to the agent with most
// turns, and every turn keeps its own.
import type { Turn } from '../../transcription/transcript.ts';
import { readInstant } from './instant.ts';
import { LIMITS } from './limits.ts';
import { columnName, type InteractionMetadata, type Issue, isColumn, type Read, readMetadata } from './metadata.ts';

/** `turn_agents[i]` is the agent (e-mail or employee number) of turn i; null where an agent did not speak. */
export type Chat = {
  metadata: InteractionMetadata;
  turns: Turn[];
  turn_agents: (string | null)[];
  /** Every agent with a turn, the one with most turns first. */
  agents: string[];
  /** How many turns stood in another place than their time. */
  reordered: number;
};

/** A turn as handed in; `at` and `agent` may be missing. */
type Given = { speaker: string; at: string; text: string | null; agent: string };

const SPEAKERS = ['agent', 'customer', 'system'] as const;

/** Reads one chat from JSON: the metadata columns as keys, and `turns`. */
export function readChatObject(value: unknown, options: { zone: string }): Read<Chat> {
  if (!isRecord(value)) return { ok: false, issues: [{ column: '', code: 'not-a-chat', value: typeof value }] };
  const { turns, ...fields } = value;
  if (!Array.isArray(turns)) return { ok: false, issues: [{ column: 'turns', code: 'chat-without-turns', value: '' }] };
  const record = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, asText(field)]));
  const given = turns.map((turn: unknown): Given => {
    const { speaker, at, text, agent } = isRecord(turn) ? turn : {};
    const words = typeof text === 'string' ? text : null;
    return { speaker: asText(speaker), at: asText(at), text: words, agent: asText(agent) };
  });
  return chatOf(record, given, options.zone);
}

/** The rows of one chat in a file with one turn a row, with their line numbers. */
export type ChatRows = { external_id: string; lines: number[]; chat: Read<Chat> };

/** Reads chats from rows `external_id, agent, channel, started_at, speaker, at, text`, in order of first appearance. */
export function readChatRows(
  rows: readonly { line: number; record: Readonly<Record<string, string>> }[],
  options: { zone: string },
): ChatRows[] {
  const groups = new Map<string, { line: number; record: Map<string, string> }[]>();
  for (const { line, record } of rows) {
    const named = new Map(Object.entries(record).map(([header, value]) => [turnColumn(header), value]));
    const id = (named.get('external_id') ?? '').trim();
    groups.set(id, [...(groups.get(id) ?? []), { line, record: named }]);
  }
  return [...groups].map(([external_id, group]) => {
    const { speaker: _speaker, at: _at, text: _text, ...fields } = Object.fromEntries(group[0]!.record);
    const first_agent = group.find(({ record }) => record.get('agent')?.trim())?.record.get('agent');
    const given = group.map(({ record }): Given => {
      const part = (column: string): string => record.get(column) ?? '';
      return { speaker: part('speaker'), at: part('at'), text: part('text'), agent: part('agent') };
    });
    const chat = chatOf({ ...fields, agent: first_agent ?? '' }, given, options.zone);
    return { external_id, lines: group.map(({ line }) => line), chat };
  });
}

/** Columns a header line of turns lacks. */
export function missingChatColumns(header: readonly string[]): string[] {
  const given = new Set(header.map(turnColumn));
  return ['external_id', 'agent', 'channel', 'started_at', 'speaker', 'text'].filter((column) => !given.has(column));
}

function turnColumn(header: string): string {
  const name = columnName(header);
  const lower = name.toLowerCase();
  return isColumn(name) ? name : ['speaker', 'at', 'text'].includes(lower) ? lower : name;
}

function chatOf(record: Record<string, string>, given: Given[], zone: string): Read<Chat> {
  const read = readMetadata(record, { zone, kind: 'text' });
  const issues: Issue[] = read.ok ? [] : [...read.issues];
  if (given.length === 0) issues.push({ column: 'turns', code: 'chat-without-turns', value: '' });
  if (given.length > LIMITS.chat_turns) {
    issues.push({ column: 'turns', code: 'chat-too-many-turns', value: `${given.length}`, limit: LIMITS.chat_turns });
  }
  const bytes = new TextEncoder().encode(JSON.stringify({ ...record, turns: given })).length;
  if (bytes > LIMITS.chat_bytes) {
    issues.push({ column: 'turns', code: 'chat-too-large', value: `${bytes}`, limit: LIMITS.chat_bytes / 2 ** 20 });
  }

  const timed = given.slice(0, LIMITS.chat_turns).map((turn, i) => {
    const at = turn.at.trim() === '' ? null : readInstant(turn.at, zone);
    if (at === null && turn.at.trim() !== '')
      issues.push({ column: `turns[${i}].at`, code: 'bad-date', value: turn.at });
    const speaker = SPEAKERS.find((one) => one === turn.speaker.trim().toLowerCase());
    if (!speaker) issues.push({ column: `turns[${i}].speaker`, code: 'unknown-speaker', value: turn.speaker });
    if (turn.text === null) issues.push({ column: `turns[${i}].text`, code: 'missing-value', value: '' });
    const agent = speaker === 'agent' ? turn.agent.trim() || (record.agent ?? '').trim() : null;
    return { at: at === null ? null : Date.parse(at), speaker: speaker ?? 'system', text: turn.text ?? '', agent };
  });
  if (!read.ok || issues.length > 0) return { ok: false, issues };

  const { ordered, reordered } = inOrder(timed);
  const agents = byTurns(ordered.map(({ agent }) => agent));
  return {
    ok: true,
    value: {
      metadata: { ...read.value, agent: agents[0] ?? read.value.agent },
      turns: ordered.map(({ speaker, ms, text }) => ({
        speaker,
        channel: 0,
        start_ms: ms,
        end_ms: ms,
        text,
        confidence: null,
        words: [],
      })),
      turn_agents: ordered.map(({ agent }) => agent),
      agents,
      reordered,
    },
  };
}

/** A turn without a time stays behind the one it followed. `ms` counts from the first message. */
function inOrder<T extends { at: number | null }>(turns: T[]): { ordered: (T & { ms: number })[]; reordered: number } {
  let last = Number.NEGATIVE_INFINITY;
  const placed = turns.map((turn) => {
    last = turn.at ?? last;
    return { turn, place: last };
  });
  const sorted = [...placed].sort((a, b) => (a.place === b.place ? 0 : a.place - b.place));
  const first = sorted.find(({ turn }) => turn.at !== null)?.place ?? 0;
  return {
    ordered: sorted.map(({ turn, place }) => ({ ...turn, ms: Math.max(0, place - first) })),
    reordered: placed.length - longestRise(placed.map(({ place }) => place)),
  };
}

/** Length of the longest part, not necessarily connected, that never falls (patience sorting). */
function longestRise(values: number[]): number {
  const tails: number[] = [];
  for (const value of values) {
    const pile = tails.findIndex((tail) => tail > value);
    if (pile === -1) tails.push(value);
    else tails[pile] = value;
  }
  return tails.length;
}

/** Names by how often they occur, the earlier first where equal. */
function byTurns(names: (string | null)[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

/** What is the same whenever the same conversation is handed in again: its hash tells duplicates. */
export const canonicalChat = ({ metadata, turns, turn_agents }: Chat): string =>
  JSON.stringify([
    metadata.channel,
    metadata.started_at,
    turns.map(({ speaker, start_ms, text }, i) => [speaker, turn_agents[i], start_ms, text]),
  ]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(';');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
