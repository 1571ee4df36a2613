// How many random reviews there have been since results of a task are being checked, with a link to them. A count alone
// does not say whether the coaching helped.
import { A } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { dateAt } from '../../scorecards/calendar/calendar.ts';
import { useEvaluations } from '../evaluations/feedback-data.ts';
import { shortDate, zone } from '../ui/format.ts';
import { t } from '../words/words.ts';

export function Since(props: { agent: string; at: string }): JSX.Element {
  const day = () => dateAt(Date.parse(props.at), zone());
  const list = useEvaluations(() => ({ agent: props.agent, kind: 'random', from: day() }), 1);
  const total = () => list.data?.pages[0]?.total;
  return (
    <p class="min-h-[1.45em] text-small text-ink-2">
      <Show when={total() !== undefined}>
        <A
          class="text-inherit underline decoration-line-strong underline-offset-3 hover:text-ink"
          href={`/evaluations?agent=${props.agent}&kind=random&from=${day()}`}
        >
          {t('coaching.since', { n: total() ?? 0, date: shortDate(day()) })}
        </A>
      </Show>
    </p>
  );
}
