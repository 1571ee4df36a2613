import { MemoryRouter, Route } from '@solidjs/router';
import { cleanup, render } from '@solidjs/testing-library';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Table } from '../../../web/ui/table.tsx';
import { makeScreen } from '../../support/screen.ts';

beforeEach(() => makeScreen('narrow'));
afterEach(() => {
  cleanup();
  makeScreen('wide');
});

const page = () =>
  render(() => (
    <MemoryRouter>
      <Route
        path="*"
        component={() => (
          <Table
            label="Agents"
            rows={[{ id: 'r0', name: 'Joe Alvarez', team: 'Billing', n: 3 }]}
            key={(row) => row.id}
            open={(row) => `/agents/${row.id}`}
            columns={[
              { key: 'name', head: () => 'Name', cell: (row) => row.name, width: '90px' },
              { key: 'team', head: () => 'Team', cell: (row) => row.team },
              { key: 'id', head: () => 'Number', cell: (row) => row.id, wideOnly: true },
              { key: 'n', head: () => 'Reviews', cell: (row) => row.n, align: 'right' },
              { key: 'more', head: () => 'Actions', cell: () => <button type="button">Edit</button>, beside: true },
            ]}
          />
        )}
      />
    </MemoryRouter>
  ));

describe('a table on a narrow screen', () => {
  it('has the other cells below the first, a figure with its name, and the actions beside', async () => {
    const { findAllByRole, getByRole } = page();
    const cells = await findAllByRole('cell');
    expect(cells.map(({ textContent }) => textContent)).toEqual(['Joe AlvarezTeam Billing·Reviews 3', 'Edit']);
    expect(getByRole('link', { name: 'Joe Alvarez' }).getAttribute('href')).toBe('/agents/r0');
  });

  it('has a cell for each column once it is wide', async () => {
    const { findAllByRole, getAllByRole } = page();
    await findAllByRole('cell');
    makeScreen('wide');
    expect(getAllByRole('cell').map(({ textContent }) => textContent)).toEqual([
      ...['Joe Alvarez', 'Billing', 'r0', '3', 'Edit'],
    ]);
  });
});
