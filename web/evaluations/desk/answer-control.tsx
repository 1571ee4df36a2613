// The controls for an answer, by the criterion's scale.

import { For, type JSX, Match, Show, Switch } from 'solid-js';
import type { Answer } from '../../../scorecards/scorecard/answers.ts';
import { type Criterion, NOT_APPLICABLE } from '../../../scorecards/scorecard/definition.ts';
import { said, t } from '../../words/words.ts';
import type { CriterionProps } from './criterion.ts';
import { verdictOf } from './scorecard-view.ts';

const COLOURS = {
  good: 'bg-good-wash text-good shadow-[inset_0_0_0_1.5px_var(--good)]',
  warn: 'bg-warn-wash text-warn shadow-[inset_0_0_0_1.5px_var(--warn)]',
  bad: 'bg-bad-wash text-bad shadow-[inset_0_0_0_1.5px_var(--bad)]',
  plain: 'bg-well text-ink shadow-[inset_0_0_0_1.5px_var(--ink-3)]',
} as const;

export function AnswerControl(props: CriterionProps): JSX.Element {
  const scale = () => props.view.criterion.scale;
  return (
    <Switch>
      <Match when={asChoice(scale())}>{(choice) => <ChoiceAnswer {...props} scale={choice()} />}</Match>
      <Match when={asChecklist(scale())}>{(list) => <ChecklistAnswer {...props} scale={list()} />}</Match>
      <Match when={asNumber(scale())}>{(range) => <NumberAnswer {...props} scale={range()} />}</Match>
      <Match when={scale().type === 'text'}>
        <TextAnswer {...props} />
      </Match>
    </Switch>
  );
}

type Of<Type> = CriterionProps & { scale: Extract<Criterion['scale'], { type: Type }> };

const label = (props: CriterionProps) => t('review.answer', { criterion: said(props.view.criterion.text) });

function ChoiceAnswer(props: Of<'choice'>): JSX.Element {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of toggles inside the criterion's fieldset
    <div role="group" aria-label={label(props)} class="mt-1.75 flex">
      <For each={props.scale.options}>
        {(option, i) => (
          <Option
            name={said(option.label)}
            digit={i() + 1}
            shown={props.current}
            chosen={props.answer.value === option.key}
            colour={COLOURS[verdictOf(option.value_bp)]}
            onChoose={() => give(props, option.key)}
          />
        )}
      </For>
      <NotApplicable {...props} />
    </div>
  );
}

function ChecklistAnswer(props: Of<'checklist'>): JSX.Element {
  const ticks = () => new Set(Array.isArray(props.answer.value) ? props.answer.value : []);
  const toggle = (key: string) => {
    const now = ticks();
    if (!now.delete(key)) now.add(key);
    props.onChange({ value: props.scale.items.flatMap((one) => (now.has(one.key) ? [one.key] : [])) });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div role="group" aria-label={label(props)} class="mt-1.75 grid gap-1">
      <For each={props.scale.items}>
        {(item, i) => (
          <label class="flex items-center gap-2">
            <input type="checkbox" checked={ticks().has(item.key)} onChange={() => toggle(item.key)} />
            <Show when={props.current}>
              <span class="num text-small text-ink-3">{i() + 1}</span>
            </Show>
            {said(item.label)}
          </label>
        )}
      </For>
      <Show when={props.view.criterion.may_not_apply}>
        <div class="flex">
          <NotApplicable {...props} />
        </div>
      </Show>
    </div>
  );
}

function NumberAnswer(props: Of<'number'>): JSX.Element {
  const low = () => Math.min(props.scale.worst, props.scale.best);
  const high = () => Math.max(props.scale.worst, props.scale.best);
  return (
    <div class="mt-1.75 flex items-center gap-2">
      <input
        type="number"
        class="control w-28"
        aria-label={label(props)}
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
      <NotApplicable {...props} />
    </div>
  );
}

function TextAnswer(props: CriterionProps): JSX.Element {
  return (
    <textarea
      class="control mt-1.75 w-full resize-y"
      rows="3"
      maxlength="4000"
      aria-label={label(props)}
      value={typeof props.answer.value === 'string' ? props.answer.value : ''}
      onInput={(event) =>
        props.onChange({ value: event.currentTarget.value === '' ? null : event.currentTarget.value })
      }
    />
  );
}

/** Given again, an answer is taken back. */
function give(props: CriterionProps, value: Answer['value']): void {
  props.onChange({ value: value === props.answer.value ? null : value });
}

function NotApplicable(props: CriterionProps): JSX.Element {
  return (
    <Show when={props.view.criterion.may_not_apply}>
      <Option
        name={t('review.notApplicable')}
        digit={0}
        shown={props.current}
        chosen={props.answer.value === NOT_APPLICABLE}
        colour={COLOURS.plain}
        narrow
        onChoose={() => give(props, NOT_APPLICABLE)}
      />
    </Show>
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

const asChoice = (scale: Criterion['scale']) => (scale.type === 'choice' ? scale : null);
const asChecklist = (scale: Criterion['scale']) => (scale.type === 'checklist' ? scale : null);
const asNumber = (scale: Criterion['scale']) => (scale.type === 'number' ? scale : null);
