// The scorecards included with Attune: which are in use, which the centre has made its own, and which it could add.
import { A, useNavigate } from '@solidjs/router';
import { createResource, createSignal, For, type JSX, Show } from 'solid-js';
import type { ScorecardRow } from '../../api/scorecards/contract.ts';
import { criteriaOf, type Scorecard } from '../../scorecards/scorecard/definition.ts';
import { same } from '../../scorecards/scorecard/merge.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote, explain, SkeletonRows } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { said, t } from '../words/words.ts';
import { useScorecards, versionOf } from './data.ts';
import { useScorecardActions } from './drafts-data.ts';
import { channelName } from './view.ts';

/** `own`: the centre works on a version of its own. */
type Standing = {
  card: Scorecard;
  row: ScorecardRow | null;
  standing: 'absent' | 'in-use' | 'own';
  instead: Scorecard | null;
};

export default function LibraryPage(): JSX.Element {
  const scorecards = useScorecards();
  const [cards] = createResource(() => scorecards.data, standingsOf);
  const { add } = useScorecardActions();
  const [warned, setWarned] = createSignal<Standing | null>(null);
  const install = (one: Standing) =>
    add.mutate(one.card.id, {
      onSuccess: ({ number }) => tell(t('scorecards.added', { name: said(one.card.name), n: number }), 'good'),
      onError: (error) => tell(explain(error), 'bad'),
    });
  return (
    <Page
      title={t('scorecards.libraryTitle')}
      filters={
        <A href="/scorecards" class="text-ink-2 hover:text-ink">
          {t('scorecards.back')}
        </A>
      }
      column
    >
      <ErrorNote error={scorecards.error} again={() => void scorecards.refetch()} />
      <p class="mb-4 text-ink-2">{t('scorecards.libraryLead')}</p>
      <Show when={cards()} fallback={<SkeletonRows rows={6} />}>
        {(all) => (
          <ul class="m-0 grid list-none gap-3 p-0">
            <For each={all()}>
              {(one) => <Card of={one} onAdd={() => (one.instead ? setWarned(one) : install(one))} />}
            </For>
          </ul>
        )}
      </Show>
      <Dialog
        open={warned() !== null}
        onClose={() => setWarned(null)}
        title={t('scorecards.bothTitle')}
        description={t('scorecards.bothLead', {
          one: said(warned()?.card.name ?? {}),
          other: said(warned()?.instead?.name ?? {}),
        })}
        foot={
          <>
            <Button data-autofocus onClick={() => setWarned(null)}>
              {t('ui.cancel')}
            </Button>
            <Button
              onClick={() => {
                const one = warned();
                setWarned(null);
                if (one) install(one);
              }}
            >
              {t('scorecards.addAnyway')}
            </Button>
          </>
        }
      />
    </Page>
  );
}

function Card(props: { of: Standing; onAdd: () => void }): JSX.Element {
  const card = () => props.of.card;
  const size = () => ({ sections: card().sections.length, criteria: criteriaOf(card()).length });
  return (
    <li class="sheet flex items-start gap-4 px-5 py-4 max-sm:flex-col">
      <div class="min-w-0 flex-1">
        <h2 class="flex flex-wrap items-center gap-2 font-semibold">
          {said(card().name)} <Chip>{channelName(card().channel)}</Chip>
        </h2>
        <Show when={card().purpose}>{(purpose) => <p class="mt-1 text-ink-2">{said(purpose())}</p>}</Show>
        <p class="mt-1 text-small text-ink-3">{t('scorecards.sections', size())}</p>
      </div>
      <Action {...props} />
    </li>
  );
}

function Action(props: { of: Standing; onAdd: () => void }): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const { beginNext } = useScorecardActions();
  const open = () =>
    beginNext.mutate(
      { key: props.of.card.id, definition: props.of.card },
      {
        onSuccess: ({ key }) => navigate(`/scorecards/${key}/draft`),
        onError: (error) => tell(explain(error), 'bad'),
      },
    );
  return (
    <div class="flex shrink-0 flex-wrap items-center gap-2">
      <Show when={props.of.standing === 'in-use'}>
        <span class="text-ink-3">{t('scorecards.inUse')}</span>
      </Show>
      <Show when={props.of.standing === 'own'}>
        <span class="text-ink-3">{t('scorecards.changedByYou')}</span>
        <Show when={session.may('scorecards:edit')}>
          <Button onClick={open}>{t('scorecards.openIncluded')}</Button>
        </Show>
      </Show>
      <Show when={props.of.standing === 'absent' && session.may('scorecards:publish')}>
        <Button tone="primary" onClick={() => props.onAdd()}>
          {t('scorecards.add')}
        </Button>
      </Show>
    </div>
  );
}

async function standingsOf(rows: readonly ScorecardRow[]): Promise<Standing[]> {
  const { ALTERNATIVES, LIBRARY } = await import('../../scorecards/scorecard/library.ts');
  const row = (key: string) => rows.find((one) => one.key === key) ?? null;
  return Promise.all(
    LIBRARY.map(async (card): Promise<Standing> => {
      const own = row(card.id);
      const pair = ALTERNATIVES.find((two) => two.includes(card.id));
      const other = pair?.find((key) => key !== card.id);
      const instead = (other && row(other)?.state === 'published' && LIBRARY.find(({ id }) => id === other)) || null;
      if (!own?.latest) return { card, row: own, standing: own ? 'own' : 'absent', instead };
      const { definition } = await versionOf({ key: card.id, number: String(own.latest.number) });
      return { card, row: own, standing: same(definition, card) ? 'in-use' : 'own', instead };
    }),
  );
}
