// The command palette: pages immediately; criteria, people and interactions as they are typed.
import { useNavigate } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createEffect, createMemo, createSignal, type JSX, onCleanup } from 'solid-js';
import { call, interactionsClient } from '../server/client.ts';
import { useNames } from '../session/names.ts';
import { useSession } from '../session/session.tsx';
import { type Command, CommandPalette, pageCommands } from '../ui/command-palette.tsx';
import { shortDateTime } from '../ui/format.ts';
import { type Key, t } from '../words/words.ts';
import { RAIL } from './rail.ts';

const MOST = 8;
const PAUSE_MS = 200;

export default function Palette(props: { onClose: () => void }): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const [words, setWords] = createSignal('');
  const people = useNames(() => session.may('people:read'));
  // Typing goes on while the last word is looked for.
  const [asked, setAsked] = createSignal('');
  createEffect(() => {
    const now = words().trim();
    const timer = setTimeout(() => setAsked(now), PAUSE_MS);
    onCleanup(() => clearTimeout(timer));
  });
  const interactions = useQuery(() => ({
    queryKey: ['interactions', 'palette', asked()],
    queryFn: () => call(interactionsClient.index.$get({ query: { q: asked(), limit: String(MOST) } })),
    enabled: asked().length >= 2 && session.may('interactions:read'),
    placeholderData: (before) => before,
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
    const calls = (asked().length >= 2 ? (interactions.data?.rows ?? []) : []).map((row) => ({
      id: row.id,
      name: row.external_id,
      detail: `${row.agent.name} · ${shortDateTime(row.started_at)}`,
      kind: t(`common.channel.${row.channel}`),
      do: () => navigate(`/interactions/${row.id}`),
    }));
    const here =
      wanted === ''
        ? []
        : pageCommands()
            .filter((command) => has(command.name))
            .slice(0, MOST);
    return [...here, ...pages, ...agents, ...calls];
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
