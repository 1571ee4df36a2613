// Generated conversations, written the way programs and people write them. The content is known for every format, so
// the result can be compared with it word by word and time by time. Every word occurs once per conversation, so a lost
// one is noticed.

export type Line = { start_ms: number; end_ms: number; who: 0 | 1; text: string };
export type Conversation = { lines: Line[]; chinese: boolean };

/** Pseudo-random numbers, the same for a seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const pick = <T>(chance: () => number, from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;

const SYLLABLES = [
  'ba',
  'den',
  'fi',
  'gor',
  'ha',
  'jun',
  'ka',
  'lom',
  'mi',
  'nor',
  'pe',
  'quil',
  'ras',
  'sto',
  'tu',
  'vel',
  'wim',
  'yar',
  'zed',
];

/** A word for a number: no two numbers have the same, none is a part of another, and none is a word of a rule. */
const wordFor = (n: number): string =>
  `${SYLLABLES[n % 19]}${SYLLABLES[Math.floor(n / 19) % 19]}${SYLLABLES[Math.floor(n / 361) % 19]}x`;
/** Characters in daily use from U+4E94 on, none of them in a rule. */
const characterFor = (n: number): string => String.fromCharCode(0x5ea0 + n);

export function conversation(seed: number): Conversation {
  const chance = random(seed);
  const chinese = chance() < 0.4;
  const lines: Line[] = [];
  let at = Math.round(chance() * 2000);
  let next = Math.floor(chance() * 300);
  for (let i = 0; i < 4 + chance() * 8; i++) {
    const words = 2 + Math.floor(chance() * 6);
    const length = 600 + Math.round(chance() * 3000);
    const said = Array.from({ length: words }, () => (chinese ? characterFor(next++) : wordFor(next++)));
    const text = chinese ? `${said.join('')}。` : `${said.join(' ')}.`;
    lines.push({ start_ms: at, end_ms: at + length, who: (i % 2) as 0 | 1, text });
    at += length + 100 + Math.round(chance() * 2500);
  }
  return { lines, chinese };
}

/** The words of a text: letters and figures between what is neither, a Chinese character alone. */
export const wordsIn = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? [];

// --- Captions ------------------------------------------------------------------------------------------------------

const two = (n: number): string => String(n).padStart(2, '0');
function stamp(ms: number, { point = ',', hours = true }: { point?: string; hours?: boolean } = {}): string {
  const s = Math.floor(ms / 1000);
  const h = Math.floor(s / 3600);
  const front = hours || h > 0 ? `${two(h)}:` : '';
  return `${front}${two(Math.floor(s / 60) % 60)}:${two(s % 60)}${point}${String(ms % 1000).padStart(3, '0')}`;
}

const wide = (text: string): string => text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

const ARROWS = [
  ' --> ',
  ' --&gt; ',
  '-->',
  ' -> ',
  ' → ',
  ' —> ',
  ' ==> ',
  ' - -> ',
  ' ---> ',
  '\t-->\t',
  ' => ',
  ' –> ',
];
const NAMES = [
  ['Agent', 'Customer'],
  ['客服', '客户'],
  ['Customer Service', 'Ravi'],
  ['坐席01', '来电'],
  ['Dana Lindgren', 'Ravi Patel'],
  ['Speaker 1', 'Speaker 2'],
  ['客户经理', '王先生'],
] as const;

export type Written = {
  text: string;
  /** How far times may be from what was said: whole seconds, a rolled line. */
  within_ms: number;
  /** Whether the sides are known, so that each has its own turns. */
  named: boolean;
};

