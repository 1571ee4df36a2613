// Email addresses: written ("jane@example.com"), spoken ("jane dot smith at gmail dot com"), spelled ("j a n e"),
// partly written by a recogniser ("Jane.Smith at gmail.com"), and without signs where a chat strips them ("jane 82
// gmailcom"). The domain is found by its ending, then the "at" to its left, then as many words of a name as precede it.

import { readAtom } from './numbers.ts';
import type { Span, Token } from './tokens.ts';
import { words } from './vocabulary.ts';

const ENDINGS = new Set('com con net org cn uk co io edu gov de fr eu me info biz us ca au in hk tw ac'.split(' '));
const ENDING = words(ENDINGS);
const DOT = words(/^(?:\.|dot|dots|doc|period|point|点|點|典|電)$/);
const PROVIDER_NAME =
  /^(?:g ?mail|googlemail|hotmail|yahoo|outlook|icloud|aol|msn|live|protonmail|qq|foxmail|sina|sohu|aliyun|example|126|163|139|189|mail|email)$/;
const PROVIDER = words(PROVIDER_NAME);
const JOINED = words(
  /^[a-z0-9]*(?:gmail|yahoo|yahoomail|hotmail|outlook|icloud|aol|qq|foxmail|sina|163|126|example|e?mail|yandex)(?:com|couk|cn|net|org)$/,
);
/** Any such word is enough if an address was requested; telecom and intercom are not. */
const SIGNLESS = words(/^(?!(?:tele|inter|sit|dot)com$).{3,}(?:com|con|net|org|edu|gov|couk|cn)$/);
const AT = words(/^(?:@|at|add|et|艾特|爱特|埃特)$/);
const LINK = words(
  /^(?:[._+-]|dot|doc|period|point|underscore|under|score|dash|hyphen|minus|plus|点|點|下|划|线|滑|线|横|杠|减|号|中|小|写|大|母|字)$/,
);
/** Words that never belong to an address's name. */
const STOP = words(
  new Set(
    "is it its it's that that's to on my the address addresses email emails mail e-mail me send use sure yes yeah okay ok so be would you can could reach contact with of from name username his her are was i and um uh well right please under have has got a an or his use write wrote via by no oh there here i'm um thank thanks think correct customer hi hello sorry huh uh-huh mm hm mhm then next us call look looking live lives stay arrive arrives start starts open opens ring text phone we they".split(
      ' ',
    ),
  ),
);
/** What one of the four ways to find an address begins at, or a word before a dot. */
const ANCHOR = words(
  /^(?:@|at|add|et|a|[艾爱埃圈全].*|.{3,}(?:com|con|net|org|edu|gov|couk|cn)|g ?mail|googlemail|hotmail|yahoo|outlook|icloud|aol|msn|live|protonmail|qq|foxmail|sina|sohu|aliyun|example|126|163|139|189)$/,
);
const FIGURE = words(
  /^(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|double|triple|capital|[零〇一二三四五六七八九幺十])$/,
);
const SITE = words(/^(?:www|https?)$/);
const INSIDE = words(/^[./@]$/);
const RING = words(/^[圈全]$/);
/** Words of a name with nothing but a blank between. */
const PLAIN_WORDS = 2;
const LONGEST = 48;

export function emailsOf(tokens: readonly Token[], expected: (at: number) => boolean): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (!ANCHOR(tokens[i]) && tokens[i + 1]?.text !== '.') continue;
    const span =
      joined(tokens, i, expected) ?? atSign(tokens, i) ?? dotted(tokens, i, expected) ?? nameless(tokens, i, expected);
    if (span === null || span.from < (spans.at(-1)?.to ?? 0)) continue;
    spans.push(span);
    i = span.to - 1;
  }
  return spans;
}

/** "@" or "at" with a domain behind and a name before. */
function atSign(tokens: readonly Token[], i: number): Span | null {
  const to = behindAt(tokens, i);
  if (to === null) return null;
  const end = domainEnd(tokens, to);
  if (end === null) return null;
  const from = nameStart(tokens, i);
  return from < i ? { from, to: end } : null;
}

