// A line shown while the server cannot be reached. It retries automatically and disappears when an answer comes. It
// overlays the foot of the page, so nothing under the pointer moves.
import { createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js';
import { connection } from '../server/client.ts';
import { t } from '../words/words.ts';

const ASK_AGAIN_MS = 4000;

export function LostConnection(): JSX.Element {
  const [lost, setLost] = createSignal(false);
  onMount(() => {
    let timer = 0;
    const ask = () =>
      fetch('/api/health')
        .then((answer) => answer.ok && connection.find())
        .catch(() => undefined);
    const stop = connection.listen((now) => {
      setLost(now);
      clearInterval(timer);
      if (now) timer = window.setInterval(ask, ASK_AGAIN_MS);
    });
    const offline = () => connection.lose();
    window.addEventListener('offline', offline);
    window.addEventListener('online', ask);
    onCleanup(() => {
      stop();
      clearInterval(timer);
      window.removeEventListener('offline', offline);
      window.removeEventListener('online', ask);
    });
  });
  return (
    <div
      aria-live="polite"
      class="pointer-events-none fixed inset-x-0 bottom-4 z-60 grid justify-items-center px-4 max-sm:bottom-18 print:hidden"
    >
      <Show when={lost()}>
        <p class="rounded-sheet border border-line bg-warn-wash px-4 py-2 text-warn shadow-float">
          <span aria-hidden="true">▲ </span>
          {t('shell.lost')}
        </p>
      </Show>
    </div>
  );
}
