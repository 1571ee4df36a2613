// How a criterion is answered, and what each answer is worth.
import Plus from 'lucide-solid/icons/plus';
import X from 'lucide-solid/icons/x';
import { Index, type JSX, Match, Show, Switch } from 'solid-js';
import { type Criterion, FAILS, MOST, type Scale, type Section } from '../../../scorecards/scorecard/definition.ts';
import { nextKey, yesNo } from '../../../scorecards/scorecard/edit.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import { type Languages, TextPair, WholeField } from './fields.tsx';

type Type = Scale['type'];
type Props<T extends Type> = {
  scale: Extract<Scale, { type: T }>;
  languages: Languages;
  onChange: (scale: Scale, field: string | null) => void;
};

/** Which ways of answering a section of a kind can count, and those that are only recorded. */
const TYPES: Record<Section['kind'], readonly Type[]> = {
  weighted: ['choice', 'checklist', 'number', 'ranges', 'date', 'text'],
  deduct: ['count', 'choice', 'date', 'text'],
  bonus: ['count', 'choice', 'date', 'text'],
  veto: ['choice', 'date', 'text'],
};

/** What a kind of scale begins with. */
function begun(type: Type, leading: string): Scale {
  switch (type) {
    case 'choice':
      return yesNo();
    case 'checklist':
      return { type, items: [{ key: 'i1', label: { [leading]: '' } }] };
    case 'number':
      return { type, worst: 0, best: 10 };
    case 'ranges':
      return {
        type,
        least: 0,
        ranges: [
          { up_to: 30, label: null, value_bp: 10_000 },
          { up_to: 300, label: null, value_bp: 0 },
        ],
      };
    case 'count':
      return { type, points: 1, cap: 5 };
    case 'date':
    case 'text':
      return { type };
  }
}

export function ScaleEditor(props: {
  criterion: Criterion;
  kind: Section['kind'];
  languages: Languages;
  onChange: (change: Partial<Criterion>, field: string | null) => void;
}): JSX.Element {
  const scale = () => props.criterion.scale;
  const put = (next: Scale, field: string | null) => props.onChange({ scale: next }, field);
  const types = () =>
    TYPES[props.kind].includes(scale().type) ? TYPES[props.kind] : [...TYPES[props.kind], scale().type];
  return (
    <div class="grid gap-2.5">
      <Select
        class="w-56"
        label={t('builder.scale')}
        options={types()}
        value={scale().type}
        name={(type) => t(`builder.scales.${type}`)}
        onChange={(type) => type && props.onChange({ scale: begun(type, props.languages[0]!), starts_as: null }, null)}
      />
      <Switch>
        <Match when={of('choice', scale())}>
          {(own) => <Options scale={own()} languages={props.languages} onChange={put} />}
        </Match>
        <Match when={of('checklist', scale())}>
          {(own) => <Items scale={own()} languages={props.languages} onChange={put} />}
        </Match>
        <Match when={of('number', scale())}>{(own) => <Ends scale={own()} onChange={put} />}</Match>
        <Match when={of('ranges', scale())}>
          {(own) => <Ranges scale={own()} languages={props.languages} onChange={put} />}
        </Match>
        <Match when={of('count', scale())}>{(own) => <Counts scale={own()} kind={props.kind} onChange={put} />}</Match>
      </Switch>
    </div>
  );
}

const of = <T extends Type>(type: T, scale: Scale): Extract<Scale, { type: T }> | null =>
  scale.type === type ? (scale as Extract<Scale, { type: T }>) : null;

const ROW = 'grid grid-cols-[minmax(0,1fr)_auto_auto_auto] items-start gap-2 max-sm:grid-cols-[minmax(0,1fr)_auto]';

