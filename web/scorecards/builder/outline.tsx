// The order of a scorecard: sections with their criteria. A row is moved by its handle, or with Alt and an arrow; nothing
// moves before it is let go, a line shows where it will be.
import GripVertical from 'lucide-solid/icons/grip-vertical';
import Plus from 'lucide-solid/icons/plus';
import Search from 'lucide-solid/icons/search';
import { createMemo, createSignal, For, type JSX, onCleanup, Show } from 'solid-js';
import { moveCriterion, moveSection } from '../../../scorecards/scorecard/edit.ts';
import { same } from '../../../scorecards/scorecard/merge.ts';
import { Button } from '../../ui/button.tsx';
import { language, t } from '../../words/words.ts';
import type { Drop, Row } from './outline-view.ts';
import { dropAt, neighbourOf, outlineOf, stepped } from './outline-view.ts';
import { addCriterion, addSection, type Found, type Place, sectionInHand, type Writing } from './writing.ts';

type Props = { writing: Writing; found: readonly Found[]; onOpen: (place: Place) => void };

export function Outline(props: Props): JSX.Element {
  const [words, setWords] = createSignal('');
  const [note, setNote] = createSignal('');
  const { writing } = props;
  const rows = createMemo<Row[]>((before) => kept(before, outlineOf(writing.draft(), words(), language())), []);
  const moving = createMoving(writing, rows, setNote);
  const ids = createMemo(() => rows().map((row) => `${row.of}/${row.id}`));
  const byId = createMemo(() => new Map(rows().map((row) => [`${row.of}/${row.id}`, row])));
  return (
    <nav aria-label={t('builder.outline')} class="flex min-h-0 flex-col border-r border-line max-lg:border-r-0">
      <SearchField words={words()} onInput={setWords} />
      <ul
        ref={moving.setList}
        class="relative m-0 min-h-0 flex-1 list-none overflow-auto p-1.5"
        onKeyDown={(event) => moving.keyed(event)}
      >
        <For each={ids()}>
          {(id) => (
            <Show when={byId().get(id)}>
              {(row) => (
                <OutlineRow
                  row={row()}
                  writing={writing}
                  faults={faultsAt(props.found, row())}
                  dragged={moving.dragged() === id}
                  onOpen={props.onOpen}
                  onGrab={(event) => moving.grab(event, row())}
                />
              )}
            </Show>
          )}
        </For>
        <Show when={rows().length === 1 && words() !== ''}>
          <li class="px-2 py-3 text-ink-3">{t('builder.nothingFound')}</li>
        </Show>
        <Show when={moving.line()}>
          {(line) => (
            <li
              aria-hidden="true"
              class="pointer-events-none absolute right-1.5 left-1.5 h-0.5 rounded bg-accent"
              style={{ top: `${line()}px` }}
            />
          )}
        </Show>
      </ul>
      <Foot writing={writing} />
      <p role="status" class="sr-only">
        {note()}
      </p>
    </nav>
  );
}

/** Rows that are as they were stay the same, so that a letter in one of 400 writes one of them again. */
function kept(before: readonly Row[], now: readonly Row[]): Row[] {
  const known = new Map(before.map((row) => [`${row.of}/${row.id}`, row]));
  return now.map((row) => {
    const old = known.get(`${row.of}/${row.id}`);
    return old && same(old, row) ? old : row;
  });
}

function SearchField(props: { words: string; onInput: (words: string) => void }): JSX.Element {
  return (
    <label class="relative m-2 block">
      <Search class="pointer-events-none absolute top-2.25 left-2.5 size-3.5 text-ink-3" aria-hidden="true" />
      <input
        type="search"
        id="builder-search"
        class="control w-full pl-8!"
        placeholder={t('builder.search')}
        aria-label={t('builder.search')}
        value={props.words}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </label>
  );
}

function Foot(props: { writing: Writing }): JSX.Element {
  const { writing } = props;
  const section = () => sectionInHand(writing);
  return (
    <div class="flex flex-wrap gap-2 border-t border-line p-2">
      <Button size="sm" icon={Plus} disabled={section() === null} onClick={() => addCriterion(writing, section()!)}>
        {t('builder.addCriterion')}
      </Button>
      <Button size="sm" icon={Plus} onClick={() => addSection(writing)}>
        {t('builder.addSection')}
      </Button>
    </div>
  );
}

const faultsAt = (found: readonly Found[], row: Row): 'error' | 'warning' | null => {
  const own = found.filter(({ place }) =>
    place.of === 'card' ? row.of === 'card' : place.of === row.of && place.id === row.id,
  );
  if (own.length === 0) return null;
  return own.some(({ finding }) => finding.severity === 'error') ? 'error' : 'warning';
};

