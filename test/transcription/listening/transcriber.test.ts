import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stage } from '../../../scorecards/transcripts/states.ts';
import { languagesOf, pickLanguages } from '../../../transcription/listening/language.ts';
import type { Recogniser, TranscriberParts } from '../../../transcription/listening/parts.ts';
import { type TranscriberOptions, transcribe } from '../../../transcription/listening/transcriber.ts';
import { RATE } from '../../../transcription/sound/span.ts';
import type { PcmBuffer, Sound } from '../../../transcription/sound/stream.ts';
import type { Transcript } from '../../../transcription/transcript/transcript.ts';
import { leaking } from '../leaking.ts';
import { noise, tone } from '../sounds.ts';

/** A detector that hears speech in everything louder than −40 dB. */
const loud = () => ({ next: async (frame: Float32Array) => (frame.some((s) => Math.abs(s) > 0.01) ? 0.9 : 0.01) });

function memoryPcmBuffer(): PcmBuffer & { closed: boolean } {
  const lanes: number[][] = [[], []];
  return {
    closed: false,
    write: async (lane, block) => void lanes[lane]?.push(...block),
    read: async (lane, start, end) => Float32Array.from(lanes[lane]?.slice(start, end) ?? []),
    async close() {
      this.closed = true;
    },
  };
}

/** Writes one word for every half second of speech, whatever was said. */
function countingRecogniser(language = 'en'): Recogniser & { listened: number } {
  return {
    model: 'counting',
    languages: ['en', 'zh'],
    listened: 0,
    async listen() {
      this.listened++;
      return {
        languages: async () => new Map([[language, 0.9]]),
        words: async (_, speech) => ({
          complete: true,
          words: speech.flatMap(({ start, end }, s) =>
            Array.from({ length: Math.floor((end - start) / (RATE / 2)) }, (_, i) => ({
              text: `word${s}-${i}`,
              start_ms: start / 16 + i * 500,
              end_ms: start / 16 + i * 500 + 490,
              logprob: -0.1,
            })),
          ),
        }),
      };
    },
  };
}

function soundOf(...channels: Float32Array[]): Sound {
  async function* blocks() {
    for (let at = 0; at < (channels[0]?.length ?? 0); at += 4000) yield channels.map((c) => c.subarray(at, at + 4000));
  }
  return { channels: channels.length, duration_ms: null, announced_ms: null, blocks: blocks(), close: async () => {} };
}

/** Speech-like bursts at the given seconds of ten. */
function bursts(...spans: [start: number, end: number][]): Float32Array {
  const out = new Float32Array(10 * RATE);
  for (const [i, [start, end]] of spans.entries())
    out.set(noise((end - start) * RATE, 0.3, i + start * 7 + 1), start * RATE);
  return out;
}

async function run(sound: Sound, options: Partial<TranscriberOptions> = {}, parts: Partial<TranscriberParts> = {}) {
  const stages: [Stage, number][] = [];
  const pcm = memoryPcmBuffer();
  const transcript = await transcribe(
    {
      sound,
      voice: loud,
      recogniser: countingRecogniser(),
      pcm: async () => pcm,
      clock: () => 0,
      progress: (stage, done) => stages.push([stage, done]),
      ...parts,
    },
    { agent_channel: null, language: 'auto', ...options },
  );
  return { transcript, stages, pcm };
}

