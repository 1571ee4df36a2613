// An agent as their coach and manager see them: score history with its evidence, open tasks, and the development plan.

import { A, useParams, useSearchParams } from '@solidjs/router';
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import type { AgentPage as Found, GoalRow, TaskCard } from '../../api/coaching/contract.ts';
import { dateAt } from '../../scorecards/calendar/calendar.ts';
import { isOpen } from '../../scorecards/coaching/task.ts';
import { type Said, wordsIn } from '../address/address.ts';
import { BreakNotes } from '../scorecards/breaks.tsx';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Figure } from '../ui/figure.tsx';
import { date, number, points, shortDate, zone } from '../ui/format.ts';
import { ErrorNote, Skeleton } from '../ui/states.tsx';
import { Wording } from '../ui/wording.tsx';
import { byName } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { useAgent, useClosedTasks } from './data.ts';
import { Goal } from './goal.tsx';
import { GoalDialog } from './goal-dialog.tsx';
import { HistoryChart } from './history-chart.tsx';
import { MoveQuestion } from './move-dialog.tsx';
import { useMoving } from './moving.ts';
import { TaskSheet } from './task-sheet.tsx';
import { whyOf } from './task-words.ts';
import { dueIn } from './view.ts';

export default function AgentPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const session = useSession();
  const page = useAgent(() => params.id);
  const today = () => dateAt(Date.now(), zone());
  return (
    <Page
      title={page.data?.agent.name ?? t('coaching.title')}
      facts={
        <For each={byName(page.data?.agent.teams ?? [], ({ name }) => name)}>{(team) => <Chip>{team.name}</Chip>}</For>
      }
      actions={
        <Button tone="quiet" onClick={() => window.print()}>
          {t('feedback.print')}
        </Button>
      }
    >
      <div class="mx-auto max-w-[1240px] px-5.5 pt-4.5 pb-12 max-sm:px-3">
        <ErrorNote error={page.error} again={() => void page.refetch()} />
        <Show
          when={page.data}
          fallback={
            <Show when={page.isPending}>
              <Waiting />
            </Show>
          }
        >
          {(found) => <Agent page={found()} today={today()} works={session.may('coaching:work')} />}
        </Show>
      </div>
    </Page>
  );
}

function Waiting(): JSX.Element {
  return (
    <div
      class="grid grid-cols-[minmax(0,1fr)_372px] gap-4 max-lg:grid-cols-1"
      role="status"
      aria-label={t('ui.loading')}
    >
      <Skeleton class="h-130 w-full rounded-sheet" />
      <Skeleton class="h-130 w-full rounded-sheet" />
    </div>
  );
}

type AgentProps = { page: Found; today: string; works: boolean };

function Agent(props: AgentProps): JSX.Element {
  return (
    <>
      <h2 class="hidden text-title font-semibold print:block">{props.page.agent.name}</h2>
      <div class="grid grid-cols-[minmax(0,1fr)_372px] items-start gap-4 max-lg:grid-cols-1 print:grid-cols-1">
        <div class="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4">
          <Scores page={props.page} />
        </div>
        <div class="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4">
          <Plan {...props} />
          <Tasks {...props} />
        </div>
      </div>
    </>
  );
}

function Scores(props: { page: Found }): JSX.Element {
  const estimate = () => props.page.estimate;
  return (
    <section class="sheet">
      <div class="flex flex-wrap items-baseline gap-x-4 px-4.5 pt-3.5 pb-1">
        <h2 class="flex-1 font-semibold">{t('coaching.scores')}</h2>
        <span class="text-ink-2">
          <Show
            when={!estimate().notEnough && estimate()}
            fallback={<Figure value={null} n={estimate().n} needed={neededOf(estimate())} />}
          >
            {t('coaching.mean')}{' '}
            <Figure
              value={meanOf(estimate())?.mean_bp ?? null}
              margin={meanOf(estimate())?.half_width_bp}
              n={estimate().n}
              showN
            />
          </Show>
        </span>
      </div>
      <Show
        when={props.page.history.length > 0}
        fallback={<p class="px-4.5 pb-4 text-ink-3">{t('coaching.scoresNone')}</p>}
      >
        <div class="px-4.5 pt-1 pb-3">
          <HistoryChart history={props.page.history} estimate={estimate()} breaks={props.page.breaks} />
          <BreakNotes breaks={props.page.breaks} class="pt-2 pl-7.5" />
        </div>
        <History page={props.page} />
        <p class="border-t border-line px-4.5 py-2.5 print:hidden">
          <A class="text-accent" href={`/evaluations?agent=${props.page.agent.id}`}>
            {t('coaching.allEvaluations')}
          </A>
        </p>
      </Show>
    </section>
  );
}

