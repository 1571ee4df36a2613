// The measures of both sides of a call, side by side.

import { type JSX, Show } from 'solid-js';
import type { CallMeasures as Measured } from '../../transcription/text/measures/schema.ts';
import { duration, number, percent } from '../ui/format.ts';
import { t } from '../words/words.ts';
import { AFTER_MS, Explained, inSeconds, type Moment, Moments, type PanelProps } from './measure-rows.tsx';

type Side = 'agent' | 'customer';
type Props = PanelProps & { measures: Measured };

/** A length is rounded, where a place in the sound is cut off. */
const rounded = (ms: number | null) => (ms === null ? null : duration(Math.round(ms / 1000) * 1000));

/** Rounded to a whole percent; null while a share is not known. */
const shares = ({ agent_share_bp }: Measured): Record<Side, number> | null => {
  if (agent_share_bp === null) return null;
  const agent = Math.round(agent_share_bp / 100) * 100;
  return { agent, customer: 10_000 - agent };
};

export function BothSides(props: Props): JSX.Element {
  const own = () => props.measures;
  const cuts = (side: Side) => {
    const all = own().interruptions;
    return all === null ? null : number(all.filter(({ by }) => by === side).length);
  };
  return (
    <>
      <Show when={shares(own())}>{(both) => <ShareBar of={both()} />}</Show>
      <table class="mt-1.5 w-full table-fixed border-collapse" aria-label={t('measures.both')}>
        <colgroup>
          <col style={{ width: '92px' }} />
          <col />
          <col />
        </colgroup>
        <thead>
          <tr class="text-left text-small">
            <td />
            <SideHead side="agent" class="text-agent" of={shares(own())} />
            <SideHead side="customer" class="text-customer" of={shares(own())} />
          </tr>
        </thead>
        <tbody>
          <Row
            name={t('measures.talk')}
            help={t('measures.talkHelp')}
            agent={rounded(own().agent_talk_ms)}
            customer={rounded(own().customer_talk_ms)}
          />
          <RowOf name={t('measures.pace')} help={t('measures.paceHelp')} of={own().pace} cell={Pace} />
          <RowOf name={t('measures.response')} help={t('measures.responseHelp')} of={own().response} cell={Response} />
          <Row
            name={t('measures.interruptions')}
            help={t('measures.interruptionsHelp')}
            agent={cuts('agent')}
            customer={cuts('customer')}
          />
          <MomentsRow interaction={props.interaction} moments={interruptionsIn(own())} />
          <RowOf name={t('measures.fillers')} help={t('measures.fillersHelp')} of={own().fillers} cell={Fillers} />
          <MomentsRow interaction={props.interaction} moments={fillersIn(own())} />
        </tbody>
      </table>
    </>
  );
}

function ShareBar(props: { of: Record<Side, number> }): JSX.Element {
  return (
    <p class="mt-2 mb-0">
      <span class="sr-only">
        {t('measures.share', { agent: percent(props.of.agent), customer: percent(props.of.customer) })}
      </span>
      <span aria-hidden="true" class="flex h-1.5 gap-0.5 overflow-hidden rounded-full">
        <span class="bg-agent" style={{ width: `${props.of.agent / 100}%` }} />
        <span class="flex-1 bg-customer" />
      </span>
    </p>
  );
}

function SideHead(props: { side: Side; class: string; of: Record<Side, number> | null }): JSX.Element {
  return (
    <th scope="col" class={`pb-1 font-semibold whitespace-nowrap ${props.class}`}>
      {t(`common.speaker.${props.side}`)}{' '}
      <Show when={props.of}>
        {(both) => (
          <span aria-hidden="true" class="num font-normal">
            {percent(both()[props.side])}
          </span>
        )}
      </Show>
    </th>
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

function RowOf<One>(props: {
  name: string;
  help: string;
  of: Record<Side, One | null>;
  cell: (props: { of: One }) => JSX.Element;
}): JSX.Element {
  const cell = (one: One | null) => (one === null ? null : props.cell({ of: one }));
  return <Row name={props.name} help={props.help} agent={cell(props.of.agent)} customer={cell(props.of.customer)} />;
}

function MomentsRow(props: { interaction: string; moments: Moment[] }): JSX.Element {
  return (
    <Show when={props.moments.length > 0}>
      <tr>
        <td colspan="3" class="pb-1.5">
          <Moments interaction={props.interaction} moments={props.moments} />
        </td>
      </tr>
    </Show>
  );
}

function Pace(props: { of: NonNullable<Measured['pace'][Side]> }): JSX.Element {
  return (
    <>
      {number(props.of.per_minute)}
      <span class="block text-small text-ink-3">
        {t(props.of.unit === 'words' ? 'measures.wordsAMinute' : 'measures.charactersAMinute')}
      </span>
    </>
  );
}

function Fillers(props: { of: NonNullable<Measured['fillers'][Side]> }): JSX.Element {
  return (
    <>
      {number(props.of.count)}
      <Show when={props.of.count > 0}>
        <span class="block text-small text-ink-3">{t('measures.aMinute', { n: number(props.of.per_minute, 1) })}</span>
      </Show>
    </>
  );
}

function Response(props: { of: NonNullable<Measured['response'][Side]> }): JSX.Element {
  return (
    <>
      {inSeconds(props.of.median_ms)}
      <span class="block text-small text-ink-3">{t('measures.longest', { time: inSeconds(props.of.longest_ms) })}</span>
    </>
  );
}

function interruptionsIn(own: Measured): Moment[] {
  return (own.interruptions ?? []).map((one) => ({
    at_ms: one.at_ms,
    to_ms: one.at_ms + one.early_ms + AFTER_MS,
    note: t('measures.cutIn', { who: t(`common.speaker.${one.by}`), seconds: number(one.early_ms / 1000, 1) }),
    tone: one.by,
  }));
}

function fillersIn(own: Measured): Moment[] {
  return (['agent', 'customer'] as const)
    .flatMap((side) =>
      (own.fillers[side]?.moments ?? []).map((one) => ({
        at_ms: one.at_ms,
        to_ms: one.at_ms + AFTER_MS,
        note: t('measures.quoted', { words: one.text }),
        tone: side,
      })),
    )
    .sort((a, b) => a.at_ms - b.at_ms);
}
