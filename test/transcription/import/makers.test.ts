import { describe, expect, it } from 'vitest';
import { isTranscript } from '../../../transcription/import/kind.ts';
import { readTranscript } from '../../../transcription/import/transcript-file.ts';

const CONTEXT = { agent_channel: null, language: null, duration_ms: null };
const turns = (text: string) =>
  readTranscript(text, CONTEXT).read?.turns.map(({ speaker, start_ms, end_ms, text: said }) => [
    speaker,
    start_ms,
    end_ms,
    said,
  ]);
const problem = (text: string) => readTranscript(text, CONTEXT).problem;

/** Others are in conversation.ts, with what went into them compared word by word. */
describe('the JSON of a maker is read', () => {
  it.each<[string, unknown, (string | number)[][]]>([
    [
      'Azure live events',
      [{ Offset: 10_000_000, Duration: 30_000_000, DisplayText: 'Thank you.', NBest: [{ Display: 'Thank you.' }] }],
      [['unknown', 1000, 4000, 'Thank you.']],
    ],
    [
      'Contact Lens during the call',
      {
        Segments: [
          {
            Transcript: {
              ParticipantId: 'A',
              ParticipantRole: 'AGENT',
              Content: 'Hello.',
              BeginOffsetMillis: 1000,
              EndOffsetMillis: 2000,
            },
          },
          { Categories: { MatchedCategories: [] } },
        ],
      },
      [['agent', 1000, 2000, 'Hello.']],
    ],
    [
      'Google with speakers, who are told in the last result alone',
      {
        response: {
          results: [
            {
              alternatives: [
                {
                  transcript: 'hello hi',
                  words: [
                    { endTime: '1s', word: 'hello' },
                    { startTime: '2s', endTime: '3s', word: 'hi' },
                  ],
                },
              ],
            },
            {
              alternatives: [
                {
                  words: [
                    { endTime: '1s', word: 'hello', speakerTag: 1 },
                    { startTime: '2s', endTime: '3s', word: 'hi', speakerTag: 2 },
                  ],
                },
              ],
            },
          ],
        },
      },
      [
        ['agent', 0, 1000, 'hello'],
        ['customer', 2000, 3000, 'hi'],
      ],
    ],
    [
      'a batch job of Google’s second version',
      {
        results: {
          'gs://a/b.wav': {
            transcript: {
              results: [{ alternatives: [{ transcript: 'hello', words: [{ endOffset: '1.5s', word: 'hello' }] }] }],
            },
          },
        },
      },
      [['unknown', 0, 1500, 'hello']],
    ],
    [
      'transformers.js asked for words, the last of them open',
      {
        chunks: ['a', 'b', 'c', 'd'].map((text, i) => ({
          text: ` ${text}`,
          timestamp: [1 + i * 0.4, i === 3 ? null : 1.4 + i * 0.4],
        })),
      },
      [['unknown', 1000, 2600, 'a b c d']],
    ],
    [
      'Paraformer',
      {
        transcripts: [{ channel_id: 0, sentences: [{ begin_time: 1000, end_time: 2000, text: '您好。', words: [] }] }],
      },
      [['unknown', 1000, 2000, '您好。']],
    ],
    [
      'Tingwu',
      {
        Transcription: {
          Paragraphs: [
            {
              SpeakerId: '1',
              Words: [
                { Start: 1000, End: 1500, Text: '您好，' },
                { Start: 1500, End: 1900, Text: '海港。' },
              ],
            },
          ],
        },
      },
      [['unknown', 1000, 1900, '您好，海港。']],
    ],
    [
      'Tencent’s lines of text',
      {
        Response: {
          Data: {
            StatusStr: 'success',
            Result: '[0:1.000,0:3.000,0]  您好\n[1:4.000,1:5.000,1]  投诉\n',
            ResultDetail: null,
          },
        },
      },
      [
        ['agent', 1000, 3000, '您好'],
        ['customer', 64_000, 65_000, '投诉'],
      ],
    ],
    [
      'iFlytek, JSON inside strings inside JSON',
      {
        content: {
          orderResult: JSON.stringify({
            lattice: [
              {
                json_1best: JSON.stringify({
                  st: {
                    bg: '1000',
                    ed: '3000',
                    rl: '1',
                    rt: [{ ws: [{ wb: 1, we: 40, cw: [{ w: '您好', wp: 'n' }] }, { cw: [{ w: '。', wp: 'p' }] }] }],
                  },
                }),
              },
            ],
          }),
        },
      },
      [['unknown', 1000, 3000, '您好。']],
    ],
    [
      'Baidu',
      {
        tasks_info: [
          {
            task_status: 'Success',
            task_result: { detailed_result: [{ res: ['您好'], begin_time: 1000, end_time: 2000 }] },
          },
        ],
      },
      [['unknown', 1000, 2000, '您好']],
    ],
    [
      'Volcengine',
      { result: { text: '您好', utterances: [{ text: '您好', start_time: 1000, end_time: 2000 }] } },
      [['unknown', 1000, 2000, '您好']],
    ],
    [
      'Huawei',
      {
        asr_result: {
          segments: [{ start_time: 1000, end_time: 2000, result: { text: '您好', analysis_info: { role: 'AGENT' } } }],
        },
      },
      [['agent', 1000, 2000, '您好']],
    ],
    [
      'Twilio, a channel for each side',
      {
        sentences: [
          { media_channel: 1, start_time: '1.0', end_time: '2.0', transcript: 'thank you for calling' },
          { media_channel: 2, start_time: 3, end_time: 4, transcript: 'hello' },
        ],
      },
      [
        ['agent', 1000, 2000, 'thank you for calling'],
        ['customer', 3000, 4000, 'hello'],
      ],
    ],
    [
      'Gladia',
      { result: { transcription: { utterances: [{ text: 'hello', start: 1, end: 2, speaker: 0 }] } } },
      [['unknown', 1000, 2000, 'hello']],
    ],
    [
      'ElevenLabs, whose events are no words',
      {
        words: [
          { text: 'Hello', start: 1, end: 2, type: 'word' },
          { text: ' ', start: 2, end: 2, type: 'spacing' },
          { text: '(laughs)', start: 2, end: 3, type: 'audio_event' },
        ],
      },
      [['unknown', 1000, 2000, 'Hello']],
    ],
    [
      'Watson',
      {
        results: [
          {
            alternatives: [
              {
                transcript: 'thank you ',
                timestamps: [
                  ['thank', 1, 1.4],
                  ['you', 1.4, 2],
                ],
              },
            ],
          },
        ],
      },
      [['unknown', 1000, 2000, 'thank you']],
    ],
    [
      'Vosk',
      { text: 'hello', result: [{ conf: 1, start: 1, end: 2, word: 'hello' }] },
      [['unknown', 1000, 2000, 'hello']],
    ],
    [
      'the hosted Whisper asked for words alone',
      { text: 'hi', words: [{ word: 'hi', start: 1, end: 2 }] },
      [['unknown', 1000, 2000, 'hi']],
    ],
  ])('%s', (_, file, expected) => {
    const text = JSON.stringify(file);
    expect(isTranscript(text)).toBe(true);
    expect(turns(text)).toEqual(expected);
  });

  it('with NaN, Infinity and ids of twenty digits, a line for every stretch, or in a list of one', () => {
    expect(turns('{"segments":[{"start":1.0,"end":2.0,"text":"Fine. NaN","avg_logprob":NaN,"x":-Infinity}]}')).toEqual([
      ['unknown', 1000, 2000, 'Fine. NaN'],
    ]);
    const speakers =
      '{"segments":[{"start":1,"end":2,"text":"a","speaker":12345678901234567889},{"start":3,"end":4,"text":"b","speaker":12345678901234567888}]}';
    expect(readTranscript(speakers, CONTEXT).read?.speakers.map(({ name }) => name)).toEqual([
      '12345678901234567889',
      '12345678901234567888',
    ]);
    expect(turns('{"start":1,"end":2,"text":"a"}\n{"start":2,"end":3,"text":"b"}\n')).toEqual([
      ['unknown', 1000, 3000, 'a b'],
    ]);
    expect(turns('[{"segments":[{"start":1,"end":2,"text":"a"}]}]')).toEqual([['unknown', 1000, 2000, 'a']]);
  });
});

