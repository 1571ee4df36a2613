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

export function Table<Row>(props: {
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
}): JSX.Element {
  const [scroller, setScroller] = createSignal<HTMLDivElement | null>(null);
  const below = (row: Row | undefined) => (row === undefined ? 0 : (props.below?.height(row) ?? 0));
  const virtual = createVirtualizer({
    get count() {
      return props.rows.length;
    },
    getScrollElement: () => scroller(),
    estimateSize: (index) => ROW + below(props.rows[index]),
    overscan: 12,
    // Before layout is known (and where there is none) a screenful is drawn.
    initialRect: { width: 1200, height: 900 },
  });
  const items = () => virtual.getVirtualItems().filter((item) => item.index < props.rows.length);
  const before = () => items()[0]?.start ?? 0;
  const after = () => Math.max(0, virtual.getTotalSize() - (items().at(-1)?.end ?? 0));
  const columns = () => (narrow() ? props.columns.filter(({ wideOnly }) => !wideOnly) : props.columns);
  const side = (column: Column<Row>) => (column.align === 'right' ? 'num text-right' : 'text-left');
  // A new search gives the same number of rows other heights.
  createEffect(
    on(
      () => props.rows.map(below).join(),
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
  const order = (column: Column<Row>) =>
    props.sort?.key === column.key ? (props.sort.down ? 'descending' : 'ascending') : column.sort ? 'none' : undefined;
  const turn = (column: Column<Row>) =>
    props.onSort?.({ key: column.key, down: props.sort?.key === column.key ? !props.sort.down : false });

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
              {(column) => (
                <th
                  scope="col"
                  aria-sort={order(column)}
                  class={`h-8.5 px-2.5 text-small font-medium text-ink-3 first:pl-4.5 last:pr-4.5 ${side(column)}`}
                >
                  <Show
                    when={column.sort && props.onSort}
                    fallback={<span class={column.bareHead ? 'sr-only' : ''}>{column.head()}</span>}
                  >
                    <button
                      type="button"
                      class="inline-flex items-center gap-1 rounded hover:text-ink"
                      onClick={() => turn(column)}
                    >
                      {column.head()}
                      <span aria-hidden="true" class="w-2 text-micro">
                        {order(column) === 'descending' ? '↓' : order(column) === 'ascending' ? '↑' : ''}
                      </span>
                    </button>
                  </Show>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <Show when={before() > 0}>
            <tr style={{ height: `${before()}px` }} />
          </Show>
          <For each={items()}>
            {(item) => {
              const row = () => props.rows[item.index] as Row;
              const href = () => props.open?.(row()) ?? null;
              return (
                <>
                  <tr
                    aria-rowindex={item.index + 2}
                    aria-current={props.current === props.key(row()) || undefined}
                    class={`relative h-9.5 border-line aria-[current]:bg-accent-wash ${below(row()) > 0 ? '' : 'border-b'} ${href() ? 'hover:bg-well' : ''}`}
                  >
                    <For each={columns()}>
                      {(column, i) => (
                        <td class={`truncate px-2.5 first:pl-4.5 last:pr-4.5 ${side(column)}`}>
                          <Show when={i() === 0 && href()} fallback={column.cell(row())}>
                            {(to) => (
                              <A href={to()} class="font-medium text-ink no-underline after:absolute after:inset-0">
                                {column.cell(row())}
                              </A>
                            )}
                          </Show>
                        </td>
                      )}
                    </For>
                  </tr>
                  <Show when={below(row()) > 0}>
                    <tr class="border-b border-line" style={{ height: `${below(row())}px` }}>
                      <td colspan={columns().length} class="px-4.5 pb-2 align-top">
                        {props.below?.cell(row())}
                      </td>
                    </tr>
                  </Show>
                </>
              );
            }}
          </For>
          <Show when={after() > 0}>
            <tr style={{ height: `${after()}px` }} />
          </Show>
        </tbody>
      </table>
    </section>
  );
}
