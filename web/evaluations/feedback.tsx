// One evaluation as the agent reads it: what went well and one thing to change, each with the moment to play, and only
// then the score, set against many reviews. Coaches and managers see the same.
import { A } from '@solidjs/router';
import { createMemo, createSignal, createUniqueId, For, type JSX, Show } from 'solid-js';
import type { EvaluationPage } from '../../api/evaluations/contract.ts';
import { BreakNotes } from '../scorecards/breaks.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { TextArea } from '../ui/field.tsx';
import { Figure } from '../ui/figure.tsx';
import { date, dateTime, points } from '../ui/format.ts';
import { ErrorNote } from '../ui/states.tsx';
import { LeadingLanguage, saidMarked, Wording } from '../ui/wording.tsx';
import { language, t } from '../words/words.ts';
import { gap, HowComputed, ScorecardAnswers } from './feedback-scorecard.tsx';
import { answerText, type Item, itemsOf, messageOf, momentsOf } from './feedback-view.ts';
import { MomentRow } from './moment-row.tsx';

type FeedbackProps = {
  evaluation: EvaluationPage;
  /** The reader is the agent it is about. */
  mine: boolean;
  /** Of acknowledging: how it is done, whether it is under way, what it was refused with. */
  acknowledge: (comment: string) => void;
  busy: boolean;
  refused: unknown;
};

export function Feedback(props: FeedbackProps): JSX.Element {
  const items = createMemo(() =>
    itemsOf(props.evaluation.definition, props.evaluation.answers, props.evaluation.score),
  );
  const message = createMemo(() => messageOf(items(), props.evaluation.score));
  const interaction = () => props.evaluation.interaction;
  return (
    <LeadingLanguage of={props.evaluation.definition.leading}>
      <div class="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4">
        <FeedbackHead evaluation={props.evaluation} />

        <Show when={props.evaluation.summary.trim()}>
          {(summary) => (
            <Card title={t('feedback.summary', { name: props.evaluation.reviewer.name })}>
              <p class="text-read whitespace-pre-line">{summary()}</p>
            </Card>
          )}
        </Show>

        <Card title={t('feedback.strengths')}>
          <For each={message().strengths} fallback={<p class="text-read text-ink-2">{t('feedback.noStrengths')}</p>}>
            {(item) => <Point item={item} interaction={interaction()} strength />}
          </For>
        </Card>

        <Show
          when={message().change}
          fallback={
            <Card title={t('feedback.nothing')}>
              <p class="text-read">{t('feedback.nothingLong')}</p>
            </Card>
          }
        >
          {(change) => (
            <Card title={t('feedback.change')}>
              <Point item={change()} interaction={interaction()} />
              <Show when={message().critical.length > 0}>
                <h4 class="mt-5 text-base font-semibold">{t('feedback.alsoCritical', message().critical.length)}</h4>
                <For each={message().critical}>{(item) => <Point item={item} interaction={interaction()} />}</For>
              </Show>
              <Show when={message().others > 0}>
                <p class="mt-4 text-ink-3">{t('feedback.others', message().others)}</p>
              </Show>
            </Card>
          )}
        </Show>

        <ScoreCard {...props} items={items()} />
        <ScorecardAnswers
          items={items()}
          score={props.evaluation.score}
          scorecard={props.evaluation.definition}
          interaction={interaction()}
        />
      </div>
    </LeadingLanguage>
  );
}

