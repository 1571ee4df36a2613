// Creates the first administrator; shown while the installation has no members.

import { useNavigate } from '@solidjs/router';
import { createSignal, type JSX, onMount, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { call, startClient } from '../server/client.ts';
import { useSession } from '../session/session.tsx';
import { language, t } from '../words/words.ts';
import { createSubmit, PlainField, SubmitButton } from './plain-form.tsx';
import { Refused } from './refused.tsx';
import { Welcome } from './welcome.tsx';

export default function StartPage(): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const [fields, setFields] = createStore<Fields>({
    token: tokenInAddress(),
    organisation: '',
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
    name: '',
    email: '',
    password: '',
  });
  const [done, setDone] = createSignal(false);
  const { busy, error, setError, submit } = createSubmit(async () => {
    const json = { ...fields, token: fields.token.trim(), email: fields.email.trim(), language: language() };
    await call(startClient.index.$post({ json }));
    await session.refresh();
    // The first thing a centre needs is people.
    navigate('/people', { replace: true });
  });
  onMount(() => {
    // Not to stay in the browser's history.
    if (fields.token !== '') history.replaceState(history.state, '', location.pathname);
    document.title = `${t('start.title')} · Attune`;
    void call(startClient.index.$get())
      .then((start) => setDone(!start.empty))
      .catch(setError);
  });
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
          <CentreFields fields={fields} set={setFields} />
          <OwnFields fields={fields} set={setFields} />
          <SubmitButton busy={busy()}>{t('start.submit')}</SubmitButton>
        </form>
      </Show>
    </Welcome>
  );
}

type Fields = { token: string; organisation: string; time_zone: string; name: string; email: string; password: string };
type FieldsProps = { fields: Fields; set: (change: Partial<Fields>) => void };

function CentreFields(props: FieldsProps): JSX.Element {
  return (
    <>
      <PlainField
        label={t('start.token')}
        hint={t('start.tokenHint')}
        autocomplete="off"
        value={props.fields.token}
        onInput={(token) => props.set({ token })}
        autofocus={props.fields.token === ''}
      />
      <PlainField
        label={t('start.organisation')}
        autocomplete="organization"
        value={props.fields.organisation}
        onInput={(organisation) => props.set({ organisation })}
        autofocus={props.fields.token !== ''}
      />
      <PlainField
        label={t('start.timeZone')}
        hint={t('start.timeZoneHint')}
        value={props.fields.time_zone}
        onInput={(time_zone) => props.set({ time_zone })}
        list={Intl.supportedValuesOf('timeZone')}
      />
    </>
  );
}

function OwnFields(props: FieldsProps): JSX.Element {
  return (
    <>
      <h2 class="mt-2 font-semibold">{t('start.you')}</h2>
      <PlainField
        label={t('start.name')}
        autocomplete="name"
        value={props.fields.name}
        onInput={(name) => props.set({ name })}
      />
      <PlainField
        label={t('signIn.email')}
        type="email"
        autocomplete="username"
        value={props.fields.email}
        onInput={(email) => props.set({ email })}
      />
      <PlainField
        label={t('signIn.password')}
        type="password"
        autocomplete="new-password"
        minlength={10}
        hint={t('start.passwordHint')}
        value={props.fields.password}
        onInput={(password) => props.set({ password })}
      />
    </>
  );
}

/** `/start#TOKEN`: what stands behind # never leaves the browser, so no log of a proxy gets to see it. */
const tokenInAddress = (): string => /^#([\w-]{32,})$/.exec(location.hash)?.[1] ?? '';
