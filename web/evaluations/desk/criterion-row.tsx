// One criterion in the workspace: answer, evidence, comment. The current one is highlighted and shows its keys.

import CircleHelp from 'lucide-solid/icons/circle-question-mark';
import { createSignal, createUniqueId, type JSX, onCleanup, Show } from 'solid-js';
import { AnswerControl } from '../../scorecards/answer-control.tsx';
import { GuidanceText } from '../../scorecards/guidance.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Wording } from '../../ui/wording.tsx';
import { t } from '../../words/words.ts';
import { CauseChoice } from './cause-choice.tsx';
import { CommentBox } from './comment-box.tsx';
import type { CriterionProps } from './criterion.ts';

export function CriterionRow(props: CriterionProps): JSX.Element {
  const id = createUniqueId();
  const criterion = () => props.view.criterion;
  const [guidance, setGuidance] = createSignal(false);
  const hand = createHand(() => props.onCurrent());
  return (
    <fieldset
      id={`criterion-${criterion().id}`}
      aria-labelledby={id}
      tabindex="-1"
      onFocusIn={hand.focused}
      onPointerDown={hand.pressed}
      class={`m-0 min-w-0 scroll-mt-16 border-y-0 border-r-0 border-l-3 px-4.5 py-2.25 outline-none ${props.current ? 'border-accent bg-accent-wash' : 'border-transparent'}`}
    >
      <div class="flex items-start gap-2">
        <span id={id} class="flex-1 font-medium">
          <Wording text={criterion().text} />
        </span>
        <Show when={criterion().critical}>
          {(kind) => (
            <Chip
              class={props.current ? 'bg-sheet!' : ''}
              title={t('review.criticalLong', { class: t(`common.critical.${kind()}`) })}
            >
              {t('review.critical')}
            </Chip>
          )}
        </Show>
        <button
          type="button"
          class="grid size-5 shrink-0 place-items-center rounded text-ink-3 hover:text-accent aria-expanded:text-accent"
          aria-expanded={guidance()}
          aria-label={t('review.guidance')}
          title={t('review.guidance')}
          onClick={() => setGuidance(!guidance())}
        >
          <CircleHelp class="size-3.5" aria-hidden="true" />
        </button>
        <Show when={criterion().weight > 0}>
          <span
            class="num min-w-4 text-right text-small leading-5 text-ink-3"
            title={t('review.weight', { weight: criterion().weight })}
          >
            {criterion().weight}
          </span>
        </Show>
      </div>
      <Show when={guidance()}>
        <div class="mt-1 rounded-control bg-well px-2.5 py-2 text-small text-ink-2">
          <GuidanceText guidance={criterion().guidance} />
        </div>
      </Show>
      <AnswerControl criterion={criterion()} answer={props.answer} current={props.current} onChange={props.onChange} />
      <CauseChoice {...props} />
      <CommentBox {...props} />
    </fieldset>
  );
}

/**
 * Takes the criterion in hand: at once by key, by pointer only when it is let go. What opens and closes with it would move
 * the answer from under the pointer, and the click would be lost.
 */
function createHand(take: () => void) {
  let down = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const letGo = (): void => {
    removeEventListener('pointerup', letGo);
    removeEventListener('pointercancel', letGo);
    // The click comes after it.
    timer = setTimeout(() => {
      down = false;
      take();
    });
  };
  onCleanup(() => {
    clearTimeout(timer);
    removeEventListener('pointerup', letGo);
    removeEventListener('pointercancel', letGo);
  });
  return {
    focused: (): void => {
      if (!down) take();
    },
    pressed: (): void => {
      down = true;
      addEventListener('pointerup', letGo);
      addEventListener('pointercancel', letGo);
    },
  };
}
