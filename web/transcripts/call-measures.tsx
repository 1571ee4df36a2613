import { type JSX, Show } from 'solid-js';
import type { CallMeasures as Measured } from '../../transcription/text/measures/schema.ts';
import { duration, number, percent } from '../ui/format.ts';
import { t } from '../words/words.ts';
import { Explained, Line, type Moment, Moments, MoodLine, type PanelProps } from './measure-rows.tsx';

const seconds = (ms: number) => number(ms / 1000, 1);
/** A length is rounded, where a place in the sound is cut off. */
const rounded = (ms: number | null) => (ms === null ? null : duration(Math.round(ms / 1000) * 1000));
const inSeconds = (ms: number) => t('measures.seconds', { n: seconds(ms) });

/** A moment is heard to its end, and a little of what follows. */
const AFTER_MS = 2500;

export function CallMeasures(props: PanelProps & { measures: Measured }): JSX.Element {
  const own = () => props.measures;
  const list = (moments: Moment[]) => <Moments interaction={props.interaction} moments={moments} />;
  const whole = () => Math.max(1, props.duration_ms);
  const holds = (): Moment[] =>
    own().holds.map((hold) => ({
      at_ms: hold.start_ms,
      to_ms: hold.end_ms + AFTER_MS,
      note: [
        inSeconds(hold.end_ms - hold.start_ms),
        t(hold.announced ? 'measures.announced' : 'measures.unannounced'),
        hold.sound && t(hold.sound === 'music' ? 'measures.music' : 'measures.noMusic'),
        t(`measures.${hold.after ?? 'notThanked'}`),
      ]
        .filter(Boolean)
        .join(t('measures.between')),
    }));
  const silences = (): Moment[] =>
    own()
      .silences.filter((gap) => !own().holds.some((hold) => hold.start_ms === gap.start_ms))
      .map((gap) => ({
        at_ms: gap.start_ms,
        to_ms: gap.end_ms + AFTER_MS,
        note: [
          inSeconds(gap.end_ms - gap.start_ms),
          t(gap.announced ? 'measures.announced' : 'measures.unannounced'),
        ].join(t('measures.between')),
      }));
  const overlaps = (): Moment[] =>
    (own().overlaps ?? [])
      .filter((one) => one.end_ms - one.start_ms >= 150)
      .map((one) => ({
        at_ms: one.start_ms,
        to_ms: one.end_ms + AFTER_MS,
        note: [
          inSeconds(one.end_ms - one.start_ms),
          t('measures.began', { who: t(`common.speaker.${one.began}`) }),
        ].join(t('measures.between')),
        tone: one.began,
      }));
  return (
    <>
      <Show when={own().missing}>
        {(side) => <p class="mt-2 mb-0 text-small text-ink-3">{t(`measures.missing.${side()}`)}</p>}
      </Show>
      <Show
        when={own().agent_talk_ms !== null || own().customer_talk_ms !== null}
        fallback={<p class="mt-2 text-small text-ink-3">{t('measures.unknownSpeakers')}</p>}
      >
        <Sides {...props} />
      </Show>
      <dl class="m-0 mt-1">
        <Show when={own().time_to_greeting_ms !== null}>
          <Line
            name={t('measures.greeting')}
            help={t('measures.greetingHelp')}
            value={inSeconds(own().time_to_greeting_ms ?? 0)}
          />
        </Show>
        <Show when={own().missing === null}>
          <Line
            name={t('measures.silence')}
            help={t('measures.silenceHelp')}
            value={
              <>
                {inSeconds(own().silence_ms ?? 0)}{' '}
                <span class="text-ink-3">
                  {t('measures.ofTheCall', {
                    share: percent(Math.round(((own().silence_ms ?? 0) / whole()) * 100) * 100),
                  })}{' '}
                  · {t('measures.longest', { time: inSeconds(own().longest_silence_ms ?? 0) })}
                </span>
              </>
            }
          >
            {list(silences())}
          </Line>
          <Line
            name={t('measures.holds')}
            help={t('measures.holdsHelp')}
            value={
              <Show when={own().holds.length > 0} fallback={<span class="text-ink-3">{t('measures.none')}</span>}>
                {inSeconds(own().hold_ms ?? 0)}{' '}
                <span class="text-ink-3">{t('measures.holdTimes', own().holds.length)}</span>
              </Show>
            }
          >
            {list(holds())}
          </Line>
        </Show>
        <Show when={own().overlap_ms !== null}>
          <Line
            name={t('measures.overlap')}
            help={t('measures.overlapHelp')}
            value={
              <Show when={own().overlap_ms} fallback={<span class="text-ink-3">{t('measures.none')}</span>}>
                {(ms) => <>{inSeconds(ms())}</>}
              </Show>
            }
          >
            {list(overlaps())}
          </Line>
        </Show>
        <Show when={own().customer_talk_ms !== null}>
          <MoodLine
            mood={own().mood}
            moments={({ turn, at_ms }) => ({ at_ms, to_ms: props.turns[turn]?.end_ms ?? at_ms })}
            list={list}
          />
        </Show>
      </dl>
    </>
  );
}

