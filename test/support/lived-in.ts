// An organisation in which every stage has left its rows, all about one agent of the first team: for tests that look at
// everything at once. It is lived in through the verbs, by the people whose work it is.

import { and, eq } from 'drizzle-orm';
import { openCalibration } from '../../db/calibration/calibration.ts';
import { createGoal } from '../../db/coaching/development.ts';
import { changeFramework } from '../../db/competencies/frameworks.ts';
import { newId } from '../../db/database/id.ts';
import { saveDraft } from '../../db/evaluations/drafts.ts';
import { acknowledgeEvaluation } from '../../db/evaluations/evaluations.ts';
import { sealKey } from '../../db/events/key.ts';
import { sealEvents } from '../../db/events/seal.ts';
import type { FinishedUpload, UploadProgress } from '../../db/interactions/uploads.ts';
import { invite } from '../../db/people/invitations.ts';
import { makeReset } from '../../db/people/passwords.ts';
import { drawWeek } from '../../db/samples/draws.ts';
import { createPlan } from '../../db/samples/samples.ts';
import {
  coaching_task,
  model_trial,
  model_trial_run,
  model_wish,
  review,
  scorecard_version,
  step,
  transcription_checkpoint,
} from '../../db/schema/tables.ts';
import { beginDraft } from '../../db/scorecards/drafts.ts';
import { changeSettings } from '../../db/scorecards/settings.ts';
import { recordTranscript, startTranscription } from '../../db/transcripts/transcripts.ts';
import { competencyIn } from '../../scorecards/competencies/framework.ts';
import { INCLUDED_FRAMEWORK } from '../../scorecards/competencies/included.ts';
import { DEFAULT_SETTINGS, type Setting } from '../../scorecards/scorecard/settings.ts';
import type { TestApi } from './api.ts';
import { type FreshOrganisation, freshOrganisation, memberOf } from './organisation.ts';
import { installationOf } from './owner.ts';
import { evaluated, giveReview, withLibrary } from './reviews.ts';
import { wav } from './sound.ts';

export type LivedIn = FreshOrganisation & {
  /** One of each kind. */
  ids: {
    agent: string;
    otherAgent: string;
    reviewer: string;
    team: string;
    recording: string;
    upload: string;
    spareUpload: string;
    plan: string;
    drawn: string;
    waiting: string;
    taken: string;
    evaluation: string;
    evaluatedInteraction: string;
    task: string;
    otherTask: string;
    goal: string;
    step: string;
    calibration: string;
    scorecard: string;
    version: string;
    invited: string;
    trial: string;
  };
};

const HEARD = {
  duration_ms: 2000,
  language: 'en',
  languages: ['en'],
  method: 'single' as const,
  speakers_confidence: null,
  turns: [
    {
      speaker: 'customer' as const,
      channel: 0,
      start_ms: 100,
      end_ms: 900,
      text: 'My card is 4111 1111 1111 1111.',
      confidence: 0.9,
      words: [{ text: 'My card is 4111 1111 1111 1111.', start_ms: 100, end_ms: 900, confidence: 0.9 }],
    },
  ],
  peaks: { bucket_ms: 50, channels: [[1, 2, 3]] },
  model: 'test',
  pipeline: 'test',
  took_ms: 1,
};

