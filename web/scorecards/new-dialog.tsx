// A new scorecard: from nothing, or as a copy of one that is there.
import { useNavigate } from '@solidjs/router';
import { createSignal, type JSX, Show } from 'solid-js';
import { CHANNELS, type Draft, Key } from '../../scorecards/scorecard/definition.ts';
import { type Beginning, emptyDraft } from '../../scorecards/scorecard/draft.ts';
import { freshKey, keyFor } from '../../scorecards/scorecard/edit.ts';
import { Button } from '../ui/button.tsx';
import { SegmentedControl } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { LANGUAGE_NAMES, language, said, t } from '../words/words.ts';
import { useScorecards } from './data.ts';
import { useScorecardActions } from './drafts-data.ts';
import { useSettings } from './settings-data.ts';
import { channelName } from './view.ts';

const METHODS = ['weighted', 'base'] as const;

type Kind = { channel: Draft['channel']; method: (typeof METHODS)[number]; leading: 'en' | 'zh' };

/** @param props.copy the scorecard it begins as; null: nothing */
export function NewDialog(props: { copy: Draft | null; onClose: () => void }): JSX.Element {
  const [name, setName] = createSignal(props.copy ? t('builder.duplicateName', { name: said(props.copy.name) }) : '');
  const [typed, setTyped] = createSignal<string | null>(null);
  const [kind, setKind] = createSignal<Kind>({ channel: 'voice', method: 'weighted', leading: language() });
  const scorecards = useScorecards();
  const defaults = useSettings();
  const navigate = useNavigate();
  const { begin } = useScorecardActions();
  const taken = () => new Set((scorecards.data ?? []).map(({ key }) => key));
  const key = () => typed() ?? freshKey(keyFor(name()), taken());
  const wrong = () => {
    if (!Key.safeParse(key()).success) return t('builder.idForm');
    return taken().has(key()) ? t('builder.idTaken') : null;
  };
  const ready = () => wrong() === null && name().trim() !== '' && !begin.isPending;
  const go = async () => {
    if (!ready()) return;
    const of = { id: key(), name: { [props.copy?.leading ?? kind().leading]: name().trim() } };
    const draft = props.copy ? { ...props.copy, ...of } : await begun({ ...of, ...kind() });
    if (draft) begin.mutate(draft, { onSuccess: (made) => navigate(`/scorecards/${made.key}/draft`) });
  };
  // What a new one begins with may still be on its way.
  const begun = async (of: Omit<Beginning, 'critical_policy' | 'section_threshold'>) => {
    const settings = defaults.data ?? (await defaults.refetch()).data;
    return settings ? emptyDraft({ ...of, ...settings.defaults.value }) : null;
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void go();
  };
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={props.copy ? t('builder.duplicateTitle') : t('builder.newTitle')}
      foot={<Foot ready={ready()} busy={begin.isPending} onBegin={() => void go()} onClose={props.onClose} />}
    >
      <form class="grid gap-4" onSubmit={submit}>
        <ErrorNote error={begin.error ?? defaults.error} />
        <Field label={t('builder.name')} value={name()} onInput={setName} required />
        <Field
          label={t('builder.id')}
          hint={t('builder.idHint')}
          value={key()}
          error={name() === '' && typed() === null ? null : wrong()}
          onInput={setTyped}
        />
        <Show when={!props.copy}>
          <Kind kind={kind()} onChange={(change) => setKind({ ...kind(), ...change })} />
        </Show>
        <button type="submit" class="hidden" tabindex="-1" />
      </form>
    </Dialog>
  );
}

function Foot(props: { ready: boolean; busy: boolean; onBegin: () => void; onClose: () => void }): JSX.Element {
  return (
    <>
      <Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>
      <Button tone="primary" disabled={!props.ready} busy={props.busy} onClick={() => props.onBegin()}>
        {t('builder.begin')}
      </Button>
    </>
  );
}

function Kind(props: { kind: Kind; onChange: (change: Partial<Kind>) => void }): JSX.Element {
  return (
    <>
      <Select
        label={t('scorecards.channel')}
        options={[...CHANNELS, 'any'] as const}
        value={props.kind.channel}
        name={channelName}
        onChange={(channel) => channel && props.onChange({ channel })}
      />
      <SegmentedControl
        label={t('builder.method')}
        options={METHODS}
        value={props.kind.method}
        name={(one) => t(`builder.methods.${one}`)}
        onChange={(method) => props.onChange({ method })}
      />
      <SegmentedControl
        label={t('builder.leading')}
        options={['en', 'zh'] as const}
        value={props.kind.leading}
        name={(one) => LANGUAGE_NAMES[one]}
        onChange={(leading) => props.onChange({ leading })}
      />
    </>
  );
}
