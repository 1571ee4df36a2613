// Detects the encoding of text: UTF-8, what a Chinese Excel calls CSV (GB 18030), what Excel calls Unicode (UTF-16).
// Evidence is a byte order mark, zeros at every second byte, or valid UTF-8. Almost any bytes are valid in the older
// encodings, so there the words decide and the result is reported as a guess.

/** Labels of the WHATWG Encoding Standard, in the order people are offered them. */
export const ENCODINGS = [
  'utf-8',
  'gb18030',
  'utf-16le',
  'utf-16be',
  'big5',
  'shift_jis',
  'euc-kr',
  'windows-1252',
  'windows-1250',
  'windows-1251',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** How sure an encoding is. `guessed`: the bytes would be well formed in others too, and someone should look. */
export type Certainty = 'certain' | 'guessed' | 'chosen';

export type Decoded =
  | { ok: true; text: string; encoding: Encoding; certainty: Certainty }
  /** `bad-bytes`: `line` is the first that is not well formed; `binary`: no text in any encoding. */
  | { ok: false; why: 'bad-bytes'; encoding: Encoding; line: number }
  | { ok: false; why: 'binary' };

/** The text of a file. @param chosen read it so and in no other way */
export function decodeText(bytes: Uint8Array, chosen: Encoding | null = null): Decoded {
  if (chosen !== null) return decodeAs(bytes, chosen, 'chosen');
  const marked = byMark(bytes);
  if (marked !== null) return decodeAs(bytes, marked, 'certain');
  const zeros = byZeros(bytes);
  if (zeros !== null) return zeros === 'binary' ? { ok: false, why: 'binary' } : decodeAs(bytes, zeros, 'certain');
  const utf8 = decodeAs(bytes, 'utf-8', 'certain');
  if (utf8.ok ? !isByChance(utf8.text) : isDamagedUtf8(bytes)) return utf8;
  return byWords(bytes);
}

/** A byte order mark is no part of the text. */
function decodeAs(bytes: Uint8Array, encoding: Encoding, certainty: Certainty): Decoded {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\uFEFF/, '');
    return { ok: true, text, encoding, certainty };
  } catch {
    return { ok: false, why: 'bad-bytes', encoding, line: firstBadLine(bytes, encoding) };
  }
}

/** Stretches of lines are decoded, halved where they are bad, until the first bad line is left. */
function firstBadLine(bytes: Uint8Array, encoding: Encoding): number {
  const read = new TextDecoder(encoding).decode(bytes);
  return read.slice(0, read.indexOf('\uFFFD')).split(/\r\n|\n|\r/).length;
}

function byMark(bytes: Uint8Array): Encoding | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33 ? 'gb18030' : null;
}

/** So much of a file is looked at where a look is enough. */
const LOOK_BYTES = 64 * 1024;

/** In UTF-16 every comma, digit and line end has a zero byte, always on the same side. */
function byZeros(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | 'binary' | null {
  const look = bytes.subarray(0, LOOK_BYTES);
  const zeros = [0, 0];
  for (let i = 0; i < look.length; i++) if (look[i] === 0) zeros[i % 2]!++;
  const [even, odd] = zeros as [number, number];
  if (even + odd === 0) return bytes.includes(0) ? 'binary' : null;
  if (bytes.length % 2 === 1) return 'binary';
  if (odd > even * 20) return 'utf-16le';
  return even > odd * 20 ? 'utf-16be' : 'binary';
}

/** Whether nearly everything beyond ASCII is what someone may write in UTF-8: then it is UTF-8 with a few bad bytes. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const { signs, likely } = likelySigns(new TextDecoder().decode(bytes.subarray(0, LOOK_BYTES)));
  return likely > 4 * (signs - likely);
}

/** 郑爽 in GB 18030 has the bytes of two signs of UTF-8 that nobody writes side by side. */
function isByChance(text: string): boolean {
  const { signs, likely } = likelySigns(text.slice(0, LOOK_BYTES));
  return signs > 2 * likely;
}

/** Letters of one script lie as close to each other. */
const SAME_SCRIPT = 0x80;

/**
 * Signs beyond ASCII of a text read as UTF-8, and those of them that are likely: of three bytes or four, which come
 * about by chance less easily; Western ones; and letters beside others of their script.
 */
function likelySigns(text: string): { signs: number; likely: number } {
  let signs = 0;
  let likely = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    signs++;
    const beside = [text.charCodeAt(i - 1), text.charCodeAt(i + 1)];
    const inWord = LATIN.test(text[i - 1] ?? '') || LATIN.test(text[i + 1] ?? '');
    const ofScript = beside.some((one) => one >= 0x100 && Math.abs(one - code) < SAME_SCRIPT);
    if (code >= 0x800 ? code !== 0xfffd : code < 0x100 || inWord || ofScript) likely++;
  }
  return { signs, likely };
}

