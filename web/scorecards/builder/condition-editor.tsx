// When a criterion is asked: parts joined by "all of" and "any of", as deep as wanted.
import Plus from 'lucide-solid/icons/plus';
import X from 'lucide-solid/icons/x';
import { Index, type JSX, Match, Show, Switch } from 'solid-js';
import {
  CHANNELS,
  type Condition,
  type Criterion,
  Key,
  NOT_APPLICABLE,
} from '../../../scorecards/scorecard/definition.ts';
import { LanguageTag } from '../../../scorecards/scorecard/text.ts';
import { IconButton } from '../../ui/button.tsx';
import { Checkbox, SegmentedControl } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Menu } from '../../ui/popover.tsx';
import { Combobox, MultiSelect } from '../../ui/select.tsx';
import { said, t } from '../../words/words.ts';

type Props = {
  condition: Condition;
  /** The criteria it can depend on: those before it. */
  earlier: readonly Criterion[];
  onChange: (condition: Condition | null, field: string | null) => void;
};

export const PARTS = ['criterion', 'channel', 'language', 'metadata', 'all', 'any'] as const;
type Part = (typeof PARTS)[number];

/** What a part begins with. */
export function partBegun(part: Part, earlier: readonly Criterion[]): Condition {
  switch (part) {
    case 'criterion':
      return { criterion: earlier.at(-1)?.id ?? '', is: [] };
    case 'channel':
      return { channel: [] };
    case 'language':
      return { language: [] };
    case 'metadata':
      return { metadata: '', is: [] };
    case 'all':
      return { all: [] };
    case 'any':
      return { any: [] };
  }
}

/** Nothing is nested deeper in the builder: nobody could read it. */
const DEEPEST = 4;

export function ConditionEditor(props: Props & { depth?: number }): JSX.Element {
  // "Not" stands before what it turns round.
  const inner = (): Condition => ('not' in props.condition ? props.condition.not : props.condition);
  const negated = () => 'not' in props.condition;
  const put = (next: Condition | null, field: string | null) =>
    props.onChange(next && negated() ? { not: next } : next, field);
  return (
    <div class="flex min-w-0 items-start gap-2 rounded-control border border-line p-2">
      <div class="grid min-w-0 flex-1 gap-2">
        <Parts {...props} condition={inner()} depth={props.depth ?? 0} onChange={put} />
        <Checkbox
          label={t('builder.not')}
          checked={negated()}
          onChange={(not) => props.onChange(not ? { not: inner() } : inner(), null)}
        />
      </div>
      <IconButton label={t('builder.removeCondition')} icon={X} onClick={() => props.onChange(null, null)} />
    </div>
  );
}

/** A condition without the “not” before it. */
function Parts(props: Props & { depth: number }): JSX.Element {
  return (
    <Switch>
      <Match when={joined(props.condition)}>{(own) => <Joined {...props} {...own()} />}</Match>
      <Match when={part('criterion', props.condition)}>
        {(own) => <OnAnswer condition={own()} earlier={props.earlier} onChange={props.onChange} />}
      </Match>
      <Match when={part('channel', props.condition)}>
        {(own) => (
          <MultiSelect
            label={t('builder.when.channel')}
            options={CHANNELS}
            value={own().channel}
            name={(one) => t(`common.channel.${one}`)}
            onChange={(channel) => props.onChange({ channel }, null)}
          />
        )}
      </Match>
      <Match when={part('language', props.condition)}>
        {(own) => (
          <Tags
            label={t('builder.when.language')}
            value={own().language}
            fits={(one) => LanguageTag.safeParse(one).success}
            onChange={(language, field) => props.onChange({ language }, field)}
          />
        )}
      </Match>
      <Match when={part('metadata', props.condition)}>
        {(own) => (
          <div class="grid gap-2">
            <Field
              label={t('builder.when.metadata')}
              value={own().metadata}
              onInput={(metadata) => props.onChange({ ...own(), metadata: metadata.slice(0, 200) }, 'metadata')}
            />
            <Tags
              label={t('builder.isOneOf')}
              value={own().is}
              onChange={(is, field) => props.onChange({ ...own(), is }, field)}
            />
          </div>
        )}
      </Match>
    </Switch>
  );
}

type Kind<P extends string> = Extract<Condition, Record<P, unknown>>;
const part = <P extends 'criterion' | 'channel' | 'language' | 'metadata'>(
  name: P,
  condition: Condition,
): Kind<P> | null => (name in condition ? (condition as Kind<P>) : null);

function joined(condition: Condition): { by: 'all' | 'any'; parts: Condition[] } | null {
  if ('all' in condition) return { by: 'all', parts: condition.all };
  return 'any' in condition ? { by: 'any', parts: condition.any } : null;
}

const join = (by: 'all' | 'any', parts: Condition[]): Condition => (by === 'all' ? { all: parts } : { any: parts });

