// The state of the workspace: the conversation, the draft and its score, the current place, and the submission.

import { createEffect, createMemo, on, onCleanup, onMount } from 'solid-js';
import type { Workspace } from '../../../api/samples/contract.ts';
import { answerOf } from '../../../scorecards/scorecard/answers.ts';
import { missing as missingIn, startingAnswers } from '../../../scorecards/scorecard/completeness.ts';
import { criteriaOf } from '../../../scorecards/scorecard/definition.ts';
import { score as scoreOf } from '../../../scorecards/scorecard/score.ts';
import { player } from '../../audio/player.ts';
import { connection } from '../../server/client.ts';
import { browserStorage, outcomeOf } from '../../server/saving.ts';
import { useSession } from '../../session/session.tsx';
import { createCorrecting } from '../../transcripts/correcting.ts';
import { createFinder } from '../../transcripts/find.tsx';
import { useListening } from '../../transcripts/listening.ts';
import { numberEvidence } from '../../transcripts/view.ts';
import { explain } from '../../ui/states.tsx';
import { tell } from '../../ui/toast.tsx';
import { copy, createDraft, type Draft } from './draft.ts';
import { createPointing } from './pointing.ts';
import { save, take } from './review-data.ts';
import { sectionsOf } from './scorecard-view.ts';
import { createSubmitting } from './submitting.ts';
import { useTaskTime } from './task-time.ts';

export type Reviewing = ReturnType<typeof createReviewing>;

export function createReviewing(workspace: Workspace) {
  const { review, interaction } = workspace;
  const definition = workspace.scorecard.definition;
  const written = interaction.channel !== 'voice';
  const startedAt = written ? interaction.started_at : null;
  const draft = createDraft({
    review: review.id,
    start: workspace.draft,
    starting: startingAnswers(definition),
    save: (json) => outcomeOf(save(review.id, json)),
    storage: browserStorage(),
    spent: useTaskTime(() => workspace.draft?.spent_ms ?? 0, player.playing),
  });
  const listening = useListening(() => ({ id: interaction.id, readable: interaction.readable, written, hears: true }));
  const transcript = listening.whole;
  const result = createResult(workspace, draft);
  const firstOpen = result.missing().find((one) => one.missing === 'answer')?.criterion;
  const pointing = createPointing({
    draft,
    turns: listening.turns,
    revision: () => transcript()?.revision ?? 1,
    evidence: result.evidence,
    startedAt,
    first: firstOpen ?? criteriaOf(definition)[0]?.id ?? null,
  });
  const submitting = createSubmitting({ review: review.id, draft, missing: result.missing });
  const session = useSession();
  const correcting = written
    ? null
    : createCorrecting({
        interaction: interaction.id,
        transcript,
        original: listening.original,
        may: session.may('transcripts:correct'),
      });
  return {
    ...workspace,
    ...result,
    definition,
    written,
    /** Of a conversation in writing; null for sound. */
    startedAt,
    draft,
    listening,
    transcript,
    finder: createFinder(listening.turns),
    pointing,
    submitting,
    correcting,
    length: () => interaction.duration_ms ?? transcript()?.duration_ms ?? null,
  };
}

/** The score of the current answers. */
function createResult({ scorecard: { definition }, situation }: Workspace, draft: Draft) {
  // Read through, so that every change counts.
  const answers = createMemo(() => copy(draft.answers));
  const score = createMemo(() => scoreOf(definition, answers(), situation));
  const missing = createMemo(() => missingIn(definition, answers(), situation));
  const sections = createMemo(() => sectionsOf(definition, score()));
  const evidence = createMemo(() =>
    numberEvidence(
      criteriaOf(definition).map((criterion) => ({
        criterion: criterion.id,
        evidence: answerOf(answers(), criterion.id)?.evidence ?? [],
      })),
    ),
  );
  return { answers, score, missing, sections, evidence };
}

/** The review is taken, and saved whenever the page may be about to go. */
export function useSaving({ review, draft, submitting }: Reviewing): void {
  onMount(() => {
    if (review.state === 'waiting') void take(review.id).catch((error: unknown) => tell(explain(error), 'bad'));
    const back = connection.listen((lost) => !lost && draft.again());
    const hide = () => void draft.flush();
    document.addEventListener('visibilitychange', hide);
    onCleanup(() => {
      back();
      document.removeEventListener('visibilitychange', hide);
      submitting.leave();
    });
  });
}

/** One of the criteria shown is current, and in view when the page opens. */
export function useCurrentCriterion({ sections, pointing }: Reviewing): void {
  onMount(() => {
    // Where the scorecard scrolls by itself; on a narrow screen the sound comes first.
    if (matchMedia('(min-width: 64rem)').matches) pointing.showCurrent();
  });
  // A condition may hide the current criterion.
  createEffect(
    on(sections, (views) => {
      const shown = views.some((view) => view.criteria.some((one) => one.criterion.id === pointing.current()));
      if (!shown) pointing.setCurrent(views[0]?.criteria[0]?.criterion.id ?? null);
    }),
  );
}
