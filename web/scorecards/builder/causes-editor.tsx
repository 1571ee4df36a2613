// The root causes reviewers choose from under a low answer, in two tiers.
import Plus from 'lucide-solid/icons/plus';
import X from 'lucide-solid/icons/x';
import { Index, type JSX, Show } from 'solid-js';
import { ROOT_CAUSES } from '../../../scorecards/scorecard/causes.ts';
import { MOST, type RootCause } from '../../../scorecards/scorecard/definition.ts';
import { nextKey } from '../../../scorecards/scorecard/edit.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { t } from '../../words/words.ts';
import { type Languages, TextPair } from './fields.tsx';

type Props = {
  causes: readonly RootCause[];
  languages: Languages;
  onChange: (causes: RootCause[], field: string | null) => void;
};

export function CausesEditor(props: Props): JSX.Element {
  const keys = () => props.causes.flatMap((one) => [one.key, ...one.causes.map(({ key }) => key)]);
  const put = (i: number, next: RootCause, field: string | null) =>
    props.onChange(props.causes.toSpliced(i, 1, next), field);
  const named = () => ({ key: nextKey('rc', keys()), name: { [props.languages[0]!]: '' } });
  return (
    <section class="grid gap-3">
      <h3 class="border-t border-line pt-4 font-semibold">{t('builder.rootCauses')}</h3>
      <Index each={props.causes}>
        {(cause, i) => (
          <Cause
            n={i + 1}
            cause={cause()}
            languages={props.languages}
            named={named}
            onChange={(next, field) => put(i, next, field)}
            onRemove={() => props.onChange(props.causes.toSpliced(i, 1), null)}
          />
        )}
      </Index>
      <div class="flex flex-wrap gap-2">
        <Show when={props.causes.length < MOST.causes}>
          <Button
            size="sm"
            icon={Plus}
            onClick={() => props.onChange([...props.causes, { ...named(), causes: [] }], null)}
          >
            {t('builder.addCause')}
          </Button>
        </Show>
        <Show when={props.causes.length === 0}>
          <Button size="sm" onClick={() => props.onChange([...ROOT_CAUSES], null)}>
            {t('builder.usualCauses')}
          </Button>
        </Show>
      </div>
    </section>
  );
}

/** One root cause with its narrower ones. */
function Cause(props: {
  n: number;
  cause: RootCause;
  languages: Languages;
  named: () => { key: string; name: RootCause['name'] };
  onChange: (cause: RootCause, field: string | null) => void;
  onRemove: () => void;
}): JSX.Element {
  const narrower = () => props.cause.causes;
  const put = (causes: RootCause['causes'], field: string | null = null) =>
    props.onChange({ ...props.cause, causes }, field);
  return (
    <div class="grid gap-1.5 rounded-control border border-line p-2">
      <Named
        label={t('builder.rootCause', { n: props.n })}
        name={props.cause.name}
        languages={props.languages}
        onChange={(name, language) => props.onChange({ ...props.cause, name }, `cause ${props.cause.key} ${language}`)}
        onRemove={props.onRemove}
      />
      <div class="grid gap-1.5 pl-5">
        <Index each={narrower()}>
          {(one, at) => (
            <Named
              label={t('builder.narrower', { n: at + 1, of: props.n })}
              name={one().name}
              languages={props.languages}
              onChange={(name, language) =>
                put(narrower().toSpliced(at, 1, { ...one(), name }), `cause ${one().key} ${language}`)
              }
              onRemove={() => put(narrower().toSpliced(at, 1))}
            />
          )}
        </Index>
        <Show when={narrower().length < MOST.narrower}>
          <Button size="sm" icon={Plus} class="justify-self-start" onClick={() => put([...narrower(), props.named()])}>
            {t('builder.addNarrower')}
          </Button>
        </Show>
      </div>
    </div>
  );
}

function Named(props: {
  label: string;
  name: RootCause['name'];
  languages: Languages;
  onChange: (name: RootCause['name'], language: string) => void;
  onRemove: () => void;
}): JSX.Element {
  return (
    <div class="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
      <TextPair bare label={props.label} text={props.name} languages={props.languages} onChange={props.onChange} />
      <IconButton label={t('ui.remove', { name: props.label })} icon={X} onClick={() => props.onRemove()} />
    </div>
  );
}
