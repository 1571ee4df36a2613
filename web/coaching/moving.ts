// Status changes of tasks for the board, the sheet and the agent's page: immediate where no input is needed, otherwise
// after a dialog.
import { createSignal } from 'solid-js';
import type { TaskCard } from '../../api/coaching/contract.ts';
import { explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { useMerge, useMove } from './data.ts';
import type { MoveChoice } from './view.ts';

/** A move that wants words before it is made. */
export type Asked = { task: TaskCard; choice: MoveChoice };

export function useMoving() {
  const move = useMove();
  const merge = useMerge();
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const done = (task: TaskCard, choice: MoveChoice) => {
    setAsked(null);
    tell(t('coaching.moved', { name: task.agent.name, state: t(`coaching.state.${choice.state}`) }), 'good');
  };
  return {
    asked,
    busy: () => move.isPending || merge.isPending,
    /** Of a move that was asked about; what went at once tells in a notice. */
    error: () => (asked() ? (move.error ?? merge.error) : null),
    close: () => {
      setAsked(null);
      move.reset();
      merge.reset();
    },
    /** @param note a remark that goes with it */
    go(task: TaskCard, choice: MoveChoice, note = ''): void {
      if (choice.state === 'merged' || (choice.reason && note.trim() === '')) {
        move.reset();
        merge.reset();
        setAsked({ task, choice });
        return;
      }
      move.mutate(
        { id: task.id, state: choice.state, note },
        { onSuccess: () => done(task, choice), onError: (error) => asked() === null && tell(explain(error), 'bad') },
      );
    },
    answer(note: string): void {
      const now = asked();
      if (now) this.go(now.task, now.choice, note);
    },
    mergeInto(into: string, note: string): void {
      const now = asked();
      if (now) merge.mutate({ id: now.task.id, into, note }, { onSuccess: () => done(now.task, now.choice) });
    },
  };
}

export type Moving = ReturnType<typeof useMoving>;
