// The speaker of a caption line and its text. Speakers are named by voice tags, by a name and a colon, by a name in
// brackets, or on a separate line; a dash or two angle brackets mean that the speaker changes. Style tags are removed,
// entities decoded, and the times inside karaoke captions kept.

import { plainName, roleOf } from '../speakers/role-names.ts';
import { isMask, isSound } from './marks.ts';

/** `voice` null: nobody is named. `fresh`: someone else than before. Times inside stand as TICK in the text. */
export type Piece = { voice: string | null; text: string; times: number[]; fresh: boolean };

/** Stands where the file has a time inside a line; Unicode has no such character. */
export const TICK = '\ufdd0';
const TICKS = /\ufdd0/g;

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  lrm: '',
  rlm: '',
  shy: '',
  quot: '"',
  apos: "'",
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  copy: '©',
  eacute: 'é',
};

const STYLE = /^\/?(?:c|i|b|u|s|v|em|strong|ruby|rt|lang|font|span|p|br|div|tt|k)(?:[.\s/][\s\S]*)?$/i;
const VOICE = /^v(?:\.[^\s]*)?\s+([\s\S]*)$/i;
const INNER_TIME = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})$/;

/** What a line says, voice by voice. Split at the angle brackets, so that the work is in proportion to the line. */
export function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [{ voice: null, text: '', times: [], fresh: false }];
  for (const [i, part] of line.replace(TICKS, '').split('<').entries()) {
    const open = pieces.at(-1) as Piece;
    const close = i === 0 ? -1 : part.indexOf('>');
    const tag = close === -1 ? null : part.slice(0, close).trim();
    const voice = tag === null ? null : VOICE.exec(tag)?.[1]?.trim();
    const time = tag === null ? null : INNER_TIME.exec(tag);
    if (voice) pieces.push({ voice: plain(voice), text: part.slice(close + 1), times: [], fresh: false });
    else if (time) {
      open.times.push(innerTime(time));
      open.text += TICK + part.slice(close + 1);
    } else if (tag !== null && STYLE.test(tag)) {
      open.text += (/^\/?(br|p|div)\b/i.test(tag) ? ' ' : '') + part.slice(close + 1);
    } else open.text += (i === 0 ? '' : '<') + part;
  }
  for (const piece of pieces) piece.text = plain(piece.text);
  return pieces.filter(({ voice, text }) => voice !== null || text.replace(TICKS, '').trim() !== '');
}

function innerTime([, hours, minutes, seconds, fraction = '0']: RegExpExecArray): number {
  return ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}

/** Positions ({\an8}), line breaks and entities of the formats. */
function plain(text: string): string {
  return text
    .replace(/\{\\[^{}]{0,200}\}/g, '')
    .replace(/\\[Nnh](?=\s|\p{Lu}|\p{Script=Han}|$)/gu, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name: string | undefined) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
}

