// The scorecard beside the conversation.
import type { JSX } from 'solid-js';
import { agentIndex } from '../../transcripts/player-pane.tsx';
import { LeadingLanguage } from '../../ui/wording.tsx';
import { t } from '../../words/words.ts';
import type { Reviewing } from './reviewing.ts';
import { ReviewFoot, ReviewScorecard } from './scorecard.tsx';

export function ScorecardSide(props: { desk: Reviewing }): JSX.Element {
  const { definition, draft, pointing, submitting, written, interaction, listening, transcript } = props.desk;
  const source = () => {
    const index = agentIndex(interaction.agent_channel, transcript());
    return {
      interaction: interaction.id,
      channels: listening.peaks.data?.channels.length ?? null,
      agent: index === null ? ('mono' as const) : index === 0 ? ('left' as const) : ('right' as const),
    };
  };
  return (
    <LeadingLanguage of={definition.leading}>
      <section
        aria-label={t('review.form')}
        class="flex min-h-0 flex-col border-l border-line bg-sheet max-lg:border-t max-lg:border-l-0"
      >
        <ReviewScorecard
          draft={draft}
          sections={props.desk.sections()}
          missing={props.desk.missing()}
          strict={submitting.strict()}
          current={pointing.current()}
          onCurrent={pointing.setCurrent}
          moments={{
            interaction: interaction.id,
            source,
            silent: written,
            timeOf: pointing.timeOf,
            show: pointing.show,
            here: pointing.here,
            heard: pointing.heard,
            pin: () => pointing.pin(pointing.here()),
          }}
          scorecard={definition}
        />
        <ReviewFoot
          scorecard={definition}
          score={props.desk.score()}
          busy={submitting.busy()}
          onSubmit={submitting.ask}
        />
      </section>
    </LeadingLanguage>
  );
}
