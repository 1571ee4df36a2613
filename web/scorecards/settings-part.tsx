// One part of the settings: what is typed, saved as a whole, with who changed it last and its history. Where someone else
// saved it meanwhile, what is typed stays and the saved version is shown beside it, to go on from either.
import { createEffect, createMemo, createSignal, For, type JSX, on, Show } from 'solid-js';
import type { Named } from '../../api/http/contract.ts';
import type { Setting } from '../../scorecards/scorecard/settings.ts';
import { Refusal } from '../server/client.ts';
import { Button } from '../ui/button.tsx';
import { dateTime } from '../ui/format.ts';
import { RefusedFields } from '../ui/refused-fields.tsx';
import { Section } from '../ui/section.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { useChangeSettings } from './settings-data.ts';
import { SettingHistory } from './settings-history.tsx';
import { type Names, settingWords } from './settings-view.ts';

type Kept = { number: number; setting: Setting; changed_at: string | null; changed_by: Named | null };

type Draft<Typed> = {
  kept: () => Kept;
  /** What is typed for a value. */
  typed: (setting: Setting) => Typed;
  /** null: something typed is wrong. */
  setting: (typed: Typed) => Setting | null;
};

export type Part = ReturnType<typeof createPart>;

/** The draft of a part; it follows what is saved until something is typed. */
export function createPart<Typed>(of: Draft<Typed>) {
  const change = useChangeSettings();
  const first = of.kept();
  const [base, setBase] = createSignal(first);
  const [typed, setTyped] = createSignal(of.typed(first.setting));
  const [tried, setTried] = createSignal(false);
  const dirty = createMemo(() => JSON.stringify(typed()) !== JSON.stringify(of.typed(base().setting)));
  const take = (kept: Kept): void => {
    setBase(kept);
    setTyped(() => of.typed(kept.setting));
    setTried(false);
  };
  createEffect(on(of.kept, (now) => !dirty() && take(now), { defer: true }));
  const isStale = () => change.error instanceof Refusal && change.error.code === 'stale';

  async function save(): Promise<void> {
    setTried(true);
    const setting = of.setting(typed());
    if (setting === null || change.isPending) return;
    const saved = await change.mutateAsync({ number: base().number, setting }).then(
      () => true,
      () => false,
    );
    if (!saved) return;
    take(of.kept());
    tell(t('scorecardSettings.saved'), 'good');
  }
  const forget = () => change.reset();
  return {
    typed,
    set: (next: Partial<Typed>) => setTyped((before) => ({ ...before, ...next })),
    dirty,
    /** Whether what is wrong is to be shown. */
    tried,
    kept: of.kept,
    saving: () => change.isPending,
    error: () => (isStale() ? null : change.error),
    refused: () => change.error,
    /** The version someone else saved. */
    other: () => (isStale() ? of.kept() : null),
    save,
    discard: () => {
      forget();
      take(of.kept());
    },
    keepMine: () => {
      setBase(of.kept());
      forget();
    },
  };
}

export function PartSection(props: {
  id: Setting['part'];
  of: Pick<Part, 'dirty' | 'kept' | 'saving' | 'error' | 'refused' | 'other' | 'save' | 'discard' | 'keepMine'>;
  names: Names;
  children: JSX.Element;
}): JSX.Element {
  const submit = (event: Event) => {
    event.preventDefault();
    void props.of.save();
  };
  return (
    <Section
      id={props.id}
      title={t(`scorecardSettings.${props.id}.title`)}
      lead={t(`scorecardSettings.${props.id}.lead`)}
    >
      <form class="grid gap-4" onSubmit={submit}>
        <RefusedFields error={props.of.refused()}>{props.children}</RefusedFields>
        <ErrorNote error={props.of.error()} />
        <Show when={props.of.other()}>{(other) => <Conflict {...props} other={other()} />}</Show>
        <div class="flex flex-wrap items-center gap-2 border-t border-line pt-4">
          <Button
            tone="primary"
            type="submit"
            busy={props.of.saving()}
            disabled={!props.of.dirty() || !!props.of.other()}
          >
            {t('ui.save')}
          </Button>
          <Show when={props.of.dirty() && !props.of.other()}>
            <Button onClick={props.of.discard}>{t('scorecardSettings.discard')}</Button>
          </Show>
          <span class="flex-1" />
          <span class="text-small text-ink-3">{changedWords(props.of.kept())}</span>
          <SettingHistory part={props.id} names={props.names} />
        </div>
      </form>
    </Section>
  );
}

const changedWords = ({ changed_at, changed_by }: Kept): string =>
  changed_at === null || changed_by === null
    ? t('scorecardSettings.default')
    : t('scorecardSettings.changed', { when: dateTime(changed_at), name: changed_by.name });

function Conflict(props: { of: Pick<Part, 'discard' | 'keepMine'>; names: Names; other: Kept }): JSX.Element {
  return (
    <div role="alert" class="grid gap-2 rounded-control border border-line-strong bg-warn-wash px-3.5 py-3">
      <p class="m-0 text-warn">
        ▲{' '}
        {t('scorecardSettings.conflict', {
          name: props.other.changed_by?.name ?? '',
          when: dateTime(props.other.changed_at ?? ''),
        })}
      </p>
      <p class="m-0 text-small font-medium text-ink-2">{t('scorecardSettings.theirs')}</p>
      <ul class="m-0 grid list-disc gap-0.5 pl-5">
        <For each={settingWords(props.other.setting, props.names, null)}>{(sentence) => <li>{sentence}</li>}</For>
      </ul>
      <div class="flex flex-wrap gap-2">
        <Button onClick={props.of.keepMine}>{t('scorecardSettings.keepMine')}</Button>
        <Button onClick={props.of.discard}>{t('scorecardSettings.takeTheirs')}</Button>
      </div>
    </div>
  );
}
