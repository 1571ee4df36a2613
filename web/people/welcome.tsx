// The frame of the pages before sign-in: logo, sheet, languages.
import { For, type JSX, Show } from 'solid-js';
import { Logo } from '../shell/logo.tsx';
import { LANGUAGE_NAMES, language, showLanguage, TAG } from '../words/words.ts';

export function Welcome(props: {
  title: string;
  lead?: JSX.Element;
  children: JSX.Element;
  wide?: boolean;
}): JSX.Element {
  return (
    <main class="grid min-h-dvh place-items-center px-4 py-10">
      <div class={`grid w-full gap-6 ${props.wide ? 'max-w-md' : 'max-w-xs'}`}>
        <div class="flex items-center gap-2.5">
          <Logo />
          <span class="text-bar font-semibold">Attune</span>
        </div>
        <div>
          <h1 class="text-title font-semibold tracking-tight">{props.title}</h1>
          <Show when={props.lead}>
            <p class="mt-1 text-ink-2">{props.lead}</p>
          </Show>
        </div>
        {props.children}
        <div class="flex items-center gap-1 text-small text-ink-3">
          <For each={['en', 'zh'] as const}>
            {(one) => (
              <button
                type="button"
                lang={TAG[one]}
                aria-pressed={language() === one}
                class="-ml-2 rounded-control px-2 py-1 font-medium text-ink-3 not-first:ml-0 hover:bg-well aria-pressed:text-ink"
                onClick={() => void showLanguage(one)}
              >
                {LANGUAGE_NAMES[one]}
              </button>
            )}
          </For>
        </div>
      </div>
    </main>
  );
}
