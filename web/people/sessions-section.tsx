// Active sessions on the account page, with a way to end them.
import { useQueryClient } from '@tanstack/solid-query';
import { For, type JSX, Show } from 'solid-js';
import { authClient, call } from '../server/client.ts';
import { useQuery } from '../server/query.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { shortDateTime } from '../ui/format.ts';
import { ErrorNote, explain, SkeletonRows } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { browserName } from './view.ts';

export function SessionsSection(): JSX.Element {
  const queries = useQueryClient();
  const sessions = useQuery(() => ({
    queryKey: ['account', 'sessions'],
    queryFn: () => call(authClient.sessions.$get()),
  }));
  const ending = (ended: Promise<unknown>, words: string) =>
    ended
      .then(() => {
        tell(words, 'good');
        return queries.invalidateQueries({ queryKey: ['account', 'sessions'] });
      })
      .catch((error: unknown) => tell(explain(error), 'bad'));
  const end = (id: string) =>
    ending(call(authClient.sessions[':id'].$delete({ param: { id } })), t('account.sessionEnded'));
  const elsewhere = () => ending(call(authClient['revoke-other-sessions'].$post()), t('account.everywhereDone'));
  return (
    <section class="sheet grid gap-3 px-5 py-4.5">
      <h3 class="font-semibold">{t('account.sessions')}</h3>
      <ErrorNote error={sessions.error} again={() => void sessions.refetch()} />
      <Show when={sessions.data} fallback={<SkeletonRows />}>
        {(rows) => (
          <ul class="m-0 grid list-none gap-0 p-0">
            <For each={rows()}>
              {(row) => (
                <li class="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line py-1.5">
                  <span class="min-w-0 flex-1">
                    <span class="font-medium">{browserName(row.browser) ?? t('account.unknownBrowser')}</span>
                    <span class="block text-small text-ink-3">
                      {[row.address, t('account.sessionSeen', { date: shortDateTime(row.seen_at) })]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                  <Show when={!row.current} fallback={<Chip tone="accent">{t('account.sessionHere')}</Chip>}>
                    <Button onClick={() => void end(row.id)}>{t('account.sessionEnd')}</Button>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        )}
      </Show>
      <div>
        <Button disabled={(sessions.data?.length ?? 0) < 2} onClick={() => void elsewhere()}>
          {t('account.everywhere')}
        </Button>
      </div>
    </section>
  );
}
