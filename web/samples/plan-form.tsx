// Creating a plan, in a sheet beside the list.
import { useNavigate } from '@solidjs/router';
import { createSignal, type JSX, Show } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { CHANNELS } from '../../scorecards/scorecard/definition.ts';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { number } from '../ui/format.ts';
import { RefusedFields } from '../ui/refused-fields.tsx';
import { MultiSelect, Select } from '../ui/select.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { saidMarked } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { useChoices, usePlanActions } from './data.ts';
import { EMPTY_DRAFT, planOf, widthAfterFourWeeks } from './view.ts';

export function PlanForm(props: { open: boolean; onClose: () => void }): JSX.Element {
  const navigate = useNavigate();
  const { create } = usePlanActions();
  const form = createForm();
  const { draft, reset } = form;
  const [asked, setAsked] = createSignal(false);

  async function save(): Promise<void> {
    setAsked(true);
    const plan = planOf(draft);
    if (!plan) return;
    const made = await create.mutateAsync(plan).catch(() => null);
    if (!made) return;
    reset();
    setAsked(false);
    props.onClose();
    navigate(`/sampling/${made.id}`);
  }

  return (
    <Sheet
      open={props.open}
      onClose={props.onClose}
      title={t('samples.form.title')}
      foot={
        <>
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button tone="primary" busy={create.isPending} onClick={() => void save()}>
            {t('samples.form.save')}
          </Button>
        </>
      }
    >
      <div class="grid gap-4 pt-2">
        <Show when={asked() && !planOf(draft)}>
          <p role="alert" class="rounded-control bg-bad-wash px-3 py-2 text-bad">
            ● {t('samples.form.fix')}
          </p>
        </Show>
        <ErrorNote error={create.error} />
        <RefusedFields error={create.error}>
          <Work form={form} />
          <Whose form={form} />
          <Which form={form} />
        </RefusedFields>
      </div>
    </Sheet>
  );
}

type Form = ReturnType<typeof createForm>;

function createForm() {
  const [draft, setDraft] = createStore({ ...EMPTY_DRAFT });
  return { draft, setDraft, reset: () => setDraft(reconcile({ ...EMPTY_DRAFT })) };
}

/** People by name, limited to those the planner is responsible for. */
function usePeople() {
  const { names } = useChoices();
  const session = useSession();
  const mine = (ids: readonly string[]) => session.mayIn('samples:plan', ids);
  const people = (role: 'agent' | 'reviewer') =>
    (names.data ?? [])
      .filter((one) => one.active && one.roles.includes(role) && (role === 'reviewer' || mine(one.teams)))
      .map((one) => one.id);
  const nameOf = (id: string) => names.data?.find((one) => one.id === id)?.name ?? '';
  return { mine, people, nameOf };
}

/** The work a plan creates: the scorecard, the reviewers, how many per week. */
function Work(props: { form: Form }): JSX.Element {
  const { draft, setDraft } = props.form;
  const { scorecards } = useChoices();
  const { people, nameOf } = usePeople();
  const cardName = (id: string) => {
    const card = scorecards.data?.find((one) => one.id === id);
    return card ? saidMarked(card.name) : '';
  };
  const width = () => widthAfterFourWeeks(Number(draft.per_week));
  return (
    <>
      <Field
        name="name"
        label={t('samples.form.name')}
        value={draft.name}
        onInput={(name) => setDraft({ name })}
        placeholder={t('samples.form.namePlaceholder')}
        required
      />
      <Select
        label={t('samples.form.scorecard')}
        options={(scorecards.data ?? []).map((one) => one.id)}
        name={cardName}
        value={draft.scorecard}
        onChange={(scorecard) => setDraft({ scorecard })}
      />
      <MultiSelect
        label={t('samples.form.reviewers')}
        hint={t('samples.form.reviewersHint')}
        options={people('reviewer')}
        name={nameOf}
        value={draft.reviewers}
        onChange={(reviewers) => setDraft({ reviewers })}
      />
      <Field
        name="per_agent_per_week"
        label={t('samples.form.perWeek')}
        type="number"
        min={1}
        max={50}
        value={draft.per_week}
        onInput={(per_week) => setDraft({ per_week })}
        hint={
          <Show when={width()}>
            {(points) => <>{t('samples.form.unsure', { n: draft.per_week, width: number(points(), 1) })}</>}
          </Show>
        }
      />
    </>
  );
}

/** Whose interactions are drawn. */
function Whose(props: { form: Form }): JSX.Element {
  const { draft, setDraft } = props.form;
  const { teams } = useChoices();
  const { mine, people, nameOf } = usePeople();
  const teamName = (id: string) => teams.data?.find((one) => one.id === id)?.name ?? '';
  return (
    <>
      <MultiSelect
        label={t('samples.form.teams')}
        hint={t('samples.form.nobody')}
        options={(teams.data ?? []).map((one) => one.id).filter((id) => mine([id]))}
        name={teamName}
        value={draft.teams}
        onChange={(value) => setDraft({ teams: value })}
      />
      <MultiSelect
        label={t('samples.form.agents')}
        options={people('agent')}
        name={nameOf}
        value={draft.agents}
        onChange={(agents) => setDraft({ agents })}
      />
    </>
  );
}

/** Which of their interactions. */
function Which(props: { form: Form }): JSX.Element {
  const { draft, setDraft } = props.form;
  const { interactions } = useChoices();
  return (
    <>
      <MultiSelect
        label={t('samples.form.channels')}
        hint={t('samples.form.everyChannel')}
        options={CHANNELS}
        name={(channel) => t(`common.channel.${channel}`)}
        value={draft.channels}
        onChange={(channels) => setDraft({ channels })}
      />
      <MultiSelect
        label={t('samples.form.queues')}
        hint={t('samples.form.everyQueue')}
        options={interactions.data?.queues ?? []}
        name={(queue) => queue}
        value={draft.queues}
        onChange={(queues) => setDraft({ queues })}
      />
      <div class="grid grid-cols-2 gap-3">
        <Field
          name="what.duration_min_ms"
          label={t('samples.form.shortest')}
          type="number"
          min={0}
          value={draft.shortest}
          onInput={(shortest) => setDraft({ shortest })}
        />
        <Field
          name="what.duration_max_ms"
          label={t('samples.form.longest')}
          type="number"
          min={0}
          value={draft.longest}
          onInput={(longest) => setDraft({ longest })}
        />
        <Field
          name="what.from"
          label={t('samples.form.from')}
          type="date"
          value={draft.from}
          onInput={(from) => setDraft({ from })}
        />
        <Field
          name="what.to"
          label={t('samples.form.to')}
          type="date"
          value={draft.to}
          onInput={(to) => setDraft({ to })}
        />
      </div>
    </>
  );
}
