// The page behind a password reset link.
import { useNavigate } from '@solidjs/router';
import { createResource, createSignal, type JSX, onMount, Show } from 'solid-js';
import { call, peopleClient } from '../server/client.ts';
import { t } from '../words/words.ts';
import { PlainField, SubmitButton } from './plain-form.tsx';
import { Refused } from './refused.tsx';
import { Welcome } from './welcome.tsx';

export default function NewPasswordPage(): JSX.Element {
  const token = location.hash.slice(1) || 'none';
  const navigate = useNavigate();
  const [link] = createResource(() => call(peopleClient['password-links'].open.$post({ json: { token } })));
  const [password, setPassword] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const found = () => (link.state === 'ready' ? link() : undefined);
  onMount(() => {
    document.title = `${t('newPassword.title')} · Attune`;
  });

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await call(peopleClient['password-links'].use.$post({ json: { token, password: password() } }));
      navigate('/sign-in?set=1', { replace: true });
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Welcome
      title={t('newPassword.title')}
      lead={found() && t('newPassword.lead', { email: found()!.email, organisation: found()!.organisation })}
    >
      <Show
        when={!link.error}
        fallback={
          <div class="grid gap-4">
            <Refused error={link.error} />
            <a href="/sign-in" class="font-medium text-accent">
              {t('signIn.title')}
            </a>
          </div>
        }
      >
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
