import { describe, expect, it } from 'vitest';
import { PERSONAL_DATA } from '../../../../transcription/text/redaction/kinds.ts';
import { maskedKinds, maskedQuote, personalDataOf } from '../../../../transcription/text/redaction/masking.ts';
import type { Turn } from '../../../../transcription/transcript/transcript.ts';

const typed = (text: string): Turn => ({
  speaker: 'customer',
  channel: 0,
  start_ms: 0,
  end_ms: 0,
  text,
  confidence: null,
  words: [],
});
const CARD = '4539 1488 0343 6467';

describe('the kinds that are masked', () => {
  it('are all but order numbers and names, unless the organisation chooses', () => {
    expect(maskedKinds({})).toEqual(PERSONAL_DATA.filter((kind) => kind !== 'order' && kind !== 'name'));
    expect(maskedKinds({ mask: ['name', 'card'] })).toEqual(['card', 'name']);
    expect(maskedKinds({ mask: [] })).toEqual([]);
  });
});

describe('personal data of a conversation', () => {
  it('counts a mark as the data it stands for, so a corrected turn stays muted', () => {
    const words = ['It', 'is', '[[card]].'].map((text, i) => ({
      text,
      start_ms: i * 500,
      end_ms: i * 500 + 400,
      confidence: 1,
    }));
    const turns = [{ ...typed('It is [[card]].'), end_ms: 1400, words }];
    expect(personalDataOf(turns)).toMatchObject([
      { kind: 'card', turn: 0, start: 6, end: 14, first_word: 2, last_word: 3, start_ms: 1000, end_ms: 1400 },
    ]);
  });
});

describe('a quote', () => {
  const turns = [typed('Which card?'), typed(`It is ${CARD} I think`), typed('Thank you')];
  const found = personalDataOf(turns);
  const quote = (text: string, turn: number | null) => maskedQuote(text, turn, turns, found, ['card']);

  it('has a mark in place of personal data', () => {
    expect(quote(`It is ${CARD} I`, 1)).toBe('It is [[card]] I');
    expect(quote(`card? It is ${CARD} I think Thank`, 0)).toBe('card? It is [[card]] I think Thank');
  });

  it('that ends in the middle of a number shows no part of it', () => {
    expect(quote('It is 4539 1488', 1)).toBe('It is [[card]]');
    expect(quote('0343 6467 I think', 1)).toBe('[[card]] I think');
  });

  it('whose position is lost shows no part of it either', () => {
    expect(quote(`My number: ${CARD}.`, null)).toBe('My number: [[card]].');
    expect(quote('My number ends in 6467.', 2)).toBe('My number ends in [[card]].');
  });

  it('without personal data, or of kinds that are not masked, stays itself', () => {
    expect(quote('Which card?', 0)).toBe('Which card?');
    expect(maskedQuote(`It is ${CARD}`, 1, turns, found, ['email'])).toBe(`It is ${CARD}`);
  });
});
