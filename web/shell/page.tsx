// What every signed-in page returns:
// <Page title="Interactions" filters={<Select quiet …/>} actions={<Button …/>}> … </Page>
// The thin bar shows the page and its filters, `facts` are chips beside the title (on a phone both are in a second line,
// with the actions); the content scrolls unless `fixed` (panes that scroll on their own). `column` centres a column for reading (1010 px).
import { createEffect, type JSX, Show } from 'solid-js';
import { useSession } from '../session/session.tsx';
import { explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { LANGUAGE_NAMES, language, TAG, t } from '../words/words.ts';

export function Page(props: {
  title: string;
  facts?: JSX.Element;
  filters?: JSX.Element;
  actions?: JSX.Element;
  fixed?: boolean;
  column?: boolean;
  children: JSX.Element;
}): JSX.Element {
  const session = useSession();
  createEffect(() => {
    document.title = `${props.title} · Attune`;
  });
  // Asked by name: reading a part would make it a second time.
  const second = () => 'facts' in props || 'filters' in props;
  const other = () => (language() === 'en' ? 'zh' : 'en');
  const change = () => session.show({ language: other() }).catch((error: unknown) => tell(explain(error), 'bad'));
  return (
    <>
      <header class="relative flex min-h-12 shrink-0 items-center gap-2.5 overflow-x-auto border-b border-line px-4 whitespace-nowrap max-sm:flex-wrap max-sm:gap-y-0 max-sm:overflow-x-visible print:hidden">
        <h1 class="text-bar font-semibold max-sm:min-w-0 max-sm:flex-1 max-sm:truncate max-sm:py-3">{props.title}</h1>
        <Show when={second()}>
          <span class="order-1 h-0 basis-full sm:hidden" />
        </Show>
        <div class="contents max-sm:order-2 max-sm:-ml-4 max-sm:flex max-sm:min-w-0 max-sm:flex-1 max-sm:items-center max-sm:gap-1.5 max-sm:overflow-x-auto max-sm:pb-1.5 max-sm:pl-4 max-sm:*:shrink-0 max-sm:empty:hidden">
          {props.facts}
          {props.filters}
        </div>
        <span class="flex-1 max-sm:hidden" />
        <div
          class={`contents max-sm:flex max-sm:items-center max-sm:gap-1.5 ${second() ? 'max-sm:order-2 max-sm:pb-1.5' : ''}`}
        >
          {props.actions}
        </div>
        <button
          type="button"
          lang={TAG[other()]}
          class="min-h-8 rounded-control px-2.5 font-medium text-ink-2 pointer-coarse:min-h-10 hover:bg-well hover:text-ink"
          title={t('shell.otherLanguage', { name: LANGUAGE_NAMES[other()] })}
          onClick={change}
        >
          {other() === 'zh' ? '中文' : 'English'}
        </button>
      </header>
      <main
        id="page"
        tabindex="-1"
        class={`min-h-0 flex-1 outline-none ${props.fixed ? 'flex flex-col' : 'overflow-auto'}`}
      >
        <Show when={props.column} fallback={props.children}>
          <div class="mx-auto max-w-[1010px] px-5.5 pt-6.5 pb-15">{props.children}</div>
        </Show>
      </main>
    </>
  );
}
