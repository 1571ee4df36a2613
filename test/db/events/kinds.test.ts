// Every kind of event is produced by a verb. The compiler requires a line for each; a kind that nothing writes any more
// fails.
import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeCalibration, openCalibration } from '../../../db/calibration/calibration.ts';
import { addStep, changeGoal, tickStep } from '../../../db/coaching/development.ts';
import { mergeTask, moveTask } from '../../../db/coaching/tasks.ts';
import { entering } from '../../../db/database/bound.ts';
import { newId } from '../../../db/database/id.ts';
import { correctEvaluation } from '../../../db/evaluations/versions.ts';
import { exportEvents } from '../../../db/events/log.ts';
import { nameColumn } from '../../../db/interactions/column-names.ts';
import { importTranscript } from '../../../db/interactions/transcript-files.ts';
import { attemptFailed } from '../../../db/people/attempts.ts';
import { changeCentre } from '../../../db/people/centre.ts';
import { acceptInvitation, invite } from '../../../db/people/invitations.ts';
import { addMember, changeMember } from '../../../db/people/members.ts';
import { changePassword, makeReset, useReset } from '../../../db/people/passwords.ts';
import { changeMyView } from '../../../db/people/people.ts';
import {
  beginSecondFactor,
  changeSignInRules,
  confirmSecondFactor,
  dropSecondFactor,
  replaceRecoveryCodes,
  resetSecondFactor,
} from '../../../db/people/second-factor.ts';
import { endMemberSessions, endMySessions } from '../../../db/people/sessions.ts';
import { addTeam, renameTeam } from '../../../db/people/teams.ts';
import { assignReview, withdrawReview } from '../../../db/samples/assignments.ts';
import { takeReview } from '../../../db/samples/reviews.ts';
import { setPlanActive } from '../../../db/samples/samples.ts';
import {
  calibration_review,
  coaching_task,
  event,
  recording_copy,
  review,
  transcript,
  transcription,
} from '../../../db/schema/tables.ts';
import { discardDraft } from '../../../db/scorecards/drafts.ts';
import { restoreScorecard, retireScorecard } from '../../../db/scorecards/retiring.ts';
import { foundOrganisation } from '../../../db/settings/start.ts';
import { failCopy, queueCopies, recordCopy, retryCopies, startCopy } from '../../../db/transcripts/copies.ts';
import { correctTranscript } from '../../../db/transcripts/corrections.ts';
import { changeMasking } from '../../../db/transcripts/masking.ts';
import { noteOnceToday, openOriginals, originalsOpened } from '../../../db/transcripts/originals.ts';
import {
  dropModel,
  saveLanguages,
  saveRecorders,
  saveVocabulary,
  useModel,
  wishModel,
} from '../../../db/transcripts/speech.ts';
import { failTranscription, retryTranscription } from '../../../db/transcripts/transcripts.ts';
import { startTrial, stopTrial } from '../../../db/transcripts/trials.ts';
import { EVENT_KINDS, type EventKind } from '../../../scorecards/events/event.ts';
import { type TestApi, testApi, withPassword } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { type LivedIn, livedIn } from '../../support/lived-in.ts';
import { insertInteraction, memberOf } from '../../support/organisation.ts';
import { answers, definition, evaluated, giveReview, submit } from '../../support/reviews.ts';

type World = LivedIn & { api: TestApi };
const PLACE = { address: 'a', browser: null };
const visiting = ({ now }: LivedIn['manager'], { deps }: TestApi) => ({ db: deps.db, now });
const somebody = () => ({
  ...{ name: 'Nora New', email: `${newId('new')}@example.com`, employee_number: null },
  ...{ roles: ['agent' as const], teams: [], scope: [], language: 'en' as const },
});
const copies = async ({ administrator: { db }, ids }: World) =>
  db.select().from(recording_copy).where(eq(recording_copy.interaction_id, ids.recording));
