import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DETAILS, EVENT_KINDS, Id, parseEvent, textsOf } from '../../../scorecards/events/event.ts';
import { closingContent, sealedContent } from '../../../scorecards/events/seal.ts';

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

  it('lists no text where there is none', () => {
    const id = 'txt_00000000000000000000000000';
    expect(textsOf({ detail: { reason: null, name: id } as never })).toEqual([id]);
    expect(textsOf({ detail: { names: [id, 'txt_short'] } as never })).toEqual([id]);
    expect(textsOf({ detail: { before: `x${id}`, after: `${id}x`.repeat(2), role: 'agent' } as never })).toEqual([]);
  });

  it('has ids of 64 characters at most, and codes of 120', () => {
    const placed = (team: string) => () =>
      parseEvent({ kind: 'team.added', subject: 'team_1', detail: { name: team } });
    expect(placed(`txt_${'0'.repeat(26)}`)).not.toThrow();
    for (const name of [`txt_${'0'.repeat(25)}`, `txt_${'0'.repeat(33)}`, `a txt_${'0'.repeat(26)}`, '']) {
      expect(placed(name), name).toThrow();
    }
    const zone = (after: string) => () =>
      parseEvent({ kind: 'organisation.changed', subject: 'org_1', detail: { time_zone: { before: 'UTC', after } } });
    for (const fine of ['UTC', 'Asia/Shanghai', 'x'.repeat(120)]) expect(zone(fine), fine).not.toThrow();
    for (const bad of ['', 'x'.repeat(121), 'Shanghai City', 'Asia/Shanghai ', '"UTC'])
      expect(zone(bad), bad).toThrow();
    for (const fine of ['a', 'int_1', 'A-z_9', 'x'.repeat(64)]) expect(Id.safeParse(fine).success, fine).toBe(true);
    for (const bad of ['', 'x'.repeat(65), 'a b', ' a', 'a ', 'ä']) expect(Id.safeParse(bad).success, bad).toBe(false);
  });

  it('is sealed as exactly this text', () => {
    const stretch = { organisation_id: 'org_1', number: 2, first: 4, last: 5, before: 'code', sealed_at: 'later' };
    const row = { id: 'evt_1', number: 4, kind: 'sign-in', actor_id: null, subject: 'mem_1', at: 'then' };
    const content = sealedContent(stretch, [
      { ...row, detail: { b: 1, a: { d: null, c: [2, 1] } } },
      { ...row, id: 'evt_2', number: 5, actor_id: 'mem_2', detail: {} },
    ]);
    expect(content.split('\n')).toEqual([
      '[1,"org_1",2,4,5,2,"code","later"]',
      '[4,"evt_1","sign-in",null,"mem_1",{"a":{"c":[2,1],"d":null},"b":1},"then"]',
      '[5,"evt_2","sign-in","mem_2","mem_1",{},"then"]',
    ]);
    expect(closingContent({ id: 'org_1', seals: 2, head: 'code', events: 5, closed_at: 'now' })).toBe(
      '["closed",1,"org_1",2,"code",5,"now"]',
    );
  });

  it('is sealed as the same text, whatever the order of its keys', () => {
    const stretch = { organisation_id: 'org_1', number: 1, first: 1, last: 1, before: '', sealed_at: '' };
    const row = { id: 'evt_1', number: 1, kind: 'sign-in', actor_id: null, subject: 'mem_1', at: '' };
    const content = (detail: unknown) => sealedContent(stretch, [{ ...row, detail }]);
    expect(content({ a: 1, b: { d: [2, 1], c: null } })).toBe(content({ b: { c: null, d: [2, 1] }, a: 1 }));
    expect(content({ a: [1, 2] })).not.toBe(content({ a: [2, 1] }));
  });
});
