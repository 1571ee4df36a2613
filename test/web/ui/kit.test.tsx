import { MemoryRouter, Route } from '@solidjs/router';
import { cleanup, fireEvent, render, screen, waitFor } from '@solidjs/testing-library';
import { createSignal, type JSX } from 'solid-js';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../../web/server/client.ts';
import { IconButton } from '../../../web/ui/button.tsx';
import { Chip } from '../../../web/ui/chip.tsx';
import { SegmentedControl } from '../../../web/ui/choice.tsx';
import { Dialog } from '../../../web/ui/dialog.tsx';
import { Field } from '../../../web/ui/field.tsx';
import { Figure } from '../../../web/ui/figure.tsx';
import { RefusedFields } from '../../../web/ui/refused-fields.tsx';
import { Combobox, Select } from '../../../web/ui/select.tsx';
import { ErrorNote } from '../../../web/ui/states.tsx';
import { Table } from '../../../web/ui/table.tsx';
import { loadSentences, showLanguage } from '../../../web/words/words.ts';

beforeAll(async () => {
  await showLanguage('en');
  await loadSentences();
});
afterEach(cleanup);

const routed = (page: () => JSX.Element) =>
  render(() => (
    <MemoryRouter>
      <Route path="*" component={page} />
    </MemoryRouter>
  ));

describe('a figure', () => {
  it('never appears without its interval and n', () => {
    const { container } = render(() => <Figure value={7940} margin={160} n={312} showN />);
    expect(container.textContent).toBe('79.4 ± 1.6 · n = 312');
  });

  it('that cannot be said is a sentence in its place', async () => {
    const { container } = render(() => <Figure value={null} n={3} needed={5} />);
    expect(container.textContent).toBe('Not enough data: 3 random reviews, at least 5 needed');
    await showLanguage('zh');
    expect(container.textContent).toBe('数据不足：随机抽检 3 条，至少需要 5 条');
    await showLanguage('en');
  });
});

it('a verdict has its mark, a plain chip none', () => {
  const { container } = render(() => (
    <>
      <Chip tone="bad">critical</Chip>
      <Chip>Billing</Chip>
    </>
  ));
  expect(container.textContent).toBe('●criticalBilling');
});

it('a button with a picture alone has a name', () => {
  const { getByRole } = render(() => <IconButton label="Close" icon={() => <svg aria-hidden="true" />} />);
  expect(getByRole('button', { name: 'Close' })).toBeTruthy();
});

it('a field is linked to its label, its hint and its error', async () => {
  const [error, setError] = createSignal<string | null>(null);
  const { getByLabelText, findByText } = render(() => (
    <Field label="E-mail" value="" onInput={() => undefined} hint="At work" error={error()} />
  ));
  const field = getByLabelText('E-mail');
  expect(field.getAttribute('aria-invalid')).toBeNull();
  setError('This is no address.');
  const message = await findByText('This is no address.');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(field.getAttribute('aria-describedby')).toContain(message.id);
});

it('the server’s errors appear at their fields, in the language of the page', async () => {
  const [error, setError] = createSignal<unknown>(null);
  const findings = [
    { field: 'what.from', reason: 'missing' },
    { field: 'email', reason: 'missing' },
  ];
  const { getByLabelText } = render(() => (
    <RefusedFields error={error()}>
      <Field name="email" label="E-mail" value="" onInput={() => undefined} />
      <Field name="what.from" label="From" value="" onInput={() => undefined} />
      <Field name="name" label="Name" value="" onInput={() => undefined} />
    </RefusedFields>
  ));
  const wrong = (label: string) =>
    document.getElementById(getByLabelText(label).getAttribute('aria-describedby') ?? '')?.textContent ?? null;
  expect(wrong('E-mail')).toBeNull();
  setError(new Refusal('invalid-input', findings[0], findings, 400));
  await waitFor(() => expect(wrong('E-mail')).toMatch(/^E-?mail .*\.$/i));
  expect(wrong('From')).not.toBe(wrong('E-mail'));
  expect(wrong('Name')).toBeNull();
  setError(new Refusal('not-found', {}, null, 404));
  await waitFor(() => expect(wrong('E-mail')).toBeNull());
});

it('one of a few is a radio group with the chosen one in it', () => {
  const chosen = vi.fn();
  const { getByRole, getByLabelText } = render(() => (
    <SegmentedControl label="Colours" options={['light', 'dark']} value="light" onChange={chosen} name={(one) => one} />
  ));
  expect(getByRole('radiogroup', { name: 'Colours' })).toBeTruthy();
  expect((getByLabelText('light') as HTMLInputElement).checked).toBe(true);
  fireEvent.click(getByLabelText('dark'));
  expect(chosen).toHaveBeenCalledWith('dark');
});

