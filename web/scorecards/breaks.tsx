// Where scores stop being comparable, in words: beside every chart and mean that goes across it.
import { For, type JSX, Show } from 'solid-js';
import type { ScorecardBreak } from '../../api/scorecards/contract.ts';
import { shortDate } from '../ui/format.ts';
import { saidMarked } from '../ui/wording.tsx';
import { t } from '../words/words.ts';

/** "Version 2 of Voice – general, from 3 Mar: not comparable with earlier scores" */
export const breakWords = ({ scorecard, number, published_at }: ScorecardBreak): string =>
  t('comparison.break', { scorecard: saidMarked(scorecard.name), number, date: shortDate(published_at) });

/** As charts draw it. */
const CutSign = (): JSX.Element => (
  <svg width="8" height="12" viewBox="0 0 8 12" aria-hidden="true" class="shrink-0 self-center">
    <line x1="4" x2="4" y1="0" y2="12" stroke="var(--ink-3)" stroke-width="1.25" stroke-dasharray="4 3" />
  </svg>
);

export function BreakNotes(props: { breaks: readonly ScorecardBreak[]; class?: string }): JSX.Element {
  return (
    <Show when={props.breaks.length > 0}>
      <div class={`text-small text-ink-2 ${props.class ?? ''}`}>
        <ul class="m-0 list-none p-0">
          <For each={props.breaks}>
            {(one) => (
              <li class="flex items-baseline gap-1.5">
                <CutSign />
                {breakWords(one)}
              </li>
            )}
          </For>
        </ul>
        <p>{t('comparison.joined')}</p>
      </div>
    </Show>
  );
}
