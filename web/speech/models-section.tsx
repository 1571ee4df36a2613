// The model in use, other available models, and the resources each needs.
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { ModelRow, SpeechView } from '../../api/transcripts/speech-contract.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Field } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import { explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { refusalSentence, t } from '../words/words.ts';
import { useSpeechActions } from './data.ts';
import { bytesOf, orderModels, percentOf, speedOf, tenMinutes } from './view.ts';

export function ModelsSection(props: { speech: SpeechView; may: boolean }): JSX.Element {
  const actions = useSpeechActions();
  const [other, setOther] = createSignal('');
  const refused = (error: unknown) => tell(explain(error), 'bad');
  const fetchOther = async (event: SubmitEvent) => {
    event.preventDefault();
    if (other().trim() === '') return;
    await actions.fetch.mutateAsync(other().trim()).then(() => setOther(''), refused);
  };
  return (
    <Section id="model" title={t('speech.model')} lead={t('speech.modelLead')}>
      <Show when={props.speech.waiting > 0}>
        <p role="status" class="m-0 rounded-control bg-warn-wash px-3 py-2 text-warn">
          <span aria-hidden="true">▲ </span>
          {t('speech.waitingForModel', props.speech.waiting)}
        </p>
      </Show>
      <ul class="m-0 grid list-none p-0" aria-label={t('speech.model')}>
        <For each={orderModels(props.speech.models)}>
          {(model) => <ModelLine model={model} models={props.speech.models} may={props.may} />}
        </For>
      </ul>
      <Show when={props.may}>
        <form class="flex flex-wrap items-start gap-3 border-t border-line pt-4" onSubmit={(e) => void fetchOther(e)}>
          <Field
            class="max-w-120 min-w-64 flex-1"
            label={t('speech.other')}
            hint={t('speech.otherHint')}
            placeholder={t('speech.otherPlaceholder')}
            value={other()}
            onInput={setOther}
          />
          <div class="pt-5.5">
            <Button type="submit" disabled={other().trim() === ''}>
              {t('speech.fetch')}
            </Button>
          </div>
        </form>
      </Show>
    </Section>
  );
}

function ModelLine(props: { model: ModelRow; models: readonly ModelRow[]; may: boolean }): JSX.Element {
  const speed = () => speedOf(props.model, props.models);
  const facts = (): string[] => {
    const { model } = props;
    return [
      model.english_only === null ? '' : t(model.english_only ? 'speech.englishOnly' : 'speech.multilingual'),
      model.bytes === null ? '' : `${t('speech.size')} ${size(model.bytes)}`,
      model.memory_bytes === null
        ? ''
        : `${t('speech.memory')} ${t('speech.about', { what: bytesOf(model.memory_bytes) })}`,
    ].filter(Boolean);
  };
  const size = (bytes: number) =>
    props.model.total === null ? t('speech.about', { what: bytesOf(bytes) }) : bytesOf(bytes);
  return (
    <li class="grid gap-x-5 gap-y-1.5 border-t border-line py-3 first:border-t-0 sm:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)_auto] sm:items-center">
      <div class="grid gap-0.5">
        <p class="m-0 flex flex-wrap items-center gap-2 font-medium">
          <span class="break-all">{props.model.model}</span>
          <Show when={props.model.in_use}>
            <Chip tone="accent">{t('speech.inUse')}</Chip>
          </Show>
        </p>
        <p class="num m-0 text-small text-ink-2">{facts().join(' · ')}</p>
      </div>
      <div class="text-small">
        <Show when={speed()} fallback={<span class="text-ink-3">{t('speech.notMeasured')}</span>}>
          {(found) => (
            <p class="m-0 grid gap-0.5">
              <span class="num text-base">{t('speech.factor', { minutes: tenMinutes(found().factor) })}</span>
              <span class="text-ink-3">
                {found().recordings === null ? t('speech.estimated') : t('speech.measuredOn', found().recordings ?? 0)}
              </span>
            </p>
          )}
        </Show>
      </div>
      <StateAndActions model={props.model} may={props.may} />
      <Show when={props.model.state === 'failed'}>
        <p class="m-0 text-small text-ink-2 sm:col-span-3">{whyFailed(props.model.code)}</p>
      </Show>
    </li>
  );
}

/** Of a recording `model-unavailable` says that it waits; of a download there is more to say. */
const whyFailed = (code: string | null): string =>
  code === null || code === 'model-unavailable' ? t('speech.unavailable') : (refusalSentence(code) ?? '');

function StateAndActions(props: { model: ModelRow; may: boolean }): JSX.Element {
  const actions = useSpeechActions();
  const refused = (error: unknown) => tell(explain(error), 'bad');
  const name = () => props.model.model;
  const change = (action: typeof actions.fetch, done?: string) =>
    void action.mutateAsync(name()).then(() => done && tell(done, 'good'), refused);
  const busy = () => actions.fetch.isPending || actions.use.isPending || actions.drop.isPending;
  return (
    <fieldset
      class="m-0 flex min-w-0 flex-wrap items-center gap-2 border-0 p-0 sm:min-w-65 sm:justify-end"
      aria-label={t('speech.actionsOf', { model: name() })}
    >
      <Switch>
        <Match when={props.model.state === 'ready'}>
          <span class="text-small text-good">✓ {t('speech.state.ready')}</span>
        </Match>
        <Match when={props.model.state === 'downloading'}>
          <Progress model={props.model} />
        </Match>
        <Match when={props.model.state === 'failed'}>
          <span class="text-small text-bad">● {t('speech.state.failed')}</span>
        </Match>
        <Match when={props.model.state === 'wished'}>
          <span class="text-small text-ink-2">{t('speech.state.wished')}</span>
        </Match>
      </Switch>
      <Show when={props.may}>
        <Show when={props.model.state === 'absent'}>
          <Button size="sm" busy={busy()} onClick={() => change(actions.fetch)}>
            {t('speech.fetch')}
          </Button>
        </Show>
        <Show when={props.model.state === 'failed'}>
          <Button size="sm" busy={busy()} onClick={() => change(actions.fetch)}>
            {t('speech.again')}
          </Button>
        </Show>
        <Show when={!props.model.in_use && ['downloading', 'wished', 'failed'].includes(props.model.state)}>
          <Button size="sm" tone="quiet" busy={busy()} onClick={() => change(actions.drop)}>
            {t('speech.cancel')}
          </Button>
        </Show>
        <Show when={!props.model.in_use && props.model.state === 'ready'}>
          <Button size="sm" busy={busy()} onClick={() => change(actions.use, t('speech.used', { model: name() }))}>
            {t('speech.use')}
          </Button>
        </Show>
      </Show>
    </fieldset>
  );
}

function Progress(props: { model: ModelRow }): JSX.Element {
  const percent = () => percentOf(props.model);
  return (
    <span class="grid min-w-40 gap-1 text-small text-ink-2">
      <span class="num">
        {t('speech.state.downloading')}
        <Show when={props.model.total}>
          {(total) => (
            <> {t('speech.received', { received: bytesOf(props.model.received), total: bytesOf(total()) })}</>
          )}
        </Show>
      </span>
      <span
        role="progressbar"
        aria-label={`${props.model.model} ${t('speech.state.downloading')}`}
        aria-valuenow={percent() ?? undefined}
        aria-valuemin={0}
        aria-valuemax={100}
        class="h-1 overflow-hidden rounded-full bg-well"
      >
        <span class="block h-full bg-accent" style={{ width: `${percent() ?? 0}%` }} />
      </span>
    </span>
  );
}
