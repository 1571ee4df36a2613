import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES, sentence } from '../../../scorecards/problems/problem.ts';
import {
  type ReadTranscript,
  readTranscript,
  type TranscriptContext,
} from '../../../transcription/import/transcript-file.ts';
import { toSrt, toVtt } from '../../../transcription/text/writing/subtitles.ts';
import { mutate } from '../mutations.ts';

const folder = join(import.meta.dirname, '../../fixtures/transcripts');
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
const NOTHING_KNOWN: TranscriptContext = { agent_channel: null, language: null, duration_ms: null };

function read(content: string, context: Partial<TranscriptContext> = {}): ReadTranscript {
  const result = readTranscript(content, { ...NOTHING_KNOWN, ...context });
  if (result.read === null) throw new Error(JSON.stringify(result.problem));
  return result.read;
}

const problem = (content: string, context: Partial<TranscriptContext> = {}) =>
  readTranscript(content, { ...NOTHING_KNOWN, ...context }).problem;

const lines = ({ turns }: ReadTranscript): string[] =>
  turns.map(({ speaker, start_ms, end_ms, text: said }) => `${start_ms}–${end_ms} ${speaker}: ${said}`);

describe('a transcript made elsewhere', () => {
  it('may be WebVTT, whose voice tags name the sides and whose notes are not said', () => {
    const transcript = read(text('call.vtt'));
    expect(transcript).toMatchObject({ format: 'vtt', language: 'en', method: 'named', reordered: 0 });
    expect(lines(transcript)).toEqual([
      '1200–4000 agent: Thank you for calling Larkfield Home. How can I help you?',
      '4300–8000 customer: My lamp & its shade are late.',
      '8400–9984 agent: I am sorry.',
      '9984–12000 customer: Nine days now.',
    ]);
  });

  it('may be SubRip, with names before colons; cues out of order are sorted and counted', () => {
    const transcript = read(text('call.srt'));
    expect(transcript).toMatchObject({ format: 'srt', language: 'en', reordered: 1 });
    expect(lines(transcript)).toEqual([
      '1000–4000 agent: Larkfield Home, billing.',
      '5000–8500 customer: I was charged twice: once on Monday and once on Friday.',
      '9000–11500 agent: I refund the second charge.',
      '12000–13000 customer: Thank you.',
    ]);
  });

  it('may be in Chinese, a character a word', () => {
    const transcript = read(text('zh.srt'));
    expect(transcript).toMatchObject({ language: 'zh', languages: ['zh'] });
    expect(lines(transcript)).toEqual([
      '800–3600 agent: 您好，云帆家居，请问有什么可以帮您？',
      '4000–6400 customer: 我的台灯还没有到。',
    ]);
    expect(transcript.turns[1]?.words.map((word) => word.text)).toEqual([...'我的台灯还没有', '到。']);
  });

  it('may be of openai-whisper, its words where it has them and spread over the segment where not', () => {
    const transcript = read(text('openai-whisper.json'));
    expect(transcript).toMatchObject({ format: 'whisper', language: 'en', method: 'single', duration_ms: 6000 });
    expect(lines(transcript)).toEqual([
      '500–6000 unknown: Good morning, my parcel is late. It was promised for Monday.',
    ]);
    const [turn] = transcript.turns;
    expect(turn?.words[3]).toEqual({ text: 'parcel', start_ms: 1700, end_ms: 2200, confidence: 0.8 });
    expect(turn?.words.at(-1)).toMatchObject({ text: 'Monday.', end_ms: 6000 });
    expect(turn?.confidence).toBeCloseTo(0.85, 1);
  });

  it('may be of WhisperX, which names speakers and gives numbers no time', () => {
    const transcript = read(text('whisperx.json'));
    expect(transcript).toMatchObject({ method: 'named' });
    expect(lines(transcript)).toEqual([
      '400–3200 agent: Thank you for calling, how can I help you?',
      '3600–6000 customer: Order 471 is late.',
    ]);
    expect(transcript.turns[1]?.words[1]).toEqual({ text: '471', start_ms: 4000, end_ms: 5000, confidence: 1 });
  });

  it('may be from hosted Whisper, whose words are beside the segments and whose language is a name', () => {
    const transcript = read(text('hosted-whisper.json'));
    expect(transcript).toMatchObject({ language: 'zh', duration_ms: 6500 });
    expect(transcript.turns[0]?.words.map((word) => [word.text, word.start_ms])).toEqual([
      ['您', 400],
      ['好', 800],
      ['请', 3100],
      ['说', 3300],
      ['一', 3600],
      ['下', 3800],
      ['订', 4000],
      ['单', 4400],
      ['号', 4800],
    ]);
  });

  it('may be from whisper.cpp, whose pieces of words become words', () => {
    const transcript = read(text('whisper-cpp.json'));
    expect(transcript).toMatchObject({ format: 'whisper.cpp', language: 'en', model: 'whisper.cpp base' });
    expect(lines(transcript)).toEqual([
      '400–2600 agent: Larkfield Home, billing.',
      '3000–5200 customer: I was charged twice.',
    ]);
    expect(transcript.turns[0]?.words.map((word) => word.text)).toEqual(['Larkfield', 'Home,', 'billing.']);
  });

  it('may be from Amazon Transcribe with channels: the recorder’s setting decides the sides, otherwise what is said', () => {
    const transcript = read(text('aws-channels.json'));
    expect(transcript).toMatchObject({ format: 'aws', method: 'channels', language: 'en', reordered: 0 });
    expect(lines(transcript)).toEqual([
      '900–3900 agent: Thank you for calling. How can I help?',
      '5100–6500 customer: My lamp is late.',
    ]);
    expect(transcript.turns.map(({ channel }) => channel)).toEqual([1, 0]);
    expect(transcript.turns[1]?.words[1]).toEqual({ text: 'lamp', start_ms: 5300, end_ms: 5800, confidence: 0.71 });
    expect(read(text('aws-channels.json'), { agent_channel: 'left' }).turns[0]?.speaker).toBe('customer');
  });

  it('may be from Amazon Transcribe with speakers in segments beside the words', () => {
    const transcript = read(text('aws-speakers.json'));
    expect(transcript).toMatchObject({ method: 'named', language: 'zh' });
    expect(lines(transcript)).toEqual(['500–2000 agent: 您好，为您服务。', '2500–3600 customer: 台灯没到。']);
  });

  it('may be from Call Analytics, which knows the sides', () => {
    const transcript = read(text('aws-analytics.json'));
    expect(lines(transcript)).toEqual([
      '500–2400 agent: Billing, this is Joe.',
      '3000–4500 customer: I was charged twice.',
    ]);
    expect(transcript.turns[0]?.words.at(-1)).toEqual({ text: 'Joe.', start_ms: 1600, end_ms: 2400, confidence: 0.62 });
  });

  it('may be of Deepgram with channels', () => {
    const transcript = read(text('deepgram-channels.json'), { duration_ms: 9500 });
    expect(transcript).toMatchObject({
      format: 'deepgram',
      method: 'channels',
      model: 'Deepgram general-nova-3',
      duration_ms: 9500,
    });
    expect(lines(transcript)).toEqual([
      '600–3350 agent: Larkfield Home, how can I help you?',
      '4200–5750 customer: The lamp is broken.',
    ]);
  });

  it('may be of Deepgram with more than two speakers: the two who say most are the sides', () => {
    const { turns, method } = read(text('deepgram-speakers.json'));
    expect(method).toBe('named');
    expect(turns.map(({ speaker }) => speaker)).toEqual(['agent', 'customer', 'agent', 'speaker-3']);
  });

  it('may be one that the command line wrote', () => {
    const transcript = read(text('call.vtt'));
    for (const written of [toVtt(transcript), toSrt(transcript)]) {
      const again = read(written);
      expect(again.turns.map(({ speaker, text: said }) => [speaker, said])).toEqual(
        transcript.turns.map(({ speaker, text: said }) => [speaker, said]),
      );
    }
  });

  it('has words in order within turns, and turns in order, whatever the file', () => {
    for (const name of readdirSync(folder)) {
      let last = 0;
      for (const turn of read(text(name)).turns) {
        expect(turn.start_ms).toBeGreaterThanOrEqual(last);
        last = turn.start_ms;
        let word = turn.start_ms;
        for (const { start_ms, end_ms } of turn.words) {
          expect(start_ms).toBeGreaterThanOrEqual(word);
          expect(end_ms).toBeGreaterThanOrEqual(start_ms);
          word = start_ms;
        }
        expect(word).toBeLessThanOrEqual(turn.end_ms);
      }
    }
  });
});

