import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RATE } from '../../../transcription/sound/span.ts';
import { findAgent, findOnlySide } from '../../../transcription/speakers/roles.ts';
import { assignVoices, cutAtChanges, findVoices, type VoiceSample } from '../../../transcription/speakers/speakers.ts';

const WIDTH = 64;

/** A number from −1 to 1 for each seed, the same every time. */
function chance(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

function unit(values: Float32Array): Float32Array {
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

const direction = (seed: number): Float32Array => {
  const next = chance(seed);
  return unit(Float32Array.from({ length: WIDTH }, next));
};

/**
 * Windows of 1.6 s every 0.4 s, as made-up voices give them: what is the voice's own, what is common to all voices (as
 * in real encoders), what changes from phrase to phrase of four seconds, and noise.
 */
function conversation(
  voices: readonly number[],
  { common = 0.7, own = 0.6, phrase = 0.35, noise = 0.3, seed = 1 } = {},
) {
  const shared = direction(999);
  const next = chance(seed);
  const samples: VoiceSample[] = [];
  const truth: number[] = [];
  for (const [turn, voice] of voices.entries()) {
    const voiced = direction(voice + 1);
    const mood = direction(1000 + turn * 7 + seed * 100);
    for (let i = 0; i < 10; i++) {
      const start = Math.round((turn * 6 + i * 0.4) * RATE);
      const vector = shared.map(
        (value, k) =>
          common * value +
          own * (voiced[k] ?? 0) +
          phrase * (mood[k] ?? 0) +
          (noise * next() * Math.sqrt(3)) / Math.sqrt(WIDTH),
      );
      samples.push({ start, end: start + 1.6 * RATE, vector: unit(Float32Array.from(vector)) });
      truth.push(voice);
    }
  }
  return { samples, truth };
}

/** Words of 0.4 s over the windows of a conversation, the last of each turn with a full stop. */
function wordsOf(turns: number) {
  return Array.from({ length: turns * 12 }, (_, i) => {
    const start_ms = Math.floor(i / 12) * 6000 + (i % 12) * 400;
    return { start_ms, end_ms: start_ms + 380, text: i % 12 === 11 ? 'end.' : 'word' };
  });
}

const alternating = Array.from({ length: 12 }, (_, turn) => turn % 2);

/** Whether two labellings agree except for the names. */
function sameCut(a: readonly number[], b: readonly number[]): boolean {
  const names = new Map<number, number>();
  return a.every((label, i) => {
    if (!names.has(label)) names.set(label, b[i] ?? -1);
    return names.get(label) === b[i];
  });
}

describe('the voices of one channel', () => {
  it('are two where two speak in turns', () => {
    const { samples } = conversation(alternating);
    const { centres, confidence } = findVoices(samples);
    expect(centres).toHaveLength(2);
    expect(confidence).toBeGreaterThan(0.7);
  });

  it('are found though one says a fifth of it', () => {
    const { samples, truth } = conversation([0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
    const { centres } = findVoices(samples);
    const words = wordsOf(10);
    const given = assignVoices(words, samples, centres);
    expect(
      sameCut(
        given,
        words.map((_, i) => truth[Math.floor(i / 12) * 10] ?? -1),
      ),
    ).toBe(true);
  });

  it('are one where one speaks, however her tone changes from phrase to phrase', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const { samples } = conversation(new Array(12).fill(0), { phrase: 0.4, seed });
      expect(findVoices(samples)).toEqual({ centres: [], confidence: null });
    }
  });

  it('are three where a third is clear and speaks long enough, and not for a few words', () => {
    const three = conversation([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]);
    expect(findVoices(three.samples).centres).toHaveLength(3);
    const passing = conversation([0, 1, 0, 1, 2, 0, 1, 0, 1, 0, 1, 0]);
    expect(findVoices(passing.samples).centres).toHaveLength(2);
  });

  it('are none if there is only noise, or nothing', () => {
    const { samples } = conversation(alternating, { common: 0, own: 0, phrase: 0, noise: 1 });
    expect(findVoices(samples).centres).toEqual([]);
    expect(findVoices([]).centres).toEqual([]);
    expect(findVoices(samples.slice(0, 2)).centres).toEqual([]);
  });

  it('are separated with more confidence the less similar they are', () => {
    const sure = [0.3, 0.36, 0.42].map((own) => findVoices(conversation(alternating, { own }).samples).confidence ?? 0);
    expect(sure).toEqual([...sure].sort((a, b) => a - b));
    expect(sure.length - new Set(sure).size, sure.join(' ')).toBe(0);
  });

  it('do not depend on what the vectors are called: turned about, they fall into the same groups', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: WIDTH - 1 }), fc.integer({ min: 1, max: 50 }), (shift, seed) => {
        const { samples } = conversation(alternating, { seed });
        const turned = samples.map((sample) => ({
          ...sample,
          vector: sample.vector.map((_, k) => sample.vector[(k + shift) % WIDTH] ?? 0),
        }));
        const words = wordsOf(alternating.length);
        const cut = assignVoices(words, samples, findVoices(samples).centres);
        expect(sameCut(cut, assignVoices(words, turned, findVoices(turned).centres))).toBe(true);
        expect(assignVoices(words, samples, findVoices(samples).centres)).toEqual(cut);
      }),
      { numRuns: 6 },
    );
  });

  it('of an hour are still one where one speaks', () => {
    const { samples } = conversation(new Array(200).fill(0), { phrase: 0.4 });
    expect(findVoices(samples).centres).toEqual([]);
  });

  it('of a long call are found among a part of it', () => {
    const turns = Array.from({ length: 120 }, (_, turn) => turn % 2);
    const { samples, truth } = conversation(turns);
    const { centres } = findVoices(samples);
    const words = wordsOf(turns.length);
    const right = words.map((_, i) => truth[Math.floor(i / 12) * 10] ?? -1);
    expect(sameCut(assignVoices(words, samples, centres), right)).toBe(true);
  });
});

