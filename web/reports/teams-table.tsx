// Teams and agents, with all intervals on one scale and each team's target dotted through its rows.

import { A } from '@solidjs/router';
import { createMemo, For, type JSX, Show } from 'solid-js';
import type { Figures, QualityReport, ReportFilter } from '../../api/reports/contract.ts';
import { Chip } from '../ui/chip.tsx';
import { Figure, Whisker } from '../ui/figure.tsx';
import { number, percent, points } from '../ui/format.ts';
import { byName } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { coverageBp, evaluationsHref, scaleOf, targetsIn } from './view.ts';

const HEAD = 'border-b border-line px-2.5 py-1.5 text-small font-medium whitespace-nowrap text-ink-3';
const LINK = 'text-inherit no-underline hover:underline';

export function TeamsTable(props: { report: QualityReport; filter: ReportFilter }): JSX.Element {
  const scale = createMemo(() => scaleOf(props.report));
  /** Those of no team come last. */
  const teams = createMemo(() =>
    byName(props.report.teams, ({ team }) => team?.name ?? '').toSorted((a, b) => Number(!a.team) - Number(!b.team)),
  );
  return (
    <section class="sheet min-w-0 break-inside-auto">
      <div class="flex flex-wrap items-center gap-x-2 px-4.5 pt-3 pb-2">
        <h2 class="font-semibold">{t('quality.teams')}</h2>
        <span class="text-ink-3">{t('quality.teamsNote')}</span>
        <span class="flex-1" />
        <TargetChip target={targetsIn(props.report)} />
      </div>
      <section class="overflow-x-auto" tabindex="0" aria-label={t('quality.teams')}>
        <table class="num w-full min-w-170 border-collapse print:min-w-0 print:text-small">
          <Head />
          <For each={teams()}>
            {(team) => (
              <tbody class="last:[&>tr:last-child>*]:border-0">
                <tr class="h-8.5 bg-well font-semibold">
                  <Cells
                    figures={team}
                    target={team.target_bp}
                    scale={scale()}
                    filter={props.filter}
                    narrowed={team.team ? { team: team.team.id } : {}}
                    tasks={null}
                    name={team.team?.name ?? t('quality.noTeam')}
                  />
                </tr>
                <For each={byName(team.agents, ({ agent }) => agent.name)}>
                  {(agent) => (
                    <tr class="h-9.5">
                      <Cells
                        figures={agent}
                        target={team.target_bp}
                        scale={scale()}
                        filter={props.filter}
                        narrowed={{ agent: agent.agent.id }}
                        tasks={`/coaching?agent=${agent.agent.id}`}
                        name={
                          <A class={LINK} href={`/coaching/agents/${agent.agent.id}`}>
                            {agent.agent.name}
                          </A>
                        }
                      />
                    </tr>
                  )}
                </For>
              </tbody>
            )}
          </For>
        </table>
      </section>
    </section>
  );
}

function TargetChip(props: { target: ReturnType<typeof targetsIn> }): JSX.Element {
  return (
    <Show when={props.target}>
      {(target) => (
        <Chip>
          {target() === 'different'
            ? t('quality.targetsDiffer')
            : t('quality.target', { points: points(Number(target())) })}{' '}
          <span aria-hidden="true">┆</span>
        </Chip>
      )}
    </Show>
  );
}

function Head(): JSX.Element {
  return (
    <thead>
      <tr>
        <th scope="col" class={`${HEAD} !pl-4.5 text-left`}>
          {t('quality.head.agent')}
        </th>
        <th scope="col" class={`${HEAD} text-right`}>
          {t('quality.head.reviews')}
        </th>
        <th scope="col" colspan="2" class={`${HEAD} text-left`}>
          {t('quality.head.interval')}
        </th>
        <th scope="col" class={`${HEAD} text-right`}>
          {t('quality.head.critical')}
        </th>
        <th scope="col" class={`${HEAD} text-right`}>
          {t('quality.head.coverage')}
        </th>
        <th scope="col" class={`${HEAD} !pr-4.5 text-right`}>
          {t('quality.head.tasks')}
        </th>
      </tr>
    </thead>
  );
}

