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
