import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeText, type Encoding } from '../../../scorecards/files/encoding.ts';

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const detected = (bytes: Uint8Array, chosen: Encoding | null = null) => {
  const read = decodeText(bytes, chosen);
  return read.ok ? [read.encoding, read.certainty, read.text] : [read.why, 'line' in read ? read.line : null];
};
const utf16 = (text: string, big: boolean): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return Uint8Array.from(big ? bytes.swap16() : bytes);
};
const HEAD = Buffer.from('file,notes\nc1.wav,').toString('hex');

describe('the encoding of a text', () => {
  it('is detected by its byte order mark, or by its zeros', () => {
    const text = 'file,备注\nc1.wav,谢谢\n';
    expect(detected(new TextEncoder().encode(text))).toEqual(['utf-8', 'certain', text]);
    expect(detected(new TextEncoder().encode(`\uFEFF${text}`))).toEqual(['utf-8', 'certain', text]);
    for (const mark of ['', '\uFEFF']) {
      expect(detected(utf16(mark + text, false))).toEqual(['utf-16le', 'certain', text]);
      expect(detected(utf16(mark + text, true))).toEqual(['utf-16be', 'certain', text]);
    }
    expect(detected(new Uint8Array([0, 1, 0, 2, 0, 0, 7, 0]))).toEqual(['binary', null]);
  });

  it('of older kinds is detected by its words, and called a guess if others fit too', () => {
    const gbk = readFileSync(join(import.meta.dirname, '../../fixtures/sheets/c14-gbk-excel.csv'));
    expect(detected(gbk).slice(0, 2)).toEqual(['gb18030', 'certain']);
    // 谢谢 in Big5, 山田さん in Shift-JIS, Müller and Straße in Windows-1252, 김철수 in EUC-KR
    expect(detected(bytesOf(`${HEAD}c1c2c1c2`))).toEqual(['big5', 'guessed', expect.stringContaining('謝謝')]);
    expect(detected(bytesOf(`${HEAD}8e52936382b382f1`)).slice(0, 2)).toEqual(['shift_jis', 'guessed']);
    expect(detected(bytesOf(`${HEAD}4dfc6c6c6572205374726164df65`)).slice(0, 2)).toEqual(['windows-1252', 'guessed']);
    expect(detected(bytesOf(`${HEAD}b1e8c3b6bcf6`))).toEqual(['euc-kr', 'guessed', expect.stringContaining('김철수')]);
  });

  it('is not UTF-8 because a Chinese name happens to have such bytes', () => {
    // 郑爽 in GB 18030 is U+05A3 U+02EC in UTF-8.
    expect(detected(bytesOf(`${HEAD}d6a3cbac`))).toEqual(['gb18030', 'guessed', expect.stringContaining('郑爽')]);
    // 冯巩 has none: neither is it UTF-8 with bad bytes.
    expect(detected(bytesOf(`${HEAD}d6a3cbac0ab7ebb9ae0ad6a3cbac`)).slice(0, 2)).toEqual(['gb18030', 'guessed']);
    for (const text of ['Łódź', 'Да, спасибо', 'Ναι', '12 £ à 5 °C', 'שלום', 'o’clock 郑爽'])
      expect(detected(new TextEncoder().encode(`file,notes\nc1.wav,${text}`)).slice(0, 2)).toEqual([
        'utf-8',
        'certain',
      ]);
  });

  it('is detected by Russian words', () => {
    // Когда вернут деньги? and Müller, both well formed in Windows-1251
    const russian = 'caeee3e4e020e2e5f0edf3f220e4e5edfce3e83f';
    expect(detected(bytesOf(`${HEAD}${russian}`))).toEqual([
      'windows-1251',
      'guessed',
      expect.stringContaining('Когда вернут деньги?'),
    ]);
    expect(detected(bytesOf(`${HEAD}4dfc6c6c6572`))[0]).toBe('windows-1252');
  });

  it('is the chosen one, or the text is reported as invalid in it', () => {
    const bytes = bytesOf(`${HEAD}4dfc6c6c6572`);
    expect(detected(bytes, 'windows-1252')[2]).toContain('Müller');
    expect(detected(bytes, 'utf-8')).toEqual(['bad-bytes', 2]);
  });

  it('is UTF-8 with a bad byte, not another one, where nearly all of it is UTF-8', () => {
    const good = Buffer.from('备注\n谢谢您的来电，再见\n').toString('hex');
    expect(detected(bytesOf(`${good}${'e8b0'}${'0a'}${good}`))).toEqual(['bad-bytes', 3]);
  });
});

