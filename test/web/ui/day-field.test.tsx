import { cleanup, fireEvent, render } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import { afterEach, expect, it, vi } from 'vitest';
import { DayField } from '../../../web/ui/day-field.tsx';

afterEach(cleanup);

it('a day is reported once it is complete; nothing typed on the way is lost', () => {
  const onDay = vi.fn();
  const [value, setValue] = createSignal<string | null>(null);
  const { getByLabelText } = render(() => (
    <DayField
      label="From"
      value={value()}
      onDay={(day) => {
        onDay(day);
        setValue(day ?? null);
      }}
    />
  ));
  const field = getByLabelText('From') as HTMLInputElement;
  for (const typed of ['0002-03-01', '0020-03-01', '0202-03-01']) {
    fireEvent.input(field, { target: { value: typed } });
    expect(field.value).toBe(typed);
  }
  expect(onDay).not.toHaveBeenCalled();
  fireEvent.input(field, { target: { value: '2026-03-01' } });
  expect(onDay.mock.calls).toEqual([['2026-03-01']]);
  fireEvent.input(field, { target: { value: '' } });
  expect(onDay.mock.calls.at(-1)).toEqual([undefined]);
  setValue('2026-03-02');
  expect(field.value).toBe('2026-03-02');
});
