// Times are those of the organisation, wherever a person is. Who is elsewhere reads whose they are.
import { type JSX, Show } from 'solid-js';
import { zone, zoneName } from '../ui/format.ts';
import { t } from '../words/words.ts';

const own = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Minutes by which a clock of the zone is ahead of UTC now. */
function aheadIn(timeZone: string, now: Date): number {
  const read = (of: string) => Date.parse(`${now.toLocaleString('sv-SE', { timeZone: of })}Z`);
  return (read(timeZone) - read('UTC')) / 60_000;
}

/** Whether clocks here and there read differently, now or half a year on. */
export const isElsewhere = (theirs: string, mine: string, now: Date): boolean =>
  [now, new Date(now.getTime() + 182 * 86_400_000)].some((at) => aheadIn(theirs, at) !== aheadIn(mine, at));

export function ZoneNote(): JSX.Element {
  return (
    <Show when={isElsewhere(zone(), own(), new Date())}>
      <span
        class="rounded-control px-1 text-small whitespace-nowrap text-ink-3"
        title={t('shell.zoneLong', { zone: zone(), own: own() })}
      >
        {t('shell.zone', { zone: zoneName() })}
      </span>
    </Show>
  );
}
