import { describe, expect, it } from 'vitest';
import { moodOf, signsIn } from '../../../../transcription/text/measures/mood.ts';
import { CHINESE_MOOD, ENGLISH_MOOD } from '../../../../transcription/text/measures/mood-words.ts';
import { said, wrote } from './given.ts';

const weights = (text: string) => signsIn(text).map(({ text, weight, kind }) => [text, weight, kind]);

describe('words that sound content or not', () => {
  it.each([
    ['I am annoyed.', [['annoyed', -2, 'word']]],
    ['I am very annoyed.', [['very annoyed', -3, 'word']]],
    ['That is not good enough.', [['not good enough', -2, 'word']]],
    ['我很失望。', [['很失望', -3, 'word']]],
    [
      '服务很好，谢谢。',
      [
        ['很好', 2, 'word'],
        ['谢谢', 1, 'word'],
      ],
    ],
  ])('are listed as written: %s', (text, found) => expect(weights(text)).toEqual(found));

  it.each([
    ['I am not happy with it', [['not happy', -1.6, 'negated']]],
    ['It was never really helpful', [['never really helpful', -0.8, 'negated']]],
    ["It isn't great", [["isn't great", -1.6, 'negated']]],
    ['That is not terrible', [['not terrible', 0.6, 'negated']]],
    ['不满意', [['不满意', -2, 'word']]],
    ['我没有生气', [['没有生气', 0.6, 'negated']]],
    ['不太方便', [['不太方便', -0.8, 'negated']]],
  ])('are turned round by a negation: %s', (text, found) => expect(weights(text)).toEqual(found));

  it('are not negated across the end of a clause', () => {
    expect(weights('No, you were great')).toEqual([['you were great', 3, 'word']]);
    expect(weights('I did not order it. Great.')).toEqual([['Great', 2, 'word']]);
  });

  it('include nothing between a negation and its word', () => {
    expect(weights('not Anna Berg happy')).toEqual([['not … happy', -1.6, 'negated']]);
  });

  it('are not found in greetings or in the reason for a call', () => {
    expect(weights('Good morning, my lamp is broken and I have a problem with the order.')).toEqual([]);
    expect(weights('你好，我的电饭煲坏了。')).toEqual([]);
  });

  it('are listed once, with a weight other than 0', () => {
    const entries = [...ENGLISH_MOOD, ...CHINESE_MOOD];
    expect(entries.length).toBeGreaterThan(150);
    expect(entries.filter(([word]) => word !== word.trim() || word === '')).toEqual([]);
    expect(entries.every(([, weight]) => Math.abs(weight) <= 3)).toBe(true);
  });
});

describe('the course of a conversation', () => {
  it('is computed from its first and last third, with every word that counted', () => {
    const turns = [
      said('customer', 0, 1000, 'I am annoyed.'),
      said('agent', 1000, 2000, 'That is terrible, I am so sorry.'),
      said('customer', 2000, 3000, 'The number is five.'),
      said('customer', 3000, 4000, 'Wonderful!!'),
    ];
    expect(moodOf(turns, false)).toEqual({
      turns: [
        { turn: 0, at_ms: 0, score: -2, signs: [{ text: 'annoyed', weight: -2, kind: 'word' }] },
        { turn: 3, at_ms: 3000, score: 3, signs: [{ text: 'Wonderful', weight: 3, kind: 'word' }] },
      ],
      start: -2,
      end: 3,
      trend: 'better',
    });
  });

  it('is never computed for agents', () => {
    const turns = [0, 1, 2].map((i) => said('agent', i, i + 1, 'I am furious, this is terrible'));
    expect(moodOf(turns, true)).toBeNull();
  });

  it('is not computed from two turns, or without any listed word', () => {
    expect(moodOf([wrote('customer', 0, 'terrible'), wrote('customer', 1, 'awful')], true)).toBeNull();
    expect(
      moodOf(
        [0, 1, 2].map((i) => wrote('customer', i, 'The number is five')),
        true,
      ),
    ).toBeNull();
  });

  it('counts punctuation only where the customer wrote it', () => {
    const turns = [
      wrote('customer', 0, 'Where is it?!!'),
      wrote('customer', 1, 'I HAVE BEEN waiting'),
      wrote('customer', 2, '到底在哪里？？？'),
    ];
    expect(moodOf(turns, true)?.turns.map(({ score }) => score)).toEqual([-1, -1, -2]);
    expect(moodOf(turns, false)?.turns.map(({ score }) => score)).toEqual([-1]);
  });
});
