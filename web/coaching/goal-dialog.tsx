// Adding a goal, or editing its levels and date. A new goal comes with suggested steps.
import { createEffect, createSignal, type JSX, on, Show } from 'solid-js';
import type { GoalRow } from '../../api/coaching/contract.ts';
import { addDays } from '../../scorecards/calendar/calendar.ts';
import { LEVELS, type Level, levelAfter } from '../../scorecards/competencies/level.ts';
import type { Competency } from '../../scorecards/scorecard/definition.ts';
import { useCompetencyNames, useFramework } from '../competencies/data.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { RefusedFields } from '../ui/refused-fields.tsx';
import { Select } from '../ui/select.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { said, t } from '../words/words.ts';
import { useGoalChange, useNewGoal } from './data.ts';

/** As suggestGoal has it: a month shows whether it worked. */
const GOAL_DAYS = 30;

type GoalDialogProps = {
  agent: { id: string; name: string };
  /** The goal to change; `new` for another one; null: closed. */
  goal: GoalRow | 'new' | null;
  /** Competencies with an open goal; only one is allowed for each. */
  taken: readonly Competency[];
  today: string;
  onClose: () => void;
};

export function GoalDialog(props: GoalDialogProps): JSX.Element {
  const draft = createGoalDraft(props);
  return (
    <Dialog
      open={props.goal !== null}
      onClose={props.onClose}
      title={t(draft.old() ? 'coaching.editGoal' : 'coaching.addGoal')}
      description={props.agent.name}
      foot={
        <>
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button tone="primary" busy={draft.busy()} disabled={!draft.ready()} onClick={draft.save}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <div class="grid gap-3.5">
        <CompetencyAndLevels draft={draft} />
        <RefusedFields error={draft.error()}>
          <Field
            name="due_on"
            type="date"
            label={t('coaching.dueOn')}
            value={draft.due()}
            onInput={draft.setDue}
            min={props.today}
            required
          />
        </RefusedFields>
        <ErrorNote error={draft.error()} />
      </div>
    </Dialog>
  );
}

type GoalDraft = ReturnType<typeof createGoalDraft>;

/** The goal in the form's fields, reset each time the dialog opens. */
function createGoalDraft(props: GoalDialogProps) {
  const add = useNewGoal();
  const change = useGoalChange();
  const [competency, setCompetency] = createSignal<Competency | null>(null);
  const [now, setNow] = createSignal<Level>('junior');
  const [wanted, setWanted] = createSignal<Level>('intermediate');
  const [due, setDue] = createSignal('');
  const framework = useFramework();
  const names = useCompetencyNames();
  const described = () => framework.data?.framework.competencies ?? [];
  const free = () => described().flatMap(({ key }) => (props.taken.includes(key) ? [] : [key]));
  const old = () => (props.goal === 'new' ? null : props.goal);
  createEffect(
    on(
      () => props.goal,
      (goal) => {
        if (!goal) return;
        const own = goal === 'new' ? null : goal;
        setCompetency(own?.competency ?? null);
        setNow(own?.level_now ?? 'junior');
        setWanted(own?.level_wanted ?? 'intermediate');
        setDue(own?.due_on ?? addDays(props.today, GOAL_DAYS));
        add.reset();
        change.reset();
      },
    ),
  );
  const chosen = () => competency() ?? free()[0] ?? null;
  const seen = () => described().find(({ key }) => key === chosen())?.levels[wanted()].headline ?? null;
  const ready = () => chosen() !== null && due() !== '';
  const save = () => {
    const key = chosen();
    const goal = old();
    if (!ready() || !key) return;
    const levels = { level_now: now(), level_wanted: wanted(), due_on: due() };
    if (goal) change.mutate({ id: goal.id, ...levels }, { onSuccess: props.onClose });
    else add.mutate({ agent: props.agent.id, competency: key, ...levels }, { onSuccess: props.onClose });
  };
  return {
    ...{ chosen, setCompetency, now, wanted, setWanted, due, setDue, free, old, ready, save, names, seen },
    chooseNow(level: Level): void {
      setNow(level);
      if (LEVELS.indexOf(wanted()) < LEVELS.indexOf(level)) setWanted(levelAfter(level));
    },
    busy: () => add.isPending || change.isPending,
    error: () => add.error ?? change.error,
  };
}

function CompetencyAndLevels(props: { draft: GoalDraft }): JSX.Element {
  const { chosen, setCompetency, now, chooseNow, wanted, setWanted, free, old, names, seen } = props.draft;
  return (
    <>
      <Show when={!old()} fallback={<p class="font-semibold">{said(old()!.words.competency)}</p>}>
        <Select
          label={t('coaching.competency')}
          options={free()}
          name={names.competency}
          value={chosen()}
          onChange={setCompetency}
        />
      </Show>
      <div class="grid grid-cols-2 gap-3.5">
        <Select
          label={t('coaching.levelNow')}
          options={LEVELS}
          name={names.level}
          value={now()}
          onChange={(level) => level && chooseNow(level)}
        />
        <Select
          label={t('coaching.levelWanted')}
          options={LEVELS.filter((level) => LEVELS.indexOf(level) >= LEVELS.indexOf(now()))}
          name={names.level}
          value={wanted()}
          onChange={(level) => level && setWanted(level)}
        />
      </div>
      <Show when={seen()}>{(headline) => <p class="text-ink-2">{t('plan.seen', { what: said(headline()) })}</p>}</Show>
    </>
  );
}
