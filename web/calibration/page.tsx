import { createSignal, type JSX, Show } from 'solid-js';
import type { CalibrationRow } from '../../api/calibration/contract.ts';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { shortDate } from '../ui/format.ts';
import { EmptyState, ErrorNote, SkeletonRows } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Wording } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { CalibrationForm } from './calibration-form.tsx';
import { useCalibrations } from './data.ts';

export default function CalibrationsPage(): JSX.Element {
  const calibrations = useCalibrations();
  const [making, setMaking] = createSignal(false);
  const button = () => (
    <Button tone="primary" onClick={() => setMaking(true)}>
      {t('calibration.open')}
    </Button>
  );
  return (
    <Page title={t('calibration.title')} fixed actions={button()}>
      <p class="border-b border-line px-4.5 py-2.5 text-ink-2">{t('calibration.intro')}</p>
      <ErrorNote error={calibrations.error} again={() => void calibrations.refetch()} class="m-4" />
      <Show
        when={calibrations.data}
        fallback={
          <Show when={calibrations.isPending}>
            <SkeletonRows />
          </Show>
        }
      >
        {(rows) => (
          <Show
            when={rows().length > 0}
            fallback={<EmptyState words={t('calibration.empty')} hint={t('calibration.emptyHint')} action={button()} />}
          >
            <Table
              label={t('calibration.title')}
              rows={rows()}
              key={(row) => row.id}
              columns={COLUMNS}
              open={(row) => `/calibration/${row.id}`}
            />
          </Show>
        )}
      </Show>
      <CalibrationForm open={making()} onClose={() => setMaking(false)} />
    </Page>
  );
}

const COLUMNS: Column<CalibrationRow>[] = [
  { key: 'name', head: () => t('calibration.name'), cell: (row) => row.name },
  {
    key: 'interaction',
    head: () => t('calibration.interaction'),
    cell: (row) => `${row.interaction.external_id} · ${row.agent.name}`,
    wideOnly: true,
  },
  {
    key: 'scorecard',
    head: () => t('calibration.scorecard'),
    cell: (row) => <Wording text={row.scorecard.name} />,
    wideOnly: true,
  },
  { key: 'opened', head: () => t('calibration.opened'), cell: (row) => shortDate(row.opened_at), width: '110px' },
  {
    key: 'state',
    head: () => t('calibration.state'),
    width: '270px',
    cell: (row) => (
      <span class="inline-flex items-center gap-2">
        <Chip tone={row.closed_at === null ? 'accent' : 'plain'}>
          {t('calibration.in', { done: row.submitted, all: row.reviewers })}
        </Chip>
        <Show when={row.closed_at}>
          {(at) => <span class="text-ink-3">{t('calibration.closed', { when: shortDate(at()) })}</span>}
        </Show>
      </span>
    ),
  },
];
