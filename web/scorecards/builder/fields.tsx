// Fields of the builder: a text in two languages side by side, a whole number, one of a few.
import { createEffect, createSignal, createUniqueId, For, type JSX, on, Show } from 'solid-js';
import { TEXT_CHARACTERS, type Text } from '../../../scorecards/scorecard/text.ts';
import { languageName } from '../../ui/format.ts';
import { t } from '../../words/words.ts';

/** The languages shown: the leading one, and one beside it. */
export type Languages = readonly string[];

type TextProps = {
  label: string;
  text: Text | null;
  languages: Languages;
  /** @param field names what is typed in */
  onChange: (text: Text, language: string) => void;
  long?: boolean;
  /** The label is for screen readers alone. */
  bare?: boolean;
  /** Given the first field as soon as it is there. */
  onReady?: (field: HTMLElement) => void;
};

/** The same text in each language shown, side by side. */
export function TextPair(props: TextProps): JSX.Element {
  const id = createUniqueId();
  const change = (language: string, words: string) =>
    props.onChange({ ...(props.text ?? {}), [language]: words }, language);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of two fields, without a fieldset's own look
    <div role="group" aria-labelledby={id} class="grid min-w-0 gap-1">
      <span id={id} class={props.bare ? 'sr-only' : 'text-small font-medium text-ink-2'}>
        {props.label}
      </span>
      <div class={`grid gap-2 ${props.languages.length > 1 ? 'grid-cols-2 max-md:grid-cols-1' : ''}`}>
        <For each={props.languages}>
          {(language, i) => (
            <WordsField
              label={t('builder.inLanguage', { field: props.label, language: languageName(language) })}
              tag={props.languages.length > 1 ? language : ''}
              language={language}
              value={props.text?.[language] ?? ''}
              long={props.long}
              onInput={(words) => change(language, words)}
              onReady={(field) => i() === 0 && props.onReady?.(field)}
            />
          )}
        </For>
      </div>
    </div>
  );
}

function WordsField(props: {
  label: string;
  tag: string;
  language: string;
  value: string;
  long?: boolean;
  onInput: (words: string) => void;
  onReady?: (field: HTMLElement) => void;
}): JSX.Element {
  const common = {
    maxlength: TEXT_CHARACTERS,
    class: 'control w-full',
  };
  return (
    <div class="relative min-w-0">
      <Show
        when={props.long}
        fallback={
          <input
            {...common}
            ref={(field) => props.onReady?.(field)}
            aria-label={props.label}
            lang={props.language}
            value={props.value}
            onInput={(event) => props.onInput(event.currentTarget.value)}
            class={`control w-full ${props.tag ? 'pr-9!' : ''}`}
          />
        }
      >
        <textarea
          {...common}
          ref={(field) => props.onReady?.(field)}
          rows="2"
          aria-label={props.label}
          lang={props.language}
          value={props.value}
          onInput={(event) => props.onInput(event.currentTarget.value)}
          class={`control block field-sizing-content max-h-60 w-full resize-none ${props.tag ? 'pr-9!' : ''}`}
        />
      </Show>
      <span
        aria-hidden="true"
        class="pointer-events-none absolute top-2 right-2 text-[10.5px] leading-4 font-medium text-ink-3 uppercase"
      >
        {props.tag}
      </span>
    </div>
  );
}

/** A whole number within its limits; what is no such number stays in the field, marked, and changes nothing. */
export function WholeField(props: {
  label: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
  unit?: string;
  /** Stands before it. */
  before?: string;
  bare?: boolean;
  class?: string;
}): JSX.Element {
  const [typed, setTyped] = createSignal(String(props.value));
  createEffect(
    on(
      () => props.value,
      (value) => Number(typed()) !== value && setTyped(String(value)),
      { defer: true },
    ),
  );
  const valid = () => {
    const value = Number(typed());
    return typed().trim() !== '' && Number.isInteger(value) && value >= props.least && value <= props.most;
  };
  return (
    <label class={`grid gap-1 ${props.class ?? ''}`}>
      <span class={props.bare ? 'sr-only' : 'text-small font-medium text-ink-2'}>{props.label}</span>
      <span class="flex items-center gap-1.5">
        <Show when={props.before}>
          <span class="text-small whitespace-nowrap text-ink-3">{props.before}</span>
        </Show>
        <input
          type="number"
          class="control num w-22"
          min={props.least}
          max={props.most}
          step={1}
          value={typed()}
          aria-invalid={!valid()}
          title={valid() ? undefined : t('builder.between', { least: props.least, most: props.most })}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            if (valid()) props.onChange(Number(typed()));
          }}
          onBlur={() => !valid() && setTyped(String(props.value))}
        />
        <Show when={props.unit}>
          <span class="text-small text-ink-3">{props.unit}</span>
        </Show>
      </span>
    </label>
  );
}
