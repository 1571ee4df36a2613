import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../scorecards/samples/assign.ts';
import type { Candidate } from '../../../scorecards/samples/draw.ts';

const interactionsOf = (agent: string, n: number): Candidate[] =>
  Array.from({ length: n }, (_, i) => ({ interaction: `${agent}-${i}`, agent }));
const count = <T>(items: T[], one: (item: T) => boolean) => items.filter(one).length;

describe('who reviews what', () => {
  it('work is even', () => {
    const interactions = [...interactionsOf('ann', 5), ...interactionsOf('bob', 5), ...interactionsOf('eve', 2)];
    const { assigned } = assign({ interactions, reviewers: ['r1', 'r2', 'r3'] });
    for (const reviewer of ['r1', 'r2', 'r3']) expect(count(assigned, (one) => one.reviewer === reviewer)).toBe(4);
  });

  it('reviewers with more open work get less', () => {
    const { assigned } = assign({ interactions: interactionsOf('ann', 4), reviewers: ['r1', 'r2'], load: { r1: 3 } });
    expect(count(assigned, (one) => one.reviewer === 'r2')).toBe(4 - count(assigned, (one) => one.reviewer === 'r1'));
    expect(count(assigned, (one) => one.reviewer === 'r1')).toBeLessThanOrEqual(1);
  });

  it('each agent is spread over the reviewers', () => {
    const interactions = ['ann', 'bob', 'eve', 'joe'].flatMap((agent) => interactionsOf(agent, 4));
    const { assigned } = assign({ interactions, reviewers: ['r1', 'r2'] });
    for (const agent of ['ann', 'bob', 'eve', 'joe']) {
      expect(count(assigned, (one) => one.agent === agent && one.reviewer === 'r1')).toBe(2);
    }
  });

  it('nobody reviews their own interaction', () => {
    const { assigned, unassigned } = assign({ interactions: interactionsOf('r1', 3), reviewers: ['r1', 'r2'] });
    expect(assigned.every(({ reviewer }) => reviewer === 'r2')).toBe(true);
    expect(unassigned).toEqual([]);
    expect(assign({ interactions: interactionsOf('r1', 1), reviewers: ['r1'] }).unassigned).toHaveLength(1);
  });

  it('everything is assigned once; the order of the input does not matter; loads end within one of each other', () => {
    const agents = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 20 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(agents, fc.integer({ min: 1, max: 5 }), (pairs, n) => {
        const interactions = [
          ...new Map(pairs.map(([a, i]) => [`${a}-${i}`, { interaction: `${a}-${i}`, agent: `a${a}` }])).values(),
        ];
        const reviewers = Array.from({ length: n }, (_, i) => `r${i}`);
        const { assigned } = assign({ interactions, reviewers });
        expect(assigned).toHaveLength(interactions.length);
        const loads = reviewers.map((reviewer) => count(assigned, (one) => one.reviewer === reviewer));
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        expect(assign({ interactions: interactions.toReversed(), reviewers: reviewers.toReversed() }).assigned).toEqual(
          assigned,
        );
      }),
    );
  });
});

describe('among reviewers with as much to do', () => {
  it('the one with fewest of this agent comes first, then the first by name', () => {
    const { assigned } = assign({ interactions: interactionsOf('ann', 4), reviewers: ['r2', 'r1'], load: { r2: 1 } });
    expect(assigned.map(({ reviewer }) => reviewer)).toEqual(['r1', 'r2', 'r1', 'r2']);
  });

  it('what they have of other agents does not count', () => {
    const interactions = [...interactionsOf('ann', 1), ...interactionsOf('bob', 2)];
    const { assigned } = assign({ interactions, reviewers: ['r1', 'r2'], load: { r2: 1 } });
    expect(assigned.map(({ agent, reviewer }) => [agent, reviewer])).toEqual([
      ['ann', 'r1'],
      ['bob', 'r1'],
      ['bob', 'r2'],
    ]);
  });
});

it('agents who review come first, while the others are free for them', () => {
  const interactions = [...interactionsOf('ann', 2), ...interactionsOf('r1', 2)];
  const { assigned } = assign({ interactions, reviewers: ['r1', 'r2'] });
  expect(assigned.map(({ interaction, reviewer }) => [interaction, reviewer])).toEqual([
    ['r1-0', 'r2'],
    ['r1-1', 'r2'],
    ['ann-0', 'r1'],
    ['ann-1', 'r1'],
  ]);
});

it('goes agent by agent, whatever the interactions are called', () => {
  const interactions = [
    { interaction: 'a', agent: 'bob' },
    { interaction: 'z', agent: 'ann' },
    { interaction: 'b', agent: 'ann' },
  ];
  const { assigned } = assign({ interactions, reviewers: ['r1'] });
  expect(assigned.map(({ interaction }) => interaction)).toEqual(['b', 'z', 'a']);
});

it('says which interactions nobody can review', () => {
  const interactions = [...interactionsOf('r1', 1), ...interactionsOf('ann', 1)];
  expect(assign({ interactions, reviewers: ['r1'] })).toEqual({
    assigned: [{ interaction: 'ann-0', agent: 'ann', reviewer: 'r1' }],
    unassigned: [{ interaction: 'r1-0', agent: 'r1' }],
  });
});
