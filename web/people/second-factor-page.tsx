// Between the password and the product: entering the code from the app, or setting one up if the role requires it.

import { useNavigate, useSearchParams } from '@solidjs/router';
import { createEffect, createSignal, type JSX, onMount, Show } from 'solid-js';
import type { Said } from '../address/address.ts';
import { authClient, call } from '../server/client.ts';
import { useSession } from '../session/session.tsx';
import { t } from '../words/words.ts';
import { CodeField, FactorSetup, OneField } from './factor-setup.tsx';
import { ownPath } from './own-path.ts';
import { Welcome } from './welcome.tsx';

export default function SecondFactorPage(): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const [search] = useSearchParams<{ to?: Said }>();
  // Recovery codes are still to be read when the session is whole already.
  const [settingUp, setSettingUp] = createSignal(false);
  onMount(() => {
    document.title = `${t('factor.title')} · Attune`;
  });
  createEffect(() => {
    if (session.missing() === 'factor') setSettingUp(true);
    if (!session.asked() || session.missing() || settingUp()) return;
    navigate(session.signedIn() ? ownPath(search.to) : '/sign-in', { replace: true });
  });
  const verify = async (code: string) => {
    await call(authClient['second-factor'].verify.$post({ json: { code } }));
    await session.refresh();
  };
  const leave = () => session.signOut().then(() => navigate('/sign-in', { replace: true }));
  const finish = async () => {
    await session.refresh();
    setSettingUp(false);
  };
  return (
    <Welcome
      title={settingUp() ? t('factor.setUpTitle') : t('factor.title')}
      lead={settingUp() ? t('factor.setUpLead') : t('factor.lead')}
    >
      <Show
        when={settingUp()}
        fallback={
          <OneField
            submit={t('factor.submit')}
            onSubmit={verify}
            field={(value, set) => <CodeField label={t('factor.code')} value={value()} onInput={set} />}
          />
        }
      >
        <FactorSetup onDone={() => void finish()} />
      </Show>
      <div class="grid justify-items-start gap-2">
        <Show when={!settingUp()}>
          <p class="m-0 text-small text-ink-3">{t('factor.lost')}</p>
        </Show>
        <button type="button" class="font-medium text-accent" onClick={() => void leave()}>
          {t('factor.other')}
        </button>
      </div>
    </Welcome>
  );
}