function FeedbackHead(props: { evaluation: EvaluationPage }): JSX.Element {
  const interaction = () => props.evaluation.interaction;
  /** The revision it was made on, where that is no longer the newest. */
  const correctedSince = () => {
    const { revision, newest } = props.evaluation.transcript;
    return revision !== null && newest !== null && revision < newest ? revision : null;
  };
  return (
    <div>
      <h2 class="text-title font-semibold tracking-tight">
        {t('feedback.interaction', {
          channel: t(`common.channel.${interaction().channel}`),
          date: date(interaction().started_at),
        })}
      </h2>
      <p class="mt-0.5 text-ink-3">
        {t('feedback.reviewed', {
          reviewer: props.evaluation.reviewer.name,
          scorecard: saidMarked(props.evaluation.scorecard.name),
          number: props.evaluation.scorecard.number,
        })}
        {' · '}
        {t(`feedback.${props.evaluation.kind}`)}
      </p>
      <Show when={correctedSince()}>
        {(revision) => (
          <p class="mt-1 text-ink-3">
            {t('correcting.since')}{' '}
            <A
              href={`/interactions/${interaction().id}?revision=${revision()}`}
              class="font-medium text-accent hover:underline print:hidden"
            >
              {t('correcting.asItWas')}
            </A>
          </p>
        )}
      </Show>
    </div>
  );
}

function Card(props: { title: string; children: JSX.Element }): JSX.Element {
  return (
    <section class="sheet px-5 py-4.5">
      <h3 class="mb-2 text-base font-semibold">{props.title}</h3>
      {props.children}
    </section>
  );
}

/** One thing said: what it is about, the reviewer's words, the moments. */
function Point(props: { item: Item; interaction: EvaluationPage['interaction']; strength?: boolean }): JSX.Element {
  const comment = () => props.item.answer.comment.trim();
  const moments = () => momentsOf(props.item);
  const answer = () => {
    const text = answerText(props.item);
    return text ? t('feedback.answered', { answer: saidMarked(text) }) : '';
  };
  const about = () => saidMarked(props.item.criterion.text);
  return (
    <div class="[div+&]:mt-5">
      {/* What the reviewer wrote is the message; without it, the scorecard's own words are. */}
      <Show
        when={comment()}
        fallback={
          <p class="text-read">
            {sentence(about())}
            {gap()}
            <span class="text-ink-3">{props.strength ? t('feedback.fullyMet') : sentence(answer())}</span>
          </p>
        }
      >
        <p class="text-read">{comment()}</p>
        <p class="mt-0.5 text-ink-3">
          {about()}
          <Show when={!props.strength && answer()}> · {answer()}</Show>
        </p>
      </Show>
      <For each={moments()}>
        {(moment) => (
          <MomentRow
            interaction={props.interaction}
            moment={moment}
            critical={props.item.critical !== null}
            about={
              <>
                <Wording text={props.item.section.name} />
                <Show when={props.item.critical}>{(whom) => <> · {t(`common.critical.${whom()}`)}</>}</Show>
              </>
            }
          />
        )}
      </For>
      <Show when={moments().length === 0 && props.item.critical}>
        {(whom) => (
          <p class="mt-2 flex flex-wrap items-center gap-2">
            <Chip tone="bad">{t(`common.critical.${whom()}`)}</Chip>
            <span class="text-ink-3">{t('feedback.noMoment')}</span>
          </p>
        )}
      </Show>
    </div>
  );
}

