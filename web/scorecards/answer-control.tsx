// The controls for an answer, by the criterion's scale.
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import type { Answer } from '../../scorecards/scorecard/answers.ts';
import { type Criterion, NOT_APPLICABLE } from '../../scorecards/scorecard/definition.ts';
import { MOST_TIMES, pointsOf } from '../../scorecards/scorecard/worth.ts';
import { Wording } from '../ui/wording.tsx';
import { said, t } from '../words/words.ts';
import { verdictOf } from './view.ts';

const COLOURS = {
  good: 'bg-good-wash text-good shadow-[inset_0_0_0_1.5px_var(--good)]',
  warn: 'bg-warn-wash text-warn shadow-[inset_0_0_0_1.5px_var(--warn)]',
  bad: 'bg-bad-wash text-bad shadow-[inset_0_0_0_1.5px_var(--bad)]',
  plain: 'bg-well text-ink shadow-[inset_0_0_0_1.5px_var(--ink-3)]',
} as const;

export type AnswerProps = {
  criterion: Criterion;
  answer: Answer;
  /** It is the current one: its keys are shown. */
  current: boolean;
  onChange: (change: Partial<Answer>) => void;
};

export function AnswerControl(props: AnswerProps): JSX.Element {
  const scale = () => props.criterion.scale;
  return (
    <Switch>
      <Match when={asChoice(scale())}>{(choice) => <ChoiceAnswer {...props} scale={choice()} />}</Match>
      <Match when={asChecklist(scale())}>{(list) => <ChecklistAnswer {...props} scale={list()} />}</Match>
      <Match when={numbersOf(scale())}>{(range) => <NumberAnswer {...props} {...range()} />}</Match>
      <Match when={asCount(scale())}>{(count) => <CountAnswer {...props} scale={count()} />}</Match>
      <Match when={scale().type === 'date'}>
        <DateAnswer {...props} />
      </Match>
      <Match when={scale().type === 'text'}>
        <TextAnswer {...props} />
      </Match>
    </Switch>
  );
}

type Of<Type> = AnswerProps & { scale: Extract<Criterion['scale'], { type: Type }> };

const label = (props: AnswerProps) => t('review.answer', { criterion: said(props.criterion.text) });

function ChoiceAnswer(props: Of<'choice'>): JSX.Element {
  const long = () => props.scale.options.reduce((sum, { label }) => sum + widthOf(said(label)), 0) > IN_A_ROW;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of toggles inside the criterion's fieldset
    <div role="group" aria-label={label(props)} class={`mt-1.75 ${long() ? 'grid gap-1' : 'flex'}`}>
      <For each={props.scale.options}>
        {(option, i) => (
          <Option
            name={<Wording text={option.label} />}
            digit={i() + 1}
            shown={props.current}
            chosen={props.answer.value === option.key}
            colour={COLOURS[verdictOf(option.value_bp)]}
            alone={long()}
            onChoose={() => give(props, option.key)}
          />
        )}
      </For>
      <NotApplicable {...props} alone={long()} />
    </div>
  );
}

/** Names of more characters together do not fit beside each other. */
const IN_A_ROW = 64;

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
            <Wording text={item.label} />
          </label>
        )}
      </For>
      <Show when={props.criterion.not_applicable !== 'never'}>
        <div class="flex">
          <NotApplicable {...props} />
        </div>
      </Show>
    </div>
  );
}

function NumberAnswer(props: AnswerProps & { low: number; high: number }): JSX.Element {
  return (
    <div class="mt-1.75 flex items-center gap-2">
      <input
        type="number"
        class="control w-28"
        aria-label={label(props)}
        min={props.low}
        max={props.high}
        step={1}
        value={typeof props.answer.value === 'number' ? props.answer.value : ''}
        onInput={(event) => {
          const value = event.currentTarget.valueAsNumber;
          if (event.currentTarget.value === '') props.onChange({ value: null });
          else if (Number.isInteger(value) && value >= props.low && value <= props.high) props.onChange({ value });
        }}
      />
      <span class="text-small text-ink-3">{t('review.numberRange', { from: props.low, to: props.high })}</span>
      <NotApplicable {...props} />
    </div>
  );
}