function Options(props: Props<'choice'>): JSX.Element {
  const options = () => props.scale.options;
  const put = (next: ReturnType<typeof options>, field: string | null = null) =>
    props.onChange({ ...props.scale, options: next }, field);
  const change = (i: number, fields: Partial<ReturnType<typeof options>[number]>, field: string | null = null) =>
    put(
      options().map((one, at) => (at === i ? { ...one, ...fields } : one)),
      field,
    );
  return (
    <fieldset class="m-0 grid min-w-0 gap-1.5 border-0 p-0">
      <legend class="mb-1 text-small font-medium text-ink-2">{t('builder.options')}</legend>
      <Index each={options()}>
        {(option, i) => (
          <OptionRow
            n={i + 1}
            option={option()}
            languages={props.languages}
            removable={options().length > 2}
            onChange={(fields, field) => change(i, fields, field)}
            onRemove={() => put(options().toSpliced(i, 1))}
          />
        )}
      </Index>
      <Show when={options().length < MOST.options}>
        <Button
          size="sm"
          icon={Plus}
          class="justify-self-start"
          onClick={() =>
            put([
              ...options(),
              {
                key: nextKey(
                  'o',
                  options().map(({ key }) => key),
                ),
                label: { [props.languages[0]!]: '' },
                value_bp: 0,
                fails: null,
              },
            ])
          }
        >
          {t('builder.addOption')}
        </Button>
      </Show>
    </fieldset>
  );
}

type Option = Props<'choice'>['scale']['options'][number];

function OptionRow(props: {
  n: number;
  option: Option;
  languages: Languages;
  removable: boolean;
  onChange: (fields: Partial<Option>, field: string | null) => void;
  onRemove: () => void;
}): JSX.Element {
  return (
    <div class={ROW}>
      <TextPair
        bare
        label={t('builder.option', { n: props.n })}
        text={props.option.label}
        languages={props.languages}
        onChange={(label, language) => props.onChange({ label }, `option ${props.option.key} ${language}`)}
      />
      <WholeField
        bare
        label={t('builder.worthOf', { n: props.n })}
        unit="%"
        value={props.option.value_bp / 100}
        least={0}
        most={100}
        onChange={(worth) => props.onChange({ value_bp: worth * 100 }, `worth ${props.option.key}`)}
      />
      <Select
        bare
        class="w-40 max-sm:col-span-2"
        label={t('builder.failsOf', { n: props.n })}
        options={FAILS}
        empty={t('builder.failsNothing')}
        value={props.option.fails}
        name={(what) => t(`scorecards.fails.${what}`)}
        onChange={(fails) => props.onChange({ fails }, null)}
      />
      <IconButton
        label={t('builder.removeOption', { n: props.n })}
        icon={X}
        disabled={!props.removable}
        onClick={() => props.onRemove()}
      />
    </div>
  );
}

function Items(props: Props<'checklist'>): JSX.Element {
  const items = () => props.scale.items;
  const put = (next: ReturnType<typeof items>, field: string | null = null) =>
    props.onChange({ ...props.scale, items: next }, field);
  return (
    <fieldset class="m-0 grid min-w-0 gap-1.5 border-0 p-0">
      <legend class="mb-1 text-small font-medium text-ink-2">{t('builder.items')}</legend>
      <Index each={items()}>
        {(item, i) => (
          <div class="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
            <TextPair
              bare
              label={t('builder.item', { n: i + 1 })}
              text={item().label}
              languages={props.languages}
              onChange={(label, language) =>
                put(
                  items().map((one, at) => (at === i ? { ...one, label } : one)),
                  `item ${item().key} ${language}`,
                )
              }
            />
            <IconButton
              label={t('builder.removeItem', { n: i + 1 })}
              icon={X}
              disabled={items().length <= 1}
              onClick={() => put(items().toSpliced(i, 1))}
            />
          </div>
        )}
      </Index>
      <Show when={items().length < MOST.items}>
        <Button
          size="sm"
          icon={Plus}
          class="justify-self-start"
          onClick={() =>
            put([
              ...items(),
              {
                key: nextKey(
                  'i',
                  items().map(({ key }) => key),
                ),
                label: { [props.languages[0]!]: '' },
              },
            ])
          }
        >
          {t('builder.addItem')}
        </Button>
      </Show>
    </fieldset>
  );
}

/** No number on a scale is further from zero. */
const FAR = 1_000_000;

