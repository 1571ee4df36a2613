import { createSignal, type JSX } from 'solid-js';
import { authClient, call } from '../server/client.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { SegmentedControl } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { ErrorNote, explain } from '../ui/states.tsx';
import { theme } from '../ui/theme.ts';
import { tell } from '../ui/toast.tsx';
import { LANGUAGE_NAMES, language, t } from '../words/words.ts';
import { FactorSection } from './factor-section.tsx';
import { SessionsSection } from './sessions-section.tsx';

export default function AccountPage(): JSX.Element {
  const session = useSession();
  const refused = (error: unknown) => tell(explain(error), 'bad');
  return (
    <Page title={t('account.title')} column>
      <div class="mx-auto grid max-w-140 gap-4">
        <div>
          <h2 class="text-title font-semibold tracking-tight">{session.member.name}</h2>
          <p class="text-ink-2">
            {session.member.email} · {session.organisation.name}
          </p>
          <p class="mt-2 flex flex-wrap items-center gap-1.5">
            <span class="sr-only">{t('account.roles')}</span>
            {session.member.roles.map((role) => (
              <Chip>{t(`common.role.${role}`)}</Chip>
            ))}
          </p>
        </div>
        <section class="sheet grid gap-4 px-5 py-4.5">
          <h3 class="font-semibold">{t('account.how')}</h3>
          <SegmentedControl
            label={t('account.language')}
            options={['en', 'zh']}
            value={language()}
            onChange={(next) => void session.show({ language: next }).catch(refused)}
            name={(one) => LANGUAGE_NAMES[one]}
          />
          <SegmentedControl
            label={t('account.theme')}
            options={['system', 'light', 'dark']}
            value={theme()}
            onChange={(next) => void session.show({ theme: next }).catch(refused)}
            name={(one) => t(`common.theme.${one}`)}
          />
        </section>
        <PasswordForm />
        <FactorSection />
        <SessionsSection />
      </div>
    </Page>
  );
}

function PasswordForm(): JSX.Element {
  const [current, setCurrent] = createSignal('');
  const [next, setNext] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await call(authClient['change-password'].$post({ json: { currentPassword: current(), newPassword: next() } }));
      setCurrent('');
      setNext('');
      tell(t('account.changed'), 'good');
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  }
  return (
    <form class="sheet grid gap-4 px-5 py-4.5" onSubmit={submit}>
      <h3 class="font-semibold">{t('account.password')}</h3>
      <ErrorNote error={error()} />
      <Field
        label={t('account.current')}
        type="password"
        autocomplete="current-password"
        value={current()}
        onInput={setCurrent}
        required
      />
      <Field
        label={t('account.next')}
        type="password"
        autocomplete="new-password"
        value={next()}
        onInput={setNext}
        hint={t('start.passwordHint')}
        required
      />
      <div>
        <Button type="submit" busy={busy()}>
          {t('account.change')}
        </Button>
      </div>
    </form>
  );
}