function Plan(props: AgentProps): JSX.Element {
  const [goal, setGoal] = createSignal<GoalRow | 'new' | null>(null);
  const goals = () => props.page.plan?.goals ?? [];
  const openGoals = () => goals().filter(({ state }) => state === 'open');
  const earlier = () => goals().filter(({ state }) => state !== 'open');
  return (
    <>
      <section class="sheet px-4.5 py-3.5">
        <div class="mb-2 flex items-center gap-2">
          <h2 class="flex-1 font-semibold">{t('coaching.plan')}</h2>
          <Show when={props.works}>
            <Button size="sm" class="print:hidden" onClick={() => setGoal('new')}>
              {t('coaching.addGoal')}
            </Button>
          </Show>
        </div>
        <Show
          when={openGoals().length > 0}
          fallback={
            <div class="grid gap-1 pb-1">
              <p>{t('coaching.planEmpty')}</p>
              <p class="text-ink-3">{t('coaching.planEmptyHint')}</p>
            </div>
          }
        >
          <div class="grid gap-5">
            <For each={openGoals()}>
              {(one) => <Goal goal={one} today={props.today} edit={props.works ? () => setGoal(one) : undefined} />}
            </For>
          </div>
        </Show>
        <Show when={earlier().length > 0}>
          <details class="mt-4 border-t border-line pt-3">
            <summary class="cursor-pointer text-ink-2">
              {t('coaching.earlierGoals')} <span class="num text-ink-3">{earlier().length}</span>
            </summary>
            <div class="mt-3 grid gap-5">
              <For each={earlier()}>{(one) => <Goal goal={one} today={props.today} />}</For>
            </div>
          </details>
        </Show>
      </section>
      <GoalDialog
        agent={props.page.agent}
        goal={goal()}
        taken={openGoals().map(({ competency }) => competency)}
        today={props.today}
        onClose={() => setGoal(null)}
      />
    </>
  );
}

function Tasks(props: AgentProps): JSX.Element {
  const [search, setSearch] = useSearchParams<{ task?: Said }>();
  const moving = useMoving();
  return (
    <>
      <section class="sheet pt-3.5 pb-1.5">
        <h2 class="px-4.5 pb-1.5 font-semibold">{t('coaching.tasks')}</h2>
        <For each={props.page.tasks} fallback={<p class="px-4.5 pb-2.5 text-ink-3">{t('coaching.noTasks')}</p>}>
          {(task) => <TaskLine task={task} today={props.today} open={() => setSearch({ task: task.id })} />}
        </For>
        <Show when={props.page.closed_tasks > 0}>
          <ClosedTasks {...props} open={(task) => setSearch({ task })} />
        </Show>
      </section>
      <TaskSheet
        id={moving.asked() ? null : wordsIn(search.task, 100)}
        today={props.today}
        moving={props.works ? moving : null}
        onClose={() => setSearch({ task: undefined })}
      />
      <MoveQuestion moving={moving} tasks={props.page.tasks} />
    </>
  );
}

function ClosedTasks(props: AgentProps & { open: (task: string) => void }): JSX.Element {
  const [unfolded, setUnfolded] = createSignal(false);
  const list = useClosedTasks(() => props.page.agent.id, unfolded);
  const rows = createMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? []);
  return (
    <details class="border-t border-line" onToggle={(event) => setUnfolded(event.currentTarget.open)}>
      <summary class="cursor-pointer px-4.5 py-2.5 text-ink-2">
        {t('coaching.closedTasks')} <span class="num text-ink-3">{props.page.closed_tasks}</span>
      </summary>
      <ErrorNote error={list.error} again={() => void list.refetch()} class="m-4" />
      <For each={rows()}>{(task) => <TaskLine task={task} today={props.today} open={() => props.open(task.id)} />}</For>
      <Show when={list.hasNextPage}>
        <Button class="mx-4.5 my-2" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('coaching.olderTasks')}
        </Button>
      </Show>
    </details>
  );
}

