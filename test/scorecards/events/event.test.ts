import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DETAILS, EVENT_KINDS, parseEvent, textsOf } from '../../../scorecards/events/event.ts';
import { sealedContent } from '../../../scorecards/events/seal.ts';

const WORDS = ['Anna Müller', 'anna.mueller@example.com', 'My bill is wrong.', '王小明 投诉', 'Lost the phone'];

describe('an event', () => {
  /** Every place in a detail where text can stand. */
  function texts(schema: z.core.$ZodType, path: string[]): [path: string, schema: z.core.$ZodType][] {
    const def = (schema as z.ZodType).def as {
      type: string;
      shape?: Record<string, z.core.$ZodType>;
      element?: z.core.$ZodType;
      innerType?: z.core.$ZodType;
    };
    if (def.type === 'object') return Object.entries(def.shape!).flatMap(([key, one]) => texts(one, [...path, key]));
    if (def.type === 'array') return texts(def.element!, [...path, '[]']);
    if (def.type === 'optional' || def.type === 'nullable') return texts(def.innerType!, path);
    return ['string', 'enum'].includes(def.type) ? [[path.join('.'), schema]] : [];
  }

  it.each(EVENT_KINDS)('of the kind %s has no room for words', (kind) => {
    const taken = texts(DETAILS[kind], []).flatMap(([path, schema]) =>
      WORDS.filter((words) => z.safeParse(schema, words).success).map((words) => `${path}: ${words}`),
    );
    expect(taken).toEqual([]);
  });

  it('says nothing its kind does not know', () => {
    const more = { kind: 'team.added', subject: 'team_1', detail: { name: `txt_${'0'.repeat(26)}`, before: 'Care' } };
    expect(() => parseEvent(more)).toThrow();
  });

  it('lists the texts it refers to', () => {
    const [before, after] = ['txt_00000000000000000000000000', 'txt_11111111111111111111111111'];
    const detail = { active: true, name: { before, after }, roles: ['agent' as const] };
    expect(textsOf({ detail })).toEqual([before, after]);
  });

  it('is sealed as the same text, whatever the order of its keys', () => {
    const stretch = { organisation_id: 'org_1', number: 1, first: 1, last: 1, before: '', sealed_at: '' };
    const row = { id: 'evt_1', number: 1, kind: 'sign-in', actor_id: null, subject: 'mem_1', at: '' };
    const content = (detail: unknown) => sealedContent(stretch, [{ ...row, detail }]);
    expect(content({ a: 1, b: { d: [2, 1], c: null } })).toBe(content({ b: { c: null, d: [2, 1] }, a: 1 }));
    expect(content({ a: [1, 2] })).not.toBe(content({ a: [2, 1] }));
  });
});
