// How a page gets its text: `t('queue.title')`, `t('queue.left', { n: 3 })`, `t('common.reviews', 3)`.
//
// The words are in en/ and zh-CN/, one top-level key per stage, at most three levels deep. A leaf is a sentence, a
// sentence with `{{ name }}` in it (spaces as shown; the compiler then requires the name), or a function if the
// sentence depends on a number: `reviews: (n: number) => plural(n, 'review')`. `en` defines the keys, `zh` must have
// the same ones. A key chosen at run time keeps its beginning literal: t(`common.role.${role}`).
import { resolveTemplate } from '@solid-primitives/i18n';
import { createSignal } from 'solid-js';
import type * as Problems from '../../scorecards/problems/problem.ts';
import type { Language, ProblemCode } from '../../scorecards/problems/problem.ts';
import type { LanguageTag, Text } from '../../scorecards/scorecard/text.ts';
import { type Worded, worded } from '../../scorecards/scorecard/worded.ts';
import type { en } from './en/words.ts';

export type { Language };

// biome-ignore lint/suspicious/noExplicitAny: a leaf may take whatever its sentence needs
type Leaf = string | ((...args: any[]) => string);

type Paths<T> = { [K in keyof T & string]: T[K] extends Leaf ? K : `${K}.${Paths<T[K]>}` }[keyof T & string];
export type Key = Paths<typeof en>;
type At<T, P> = P extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<T[Head], Rest>
    : never
  : P extends keyof T
    ? T[P]
    : never;
type Names<S> = S extends `${string}{{ ${infer Name} }}${infer Rest}` ? Name | Names<Rest> : never;
type Args<L> = L extends (...args: infer A) => string
  ? A
  : [Names<L>] extends [never]
    ? []
    : [{ [K in Names<L>]: string | number }];

/** BCP 47 tag of a language, for `lang` and Intl. */
export const TAG: Record<Language, string> = { en: 'en-GB', zh: 'zh-CN' };
/** A language in its own words, never translated. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', zh: '简体中文' };

const STORED = 'attune.language';
const [words, setWords] = createSignal<Map<string, Leaf>>(new Map());
const [language, setCurrent] = createSignal<Language>('en');

export { language };

/** Fetches a language's words and shows them from then on; remembered by this browser. */
export async function showLanguage(next: Language): Promise<void> {
  const dictionary = next === 'zh' ? (await import('./zh-CN/words.ts')).zh : (await import('./en/words.ts')).en;
  setCurrent(next);
  setWords(leaves(dictionary));
  document.documentElement.lang = TAG[next];
  try {
    localStorage.setItem(STORED, next);
  } catch {
    // Storage may be forbidden: then it is asked of the browser again next time.
  }
}

/** The language before anyone has signed in: this browser's last one, or the one it asks for. */
export function firstLanguage(): Language {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(STORED);
  } catch {
    // as above
  }
  if (stored === 'en' || stored === 'zh') return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The words for a key in the language shown. */
export function t<K extends Key>(key: K, ...args: Args<At<typeof en, K>>): string {
  const leaf = words().get(key);
  if (leaf === undefined) return key;
  if (typeof leaf === 'function') return leaf(...args);
  return args.length === 0 ? leaf : resolveTemplate(leaf, args[0] as Record<string, string | number>);
}

/** The text of a scorecard or competency, in the language shown if it has it. <Wording> shows which language it is in. */
export const said = (text: Text, leading?: LanguageTag): string => wordedFor(text, leading).words;

/** The same with its language. `leading`: that of the scorecard, shown where the reader's is missing. */
export const wordedFor = (text: Text, leading?: LanguageTag): Worded =>
  leading === undefined ? worded(text, language()) : worded(text, language(), leading);

/** A language in as few letters as its readers know it by: EN, DE, 中文. */
export const languageMark = (tag: LanguageTag): string => {
  const [main = tag] = tag.split('-');
  return main === 'zh' ? '中文' : main.toUpperCase();
};

/** Whether words are in another language than the one shown. */
export const foreign = ({ words, language: spoken }: Worded): boolean =>
  words !== '' && spoken.split('-')[0] !== language();

const [problems, setProblems] = createSignal<typeof Problems | null>(null);
let asked: Promise<unknown> | null = null;

/** Loads the sentences of refusals, which the first page does not need; showing a refusal waits for them. */
export function loadSentences(): Promise<unknown> {
  asked ??= import('../../scorecards/problems/problem.ts').then(
    (found) => setProblems(() => found),
    // Asked for again by the next refusal.
    () => {
      asked = null;
    },
  );
  return asked;
}

/** The sentence of a refusal, or of a problem code stored with a row; null for a code this version does not know. */
export function refusalSentence(code: string, params: Record<string, string | number> = {}): string | null {
  const known = problems();
  return known?.PROBLEM_CODES.includes(code as ProblemCode)
    ? known.sentence(code as ProblemCode, params, language())
    : null;
}

/** Nested words as `a.b.c` → leaf. */
export function leaves(tree: object, prefix = ''): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === 'object' && value !== null) for (const [k, v] of leaves(value, path)) found.set(k, v);
    else found.set(path, value as Leaf);
  }
  return found;
}
