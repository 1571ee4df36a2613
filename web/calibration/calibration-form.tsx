// Creating a calibration, in a sheet beside the list.
import { useNavigate } from '@solidjs/router';
import { createSignal, type JSX, Show } from 'solid-js';
import { usePublished } from '../scorecards/data.ts';
import { useNames } from '../session/names.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { shortDate } from '../ui/format.ts';
import { Combobox, MultiSelect, Select } from '../ui/select.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { saidMarked } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { useCalibrationActions, useReadable } from './data.ts';

export function CalibrationForm(props: { open: boolean; onClose: () => void }): JSX.Element {
  const navigate = useNavigate();
  const [name, setName] = createSignal('');
  const [interaction, setInteraction] = createSignal<string | null>(null);
  const [version, setVersion] = createSignal<string | null>(null);
  const [reviewers, setReviewers] = createSignal<string[]>([]);
  const [asked, setAsked] = createSignal(false);
  const { open } = useCalibrationActions();
  const complete = () =>
    name().trim() !== '' && interaction() !== null && version() !== null && reviewers().length >= 2;

  async function save(): Promise<void> {
    setAsked(true);
    const [interaction_id, scorecard_version_id] = [interaction(), version()];
    if (!complete() || interaction_id === null || scorecard_version_id === null) return;
    const made = await open
      .mutateAsync({ name: name().trim(), interaction_id, scorecard_version_id, reviewers: reviewers() })
      .catch(() => null);
    if (!made) return;
    props.onClose();
    navigate(`/calibration/${made.id}`);
  }

  return (
    <Sheet
      open={props.open}
      onClose={props.onClose}
      title={t('calibration.form.title')}
      foot={
        <>
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button tone="primary" busy={open.isPending} onClick={() => void save()}>
            {t('calibration.form.save')}
          </Button>
        </>
      }
    >
      <div class="grid gap-4 pt-2">
        <Show when={asked() && !complete()}>
          <p role="alert" class="rounded-control bg-bad-wash px-3 py-2 text-bad">
            ● {t('calibration.form.fix')}
          </p>
        </Show>
        <ErrorNote error={open.error} />
        <Field
          label={t('calibration.form.name')}
          value={name()}
          onInput={setName}
          placeholder={t('calibration.form.namePlaceholder')}
          required
        />
        <InteractionField value={interaction()} onChange={setInteraction} />
        <ScorecardField value={version()} onChange={setVersion} />
        <ReviewersField value={reviewers()} onChange={setReviewers} />
      </div>
    </Sheet>
  );
}

type FieldOf<T> = { value: T; onChange: (value: T) => void };

function InteractionField(props: FieldOf<string | null>): JSX.Element {
  const [words, setWords] = createSignal('');
  const readable = useReadable(words);
  // The words typed to find an interaction become its own line once it is chosen: the chosen one stays known.
  const known = new Map<string, string>();
  const interactions = () => {
    for (const row of readable.data?.rows ?? []) {
      known.set(row.id, `${row.external_id} · ${row.agent.name} · ${shortDate(row.started_at)}`);
    }
    const found = (readable.data?.rows ?? []).map((row) => row.id);
    const chosen = props.value;
    return chosen && !found.includes(chosen) ? [chosen, ...found] : found;
  };
  const search = (typed: string) => {
    if (![...known.values()].includes(typed)) setWords(typed.trim());
  };
  return (
    <Combobox
      label={t('calibration.form.interaction')}
      hint={t('calibration.form.interactionHint')}
      options={interactions()}
      name={(id) => known.get(id) ?? ''}
      value={props.value}
      onChange={props.onChange}
      onSearch={search}
    />
  );
}

function ScorecardField(props: FieldOf<string | null>): JSX.Element {
  const cards = usePublished();
  return (
    <Select
      label={t('calibration.form.scorecard')}
      options={(cards.data ?? []).map((card) => card.latest.id)}
      name={(id) => {
        const card = cards.data?.find((one) => one.latest.id === id);
        return card ? saidMarked(card.name) : '';
      }}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

function ReviewersField(props: FieldOf<string[]>): JSX.Element {
  const names = useNames();
  const able = () => (names.data ?? []).filter((one) => one.active && one.roles.includes('reviewer'));
  return (
    <MultiSelect
      label={t('calibration.form.reviewers')}
      hint={t('calibration.form.reviewersHint')}
      options={able().map((one) => one.id)}
      name={(id) => names.data?.find((one) => one.id === id)?.name ?? ''}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
