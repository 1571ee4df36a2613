// Two versions of a scorecard side by side, section by section: what changed in words, and what each change does to a score.
// <Comparison before={version1} after={draft} names={{ before: 'Version 1', after: 'Draft' }} />
import { createEffect, createMemo, createSignal, For, type JSX, onCleanup, Show } from 'solid-js';
import { type Change, type Summary, summary } from '../../scorecards/scorecard/change.ts';
import type { Scorecard } from '../../scorecards/scorecard/definition.ts';
import { diff } from '../../scorecards/scorecard/diff.ts';
import type { LanguageTag, Text } from '../../scorecards/scorecard/text.ts';
import { useCompetencyNames } from '../competencies/data.ts';
import { Chip, type ChipTone } from '../ui/chip.tsx';
import { Switch } from '../ui/choice.tsx';
import { Wording } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { changeWords, type Versions, versionOf } from './change-words.ts';
import { blocksOf, type CriterionBlock, type SectionBlock, type State } from './comparison-view.ts';
import { type Stretch, textDifference } from './text-difference.ts';
import { bonusCapOf, kindWords } from './view.ts';

type Names = { before: string; after: string };
type Context = { names: Names; versions: Versions };

export function Comparison(props: { before: Scorecard; after: Scorecard; names: Names }): JSX.Element {
  const [all, setAll] = createSignal(false);
  const { competency } = useCompetencyNames();
  const changes = createMemo(() => diff(props.before, props.after));
  const blocks = createMemo(() => blocksOf(props.before, props.after, changes()));
  const context = createMemo(
    (): Context => ({
      names: props.names,
      versions: { before: versionOf(props.before, competency), after: versionOf(props.after, competency) },
    }),
  );
  const differs = ({ state }: { state: State }): boolean => all() || state !== 'same';
  const rows = createMemo(() =>
    blocks()
      .sections.map((block) => ({ block, criteria: block.criteria.filter(differs) }))
      .filter(({ block, criteria }) => differs(block) || criteria.length > 0),
  );
  const drawn = createDrawn(rows);
  return (
    <div class="grid gap-4">
      <div class="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <p role="status">{summaryWords(summary(changes())) || t('comparison.same')}</p>
        <Switch label={t('comparison.showAll')} checked={all()} onChange={setAll} />
      </div>
      <Show when={blocks().scorecard.length > 0}>
        <section class="sheet px-5 pt-3.5 pb-3">
          <h2 class="pb-1 font-semibold">{t('comparison.scorecard')}</h2>
          <Heads names={props.names} />
          <ChangeList changes={blocks().scorecard} context={context()} />
        </section>
      </Show>
      <For each={[...drawn().keys()]}>
        {(block) => <SectionSheet block={block} criteria={drawn().get(block) ?? []} context={context()} />}
      </For>
      <Show when={changes().some(({ effect }) => effect !== null)}>
        <p class="text-small text-ink-3">{t('comparison.costs')}</p>
      </Show>
    </div>
  );
}

/** As much as fills a tall window, and what is added to it each time the browser is at rest. */
const AT_ONCE = 30;

/** What is drawn so far of the sections and their criteria: the first at once, the others behind them bit by bit. */
function createDrawn(rows: () => { block: SectionBlock; criteria: CriterionBlock[] }[]) {
  const [most, setMost] = createSignal(AT_ONCE);
  const total = () => rows().reduce((sum, { criteria }) => sum + 1 + criteria.length, 0);
  createEffect(() => {
    if (most() >= total()) return;
    const timer = setTimeout(() => setMost((now) => now + AT_ONCE));
    onCleanup(() => clearTimeout(timer));
  });
  return createMemo(() => {
    let left = most();
    const drawn = new Map<SectionBlock, CriterionBlock[]>();
    for (const { block, criteria } of rows()) {
      if (left <= 0) break;
      drawn.set(block, criteria.slice(0, left - 1));
      left -= 1 + criteria.length;
    }
    return drawn;
  });
}

const COUNTED = ['added', 'removed', 'moved', 'reworded', 'changed', 'elsewhere'] as const;

const summaryWords = (of: Summary): string =>
  COUNTED.filter((what) => of[what] > 0)
    .map((what) => t(`comparison.summary.${what}`, of[what]))
    .join(' · ');

