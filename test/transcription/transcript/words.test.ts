import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignRows } from '../../../transcription/listening/align.ts';
import { simplify } from '../../../transcription/listening/chinese.ts';
import { doubtWords, dropLoops, findLoop } from '../../../transcription/listening/doubt.ts';
import { joinWords, type TimedWord, tokensToWords } from '../../../transcription/transcript/words.ts';

/** Tokens whose ids index their own bytes, 100 ms each. */
function wordsFrom(
  pieces: readonly (string | number[])[],
  pauses: { start_ms: number; end_ms: number }[] = [],
): TimedWord[] {
  const bytes = pieces.map((piece) => (typeof piece === 'string' ? [...new TextEncoder().encode(piece)] : piece));
  const decode = (ids: number[]): string =>
    new TextDecoder().decode(Uint8Array.from(ids.flatMap((id) => bytes[id] ?? [])));
  const tokens = pieces.map((_, id) => ({ id, start_ms: id * 100, end_ms: (id + 1) * 100, logprob: -0.1 * (id + 1) }));
  return tokensToWords(tokens, decode, pauses);
}

const said = (line: string, logprob = -0.2): TimedWord[] =>
  line.split(' ').map((text, i) => ({ text, start_ms: i * 300, end_ms: i * 300 + 250, logprob }));

describe('full-width letters', () => {
  it('and digits are written in the usual way', () => {
    expect(joinWords(wordsFrom(['按', 'Ａ', 'Ｂ', 'Ｃ', '到', '１', '２', '楼', '。']))).toBe('按ABC到12楼。');
    expect(joinWords(wordsFrom([' Room', ' Ｂ', '１２', ' please', '.']))).toBe('Room B12 please.');
  });

  it('alone are a comma that the model missed', () => {
    expect(joinWords(wordsFrom(['没', 'Ｇ', '没', '有', 'Ｇ']))).toBe('没，没有，');
    expect(joinWords(wordsFrom(['您', '好', '４', '这', '里', '１', '2']))).toBe('您好，这里12');
    expect(joinWords(wordsFrom([' Goodbye', '＇', ' have', ' a', ' nice', ' day']))).toBe('Goodbye, have a nice day');
  });

  it('leave the punctuation of Chinese as it is', () => {
    expect(joinWords(wordsFrom(['好', '，', '（', '是', '）', '吗', '？']))).toBe('好，（是）吗？');
  });
});

describe('words from tokens', () => {
  it('begin at a blank and take their punctuation along', () => {
    expect(wordsFrom([' Thank', ' you', ',', ' Lark', 'field', '.']).map(({ text }) => text)).toEqual([
      'Thank',
      'you,',
      'Larkfield.',
    ]);
  });

  it('are as long as their letters, not their punctuation', () => {
    expect(wordsFrom([' Sure', '.', ' Bye'])).toMatchObject([
      { start_ms: 0, end_ms: 100 },
      { start_ms: 200, end_ms: 300 },
    ]);
  });

  it('are two numbers if the model wrote them as one across a long pause', () => {
    const pieces = [' 555', '-', '77', '93', '06', '.'];
    expect(wordsFrom(pieces).map(({ text }) => text)).toEqual(['555-779306.']);
    // The figure after the pause seems to begin just before it, because silence belongs to what comes before.
    expect(wordsFrom(pieces, [{ start_ms: 350, end_ms: 380 }])).toMatchObject([
      { text: '555-77', start_ms: 0, end_ms: 300 },
      { text: '9306.', start_ms: 380, end_ms: 500 },
    ]);
    expect(wordsFrom(pieces, [{ start_ms: 1200, end_ms: 1500 }])).toHaveLength(1);
    expect(wordsFrom([' in', 'voice'], [{ start_ms: 90, end_ms: 110 }])).toHaveLength(1);
  });

  it('have the mean log-probability of their tokens', () => {
    expect(wordsFrom([' Lark', 'field'])[0]?.logprob).toBeCloseTo(-0.15);
  });

  it('are characters in Chinese, Latin words staying whole', () => {
    expect(wordsFrom(['您好', '，', '我', '的', 'V', 'IP', '卡', '。']).map(({ text }) => text)).toEqual([
      '您',
      '好，',
      '我',
      '的',
      'VIP',
      '卡。',
    ]);
  });

  it('share the time of a token of several characters', () => {
    expect(wordsFrom(['您好'])).toMatchObject([
      { start_ms: 0, end_ms: 50 },
      { start_ms: 50, end_ms: 100 },
    ]);
  });

  it('wait for the last byte of a character', () => {
    const [a = 0, b = 0, c = 0] = new TextEncoder().encode('退');
    expect(wordsFrom([[a, b], [c], '货'])).toMatchObject([{ text: '退', start_ms: 0, end_ms: 200 }, { text: '货' }]);
  });

  it('keep numbers, prices and addresses whole', () => {
    expect(wordsFrom([' $', '4', '.', '50', ' peter', '@', 'example', '.', 'com']).map(({ text }) => text)).toEqual([
      '$4.50',
      'peter@example.com',
    ]);
  });

  it('are never punctuation alone', () => {
    expect(wordsFrom([' ...', ' -', '。'])).toEqual([]);
  });

  it('lose no letter, and never go backwards', () => {
    const piece = fc.constantFrom(' the', ' par', 'cel', ',', '.', '退', '货款', ' 12', '3', '?', ' (', ')');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const words = wordsFrom(pieces);
        const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
        expect(letters(words.map(({ text }) => text).join(''))).toBe(letters(pieces.join('')));
        for (const [i, word] of words.entries())
          expect(word.start_ms).toBeGreaterThanOrEqual(words[i - 1]?.start_ms ?? 0);
      }),
    );
  });

  it('are separated by spaces, but not beside Chinese characters', () => {
    expect(joinWords(said('It is 47192.'))).toBe('It is 47192.');
    expect(joinWords(said('您 好， VIP 卡'))).toBe('您好，VIP卡');
  });

  it('are simplified, one for one', () => {
    expect(
      simplify(said('訂 單 編 號 后 天'))
        .map(({ text }) => text)
        .join(''),
    ).toBe('订单编号后天');
  });

  it('have Chinese punctuation beside Chinese characters, and that of numbers between digits', () => {
    expect(simplify(said('是 7205, 我 要 VIP, 对? 4.50 3.')).map(({ text }) => text)).toEqual([
      '是',
      '7205，',
      '我',
      '要',
      'VIP，',
      '对？',
      '4.50',
      '3.',
    ]);
  });
});

