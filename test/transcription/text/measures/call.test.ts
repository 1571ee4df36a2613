import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  measureCall,
  missingSide,
  statedMeasures,
  withoutSide,
} from '../../../../transcription/text/measures/measures.ts';
import type { Peaks, Speaker, Turn } from '../../../../transcription/transcript/transcript.ts';
import { CALLS } from '../../../support/calls.ts';
import type { TrueCall } from '../../voices.ts';
import { said, spoken } from './given.ts';

describe('talk, silence and overlap', () => {
  const turns = [said('agent', 1000, 5000), said('customer', 4500, 8000), said('agent', 15_000, 16_000)];
  const measured = measureCall(turns, 20_000);

  it('count how long each side spoke, both at once, and neither', () => {
    expect(measured).toMatchObject({
      agent_talk_ms: 5000,
      customer_talk_ms: 3500,
      agent_share_bp: 5882,
      overlap_ms: 500,
      overlaps: [{ start_ms: 4500, end_ms: 5000, began: 'customer' }],
      silence_ms: 1000 + 7000 + 4000,
      longest_silence_ms: 7000,
      time_to_greeting_ms: 1000,
    });
  });

  it('name silences from three seconds on, the end of the recording among them', () => {
    expect(measured.silences).toEqual([
      { start_ms: 8000, end_ms: 15_000, announced: false },
      { start_ms: 16_000, end_ms: 20_000, announced: false },
    ]);
    expect(measureCall([said('agent', 0, 1000), said('customer', 3999, 5000)], 5000).silences).toEqual([]);
  });

  it('count a pause of up to 1.5 s inside a turn as talk, and a longer one as silence', () => {
    const short = spoken('agent', ['Let', 0, 500], ['me', 2000, 2500]);
    const long = spoken('agent', ['Let', 0, 500], ['me', 2001, 2500]);
    expect(measureCall([short], 2500)).toMatchObject({ agent_talk_ms: 2500, silence_ms: 0 });
    expect(measureCall([long], 2500)).toMatchObject({ agent_talk_ms: 999, silence_ms: 1501 });
  });

  it('are null if the speakers are unknown, except for silence', () => {
    expect(measureCall([said('unknown', 0, 1000)], 5000)).toMatchObject({
      agent_talk_ms: null,
      customer_talk_ms: null,
      agent_share_bp: null,
      overlap_ms: null,
      overlaps: null,
      interruptions: null,
      time_to_greeting_ms: null,
      silence_ms: 4000,
    });
  });

  it('of a recording without speech are silence only', () => {
    expect(measureCall([], 60_000)).toMatchObject({
      silence_ms: 60_000,
      longest_silence_ms: 60_000,
      holds: [],
      mood: null,
    });
  });

  it('say who began to speak while the other did', () => {
    const { overlaps } = measureCall(
      [said('agent', 0, 4000), said('customer', 3000, 9000), said('agent', 8000, 9500)],
      10_000,
    );
    expect(overlaps).toEqual([
      { start_ms: 3000, end_ms: 4000, began: 'customer' },
      { start_ms: 8000, end_ms: 9000, began: 'agent' },
    ]);
  });
});

describe('interruptions', () => {
  const of = (...turns: Turn[]) => measureCall(turns, 20_000).interruptions;

  it('are counted in both directions, with the moment and by how much', () => {
    expect(of(said('customer', 0, 5000), said('agent', 4000, 8000), said('customer', 7000, 9000))).toEqual([
      { by: 'agent', at_ms: 4000, early_ms: 1000 },
      { by: 'customer', at_ms: 7000, early_ms: 1000 },
    ]);
  });

  it('begin at least 0.3 s before the end of the other', () => {
    expect(of(said('customer', 0, 5000), said('agent', 4701, 8000))).toEqual([]);
    expect(of(said('customer', 0, 5000), said('agent', 4700, 8000))).toHaveLength(1);
  });

  it('are not words of acknowledgement', () => {
    expect(of(said('customer', 0, 5000), said('agent', 4000, 5200, 'Yes, yes. I see.'))).toEqual([]);
    expect(of(said('customer', 0, 5000), said('agent', 4000, 5200, '嗯，好的。'))).toEqual([]);
  });

  it('take the floor: who falls silent before the other does has not interrupted', () => {
    expect(of(said('customer', 0, 9000), said('agent', 4000, 6000))).toEqual([]);
  });

  it('are longer than a syllable', () => {
    expect(of(said('customer', 0, 5000), said('agent', 4600, 5050))).toEqual([]);
  });
});