describe('the marks and zeros of an encoding', () => {
  it('four marks say it, whatever follows', () => {
    expect(detected(bytesOf('efbbbf41'))).toEqual(['utf-8', 'certain', 'A']);
    expect(detected(bytesOf('fffe4100'))).toEqual(['utf-16le', 'certain', 'A']);
    expect(detected(bytesOf('feff0041'))).toEqual(['utf-16be', 'certain', 'A']);
    expect(detected(bytesOf('84319533c4e3'))).toEqual(['gb18030', 'certain', '你']);
    // Without a zero in them, and without a common word, only the mark says it.
    expect(detected(bytesOf('fffe0759e86c'))).toEqual(['utf-16le', 'certain', '备注']);
    expect(detected(bytesOf('feff5907 6ce8'.replace(' ', '')))).toEqual(['utf-16be', 'certain', '备注']);
    expect(detected(bytesOf('84319533d6a3'))).toEqual(['gb18030', 'certain', '郑']);
    // One byte short of a mark is none.
    for (const hex of [
      'efbb41',
      'ef41bf',
      '41bbbf',
      'ff41',
      '41fe',
      'fe41',
      '41ff',
      '84319541',
      '84314133',
      '84419533',
    ]) {
      expect(detected(bytesOf(hex))[1], hex).toBe('guessed');
    }
    expect(detected(bytesOf('efbbbfff'))).toEqual(['bad-bytes', 1]);
  });

  it('zeros on one side say UTF-16, on both or in an odd number of bytes no text', () => {
    const wide = (text: string, big: boolean) => detected(utf16(text, big)).slice(0, 2);
    expect(wide('abc,1', false)).toEqual(['utf-16le', 'certain']);
    expect(wide('abc,1', true)).toEqual(['utf-16be', 'certain']);
    // One ASCII sign among Chinese ones is enough.
    expect(wide('备注谢谢,', false)).toEqual(['utf-16le', 'certain']);
    expect(wide('备注谢谢,', true)).toEqual(['utf-16be', 'certain']);
    expect(detected(new Uint8Array([...utf16('abc', false), 65]))).toEqual(['binary', null]);
    const mixed = (even: number, odd: number) =>
      detected(
        Uint8Array.from({ length: 2 * (even + odd) }, (_, i) =>
          (i % 2 === 0 ? i / 2 < even : i / 2 >= even) ? 0 : 65,
        ),
      )[0];
    expect([mixed(1, 20), mixed(1, 21), mixed(20, 1), mixed(21, 1)]).toEqual([
      'binary',
      'utf-16le',
      'binary',
      'utf-16be',
    ]);
  });

  it('a zero far behind the beginning is no text either', () => {
    const long = new Uint8Array(70_000).fill(65);
    expect(detected(long)[0]).toBe('utf-8');
    long[69_999] = 0;
    expect(detected(long)).toEqual(['binary', null]);
  });

  it('within a text a mark is a sign like others, and what was chosen is said to be', () => {
    expect(detected(new TextEncoder().encode('谢\uFEFF谢'))).toEqual(['utf-8', 'certain', '谢\uFEFF谢']);
    expect(detected(bytesOf('41'), 'gb18030')).toEqual(['gb18030', 'chosen', 'A']);
  });

  it('nothing is UTF-8', () => {
    expect(detected(new Uint8Array())).toEqual(['utf-8', 'certain', '']);
  });
});

