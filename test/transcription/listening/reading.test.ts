import { describe, expect, it } from 'vitest';
import { ownLanguage, shareSpeech } from '../../../transcription/listening/language.ts';
import { fillSpeech, readMissed } from '../../../transcription/listening/reading.ts';
import { packWindows } from '../../../transcription/listening/windows.ts';
import { RATE, type Span } from '../../../transcription/sound/span.ts';

const word = (text: string, start_ms: number, end_ms: number, logprob = -0.1) => ({ text, start_ms, end_ms, logprob });
const span = (from: number, to: number): Span => ({ start: from * RATE, end: to * RATE });

describe('words of a stretch of speech', () => {
  it('begin and end with the voice, within reason', () => {
    const [first, last] = fillSpeech([word('Good', 1300, 1500), word('day', 1500, 1700)], [span(1, 2)]);
    expect(first?.start_ms).toBe(1000);
    expect(last?.end_ms).toBe(2000);
    const [far] = fillSpeech([word('late', 5000, 5200)], [span(1, 9)]);
    expect(far).toMatchObject({ start_ms: 4200, end_ms: 5700 });
  });

  it('keep their places inside it', () => {
    const words = [word('a', 900, 1300), word('b', 1400, 1500), word('c', 1600, 1950)];
    expect(fillSpeech(words, [span(1, 2)])[1]).toEqual(words[1]);
  });
});

describe('speech that came back without words', () => {
  const speech = [span(1, 3), span(5, 7.5), span(9, 12), span(13, 16), span(17, 20)];
  const [window] = packWindows(speech, 21 * RATE, []);
  const words = speech
    .filter((_, i) => i !== 1)
    .flatMap(({ start, end }) =>
      Array.from({ length: (end - start) / RATE }, (_, i) =>
        word('x', (start / RATE + i) * 1000, (start / RATE + i + 1) * 1000),
      ),
    );
  if (!window) throw new Error('no window');

  it('is tried once more, and its words go where they were said', async () => {
    const asked: Span[] = [];
    const all = await readMissed([{ window, words }], async ({ speech: own }) => {
      asked.push(...own);
      return [word('found', 5200, 5600)];
    });
    expect(asked).toEqual([span(5, 7.5)]);
    expect(all.map(({ text }) => text).indexOf('found')).toBe(2);
    expect(all).toHaveLength(words.length + 1);
  });

  it('stays without words if the second attempt is uncertain or repeats existing words', async () => {
    expect(await readMissed([{ window, words }], async () => [word('uh', 5200, 5600, -1.2)])).toEqual(words);
    expect(await readMissed([{ window, words }], async () => [word('x', 2200, 2600)])).toEqual(words);
  });

  it('is not tried if there is none', async () => {
    const whole = [...words, word('y', 5000, 6000), word('y', 6000, 7000), word('y', 7000, 7500)];
    const all = whole.sort((a, b) => a.start_ms - b.start_ms);
    expect(await readMissed([{ window, words: all }], () => Promise.reject(new Error('asked')))).toEqual(all);
  });
});

describe('the language of a window', () => {
  it('is its own where it is sure and long enough', () => {
    const shares = new Map([
      ['en', 0.04],
      ['zh', 0.96],
    ]);
    expect(ownLanguage({ weight: 5 * RATE, shares })).toBe('zh');
    expect(ownLanguage({ weight: 2 * RATE, shares })).toBeNull();
    expect(ownLanguage({ weight: 5 * RATE, shares: new Map([['zh', 0.9]]) })).toBeNull();
  });

  it('counts in the recording by the speech in it', () => {
    expect(
      shareSpeech([
        ['en', 3],
        ['zh', 4],
        ['en', 2],
      ]),
    ).toEqual(['en', 'zh']);
    expect(shareSpeech([])).toEqual([]);
  });
});
