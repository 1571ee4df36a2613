// How to decide a criterion, with examples: in the workspace and where scorecards are read.
import { For, type JSX, Show } from 'solid-js';
import type { Guidance } from '../../scorecards/scorecard/definition.ts';
import { Wording } from '../ui/wording.tsx';
import { t } from '../words/words.ts';

const PARTS = ['good', 'poor', 'not_applicable', 'evidence'] as const;

export function GuidanceText(props: { guidance: Guidance }): JSX.Element {
  return (
    <div class="grid gap-1">
      <Show when={props.guidance.decide}>
        {(text) => (
          <p>
            <Wording text={text()} />
          </p>
        )}
      </Show>
      <dl class="grid gap-1">
        <For each={PARTS}>
          {(part) => (
            <Show when={props.guidance[part]}>
              {(text) => (
                <div>
                  <dt class="mr-1.5 inline font-medium">{t(`scorecards.guidanceParts.${part}`)}</dt>
                  <dd class="m-0 inline">
                    <Wording text={text()} />
                  </dd>
                </div>
              )}
            </Show>
          )}
        </For>
      </dl>
    </div>
  );
}
