import { describe, expect, it } from 'vitest';
import { TRUTH_WORDS, wordKey } from '../../../scorecards/files/words.ts';
import {
  CHANNEL_WORDS,
  DIRECTION_WORDS,
  LANGUAGE_WORDS,
  SIDE_WORDS,
} from '../../../scorecards/interactions/value-words.ts';

describe('a value in people’s own words', () => {
  it.each<[string, ReadonlyMap<string, string | boolean>]>([
    ['channel', CHANNEL_WORDS],
    ['direction', DIRECTION_WORDS],
    ['side', SIDE_WORDS],
    ['truth', TRUTH_WORDS],
    ['language', LANGUAGE_WORDS],
  ])('means, as a %s, what is here', (_, words) => {
    const groups = Map.groupBy(words, ([, value]) => value);
    const page = [...groups].map(([value, entries]) => `${value}: ${entries.map(([word]) => word).join(' ')}`);
    expect(page).toMatchSnapshot();
    // What is looked up is compared as it is listed.
    for (const word of words.keys()) expect(wordKey(word)).toBe(word);
  });

  it('is looked up whatever its capitals, width and blanks', () => {
    expect([' Phone_Call ', 'ＰＨＯＮＥ', 'Voice\tCall', 'web  chat'].map(wordKey)).toEqual([
      'phonecall',
      'phone',
      'voicecall',
      'webchat',
    ]);
  });
});