function Joined(props: Props & { depth: number; by: 'all' | 'any'; parts: Condition[] }): JSX.Element {
  const put = (parts: Condition[], field: string | null = null) => props.onChange(join(props.by, parts), field);
  const offered = () => (props.depth < DEEPEST ? PARTS : PARTS.filter((one) => one !== 'all' && one !== 'any'));
  return (
    <div class="grid min-w-0 gap-2">
      <SegmentedControl
        bare
        label={t('builder.joined')}
        options={['all', 'any'] as const}
        value={props.by}
        name={(by) => t(`builder.joins.${by}`)}
        onChange={(by) => props.onChange(join(by, props.parts), null)}
      />
      <Index each={props.parts}>
        {(one, i) => (
          <ConditionEditor
            condition={one()}
            earlier={props.earlier}
            depth={props.depth + 1}
            onChange={(next, field) =>
              put(next ? props.parts.toSpliced(i, 1, next) : props.parts.toSpliced(i, 1), field && `${i} ${field}`)
            }
          />
        )}
      </Index>
      <AddPart offered={offered()} earlier={props.earlier} onAdd={(added) => put([...props.parts, added])} />
    </div>
  );
}

export function AddPart(props: {
  offered?: readonly Part[];
  earlier: readonly Criterion[];
  onAdd: (condition: Condition) => void;
}): JSX.Element {
  const offered = () => (props.offered ?? PARTS).filter((one) => one !== 'criterion' || props.earlier.length > 0);
  return (
    <Menu
      label={t('builder.addCondition')}
      class="justify-self-start"
      trigger={
        <>
          <Plus class="size-3.5" aria-hidden="true" /> {t('builder.addCondition')}
        </>
      }
      side="bottom-start"
      items={offered().map((one) => ({
        name: t(`builder.parts.${one}`),
        do: () => props.onAdd(partBegun(one, props.earlier)),
      }))}
    />
  );
}

function OnAnswer(props: {
  condition: Kind<'criterion'>;
  earlier: readonly Criterion[];
  onChange: (condition: Condition, field: string | null) => void;
}): JSX.Element {
  const target = () => props.earlier.find(({ id }) => id === props.condition.criterion);
  const named = (id: string) => {
    const one = props.earlier.find((criterion) => criterion.id === id);
    return one ? `${id} ${said(one.text)}` : id;
  };
  const answers = () => answersOf(target());
  const unknown = () => props.condition.is.filter((key) => !answers().some((one) => one.key === key));
  return (
    <div class="grid min-w-0 gap-2">
      <Combobox
        label={t('builder.when.criterion')}
        options={props.earlier.map(({ id }) => id)}
        value={target() ? props.condition.criterion : null}
        name={named}
        onChange={(criterion) => criterion && props.onChange({ criterion, is: [] }, null)}
      />
      <Show
        when={answers().length > 0}
        fallback={
          <Tags
            label={t('builder.isOneOf')}
            value={props.condition.is}
            fits={(one) => Key.safeParse(one).success}
            onChange={(is, field) => props.onChange({ ...props.condition, is }, field)}
          />
        }
      >
        <MultiSelect
          label={t('builder.isOneOf')}
          options={[...answers().map(({ key }) => key), ...unknown()]}
          value={props.condition.is}
          name={(key) => answers().find((one) => one.key === key)?.name ?? key}
          onChange={(is) => props.onChange({ ...props.condition, is }, null)}
        />
      </Show>
    </div>
  );
}

/** The answers a condition or a rule can name; none where they are numbers. */
export function answersOf(criterion: Criterion | undefined): { key: string; name: string }[] {
  if (!criterion) return [];
  const { scale, not_applicable } = criterion;
  const own =
    scale.type === 'choice'
      ? scale.options.map(({ key, label }) => ({ key, name: said(label) || key }))
      : scale.type === 'checklist'
        ? scale.items.map(({ key, label }) => ({ key, name: said(label) || key }))
        : [];
  if (own.length === 0) return [];
  return not_applicable === 'never' ? own : [...own, { key: NOT_APPLICABLE, name: t('review.notApplicable') }];
}

/** Several values, written with commas between them. */
function Tags(props: {
  label: string;
  value: readonly string[];
  /** What is none of these is left out. */
  fits?: (one: string) => boolean;
  onChange: (value: string[], field: string) => void;
}): JSX.Element {
  const read = (words: string) =>
    words
      .split(/[,，、]/)
      .map((one) => one.trim())
      .filter((one) => one !== '' && (props.fits?.(one) ?? true))
      .slice(0, 40);
  return (
    <Field
      label={props.label}
      hint={t('builder.commas')}
      value={props.value.join(', ')}
      onInput={() => undefined}
      onChange={(words) => props.onChange(read(words), props.label)}
    />
  );
}
