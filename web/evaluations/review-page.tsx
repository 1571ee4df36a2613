// The review workspace page: its loading state, the submitted state, and reviews assigned to others.
import { useParams } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { Page } from '../shell/page.tsx';
import { LinkButton } from '../ui/button.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../ui/states.tsx';
import { t } from '../words/words.ts';
import { Desk } from './desk/desk.tsx';
import { useWorkspace } from './desk/review-data.ts';

export default function ReviewPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const workspace = useWorkspace(() => params.id);
  return (
    <Show
      when={!workspace.isFetching && workspace.data}
      keyed
      fallback={
        <Page title={t('review.title')} fixed>
          <Show when={workspace.error && !workspace.isFetching} fallback={<Loading />}>
            <div class="grid justify-items-start gap-4 p-6">
              <ErrorNote error={workspace.error} again={() => void workspace.refetch()} />
              <LinkButton href="/reviews">{t('review.toQueue')}</LinkButton>
            </div>
          </Show>
        </Page>
      }
    >
      {(data) => (
        <Show when={data.review.state !== 'submitted'} fallback={<Done />}>
          <Desk workspace={data} />
        </Show>
      )}
    </Show>
  );
}

function Loading(): JSX.Element {
  return (
    <div class="grid min-h-0 flex-1 grid-rows-[auto_minmax(0,1fr)]" role="status" aria-label={t('ui.loading')}>
      <div class="grid gap-2 border-b border-line bg-sheet px-4 pt-2.5 pb-2">
        <Skeleton class="h-[114px]" />
        <Skeleton class="h-8 w-96" />
      </div>
      <div class="grid grid-cols-[minmax(0,1fr)_468px] max-lg:grid-cols-1">
        <div class="grid content-start gap-3 p-6">
          <Skeleton class="h-5 w-3/5" />
          <Skeleton class="h-5 w-4/5" />
          <Skeleton class="h-5 w-1/2" />
        </div>
        <div class="border-l border-line bg-sheet" />
      </div>
    </div>
  );
}

function Done(): JSX.Element {
  return (
    <Page title={t('review.title')}>
      <EmptyState words={t('review.already')} action={<LinkButton href="/reviews">{t('review.toQueue')}</LinkButton>} />
    </Page>
  );
}
