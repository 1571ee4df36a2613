// Every address and its page. To add a page: default-export it from web/<stage>/<name>-page.tsx, add a line to the list
// below with its permission and, if it belongs in the rail, one to shell/rail.ts. Each page is a separate chunk; the
// shell (rail, palette, keys) surrounds all of them.
import { Navigate, type RouteDefinition } from '@solidjs/router';
import { type Component, type JSX, lazy, Show } from 'solid-js';
import type { Permission } from '../scorecards/people/access.ts';
import { useSession } from './session/session.tsx';

const NotYours = lazy(() => import('./shell/no-access-page.tsx'));

function page(path: string, permission: Permission, load: () => Promise<{ default: Component }>): RouteDefinition {
  const Page = lazy(load);
  return {
    path,
    component: (): JSX.Element => {
      const session = useSession();
      return (
        <Show when={session.may(permission)} fallback={<NotYours />}>
          <Page />
        </Show>
      );
    },
  };
}

/** Sends each person to the first page of their role. */
function Home(): JSX.Element {
  const session = useSession();
  return <Navigate href={firstPage(session.member.roles)} />;
}

export const routes: RouteDefinition[] = [
  { path: '/sign-in', component: lazy(() => import('./people/sign-in-page.tsx')) },
  { path: '/start', component: lazy(() => import('./people/start-page.tsx')) },
  { path: '/second-factor', component: lazy(() => import('./people/second-factor-page.tsx')) },
  // What a link carries stands behind #, which is sent to no server.
  { path: '/invitation', component: lazy(() => import('./people/invitation-page.tsx')) },
  { path: '/new-password', component: lazy(() => import('./people/new-password-page.tsx')) },
  {
    path: '/',
    component: lazy(() => import('./shell/shell.tsx')),
    children: [
      { path: '/', component: Home },
      page('/reviews', 'reviews:work', () => import('./evaluations/queue-page.tsx')),
      page('/reviews/:id', 'reviews:work', () => import('./evaluations/review-page.tsx')),
      page('/interactions', 'interactions:read', () => import('./interactions/page.tsx')),
      page('/interactions/:id', 'interactions:read', () => import('./transcripts/interaction-page.tsx')),
      page('/import', 'interactions:import', () => import('./interactions/import-page.tsx')),
      page('/sampling', 'samples:read', () => import('./samples/page.tsx')),
      page('/sampling/:id', 'samples:read', () => import('./samples/plan-page.tsx')),
      page('/scorecards', 'scorecards:read', () => import('./scorecards/page.tsx')),
      page('/scorecards/library', 'scorecards:read', () => import('./scorecards/library-page.tsx')),
      page('/scorecards/:key/draft', 'scorecards:edit', () => import('./scorecards/builder/builder-page.tsx')),
      page('/scorecards/settings', 'scorecards:settings', () => import('./scorecards/settings-page.tsx')),
      page('/scorecards/:key/compare', 'scorecards:read', () => import('./scorecards/compare-page.tsx')),
      page('/scorecards/:key/:number', 'scorecards:read', () => import('./scorecards/version-page.tsx')),
      page('/scorecards/:key/:number/print', 'scorecards:read', () => import('./scorecards/print-page.tsx')),
      page('/calibration', 'calibration:manage', () => import('./calibration/page.tsx')),
      page('/calibration/:id', 'calibration:manage', () => import('./calibration/calibration-page.tsx')),
      page('/speech', 'speech:read', () => import('./speech/page.tsx')),
      page('/people', 'people:manage', () => import('./people/page.tsx')),
      page('/events', 'events:read', () => import('./events/page.tsx')),
      page('/account', 'account:use', () => import('./people/account-page.tsx')),
      page('/evaluations', 'evaluations:read', () => import('./evaluations/evaluations-page.tsx')),
      page('/feedback', 'evaluations:read', () => import('./evaluations/feedback-list-page.tsx')),
      page('/feedback/:id', 'evaluations:read', () => import('./coaching/feedback-page.tsx')),
      page('/coaching', 'coaching:work', () => import('./coaching/page.tsx')),
      page('/coaching/agents/:id', 'coaching:work', () => import('./coaching/agent-page.tsx')),
      page('/plan', 'coaching:read', () => import('./coaching/plan-page.tsx')),
      page('/quality', 'reports:read', () => import('./reports/page.tsx')),
      { path: '*', component: lazy(() => import('./shell/missing-page.tsx')) },
    ],
  },
];

/** The first page of a person's work: what they do all day before what they look at now and then. */
export function firstPage(roles: readonly string[]): string {
  if (roles.includes('reviewer')) return '/reviews';
  if (roles.includes('coach')) return '/coaching';
  if (roles.includes('manager')) return '/quality';
  if (roles.includes('administrator')) return '/people';
  return '/feedback';
}