describe('an older encoding', () => {
  const of = (encoding: string, text: string) => new TextDecoder(encoding).decode(bytesOf(text));
  const gb = (text: string) => Uint8Array.from([...text].flatMap((sign) => GB.get(sign) ?? [sign.charCodeAt(0)]));
  /** The bytes of signs in GB 18030, found by decoding all pairs. */
  const GB = new Map<string, number[]>();
  for (let a = 0x81; a < 0xff; a += 1) {
    for (let b = 0x40; b < 0xff; b += 1) {
      const sign = new TextDecoder('gb18030').decode(new Uint8Array([a, b]));
      if ([...sign].length === 1 && !GB.has(sign)) GB.set(sign, [a, b]);
    }
  }

  it('is certain where common words are in it, and a guess where it is names', () => {
    const certain = gb('录音文件,通话编号,坐席\nc1.wav,客户要求退款，是否已经解决？');
    expect(detected(certain).slice(0, 2)).toEqual(['gb18030', 'certain']);
    expect(detected(gb('c1.wav,郑爽,冯巩,薛蕾,禹铮,霍骞')).slice(0, 2)).toEqual(['gb18030', 'guessed']);
  });

  it('is looked at by its beginning and read as a whole, with line ends or without', () => {
    const line = gb('c1.wav,客户要求退款，是否已经解决？\n');
    const many = Math.ceil(140_000 / line.length);
    const long = new Uint8Array(many * line.length);
    for (let i = 0; i < many; i += 1) long.set(line, i * line.length);
    const [encoding, certainty, text] = detected(long);
    expect([encoding, certainty]).toEqual(['gb18030', 'certain']);
    expect(text).toHaveLength(many * new TextDecoder('gb18030').decode(line).length);
    // Wherever the beginning ends: within a sign too.
    const endless = long.filter((byte) => byte !== 10);
    for (const from of [0, 1, 2, 3]) {
      const shifted = new Uint8Array(from + endless.length).fill(65);
      shifted.set(endless, from);
      expect(detected(shifted).slice(0, 2)).toEqual(['gb18030', 'certain']);
    }
    // What is bad behind the beginning is said with its line.
    long[long.length - 2] = 0xff;
    expect(detected(long)).toEqual(['bad-bytes', many]);
  });

  it('is none where no encoding takes its bytes', () => {
    expect(detected(bytesOf('41ff0aff0dff0d0aff'))).toEqual(['windows-1252', 'guessed', expect.any(String)]);
    expect(detected(bytesOf('41819d0a8dff'), 'windows-1251')).toHaveLength(3);
  });

  it('a bad byte is in the line it is in, whatever the line ends', () => {
    expect(detected(bytesOf('610a620d630d0a64ff'), 'utf-8')).toEqual(['bad-bytes', 4]);
    expect(detected(bytesOf('ff'), 'utf-8')).toEqual(['bad-bytes', 1]);
    expect(detected(bytesOf('8130'), 'gb18030')).toEqual(['bad-bytes', 1]);
  });

  it('words decide between encodings that fit', () => {
    // Grüße, Köln in Windows-1252; a price with a euro sign; quotes and dashes.
    expect(detected(bytesOf('4772fcdf652c204bf66c6e'))).toEqual(['windows-1252', 'guessed', 'Grüße, Köln']);
    expect(detected(bytesOf('352080'))).toEqual(['windows-1252', 'guessed', '5 €']);
    expect(detected(bytesOf('93486993209620619161')).slice(0, 2)).toEqual(['windows-1252', 'guessed']);
    // Я хочу вернуть товар
    const russian = 'df20f5eef7f320e2e5f0edf3f2fc20f2eee2e0f0';
    expect(detected(bytesOf(russian))).toEqual(['windows-1251', 'guessed', 'Я хочу вернуть товар']);
    // はい、そうです
    expect(detected(bytesOf('82cd82a2814182bb82a482c582b7'))).toEqual(['shift_jis', 'guessed', 'はい、そうです']);
    // 안녕하세요
    expect(detected(bytesOf('bec8b3e7c7cfbcbcbfe4'))).toEqual(['euc-kr', 'guessed', '안녕하세요']);
    expect(of('big5', 'c1c2')).toBe('謝');
  });
});

describe('UTF-8', () => {
  const utf8 = (text: string) => detected(new TextEncoder().encode(text)).slice(0, 2);

  it('is what signs of three and four bytes, of Western letters, and of one script side by side are', () => {
    for (const text of ['谢', '😀', 'é', 'naïve', '€', 'Жё', 'ab\u0142', '\u0142ab', 'Αθήνα', '£5']) {
      expect([text, ...utf8(`file,notes\n${text}`)]).toEqual([text, 'utf-8', 'certain']);
    }
  });

  it('is not what its signs stand in by chance: more than two of three that nobody writes side by side', () => {
    // Ӂ and ˬ are of different scripts.
    expect(utf8('Ӂˬ')[0]).not.toBe('utf-8');
    expect(utf8('Ӂˬ é')[0]).not.toBe('utf-8');
    expect(utf8('Ӂˬ é à')[0]).toBe('utf-8');
  });

  it('with a few bad bytes stays UTF-8 where most of it is', () => {
    const bad = (text: string) => detected(new Uint8Array([...new TextEncoder().encode(text), 0xff]));
    expect(bad('谢谢您的来电\n')).toEqual(['bad-bytes', 2]);
    expect(bad('谢谢您的')[0]).not.toBe('utf-8');
    expect(bad('plain')[0]).not.toBe('bad-bytes');
  });
});
