// The conversation in the workspace: player at the top, transcript below.

import { type JSX, Show } from 'solid-js';
import { Find } from '../../transcripts/find.tsx';
import { MeasuresButton } from '../../transcripts/measures-panel.tsx';
import { seekTo } from '../../transcripts/player-keys.ts';
import { PlayerPane } from '../../transcripts/player-pane.tsx';
import { TranscriptPane } from '../../transcripts/transcript-pane.tsx';
import { TranscriptAwaited } from '../../transcripts/unfinished.tsx';
import { WrittenHead } from '../../transcripts/written-head.tsx';
import { said } from '../../words/words.ts';
import { EvidenceFor } from './evidence-for.tsx';
import type { Reviewing } from './reviewing.ts';
import { criteriaShown } from './scorecard-view.ts';

export function ConversationHead(props: { desk: Reviewing }): JSX.Element {
  const { interaction, listening, transcript, finder, pointing, written, evidence, length } = props.desk;
  return (
    <Show
      when={!written}
      fallback={
        <WrittenHead startedAt={interaction.started_at} transcript={transcript()}>
          <Measured desk={props.desk} />
          <Find finder={finder} onHit={(hit) => pointing.setChosen(hit.turn)} />
        </WrittenHead>
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
          <Measured desk={props.desk} />
          <Find finder={finder} onHit={(hit) => seekTo(listening.turns(), hit)} />
        </Show>
      </PlayerPane>
    </Show>
  );
}

function Measured(props: { desk: Reviewing }): JSX.Element {
  const { interaction, transcript, startedAt, pointing } = props.desk;
  return (
    <Show when={transcript()}>
      {(own) => (
        <MeasuresButton
          interaction={interaction.id}
          measures={own().measures}
          turns={own().turns}
          duration_ms={own().duration_ms}
          startedAt={startedAt}
          onMessage={pointing.setChosen}
        />
      )}
    </Show>
  );
}

export function Conversation(props: { desk: Reviewing }): JSX.Element {
  const { interaction, listening, transcript, finder, pointing, startedAt, evidence, correcting, sections } =
    props.desk;
  return (
    <Show
      when={transcript()}
      fallback={<TranscriptAwaited interaction={interaction.id} listening={listening} progress={null} reviewing />}
    >
      {(own) => (
        <TranscriptPane
          class="max-lg:h-[45dvh]"
          transcript={own()}
          startedAt={startedAt}
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
              criteria={criteriaShown(sections()).map(({ id, text }) => ({ id, name: said(text) }))}
              current={pointing.current()}
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
  );
}