/** A copy a worker is making. */
const aCopy = async (world: World) => {
  const { worker, ids, administrator } = world;
  const muted = [{ start_ms: (await copies(world)).length, end_ms: 2000 }];
  await administrator.db.transaction((tx) =>
    queueCopies(tx, worker, [{ interaction_id: ids.recording, kind: 'playable', muted }] as never),
  );
  const row = (await copies(world)).find(({ state }) => state === 'queued');
  const work = await startCopy(worker, { id: row!.id });
  return { id: row!.id, attempt: work!.attempt };
};
const factor = async (ctx: LivedIn['coach']) => {
  await withPassword(ctx);
  await beginSecondFactor(ctx, { secret: 'encrypted' });
  await confirmSecondFactor(ctx, { session: 'ses_none', step: 1, code_hashes: ['a'] });
};
const another = ({ agents, reviewers, ids }: World) =>
  giveReview({ agent: agents[0], reviewer: reviewers[0], version: ids.version });

/** What makes it happen; `lived`: it has, while the organisation was lived in. */
const HAPPENS: Record<EventKind, 'lived' | ((world: World) => Promise<unknown>)> = {
  'organisation.started': async ({ administrator: { now }, api }) => {
    const id = newId('org');
    const input = {
      ...{ id, organisation: 'New centre', time_zone: 'UTC', language: 'en' as const, name: 'First' },
      ...{ email: `${newId('new')}@example.com`, password_hash: 'x' },
    };
    await api.deps.db.transaction(async (tx) => foundOrganisation({ db: await entering(tx, id), now }, input));
  },
  'organisation.changed': ({ administrator }) => changeCentre(administrator, { name: 'Another name' }),
  'sign-in-rules.changed': ({ administrator }) => changeSignInRules(administrator, { second_factor: ['manager'] }),
  'masking.changed': ({ administrator }) => changeMasking(administrator, { kinds: [], reason: 'A trial' }),
  'column.named': ({ administrator }) => nameColumn(administrator, { header: 'Wer', column: 'agent' }),
  'speech.model-wished': ({ administrator }) => wishModel(administrator, { model: 'somebody/model' }),
  'speech.model-dropped': async ({ administrator }) => {
    await wishModel(administrator, { model: 'somebody/model' });
    await dropModel(administrator, { model: 'somebody/model' });
  },
  'speech.model-chosen': ({ administrator }) => useModel(administrator, { model: 'whisper-small' }),
  'speech.vocabulary-changed': ({ administrator }) => saveVocabulary(administrator, { words: ['Attune'] }),
  'speech.languages-changed': ({ administrator }) => saveLanguages(administrator, { languages: ['en'] }),
  'speech.recorders-changed': ({ administrator }) =>
    saveRecorders(administrator, { recorders: [{ recorder: 'Main', agent: 'left' }] as never }),
  'events.exported': ({ administrator }) => exportEvents(administrator, {}),
  'team.added': ({ administrator }) => addTeam(administrator, { name: 'Night shift' }),
  'team.renamed': ({ administrator, teams }) => renameTeam(administrator, { id: teams[0].id, name: 'Customer care' }),
  'member.added': ({ administrator }) => addMember(administrator, somebody()),
  'member.invited': 'lived',
  'member.joined': async ({ administrator, api }) => {
    const { token } = await invite(administrator, somebody());
    await acceptInvitation(visiting(administrator, api), { token, name: 'Nora New', password_hash: 'x' });
  },
  'member.changed': ({ administrator, ids }) => changeMember(administrator, { id: ids.otherAgent, name: 'Ben B' }),
  'member.view-changed': ({ coach }) => changeMyView(coach, { theme: 'dark' }),
  'member.signed-out': ({ administrator, ids }) => endMemberSessions(administrator, { id: ids.reviewer }),
  'member.password-link-made': 'lived',
  'member.second-factor-reset': async ({ administrator, otherCoach }) => {
    await factor(otherCoach);
    await resetSecondFactor(administrator, { id: memberOf(otherCoach), reason: 'Lost the phone' });
  },
  'sign-in': 'lived',
  'sign-in.failed': ({ manager, id, api }) => {
    const known = { user_id: 'usr', member_id: memberOf(manager), organisation_id: id, roles: [] };
    const attempt = { kind: 'password' as const, account: 'a', place: PLACE, known, address: '192.0.2.7' };
    return attemptFailed(visiting(manager, api), attempt, 'wrong-password');
  },
  'sign-out': ({ manager }) => endMySessions(manager, { except: null }),
  'password.changed': ({ manager }) => changePassword(manager, { password_hash: 'x', session: 'ses_none' }),
  'password.reset': async ({ administrator, manager, api }) => {
    const { token } = await makeReset(administrator, { id: memberOf(manager) });
    await useReset(visiting(manager, api), { token, password_hash: 'x', place: PLACE });
  },
  'second-factor.set-up': ({ coach }) => factor(coach),
  'recovery-codes.made': async ({ agents: [, , third] }) => {
    await factor(third);
    await replaceRecoveryCodes(third, { code_hashes: ['b'] });
  },
  'second-factor.removed': ({ coach }) => dropSecondFactor(coach),
  'interaction.imported': 'lived',
  'transcript.ready': 'lived',
  'transcript.corrected': async ({ reviewers: [reviewer], ids }) =>
    correctTranscript(reviewer, {
      id: ids.recording,
      revision: 1,
      changes: [{ kind: 'speaker', turn: 0, speaker: 'agent' }],
    }),
  'transcription.failed': async ({ worker, ids }) => {
    const its = eq(transcription.interaction_id, ids.recording);
    await worker.db.update(transcription).set({ state: 'queued', finished_at: null }).where(its);
    await failTranscription(worker, { interaction_id: ids.recording, attempt: null, code: 'crashed' });
  },
  'transcription.retried': ({ administrator, ids }) => retryTranscription(administrator, { id: ids.recording }),
  'recording.copied': async (world) =>
    recordCopy(world.worker, {
      id: (await aCopy(world)).id,
      file: { sha256: 'a'.repeat(64), size: 1, mime: 'audio/wav' },
    }),
  'recording.not-copied': async (world) => failCopy(world.worker, { ...(await aCopy(world)), code: 'decoder-missing' }),
  'recording.copy-retried': ({ administrator, ids }) => retryCopies(administrator, { id: ids.recording }),
  'recording.heard': ({ manager, ids }) => noteOnceToday(manager, 'recording.heard', ids.recording),
  'originals.opened': ({ manager, ids }) => openOriginals(manager, { id: ids.recording, reason: 'A dispute' }),
  'originals.heard': ({ manager, ids }) => originalsOpened(manager, { id: ids.recording, use: 'heard' }),
  'originals.read': ({ manager, ids }) => originalsOpened(manager, { id: ids.recording, use: 'read' }),
  'trial.started': async ({ administrator, ids }) => {
    await stopTrial(administrator, { id: ids.trial });
    const its = eq(transcription.interaction_id, ids.recording);
    await administrator.db
      .update(transcription)
      .set({ state: 'done', finished_at: administrator.now.toISOString() })
      .where(its);
    await startTrial(administrator, { interactions: [ids.recording], models: ['whisper-small'] });
  },
  'trial.stopped': 'lived',
  'scorecard.published': 'lived',
  'scorecard.draft-begun': 'lived',
  'scorecard.draft-discarded': ({ manager }) => discardDraft(manager, { key: 'CH', revision: 1 }),
  'scorecard.retired': ({ manager }) => retireScorecard(manager, { key: 'CL' }),
  'scorecard.restored': async ({ manager }) => {
    await retireScorecard(manager, { key: 'CL' });
    await restoreScorecard(manager, { key: 'CL' });
  },
  'scorecard-settings.changed': 'lived',
  'competencies.changed': 'lived',
  'sampling-plan.created': 'lived',
  'sampling-plan.stopped': ({ manager, ids }) => setPlanActive(manager, { plan: ids.plan, active: false }),
  'sampling-plan.resumed': ({ manager, ids }) => setPlanActive(manager, { plan: ids.plan, active: true }),
  'sample.drawn': 'lived',
  'review.assigned': async (world) =>
    assignReview(world.manager, { review: (await another(world)).review, reviewer: memberOf(world.reviewers[1]) }),
  'review.taken': ({ reviewers: [reviewer], ids }) => takeReview(reviewer, { review: ids.waiting }),
  'review.withdrawn': async (world) =>
    withdrawReview(world.manager, { review: (await another(world)).review, reason: 'A dead line' }),
  'evaluation.submitted': 'lived',
  'evaluation.corrected': async ({ manager, ids }) => {
    const input = { answers: answers(definition('VG')), summary: '', explanation: 'The note was there' };
    await correctEvaluation(manager, { evaluation: ids.evaluation, ...input });
  },
  'evaluation.acknowledged': 'lived',
  'task.raised': 'lived',
  'task.evidence-added': async ({ agents: [agent], reviewers: [reviewer], ids }) =>
    evaluated({ agent, reviewer, version: { id: ids.version, key: 'VG', number: 1 } }, { VG4: 'fail' }),
  'task.moved': ({ coach, ids }) => moveTask(coach, { task: ids.task, state: 'in-progress', note: '' }),
  'task.merged': async ({ coach, id }) => {
    const open = await coach.db
      .select()
      .from(coaching_task)
      .where(and(eq(coaching_task.organisation_id, id), inArray(coaching_task.state, ['new', 'in-progress'])));
    await mergeTask(coach, { task: open[0]!.id, into: open[1]!.id, note: 'The same' });
  },
  'development-plan.opened': 'lived',
  'goal.set': 'lived',
  'goal.changed': ({ coach, ids }) => changeGoal(coach, { goal: ids.goal, level_wanted: 'expert' }),
  'step.added': ({ coach, ids }) =>
    addStep(coach, { goal: ids.goal, text: { en: 'Listen', zh: '倾听' }, due_on: '2026-12-01' }),
  'step.done': ({ coach, ids }) => tickStep(coach, { step: ids.step, done: true }),
  'step.reopened': ({ coach, ids }) => tickStep(coach, { step: ids.step, done: false }),
  'calibration.opened': 'lived',
  'calibration.closed': ({ manager, ids }) => closeCalibration(manager, { calibration: ids.calibration }),
  'calibration.completed': async ({ manager, reviewers, agents: [agent], ids, administrator: { db } }) => {
    const [first, , third] = reviewers;
    const opened = await openCalibration(manager, {
      ...{ name: 'Tuesday', interaction: await insertInteraction(agent, { channel: 'voice' }) },
      ...{ scorecard_version_id: ids.version, reviewers: [memberOf(first), memberOf(third)] },
    });
    const rows = await db
      .select({ id: review.id, reviewer: review.reviewer_id })
      .from(calibration_review)
      .innerJoin(review, eq(review.id, calibration_review.review_id))
      .where(eq(calibration_review.calibration_id, opened.id));
    for (const { id, reviewer } of rows)
      await submit(memberOf(first) === reviewer ? first : third, id, answers(definition('VG')));
  },
  // Left by the migration of an earlier version's entries: test/db/migrations/upgrade.test.ts.
  'earlier-version.entry': 'lived',
};

