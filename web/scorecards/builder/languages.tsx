// The languages a draft is written in: the leading one, and one beside it.
import { createMemo, createSignal, type JSX } from 'solid-js';
import type { Draft } from '../../../scorecards/scorecard/definition.ts';
import { languagesOf } from '../../../scorecards/scorecard/draft.ts';
import { languageName } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import type { Languages } from './fields.tsx';
import type { Writing } from './writing.ts';

/** Which language stands beside the leading one. */
export function useLanguages(writing: Writing) {
  const first = languagesOf(writing.draft());
  const [second, setSecond] = createSignal<string | null>(first[1] ?? (first[0] === 'en' ? 'zh' : 'en'));
  const shown = (): Languages => {
    const { leading } = writing.draft();
    const beside = second();
    return beside && beside !== leading ? [leading, beside] : [leading];
  };
  return { shown, second, setSecond };
}

/** Languages a text can be written in; a scorecard may hold any other by its file. */
const OFFERED = [
  'en',
  'zh',
  'zh-TW',
  'yue',
  'ja',
  'ko',
  'de',
  'fr',
  'es',
  'pt',
  'it',
  'nl',
  'pl',
  'ru',
  'ar',
  'hi',
  'th',
  'vi',
  'id',
];

/** @param props.draft looked at a moment after the last key: finding its languages reads every text */
export function OtherLanguage(props: { draft: Draft; languages: ReturnType<typeof useLanguages> }): JSX.Element {
  const offered = createMemo(() =>
    [...new Set([...languagesOf(props.draft), ...OFFERED])].filter((one) => one !== props.draft.leading),
  );
  return (
    <Select
      quiet
      label={t('builder.beside')}
      empty={t('builder.oneLanguage')}
      options={offered()}
      value={props.languages.second()}
      name={(one) => t('builder.besideIt', { language: languageName(one) })}
      onChange={props.languages.setSecond}
    />
  );
}
