import { describe, expect, it } from 'vitest';
import { readTranscript } from '../../../transcription/import/transcript-file.ts';

const CONTEXT = { agent_channel: null, language: null, duration_ms: null };
const problem = (text: string) => readTranscript(text, CONTEXT).problem;

function read(text: string) {
  const result = readTranscript(text, CONTEXT);
  if (result.read === null) throw new Error(JSON.stringify(result.problem));
  return result.read;
}

const said = (text: string): string =>
  read(text)
    .turns.map((turn) => turn.text)
    .join(' / ');
const spoken = (text: string): string[] => read(text).turns.map((turn) => `${turn.speaker}: ${turn.text}`);
const starts = (text: string): number[] => read(text).turns.flatMap(({ words }) => words.map((word) => word.start_ms));

/** Two cues with a line of times of one's own. */
const srt = (times: string): string => `1\n00:00:01,000 --> 00:00:02,000\none\n\n2\n${times}\ntwo\n`;

describe('the line of times', () => {
  it.each([
    '00：00：05,000 --> 00：00：07,000',
    '００：００：０５，０００ －－＞ ００：００：０７，０００',
    '00:00:05,000 --&gt; 00:00:07,000',
    '00:00:05,000 -> 00:00:07,000',
    '00:00:05,000 → 00:00:07,000',
    '00:00:05,000 —> 00:00:07,000',
    '00:00:05.000==>00:00:07.000',
    '00:00:05 --> 00:00:07',
    '0:05 --> 0:07',
    '00:05.0 --> 00:07.00',
    '00 : 00 : 05 , 000 --> 00 : 00 : 07 , 000',
    '00:00:05:000 --> 00:00:07:000',
    '00.00.05.000 --> 00.00.07.000',
    '[00:00:05.000 --> 00:00:07.000]',
    '0:00:05.000,0:00:07.000',
    '00:00:05,000 --> 00:00:07,000 X1:10 X2:20 Y1:1 Y2:2',
  ])('is read as people and programs write it: %s', (times) => {
    const { turns } = read(srt(times));
    expect(said(srt(times))).toBe('one / two');
    expect(turns.at(-1)).toMatchObject({ start_ms: 5000, end_ms: 7000 });
  });

  it.each([
    '00:00:05,000 -->',
    '-00:00:05,000 --> 00:00:07,000',
    '00:00:07,000 --> 00:00:05,000',
    '00:00:65,000 --> 00:00:67,000',
    '0O:00:05,000 --> 00:00:07,000',
    '00:00:05:12 --> 00:00:07:13',
    'five --> 00:00:07,000',
    '00:00:05,000',
  ])('is refused with its line where it cannot be read: %s', (times) => {
    expect(problem(srt(times))).toMatchObject({ code: 'transcript-cue', params: { line: 6, text: times } });
  });

  it('may have the cue’s number glued to it, and words behind it', () => {
    expect(read('100:00:01,000 --> 00:00:02,000\none\n\n200:00:05,000 --> 00:00:07,000\ntwo\n').turns).toMatchObject([
      { start_ms: 1000, text: 'one' },
      { start_ms: 5000, text: 'two' },
    ]);
    expect(said('[00:00:01.000 --> 00:00:02.000]  Thank you.\n[00:00:05.000 --> 00:00:07.000]  Goodbye.\n')).toBe(
      'Thank you. / Goodbye.',
    );
  });

  it('is not text about times and arrows', () => {
    const text = srt('00:00:05,000 --> 00:00:07,000').replace('two', 'Go to Settings --> Account, 10:30 - 11:45');
    expect(said(text)).toBe('one / Go to Settings --> Account, 10:30 - 11:45');
  });
});

describe('between two lines of times nothing is left out', () => {
  it.each([
    [
      'a blank line inside a cue',
      '1\n00:00:01,000 --> 00:00:02,000\none\n\ntwo\n\n2\n00:00:03,000 --> 00:00:04,000\nthree\n',
    ],
    [
      'a blank line after the times',
      'WEBVTT\n\n00:01.000 --> 00:02.000\n\none two\n\n00:03.000 --> 00:04.000\n\nthree\n',
    ],
    ['no blank lines at all', '1\n00:00:01,000 --> 00:00:02,000\none two\n2\n00:00:03,000 --> 00:00:04,000\nthree\n'],
    ['no numbers', '00:00:01,000 --> 00:00:02,000\none\ntwo\n\n00:00:03,000 --> 00:00:04,000\nthree\n'],
    ['a number twice', '1\n00:00:01,000 --> 00:00:02,000\none two\n\n2\n2\n00:00:03,000 --> 00:00:04,000\nthree\n'],
    ['a number apart', '1\n\n00:00:01,000 --> 00:00:02,000\none two\n\n2\n\n00:00:03,000 --> 00:00:04,000\nthree\n'],
    ['only CR', '1\r00:00:01,000 --> 00:00:02,000\rone two\r\r2\r00:00:03,000 --> 00:00:04,000\rthree\r'],
    ['ids', 'WEBVTT\n\na1-b2/1-0\n00:01.000 --> 00:02.000\none two\n\na1-b2/2-0\n00:03.000 --> 00:04.000\nthree\n'],
    [
      'notes and styles',
      'WEBVTT\n\nNOTE not said\n\nSTYLE\n::cue {\n\ncolor: red }\n\n00:01.000 --> 00:02.000\none two three\n',
    ],
  ])('%s', (_, text) => {
    expect(said(text).replaceAll(' / ', ' ')).toBe('one two three');
  });

  it('a number that is said stays: cues are numbered one by one', () => {
    const text =
      '1\n00:00:01,000 --> 00:00:02,000\nHow many?\n\n2\n00:00:03,000 --> 00:00:04,000\n42\n\n3\n00:00:05,000 --> 00:00:06,000\nThank you.\n';
    expect(said(text)).toBe('How many? 42 Thank you.');
  });

  it('text above the first times is refused with its line', () => {
    expect(problem('I was charged twice.\n\n1\n00:00:01,000 --> 00:00:02,000\none\n')).toMatchObject({
      code: 'transcript-stray',
      params: { line: 1 },
    });
  });

  it('entities, tags and positions are no words', () => {
    const text =
      'WEBVTT\n\n00:01.000 --> 00:02.000\n{\\an8}<c.yellow>A &amp; B</c>&nbsp;<font color="red">&lt;now&gt;</font> &#39;x&#x27; 3 < 4\n';
    expect(said(text)).toBe("A & B <now> 'x' 3 < 4");
  });

  it('a line of a hundred thousand tags is read in proportion to it', () => {
    for (const unit of ['<v ', '<', '<c', '&', '[', '(', '{\\', '♪', '*', '- ', 'Name: ', '>>']) {
      expect(read(`WEBVTT\n\n00:01.000 --> 00:02.000\nword ${unit.repeat(100_000)}\n`).turns.length).toBe(1);
    }
  });
});

