import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOfText } from '../../../transcription/correcting/written-words.ts';

const words = (text: string) => wordsOfText(text).map((word) => word.text);

describe('words of a written text', () => {
  it('begin at a blank, with their punctuation', () => {
    expect(words('Hello, I’d like to change it — “today”, please (now).')).toEqual([
      'Hello,',
      'I’d',
      'like',
      'to',
      'change',
      'it —',
      '“today”,',
      'please',
      '(now).',
    ]);
  });

  it('are Chinese characters one by one, Latin letters between them together', () => {
    expect(words('您好，我的Harbour订单是4.50元。')).toEqual([
      '您',
      '好，',
      '我',
      '的',
      'Harbour',
      '订',
      '单',
      '是',
      '4.50',
      '元。',
    ]);
    expect(words('《说明》在这里')).toEqual(['《说', '明》', '在', '这', '里']);
  });

  it('keep addresses, numbers, times and masks whole, and part what only a comma joins', () => {
    expect(words('a.b@c.com at 10:30 costs $4.50')).toEqual(['a.b@c.com', 'at', '10:30', 'costs', '$4.50']);
    expect(words('yes,no e-mail')).toEqual(['yes,', 'no', 'e-mail']);
    expect(words('it is [[card]].')).toEqual(['it', 'is', '[[card]].']);
  });

  it('are none if there is only punctuation', () => {
    expect(words('…')).toEqual([]);
    expect(words('  ')).toEqual([]);
    expect(words('yes “')).toEqual(['yes “']);
  });

  it('are at their stated positions, in order, and leave out only spaces', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab1 ,.“”(-$您好，。《》\t'), maxLength: 40 });
    fc.assert(
      fc.property(text, (given) => {
        const found = wordsOfText(given);
        let at = 0;
        for (const { text, start, end } of found) {
          expect(given.slice(start, end)).toBe(text);
          expect(start).toBeGreaterThanOrEqual(at);
          if (found.length > 0) expect(given.slice(at, start).trim()).toBe('');
          at = end;
        }
        if (found.length > 0) expect(given.slice(at).trim()).toBe('');
      }),
    );
  });
});
