// Below the message: how the score was calculated, criterion by criterion, and the full scorecard.
import { createMemo, For, type JSX, onCleanup, onMount, Show } from 'solid-js';
import type { Channel, Scorecard, Section } from '../../scorecards/scorecard/definition.ts';
import type { Score } from '../../scorecards/scorecard/score.ts';
import { Masked } from '../audio/masked.tsx';
import { MomentChip } from '../audio/moment-chip.tsx';
import { policyWords } from '../scorecards/view.ts';
import { Chip } from '../ui/chip.tsx';
import { number, percent, points } from '../ui/format.ts';
import { Wording } from '../ui/wording.tsx';
import { language, t } from '../words/words.ts';
import { answerText, type Item, momentsOf } from './feedback-view.ts';

/** Between two sentences: Chinese leaves no space. */
export const gap = (): string => (language() === 'zh' ? '' : ' ');

const NOT_ANSWERED = {
  hidden: 'feedback.notAsked',
  'not-applicable': 'feedback.notApplicable',
  unanswered: 'feedback.unanswered',
} as const;

/** What was answered, in words; what has no answer says why. */
function AnswerWords(props: { item: Item }): JSX.Element {
  return (
    <Show when={props.item.state === 'answered'} fallback={notAnswered(props.item)}>
      <Show when={answerText(props.item)}>{(text) => <Wording text={text()} />}</Show>
    </Show>
  );
}

const notAnswered = ({ state }: Item): string => (state === 'answered' ? '' : t(NOT_ANSWERED[state]));

export function HowComputed(props: { items: Item[]; score: Score; scorecard: Scorecard }): JSX.Element {
  return (
    <div class="mt-4 border-t border-line pt-4">
      <p class="text-ink-2">
        <For each={[...howWords(props.scorecard, props.score), ...policyOf(props.scorecard)]}>
          {(sentence, i) => (
            <>
              {i() > 0 ? gap() : ''}
              {sentence}
            </>
          )}
        </For>
      </p>
      <section class="-mx-5 mt-3 overflow-x-auto px-5" tabindex="0" aria-label={t('feedback.how')}>
        <CriteriaTable items={props.items} />
      </section>
      <p class="mt-2 text-small text-ink-3">{t('feedback.formula', { version: props.score.formula })}</p>
    </div>
  );
}

/** What critical errors do to the score, where the scorecard has any. */
const policyOf = ({ sections, critical_policy }: Scorecard): string[] =>
  (sections as Section[])
    .map((section) => policyWords(section, critical_policy))
    .filter((words) => words !== '')
    .slice(0, 1);

/** How the score came about, sentence by sentence. */
function howWords(scorecard: Scorecard, score: Score): string[] {
  const weight = (value: number) => number(value, value % 1 === 0 ? 0 : 1);
  if (score.formula === 'base-1') {
    const { base_points: base, lost, bonus } = score;
    return [t('feedback.howBase', { base }), t('feedback.countedDown', { base, lost, bonus, points: score.points })];
  }
  const stays = scorecard.method === 'weighted' && scorecard.not_applicable === 'stays-in-section';
  const of = score.formula === '1' ? score.applicable_weight : score.applicable_weight_bp / 10_000;
  const sentences = [t('feedback.howLong'), t(stays ? 'feedback.staysInSection' : 'feedback.leavesTotal')];
  if (score.score_bp === null) return sentences;
  const earned = weight(score.earned / 10_000);
  return [...sentences, t('feedback.earned', { earned, weight: weight(of), score: points(score.score_bp) })];
}

