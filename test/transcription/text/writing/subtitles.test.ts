import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cuesOf, toSrt, toVtt } from '../../../../transcription/text/writing/subtitles.ts';
import type { Speaker, Turn, Word } from '../../../../transcription/transcript/transcript.ts';
import { joinWords } from '../../../../transcription/transcript/words.ts';

/** A turn whose words take 300 ms each, with a pause before those that begin with `|`. */
function turn(speaker: Speaker, start_ms: number, ...texts: string[]): Turn {
  let at = start_ms;
  const words = texts.map((text): Word => {
    if (text.startsWith('|')) at += 1000;
    at += 300;
    return { text: text.replace('|', ''), start_ms: at - 300, end_ms: at, confidence: 0.9 };
  });
  return { speaker, channel: 0, start_ms, end_ms: at, text: joinWords(words), confidence: 0.9, words };
}

const sayings = fc.array(
  fc.record({
    speaker: fc.constantFrom<Speaker>('agent', 'customer', 'unknown', 'speaker-3'),
    start_ms: fc.nat(3_700_000),
    texts: fc.array(
      fc.constantFrom('one', 'two.', 'fourteen', '|well,', 'a<b', '-->', '您', '好。', '|退款', 'internationalisation'),
      {
        minLength: 1,
        maxLength: 40,
      },
    ),
  }),
  { maxLength: 6 },
);

describe('subtitles', () => {
  it('hold every word once, in its order', () => {
    fc.assert(
      fc.property(sayings, (given) => {
        for (const { speaker, start_ms, texts } of given) {
          const one = turn(speaker, start_ms, ...texts);
          const shown = cuesOf([one]).map(({ lines }) => joinWords(lines.map((text) => ({ text }))));
          expect(joinWords(shown.map((text) => ({ text })))).toBe(one.text);
        }
      }),
    );
  });

  it('are two lines and seven seconds at most, in order, and each ends after it begins', () => {
    fc.assert(
      fc.property(sayings, (given) => {
        const cues = cuesOf(given.map(({ speaker, start_ms, texts }) => turn(speaker, start_ms, ...texts)));
        let last = 0;
        for (const { start_ms, end_ms, lines } of cues) {
          expect(start_ms).toBeGreaterThanOrEqual(last);
          expect(end_ms).toBeGreaterThan(start_ms);
          expect(end_ms - start_ms).toBeLessThanOrEqual(7000);
          expect(lines.length).toBeLessThanOrEqual(2);
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(84);
          last = start_ms;
        }
      }),
    );
  });

  it('are cut where there is a pause, and after a sentence', () => {
    const [first, second, third] = cuesOf([
      turn('agent', 1000, 'Thank', 'you', 'for', 'calling', 'Larkfield', 'Home.', 'This', 'is', 'Grace.', '|Hello?'),
    ]);
    expect(first?.lines).toEqual(['Thank you for calling Larkfield Home.']);
    expect(second?.lines).toEqual(['This is Grace.']);
    expect(third).toMatchObject({ lines: ['Hello?'], start_ms: 4700, end_ms: 5500 });
  });

  it('count a Chinese character as two columns', () => {
    const cues = cuesOf([turn('agent', 0, ...'您好这里是云帆家居请问有什么可以帮您请说一下订单号')]);
    expect(cues[0]?.lines.map((line) => line.length)).toEqual([11, 12]);
    expect(cues).toHaveLength(2);
    const fast = turn('agent', 0, ...'您好这里是云帆家居请问有什么可以帮您请说一下订单号'.repeat(2));
    const words = fast.words.map((word, i) => ({ ...word, start_ms: i * 100, end_ms: i * 100 + 100 }));
    for (const { lines } of cuesOf([{ ...fast, words }])) {
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(21);
    }
  });

  it('of turns without words share their time among the text', () => {
    const whole = turn(
      'customer',
      0,
      ...'the parcel has not arrived and nobody told me anything about it for nine days'.split(' '),
    );
    const cues = cuesOf([{ ...whole, words: [] }]);
    expect(cues.map(({ lines }) => lines.join(' ')).join(' ')).toBe(whole.text);
    expect(cues.at(-1)?.end_ms).toBe(whole.end_ms);
  });
});

describe('SRT', () => {
  it('numbers its cues and names the speaker where a turn begins', () => {
    const turns = [turn('agent', 3_723_004, 'Hello.'), turn('customer', 3_724_000, 'Good', '|morning', '-->')];
    expect(toSrt({ turns })).toBe(
      '1\n01:02:03,004 --> 01:02:03,804\nagent: Hello.\n\n' +
        '2\n01:02:04,000 --> 01:02:04,800\ncustomer: Good\n\n' +
        '3\n01:02:05,300 --> 01:02:06,100\nmorning →\n\n',
    );
  });

  it('of nothing is nothing', () => {
    expect(toSrt({ turns: [] })).toBe('');
  });
});

describe('WebVTT', () => {
  it('has a voice in every cue and no character that it would read as its own', () => {
    const turns = [turn('unknown', 0, 'R&D', '<b>', '-->')];
    expect(toVtt({ turns })).toBe('WEBVTT\n\n00:00:00.000 --> 00:00:00.900\n<v speaker-1>R&amp;D &lt;b&gt; --&gt;\n');
  });

  it('may say in its header what it is of', () => {
    expect(toVtt({ turns: [] }, 'call\n--> 1.wav')).toBe('WEBVTT - call → 1.wav\n');
  });
});