type RowProps = {
  figures: Figures;
  target: number | null;
  name: JSX.Element;
  scale: readonly [number, number];
  filter: ReportFilter;
  narrowed: { agent?: string; team?: string };
  /** Where the open tasks are; null for a team's sum. */
  tasks: string | null;
};

const hrefOf = (props: RowProps, more: { kind?: 'random'; critical?: 'true' }): string =>
  evaluationsHref(props.filter, { ...props.narrowed, ...more });

function Cells(props: RowProps): JSX.Element {
  return (
    <>
      <th
        scope="row"
        class={`border-b border-line py-0 pr-2.5 pl-4.5 text-left whitespace-nowrap ${props.narrowed.agent ? 'font-normal' : 'font-semibold'}`}
      >
        {props.name}
      </th>
      <td class="border-b border-line px-2.5 text-right">
        <A class={LINK} href={hrefOf(props, { kind: 'random' })}>
          {number(props.figures.reviewed)}
        </A>
      </td>
      <ScoreCells figures={props.figures} target={props.target} scale={props.scale} />
      <CriticalCell {...props} />
      <CoverageCell figures={props.figures} />
      <td class="border-b border-line py-0 pr-4.5 pl-2.5 text-right">
        <Show when={props.figures.open_tasks > 0} fallback={<span class="text-ink-3">–</span>}>
          <Show when={props.tasks} fallback={number(props.figures.open_tasks)}>
            {(to) => (
              <A class={LINK} href={to()}>
                {number(props.figures.open_tasks)}
              </A>
            )}
          </Show>
        </Show>
      </td>
    </>
  );
}

function ScoreCells(props: Pick<RowProps, 'figures' | 'target' | 'scale'>): JSX.Element {
  const mean = () => (props.figures.estimate.notEnough ? null : props.figures.estimate);
  return (
    <Show
      when={mean()}
      fallback={
        <td colspan="2" class="border-b border-line px-2.5 font-normal whitespace-nowrap">
          <Figure value={null} n={props.figures.estimate.n} needed={few(props.figures)} />
        </td>
      }
    >
      {(one) => (
        <>
          <td class="w-3/5 min-w-40 border-b border-line px-2.5">
            <Whisker
              value={one().mean_bp}
              low={one().low_bp}
              high={one().high_bp}
              target={props.target}
              scale={props.scale}
            />
          </td>
          <td class="w-24 border-b border-line px-2.5 text-right whitespace-nowrap">
            <Show when={props.target !== null && one().high_bp < props.target}>
              <span class="sr-only">{t('quality.below')}: </span>
            </Show>
            <Figure value={one().mean_bp} margin={one().half_width_bp} />
          </td>
        </>
      )}
    </Show>
  );
}

function CriticalCell(props: RowProps): JSX.Element {
  const critical = () => props.figures.critical_errors.total;
  return (
    <td class="border-b border-line px-2.5 text-right">
      <Show when={critical() > 0} fallback={<span class="text-ink-3">0</span>}>
        <A class={LINK} href={hrefOf(props, { critical: 'true' })}>
          <Show when={props.narrowed.agent} fallback={number(critical())}>
            <Chip tone="bad">{number(critical())}</Chip>
          </Show>
        </A>
      </Show>
    </td>
  );
}

function CoverageCell(props: { figures: Figures }): JSX.Element {
  const coverage = () => coverageBp(props.figures);
  return (
    <td
      class="border-b border-line px-2.5 text-right whitespace-nowrap"
      title={t('quality.coverageOf', {
        reviewed: number(props.figures.coverage.reviewed),
        all: number(props.figures.coverage.interactions),
      })}
    >
      {coverage() === null ? '–' : percent(coverage() ?? 0)}
    </td>
  );
}

const few = ({ estimate }: Figures): number => (estimate.notEnough ? estimate.needed : 0);