describe('a word', () => {
  const a = direction(1);
  const b = direction(2);
  const heard = (...voices: Float32Array[]): VoiceSample[] =>
    voices.map((vector, i) => ({ start: i * RATE, end: (i + 1) * RATE, vector }));
  const word = (start_ms: number, end_ms: number, text = 'word') => ({ start_ms, end_ms, text });

  it('goes to the voice around it', () => {
    const words = [word(100, 400), word(500, 900, 'end.'), word(1300, 1600), word(1650, 1900)];
    expect(assignVoices(words, heard(a, b), [a, b])).toEqual([0, 0, 1, 1]);
  });

  it('inside a sentence stays with it, though a short sound is like another voice', () => {
    const mixed = unit(a.map((value, i) => 0.45 * value + 0.55 * (b[i] ?? 0)));
    const words = [word(0, 950), word(1000, 1250), word(2000 - 700, 1400), word(2000, 2900)];
    expect(assignVoices(words, heard(a, mixed, a), [a, b])).toEqual([0, 0, 0, 0]);
  });

  it('after a pause or the end of a sentence may be another’s', () => {
    const mixed = unit(a.map((value, i) => 0.3 * value + 0.7 * (b[i] ?? 0)));
    const words = [word(0, 950, 'Right?'), word(1000, 1400, 'Yes.'), word(2000, 2900)];
    expect(assignVoices(words, heard(a, mixed, a), [a, b])).toEqual([0, 1, 0]);
  });

  it('outside all windows goes with its neighbours', () => {
    expect(assignVoices([word(100, 400), word(5000, 5200)], heard(b), [a, b])).toEqual([1, 1]);
    expect(assignVoices([], heard(a), [a, b])).toEqual([]);
  });
});

