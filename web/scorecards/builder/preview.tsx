// The draft as reviewers will see it, to be filled in, with the score it gives.
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { type Answer, type Answers, answerOf, UNANSWERED } from '../../../scorecards/scorecard/answers.ts';
import { startingAnswers } from '../../../scorecards/scorecard/completeness.ts';
import { askedIn, NOWHERE, partsOf, type Situation } from '../../../scorecards/scorecard/conditions.ts';
import {
  CHANNELS,
  type Criterion,
  criteriaOf,
  type Draft,
  type Section,
} from '../../../scorecards/scorecard/definition.ts';
import { criteriaIn, sectionsOf } from '../../../scorecards/scorecard/edit.ts';
import { type Scored, score } from '../../../scorecards/scorecard/score.ts';
import { fullAnswer } from '../../../scorecards/scorecard/worth.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Field } from '../../ui/field.tsx';
import { percent, points } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import { said, t } from '../../words/words.ts';
import { AnswerControl } from '../answer-control.tsx';
import { bonusCapOf, kindWords } from '../view.ts';
import { OtherAnswers } from './other-answers.tsx';
import type { Place, Writing } from './writing.ts';

/** @param props.draft looked at a moment after the last key, so that typing never waits for it */
export function Preview(props: { writing: Writing; draft: Draft }): JSX.Element {
  const [answers, setAnswers] = createSignal<Answers>(startingAnswers(props.draft));
  const [situation, setSituation] = createSignal<Situation>(NOWHERE);
  const [whole, setWhole] = createSignal(false);
  const seen = () => ({ ...situation(), channel: situation().channel ?? ownChannel(props.draft) });
  const result = createMemo(() => score(props.draft, answers(), seen()));
  const asked = createMemo(() => askedIn(props.draft, answers(), seen()));
  const sections = () => (whole() ? sectionsOf(props.draft) : sectionsInHand(props.draft, props.writing.place()));
  const fill = () =>
    setAnswers(
      Object.fromEntries(
        criteriaOf(props.draft).map((one) => [one.id, { ...UNANSWERED, value: fullAnswer(one.scale) }]),
      ),
    );
  const change = (criterion: string, some: Partial<Answer>) =>
    setAnswers({ ...answers(), [criterion]: { ...(answerOf(answers(), criterion) ?? UNANSWERED), ...some } });
  return (
    <section
      aria-label={t('builder.preview')}
      class="flex min-h-0 flex-col border-l border-line bg-sheet max-xl:border-t max-xl:border-l-0"
    >
      <header class="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <h2 class="flex-1 font-semibold">{t('builder.preview')}</h2>
        <Button size="sm" tone="quiet" aria-pressed={whole()} onClick={() => setWhole(!whole())}>
          {whole() ? t('builder.thisSection') : t('builder.allSections')}
        </Button>
        <Button size="sm" tone="quiet" onClick={fill}>
          {t('builder.fillIn')}
        </Button>
        <Button size="sm" tone="quiet" onClick={() => setAnswers(startingAnswers(props.draft))}>
          {t('builder.empty')}
        </Button>
      </header>
      <div class="min-h-0 flex-1 overflow-auto pb-4">
        <SituationFields draft={props.draft} situation={seen()} onChange={setSituation} />
        <For each={sections().map(({ id }) => id)}>
          {(id) => (
            <Show when={sectionsOf(props.draft).find((one) => one.id === id)}>
              {(section) => (
                <PreviewSection
                  draft={props.draft}
                  section={section()}
                  asked={asked()}
                  answers={answers()}
                  result={result()}
                  situation={seen()}
                  current={inHand(props.writing.place())}
                  onChange={change}
                />
              )}
            </Show>
          )}
        </For>
      </div>
      <Foot result={result()} />
    </section>
  );
}

const inHand = (place: Place): string | null => (place.of === 'criterion' ? place.id : null);

const ownChannel = ({ channel }: Draft): Situation['channel'] => (channel === 'any' ? null : channel);

/** The section being edited; of the scorecard itself, the first. */
function sectionsInHand(draft: Draft, place: Place): Section[] {
  const sections = sectionsOf(draft);
  const own = sections.find(
    (section) =>
      place.of !== 'card' && (section.id === place.id || criteriaIn(section).some(({ id }) => id === place.id)),
  );
  return own ? [own] : sections.slice(0, 1);
}