describe('who speaks in captions', () => {
  const cues = (...bodies: string[]): string =>
    `WEBVTT\n\n${bodies.map((body, i) => `${i + 1}\n00:${10 + 3 * i}.000 --> 00:${11 + 3 * i}.000\n${body}\n`).join('\n')}`;

  it.each([
    ['voice tags', ['<v Agent>one', '<v Customer>two']],
    ['names and colons', ['Agent: one', 'Customer: two']],
    ['full-width colons', ['客服：one', '客户：two']],
    ['names in brackets', ['[Agent] one', '[Customer] two']],
    ['names in round brackets', ['(Agent) one', '(Customer) two']],
    ['dashes', ['- Agent: one', '- Customer: two']],
    ['broadcast’s angle brackets', ['>> AGENT: one', '&gt;&gt; CUSTOMER: two']],
    ['names on lines of their own', ['Agent:\none', 'Customer:\ntwo']],
    ['numbers of members of staff', ['工号123：one', '来电：two']],
  ])('is named by %s', (_, bodies) => {
    expect(spoken(cues(...bodies))).toEqual(['agent: one', 'customer: two']);
  });

  it('is named by Webex’s cue names', () => {
    const text =
      'WEBVTT\n\n1 "Agent Dana" (123)\n00:01.000 --> 00:02.000\none\n\n2 "Ravi" (456)\n00:03.000 --> 00:04.000\ntwo\n';
    expect(spoken(text)).toEqual(['agent: one', 'customer: two']);
  });

  it('a name that comes once is a name where the others have theirs', () => {
    const bodies = [
      'Dana Lindgren: one',
      'Ravi Patel: two',
      'Dana Lindgren: three',
      'Priya Shah: four',
      'Ravi Patel: five',
    ];
    expect(spoken(cues(...bodies)).map((line) => line.split(': ')[1])).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(new Set(read(cues(...bodies)).turns.map(({ speaker }) => speaker)).size).toBe(3);
  });

  it('a name holds until the next one', () => {
    expect(spoken(cues('Agent: one', 'two', 'Customer: three'))).toEqual([
      'agent: one',
      'agent: two',
      'customer: three',
    ]);
  });

  it('a sentence with a colon keeps its words', () => {
    expect(said(cues('Agent: hello', 'Remember: the code is 12', 'I was charged twice: once on Monday'))).toContain(
      'Remember: the code is 12',
    );
  });
});

describe('captions that roll', () => {
  const vtt = (...cues: [string, string, string][]): string =>
    `WEBVTT\n\n${cues.map(([from, to, body]) => `00:${from} --> 00:${to}\n${body}\n`).join('\n')}`;

  it('have every word once, when it was first shown', () => {
    const text = vtt(
      ['00.640', '02.389', 'thank<00:00:00.800><c> you</c>'],
      ['02.389', '02.399', 'thank you'],
      ['02.399', '04.070', 'thank you\nfor<00:00:02.800><c> calling</c>'],
      ['04.070', '04.080', 'for calling'],
    );
    expect(said(text)).toBe('thank you for calling');
    expect(starts(text)).toEqual([640, 800, 2399, 2800]);
    expect(read(text).repeated).toBe(3);
  });

  it('may grow word by word', () => {
    const text = vtt(
      ['01.000', '01.500', 'thank'],
      ['01.500', '02.000', 'thank you'],
      ['02.000', '02.500', 'thank you for'],
      ['02.500', '03.000', 'thank you for calling'],
    );
    expect(said(text)).toBe('thank you for calling');
    expect(starts(text)).toEqual([1000, 1500, 2000, 2500]);
  });

  it('keep what is said twice', () => {
    const rolled = vtt(
      ['01.000', '02.000', 'yes'],
      ['02.000', '03.000', 'yes\nno'],
      ['03.000', '04.000', 'no\nno'],
      ['04.000', '05.000', 'no\nno'],
    );
    expect(said(rolled)).toBe('yes no no no');
    const plain = vtt(['01.000', '02.000', 'No.'], ['02.000', '03.000', 'No.'], ['03.000', '04.000', 'No.']);
    expect(said(plain)).toBe('No. No. No.');
  });
});
