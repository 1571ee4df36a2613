// The API client: one typed client per stage, and `call`, which returns the answer or throws a Refusal. Add yours
// beside the others: `export const samplesClient = stage<SamplesApi>('samples');` with a type-only import of its type,
// then `await call(samplesClient.plans.$get())`.
import type { Hono } from 'hono';
import { hc, type InferResponseType } from 'hono/client';
import type { CalibrationApi } from '../../api/calibration/calibration.ts';
import type { CoachingApi } from '../../api/coaching/coaching.ts';
import type { CompetenciesApi } from '../../api/competencies/competencies.ts';
import type { EvaluationsApi } from '../../api/evaluations/evaluations.ts';
import type { EventsApi } from '../../api/events/events.ts';
import type { InteractionsApi } from '../../api/interactions/interactions.ts';
import type { AuthApi } from '../../api/people/account.ts';
import type { PeopleApi, SessionApi, StartApi } from '../../api/people/people.ts';
import type { ReportsApi } from '../../api/reports/reports.ts';
import type { SamplesApi } from '../../api/samples/samples.ts';
import type { ScorecardDraftsApi } from '../../api/scorecards/drafts.ts';
import type { ScorecardFilesApi } from '../../api/scorecards/files.ts';
import type { ScorecardsApi } from '../../api/scorecards/scorecards.ts';
import type { ScorecardSettingsApi } from '../../api/scorecards/settings.ts';
import type { MaskingApi } from '../../api/transcripts/masking.ts';
import type { SpeechApi } from '../../api/transcripts/speech.ts';
import { loadSentences } from '../words/words.ts';

/** What a call answers when it goes well: `type Me = Answered<typeof sessionClient.index.$get>`. */
export type Answered<Call> = InferResponseType<Call, 200>;

/** What the API refused, as it said it; `code` is one of scorecards/problems/problem.ts. `lost` when no answer came at all. */
export class Refusal extends Error {
  readonly code: string;
  readonly params: Record<string, string | number>;
  readonly detail: unknown;
  readonly status: number;
  constructor(code: string, params: Record<string, string | number> = {}, detail: unknown = null, status = 0) {
    super(code);
    this.code = code;
    this.params = params;
    this.detail = detail;
    this.status = status;
  }
  /** Whether the same request may go well later: the connection or the server failed, not the request. */
  get passing(): boolean {
    return this.code === 'lost' || this.status >= 500;
  }
}

type Answer<T> = { ok: boolean; status: number; json(): Promise<T> };
type Problem = { code?: string; params?: Record<string, string | number>; detail?: unknown };

/** The body of a good answer; throws a Refusal for any other. */
export async function call<T>(request: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await request;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    connection.lose();
    throw new Refusal('lost');
  }
  connection.find();
  if (answer.ok) return answer.status === 204 ? (undefined as T) : answer.json();
  const problem = (await answer.json().catch(() => ({}))) as Problem;
  const refusal = new Refusal(
    problem.code ?? 'failed',
    problem.params ?? { id: '' },
    problem.detail ?? null,
    answer.status,
  );
  // So that the component that shows it has the words for it.
  await loadSentences();
  if (ENDED.includes(refusal.code)) for (const heard of signedOut) heard(refusal.code);
  throw refusal;
}

/** Nobody is signed in any more, or the second factor is still to be proven or set up. */
const ENDED = ['not-signed-in', 'code-needed', 'factor-needed'];
const signedOut = new Set<(code: string) => void>();
/** Called when an answer says that the session has ended or is incomplete. Returns a function that stops listening. */
export function onSignedOut(heard: (code: string) => void): () => void {
  signedOut.add(heard);
  return () => signedOut.delete(heard);
}

const listeners = new Set<(lost: boolean) => void>();
let lost = false;
/** Whether the server is being reached: every call tells, the shell's bar listens. */
export const connection = {
  lose: () => tell(true),
  find: () => tell(false),
  listen(heard: (lost: boolean) => void): () => void {
    listeners.add(heard);
    return () => listeners.delete(heard);
  },
};
function tell(now: boolean): void {
  if (now === lost) return;
  lost = now;
  for (const heard of listeners) heard(now);
}

/** Automatic requests of an idle page keep no session alive: after this long they say that they are automatic. */
const UNTOUCHED_MS = 2 * 60_000;
let touched = Date.now();
for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
  window.addEventListener(event, () => (touched = Date.now()), { passive: true, capture: true });
}
const headers = (): Record<string, string> => (Date.now() - touched > UNTOUCHED_MS ? { 'x-attune-idle': '1' } : {});

// biome-ignore lint/suspicious/noExplicitAny: hc takes any router
const stage = <Api extends Hono<any, any, any>>(name: string) => hc<Api>(`${location.origin}/api/${name}`, { headers });

export const authClient = stage<AuthApi>('auth');
export const sessionClient = stage<SessionApi>('session');
export const startClient = stage<StartApi>('start');
export const peopleClient = stage<PeopleApi>('people');
export const interactionsClient = stage<InteractionsApi>('interactions');
export const maskingClient = stage<MaskingApi>('masking');
export const speechClient = stage<SpeechApi>('speech');
export const scorecardsClient = stage<ScorecardsApi>('scorecards');
export const scorecardDraftsClient = stage<ScorecardDraftsApi>('scorecards');
export const scorecardSettingsClient = stage<ScorecardSettingsApi>('scorecards/settings');
export const scorecardFilesClient = stage<ScorecardFilesApi>('scorecards');
export const samplesClient = stage<SamplesApi>('samples');
export const evaluationsClient = stage<EvaluationsApi>('evaluations');
export const calibrationClient = stage<CalibrationApi>('calibration');
export const coachingClient = stage<CoachingApi>('coaching');
export const competenciesClient = stage<CompetenciesApi>('competencies');
export const reportsClient = stage<ReportsApi>('reports');
export const eventsClient = stage<EventsApi>('events');
