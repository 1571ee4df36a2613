// One interaction with its player, transcript and facts, as in the workspace but without a scorecard.

import { A, useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js';
import { MARK } from '../../transcription/text/redaction/mask.ts';
import { type Said, soughtIn, wholeIn } from '../address/address.ts';
import { turnStep } from '../audio/follow.ts';
import { player } from '../audio/player.ts';
import { call, interactionsClient } from '../server/client.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { dateTime, duration, languageName } from '../ui/format.ts';
import { useKeys } from '../ui/keys.tsx';
import { ErrorNote, explain, Skeleton } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { listed } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { correctingKeys, createCorrecting } from './correcting.ts';
import { type InteractionDetail, useHits, useInteraction } from './data.ts';
import { createFinder, Find } from './find.tsx';
import { useListening } from './listening.ts';
import { MeasuresPanel } from './measures-panel.tsx';
import { OpenOriginal, OriginalBanner } from './original.tsx';
import { PlayerPane, setRateBy } from './player-pane.tsx';
import { TranscriptPane } from './transcript-pane.tsx';
import { Unfinished } from './unfinished.tsx';
import { WrittenFacts } from './written-facts.tsx';

export default function InteractionPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useInteraction(() => params.id);
  return (
    <Show
      when={query.data}
      fallback={
        <Page title={t('common.interaction')}>
          <Show
            when={query.error}
            fallback={
              <div class="grid gap-3 p-6">
                <Skeleton class="h-6 w-80" />
                <Skeleton class="h-28" />
              </div>
            }
          >
            <div class="grid justify-items-start gap-4 p-6">
              <ErrorNote error={query.error} again={() => void query.refetch()} />
              <LinkButton href="/interactions">{t('interaction.back')}</LinkButton>
            </div>
          </Show>
        </Page>
      }
    >
      {(data) => <InteractionView interaction={data()} />}
    </Show>
  );
}

