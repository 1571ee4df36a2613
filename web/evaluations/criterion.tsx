// One criterion in the workspace: answer, evidence, comment. The current one is highlighted and shows its keys.
import CircleHelp from 'lucide-solid/icons/circle-question-mark';
import Plus from 'lucide-solid/icons/plus';
import X from 'lucide-solid/icons/x';
import { createSignal, createUniqueId, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { Answer, Evidence } from '../../scorecards/scorecard/answers.ts';
import { type Criterion, NOT_APPLICABLE } from '../../scorecards/scorecard/definition.ts';
import { MomentChip } from '../audio/moment-chip.tsx';
import type { Source } from '../audio/player.ts';
import { Chip } from '../ui/chip.tsx';
import { duration } from '../ui/format.ts';
import { said, t } from '../words/words.ts';
import { type CriterionView, verdictOf } from './scorecard-view.ts';

const COLOURS = {
  good: 'bg-good-wash text-good shadow-[inset_0_0_0_1.5px_var(--good)]',
  warn: 'bg-warn-wash text-warn shadow-[inset_0_0_0_1.5px_var(--warn)]',
  bad: 'bg-bad-wash text-bad shadow-[inset_0_0_0_1.5px_var(--bad)]',
  plain: 'bg-well text-ink shadow-[inset_0_0_0_1.5px_var(--ink-3)]',
} as const;

export type CriterionProps = {
  view: CriterionView;
  answer: Answer;
  /** It is the one in hand. */
  current: boolean;
  onCurrent: () => void;
  onChange: (change: Partial<Answer>) => void;
  /** Something is still wanted here. */
  missing: 'answer' | 'comment' | null;
  interaction: string;
  source?: Source;
  /** A conversation in writing: moments are not played, `timeOf` names them. */
  silent: boolean;
  timeOf: (evidence: Evidence) => string;
  onMoment: (evidence: Evidence) => void;
  /** The moment a comment begun now is about; null when there is none. */
  here: () => Evidence | null;
  onPin: () => void;
};

export function CriterionRow(props: CriterionProps): JSX.Element {
  const id = createUniqueId();
  const criterion = () => props.view.criterion;
  const [guidance, setGuidance] = createSignal(false);
  return (
    <fieldset
      id={`criterion-${criterion().id}`}
      aria-labelledby={id}
      tabindex="-1"
      onFocusIn={() => props.onCurrent()}
      onPointerDown={() => props.onCurrent()}
      class={`m-0 min-w-0 scroll-mt-12 border-y-0 border-r-0 border-l-3 px-4.5 py-2.25 outline-none ${props.current ? 'border-accent bg-accent-wash' : 'border-transparent'}`}
    >
      <div class="flex items-start gap-2">
        <span id={id} class="flex-1 font-medium">
          {said(criterion().text)}
        </span>
        <Show when={criterion().critical}>
          {(kind) => (
            <Chip
              class={props.current ? 'bg-sheet!' : ''}
              title={t('review.criticalLong', { class: t(`common.critical.${kind()}`) })}
            >
              {t('review.critical')}
            </Chip>
          )}
        </Show>
        <button
          type="button"
          class="grid size-5 shrink-0 place-items-center rounded text-ink-3 hover:text-accent aria-expanded:text-accent"
          aria-expanded={guidance()}
          aria-label={t('review.guidance')}
          title={t('review.guidance')}
          onClick={() => setGuidance(!guidance())}
        >
          <CircleHelp class="size-3.5" aria-hidden="true" />
        </button>
        <Show when={criterion().weight > 0}>
          <span
            class="num min-w-4 text-right text-small leading-5 text-ink-3"
            title={t('review.weight', { weight: criterion().weight })}
          >
            {criterion().weight}
          </span>
        </Show>
      </div>
      <Show when={guidance()}>
        <p class="mt-1 rounded-control bg-well px-2.5 py-2 text-small text-ink-2">{said(criterion().guidance)}</p>
      </Show>
      <AnswerControl {...props} />
      <Comment {...props} />
    </fieldset>
  );
}

function AnswerControl(props: CriterionProps): JSX.Element {
  const criterion = () => props.view.criterion;
  const scale = () => criterion().scale;
  const give = (value: Answer['value']) => props.onChange({ value: value === props.answer.value ? null : value });
  const label = () => t('review.answer', { criterion: said(criterion().text) });
  return (
    <Switch>
      <Match when={asChoice(scale())}>
        {(choice) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of toggles inside the criterion's fieldset
          <div role="group" aria-label={label()} class="mt-1.75 flex">
            <For each={choice().options}>
              {(option, i) => (
                <Option
                  name={said(option.label)}
                  digit={i() + 1}
                  shown={props.current}
                  chosen={props.answer.value === option.key}
                  colour={COLOURS[verdictOf(option.value_bp)]}
                  onChoose={() => give(option.key)}
                />
              )}
            </For>
            <Show when={criterion().may_not_apply}>
              <NotApplicable {...props} onChoose={() => give(NOT_APPLICABLE)} />
            </Show>
          </div>
        )}
      </Match>
      <Match when={asChecklist(scale())}>
        {(list) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div role="group" aria-label={label()} class="mt-1.75 grid gap-1">
            <For each={list().items}>
              {(item, i) => {
                const ticked = () => Array.isArray(props.answer.value) && props.answer.value.includes(item.key);
                const toggle = () => {
                  const now = new Set(Array.isArray(props.answer.value) ? props.answer.value : []);
                  if (!now.delete(item.key)) now.add(item.key);
                  props.onChange({ value: list().items.flatMap((one) => (now.has(one.key) ? [one.key] : [])) });
                };
                return (
                  <label class="flex items-center gap-2">
                    <input type="checkbox" checked={ticked()} onChange={toggle} />
                    <Show when={props.current}>
                      <span class="num text-small text-ink-3">{i() + 1}</span>
                    </Show>
                    {said(item.label)}
                  </label>
                );
              }}
            </For>
            <Show when={criterion().may_not_apply}>
              <div class="flex">
                <NotApplicable {...props} onChoose={() => give(NOT_APPLICABLE)} />
              </div>
            </Show>
          </div>
        )}
      </Match>
      <Match when={asNumber(scale())}>
        {(range) => {
          const low = () => Math.min(range().worst, range().best);
          const high = () => Math.max(range().worst, range().best);
          return (
            <div class="mt-1.75 flex items-center gap-2">
              <input
                type="number"
                class="control w-28"
                aria-label={label()}
                min={low()}
                max={high()}
                step={1}
                value={typeof props.answer.value === 'number' ? props.answer.value : ''}
                onInput={(event) => {
                  const value = event.currentTarget.valueAsNumber;
                  if (event.currentTarget.value === '') props.onChange({ value: null });
                  else if (Number.isInteger(value) && value >= low() && value <= high()) props.onChange({ value });
                }}
              />
              <span class="text-small text-ink-3">{t('review.numberRange', { from: low(), to: high() })}</span>
              <Show when={criterion().may_not_apply}>
                <NotApplicable {...props} onChoose={() => give(NOT_APPLICABLE)} />
              </Show>
            </div>
          );
        }}
      </Match>
      <Match when={scale().type === 'text'}>
        <textarea
          class="control mt-1.75 w-full resize-y"
          rows="3"
          maxlength="4000"
          aria-label={label()}
          value={typeof props.answer.value === 'string' ? props.answer.value : ''}
          onInput={(event) =>
            props.onChange({ value: event.currentTarget.value === '' ? null : event.currentTarget.value })
          }
        />
      </Match>
    </Switch>
  );
}

