import { type JSX, Show } from 'solid-js';
import type { TextMeasures as Measured } from '../../transcription/text/measures/schema.ts';
import { elapsed, hourMinute, number } from '../ui/format.ts';
import { t } from '../words/words.ts';
import { Line, type Moment, Moments, MoodLine, type PanelProps } from './measure-rows.tsx';

/** So many of the longest waits are listed. */
const WAITS = 3;
/** A shorter wait is no wait. */
const LEAST_WAIT_MS = 30_000;

export function TextMeasures(props: PanelProps & { measures: Measured }): JSX.Element {
  const own = () => props.measures;
  const at = (turn: number) => props.turns[turn]?.start_ms ?? 0;
  const written = {
    label: (moment: Moment) =>
      props.startedAt === null ? '' : hourMinute(new Date(Date.parse(props.startedAt) + moment.at_ms).toISOString()),
    show: (moment: Moment) => moment.turn !== undefined && props.onMessage(moment.turn),
  };
  const list = (moments: Moment[]) => <Moments interaction={props.interaction} moments={moments} written={written} />;
  const message = (turn: number, note: string): Moment => ({ at_ms: at(turn), to_ms: at(turn), note, turn });
  const waits = () => longestWaits(own()).map((wait) => message(wait.answered, elapsed(wait.ms)));
  return (
    <dl class="m-0 mt-1.5">
      <Messages measures={own()} />
      <Line
        name={t('measures.firstAnswer')}
        help={t('measures.firstAnswerHelp')}
        value={own().first_response_ms === null ? <None /> : elapsed(own().first_response_ms ?? 0)}
      />
      <Line
        name={t('measures.waits')}
        help={t('measures.waitsHelp')}
        value={
          <Show when={own().longest_wait} fallback={<None />}>
            {(longest) => (
              <>
                {elapsed(own().median_wait_ms ?? 0)}{' '}
                <span class="text-ink-3">{t('measures.longest', { time: elapsed(longest().ms) })}</span>
              </>
            )}
          </Show>
        }
      >
        {list(waits())}
      </Line>
      <Line name={t('measures.rounds')} help={t('measures.roundsHelp')} value={number(own().rounds)} />
      <Line
        name={t('measures.unanswered')}
        help={t('measures.unansweredHelp')}
        value={own().unanswered.length === 0 ? <None /> : number(own().unanswered.length)}
      >
        {list(own().unanswered.map((turn) => message(turn, t('common.speaker.customer'))))}
      </Line>
      <Closing measures={own()} />
      <MoodLine mood={own().mood} moments={({ turn, at_ms }) => ({ at_ms, to_ms: at_ms, turn })} list={list} />
    </dl>
  );
}

const longestWaits = ({ waits }: Measured) =>
  waits
    .filter(({ ms }) => ms >= LEAST_WAIT_MS)
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, WAITS);

function Messages(props: { measures: Measured }): JSX.Element {
  return (
    <Line
      name={t('measures.messages')}
      help={t('measures.messagesHelp')}
      value={
        <>
          <span class="text-agent">
            {t('common.speaker.agent')} {number(props.measures.agent_messages)}
          </span>
          {' · '}
          <span class="text-customer">
            {t('common.speaker.customer')} {number(props.measures.customer_messages)}
          </span>
        </>
      }
    />
  );
}

function Closing(props: { measures: Measured }): JSX.Element {
  return (
    <Line
      name={t('measures.closing')}
      help={t('measures.closingHelp')}
      value={
        <>
          {t(props.measures.closing.taken ? 'measures.yes' : 'measures.no')}
          <Show when={props.measures.closing.last}>
            {(last) => (
              <span class="text-ink-3">
                {' · '}
                {t('measures.lastWrote', { who: t(`common.speaker.${last()}`) })}
              </span>
            )}
          </Show>
        </>
      }
    />
  );
}

const None = (): JSX.Element => <span class="text-ink-3">{t('measures.none')}</span>;
