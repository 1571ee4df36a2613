// Two-step sign-in on the account page.
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, type JSX, Match, Show, Switch } from 'solid-js';
import { authClient, call } from '../server/client.ts';
import { useQuery } from '../server/query.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote, Skeleton } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { FactorSetup, OneField, PasswordField, RecoveryCodes } from './factor-setup.tsx';

type Doing = 'set-up' | 'codes' | 'drop' | null;

export function FactorSection(): JSX.Element {
  const queries = useQueryClient();
  const factor = useQuery(() => ({
    queryKey: ['account', 'second-factor'],
    queryFn: () => call(authClient['second-factor'].$get()),
  }));
  const [doing, setDoing] = createSignal<Doing>(null);
  const finish = (words?: string) => {
    setDoing(null);
    if (words) tell(words, 'good');
    return queries.invalidateQueries({ queryKey: ['account'] });
  };
  return (
    <section class="sheet grid gap-3 px-5 py-4.5">
      <h3 class="font-semibold">{t('factor.section')}</h3>
      <ErrorNote error={factor.error} again={() => void factor.refetch()} />
      <Show when={factor.data} fallback={<Skeleton class="h-16" />}>
        {(now) => (
          <>
            <p class="m-0 text-ink-2">
              {now().on ? t('factor.on', now().recovery_codes_left) : t('factor.off')}
              {now().required ? ` ${t('factor.required')}` : ''}
            </p>
            <div class="flex flex-wrap gap-2">
              <Button onClick={() => setDoing('set-up')}>{now().on ? t('factor.another') : t('factor.setUp')}</Button>
              <Show when={now().on}>
                <Button onClick={() => setDoing('codes')}>{t('factor.newCodes')}</Button>
                <Show when={!now().required}>
                  <Button onClick={() => setDoing('drop')}>{t('factor.drop')}</Button>
                </Show>
              </Show>
            </div>
          </>
        )}
      </Show>
      <FactorDialog doing={doing()} onClose={() => void finish()} onDone={(words) => void finish(words)} />
    </section>
  );
}

const TITLES = { 'set-up': 'factor.setUpTitle', codes: 'factor.newCodes', drop: 'factor.drop' } as const;

function FactorDialog(props: { doing: Doing; onClose: () => void; onDone: (words: string) => void }): JSX.Element {
  return (
    <Dialog open={props.doing !== null} onClose={props.onClose} title={props.doing ? t(TITLES[props.doing]) : ''}>
      <Switch>
        <Match when={props.doing === 'set-up'}>
          <FactorSetup onDone={() => props.onDone(t('factor.done'))} />
        </Match>
        <Match when={props.doing === 'codes'}>
          <NewCodes onKept={props.onClose} />
        </Match>
        <Match when={props.doing === 'drop'}>
          <OneField
            submit={t('factor.drop')}
            onSubmit={async (password) => {
              await call(authClient['second-factor'].drop.$post({ json: { password } }));
              props.onDone(t('factor.dropped'));
            }}
            field={(value, set) => <PasswordField value={value()} onInput={set} />}
          />
        </Match>
      </Switch>
    </Dialog>
  );
}

function NewCodes(props: { onKept: () => void }): JSX.Element {
  const [codes, setCodes] = createSignal<string[]>([]);
  const make = async (password: string) =>
    setCodes((await call(authClient['second-factor']['recovery-codes'].$post({ json: { password } }))).recovery_codes);
  return (
    <Show
      when={codes().length > 0}
      fallback={
        <OneField
          submit={t('factor.newCodes')}
          onSubmit={make}
          field={(value, set) => <PasswordField value={value()} onInput={set} />}
        />
      }
    >
      <RecoveryCodes codes={codes()} onKept={props.onKept} />
    </Show>
  );
}
