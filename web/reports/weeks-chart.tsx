// The score by week with its interval, or the same as a table. A week with too few reviews is a gap in the line and
// stated in the table.
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import type { WeekFigures } from '../../api/reports/contract.ts';
import type { ScorecardBreak } from '../../api/scorecards/contract.ts';
import { dateAt } from '../../scorecards/calendar/calendar.ts';
import { breakWords } from '../scorecards/breaks.tsx';
import { Button } from '../ui/button.tsx';
import { Figure } from '../ui/figure.tsx';
import { dayAndMonth, number, points, shortDate, zone } from '../ui/format.ts';
import { Trend } from '../ui/trend.tsx';
import { t } from '../words/words.ts';
import { breaksByWeek, trendOf } from './view.ts';

export function WeeksChart(props: {
  weeks: WeekFigures[];
  breaks: ScorecardBreak[];
  target: number | null;
}): JSX.Element {
  const [table, setTable] = createSignal(false);
  const breaks = createMemo(() => breaksByWeek(props.breaks, (instant) => dateAt(Date.parse(instant), zone())));
  const apart = (week: string): string | null => breaks().get(week)?.map(breakWords).join('\n') ?? null;
  const trend = () =>
    trendOf(props.weeks, {
      apart: ({ week }) => apart(week),
      name: (week) => dayAndMonth(week.week),
      note: ({ week, estimate }) =>
        estimate.notEnough
          ? t('quality.pointFew', { date: shortDate(week), n: estimate.n })
          : t('quality.pointNote', {
              date: shortDate(week),
              score: `${points(estimate.mean_bp)} ± ${points(estimate.half_width_bp)}`,
              n: number(estimate.n),
            }),
    });
  return (
    <section class="sheet min-w-0 pb-3 break-inside-avoid">
      <div class="flex items-center gap-2 py-2 pr-2 pl-4.5">
        <h2 class="flex-1 font-semibold">{t('quality.byWeek')}</h2>
        <Button tone="quiet" size="sm" class="print:hidden" onClick={() => setTable(!table())}>
          {table() ? t('quality.asChart') : t('quality.asTable')}
        </Button>
      </div>
      <Show
        when={table()}
        fallback={
          <div class="px-2.5">
            <Trend label={t('quality.byWeek')} points={trend()} target={props.target} />
          </div>
        }
      >
        <WeeksTable weeks={props.weeks} apart={apart} />
      </Show>
    </section>
  );
}

function WeeksTable(props: { weeks: WeekFigures[]; apart: (week: string) => string | null }): JSX.Element {
  return (
    <table class="num w-full border-collapse">
      <thead>
        <tr class="text-small text-ink-3">
          <th scope="col" class="border-b border-line py-1.5 pr-2.5 pl-4.5 text-left font-medium">
            {t('quality.weekOf')}
          </th>
          <th scope="col" class="border-b border-line px-2.5 py-1.5 text-right font-medium">
            {t('quality.head.reviews')}
          </th>
          <th scope="col" class="border-b border-line py-1.5 pr-4.5 pl-2.5 text-right font-medium">
            {t('quality.head.interval')}
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={props.weeks}>
          {({ week, estimate }, i) => (
            <>
              <Show when={i() > 0 && props.apart(week)}>
                {(words) => (
                  <tr class="border-b border-dashed border-line-strong">
                    <td colspan="3" class="px-4.5 py-1.5 text-small whitespace-pre-line text-ink-2">
                      {words()}
                    </td>
                  </tr>
                )}
              </Show>
              <tr class="border-b border-line last:border-0">
                <th scope="row" class="py-1.5 pr-2.5 pl-4.5 text-left font-normal whitespace-nowrap">
                  {shortDate(week)}
                </th>
                <td class="px-2.5 py-1.5 text-right">{number(estimate.n)}</td>
                <td class="py-1.5 pr-4.5 pl-2.5 text-right">
                  <Show
                    when={!estimate.notEnough && estimate}
                    fallback={<span class="text-ink-3">{t('quality.notEnough')}</span>}
                  >
                    {(one) => <Figure value={one().mean_bp} margin={one().half_width_bp} />}
                  </Show>
                </td>
              </tr>
            </>
          )}
        </For>
      </tbody>
    </table>
  );
}
