// The evidence from one review: the reviewer's comment, then the moments.
import { A } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { MomentRow } from '../evaluations/moment-row.tsx';
import { shortDate } from '../ui/format.ts';
import { Wording } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import type { Shown } from './view.ts';

export function ReviewEvidence(props: { review: Shown }): JSX.Element {
  return (
    <div class="[div+&]:mt-4">
      <p class="flex items-baseline gap-2 text-ink-3">
        <span class="flex-1">
          {t('coaching.evidenceOf', {
            channel: t(`common.channel.${props.review.interaction.channel}`),
            date: shortDate(props.review.submitted_at),
          })}
        </span>
        <A class="text-accent" href={`/feedback/${props.review.evaluation_id}`}>
          {t('coaching.evaluation')}
        </A>
      </p>
      <For each={props.review.criteria}>
        {(criterion) => (
          <div class="mt-1 [div+&]:mt-3">
            <Show
              when={criterion.comment}
              fallback={<p>{criterion.text ? <Wording text={criterion.text} /> : t('coaching.noEvidence')}</p>}
            >
              <p>{criterion.comment}</p>
              <Show when={criterion.text}>
                {(text) => (
                  <p class="text-ink-3">
                    <Wording text={text()} />
                  </p>
                )}
              </Show>
            </Show>
            <For each={criterion.moments}>
              {(moment) => <MomentRow interaction={props.review.interaction} moment={moment} />}
            </For>
          </div>
        )}
      </For>
    </div>
  );
}
