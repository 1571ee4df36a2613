import { useNavigate, useSearchParams } from '@solidjs/router';
import { createEffect, createSignal, type JSX, onMount, Show } from 'solid-js';
import { authClient, call, startClient } from '../client.ts';
import { useSession } from '../session.tsx';
import { t } from '../words/words.ts';
import { PlainField, SubmitButton } from './plain-form.tsx';
import { Refused } from './refused.tsx';
import { Welcome } from './welcome.tsx';

export default function SignInPage(): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const [search] = useSearchParams<{ to?: string }>();
  const [email, setEmail] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);

  // Only an address of our own is gone to, whatever the link said.
  const target = () => (search.to?.startsWith('/') && !search.to.startsWith('//') ? search.to : '/');
  createEffect(() => session.signedIn() && navigate(target(), { replace: true }));
  onMount(() => {
    document.title = `${t('signIn.title')} · Attune`;
    void call(startClient.index.$get())
      .then((start) => start.empty && navigate('/start', { replace: true }))
      .catch(() => undefined);
  });

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await call(authClient['sign-in'].email.$post({ json: { email: email().trim(), password: password() } }));
      await session.refresh();
      if (session.failure()) setError(session.failure());
    } catch (refusal) {
      setError(refusal);
      setPassword('');
      document.querySelector<HTMLInputElement>('input[type=password]')?.focus();
    } finally {
      setBusy(false);
    }
  }

  return (
    <Welcome title={t('signIn.title')} lead={t('signIn.lead')}>
      <form class="grid gap-4" onSubmit={submit}>
        <Show when={error()}>
          <Refused error={error()} />
        </Show>
        <PlainField
          label={t('signIn.email')}
          type="email"
          autocomplete="username"
          value={email()}
          onInput={setEmail}
          autofocus
        />
        <PlainField
          label={t('signIn.password')}
          type="password"
          autocomplete="current-password"
          value={password()}
          onInput={setPassword}
        />
        <SubmitButton busy={busy()}>{t('signIn.submit')}</SubmitButton>
      </form>
    </Welcome>
  );
}
