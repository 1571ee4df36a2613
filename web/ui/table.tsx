// <Table label={t('…')} rows={rows()} key={(row) => row.id} columns={[ { key: 'agent', head: () => t('…'), cell: (row)
// => row.agent.name, sort: true }, { key: 'n', head: () => t('…'), cell: …, align: 'right', width: '90px' } ]} sort={{
// key: 'agent', down: false }} onSort={setSort} open={(row) => `/interactions/${row.id}`} end={loadMore} /> Rows of 38
// px; only those in view are in the page. `open` makes the whole row lead somewhere: the link of its first cell spreads
// over it, other controls in the row lie above it (give them class "relative z-1"). `end` is called when the last rows
// come into view. `current` marks the current row. It fills and scrolls in what contains it (give that container a
// height, or pass class="h-auto" for a short list). `below` adds lines under a row, of a height told before.
import { A } from '@solidjs/router';
import { createVirtualizer } from '@tanstack/solid-virtual';
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js';
import { narrow } from './narrow.ts';

export type Column<Row> = {
  key: string;
  /** Asked whenever the language changes, also of columns that were made once. */
  head: () => string;
  /** The head is for screen readers alone: a column of buttons. */
  bareHead?: boolean;
  cell: (row: Row) => JSX.Element;
  align?: 'left' | 'right';
  /** CSS width (`90px`, `20%`); columns without one share the rest. */
  width?: string;
  sort?: boolean;
  /** Left out on a narrow screen. */
  wideOnly?: boolean;
};
export type Sort = { key: string; down: boolean };

const ROW = 38;

type TableProps<Row> = {
  label: string;
  rows: readonly Row[];
  key: (row: Row) => string;
  columns: readonly Column<Row>[];
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  open?: (row: Row) => string | null;
  end?: () => void;
  current?: string | null;
  below?: { height: (row: Row) => number; cell: (row: Row) => JSX.Element };
  class?: string;
  /** Least width before the table scrolls sideways, px. */
  least?: number;
};

const sideOf = <Row,>(column: Column<Row>) => (column.align === 'right' ? 'num text-right' : 'text-left');

export function Table<Row>(props: TableProps<Row>): JSX.Element {
  const { setScroller, items, before, after } = createWindow(props);
  const columns = () => (narrow() ? props.columns.filter(({ wideOnly }) => !wideOnly) : props.columns);
  return (
    <section
      ref={setScroller}
      tabindex="0"
      aria-label={props.label}
      class={`relative min-h-0 overflow-auto ${props.class ?? 'h-full'}`}
    >
      <table
        class="w-full table-fixed border-collapse"
        style={{ 'min-width': `${props.least ?? 0}px` }}
        aria-label={props.label}
        aria-rowcount={props.rows.length + 1}
      >
        <colgroup>
          <For each={columns()}>{(column) => <col style={{ width: column.width }} />}</For>
        </colgroup>
        <thead class="sticky top-0 z-10 bg-paper shadow-[inset_0_-1px_var(--line)]">
          <tr aria-rowindex={1}>
            <For each={columns()}>
              {(column) => <Head column={column} sort={props.sort ?? null} onSort={props.onSort} />}
            </For>
          </tr>
        </thead>
        <tbody>
          <Show when={before() > 0}>
            <tr style={{ height: `${before()}px` }} />
          </Show>
          <For each={items()}>
            {(item) => (
              <TableRow table={props} columns={columns()} row={props.rows[item.index] as Row} index={item.index} />
            )}
          </For>
          <Show when={after() > 0}>
            <tr style={{ height: `${after()}px` }} />
          </Show>
        </tbody>
      </table>
    </section>
  );
}

const below = <Row,>(table: TableProps<Row>, row: Row | undefined): number =>
  row === undefined ? 0 : (table.below?.height(row) ?? 0);

/** The rows in view, and the height of those before and after them. */
function createWindow<Row>(props: TableProps<Row>) {
  const [scroller, setScroller] = createSignal<HTMLDivElement | null>(null);
  const virtual = createVirtualizer({
    get count() {
      return props.rows.length;
    },
    getScrollElement: () => scroller(),
    estimateSize: (index) => ROW + below(props, props.rows[index]),
    overscan: 12,
    // Before layout is known (and where there is none) a screenful is drawn.
    initialRect: { width: 1200, height: 900 },
  });
  const items = () => virtual.getVirtualItems().filter((item) => item.index < props.rows.length);
  const before = () => items()[0]?.start ?? 0;
  const after = () => Math.max(0, virtual.getTotalSize() - (items().at(-1)?.end ?? 0));
  // A new search gives the same number of rows other heights.
  createEffect(
    on(
      () => props.rows.map((row) => below(props, row)).join(),
      () => virtual.measure(),
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => items().at(-1)?.index ?? -1,
      (last) => {
        if (props.end && props.rows.length > 0 && last >= props.rows.length - 5) props.end();
      },
    ),
  );
  return { setScroller, items, before, after };
}

function Head<Row>(props: { column: Column<Row>; sort: Sort | null; onSort?: (sort: Sort) => void }): JSX.Element {
  const own = () => (props.sort?.key === props.column.key ? props.sort : null);
  const order = () => {
    const sort = own();
    if (sort) return sort.down ? 'descending' : 'ascending';
    return props.column.sort ? 'none' : undefined;
  };
  const turn = () => {
    const sort = own();
    props.onSort?.({ key: props.column.key, down: sort ? !sort.down : false });
  };
  return (
    <th
      scope="col"
      aria-sort={order()}
      class={`h-8.5 px-2.5 text-small font-medium text-ink-3 first:pl-4.5 last:pr-4.5 ${sideOf(props.column)}`}
    >
      <Show
        when={props.column.sort && props.onSort}
        fallback={<span class={props.column.bareHead ? 'sr-only' : ''}>{props.column.head()}</span>}
      >
        <button type="button" class="inline-flex items-center gap-1 rounded hover:text-ink" onClick={() => turn()}>
          {props.column.head()}
          <span aria-hidden="true" class="w-2 text-micro">
            {order() === 'descending' ? '↓' : order() === 'ascending' ? '↑' : ''}
          </span>
        </button>
      </Show>
    </th>
  );
}

function TableRow<Row>(props: {
  table: TableProps<Row>;
  columns: readonly Column<Row>[];
  row: Row;
  index: number;
}): JSX.Element {
  const href = () => props.table.open?.(props.row) ?? null;
  const under = () => below(props.table, props.row);
  return (
    <>
      <tr
        aria-rowindex={props.index + 2}
        aria-current={props.table.current === props.table.key(props.row) || undefined}
        class={`relative h-9.5 border-line aria-[current]:bg-accent-wash ${under() > 0 ? '' : 'border-b'} ${href() ? 'hover:bg-well' : ''}`}
      >
        <For each={props.columns}>
          {(column, i) => (
            <td class={`truncate px-2.5 first:pl-4.5 last:pr-4.5 ${sideOf(column)}`}>
              <Show when={i() === 0 && href()} fallback={column.cell(props.row)}>
                {(to) => (
                  <A href={to()} class="font-medium text-ink no-underline after:absolute after:inset-0">
                    {column.cell(props.row)}
                  </A>
                )}
              </Show>
            </td>
          )}
        </For>
      </tr>
      <Show when={under() > 0}>
        <tr class="border-b border-line" style={{ height: `${under()}px` }}>
          <td colspan={props.columns.length} class="px-4.5 pb-2 align-top">
            {props.table.below?.cell(props.row)}
          </td>
        </tr>
      </Show>
    </>
  );
}