describe('speech', () => {
  it('is cut where a speaker may change, and nowhere else', () => {
    const words = [
      { start_ms: 0, end_ms: 400, text: 'Is' },
      { start_ms: 420, end_ms: 900, text: 'it?' },
      { start_ms: 1000, end_ms: 1500, text: 'Yes' },
      { start_ms: 2000, end_ms: 2500, text: 'it' },
      { start_ms: 2550, end_ms: 3000, text: 'is.' },
    ];
    const cut = cutAtChanges([{ start: 0, end: 3 * RATE }], words);
    expect(cut.map(({ start, end }) => [start / RATE, end / RATE])).toEqual([
      [0, 0.95],
      [0.95, 1.75],
      [1.75, 3],
    ]);
    expect(cutAtChanges([{ start: 0, end: RATE }], [])).toEqual([{ start: 0, end: RATE }]);
  });
});

describe('the agent among several', () => {
  const side = (text: string, first_ms: number | null) => ({ text, first_ms });

  it('is the one who speaks like one, the more surely the more does', () => {
    const some = [side('Hello?', 0), side('Yes.', 500), side('How can I help you?', 900)];
    const more = [...some.slice(0, 2), side('Thank you for calling. How can I help you?', 900)];
    expect(findAgent(some).agent).toBe(2);
    expect(findAgent(more).confidence).toBeGreaterThan(findAgent(some).confidence);
  });

  it('is the first speaker, with low confidence, if nothing else identifies one', () => {
    expect(findAgent([side('Hm.', 900), side('Hm.', 100), side('', null)])).toEqual({ agent: 1, confidence: 0.6 });
  });
});

describe('where agents call', () => {
  const side = (text: string, first_ms: number | null) => ({ text, first_ms });

  it('the one who is called speaks first', () => {
    const sides = [side('Hm.', 900), side('Hm.', 100)];
    expect(findAgent(sides).agent).toBe(1);
    expect(findAgent(sides, 'inbound').agent).toBe(1);
    expect(findAgent(sides, 'outbound').agent).toBe(0);
  });

  it.each([
    ['Hello? Yes, speaking, who is this?', "Good morning, am I talking to Mr. Lane? I'm calling from Harbor Electric."],
    ['Hello.', 'Hi, this is Grace from Northwind. Is now a good time?'],
    ['喂，你好。', '您好，请问是王先生吗？我这边是海港电器的，现在方便接听吗？'],
    ['喂？我是。', '您好，我们给您打电话是想确认一下送货时间。'],
  ])('“%s” is the customer, “%s” the agent, whoever speaks first', (customer, agent) => {
    expect(findAgent([side(customer, 100), side(agent, 2000)], 'outbound').agent).toBe(1);
    expect(findAgent([side(agent, 2000), side(customer, 100)], 'outbound').agent).toBe(0);
    expect(findAgent([side(agent, 100), side(customer, 2000)], 'outbound').agent).toBe(0);
  });
});

describe('the only side that was recorded', () => {
  const whose = (text: string, first_ms = 5000, direction: 'inbound' | 'outbound' | null = null) =>
    findOnlySide({ text, first_ms }, direction).speaker;

  it('is the agent’s or the customer’s by what is said', () => {
    expect(whose('Thank you for calling Harbor Electric. May I have your order number?')).toBe('agent');
    expect(whose('您好，很高兴为您服务。请您稍等。')).toBe('agent');
    expect(whose('Hello, my washing machine stopped working yesterday and nobody called me back.', 500)).toBe(
      'customer',
    );
    expect(whose('你好，我的包裹还没到，我想投诉。', 500)).toBe('customer');
    expect(whose("I'm calling from Harbor about your delivery.", 500, 'outbound')).toBe('agent');
  });

  it('is by who answers the call if nothing that is said identifies one', () => {
    expect(whose('Hm. Yes.', 500)).toBe('agent');
    expect(whose('Hm. Yes.', 500, 'outbound')).toBe('customer');
    expect(whose('Hm. Yes.', 8000)).toBe('customer');
    expect(findOnlySide({ text: 'Hm.', first_ms: 500 }).confidence).toBe(0.6);
  });
});
