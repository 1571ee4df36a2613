import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../transcription/import/depth.ts';

describe('the shape of a JSON text', () => {
  it('is its deepest nesting and the number of its values', () => {
    expect(shapeOf('1')).toEqual({ depth: 0, values: 1 });
    expect(shapeOf('[1,2,{"a":[3]}]')).toEqual({ depth: 3, values: 3 });
    expect(shapeOf('[[],[],[]]')).toEqual({ depth: 2, values: 3 });
  });

  it('counts nothing within texts', () => {
    expect(shapeOf('{"[[[,":"{{{,\\"[[,\\\\"}')).toEqual({ depth: 1, values: 1 });
    expect(shapeOf('["\\\\",["x"]]')).toEqual({ depth: 2, values: 2 });
  });

  it('is reported for truncated text too', () => {
    expect(shapeOf('[["')).toEqual({ depth: 2, values: 1 });
    expect(shapeOf(']]]]["\\')).toEqual({ depth: 0, values: 1 });
    expect(shapeOf('['.repeat(1_000_000)).depth).toBe(1_000_000);
  });
});
