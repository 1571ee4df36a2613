import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryFor, planCapacity } from '../../../transcription/models/capacity.ts';

const GB = 1e9;
const BASE = 76e6;
const TURBO = 811e6;

describe('what a machine is good for', () => {
  it.each([
    ['two cores, as a small office has', 2, 8 * GB, BASE, { children: 1, threads: 2 }],
    ['one core', 1, 2 * GB, BASE, { children: 1, threads: 1 }],
    ['a server', 16, 64 * GB, BASE, { children: 8, threads: 2 }],
    ['a server with a large model', 16, 16 * GB, TURBO, { children: 5, threads: 3 }],
    [
      'many cores and little memory: fewer recordings, more threads for each',
      8,
      2.5 * GB,
      BASE,
      { children: 2, threads: 4 },
    ],
    ['less memory than it takes: one is tried', 4, 1 * GB, TURBO, { children: 1, threads: 4 }],
  ])('%s', (_, cores, memory_bytes, model_bytes, expected) => {
    expect(planCapacity({ cores, memory_bytes, model_bytes })).toEqual(expected);
  });

  it('can be set by the operator', () => {
    const machine = { cores: 16, memory_bytes: 64 * GB, model_bytes: BASE };
    expect(planCapacity(machine, { children: 3, threads: null })).toEqual({ children: 3, threads: 4 });
    expect(planCapacity(machine, { children: null, threads: 1 })).toEqual({ children: 8, threads: 1 });
  });

  it('never promises more cores or memory than there are, beyond one recording', () => {
    const machines = fc.record({
      cores: fc.integer({ min: 1, max: 256 }),
      memory_bytes: fc.integer({ min: GB / 2, max: 512 * GB }),
      model_bytes: fc.integer({ min: 40e6, max: 3 * GB }),
    });
    fc.assert(
      fc.property(machines, (machine) => {
        const { children, threads } = planCapacity(machine);
        expect(children).toBeGreaterThanOrEqual(1);
        expect(children * threads).toBeLessThanOrEqual(machine.cores);
        if (children > 1) expect(children * memoryFor(machine.model_bytes)).toBeLessThan(machine.memory_bytes);
      }),
    );
  });
});