function InteractionView(props: { interaction: InteractionDetail }): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const [search] = useSearchParams<{ at?: Said; q?: Said; revision?: Said }>();
  const written = () => props.interaction.channel !== 'voice';
  /** The transcript as it stood when something was said about it. */
  const asOf = (): number | null => {
    const wanted = wholeIn(search.revision) ?? 0;
    const newest = props.interaction.transcript?.revision ?? 0;
    return wanted >= 1 && wanted < newest ? wanted : null;
  };
  const listening = useListening(() => ({
    revision: asOf(),
    id: props.interaction.id,
    readable: props.interaction.transcript !== null,
    written: written(),
    hears: session.may('recordings:hear'),
  }));
  const asked = soughtIn(search.q);
  const found = useHits(
    () => props.interaction.id,
    () => asked,
    () => listening.whole() !== null,
    listening.original,
  );
  const finder = createFinder(
    listening.turns,
    asked === ''
      ? null
      : { words: asked, hits: () => (found.isPending ? [] : (found.data?.hits ?? [])), at_ms: wholeIn(search.at) },
  );
  const correcting = written()
    ? null
    : createCorrecting({
        interaction: props.interaction.id,
        transcript: listening.whole,
        original: listening.original,
        may: session.may('transcripts:correct'),
      });
  const [chosen, setChosen] = createSignal<number | null>(null);
  const [busy, setBusy] = createSignal(false);
  const length = () => props.interaction.duration_ms ?? listening.whole()?.duration_ms ?? null;
  const hears = () => session.may('recordings:hear') && !written();

  let sought: Said;
  // A link may name the moment it is about: /interactions/int_…?at=42000.
  createEffect(
    on(
      () => [search.at, listening.whole()] as const,
      ([at, whole]) => {
        const ms = wholeIn(at);
        // Once: a correction made meanwhile leaves the sound where it is.
        if (!whole || ms === null || at === sought) return;
        sought = at;
        if (written()) setChosen(whole.turns.findLastIndex((turn) => turn.start_ms <= ms));
        // What was searched for is understood from what is said before it.
        else player.seek(asked === '' ? ms : Math.max(0, ms - BEFORE_MS));
      },
    ),
  );

  const originals = () => (
    <OpenOriginal
      interaction={props.interaction.id}
      shown={listening.original()}
      hidden={
        (listening.playback.data?.state ?? 'ready') !== 'ready' ||
        (listening.playback.data?.muted.length ?? 0) > 0 ||
        listening.turns().some((turn) => turn.text.search(MARK) >= 0)
      }
      opened={listening.playback.data?.originals.opened_at != null}
      onOpen={() => listening.setOriginal(true)}
    />
  );

  async function review(): Promise<void> {
    if (props.interaction.my_review) return navigate(`/reviews/${props.interaction.my_review}`);
    setBusy(true);
    try {
      const json = { scorecard_version_id: null };
      const own = await call(interactionsClient[':id'].review.$post({ param: { id: props.interaction.id }, json }));
      navigate(`/reviews/${own.review}`);
    } catch (refusal) {
      tell(explain(refusal), 'bad');
    } finally {
      setBusy(false);
    }
  }

  useKeys(() => [
    ...(hears()
      ? [
          { keys: [' '], shown: t('player.space'), says: t('review.key.play'), do: () => player.toggle() },
          { keys: ['ArrowLeft'], shown: '←', says: t('review.key.back'), do: () => player.by(-5000), repeats: true },
          { keys: ['ArrowRight'], shown: '→', says: t('review.key.forward'), do: () => player.by(5000), repeats: true },
          { keys: ['['], shown: '[', says: t('review.key.slower'), do: () => setRateBy(-1) },
          { keys: [']'], shown: ']', says: t('review.key.faster'), do: () => setRateBy(1) },
          {
            keys: ['shift+ArrowLeft'],
            shown: '⇧←',
            says: t('review.key.turnBack'),
            do: () => player.seek(turnStep(listening.turns(), player.time(), -1)),
            repeats: true,
          },
          {
            keys: ['shift+ArrowRight'],
            shown: '⇧→',
            says: t('review.key.turnOn'),
            do: () => player.seek(turnStep(listening.turns(), player.time(), 1)),
            repeats: true,
          },
        ]
      : []),
    ...correctingKeys(asOf() === null ? correcting : null, listening.turns),
    { keys: ['/'], shown: '/', says: t('review.key.find'), do: () => finder.setOpen(true) },
  ]);

  return (
    <Page
      title={t('interaction.title', {
        channel: t(`common.channel.${props.interaction.channel}`),
        id: props.interaction.external_id,
      })}
      facts={
        <>
          <Chip>{props.interaction.agent.name}</Chip>
          <Show when={props.interaction.queue}>{(queue) => <Chip>{queue()}</Chip>}</Show>
          <Show when={!written() && length() !== null}>
            <Chip>{duration(length() ?? 0)}</Chip>
          </Show>
        </>
      }
      actions={
        <Show when={session.may('reviews:work') && (listening.ready() || props.interaction.my_review)}>
          <Button tone="primary" busy={busy()} onClick={() => void review()}>
            {props.interaction.my_review ? t('interaction.openReview') : t('interaction.review')}
          </Button>
        </Show>
      }
      fixed
    >
      <div class="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_320px] grid-rows-[auto_minmax(0,1fr)] max-lg:block max-lg:overflow-auto">
        <div class="col-span-2 min-w-0">
          <Show
            when={hears()}
            fallback={
              <div class="flex flex-wrap items-center gap-1.5 border-b border-line bg-sheet px-4 py-1.5">
                <WrittenFacts startedAt={props.interaction.started_at} transcript={listening.whole()} />
                <span class="flex-1" />
                <Find finder={finder} onHit={(hit) => setChosen(hit.turn)} />
                {originals()}
              </div>
            }
          >
            <PlayerPane
              interaction={props.interaction.id}
              agentChannel={props.interaction.agent_channel}
              transcript={listening.whole()}
              peaks={listening.peaks.data ?? null}
              playback={listening.playback.data ?? null}
              original={listening.original()}
              duration_ms={length()}
              evidence={[]}
              onFlag={() => undefined}
            >
              <Show when={listening.whole()}>
                <Find finder={finder} onHit={() => undefined} />
              </Show>
              {originals()}
            </PlayerPane>
          </Show>
          <Show when={listening.original()}>
            <OriginalBanner written={written()} onHide={() => listening.setOriginal(false)} />
          </Show>
        </div>
        <Show
          when={listening.whole()}
          fallback={
            <Show
              when={listening.ready() && !listening.transcript.error}
              fallback={
                <Unfinished
                  interaction={props.interaction.id}
                  progress={listening.progress.data?.transcription ?? props.interaction.transcription}
                  error={listening.transcript.error ?? listening.progress.error}
                  onRetry={() => void listening.progress.refetch()}
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
              class="max-lg:h-[60dvh]"
              transcript={own()}
              startedAt={written() ? props.interaction.started_at : null}
              evidence={[]}
              chosen={chosen()}
              onChoose={setChosen}
              hits={finder.hits()}
              hit={finder.hit()}
              correcting={asOf() === null ? correcting : null}
              note={
                <Show when={asOf()}>
                  {(n) => (
                    <p class="mx-2.5 mb-2 rounded-control bg-well px-2.5 py-1.5">
                      {t('correcting.asOf', { n: n() })}{' '}
                      <A href={`/interactions/${props.interaction.id}`} class="font-medium text-accent hover:underline">
                        {t('correcting.newest')}
                      </A>
                    </p>
                  )}
                </Show>
              }
            />
          )}
        </Show>
        <Facts interaction={props.interaction}>
          <Show when={listening.whole()}>
            {(own) => (
              <div class="mb-5">
                <MeasuresPanel
                  interaction={props.interaction.id}
                  measures={own().measures}
                  turns={own().turns}
                  duration_ms={own().duration_ms}
                  startedAt={written() ? props.interaction.started_at : null}
                  onMessage={setChosen}
                />
              </div>
            )}
          </Show>
        </Facts>
      </div>
    </Page>
  );
}

