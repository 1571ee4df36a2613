// The review workspace: audio at the top, transcript on the left, scorecard on the right, all editing one draft.

import { createEffect, createMemo, type JSX, on, onCleanup, onMount, Show } from 'solid-js';
import { unwrap } from 'solid-js/store';
import type { Workspace } from '../../api/samples/contract.ts';
import { answerOf } from '../../scorecards/scorecard/answers.ts';
import { type Missing, missing as missingIn } from '../../scorecards/scorecard/completeness.ts';
import { criteriaOf } from '../../scorecards/scorecard/definition.ts';
import { score as scoreOf } from '../../scorecards/scorecard/score.ts';
import { player } from '../audio/player.ts';
import { connection } from '../server/client.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { correctingKeys, createCorrecting } from '../transcripts/correcting.ts';
import { createFinder, Find } from '../transcripts/find.tsx';
import { useListening } from '../transcripts/listening.ts';
import { MeasuresButton } from '../transcripts/measures-panel.tsx';
import { agentIndex, PlayerPane, setRateBy } from '../transcripts/player-pane.tsx';
import { TranscriptPane } from '../transcripts/transcript-pane.tsx';
import { Unfinished } from '../transcripts/unfinished.tsx';
import { numberEvidence } from '../transcripts/view.ts';
import { WrittenFacts } from '../transcripts/written-facts.tsx';
import { Chip } from '../ui/chip.tsx';
import { useCommands } from '../ui/command-palette.tsx';
import { duration } from '../ui/format.ts';
import { showKeyMap, useKeys } from '../ui/keys.tsx';
import { explain, Skeleton } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { said, t } from '../words/words.ts';
import { copy, createDraft } from './draft.ts';
import { EvidenceFor } from './evidence-for.tsx';
import { createPointing } from './pointing.ts';
import { take } from './review-data.ts';
import { ConflictDialog, SubmitDialog, SubmittedDialog } from './review-dialogs.tsx';
import { reviewKeys } from './review-keys.ts';
import { SavedNote } from './saved-note.tsx';
import { browserStorage, saveOnServer } from './saving.ts';
import { ReviewFoot, ReviewScorecard } from './scorecard.tsx';
import { answerForKey, neighbour, sectionsOf } from './scorecard-view.ts';
import { createSubmitting } from './submitting.ts';
import { useTaskTime } from './task-time.ts';

