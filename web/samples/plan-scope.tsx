// The interactions a plan covers, in words.

import type { JSX } from 'solid-js';
import type { SamplingPlan } from '../../scorecards/samples/plan.ts';
import { byName } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { useChoices } from './data.ts';

export function PlanScope(props: { plan: SamplingPlan }): JSX.Element {
  const { teams } = useChoices();
  const words = (): string => {
    const { who, what } = props.plan;
    const named = (teams.data ?? []).filter(({ id }) => who.teams.includes(id)).map(({ name }) => name);
    const people = [...named, ...(who.agents.length > 0 ? [t('samples.agents', who.agents.length)] : [])];
    const channels = what.channels.map((channel) => t(`common.channel.${channel}`));
    return [
      people.length > 0 ? people.join(', ') : t('samples.everyone'),
      ...channels,
      ...byName(what.queues, (queue) => queue),
    ].join(' · ');
  };
  return <>{words()}</>;
}
