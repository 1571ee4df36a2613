// The event log for administrators: who did what, when and to what, filtered by the address.
import { useSearchParams } from '@solidjs/router';
import ChevronDown from 'lucide-solid/icons/chevron-down';
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import type { EventRow } from '../../api/events/contract.ts';
import type { NameRow } from '../../api/people/contract.ts';
import { EVENT_KINDS, Id } from '../../scorecards/events/event.ts';
import { dayIn, idIn, oneIn, type Said, wordsIn } from '../address/address.ts';
import { useCompetencyNames } from '../competencies/data.ts';
import { download } from '../files/download.ts';
import { useNames, useTeams } from '../session/names.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { DayField } from '../ui/day-field.tsx';
import { dateTime, shortDate } from '../ui/format.ts';
import { Popover } from '../ui/popover.tsx';
import { Select } from '../ui/select.tsx';
import { EmptyState, ErrorNote, explain, SkeletonRows } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { tell } from '../ui/toast.tsx';
import { eventWords as en } from '../words/en/events.ts';
import { language, loadSentences, t } from '../words/words.ts';
import { eventWords as zh } from '../words/zh-CN/events.ts';
import { type Filter, sheetOf, useEvents } from './data.ts';
import { factsOf, type Telling } from './facts.ts';
import { pageOf } from './view.ts';

const words = () => (language() === 'zh' ? zh : en);
const MOST_ID = 64;
type Search = Partial<Record<keyof Filter, Said>>;

export default function EventsPage(): JSX.Element {
  const [search, setSearch] = useSearchParams<Search>();
  const names = useNames();
  const filter = createMemo(() =>
    filterIn(
      search,
      names.data?.map(({ id }) => id),
    ),
  );
  const [busy, setBusy] = createSignal(false);
  const exportSheet = async () => {
    setBusy(true);
    await sheetOf(filter())
      .then((sheet) => download('events.csv', sheet, 'text/csv'))
      .catch((error: unknown) => tell(explain(error), 'bad'))
      .finally(() => setBusy(false));
  };
  const clear = () =>
    setSearch({ kind: undefined, actor: undefined, subject: undefined, from: undefined, to: undefined });
  const narrowed = () => Object.values(filter()).some((value) => value !== null);
  return (
    <Page
      title={t('events.title')}
      fixed
      actions={
        <Button busy={busy()} onClick={() => void exportSheet()}>
          {words().exported}
        </Button>
      }
      filters={<Filters filter={filter()} names={names.data ?? []} set={setSearch} clear={narrowed() ? clear : null} />}
    >
      <List filter={filter()} clear={narrowed() ? clear : null} />
    </Page>
  );
}

const filterIn = (search: Search, people: readonly string[] | undefined): Filter => ({
  kind: oneIn(search.kind, EVENT_KINDS),
  actor: idIn(search.actor, people),
  subject: Id.safeParse(wordsIn(search.subject, MOST_ID)).data ?? null,
  from: dayIn(search.from),
  to: dayIn(search.to),
});

function List(props: { filter: Filter; clear: (() => void) | null }): JSX.Element {
  const session = useSession();
  const list = useEvents(() => props.filter);
  const rows = createMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? []);
  const columns = columnsWith(createTelling());
  const open = (row: EventRow) => {
    const target = pageOf(row);
    return target && session.may(target.permission) ? target.path : null;
  };
  return (
    <Show
      when={rows().length > 0}
      fallback={
        <div class="px-4 pt-3">
          <ErrorNote error={list.error} again={() => void list.refetch()} />
          <Show when={list.isPending}>
            <SkeletonRows />
          </Show>
          <Show when={list.isSuccess}>
            <EmptyState
              words={words().empty}
              hint={words().emptyHint}
              action={
                <Show when={props.clear}>{(clear) => <Button onClick={() => clear()()}>{words().clear}</Button>}</Show>
              }
            />
          </Show>
        </div>
      }
    >
      <Table
        label={t('events.title')}
        rows={rows()}
        key={(row) => row.id}
        columns={columns}
        open={open}
        end={() => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage()}
      />
    </Show>
  );
}

/** What the details of events are said with. */
function createTelling(): () => Telling {
  const [names, teams] = [useNames(), useTeams()];
  // Refusals stand in the log by their codes.
  void loadSentences();
  const known = createMemo(
    () => new Map([...(names.data ?? []), ...(teams.data ?? [])].map(({ id, name }) => [id, name])),
  );
  const competencies = useCompetencyNames();
  return () => ({ words: words(), nameOf: (id) => known().get(id) ?? null, names: competencies });
}

function Filters(props: {
  filter: Filter;
  names: readonly NameRow[];
  set: (search: Search) => void;
  clear: (() => void) | null;
}): JSX.Element {
  const nameOf = (id: string) => props.names.find((person) => person.id === id)?.name ?? '';
  const kinds = createMemo(() =>
    EVENT_KINDS.toSorted((a, b) => words().kinds[a].localeCompare(words().kinds[b], language())),
  );
  const days = () => {
    const { from, to } = props.filter;
    if (from === null && to === null) return words().anyDay;
    return `${from === null ? '…' : shortDate(from)} – ${to === null ? '…' : shortDate(to)}`;
  };
  return (
    <>
      <Select
        quiet
        label={words().what}
        options={kinds()}
        name={(kind) => words().kinds[kind]}
        empty={words().anyKind}
        value={props.filter.kind}
        onChange={(kind) => props.set({ kind: kind ?? undefined })}
      />
      <Select
        quiet
        label={words().who}
        options={props.names.map(({ id }) => id)}
        name={nameOf}
        empty={words().anyone}
        value={props.filter.actor}
        onChange={(actor) => props.set({ actor: actor ?? undefined })}
      />
      <Popover
        trigger={
          <>
            {days()}
            <ChevronDown class="size-3.5 text-ink-3" aria-hidden="true" />
          </>
        }
        label={`${words().days}: ${days()}`}
      >
        <div class="flex gap-3 max-sm:grid">
          <DayField label={words().from} value={props.filter.from} onDay={(from) => props.set({ from })} />
          <DayField label={words().to} value={props.filter.to} onDay={(to) => props.set({ to })} />
        </div>
      </Popover>
      <Show when={props.clear}>
        {(clear) => (
          <Button tone="quiet" size="sm" onClick={() => clear()()}>
            {words().clear}
          </Button>
        )}
      </Show>
    </>
  );
}

const columnsWith = (telling: () => Telling): Column<EventRow>[] => [
  { key: 'kind', head: () => words().what, width: '24%', cell: (row) => words().kinds[row.kind] },
  { key: 'actor', head: () => words().who, width: '16%', cell: (row) => row.actor?.name ?? words().product },
  { key: 'at', head: () => words().when, width: '170px', cell: (row) => dateTime(row.at) },
  {
    key: 'detail',
    head: () => words().detail,
    cell: (row) => <span title={factsOf(row, telling())}>{factsOf(row, telling())}</span>,
    wideOnly: true,
  },
  {
    key: 'seal',
    head: () => words().seal,
    width: '120px',
    align: 'right',
    wideOnly: true,
    cell: (row) => (row.number === null ? words().unsealed : String(row.number)),
  },
];