/** Heard before the moment someone searched for. */
const BEFORE_MS = 2000;

function Facts(props: { interaction: InteractionDetail; children?: JSX.Element }): JSX.Element {
  const rows = (): [string, JSX.Element][] => {
    const one = props.interaction;
    const tongue = one.transcript?.language ?? one.language;
    const found: [string, JSX.Element | null][] = [
      [t('interaction.when'), <span class="num">{dateTime(one.started_at)}</span>],
      [t('interaction.agent'), one.agent.name],
      [t('interaction.teams'), listed(one.teams) || null],
      [t('interaction.queue'), one.queue],
      [t('interaction.direction'), one.direction && t(`interaction.${one.direction}`)],
      [t('interaction.language'), tongue === null ? null : languageName(tongue)],
      [t('interaction.customer'), one.customer_ref],
      [t('interaction.csat'), one.csat === null ? null : String(one.csat)],
      [
        t('interaction.resolved'),
        one.resolved === null ? null : one.resolved ? t('interaction.yes') : t('interaction.no'),
      ],
      [
        t('interaction.tags'),
        one.tags.length === 0 ? null : (
          <span class="flex flex-wrap gap-1">
            {one.tags.map((tag) => (
              <Chip>{tag}</Chip>
            ))}
          </span>
        ),
      ],
      [t('interaction.file'), one.file_name],
      ...Object.entries(one.metadata),
      [
        t('interaction.imported'),
        one.imported_by
          ? t('interaction.importedBy', { when: dateTime(one.created_at), who: one.imported_by.name })
          : dateTime(one.created_at),
      ],
    ];
    return found.filter(
      (row): row is [string, JSX.Element] => row[1] !== null && row[1] !== undefined && row[1] !== '',
    );
  };
  return (
    <aside
      aria-label={t('interaction.facts')}
      class="min-h-0 overflow-auto border-l border-line bg-sheet px-4.5 py-4 max-lg:border-t max-lg:border-l-0"
    >
      {props.children}
      <h2 class="text-small font-semibold">{t('interaction.facts')}</h2>
      <dl class="mt-2 grid grid-cols-[108px_minmax(0,1fr)] gap-x-3 gap-y-2">
        <For each={rows()}>
          {([name, value]) => (
            <>
              <dt class="text-small leading-5 text-ink-3">{name}</dt>
              <dd class="m-0 break-words">{value}</dd>
            </>
          )}
        </For>
      </dl>
      <Show when={props.interaction.reviews > 0}>
        <p class="mt-3 text-ink-3">{t('interaction.reviews', props.interaction.reviews)}</p>
      </Show>
    </aside>
  );
}