function CriteriaTable(props: { items: Item[] }): JSX.Element {
  const counted = () => props.items.filter((item) => item.share_bp !== null && item.criterion.weight > 0);
  return (
    <table class="num w-full min-w-120 border-collapse">
      <thead>
        <tr class="text-small text-ink-3">
          <th scope="col" class="border-b border-line py-1.5 pr-3 text-left font-medium">
            {t('feedback.table.criterion')}
          </th>
          <th scope="col" class="border-b border-line px-3 py-1.5 text-left font-medium">
            {t('feedback.table.answer')}
          </th>
          <th scope="col" class="border-b border-line px-3 py-1.5 text-right font-medium">
            {t('feedback.table.worth')}
          </th>
          <th scope="col" class="border-b border-line px-3 py-1.5 text-right font-medium">
            {t('feedback.table.share')}
          </th>
          <th scope="col" class="border-b border-line py-1.5 pl-3 text-right font-medium">
            {t('feedback.table.full')}
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={counted()}>
          {(item) => (
            <tr class="border-b border-line last:border-0">
              <th scope="row" class="py-2 pr-3 text-left font-normal">
                <Wording text={item.criterion.text} />
              </th>
              <td class="px-3 py-2 whitespace-nowrap">
                <AnswerWords item={item} />
              </td>
              <td class="px-3 py-2 text-right whitespace-nowrap">{percent(item.value_bp ?? 0)}</td>
              <td class="px-3 py-2 text-right whitespace-nowrap">{percent(item.share_bp ?? 0)}</td>
              <td class="py-2 pl-3 text-right whitespace-nowrap text-ink-2">
                {item.if_full_bp === null ? '–' : points(item.if_full_bp)}
                <Show when={item.if_full_final_bp !== item.if_full_bp}>
                  <span class="block text-small text-ink-3">
                    {t('feedback.table.final', { score: points(item.if_full_final_bp ?? 0) })}
                  </span>
                </Show>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

/** The whole form, folded: each section with its score, each criterion with answer, comment and moments. */
export function ScorecardAnswers(props: {
  items: Item[];
  score: Score;
  scorecard: Scorecard;
  interaction: { id: string; channel: Channel };
}): JSX.Element {
  const sections = createMemo(() => {
    const found = new Map<Section, Item[]>();
    for (const item of props.items) found.set(item.section, [...(found.get(item.section) ?? []), item]);
    return [...found];
  });
  // On paper nothing can be unfolded.
  let fold!: HTMLDetailsElement;
  const unfold = () => {
    fold.open = true;
  };
  onMount(() => window.addEventListener('beforeprint', unfold));
  onCleanup(() => window.removeEventListener('beforeprint', unfold));
  const scoreOf = (section: Section) => props.score.sections.find((one) => one.id === section.id)?.score_bp ?? null;
  return (
    <details ref={fold} class="sheet group">
      <summary class="flex cursor-pointer items-center gap-2 rounded-sheet px-5 py-3.5 font-semibold select-none">
        <span aria-hidden="true" class="text-ink-3 transition-transform group-open:rotate-90">
          ▸
        </span>
        {t('feedback.whole')}
      </summary>
      <div class="grid gap-5 px-5 pb-5">
        <For each={sections()}>
          {([section, items]) => (
            <section>
              <div class="flex items-baseline gap-3 border-b border-line pb-1.5">
                <h3 class="flex-1 font-semibold">
                  <Wording text={section.name} />
                </h3>
                <span class="num text-small text-ink-3">
                  <Show when={scoreOf(section) !== null} fallback={t('feedback.sectionNone')}>
                    {t('feedback.section', { score: points(scoreOf(section) ?? 0) })}
                  </Show>
                </span>
              </div>
              <Show when={policyWords(section, props.scorecard.critical_policy)}>
                {(words) => <p class="pt-1.5 text-small text-ink-3">{words()}</p>}
              </Show>
              <For each={items}>{(item) => <Line item={item} interaction={props.interaction} />}</For>
            </section>
          )}
        </For>
      </div>
    </details>
  );
}

function Line(props: { item: Item; interaction: { id: string; channel: Channel } }): JSX.Element {
  const value = () => props.item.value_bp;
  const tone = () =>
    props.item.critical
      ? 'bad'
      : value() === null
        ? 'plain'
        : value() === 10_000
          ? 'good'
          : value() === 0
            ? 'bad'
            : 'warn';
  return (
    <div class="border-b border-line py-2.5 last:border-0">
      <div class="flex items-start gap-3">
        <div class="min-w-0 flex-1">
          <Wording text={props.item.criterion.text} />
        </div>
        <Show when={props.item.criterion.scale.type !== 'text'}>
          <Chip tone={tone()} class="mt-px">
            <AnswerWords item={props.item} />
          </Chip>
        </Show>
      </div>
      <Show when={props.item.criterion.scale.type === 'text' && props.item.state === 'answered'}>
        <p class="mt-1 whitespace-pre-line text-ink-2">
          <AnswerWords item={props.item} />
        </p>
      </Show>
      <Show when={props.item.answer.comment || props.item.answer.evidence.length > 0}>
        <div class="mt-1.5 flex flex-wrap items-center gap-1.5 text-ink-2">
          <For each={momentsOf(props.item)}>
            {(moment) => (
              <Show
                when={props.interaction.channel === 'voice'}
                fallback={
                  <Show when={moment.quote}>
                    <span class="w-full border-l-2 border-line-strong pl-2">
                      “<Masked text={moment.quote} />”
                    </span>
                  </Show>
                }
              >
                <MomentChip
                  interaction={props.interaction.id}
                  start_ms={moment.start_ms}
                  end_ms={moment.end_ms}
                  quote={moment.quote || undefined}
                />
              </Show>
            )}
          </For>
          <span class="min-w-0">{props.item.answer.comment}</span>
        </div>
      </Show>
    </div>
  );
}