export function Desk(props: { workspace: Workspace }): JSX.Element {
  const workspace = unwrap(props.workspace);
  const { review, interaction, scorecard, agent } = workspace;
  const definition = scorecard.definition;
  const written = interaction.channel !== 'voice';
  const draft = createDraft({
    review: review.id,
    start: workspace.draft,
    save: (json) => saveOnServer(review.id, json),
    storage: browserStorage(),
    spent: useTaskTime(() => workspace.draft?.spent_ms ?? 0, player.playing),
  });
  const listening = useListening(() => ({ id: interaction.id, readable: interaction.readable, written, hears: true }));
  const transcript = listening.whole;
  const finder = createFinder(listening.turns);

  // Read through, so that every change counts.
  const answers = createMemo(() => copy(draft.answers));
  const score = createMemo(() => scoreOf(definition, answers()));
  const missing = createMemo(() => missingIn(definition, answers()));
  const sections = createMemo(() => sectionsOf(definition, score()));
  const evidence = createMemo(() =>
    numberEvidence(
      criteriaOf(definition).map((criterion) => ({
        criterion: criterion.id,
        evidence: answerOf(answers(), criterion.id)?.evidence ?? [],
      })),
    ),
  );
  const firstOpen = missing().find((one) => one.missing === 'answer')?.criterion;
  const pointing = createPointing({
    draft,
    turns: listening.turns,
    revision: () => transcript()?.revision ?? 1,
    evidence,
    startedAt: written ? interaction.started_at : null,
    first: firstOpen ?? criteriaOf(definition)[0]?.id ?? null,
  });
  const { current } = pointing;
  const submitting = createSubmitting({ review: review.id, draft, missing });

  onMount(() => {
    // Where the scorecard scrolls by itself; on a narrow screen the sound comes first.
    if (matchMedia('(min-width: 64rem)').matches) pointing.showCurrent();
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

  const session = useSession();
  const correcting = written
    ? null
    : createCorrecting({
        interaction: interaction.id,
        transcript,
        original: listening.original,
        may: session.may('transcripts:correct'),
      });
  const measures = () => (
    <Show when={transcript()}>
      {(own) => (
        <MeasuresButton
          interaction={interaction.id}
          measures={own().measures}
          turns={own().turns}
          duration_ms={own().duration_ms}
          startedAt={written ? interaction.started_at : null}
          onMessage={pointing.setChosen}
        />
      )}
    </Show>
  );
  useKeys(() => correctingKeys(correcting, listening.turns));
  useKeys(() =>
    reviewKeys({
      sound: !written,
      toggle: () => player.toggle(),
      by: (ms) => player.by(ms),
      turn: pointing.turn,
      speed: setRateBy,
      criterion: (step) => pointing.goTo(neighbour(sections(), current(), step)),
      answer: (digit) => {
        const criterion = criteriaOf(definition).find((one) => one.id === current());
        const value = criterion ? answerForKey(criterion, digit, draft.answer(criterion.id).value) : null;
        if (criterion && value !== null) draft.change(criterion.id, { value });
      },
      clear: () => {
        const id = current();
        if (id && draft.answer(id).value !== null) draft.change(id, { value: null });
      },
      comment: pointing.comment,
      pin: pointing.pinHere,
      find: () => finder.setOpen(true),
      evidence: pointing.goToEvidence,
      submit: submitting.ask,
    }),
  );
  useCommands(() =>
    sections().flatMap((view) =>
      view.criteria.map(({ criterion }) => ({
        id: criterion.id,
        name: said(criterion.text),
        kind: t('review.criterion'),
        do: () => pointing.goTo(criterion.id),
      })),
    ),
  );
  // A condition may hide the criterion in hand.
  createEffect(
    on(sections, (views) => {
      const shown = views.some((view) => view.criteria.some((one) => one.criterion.id === current()));
      if (!shown) pointing.setCurrent(views[0]?.criteria[0]?.criterion.id ?? null);
    }),
  );

  const source = () => {
    const index = agentIndex(interaction.agent_channel, transcript());
    return {
      interaction: interaction.id,
      channels: listening.peaks.data?.channels.length ?? null,
      agent: index === null ? ('mono' as const) : index === 0 ? ('left' as const) : ('right' as const),
    };
  };
  const title = () =>
    review.position ? t('review.position', { n: review.position.n, of: review.position.of }) : t('review.title');
  const length = () => interaction.duration_ms ?? transcript()?.duration_ms ?? null;

  return (
    <Page
      title={title()}
      facts={
        <>
          <Chip>{t('review.version', { name: said(definition.name), number: scorecard.number })}</Chip>
          <Show when={interaction.queue}>{(queue) => <Chip>{queue()}</Chip>}</Show>
          <Show when={!written && length() !== null}>
            <Chip>{duration(length() ?? 0)}</Chip>
          </Show>
          <Show when={written}>
            <Chip>{t(`common.channel.${interaction.channel}`)}</Chip>
          </Show>
          <Chip>{agent.name}</Chip>
        </>
      }
      actions={
        <>
          <SavedNote draft={draft} />
          <button
            type="button"
            class="inline-flex min-h-8 items-center gap-2 rounded-control px-2.5 font-medium text-ink-2 hover:bg-well hover:text-ink"
            onClick={showKeyMap}
          >
            <span aria-hidden="true">
              <kbd>?</kbd>
            </span>
            {t('review.keys')}
          </button>
        </>
      }
      fixed
    >
      <div class="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_468px] grid-rows-[auto_minmax(0,1fr)] max-lg:block max-lg:overflow-auto">
        <div class="col-span-2 min-w-0">
          <Show
            when={!written}
            fallback={
              <div class="flex flex-wrap items-center gap-1.5 border-b border-line bg-sheet px-4 py-1.5">
                <WrittenFacts startedAt={interaction.started_at} transcript={transcript()} />
                <span class="flex-1" />
                {measures()}
                <Find finder={finder} onHit={(hit) => pointing.setChosen(hit.turn)} />
              </div>
            }
          >
            <PlayerPane
              interaction={interaction.id}
              agentChannel={interaction.agent_channel}
              transcript={transcript()}
              peaks={listening.peaks.data ?? null}
              playback={listening.playback.data ?? null}
              duration_ms={length()}
              evidence={evidence()}
              onFlag={pointing.goToEvidence}
            >
              <Show when={transcript()}>
                {measures()}
                <Find finder={finder} onHit={() => undefined} />
              </Show>
            </PlayerPane>
          </Show>
        </div>
        <Show
          when={transcript()}
          fallback={
            <Show
              when={listening.ready() && !listening.transcript.error}
              fallback={
                <Unfinished
                  interaction={interaction.id}
                  progress={listening.progress.data?.transcription ?? null}
                  error={listening.transcript.error ?? listening.progress.error}
                  onRetry={() => void listening.progress.refetch()}
                  reviewing
                />
              }
            >
              <div class="grid content-start gap-3 p-6">
                <Skeleton class="h-5 w-3/5" />
                <Skeleton class="h-5 w-4/5" />
              </div>
            </Show>
          }
        >
          {(own) => (
            <TranscriptPane
              class="max-lg:h-[45dvh]"
              transcript={own()}
              startedAt={written ? interaction.started_at : null}
              evidence={evidence()}
              chosen={pointing.chosen()}
              onChoose={pointing.setChosen}
              hits={finder.hits()}
              hit={finder.hit()}
              onEvidence={pointing.goToEvidence}
              correcting={correcting}
              onSelect={pointing.setMarked}
              selection={(selected, done) => (
                <EvidenceFor
                  criteria={sections().flatMap((view) =>
                    view.criteria.map((one) => ({ id: one.criterion.id, name: said(one.criterion.text) })),
                  )}
                  current={current()}
                  onChoose={(criterion) => {
                    pointing.pin(selected.evidence, criterion);
                    pointing.goTo(criterion);
                    done();
                  }}
                />
              )}
            />
          )}
        </Show>
        <section
          aria-label={t('review.form')}
          class="flex min-h-0 flex-col border-l border-line bg-sheet max-lg:border-t max-lg:border-l-0"
        >
          <ReviewScorecard
            draft={draft}
            sections={sections()}
            missing={missing()}
            strict={submitting.strict()}
            current={current()}
            onCurrent={pointing.setCurrent}
            interaction={interaction.id}
            source={source()}
            silent={written}
            timeOf={pointing.timeOf}
            onMoment={pointing.show}
            here={pointing.here}
            onPin={() => pointing.pin(pointing.here())}
            onChange={(criterion, change) => draft.change(criterion, change)}
          />
          <ReviewFoot scorecard={definition} score={score()} busy={submitting.busy()} onSubmit={submitting.ask} />
        </section>
      </div>
      <SubmitDialog
        open={submitting.asking()}
        scorecard={definition}
        score={score()}
        missing={missing()}
        busy={submitting.busy()}
        error={submitting.refusal()}
        onClose={submitting.cancel}
        onGo={(one: Missing) => {
          submitting.cancel();
          // After the dialog has given the focus back.
          setTimeout(() => pointing.goTo(one.criterion, one.missing === 'comment'));
        }}
        onSubmit={() => void submitting.confirm()}
      />
      <SubmittedDialog
        result={submitting.result()}
        scorecard={definition}
        next={submitting.next()}
        onNext={() => void submitting.goNext()}
        onClose={submitting.goToQueue}
      />
      <ConflictDialog
        other={draft.conflict()}
        scorecard={definition}
        mine={{ answers: answers(), summary: draft.summary() }}
        onKeep={() => draft.keepMine()}
        onTake={() => draft.takeTheirs()}
      />
    </Page>
  );
}
