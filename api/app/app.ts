// The whole API over one set of dependencies. The Node server and the Cloudflare worker both mount it.
import { OpenAPIHono } from '@hono/zod-openapi';
import { languageDetector } from 'hono/language';
import { Problem } from '../../scorecards/problems/problem.ts';
import { calibrationApi } from '../calibration/calibration.ts';
import { coachingApi } from '../coaching/coaching.ts';
import { competenciesApi } from '../competencies/competencies.ts';
import { evaluationsApi } from '../evaluations/evaluations.ts';
import { eventsApi } from '../events/events.ts';
import { Language } from '../http/contract.ts';
import type { Deps } from '../http/deps.ts';
import { guards } from '../http/guards.ts';
import { answerProblem } from '../http/problems.ts';
import type { Env } from '../http/route.ts';
import { interactionsApi } from '../interactions/interactions.ts';
import { authApi } from '../people/account.ts';
import { peopleApi, sessionApi, startApi } from '../people/people.ts';
import { signedIn } from '../people/session.ts';
import { reportsApi } from '../reports/reports.ts';
import { samplesApi } from '../samples/samples.ts';
import { scorecardDraftsApi } from '../scorecards/drafts.ts';
import { scorecardFilesApi } from '../scorecards/files.ts';
import { scorecardsApi } from '../scorecards/scorecards.ts';
import { scorecardSettingsApi } from '../scorecards/settings.ts';
import { maskingApi } from '../transcripts/masking.ts';
import { speechApi } from '../transcripts/speech.ts';
import { healthApi } from './health.ts';
import { describeApi } from './openapi.ts';

export type { Deps } from '../http/deps.ts';

/** Before anybody is known; members have chosen theirs. Without a cookie: nothing is kept of strangers. */
const acceptedLanguage = languageDetector({
  supportedLanguages: Language.options,
  fallbackLanguage: 'en',
  order: ['header'],
  caches: false,
});

/**
 * The app. On Node the dependencies live as long as the process; in a Worker each request has its own connection, so
 * they are made from the request's bindings.
 */
export function createApp(dependencies: Deps | ((bindings: unknown) => Deps)) {
  const app = new OpenAPIHono<Env>();

  app.use(async (c, next) => {
    c.set('requestId', crypto.randomUUID().slice(0, 8));
    c.set('deps', typeof dependencies === 'function' ? dependencies(c.env) : dependencies);
    await next();
    c.header('x-request-id', c.get('requestId'));
  });
  app.use(acceptedLanguage);
  app.use(...guards);
  app.onError(answerProblem);
  app.use('/api/*', signedIn);

  // One router per stage, in the order of the work.
  app.route('/api/auth', authApi);
  app.route('/api/session', sessionApi);
  app.route('/api/start', startApi);
  app.route('/api/people', peopleApi);
  app.route('/api/interactions', interactionsApi);
  app.route('/api/masking', maskingApi);
  app.route('/api/speech', speechApi);
  app.route('/api/scorecards', scorecardsApi);
  app.route('/api/scorecards', scorecardDraftsApi);
  app.route('/api/scorecards/settings', scorecardSettingsApi);
  app.route('/api/scorecards', scorecardFilesApi);
  app.route('/api/samples', samplesApi);
  app.route('/api/evaluations', evaluationsApi);
  app.route('/api/calibration', calibrationApi);
  app.route('/api/coaching', coachingApi);
  app.route('/api/competencies', competenciesApi);
  app.route('/api/reports', reportsApi);
  app.route('/api/events', eventsApi);
  app.route('/api/health', healthApi);

  describeApi(app, '/api/openapi.json');

  app.all('/api/*', () => {
    throw new Problem('not-found');
  });
  app.get('*', (c) => {
    const { pages } = c.get('deps');
    if (!pages) throw new Problem('not-found');
    return pages(c.req.raw);
  });
  app.notFound((c) => answerProblem(new Problem('not-found'), c));
  return app;
}
