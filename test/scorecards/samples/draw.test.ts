import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, draw } from '../../../scorecards/samples/draw.ts';

const interactionsOf = (agent: string, n: number): Candidate[] =>
  Array.from({ length: n }, (_, i) => ({ interaction: `${agent}-${i}`, agent }));
const candidates = [...interactionsOf('ann', 20), ...interactionsOf('bob', 3), ...interactionsOf('eve', 8)];

const anyCandidates = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 40 })), { maxLength: 80 })
  .map((pairs) => pairs.map(([agent, i]): Candidate => ({ interaction: `i${agent}-${i}`, agent: `a${agent}` })));

describe('the draw', () => {
  it('takes so many of each agent, or all there are', () => {
    const { strata, eligible } = draw({ seed: 's', perAgent: 5, candidates });
    expect(strata).toEqual([
      { agent: 'ann', size: 20, drawn: 5 },
      { agent: 'bob', size: 3, drawn: 3 },
      { agent: 'eve', size: 8, drawn: 5 },
    ]);
    expect(eligible).toBe(31);
  });

  it('keeps the chance each interaction had', () => {
    const { drawn } = draw({ seed: 's', perAgent: 5, candidates });
    expect(drawn.find(({ agent }) => agent === 'ann')).toMatchObject({ inclusion_ppm: 250_000, stratum_size: 20 });
    expect(drawn.find(({ agent }) => agent === 'bob')).toMatchObject({ inclusion_ppm: 1_000_000, stratum_size: 3 });
    expect(drawn.find(({ agent }) => agent === 'eve')).toMatchObject({ inclusion_ppm: 625_000, stratum_size: 8 });
  });

  it('draws only what the week still lacks', () => {
    const { strata } = draw({ seed: 's', perAgent: 5, candidates, already: { ann: 4, bob: 5, eve: 9 } });
    expect(strata.map(({ drawn }) => drawn)).toEqual([1, 0, 0]);
  });

  it('is the same for the same seed and interactions, in any order', () => {
    fc.assert(
      fc.property(fc.string(), anyCandidates, fc.integer({ min: 1, max: 50 }), (seed, some, perAgent) => {
        const once = draw({ seed, perAgent, candidates: some });
        expect(draw({ seed, perAgent, candidates: some.toReversed() })).toEqual(once);
      }),
    );
  });

  it('is in the order of agents and interactions', () => {
    const names = draw({ seed: 's', perAgent: 7, candidates }).drawn.map(({ interaction }) => interaction);
    expect(names).toEqual(names.toSorted());
  });

  it('is another for another seed', () => {
    const seeds = Array.from({ length: 20 }, (_, i) =>
      JSON.stringify(draw({ seed: `s${i}`, perAgent: 5, candidates }).drawn),
    );
    expect(new Set(seeds).size).toBe(20);
  });

  it('one agent’s draw does not depend on the others', () => {
    const alone = draw({ seed: 's', perAgent: 5, candidates: interactionsOf('eve', 8) }).drawn;
    expect(draw({ seed: 's', perAgent: 5, candidates }).drawn.filter(({ agent }) => agent === 'eve')).toEqual(alone);
  });

  it('never draws an interaction twice, or one that does not exist', () => {
    fc.assert(
      fc.property(fc.string(), anyCandidates, fc.integer({ min: 1, max: 50 }), (seed, some, perAgent) => {
        const { drawn } = draw({ seed, perAgent, candidates: some });
        const names = drawn.map(({ interaction }) => interaction);
        expect(new Set(names).size).toBe(names.length);
        for (const { interaction, agent } of drawn) expect(some).toContainEqual({ interaction, agent });
      }),
    );
  });

  it('gives every interaction of an agent its chance n ÷ N', () => {
    const counts = new Map<string, number>();
    const draws = 4000;
    for (let i = 0; i < draws; i += 1) {
      for (const { interaction } of draw({ seed: `week ${i}`, perAgent: 3, candidates: interactionsOf('ann', 12) })
        .drawn) {
        counts.set(interaction, (counts.get(interaction) ?? 0) + 1);
      }
    }
    expect(counts.size).toBe(12);
    // Each is binomial(4000, 1/4): mean 1000, standard deviation 27.4; five of them either way.
    for (const n of counts.values()) expect(Math.abs(n - 1000)).toBeLessThan(137);
  });
});