/** By the migration alone. */
const BY_NOBODY: EventKind[] = ['earlier-version.entry'];

describeWithDatabase('every kind of event', (database) => {
  let world: World;
  beforeAll(async () => {
    const api = testApi(database);
    world = { ...(await livedIn(api)), api };
  }, 120_000);
  afterAll(() => world.api.close());

  const happened = async (kind: EventKind) =>
    (await database.db.select({ id: event.id }).from(event).where(eq(event.kind, kind))).length;

  it.each(EVENT_KINDS.filter((kind) => !BY_NOBODY.includes(kind)))('%s is written with its fact', async (kind) => {
    const make = HAPPENS[kind];
    const before = await happened(kind);
    if (make === 'lived') return expect(before).toBeGreaterThan(0);
    await make(world);
    expect(await happened(kind)).toBeGreaterThan(before);
  });

  it('an imported transcript is ready too, and a fact that fails leaves no event', async () => {
    const { manager, ids, api } = world;
    const bring = (text: string) =>
      importTranscript({ ...manager, blobs: api.deps.blobs }, { id: ids.recording, text, file_name: 'a.vtt' });
    const before = await happened('transcript.ready');
    await bring('WEBVTT\n\n00:00.100 --> 00:00.800\n<v Customer>Hello there.</v>\n');
    expect(await happened('transcript.ready')).toBe(before + 1);
    await expect(bring('no captions at all')).rejects.toThrow();
    expect(await happened('transcript.ready')).toBe(before + 1);
    const revisions = await database.db.select().from(transcript).where(eq(transcript.interaction_id, ids.recording));
    expect(revisions.map(({ origin }) => origin)).toContain('imported');
  });
});
