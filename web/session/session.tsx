// Who is signed in, for every page: `const session = useSession()`; `session.member.name`,
// `session.may('samples:plan')`, `session.is('coach')`, `session.organisation.time_zone`. Inside the shell someone is
// always signed in; pages outside it (sign-in, start, invitation) check `session.signedIn()` first.

import { useQueryClient } from '@tanstack/solid-query';
import { createContext, createSignal, type JSX, onCleanup, useContext } from 'solid-js';
import { can, type Permission, type Role } from '../../scorecards/people/access.ts';
import type { Theme } from '../../scorecards/people/theme.ts';
import {
  type Answered,
  authClient,
  call,
  onSignedOut,
  peopleClient,
  Refusal,
  sessionClient,
} from '../server/client.ts';
import { setZone } from '../ui/format.ts';
import { showTheme } from '../ui/theme.ts';
import { type Language, language, showLanguage } from '../words/words.ts';

type Me = Answered<typeof sessionClient.index.$get>;
type Missing = 'code' | 'factor' | null;

/** Refusals that say that nobody is signed in, or not wholly, and what is missing then. */
const NOT_IN: Record<string, Missing> = {
  'not-signed-in': null,
  deactivated: null,
  'code-needed': 'code',
  'factor-needed': 'factor',
};

/** So often the page asks whether it is still signed in, and what is announced to everyone. */
const ASKED_EVERY_MS = 60_000;

/** Who is signed in, as far as the server has said. */
function createMember(empty: () => void) {
  const [me, setMe] = createSignal<Me | null>(null);
  const [asked, setAsked] = createSignal(false);
  const [failure, setFailure] = createSignal<unknown>(null);
  const [missing, setMissing] = createSignal<Missing>(null);

  async function take(next: Me): Promise<void> {
    // What someone else read on this machine is not theirs to see.
    if (me() && me()?.member.id !== next.member.id) empty();
    await showAs(next);
    setMissing(null);
    setMe(next);
  }

  /** Asks the server who is signed in. */
  async function refresh(): Promise<void> {
    setFailure(null);
    try {
      await take(await call(sessionClient.index.$get()));
    } catch (error) {
      if (error instanceof Refusal && error.code in NOT_IN) lose(error.code);
      else setFailure(error);
    } finally {
      setAsked(true);
    }
  }

  /** Nobody is signed in any more, or something is still missing to it. */
  function lose(code: string): void {
    setMissing(NOT_IN[code] ?? null);
    setMe(null);
    empty();
  }

  return { me, asked, failure, missing, take, refresh, lose };
}

function createSession(empty: () => void) {
  const { me, asked, failure, missing, take, refresh, lose } = createMember(empty);
  const known = (): Me => {
    const found = me();
    if (!found) throw new Error('nobody is signed in');
    return found;
  };
  return {
    /** Whether the server has answered who is signed in. */
    asked,
    failure,
    /** What is still missing to a session whose password was right: the code, or a second factor at all. */
    missing,
    signedIn: (): boolean => me() !== null,
    get member() {
      return known().member;
    },
    get organisation() {
      return known().organisation;
    },
    ...rightsOf(me),
    refresh,
    lose,
    /** Kept with the member, so that it is the same on every machine. */
    async show(view: { language?: Language; theme?: Theme }): Promise<void> {
      if (view.theme) showTheme(view.theme);
      if (view.language) await showLanguage(view.language);
      if (me()) await take(await call(peopleClient.me.$patch({ json: view })));
    },
    async signOut(): Promise<void> {
      await call(authClient['sign-out'].$post());
      lose('not-signed-in');
    },
  };
}

/** The page as the member has it: their centre's time, their theme and language. */
async function showAs({ organisation, member }: Me): Promise<void> {
  setZone(organisation.time_zone);
  showTheme(member.theme);
  if (member.language !== language()) await showLanguage(member.language);
}

function rightsOf(me: () => Me | null) {
  return {
    is: (role: Role): boolean => me()?.member.roles.includes(role) ?? false,
    /** Whether any of my roles may do this to anything at all; the server decides about the single thing. */
    may(permission: Permission): boolean {
      const found = me();
      if (!found) return false;
      const { id, roles } = found.member;
      return can({ organisation: found.organisation.id, member: id, roles, scope: null }, permission);
    },
    /** Whether I may do this to what belongs to someone of these teams. */
    mayIn(permission: Permission, teams: readonly string[]): boolean {
      const found = me();
      if (!found) return false;
      const { id, roles, scope } = found.member;
      const organisation = found.organisation.id;
      return can({ organisation, member: id, roles, scope }, permission, { organisation, teams });
    },
  };
}

export type Session = ReturnType<typeof createSession>;
const Context = createContext<Session>();

export function SessionProvider(props: { children: JSX.Element }): JSX.Element {
  const queries = useQueryClient();
  const session = createSession(() => queries.clear());
  onCleanup(onSignedOut((code) => session.signedIn() && session.lose(code)));
  const timer = setInterval(() => session.signedIn() && !document.hidden && void session.refresh(), ASKED_EVERY_MS);
  onCleanup(() => clearInterval(timer));
  void session.refresh();
  return <Context.Provider value={session}>{props.children}</Context.Provider>;
}

export function useSession(): Session {
  const found = useContext(Context);
  if (!found) throw new Error('useSession needs <SessionProvider>');
  return found;
}
