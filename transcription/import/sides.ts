// Which speaker in an imported transcript is the agent. Services that know it name the side; with separate channels the
// recorder's setting decides; otherwise what the speakers say. A transcript has one agent and one customer: any other
// speaker, such as a supervisor or a second agent, is separate.

import { type Direction, plainName, type Role, roleOf } from '../speakers/role-names.ts';
import { findAgent, type Side } from '../speakers/roles.ts';
import type { AgentChannel, Speaker, SpeakerMethod } from '../transcript/transcript.ts';
import type { Said } from './said.ts';

export type Sides = {
  method: SpeakerMethod;
  /** Confidence in which side is which, 0 to 1; null if speakers were not separated. */
  confidence: number | null;
  speakerOf: (said: Said) => Speaker;
};

/** What is known of the call besides its transcript. */
export type SidesContext = {
  /** Which channel of the recording holds the agent; null: nobody says. */
  agent_channel: AgentChannel | null;
  direction?: Direction | null;
  /** The agent's name, as this centre knows it. */
  agent_name?: string | null;
};

export function sidesOf(said: readonly Said[], context: SidesContext): Sides {
  const channels = new Set(said.flatMap(({ channel }) => (channel === null ? [] : [channel])));
  const spoken = Map.groupBy(said, ({ label }) => (label === null ? null : plainName(label)));
  const labels = [...spoken.keys()].filter((label) => label !== null);
  const sides = namedSides(spoken, labels, context);
  const method = channels.size > 1 ? 'channels' : sides || labels.length > 1 ? 'named' : 'single';
  if (sides) {
    const speakerOf = ({ label }: Said) => (label === null ? 'unknown' : (sides.get(plainName(label)) ?? 'unknown'));
    return { method, confidence: 1, speakerOf };
  }
  if (channels.size > 1) {
    const { agent_channel } = context;
    const stated = agent_channel === 'left' ? 0 : agent_channel === 'right' ? 1 : null;
    const order = rank([...channels], (channel) => said.filter((one) => one.channel === channel));
    const agent = stated ?? order.agent;
    return {
      method,
      confidence: stated === null ? order.confidence : 1,
      speakerOf: ({ channel }) => numbered(channel ?? 0, agent, order.rest),
    };
  }
  if (labels.length > 1) {
    const order = rank(labels, (label) => spoken.get(label) ?? []);
    return {
      method,
      confidence: order.confidence,
      // What nobody is named for is nobody's.
      speakerOf: ({ label }) => (label === null ? 'unknown' : numbered(plainName(label), order.agent, order.rest)),
    };
  }
  return { method, confidence: null, speakerOf: () => 'unknown' };
}

/**
 * Sides by their names; null where no name is that of a side. The one who says most of those without a role has the
 * side that is missing.
 */
function namedSides(
  spoken: ReadonlyMap<string | null, readonly Said[]>,
  labels: readonly string[],
  { direction = null, agent_name = null }: SidesContext,
): Map<string, Speaker> | null {
  const roles = new Map<string, Role | null>(labels.map((label) => [label, roleOf(label, direction)]));
  const own = agent_name === null ? undefined : labels.find((label) => isNameOf(label, agent_name));
  if (own !== undefined) roles.set(own, 'agent');
  const byTurns = byShare(labels, (label) => spoken.get(label) ?? []);
  const having = (role: Role | null) => byTurns.filter((label) => roles.get(label) === role);
  const agents = having('agent');
  const customers = having('customer');
  if (agents.length === 0 && customers.length === 0) return null;
  const nameless = having(null);
  const agent = own ?? agents[0] ?? nameless[0];
  const customer = customers[0] ?? nameless.find((label) => label !== agent);
  const sides = new Map<string, Speaker>();
  let next = 3;
  for (const label of labels) {
    if (label === agent) sides.set(label, 'agent');
    else if (label === customer) sides.set(label, 'customer');
    else if (roles.get(label) === 'system') sides.set(label, 'system');
    else sides.set(label, `speaker-${next++}`);
  }
  return sides;
}

/** Files shorten names and turn them round: `Lindgren, Dana`, `Dana`. */
function isNameOf(label: string, agent: string): boolean {
  const [one, other] = [plainName(label), plainName(agent)];
  if (one === '' || other === '') return false;
  if (one === other) return true;
  const [words, own] = [one.split(' '), new Set(other.split(' '))];
  return own.size > 1 && words.length > 1 && words.every((word) => own.has(word));
}

/** The two who speak most are the sides, and what they say tells which is which. */
function rank<T>(
  keys: readonly T[],
  of: (key: T) => readonly Said[],
): { agent: T | null; confidence: number; rest: ReadonlyMap<T, Speaker> } {
  const [one, other] = byShare(keys, of);
  if (one === undefined || other === undefined) return { agent: one ?? null, confidence: 0, rest: new Map() };
  const { agent, confidence } = findAgent([side(of(one)), side(of(other))]);
  const rest = keys.filter((key) => key !== one && key !== other);
  const named = new Map(rest.map((key, i): [T, Speaker] => [key, `speaker-${i + 3}`]));
  return { agent: agent === 0 ? one : other, confidence, rest: named };
}

/**
 * By how often they speak, and where that is the same in the order they begin: who comes in once may say much at once.
 */
function byShare<T>(keys: readonly T[], of: (key: T) => readonly Said[]): T[] {
  return keys
    .map((key) => ({ key, times: of(key).length }))
    .sort((a, b) => b.times - a.times)
    .map(({ key }) => key);
}

function numbered<T>(key: T, agent: T | null, rest: ReadonlyMap<T, Speaker>): Speaker {
  return key === agent ? 'agent' : (rest.get(key) ?? 'customer');
}

function side(said: readonly Said[]): Side {
  const first = said.reduce((least, { start_ms }) => Math.min(least, start_ms), Number.POSITIVE_INFINITY);
  return { text: said.map(({ text }) => text).join(' '), first_ms: said.length > 0 ? first : null };
}
