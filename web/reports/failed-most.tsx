// The most-failed criteria: the share of random reviews that gave a criterion nothing, out of those where it applied.
import { A } from '@solidjs/router';
import { createMemo, For, type JSX, Show } from 'solid-js';
import type { FailedCriterion, ReportFilter } from '../../api/reports/contract.ts';
import { number, percent } from '../ui/format.ts';
import { Wording } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { barsOf, evaluationsHref } from './view.ts';

/** What a team can work on; the rest is in the evaluations. */
const SHOWN = 7;

/** Which versions are counted, where the criterion meant something else in others. */
function apart({ criterion, scorecard, versions }: FailedCriterion, rows: readonly FailedCriterion[]): string | null {
  const same = rows.filter((one) => one.criterion === criterion && one.scorecard.key === scorecard.key);
  if (same.length < 2) return null;
  return versions.first === versions.last
    ? t('scorecards.version', { n: versions.last })
    : t('comparison.versions', versions);
}

export function FailedMost(props: { rows: FailedCriterion[]; filter: ReportFilter }): JSX.Element {
  const bars = createMemo(() =>
    barsOf(props.rows.slice(0, SHOWN)).map((row) => ({ ...row, apart: apart(row, props.rows) })),
  );
  return (
    <section class="sheet min-w-0 pb-2.5 break-inside-avoid">
      <div class="px-4.5 pt-3 pb-1.5">
        <h2 class="font-semibold">{t('quality.failedMost')}</h2>
        <p class="text-small text-ink-3">{t('quality.failedHint')}</p>
      </div>
      <ul class="m-0 list-none p-0">
        <For each={bars()} fallback={<li class="px-4.5 py-2 text-ink-3">{t('quality.failedNone')}</li>}>
          {(row) => (
            <li>
              <A
                href={evaluationsHref(props.filter, {
                  kind: 'random',
                  scorecard: row.scorecard.key,
                  failed: row.criterion,
                })}
                class="grid grid-cols-[minmax(0,1fr)_72px_96px] items-center gap-2.5 px-4.5 py-1.75 text-inherit no-underline hover:bg-well"
              >
                <span class="min-w-0">
                  <Wording text={row.text} />
                  <span class="block truncate text-small text-ink-3">
                    <Wording text={row.scorecard.name} />
                    <Show when={row.apart}>{(words) => <> · {words()}</>}</Show>
                  </span>
                </span>
                <span aria-hidden="true" class="h-2 overflow-hidden rounded bg-well print:border print:border-line">
                  <span class="block h-full rounded bg-accent" style={{ width: `${row.bar_bp / 100}%` }} />
                </span>
                <span class="num text-right whitespace-nowrap text-ink-3">
                  {t('quality.failedOf', { failed: number(row.failed), n: number(row.asked) })} ·{' '}
                  {percent(row.share_bp, 0)}
                </span>
              </A>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
