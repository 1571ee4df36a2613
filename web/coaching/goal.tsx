// A goal of a development plan: levels, due date and steps. Agents read it; coaches check off and add steps, and edit
// or close the goal.
import Ellipsis from 'lucide-solid/icons/ellipsis';
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { GoalRow, StepRow } from '../../api/coaching/contract.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Field } from '../ui/field.tsx';
import { date, shortDate } from '../ui/format.ts';
import { Menu } from '../ui/popover.tsx';
import { ErrorNote, explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { said, t } from '../words/words.ts';
import { useGoalChange, useNewStep, useTick } from './data.ts';

/** `edit` set: by the agent's coach; opens the dialog for levels and date. */
export function Goal(props: { goal: GoalRow; today: string; edit?: () => void }): JSX.Element {
  const change = useGoalChange();
  const close = (state: 'reached' | 'dropped') =>
    change.mutate({ id: props.goal.id, state }, { onError: (error) => tell(explain(error), 'bad') });
  const steps = () => ({
    done: props.goal.steps.filter((step) => step.done_at !== null).length,
    all: props.goal.steps.length,
  });
  const open = () => props.goal.state === 'open';
  const editable = () => props.edit !== undefined && open();
  return (
    <section class="break-inside-avoid">
      <div class="flex items-start gap-2">
        <h3 class="flex-1 text-base font-semibold">{said(props.goal.words.competency)}</h3>
        <Show when={!open()}>
          <Chip tone={props.goal.state === 'reached' ? 'good' : 'plain'}>
            {t(`coaching.goalState.${props.goal.state}`)}
          </Chip>
        </Show>
        <Show when={editable()}>
          <Menu
            label={`${t('coaching.editGoal')}: ${said(props.goal.words.competency)}`}
            icon={Ellipsis}
            class="-my-1 -mr-1.5 !min-h-7 !px-1 print:hidden"
            items={[
              { name: t('coaching.editGoal'), do: () => props.edit?.() },
              { name: t('coaching.reached'), do: () => close('reached') },
              { name: t('coaching.dropped'), do: () => close('dropped'), danger: true },
            ]}
          />
        </Show>
      </div>
      <p class="text-ink-2">
        {t('plan.from', {
          from: said(props.goal.words.level_now),
          to: said(props.goal.words.level_wanted),
          date: date(props.goal.due_on),
        })}
      </p>
      <p class="mt-1 text-small text-ink-3">{t('plan.seen', { what: said(props.goal.words.seen) })}</p>
      <Show when={steps().all > 0}>
        <ul class="m-0 mt-2 grid list-none gap-0 p-0" aria-label={t('plan.steps', steps())}>
          <For each={props.goal.steps}>{(step) => <Step step={step} today={props.today} ticks={editable()} />}</For>
        </ul>
      </Show>
      <Show when={editable()}>
        <NewStep goal={props.goal} />
      </Show>
    </section>
  );
}

function Step(props: { step: StepRow; today: string; ticks: boolean }): JSX.Element {
  const tick = useTick();
  // Shown as ticked at once; if it is refused, the answer puts it back.
  const done = () => (tick.isPending ? tick.variables?.done === true : props.step.done_at !== null);
  const late = () => !done() && props.step.due_on < props.today;
  const mark = () => (
    <span
      aria-hidden="true"
      class={`mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border-[1.5px] text-[10px] leading-none font-bold ${done() ? 'border-good bg-good text-sheet' : 'border-line-strong text-transparent'}`}
    >
      ✓
    </span>
  );
  const words = () => (
    <span class="min-w-0">
      {said(props.step.text)}
      <span class={`num block ${late() ? 'text-warn' : 'text-ink-3'}`}>
        <Show when={done()} fallback={t('plan.stepBy', { date: shortDate(props.step.due_on) })}>
          {t('coaching.done', { date: shortDate(props.step.done_at ?? props.today) })}
        </Show>
      </span>
    </span>
  );
  return (
    <li>
      <Show
        when={props.ticks}
        fallback={
          <div class="flex items-start gap-2.25 py-1.5">
            {mark()}
            {words()}
          </div>
        }
      >
        <label class="-mx-2 flex cursor-pointer items-start gap-2.25 rounded-control px-2 py-1.5 hover:bg-well has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-focus">
          <input
            type="checkbox"
            class="sr-only"
            checked={done()}
            onChange={(event) =>
              tick.mutate(
                { id: props.step.id, done: event.currentTarget.checked },
                { onError: (error) => tell(explain(error), 'bad') },
              )
            }
          />
          {mark()}
          {words()}
        </label>
      </Show>
    </li>
  );
}

function NewStep(props: { goal: GoalRow }): JSX.Element {
  const add = useNewStep();
  const [open, setOpen] = createSignal(false);
  const [text, setText] = createSignal('');
  const [due, setDue] = createSignal(props.goal.due_on);
  const done = () => {
    setText('');
    setOpen(false);
  };
  return (
    <Show
      when={open()}
      fallback={
        <Button size="sm" tone="quiet" class="mt-1 -ml-2 print:hidden" onClick={() => setOpen(true)}>
          + {t('coaching.addStep')}
        </Button>
      }
    >
      <form
        class="mt-2 grid gap-2 rounded-sheet bg-well p-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (text().trim())
            add.mutate({ goal: props.goal.id, text: text().trim(), due_on: due() }, { onSuccess: done });
        }}
      >
        <Field
          label={t('coaching.step')}
          hint={t('coaching.stepText')}
          value={text()}
          onInput={setText}
          required
          ref={(element) => queueMicrotask(() => element.focus())}
        />
        <Field type="date" label={t('coaching.dueOn')} value={due()} onInput={setDue} required />
        <ErrorNote error={add.error} />
        <div class="flex gap-2">
          <Button type="submit" size="sm" tone="primary" busy={add.isPending} disabled={!text().trim() || !due()}>
            {t('coaching.addStep')}
          </Button>
          <Button size="sm" onClick={done}>
            {t('ui.cancel')}
          </Button>
        </div>
      </form>
    </Show>
  );
}