/** Far below the window, sheets are laid out when they come near. */
function SectionSheet(props: { block: SectionBlock; criteria: CriterionBlock[]; context: Context }): JSX.Element {
  const section = () => (props.block.after ?? props.block.before)!;
  const version = () => versionWith(props.block, props.context);
  return (
    <section
      class="sheet px-5 pt-3.5 pb-2"
      style={{ 'content-visibility': 'auto', 'contain-intrinsic-height': `auto ${80 + 90 * props.criteria.length}px` }}
    >
      <h2 class="flex items-baseline gap-2 pb-1 font-semibold">
        <span class="text-small font-normal text-ink-3">{props.block.id}</span>
        <span class="min-w-0 flex-1">
          <Words text={section().name} of={props.block} context={props.context} />
        </span>
        <span class="text-small font-normal text-ink-3">{kindWords(section(), bonusCapOf(version().card))}</span>
        <StateChip state={props.block.state} />
      </h2>
      <Heads names={props.context.names} />
      <ChangeList changes={props.block.changes} context={props.context} />
      <ul class="m-0 list-none p-0">
        <For each={props.criteria}>
          {(block) => (
            <li class="border-t border-line py-2.5">
              <Criterion block={block} context={props.context} />
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

/** A name as the version has it in which it stands. */
function Words(props: { text: Text; of: { after: unknown }; context: Context }): JSX.Element {
  return <Wording text={props.text} leading={versionWith(props.of, props.context).card.leading} />;
}

const versionWith = (of: { after: unknown }, { versions }: Context) => versions[of.after === null ? 'before' : 'after'];

/** Over the columns; each cell says for itself to screen readers, and on a phone, which version it is of. */
function Heads(props: { names: Names }): JSX.Element {
  return (
    <div aria-hidden="true" class={`${ROW} pb-1 text-small text-ink-3 max-sm:hidden`}>
      <span />
      <span>{props.names.before}</span>
      <span>{props.names.after}</span>
    </div>
  );
}

const ROW = 'grid gap-x-4 gap-y-0.5 sm:grid-cols-[minmax(0,11rem)_minmax(0,1fr)_minmax(0,1fr)]';

const TONES: Record<State, ChipTone> = {
  added: 'accent',
  removed: 'plain',
  moved: 'plain',
  changed: 'plain',
  same: 'plain',
};

const StateChip = (props: { state: State }): JSX.Element => (
  <Show when={props.state !== 'same'}>
    <Chip tone={TONES[props.state]}>{t(`comparison.state.${props.state}`)}</Chip>
  </Show>
);

const GUIDANCE = ['decide', 'good', 'poor', 'not_applicable', 'evidence'];
const isGuidance = (change: Change): boolean => change.what === 'text' && GUIDANCE.includes(change.field);

function Criterion(props: { block: CriterionBlock; context: Context }): JSX.Element {
  const criterion = () => (props.block.after ?? props.block.before)!;
  const guidance = () => props.block.changes.filter(isGuidance);
  const others = () => props.block.changes.filter((change) => !isGuidance(change));
  const [open, setOpen] = createSignal(false);
  return (
    <div class="grid gap-1">
      <div class="flex items-baseline gap-2">
        <span class="text-small text-ink-3">{props.block.id}</span>
        <h3
          class={`min-w-0 flex-1 text-base ${props.block.state === 'same' ? 'font-normal text-ink-2' : 'font-medium'}`}
        >
          <Words text={criterion().text} of={props.block} context={props.context} />
        </h3>
        <StateChip state={props.block.state} />
      </div>
      <ChangeList changes={others()} context={props.context} />
      <Show when={guidance().length > 0}>
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary class="w-fit cursor-pointer rounded text-small text-accent">
            {t('comparison.guidance', guidance().length)}
          </summary>
          <Show when={open()}>
            <div class="mt-1">
              <ChangeList changes={guidance()} context={props.context} />
            </div>
          </Show>
        </details>
      </Show>
    </div>
  );
}

function ChangeList(props: { changes: Change[]; context: Context }): JSX.Element {
  return (
    <Show when={props.changes.length > 0}>
      <ul class="m-0 grid list-none gap-1.5 p-0 pb-1">
        <For each={props.changes}>{(change) => <ChangeRow change={change} context={props.context} />}</For>
      </ul>
    </Show>
  );
}

function ChangeRow(props: { change: Change; context: Context }): JSX.Element {
  const words = createMemo(() => changeWords(props.change, props.context.versions));
  const difference = createMemo(() => {
    const { before, after } = words();
    return props.change.what === 'text' && before !== null && after !== null ? textDifference(before, after) : null;
  });
  const cell = (which: 'before' | 'after') => (
    <Cell
      version={props.context.names[which]}
      words={words()[which]}
      stretches={difference()?.[which] ?? null}
      mark={which === 'before' ? 'del' : 'ins'}
      language={words().language}
    />
  );
  return (
    <li class={ROW}>
      <span class="text-ink-2">{words().name}</span>
      {cell('before')}
      {cell('after')}
      <Show when={words().effect}>
        {(effect) => (
          <span class={`num text-small text-ink-2 ${words().after === null ? 'sm:col-start-2' : 'sm:col-start-3'}`}>
            {effect()}
          </span>
        )}
      </Show>
    </li>
  );
}

function Cell(props: {
  version: string;
  words: string | null;
  stretches: Stretch[] | null;
  mark: 'del' | 'ins';
  language: LanguageTag | null;
}): JSX.Element {
  return (
    <span class="min-w-0 wrap-break-word">
      <span class="text-small text-ink-3 sm:sr-only">{t('comparison.cell', { version: props.version })} </span>
      <Show when={props.words !== null} fallback={<Nothing />}>
        <span class="whitespace-pre-line" lang={props.language ?? undefined}>
          <Show when={props.stretches} fallback={props.words}>
            {(stretches) => <For each={stretches()}>{(one) => <Marked stretch={one} mark={props.mark} />}</For>}
          </Show>
        </span>
      </Show>
    </span>
  );
}

const Nothing = (): JSX.Element => (
  <>
    <span aria-hidden="true" class="text-ink-3">
      –
    </span>
    <span class="sr-only">{t('comparison.none')}</span>
  </>
);

/** Struck out or underlined: the colour is not the only sign. */
function Marked(props: { stretch: Stretch; mark: 'del' | 'ins' }): JSX.Element {
  return (
    <Show when={props.stretch.changed} fallback={props.stretch.words}>
      <Show
        when={props.mark === 'del'}
        fallback={<ins class="rounded-sm bg-good-wash decoration-good underline-offset-2">{props.stretch.words}</ins>}
      >
        <del class="rounded-sm bg-bad-wash decoration-bad">{props.stretch.words}</del>
      </Show>
    </Show>
  );
}