/** Captions as some program writes them: each habit at random. */
export function captions({ lines }: Conversation, seed: number): Written {
  const chance = random(seed + 7_000_000);
  const vtt = chance() < 0.5;
  const [arrow, names] = [pick(chance, ARROWS), pick(chance, NAMES)];
  const point = vtt ? '.' : pick(chance, [',', '.']);
  const full = chance() < 0.1;
  const whole = chance() < 0.1;
  const numbered = chance() < 0.8;
  const spaced = chance() < 0.1;
  const blankInside = chance() < 0.2;
  const blankAfterTimes = chance() < 0.2;
  const blankAfterNumber = chance() < 0.1;
  const tight = chance() < 0.1 && numbered;
  const style = pick(chance, ['none', 'colon', 'wide-colon', 'bracket', 'dash', 'tag', 'alone', 'angle'] as const);
  const settings = vtt && chance() < 0.3 ? ' align:start position:0%' : '';
  const ids = vtt && chance() < 0.2;
  const time = (ms: number): string => {
    let text = whole
      ? stamp(Math.floor(ms / 1000) * 1000).slice(0, 8)
      : stamp(ms, { point, hours: !vtt || chance() < 0.5 });
    if (spaced) text = text.replaceAll(':', ' : ');
    return full ? wide(text) : text;
  };
  const named = (who: 0 | 1, text: string): string => {
    const name = names[who];
    if (style === 'colon') return `${name}: ${text}`;
    if (style === 'wide-colon') return `${name}：${text}`;
    if (style === 'bracket') return `[${name}] ${text}`;
    if (style === 'dash') return `- ${name}: ${text}`;
    if (style === 'angle') return `>> ${name.toUpperCase()}: ${text}`;
    if (style === 'alone') return `${name}:\n${text}`;
    return style === 'tag' ? `<v ${name}>${text}</v>` : text;
  };
  const cues = lines.map(({ start_ms, end_ms, who, text }, i) => {
    const [half, rest] = inTwo(text);
    const body = blankInside && i % 2 === 0 && rest !== '' ? `${named(who, half)}\n\n${rest}` : named(who, text);
    const id = ids ? `a1b2c3d4-${i}/17-0\n` : numbered ? `${i + 1}\n${blankAfterNumber ? '\n' : ''}` : '';
    const decorated = chance() < 0.2 && style !== 'bracket' ? body.replace(text, `<i>${text}</i>`) : body;
    return `${id}${time(start_ms)}${arrow}${time(end_ms)}${settings}\n${blankAfterTimes ? '\n' : ''}${decorated}`;
  });
  const head = vtt ? `WEBVTT${pick(chance, ['', ' - made', '\nKind: captions\nLanguage: en'])}\n\n` : '';
  const note = vtt && chance() < 0.3 ? 'NOTE made for a test\n\nSTYLE\n::cue { color: white }\n\n' : '';
  const text = `${head}${note}${cues.join(tight ? '\n' : pick(chance, ['\n\n', '\n\n\n', '\n \n']))}\n`;
  return { text, within_ms: whole ? 1000 : 1, named: style !== 'none' };
}

function inTwo(text: string): [string, string] {
  const middle = Math.floor(text.length / 2);
  const at = text.includes(' ') ? text.indexOf(' ', middle) : middle;
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at).trim()];
}

/** Rolling captions of a video platform: the line before stays on the screen. */
export function rollingCaptions({ lines }: Conversation): Written {
  const cues = lines.flatMap(({ start_ms, end_ms, text }, i) => {
    const before = lines[i - 1]?.text;
    const until = lines[i + 1]?.start_ms ?? end_ms;
    const shown = before === undefined ? text : `${before}\n${text}`;
    return [
      `${stamp(start_ms, { point: '.' })} --> ${stamp(until - 10, { point: '.' })} align:start\n${shown}`,
      `${stamp(until - 10, { point: '.' })} --> ${stamp(until, { point: '.' })} align:start\n${text}`,
    ];
  });
  return { text: `WEBVTT\n\n${cues.join('\n\n')}\n`, within_ms: 10, named: false };
}

// --- JSON ----------------------------------------------------------------------------------------------------------

type Maker = (conversation: Conversation) => unknown;

const seconds = (ms: number): number => ms / 1000;
const labels = ['A', 'B'] as const;

