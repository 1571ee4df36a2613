// Which of some phrases a customer says, as the search compares: English by whole words, Chinese anywhere in a run of
// characters. What is denied does not count: "I don't want to complain", 我不是要投诉. A denial is looked for only in the
// few words that may stand between it and the phrase, so that 再不解决我就投诉 and "if this isn't fixed I will complain"
// count. Every token is looked at once for each word of the longest phrase.

import type { Turn } from '../../transcript/transcript.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Letters `from` to `to` of a turn's text; `phrase` as it stands in the list. */
export type Saying = { phrase: string; turn: number; from: number; to: number };

/** A tree of phrases, token by token. */
type Tree = { phrase: string | null; next: Map<string, Tree> };

/** So many tokens of a phrase are compared: nobody writes down a longer one. */
const LONGEST = 60;

/**
 * The first of the phrases that a customer says and does not deny; the longest where several begin with the same word.
 * @param turns as the reader is shown them: nothing is found in what is masked
 */
export function firstSaid(turns: readonly Pick<Turn, 'speaker' | 'text'>[], phrases: readonly string[]): Saying | null {
  const tree = treeOf(phrases);
  for (const [turn, { speaker, text }] of turns.entries()) {
    if (speaker !== 'customer') continue;
    const tokens = tokensOf(text);
    for (let i = 0; i < tokens.length; i++) {
      const found = longestAt(tokens, i, tree);
      if (found && !isDenied(text, tokens, i)) {
        return { phrase: found.phrase, turn, from: tokens[i]!.from, to: tokens[found.end - 1]!.to };
      }
    }
  }
  return null;
}

/** Whether there is anything to find in it: punctuation alone is never said. */
export const canBeSaid = (phrase: string): boolean => tokensOf(phrase).length > 0;

function treeOf(phrases: readonly string[]): Tree {
  const root: Tree = { phrase: null, next: new Map() };
  for (const phrase of phrases) {
    const tokens = tokensOf(phrase);
    if (tokens.length === 0 || tokens.length > LONGEST) continue;
    let at = root;
    for (const { text } of tokens) {
      const next = at.next.get(text) ?? { phrase: null, next: new Map() };
      at.next.set(text, next);
      at = next;
    }
    at.phrase ??= phrase;
  }
  return root;
}

/** @returns the phrase, and the token behind its last */
function longestAt(tokens: readonly Token[], from: number, tree: Tree): { phrase: string; end: number } | null {
  let found: { phrase: string; end: number } | null = null;
  let at: Tree | undefined = tree;
  for (let i = from; i < tokens.length; i++) {
    if (i > from && tokens[i]!.broken) break;
    at = at.next.get(tokens[i]!.text);
    if (!at) break;
    if (at.phrase !== null) found = { phrase: at.phrase, end: i + 1 };
  }
  return found;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const DENIALS = words(
  'no not never without nothing none nor neither hardly cannot cant wont dont doesnt didnt isnt arent wasnt werent wouldnt ' +
    'couldnt shouldnt havent hasnt hadnt aint neednt 不 没 无 未 勿',
);
/** What may stand between a denial and what it denies. */
const BETWEEN = words(
  'a an any the to be been being want wants wanted wanting wish wishing like liked going gonna planning plan intend ' +
    'intending intention mean meaning need reason cause calling ringing writing phoning trying here have having had got ' +
    'make making made file filing lodge lodging raise raising really actually even of for about as my this that formal ' +
    'further other more real ' +
    '是 想 要 会 用 需 必 打 算 准 备 愿 意 来 去 再 有 什 么 任 何 为 了 得 值 可 能 进 行 提 出 过 真 别 的 并 到',
);
/** Further back is another thought. */
const REACH = 8;
const CLAUSE = /[.!?;:,…—\n。！？；：，、]/u;

/** Two denials before it are none: 不得不投诉. */
function isDenied(text: string, tokens: readonly Token[], phrase: number): boolean {
  let denied = false;
  for (let i = phrase - 1; i >= 0 && i >= phrase - REACH; i--) {
    const [token, next] = [tokens[i]!, tokens[i + 1]!];
    if (next.broken || CLAUSE.test(text.slice(token.to, next.from))) break;
    if (DENIALS.has(token.text) && !asks(tokens, i)) denied = !denied;
    else if (!BETWEEN.has(token.text) && !DENIALS.has(token.text)) break;
  }
  return denied;
}

/** 能不能, 有没有, 要不要: a question, not a denial. */
const asks = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]!.character && tokens[at - 1] !== undefined && tokens[at - 1]!.text === tokens[at + 1]?.text;