/** What is measured of each side, beside each other. */
function Sides(props: PanelProps & { measures: Measured }): JSX.Element {
  const own = () => props.measures;
  const share = () => own().agent_share_bp;
  const agentShare = () => Math.round((share() ?? 0) / 100) * 100;
  const pace = (side: 'agent' | 'customer') => {
    const one = own().pace[side];
    if (!one) return null;
    return (
      <>
        {number(one.per_minute)}
        <span class="block text-small text-ink-3">
          {t(one.unit === 'words' ? 'measures.wordsAMinute' : 'measures.charactersAMinute')}
        </span>
      </>
    );
  };
  const fillers = (side: 'agent' | 'customer') => {
    const one = own().fillers[side];
    if (!one) return null;
    return (
      <>
        {number(one.count)}
        <Show when={one.count > 0}>
          <span class="block text-small text-ink-3">{t('measures.aMinute', { n: number(one.per_minute, 1) })}</span>
        </Show>
      </>
    );
  };
  const response = (side: 'agent' | 'customer') => {
    const one = own().response[side];
    if (!one) return null;
    return (
      <>
        {inSeconds(one.median_ms)}
        <span class="block text-small text-ink-3">{t('measures.longest', { time: inSeconds(one.longest_ms) })}</span>
      </>
    );
  };
  const cuts = (side: 'agent' | 'customer') => {
    const all = own().interruptions;
    return all === null ? null : number(all.filter(({ by }) => by === side).length);
  };
  const moments = (): Moment[] => [
    ...(own().interruptions ?? []).map((one) => ({
      at_ms: one.at_ms,
      to_ms: one.at_ms + one.early_ms + AFTER_MS,
      note: t('measures.cutIn', { who: t(`common.speaker.${one.by}`), seconds: seconds(one.early_ms) }),
      tone: one.by,
    })),
  ];
  const said = (): Moment[] =>
    (['agent', 'customer'] as const)
      .flatMap((side) =>
        (own().fillers[side]?.moments ?? []).map((one) => ({
          at_ms: one.at_ms,
          to_ms: one.at_ms + AFTER_MS,
          note: t('measures.quoted', { words: one.text }),
          tone: side,
        })),
      )
      .sort((a, b) => a.at_ms - b.at_ms);
  const list = (found: Moment[]) => (
    <Show when={found.length > 0}>
      <tr>
        <td colspan="3" class="pb-1.5">
          <Moments interaction={props.interaction} moments={found} />
        </td>
      </tr>
    </Show>
  );
  return (
    <>
      <Show when={share() !== null}>
        <p class="mt-2 mb-0">
          <span class="sr-only">
            {t('measures.share', { agent: percent(agentShare()), customer: percent(10_000 - agentShare()) })}
          </span>
          <span aria-hidden="true" class="flex h-1.5 gap-0.5 overflow-hidden rounded-full">
            <span class="bg-agent" style={{ width: `${agentShare() / 100}%` }} />
            <span class="flex-1 bg-customer" />
          </span>
        </p>
      </Show>
      <table class="mt-1.5 w-full table-fixed border-collapse" aria-label={t('measures.both')}>
        <colgroup>
          <col style={{ width: '92px' }} />
          <col />
          <col />
        </colgroup>
        <thead>
          <tr class="text-left text-small">
            <td />
            <th scope="col" class="pb-1 font-semibold whitespace-nowrap text-agent">
              {t('common.speaker.agent')}{' '}
              <Show when={share() !== null}>
                <span aria-hidden="true" class="num font-normal">
                  {percent(agentShare())}
                </span>
              </Show>
            </th>
            <th scope="col" class="pb-1 font-semibold whitespace-nowrap text-customer">
              {t('common.speaker.customer')}{' '}
              <Show when={share() !== null}>
                <span aria-hidden="true" class="num font-normal">
                  {percent(10_000 - agentShare())}
                </span>
              </Show>
            </th>
          </tr>
        </thead>
        <tbody>
          <Row
            name={t('measures.talk')}
            help={t('measures.talkHelp')}
            agent={rounded(own().agent_talk_ms)}
            customer={rounded(own().customer_talk_ms)}
          />
          <Row
            name={t('measures.pace')}
            help={t('measures.paceHelp')}
            agent={pace('agent')}
            customer={pace('customer')}
          />
          <Row
            name={t('measures.response')}
            help={t('measures.responseHelp')}
            agent={response('agent')}
            customer={response('customer')}
          />
          <Row
            name={t('measures.interruptions')}
            help={t('measures.interruptionsHelp')}
            agent={cuts('agent')}
            customer={cuts('customer')}
          />
          {list(moments())}
          <Row
            name={t('measures.fillers')}
            help={t('measures.fillersHelp')}
            agent={fillers('agent')}
            customer={fillers('customer')}
          />
          {list(said())}
        </tbody>
      </table>
    </>
  );
}

function Row(props: { name: string; help: string; agent: JSX.Element; customer: JSX.Element }): JSX.Element {
  return (
    <tr class="border-t border-line align-baseline">
      <th scope="row" class="py-1.75 text-left font-normal">
        <Explained name={props.name} help={props.help} />
      </th>
      <td class="num py-1.75">{props.agent ?? <span class="text-ink-3">–</span>}</td>
      <td class="num py-1.75">{props.customer ?? <span class="text-ink-3">–</span>}</td>
    </tr>
  );
}
