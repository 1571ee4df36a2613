// <Skeleton class="h-10 w-60" />                          has the size of what comes; nothing jumps
// <EmptyState words="No reviews waiting" action={<LinkButton href="/…">…</LinkButton>} />   one sentence, one button
// <ErrorNote error={query.error} again={query.refetch} />  the sentence of a Refusal and what to do
import { type JSX, Show } from 'solid-js';
import { Refusal } from '../server/client.ts';
import { refusalSentence, t } from '../words/words.ts';
import { Button } from './button.tsx';

export function Skeleton(props: { class?: string }): JSX.Element {
  return <div aria-hidden="true" class={`animate-pulse rounded bg-well ${props.class ?? 'h-4 w-full'}`} />;
}

/** Rows of a table on their way. */
export function SkeletonRows(props: { rows?: number }): JSX.Element {
  return (
    <div class="grid gap-px" role="status" aria-label={t('ui.loading')}>
      {Array.from({ length: props.rows ?? 8 }, () => (
        <div class="flex h-9.5 items-center border-b border-line px-4.5">
          <Skeleton class="h-3 w-full max-w-140" />
        </div>
      ))}
    </div>
  );
}

export function EmptyState(props: { words: string; hint?: JSX.Element; action?: JSX.Element }): JSX.Element {
  return (
    <div class="mx-auto grid max-w-105 justify-items-center gap-3 px-4 py-16 text-center">
      <p class="text-read">{props.words}</p>
      <Show when={props.hint}>
        <p class="text-ink-3">{props.hint}</p>
      </Show>
      {props.action}
    </div>
  );
}

/** The sentence for any error, in the language shown. */
export function explain(error: unknown): string {
  if (error instanceof Refusal) {
    if (error.code === 'lost') return t('ui.lost');
    return refusalSentence(error.code, error.params) ?? t('ui.failed');
  }
  return t('ui.failed');
}

export function ErrorNote(props: { error: unknown; again?: () => void; class?: string }): JSX.Element {
  return (
    <Show when={props.error}>
      <div
        role="alert"
        class={`flex items-center gap-2.5 rounded-control bg-bad-wash px-3 py-2 text-bad ${props.class ?? ''}`}
      >
        <span aria-hidden="true">●</span>
        <span class="flex-1">{explain(props.error)}</span>
        <Show when={props.again}>
          <Button size="sm" onClick={() => props.again?.()}>
            {t('ui.again')}
          </Button>
        </Show>
      </div>
    </Show>
  );
}