function NotApplicable(props: Pick<CriterionProps, 'current' | 'answer'> & { onChoose: () => void }): JSX.Element {
  return (
    <Option
      name={t('review.notApplicable')}
      digit={0}
      shown={props.current}
      chosen={props.answer.value === NOT_APPLICABLE}
      colour={COLOURS.plain}
      narrow
      onChoose={props.onChoose}
    />
  );
}

function Option(props: {
  name: string;
  digit: number;
  shown: boolean;
  chosen: boolean;
  colour: string;
  narrow?: boolean;
  onChoose: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      aria-pressed={props.chosen}
      onClick={() => props.onChoose()}
      class={`min-h-7.5 border border-r-0 border-line-strong px-1.5 py-1 text-[12.5px] leading-tight font-medium first:rounded-l-[5px] last:rounded-r-[5px] last:border-r ${props.narrow ? 'flex-[0.6] min-w-14' : 'flex-1'} ${props.chosen ? props.colour : 'bg-sheet text-ink-2 hover:bg-well'}`}
    >
      <Show when={props.shown}>
        <span class="num mr-1 opacity-75" aria-hidden="true">
          {props.digit}
        </span>
      </Show>
      {props.name}
    </button>
  );
}

/** Evidence and words in one box: what is said about the moments that show it. */
function Comment(props: CriterionProps): JSX.Element {
  const [ghost, setGhost] = createSignal<Evidence | null>(null);
  const filled = () => props.answer.comment !== '' || props.answer.evidence.length > 0;
  // The box takes room only where there is something in it, something wanted, or the criterion is in hand.
  const open = () => props.current || props.missing === 'comment';
  const drop = (one: Evidence) => props.onChange({ evidence: props.answer.evidence.filter((other) => other !== one) });
  const chips = () => (
    <For each={props.answer.evidence}>
      {(one) => (
        <span class="inline-flex items-center">
          <MomentChip
            interaction={props.interaction}
            source={props.source}
            start_ms={one.start_ms}
            end_ms={one.end_ms}
            quote={one.quote || undefined}
            silent={props.silent}
            label={props.timeOf(one)}
            onPlay={() => props.onMoment(one)}
          />
          <Show when={open()}>
            <button
              type="button"
              class="ml-0.5 grid size-5 place-items-center rounded text-ink-3 hover:bg-well hover:text-bad"
              aria-label={t('review.unpin', { time: props.timeOf(one) })}
              onClick={() => drop(one)}
            >
              <X class="size-3" aria-hidden="true" />
            </button>
          </Show>
        </span>
      )}
    </For>
  );
  const write = (comment: string) => {
    const moment = ghost();
    const pin = moment && props.answer.comment === '' && comment !== '' && props.answer.evidence.length === 0;
    setGhost(null);
    props.onChange(pin ? { comment, evidence: [moment] } : { comment });
  };
  return (
    <Show
      when={open()}
      fallback={
        <Show when={filled()}>
          <div class="mt-1.75 flex flex-wrap items-baseline gap-x-2 gap-y-1 text-small text-ink-2">
            {chips()}
            <span class="min-w-0 break-words">{props.answer.comment}</span>
          </div>
        </Show>
      }
    >
      <div class="mt-1.75 rounded-[5px] border border-line-strong bg-sheet px-2 py-1.5 focus-within:border-accent">
        <Show when={props.answer.evidence.length > 0 || (props.current && props.here() !== null)}>
          <div class="mb-1 flex flex-wrap items-center gap-1.5">
            {chips()}
            <Show when={props.current ? (ghost() ?? props.here()) : null}>
              {(here) => (
                <button
                  type="button"
                  class="num inline-flex h-5 items-center gap-1 rounded border border-dashed border-line-strong px-1.5 text-[11.5px] leading-none font-medium text-ink-2 hover:border-accent hover:text-accent"
                  onClick={() => props.onPin()}
                >
                  <Plus class="size-2.5" aria-hidden="true" />
                  {props.silent ? t('review.pinTurn') : t('review.pin', { time: duration(here().start_ms) })}
                  <span aria-hidden="true" class="text-micro font-semibold opacity-70">
                    E
                  </span>
                </button>
              )}
            </Show>
          </div>
        </Show>
        <textarea
          data-comment
          rows="1"
          maxlength="4000"
          class="block field-sizing-content max-h-60 w-full resize-none bg-transparent outline-none"
          aria-label={t('review.comment', { criterion: said(props.view.criterion.text) })}
          aria-invalid={props.missing === 'comment' ? 'true' : undefined}
          placeholder={props.missing === 'comment' ? t('review.commentNeeded') : t('review.commentHint')}
          value={props.answer.comment}
          onFocus={() => setGhost(props.answer.evidence.length === 0 && !props.silent ? props.here() : null)}
          onBlur={() => setGhost(null)}
          onKeyDown={(event) => {
            // Out of the words and back to the keys.
            if (event.key === 'Escape') event.currentTarget.closest<HTMLElement>('fieldset')?.focus();
          }}
          onInput={(event) => write(event.currentTarget.value)}
        />
      </div>
    </Show>
  );
}

const asChoice = (scale: Criterion['scale']) => (scale.type === 'choice' ? scale : null);
const asChecklist = (scale: Criterion['scale']) => (scale.type === 'checklist' ? scale : null);
const asNumber = (scale: Criterion['scale']) => (scale.type === 'number' ? scale : null);
