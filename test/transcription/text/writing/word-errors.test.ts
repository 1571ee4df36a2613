import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markDifferences, wordErrors } from '../../../../transcription/text/writing/word-errors.ts';

describe('word errors', () => {
  it.each([
    ['Good morning.', 'good morning', 'en', 0, 2],
    ["I'm here at 42", 'I am here at four two', 'en', 0, 6],
    ['the red fox', 'the fox', 'en', 1, 3],
    ['请问您的订单号是多少？', '请问您订单号是多少', 'zh', 1, 10],
    ['一二三', '123', 'zh', 0, 3],
  ])('%s against %s', (truth, text, language, errors, tokens) => {
    expect(wordErrors(truth, text, language)).toEqual({ errors, tokens });
  });
});

describe('marked differences', () => {
  it('mark what the other has not, and nothing that is only written otherwise', () => {
    expect(markDifferences('The Red fox, sleeps.', 'the fox sleeps', 'en')).toEqual([
      { text: 'The ', same: true },
      { text: 'Red ', same: false },
      { text: 'fox, sleeps.', same: true },
    ]);
    expect(markDifferences('您好，小王。', '您好小黄', 'zh')).toEqual([
      { text: '您好，小', same: true },
      { text: '王。', same: false },
    ]);
  });

  it('keep the text whole, and mark nothing against itself', () => {
    const text = fc
      .array(fc.constantFrom('a ', 'b, ', "it's ", '12 ', '[[card]] '), { maxLength: 12 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const marked = markDifferences(one, other, 'en');
        expect(marked.map((part) => part.text).join('')).toBe(one);
        expect(markDifferences(one, one, 'en').every(({ same }) => same)).toBe(true);
      }),
    );
  });
});
