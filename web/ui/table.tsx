// <Table label={t('…')} rows={rows()} key={(row) => row.id} columns={[
//   { key: 'agent', head: () => t('…'), cell: (row) => row.agent.name },
//   { key: 'n', head: () => t('…'), cell: …, align: 'right', width: '90px' },
// ]} open={(row) => `/interactions/${row.id}`} end={loadMore} />
// Rows of 38 px; only those in view are in the page. `open` makes the whole row a link: that of its first cell spreads
// over it, other controls in the row lie above it (give them class "relative z-1"). `end` is called when the last rows
// come into view. `current` marks the current row. It fills and scrolls in its container (give that a height, or pass
// class="h-auto" for a short list). `below` adds lines under a row, of a height known in advance. On a narrow screen a
// row has two lines: the first cell, and below it the others in one line.
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
  /** Left out on a narrow screen. */
  wideOnly?: boolean;
  /** On a narrow screen at the right end of the row: its state, or its actions. */
  beside?: boolean;
};

const rowHeight = () => (narrow() ? 58 : 38);

type TableProps<Row> = {
  label: string;
  rows: readonly Row[];
  key: (row: Row) => string;
  columns: readonly Column<Row>[];
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
  const columns = (): readonly Shown<Row>[] => (narrow() ? stacked(props.columns) : props.columns);
  return (
    <section
      ref={setScroller}
      tabindex="0"
      aria-label={props.label}
      class={`relative min-h-0 overflow-auto ${props.class ?? 'h-full'}`}
    >
      <table
        class={`w-full border-collapse ${narrow() ? '' : 'table-fixed'}`}
        style={{ 'min-width': `${narrow() ? 0 : (props.least ?? 0)}px` }}
        aria-label={props.label}
        aria-rowcount={props.rows.length + 1}
      >
        <colgroup>
          <For each={columns()}>{(column) => <col style={{ width: column.width }} />}</For>
        </colgroup>
        <thead class={narrow() ? 'sr-only' : 'sticky top-0 z-10 bg-paper shadow-[inset_0_-1px_var(--line)]'}>
          <tr aria-rowindex={1}>
            <For each={columns()}>{(column) => <Head column={column} />}</For>
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

type Shown<Row> = Column<Row> & { under?: Column<Row>[] };

/** The columns of a narrow screen: the first with the others in its cell, and those beside it. */
function stacked<Row>(all: readonly Column<Row>[]): Shown<Row>[] {
  const [first, ...others] = all.filter(({ wideOnly }) => !wideOnly);
  if (!first) return [];
  const narrowest = others.filter(({ beside }) => beside).map((column) => ({ ...column, width: '1px' }));
  return [{ ...first, width: '100%', under: others.filter(({ beside }) => !beside) }, ...narrowest];
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
    estimateSize: (index) => rowHeight() + below(props, props.rows[index]),
    overscan: 12,
    // Before layout is known (and where there is none), a screenful is drawn.
    initialRect: { width: 1200, height: 900 },
  });
  const items = () => virtual.getVirtualItems().filter((item) => item.index < props.rows.length);
  const before = () => items()[0]?.start ?? 0;
  const after = () => Math.max(0, virtual.getTotalSize() - (items().at(-1)?.end ?? 0));
  // A new search, or a turned phone, gives the same number of rows other heights.
  createEffect(
    on(
      () => [rowHeight(), ...props.rows.map((row) => below(props, row))].join(),
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

function Head<Row>(props: { column: Column<Row> }): JSX.Element {
  return (
    <th
      scope="col"
      class={`h-8.5 px-2.5 text-small font-medium text-ink-3 first:pl-4.5 last:pr-4.5 ${sideOf(props.column)}`}
    >
      <span class={props.column.bareHead ? 'sr-only' : ''}>{props.column.head()}</span>
    </th>
  );
}

function TableRow<Row>(props: {
  table: TableProps<Row>;
  columns: readonly Shown<Row>[];
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
        style={{ height: `${rowHeight()}px` }}
        class={`relative border-line aria-[current]:bg-accent-wash ${under() > 0 ? '' : 'border-b'} ${href() ? 'hover:bg-well' : ''}`}
      >
        <For each={props.columns}>
          {(column, i) => (
            <td class={`truncate px-2.5 first:pl-4.5 last:pr-4.5 ${sideOf(column)} ${column.under ? 'max-w-0' : ''}`}>
              <Show when={i() === 0 && href()} fallback={column.cell(props.row)}>
                {(to) => (
                  <A href={to()} class="font-medium text-ink no-underline after:absolute after:inset-0">
                    {column.cell(props.row)}
                  </A>
                )}
              </Show>
              <Show when={column.under}>{(others) => <SecondLine columns={others()} row={props.row} />}</Show>
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

/** The other cells of a row on a narrow screen. A figure says what it is of, because its head is not seen. */
function SecondLine<Row>(props: { columns: readonly Column<Row>[]; row: Row }): JSX.Element {
  return (
    <div class="mt-0.5 flex items-center gap-1.5 text-ink-2">
      <For each={props.columns}>
        {(column, i) => (
          <>
            <Show when={i() > 0}>
              <span aria-hidden="true" class="text-ink-3">
                ·
              </span>
            </Show>
            <span class="min-w-0 truncate">
              <span class={column.align === 'right' ? 'text-ink-3' : 'sr-only'}>{column.head()} </span>
              {column.cell(props.row)}
            </span>
          </>
        )}
      </For>
    </div>
  );
}
