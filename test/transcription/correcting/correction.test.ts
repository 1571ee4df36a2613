import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asHeard, correctTurn, joinTurns, splitTurn, swapSides } from '../../../transcription/correcting/correction.ts';
import type { Turn, Word } from '../../../transcription/transcript/transcript.ts';
import { joinWords } from '../../../transcription/transcript/words.ts';

const word = (text: string, start_ms: number, end_ms: number, confidence = 0.5): Word => ({
  text,
  start_ms,
  end_ms,
  confidence,
});
const turnOf = (words: Word[], given: Partial<Turn> = {}): Turn => ({
  speaker: 'customer',
  channel: 1,
  start_ms: words[0]?.start_ms ?? 0,
  end_ms: words.at(-1)?.end_ms ?? 0,
  text: joinWords(words),
  confidence: 0.5,
  words,
  ...given,
});
const HEARD = turnOf([
  word('My', 1000, 1200),
  word('partial', 1200, 1700),
  word('is', 1700, 1900),
  word('late.', 2400, 2800),
]);
const times = (turn: Turn) => turn.words.map(({ text, start_ms, end_ms }) => [text, start_ms, end_ms]);

describe('a corrected turn', () => {
  it('keeps the times and the confidence of words that were right, and gives a new one those of the word it replaces', () => {
    const corrected = correctTurn(HEARD, 'My parcel is late.');
    expect(corrected.text).toBe('My parcel is late.');
    expect(corrected.words).toEqual([
      word('My', 1000, 1200),
      word('parcel', 1200, 1700, 1),
      word('is', 1700, 1900),
      word('late.', 2400, 2800),
    ]);
    expect(corrected.confidence).toBeGreaterThan(0.5);
    expect(corrected.corrected).toEqual({ revision: 0, from_ms: 1000, to_ms: 2800 });
  });

  it('lets a missed word take its time from the pause it was said in', () => {
    expect(times(correctTurn(HEARD, 'My partial is very late.')).slice(2)).toEqual([
      ['is', 1700, 1900],
      ['very', 1900, 2400],
      ['late.', 2400, 2800],
    ]);
  });

  it('distributes several words by their length, and ignores differences in writing only', () => {
    expect(times(correctTurn(HEARD, 'my par celled IS late!'))).toEqual([
      ['my', 1000, 1200],
      ['par', 1200, 1367],
      ['celled', 1367, 1700],
      ['IS', 1700, 1900],
      ['late!', 2400, 2800],
    ]);
  });

  it('begins and ends with the words that are left, and remembers where it was heard', () => {
    const corrected = correctTurn(HEARD, 'partial is');
    expect(corrected).toMatchObject({
      start_ms: 1200,
      end_ms: 1900,
      corrected: { revision: 0, from_ms: 1000, to_ms: 2800 },
    });
  });

  it('aligns Chinese character by character', () => {
    const heard = turnOf([word('我', 0, 100), word('的', 100, 200), word('抱', 200, 300), word('裹。', 300, 500)]);
    expect(times(correctTurn(heard, '我的包裹。'))).toEqual([
      ['我', 0, 100],
      ['的', 100, 200],
      ['包', 200, 300],
      ['裹。', 300, 500],
    ]);
  });

  it('has no words where the words had no times', () => {
    const imported = turnOf([], { start_ms: 500, end_ms: 900, text: 'Hullo' });
    expect(correctTurn(imported, 'Hello')).toMatchObject({ start_ms: 500, end_ms: 900, text: 'Hello', words: [] });
  });

  const spoken = fc
    .array(fc.tuple(fc.constantFrom('a', 'bb', 'ccc', '您', '好', 'a,'), fc.nat(400), fc.nat(600)), {
      minLength: 1,
      maxLength: 20,
    })
    .map((list) => {
      let at = 0;
      return turnOf(
        list.map(([text, pause, length]) => {
          const start = at + pause;
          at = start + length;
          // A recogniser's word may reach into the next.
          return word(text, start, at + (length % 3 === 0 ? 50 : 0));
        }),
      );
    });
  const written = fc.array(fc.constantFrom('a', 'bb', 'ccc', 'dddd', '您', '好', '吗'), {
    minLength: 1,
    maxLength: 25,
  });

  it('never has times that go backwards or leave the turn, and keeps every word’s place that it kept', () => {
    fc.assert(
      fc.property(spoken, written, (turn, texts) => {
        const { words } = correctTurn(turn, texts.join(' '));
        const last = Math.max(...turn.words.map(({ end_ms }) => end_ms));
        for (const [i, { start_ms, end_ms, confidence }] of words.entries()) {
          expect(Number.isInteger(start_ms) && Number.isInteger(end_ms)).toBe(true);
          expect(end_ms).toBeGreaterThanOrEqual(start_ms);
          expect(start_ms).toBeGreaterThanOrEqual(words[i - 1]?.start_ms ?? turn.start_ms);
          expect(end_ms).toBeLessThanOrEqual(last);
          if (confidence !== 1) expect(turn.words.some((old) => old.start_ms === start_ms)).toBe(true);
        }
      }),
    );
  });

  it('comes back to the same words when it is corrected back', () => {
    fc.assert(
      fc.property(spoken, written, (turn, texts) => {
        const there = correctTurn(turn, texts.join(' '));
        const back = correctTurn(there, turn.text);
        expect(back.text).toBe(turn.text);
        expect(back.words.map(({ text }) => text)).toEqual(correctTurn(turn, turn.text).words.map(({ text }) => text));
      }),
    );
  });

  it('is unchanged, time for time, by its own text', () => {
    expect(correctTurn(HEARD, HEARD.text).words).toEqual(HEARD.words);
  });
});

