// The frame of every signed-in page: the rail (56 px; a bar at the bottom on a phone), the connection line,
// notifications, the command palette and the shortcut list.
import { A, type RouteSectionProps, useLocation, useNavigate } from '@solidjs/router';
import LogOut from 'lucide-solid/icons/log-out';
import UserRound from 'lucide-solid/icons/user-round';
import { createEffect, createSignal, ErrorBoundary, For, type JSX, lazy, Show, Suspense } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Avatar } from '../ui/chip.tsx';
import { KeyMap, modKey, showKeyMap, useKeys } from '../ui/keys.tsx';
import { Menu } from '../ui/popover.tsx';
import { EmptyState, ErrorNote, explain } from '../ui/states.tsx';
import { Toasts, tell } from '../ui/toast.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { t } from '../words/words.ts';
import { Logo } from './logo.tsx';
import { LostConnection } from './lost-connection.tsx';
import { MaskingOffLine } from './masking-off.tsx';
import { RAIL } from './rail.ts';

const Palette = lazy(() => import('./palette.tsx'));

export default function Shell(props: RouteSectionProps): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const location = useLocation();
  createEffect(() => {
    if (!session.asked() || session.signedIn() || session.failure()) return;
    const back = location.pathname + location.search;
    const door = session.missing() ? '/second-factor' : '/sign-in';
    navigate(back === '/' ? door : `${door}?to=${encodeURIComponent(back)}`, { replace: true });
  });
  return (
    <Show
      when={session.signedIn()}
      fallback={
        <Show when={session.failure()}>
          <div class="mx-auto max-w-120 p-8">
            <ErrorNote error={session.failure()} again={() => void session.refresh()} />
          </div>
        </Show>
      }
    >
      <Frame>{props.children}</Frame>
    </Show>
  );
}

function Frame(props: { children?: JSX.Element }): JSX.Element {
  const [palette, setPalette] = createSignal(false);
  useKeys(() => [
    { keys: ['mod+k'], shown: `${modKey()}K`, says: t('shell.goTo'), do: () => setPalette(true), everywhere: true },
    { keys: ['?'], shown: '?', says: t('shell.showKeys'), do: showKeyMap },
  ]);
  return (
    <div class="grid h-dvh grid-cols-[56px_minmax(0,1fr)] max-sm:grid-cols-1 max-sm:grid-rows-[minmax(0,1fr)_auto] print:block print:h-auto">
      <a
        href="#page"
        class="sr-only z-70 rounded-control bg-ink p-2 text-paper focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t('shell.skip')}
      </a>
      <Rail />
      <div class="flex min-h-0 min-w-0 flex-col max-sm:row-start-1">
        <LostConnection />
        <MaskingOffLine />
        <ErrorBoundary fallback={(error, reset) => <Broken error={error} reset={reset} />}>
          <Suspense fallback={<div class="h-12 border-b border-line" />}>{props.children}</Suspense>
        </ErrorBoundary>
      </div>
      <Show when={palette()}>
        <Suspense>
          <Palette onClose={() => setPalette(false)} />
        </Suspense>
      </Show>
      <KeyMap />
      <Toasts />
    </div>
  );
}

function Rail(): JSX.Element {
  const session = useSession();
  const location = useLocation();
  let bar: HTMLElement | undefined;
  // On a phone the bar may be wider than the screen: the page one is on is in view.
  createEffect(() => {
    const here = [...(bar?.querySelectorAll('a') ?? [])].find(
      ({ pathname }) => pathname !== '/' && location.pathname.startsWith(pathname),
    );
    here?.scrollIntoView?.({ inline: 'center', block: 'nearest' });
  });
  const entries = () =>
    RAIL.filter(
      (entry) => session.may(entry.permission) && (!entry.roles || entry.roles.some((role) => session.is(role))),
    );
  return (
    <nav
      ref={bar}
      aria-label={t('shell.pages')}
      class="flex flex-col items-center gap-1 border-r border-line pt-2.5 pb-2 max-sm:row-start-2 max-sm:flex-row max-sm:overflow-x-auto max-sm:border-t max-sm:border-r-0 max-sm:py-1 max-sm:pb-[max(0.25rem,env(safe-area-inset-bottom))] max-sm:pl-2 max-sm:[&>*]:grow max-sm:[&>*]:justify-center print:hidden"
    >
      <A href="/" class="mb-3 block rounded-[7px] max-sm:hidden" aria-label={t('shell.home')} title={t('shell.home')}>
        <Logo />
      </A>
      <For each={entries()}>
        {(entry) => (
          <Tooltip words={t(entry.name as 'shell.home')} side="right">
            <A
              href={entry.path}
              class="grid size-10 shrink-0 place-items-center rounded-sheet text-ink-3 no-underline hover:bg-well hover:text-ink max-sm:h-11 max-sm:w-auto max-sm:min-w-14 max-sm:content-center max-sm:gap-0.5 max-sm:px-1.5"
              activeClass="bg-accent-wash! text-accent!"
            >
              <Dynamic component={entry.icon} class="size-4.75" aria-hidden="true" />
              <span class="text-micro whitespace-nowrap sm:sr-only">{t(entry.name as 'shell.home')}</span>
            </A>
          </Tooltip>
        )}
      </For>
      <span class="flex-1 max-sm:hidden" />
      <You />
    </nav>
  );
}

/** The person signed in: their account, and signing out. */
function You(): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const leave = () =>
    session
      .signOut()
      .then(() => navigate('/sign-in', { replace: true }))
      .catch((error: unknown) => tell(explain(error), 'bad'));
  return (
    <Menu
      label={t('shell.you')}
      side="right-end"
      class="size-10 shrink-0 p-0! max-sm:sticky max-sm:right-0 max-sm:h-11 max-sm:w-13 max-sm:rounded-none max-sm:bg-paper"
      trigger={<Avatar name={session.member.name} class="size-7" />}
      head={
        <>
          <div class="font-semibold">{session.member.name}</div>
          <div class="text-small text-ink-3">{session.organisation.name}</div>
        </>
      }
      items={[
        { name: t('shell.account'), icon: UserRound, do: () => navigate('/account') },
        { name: t('shell.signOut'), icon: LogOut, do: () => void leave() },
      ]}
    />
  );
}

function Broken(props: { error: unknown; reset: () => void }): JSX.Element {
  console.error(props.error);
  const location = useLocation();
  const first = location.pathname;
  // Leaving for another page leaves the broken one behind.
  createEffect(() => location.pathname !== first && props.reset());
  return (
    <main class="flex-1 overflow-auto">
      <h1 class="sr-only">{t('shell.brokenTitle')}</h1>
      <EmptyState
        words={t('shell.broken')}
        action={<Button onClick={() => window.location.reload()}>{t('shell.reload')}</Button>}
      />
    </main>
  );
}
