// The first administrator: shown while nobody works here yet.
import { useNavigate } from '@solidjs/router';
import { createSignal, type JSX, onMount, Show } from 'solid-js';
import { call, startClient } from '../server/client.ts';
import { useSession } from '../session/session.tsx';
import { language, t } from '../words/words.ts';
import { PlainField, SubmitButton } from './plain-form.tsx';
import { Refused } from './refused.tsx';
import { Welcome } from './welcome.tsx';

export default function StartPage(): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const [token, setToken] = createSignal(tokenInAddress());
  const [organisation, setOrganisation] = createSignal('');
  const [zone, setZone] = createSignal(Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC');
  const [name, setName] = createSignal('');
  const [email, setEmail] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const [done, setDone] = createSignal(false);

  onMount(() => {
    // Not to stay in the browser's history.
    if (token() !== '') history.replaceState(history.state, '', location.pathname);
    document.title = `${t('start.title')} · Attune`;
    void call(startClient.index.$get())
      .then((start) => setDone(!start.empty))
      .catch(setError);
  });

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await call(
        startClient.index.$post({
          json: {
            token: token().trim(),
            organisation: organisation(),
            time_zone: zone(),
            language: language(),
            name: name(),
            email: email().trim(),
            password: password(),
          },
        }),
      );
      await session.refresh();
      // The first thing a centre needs is people.
      navigate('/people', { replace: true });
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Welcome title={t('start.title')} lead={done() ? t('start.done') : t('start.lead')} wide>
      <Show
        when={!done()}
        fallback={
          <a href="/sign-in" class="font-medium text-accent">
            {t('signIn.title')}
          </a>
        }
      >
        <form class="grid gap-4" onSubmit={submit}>
          <Show when={error()}>
            <Refused error={error()} />
          </Show>
          <PlainField
            label={t('start.token')}
            hint={t('start.tokenHint')}
            autocomplete="off"
            value={token()}
            onInput={setToken}
            autofocus={token() === ''}
          />
          <PlainField
            label={t('start.organisation')}
            autocomplete="organization"
            value={organisation()}
            onInput={setOrganisation}
            autofocus={token() !== ''}
          />
          <PlainField
            label={t('start.timeZone')}
            hint={t('start.timeZoneHint')}
            value={zone()}
            onInput={setZone}
            list={Intl.supportedValuesOf('timeZone')}
          />
          <h2 class="mt-2 font-semibold">{t('start.you')}</h2>
          <PlainField label={t('start.name')} autocomplete="name" value={name()} onInput={setName} />
          <PlainField
            label={t('signIn.email')}
            type="email"
            autocomplete="username"
            value={email()}
            onInput={setEmail}
          />
          <PlainField
            label={t('signIn.password')}
            type="password"
            autocomplete="new-password"
            minlength={10}
            hint={t('start.passwordHint')}
            value={password()}
            onInput={setPassword}
          />
          <SubmitButton busy={busy()}>{t('start.submit')}</SubmitButton>
        </form>
      </Show>
    </Welcome>
  );
}

/** `/start#TOKEN`: what stands behind # never leaves the browser, so no log of a proxy gets to see it. */
const tokenInAddress = (): string => /^#([\w-]{32,})$/.exec(location.hash)?.[1] ?? '';
