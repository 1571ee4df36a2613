// Controls under the waveform: play, five-second steps, speed, skipping silence, channels, and the position.

import Headphones from 'lucide-solid/icons/headphones';
import Pause from 'lucide-solid/icons/pause';
import Play from 'lucide-solid/icons/play';
import RotateCcw from 'lucide-solid/icons/rotate-ccw';
import RotateCw from 'lucide-solid/icons/rotate-cw';
import { createEffect, createSignal, type JSX, Show } from 'solid-js';
import { EARS } from '../audio/ears.ts';
import { skipFrom } from '../audio/follow.ts';
import { habits, keepHabit } from '../audio/habits.ts';
import { player, RATES } from '../audio/player.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { duration } from '../ui/format.ts';
import { Menu } from '../ui/popover.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { t } from '../words/words.ts';
import { STEP_MS } from './player-keys.ts';

type Span = { start_ms: number; end_ms: number };

export function PlayerControls(props: {
  silences: readonly Span[];
  /** Agent and customer can be heard apart. */
  twoSides: boolean;
  whole: number;
}): JSX.Element {
  return (
    <>
      <PlayButton />
      <IconButton label={t('player.back')} keys="←" icon={RotateCcw} onClick={() => player.by(-STEP_MS)} />
      <IconButton label={t('player.forward')} keys="→" icon={RotateCw} onClick={() => player.by(STEP_MS)} />
      <Menu
        label={t('player.speed')}
        trigger={<span class="num">{rateName(player.rate())}</span>}
        items={RATES.map((rate) => ({
          name: rateName(rate),
          do: () => player.setRate(rate),
          checked: rate === player.rate(),
        }))}
      />
      <SkipSilence silences={props.silences} />
      <Show when={props.twoSides}>
        <Menu
          label={t('player.ears')}
          icon={Headphones}
          trigger={<span>{t(`player.ear.${player.ear()}`)}</span>}
          items={EARS.map((ear) => ({
            name: t(`player.ear.${ear}`),
            do: () => player.setEar(ear),
            checked: ear === player.ear(),
          }))}
        />
      </Show>
      <span class="num ml-1.5 font-semibold">
        {duration(player.time())} <span class="font-normal text-ink-3">/ {duration(props.whole)}</span>
      </span>
      <Show when={player.failed()}>
        <span role="alert" class="text-bad">
          ● {t('player.failed')}
        </span>
      </Show>
    </>
  );
}

function PlayButton(): JSX.Element {
  return (
    <Tooltip words={player.playing() ? t('player.pause') : t('player.play')} keys={t('player.space')}>
      <button
        type="button"
        class="grid h-8 w-10 place-items-center rounded-control bg-accent text-accent-ink hover:opacity-92"
        aria-label={player.playing() ? t('player.pause') : t('player.play')}
        onClick={() => player.toggle()}
      >
        <Show when={player.playing()} fallback={<Play class="size-4 fill-current" aria-hidden="true" />}>
          <Pause class="size-4 fill-current" aria-hidden="true" />
        </Show>
      </button>
    </Tooltip>
  );
}

function SkipSilence(props: { silences: readonly Span[] }): JSX.Element {
  const [skip, setSkip] = createSignal(habits(RATES).skips);
  const change = (skips: boolean) => {
    setSkip(skips);
    keepHabit({ skips });
  };
  createEffect(() => player.skipWith(skip() ? (ms) => skipFrom(props.silences, ms) : null));
  return (
    <Show when={props.silences.length > 0}>
      <Button
        tone="quiet"
        aria-pressed={skip()}
        class="aria-pressed:bg-accent-wash aria-pressed:text-accent"
        onClick={() => change(!skip())}
      >
        {t('player.skipSilence')}
      </Button>
    </Show>
  );
}

const rateName = (rate: number) => `${rate}×`;