const meanOf = (estimate: Found['estimate']) => (estimate.notEnough ? null : estimate);
const neededOf = (estimate: Found['estimate']) => (estimate.notEnough ? estimate.needed : 0);

function TaskLine(props: { task: TaskCard; today: string; open: () => void }): JSX.Element {
  const due = () => dueIn(props.task.due_on, props.today);
  const stands = () => isOpen(props.task.state);
  return (
    <button
      type="button"
      class="grid w-full gap-1 border-t border-line px-4.5 py-2.5 text-left first-of-type:border-t-0 hover:bg-well"
      onClick={() => props.open()}
    >
      <span>{whyOf(props.task)}</span>
      <span class="flex flex-wrap items-center gap-2">
        <Chip tone={props.task.state === 'done' ? 'good' : 'plain'}>{t(`coaching.state.${props.task.state}`)}</Chip>
        <Show when={props.task.critical}>
          <Chip tone="bad">{t('coaching.critical')}</Chip>
        </Show>
        <span class="flex-1" />
        <Show when={stands()}>
          <span class={`num text-small ${due().overdue ? 'font-medium text-warn' : 'text-ink-3'}`}>
            <Show when={due().overdue} fallback={t('coaching.due', { date: shortDate(props.task.due_on) })}>
              {t('coaching.overdue', { date: shortDate(props.task.due_on) })}
            </Show>
          </span>
        </Show>
      </span>
    </button>
  );
}

const CELL = 'border-b border-line px-2.5 py-2';
const HEAD = 'border-y border-line px-2.5 py-1.5 text-small font-medium whitespace-nowrap text-ink-3';

function History(props: { page: Found }): JSX.Element {
  return (
    <section class="overflow-x-auto" tabindex="0" aria-label={t('coaching.scores')}>
      <table class="num w-full border-collapse sm:min-w-130">
        <thead>
          <tr>
            <th scope="col" class={`${HEAD} !pl-4.5 text-left`}>
              {t('coaching.table.date')}
            </th>
            <th scope="col" class={`${HEAD} text-right`}>
              {t('coaching.table.score')}
            </th>
            <th scope="col" class={`${HEAD} text-left max-sm:hidden`}>
              {t('coaching.table.kind')}
            </th>
            <th scope="col" class={`${HEAD} text-left max-sm:hidden`}>
              {t('coaching.table.scorecard')}
            </th>
            <th scope="col" class={`${HEAD} text-right`}>
              {t('coaching.table.critical')}
            </th>
            <th scope="col" class={`${HEAD} !pr-4.5 text-right`}>
              {t('coaching.table.acknowledged')}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.page.history}>
            {(row) => (
              <tr class="last:[&>*]:border-0">
                <th scope="row" class={`${CELL} !pl-4.5 text-left font-normal whitespace-nowrap`}>
                  <A href={`/feedback/${row.id}`} class="text-accent no-underline hover:underline">
                    {date(row.interaction.started_at)}
                  </A>
                </th>
                <td class={`${CELL} text-right`}>{row.final_bp === null ? '–' : points(row.final_bp)}</td>
                <td class={`${CELL} text-ink-2 max-sm:hidden`}>{t(`common.kind.${row.kind}`)}</td>
                <td class={`${CELL} text-ink-2 max-sm:hidden`}>
                  <Wording text={row.scorecard.name} /> {row.scorecard.number}
                </td>
                <td class={`${CELL} text-right`}>
                  <Show when={row.critical_count > 0} fallback={<span class="text-ink-3">0</span>}>
                    <Chip tone="bad">{number(row.critical_count)}</Chip>
                  </Show>
                </td>
                <td class={`${CELL} !pr-4.5 text-right whitespace-nowrap text-ink-2`}>
                  {row.acknowledged_at ? shortDate(row.acknowledged_at) : t('evaluations.notYet')}
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}
