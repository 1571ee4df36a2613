// The review workspace: listen, read, judge, with or without a mouse.
import { useNavigate, useParams } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createEffect, createMemo, createSignal, type JSX, on, onCleanup, onMount, Show } from 'solid-js';
import { unwrap } from 'solid-js/store';
import type { Evidence } from '../../scorecards/answers.ts';
import { type Missing, missing as missingIn } from '../../scorecards/completeness.ts';
import { score as scoreOf } from '../../scorecards/score.ts';
import { criteriaOf } from '../../scorecards/scorecard.ts';
import { turnAt, turnStep } from '../audio/follow.ts';
import { player } from '../audio/player.ts';
import { connection, Refusal } from '../client.ts';
import { Page } from '../shell/page.tsx';
import { createFinder, Find } from '../transcripts/find.tsx';
import { useListening } from '../transcripts/listening.ts';
import { agentIndex, PlayerPane, setRateBy } from '../transcripts/player-pane.tsx';
import { TranscriptPane } from '../transcripts/transcript-pane.tsx';
import { Unfinished } from '../transcripts/unfinished.tsx';
import { evidenceAt, numberEvidence } from '../transcripts/view.ts';
import { WrittenFacts } from '../transcripts/written-facts.tsx';
import { LinkButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { clock, duration, hourMinute } from '../ui/format.ts';
import { showKeyMap, useKeys } from '../ui/keys.tsx';
import { Menu } from '../ui/popover.tsx';
import { EmptyState, ErrorNote, explain, Skeleton } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { said, t } from '../words/words.ts';
import { copy, createDraft, type Draft, type Outcome, type Version } from './draft.ts';
import { ReviewFoot, ReviewForm } from './form.tsx';
import { answerForKey, neighbour, sectionsOf } from './form-view.ts';
import {
  forgetQueue,
  type Submitted,
  save,
  submit,
  take,
  takeNext,
  useWorkspace,
  type Workspace,
} from './review-data.ts';
import { ConflictDialog, SubmitDialog, SubmittedDialog } from './review-dialogs.tsx';
import { reviewKeys } from './review-keys.ts';
import { useTaskTime } from './task-time.ts';

export default function ReviewPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const workspace = useWorkspace(() => params.id);
  return (
    <Show
      when={!workspace.isFetching && workspace.data}
      keyed
      fallback={
        <Page title={t('review.title')} fixed>
          <Show when={workspace.error && !workspace.isFetching} fallback={<Loading />}>
            <div class="grid justify-items-start gap-4 p-6">
              <ErrorNote error={workspace.error} again={() => void workspace.refetch()} />
              <LinkButton href="/reviews">{t('review.toQueue')}</LinkButton>
            </div>
          </Show>
        </Page>
      }
    >
      {(data) => (
        <Show when={data.review.state !== 'submitted'} fallback={<Done />}>
          <Desk workspace={data} />
        </Show>
      )}
    </Show>
  );
}

function Loading(): JSX.Element {
  return (
    <div class="grid min-h-0 flex-1 grid-rows-[auto_minmax(0,1fr)]" role="status" aria-label={t('ui.loading')}>
      <div class="grid gap-2 border-b border-line bg-sheet px-4 pt-2.5 pb-2">
        <Skeleton class="h-[114px]" />
        <Skeleton class="h-8 w-96" />
      </div>
      <div class="grid grid-cols-[minmax(0,1fr)_468px] max-lg:grid-cols-1">
        <div class="grid content-start gap-3 p-6">
          <Skeleton class="h-5 w-3/5" />
          <Skeleton class="h-5 w-4/5" />
          <Skeleton class="h-5 w-1/2" />
        </div>
        <div class="border-l border-line bg-sheet" />
      </div>
    </div>
  );
}

function Done(): JSX.Element {
  return (
    <Page title={t('review.title')}>
      <EmptyState words={t('review.already')} action={<LinkButton href="/reviews">{t('review.toQueue')}</LinkButton>} />
    </Page>
  );
}

