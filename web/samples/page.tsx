import { createSignal, type JSX, Show } from 'solid-js';
import type { PlanRow } from '../../api/samples/contract.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { number, shortDate } from '../ui/format.ts';
import { EmptyState, ErrorNote, SkeletonRows } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Wording } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { usePlans } from './data.ts';
import { PlanForm } from './plan-form.tsx';
import { PlanScope } from './plan-scope.tsx';
import { doneOf } from './view.ts';

export default function SamplingPage(): JSX.Element {
  const session = useSession();
  const plans = usePlans();
  const [making, setMaking] = createSignal(false);
  const may = () => session.may('samples:plan');
  return (
    <Page
      title={t('samples.title')}
      fixed
      actions={
        <Show when={may()}>
          <Button tone="primary" onClick={() => setMaking(true)}>
            {t('samples.newPlan')}
          </Button>
        </Show>
      }
    >
      <p class="border-b border-line px-4.5 py-2.5 text-ink-2">{t('samples.intro')}</p>
      <ErrorNote error={plans.error} again={() => void plans.refetch()} class="m-4" />
      <Show
        when={plans.data}
        fallback={
          <Show when={plans.isPending}>
            <SkeletonRows />
          </Show>
        }
      >
        {(rows) => (
          <Show
            when={rows().length > 0}
            fallback={
              <EmptyState
                words={t('samples.empty')}
                hint={t('samples.emptyHint')}
                action={
                  <Show when={may()}>
                    <Button tone="primary" onClick={() => setMaking(true)}>
                      {t('samples.newPlan')}
                    </Button>
                  </Show>
                }
              />
            }
          >
            <Table
              label={t('samples.title')}
              rows={rows()}
              key={(plan) => plan.id}
              columns={COLUMNS}
              open={(plan) => `/sampling/${plan.id}`}
              end={() => plans.hasNextPage && !plans.isFetchingNextPage && void plans.fetchNextPage()}
            />
          </Show>
        )}
      </Show>
      <PlanForm open={making()} onClose={() => setMaking(false)} />
    </Page>
  );
}

const COLUMNS: Column<PlanRow>[] = [
  {
    key: 'name',
    head: () => t('samples.plan'),
    cell: (plan) => plan.name,
  },
  { key: 'who', head: () => t('samples.whom'), cell: (plan) => <PlanScope plan={plan.definition} />, wideOnly: true },
  {
    key: 'scorecard',
    head: () => t('samples.scorecard'),
    cell: (plan) => <Wording text={plan.scorecard.name} />,
    wideOnly: true,
  },
  {
    key: 'week',
    head: () => t('samples.perWeek'),
    cell: (plan) => number(plan.definition.per_agent_per_week),
    align: 'right',
    width: '150px',
    wideOnly: true,
  },
  {
    key: 'last',
    head: () => t('samples.lastDraw'),
    width: '200px',
    cell: (plan) => (
      <Show when={plan.active} fallback={<Chip>{t('samples.stopped')}</Chip>}>
        <Show when={plan.last_draw} fallback={<span class="text-ink-3">{t('samples.never')}</span>}>
          {(draw) => (
            <span class="num">
              {shortDate(draw().week)} <span class="text-ink-3">· {t('samples.drawn', draw())}</span>
            </span>
          )}
        </Show>
      </Show>
    ),
  },
  {
    key: 'progress',
    head: () => t('samples.progress'),
    cell: (plan) => t('samples.done', doneOf(plan.progress)),
    align: 'right',
    width: '110px',
  },
];
