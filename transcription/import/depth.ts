// The nesting depth of a JSON text, counted from its brackets before anything parses or walks it: recursion over a
// deeply nested value would end the process, not just the value.

/** Nothing people or programs hand over is nested half as deeply. */
export const MOST_DEPTH = 64;
/** Values of one body: commas between them. Checking each of a million against a schema takes seconds. */
export const MOST_VALUES = 200_000;

const sign = (character: string): number => character.charCodeAt(0);
const [QUOTE, BACKSLASH, COMMA] = [sign('"'), sign('\\'), sign(',')];
const [OPEN_LIST, OPEN_OBJECT, CLOSE_LIST, CLOSE_OBJECT] = [sign('['), sign('{'), sign(']'), sign('}')];

/**
 * One pass over the text, which need not be valid JSON.
 * @returns the deepest nesting (0: no brackets) and how many values commas part
 */
export function shapeOf(text: string): { depth: number; values: number } {
  let depth = 0;
  let deepest = 0;
  let values = 1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i++;
      while (i < text.length && text.charCodeAt(i) !== QUOTE) i += text.charCodeAt(i) === BACKSLASH ? 2 : 1;
    } else if (code === COMMA) values++;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
  }
  return { depth: deepest, values };
}
