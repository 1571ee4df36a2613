// Go to anything: pages at once, people and contacts as their names and numbers are typed.
import { useNavigate } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createMemo, createSignal, type JSX } from 'solid-js';
import { call, peopleClient } from '../client.ts';
import { useSession } from '../session.tsx';
import { type Command, CommandPalette } from '../ui/command-palette.tsx';
import { type Key, t } from '../words/words.ts';
import { RAIL } from './rail.ts';

const MOST = 8;

export default function Palette(props: { onClose: () => void }): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const [words, setWords] = createSignal('');
  const people = useQuery(() => ({
    queryKey: ['people', 'names'],
    queryFn: () => call(peopleClient.names.$get()),
    enabled: session.may('people:read'),
  }));
  const found = createMemo((): Command[] => {
    const wanted = words().trim().toLowerCase();
    const has = (text: string) => text.toLowerCase().includes(wanted);
    const pages = [
      ...RAIL.filter(
        (entry) => session.may(entry.permission) && (!entry.roles || entry.roles.some((role) => session.is(role))),
      ),
      { path: '/account', name: 'shell.account' as Key },
    ]
      .map((entry) => ({ path: entry.path, name: t(entry.name as 'shell.home') }))
      .filter((entry) => has(entry.name))
      .map((entry) => ({
        id: entry.path,
        name: entry.name,
        kind: t('shell.pageKind'),
        do: () => navigate(entry.path),
      }));
    const agents =
      wanted === '' || !session.may('coaching:work')
        ? []
        : (people.data ?? [])
            .filter((person) => person.roles.includes('agent') && has(person.name))
            .slice(0, MOST)
            .map((person) => ({
              id: person.id,
              name: person.name,
              kind: t('shell.agentKind'),
              do: () => navigate(`/coaching/agents/${person.id}`),
            }));
    return [...pages, ...agents];
  });
  return (
    <CommandPalette
      title={t('shell.palette')}
      hint={t('shell.paletteHint')}
      words={words()}
      onWords={setWords}
      items={found()}
      onClose={props.onClose}
    />
  );
}
