// Splits typed text into words like the recogniser's (words.ts): at blanks, Chinese characters one by one, punctuation
// with the preceding word, opening brackets with the following one.

/** A word as it stands in the text, with its place there: offsets in UTF-16, the end is the first offset behind it. */
export type WrittenWord = { text: string; start: number; end: number };

const WIDE = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]`;
/** Blanks, one wide character, punctuation and signs, or letters and figures. */
const PART = new RegExp(`\\s+|${WIDE}|[\\p{P}\\p{S}]+|(?:(?!${WIDE})[^\\s\\p{P}\\p{S}])+`, 'gu');
const IS_WIDE = new RegExp(`^${WIDE}$`, 'u');
const IS_BLANK = /^\s+$/;
const IS_PUNCTUATION = /^[\p{P}\p{S}]+$/u;
const IS_OPENING = /^["'“‘(（《「『【[¿¡$€£¥#-]+$/u;
/** After these the next word begins even without a blank; a figure goes on after a point, a comma or a colon. */
const ENDS_WORD = /[,;!?，。；！？、]$/;
const NUMBER_GOES_ON = /\d[.,:]$/;

/** @returns the words in order; with the blanks between them they are the text. Punctuation alone is not a word. */
export function wordsOfText(text: string): WrittenWord[] {
  const words: { start: number; end: number; open: boolean; wide: boolean }[] = [];
  let blank = true;
  for (const { 0: part, index } of text.matchAll(PART)) {
    const end = index + part.length;
    const last = words.at(-1);
    if (IS_BLANK.test(part)) {
      blank = true;
      continue;
    }
    const punctuation = IS_PUNCTUATION.test(part);
    const wide = IS_WIDE.test(part);
    // How a word ends is recognised by its last two letters, however long it has grown.
    const before = last ? text.slice(Math.max(last.start, last.end - 2), last.end) : '';
    if (last?.open) {
      Object.assign(last, { end, open: punctuation, wide });
    } else if (punctuation) {
      const opening = IS_OPENING.test(part) && (blank || last?.wide !== false);
      if (last && !opening) last.end = end;
      else words.push({ start: index, end, open: true, wide: false });
    } else if (last && !blank && !wide && !last.wide && goesOn(before, part)) last.end = end;
    else words.push({ start: index, end, open: false, wide });
    blank = false;
  }
  // What opens and is followed by nothing closes.
  const trailing = words.at(-1);
  if (trailing?.open) {
    words.pop();
    const last = words.at(-1);
    if (last) last.end = trailing.end;
  }
  return words.map(({ start, end }) => ({ text: text.slice(start, end), start, end }));
}

function goesOn(before: string, part: string): boolean {
  return NUMBER_GOES_ON.test(before) ? /^\d/.test(part) : !ENDS_WORD.test(before);
}
