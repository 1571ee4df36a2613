// A text of a scorecard as the reader gets it: <Said text={criterion.text} leading={scorecard.leading} />. Where it is not
// in the language shown, its words are marked with the language they are in, and the language stands beside them.
import { createMemo, type JSX, Show } from 'solid-js';
import type { LanguageTag, Text } from '../../scorecards/scorecard/text.ts';
import { foreign, wordedFor } from '../words/words.ts';
import { languageName } from './format.ts';

export function Said(props: { text: Text; leading?: LanguageTag }): JSX.Element {
  const found = createMemo(() => wordedFor(props.text, props.leading));
  return (
    <Show when={foreign(found())} fallback={found().words}>
      <span lang={found().language}>{found().words}</span>
      <LanguageMark language={found().language} />
    </Show>
  );
}

/** In letters as small as they can be read; what it is short for is told to who hears it and who points at it. */
export function LanguageMark(props: { language: LanguageTag }): JSX.Element {
  return (
    <span
      role="img"
      aria-label={languageName(props.language)}
      title={languageName(props.language)}
      class="ml-1 inline-block rounded border border-line px-1 align-[1px] text-micro leading-tight font-medium whitespace-nowrap text-ink-3 no-underline"
    >
      {shortName(props.language)}
    </span>
  );
}

/** As its own speakers would know it at a glance. */
const shortName = (tag: LanguageTag): string => {
  const [main = tag] = tag.split('-');
  return main === 'zh' ? '中文' : main.toUpperCase();
};
