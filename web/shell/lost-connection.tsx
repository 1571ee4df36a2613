// One line over the page while the server is not reached. It asks again by itself and goes when an answer comes.
import { createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js';
import { connection } from '../client.ts';
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
    <div aria-live="polite">
      <Show when={lost()}>
        <p class="border-b border-line bg-warn-wash px-4 py-1.5 text-warn">
          <span aria-hidden="true">▲ </span>
          {t('shell.lost')}
        </p>
      </Show>
    </div>
  );
}
