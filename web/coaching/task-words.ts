// A task's cause as a sentence, and its place in the plan.
import type { TaskCard } from '../../api/coaching/contract.ts';
import { saidMarked } from '../ui/wording.tsx';
import { said, t } from '../words/words.ts';
import type { MoveChoice } from './view.ts';

/** "Not met: verifies identity …, in 2 of the last 5 reviews." */
export function whyOf(task: Pick<TaskCard, 'kind' | 'about' | 'rests_on'>): string {
  const about = saidMarked(task.about.text);
  return task.kind === 'critical'
    ? t('coaching.whyCritical', { about, ...task.rests_on })
    : t('coaching.whySection', { about, ...task.rests_on });
}

/** "Listening · junior → intermediate" */
export function goalOf(goal: NonNullable<TaskCard['goal']>): string {
  const { competency, level_now, level_wanted } = goal.words;
  return `${said(competency)} · ${t('coaching.levels', { from: said(level_now), to: said(level_wanted) })}`;
}

/** "Listening → intermediate": where a card has little room. */
export const goalShort = (goal: NonNullable<TaskCard['goal']>): string =>
  `${said(goal.words.competency)} → ${said(goal.words.level_wanted)}`;

export const moveName = ({ state, back }: MoveChoice): string =>
  state === 'proposed' ? '' : t(`coaching.move.${back ? 'back' : state}`);