function Ends(props: Omit<Props<'number'>, 'languages'>): JSX.Element {
  return (
    <div class="flex flex-wrap gap-3">
      <WholeField
        label={t('builder.worst')}
        value={props.scale.worst}
        least={-FAR}
        most={FAR}
        onChange={(worst) => props.onChange({ ...props.scale, worst }, 'worst')}
      />
      <WholeField
        label={t('builder.best')}
        value={props.scale.best}
        least={-FAR}
        most={FAR}
        onChange={(best) => props.onChange({ ...props.scale, best }, 'best')}
      />
    </div>
  );
}

function Ranges(props: Props<'ranges'>): JSX.Element {
  const ranges = () => props.scale.ranges;
  const put = (next: ReturnType<typeof ranges>, field: string | null = null) =>
    props.onChange({ ...props.scale, ranges: next }, field);
  const change = (i: number, fields: Partial<ReturnType<typeof ranges>[number]>, field: string) =>
    put(
      ranges().map((one, at) => (at === i ? { ...one, ...fields } : one)),
      field,
    );
  return (
    <fieldset class="m-0 grid min-w-0 gap-1.5 border-0 p-0">
      <legend class="mb-1 text-small font-medium text-ink-2">{t('builder.ranges')}</legend>
      <WholeField
        label={t('builder.least')}
        value={props.scale.least}
        least={-FAR}
        most={FAR}
        onChange={(least) => props.onChange({ ...props.scale, least }, 'least')}
      />
      <Index each={ranges()}>
        {(range, i) => (
          <RangeRow
            i={i}
            range={range()}
            languages={props.languages}
            removable={ranges().length > 1}
            onChange={(fields, field) => change(i, fields, field)}
            onRemove={() => put(ranges().toSpliced(i, 1))}
          />
        )}
      </Index>
      <Show when={ranges().length < MOST.ranges}>
        <Button
          size="sm"
          icon={Plus}
          class="justify-self-start"
          onClick={() => put([...ranges(), { up_to: (ranges().at(-1)?.up_to ?? 0) + 10, label: null, value_bp: 0 }])}
        >
          {t('builder.addRange')}
        </Button>
      </Show>
    </fieldset>
  );
}

type Range = Props<'ranges'>['scale']['ranges'][number];

function RangeRow(props: {
  i: number;
  range: Range;
  languages: Languages;
  removable: boolean;
  onChange: (fields: Partial<Range>, field: string) => void;
  onRemove: () => void;
}): JSX.Element {
  return (
    <div class={ROW}>
      <TextPair
        bare
        label={t('builder.rangeName', { n: props.i + 1 })}
        text={props.range.label}
        languages={props.languages}
        onChange={(label, language) => props.onChange({ label }, `range ${props.i} ${language}`)}
      />
      <WholeField
        bare
        label={t('builder.upTo', { n: props.i + 1 })}
        before={t('builder.upToUnit')}
        value={props.range.up_to}
        least={-FAR}
        most={FAR}
        onChange={(up_to) => props.onChange({ up_to }, `range ${props.i}`)}
      />
      <WholeField
        bare
        label={t('builder.rangeWorth', { n: props.i + 1 })}
        unit="%"
        value={props.range.value_bp / 100}
        least={0}
        most={100}
        onChange={(worth) => props.onChange({ value_bp: worth * 100 }, `range worth ${props.i}`)}
      />
      <IconButton
        label={t('builder.removeRange', { n: props.i + 1 })}
        icon={X}
        disabled={!props.removable}
        onClick={() => props.onRemove()}
      />
    </div>
  );
}

function Counts(props: Omit<Props<'count'>, 'languages'> & { kind: Section['kind'] }): JSX.Element {
  const words = () => (props.kind === 'bonus' ? 'bonus' : 'deduct');
  return (
    <div class="flex flex-wrap gap-3">
      <WholeField
        label={t(`builder.each.${words()}`)}
        value={props.scale.points}
        least={1}
        most={1000}
        onChange={(points) => props.onChange({ ...props.scale, points }, 'points')}
      />
      <WholeField
        label={t(`builder.cap.${words()}`)}
        value={props.scale.cap}
        least={1}
        most={1000}
        onChange={(cap) => props.onChange({ ...props.scale, cap }, 'cap')}
      />
    </div>
  );
}
