// Parses a written conversation as chat and ticket systems export it. Turns are sorted by time; turns without a time,
// or with the same one, keep their order, and newest-first logs are reversed first. A chat with several agents belongs
// to the one with most turns, and each turn keeps its own agent.
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { isStorable } from '../files/cells.ts';
import { LIMITS } from './limits.ts';
import { type InteractionMetadata, type Issue, type Read, type RowReading, readMetadata, timeIn } from './metadata.ts';
import { inOrder } from './turn-order.ts';

/** `turn_agents[i]` is the agent (email or employee number) of turn i; null where an agent did not speak. */
export type Chat = {
  metadata: InteractionMetadata;
  turns: Turn[];
  turn_agents: (string | null)[];
  /** Every agent with a turn, the one with most turns first. */
  agents: string[];
  /** How many turns stood in another place than their time. */
  reordered: number;
  /** The log ran from the newest turn to the oldest. */
  newest_first: boolean;
};

/** Who a speaker's name is; `agent` where it is the name of one: what that agent is found by. */
export type Speaker = { role: 'agent' | 'customer' | 'system'; agent: string | null };

export type ChatReading = RowReading & {
  /** null: nobody knows the name. */
  speakerOf: (name: string) => Speaker | null;
};

/** A turn as uploaded; what is missing is empty. `line` of the file, where it has one. */
export type GivenTurn = {
  speaker: string;
  at: string;
  text: string | null;
  agent: string;
  line: number | null;
  /** Values that cannot be taken. */
  faults: Issue[];
};

/** A chat as uploaded: its columns by name, its turns in the order they stand. */
export type GivenChat = { record: Record<string, string>; turns: GivenTurn[]; faults: Issue[] };

/** What is wrong with a chat, or the chat. */
export function readChat({ record, turns: given, faults }: GivenChat, reading: ChatReading): Read<Chat> {
  const read = readMetadata(record, { ...reading, kind: 'text' });
  const issues: Issue[] = [...faults, ...(read.ok ? [] : read.issues)];
  issues.push(...sizeIssues(record, given));
  const timed = given.slice(0, LIMITS.chat_turns).map((turn, i) => {
    const { at, speaker, found } = turnIn(turn, i, reading);
    issues.push(...found);
    const agent = speaker?.role === 'agent' ? turn.agent.trim() || speaker.agent || (record.agent ?? '').trim() : null;
    return { at, speaker: speaker?.role ?? ('system' as const), text: turn.text ?? '', agent };
  });
  const { ordered, reordered, newest_first } = inOrder(timed);
  if ((ordered.at(-1)?.ms ?? 0) > LIMITS.interaction_ms) {
    issues.push({ column: 'turns', code: 'chat-too-long', value: '', limit: LIMITS.interaction_ms / DAY_MS });
  }
  if (!read.ok || issues.length > 0) return { ok: false, issues };

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
      newest_first,
    },
  };
}

const DAY_MS = 86_400_000;

function turnIn(turn: GivenTurn, i: number, reading: ChatReading) {
  const found: Issue[] = [...turn.faults];
  const refuse = (column: string, code: Issue['code'], value: string): null => {
    // A row says where it is; of a list it is the place in it.
    const where = turn.line === null ? { column: `turns[${i}].${column}` } : { column, line: turn.line };
    found.push({ ...where, code, value });
    return null;
  };
  const time = turn.at.trim() === '' ? null : timeIn(turn.at, reading);
  if (time !== null && !time.ok) refuse('at', time.code, turn.at);
  const speaker = reading.speakerOf(turn.speaker) ?? refuse('speaker', 'unknown-speaker', turn.speaker);
  if (turn.text === null) refuse('text', 'missing-value', '');
  else if (!isStorable(turn.text)) refuse('text', 'unstorable', '');
  return { at: time?.ok ? Date.parse(time.at) : null, speaker, found };
}

function sizeIssues(record: Record<string, string>, given: readonly GivenTurn[]): Issue[] {
  const issues: Issue[] = [];
  if (given.length === 0) issues.push({ column: 'turns', code: 'chat-without-turns', value: '' });
  if (given.length > LIMITS.chat_turns) {
    issues.push({ column: 'turns', code: 'chat-too-many-turns', value: `${given.length}`, limit: LIMITS.chat_turns });
  }
  const turns = given.map(({ speaker, at, text, agent }) => ({ speaker, at, text, agent }));
  const bytes = new TextEncoder().encode(JSON.stringify({ ...record, turns })).length;
  if (bytes > LIMITS.chat_bytes) {
    issues.push({ column: 'turns', code: 'chat-too-large', value: `${bytes}`, limit: LIMITS.chat_bytes / 2 ** 20 });
  }
  return issues;
}

/** Names by how often they occur, the earlier first where equal. */
function byTurns(names: (string | null)[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

/** What stays the same when the same conversation is imported again: its hash identifies duplicates. */
export const canonicalChat = ({ metadata, turns, turn_agents }: Chat): string =>
  JSON.stringify([
    metadata.channel,
    metadata.started_at,
    turns.map(({ speaker, start_ms, text }, i) => [speaker, turn_agents[i], start_ms, text]),
  ]);
