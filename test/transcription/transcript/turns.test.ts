import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAgent } from '../../../transcription/speakers/roles.ts';
import type { Speaker, Word } from '../../../transcription/transcript/transcript.ts';
import { wordsToTurns } from '../../../transcription/transcript/turns.ts';

const word = (text: string, start_ms: number, end_ms = start_ms + 200): Word => ({
  text,
  start_ms,
  end_ms,
  confidence: 0.9,
});

/** Words in order with pauses between. */
const lane = (channel: number, speaker: Speaker) =>
  fc.array(fc.tuple(fc.nat(3000), fc.integer({ min: 40, max: 800 })), { maxLength: 40 }).map((list) => {
    let at = 0;
    const words = list.map(([pause, length], i) => {
      const start = at + pause;
      at = start + length;
      return word(`${speaker}${i}`, start, at);
    });
    return { channel, speaker, words };
  });

describe('turns', () => {
  it('end where the other speaks', () => {
    const agent = { channel: 0, speaker: 'agent' as const, words: [word('Hello.', 0), word('Right.', 2000)] };
    const customer = { channel: 1, speaker: 'customer' as const, words: [word('Hi.', 900)] };
    expect(wordsToTurns([agent, customer]).map(({ text }) => text)).toEqual(['Hello.', 'Hi.', 'Right.']);
  });

  it('continue through a pause, but not through a hold', () => {
    const words = [word('One', 0), word('moment.', 1500), word('Thanks.', 9000)];
    expect(wordsToTurns([{ channel: 0, speaker: 'unknown', words }]).map(({ text }) => text)).toEqual([
      'One moment.',
      'Thanks.',
    ]);
  });

  it('are not cut by a word of assent where there is no pause', () => {
    const agent = {
      channel: 0,
      speaker: 'agent' as const,
      words: [word('I', 0), word('will', 250), word('call.', 500)],
    };
    const customer = { channel: 1, speaker: 'customer' as const, words: [word('Mm-hm.', 300)] };
    expect(wordsToTurns([agent, customer]).map(({ text }) => text)).toEqual(['I will call.', 'Mm-hm.']);
  });

  it('hold every word once, are ordered by their start, and span their words', () => {
    fc.assert(
      fc.property(lane(0, 'agent'), lane(1, 'customer'), (agent, customer) => {
        const turns = wordsToTurns([agent, customer]);
        for (const side of [agent, customer]) {
          const own = turns.filter(({ channel }) => channel === side.channel).flatMap(({ words }) => words);
          expect(own).toEqual(side.words);
        }
        for (const [i, { start_ms, end_ms, words }] of turns.entries()) {
          expect(start_ms).toBeGreaterThanOrEqual(turns[i - 1]?.start_ms ?? 0);
          expect(start_ms).toBe(words[0]?.start_ms);
          expect(end_ms).toBe(words.at(-1)?.end_ms);
        }
      }),
    );
  });
});

describe('the agent', () => {
  it.each([
    ['Thank you for calling Larkfield Home, this is Grace speaking.', 'Hi, I ordered a desk lamp.'],
    ['Good morning, how can I help you?', 'Thank you, this is Peter.'],
    ['您好，欢迎致电，很高兴为您服务。', '您好，我想退货。'],
    ['请您稍等，我帮您查一下。', '好的，谢谢。'],
  ])('is the side that speaks like one: %s', (agent, customer) => {
    expect(
      findAgent([
        { text: agent, first_ms: 900 },
        { text: customer, first_ms: 0 },
      ]).agent,
    ).toBe(0);
    expect(
      findAgent([
        { text: customer, first_ms: 0 },
        { text: agent, first_ms: 900 },
      ]).agent,
    ).toBe(1);
  });

  it('is the first speaker if no phrase identifies one', () => {
    expect(
      findAgent([
        { text: 'Hello.', first_ms: 900 },
        { text: 'Hello.', first_ms: 100 },
      ]).agent,
    ).toBe(1);
    expect(
      findAgent([
        { text: '', first_ms: null },
        { text: 'Hello.', first_ms: 100 },
      ]).agent,
    ).toBe(1);
  });
});
