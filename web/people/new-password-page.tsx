// The page behind a password reset link.

import { useNavigate } from '@solidjs/router';
import { createResource, createSignal, type JSX, onMount, Show } from 'solid-js';
import { call, peopleClient } from '../server/client.ts';
import { t } from '../words/words.ts';
import { createSubmit, PlainField, SubmitButton } from './plain-form.tsx';
import { LinkRefused, Refused } from './refused.tsx';
import { Welcome } from './welcome.tsx';

export default function NewPasswordPage(): JSX.Element {
  const token = location.hash.slice(1) || 'none';
  const navigate = useNavigate();
  const [link] = createResource(() => call(peopleClient['password-links'].open.$post({ json: { token } })));
  const [password, setPassword] = createSignal('');
  const found = () => (link.state === 'ready' ? link() : undefined);
  onMount(() => {
    document.title = `${t('newPassword.title')} · Attune`;
  });

  const { busy, error, submit } = createSubmit(async () => {
    await call(peopleClient['password-links'].use.$post({ json: { token, password: password() } }));
    navigate('/sign-in?set=1', { replace: true });
  });

  return (
    <Welcome
      title={t('newPassword.title')}
      lead={found() && t('newPassword.lead', { email: found()!.email, organisation: found()!.organisation })}
    >
      <Show when={!link.error} fallback={<LinkRefused error={link.error} />}>
        <form class="grid gap-4" onSubmit={submit}>
          <Show when={error()}>
            <Refused error={error()} />
          </Show>
          {/* Tells a password manager whose password this is. */}
          <input type="email" autocomplete="username" class="hidden" readonly value={found()?.email ?? ''} />
          <PlainField
            label={t('account.next')}
            type="password"
            autocomplete="new-password"
            minlength={10}
            hint={t('start.passwordHint')}
            value={password()}
            onInput={setPassword}
            autofocus
          />
          <SubmitButton busy={busy()}>{t('newPassword.submit')}</SubmitButton>
        </form>
      </Show>
    </Welcome>
  );
}
