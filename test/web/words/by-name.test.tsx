import { cleanup, render } from '@solidjs/testing-library';
import { QueryClient, QueryClientProvider } from '@tanstack/solid-query';
import { For } from 'solid-js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useTeams } from '../../../web/session/names.ts';
import { byName, listed } from '../../../web/words/by-name.ts';
import { showLanguage } from '../../../web/words/words.ts';

const rows = (...names: string[]) => names.map((name) => ({ id: name, name }));
const sorted = (...names: string[]) => byName(rows(...names), ({ name }) => name).map(({ name }) => name);

beforeEach(() => showLanguage('en'));
afterEach(cleanup);

describe('names in a list', () => {
  it('are sorted ignoring case and accents, and by their numbers', () => {
    expect(sorted('billing', 'Zoe', 'Émile', 'Anna', 'eve')).toEqual(['Anna', 'billing', 'Émile', 'eve', 'Zoe']);
    expect(sorted('Team 10', 'Team 2', 'team 1')).toEqual(['team 1', 'Team 2', 'Team 10']);
  });

  it('are sorted by pinyin for readers of Chinese', async () => {
    await showLanguage('zh');
    // bái, chén, lǐ, wáng, zhāng; by code point it would be 张 李 王 白 陈.
    expect(sorted('张伟', '王芳', '李娜', '陈静', '白雪')).toEqual(['白雪', '陈静', '李娜', '王芳', '张伟']);
    expect(sorted('售后 10 组', '售后 2 组')).toEqual(['售后 2 组', '售后 10 组']);
  });

  it('that are the same keep their order', () => {
    const same = [
      { id: 1, name: 'Joe' },
      { id: 2, name: 'Joe' },
    ];
    expect(byName(same, ({ name }) => name)).toEqual(same);
  });

  it('in a line are in the same order', () => {
    expect(listed(rows('Care', 'billing'))).toBe('billing, Care');
  });

  it('follow the language at once, also those that were asked for before', async () => {
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
    client.setQueryData(['people', 'teams'], rows('张组', '白组', 'Zulu', 'alpha'));
    function Teams() {
      const teams = useTeams();
      return <For each={teams.data}>{(team) => <i>{team.name}</i>}</For>;
    }
    const { container } = render(() => (
      <QueryClientProvider client={client}>
        <Teams />
      </QueryClientProvider>
    ));
    const shown = () => [...container.querySelectorAll('i')].map((one) => one.textContent);
    await vi.waitFor(() => expect(shown().slice(0, 2)).toEqual(['alpha', 'Zulu']));
    await showLanguage('zh');
    await vi.waitFor(() => expect(shown()).toEqual(['白组', '张组', 'alpha', 'Zulu']));
  });
});