function PreviewSection(props: {
  draft: Draft;
  section: Section;
  asked: ReadonlySet<string>;
  answers: Answers;
  result: Scored;
  situation: Situation;
  /** The criterion being edited. */
  current: string | null;
  onChange: (criterion: string, change: Partial<Answer>) => void;
}): JSX.Element {
  const own = () => props.result.sections.find(({ id }) => id === props.section.id);
  const shown = () => criteriaIn(props.section).filter(({ id }) => props.asked.has(id));
  return (
    <section class="px-4 pt-3.5">
      <header class="flex items-baseline gap-2">
        <h3 class="text-small font-semibold">{said(props.section.name)}</h3>
        <span class="text-small text-ink-3">{kindWords(props.section, bonusCapOf(props.draft))}</span>
        <span class="num ml-auto text-small font-medium text-ink-2">
          <Show when={own()?.score_bp !== null && own()?.score_bp !== undefined}>{percent(own()!.score_bp!)}</Show>
        </span>
      </header>
      <For each={shown().map(({ id }) => id)}>
        {(id) => (
          <Show when={shown().find((one) => one.id === id)}>
            {(criterion) => (
              <PreviewCriterion
                criterion={criterion()}
                answer={answerOf(props.answers, id) ?? UNANSWERED}
                onChange={(change) => props.onChange(id, change)}
              >
                <Show when={props.current === id}>
                  <OtherAnswers {...props} criterion={criterion()} />
                </Show>
              </PreviewCriterion>
            )}
          </Show>
        )}
      </For>
    </section>
  );
}

function PreviewCriterion(props: {
  criterion: Criterion;
  answer: Answer;
  onChange: (change: Partial<Answer>) => void;
  children: JSX.Element;
}): JSX.Element {
  return (
    <div class="border-b border-line py-2.25 last:border-b-0">
      <p class="flex items-start gap-2">
        <span class="flex-1 font-medium">{said(props.criterion.text) || t('builder.unnamed')}</span>
        <Show when={props.criterion.critical}>
          {(kind) => <Chip title={t(`common.critical.${kind()}`)}>{t('review.critical')}</Chip>}
        </Show>
      </p>
      <AnswerControl
        criterion={props.criterion}
        answer={props.answer}
        current={false}
        onChange={(change) => props.onChange(change)}
      />
      {props.children}
    </div>
  );
}

/** What conditions ask about an interaction, to try them out. */
function SituationFields(props: {
  draft: Draft;
  situation: Situation;
  onChange: (situation: Situation) => void;
}): JSX.Element {
  const parts = createMemo(() =>
    criteriaOf(props.draft).flatMap(({ shown_when }) => (shown_when ? partsOf(shown_when) : [])),
  );
  const columns = () => [
    ...new Set(parts().flatMap((one) => ('metadata' in one && one.metadata ? [one.metadata] : []))),
  ];
  const asks = (what: 'channel' | 'language') => parts().some((one) => what in one);
  const put = (change: Partial<Situation>) => props.onChange({ ...props.situation, ...change });
  return (
    <Show when={asks('channel') || asks('language') || columns().length > 0}>
      <div class="grid grid-cols-2 gap-2 border-b border-line bg-well px-4 py-2.5">
        <Show when={asks('channel')}>
          <Select
            label={t('builder.when.channel')}
            options={CHANNELS}
            value={props.situation.channel}
            name={(one) => t(`common.channel.${one}`)}
            onChange={(channel) => put({ channel })}
          />
        </Show>
        <Show when={asks('language')}>
          <Field
            label={t('builder.when.language')}
            value={props.situation.language ?? ''}
            onInput={(language) => put({ language: language || null })}
          />
        </Show>
        <For each={columns()}>
          {(column) => (
            <Field
              label={column}
              value={props.situation.metadata[column] ?? ''}
              onInput={(value) => put({ metadata: { ...props.situation.metadata, [column]: value } })}
            />
          )}
        </For>
      </div>
    </Show>
  );
}

function Foot(props: { result: Scored }): JSX.Element {
  const before = () => props.result.score_bp;
  const after = () => props.result.final_bp;
  return (
    <footer class="flex min-h-15 items-center gap-3 border-t border-line px-4 py-2" aria-live="polite">
      <Show when={before() !== null} fallback={<span class="text-ink-2">{t('builder.noScore')}</span>}>
        <span class="num text-[22px] leading-7 font-[680] tracking-tight">{points(after() ?? 0)}</span>
        <span class="text-small text-ink-3">
          {before() === after() ? t('builder.score') : t('builder.scoreBefore', { score: points(before() ?? 0) })}
        </span>
      </Show>
      <Show when={props.result.critical_errors.length > 0}>
        <Chip tone="bad">{t('review.criticals', props.result.critical_errors.length)}</Chip>
      </Show>
      <span class="num ml-auto text-small text-ink-3">
        {t('builder.answered', { n: props.result.answered, of: props.result.asked })}
      </span>
    </footer>
  );
}
