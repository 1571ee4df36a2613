import { describe, expect, it } from 'vitest';
import { fillersOf, paceOf } from '../../../../transcription/text/measures/speech.ts';
import { said, spoken } from './given.ts';

describe('pace', () => {
  it('is English words a minute of that speaker’s own talk', () => {
    const turns = [
      said('agent', 0, 6000, "I'll send you a new lamp, today."),
      said('customer', 6000, 60_000, 'Many other words that do not count here'),
    ];
    expect(paceOf(turns, 'agent')).toEqual({ unit: 'words', count: 7, per_minute: 70 });
  });

  it('is Chinese characters a minute, punctuation not counted and a Latin word or a number one', () => {
    const turns = [said('agent', 0, 6000, '您好，您的WiFi在2号楼，请稍等。')];
    expect(paceOf(turns, 'agent')).toEqual({ unit: 'characters', count: 12, per_minute: 120 });
  });

  it('is not reported for less than five seconds of speech', () => {
    expect(paceOf([said('agent', 0, 4999, 'a few words')], 'agent')).toBeNull();
    expect(paceOf([said('agent', 0, 5000, 'a few words')], 'agent')).not.toBeNull();
  });
});

describe('fillers', () => {
  const textsOf = (text: string) =>
    fillersOf([said('agent', 0, 60_000, text)], 'agent')?.moments.map((one) => one.text);

  it.each([
    ['Um, I think, uh, it is, you know, broken. I mean, it was.', ['um', 'uh', 'you know', 'i mean']],
    ['Well, er, the erm thing', ['er', 'erm']],
    ['嗯，我想问一下，那个，呃，我的订单', ['嗯', '那个', '呃']],
    ['这个这个，怎么说呢', ['这个', '这个']],
  ])('are found: %s', (text, found) => expect(textsOf(text)).toEqual(found));

  it.each([
    'Do you know the number?',
    'If you know what it is, tell me',
    'You know that we closed',
    'The umbrella is here',
    '那个订单我看到了',
    '这个月的账单',
    '嗯。',
    '嗯嗯，',
  ])('are not what means something: %s', (text) => expect(textsOf(text)).toEqual([]));

  it('have their moment and their number a minute of talk', () => {
    const turn = spoken('agent', ['It', 0, 500], ['is,', 500, 1000], ['um,', 3000, 3500], ['here', 4500, 30_000]);
    expect(fillersOf([turn], 'agent')).toEqual({ count: 1, per_minute: 2.1, moments: [{ at_ms: 3000, text: 'um' }] });
  });

  it('may be a pointing word before a pause that no comma shows', () => {
    const pause = spoken('agent', ['那', 0, 200], ['个', 200, 400], ['订', 800, 1000], ['单', 1000, 6000]);
    const none = spoken('agent', ['那', 0, 200], ['个', 200, 400], ['订', 500, 700], ['单', 700, 6000]);
    expect(fillersOf([pause], 'agent')?.count).toBe(1);
    expect(fillersOf([none], 'agent')?.count).toBe(0);
  });
});
