import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../web/events/view.ts';

describe('a row of the event log', () => {
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
