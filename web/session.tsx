// Who is signed in, for every page: `const session = useSession()`; `session.member.name`, `session.may('samples:plan')`,
// `session.is('coach')`, `session.organisation.time_zone`. Inside the shell there is always somebody; pages outside it
// (sign-in, start, invitation) ask `session.signedIn()` first.
import { useQueryClient } from '@tanstack/solid-query';
import { createContext, createSignal, type JSX, onCleanup, useContext } from 'solid-js';
import { can, type Permission, type Role } from '../scorecards/access.ts';
import { type Answered, authClient, call, onSignedOut, peopleClient, Refusal, sessionClient } from './client.ts';
import { setZone } from './ui/format.ts';
import { showTheme, type Theme } from './ui/theme.ts';
import { type Language, language, showLanguage } from './words/words.ts';

type Me = Answered<typeof sessionClient.index.$get>;

function createSession(empty: () => void) {
  const [me, setMe] = createSignal<Me | null>(null);
  const [asked, setAsked] = createSignal(false);
  const [failure, setFailure] = createSignal<unknown>(null);

  async function take(next: Me): Promise<void> {
    // What somebody else read on this machine is not theirs to see.
    if (me() && me()?.member.id !== next.member.id) empty();
    setZone(next.organisation.time_zone);
    showTheme(next.member.theme);
    if (next.member.language !== language()) await showLanguage(next.member.language);
    setMe(next);
  }

  /** Asks the server who is signed in. */
  async function refresh(): Promise<void> {
    setFailure(null);
    try {
      await take(await call(sessionClient.index.$get()));
    } catch (error) {
      if (error instanceof Refusal && (error.code === 'not-signed-in' || error.code === 'deactivated')) setMe(null);
      else setFailure(error);
    } finally {
      setAsked(true);
    }
  }

  const known = (): Me => {
    const found = me();
    if (!found) throw new Error('nobody is signed in');
    return found;
  };
  return {
    /** Whether the server has answered who is signed in. */
    asked,
    failure,
    signedIn: (): boolean => me() !== null,
    get member() {
      return known().member;
    },
    get organisation() {
      return known().organisation;
    },
    is: (role: Role): boolean => me()?.member.roles.includes(role) ?? false,
    /** Whether any of my roles may do this to anything at all; the server decides about the single thing. */
    may(permission: Permission): boolean {
      const found = me();
      if (!found) return false;
      const { id, roles } = found.member;
      return can({ organisation: found.organisation.id, member: id, roles, scope: null }, permission);
    },
    refresh,
    forget(): void {
      setMe(null);
      empty();
    },
    /** Kept with the member, so that it is the same on every machine. */
    async show(view: { language?: Language; theme?: Theme }): Promise<void> {
      if (view.theme) showTheme(view.theme);
      if (view.language) await showLanguage(view.language);
      if (me()) await take(await call(peopleClient.me.$patch({ json: view })));
    },
    async signOut(): Promise<void> {
      await call(authClient['sign-out'].$post());
      this.forget();
    },
  };
}

export type Session = ReturnType<typeof createSession>;
const Context = createContext<Session>();

export function SessionProvider(props: { children: JSX.Element }): JSX.Element {
  const queries = useQueryClient();
  const session = createSession(() => queries.clear());
  onCleanup(onSignedOut(() => session.signedIn() && session.forget()));
  void session.refresh();
  return <Context.Provider value={session}>{props.children}</Context.Provider>;
}

export function useSession(): Session {
  const found = useContext(Context);
  if (!found) throw new Error('useSession needs <SessionProvider>');
  return found;
}
