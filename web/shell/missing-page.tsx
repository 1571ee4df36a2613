import type { JSX } from 'solid-js';
import { LinkButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { t } from '../words/words.ts';
import { Page } from './page.tsx';

export default function MissingPage(): JSX.Element {
  return (
    <Page title={t('shell.missingTitle')}>
      <EmptyState words={t('shell.missing')} action={<LinkButton href="/">{t('shell.missingAction')}</LinkButton>} />
    </Page>
  );
}
