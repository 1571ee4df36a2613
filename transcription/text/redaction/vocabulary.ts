// The words the rules know. Every rule checks nearly every word, and conversations repeat the same words, so the answer
// is cached per word and each pattern sees each word once.

export type TokenType = 'digits' | 'letters' | 'han' | 'sign' | 'mark' | 'pause' | 'end';

/** A word of one conversation, wherever it occurs; `known` holds rules' answers: 0 not asked yet, 1 no, 2 yes. */
export type Word = { readonly text: string; readonly type: TokenType; readonly known: Uint8Array };

/** Whether a token's word belongs to a rule; false for no token. */
export type WordRule = (token: { readonly word: Word } | undefined) => boolean;

let rules = 0;

/** @param pattern tells a whole word: it begins with `^` and ends with `$`; or a list of words */
export function words(pattern: RegExp | { has(text: string): boolean }): WordRule {
  const rule = rules++;
  return (token) => {
    if (token === undefined) return false;
    const { known, text } = token.word;
    const before = known[rule]!;
    if (before !== 0) return before === 2;
    const is = pattern instanceof RegExp ? pattern.test(text) : pattern.has(text);
    known[rule] = is ? 2 : 1;
    return is;
  };
}

/** The words of one conversation. */
export function newVocabulary(typeOf: (text: string) => TokenType): (text: string) => Word {
  const all = new Map<string, Word>();
  return (text) => {
    const there = all.get(text);
    if (there !== undefined) return there;
    const word = { text, type: typeOf(text), known: new Uint8Array(rules) };
    all.set(text, word);
    return word;
  };
}
