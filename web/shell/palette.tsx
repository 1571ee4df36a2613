// The command palette: pages immediately; criteria, people and interactions as they are typed.
import { useNavigate } from '@solidjs/router';
import { createEffect, createMemo, createSignal, type JSX, onCleanup } from 'solid-js';
import { call, interactionsClient } from '../server/client.ts';
import { useQuery } from '../server/query.ts';
import { useNames } from '../session/names.ts';
import { useSession } from '../session/session.tsx';
import { type Command, CommandPalette, pageCommands } from '../ui/command-palette.tsx';
import { shortDateTime } from '../ui/format.ts';
import { type Key, t } from '../words/words.ts';
import { RAIL } from './rail.ts';

const MOST = 8;
const PAUSE_MS = 200;

export default function Palette(props: { onClose: () => void }): JSX.Element {
  const [words, setWords] = createSignal('');
  const pages = usePages();
  const agents = useAgents();
  const interactions = useInteractions(words);
  const found = createMemo((): Command[] => {
    const wanted = words().trim().toLowerCase();
    const has = ({ name }: Command) => name.toLowerCase().includes(wanted);
    const few = (all: () => Command[]) => (wanted === '' ? [] : all().filter(has).slice(0, MOST));
    return [...few(pageCommands), ...pages().filter(has), ...few(agents), ...interactions()];
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

function usePages(): () => Command[] {
  const session = useSession();
  const navigate = useNavigate();
  const entries = (): { path: string; name: Key }[] => [
    ...RAIL.filter(
      (entry) => session.may(entry.permission) && (!entry.roles || entry.roles.some((role) => session.is(role))),
    ),
    { path: '/account', name: 'shell.account' },
  ];
  return () =>
    entries().map(({ path, name }) => ({
      id: path,
      name: t(name as 'shell.home'),
      kind: t('shell.pageKind'),
      do: () => navigate(path),
    }));
}

function useAgents(): () => Command[] {
  const session = useSession();
  const navigate = useNavigate();
  const people = useNames(() => session.may('people:read'));
  const agents = () =>
    (session.may('coaching:work') ? (people.data ?? []) : []).filter(({ roles }) => roles.includes('agent'));
  return () =>
    agents().map(({ id, name }) => ({
      id,
      name,
      kind: t('shell.agentKind'),
      do: () => navigate(`/coaching/agents/${id}`),
    }));
}

function useInteractions(words: () => string): () => Command[] {
  const session = useSession();
  const navigate = useNavigate();
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
  const rows = () => (asked().length >= 2 ? (interactions.data?.rows ?? []) : []);
  return () =>
    rows().map((row) => ({
      id: row.id,
      name: row.external_id,
      detail: `${row.agent.name} · ${shortDateTime(row.started_at)}`,
      kind: t(`common.channel.${row.channel}`),
      do: () => navigate(`/interactions/${row.id}`),
    }));
}
