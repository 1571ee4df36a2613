// Assigns reviews to the reviewer with the least work; among equals, to the one with the fewest of this agent, so that
// no agent's score depends on one reviewer's strictness. Nobody reviews their own interactions.
import type { Candidate } from './draw.ts';

export type Assignment = {
  assigned: { interaction: string; agent: string; reviewer: string }[];
  /** Interactions for which every reviewer is the agent. */
  unassigned: Candidate[];
};

/** `load`: open reviews each reviewer has now. The result does not depend on the order of interactions or reviewers. */
export function assign(input: {
  interactions: readonly Candidate[];
  reviewers: readonly string[];
  load?: Readonly<Record<string, number>>;
}): Assignment {
  const reviewers = [...new Set(input.reviewers)].sort();
  const load = new Map(reviewers.map((reviewer) => [reviewer, input.load?.[reviewer] ?? 0]));
  const met = new Map<string, number>();
  const pair = (reviewer: string, agent: string): string => JSON.stringify([reviewer, agent]);
  const assigned: Assignment['assigned'] = [];
  const unassigned: Candidate[] = [];

  for (const { interaction, agent } of inOrder(input.interactions, reviewers)) {
    let chosen: string | null = null;
    for (const reviewer of reviewers) {
      if (reviewer === agent) continue;
      if (chosen === null || before(reviewer, chosen)) chosen = reviewer;
    }
    if (chosen === null) {
      unassigned.push({ interaction, agent });
      continue;
    }
    load.set(chosen, load.get(chosen)! + 1);
    met.set(pair(chosen, agent), (met.get(pair(chosen, agent)) ?? 0) + 1);
    assigned.push({ interaction, agent, reviewer: chosen });

    function before(one: string, other: string): boolean {
      const difference = load.get(one)! - load.get(other)!;
      if (difference !== 0) return difference < 0;
      return (met.get(pair(one, agent)) ?? 0) < (met.get(pair(other, agent)) ?? 0);
    }
  }
  return { assigned, unassigned };
}

/**
 * Interactions of agents who review come first, while every other reviewer is still free for them; then agent by agent.
 */
function inOrder(interactions: readonly Candidate[], reviewers: readonly string[]): Candidate[] {
  const reviewing = new Set(reviewers);
  const rank = ({ agent }: Candidate): number => (reviewing.has(agent) ? 0 : 1);
  return [...interactions].sort(
    (a, b) => rank(a) - rank(b) || compare(a.agent, b.agent) || compare(a.interaction, b.interaction),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