describe('alignment', () => {
  it('follows a diagonal and ignores columns that hold no sound', () => {
    const rows = 5;
    const width = 60;
    const head = new Float32Array(rows * width).fill(0.001);
    for (let r = 0; r < rows; r++) for (let c = r * 8; c < r * 8 + 8; c++) head[r * width + c] = 1;
    for (let r = 0; r < rows; r++) head[r * width + 59] = 5;
    const starts = alignRows([head], rows, width, { start: 0, end: 40 });
    expect([...starts].map((start, r) => Math.abs(start - r * 8) <= 2)).toEqual(new Array(rows).fill(true));
  });

  it('never goes backwards, whatever the attention', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 30 }),
        fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 240, maxLength: 240 }),
        (rows, columns, values) => {
          const starts = alignRows([Float32Array.from(values)], rows, 30, { start: 0, end: columns });
          for (let r = 1; r < rows; r++) expect(starts[r]).toBeGreaterThanOrEqual(starts[r - 1] ?? 0);
          expect(starts[0]).toBe(0);
        },
      ),
    );
  });
});

describe('doubtful text', () => {
  const hasty = (line: string): TimedWord[] =>
    said(line).map((word, i) => ({ ...word, start_ms: i * 70, end_ms: i * 70 + 60 }));

  it('is a phrase four times on end that has not the time to be said', () => {
    expect(doubtWords(hasty('one more one more one more one more'), 10)).toBe('repeats');
    expect(doubtWords(said('no no no'), 2)).toBeNull();
  });

  it('is not what was really repeated', () => {
    const money = said(new Array(4).fill('I want my money back').join(' '));
    expect(doubtWords(money, 8, { compression: 2.6 })).toBeNull();
    expect(doubtWords(said(new Array(5).fill('我 要 退 款').join(' ')), 6)).toBeNull();
    expect(joinWords(dropLoops(said('No. No. No. No. Stop.'), true))).toBe('No. No. No. No. Stop.');
  });

  it('is a number whose groups are all alike, which is asked for again and kept', () => {
    const card = said('411, 1111, 1111, 1111, 1111.').map((word, i) => ({
      ...word,
      start_ms: 900 * i,
      end_ms: 900 * i + 800,
    }));
    expect(doubtWords(card, 5)).toBe('repeats');
    expect(dropLoops(card, true)).toEqual(card);
  });

  it('is what never ends, or is repeated more often than anyone would', () => {
    expect(doubtWords(said('no no no no'), 2, { complete: false })).toBe('repeats');
    expect(doubtWords(said(new Array(9).fill('no').join(' ')), 9)).toBe('repeats');
  });

  it('loses its loop but keeps what was really repeated', () => {
    const loop = hasty('please wait please wait please wait please wait');
    const end = loop.at(-1)?.end_ms ?? 0;
    const calm = said('no no no no').map((word) => ({
      ...word,
      start_ms: word.start_ms + end + 300,
      end_ms: word.end_ms + end + 300,
    }));
    expect(joinWords(dropLoops([...loop, ...calm], true))).toBe('please wait no no no no');
  });

  it('is not a number read out', () => {
    expect(findLoop([...'4111111111111111'.slice(0, 8)])).toBeNull();
    expect(findLoop(new Array(12).fill('1'))).not.toBeNull();
  });

  it('is a stock phrase where there is hardly any speech', () => {
    expect(doubtWords(said('Thank you.'), 0.3)).toBe('stock-phrase');
    expect(doubtWords(said('Thank you.'), 1)).toBeNull();
    expect(doubtWords(said('字幕 由 志 愿 者 提供', -0.9), 5)).toBe('stock-phrase');
  });

  it('is unlikely, or faster than anyone speaks', () => {
    expect(doubtWords(said('perhaps something', -1.5), 2)).toBe('unlikely');
    expect(doubtWords(said('a b c d e f g h i j k l m n o p'), 1)).toBe('too-fast');
  });

  it('keeps one of what it repeats', () => {
    expect(
      joinWords(dropLoops(said('so please wait please wait please wait please wait please wait now'), false)),
    ).toBe('so please wait now');
  });

  it('is nothing where nothing is written', () => {
    expect(doubtWords([], 10)).toBeNull();
  });
});
