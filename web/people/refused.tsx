import type { JSX } from 'solid-js';
import { Refusal } from '../server/client.ts';
import { refusalSentence, t } from '../words/words.ts';

/** The sentence of a refusal above a form. */
export function Refused(props: { error: unknown }): JSX.Element {
  const words = () => {
    if (!(props.error instanceof Refusal)) return t('ui.failed');
    if (props.error.code === 'lost') return t('ui.lost');
    return refusalSentence(props.error.code, props.error.params) ?? t('ui.failed');
  };
  return (
    <p role="alert" class="rounded-control bg-bad-wash px-3 py-2 text-bad">
      <span aria-hidden="true">● </span>
      {words()}
    </p>
  );
}

/** In place of a page whose link does not hold any more. */
export function LinkRefused(props: { error: unknown }): JSX.Element {
  return (
    <div class="grid gap-4">
      <Refused error={props.error} />
      <a href="/sign-in" class="font-medium text-accent">
        {t('signIn.title')}
      </a>
    </div>
  );
}