describe('a hold', () => {
  const holdsOf = (turns: Turn[], peaks: Peaks | null = null) => measureCall(turns, 60_000, peaks).holds;
  const asked = (text: string, gap: number) => [
    said('agent', 0, 2000, text),
    said('customer', 2200, 2600, 'Sure.'),
    said('agent', 2600 + gap, 8000 + gap, 'So, the parcel is here.'),
  ];

  it('is the whole gap between two turns, from five seconds on', () => {
    expect(holdsOf(asked('I see.', 5000))).toEqual([
      { start_ms: 2600, end_ms: 7600, announced: false, sound: null, after: null },
    ]);
    expect(holdsOf(asked('I see.', 4999))).toEqual([]);
  });

  it.each([
    'May I put you on hold for a moment?',
    'Bear with me.',
    'One moment, please.',
    'Let me check that for you.',
    'Is it all right if you wait?',
    '请您稍等十秒钟，我为您查询一下。',
    '麻烦您别挂机，我核实一下。',
    '我帮您查一下。',
  ])('announced in the words before it counts from three seconds on: %s', (text) => {
    expect(holdsOf(asked(text, 3000))).toMatchObject([{ announced: true }]);
    expect(holdsOf(asked(text, 2999))).toEqual([]);
  });

  it('is not announced by words said long before', () => {
    const turns = [
      said('agent', 0, 2000, 'One moment, please.'),
      said('customer', 3000, 15_000),
      said('agent', 25_000, 30_000),
    ];
    expect(holdsOf(turns)).toMatchObject([{ start_ms: 15_000, announced: false }]);
  });

  it('is not counted before the first and after the last word', () => {
    expect(holdsOf([said('agent', 9000, 12_000), said('customer', 12_500, 14_000)])).toEqual([]);
  });

  it('is not a wait in which the customer looks for something', () => {
    const turns = [said('customer', 0, 2000, 'One moment, I will get the letter.'), said('customer', 12_000, 14_000)];
    expect(holdsOf(turns)).toEqual([]);
  });

  it.each([
    ['Thank you for waiting. It is on its way.', 'thanked'],
    ['Thanks for your patience.', 'thanked'],
    ['感谢您的等待。', 'thanked'],
    ['谢谢您耐心等候。', 'thanked'],
    ['Sorry to keep you waiting.', 'apologised'],
    ['让您久等了。', 'apologised'],
    ['Sorry, the system is slow today.', null],
  ])('is thanked for in the words after it: %s', (text, after) => {
    const turns = [said('agent', 0, 2000, 'One moment.'), said('agent', 10_000, 14_000, text)];
    expect(holdsOf(turns)).toMatchObject([{ after }]);
  });

  it('has music if a channel has sound but no speech', () => {
    const turns = asked('One moment.', 8000);
    const levels = (inside: number) =>
      Array.from({ length: 600 }, (_, i) => (i >= 26 && i < 106 ? inside : i < 140 ? 60 : 1));
    const peaks = (inside: number) => ({ bucket_ms: 100, channels: [levels(1), levels(inside)] });
    expect(holdsOf(turns, peaks(6))).toMatchObject([{ sound: 'music' }]);
    expect(holdsOf(turns, peaks(1))).toMatchObject([{ sound: 'silence' }]);
  });
});

describe('the time to answer', () => {
  it('runs from the end of one side to the start of the other, and is 0 for who begins early', () => {
    const turns = [
      said('agent', 0, 2000),
      said('customer', 2400, 4000),
      said('agent', 5000, 6000),
      said('customer', 5800, 7000),
      said('agent', 7300, 8000),
    ];
    const { response } = measureCall(turns, 9000);
    expect(response.agent).toEqual({ answers: 2, median_ms: 650, longest_ms: 1000, longest_at_ms: 5000 });
    expect(response.customer).toEqual({ answers: 2, median_ms: 200, longest_ms: 400, longest_at_ms: 2400 });
  });

  it('excludes what is said after a hold', () => {
    const turns = [said('agent', 0, 2000), said('customer', 2500, 3000), said('agent', 13_000, 14_000)];
    expect(measureCall(turns, 15_000).response.agent).toBeNull();
  });
});