describe('a transcript is refused', () => {
  it.each([
    ['as unknown where it is prose', 'Agent said hello.', { code: 'transcript-unknown', params: {} }],
    ['as unknown where its JSON is of something else', '{"a":1}', { code: 'transcript-unknown', params: {} }],
    [
      'with the line where its JSON breaks',
      '{\n "segments": [\n {"start": 1,,\n]}',
      { code: 'transcript-json', params: { line: 3 } },
    ],
    ['with the end of JSON that breaks off', '{\n "segments": [\n', { code: 'transcript-json', params: { line: 3 } }],
    [
      'with the place of what is missing',
      '{"segments":[{"start":0,"end":1,"text":"a"},{"start":"soon","end":2,"text":"b"}]}',
      { code: 'transcript-field', params: { path: 'segments[1].start' } },
    ],
    [
      'with the place of what is missing in Amazon’s',
      '{"results":{"items":[{"type":"pronunciation","alternatives":[]}]}}',
      { code: 'transcript-field', params: { path: 'results.items[0].alternatives' } },
    ],
    [
      'with the line of times that are none',
      'WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n\n00:03.000 --> 00:99.000\nthere\n',
      { code: 'transcript-cue', params: { line: 6, text: '00:03.000 --> 00:99.000' } },
    ],
    [
      'with the line of times that run backwards',
      '1\n00:00:05,000 --> 00:00:04,000\nHello\n',
      { code: 'transcript-cue', params: { line: 2, text: '00:00:05,000 --> 00:00:04,000' } },
    ],
    ['where it has no times', '{"text":"Hello there."}', { code: 'transcript-without-times', params: {} }],
    [
      'where its times are rubbish',
      '{"segments":[{"start":0,"end":1e300,"text":"Hello."}]}',
      { code: 'transcript-too-long', params: {} },
    ],
    ['where it has no words', 'WEBVTT\n\nNOTE nothing\n', { code: 'transcript-empty', params: {} }],
    [
      'where its segments are empty',
      '{"segments":[],"text":"","language":"en"}',
      { code: 'transcript-empty', params: {} },
    ],
  ])('%s', (_, content, expected) => {
    expect(problem(content)).toEqual(expected);
  });

  it('if it continues after the end of the recording', () => {
    expect(problem(text('deepgram-speakers.json'), { duration_ms: 1000 })?.code).toBe('transcript-past-end');
    expect(problem(text('call.vtt'), { duration_ms: 11_000 })).toBeNull();
  });

  it('with a sentence in both languages that says where', () => {
    const codes = PROBLEM_CODES.filter((code) => code.startsWith('transcript-'));
    expect(codes.length).toBeGreaterThan(7);
    expect(sentence('transcript-cue', { line: 6, text: 'x' }, 'en')).toContain('Line 6');
    expect(sentence('transcript-cue', { line: 6, text: 'x' }, 'zh')).toContain('第 6 行');
  });

  it('or read, whatever happens to its bytes', () => {
    const codes = new Set<string>();
    for (const [i, name] of readdirSync(folder).entries()) {
      const bytes = new Uint8Array(readFileSync(join(folder, name)));
      for (let seed = 0; seed < 60; seed++) {
        const broken = new TextDecoder().decode(mutate(bytes, seed + 1000 * i, bytes.length));
        codes.add(problem(broken)?.code ?? 'read');
      }
    }
    expect([...codes]).toEqual(expect.arrayContaining(['read', 'transcript-json', 'transcript-field']));
  });

  it('or read, whatever its words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (body) => {
        const result = readTranscript(`WEBVTT\n\n00:01.000 --> 00:02.000\n${body}\n`, NOTHING_KNOWN);
        expect(result.read !== null || PROBLEM_CODES.includes(result.problem.code)).toBe(true);
      }),
    );
  });
});