/** @returns the token behind an "at", said or signed */
function behindAt(tokens: readonly Token[], i: number): number | null {
  const [token, next] = [tokens[i]!, tokens[i + 1]];
  if (AT(token)) return i + 1;
  if (/^[艾爱埃]$/.test(token.text) && /^[特他]$/.test(next?.text ?? '')) return i + 2;
  if (RING(token) && next?.text === 'a') return i + 2;
  // 圈a before a Latin domain is written as one word with it.
  if (RING(token) && /^a[a-z]/.test(next?.text ?? '') && PROVIDER_NAME.test(next!.text.slice(1))) return i + 1;
  if (RING(token) && next?.type === 'letters' && next.text.startsWith('a') && DOT(tokens[i + 2])) return i + 1;
  if (token.text === 'a' && /^[圈]$/.test(next?.text ?? '')) return i + 2;
  return null;
}

/** @returns the token behind the domain that begins at `i`; null when none does */
function domainEnd(tokens: readonly Token[], i: number): number | null {
  let at = i;
  let provider = false;
  while (at < tokens.length && at - i < 24) {
    const token = tokens[at]!;
    if (DOT(token) && at > i) {
      const end = endingAt(tokens, at + 1);
      if (end !== null) return moreEndings(tokens, end);
      at += 1;
    } else if (/^(?:com|con)$/.test(token.text) && at > i) return at + 1;
    else if (
      (token.type === 'pause' && (at === i || DOT(tokens[at + 1]))) ||
      (token.text === ',' && tokens[at + 1]?.text.length === 1) ||
      token.text === '-' ||
      token.text === 'dash'
    )
      at += 1;
    else if (token.type === 'letters' || token.type === 'digits') {
      if (PROVIDER(token)) provider = true;
      if (JOINED(token)) return at + 1;
      if (token.text === 'the' || token.text === 'least' || token.text === 'my') return null;
      const plain = token.text.length > 1 && token.type === 'letters';
      if (plain && at > i + 3 && tokens[at - 1]!.type === 'letters' && tokens[at - 1]!.text.length > 1) break;
      at += 1;
    } else {
      const atom = readAtom(tokens, at);
      if (atom === null) break;
      at = atom.to;
    }
  }
  // "jane at gmail" says enough.
  if (!provider) return null;
  let end = i;
  while (end < at && !PROVIDER(tokens[end])) end += 1;
  return end + 1;
}

function endingAt(tokens: readonly Token[], i: number): number | null {
  const token = tokens[i];
  if (token === undefined) return null;
  if (ENDING(token)) return i + 1;
  const spelled = [token, tokens[i + 1], tokens[i + 2]].map((one) => (one?.type === 'letters' ? one.text : ' '));
  if (ENDINGS.has(spelled.join(''))) return i + 3;
  if (spelled[0]!.length === 1 && spelled[1]!.length === 1 && ENDINGS.has(spelled[0]! + spelled[1]!)) return i + 2;
  return null;
}

/** ".co.uk", "点com点cn" */
function moreEndings(tokens: readonly Token[], i: number): number {
  const next = DOT(tokens[i]) ? endingAt(tokens, i + 1) : null;
  if (next === null || (tokens[i]!.text === '.' && tokens[i + 1]!.spaced)) return i;
  return next;
}

/** Walks left from the "at" over letters, figures, dots and up to two plain words. */
function nameStart(tokens: readonly Token[], i: number): number {
  let from = i;
  let plain = 0;
  for (let at = i - 1; at >= 0 && i - at < LONGEST; at--) {
    const token = tokens[at]!;
    if (token.type === 'end' || token.type === 'mark') break;
    if (token.type === 'pause') {
      if (goesOver(tokens, at)) continue;
      break;
    }
    if (LINK(token)) {
      if (
        token.text === '.' &&
        token.spaced === false &&
        tokens[at + 1]?.spaced &&
        token.turn === tokens[at + 1]?.turn &&
        at + 1 !== i &&
        !isShort(tokens[at + 1]!)
      )
        break;
      if (token.text !== '.' || at + 1 === i || from === at + 1) plain = Math.max(0, plain - 1);
      from = token.type === 'sign' && from !== at + 1 ? from : at;
      continue;
    }
    // A speaker pauses before the "at" as they do between letters: "Peter.Lane, at example.com".
    if (token.text === ',' && (at + 1 === i || isShort(tokens[at + 1]!))) continue;
    if (explained(tokens, at)) {
      at -= explained(tokens, at);
      from = at;
      continue;
    }
    if (isShort(token) && (!/^[ai]$/.test(token.text) || isSpelled(tokens, at))) {
      from = at;
      continue;
    }
    if (token.type === 'letters' && !STOP(token) && plain < PLAIN_WORDS) {
      plain += 1;
      from = at;
      continue;
    }
    break;
  }
  while (
    from < i &&
    (tokens[from]!.type === 'sign' || tokens[from]!.type === 'pause' || /^(?:的|号|中|字|母)$/.test(tokens[from]!.text))
  )
    from += 1;
  return from;
}