function OutlineRow(props: {
  row: Row;
  writing: Writing;
  faults: 'error' | 'warning' | null;
  dragged: boolean;
  onOpen: (place: Place) => void;
  onGrab: (event: PointerEvent) => void;
}): JSX.Element {
  const current = () => {
    const place = props.writing.place();
    return place.of === props.row.of && (place.of === 'card' || place.id === props.row.id);
  };
  const look = () => (current() ? 'bg-accent-wash text-ink' : 'hover:bg-well');
  return (
    <li
      data-row={`${props.row.of}/${props.row.id}`}
      class={`flex items-center rounded-control [contain-intrinsic-size:auto_32px] [content-visibility:auto] ${look()} ${props.dragged ? 'opacity-50' : ''} ${props.row.of === 'criterion' ? 'ml-3' : ''}`}
    >
      <Show when={props.row.of !== 'card'} fallback={<span class="w-2" />}>
        <span
          aria-hidden="true"
          class="grid h-8 w-5 shrink-0 cursor-grab touch-none place-items-center text-ink-3 active:cursor-grabbing"
          onPointerDown={(event) => props.onGrab(event)}
        >
          <GripVertical class="size-3.5" />
        </span>
      </Show>
      <button
        type="button"
        aria-current={current() ? 'true' : undefined}
        aria-keyshortcuts={props.row.of === 'card' ? undefined : 'Alt+ArrowUp Alt+ArrowDown'}
        class={`flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-control py-1 pr-2 text-left ${props.row.of === 'criterion' ? '' : 'font-medium'}`}
        onClick={() => props.onOpen(props.row.of === 'card' ? { of: 'card' } : { of: props.row.of, id: props.row.id })}
      >
        <span class="min-w-0 flex-1 truncate">
          {props.row.name || <span class="text-ink-3">{t('builder.unnamed')}</span>}
        </span>
        <Show when={props.faults}>
          {(severity) => (
            <span class={severity() === 'error' ? 'text-bad' : 'text-warn'}>
              <span aria-hidden="true">{severity() === 'error' ? '●' : '▲'}</span>
              <span class="sr-only">{t(`builder.has.${severity()}`)}</span>
            </span>
          )}
        </Show>
        <span class="num shrink-0 text-small text-ink-3">{props.row.counts}</span>
      </button>
    </li>
  );
}

/** Moving rows by pointer and by key. */
function createMoving(writing: Writing, rows: () => readonly Row[], say: (words: string) => void) {
  let list: HTMLUListElement | undefined;
  const put = (row: Row, to: Drop): void => {
    const before = writing.draft();
    const next =
      row.of === 'section'
        ? moveSection(before, row.id, to.before)
        : moveCriterion(before, row.id, { section: to.section, before: to.before });
    if (next === before) return;
    writing.change(next);
    say(t('builder.moved', { name: row.name || row.id }));
  };
  const dragging = createDragging(() => list, rows, put);
  return {
    ...dragging,
    setList: (element: HTMLUListElement) => {
      list = element;
    },
    keyed(event: KeyboardEvent): void {
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      const element = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
      if (step === 0 || !element || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const row = rows().find((one) => `${one.of}/${one.id}` === element.dataset.row);
      if (!row) return;
      const target = event.altKey ? row : neighbourOf(rows(), row, step);
      const to = event.altKey ? stepped(writing.draft(), row, step) : null;
      if (to) put(row, to);
      focusRow(list, `${target.of}/${target.id}`);
    },
  };
}

/** A row held by its handle, with the line where it would go. */
function createDragging(
  list: () => HTMLUListElement | undefined,
  rows: () => readonly Row[],
  put: (row: Row, to: Drop) => void,
) {
  const [dragged, setDragged] = createSignal<Row | null>(null);
  const [drop, setDrop] = createSignal<(Drop & { y: number }) | null>(null);
  const move = (event: PointerEvent): void => {
    const [element, row] = [list(), dragged()];
    if (!element || !row) return;
    scrollAlong(element, event.clientY);
    const y = event.clientY - element.getBoundingClientRect().top + element.scrollTop;
    setDrop(dropAt(rows(), rowsSeen(element), row, y));
  };
  const end = (puts: boolean) => (): void => {
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', letGo);
    removeEventListener('pointercancel', giveUp);
    removeEventListener('keydown', byEscape);
    const [row, to] = [dragged(), drop()];
    setDragged(null);
    setDrop(null);
    if (puts && row && to) put(row, to);
  };
  const [letGo, giveUp] = [end(true), end(false)];
  const byEscape = (event: KeyboardEvent) => event.key === 'Escape' && giveUp();
  onCleanup(giveUp);
  return {
    dragged: () => {
      const row = dragged();
      return row && `${row.of}/${row.id}`;
    },
    line: () => drop()?.y ?? null,
    grab(event: PointerEvent, row: Row): void {
      if (event.button !== 0) return;
      event.preventDefault();
      setDragged(row);
      addEventListener('pointermove', move);
      addEventListener('pointerup', letGo);
      addEventListener('pointercancel', giveUp);
      addEventListener('keydown', byEscape);
    },
  };
}

const rowsSeen = (list: HTMLElement) =>
  [...list.querySelectorAll<HTMLElement>('[data-row]')].map((element) => ({
    row: element.dataset.row!,
    top: element.offsetTop,
    bottom: element.offsetTop + element.offsetHeight,
  }));

const focusRow = (list: HTMLElement | undefined, id: string): void =>
  list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] button`)?.focus();

/** Near its ends the list scrolls on. */
function scrollAlong(list: HTMLElement, y: number): void {
  const { top, bottom } = list.getBoundingClientRect();
  if (y < top + 24) list.scrollTop -= 12;
  else if (y > bottom - 24) list.scrollTop += 12;
}
