// The published JSON Schema: the one that is kept, every field in words, and in step with what is read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Problem } from '../../../scorecards/problems/problem.ts';
import { fileOf, readScorecardFile } from '../../../scorecards/scorecard/file.ts';
import { fileSchema } from '../../../scorecards/scorecard/file-schema.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';

type Schema = { properties?: Record<string, Schema>; description?: string } & Record<string, unknown>;
const schema = fileSchema(null) as Schema & { $defs: Record<string, Schema> };

describe('the JSON Schema of a scorecard’s file', () => {
  it('is the one kept with the documents: `npm run openapi` writes it', () => {
    const kept = readFileSync(join(import.meta.dirname, '../../../docs/scorecard.schema.json'), 'utf8');
    expect(kept).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  it('says in words what every definition and every field is', () => {
    const bare: string[] = [];
    const visit = (value: unknown, way: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const { properties } = value as Schema;
      for (const [name, field] of Object.entries(properties ?? {}))
        if (!field.description?.endsWith('.')) bare.push(`${way}.${name}`);
      for (const [key, inner] of Object.entries(value)) visit(inner, `${way}.${key}`);
    };
    for (const [name, definition] of Object.entries(schema.$defs)) {
      if (!definition.description) bare.push(name);
      visit(definition, name);
    }
    expect(bare).toEqual([]);
  });

  const checked = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  const file = (more: object = {}) => fileOf({ ...LIBRARY[0]!, ...more }, '/schema.json');
  const isRead = (value: unknown): boolean => {
    try {
      readScorecardFile(value);
      return true;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  };

  it.each<[string, unknown, boolean]>([
    ...LIBRARY.map((one): [string, unknown, boolean] => [one.id, fileOf(one, '/schema.json'), true]),
    ['without a name', file({ name: {} }), true],
    ['with a field nobody knows', file({ extra: 1 }), false],
    ['with another channel', file({ channel: 'fax' }), false],
    [
      'with a weight in words',
      file({ sections: [{ id: 'A', name: {}, kind: 'weighted', weight: 'x', criteria: [] }] }),
      false,
    ],
    ['with a tag that is none', file({ name: { English: 'x' } }), false],
    ['of another kind', { ...file(), attune: 'plan' }, false],
    ['with something beside the scorecard', { ...file(), more: 1 }, false],
  ])('agrees with what is read: %s', (_, value, valid) => {
    expect([checked.safeParse(value).success, isRead(value)]).toEqual([valid, valid]);
  });
});
