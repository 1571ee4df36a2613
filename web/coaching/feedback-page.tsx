// /feedback/:id: one evaluation as feedback, beside the agent's plan. It is here rather than with the evaluations
// because it uses both.
import { A, useParams } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import type { EvaluationPage } from '../../api/evaluations/contract.ts';
import { dateAt } from '../../scorecards/calendar/calendar.ts';
import type { Competency } from '../../scorecards/scorecard/definition.ts';
import { Feedback } from '../evaluations/feedback.tsx';
import { useAcknowledge, useEvaluation } from '../evaluations/feedback-data.ts';
import { itemsOf, messageOf } from '../evaluations/feedback-view.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { zone } from '../ui/format.ts';
import { ErrorNote, Skeleton } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { useMine } from './data.ts';
import { Goal } from './goal.tsx';

export default function FeedbackPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const session = useSession();
  const evaluation = useEvaluation(() => params.id);
  const acknowledge = useAcknowledge(() => params.id);
  const mine = () => evaluation.data?.agent.id === session.member.id;
  return (
    <Page
      title={
        mine() || !evaluation.data ? t('feedback.title') : t('feedback.about', { name: evaluation.data.agent.name })
      }
      actions={
        <Button tone="quiet" onClick={() => window.print()}>
          {t('feedback.print')}
        </Button>
      }
    >
      <div class="mx-auto grid max-w-[1054px] grid-cols-[minmax(0,1fr)_320px] gap-4.5 px-5.5 pt-6.5 pb-15 max-lg:grid-cols-1 max-sm:px-3.5 max-sm:pt-4 print:grid-cols-1">
        <p class="hidden text-ink-2 print:block">
          {session.organisation.name} · {evaluation.data?.agent.name}
        </p>
        <ErrorNote error={evaluation.error} again={() => void evaluation.refetch()} />
        <Show
          when={evaluation.data}
          fallback={
            <Show when={evaluation.isPending}>
              <Waiting />
            </Show>
          }
        >
          {(found) => (
            <>
              <Feedback
                evaluation={found()}
                mine={mine()}
                busy={acknowledge.isPending}
                refused={acknowledge.error}
                acknowledge={(comment) =>
                  acknowledge.mutate(comment, { onSuccess: () => tell(t('feedback.thanks'), 'good') })
                }
              />
              <Beside evaluation={found()} mine={mine()} />
            </>
          )}
        </Show>
      </div>
    </Page>
  );
}

function Waiting(): JSX.Element {
  return (
    <div class="grid content-start gap-4" role="status" aria-label={t('ui.loading')}>
      <Skeleton class="h-12 w-90 max-w-full" />
      <Skeleton class="h-40 w-full rounded-sheet" />
      <Skeleton class="h-60 w-full rounded-sheet" />
    </div>
  );
}

/** The agent's goal, and where to go on from here. */
function Beside(props: { evaluation: EvaluationPage; mine: boolean }): JSX.Element {
  const session = useSession();
  const plan = useMine(() => props.mine);
  /** Beside one message stands one goal: the one it works towards, else the newest. */
  const goal = () => {
    const open = (plan.data?.plan?.goals ?? []).filter(({ state }) => state === 'open');
    return open.find(({ competency }) => competency === aboutOf(props.evaluation)) ?? open[0] ?? null;
  };
  return (
    <aside class="grid content-start gap-4 print:hidden">
      <Show when={goal()}>
        {(one) => (
          <section class="sheet px-5 py-4.5">
            <div class="mb-2 flex items-baseline gap-2">
              <h2 class="flex-1 font-semibold">{t('plan.yours')}</h2>
              <A href="/plan" class="text-accent">
                {t('plan.toPlan')}
              </A>
            </div>
            <Goal goal={one()} today={dateAt(Date.now(), zone())} />
          </section>
        )}
      </Show>
      <section class="grid justify-items-start gap-2">
        <Show when={session.may('interactions:read')}>
          <LinkButton href={`/interactions/${props.evaluation.interaction.id}`}>
            {t(`feedback.interactionLink.${props.evaluation.interaction.channel}`)}
          </LinkButton>
        </Show>
        <Show when={!props.mine && session.may('coaching:work')}>
          <LinkButton href={`/coaching/agents/${props.evaluation.agent.id}`}>
            {t('feedback.planOf', { name: props.evaluation.agent.name })}
          </LinkButton>
        </Show>
      </section>
    </aside>
  );
}

/** The competency of the one thing to change. */
function aboutOf(evaluation: EvaluationPage): Competency | null {
  const items = itemsOf(evaluation.definition, evaluation.answers, evaluation.score);
  return messageOf(items, evaluation.score).change?.criterion.competency ?? null;
}