describe('a refusal', () => {
  it('is shown by its sentence, with what can be tried again', () => {
    const again = vi.fn();
    const { getByRole } = render(() => <ErrorNote error={new Refusal('not-allowed')} again={again} />);
    expect(getByRole('alert').textContent).toContain('You don’t have permission for this.');
    fireEvent.click(getByRole('button', { name: 'Try again' }));
    expect(again).toHaveBeenCalledOnce();
  });

  it('of an unknown code is still a sentence', () => {
    const { getByRole } = render(() => <ErrorNote error={new Refusal('from-the-future')} />);
    expect(getByRole('alert').textContent).toContain('Something went wrong on our side');
  });
});

describe('a dialog', () => {
  const Asking = (props: { unclosable?: boolean; onClose: () => void }) => (
    <Dialog open title="Invite" onClose={props.onClose} unclosable={props.unclosable}>
      <input aria-label="Name" />
    </Dialog>
  );

  it('has its name and its close button in the language shown, and begins at its first field', async () => {
    render(() => <Asking onClose={() => undefined} />);
    expect(await screen.findByRole('dialog', { name: 'Invite' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Close' })).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Name')));
  });

  it('closes by Escape, unless it has to be decided', async () => {
    const closed = vi.fn();
    const first = render(() => <Asking onClose={closed} />);
    fireEvent.keyDown(await screen.findByRole('dialog'), { key: 'Escape' });
    expect(closed).toHaveBeenCalledOnce();
    first.unmount();
    const kept = vi.fn();
    render(() => <Asking unclosable onClose={kept} />);
    fireEvent.keyDown(await screen.findByRole('dialog'), { key: 'Escape' });
    expect(kept).not.toHaveBeenCalled();
    expect(screen.queryByRole('button', { name: 'Close' })).toBeNull();
  });

  it('gives the focus back to what opened it', async () => {
    const [open, setOpen] = createSignal(false);
    render(() => (
      <>
        <button type="button" onClick={() => setOpen(true)}>
          Opener
        </button>
        <Dialog open={open()} title="Invite" onClose={() => setOpen(false)}>
          <input aria-label="Name" />
        </Dialog>
      </>
    ));
    const opener = screen.getByRole('button', { name: 'Opener' });
    for (let time = 0; time < 2; time++) {
      opener.focus();
      opener.click();
      await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Name')));
      fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
      await vi.waitFor(() => expect(document.activeElement).toBe(opener));
    }
  });
});

it.each([null, 'b'] as const)('a select that has %s chooses nothing by itself when its words change', async (value) => {
  const [words, setWords] = createSignal('Any');
  const onChange = vi.fn();
  const { getByRole } = render(() => (
    <Select
      label="Side"
      options={['a', 'b']}
      empty={words()}
      value={value}
      name={(one) => `${words()} ${one}`}
      onChange={onChange}
    />
  ));
  setWords('Jede');
  await waitFor(() => expect(getByRole('button').textContent).toContain('Jede'));
  expect(onChange).not.toHaveBeenCalled();
});

describe('a table', () => {
  const rows = Array.from({ length: 2000 }, (_, i) => ({ id: `r${i}`, name: `Agent ${i}`, n: i }));
  const page = () =>
    routed(() => (
      <Table
        label="Agents"
        rows={rows}
        key={(row) => row.id}
        open={(row) => `/agents/${row.id}`}
        columns={[
          { key: 'name', head: () => 'Name', cell: (row) => row.name },
          { key: 'n', head: () => 'Reviews', cell: (row) => row.n, align: 'right' },
        ]}
      />
    ));

  it('holds only the rows in view, and says how many there are', async () => {
    const { findByRole, getAllByRole } = page();
    const table = await findByRole('table', { name: 'Agents' });
    expect(table.getAttribute('aria-rowcount')).toBe('2001');
    expect(getAllByRole('row').length).toBeLessThan(100);
  });

  it('leads on by the link of its first cell', async () => {
    const { findByRole } = page();
    expect((await findByRole('link', { name: 'Agent 0' })).getAttribute('href')).toBe('/agents/r0');
  });
});

describe('a field that looks its options up', () => {
  it('shows options that arrive after typing, and says so while there are none', async () => {
    const [found, setFound] = createSignal<string[]>([]);
    const onSearch = vi.fn();
    render(() => (
      <Combobox
        label="Interaction"
        options={found()}
        name={(id) => `Call ${id}`}
        value={null}
        onChange={() => {}}
        onSearch={onSearch}
      />
    ));
    const field = screen.getByRole('combobox', { name: 'Interaction' });
    field.focus();
    fireEvent.input(field, { target: { value: 'Call' } });
    expect(onSearch).toHaveBeenCalledWith('Call');
    await screen.findByText('No results');
    setFound(['one']);
    expect(await screen.findByRole('option', { name: 'Call one' })).toBeTruthy();
    expect(screen.queryByText('No results')).toBeNull();
  });
});
