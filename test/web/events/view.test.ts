import { describe, expect, it } from 'vitest';
import { factsOf, pageOf } from '../../../web/events/view.ts';

const [before, after, reason] = ['txt_00000000000000000000000000', 'txt_11111111111111111111111111', 'txt_2'];
const words = { [before]: 'Care', [after]: 'Customer care', [reason]: 'A disputed charge' };

describe('a row of the event log', () => {
  it('says its words, and what became what', () => {
    expect(factsOf({ detail: { before, after }, words })).toBe('Care → Customer care');
    expect(factsOf({ detail: { name: { before, after } }, words })).toBe('Care → Customer care');
    expect(factsOf({ detail: { from: 'new', to: 'in-progress' }, words })).toBe('new → in-progress');
    expect(factsOf({ detail: { reason }, words })).toBe('A disputed charge');
  });

  it('shows a dash for words that were erased', () => {
    expect(factsOf({ detail: { reason }, words: {} })).toBe('–');
  });

  it('opens its subject, or the closest page', () => {
    const open = (subject: string, detail: Record<string, string | number> = {}) =>
      pageOf({ kind: 'review.assigned', subject, detail })?.path ?? null;
    expect(open('int_1')).toBe('/interactions/int_1');
    expect(open('evl_1')).toBe('/feedback/evl_1');
    expect(open('drw_1', { plan: 'pln_1' })).toBe('/sampling/pln_1');
    expect(open('rev_1', { interaction: 'int_1' })).toBe('/interactions/int_1');
    expect(open('rev_1')).toBeNull();
    expect(open('scv_1', { key: 'VG', number: 2 })).toBe('/scorecards/VG/2');
  });
});
