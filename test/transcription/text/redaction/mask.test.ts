// Masking keeps everything except what was found, and nothing of that.
import { describe, expect, it } from 'vitest';
import {
  findPersonalData,
  MARK,
  markOf,
  maskTurns,
  PERSONAL_DATA,
} from '../../../../transcription/text/redaction/personal-data.ts';
import { joinWords } from '../../../../transcription/transcript/words.ts';
import { makeCase } from '../../../bench/redaction-cases.ts';
import { spoken, typed } from './said.ts';

const masked = (turns: Parameters<typeof maskTurns>[0]) => maskTurns(turns, findPersonalData(turns, PERSONAL_DATA));
const made = (['en', 'zh'] as const).flatMap((language) =>
  Array.from({ length: 80 }, (_, i) => makeCase(`laws ${i}`, language, 'tuning')),
);

describe('a mark', () => {
  it('replaces the words of a find, with their times and their lowest confidence', () => {
    const turns = spoken('a: What is the order number?', 'c: It is four seven one nine two. Thanks.');
    const [, answer] = masked(turns);
    expect(answer!.text).toBe('It is [[order]]. Thanks.');
    expect(answer!.words.map(({ text }) => text)).toEqual(['It', 'is', '[[order]].', 'Thanks.']);
    expect(answer!.words[2]).toMatchObject({ start_ms: 11_000, end_ms: 13_400, confidence: 0.52 });
    expect(joinWords(answer!.words)).toBe(answer!.text);
  });
  it('leaves the words of a Chinese turn joined as its text', () => {
    const [, answer] = masked(spoken('a: 单号多少？', 'c: 单号是七七二零一五。我想知道。'));
    expect(answer!.text).toBe('单号是[[order]]。我想知道。');
    expect(joinWords(answer!.words)).toBe(answer!.text);
  });
  it('is found by the pattern that is exported', () => {
    expect([...`a ${markOf('card')} b ${markOf('name')}`.matchAll(MARK)].map(([, kind]) => kind)).toEqual([
      'card',
      'name',
    ]);
  });
});

describe('a find', () => {
  it('reports its words and its place in the recording', () => {
    const turns = spoken('a: Your order number?', 'c: It is 47192.');
    expect(findPersonalData(turns, ['order'])).toEqual([
      {
        kind: 'order',
        turn: 1,
        start: 6,
        end: 11,
        first_word: 2,
        last_word: 3,
        start_ms: 11_000,
        end_ms: 11_400,
        datum: 0,
      },
    ]);
  });
  it('in typed text has no words and no times', () => {
    expect(findPersonalData(typed('c: my order number is 47192'), ['order'])).toEqual([
      {
        kind: 'order',
        turn: 0,
        start: 19,
        end: 24,
        first_word: null,
        last_word: null,
        start_ms: null,
        end_ms: null,
        datum: 0,
      },
    ]);
  });
  it('of one number has one datum however often it is said', () => {
    const turns = typed('a: Card number?', 'c: 4111 1111', 'a: Okay.', 'c: 1111 1111', 'a: Ending in 1111, thank you.');
    expect(new Set(findPersonalData(turns, ['card']).map(({ datum }) => datum))).toEqual(new Set([0]));
  });
  it('that no word of a corrected turn covers takes the whole turn', () => {
    const [turn] = spoken('c: well it is');
    const corrected = { ...turn!, text: 'my order number is 47192' };
    expect(findPersonalData([corrected], ['order'])[0]).toMatchObject({
      first_word: 0,
      last_word: 3,
      start_ms: 0,
      end_ms: 1400,
    });
  });
  it('is empty for no types', () => {
    expect(findPersonalData(typed('c: 4111 1111 1111 1111'), [])).toEqual([]);
  });
});

describe('over made conversations', () => {
  it('places are in the text, in order, and apart', () => {
    for (const { turns } of made) {
      const finds = findPersonalData(turns, PERSONAL_DATA);
      for (const [i, { turn, start, end }] of finds.entries()) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(turns[turn]!.text.length);
        const next = finds[i + 1];
        if (next?.turn === turn) expect(next.start).toBeGreaterThanOrEqual(end);
      }
    }
  });
  it('turns without a find are the same objects', () => {
    for (const { turns } of made) {
      const finds = findPersonalData(turns, PERSONAL_DATA);
      const after = maskTurns(turns, finds);
      turns.forEach((turn, i) => {
        if (!finds.some((find) => find.turn === i)) expect(after[i]).toBe(turn);
      });
    }
  });
  it('no long number that was found is left anywhere', () => {
    for (const { turns } of made) {
      const finds = findPersonalData(turns, PERSONAL_DATA);
      const left = maskTurns(turns, finds)
        .map(({ text }) => text)
        .join('\n');
      for (const { turn, start, end } of finds) {
        const number = turns[turn]!.text.slice(start, end);
        if (/^\d{6,}$/.test(number)) expect(left).not.toContain(number);
      }
    }
  });
  it('masking twice changes nothing', () => {
    for (const { id, turns } of made) {
      const once = masked(turns);
      expect({ id, text: masked(once).map(({ text }) => text) }).toEqual({ id, text: once.map(({ text }) => text) });
    }
  });
});