describe('a transcript', () => {
  it('puts each side’s words where they were said', async () => {
    const { transcript } = await run(soundOf(bursts([1, 3], [6, 7]), bursts([4, 5])), { agent_channel: 'right' });
    expect(transcript.method).toBe('channels');
    expect(transcript.turns.map(({ speaker }) => speaker)).toEqual(['customer', 'agent', 'customer']);
    expect(Math.abs((transcript.turns[1]?.start_ms ?? 0) - 4000)).toBeLessThan(50);
    expect(transcript.duration_ms).toBe(10_000);
  });

  it('takes the first speaker for the agent if nothing else identifies one', async () => {
    const { transcript } = await run(soundOf(bursts([4, 5]), bursts([1, 3])));
    expect(transcript.turns.map(({ speaker, channel }) => [speaker, channel])).toEqual([
      ['agent', 1],
      ['customer', 0],
    ]);
  });

  it('does not tell speakers apart on one channel', async () => {
    const { transcript } = await run(soundOf(bursts([1, 3])), { agent_channel: 'left' });
    expect(transcript).toMatchObject({ method: 'single', turns: [{ speaker: 'unknown', channel: 0 }] });
  });

  it('hears one channel that was recorded twice only once', async () => {
    const one = bursts([1, 3]);
    const { transcript } = await run(
      soundOf(
        one,
        one.map((s) => s * 0.99),
      ),
      { agent_channel: 'left' },
    );
    expect(transcript.method).toBe('single');
    expect(transcript.turns).toHaveLength(1);
    expect(transcript.peaks.channels).toHaveLength(2);
  });

  it('mixes two channels that are said to be one conversation', async () => {
    const { transcript } = await run(soundOf(bursts([1, 3]), bursts([6, 8])), { agent_channel: 'mono' });
    expect(transcript.method).toBe('single');
    expect(transcript.turns.map(({ speaker }) => speaker)).toEqual(['unknown', 'unknown']);
  });

  it('of a recording without one of its sides is the other side’s, by the recorder or by the evidence', async () => {
    const dead = new Float32Array(10 * RATE);
    const heard = async (options: Partial<TranscriberOptions>, own = bursts([1, 3])) => {
      const { transcript } = await run(soundOf(dead, own), options);
      return [transcript.method, ...transcript.turns.map(({ speaker, channel }) => `${speaker} ${channel}`)];
    };
    expect(await heard({ agent_channel: 'left' })).toEqual(['channels', 'customer 1']);
    expect(await heard({ agent_channel: 'right' })).toEqual(['channels', 'agent 1']);
    // Nothing that is said identifies the sides: the first to answer decides.
    expect(await heard({})).toEqual(['channels', 'agent 1']);
    expect(await heard({ direction: 'outbound' })).toEqual(['channels', 'customer 1']);
    expect(await heard({}, bursts([6, 8]))).toEqual(['channels', 'customer 1']);
  });

  it('of a side that rustles and says nothing is the other side’s too', async () => {
    const quiet = noise(10 * RATE, 0.005, 3);
    const { transcript } = await run(soundOf(quiet, bursts([1, 3])));
    expect(transcript).toMatchObject({ method: 'channels', turns: [{ speaker: 'agent', channel: 1 }] });
  });

  it('takes the side that is called for the customer where agents call', async () => {
    const { transcript } = await run(soundOf(bursts([4, 5]), bursts([1, 3])), { direction: 'outbound' });
    expect(transcript.turns.map(({ speaker, channel }) => [speaker, channel])).toEqual([
      ['customer', 1],
      ['agent', 0],
    ]);
  });

  it('has every sentence once where both channels leak into each other', async () => {
    const [agent, customer] = [bursts([0, 1], [2, 3], [5, 7]), bursts([3, 5], [6, 9])];
    for (const leak of [{ db: -12 }, { db: -20, late_ms: 120 }]) {
      const { transcript } = await run(soundOf(...leaking([agent, customer], leak, RATE)), { agent_channel: 'left' });
      const spoken = transcript.turns.map(({ speaker, start_ms }) => `${speaker} ${Math.round(start_ms / 1000)}`);
      expect(spoken, JSON.stringify(leak)).toEqual(['agent 0', 'customer 3', 'agent 5', 'customer 6']);
    }
  });

  it('does not write the echo of the other side', async () => {
    const agent = bursts([1, 3], [6, 8]);
    const customer = bursts([4, 5]).map((s, i) => s + (agent[i] ?? 0) * 0.05);
    const { transcript } = await run(soundOf(agent, customer), { agent_channel: 'left' });
    expect(transcript.turns.map(({ speaker }) => speaker)).toEqual(['agent', 'customer', 'agent']);
  });

  it('is empty, with its waveform, if nobody speaks', async () => {
    const { transcript } = await run(soundOf(new Float32Array(RATE)));
    expect(transcript).toMatchObject({ turns: [], language: null, duration_ms: 1000 });
    expect(transcript.peaks.channels[0]).toHaveLength(50);
  });

  it('takes the given language without asking', async () => {
    const recogniser = countingRecogniser('en');
    const { transcript } = await run(soundOf(bursts([1, 3])), { language: 'zh-CN' }, { recogniser });
    expect(transcript.language).toBe('zh');
    expect(recogniser.listened).toBe(1);
  });

  it('reports progress that never decreases and ends at 1, and releases the PCM buffer', async () => {
    const { stages, pcm } = await run(soundOf(bursts([1, 3], [5, 9])));
    for (const [i, [, done]] of stages.entries()) expect(done).toBeGreaterThanOrEqual(stages[i - 1]?.[1] ?? 0);
    expect(stages.at(-1)).toEqual(['recognising', 1]);
    expect(pcm.closed).toBe(true);
  });

  it('gives the tape back when the sound breaks off', async () => {
    const pcm = memoryPcmBuffer();
    const sound: Sound = {
      ...soundOf(bursts([1, 2])),
      blocks: (async function* () {
        yield [tone(440, RATE, 1)];
        throw new Error('broken');
      })(),
    };
    await expect(run({ ...sound, channels: 1 }, {}, { pcm: async () => pcm })).rejects.toThrow('broken');
    expect(pcm.closed).toBe(true);
  });
});

