// The demonstration's coaches: once a week each works through the board, accepts or dismisses proposals, and moves
// tasks in progress one step on. The newest stay where they are, so every column has tasks.
import { listTasks, readAgent, type TaskCard } from '../../db/coaching/coaching.ts';
import { tickStep } from '../../db/coaching/development.ts';
import { moveTask } from '../../db/coaching/tasks.ts';
import type { TaskState } from '../../scorecards/coaching/task.ts';
import type { Random } from '../../scorecards/statistics/random.ts';
import type { Cast } from './people.ts';

const COACHES = [
  { id: 'ana', dismissal: 'One interaction, and the queue was down that day.', note: 'Heard together on Tuesday.' },
  { id: 'chenjing', dismissal: '只有一次，且当天系统故障。', note: '周二一起回听。' },
];

/** How a task goes on; a step in three weeks out of four. */
const NEXT: Partial<Record<TaskState, TaskState>> = {
  proposed: 'in-progress',
  new: 'in-progress',
  'in-progress': 'practising',
  practising: 'checking',
  checking: 'done',
};

export async function coachTheWeek(cast: Cast, at: Date, random: Random): Promise<void> {
  for (const { id, dismissal, note } of COACHES) {
    const ctx = cast.as(id, at);
    const { rows: tasks } = await listTasks(ctx, { open: true });
    for (const task of tasks) {
      const next = NEXT[task.state];
      if (!next || random.below(4) === 0) continue;
      if (task.state === 'proposed' && task.rests_on.reviews < 2) {
        // A hint from one review is let go as often as not; the others wait for a second review.
        if (random.below(2) === 0) await moveTask(ctx, { task: task.id, state: 'dismissed', note: dismissal });
        continue;
      }
      await moveTask(ctx, { task: task.id, state: next, note: task.state === 'new' ? note : '' });
      if (next === 'practising' || next === 'checking') await tickFirstOpenStep(cast, id, at, task);
    }
  }
}

async function tickFirstOpenStep(cast: Cast, coach: string, at: Date, task: TaskCard): Promise<void> {
  const ctx = cast.as(coach, at);
  const { plan } = await readAgent(ctx, { agent: task.agent.id });
  const step = plan?.goals.find(({ id }) => id === task.goal?.id)?.steps.find(({ done_at }) => done_at === null);
  if (step) await tickStep(ctx, { step: step.id, done: true });
}
