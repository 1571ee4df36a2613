// Which scorecard to propose for an interaction that a person chose to review. A complaint is reviewed on the scorecard for
// complaints; anything else on the one made for its channel, or on one for all channels. Of several that would do, the
// one used last. The reason goes with the proposal; where there is none the person decides, and nothing is taken instead.
import type { Channel } from '../scorecard/definition.ts';
import { type ComplaintRules, markKey } from '../scorecard/settings.ts';

export type Candidate = { key: string; channel: Channel | 'any' };

/** What a customer said, and where: milliseconds from the start, and the words around it. */
export type Heard = {
  phrase: string;
  turn: number;
  start_ms: number;
  end_ms: number;
  before: string;
  match: string;
  after: string;
};

export type Facts = {
  channel: Channel;
  tags: readonly string[];
  queue: string | null;
  /** The first of the complaint phrases that the customer said. */
  heard: Heard | null;
  /** Keys of the scorecards that interactions of this channel were reviewed on, the one used last first. */
  used: readonly string[];
};

export type Reason =
  | { because: 'tag'; tag: string }
  | { because: 'queue'; queue: string }
  | { because: 'phrase'; heard: Heard }
  | { because: 'channel'; channel: Channel }
  | { because: 'all-channels' }
  /** Several would do. */
  | { because: 'used-last'; channel: Channel };

export type Proposal<C extends Candidate> = { scorecard: C; reason: Reason };

export function propose<C extends Candidate>(
  facts: Facts,
  candidates: readonly C[],
  rules: Pick<ComplaintRules, 'scorecard' | 'tags' | 'queues'>,
): Proposal<C> | null {
  const fitting = candidates.filter(({ channel }) => channel === facts.channel || channel === 'any');
  const forComplaints = fitting.find(({ key }) => key === rules.scorecard);
  const mark = forComplaints ? complaintIn(facts, rules) : null;
  if (forComplaints && mark) return { scorecard: forComplaints, reason: mark };

  // The scorecard for complaints is for nothing else.
  const others = fitting.filter((one) => one !== forComplaints);
  const made = others.filter(({ channel }) => channel === facts.channel);
  if (made.length > 0) return oneOf(made, facts, { because: 'channel', channel: facts.channel });
  return oneOf(others, facts, { because: 'all-channels' });
}

/** What marks a complaint: what was written down about it before what was said in it. */
function complaintIn(facts: Facts, rules: Pick<ComplaintRules, 'tags' | 'queues'>): Reason | null {
  const tags = new Set(rules.tags.map(markKey));
  const tag = facts.tags.find((one) => tags.has(markKey(one)));
  if (tag !== undefined) return { because: 'tag', tag };
  const queue = facts.queue;
  if (queue !== null && rules.queues.some((one) => markKey(one) === markKey(queue))) return { because: 'queue', queue };
  return facts.heard && { because: 'phrase', heard: facts.heard };
}

function oneOf<C extends Candidate>(candidates: readonly C[], facts: Facts, reason: Reason): Proposal<C> | null {
  if (candidates.length === 1) return { scorecard: candidates[0]!, reason };
  for (const key of facts.used) {
    const scorecard = candidates.find((one) => one.key === key);
    if (scorecard) return { scorecard, reason: { because: 'used-last', channel: facts.channel } };
  }
  return null;
}
