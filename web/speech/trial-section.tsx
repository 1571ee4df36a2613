// Comparing models: calls, models, speed, and the transcript of each.
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { SpeechView, TrialCall, TrialRun, TrialView } from '../../api/transcripts/speech-contract.ts';
import { Masked } from '../audio/masked.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { dateTime, duration, number } from '../ui/format.ts';
import { Section } from '../ui/section.tsx';
import { MultiSelect } from '../ui/select.tsx';
import { ErrorNote, explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { refusalSentence, t } from '../words/words.ts';
import { useCalls, useSpeechActions, useTrial } from './data.ts';
import { orderModels, tenMinutes } from './view.ts';

const MOST_CALLS = 5;
const MOST_MODELS = 3;

export function TrialSection(props: { speech: SpeechView; may: boolean }): JSX.Element {
  const trial = useTrial();
  const found = () => (trial.isPending ? null : trial.data);
  return (
    <Section id="trial" title={t('speech.trial')} lead={t('speech.trialLead')}>
      <ErrorNote error={trial.error} again={() => void trial.refetch()} />
      <Show when={props.may && !found()?.under_way}>
        <TrialForm speech={props.speech} />
      </Show>
      <Show when={found()} fallback={<p class="m-0 text-ink-3">{t('speech.trialNone')}</p>}>
        {(one) => <Outcome trial={one()} may={props.may} />}
      </Show>
    </Section>
  );
}

function TrialForm(props: { speech: SpeechView }): JSX.Element {
  const actions = useSpeechActions();
  const calls = useCalls();
  const [chosen, setChosen] = createSignal<string[]>([]);
  const [models, setModels] = createSignal<string[]>([]);
  const rows = () =>
    (calls.isPending ? [] : (calls.data?.rows ?? [])).filter((row) => row.transcription?.state === 'done');
  const name = (id: string) => {
    const row = rows().find((one) => one.id === id);
    return row ? `${row.external_id} · ${row.agent.name}` : id;
  };
  const names = () => orderModels(props.speech.models).map(({ model }) => model);
  const ready = () => chosen().length > 0 && models().length >= 2;
  const start = () =>
    actions.compare
      .mutateAsync({ interactions: chosen(), models: models() })
      .catch((refusal: unknown) => tell(explain(refusal), 'bad'));
  return (
    <div class="grid items-start gap-4 sm:grid-cols-2">
      <MultiSelect
        label={t('speech.trialCalls')}
        hint={t('speech.trialCallsHint', { most: number(MOST_CALLS) })}
        options={rows().map(({ id }) => id)}
        value={chosen()}
        onChange={(ids) => setChosen(ids.slice(0, MOST_CALLS))}
        name={name}
      />
      <MultiSelect
        label={t('speech.trialModels')}
        hint={t('speech.trialModelsHint')}
        options={names()}
        value={models()}
        onChange={(next) => setModels(next.slice(0, MOST_MODELS))}
        name={(model) => model}
      />
      <div>
        <Button busy={actions.compare.isPending} disabled={!ready()} onClick={() => void start()}>
          {t('speech.trialStart')}
        </Button>
      </div>
    </div>
  );
}

function Outcome(props: { trial: TrialView; may: boolean }): JSX.Element {
  const actions = useSpeechActions();
  return (
    <div class="grid gap-4 border-t border-line pt-4">
      <div class="flex flex-wrap items-center gap-3">
        <h3 class="m-0 font-semibold">{t('speech.trialOf', { when: dateTime(props.trial.created_at) })}</h3>
        <Show when={props.trial.under_way && props.may}>
          <Button size="sm" onClick={() => actions.stop.mutate(props.trial.id)} busy={actions.stop.isPending}>
            {t('speech.trialStop')}
          </Button>
        </Show>
      </div>
      <dl class="m-0 grid gap-4 sm:grid-cols-3">
        <For each={props.trial.models}>
          {(model) => (
            <div class="grid content-start gap-0.5">
              <dt class="font-medium break-all">{model.model}</dt>
              <dd class="num m-0">
                {model.factor === null
                  ? t('speech.notMeasured')
                  : t('speech.factor', { minutes: tenMinutes(model.factor) })}
              </dd>
              <dd class="num m-0 text-ink-2">
                <Show when={model.errors} fallback={<span class="text-ink-3">{t('speech.noCorrected')}</span>}>
                  {(found) => <>{errorsOf(found())}</>}
                </Show>
              </dd>
            </div>
          )}
        </For>
      </dl>
      <For each={props.trial.calls}>{(call) => <CallSideBySide call={call} />}</For>
      <p class="m-0 text-small text-ink-3">{t('speech.differs')}</p>
    </div>
  );
}

const errorsOf = ({ errors, tokens }: { errors: number; tokens: number }): string =>
  t('speech.errorsOf', {
    errors: number(errors),
    tokens: number(tokens),
    percent: number((errors / Math.max(1, tokens)) * 100, 1),
  });

function CallSideBySide(props: { call: TrialCall }): JSX.Element {
  return (
    <details class="border-t border-line pt-3" open>
      <summary class="cursor-default">
        <span class="font-medium">{props.call.external_id}</span>{' '}
        <span class="num text-ink-2">
          {props.call.agent} · {duration(props.call.duration_ms)}
        </span>{' '}
        <Show when={props.call.corrected}>
          <Chip>{t('speech.corrected')}</Chip>
        </Show>
      </summary>
      <section class="mt-3 flex max-h-120 gap-5 overflow-auto" tabindex="0" aria-label={props.call.external_id}>
        <For each={props.call.runs}>{(run) => <RunColumn run={run} />}</For>
      </section>
    </details>
  );
}

function RunColumn(props: { run: TrialRun }): JSX.Element {
  return (
    <div class="grid min-w-70 flex-1 content-start gap-2">
      <p class="m-0 grid gap-0.5 border-b border-line pb-2">
        <span class="font-medium break-all">{props.run.model}</span>
        <span class="num text-small text-ink-2">{stateOf(props.run)}</span>
      </p>
      <For
        each={props.run.turns}
        fallback={<Show when={props.run.state === 'done'}>{<p class="m-0 text-ink-3">{t('speech.noWords')}</p>}</Show>}
      >
        {(turn) => (
          <p class="m-0 grid grid-cols-[44px_1fr] gap-2" lang={props.run.language ?? undefined}>
            <span
              class={`num text-small ${turn.speaker === 'agent' ? 'text-agent' : turn.speaker === 'customer' ? 'text-customer' : 'text-ink-3'}`}
            >
              {duration(turn.start_ms)}
            </span>
            <span>
              <For each={turn.parts}>
                {(part) => (
                  <Show when={!part.same} fallback={<Masked text={part.text} />}>
                    <mark class="rounded-xs bg-mark text-ink underline">
                      <Masked text={part.text.trimEnd()} />
                    </mark>
                    {part.text.slice(part.text.trimEnd().length)}
                  </Show>
                )}
              </For>
            </span>
          </p>
        )}
      </For>
    </div>
  );
}

function stateOf(run: TrialRun): string {
  if (run.state === 'queued') return t('speech.queuedRun');
  if (run.state === 'running') return `${number(Math.floor(run.progress_bp / 100))} %`;
  if (run.state === 'failed') return refusalSentence(run.code ?? 'failed', {}) ?? '';
  const speed = run.factor === null ? '' : t('speech.factor', { minutes: tenMinutes(run.factor) });
  return [speed, run.errors ? errorsOf(run.errors) : ''].filter(Boolean).join(' · ');
}