/** How often something happened, and what that comes to. */
function CountAnswer(props: Of<'count'>): JSX.Element {
  const times = () => (typeof props.answer.value === 'number' ? props.answer.value : 0);
  const step = (by: 1 | -1) =>
    props.onChange({ value: Math.min(MOST_TIMES, Math.max(0, props.answer.value === null ? 0 : times() + by)) });
  return (
    <div class="mt-1.75 flex items-center gap-2">
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="group" aria-label={label(props)} class="flex items-stretch">
        <button type="button" class={STEP} aria-label={t('review.fewer')} onClick={() => step(-1)}>
          −
        </button>
        <output
          class={`num grid min-w-16 place-items-center border border-line-strong px-2 text-[12.5px] font-medium ${props.answer.value === null ? 'text-ink-3' : ''}`}
        >
          {props.answer.value === null ? '–' : t('review.times', times())}
        </output>
        <button type="button" class={STEP} aria-label={t('review.more')} onClick={() => step(1)}>
          +
        </button>
      </div>
      <span class="num text-small text-ink-3">
        {t('review.countPoints', {
          points: pointsOf(props.scale, times()),
          each: props.scale.points,
          cap: props.scale.cap,
        })}
      </span>
      <NotApplicable {...props} />
    </div>
  );
}

const STEP =
  'w-9 border border-line-strong text-read font-medium first:rounded-l-[5px] first:border-r-0 last:rounded-r-[5px] last:border-l-0 bg-sheet text-ink-2 hover:bg-well';

function DateAnswer(props: AnswerProps): JSX.Element {
  return (
    <div class="mt-1.75 flex items-center gap-2">
      <input
        type="date"
        class="control w-44"
        aria-label={label(props)}
        min="1900-01-01"
        max="2999-12-31"
        value={typeof props.answer.value === 'string' ? props.answer.value : ''}
        onChange={(event) => props.onChange({ value: event.currentTarget.value || null })}
      />
      <NotApplicable {...props} />
    </div>
  );
}

function TextAnswer(props: AnswerProps): JSX.Element {
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
function give(props: AnswerProps, value: Answer['value']): void {
  props.onChange({ value: value === props.answer.value ? null : value });
}

/** A Chinese character is as wide as two letters. */
const widthOf = (words: string): number => words.length + (words.match(/\p{Script=Han}/gu)?.length ?? 0);

function NotApplicable(props: AnswerProps & { alone?: boolean }): JSX.Element {
  return (
    <Show when={props.criterion.not_applicable !== 'never'}>
      <Option
        name={t('review.notApplicable')}
        digit={0}
        shown={props.current}
        chosen={props.answer.value === NOT_APPLICABLE}
        colour={COLOURS.plain}
        narrow
        alone={props.alone}
        onChoose={() => give(props, NOT_APPLICABLE)}
      />
    </Show>
  );
}

function Option(props: {
  name: JSX.Element;
  digit: number;
  shown: boolean;
  chosen: boolean;
  colour: string;
  narrow?: boolean;
  /** In a line of its own. */
  alone?: boolean;
  onChoose: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      aria-pressed={props.chosen}
      onClick={() => props.onChoose()}
      class={`min-h-7.5 border border-line-strong py-1 text-[12.5px] leading-tight font-medium ${props.alone ? 'rounded-[5px] px-2.5 text-left' : `border-r-0 px-1.5 first:rounded-l-[5px] last:rounded-r-[5px] last:border-r ${props.narrow ? 'flex-[0.6] min-w-14' : 'flex-1'}`} ${props.chosen ? props.colour : 'bg-sheet text-ink-2 hover:bg-well'}`}
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
const asCount = (scale: Criterion['scale']) => (scale.type === 'count' ? scale : null);

/** The ends of a scale of numbers. */
function numbersOf(scale: Criterion['scale']): { low: number; high: number } | null {
  if (scale.type === 'number')
    return { low: Math.min(scale.worst, scale.best), high: Math.max(scale.worst, scale.best) };
  if (scale.type === 'ranges') return { low: scale.least, high: scale.ranges.at(-1)!.up_to };
  return null;
}
