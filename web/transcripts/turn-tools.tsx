// The right end of a turn: confidence, corrections and actions. Tools are rendered only for the turn under the pointer
// and the current one, to keep long calls fast.
import Ellipsis from 'lucide-solid/icons/ellipsis';
import Pencil from 'lucide-solid/icons/pencil';
import UserPen from 'lucide-solid/icons/user-pen';
import { type JSX, Show } from 'solid-js';
import { joinedWith } from '../../transcription/correcting/changes.ts';
import type { Speaker, Turn } from '../../transcription/transcript/transcript.ts';
import { IconButton } from '../ui/button.tsx';
import { dateTime, percent } from '../ui/format.ts';
import { Menu } from '../ui/popover.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { t } from '../words/words.ts';
import type { Correcting } from './correcting.ts';
import { heardOf, otherSpeakers } from './correcting-view.ts';
import { LOW_CONFIDENCE } from './view.ts';

/** A speaker in words. */
export function speakerName(speaker: Speaker): string {
  const [, number] = speaker.split('speaker-');
  return number === undefined
    ? t(`common.speaker.${speaker as 'agent' | 'customer' | 'system' | 'unknown'}`)
    : t('common.speaker.numbered', { number });
}

export function TurnTools(props: {
  turn: Turn;
  index: number;
  turns: readonly Turn[];
  /** Null: an earlier version is shown. */
  correcting: Correcting | null;
  /** Under the pointer, or current. */
  near: boolean;
  /** Its menu opens or closes. */
  onOpen: (open: boolean) => void;
}): JSX.Element {
  const sure = () => props.turn.confidence;
  const low = () => sure() !== null && (sure() ?? 1) < LOW_CONFIDENCE;
  return (
    <div data-tools class="-my-0.5 flex items-start justify-end gap-0.5 max-sm:col-start-2 max-sm:justify-start">
      <Show when={props.turn.corrected}>
        <Corrected turn={props.turn} correcting={props.correcting} />
      </Show>
      <Show when={sure() !== null && (props.near || low())}>
        <span
          class={`num px-1 pt-1 text-small whitespace-nowrap ${low() ? 'text-warn' : 'text-ink-3'}`}
          title={t('correcting.turnSure', { percent: percent(Math.round((sure() ?? 0) * 100) * 100) })}
        >
          <Show when={low()}>
            <span aria-hidden="true">? </span>
          </Show>
          {percent(Math.round((sure() ?? 0) * 100) * 100)}
        </span>
      </Show>
      <Show when={props.near && props.correcting?.may && props.correcting}>
        {(correcting) => (
          <span class="flex print:hidden">
            <IconButton
              size="sm"
              label={t('correcting.edit')}
              keys="W"
              icon={Pencil}
              onClick={() => correcting().edit(props.index)}
            />
            <Menu
              label={t('correcting.more')}
              icon={Ellipsis}
              onOpen={props.onOpen}
              class="size-6.5 min-h-0! px-0!"
              items={itemsOf(props.turn, props.index, props.turns, correcting())}
            />
          </span>
        )}
      </Show>
    </div>
  );
}

function itemsOf(turn: Turn, index: number, turns: readonly Turn[], correcting: Correcting) {
  const items = otherSpeakers(turns, turn).map((speaker) => ({
    name: t('correcting.spokenBy', { who: speakerName(speaker) }),
    do: () => void correcting.speaker(index, speaker),
  }));
  if (joinedWith(turns, index) !== null)
    items.push({ name: t('correcting.join'), do: () => void correcting.join(index) });
  if (turn.corrected && heardOf(turn, correcting.first()).text !== null)
    items.push({ name: t('correcting.restore'), do: () => void correcting.restore(index) });
  return [...items, { name: t('correcting.remove'), do: () => void correcting.remove(index), danger: true }];
}

function Corrected(props: { turn: Turn; correcting: Correcting | null }): JSX.Element {
  const words = () => {
    const made = props.correcting?.revisions().find((one) => one.revision === props.turn.corrected?.revision);
    const heard = heardOf(props.turn, props.correcting?.first() ?? []);
    return [
      made
        ? t('correcting.by', { who: made.by?.name ?? '', when: dateTime(made.at) })
        : t('correcting.origin.corrected'),
      ...(heard.text === null ? [] : [t('correcting.heard', { text: heard.text })]),
      ...(heard.speaker === null ? [] : [t('correcting.heardAs', { who: speakerName(heard.speaker) })]),
    ].join(' · ');
  };
  return (
    <Tooltip words={words()} side="left">
      <button
        type="button"
        aria-label={words()}
        class="grid size-6.5 cursor-help place-items-center rounded-control text-ink-3 hover:bg-well"
      >
        <UserPen class="size-3.5" aria-hidden="true" />
      </button>
    </Tooltip>
  );
}