/** Ends like a sentence, whatever punctuation the scorecard's author used. */
const sentence = (words: string): string =>
  words === '' || /[.!?。！？…]["”』」]?$/.test(words) ? words : `${words}${language() === 'zh' ? '。' : '.'}`;

function ScoreCard(props: FeedbackProps & { items: Item[] }): JSX.Element {
  const [how, setHow] = createSignal(false);
  const id = createUniqueId();
  const own = () => props.evaluation;
  const estimate = () => own().context.estimate;
  const zeroed = () => own().score.final_bp !== own().score.score_bp;
  return (
    <section class="sheet px-5 py-4.5">
      <div class="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Score evaluation={own()} />
        <p class="min-w-58 flex-1 text-ink-2">
          {t('feedback.little')}
          {gap()}
          <Context estimate={estimate()} mine={props.mine} name={own().agent.name} />
          {gap()}
          <Show when={own().context.target_bp}>
            {(target) => (
              <>
                {t('feedback.target', { points: points(target()) })}
                {gap()}
              </>
            )}
          </Show>
          <Show when={zeroed()}>
            {t('feedback.zeroed', { points: points(own().score.score_bp ?? 0) })}
            {gap()}
          </Show>
          <button
            type="button"
            class="font-medium text-accent hover:underline print:hidden"
            aria-expanded={how()}
            aria-controls={id}
            onClick={() => setHow(!how())}
          >
            {t('feedback.how')}
          </button>
        </p>
      </div>
      <BreakNotes breaks={own().context.breaks} class="mt-2" />
      <div id={id}>
        <Show when={how()}>
          <HowComputed items={props.items} score={own().score} scorecard={own().definition} />
        </Show>
      </div>
      <Acknowledgement {...props} />
    </section>
  );
}

function Score(props: { evaluation: EvaluationPage }): JSX.Element {
  const own = () => props.evaluation;
  return (
    <div>
      <h3 class="text-ink-3">{t(`feedback.scoreOf.${own().interaction.channel}`)}</h3>
      <Show when={own().score.final_bp !== null} fallback={<p class="mt-1 max-w-60">{t('feedback.noScore')}</p>}>
        <div class="num text-[28px] leading-tight font-semibold tracking-tight">
          {points(own().score.final_bp ?? 0)}
        </div>
      </Show>
    </div>
  );
}

function Acknowledgement(props: FeedbackProps): JSX.Element {
  const own = () => props.evaluation;
  return (
    <Show
      when={own().acknowledgement}
      fallback={
        <Show
          when={own().to_acknowledge}
          fallback={<p class="mt-4 text-ink-3">{t('feedback.notAcknowledged', { name: own().agent.name })}</p>}
        >
          <AcknowledgeForm {...props} />
        </Show>
      }
    >
      {(done) => <Acknowledged at={done().at} comment={done().comment} mine={props.mine} />}
    </Show>
  );
}

function AcknowledgeForm(props: FeedbackProps): JSX.Element {
  const [comment, setComment] = createSignal('');
  return (
    <form
      class="mt-4 grid gap-3 border-t border-line pt-4 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        props.acknowledge(comment());
      }}
    >
      <TextArea
        label={t('feedback.comment')}
        hint={t('feedback.commentHint')}
        value={comment()}
        onInput={setComment}
        rows={2}
        maxlength={4000}
      />
      <ErrorNote error={props.refused} />
      <div>
        <Button type="submit" tone="primary" busy={props.busy}>
          {t(props.evaluation.interaction.channel === 'voice' ? 'feedback.acknowledge' : 'feedback.acknowledgeText')}
        </Button>
      </div>
    </form>
  );
}

function Acknowledged(props: { at: string; comment: string | null; mine: boolean }): JSX.Element {
  return (
    <div class="mt-4 border-t border-line pt-3.5">
      <p class="flex items-center gap-2">
        <Chip tone="good">{t('evaluations.acknowledged')}</Chip>
        <span class="num text-ink-3">
          {props.mine
            ? t('feedback.acknowledgedMine', { at: dateTime(props.at) })
            : t('feedback.acknowledged', { at: dateTime(props.at) })}
        </span>
      </p>
      <Show when={props.comment}>
        <blockquote class="mt-2 border-l-2 border-line-strong pl-3 text-read whitespace-pre-line">
          {props.comment}
        </blockquote>
      </Show>
    </div>
  );
}

/** What many reviews say, beside which this one is read. */
function Context(props: { estimate: EvaluationPage['context']['estimate']; mine: boolean; name: string }): JSX.Element {
  const mean = () => (props.estimate.notEnough ? null : props.estimate);
  const few = () => (props.estimate.notEnough ? props.estimate : null);
  return (
    <>
      <Show when={mean()}>
        {(one) => (
          <>
            {props.mine ? t('feedback.yourMean', one().n) : t('feedback.theirMean', { n: one().n, name: props.name })}{' '}
            <Figure class="text-ink [&>span]:!font-semibold" value={one().mean_bp} margin={one().half_width_bp} />
            {language() === 'zh' ? '。' : '.'}
          </>
        )}
      </Show>
      <Show when={few()}>{(one) => <>{t('feedback.few', one())}</>}</Show>
    </>
  );
}
