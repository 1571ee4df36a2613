import { useNavigate } from '@solidjs/router';
import { createResource, createSignal, type JSX, onMount, Show } from 'solid-js';
import { call, peopleClient } from '../server/client.ts';
import { useSession } from '../session/session.tsx';
import { t } from '../words/words.ts';
import { createSubmit, PlainField, SubmitButton } from './plain-form.tsx';
import { LinkRefused, Refused } from './refused.tsx';
import { Welcome } from './welcome.tsx';

export default function InvitationPage(): JSX.Element {
  const token = location.hash.slice(1) || 'none';
  const session = useSession();
  const navigate = useNavigate();
  const [invitation] = createResource(
    () => token,
    async () => {
      const found = await call(peopleClient.invitations.open.$post({ json: { token } }));
      setName(found.name);
      return found;
    },
  );
  const [name, setName] = createSignal('');
  const [password, setPassword] = createSignal('');
  const found = () => (invitation.state === 'ready' ? invitation() : undefined);
  onMount(() => {
    document.title = 'Attune';
  });

  const { busy, error, submit } = createSubmit(async () => {
    const json = { token, name: name(), password: password() };
    await call(peopleClient.invitations.accept.$post({ json }));
    await session.refresh();
    navigate('/', { replace: true });
  });

  return (
    <Welcome
      title={found() ? t('invitation.title', { organisation: found()?.organisation ?? '' }) : 'Attune'}
      lead={found() ? t('invitation.lead', { email: found()?.email ?? '' }) : undefined}
    >
      <Show when={!invitation.error} fallback={<LinkRefused error={invitation.error} />}>
        <form class="grid gap-4" onSubmit={submit}>
          <Show when={error()}>
            <Refused error={error()} />
          </Show>
          <PlainField label={t('invitation.name')} autocomplete="name" value={name()} onInput={setName} />
          <PlainField
            label={t('signIn.password')}
            type="password"
            autocomplete="new-password"
            minlength={10}
            hint={t('start.passwordHint')}
            value={password()}
            onInput={setPassword}
            autofocus
          />
          <SubmitButton busy={busy()}>{t('invitation.submit')}</SubmitButton>
        </form>
      </Show>
    </Welcome>
  );
}
