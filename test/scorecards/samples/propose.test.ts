import { describe, expect, it } from 'vitest';
import { type Candidate, type Facts, type Heard, propose } from '../../../scorecards/samples/propose.ts';
import { BEGINNING } from '../../../scorecards/scorecard/library.ts';
import { DEFAULT_SETTINGS } from '../../../scorecards/scorecard/settings.ts';

const card = (key: string, channel: Candidate['channel']): Candidate => ({ key, channel });
const CARDS = BEGINNING.map(({ id, channel }) => card(id, channel));
const RULES = { ...DEFAULT_SETTINGS.complaints, queues: ['Complaints desk'] };
const CALL: Facts = { channel: 'voice', tags: [], queue: null, heard: null, used: [] };
const HEARD: Heard = {
  ...{ phrase: 'complain', turn: 2, start_ms: 4000, end_ms: 4500 },
  ...{ before: 'I want to ', match: 'complain', after: ' about' },
};

const proposed = (facts: Partial<Facts>, cards = CARDS, rules: Parameters<typeof propose>[2] = RULES) => {
  const found = propose({ ...CALL, ...facts }, cards, rules);
  return found && [found.scorecard.key, found.reason];
};

describe('the scorecard proposed for an interaction', () => {
  it.each([
    ['voice', 'VG'],
    ['chat', 'CH'],
    ['email', 'EM'],
    ['social', 'SO'],
  ] as const)('is the one made for its channel: %s', (channel, key) => {
    expect(proposed({ channel })).toEqual([key, { because: 'channel', channel }]);
  });

  it('is the one for complaints where a tag, the queue or a phrase marks one, and says which', () => {
    expect(proposed({ tags: ['vip', ' Complaint'] })).toEqual(['CL', { because: 'tag', tag: ' Complaint' }]);
    expect(proposed({ tags: ['投诉'] })).toEqual(['CL', { because: 'tag', tag: '投诉' }]);
    expect(proposed({ queue: 'complaints  DESK' })).toEqual(['CL', { because: 'queue', queue: 'complaints  DESK' }]);
    expect(proposed({ heard: HEARD })).toEqual(['CL', { because: 'phrase', heard: HEARD }]);
  });

  it('names what was written down before what was said', () => {
    expect(proposed({ heard: HEARD, queue: 'Complaints desk', tags: ['complaint'] })?.[1]).toMatchObject({
      because: 'tag',
    });
    expect(proposed({ heard: HEARD, queue: 'Complaints desk' })?.[1]).toMatchObject({ because: 'queue' });
  });

  it('takes a tag as a whole', () => expect(proposed({ tags: ['no complaint'] })?.[0]).toBe('VG'));

  it('is the one for complaints for nothing else, although it is for all channels', () => {
    expect(proposed({ channel: 'email' }, [card('VG', 'voice'), card('CL', 'any')])).toBe(null);
  });

  it('is another for all channels where none is made for the channel', () => {
    const cards = [card('VG', 'voice'), card('CL', 'any'), card('ALL', 'any')];
    expect(proposed({ channel: 'email' }, cards)).toEqual(['ALL', { because: 'all-channels' }]);
    expect(proposed({ channel: 'voice' }, cards)?.[0]).toBe('VG');
  });

  it('is none where nothing fits, and never one made for another channel', () => {
    expect(proposed({ channel: 'social' }, [card('VG', 'voice'), card('CH', 'chat')])).toBe(null);
    expect(proposed({ heard: HEARD, channel: 'chat' }, [card('CL', 'voice')])).toBe(null);
    expect(proposed({}, [])).toBe(null);
  });

  it('ignores the marks where there is no scorecard for complaints', () => {
    expect(proposed({ tags: ['complaint'] }, CARDS, { ...RULES, scorecard: null })?.[0]).toBe('VG');
    expect(proposed({ tags: ['complaint'] }, [card('VG', 'voice')])?.[0]).toBe('VG');
  });

  it('is of several the one used last, whatever their order, and none before either was used', () => {
    const two = [card('BS', 'voice'), card('VG', 'voice'), card('CL', 'any')];
    for (const cards of [two, two.toReversed()]) {
      expect(proposed({}, cards)).toBe(null);
      expect(proposed({ used: ['CL', 'VG', 'BS'] }, cards)).toEqual(['VG', { because: 'used-last', channel: 'voice' }]);
      expect(proposed({ used: ['BS', 'VG'] }, cards)?.[0]).toBe('BS');
      expect(proposed({ used: ['OLD', 'VG'] }, cards)?.[0]).toBe('VG');
    }
  });
});
