// The scorecard in the workspace: sections in order, the current criterion, the summary, and a running score at the
// foot, computed by the same function as on the server.

import { For, type JSX, Show } from 'solid-js';
import type { Missing } from '../../../scorecards/scorecard/completeness.ts';
import { criteriaOf, type Scorecard } from '../../../scorecards/scorecard/definition.ts';
import type { Score } from '../../../scorecards/scorecard/score.ts';
import { bonusCapOf, kindWords, policyWords } from '../../scorecards/view.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TextArea } from '../../ui/field.tsx';
import { number, percent, points } from '../../ui/format.ts';
import { modKey } from '../../ui/keys.tsx';
import { Wording } from '../../ui/wording.tsx';
import { said, t } from '../../words/words.ts';
import type { Moments } from './criterion.ts';
import { CriterionRow } from './criterion-row.tsx';
import type { Draft } from './draft.ts';
import type { SectionView } from './scorecard-view.ts';

export function ReviewScorecard(props: {
  draft: Draft;
  sections: readonly SectionView[];
  missing: readonly Missing[];
  /** What is missing is marked only once someone tried to submit. */
  strict: boolean;
  current: string | null;
  onCurrent: (criterion: string) => void;
  moments: Moments;
  scorecard: Scorecard;
}): JSX.Element {
  const missing = (criterion: string, state: string) => {
    const own = props.missing.find((one) => one.criterion === criterion)?.missing ?? null;
    // What an answer asks for (a comment, evidence, a cause) is said at once; an answer not given yet only when
    // submitting was tried.
    return (own !== null && own !== 'answer') || (props.strict && state !== 'hidden') ? own : null;
  };
  return (
    <div class="min-h-0 flex-1 overflow-auto pb-4">
      <For each={props.sections.map((view) => view.section.id)}>
        {(id) => {
          const view = () => props.sections.find((one) => one.section.id === id) as SectionView;
          return (
            <section aria-label={said(view().section.name)}>
              <SectionHead view={view()} scorecard={props.scorecard} />
              <For each={view().criteria.map((one) => one.criterion.id)}>
                {(criterion) => {
                  const own = () =>
                    view().criteria.find((one) => one.criterion.id === criterion) as SectionView['criteria'][number];
                  return (
                    <Show when={own()}>
                      <CriterionRow
                        view={own()}
                        answer={props.draft.answer(criterion)}
                        current={props.current === criterion}
                        onCurrent={() => props.onCurrent(criterion)}
                        onChange={(change) => props.draft.change(criterion, change)}
                        missing={missing(criterion, own().score.state)}
                        moments={props.moments}
                        causes={props.scorecard.root_causes}
                      />
                    </Show>
                  );
                }}
              </For>
            </section>
          );
        }}
      </For>
      <Summary draft={props.draft} />
    </div>
  );
}

function Summary(props: { draft: Draft }): JSX.Element {
  return (
    <div class="px-4.5 pt-4">
      <TextArea
        label={t('review.summary')}
        placeholder={t('review.summaryHint')}
        value={props.draft.summary()}
        onInput={(words) => props.draft.setSummary(words)}
        maxlength={10_000}
        rows={3}
      />
    </div>
  );
}

function SectionHead(props: { view: SectionView; scorecard: Scorecard }): JSX.Element {
  const score = () => props.view.score_bp;
  const points = () => props.view.points;
  return (
    <div class="sticky top-0 z-10 flex flex-wrap items-center gap-x-2 bg-sheet px-4.5 pt-3.5 pb-1.5">
      <h2 class="text-small font-semibold tracking-[0.02em]">
        <Wording text={props.view.section.name} />
      </h2>
      <Show when={kindWords(props.view.section, bonusCapOf(props.scorecard))}>
        {(words) => <span class="text-small text-ink-3">{words()}</span>}
      </Show>
      <Show when={props.view.complete && score() !== null}>
        <Chip tone={props.view.below ? 'bad' : 'good'}>{percent(score() ?? 0, 0)}</Chip>
      </Show>
      <Show when={props.view.critical > 0}>
        <Chip tone="bad">{t('review.criticals', props.view.critical)}</Chip>
      </Show>
      <Show when={points()}>
        {(own) => (
          <span class="num ml-auto font-semibold text-ink-2">
            {t('review.ofPoints', {
              earned: score() === null ? '–' : number(own().earned, Number.isInteger(own().earned) ? 0 : 1),
              of: own().of,
            })}
          </span>
        )}
      </Show>
      <Show when={policyWords(props.view.section, props.scorecard.critical_policy)}>
        {(words) => <p class="w-full text-small text-ink-3">{words()}</p>}
      </Show>
    </div>
  );
}

export function ReviewFoot(props: {
  scorecard: Scorecard;
  score: Score;
  busy: boolean;
  onSubmit: () => void;
}): JSX.Element {
  const shown = () => props.score.final_bp ?? props.score.score_bp;
  const criticals = () =>
    props.score.critical_errors.flatMap((error) => {
      const criterion = criteriaOf(props.scorecard).find((one) => one.id === error.criterion);
      return criterion ? [said(criterion.text)] : [];
    });
  const consequence = () =>
    'vetoes' in props.score && props.score.vetoes.length > 0
      ? t('scorecards.policy.veto')
      : t(`scorecards.policy.${props.scorecard.critical_policy}`);
  return (
    <footer class="flex items-center gap-3.5 border-t border-line px-4.5 py-3">
      <div class="min-w-0 flex-1" aria-live="polite">
        <p class="num flex flex-wrap items-baseline gap-x-1.5">
          <Show
            when={shown() !== null}
            fallback={<span class="text-read font-semibold text-ink-2">{t('review.noScore')}</span>}
          >
            <span class="text-[26px] leading-8 font-[680] tracking-tight">{points(shown() ?? 0)}</span>
            <span class="text-small font-medium text-ink-3">
              {props.score.answered < props.score.asked ? t('review.scoreSoFar') : t('review.scoreDone')}
            </span>
          </Show>
          <span class="text-small font-medium text-ink-3">
            · {t('review.answered', { n: props.score.answered, of: props.score.asked })}
          </span>
        </p>
        <Show when={criticals().length > 0}>
          <p class="mt-0.5 flex min-w-0">
            <Chip tone="bad" class="max-w-full" title={criticals().join('\n')}>
              <span class="truncate py-0.5">
                {t('review.criticals', criticals().length)}: {criticals().join('; ')}
              </span>
            </Chip>
          </p>
          <p class="mt-0.5 text-small text-ink-3">{consequence()}</p>
        </Show>
      </div>
      <Button tone="primary" keys={`${modKey()}↵`} busy={props.busy} onClick={() => props.onSubmit()}>
        {t('review.submit')}
      </Button>
    </footer>
  );
}
