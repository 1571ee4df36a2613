// Evidence and comment of a criterion, in one box.

import Plus from 'lucide-solid/icons/plus';
import X from 'lucide-solid/icons/x';
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Evidence } from '../../../scorecards/scorecard/answers.ts';
import { MomentChip } from '../../audio/moment-chip.tsx';
import { duration } from '../../ui/format.ts';
import { said, t } from '../../words/words.ts';
import type { CriterionProps, Moments } from './criterion.ts';

export function CommentBox(props: CriterionProps): JSX.Element {
  // The box takes room only where there is something in it, something wanted, or the criterion is current.
  const open = () => props.current || props.missing === 'comment' || props.missing === 'evidence';
  return (
    <Show when={open()} fallback={<Written {...props} />}>
      <Box {...props} />
    </Show>
  );
}

function Written(props: CriterionProps): JSX.Element {
  return (
    <Show when={props.answer.comment !== '' || props.answer.evidence.length > 0}>
      <div class="mt-1.75 flex flex-wrap items-baseline gap-x-2 gap-y-1 text-small text-ink-2">
        <Pinned {...props} />
        <span class="min-w-0 break-words">{props.answer.comment}</span>
      </div>
    </Show>
  );
}

function Box(props: CriterionProps): JSX.Element {
  /** The moment the words begun now are about. */
  const [about, setAbout] = createSignal<Evidence | null>(null);
  const write = (comment: string) => {
    const moment = about();
    const pin = moment && props.answer.comment === '' && comment !== '' && props.answer.evidence.length === 0;
    setAbout(null);
    props.onChange(pin ? { comment, evidence: [moment] } : { comment });
  };
  const wanted = () => props.missing === 'comment';
  const hint = () => (wanted() ? t('review.commentNeeded') : t('review.commentHint'));
  return (
    <div class="mt-1.75 rounded-[5px] border border-line-strong bg-sheet px-2 py-1.5 focus-within:border-accent">
      <Show when={props.answer.evidence.length > 0 || (props.current && props.moments.here() !== null)}>
        <div class="mb-1 flex flex-wrap items-center gap-1.5">
          <Pinned {...props} removable />
          <Show when={props.current ? (about() ?? props.moments.here()) : null}>
            {(here) => <PinHere moments={props.moments} here={here()} />}
          </Show>
        </div>
      </Show>
      <textarea
        data-comment
        rows="1"
        maxlength="4000"
        class="block field-sizing-content max-h-60 w-full resize-none bg-transparent outline-none"
        aria-label={t('review.comment', { criterion: said(props.view.criterion.text) })}
        aria-invalid={wanted() ? 'true' : undefined}
        placeholder={props.missing === 'evidence' ? t('review.evidenceNeeded') : hint()}
        value={props.answer.comment}
        onFocus={() => setAbout(props.answer.evidence.length === 0 ? props.moments.heard() : null)}
        onBlur={() => setAbout(null)}
        onKeyDown={(event) => {
          // Out of the words and back to the keys; while a word is being composed, Escape is the input method's.
          if (event.key === 'Escape' && !event.isComposing)
            event.currentTarget.closest<HTMLElement>('fieldset')?.focus();
        }}
        onInput={(event) => write(event.currentTarget.value)}
      />
    </div>
  );
}

function PinHere(props: { moments: Moments; here: Evidence }): JSX.Element {
  return (
    <button
      type="button"
      class="num inline-flex h-5 items-center gap-1 rounded border border-dashed border-line-strong px-1.5 text-[11.5px] leading-none font-medium text-ink-2 hover:border-accent hover:text-accent"
      onClick={() => props.moments.pin()}
    >
      <Plus class="size-2.5" aria-hidden="true" />
      {props.moments.silent ? t('review.pinTurn') : t('review.pin', { time: duration(props.here.start_ms) })}
      <span aria-hidden="true" class="text-micro font-semibold opacity-70">
        E
      </span>
    </button>
  );
}

function Pinned(props: CriterionProps & { removable?: boolean }): JSX.Element {
  const drop = (one: Evidence) => props.onChange({ evidence: props.answer.evidence.filter((other) => other !== one) });
  return (
    <For each={props.answer.evidence}>
      {(one) => (
        <span class="inline-flex items-center">
          <MomentChip
            interaction={props.moments.interaction}
            source={props.moments.source()}
            start_ms={one.start_ms}
            end_ms={one.end_ms}
            quote={one.quote || undefined}
            silent={props.moments.silent}
            label={props.moments.timeOf(one)}
            onPlay={() => props.moments.show(one)}
          />
          <Show when={props.removable}>
            <button
              type="button"
              class="ml-0.5 grid size-5 place-items-center rounded text-ink-3 hover:bg-well hover:text-bad"
              aria-label={t('review.unpin', { time: props.moments.timeOf(one) })}
              onClick={() => drop(one)}
            >
              <X class="size-3" aria-hidden="true" />
            </button>
          </Show>
        </span>
      )}
    </For>
  );
}
