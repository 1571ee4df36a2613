import type { JSX } from 'solid-js';
import { LinkButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { t } from '../words/words.ts';
import { Page } from './page.tsx';

export default function NotYoursPage(): JSX.Element {
  return (
    <Page title={t('shell.notYoursTitle')}>
      <EmptyState
        words={t('shell.notYours')}
        hint={t('shell.notYoursHint')}
        action={<LinkButton href="/">{t('shell.missingAction')}</LinkButton>}
      />
    </Page>
  );
}
