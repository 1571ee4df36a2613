// The draw. Each agent is a stratum: a simple random sample without replacement from the agent's eligible interactions,
// so that each has the same probability n / N, which is stored with the draw. An agent's draw depends only on the seed
// and that agent's interactions, not on order or on other agents.
import { sampleOf, seeded } from '../statistics/random.ts';

export type Candidate = { interaction: string; agent: string };

/** `inclusion_ppm`: the chance of having been drawn, n ÷ `stratum_size`, in parts per million. */
export type Drawn = Candidate & { inclusion_ppm: number; stratum_size: number };

/** One agent's part: interactions to draw from, and how many were drawn. */
export type Stratum = { agent: string; size: number; drawn: number };

export type Draw = { drawn: Drawn[]; strata: Stratum[]; eligible: number };

/**
 * Draws up to `perAgent` interactions of every agent, less what that agent has `already` for the week.
 * Results are ordered by agent, then interaction.
 */
export function draw(input: {
  seed: string;
  perAgent: number;
  candidates: readonly Candidate[];
  already?: Readonly<Record<string, number>>;
}): Draw {
  const byAgent = new Map<string, Set<string>>();
  for (const { interaction, agent } of input.candidates) {
    byAgent.set(agent, (byAgent.get(agent) ?? new Set()).add(interaction));
  }
  const drawn: Drawn[] = [];
  const strata: Stratum[] = [];
  for (const agent of [...byAgent.keys()].sort()) {
    const stratum = [...byAgent.get(agent)!].sort();
    const size = stratum.length;
    const count = Math.max(0, Math.min(size, input.perAgent - (input.already?.[agent] ?? 0)));
    const inclusion_ppm = Math.round((count * 1_000_000) / size);
    const chosen = sampleOf(stratum, count, seeded(JSON.stringify([input.seed, agent]))).sort();
    drawn.push(...chosen.map((interaction) => ({ interaction, agent, inclusion_ppm, stratum_size: size })));
    strata.push({ agent, size, drawn: count });
  }
  return { drawn, strata, eligible: strata.reduce((sum, stratum) => sum + stratum.size, 0) };
}
