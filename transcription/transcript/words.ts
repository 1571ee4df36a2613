// Joins tokens into words. The model writes pieces of words, and of characters that take several bytes; people read
// words. In languages with spaces a word begins at a space; in Chinese each character is separate and Latin letters
// stay together. Punctuation belongs to the word before it, an opening bracket to the one after.

/** A piece of text with its place in the window (ms) and the log-probability the model gave it. */
export type Token = { id: number; start_ms: number; end_ms: number; logprob: number };

/** A word with its place in the window. `logprob` is the mean over its tokens. */
export type TimedWord = { text: string; start_ms: number; end_ms: number; logprob: number };

/** A silence of the recording that the window leaves out: from the last speech before to the first after, in its ms. */
export type Pause = { start_ms: number; end_ms: number };

type Part = TimedWord & { tokens: number };

const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const PUNCTUATION = /^[\s\p{P}\p{S}]+$/u;
const OPENING = /^\s*["'“‘(（《「『【[¿¡$€£¥#-]+$/u;
/** Whole and decimal numbers, prices and times stay one word: `4.50`, `10:30`. */
const NUMBER_JOIN = /\d[.,:]$/;
/** A figure that begins so shortly before a pause was said after it: silence is ascribed to what stands before it. */
const FIGURE_MS = 200;

/**
 * @param tokens text tokens in order, without the special ones
 * @param decode the tokeniser's text for some tokens; U+FFFD where they end inside a character
 * @param pauses long ones, over which no number goes on though the model writes it as one
 */
export function tokensToWords(
  tokens: readonly Token[],
  decode: (ids: number[]) => string,
  pauses: readonly Pause[] = [],
): TimedWord[] {
  const words: Part[] = [];
  for (const part of foldWide(wholeCharacters(tokens, decode)).flatMap(splitCharacters)) {
    const last = words.at(-1);
    const pause = last && pauseInNumber(last, part, pauses);
    if (last && pause) {
      last.text = last.text.replace(/-$/, '');
      last.end_ms = Math.min(last.end_ms, pause.start_ms);
      words.push({ ...part, start_ms: Math.max(part.start_ms, pause.end_ms) });
    } else if (last && joins(last.text, part.text)) append(last, part);
    else words.push({ ...part });
  }
  return words
    .map(({ text, start_ms, end_ms, logprob }) => ({ text: text.trim(), start_ms, end_ms, logprob }))
    .filter(({ text }) => text !== '' && !PUNCTUATION.test(text));
}

/** Joins tokens until they end at a character's last byte. */
function wholeCharacters(tokens: readonly Token[], decode: (ids: number[]) => string): Part[] {
  const parts: Part[] = [];
  let open: Token[] = [];
  for (const token of tokens) {
    open.push(token);
    const text = decode(open.map(({ id }) => id));
    if (text.includes('\ufffd') && open.length < 6) continue;
    parts.push({
      text: text.replaceAll('\ufffd', ''),
      start_ms: open[0]?.start_ms ?? 0,
      end_ms: token.end_ms,
      logprob: open.reduce((sum, { logprob }) => sum + logprob, 0) / open.length,
      tokens: open.length,
    });
    open = [];
  }
  return parts;
}

/**
 * Full-width letters, figures and signs, but for the punctuation that Chinese writes so. Alone they are a comma of
 * which the model missed the last byte (EF BC A7, a full-width G, for EF BC 8C).
 */
const WIDE_SIGN = /[\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5d]/gu;
const WIDE_ALONE = /^[\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5d]$/u;
/** What stands beside a letter or figure that is one of several. */
const ONE_OF_SEVERAL = /[a-z\d\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/iu;

/** Writes full-width letters and figures as everyone types them, and commas that came out as one as commas. */
function foldWide(parts: readonly Part[]): Part[] {
  return parts.flatMap((part, i) => {
    const before = parts[i - 1]?.text.at(-1) ?? '';
    const after = parts[i + 1]?.text[0] ?? '';
    const alone = WIDE_ALONE.test(part.text.trim());
    if (alone && !(ONE_OF_SEVERAL.test(part.text) && (ONE_OF_SEVERAL.test(before) || ONE_OF_SEVERAL.test(after)))) {
      if (PUNCTUATION.test(before)) return [];
      return [{ ...part, text: CHARACTER.test(before) || CHARACTER.test(after) ? '，' : ',' }];
    }
    return [{ ...part, text: part.text.replace(WIDE_SIGN, (sign) => sign.normalize('NFKC')) }];
  });
}

/** Shares the time of a part of several characters evenly among them. */
function splitCharacters(part: Part): Part[] {
  if (!CHARACTER.test(part.text)) return [part];
  const pieces = part.text.match(
    /\s*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu,
  );
  if (!pieces || pieces.length < 2) return [part];
  const step = (part.end_ms - part.start_ms) / pieces.length;
  return pieces.map((text, i) => ({
    ...part,
    text,
    start_ms: Math.round(part.start_ms + i * step),
    end_ms: Math.round(part.start_ms + (i + 1) * step),
  }));
}

function joins(before: string, part: string): boolean {
  if (OPENING.test(before)) return true;
  if (OPENING.test(part) && part.startsWith(' ')) return false;
  if (PUNCTUATION.test(part)) return true;
  if (NUMBER_JOIN.test(before) && /^\d/.test(part)) return true;
  return (
    !part.startsWith(' ') && !CHARACTER.test(part) && !CHARACTER.test(before) && !/[\s,;!?，。；！？、]$/.test(before)
  );
}

/** The pause after which a figure was said that the model wrote to the number before. */
function pauseInNumber(number: Part, part: Part, pauses: readonly Pause[]): Pause | undefined {
  if (!/\d-?$/.test(number.text) || !/^\d/.test(part.text)) return undefined;
  const late = part.start_ms + FIGURE_MS;
  return pauses.find(
    ({ start_ms }) => number.start_ms + FIGURE_MS < start_ms && late >= start_ms && part.end_ms > start_ms,
  );
}

function append(word: Part, part: Part): void {
  // Punctuation has no sound of its own: it does not make the word longer.
  if (!PUNCTUATION.test(part.text)) {
    if (PUNCTUATION.test(word.text)) word.start_ms = part.start_ms;
    word.end_ms = part.end_ms;
    const tokens = word.tokens + part.tokens;
    word.logprob = (word.logprob * word.tokens + part.logprob * part.tokens) / tokens;
    word.tokens = tokens;
  }
  word.text += part.text;
}

/** Words as people write them: blanks between words, none beside a Chinese character. */
export function joinWords(words: readonly { text: string }[]): string {
  let line = '';
  for (const { text } of words) {
    const tight = line === '' || wide(line.at(-1)) || wide(text[0]);
    line += tight ? text : ` ${text}`;
  }
  return line;
}

/** A character as wide as a Chinese one, its punctuation included. */
function wide(character: string | undefined): boolean {
  return (
    character !== undefined &&
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u.test(character)
  );
}
