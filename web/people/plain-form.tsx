// Form fields of pages before sign-in. They are plain HTML without the component kit, because the first page should
// load fast.
import { createSignal, createUniqueId, type JSX, onMount, Show } from 'solid-js';

export function PlainField(props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'email' | 'password';
  autocomplete?: string;
  autofocus?: boolean;
  hint?: string;
  minlength?: number;
  list?: readonly string[];
}): JSX.Element {
  const id = createUniqueId();
  let input!: HTMLInputElement;
  onMount(() => props.autofocus && input.focus());
  return (
    <div class="grid gap-1">
      <label for={id} class="text-small font-medium text-ink-2">
        {props.label}
      </label>
      <input
        ref={input}
        id={id}
        type={props.type ?? 'text'}
        required
        class="control w-full"
        autocomplete={props.autocomplete}
        minlength={props.minlength}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        list={props.list ? `${id}-list` : undefined}
      />
      <Show when={props.hint}>
        <p id={`${id}-hint`} class="text-small text-ink-3">
          {props.hint}
        </p>
      </Show>
      <Show when={props.list}>
        {(list) => (
          <datalist id={`${id}-list`}>
            {list().map((value) => (
              <option value={value} />
            ))}
          </datalist>
        )}
      </Show>
    </div>
  );
}

export function SubmitButton(props: { busy: boolean; children: JSX.Element }): JSX.Element {
  return (
    <button
      type="submit"
      disabled={props.busy}
      aria-busy={props.busy || undefined}
      class="min-h-9 rounded-control border border-accent bg-accent px-3 font-medium text-accent-ink hover:opacity-92 disabled:opacity-55"
    >
      {props.children}
    </button>
  );
}

/** Submitting such a form: busy meanwhile, and what it was refused with. */
export function createSubmit(send: () => Promise<void>) {
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await send();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  }
  return { busy, error, setError, submit };
}