describe('reading a window', () => {
  it('asks again for speech that came back without words', async () => {
    const recogniser: Recogniser = {
      ...countingRecogniser(),
      async listen(sound) {
        const whole = await countingRecogniser().listen(sound);
        // Stops after four seconds, as the model does after a pause.
        return {
          ...whole,
          words: async (l, s) => ({
            complete: true,
            words: (await whole.words(l, s)).words.filter(({ end_ms }) => end_ms < 4000),
          }),
        };
      },
    };
    const { transcript } = await run(soundOf(bursts([0, 3], [4, 7])), {}, { recogniser });
    expect(transcript.turns.flatMap(({ words }) => words).some(({ start_ms }) => start_ms > 6000)).toBe(true);
  });

  it('reads a window that loops in halves, and keeps nothing of the loop', async () => {
    const recogniser: Recogniser = {
      ...countingRecogniser(),
      async listen(sound) {
        const whole = await countingRecogniser().listen(sound);
        if (sound.length < 4 * RATE) return whole;
        const loop = Array.from({ length: 40 }, (_, i) => ({
          text: 'one',
          start_ms: i * 100,
          end_ms: i * 100 + 90,
          logprob: -0.1,
        }));
        return { ...whole, words: async () => ({ complete: false, words: loop }) };
      },
    };
    const { transcript } = await run(soundOf(bursts([0, 3], [4, 7])), {}, { recogniser });
    expect(transcript.turns.flatMap(({ words }) => words).filter(({ text }) => text === 'one')).toEqual([]);
    expect(transcript.turns.flatMap(({ words }) => words).length).toBeGreaterThan(8);
  });
});

/** Writes the language it is asked for; half of what it hears is in one language, half in another. */
function bilingualRecogniser(shareOf: (stretch: { start: number } | undefined) => [string, number][]): Recogniser {
  return {
    model: 'bilingual',
    languages: ['en', 'zh', 'ja'],
    async listen() {
      return {
        languages: async (stretch) => new Map(shareOf(stretch)),
        words: async (language, speech) => ({
          complete: true,
          words: speech.map(({ start, end }) => ({
            text: language,
            start_ms: start / 16,
            end_ms: end / 16,
            logprob: -0.1,
          })),
        }),
      };
    },
  };
}

