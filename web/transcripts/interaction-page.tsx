// One contact: heard and read by whoever may, with what is known about it. The same player and transcript as in the
// workspace, nothing to fill in.

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
        <Page title={t('common.contact')}>
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
              <LinkButton href="/interactions">{t('contact.back')}</LinkButton>
            </div>
          </Show>
        </Page>
      }
    >
      {(data) => <Contact contact={data()} />}
    </Show>
  );
}

function Contact(props: { contact: InteractionDetail }): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const [search] = useSearchParams<{ at?: Said; q?: Said; revision?: Said }>();
  const written = () => props.contact.channel !== 'voice';
  /** The transcript as it stood when something was said about it. */
  const asOf = (): number | null => {
    const wanted = wholeIn(search.revision) ?? 0;
    const newest = props.contact.transcript?.revision ?? 0;
    return wanted >= 1 && wanted < newest ? wanted : null;
  };
  const listening = useListening(() => ({
    revision: asOf(),
    id: props.contact.id,
    readable: props.contact.transcript !== null,
    written: written(),
    hears: session.may('recordings:hear'),
  }));
  const asked = soughtIn(search.q);
  const found = useHits(
    () => props.contact.id,
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
        interaction: props.contact.id,
        transcript: listening.whole,
        original: listening.original,
        may: session.may('transcripts:correct'),
      });
  const [chosen, setChosen] = createSignal<number | null>(null);
  const [busy, setBusy] = createSignal(false);
  const length = () => props.contact.duration_ms ?? listening.whole()?.duration_ms ?? null;
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
      interaction={props.contact.id}
      shown={listening.original()}
      hidden={
        (listening.hearing.data?.state ?? 'ready') !== 'ready' ||
        (listening.hearing.data?.muted.length ?? 0) > 0 ||
        listening.turns().some((turn) => turn.text.search(MARK) >= 0)
      }
      opened={listening.hearing.data?.originals.opened_at != null}
      onOpen={() => listening.setOriginal(true)}
    />
  );

  async function review(): Promise<void> {
    if (props.contact.my_review) return navigate(`/reviews/${props.contact.my_review}`);
    setBusy(true);
    try {
      const json = { scorecard_version_id: null };
      const own = await call(interactionsClient[':id'].review.$post({ param: { id: props.contact.id }, json }));
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
      title={t('contact.title', {
        channel: t(`common.channel.${props.contact.channel}`),
        id: props.contact.external_id,
      })}
      facts={
        <>
          <Chip>{props.contact.agent.name}</Chip>
          <Show when={props.contact.queue}>{(queue) => <Chip>{queue()}</Chip>}</Show>
          <Show when={!written() && length() !== null}>
            <Chip>{duration(length() ?? 0)}</Chip>
          </Show>
        </>
      }
      actions={
        <Show when={session.may('reviews:work') && (listening.ready() || props.contact.my_review)}>
          <Button tone="primary" busy={busy()} onClick={() => void review()}>
            {props.contact.my_review ? t('contact.openReview') : t('contact.review')}
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
                <WrittenFacts startedAt={props.contact.started_at} transcript={listening.whole()} />
                <span class="flex-1" />
                <Find finder={finder} onHit={(hit) => setChosen(hit.turn)} />
                {originals()}
              </div>
            }
          >
            <PlayerPane
              interaction={props.contact.id}
              agentChannel={props.contact.agent_channel}
              transcript={listening.whole()}
              peaks={listening.peaks.data ?? null}
              hearing={listening.hearing.data ?? null}
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
                  interaction={props.contact.id}
                  progress={listening.progress.data?.transcription ?? props.contact.transcription}
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
              startedAt={written() ? props.contact.started_at : null}
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
                      <A href={`/interactions/${props.contact.id}`} class="font-medium text-accent hover:underline">
                        {t('correcting.newest')}
                      </A>
                    </p>
                  )}
                </Show>
              }
            />
          )}
        </Show>
        <Facts contact={props.contact}>
          <Show when={listening.whole()}>
            {(own) => (
              <div class="mb-5">
                <MeasuresPanel
                  interaction={props.contact.id}
                  measures={own().measures}
                  turns={own().turns}
                  duration_ms={own().duration_ms}
                  startedAt={written() ? props.contact.started_at : null}
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

/** Heard before the moment somebody searched for. */
const BEFORE_MS = 2000;

function Facts(props: { contact: InteractionDetail; children?: JSX.Element }): JSX.Element {
  const rows = (): [string, JSX.Element][] => {
    const one = props.contact;
    const tongue = one.transcript?.language ?? one.language;
    const found: [string, JSX.Element | null][] = [
      [t('contact.when'), <span class="num">{dateTime(one.started_at)}</span>],
      [t('contact.agent'), one.agent.name],
      [t('contact.teams'), listed(one.teams) || null],
      [t('contact.queue'), one.queue],
      [t('contact.direction'), one.direction && t(`contact.${one.direction}`)],
      [t('contact.language'), tongue === null ? null : languageName(tongue)],
      [t('contact.customer'), one.customer_ref],
      [t('contact.csat'), one.csat === null ? null : String(one.csat)],
      [t('contact.resolved'), one.resolved === null ? null : one.resolved ? t('contact.yes') : t('contact.no')],
      [
        t('contact.tags'),
        one.tags.length === 0 ? null : (
          <span class="flex flex-wrap gap-1">
            {one.tags.map((tag) => (
              <Chip>{tag}</Chip>
            ))}
          </span>
        ),
      ],
      [t('contact.file'), one.file_name],
      ...Object.entries(one.metadata),
      [
        t('contact.imported'),
        one.imported_by
          ? t('contact.importedBy', { when: dateTime(one.created_at), who: one.imported_by.name })
          : dateTime(one.created_at),
      ],
    ];
    return found.filter(
      (row): row is [string, JSX.Element] => row[1] !== null && row[1] !== undefined && row[1] !== '',
    );
  };
  return (
    <aside
      aria-label={t('contact.facts')}
      class="min-h-0 overflow-auto border-l border-line bg-sheet px-4.5 py-4 max-lg:border-t max-lg:border-l-0"
    >
      {props.children}
      <h2 class="text-small font-semibold">{t('contact.facts')}</h2>
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
      <Show when={props.contact.reviews > 0}>
        <p class="mt-3 text-ink-3">{t('contact.reviews', props.contact.reviews)}</p>
      </Show>
    </aside>
  );
}
