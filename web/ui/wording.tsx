// A text of a scorecard as the reader gets it: <Wording text={criterion.text} leading={scorecard.leading} />. Where it is not
// in the language shown, its words are marked with the language they are in, and the language stands beside them.
import { createContext, createMemo, type JSX, Show, useContext } from 'solid-js';
import type { LanguageTag, Text } from '../../scorecards/scorecard/text.ts';
import { foreign, languageMark, t, wordedFor } from '../words/words.ts';
import { languageName } from './format.ts';

/** `leading`: the scorecard's, if it is not that of the <LeadingLanguage> around. */
export function Wording(props: { text: Text; leading?: LanguageTag }): JSX.Element {
  const around = useContext(Leading);
  const found = createMemo(() => wordedFor(props.text, props.leading ?? around()));
  return (
    <Show when={foreign(found())} fallback={found().words}>
      <span lang={found().language}>{found().words}</span> <LanguageMark language={found().language} />
    </Show>
  );
}

const Leading = createContext<() => LanguageTag | undefined>(() => undefined);

/** Everything of one scorecard: what is not in the reader's language is shown in this one, if it has it. */
export const LeadingLanguage = (props: { of: LanguageTag; children: JSX.Element }): JSX.Element => (
  <Leading.Provider value={() => props.of}>{props.children}</Leading.Provider>
);

/** In letters as small as they can be read; what it is short for is told to who hears it and who points at it. */
export function LanguageMark(props: { language: LanguageTag }): JSX.Element {
  return (
    <span
      role="img"
      aria-label={languageName(props.language)}
      title={languageName(props.language)}
      class="inline-block rounded border border-line px-1 align-[1px] text-micro leading-tight font-medium whitespace-nowrap text-ink-3 no-underline"
    >
      {languageMark(props.language)}
    </span>
  );
}

/** The words of a text for a sentence or a list of names: what is in another language has its mark behind it, "Begrüßung (DE)". */
export function saidMarked(text: Text, leading?: LanguageTag): string {
  const found = wordedFor(text, leading);
  return foreign(found)
    ? t('common.inLanguage', { words: found.words, mark: languageMark(found.language) })
    : found.words;
}
