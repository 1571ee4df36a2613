// The words of a scorecard's texts for a reader. Apart from text.ts, so that a page which only shows them need not load what
// checks them.
import type { Answer } from './answers.ts';
import type { Criterion } from './definition.ts';
import type { LanguageTag, Text } from './text.ts';

/** Words, and the language they are in. */
export type Worded = { words: string; language: LanguageTag };

/**
 * The words of a text for a reader: in the first of `languages` that it has, a regional form included (zh-TW for zh), else in
 * whatever it has. Empty words where a draft has none yet.
 */
export function worded(text: Text, ...languages: readonly LanguageTag[]): Worded {
  const has = Object.keys(text)
    .filter((tag) => text[tag] !== '')
    .sort();
  for (const wanted of languages) {
    const found = has.find((tag) => tag === wanted) ?? has.find((tag) => mainOf(tag) === mainOf(wanted));
    if (found !== undefined) return { words: text[found]!, language: found };
  }
  const any = has.includes('en') ? 'en' : has[0];
  return any === undefined ? { words: '', language: languages[0] ?? 'en' } : { words: text[any]!, language: any };
}

const mainOf = (tag: LanguageTag): string => tag.split('-')[0]!;

/** Of a list in a sentence, by language. */
const COMMA: Readonly<Record<string, string>> = { zh: '、', ja: '、' };

/**
 * Where an answer stands on its scale, in the scorecard's words; null where it has none. Numbers and days are as they were
 * given, whatever the language.
 */
export function answerText({ scale }: Pick<Criterion, 'scale'>, value: Answer['value']): Text | null {
  if (value === null) return null;
  switch (scale.type) {
    case 'choice':
      return scale.options.find((option) => option.key === value)?.label ?? null;
    case 'checklist': {
      const ticked = scale.items.filter((item) => Array.isArray(value) && value.includes(item.key));
      return ticked.length === 0 ? { en: '–', zh: '–' } : listed(ticked.map(({ label }) => label));
    }
    case 'ranges': {
      const range = scale.ranges.find(({ up_to }) => typeof value === 'number' && value <= up_to);
      const name = range?.label ?? {};
      const tags = Object.keys(name);
      return tags.length === 0 ? plain(value) : Object.fromEntries(tags.map((tag) => [tag, `${value} · ${name[tag]}`]));
    }
    case 'number':
    case 'count':
    case 'date':
    case 'text':
      return plain(value);
  }
}

const plain = (value: NonNullable<Answer['value']>): Text => ({ en: String(value), zh: String(value) });

/** In every language that one of them has. */
function listed(texts: readonly Text[]): Text {
  const tags = [...new Set(texts.flatMap((text) => Object.keys(text)))];
  return Object.fromEntries(
    tags.map((tag) => [tag, texts.map((text) => worded(text, tag).words).join(COMMA[mainOf(tag)] ?? ', ')]),
  );
}
