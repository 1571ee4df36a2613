// <Field label="Email" type="email" value={email()} onInput={setEmail} error={refused()} hint="…" required />
// <TextArea label="Comment" value={…} onInput={…} rows={3} />
// `bare` keeps the label for screen readers alone. Label, hint and error are tied to the field.
import { TextField } from '@kobalte/core/text-field';
import { type JSX, Show } from 'solid-js';
import { useRefused } from './refused-fields.tsx';

type Common = {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: JSX.Element;
  /** A sentence; its presence marks the field. Without it, what a RefusedFields around says about `name`. */
  error?: string | null;
  bare?: boolean;
  required?: boolean;
  disabled?: boolean;
  /** Of the field in the request. */
  name?: string;
  class?: string;
  placeholder?: string;
  ref?: (element: HTMLElement) => void;
  onChange?: (value: string) => void;
  onKeyDown?: JSX.EventHandlerUnion<HTMLElement, KeyboardEvent>;
};

function Frame(props: Common & { children: JSX.Element }): JSX.Element {
  const refused = useRefused();
  const error = () => props.error ?? refused(props.name);
  return (
    <TextField
      class={`grid gap-1 ${props.class ?? ''}`}
      value={props.value}
      onChange={props.onInput}
      validationState={error() ? 'invalid' : 'valid'}
      required={props.required}
      disabled={props.disabled}
      name={props.name}
    >
      <TextField.Label class={props.bare ? 'sr-only' : 'text-small font-medium text-ink-2'}>
        {props.label}
      </TextField.Label>
      {props.children}
      <Show when={props.hint}>
        <TextField.Description class="text-small text-ink-3">{props.hint}</TextField.Description>
      </Show>
      <TextField.ErrorMessage class="text-small text-bad">{error()}</TextField.ErrorMessage>
    </TextField>
  );
}

export function Field(
  props: Common & {
    type?: 'text' | 'email' | 'password' | 'number' | 'date' | 'search' | 'time' | 'datetime-local';
    autocomplete?: string;
    min?: string | number;
    max?: string | number;
    autofocus?: boolean;
    inputmode?: 'numeric' | 'text' | 'search';
  },
): JSX.Element {
  return (
    <Frame {...props}>
      <TextField.Input
        ref={(element: HTMLInputElement) => props.ref?.(element)}
        type={props.type ?? 'text'}
        autocomplete={props.autocomplete}
        placeholder={props.placeholder}
        min={props.min}
        max={props.max}
        autofocus={props.autofocus}
        inputmode={props.inputmode}
        onChange={(event: Event & { currentTarget: HTMLInputElement }) => props.onChange?.(event.currentTarget.value)}
        onKeyDown={props.onKeyDown as JSX.EventHandlerUnion<HTMLInputElement, KeyboardEvent>}
        class="control w-full"
      />
    </Frame>
  );
}

export function TextArea(props: Common & { rows?: number; maxlength?: number }): JSX.Element {
  return (
    <Frame {...props}>
      <TextField.TextArea
        ref={(element: HTMLTextAreaElement) => props.ref?.(element)}
        autoResize
        rows={props.rows ?? 3}
        maxlength={props.maxlength}
        placeholder={props.placeholder}
        onKeyDown={props.onKeyDown as JSX.EventHandlerUnion<HTMLTextAreaElement, KeyboardEvent>}
        class="control w-full resize-y"
      />
    </Frame>
  );
}
