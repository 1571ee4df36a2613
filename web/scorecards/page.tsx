// The centre's scorecards: what is in use, what is being written, and what was retired.
import { useNavigate } from '@solidjs/router';
import Ellipsis from 'lucide-solid/icons/ellipsis';
import Plus from 'lucide-solid/icons/plus';
import { createSignal, type JSX, Show } from 'solid-js';
import type { ScorecardRow } from '../../api/scorecards/contract.ts';
import type { Draft } from '../../scorecards/scorecard/definition.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { date } from '../ui/format.ts';
import { Menu } from '../ui/popover.tsx';
import { EmptyState, ErrorNote, explain, SkeletonRows } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { tell } from '../ui/toast.tsx';
import { Wording } from '../ui/wording.tsx';
import { said, t } from '../words/words.ts';
import { useScorecards, versionOf } from './data.ts';
import { useScorecardActions } from './drafts-data.ts';
import { ImportButton } from './import-button.tsx';
import { NewDialog } from './new-dialog.tsx';
import { channelName } from './view.ts';

export default function ScorecardsPage(): JSX.Element {
  const scorecards = useScorecards();
  const session = useSession();
  const edits = () => session.may('scorecards:edit');
  const [beginning, setBeginning] = createSignal<{ copy: Draft | null } | null>(null);
  const duplicate = (card: ScorecardRow & { latest: object }) =>
    versionOf({ key: card.key, number: String(card.latest.number) }).then(
      ({ definition }) => setBeginning({ copy: definition }),
      (error: unknown) => tell(explain(error), 'bad'),
    );
  const columns = (): Column<ScorecardRow>[] => [
    ...COLUMNS,
    ...(edits() ? [actionsColumn((card) => card.latest && void duplicate(card))] : []),
  ];
  return (
    <Page
      title={t('scorecards.title')}
      facts={<Links edits={edits()} />}
      actions={
        <Show when={edits()}>
          <ImportButton />
          <Button tone="primary" icon={Plus} onClick={() => setBeginning({ copy: null })}>
            {t('scorecards.new')}
          </Button>
        </Show>
      }
      fixed
    >
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
              columns={columns()}
              least={900}
              open={(card) => addressOf(card, edits())}
            />
          </Show>
        )}
      </Show>
      <Show when={beginning()} keyed>
        {(of) => <NewDialog copy={of.copy} onClose={() => setBeginning(null)} />}
      </Show>
    </Page>
  );
}

/** The version in use; of a scorecard that has none the draft, for those who write it. */
function addressOf({ key, latest }: ScorecardRow, edits: boolean): string | null {
  if (latest) return `/scorecards/${key}/${latest.number}`;
  return edits ? `/scorecards/${key}/draft` : null;
}

const COLUMNS: Column<ScorecardRow>[] = [
  {
    key: 'name',
    head: () => t('scorecards.scorecard'),
    cell: (card) => (
      <span class="flex min-w-0 items-center gap-2">
        <span class="truncate" title={said(card.name)}>
          <Show when={said(card.name)} fallback={card.key}>
            <Wording text={card.name} />
          </Show>
        </span>
        <Show when={card.state === 'retired'}>
          <Chip>{t('scorecards.retired')}</Chip>
        </Show>
      </span>
    ),
  },
  { key: 'channel', head: () => t('scorecards.channel'), cell: (card) => channelName(card.channel), width: '130px' },
  {
    key: 'size',
    head: () => t('scorecards.size'),
    cell: (card) => t('scorecards.sections', card),
    width: '200px',
    wideOnly: true,
  },
  {
    key: 'version',
    head: () => t('scorecards.published'),
    cell: (card) => (
      <Show when={card.latest} fallback={<span class="text-ink-3">{t('scorecards.notPublished')}</span>}>
        {(latest) => (
          <span class="num">
            {t('scorecards.version', { n: latest().number })}
            <span class="text-ink-3"> · {date(latest().published_at)}</span>
          </span>
        )}
      </Show>
    ),
    width: '220px',
  },
  {
    key: 'draft',
    head: () => t('scorecards.draft'),
    cell: (card) => (
      <Show when={card.draft}>
        {(draft) => (
          <span class="num">
            {t('scorecards.draftBy', { name: draft().changed_by.name, when: date(draft().changed_at) })}
          </span>
        )}
      </Show>
    ),
    wideOnly: true,
  },
];

const actionsColumn = (duplicate: (card: ScorecardRow) => void): Column<ScorecardRow> => ({
  key: 'actions',
  head: () => t('ui.actions'),
  bareHead: true,
  cell: (card) => <RowActions card={card} onDuplicate={() => duplicate(card)} />,
  align: 'right',
  width: '60px',
  beside: true,
});

function RowActions(props: { card: ScorecardRow; onDuplicate: () => void }): JSX.Element {
  const navigate = useNavigate();
  const { retire, restore } = useScorecardActions();
  const failed = { onError: (error: unknown) => tell(explain(error), 'bad') };
  const items = () => {
    const { key, state } = props.card;
    return [
      {
        name: props.card.draft ? t('scorecards.editDraft') : t('scorecards.edit'),
        do: () => navigate(`/scorecards/${key}/draft`),
      },
      ...(state === 'draft' ? [] : [{ name: t('builder.duplicate'), do: props.onDuplicate }]),
      ...(state === 'published'
        ? [{ name: t('scorecards.retire'), danger: true, do: () => retire.mutate(key, failed) }]
        : []),
      ...(state === 'retired' ? [{ name: t('scorecards.restore'), do: () => restore.mutate(key, failed) }] : []),
    ];
  };
  return (
    <Menu
      label={t('scorecards.actionsOf', { name: said(props.card.name) || props.card.key })}
      icon={Ellipsis}
      class="relative z-1"
      items={items()}
    />
  );
}

function Links(props: { edits: boolean }): JSX.Element {
  return (
    <>
      <Show when={props.edits}>
        <LinkButton tone="quiet" href="/scorecards/library">
          {t('scorecards.library')}
        </LinkButton>
      </Show>
      <SettingsLink />
    </>
  );
}

function SettingsLink(): JSX.Element {
  const session = useSession();
  return (
    <Show when={session.may('scorecards:settings')}>
      <LinkButton tone="quiet" href="/scorecards/settings">
        {t('scorecardSettings.link')}
      </LinkButton>
    </Show>
  );
}
