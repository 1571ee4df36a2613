// Drawing a week: choose it, draw, and see the result.

import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Drawing } from '../../api/samples/contract.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { number, shortDate, zone } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { byName } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { usePlanActions } from './data.ts';
import { drawableWeeks } from './view.ts';

export function DrawDialog(props: { plan: string; open: boolean; onClose: () => void }): JSX.Element {
  const { draw } = usePlanActions();
  const weeks = () => drawableWeeks(new Date().toISOString(), zone());
  const [week, setWeek] = createSignal<string | null>(null);
  const chosen = () => week() ?? weeks()[0]!;
  const close = () => {
    draw.reset();
    props.onClose();
  };
  return (
    <Dialog
      open={props.open}
      onClose={close}
      title={t('samples.draw.title')}
      description={t('samples.draw.explain')}
      foot={
        <Show
          when={draw.data}
          fallback={
            <>
              <Button onClick={close}>{t('ui.cancel')}</Button>
              <Button
                tone="primary"
                busy={draw.isPending}
                onClick={() => draw.mutate({ id: props.plan, week: chosen() })}
              >
                {t('samples.draw.go')}
              </Button>
            </>
          }
        >
          <Button tone="primary" onClick={close}>
            {t('ui.close')}
          </Button>
        </Show>
      }
    >
      <div class="grid gap-4">
        <ErrorNote error={draw.error} />
        <Show when={draw.data} fallback={<WeekSelect weeks={weeks()} chosen={chosen()} onChoose={setWeek} />}>
          {(drawing) => <Outcome drawing={drawing()} />}
        </Show>
      </div>
    </Dialog>
  );
}

function WeekSelect(props: {
  weeks: string[];
  chosen: string;
  onChoose: (monday: string | null) => void;
}): JSX.Element {
  return (
    <Select
      label={t('samples.draw.week')}
      options={props.weeks}
      value={props.chosen}
      onChange={props.onChoose}
      name={(monday) =>
        monday === props.weeks[0]
          ? t('samples.draw.thisWeek', { date: shortDate(monday) })
          : t('samples.draw.weekFrom', { date: shortDate(monday) })
      }
    />
  );
}

function Outcome(props: { drawing: Drawing }): JSX.Element {
  const leftOut = () => Object.entries(props.drawing.excluded) as [keyof Drawing['excluded'], number][];
  return (
    <div class="grid gap-3" role="status">
      <p class="text-read">
        {props.drawing.drawn === 0 ? t('samples.draw.none') : t('samples.draw.result', props.drawing)}
      </p>
      <Show when={props.drawing.shared > 0}>
        <p>{t('samples.draw.shared', props.drawing.shared)}</p>
      </Show>
      <Show when={props.drawing.unassigned > 0}>
        <p class="text-warn">▲ {t('samples.draw.unassigned', props.drawing.unassigned)}</p>
      </Show>
      <Show when={props.drawing.agents.length > 0}>
        <table class="w-full border-collapse">
          <thead>
            <tr class="border-b border-line text-small text-ink-3">
              <th class="py-1.5 text-left font-medium">{t('samples.draw.agent')}</th>
              <th class="py-1.5 pl-4 text-right font-medium">{t('samples.draw.eligible')}</th>
              <th class="py-1.5 pl-4 text-right font-medium">{t('samples.draw.already')}</th>
              <th class="py-1.5 pl-4 text-right font-medium">{t('samples.draw.drawnNow')}</th>
            </tr>
          </thead>
          <tbody class="num">
            <For each={byName(props.drawing.agents, ({ name }) => name)}>
              {(agent) => (
                <tr class="border-b border-line">
                  <td class="py-1.5">{agent.name}</td>
                  <td class="py-1.5 pl-4 text-right">{number(agent.eligible)}</td>
                  <td class="py-1.5 pl-4 text-right">{number(agent.already)}</td>
                  <td class="py-1.5 pl-4 text-right font-medium">{number(agent.drawn)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
      <Show when={leftOut().length > 0}>
        <p class="text-small text-ink-3">
          {t('samples.draw.leftOut')}:{' '}
          {leftOut()
            .map(([reason, n]) => `${number(n)} ${t(`samples.exclusion.${reason}`)}`)
            .join(' · ')}
        </p>
      </Show>
    </div>
  );
}
