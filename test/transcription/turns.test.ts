import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstResponse, measureCall } from '../../transcription/measures.ts';
import { agentSide } from '../../transcription/roles.ts';
import type { Speaker, Turn, Word } from '../../transcription/transcript.ts';
import { wordsToTurns } from '../../transcription/turns.ts';

const word = (text: string, start_ms: number, end_ms = start_ms + 200): Word => ({
  text,
  start_ms,
  end_ms,
  confidence: 0.9,
});

const turn = (speaker: Speaker, start_ms: number, end_ms: number): Turn => ({
  speaker,
  channel: speaker === 'agent' ? 0 : 1,
  start_ms,
  end_ms,
  text: 'words',
  confidence: 0.9,
  words: [],
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

  it('go on through a pause, and not through a hold', () => {
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
      agentSide([
        { text: agent, first_ms: 900 },
        { text: customer, first_ms: 0 },
      ]),
    ).toBe(0);
    expect(
      agentSide([
        { text: customer, first_ms: 0 },
        { text: agent, first_ms: 900 },
      ]),
    ).toBe(1);
  });

  it('is the one who speaks first where no phrase tells', () => {
    expect(
      agentSide([
        { text: 'Hello.', first_ms: 900 },
        { text: 'Hello.', first_ms: 100 },
      ]),
    ).toBe(1);
    expect(
      agentSide([
        { text: '', first_ms: null },
        { text: 'Hello.', first_ms: 100 },
      ]),
    ).toBe(1);
  });
});

describe('measures of a call', () => {
  it('tell who spoke how long, together, and when nobody did', () => {
    const turns = [turn('agent', 1000, 5000), turn('customer', 4500, 8000), turn('agent', 15_000, 16_000)];
    expect(measureCall(turns, 20_000)).toEqual({
      agent_talk_ms: 5000,
      customer_talk_ms: 3500,
      overlap_ms: 500,
      silence_ms: 1000 + 7000 + 4000,
      silences: [
        { start_ms: 8000, end_ms: 15_000 },
        { start_ms: 16_000, end_ms: 20_000 },
      ],
      longest_silence_ms: 7000,
      time_to_greeting_ms: 1000,
      interruptions: [],
    });
  });

  it('name an agent who cuts in, and neither a word of assent nor a customer who does', () => {
    const turns = [
      turn('customer', 0, 5000),
      turn('agent', 4000, 8000),
      turn('customer', 7000, 9000),
      turn('agent', 8000, 8500),
    ];
    expect(measureCall(turns, 9000).interruptions).toEqual([{ at_ms: 4000, by_ms: 1000 }]);
  });

  it('are null where the speakers are not told apart', () => {
    expect(measureCall([turn('unknown', 0, 1000)], 5000)).toMatchObject({
      agent_talk_ms: null,
      overlap_ms: null,
      silence_ms: 4000,
      interruptions: null,
    });
  });

  it('add up: talk less overlap and silence are the whole recording', () => {
    fc.assert(
      fc.property(lane(0, 'agent'), lane(1, 'customer'), (agent, customer) => {
        const turns = wordsToTurns([agent, customer]);
        const duration = Math.max(0, ...turns.map(({ end_ms }) => end_ms)) + 500;
        const { agent_talk_ms, customer_talk_ms, overlap_ms, silence_ms, silences } = measureCall(turns, duration);
        if (turns.length > 0) {
          const talk = (agent_talk_ms ?? 0) + (customer_talk_ms ?? 0) - (overlap_ms ?? 0);
          expect(talk + silence_ms).toBe(duration);
          expect(overlap_ms).toBeGreaterThanOrEqual(0);
        }
        expect(silences.every(({ start_ms, end_ms }) => end_ms - start_ms >= 3000)).toBe(true);
      }),
    );
  });

  it('of a chat begin with the time to the first answer', () => {
    expect(firstResponse([turn('system', 0, 0), turn('customer', 100, 100), turn('agent', 5100, 5100)])).toBe(5000);
    expect(firstResponse([turn('agent', 0, 0), turn('customer', 100, 100)])).toBeNull();
  });
});