export async function livedIn(api: TestApi): Promise<LivedIn> {
  const db = api.owner;
  const people = await freshOrganisation(db, api.deps.now());
  const { administrator, manager, coach, reviewers, agents, worker, teams } = people;
  const [agent, otherAgent] = agents;
  const [reviewer, , third] = reviewers;
  const library = await withLibrary(people);
  const version = library.VG!;

  const browser = await api.signedIn(manager);
  const begin = async (pitch: number) => {
    const bytes = wav(2000, pitch);
    const metadata = {
      external_id: `call-${pitch}`,
      agent: people.people.find(({ id }) => id === memberOf(agent))!.email,
      channel: 'voice',
      started_at: manager.now.toISOString(),
    };
    const begun = await browser.post('/api/interactions/uploads', {
      file_name: 'call.wav',
      size: bytes.byteLength,
      metadata,
    });
    const { id } = (await begun.json()) as UploadProgress;
    await browser.ask('PUT', `/api/interactions/uploads/${id}?offset=0`, {
      body: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    });
    return id;
  };
  const finished = await browser.post(`/api/interactions/uploads/${await begin(300)}/finish`);
  const recording = ((await finished.json()) as FinishedUpload).interaction.id;
  await startTranscription(worker, { interaction_id: recording });
  await recordTranscript(worker, { interaction_id: recording, transcript: HEARD });

  // What the machinery writes by itself while it listens.
  const trial = newId('tri');
  const own = { organisation_id: people.id };
  const now = agent.now.toISOString();
  await db
    .insert(transcription_checkpoint)
    .values({ ...own, interaction_id: recording, under: 'test', name: 'words', value: [], created_at: now });
  await db.insert(model_wish).values({ ...own, model: 'whisper-small', wished_at: now });
  await db.insert(model_trial).values({ ...own, id: trial, created_at: now });
  await db.insert(model_trial_run).values({
    ...own,
    id: newId('run'),
    trial_id: trial,
    interaction_id: recording,
    model: 'whisper-small',
    state: 'queued',
  });

  const [definition] = await db.select().from(scorecard_version).where(eq(scorecard_version.id, version.id));
  for (const key of ['CH', 'CL']) await beginDraft(manager, { key, definition: null });
  const plan = await createPlan(manager, {
    name: 'Care, weekly',
    who: { teams: [], agents: [memberOf(agent)] },
    what: { channels: [], queues: [], duration_min_ms: null, duration_max_ms: null },
    per_agent_per_week: 1,
    scorecard: definition!.scorecard_id,
    reviewers: [memberOf(reviewer)],
  });
  await drawWeek(manager, { plan: plan.id, week: manager.now.toISOString().slice(0, 10) });
  const [drawn] = await db
    .select({ id: review.id })
    .from(review)
    .where(and(eq(review.organisation_id, people.id), eq(review.kind, 'random')));

  const waiting = await giveReview({ agent, reviewer, version: version.id });
  const taken = await giveReview({ agent, reviewer, version: version.id });
  await saveDraft(reviewer, { review: taken.review, revision: 0, answers: {}, summary: 'So far', spent_ms: 1000 });
  const failed = await evaluated(
    { agent, reviewer, version },
    { VG4: 'fail' },
    { started_at: agent.now.toISOString() },
  );
  // A Friday: of the same week in every time zone.
  const read = await evaluated(
    { agent, reviewer, version },
    { VG5: 'fail' },
    { started_at: '2026-07-03T09:00:00.000Z' },
  );
  await acknowledgeEvaluation(agent, { evaluation: read.evaluation, comment: 'Understood' });
  const tasks = await db
    .select({ id: coaching_task.id })
    .from(coaching_task)
    .where(eq(coaching_task.organisation_id, people.id));
  const renamed = { ...competencyIn(INCLUDED_FRAMEWORK, 'data')!, name: { en: 'Figures' } };
  await changeFramework(manager, {
    number: 0,
    framework: {
      ...INCLUDED_FRAMEWORK,
      competencies: INCLUDED_FRAMEWORK.competencies.map((one) => (one.key === renamed.key ? renamed : one)),
    },
  });
  const goal = await createGoal(coach, {
    agent: memberOf(agent),
    competency: 'listening',
    level_now: 'junior',
    level_wanted: 'senior',
    due_on: '2026-12-01',
    steps: null,
  });
  const [firstStep] = await db.select({ id: step.id }).from(step).where(eq(step.goal_id, goal.id));
  const calibration = await openCalibration(manager, {
    name: 'Monday',
    interaction: recording,
    scorecard_version_id: version.id,
    reviewers: [memberOf(reviewer), memberOf(third)],
  });
  const invited = await invite(administrator, {
    name: 'Nia New',
    email: `nia-${people.id}@example.com`,
    employee_number: null,
    roles: ['agent'],
    teams: [teams[0].id],
    scope: [],
    language: 'en',
  });

  const settings: Setting[] = [
    { part: 'targets', value: [{ scorecard: 'VG', team: teams[0].id, value_bp: 8000 }] },
    { part: 'complaints', value: { ...DEFAULT_SETTINGS.complaints, queues: ['Complaints'] } },
  ];
  for (const setting of settings) await changeSettings(administrator, { number: 0, setting });

  await makeReset(administrator, { id: memberOf(manager) });
  await sealEvents(
    { db: installationOf(db), now: agent.now },
    { key: await sealKey('a key of tests alone, long enough'), heads: {} },
  );

  return {
    ...people,
    ids: {
      agent: memberOf(agent),
      otherAgent: memberOf(otherAgent),
      reviewer: memberOf(reviewer),
      team: teams[0].id,
      recording,
      upload: await begin(310),
      spareUpload: await begin(320),
      plan: plan.id,
      drawn: drawn!.id,
      waiting: waiting.review,
      taken: taken.review,
      evaluation: failed.evaluation,
      evaluatedInteraction: failed.interaction,
      task: tasks[0]!.id,
      otherTask: tasks[1]!.id,
      goal: goal.id,
      step: firstStep!.id,
      calibration: calibration.id,
      scorecard: definition!.scorecard_id,
      version: version.id,
      invited: invited.member.id,
      trial,
    },
  };
}
