// Search matches under an interaction in the list, one line each, linking to the moment.
import { A } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import type { ListedInteraction } from '../../api/interactions/contract.ts';
import { Masked } from '../audio/masked.tsx';
import { duration, hourMinute } from '../ui/format.ts';
import { t } from '../words/words.ts';
import { addressOf } from './view.ts';

type Hit = ListedInteraction['hits'][number];

export function Places(props: { row: ListedInteraction; q: string }): JSX.Element {
  const who = ({ speaker }: Hit) => {
    const [, number] = speaker.split('speaker-');
    return number === undefined
      ? t(`common.speaker.${speaker as 'agent' | 'customer' | 'system' | 'unknown'}`)
      : t('common.speaker.numbered', { number });
  };
  const when = ({ start_ms }: Hit) =>
    props.row.channel === 'voice'
      ? duration(start_ms)
      : hourMinute(new Date(Date.parse(props.row.started_at) + start_ms).toISOString());
  const rest = () => props.row.hit_count - props.row.hits.length;
  return (
    <ul class="m-0 list-none p-0">
      <For each={props.row.hits}>
        {(hit, i) => (
          <li class="flex h-6.5 items-center gap-2 pl-6">
            <A
              href={addressOf(props.row.id, props.q, hit.start_ms)}
              class="flex min-w-0 items-center gap-2 rounded-control px-1.5 text-ink-2 no-underline hover:bg-well hover:text-ink"
            >
              <span class="num w-10 shrink-0 text-right text-small font-semibold text-accent">{when(hit)}</span>
              <span
                class={`w-16 shrink-0 truncate text-small font-semibold ${hit.speaker === 'agent' ? 'text-agent' : hit.speaker === 'customer' ? 'text-customer' : 'text-ink-3'}`}
              >
                {who(hit)}
              </span>
              {/* Where there is little room, what is around the place gives way, from its far ends. */}
              <span class="flex min-w-0 whitespace-pre">
                <span class="min-w-0 overflow-hidden text-ellipsis" dir="rtl">
                  <bdi dir="ltr">
                    {/* An ordinary blank at its end would go to the other side. */}
                    <Masked text={hit.before.replace(/ $/, '\u00a0')} />
                  </bdi>
                </span>
                <mark class="shrink-0 rounded-[3px] bg-mark px-0.5 text-ink">{hit.match}</mark>
                <span class="min-w-0 overflow-hidden text-ellipsis">
                  <Masked text={hit.after} />
                </span>
              </span>
            </A>
            <Show when={i() === props.row.hits.length - 1 && rest() > 0}>
              <span class="num shrink-0 text-small text-ink-3">{t('interactions.morePlaces', rest())}</span>
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}
