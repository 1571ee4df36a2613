import { type JSX, Show } from 'solid-js';
import type { ScorecardRow } from '../../api/scorecards/contract.ts';
import { Page } from '../shell/page.tsx';
import { date } from '../ui/format.ts';
import { EmptyState, ErrorNote, SkeletonRows } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { said, t } from '../words/words.ts';
import { useScorecards } from './data.ts';

export const channelName = (channel: ScorecardRow['channel']): string =>
  channel === 'any' ? t('scorecards.anyChannel') : t(`common.channel.${channel}`);

export default function ScorecardsPage(): JSX.Element {
  const scorecards = useScorecards();
  const columns: Column<ScorecardRow>[] = [
    { key: 'name', head: () => t('scorecards.scorecard'), cell: (card) => said(card.name) },
    { key: 'channel', head: () => t('scorecards.channel'), cell: (card) => channelName(card.channel), width: '160px' },
    { key: 'size', head: () => t('scorecards.size'), cell: (card) => t('scorecards.sections', card), wideOnly: true },
    {
      key: 'version',
      head: () => t('scorecards.published'),
      cell: (card) => (
        <Show when={card.latest}>
          {(latest) => (
            <span class="num">
              {t('scorecards.version', { n: latest().number })}
              <span class="text-ink-3"> · {date(latest().published_at)}</span>
            </span>
          )}
        </Show>
      ),
    },
  ];
  return (
    <Page title={t('scorecards.title')} fixed>
      <ErrorNote error={scorecards.error} again={() => void scorecards.refetch()} class="m-4" />
      <Show
        when={scorecards.data}
        fallback={
          <Show when={scorecards.isPending}>
            <SkeletonRows rows={3} />
          </Show>
        }
      >
        {(rows) => (
          <Show when={rows().length > 0} fallback={<EmptyState words={t('scorecards.empty')} />}>
            <Table
              label={t('scorecards.title')}
              rows={rows()}
              key={(card) => card.id}
              columns={columns}
              open={(card) => (card.latest ? `/scorecards/${card.key}/${card.latest.number}` : '/scorecards')}
            />
          </Show>
        )}
      </Show>
    </Page>
  );
}
