// The answers of a criterion as boxes to tick on paper, or as room to write a number.
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import type { Criterion, Scale } from '../../scorecards/scorecard/definition.ts';
import type { Text } from '../../scorecards/scorecard/text.ts';
import { percent } from '../ui/format.ts';
import { t } from '../words/words.ts';

type Words = (text: Text) => JSX.Element;

export function PaperBoxes(props: { criterion: Criterion; words: Words }): JSX.Element {
  return (
    <ul class="m-0 flex list-none flex-wrap gap-x-6 gap-y-1 p-0">
      <Answers scale={props.criterion.scale} words={props.words} />
      <Show when={props.criterion.not_applicable !== 'never'}>
        <Box>{t('scorecardFiles.print.notApplicable')}</Box>
      </Show>
    </ul>
  );
}

function Box(props: { worth?: string; children: JSX.Element }): JSX.Element {
  return (
    <li class="flex max-w-full items-baseline gap-1.5">
      <span data-box aria-hidden="true" class="inline-block size-[3.4mm] shrink-0 translate-y-px border border-ink" />
      <span class="min-w-0">{props.children}</span>
      <Show when={props.worth}>{(worth) => <span class="num shrink-0 text-small text-ink-2">{worth()}</span>}</Show>
    </li>
  );
}

/** A line to write on. */
function Blank(props: { children: JSX.Element }): JSX.Element {
  return (
    <li class="flex items-end gap-1.5">
      <span>{props.children}</span>
      <span class="inline-block w-[18mm] border-b border-ink" />
    </li>
  );
}

function Answers(props: { scale: Scale; words: Words }): JSX.Element {
  return (
    <Switch>
      <Match when={props.scale.type === 'choice' && props.scale}>
        {(scale) => (
          <For each={scale().options}>
            {(option) => <Box worth={percent(option.value_bp)}>{props.words(option.label)}</Box>}
          </For>
        )}
      </Match>
      <Match when={props.scale.type === 'checklist' && props.scale}>
        {(scale) => <For each={scale().items}>{(item) => <Box>{props.words(item.label)}</Box>}</For>}
      </Match>
      <Match when={props.scale.type === 'ranges' && props.scale}>
        {(scale) => (
          <For each={scale().ranges}>
            {(range) => (
              <Box worth={percent(range.value_bp)}>
                <Show when={range.label} fallback={t('scorecards.scale.range', { to: range.up_to })}>
                  {(label) => (
                    <>
                      {t('scorecards.scale.range', { to: range.up_to })} · {props.words(label())}
                    </>
                  )}
                </Show>
              </Box>
            )}
          </For>
        )}
      </Match>
      <Match when={props.scale.type === 'number' && props.scale}>
        {(scale) => <Blank>{t('scorecardFiles.print.number', { worst: scale().worst, best: scale().best })}</Blank>}
      </Match>
      <Match when={props.scale.type === 'count'}>
        <Blank>{t('scorecardFiles.print.times')}</Blank>
        <Blank>{t('scorecardFiles.print.points')}</Blank>
      </Match>
      <Match when={props.scale.type === 'date'}>
        <Blank>{t('scorecardFiles.print.date')}</Blank>
      </Match>
    </Switch>
  );
}
