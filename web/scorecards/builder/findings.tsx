// What is wrong or doubtful about the draft, each with its place and, where the product knows one, a fix.
import { For, type JSX, Show } from 'solid-js';
import type { ScorecardUse } from '../../../api/scorecards/contract.ts';
import { criteriaOf } from '../../../scorecards/scorecard/definition.ts';
import { fixFor } from '../../../scorecards/scorecard/fix.ts';
import { answerText } from '../../../scorecards/scorecard/worded.ts';
import { Button } from '../../ui/button.tsx';
import { refusalSentence, said, t } from '../../words/words.ts';
import type { Found, Place, Writing } from './writing.ts';

type Props = {
  writing: Writing;
  found: readonly Found[];
  use: ScorecardUse | undefined;
  onOpen: (place: Place) => void;
};

export function Findings(props: Props): JSX.Element {
  const errors = () => props.found.filter(({ finding }) => finding.severity === 'error');
  const warnings = () => props.found.filter(({ finding }) => finding.severity === 'warning');
  const unvarying = () =>
    (props.use?.unvarying ?? []).filter(({ criterion }) => props.writing.criterion(criterion) !== undefined);
  return (
    <div class="grid gap-4">
      <Show when={errors().length + warnings().length + unvarying().length === 0}>
        <p class="text-ink-2">{t('builder.nothingFoundWrong')}</p>
      </Show>
      <Group title={t('builder.mustFix')} mark="●" tone="text-bad" found={errors()} {...pick(props)} />
      <Group title={t('builder.mayFix')} mark="▲" tone="text-warn" found={warnings()} {...pick(props)} />
      <Show when={unvarying().length > 0}>
        <section class="grid gap-1">
          <h3 class="text-small font-semibold text-ink-2">{t('builder.neverVaries')}</h3>
          <ul class="m-0 list-none p-0">
            <For each={unvarying()}>
              {({ criterion, answer, n }) => (
                <li class="border-t border-line py-2">
                  <PlaceButton place={{ of: 'criterion', id: criterion }} onOpen={props.onOpen}>
                    {t('builder.alwaysAnswered', {
                      criterion,
                      answer: answerName(props.writing, criterion, answer),
                      n,
                    })}
                  </PlaceButton>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </div>
  );
}

const pick = (props: Props) => ({ writing: props.writing, onOpen: props.onOpen });

function answerName(writing: Writing, id: string, answer: string): string {
  const criterion = criteriaOf(writing.draft()).find((one) => one.id === id);
  const text = criterion ? answerText(criterion, answer) : null;
  return text ? said(text) : answer;
}

function Group(props: {
  title: string;
  mark: string;
  tone: string;
  found: readonly Found[];
  writing: Writing;
  onOpen: (place: Place) => void;
}): JSX.Element {
  return (
    <Show when={props.found.length > 0}>
      <section class="grid gap-1">
        <h3 class={`text-small font-semibold ${props.tone}`}>
          <span aria-hidden="true">{props.mark} </span>
          {props.title}
        </h3>
        <ul class="m-0 list-none p-0">
          <For each={props.found}>
            {(found) => (
              <li class="flex items-start gap-2 border-t border-line py-2">
                <PlaceButton place={found.place} onOpen={props.onOpen}>
                  {refusalSentence(found.finding.code, found.finding.params)}
                </PlaceButton>
                <FixButton writing={props.writing} found={found} />
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

function PlaceButton(props: { place: Place; onOpen: (place: Place) => void; children: JSX.Element }): JSX.Element {
  return (
    <button
      type="button"
      class="min-w-0 flex-1 rounded text-left hover:text-accent hover:underline"
      onClick={() => props.onOpen(props.place)}
    >
      {props.children}
    </button>
  );
}

function FixButton(props: { writing: Writing; found: Found }): JSX.Element {
  const fix = () => fixFor(props.writing.draft(), props.found.finding);
  return (
    <Show when={fix()}>
      {(found) => (
        <Button size="sm" class="shrink-0" onClick={() => props.writing.change(found().draft)}>
          {t(`builder.fix.${found().fix}`)}
        </Button>
      )}
    </Show>
  );
}