describe('the JSON of a maker is refused truthfully', () => {
  it.each<[string, unknown, string, string]>([
    [
      'words without times',
      { results: { channels: [{ alternatives: [{ transcript: 'Hi.' }] }] } },
      'transcript-maker-times',
      'Deepgram',
    ],
    [
      'words without times',
      { results: [{ alternatives: [{ transcript: 'hi' }] }] },
      'transcript-maker-times',
      'Google Speech-to-Text',
    ],
    [
      'words without times',
      { status: 'completed', audio_url: 'u', text: 'hi', words: null },
      'transcript-maker-times',
      'AssemblyAI',
    ],
    ['words without times', { text: 'hi', chunks: [{ text: 'hi' }] }, 'transcript-maker-times', 'transformers.js'],
    ['a job that is not done', { status: 'processing', audio_url: 'u' }, 'transcript-maker-unfinished', 'AssemblyAI'],
    ['a job that is not done', { TaskId: '1', StatusText: 'RUNNING' }, 'transcript-maker-unfinished', 'Aliyun'],
    ['another form', { conversations: [] }, 'transcript-maker-unknown', 'Azure Conversation Analysis'],
  ])('%s: %j', (_, file, code, maker) => {
    const text = JSON.stringify(file);
    expect(isTranscript(text)).toBe(true);
    expect(problem(text)).toMatchObject({ code, params: { maker } });
  });

  it('where it is nested without end, before anything walks it, and where a key would be lost', () => {
    expect(problem(`{"segments":\n${'['.repeat(1_000_000)}`)).toEqual({
      code: 'too-deep',
      params: { limit: 64 },
    });
    expect(problem('{"segments":[{"start":1,"end":2,\n"text":"a","text":"b"}]}')).toEqual({
      code: 'transcript-json-twice',
      params: { line: 2, key: 'text' },
    });
  });

  it('and chats are no transcripts', () => {
    expect(isTranscript('[{"external_id":"1","turns":[{"speaker":"agent","text":"x"}]}]')).toBe(false);
    expect(isTranscript('{"external_id":"1","text":"a","turns":[]}')).toBe(false);
  });
});
