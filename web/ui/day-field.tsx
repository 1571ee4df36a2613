// <DayField label={t('…')} value={filter().from} onDay={(from) => setSearch({ from })} />
// Takes effect as soon as a complete day is entered: a half-typed one (the year 0202 on the way to 2026) is not
// reported.
import { createEffect, createSignal, type JSX, on } from 'solid-js';
import { isDay } from '../../scorecards/calendar/calendar.ts';
import { Field } from './field.tsx';

export function DayField(props: {
  label: string;
  value: string | null;
  /** undefined: none any more. */
  onDay: (day: string | undefined) => void;
  min?: string | null;
  max?: string | null;
}): JSX.Element {
  const [typed, setTyped] = createSignal(props.value ?? '');
  createEffect(
    on(
      () => props.value ?? '',
      (value) => setTyped(value),
      { defer: true },
    ),
  );
  const type = (text: string) => {
    setTyped(text);
    if (text === '' || isDay(text)) props.onDay(text || undefined);
  };
  return (
    <Field
      type="date"
      label={props.label}
      value={typed()}
      min={props.min ?? undefined}
      max={props.max ?? undefined}
      onInput={type}
    />
  );
}
