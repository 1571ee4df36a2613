// What every signed-in page returns:
// <Page title="Interactions" filters={<Select quiet …/>} actions={<Button …/>}> … </Page>
// The thin bar shows the page and its filters, `facts` are chips beside the title (on a phone both are in a second line,
// with the actions); the content scrolls unless `fixed` (panes that scroll on their own). `column` centres a column for reading (1010 px).
import { createEffect, type JSX, Show } from 'solid-js';
import { useSession } from '../session/session.tsx';
import { explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { LANGUAGE_NAMES, language, TAG, t } from '../words/words.ts';
import { ZoneNote } from './zone-note.tsx';

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
      <header class="relative flex min-h-12 shrink-0 items-center gap-2.5 overflow-x-auto border-b border-line px-4 whitespace-nowrap max-md:flex-wrap max-md:gap-y-0 max-md:overflow-x-visible print:hidden">
        <h1 class="text-bar font-semibold max-md:min-w-0 max-md:flex-1 max-md:truncate max-md:py-3">{props.title}</h1>
        <Show when={second()}>
          <span class="order-1 h-0 basis-full md:hidden" />
        </Show>
        <div class="contents max-md:order-2 max-md:-ml-4 max-md:flex max-md:min-w-0 max-md:flex-1 max-md:items-center max-md:gap-1.5 max-md:overflow-x-auto max-md:pb-1.5 max-md:pl-4 max-md:*:shrink-0 max-md:empty:hidden">
          {props.facts}
          {props.filters}
        </div>
        <span class="flex-1 max-md:hidden" />
        <div
          class={`contents max-md:flex max-md:items-center max-md:gap-1.5 ${second() ? 'max-md:order-2 max-md:pb-1.5' : ''}`}
        >
          {props.actions}
        </div>
        <ZoneNote />
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
