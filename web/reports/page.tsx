// The quality report: five figures with their n and a link to what they count; teams and agents on one scale; the
// weeks; the most-failed criteria. Filters are in the address, and the page prints.

import { useSearchParams } from '@solidjs/router';
import { createMemo, type JSX, Show } from 'solid-js';
import type { QualityReport, ReportFilter } from '../../api/reports/contract.ts';
import { dateAt } from '../../scorecards/calendar/calendar.ts';
import { CHANNELS, type Channel } from '../../scorecards/scorecard/definition.ts';
import { idIn, oneIn, type Said } from '../address/address.ts';
import { BreakNotes } from '../scorecards/breaks.tsx';
import { useTeams } from '../session/names.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { date, zone } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../ui/states.tsx';
import { t } from '../words/words.ts';
import { useQuality } from './data.ts';
import { FailedMost } from './failed-most.tsx';
import { FiguresRow } from './figures-row.tsx';
import { TeamsTable } from './teams-table.tsx';
import { daysOf, PERIODS, periodOf } from './view.ts';
import { WeeksChart } from './weeks-chart.tsx';

export default function QualityPage(): JSX.Element {
  const narrowed = useNarrowed();
  const filter = createMemo((): ReportFilter => {
    const { team, channel, period } = narrowed();
    return {
      ...(team ? { team } : {}),
      ...(channel ? { channel } : {}),
      ...daysOf(period, dateAt(Date.now(), zone())),
    };
  });
  const report = useQuality(filter);
  const nothing = (one: QualityReport) => one.figures.reviewed + one.figures.targeted === 0;
  return (
    <Page
      title={t('quality.title')}
      filters={<Filters of={narrowed()} />}
      actions={
        <Button tone="quiet" onClick={() => window.print()}>
          {t('quality.print')}
        </Button>
      }
    >
      <div class="mx-auto grid max-w-[1440px] gap-4 px-5.5 pt-4.5 pb-10 max-sm:px-3">
        <PrintedHead of={narrowed()} filter={filter()} />
        <ErrorNote error={report.error} again={() => void report.refetch()} />
        <Show
          when={report.data}
          fallback={
            <Show when={report.isPending}>
              <Waiting />
            </Show>
          }
        >
          {(found) => (
            <Show when={!nothing(found())} fallback={<Nothing longest={narrowed().period === LONGEST} />}>
              <FiguresRow report={found()} filter={filter()} />
              <BreakNotes breaks={found().breaks} class="px-1" />
              <div class="grid grid-cols-[minmax(0,1fr)_372px] items-start gap-4 max-xl:grid-cols-1 print:grid-cols-1">
                <TeamsTable report={found()} filter={filter()} />
                <div class="grid content-start gap-4 max-xl:grid-cols-2 max-md:!grid-cols-1 print:grid-cols-2">
                  <WeeksChart weeks={found().by_week} breaks={found().breaks} target={found().figures.target_bp} />
                  <FailedMost rows={found().failed_most} filter={filter()} />
                </div>
              </div>
            </Show>
          )}
        </Show>
      </div>
    </Page>
  );
}

type Search = { team?: Said; channel?: Said; weeks?: Said };
type Narrowed = { team: string | null; channel: Channel | null; period: (typeof PERIODS)[number] };

const LONGEST = '26';

const useTeamNames = () => {
  const session = useSession();
  const teams = useTeams(() => session.may('people:read'));
  return { teams, teamName: (id: string) => teams.data?.find((team) => team.id === id)?.name ?? '' };
};

/** What the address asks for. */
function useNarrowed(): () => Narrowed {
  const [search] = useSearchParams<Search>();
  const { teams } = useTeamNames();
  return createMemo(() => ({
    team: idIn(
      search.team,
      teams.data?.map(({ id }) => id),
    ),
    channel: oneIn<Channel>(search.channel, CHANNELS),
    period: periodOf(search.weeks),
  }));
}

function Filters(props: { of: Narrowed }): JSX.Element {
  const [, setSearch] = useSearchParams<Search>();
  const { teams, teamName } = useTeamNames();
  return (
    <>
      <Select
        quiet
        label={t('quality.team')}
        options={(teams.data ?? []).map((team) => team.id)}
        name={teamName}
        empty={t('quality.allTeams')}
        value={props.of.team}
        onChange={(team) => setSearch({ team: team ?? undefined })}
      />
      <Select
        quiet
        label={t('quality.channel')}
        options={CHANNELS}
        name={(one) => t(`common.channel.${one}`)}
        empty={t('quality.allChannels')}
        value={props.of.channel}
        onChange={(one) => setSearch({ channel: one ?? undefined })}
      />
      <Select
        quiet
        label={t('quality.period')}
        options={PERIODS}
        name={(weeks) => t('quality.weeks', Number(weeks))}
        value={props.of.period}
        onChange={(weeks) => setSearch({ weeks: weeks ?? undefined })}
      />
    </>
  );
}

function PrintedHead(props: { of: Narrowed; filter: ReportFilter }): JSX.Element {
  const session = useSession();
  const { teamName } = useTeamNames();
  return (
    <header class="hidden print:block">
      <p class="text-title font-semibold">
        {session.organisation.name} · {t('quality.title')}
      </p>
      <p class="text-ink-2">
        {props.of.team ? teamName(props.of.team!) : t('quality.allTeams')} ·{' '}
        {props.of.channel ? t(`common.channel.${props.of.channel!}`) : t('quality.allChannels')} ·{' '}
        {t('quality.days', { from: date(props.filter.from ?? ''), to: date(props.filter.to ?? '') })}
      </p>
    </header>
  );
}

function Nothing(props: { longest: boolean }): JSX.Element {
  const [, setSearch] = useSearchParams<Search>();
  return (
    <EmptyState
      words={t('quality.empty')}
      hint={t('quality.emptyHint')}
      action={
        props.longest ? (
          <LinkButton href="/sampling" tone="primary">
            {t('quality.emptyAction')}
          </LinkButton>
        ) : (
          <Button onClick={() => setSearch({ weeks: LONGEST })}>{t('quality.showLonger')}</Button>
        )
      }
    />
  );
}

function Waiting(): JSX.Element {
  return (
    <div class="grid gap-4" role="status" aria-label={t('ui.loading')}>
      <Skeleton class="h-25.5 w-full rounded-sheet" />
      <div class="grid grid-cols-[minmax(0,1fr)_372px] gap-4 max-xl:grid-cols-1">
        <Skeleton class="h-120 w-full rounded-sheet" />
        <Skeleton class="h-120 w-full rounded-sheet" />
      </div>
    </div>
  );
}
