import { useNavigate, useSearchParams } from '@solidjs/router';
import { createEffect, createSignal, type JSX, onMount, Show } from 'solid-js';
import type { Said } from '../address/address.ts';
import { authClient, call, startClient } from '../server/client.ts';
import { useSession } from '../session/session.tsx';
import { t } from '../words/words.ts';
import { ownPath } from './own-path.ts';
import { createSubmit, PlainField, SubmitButton } from './plain-form.tsx';
import { Refused } from './refused.tsx';
import { Welcome } from './welcome.tsx';

export default function SignInPage(): JSX.Element {
  const session = useSession();
  const [search] = useSearchParams<{ set?: Said }>();
  const [stay, setStay] = createSignal(false);
  const [email, setEmail] = createSignal('');
  const [password, setPassword] = createSignal('');

  useWayOn();
  const { busy, error, setError, submit } = createSubmit(async () => {
    const json = { email: email().trim(), password: password(), rememberMe: stay() };
    await call(authClient['sign-in'].email.$post({ json })).catch((refusal: unknown) => {
      setPassword('');
      document.querySelector<HTMLInputElement>('input[type=password]')?.focus();
      throw refusal;
    });
    await session.refresh();
    if (session.failure()) setError(session.failure());
  });

  return (
    <Welcome title={t('signIn.title')} lead={t('signIn.lead')}>
      <Show when={search.set}>
        <p role="status" class="m-0 rounded-control bg-good-wash px-3 py-2 text-good">
          {t('signIn.passwordSet')}
        </p>
      </Show>
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
        <label class="flex items-center gap-2 text-ink-2">
          <input type="checkbox" checked={stay()} onChange={(event) => setStay(event.currentTarget.checked)} />
          {t('signIn.stay')}
        </label>
        <SubmitButton busy={busy()}>{t('signIn.submit')}</SubmitButton>
        <p class="m-0 text-small text-ink-3">{t('signIn.forgot')}</p>
      </form>
    </Welcome>
  );
}

/** On to where the person was going, to what is still missing, or to the first administrator's page. */
function useWayOn(): void {
  const session = useSession();
  const navigate = useNavigate();
  const [search] = useSearchParams<{ to?: Said }>();
  createEffect(() => {
    if (session.signedIn()) navigate(ownPath(search.to), { replace: true });
    else if (session.missing()) {
      navigate(`/second-factor?to=${encodeURIComponent(ownPath(search.to))}`, { replace: true });
    }
  });
  onMount(() => {
    document.title = `${t('signIn.title')} · Attune`;
    void call(startClient.index.$get())
      .then((start) => start.empty && navigate('/start', { replace: true }))
      .catch(() => undefined);
  });
}