/** Every maker's shape with what was said, when, and by whom. */
export const MAKERS: Record<string, Maker> = {
  whisper: ({ lines }) => ({
    text: '',
    segments: lines.map(({ start_ms, end_ms, text }, id) => ({
      id,
      start: seconds(start_ms),
      end: seconds(end_ms),
      text: ` ${text}`,
    })),
    language: 'en',
  }),
  whisperx: ({ lines }) => ({
    segments: lines.map(({ start_ms, end_ms, text, who }) => ({
      start: seconds(start_ms),
      end: seconds(end_ms),
      text,
      speaker: `SPEAKER_0${who}`,
    })),
  }),
  'whisper.cpp': ({ lines }) => ({
    transcription: lines.map(({ start_ms, end_ms, text }) => ({
      offsets: { from: start_ms, to: end_ms },
      text: ` ${text}`,
    })),
  }),
  chunks: ({ lines }) => ({
    text: '',
    chunks: lines.map(({ start_ms, end_ms, text }, i) => ({
      timestamp: [seconds(start_ms), i === lines.length - 1 ? null : seconds(end_ms)],
      text,
    })),
  }),
  'contact-lens': ({ lines }) => ({
    Participants: [
      { ParticipantId: 'a', ParticipantRole: 'AGENT' },
      { ParticipantId: 'c', ParticipantRole: 'CUSTOMER' },
    ],
    Transcript: lines.map(({ start_ms, end_ms, text, who }, i) => ({
      BeginOffsetMillis: start_ms,
      EndOffsetMillis: end_ms,
      Content: text,
      Id: `${i}`,
      ParticipantId: who === 0 ? 'a' : 'c',
    })),
  }),
  'azure-batch': ({ lines }) => ({
    recognizedPhrases: lines.map(({ start_ms, end_ms, text, who }) => ({
      recognitionStatus: 'Success',
      channel: who,
      offsetInTicks: start_ms * 10_000,
      durationInTicks: (end_ms - start_ms) * 10_000,
      nBest: [{ confidence: 0.9, display: text }],
    })),
  }),
  'azure-fast': ({ lines }) => ({
    combinedPhrases: [],
    phrases: lines.map(({ start_ms, end_ms, text, who }) => ({
      offsetMilliseconds: start_ms,
      durationMilliseconds: end_ms - start_ms,
      text,
      speaker: who,
    })),
  }),
  assemblyai: ({ lines }) => ({
    status: 'completed',
    utterances: lines.map(({ start_ms, end_ms, text, who }) => ({
      speaker: labels[who],
      text,
      start: start_ms,
      end: end_ms,
      words: [],
    })),
  }),
  google: ({ lines }) => ({
    results: lines.map(({ start_ms, end_ms, text }) => ({
      alternatives: [
        {
          transcript: text,
          words: spread(text, start_ms, end_ms).map(([word, from, to]) => ({
            word,
            startTime: `${seconds(from)}s`,
            endTime: `${seconds(to)}s`,
          })),
        },
      ],
    })),
  }),
  deepgram: ({ lines }) => ({
    results: {
      channels: [
        {
          alternatives: [
            {
              transcript: '',
              words: lines.flatMap(({ start_ms, end_ms, text, who }) =>
                spread(text, start_ms, end_ms).map(([word, from, to]) => ({
                  word,
                  start: seconds(from),
                  end: seconds(to),
                  speaker: who,
                })),
              ),
            },
          ],
        },
      ],
    },
  }),
  rev: ({ lines }) => ({
    monologues: lines.map(({ start_ms, end_ms, text, who }) => ({
      speaker: who,
      elements: spread(text, start_ms, end_ms).flatMap(([value, from, to]) => [
        { type: 'text', value, ts: seconds(from), end_ts: seconds(to) },
        { type: 'punct', value: ' ' },
      ]),
    })),
  }),
  aliyun: ({ lines }) => ({
    StatusText: 'SUCCESS',
    Result: {
      Sentences: lines.map(({ start_ms, end_ms, text, who }) => ({
        BeginTime: start_ms,
        EndTime: end_ms,
        Text: text,
        ChannelId: who,
      })),
    },
  }),
  sca: ({ lines }) => ({
    Data: {
      Dialogues: {
        Dialogue: lines.map(({ start_ms, end_ms, text, who }) => ({
          Begin: start_ms,
          End: end_ms,
          Words: text,
          Role: who === 0 ? '客服' : '客户',
        })),
      },
    },
  }),
  tencent: ({ lines }) => ({
    Response: {
      Data: {
        StatusStr: 'success',
        ResultDetail: lines.map(({ start_ms, end_ms, text, who }) => ({
          FinalSentence: text,
          StartMs: start_ms,
          EndMs: end_ms,
          SpeakerId: who,
        })),
      },
    },
  }),
  speechmatics: ({ lines }) => ({
    results: lines.flatMap(({ start_ms, end_ms, text, who }) =>
      spread(text, start_ms, end_ms).map(([content, from, to]) => ({
        type: 'word',
        start_time: seconds(from),
        end_time: seconds(to),
        alternatives: [{ content, confidence: 0.9, speaker: `S${who + 1}` }],
      })),
    ),
  }),
  genesys: ({ lines }) => ({
    startTime: 1_760_000_000_000,
    transcripts: [
      {
        language: 'en',
        phrases: lines.map(({ start_ms, end_ms, text, who }) => ({
          text,
          startTimeMs: 1_760_000_000_000 + start_ms,
          duration: { milliseconds: end_ms - start_ms },
          participantPurpose: who === 0 ? 'internal' : 'external',
        })),
      },
    ],
  }),
};