const CHANGE = /^\s*(?:>{2,3}\s*|[-–—•]\s+|[-–—](?=[\p{L}[(（【]))/u;
const BRACKETED =
  /^\s*\*{0,2}(?:\[([^[\]\n]{1,60})\]|\(([^()\n]{1,60})\)|（([^（）\n]{1,60})）|【([^【】\n]{1,60})】)\*{0,2}\s*(?:[:：]\*{0,2}\s*)?/u;
const COLON = /^\s*\*{0,2}([\p{L}\p{N}][^:：\n<>"“”?!。？！，；;…\ufdd0]{0,59})[:：]\*{0,2}(\s*)/u;

export type Prefix = { name: string; key: string; rest: string; bracketed: boolean };

/**
 * A name that may stand in front of a line: `Name:`, `[Name]`, `(Name)`, `【Name】`; whether it is one, its file tells.
 */
export function prefixOf(text: string): Prefix | null {
  const line = text.slice(changes(text));
  const bracket = BRACKETED.exec(line);
  const found = bracket ?? COLON.exec(line);
  if (!found) return null;
  const [whole, ...groups] = found;
  const name = (bracket ? groups.find((one) => one !== undefined) : found[1])?.replace(/\*+$/, '').trim() ?? '';
  const rest = line.slice(whole.length);
  // 10:30, http://
  if (!bracket && found[2] === '' && (/\d$/.test(name) ? /^\d/.test(rest) : rest.startsWith('//'))) return null;
  if (bracket && (isSound(name) || isMask(name))) return null;
  const key = plainName(name);
  return key === '' || key.split(' ').length > 6 ? null : { name, key, rest, bracketed: bracket !== null };
}

/** How long the sign is that someone else begins: `>> `, `- `. */
export const changes = (text: string): number => CHANGE.exec(text)?.[0].length ?? 0;

/** Words that stand before colons in sentences and are nobody's name. */
const NO_NAMES = new Set(
  (
    'note notes remember question answer sorry yes no okay ok well so and but also address email mail phone number order total price first ' +
    'second third finally reminder warning subject re ps example instance fact problem issue thing things reason point result summary ' +
    'case date time day monday tuesday wednesday thursday friday saturday sunday name account reference ticket code password pin website ' +
    'http https option options step following this that it is was are what why how who when where here there one two three four five six ' +
    'seven eight nine ten please thanks hello hi listen look wait balance amount item items quantity status update important again because ' +
    'i you we he she they my your our his her its twice once today tomorrow yesterday'
  ).split(' '),
);
const NO_NAMES_ZH =
  /^(注意|请注意|问题|问题是|答案|回答|提问|地址|电话|手机|手机号|邮箱|邮件|订单|订单号|编号|号码|价格|金额|总计|合计|时间|日期|密码|账号|姓名|名字|首先|其次|最后|第[一二三四五六七八九十]|比如|例如|另外|总之|因为|所以|但是|原因|结果|情况|内容|备注|说明|提示|选项|步骤|网址|尾号|余额|以下|如下|就是|他说|她说|我说|你说|您说|说|是的|好的|对|嗯|那|这样)/;
const NUMBERED =
  /^(speaker|spk|s|voice|person|participant|channel|ch|unknown speaker|说话人|发言人|讲话人|声道|角色)( [\da-z]{1,3})?$/;
const SMALL = new Set([
  'de',
  'da',
  'di',
  'van',
  'von',
  'der',
  'den',
  'al',
  'bin',
  'el',
  'la',
  'le',
  'du',
  'dos',
  'of',
  'the',
  'and',
]);

/** How much a name looks like one: a role or a number is; a sentence of several small words is not. */
function likeness({ name, key }: Prefix): 'sure' | 'strong' | 'fair' | null {
  const words = key.split(' ');
  if (NUMBERED.test(key)) return 'sure';
  if (NO_NAMES_ZH.test(key) || words.some((word) => NO_NAMES.has(word))) return null;
  if (roleOf(name) !== null && words.length <= 4 && name.length <= 30) return 'sure';
  if (/\p{Script=Han}/u.test(name)) return key.replace(/\s/g, '').length <= 6 ? 'fair' : null;
  const written = name.split(/[\s,]+/).filter((word) => /\p{L}/u.test(word));
  const capital =
    written.length > 0 && written.every((word) => /^[^\p{L}]*[\p{Lu}\p{Lo}]/u.test(word) || SMALL.has(word));
  if (capital && written.length >= 2 && written.length <= 5) return 'strong';
  return written.length <= 3 ? 'fair' : null;
}

/**
 * The names that stand in front of lines. A sentence may have a colon of its own, so that a name counts where it says a
 * side or comes twice; one that comes once counts where the file names its speakers and it looks like a name.
 * @param starts the first lines of all cues, and all other lines
 * @returns keys of names
 */
export function namesIn(starts: readonly string[], others: readonly string[]): ReadonlySet<string> {
  const found = new Map<string, { prefix: Prefix; times: number; starting: number }>();
  const count = (lines: readonly string[], starting: number) => {
    for (const line of lines) {
      const prefix = prefixOf(line);
      if (!prefix) continue;
      const known = found.get(prefix.key);
      if (known) [known.times, known.starting] = [known.times + 1, known.starting + starting];
      else found.set(prefix.key, { prefix, times: 1, starting });
    }
  };
  count(starts, 1);
  count(others, 0);
  const names = new Set<string>();
  const once: { prefix: Prefix; starting: number }[] = [];
  let named = 0;
  for (const [key, one] of found) {
    const like = likeness(one.prefix);
    if (like === null) continue;
    if (like === 'sure' || one.times > 1) {
      names.add(key);
      named += one.starting;
    } else once.push(one);
  }
  const among = (named + once.reduce((sum, { starting }) => sum + starting, 0)) / Math.max(1, starts.length);
  for (const { prefix, starting } of once) {
    if (starting === 0 && names.size === 0) continue;
    const like = likeness(prefix);
    if (like === 'strong' ? names.size > 0 || among >= 0.5 : among >= 0.8 && starts.length > 1 && !prefix.bracketed)
      names.add(prefix.key);
  }
  return names;
}