/** What the server made of a save, told apart for the draft. */
async function saved(id: string, json: Parameters<typeof save>[1]): Promise<Outcome> {
  try {
    const { revision, saved_at } = await save(id, json);
    return { kind: 'saved', revision, saved_at };
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === 'stale')
      return { kind: 'stale', other: refusal.detail as Version | null };
    if (refusal instanceof Refusal && refusal.passing) return { kind: 'lost' };
    throw refusal;
  }
}

function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function Desk(props: { workspace: Workspace }): JSX.Element {
  const workspace = unwrap(props.workspace);
  const { review, interaction, scorecard, agent } = workspace;
  const form = scorecard.definition;
  const written = interaction.channel !== 'voice';
  const navigate = useNavigate();
  const queries = useQueryClient();
  const spent = useTaskTime(() => workspace.draft?.spent_ms ?? 0, player.playing);
  const draft: Draft = createDraft({
    review: review.id,
    start: workspace.draft,
    save: (json) => saved(review.id, json),
    storage: browserStorage(),
    spent,
  });
  const listening = useListening(() => ({ id: interaction.id, readable: interaction.readable, written }));
  const transcript = listening.whole;
  const finder = createFinder(listening.turns);

  // Read through, so that every change counts.
  const answers = createMemo(() => copy(draft.answers));
  const score = createMemo(() => scoreOf(form, answers()));
  const missing = createMemo(() => missingIn(form, answers()));
  const sections = createMemo(() => sectionsOf(form, score()));
  const evidence = createMemo(() =>
    numberEvidence(
      criteriaOf(form).map((criterion) => ({
        criterion: criterion.id,
        evidence: answers()[criterion.id]?.evidence ?? [],
      })),
    ),
  );
  const firstOpen = missing().find((one) => one.missing === 'answer')?.criterion;
  const [current, setCurrent] = createSignal<string | null>(firstOpen ?? criteriaOf(form)[0]?.id ?? null);
  const [chosen, setChosen] = createSignal<number | null>(null);
  const [asking, setAsking] = createSignal(false);
  const [strict, setStrict] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<unknown>(null);
  const [result, setResult] = createSignal<Submitted | null>(null);
  const [next, setNext] = createSignal<string | null | undefined>(undefined);

  onMount(() => {
    // Where the form scrolls by itself; on a narrow screen the sound comes first.
    if (matchMedia('(min-width: 64rem)').matches) {
      document.getElementById(`criterion-${current()}`)?.scrollIntoView({ block: 'center' });
    }
    if (review.state === 'waiting') void take(review.id).catch((error: unknown) => tell(explain(error), 'bad'));
    const back = connection.listen((lost) => !lost && draft.again());
    const hide = () => void draft.flush();
    document.addEventListener('visibilitychange', hide);
    onCleanup(() => {
      back();
      document.removeEventListener('visibilitychange', hide);
      draft.close(result() !== null);
      void forgetQueue(queries);
    });
  });

  /** What a person who says "here" means: the message chosen, or the words around the sound's place. */
  const here = (): Evidence | null => {
    if (written) {
      const index = chosen();
      return index === null ? null : evidenceAt(listening.turns(), index, listening.turns()[index]?.start_ms ?? 0);
    }
    if (player.time() === 0) return null;
    return evidenceAt(listening.turns(), turnAt(listening.turns(), player.time()), player.time());
  };
  const [marked, setMarked] = createSignal<Evidence | null>(null);
  const pin = (moment: Evidence | null, criterion = current()) => {
    if (!moment || !criterion) return;
    const own = draft.answer(criterion).evidence;
    const twice = own.some(
      (one) => one.start_ms === moment.start_ms && one.end_ms === moment.end_ms && one.quote === moment.quote,
    );
    if (!twice) draft.change(criterion, { evidence: [...own, moment] });
  };
  const timeOf = (moment: Evidence) =>
    written
      ? hourMinute(new Date(Date.parse(interaction.started_at) + moment.start_ms).toISOString())
      : duration(moment.start_ms);
  const showMoment = (moment: Evidence) => {
    if (written && moment.turn !== null) setChosen(moment.turn);
  };
  const goToEvidence = (n: number) => {
    const one = evidence()[n - 1];
    if (!one) return;
    if (one.criteria[0]) setCurrent(one.criteria[0]);
    if (written) showMoment(one);
    else player.seek(one.start_ms);
  };
  const element = (criterion: string) => document.getElementById(`criterion-${criterion}`);
  const goTo = (criterion: string | null, comment = false) => {
    if (!criterion) return;
    setCurrent(criterion);
    queueMicrotask(() => {
      const row = element(criterion);
      row?.scrollIntoView({ block: 'nearest' });
      (comment ? row?.querySelector<HTMLElement>('textarea') : row)?.focus({ preventScroll: true });
    });
  };

  const askSubmit = () => {
    if (draft.conflict() || result()) return;
    if (asking() && missing().length === 0) return void doSubmit();
    setStrict(true);
    setRefusal(null);
    setAsking(true);
  };
  async function doSubmit(): Promise<void> {
    if (busy()) return;
    setBusy(true);
    setRefusal(null);
    try {
      if (!(await draft.flush(true))) {
        if (draft.conflict()) setAsking(false);
        else setRefusal(draft.error() ?? new Refusal('lost'));
        return;
      }
      const submitted = await submit(review.id, draft.revision);
      player.pause();
      draft.close(true);
      setAsking(false);
      await forgetQueue(queries).catch(() => undefined);
      // Taken only when the person goes there; here it is only asked whether there is one.
      const queue = queries.getQueryData<{ reviews: { id: string }[] }>(['evaluations', 'queue']);
      setNext(queue ? (queue.reviews.find((row) => row.id !== review.id)?.id ?? null) : null);
      setResult(submitted);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'stale') {
        setAsking(false);
        draft.meet(error.detail as Version | null);
      } else setRefusal(error);
    } finally {
      setBusy(false);
    }
  }
  const goNext = async () => {
    const id = await takeNext().catch(() => null);
    navigate(id ? `/reviews/${id}` : '/reviews');
  };

  useKeys(() =>
    reviewKeys({
      sound: !written,
      toggle: () => player.toggle(),
      by: (ms) => player.by(ms),
      turn: (step) => {
        if (!written) return player.seek(turnStep(listening.turns(), player.time(), step));
        const at = chosen() ?? (step === 1 ? -1 : listening.turns().length);
        setChosen(Math.min(listening.turns().length - 1, Math.max(0, at + step)));
      },
      speed: setRateBy,
      criterion: (step) => goTo(neighbour(sections(), current(), step)),
      answer: (digit) => {
        const criterion = criteriaOf(form).find((one) => one.id === current());
        const value = criterion ? answerForKey(criterion, digit, draft.answer(criterion.id).value) : null;
        if (criterion && value !== null) draft.change(criterion.id, { value });
      },
      clear: () => {
        const id = current();
        if (id && draft.answer(id).value !== null) draft.change(id, { value: null });
      },
      comment: () => {
        const id = current();
        if (id) element(id)?.querySelector<HTMLElement>('[data-comment]')?.focus();
      },
      pin: () => {
        pin(marked() ?? here());
        window.getSelection()?.removeAllRanges();
      },
      find: () => finder.setOpen(true),
      evidence: goToEvidence,
      submit: askSubmit,
    }),
  );
  // A condition may hide the criterion in hand.
  createEffect(
    on(sections, (views) => {
      const shown = views.some((view) => view.criteria.some((one) => one.criterion.id === current()));
      if (!shown) setCurrent(views[0]?.criteria[0]?.criterion.id ?? null);
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
          <Chip>{t('review.version', { name: said(form.name), number: scorecard.number })}</Chip>
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
                <Find finder={finder} onHit={(hit) => setChosen(hit.turn)} />
              </div>
            }
          >
            <PlayerPane
              interaction={interaction.id}
              agentChannel={interaction.agent_channel}
              transcript={transcript()}
              peaks={listening.peaks.data ?? null}
              duration_ms={length()}
              evidence={evidence()}
              onFlag={goToEvidence}
            >
              <Show when={transcript()}>
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
              chosen={chosen()}
              onChoose={setChosen}
              hits={finder.hits()}
              hit={finder.hit()}
              onEvidence={goToEvidence}
              onSelect={setMarked}
              selection={(selected, done) => (
                <EvidenceFor
                  criteria={sections().flatMap((view) =>
                    view.criteria.map((one) => ({ id: one.criterion.id, name: said(one.criterion.text) })),
                  )}
                  current={current()}
                  onChoose={(criterion) => {
                    pin(selected.evidence, criterion);
                    goTo(criterion);
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
          <ReviewForm
            draft={draft}
            sections={sections()}
            missing={missing()}
            strict={strict()}
            current={current()}
            onCurrent={setCurrent}
            interaction={interaction.id}
            source={source()}
            silent={written}
            timeOf={timeOf}
            onMoment={showMoment}
            here={here}
            onPin={() => pin(here())}
            onChange={(criterion, change) => draft.change(criterion, change)}
          />
          <ReviewFoot form={form} score={score()} busy={busy()} onSubmit={askSubmit} />
        </section>
      </div>
      <SubmitDialog
        open={asking()}
        form={form}
        score={score()}
        missing={missing()}
        busy={busy()}
        error={refusal()}
        onClose={() => setAsking(false)}
        onGo={(one: Missing) => {
          setAsking(false);
          // After the dialog has given the focus back.
          setTimeout(() => goTo(one.criterion, one.missing === 'comment'));
        }}
        onSubmit={() => void doSubmit()}
      />
      <SubmittedDialog
        result={result()}
        form={form}
        next={next() === undefined ? null : next() !== null}
        onNext={() => void goNext()}
        onClose={() => navigate('/reviews')}
      />
      <ConflictDialog
        other={draft.conflict()}
        form={form}
        mine={{ answers: answers(), summary: draft.summary() }}
        onKeep={() => draft.keepMine()}
        onTake={() => draft.takeTheirs()}
      />
    </Page>
  );
}

/** Saving is said, not shown turning. */
function SavedNote(props: { draft: Draft }): JSX.Element {
  const words = () => {
    switch (props.draft.state()) {
      case 'waiting':
        return t('review.unsaved');
      case 'refused':
        return t('review.notSaved', { reason: explain(props.draft.error()) });
      case 'conflict':
        return t('review.conflictTitle');
      default: {
        const at = props.draft.savedAt();
        return at === null
          ? props.draft.state() === 'saving'
            ? t('review.saving')
            : t('review.notBegun')
          : t('review.saved', { time: clock(at) });
      }
    }
  };
  const tone = () => {
    if (props.draft.state() === 'refused') return 'text-bad';
    return props.draft.state() === 'waiting' || props.draft.state() === 'conflict' ? 'text-warn' : 'text-ink-3';
  };
  return (
    <span role="status" class={`num ${tone()}`}>
      <Show when={tone() !== 'text-ink-3'}>
        <span aria-hidden="true">{tone() === 'text-bad' ? '● ' : '▲ '}</span>
      </Show>
      {words()}
    </span>
  );
}

/** Beside selected words: which criterion they are evidence for; the one in hand first. */
function EvidenceFor(props: {
  criteria: { id: string; name: string }[];
  current: string | null;
  onChoose: (criterion: string) => void;
}): JSX.Element {
  const own = () => props.criteria.find((one) => one.id === props.current);
  return (
    // The selection must outlive the press.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the selection
    <div
      class="flex max-w-80 items-center rounded-sheet border border-line bg-sheet p-1 shadow-float"
      onMouseDown={(event) => event.preventDefault()}
    >
      <Show when={own()}>
        {(criterion) => (
          <button
            type="button"
            class="flex min-w-0 items-center gap-1.5 rounded-control px-2 py-1.5 text-left font-medium text-accent hover:bg-accent-wash"
            onClick={() => props.onChoose(criterion().id)}
          >
            <span class="truncate">{t('review.evidenceForThis', { criterion: criterion().name })}</span>
            <span aria-hidden="true">
              <kbd>E</kbd>
            </span>
          </button>
        )}
      </Show>
      <Menu
        label={t('review.otherCriterion')}
        trigger={<span>…</span>}
        head={<span class="text-small text-ink-3">{t('review.evidenceFor')}</span>}
        items={props.criteria.map((one) => ({
          name: one.name,
          do: () => props.onChoose(one.id),
          checked: one.id === props.current,
        }))}
      />
    </div>
  );
}
