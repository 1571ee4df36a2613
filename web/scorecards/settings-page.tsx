import { type JSX, Show } from 'solid-js';
import { useTeams } from '../session/names.ts';
import { Page } from '../shell/page.tsx';
import { LinkButton } from '../ui/button.tsx';
import { ErrorNote, Skeleton } from '../ui/states.tsx';
import { said, t } from '../words/words.ts';
import { ComplaintsSection } from './complaints-section.tsx';
import { useScorecards } from './data.ts';
import { DefaultsSection } from './defaults-section.tsx';
import { useSettings } from './settings-data.ts';
import type { Names } from './settings-view.ts';
import { TargetsSection } from './targets-section.tsx';

/** What an organisation decides about its scorecards. */
export default function ScorecardSettingsPage(): JSX.Element {
  const settings = useSettings();
  const cards = useScorecards();
  const teams = useTeams();
  const names: Names = {
    scorecard: (key) => {
      const card = cards.data?.find((one) => one.key === key);
      return card ? said(card.name) : key;
    },
    team: (id) => teams.data?.find((one) => one.id === id)?.name ?? '',
  };
  const error = () => settings.error ?? cards.error ?? teams.error;
  const again = () => {
    for (const query of [settings, cards, teams]) void query.refetch();
  };
  return (
    <Page
      title={t('scorecardSettings.title')}
      actions={<LinkButton href="/scorecards">{t('scorecardSettings.back')}</LinkButton>}
      column
    >
      <div class="grid gap-4">
        <ErrorNote error={error()} again={again} />
        <Show
          when={cards.data && teams.data && settings.data}
          fallback={
            <Show when={!error()}>
              <Skeleton class="h-60" />
              <Skeleton class="h-60" />
              <Skeleton class="h-120" />
            </Show>
          }
        >
          {(found) => {
            const section = () => ({
              settings: found(),
              scorecards: (cards.data ?? []).map(({ key }) => key),
              teams: (teams.data ?? []).map(({ id }) => id),
              names,
            });
            return (
              <>
                <p class="text-ink-2">{t('scorecardSettings.lead')}</p>
                <TargetsSection {...section()} />
                <DefaultsSection {...section()} />
                <ComplaintsSection {...section()} />
              </>
            );
          }}
        </Show>
      </div>
    </Page>
  );
}