describe('for any conversation', () => {
  const turns = fc
    .array(fc.tuple(fc.constantFrom<Speaker>('agent', 'customer'), fc.nat(20_000), fc.integer({ min: 1, max: 9000 })), {
      maxLength: 30,
    })
    .map((list) =>
      list
        .map(([speaker, start, length]) => said(speaker, start, start + length))
        .sort((a, b) => a.start_ms - b.start_ms),
    );

  it('talk less overlap and silence are the whole recording, and no part is longer than it', () => {
    fc.assert(
      fc.property(turns, (given) => {
        fc.pre(given.length > 0);
        const duration = Math.max(...given.map(({ end_ms }) => end_ms)) + 500;
        const own = measureCall(given, duration);
        const overlap = own.overlap_ms ?? 0;
        expect((own.agent_talk_ms ?? 0) + (own.customer_talk_ms ?? 0) - overlap + own.silence_ms).toBe(duration);
        expect(overlap).toBeLessThanOrEqual(Math.min(own.agent_talk_ms ?? 0, own.customer_talk_ms ?? 0));
        expect(own.hold_ms).toBeLessThanOrEqual(own.silence_ms);
        expect(own.longest_silence_ms).toBeLessThanOrEqual(own.silence_ms);
      }),
    );
  });

  it('which channel a side is on changes nothing, and exchanging the sides exchanges their numbers', () => {
    const other = { agent: 'customer', customer: 'agent' } as Partial<Record<Speaker, Speaker>>;
    fc.assert(
      fc.property(turns, (given) => {
        const own = measureCall(given, 40_000);
        expect(
          measureCall(
            given.map((turn) => ({ ...turn, channel: 1 - turn.channel })),
            40_000,
          ),
        ).toEqual(own);
        const turned = measureCall(
          given.map((turn) => ({ ...turn, speaker: other[turn.speaker] ?? turn.speaker })),
          40_000,
        );
        expect(turned.agent_talk_ms).toBe(own.customer_talk_ms);
        expect(turned.overlap_ms).toBe(own.overlap_ms);
        expect(turned.silence_ms).toBe(own.silence_ms);
        expect(turned.response.customer).toEqual(own.response.agent);
        expect(turned.interruptions?.filter(({ by }) => by === 'agent').length).toBe(
          own.interruptions?.filter(({ by }) => by === 'customer').length,
        );
      }),
    );
  });
});

describe('on calls whose truth is known', () => {
  const turnsOf = (call: TrueCall) =>
    call.turns.map((turn): Turn => ({ ...turn, channel: 0, confidence: null, words: [] }));

  it('there are six', () => expect(CALLS).toHaveLength(6));

  it.each(CALLS)('the true turns of $id give the stated numbers to the millisecond', (call) => {
    expect(statedMeasures(turnsOf(call), call.duration_ms)).toEqual(call.measures);
  });

  it.each(CALLS)('the holds of $id are found, and whether they were announced', (call) => {
    const holds = measureCall(turnsOf(call), call.duration_ms).holds;
    expect(holds.map(({ start_ms, end_ms, announced }) => ({ start_ms, end_ms, announced }))).toEqual(
      call.holds.map(({ start_ms, end_ms, announced }) => ({ start_ms, end_ms, announced })),
    );
  });

  it.each(CALLS)('who cut in on whom in $id is found', (call) => {
    const labelled = call.turns.filter((turn) => turn.labels?.includes('interrupt'));
    const found = measureCall(turnsOf(call), call.duration_ms).interruptions?.map(({ by, at_ms }) => [by, at_ms]);
    // In zh-late the agent begins a third answer 0.5 s early; nobody labelled that.
    const unlabelled = call.id === 'zh-late' ? [['agent', 26_062]] : [];
    expect(found).toEqual([...labelled.map(({ speaker, start_ms }) => [speaker, start_ms]), ...unlabelled]);
  });
});

describe('a side without any speech', () => {
  const agent = [said('agent', 1000, 5000), said('agent', 15_000, 16_000)];

  it('is missing where the channels are sides, and nowhere else', () => {
    expect(missingSide(agent, 'channels')).toBe('customer');
    expect(missingSide([said('customer', 0, 1000)], 'channels')).toBe('agent');
    expect(missingSide([...agent, said('customer', 6000, 7000)], 'channels')).toBeNull();
    expect(missingSide(agent, 'embeddings')).toBeNull();
    expect(missingSide([], 'channels')).toBeNull();
  });

  it('leaves what the other side says, and nothing that needs both', () => {
    expect(withoutSide(measureCall(agent, 20_000), 'customer')).toMatchObject({
      missing: 'customer',
      agent_talk_ms: 5000,
      customer_talk_ms: null,
      agent_share_bp: null,
      overlap_ms: null,
      interruptions: null,
      silence_ms: null,
      longest_silence_ms: null,
      silences: [],
      hold_ms: null,
      holds: [],
      time_to_greeting_ms: 1000,
    });
    expect(statedMeasures(agent, 20_000, 'channels')).toMatchObject({ agent_talk_ms: 5000, silence_ms: null });
  });
});
