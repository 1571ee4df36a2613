// One plan: its settings, draws, reviewers' progress, and the next draw.

import { A, useParams } from '@solidjs/router';
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import type { DrawRow } from '../../api/samples/contract.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { dateTime, number, shortDate } from '../ui/format.ts';
import { EmptyState, ErrorNote, explain, SkeletonRows } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { tell } from '../ui/toast.tsx';
import { Wording } from '../ui/wording.tsx';
import { byName, listed } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { useDraws, usePlan, usePlanActions } from './data.ts';
import { DrawDialog } from './draw-dialog.tsx';
import { PlanScope } from './plan-scope.tsx';
import { doneOf, minutesOf } from './view.ts';

export default function PlanPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const session = useSession();
  const plan = usePlan(() => params.id);
  const [drawing, setDrawing] = createSignal(false);
  const may = () => session.may('samples:plan');
  return (
    <Page
      title={plan.data?.name ?? t('samples.plan')}
      facts={
        <>
          <Show when={plan.data && !plan.data.active}>
            <Chip>{t('samples.stopped')}</Chip>
          </Show>
          <A href="/sampling" class="text-ink-2 hover:text-ink">
            {t('samples.back')}
          </A>
        </>
      }
      actions={
        <Show when={may() && plan.data}>{(found) => <Actions plan={found()} draw={() => setDrawing(true)} />}</Show>
      }
    >
      <div class="mx-auto grid max-w-[1440px] gap-4 px-5.5 pt-4.5 pb-10 max-sm:px-3">
        <ErrorNote error={plan.error} again={() => void plan.refetch()} />
        <Show
          when={plan.data}
          fallback={
            <Show when={plan.isPending}>
              <SkeletonRows />
            </Show>
          }
        >
          {(found) => (
            <>
              <Show when={!found().active}>
                <p class="rounded-control bg-well px-3 py-2 text-ink-2">{t('samples.stoppedNote')}</p>
              </Show>
              <Facts plan={found()} />
              <div class="grid grid-cols-[minmax(0,1fr)_320px] items-start gap-4 max-xl:grid-cols-1">
                <Draws plan={found()} draw={may() && found().active ? () => setDrawing(true) : null} />
                <Reviewers plan={found()} />
              </div>
              <DrawDialog plan={found().id} open={drawing()} onClose={() => setDrawing(false)} />
            </>
          )}
        </Show>
      </div>
    </Page>
  );
}

type Plan = NonNullable<ReturnType<typeof usePlan>['data']>;

function Actions(props: { plan: Plan; draw: () => void }): JSX.Element {
  const { setActive } = usePlanActions();
  const toggle = (active: boolean) =>
    setActive.mutateAsync({ id: props.plan.id, active }).catch((error: unknown) => tell(explain(error), 'bad'));
  return (
    <>
      <Button tone="quiet" busy={setActive.isPending} onClick={() => void toggle(!props.plan.active)}>
        {props.plan.active ? t('samples.stop') : t('samples.go')}
      </Button>
      <Button tone="primary" disabled={!props.plan.active} onClick={() => props.draw()}>
        {t('samples.draw.action')}
      </Button>
    </>
  );
}

function Facts(props: { plan: Plan }): JSX.Element {
  return (
    <section class="sheet grid grid-cols-4 gap-4 px-5 py-4 max-lg:grid-cols-2" aria-label={t('samples.plan')}>
      <Fact name={t('samples.whom')}>
        <PlanScope plan={props.plan.definition} />
        <Show when={props.plan.names.agents.length > 0}>
          <span class="block text-small text-ink-3">{listed(props.plan.names.agents)}</span>
        </Show>
      </Fact>
      <Fact name={t('samples.scorecard')}>
        <Wording text={props.plan.scorecard.name} />
      </Fact>
      <Fact name={t('samples.perWeek')}>{number(props.plan.definition.per_agent_per_week)}</Fact>
      <Fact name={t('samples.what')}>{lengths(minutesOf(props.plan.definition))}</Fact>
    </section>
  );
}

function Draws(props: { plan: Plan; draw: (() => void) | null }): JSX.Element {
  const draws = useDraws(() => props.plan.id);
  const rows = createMemo(() => draws.data?.pages.flatMap((page) => page.rows) ?? []);
  return (
    <section class="sheet overflow-hidden">
      <h2 class="px-4.5 pt-3.5 pb-1 font-semibold">{t('samples.draws')}</h2>
      <ErrorNote error={draws.error} again={() => void draws.refetch()} class="m-4" />
      <Show when={rows().length > 0} fallback={<Show when={draws.isSuccess}>{<NoDraws draw={props.draw} />}</Show>}>
        <Table
          class="h-auto max-h-[60dvh]"
          label={t('samples.draws')}
          rows={rows()}
          key={(draw) => draw.id}
          columns={COLUMNS}
          end={() => draws.hasNextPage && !draws.isFetchingNextPage && void draws.fetchNextPage()}
        />
      </Show>
    </section>
  );
}

function NoDraws(props: { draw: (() => void) | null }): JSX.Element {
  return (
    <EmptyState
      words={t('samples.noDraws')}
      action={
        <Show when={props.draw}>
          <Button tone="primary" onClick={() => props.draw?.()}>
            {t('samples.draw.action')}
          </Button>
        </Show>
      }
    />
  );
}

const COLUMNS: Column<DrawRow>[] = [
  { key: 'week', head: () => t('samples.head.week'), cell: (draw) => shortDate(draw.week), width: '120px' },
  { key: 'drawn', head: () => t('samples.head.drawn'), cell: (draw) => t('samples.drawnOf', draw) },
  {
    key: 'reviewed',
    head: () => t('samples.head.reviewed'),
    cell: (draw) => t('samples.done', doneOf(draw.progress)),
    align: 'right',
    width: '110px',
  },
  {
    key: 'by',
    head: () => t('samples.head.by'),
    cell: (draw) => `${draw.drawn_by?.name ?? t('samples.byProduct')} · ${dateTime(draw.drawn_at)}`,
    wideOnly: true,
  },
  {
    key: 'seed',
    head: () => t('samples.head.seed'),
    cell: (draw) => (
      <code class="text-small text-ink-3" title={t('samples.seedHint')}>
        {draw.seed}
      </code>
    ),
    wideOnly: true,
  },
];

function Reviewers(props: { plan: Plan }): JSX.Element {
  return (
    <section class="sheet px-5 pt-3.5 pb-4">
      <h2 class="mb-2 font-semibold">{t('samples.reviewers')}</h2>
      <ul class="grid gap-2">
        <For each={byName(props.plan.reviewers, ({ name }) => name)}>
          {(one) => (
            <li class="flex items-baseline justify-between gap-3">
              <span>{one.name}</span>
              <span class="num text-ink-2">{t('samples.done', doneOf(one.progress))}</span>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

function Fact(props: { name: string; children: JSX.Element }): JSX.Element {
  return (
    <div>
      <p class="text-small text-ink-3">{props.name}</p>
      <p class="mt-0.5">{props.children}</p>
    </div>
  );
}

function lengths({ from, to }: { from: number | null; to: number | null }): string {
  if (from !== null && to !== null) return t('samples.minutes', { from, to });
  if (from !== null) return t('samples.minutesFrom', { from });
  return to === null ? '–' : t('samples.minutesTo', { to });
}
