import { type JSX, Show } from 'solid-js';
import type { CallMeasures as Measured } from '../../transcription/text/measures/schema.ts';
import { percent } from '../ui/format.ts';
import { t } from '../words/words.ts';
import { BothSides } from './both-sides.tsx';
import { AFTER_MS, inSeconds, Line, type Moment, Moments, MoodLine, type PanelProps } from './measure-rows.tsx';

export function CallMeasures(props: PanelProps & { measures: Measured }): JSX.Element {
  const own = () => props.measures;
  return (
    <>
      <Show when={own().missing}>
        {(side) => <p class="mt-2 mb-0 text-small text-ink-3">{t(`measures.missing.${side()}`)}</p>}
      </Show>
      <Show
        when={own().agent_talk_ms !== null || own().customer_talk_ms !== null}
        fallback={<p class="mt-2 text-small text-ink-3">{t('measures.unknownSpeakers')}</p>}
      >
        <BothSides {...props} />
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
          <Silences {...props} />
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
            <Moments interaction={props.interaction} moments={overlapsIn(own())} />
          </Line>
        </Show>
        <Show when={own().customer_talk_ms !== null}>
          <MoodLine
            mood={own().mood}
            moments={({ turn, at_ms }) => ({ at_ms, to_ms: props.turns[turn]?.end_ms ?? at_ms })}
            list={(moments) => <Moments interaction={props.interaction} moments={moments} />}
          />
        </Show>
      </dl>
    </>
  );
}

function Silences(props: PanelProps & { measures: Measured }): JSX.Element {
  const own = () => props.measures;
  return (
    <>
      <Line
        name={t('measures.silence')}
        help={t('measures.silenceHelp')}
        value={
          <>
            {inSeconds(own().silence_ms ?? 0)}{' '}
            <span class="text-ink-3">
              {t('measures.ofTheCall', {
                share: percent(Math.round(((own().silence_ms ?? 0) / Math.max(1, props.duration_ms)) * 100) * 100),
              })}{' '}
              · {t('measures.longest', { time: inSeconds(own().longest_silence_ms ?? 0) })}
            </span>
          </>
        }
      >
        <Moments interaction={props.interaction} moments={silencesIn(own())} />
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
        <Moments interaction={props.interaction} moments={holdsIn(own())} />
      </Line>
    </>
  );
}

function holdsIn(own: Measured): Moment[] {
  return own.holds.map((hold) => ({
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
}

function silencesIn(own: Measured): Moment[] {
  return own.silences
    .filter((gap) => !own.holds.some((hold) => hold.start_ms === gap.start_ms))
    .map((gap) => ({
      at_ms: gap.start_ms,
      to_ms: gap.end_ms + AFTER_MS,
      note: [
        inSeconds(gap.end_ms - gap.start_ms),
        t(gap.announced ? 'measures.announced' : 'measures.unannounced'),
      ].join(t('measures.between')),
    }));
}

function overlapsIn(own: Measured): Moment[] {
  return (own.overlaps ?? [])
    .filter((one) => one.end_ms - one.start_ms >= 150)
    .map((one) => ({
      at_ms: one.start_ms,
      to_ms: one.end_ms + AFTER_MS,
      note: [inSeconds(one.end_ms - one.start_ms), t('measures.began', { who: t(`common.speaker.${one.began}`) })].join(
        t('measures.between'),
      ),
      tone: one.began,
    }));
}