describe('languages', () => {
  const said = ({ turns }: Transcript) => turns.flatMap(({ words }) => words.map(({ text }) => text)).join(' ');

  it('that alternate on one channel are each read in their own', async () => {
    const recogniser = bilingualRecogniser((stretch) => {
      if (!stretch)
        return [
          ['en', 0.2],
          ['zh', 0.7],
        ];
      // One second each in the window, its padding and the breath between them beside it.
      return Math.round(stretch.start / (2 * RATE)) % 2 === 0
        ? [
            ['en', 0.8],
            ['zh', 0.1],
          ]
        : [['zh', 0.9]];
    });
    const sound = soundOf(bursts([0, 1], [2, 3], [4, 5], [6, 7]));
    const { transcript } = await run(sound, { languages: ['en', 'zh'] }, { recogniser });
    expect(said(transcript)).toMatch(/en.*zh|zh.*en/);
    expect(transcript.languages.toSorted()).toEqual(['en', 'zh']);
  });

  it('are those of the organisation and no other, however sure the model is', async () => {
    const recogniser = bilingualRecogniser(() => [
      ['ja', 0.97],
      ['en', 0.02],
      ['zh', 0.001],
    ]);
    const sound = () => soundOf(bursts([1, 5]));
    expect((await run(sound(), {}, { recogniser })).transcript.language).toBe('en');
    expect((await run(sound(), { languages: ['zh-CN'] }, { recogniser })).transcript.language).toBe('zh');
    expect((await run(sound(), { languages: ['en', 'zh', 'ja'] }, { recogniser })).transcript.language).toBe('ja');
  });

  it('are reduced to those the model supports', async () => {
    const recogniser: Recogniser = { ...countingRecogniser('en'), languages: ['en'] };
    const { transcript } = await run(soundOf(bursts([1, 3])), { languages: ['zh'] }, { recogniser });
    expect(transcript.language).toBe('en');
  });
});

describe('the language', () => {
  const vote = (weight: number, ...shares: [string, number][]) => ({ weight, shares: new Map(shares) });

  it('is what most of a lane’s speech votes for', () => {
    expect(pickLanguages([[vote(10, ['en', 0.9]), vote(2, ['cy', 0.8])]])).toEqual({ recording: 'en', lanes: ['en'] });
  });

  it('of a lane that says little or nothing clear is that of the recording', () => {
    expect(pickLanguages([[vote(28, ['zh', 0.95])], [vote(1, ['ja', 0.9])]]).lanes).toEqual(['zh', 'zh']);
    expect(pickLanguages([[vote(28, ['zh', 0.95])], [vote(20, ['ja', 0.5], ['ko', 0.4])]]).lanes).toEqual(['zh', 'zh']);
    expect(pickLanguages([[vote(28, ['zh', 0.95])], []]).lanes).toEqual(['zh', 'zh']);
  });

  it('may differ between two sides that are both clear', () => {
    expect(pickLanguages([[vote(28, ['zh', 0.95])], [vote(20, ['en', 0.9])]]).lanes).toEqual(['zh', 'en']);
  });

  it('of a window is detected stretch by stretch: a short answer follows its surroundings', () => {
    const at = (start: number, length: number, en: number) => ({
      start: start * RATE,
      end: (start + length) * RATE,
      shares: new Map([
        ['en', en],
        ['zh', 1 - en],
      ]),
    });
    expect(languagesOf([at(0, 3, 0.9), at(4, 2, 0.01), at(7, 2, 0.95)], 'zh')).toEqual(['en', 'zh', 'en']);
    expect(languagesOf([at(0, 2, 0.01), at(3, 0.4, 0.8), at(5, 2, 0.02)], 'zh')).toEqual(['zh', 'zh', 'zh']);
    expect(languagesOf([at(0, 2, 0.99), at(2.4, 0.8, 0.4), at(4.5, 2, 0.01)], 'zh')).toEqual(['en', 'en', 'zh']);
  });

  it('does not depend on the order of the lanes', () => {
    const votes = fc.array(
      fc.record({
        weight: fc.integer({ min: 1, max: 100 }),
        shares: fc.constantFrom(
          new Map([
            ['en', 0.7],
            ['zh', 0.2],
          ]),
          new Map([['zh', 0.9]]),
        ),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(votes, votes, (a, b) => {
        expect([...pickLanguages([a, b]).lanes].reverse()).toEqual(pickLanguages([b, a]).lanes);
      }),
    );
  });
});
