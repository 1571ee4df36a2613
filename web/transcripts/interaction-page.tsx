// One interaction with its player, transcript and facts, as in the workspace but without a scorecard.

import { A, useNavigate, useParams } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { MARK } from '../../transcription/text/redaction/mask.ts';
import { turnStep } from '../audio/follow.ts';
import { player } from '../audio/player.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { duration } from '../ui/format.ts';
import { useKeys } from '../ui/keys.tsx';
import { ErrorNote, Skeleton } from '../ui/states.tsx';
import { t } from '../words/words.ts';
import { ChooseScorecard, createChoosing } from './choosing.tsx';
import { correctingKeys } from './correcting.ts';
import { type InteractionDetail, useInteraction } from './data.ts';
import { Find } from './find.tsx';
import { InteractionFacts } from './interaction-facts.tsx';
import { MeasuresPanel } from './measures-panel.tsx';
import { OpenOriginal, OriginalBanner } from './original.tsx';
import { playerActions, playerKeys, seekTo, turnKeys } from './player-keys.ts';
import { PlayerPane } from './player-pane.tsx';
import { createReading, type Reading } from './reading.ts';
import { TranscriptPane } from './transcript-pane.tsx';
import { TranscriptAwaited } from './unfinished.tsx';
import { WrittenHead } from './written-head.tsx';

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

type Parts = { interaction: InteractionDetail; reading: Reading };

function InteractionView(props: { interaction: InteractionDetail }): JSX.Element {
  const reading = createReading(props);
  const { listening, finder, hears, length } = reading;
  useKeys(() => [
    ...(hears()
      ? [
          ...playerKeys(playerActions),
          ...turnKeys((step) => player.seek(turnStep(listening.turns(), player.time(), step))),
        ]
      : []),
    ...correctingKeys(reading.correcting(), listening.turns),
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
          <Show when={!reading.written() && length() !== null}>
            <Chip>{duration(length() ?? 0)}</Chip>
          </Show>
        </>
      }
      actions={<ReviewButton interaction={props.interaction} ready={listening.ready()} />}
      fixed
    >
      <div class="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_320px] grid-rows-[auto_minmax(0,1fr)] max-lg:block max-lg:overflow-auto">
        <div class="col-span-2 min-w-0">
          <Sound interaction={props.interaction} reading={reading} />
          <Show when={listening.original()}>
            <OriginalBanner written={reading.written()} onHide={() => listening.setOriginal(false)} />
          </Show>
        </div>
        <Words interaction={props.interaction} reading={reading} />
        <InteractionFacts interaction={props.interaction}>
          <Measured interaction={props.interaction} reading={reading} />
        </InteractionFacts>
      </div>
    </Page>
  );
}

/** Opens one's own review of it, or asks on which scorecard to begin one. */
function ReviewButton(props: { interaction: InteractionDetail; ready: boolean }): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const choosing = createChoosing();
  const review = () =>
    props.interaction.my_review
      ? navigate(`/reviews/${props.interaction.my_review}`)
      : void choosing.ask({ id: props.interaction.id, recorded: props.interaction.file_name !== null });
  return (
    <Show when={session.may('reviews:work') && (props.ready || props.interaction.my_review)}>
      <Button tone="primary" aria-disabled={choosing.asking(props.interaction.id)} onClick={review}>
        {props.interaction.my_review ? t('interaction.openReview') : t('interaction.review')}
      </Button>
      <ChooseScorecard of={choosing} />
    </Show>
  );
}

/** The player, or the line over a conversation that is not heard. */
function Sound(props: Parts): JSX.Element {
  const { listening, finder, hears, length, setChosen } = props.reading;
  return (
    <Show
      when={hears()}
      fallback={
        <WrittenHead startedAt={props.interaction.started_at} transcript={listening.whole()}>
          <Find finder={finder} onHit={(hit) => setChosen(hit.turn)} />
          <Originals {...props} />
        </WrittenHead>
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
          <Find finder={finder} onHit={(hit) => seekTo(listening.turns(), hit)} />
        </Show>
        <Originals {...props} />
      </PlayerPane>
    </Show>
  );
}

function Originals(props: Parts): JSX.Element {
  const { listening } = props.reading;
  return (
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
}

function Words(props: Parts): JSX.Element {
  const { listening, finder, asOf, written, chosen, setChosen } = props.reading;
  return (
    <Show
      when={listening.whole()}
      fallback={
        <TranscriptAwaited
          interaction={props.interaction.id}
          listening={listening}
          progress={props.interaction.transcription}
        />
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
          correcting={props.reading.correcting()}
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
  );
}

function Measured(props: Parts): JSX.Element {
  const { listening, written, setChosen } = props.reading;
  return (
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
  );
}
