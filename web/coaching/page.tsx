// The coaching board: four columns in the order of the work, proposals first. A card moves by its menu, by ⇧→ and ⇧←,
// or by dragging; arrow keys move between cards, Enter opens one beside the board. Filters and the open task are in the
// address.

import { useSearchParams } from '@solidjs/router';
import { createMemo, For, type JSX, Show } from 'solid-js';
import type { TaskCard } from '../../api/coaching/contract.ts';
import { dateAt } from '../../scorecards/calendar/calendar.ts';
import { idIn, oneIn, type Said, wordsIn } from '../address/address.ts';
import { useNames } from '../session/names.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { zone } from '../ui/format.ts';
import { useKeys } from '../ui/keys.tsx';
import { Select } from '../ui/select.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../ui/states.tsx';
import { byName } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { Board } from './board.tsx';
import { createWalk, type Walk } from './board-walk.ts';
import { useTasks } from './data.ts';
import { MoveQuestion } from './move-dialog.tsx';
import { type Moving, useMoving } from './moving.ts';
import { TaskSheet } from './task-sheet.tsx';
import { board, movesOf, type Narrowed, nextState } from './view.ts';

const DUES = ['week', 'over'] as const;

export default function CoachingPage(): JSX.Element {
  const [search, setSearch] = useSearchParams<Search>();
  const tasks = useTasks();
  const moving = useMoving();
  const today = () => dateAt(Date.now(), zone());
  const all = () => tasks.data ?? [];
  const filter = useFilter();
  const columns = createMemo(() => board(all(), filter(), today()));
  const walk = createWalk(columns);
  const open = (id: string) => setSearch({ task: id });
  useBoardKeys(walk, moving, open);
  return (
    <Page title={t('coaching.title')} filters={<Filters tasks={all()} filter={filter()} />}>
      <div class="px-4.5 pt-4 pb-10 max-sm:px-3">
        <ErrorNote error={tasks.error} again={() => void tasks.refetch()} />
        <Show
          when={tasks.data}
          fallback={
            <Show when={tasks.isPending}>
              <Waiting />
            </Show>
          }
        >
          <Show
            when={columns().some((column) => column.tasks.length > 0)}
            fallback={<Nothing narrowed={all().length > 0 && isNarrowed(filter())} />}
          >
            <Board columns={columns()} walk={walk} moving={moving} today={today()} open={open} />
          </Show>
        </Show>
      </div>
      <TaskSheet
        id={moving.asked() ? null : wordsIn(search.task, 100)}
        today={today()}
        moving={moving}
        onClose={() => {
          setSearch({ task: undefined });
          // The sheet was opened from a card: focus returns to it.
          setTimeout(walk.again);
        }}
      />
      <MoveQuestion moving={moving} tasks={all()} />
    </Page>
  );
}

type Search = { agent?: Said; due?: Said; task?: Said };

const isNarrowed = ({ agent, due }: Narrowed): boolean => agent !== null || due !== 'any';

const useNamesOnBoard = () => {
  const session = useSession();
  return useNames(() => session.may('people:read'));
};

function useFilter(): () => Narrowed {
  const [search] = useSearchParams<Search>();
  const names = useNamesOnBoard();
  return createMemo(
    (): Narrowed => ({
      agent: idIn(
        search.agent,
        names.data?.map(({ id }) => id),
      ),
      due: oneIn(search.due, DUES) ?? 'any',
    }),
  );
}

function Filters(props: { tasks: readonly TaskCard[]; filter: Narrowed }): JSX.Element {
  const [, setSearch] = useSearchParams<Search>();
  const names = useNamesOnBoard();
  /** Those with tasks, and the one the address names, who may have none. */
  const agents = createMemo(() => {
    const named = names.data?.filter(({ id }) => id === props.filter.agent) ?? [];
    const people = [...props.tasks.map((task) => task.agent), ...named];
    return byName([...new Map(people.map(({ id, name }) => [id, name]))], ([, name]) => name);
  });
  return (
    <>
      <Select
        quiet
        label={t('coaching.agent')}
        options={agents().map(([id]) => id)}
        name={(id) => agents().find(([one]) => one === id)?.[1] ?? ''}
        empty={t('coaching.allAgents')}
        value={props.filter.agent}
        onChange={(agent) => setSearch({ agent: agent ?? undefined })}
      />
      <Select
        quiet
        label={t('coaching.dueLabel')}
        options={DUES}
        name={(one) => t(one === 'week' ? 'coaching.dueWeek' : 'coaching.dueOver')}
        empty={t('coaching.dueAny')}
        value={props.filter.due === 'any' ? null : props.filter.due}
        onChange={(one) => setSearch({ due: one ?? undefined })}
      />
    </>
  );
}

function useBoardKeys(walk: Walk, moving: Moving, open: (task: string) => void): void {
  function shift(by: 1 | -1): void {
    const task = walk.here();
    if (!task || walk.current() === null) return;
    const state = nextState(task, by);
    const choice = movesOf(task).find((one) => one.state === state);
    if (choice) moving.go(task, choice);
  }

  useKeys(() => [
    { keys: ['ArrowDown', 'j'], shown: 'J ↓', says: t('coaching.keysNext'), do: () => walk.step(1, 0), repeats: true },
    { keys: ['ArrowUp', 'k'], shown: 'K ↑', says: t('coaching.keysBefore'), do: () => walk.step(-1, 0), repeats: true },
    { keys: ['ArrowRight'], shown: '→', says: t('coaching.keysRight'), do: () => walk.step(0, 1) },
    { keys: ['ArrowLeft'], shown: '←', says: t('coaching.keysLeft'), do: () => walk.step(0, -1) },
    {
      keys: ['Enter'],
      shown: '↵',
      says: t('coaching.keysOpen'),
      do: () => walk.current() !== null && walk.here() && open(walk.here()!.id),
    },
    { keys: ['shift+ArrowRight'], shown: '⇧→', says: t('coaching.keysMove'), do: () => shift(1) },
    { keys: ['shift+ArrowLeft'], shown: '⇧←', says: t('coaching.move.back'), do: () => shift(-1) },
  ]);
}

function Nothing(props: { narrowed: boolean }): JSX.Element {
  const session = useSession();
  const [, setSearch] = useSearchParams<Search>();
  return (
    <Show
      when={props.narrowed}
      fallback={
        <EmptyState
          words={t('coaching.empty')}
          hint={t('coaching.emptyHint')}
          action={
            <Show when={session.may('evaluations:read')}>
              <LinkButton href="/evaluations">{t('coaching.emptyAction')}</LinkButton>
            </Show>
          }
        />
      }
    >
      <EmptyState
        words={t('coaching.emptyFiltered')}
        action={
          <Button onClick={() => setSearch({ agent: undefined, due: undefined })}>{t('coaching.showAll')}</Button>
        }
      />
    </Show>
  );
}

function Waiting(): JSX.Element {
  return (
    <div class="grid grid-cols-4 gap-3.5 max-sm:grid-cols-1" role="status" aria-label={t('ui.loading')}>
      <For each={[2, 2, 1, 1]}>
        {(cards) => (
          <div class="grid content-start gap-2.5">
            <Skeleton class="mx-1 h-4 w-24" />
            <For each={Array.from({ length: cards })}>{() => <Skeleton class="h-33 w-full rounded-sheet" />}</For>
          </div>
        )}
      </For>
    </div>
  );
}
