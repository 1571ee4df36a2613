// Who of the speakers in a transcript made elsewhere is the agent. Makers who know say so by name; where two channels were
// kept apart the recorder's setting tells; else the conversation does, by what agents say.

import { findAgent, type Side } from '../speakers/roles.ts';
import type { AgentChannel, Speaker, SpeakerMethod } from '../transcript.ts';
import type { Said } from './said.ts';

const AGENT = /^\W*(agent|advis[eo]r|operator|representative|rep|csr|assistant|坐席|座席|客服|专员|代表)/i;
const CUSTOMER = /^\W*(customer|caller|client|consumer|user|member|patient|顾客|客户|来电|用户)/i;
const SYSTEM = /^\W*(system|ivr|bot|announcement|系统|语音导航|机器人)/i;

export type Sides = {
  method: SpeakerMethod;
  /** How sure it is which side is which, 0 to 1; null where nobody is told apart. */
  confidence: number | null;
  speakerOf: (said: Said) => Speaker;
};

/** @param agentChannel which channel of the recording holds the agent; null: nobody says */
export function sidesOf(said: readonly Said[], agentChannel: AgentChannel | null): Sides {
  const channels = new Set(said.flatMap(({ channel }) => (channel === null ? [] : [channel])));
  const labels = [...new Set(said.flatMap(({ label }) => (label === null ? [] : [label])))];
  const method = channels.size > 1 ? 'channels' : labels.length > 1 ? 'embeddings' : 'single';
  const named = namedSides(labels);
  if (named) {
    const speakerOf = ({ label }: Said) => (label === null ? 'unknown' : (named.get(label) ?? 'unknown'));
    return { method, confidence: 1, speakerOf };
  }
  if (channels.size > 1) {
    const told = agentChannel === 'left' ? 0 : agentChannel === 'right' ? 1 : null;
    const order = rank([...channels], (channel) => said.filter((one) => one.channel === channel));
    const agent = told ?? order.agent;
    return {
      method,
      confidence: told === null ? order.confidence : 1,
      speakerOf: ({ channel }) => numbered(channel ?? 0, agent, order.rest),
    };
  }
  if (labels.length > 1) {
    const order = rank(labels, (label) => said.filter((one) => one.label === label));
    return {
      method,
      confidence: order.confidence,
      // What nobody is named for is nobody's.
      speakerOf: ({ label }) => (label === null ? 'unknown' : numbered(label, order.agent, order.rest)),
    };
  }
  return { method, confidence: null, speakerOf: () => 'unknown' };
}

/** Sides by their names; null where no name is that of a side. Of two speakers the other is the other side. */
function namedSides(labels: readonly string[]): Map<string, Speaker> | null {
  const sides = new Map<string, Speaker>();
  for (const label of labels) {
    if (AGENT.test(label)) sides.set(label, 'agent');
    else if (CUSTOMER.test(label)) sides.set(label, 'customer');
    else if (SYSTEM.test(label)) sides.set(label, 'system');
  }
  const told = [...sides.values()];
  if (!told.includes('agent') && !told.includes('customer')) return null;
  const rest = labels.filter((label) => !sides.has(label));
  const missing = told.includes('agent') ? (told.includes('customer') ? null : 'customer') : 'agent';
  const [only] = rest;
  if (rest.length === 1 && only !== undefined && missing) sides.set(only, missing);
  else for (const [i, label] of rest.entries()) sides.set(label, `speaker-${i + 3}`);
  return sides;
}

/** The two who say most are the sides, and what they say tells which is which. */
function rank<T>(
  keys: readonly T[],
  of: (key: T) => readonly Said[],
): { agent: T | null; confidence: number; rest: T[] } {
  const [one, other, ...rest] = [...keys].sort((a, b) => lengthOf(of(b)) - lengthOf(of(a)));
  if (one === undefined || other === undefined) return { agent: one ?? null, confidence: 0, rest: [] };
  const { agent, confidence } = findAgent([side(of(one)), side(of(other))]);
  return { agent: agent === 0 ? one : other, confidence, rest };
}

function numbered<T>(key: T, agent: T | null, rest: readonly T[]): Speaker {
  if (key === agent) return 'agent';
  const place = rest.indexOf(key);
  return place >= 0 ? `speaker-${place + 3}` : 'customer';
}

function lengthOf(said: readonly Said[]): number {
  return said.reduce((sum, { text }) => sum + text.length, 0);
}

function side(said: readonly Said[]): Side {
  const starts = said.map(({ start_ms }) => start_ms);
  return { text: said.map(({ text }) => text).join(' '), first_ms: starts.length > 0 ? Math.min(...starts) : null };
}