describe('turns cut, joined and given back', () => {
  it('are split between words, each half keeping where it was recognised, and joined again unchanged', () => {
    const halves = splitTurn(HEARD, ['My parcel', 'is late.']);
    if (!halves) throw new Error('not cut');
    const [head, tail] = halves;
    expect([head.text, head.start_ms, head.end_ms]).toEqual(['My parcel', 1000, 1700]);
    expect([tail.text, tail.start_ms, tail.end_ms]).toEqual(['is late.', 1700, 2800]);
    expect(tail.corrected).toEqual({ revision: 0, from_ms: 1700, to_ms: 2800 });
    expect(asHeard(head, [HEARD]).map((one) => one.text)).toEqual(['My partial']);
    const whole = joinTurns(head, tail);
    expect(whole).toMatchObject({ text: 'My parcel is late.', start_ms: 1000, end_ms: 2800 });
    expect(asHeard(whole, [HEARD])).toEqual([HEARD]);
  });

  it('are not split if one side would be empty', () => {
    expect(splitTurn(HEARD, ['', HEARD.text])).toBeNull();
  });

  it('are cut by the length of their texts where words have no times', () => {
    const imported = turnOf([], { start_ms: 0, end_ms: 1000, text: 'aaaabbbb' });
    const halves = splitTurn(imported, ['aaaa', 'bbbb']);
    expect(halves?.map(({ text, start_ms, end_ms }) => [text, start_ms, end_ms])).toEqual([
      ['aaaa', 0, 500],
      ['bbbb', 500, 1000],
    ]);
  });

  it('show what the model wrote there, also where the correction left it out', () => {
    const corrected = correctTurn(HEARD, 'late.');
    expect(asHeard(corrected, [HEARD])).toEqual([HEARD]);
    const elsewhere = turnOf([word('no', 1100, 1300)], { channel: 0 });
    expect(asHeard(corrected, [elsewhere])).toEqual([]);
  });

  it('swap agent and customer and leave other speakers', () => {
    const turns = (['agent', 'customer', 'speaker-3', 'unknown'] as const).map((speaker) => turnOf([], { speaker }));
    expect(swapSides(turns).map(({ speaker }) => speaker)).toEqual(['customer', 'agent', 'speaker-3', 'unknown']);
    expect(swapSides(swapSides(turns))).toEqual(turns);
  });
});