/** Makers who write every word in one place: where one of two is damaged, the other is no loss. */
export const SAID_ONCE = Object.keys(MAKERS).filter((name) => name !== 'google');

/** Words of a line with times of their own, the first at its beginning. */
function spread(text: string, start_ms: number, end_ms: number): [string, number, number][] {
  const words = text.includes(' ') ? text.split(' ') : text.split(/(?=\p{Script=Han})/u);
  const step = (end_ms - start_ms) / words.length;
  return words.map((word, i) => [word, Math.round(start_ms + i * step), Math.round(start_ms + (i + 1) * step)]);
}

// --- What becomes of files -----------------------------------------------------------------------------------------

const LINES = [
  '00:00:0',
  '-->',
  '',
  '12',
  '[Music]',
  'NOTE',
  '<v ',
  '{',
  '♪',
  '00:00:99,000 --> 00:01:00,000',
  '"',
  '&amp;',
  '>>',
];

/** One thing goes wrong in a text: a line or some characters gone, doubled, moved, or something put in. */
export function damaged(text: string, seed: number): string {
  const chance = random(seed + 9_000_000);
  const lines = text.split('\n');
  const [at, to] = [Math.floor(chance() * lines.length), Math.floor(chance() * lines.length)];
  const place = Math.floor(chance() * text.length);
  switch (Math.floor(chance() * 9)) {
    case 0:
      return lines.toSpliced(at, 1).join('\n');
    case 1:
      return lines.toSpliced(at, 0, lines[at] ?? '').join('\n');
    case 2:
      return lines.toSpliced(to, 0, lines[at] ?? '').join('\n');
    case 3:
      return lines.toSpliced(at, 0, pick(chance, LINES)).join('\n');
    case 4:
      return text.slice(0, place) + text.slice(place + 1 + Math.floor(chance() * 6));
    case 5:
      return text.slice(0, place) + pick(chance, LINES) + text.slice(place);
    case 6:
      return text.slice(0, place);
    case 7:
      return lines.map((line, i) => (i === at ? ` ${line}\t` : line)).join('\n');
    default:
      return text.replace(/\d/g, (one, offset: number) =>
        Math.abs(offset - place) < 3 ? String((Number(one) + 3) % 10) : one,
      );
  }
}