/** An address goes over a pause where its second half begins with a sign or letter, or its first ends so. */
function goesOver(tokens: readonly Token[], pause: number): boolean {
  const [before, after] = [tokens[pause - 1], tokens[pause + 1]];
  const joins = (token: Token | undefined): boolean =>
    token !== undefined && (LINK(token) || (token.type === 'letters' && token.text.length === 1)) && token.text !== '.';
  return (
    joins(before) || joins(after) || behindAt(tokens, pause + 1) !== null || (after !== undefined && isShort(after))
  );
}

/** A letter, figures or a number's word. */
function isShort(token: Token): boolean {
  if (token.type === 'digits') return true;
  if (token.type === 'letters' && token.text.length === 1) return true;
  return FIGURE(token);
}

/** An "a" or "i" between letters, figures or signs of an address is no article and no pronoun. */
function isSpelled(tokens: readonly Token[], at: number): boolean {
  const beside = (token: Token | undefined): boolean =>
    token !== undefined && (isShort(token) || LINK(token)) && token.text !== '.';
  return beside(tokens[at - 1]) || (beside(tokens[at + 1]) && !STOP(tokens[at - 1]));
}

/** The words of "b for bravo", "b as in boy" that end at `at`, less one; 0 when none do. */
function explained(tokens: readonly Token[], at: number): number {
  const word = tokens[at]!;
  if (word.type !== 'letters' || word.text.length < 2) return 0;
  const initial = word.text[0];
  if (tokens[at - 1]?.text === 'for' && tokens[at - 2]?.text === initial) return 2;
  if (tokens[at - 1]?.text === 'in' && tokens[at - 2]?.text === 'as' && tokens[at - 3]?.text === initial) return 3;
  return 0;
}

/** "shaelsonnengmailcom", "jane 82 gmailcom": a chat that lost its signs. */
function joined(tokens: readonly Token[], i: number, expected: (at: number) => boolean): Span | null {
  const token = tokens[i]!;
  if (token.type !== 'letters' || token.text.length < 6 || !SIGNLESS(token)) return null;
  if (!JOINED(token) && !expected(i)) return null;
  let from = i;
  while (from > 0 && tokens[from - 1]!.type === 'digits' && tokens[from - 1]!.turn === token.turn) from -= 1;
  const before = tokens[from - 1];
  const bare = PROVIDER_NAME.test(token.text.replace(/(?:com|couk|cn|net|org)$/, ''));
  if ((bare || from < i) && before?.type === 'letters' && before.turn === token.turn && !STOP(before)) from -= 1;
  return from < i || !bare ? { from, to: i + 1 } : null;
}

/** The "at" heard as a dot: peter.lane.example.com; three parts may be a site's name, and need the question. */
function dotted(tokens: readonly Token[], i: number, expected: (at: number) => boolean): Span | null {
  if (tokens[i]!.type !== 'letters' || SITE(tokens[i]) || INSIDE(tokens[i - 1])) return null;
  let to = i + 1;
  let parts = 1;
  while (
    to - i < LONGEST &&
    tokens[to]?.text === '.' &&
    !tokens[to]!.spaced &&
    tokens[to + 1] !== undefined &&
    !tokens[to + 1]!.spaced &&
    isWritten(tokens[to + 1]!)
  ) {
    to += 2;
    parts += 1;
    while (to - i < LONGEST && tokens[to] !== undefined && !tokens[to]!.spaced && isWritten(tokens[to]!)) to += 1;
  }
  if (parts < 3 || !ENDING(tokens[to - 1])) return null;
  return parts > 3 || expected(i) ? { from: i, to } : null;
}

const isWritten = ({ type }: Token): boolean => type === 'letters' || type === 'digits';

/** Where an address was asked for: "jane smith gmail com" without any "at". */
function nameless(tokens: readonly Token[], i: number, expected: (at: number) => boolean): Span | null {
  const token = tokens[i]!;
  const provider = PROVIDER(token) && !/^e?mail$/.test(token.text);
  if (!provider || !expected(i)) return null;
  let to = i + 1;
  if (DOT(tokens[to])) to += 1;
  to = endingAt(tokens, to) ?? i + 1;
  const from = nameStart(tokens, i);
  return from < i ? { from, to } : null;
}
