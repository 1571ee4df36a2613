// Setting up an authenticator app: password, key as QR code and text, first code, and recovery codes. Used at sign-in,
// where it is required before anything else, and on the account page.
import { createResource, createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import { authClient, call } from '../server/client.ts';
import { t } from '../words/words.ts';
import { PlainField, SubmitButton } from './plain-form.tsx';
import { Refused } from './refused.tsx';

export function FactorSetup(props: { onDone: () => void }): JSX.Element {
  const [key, setKey] = createSignal<{ secret: string; uri: string } | null>(null);
  const [codes, setCodes] = createSignal<string[]>([]);
  return (
    <Switch fallback={<PasswordStep onKey={setKey} />}>
      <Match when={codes().length > 0}>
        <RecoveryCodes codes={codes()} onKept={props.onDone} />
      </Match>
      <Match when={key()}>{(found) => <CodeStep {...found()} onCodes={setCodes} />}</Match>
    </Switch>
  );
}

/** A form of one field, its refusal above it. */
export function OneField(props: {
  field: (value: () => string, set: (value: string) => void) => JSX.Element;
  submit: string;
  onSubmit: (value: string) => Promise<unknown>;
  children?: JSX.Element;
}): JSX.Element {
  const [value, setValue] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await props.onSubmit(value());
    } catch (refusal) {
      setError(refusal);
      setValue('');
    } finally {
      setBusy(false);
    }
  }
  return (
    <form class="grid gap-4" onSubmit={submit}>
      <Show when={error()}>
        <Refused error={error()} />
      </Show>
      {props.children}
      {props.field(value, setValue)}
      <SubmitButton busy={busy()}>{props.submit}</SubmitButton>
    </form>
  );
}

export function PasswordField(props: { value: string; onInput: (value: string) => void }): JSX.Element {
  return (
    <PlainField
      label={t('factor.password')}
      type="password"
      autocomplete="current-password"
      value={props.value}
      onInput={props.onInput}
      autofocus
    />
  );
}

export function CodeField(props: { label: string; value: string; onInput: (value: string) => void }): JSX.Element {
  return (
    <PlainField
      label={props.label}
      autocomplete="one-time-code"
      value={props.value}
      onInput={props.onInput}
      autofocus
    />
  );
}

function PasswordStep(props: { onKey: (key: { secret: string; uri: string }) => void }): JSX.Element {
  const begin = async (password: string) =>
    props.onKey(await call(authClient['second-factor'].begin.$post({ json: { password } })));
  return (
    <OneField
      submit={t('factor.next')}
      onSubmit={begin}
      field={(value, set) => <PasswordField value={value()} onInput={set} />}
    />
  );
}

function CodeStep(props: { secret: string; uri: string; onCodes: (codes: string[]) => void }): JSX.Element {
  const confirm = async (code: string) =>
    props.onCodes((await call(authClient['second-factor'].confirm.$post({ json: { code } }))).recovery_codes);
  return (
    <OneField
      submit={t('factor.confirm')}
      onSubmit={confirm}
      field={(value, set) => <CodeField label={t('factor.firstCode')} value={value()} onInput={set} />}
    >
      <p class="m-0 text-ink-2">{t('factor.scan')}</p>
      <QrCode text={props.uri} />
      <div class="grid gap-1">
        <span class="text-small font-medium text-ink-2">{t('factor.key')}</span>
        <code class="num rounded-control bg-well px-2 py-1.5 break-words select-all">
          {props.secret.match(/.{1,4}/g)?.join(' ')}
        </code>
      </div>
    </OneField>
  );
}

/** Drawn in the browser: the key goes nowhere else. Dark on light in either theme, as cameras expect it. */
function QrCode(props: { text: string }): JSX.Element {
  const [rows] = createResource(
    () => props.text,
    async (text) => (await import('qr')).encodeQR(text, 'raw', { border: 4 }),
  );
  const path = (modules: boolean[][]) =>
    modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <div class="aspect-square w-50 rounded-sheet bg-white p-1">
      <Show when={rows()}>
        {(modules) => (
          <svg
            role="img"
            aria-label={t('factor.picture')}
            viewBox={`0 0 ${modules().length} ${modules().length}`}
            shape-rendering="crispEdges"
            class="size-full"
          >
            <path d={path(modules())} fill="#000" />
          </svg>
        )}
      </Show>
    </div>
  );
}

export function RecoveryCodes(props: { codes: string[]; onKept: () => void }): JSX.Element {
  return (
    <div class="grid gap-4">
      <div>
        <h2 class="font-semibold">{t('factor.codesTitle')}</h2>
        <p class="m-0 text-ink-2">{t('factor.codesLead')}</p>
      </div>
      <ul class="m-0 grid list-none gap-1 overflow-x-auto rounded-control bg-well p-3 text-small">
        <For each={props.codes}>{(code) => <li class="font-mono">{code}</li>}</For>
      </ul>
      <button
        type="button"
        class="min-h-9 rounded-control border border-accent bg-accent px-3 font-medium text-accent-ink hover:opacity-92"
        onClick={() => props.onKept()}
      >
        {t('factor.kept')}
      </button>
    </div>
  );
}