/** Signs that written language is full of, by the encodings it is written in. Call-centre words are among them. */
const COMMON: Partial<Record<Encoding, string>> = {
  gb18030:
    '的一是了我不在人有他这中大来上个国到说们为子和你地出会也时要就可以对生能而那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想日者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重新线内数期手平语音电话客户坐席通渠道始编号服务满意度谢请您吗呢吧再见退款订单是否解决文件名录队列标签呼入方向，。“”！？、：；（）《》',
  big5: '的一是了我不在人有他這中大來上個國到說們為子和你地出會也時要就可以對生能而那得於著下自之年過發後作里用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想日者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重新線內數期手平語音電話客戶坐席通渠道始編號服務滿意度謝請您嗎呢吧再見退款訂單是否解決檔案名錄隊列標籤呼入方向，。「」！？、：；（）',
};

/** How well the words of a text fit the encoding it was read in: points for each sign beyond ASCII, −1 to 1. */
function fitOf(text: string, encoding: Encoding): number {
  const common = COMMON[encoding];
  let points = 0;
  let signs = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    signs++;
    if (common !== undefined) points += common.includes(text[i]!) ? 1 : code >= 0xe000 && code < 0xf900 ? -1 : 0;
    else if (encoding === 'shift_jis')
      points += code >= 0x3040 && code < 0x30ff ? 1 : code >= 0xff61 && code < 0xffa0 ? -1 : 0;
    // Half of the Chinese signs are Korean syllables in this encoding; the other half are not, and no Korean mixes
    // them.
    else if (encoding === 'euc-kr') points += code >= 0xac00 && code < 0xd7a4 ? 0.6 : -3;
    else if (encoding === 'windows-1251') points += cyrillicPoint(text, i);
    else points += latinPoint(text, i);
  }
  return signs === 0 ? 0 : points / signs;
}

const LATIN = /[A-Za-z]/;

/** An accented letter stands within a word; a sign between signs is a letter of another script read wrongly. */
function latinPoint(text: string, i: number): number {
  const letter = /[\u00C0-\u024F]/.test(text[i]!);
  const beside = LATIN.test(text[i - 1] ?? '') || LATIN.test(text[i + 1] ?? '');
  if (letter && beside) return 1;
  return /[\u20AC\u2013\u2014\u2018-\u201E\u2026\u00A0\u00AB\u00BB\u00B0\u00A3]/.test(text[i]!) ? 0.5 : -1;
}

const CYRILLIC = /[\u0400-\u045F]/;

/** Words of two letters or more, lower case except the first: Chinese read as Cyrillic has capitals everywhere. */
function cyrillicPoint(text: string, i: number): number {
  const [before, after] = [text[i - 1] ?? '', text[i + 1] ?? ''];
  const small = text[i] === text[i]!.toLowerCase();
  if (!CYRILLIC.test(text[i]!) || LATIN.test(before) || LATIN.test(after)) return -1;
  if (CYRILLIC.test(before)) return small ? 1 : -3;
  return CYRILLIC.test(after) ? 1 : -1;
}

/** The older encodings, distinguished by their words, the likelier first. */
const OLDER = ['gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1252', 'windows-1251'] as const;
/** A Chinese text of two hundred common signs has them in every other place; one in eight is a text of names. */
const CERTAIN_GB = 0.12;

/** As much as is looked at, to the last whole sign; null where it is not well formed. */
function beginningOf(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    const more = bytes.length > LOOK_BYTES;
    return new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, LOOK_BYTES), { stream: more });
  } catch {
    return null;
  }
}

type Fit = { encoding: Encoding; points: number };

function byWords(bytes: Uint8Array): Decoded {
  const ranked = OLDER.flatMap((encoding): Fit[] => {
    const text = beginningOf(bytes, encoding);
    return text === null ? [] : [{ encoding, points: fitOf(text, encoding) }];
  }).toSorted((a, b) => b.points - a.points);
  // Windows-1252 takes any bytes: of it and what else fits there is a best.
  const [best, next] = ranked as [Fit, Fit?];
  const certain = best.encoding === 'gb18030' && best.points > CERTAIN_GB && best.points > 3 * (next?.points ?? 0);
  return decodeAs(bytes, best.encoding, certain ? 'certain' : 'guessed');
}
