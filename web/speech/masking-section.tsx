// Which types of personal data are masked and muted.
import { useQueryClient } from '@tanstack/solid-query';
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js';
import { type Answered, call, maskingClient } from '../server/client.ts';
import { useQuery } from '../server/query.ts';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { ErrorNote, explain, Skeleton } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';

type Masking = Answered<typeof maskingClient.index.$get>;
type Kind = Masking['kinds'][number];

const BUSY_MS = 2000;

export function MaskingSection(): JSX.Element {
  const query = useQuery(() => ({
    queryKey: ['masking'],
    queryFn: () => call(maskingClient.index.$get()),
    refetchInterval: (asked) => (asked.state.data?.under_way ? BUSY_MS : false),
  }));
  const choice = createChoice(() => query.data);
  const { fewer, reason, setReason } = choice;
  return (
    <section aria-labelledby="masking-title" class="sheet grid gap-4 p-5">
      <header class="grid gap-1">
        <h2 id="masking-title" class="text-read font-semibold">
          {t('masking.settings.title')}
        </h2>
        <p class="m-0 max-w-160 text-ink-2">{t('masking.settings.lead')}</p>
      </header>
      <ErrorNote error={query.error} again={() => void query.refetch()} />
      <Show when={query.data} fallback={<Skeleton class="h-40" />}>
        {(masking) => (
          <>
            <Kinds choices={masking().choices} choice={choice} />
            <Show when={fewer()}>
              <Field
                label={t('masking.settings.reason')}
                hint={t('masking.settings.reasonHint')}
                value={reason()}
                onInput={setReason}
                required
              />
            </Show>
            <SaveLine choice={choice} underWay={masking().under_way} />
          </>
        )}
      </Show>
    </section>
  );
}

type Choice = ReturnType<typeof createChoice>;

/** What is ticked now, against what holds. */
function createChoice(stored: () => Masking | undefined) {
  const session = useSession();
  const queries = useQueryClient();
  const [chosen, setChosen] = createSignal<readonly Kind[]>([]);
  const [reason, setReason] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  createEffect(
    on(
      () => stored()?.kinds.join(),
      () => setChosen(stored()?.kinds ?? []),
    ),
  );
  const kept = () => stored()?.kinds ?? [];
  const changed = () => chosen().toSorted().join() !== [...kept()].sort().join();
  const fewer = () => kept().some((kind) => !chosen().includes(kind));
  const save = async () => {
    setBusy(true);
    try {
      const answer = await call(
        maskingClient.index.$patch({ json: { kinds: [...chosen()], reason: fewer() ? reason() : '' } }),
      );
      queries.setQueryData(['masking'], answer);
      // Every transcript and recording that was shown was shown under the old choice.
      await queries.invalidateQueries({ queryKey: ['interactions'] });
      await session.refresh();
      setReason('');
      tell(t('masking.settings.saved'), 'good');
    } catch (refusal) {
      tell(explain(refusal), 'bad');
    } finally {
      setBusy(false);
    }
  };
  return { chosen, setChosen, reason, setReason, busy, changed, fewer, save };
}

function Kinds(props: { choices: Masking['choices']; choice: Choice }): JSX.Element {
  const { chosen, setChosen } = props.choice;
  return (
    <fieldset class="m-0 grid grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-x-6 gap-y-3 border-0 p-0">
      <legend class="mb-2 text-small font-medium text-ink-2">{t('masking.settings.kinds')}</legend>
      <For each={props.choices}>
        {(kind) => (
          <Checkbox
            label={<span class="inline-block first-letter:uppercase">{t(`masking.kind.${kind}`)}</span>}
            hint={t(`masking.settings.hint.${kind}`)}
            checked={chosen().includes(kind)}
            onChange={(on) => setChosen(on ? [...chosen(), kind] : chosen().filter((other) => other !== kind))}
          />
        )}
      </For>
    </fieldset>
  );
}

function SaveLine(props: { choice: Choice; underWay: Masking['under_way'] }): JSX.Element {
  const { busy, changed, fewer, reason, save } = props.choice;
  return (
    <div class="flex flex-wrap items-center gap-3">
      <Button
        tone="primary"
        busy={busy()}
        disabled={!changed() || (fewer() && !reason().trim())}
        onClick={() => void save()}
      >
        {t('masking.settings.save')}
      </Button>
      <span role="status" class="text-ink-2">
        <Show when={changed() && fewer()} fallback={props.underWay ? t('masking.settings.underWay') : ''}>
          <span class="text-warn">
            <span aria-hidden="true">▲ </span>
            {t('masking.settings.stronger')}
          </span>
        </Show>
      </span>
    </div>
  );
}
